"""The tokenizer's changes to spaCy's English one: a sentence glued to the next is cut, a name with a dot isn't.

The changes are regular expressions, which spaCy keeps inside a trained pipeline: a packaged model has them without
this module. An installed model that the user names gets them from `pipeline.language.load`.
"""

from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, registry

from pipeline.language.boundaries import FILE_AND_DOMAIN_ENDINGS, abbreviations, starters

# After these words a single capital or a digit may stand before the stop ("vitamin C.If", "in 2019.The"), which
# otherwise is an initial ("J.Smith") or a version.
_STARTERS = "|".join(sorted(starters()))
# A title before a name, glued ("Dr.Smith"): one token, as spaCy has it with a space.
_TITLES = sorted(word for word, kind in abbreviations().items() if kind == "title")
_ENDINGS = "|".join(sorted(FILE_AND_DOMAIN_ENDINGS))
_NOT_TITLE = "".join(rf"(?<!\b{title})" for title in _TITLES)
_OPENING, _CLOSING = r"[\"“‘'(\[«]", r"[\"”’')\]»]"

GLUED_INFIXES = (
    rf"(?<=[^\W\d_A-Z][^\W\d_A-Z]){_NOT_TITLE}\.(?={_OPENING}?[A-ZÀ-ÖØ-Þ])(?!(?i:{_ENDINGS})\b)",
    rf"(?<=[A-Z0-9%]|\b[a-z])(?<!\.[A-Z])(?<!\.[a-z])\.(?=(?:{_STARTERS})\b)",
    rf"(?<=\b[A-Z][a-z]){_NOT_TITLE}\.(?=(?:{_STARTERS})\b)",  # "No.It"
    rf"(?<=[.][A-Za-z][.])(?=(?:{_STARTERS})\b)",  # "1 p.m.The": cut after the stop
    r"(?<=\d[A-Z])\.(?=[A-Z][a-z])",
    rf"(?<={_CLOSING})\.(?={_OPENING}?[A-ZÀ-ÖØ-Þ])",
    r"(?<=[^\W\d_A-Z]{3})(?<!\bvol)(?<!\bfig)\.(?=\d{1,2}(?:[.)、:：]|$))",  # "pain.2." of a glued list
    r"(?<=[^\W_])[.?!]+(?=[\"”’)\]»][A-ZÀ-ÖØ-Þ])",
    r"(?<=[\w.?!])[\"”)\]»](?=[.,;:?!]+[A-ZÀ-ÖØ-Þ])",
    r"(?<=\w)[?!]+(?=[\"”)\]»][.,])",
    r"(?<=[^\W_][.?!])[\"”’)\]»](?=[A-ZÀ-ÖØ-Þ])",
    rf"(?<=[^\W_]|[\"”’)\]»%])[?!]+(?={_OPENING}?[^\W_])",
    r"(?<=[.?!])[\"“‘(\[«](?=[A-ZÀ-ÖØ-Þ])",
    r"(?<=[^\W_])[。！？；，、：]|[。！？；，、：](?=[^\W_])",
)


def adapt(nlp: Language) -> Language:
    """Give a pipeline's tokenizer our infixes beside its language's own, without spaCy's rule for lower.Upper."""
    kept = [pattern for pattern in map(str, nlp.Defaults.infixes or ()) if r"\.(?=" not in pattern]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*GLUED_INFIXES, *kept]).finditer
    return nlp


@registry.callbacks("translation_cleaner.adapt_tokenizer.v1")
def adapt_tokenizer():  # type: ignore[no-untyped-def]  # spaCy reads the annotations of registered functions
    """Return the training configuration's callback that gives a new pipeline our tokenizer."""
    return adapt
