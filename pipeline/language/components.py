"""spaCy components of the packaged pipeline; importing this module registers them."""

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.language import boundaries

_QUOTES = "\"“‘'«"
_CLOSING = ",.;:!?)]}”’…%"


@Language.component("sentence_marks", assigns=["token.is_sent_start"])
def sentence_marks(doc: Doc) -> Doc:
    """Fix the sentence boundaries that punctuation decides, before the parser, which keeps to them.

    What `boundaries.judge` knows is set. Elsewhere no sentence begins where no blank stands before it, before closing
    punctuation, with a quotation after a colon or comma, or with a lower-case word after a word or comma. The senter
    has decided the rest (headings without a stop, lists, capitals after a colon).
    """
    verdicts = boundaries.judge(doc.text)
    previous = None
    for token in doc:
        if previous is not None:
            verdict = verdicts.get(token.idx)
            if verdict is not None:
                token.is_sent_start = verdict
            elif _continues(previous, token):
                token.is_sent_start = False
        previous = token
    return doc


def _continues(previous: Token, token: Token) -> bool:
    if token.is_space or not (previous.whitespace_ or previous.is_space):
        return True
    before, text = previous.text[-1], token.text
    if before in ":," and text[0] in _QUOTES:  # it reads: “File not found.”
        return True
    if text[0] == "-" and not token.whitespace_ and before.isalnum():  # "mother -in -law", no bullet
        return True
    if text[0].islower():
        return before.isalnum() or before in ",;"
    return text[0] in _CLOSING or before in ".?!…"


def add_marks(nlp: Language) -> None:
    """Add `sentence_marks` where it belongs: before the parser, or last if there is none."""
    if "sentence_marks" in nlp.pipe_names:
        return
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("sentence_marks", before="parser")
    else:
        nlp.add_pipe("sentence_marks")
