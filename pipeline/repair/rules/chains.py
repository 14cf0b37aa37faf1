"""Chains of verbs that no speaker of English makes: has went, can to go, before go, is depend on, because is.

Most are translations word for word of verbs that don't inflect, or of sentences whose subject the other language leaves
out; where English of people has the same words by chance, only an article that was so translated is changed.
"""

import re
from collections.abc import Iterable

from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule

_PARTICIPLE = {
    past: participle for _, _, past, participle, _ in map(verb_forms, sorted(words("irregular"))) if past != participle
}
_HAS_PAST = re.compile(
    r"(?<!\bto )\b(?:has|have|having|['’]ve) (?:also |already |not |never |just |often |always )?"
    rf"({'|'.join(sorted(_PARTICIPLE))})\b(?! (?:and|or)\b)"
)


@rule(
    "grammar",
    fixes={"The leaves have fell off.": "The leaves have fallen off.", "It has already went.": "It has already gone."},
    keeps=("The leaves have fallen off.", "They have saw blades.", "All that they have fell off."),
    trigger=rf"\b(?:has|have|having|['’]ve) (?:[a-z]+ )?(?:{'|'.join(sorted(_PARTICIPLE))})\b",
)
def perfect_participle(passage: Passage) -> Iterable[Change]:
    """Write the participle after has and have where the past tense stands (has went)."""
    for match in _HAS_PAST.finditer(passage.text):
        if not passage.text[: match.start()].endswith(("they ", "we ", "all ")) or " " in match[0][5:].strip():
            yield Change(*match.span(1), _PARTICIPLE[match[1]])


_MODAL_TO = re.compile(
    r"(?<=[a-z] )(?<!\ba )(?<!\bthe )(?<!\bfree )(?<!\btin )\b(?:can|could|should|must|may|cannot|can't|shouldn't)"
    r" (?:also |not |only |easily )?(to )"
    rf"(?=(?:be|have|do|go|get|{alternatives('verb_only')}|{alternatives('transitive')}"
    r"|stick|cut|dry|rest|sleep|drink|change|stop|start|use)\b)"
)
_RELATIVE = frozenset("what all everything anything whatever much best as a hard that more effort".split())


@rule(
    "grammar",
    fixes={"Fat can to stick inside.": "Fat can stick inside.", "You must not to eat it.": "You must not eat it."},
    keeps=(
        "Fat can stick inside.",
        "He kicked the can to get attention.",
        "Do what you can to help.",
        "She does all she can to be well.",
        "They do as much as they can to avoid it.",
        "This is a must to have.",
    ),
    trigger=r"\b(?:can|could|should|must|may|cannot|can't|shouldn't) (?:[a-z]+ )?to ",
)
def no_to_after_modal(passage: Passage) -> Iterable[Change]:
    """Drop the `to` between a modal and its verb (can to stick)."""
    for match in _MODAL_TO.finditer(passage.text):
        clause = re.split(r"[.!?;:,\n]", passage.text[: match.start()])[-1].lower().split()
        if not {
            "what",
            "all",
            "everything",
            "anything",
            "whatever",
            "much",
            "best",
            "as",
            "a",
            "hard",
            "that",
            "more",
        } & set(clause):
            yield Change(*match.span(1), "")


_LIGHT = "|".join(sorted(words("light_verb")))
_BEFORE_LIGHT = re.compile(
    r"\b([Bb]efore|[Aa]fter|[Ww]ithout|[Ii]nstead of|[Bb]esides|[Bb]y|[Ww]hile) (?:not )?"
    rf"({_LIGHT}) (?!you\b|we\b|they\b|I\b|he\b|she\b|not\b)(?=[a-z])"
)


@rule(
    "grammar",
    fixes={"Before go to bed, drink milk.": "Before going to bed, drink milk."},
    keeps=(
        "Before going to bed, drink milk.",
        "The day before, go to bed early; in the month after, do sport.",
        "Drop by, get some rest.",
        "Those who came before do not know.",
    ),
    trigger=rf"(?i)\b(?:before|after|without|instead of|besides|by|while) (?:not )?(?:{_LIGHT}) ",
)
def gerund_of_light_verb(passage: Passage) -> Iterable[Change]:
    """Write going, taking and making after before, after, without, by and while (before go to bed)."""
    for match in _BEFORE_LIGHT.finditer(passage.text):
        new = verb_forms(match[2])[4]
        yield Change(*match.span(2), new)


_IS_VERB = re.compile(
    r"\b([Ii]t|[Tt]his|[Tt]hat|which|that|(?:[Tt]he|[Aa]|[Yy]our|[Ii]ts) [a-z]+(?: [a-z]+)?)"
    r" is (?:also |often |usually |mainly )?"
    r"(depend on|depend|belong to|consist of|occur|happen|come from|need|mean|cause|make|help|seem|exist|represent|hold"
    r"|take|keep|give|bring|serve|tend to|have|become|allow|let)\b"
    r"(?= (?:the|a|an|your|on|in|to|from|of|it|its|more|many|some|very|when|if|because|people|you)\b)"
)


@rule(
    "grammar",
    fixes={"It is depend on the soil.": "It depends on the soil."},
    keeps=("It depends on the soil.", "What it is, help me to see.", "The advice is keep your hands clean."),
    trigger=r" is (?:[a-z]+ )?(?:[bcdehkmnorst]\w+|allow|let|give|have)\b",
)
def no_is_before_verb(passage: Passage) -> Iterable[Change]:
    """Drop the is before a verb in its base form, and give the verb its -s (it is depend on the soil)."""
    for match in _IS_VERB.finditer(passage.text):
        if re.search(r"\b(?:advice|rule|tip|idea|point|secret|step|thing|answer|solution|task|job|way|do)$", match[1]):
            continue
        verb, _, rest = match[2].partition(" ")
        adverb = passage.text[match.end(1) + len(" is ") : match.start(2)]
        new = adverb + verb_forms(verb)[1] + (f" {rest}" if rest else "")
        yield Change(match.end(1) + 1, match.end(), new)


_NO_SUBJECT = re.compile(
    r"(?:(?<=[a-z], )|(?<=[a-z] )|(?<=[.!?] )|^)((?:[Bb]ecause|[Aa]lthough|[Ii]f|[Ww]hen|but if|and if) )"
    r"(?=(?:is|was|has|can|cannot|will|does not|doesn't|may|contains|causes|makes|becomes)"
    r" (?!(?:the|a|an|this|that|it|they|you|we|he|she|there|your|in|I)\b)[a-z])"
)


@rule(
    "grammar",
    fixes={"Eat bread because is easy to digest.": "Eat bread because it is easy to digest."},
    keeps=(
        "Eat bread because it is easy to digest.",
        "If is a short word, and when will you eat?",
        "I know when is best.",
        "Tell me when is too late and when can be right.",
    ),
    trigger=r"(?i)\b(?:because|although|if|when) (?:is|was|has|can|cannot|will|does|may|contains|causes|makes|becomes)\b",
)
def clause_without_subject(passage: Passage) -> Iterable[Change]:
    """Add the subject “it” that a clause lacks behind because, although or if (because is easy to digest)."""
    for match in _NO_SUBJECT.finditer(passage.text):
        low = match[1].strip().lower()
        if low == "when" or (low.endswith("if") and passage.text.startswith(("is a ", "will", "can"), match.end())):
            continue
        yield Change(match.end(1), match.end(1), "it ")


_PREPOSITION_BASE = re.compile(
    rf"\b(?:for|of|from|like|besides|about|despite) (?:not )?({alternatives('transitive')}) "
    r"(?=(?:the|a|an|your|their|his|her|its|our|this|these|those|it|them)\b)"
)
_NOUNS_TOO = frozenset(
    "damage decrease delay boost water clear ease touch clean wear cure repair store supplement wash wipe select compress"
    " discharge compound transport transfer drain shrink sweep swallow dissolve defeat kill lower shorten".split()
)


@rule(
    "grammar",
    fixes={"It is used for treat the cough.": "It is used for treating the cough."},
    keeps=("It is used for treating the cough.", "All I ask for, give the dog.", "Wait for water the plant needs."),
    trigger=rf"\b(?:for|of|from|like|besides|about|despite) (?:not )?(?:{alternatives('transitive')}) ",
)
def gerund_after_for(passage: Passage) -> Iterable[Change]:
    """Put a verb with an object into its -ing form after for, of, from and like (for treat the cough)."""
    for match in _PREPOSITION_BASE.finditer(passage.text):
        if match[1] not in _NOUNS_TOO:
            yield Change(*match.span(1), verb_forms(match[1])[4])


_ADVERB_OF = dict(pair.split(":") for pair in sorted(words("adverb_of")))
_HOW = re.compile(
    r"\b(?:work|works|working|start|starts|function|functions|run|runs|eat|eats|eating|sleep|sleeps|sleeping|breathe"
    r"|breathes|operate|operates|develop|develops|grow|grows|digest|digests|rest|wash|washed|clean|cleaned|use|used|heal"
    r"|exercise|exercising|cool|cools|dry|drain|open|close|live|rise|rises|drop|drops|fall|falls|increase|increases"
    r"|decrease|decreases|change|changes|breed|move|moves|lay|turn|chew|brush|massage|press|rinse|wipe)"
    r"(?: it| them| the (?:skin|hair|face|teeth|soil|pot|device|area|eyes|body))?"
    rf" (?:very |too |more |so )?({'|'.join(sorted(_ADVERB_OF))})"
    r"(?=[.,;!?)]|$| (?:and (?:the|it|you|do)|in|at|on|for|with|if|when|because|until)\b)"
)


@rule(
    "grammar",
    fixes={"The system can not start normal.": "The system can not start normally."},
    keeps=("The system starts normally.", "Stay calm and eat healthy food.", "The normal start, if slow, is safe."),
    trigger=rf" (?:{'|'.join(sorted(_ADVERB_OF))})\b",
)
def adverb_for_adjective(passage: Passage) -> Iterable[Change]:
    """Write the adverb where an adjective tells how something is done (can not start normal)."""
    for match in _HOW.finditer(passage.text):
        yield Change(*match.span(1), _ADVERB_OF[match[1]])
