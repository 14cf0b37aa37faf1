"""Questions whose order their place decides: inside a sentence that of a statement (I know where is it), at the start
of one that asks that of a question (why the bread collapses? whether it is possible?)."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import is_singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_BE = "is|are|was|were"
_MODAL = "can|could|should|will|would|must|may|might|has|have|had"
_KNOWS = (
    r"(?i:knows?|knew|known|knowing|understands?|understood|understanding|see|sees|saw|wonders?|wondered|learn|learns"
    r"|explains?|explained|explaining|judge|decide|decided|remember|remembers|remembered|forget|forgot|realize|realized"
    r"|determine|analyze|analyse|find out|figure out|think about|check|guess|look|listen to|depends on|depending on"
    r"|no matter|(?:tell|tells|told|ask|asks|asked|show|shows|teach|teaches|remind|let) (?:him|her|it|me|us|you|them"
    r"|everyone|(?:the|your|my) [a-z]+)(?: (?:know|see|about))?|write down|writes down|question of"
    r"|idea of|sure(?: of)?|clear(?: about)?)"
)
_WH = (
    r"(?:what|where|when|why|how|who|(?:how|too) (?:many|much|long|often|big|old)(?: [a-z]+s?)?"
    r"|(?:which|what|whose)(?: [a-z]+){1,2}?)"
)
_PRONOUN = r"(?:it|he|she|they|we|you|I)"
_DIRECT = rf"(?P<wh>{_WH}) (?P<aux>{_BE}|{_MODAL}) (?P<who>{_PRONOUN})\b(?![’'])"
_DO = rf"(?P<wh>{_WH}) (?P<aux>do|does|did) (?P<who>{_PRONOUN})(?P<not> not)? (?P<verb>[a-z]+)\b(?![’'])"
_FORMS = (_DIRECT, _DO)
_FIRST = tuple(compiled(rf"\b{_KNOWS} {form}") for form in _FORMS)
_SECOND = tuple(compiled(rf"\b(?:and|or) {form}") for form in _FORMS)
_TOLD = compiled(rf"\b{_KNOWS} [a-z]")
_NOUN = compiled(
    rf"\b(?P<first>{_KNOWS}|and|or) (?:where|why|when|how) (?P<aux>{_BE}|do|does|did)"
    r" (?P<who>(?:the|your|my|his|her|its|their|this|these|those) (?:[a-z-]+ ){0,2}?[a-z-]+)(?=[ .,;!]|$)"
)


@rule(
    "grammar",
    fixes={
        "I did not know where should I wait.": "I did not know where I should wait.",
        "Look which gate is it, and ask him what did he see.": "Look which gate it is, and ask him what he saw.",
        "Note the date and learn how is the jam made.": "Note the date and learn how the jam is made.",
        "She explains why it grows and how should we feed it.": "She explains why it grows and how we should feed it.",
    },
    keeps=(
        "I did not know where I should wait.",
        "Why does it grow and how should we feed it?",
        "You know what is best, and see what is there.",
        "As you know, what is it? I see. Where is it?",
        "See how happy she is, and remember when he was there.",
    ),
    trigger=r"\b(?:what|where|when|why|how|who|which|whose|many|much|long|often|big|old) (?:[a-z]+ ){0,2}"
    rf"(?:{_BE}|{_MODAL}|do|does|did) [a-zI]",
    kinds=("text",),
    translated_only=True,
)
def question_inside_sentence(passage: Passage) -> Iterable[Change]:
    """Put the subject before its verb in a question that stands inside a sentence (I know where is it)."""
    for patterns, second in ((_FIRST, False), (_SECOND, True)):
        for pattern in patterns:
            for match in passage.find(pattern):
                whole = "verb" in match.re.groupindex
                if not second or _told(passage, match.start()):
                    new = _stated(match) if whole else f"{match['who']} {match['aux']}"
                    yield Change(match.start("aux"), match.end("verb" if whole else "who"), new)
    for match in passage.find(_NOUN):
        if match["first"] not in ("and", "or") or _told(passage, match.start()):
            yield from _noun_first(passage, match)


def _told(passage: Passage, at: int) -> bool:
    """Whether the second of two questions stands behind what somebody knows, explains or asks."""
    start, end = passage.sentence(at)
    return not passage.text[start:end].rstrip().endswith("?") and _TOLD.search(passage.text[start:at]) is not None


def _noun_first(passage: Passage, match: re.Match[str]) -> Iterable[Change]:
    """The change that puts a noun phrase before its verb, as soon as the parse finds it to be its subject then."""
    start = match.start("aux")
    _, right = passage.sentence(start)
    words = passage.text[match.start("who") : right].split(" ")[:4]
    for length in range(2, len(words)):
        who, after = " ".join(words[:length]), re.split(r"[^a-z]", words[length])[0]
        end = match.start("who") + len(who)
        new = f"{who} {match['aux']}"
        if match["aux"] in ("do", "does", "did") and after != "not":
            end += 1 + len(after)
            new = f"{who} {verb_forms(after)[('do', 'does', 'did').index(match['aux'])]}"
        first = passage.tried(start, end, new)
        span = None if first is None else first.doc.char_span(first.idx, first.idx + len(who))
        if span is not None and _is_subject(span):
            yield Change(start, end, new)
            return


def _is_subject(span: "Span") -> bool:
    head = span.root
    whole = head.left_edge.i == span.start and head.i == head.right_edge.i == span.end - 1
    return (
        whole
        and head.tag_ in ("NN", "NNS")
        and head.dep_.startswith("nsubj")
        and span.end <= head.head.i <= span.end + 2
    )


def _stated(match: re.Match[str]) -> str:
    """The subject and the verb of a question with do, as a statement has them."""
    who, verb, aux = match["who"], match["verb"], match["aux"]
    if match["not"]:
        return f"{who} {aux} not {verb}"
    return f"{who} {verb_forms(verb)[{'do': 0, 'does': 1, 'did': 2}[aux]]}"


_WHY = compiled(
    r"(?:^|(?<=[.!?:] )|(?<=\n))(?P<ask>Why|How|Whether) (?P<rest>(?!(?:not|come|about|else|many|much|to"
    r"|is|are|was|were|do|does|did|can|should|will|or|would|could|long|often)\b)[a-z][^.!?:;,\n]*)\?"
)
_VERBS = (
    frozenset().union(
        *(lexicon(name) for name in "pure_verb verb_only verb_too verb_and_noun handled transitive".split())
    )
    | lexicon("unaccusative")
    | {"itch", "use", "sink", "rain", "drink", "eat", "sleep", "stand"}
)
_PURE = (lexicon("verb_only") | lexicon("unaccusative")) - {"need", "like", "lead", "lack", "age", "fit"}
_BASE_OF_THIRD = {verb_forms(verb)[1]: verb for verb in _VERBS}
_BASE_OF_PAST = {past: verb for verb in _VERBS if (past := verb_forms(verb)[2]) != verb}
_TURNS = frozenset(f"{_BE}|{_MODAL}".split("|"))
_ADVERBS = lexicon("between_subject_and_verb")
_SEVERAL = lexicon("plural_people") | {"we", "you", "they", "i", "these", "those", "many", "feet", "teeth"}
_LONGEST = 8
"""Words that a subject may have before its verb."""


def _why(passage: Passage) -> Iterable[re.Match[str]]:
    return passage.find(_WHY)


@rule(
    "grammar",
    fixes={
        "Why steamed bread collapses?": "Why does steamed bread collapse?",
        "Why people get ill in winter?": "Why do people get ill in winter?",
        "Why tap water always smell bad?": "Why does tap water always smell bad?",
        "Whether it is possible to wash the bear?": "Is it possible to wash the bear?",
        "Whether hens need grit?": "Do hens need grit?",
    },
    keeps=(
        "Why does steamed bread collapse?",
        "Why steamed bread?",
        "Why worry about it? How hot it is!",
        "Whether or not it is possible, is it wise?",
        "Why the leaves of the fern turn brown",
    ),
    trigger=r"\b(?:Why|How|Whether) [a-z][^.!?\n]*\?",
    parses=_why,
    translated_only=True,
)
def question_with_do(passage: Passage) -> Iterable[Change]:
    """Ask with do, does and did, or by turning subject and verb round (why the bread collapses? whether it is?)."""
    for match in _why(passage):
        opening = "" if match["ask"] == "Whether" else f"{match['ask']} "
        words = match["rest"].split(" ")
        turns = next((n for n, word in enumerate(words[:_LONGEST]) if word in _TURNS), 0)
        for n in [turns] if turns else _verbs(passage, match["rest"]):
            first, base = (words[n], "") if turns else _with_do(words[n], words[:n])
            subject = " ".join(words[:n])
            after = f"{opening}{first} {subject}{base}"
            rest = " ".join(("", *words[n + 1 :]))
            if base.strip() in _PURE or _asks(
                passage.parse(f"{after}{rest}?"), len(opening), len(subject.split()), verb=bool(base)
            ):
                end = match.start("rest") + len(" ".join(words[: n + 1]))
                yield Change(match.start(), end, after[0].upper() + after[1:])
                break


def _with_do(verb: str, subject: Sequence[str]) -> tuple[str, str]:
    """The form of do that a verb takes in a question, and the verb behind it; one that lacks its -s takes does."""
    if verb in _BASE_OF_THIRD:
        return "does", f" {_BASE_OF_THIRD[verb]}"
    if verb in _BASE_OF_PAST:
        return "did", f" {_BASE_OF_PAST[verb]}"
    noun = next((word for word in reversed(subject) if word not in _ADVERBS and not word.endswith("ly")), "")
    one = len(subject) > 1 and "and" not in subject and noun not in _SEVERAL and is_singular(noun)
    return "does" if one else "do", f" {verb}"


def _verbs(passage: Passage, rest: str) -> list[int]:
    """Which words of a question may be its verb: a third person of a verb, or what the parse takes for the verb."""
    words = rest.split(" ")
    found = [n for n, word in enumerate(words[:_LONGEST]) if n and word in _BASE_OF_THIRD]
    root = next((t for t in passage.parse(f"{rest}.") if t.dep_ == "ROOT"), None)
    if root is None or not (root.tag_ == "VBP" or (root.tag_ == "VBD" and root.lower_ in _BASE_OF_PAST)):
        return found
    subjects = [c for c in root.children if c.dep_.startswith("nsubj")]
    if len(subjects) != 1 or subjects[0].left_edge.i != 0 or any(c.dep_.startswith("aux") for c in root.children):
        return found
    return [*found, *(n for n in range(1, len(words)) if len(" ".join(words[:n])) + 1 == root.idx)]


def _asks(doc: "Doc", at: int, length: int, *, verb: bool) -> bool:
    """Whether a question is one to the parse: its auxiliary, then the whole subject, then the verb."""
    first = next((t for t in doc if t.idx == at), None)
    if first is None:
        return False
    head = first if first.dep_ == "ROOT" else first.head
    behind = first.i + 1 + length
    if verb:
        return head.dep_ == "ROOT" and head.i == behind and head.tag_ in ("VB", "VBP", "NN")
    subjects = [c for c in head.children if c.dep_.startswith(("nsubj", "expl"))]
    if head.dep_ != "ROOT" or len(subjects) != 1:
        return False
    return subjects[0].left_edge.i == first.i + 1 and subjects[0].right_edge.i < max(behind, head.i)
