"""Pronouns: he for a woman, which for people, you for your, who for whoever."""

import re
from collections.abc import Iterable

from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, words
from pipeline.repair.rule import Change, Passage, rule

_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_SHE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_WORDS = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


@rule(
    "grammar",
    fixes={},
    suggests={"The mother should rest. He must not lift it.": "The mother should rest. She must not lift it."},
    keeps=(
        "The mother feeds the baby. He sleeps.",
        "The woman met Tom. He was late.",
        "She asked the doctor what he thought.",
        "A mother should be a good listener for his needs; the child is small.",
        "He is tall.",
    ),
    trigger=r"(?i)\b(?:he|his|him|himself)\b",
)
def woman_he(passage: Passage) -> Iterable[Change]:
    """Make he into she in a passage that speaks of a woman and of nobody else whom he could mean."""
    text = passage.text
    found = list(passage.find(_WORDS))
    lows = {m[0].lower().replace("’", "'") for m in found}
    if not lows & words("female") or lows & (words("person") - {"him", "himself", "who"}):
        return
    if any(
        m[0][0].isupper() and m[0].lower() not in ("i", "he", "his", "she", "her") and not _opens(text, m.start())
        for m in found
    ):
        return
    first = min(m.start() for m in found if m[0].lower() in words("female"))
    for match in passage.find(_HE):
        if match.start() > first and not match[0].isupper():
            new = _SHE[match[0].lower()]
            if match[0].lower() == "his" and re.match(r"\s*(?:[.,;!?]|$)", text[match.end() :]):
                new = "hers"
            yield Change(
                *match.span(), new.capitalize() if match[0][0].isupper() else new, safe=passage.context.literal
            )


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"


_PEOPLE_WHICH = re.compile(
    rf"(?<!of )(?<!of the )(?<!of these )(?<!of those )\b((?i:{alternatives('plural_people')}|people|someone"
    rf"|anyone|woman"
    rf"|man|person|mother|girl|patient|child)) (which)"
    r" (?=(?:is|are|was|were|has|have|had|can|do|does|suffers?|wants?|needs?|often|usually|also|live|work|take"
    r"|drink|eat"
    r"|sit|stay|stand|sleep|go|come|get|buy|use|know|think|try|plan|lead|leads|smoke|smokes|give|gives|feel|feels"
    r"|like|likes|love|loves)\b)"
)


@rule(
    "grammar",
    fixes={"Women which are tired should rest.": "Women who are tired should rest."},
    keeps=(
        "Women who are tired should rest.",
        "The care of children which is free is good.",
        "Ask the people which bus goes there.",
    ),
    trigger=r"(?i)[a-z] which ",
)
def people_which(passage: Passage) -> Iterable[Change]:
    """Write who for which after people, women, children and such."""
    for match in passage.find(_PEOPLE_WHICH):
        yield Change(*match.span(2), "who")


_YOU_NOUN = re.compile(
    r"\b(?i:let|for|of|to|with|on|in|from|help|make|take|keep|protect|if|when|that|improve|affect) (you)"
    r" (?=(?:child|baby|skin|hair|body|doctor|cat|dog|stomach|husband|family|plant|health|diet|heart|face|teeth"
    r"|eyes|feet"
    r"|hands|immune|computer|phone|fridge)(?:[.,;!?)]|$| (?:is|are|was|has|can|will|may|should|in|on|at|to|from"
    r"|with|and"
    r"|or|choose|eat|sleep|play|grow|become|look|feel|go|does|system|does)\b))(?!(?:to )?health(?:y|ier))"
)


@rule(
    "grammar",
    fixes={"Let you child choose the greens.": "Let your child choose the greens."},
    keeps=("Let your child choose.", "It gives you skin like silk.", "I help you body and soul; we made you doctor."),
    trigger=r"\byou [a-z]",
)
def you_for_your(passage: Passage) -> Iterable[Change]:
    """Write your for you before child, skin, body and other things one has."""
    for match in passage.find(_YOU_NOUN):
        if match[0].split()[0] in ("make", "help") and not passage.text[match.end() :].startswith(
            ("child", "baby", "dog", "cat")
        ):
            continue
        yield Change(*match.span(1), "your")


_VERBS = "|".join(
    sorted(
        {verb_forms(verb)[1] for verb in words("verb_only") | words("verb")} | {"is", "has", "does", "puts"},
        key=len,
        reverse=True,
    )
)
_WHO_STARTS = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Who) (?=(?:does not |doesn't |always |often |never |regularly )?(?:{_VERBS}"
    rf"|fights|suffers|loves)\b"
    r"(?:[^.!?\n:]|\b\.\b)*, ?(?:[a-z'’-]+ ){0,4}(?:must|should|can|may|will|needs?|has|have|is|are|puts|knows"
    r"|gets|finds|ought|cannot)\b[^.!?\n]*\.)"
)
_WHO_MUST = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Who) (?=(?:{_VERBS}|fights)(?: [a-z'’-]+){{1,9}} (?:must|should|ought to|has to"
    rf"|needs to)\b[^.!?\n]*\.)"
)


@rule(
    "grammar",
    fixes={
        "Who wants a rich lawn must work for it.": "Whoever wants a rich lawn must work for it.",
    },
    keeps=(
        "Who wants a rich lawn, and who must work for it?",
        "Who is it that knows.",
        "Whoever wants a lawn must work.",
    ),
    trigger=r"\bWho ",
    kinds=("text",),
)
def whoever(passage: Passage) -> Iterable[Change]:
    """Write whoever for who at the start of a statement that says what such a person must do (from German and
    Russian)."""
    for pattern in (_WHO_STARTS, _WHO_MUST):
        for match in passage.find(pattern):
            yield Change(*match.span(1), "Whoever")


_THAT = re.compile(
    r"(?<=[a-z])(?<!\bso)(?<!\bsay)(?<!\bmean)(?<!\bknow), (that) (?=(?:does not|doesn't|do not|can|cannot|causes"
    r"|makes|leads to"
    r"|allows|helps|prevents|affects) [a-z])"
)


@rule(
    "grammar",
    fixes={
        "Dirt got into the door, that does not let it close.": "Dirt got into the door, which does not let it close."
    },
    keeps=(
        "If it is wet, that does not help it.",
        "They say, in short, that can be done.",
        "It is the door that does not close.",
    ),
    trigger=r", that [a-z]",
    kinds=("text",),
)
def comma_that(passage: Passage) -> Iterable[Change]:
    """Write which for that after a comma, where a relative clause comments on what stands before."""
    for match in passage.find(_THAT):
        before = re.split(r"[.!?;:\n]", passage.text[: match.start()])[-1]
        plain = re.search(
            r"\b(?:if|when|while|because|although|though|as|since|so|say|says|said|think|in|for|from)\b", before, re.I
        )
        if "," not in before and not plain and len(before.split()) > 2:
            yield Change(*match.span(1), "which")


_DOES = "|".join(
    sorted(
        (
            words("verb_only")
            | words("transitive")
            | words("light_verb")
            | words("handled")
            | {"stop", "rest", "sleep", "drink", "use", "clean", "check", "pay", "let", "touch", "blow", "see", "wash"}
        )
        - {"have", "matter", "suffice"},
        key=len,
        reverse=True,
    )
)
_NO_YOU = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Must|Should|Cannot|Can not|Can't|Shouldn't|Mustn't)(?: not)?(?: also| immediately)?"
    rf" (?:{_DOES})\b(?! (?:be|have)\b)[^.!?\n]*[.!\n]"
)
_NO_YOU_BEHIND = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?:If|When|Before|After|While|During|In order to)\b[^.!?;:,\n]{{6,80}}, "
    rf"((?:should|must|can not|cannot|can't)(?: not)? (?:{_DOES})\b)"
)


@rule(
    "grammar",
    fixes={
        "It is acute. Must go to the ward at once.": "It is acute. You must go to the ward at once.",
        "When the gate is open, should not touch it.": "When the gate is open, you should not touch it.",
    },
    keeps=(
        "It is acute. You must go to the ward.",
        "Must go now? Should you touch it, wait.",
        "Must be over eighteen. Must have a licence.",
        "If you, as a guest, should not touch it, wait.",
    ),
    trigger=r"(?i)\b(?:must|should|cannot|can not|can't|shouldn't|mustn't) (?:not )?[a-z]",
    kinds=("text",),
    translated_only=True,
)
def reader_as_subject(passage: Passage) -> Iterable[Change]:
    """Add the “you” that a modal at the start of its clause lacks (Must go to the ward at once)."""
    for match in passage.find(_NO_YOU):
        yield Change(match.start(1), match.start(1) + 1, f"You {match[1][0].lower()}")
    for match in passage.find(_NO_YOU_BEHIND):
        yield Change(match.start(1), match.start(1), "you ")


_ITS_OWN = re.compile(
    r"\b(?:[Tt]hey|[Tt]hese|[Tt]hose|[Mm]ost [a-z]+s|[Mm]any [a-z]+s|[a-z]+ ones)"
    r" (?:[a-z]+ ){1,4}(by itself|on its own)\b"
)


@rule(
    "grammar",
    fixes={"They heal by itself in a week.": "They heal by themselves in a week."},
    keeps=("They heal by themselves.", "They say it grows on its own.", "These make the pot stand by itself."),
    trigger=r"\b(?:by itself|on its own)\b",
)
def plural_itself(passage: Passage) -> Iterable[Change]:
    """Write themselves and their own behind they, these and those (they heal by itself)."""
    for match in passage.find(_ITS_OWN):
        if not _ONE_THING.search(match[0]):
            yield Change(*match.span(1), "by themselves" if match[1] == "by itself" else "on their own")


_ONE_THING = re.compile(r" (?:it|that|which|the|an?|this|its [a-np-z]|your|each|one|[a-z]+ing) ")
