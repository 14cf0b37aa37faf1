"""Guards of LanguageTool's rules about number and verb forms, which act in articles translated word for word only.

People who write English say much of what these rules find (the many cheap fish, all they did was take); so each guard
looks at the words on both sides, and builds the form itself.
"""

import re
from collections.abc import Mapping

from pipeline.compiled import compiled
from pipeline.model import Match
from pipeline.repair.inflection import plural, verb_forms
from pipeline.repair.lexicon import words
from pipeline.repair.lt_guards import Guard
from pipeline.repair.rule import Passage
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import CLAUSE_START
from pipeline.repair.rules.verbs.auxiliaries import NO_PASSIVE

_COUNTED = (
    words("countable") | words("count_noun") | words("unit") | words("measure") | words("kind_of_count")
    | words("thing") | words("person") | {"megabit", "gigabyte", "column", "row", "donation", "dose", "session"}
) - words("not_plural") - words("food_by_piece")  # fmt: skip
_CLOSED = compiled(
    r"\s?(?:[.,;:!?)]|$)| (?:of|in|on|at|for|with|from|to|and|or|is|are|was|were|will|can|may|that|which|who|when|if"
    r"|because|before|after|ago|later|long|high|wide|deep|thick|apart|until|every|a (?:day|week|month|year))\b"
)
_VERBS = (
    words("pure_verb") | words("verb_only") | words("verb_too") | words("verb_and_noun") | words("transitive")
    | words("light_verb") | words("handled") | words("passive_verb")
)  # fmt: skip
_PURE = words("pure_verb")
_THIRDS = {verb_forms(verb)[1]: verb for verb in _VERBS} | {"has": "have", "does": "do"}
_PARTICIPLE = {
    past: participle for _, _, past, participle, _ in map(verb_forms, sorted(words("irregular"))) if past != participle
}
_ADVERB = r"(?:(?:also|not|only|easily|always|never|often|just|still|already|even|now|soon|then|[a-z]+ly) )?"
_SHE = compiled(
    rf"(?:^|[,.;:] |\b(?!(?:do|does|did|can|could|will|would|should|may|might|must|let|make|makes|made|help|helps|see"
    rf"|than|nor|whether|that|lest|and|or|have|had|if)\b)[a-z]+ )(?P<who>[Hh]e|[Ss]he) {_ADVERB}$"
)
_BE = compiled(
    rf"\b(?:(?:can|could|will|would|should|may|might|must|to|cannot|not|shall|can't|won't) {_ADVERB}be|been|being)"
    rf" {_ADVERB}$"
)
_NUMBER = compiled(
    r"(?:(?<![\w.,])(?:[2-9]|[1-9]\d{1,2})|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|hundred))"
    r" (?:[a-z]+ )?$"
)
_IS = compiled(r"\b(?P<who>(?:[Tt]he|[Aa]ll|[Yy]our|[Tt]hese|[Mm]any) (?:[a-z]+ ){1,2})(?:is|are|was|were) $")
_HAS = compiled(
    r"(?:^|[.,;:] |\b(?:if|when|because|that|and|but|since|once) )(?:I|you|we|they|he|she|it) ha(?:ve|s|d) $", re.I
)
_ALL_THAT = compiled(
    r"\b(?:what|all(?! (?:the|your|these|of)\b)|whatever|everything|anything|nothing|things?|do|does|did|way|trick"
    r"|key)\b",
    re.I,
)
_THEY = compiled(rf"{CLAUSE_START}(?:[Tt]hey|[Yy]ou|[Ww]e) {_ADVERB}$")


def many_of_them(text: str, match: Match) -> str | None:
    """A noun that English counts, behind many, several and few, with no other noun behind it."""
    found = text[match.start : match.end]
    *before, noun = found.split(" ")
    if noun not in _COUNTED or not _CLOSED.match(text, match.end) or not before:
        return None
    return " ".join([*before, plural(noun)])


def counted(text: str, match: Match) -> str | None:
    """A noun that English counts, behind a numeral, with no other noun behind it."""
    noun = text[match.start : match.end].rpartition(" ")[2]
    start = match.end - len(noun)
    known = noun in _COUNTED and _CLOSED.match(text, match.end) and _NUMBER.search(text, max(0, start - 30), start)
    return text[match.start : start] + plural(noun) if known else None


def he_or_she(text: str, match: Match) -> str | None:
    """A bare verb right behind he or she, which nothing before puts into the base form."""
    verb = text[match.start : match.end]
    who = _SHE.search(text, max(0, match.start - 60), match.start)
    if verb not in _VERBS or who is None or not indicative(Passage(text), who.start("who")):
        return None
    return verb_forms(verb)[1] if verb_forms(verb)[2] != verb else None


def be_done(text: str, match: Match) -> str | None:
    """A verb that takes an object, behind be, been or being; behind is and are one that is no noun."""
    verb = text[match.start : match.end]
    if verb not in _VERBS or verb in NO_PASSIVE:
        return None
    if _BE.search(text, max(0, match.start - 40), match.start):
        return verb_forms(verb)[3] if verb in _PURE or _CLOSED.match(text, match.end) else None
    subject = _IS.search(text, max(0, match.start - 60), match.start)
    if subject is None or verb not in _PURE or _ALL_THAT.search(text, max(0, match.start - 80), match.start):
        return None
    return verb_forms(verb)[3] if re.match(r" (?:at|in|on|with|by|into|from)\b", text[match.end :]) else None


def has_done(text: str, match: Match) -> str | None:
    """A verb's past or base form right behind a pronoun's have or has that opens its clause."""
    verb = text[match.start : match.end]
    have = _HAS.search(text, max(0, match.start - 30), match.start)
    if have is None or _ALL_THAT.search(text, max(0, have.start() - 30), match.start):
        return None
    if verb in _PARTICIPLE:
        return _PARTICIPLE[verb]
    return verb_forms(verb)[3] if verb in _PURE else None


def they_do(text: str, match: Match) -> str | None:
    """A verb with -s right behind they, you or we that opens its clause."""
    verb = text[match.start : match.end]
    return _THIRDS.get(verb) if _THEY.search(text, max(0, match.start - 40), match.start) else None


GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard for guard in (many_of_them, counted, he_or_she, be_done, has_done, they_do)
}
"""The guards by the name that grammar.csv uses."""
