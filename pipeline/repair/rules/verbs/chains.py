"""Chains of verbs that no speaker of English makes: has went, can to go, before go, is depend on, because is.

Most are translations word for word of verbs that don't inflect, or of sentences whose subject the other language leaves
out; where English of people has the same words by chance, only an article that was so translated is changed.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_MODAL_VERBS = (
    words("verb_only")
    | words("transitive")
    | words("pure_verb")
    | set(
        "stick cut dry rest sleep drink change stop start use play leave run stay put walk swim eat read look".split()
    )
)
_MODAL_TO = compiled(
    r"(?<=[a-z] )(?<!\ba )(?<!\bthe )(?<!\bfree )(?<!\btin )\b(?:can|could|should|must|may|cannot|can't|shouldn't)"
    r" (?:also |not |only |easily )?(to )"
    rf"(?=(?:be|{any_of(_MODAL_VERBS)})\b)"
)
_NO_DEED = compiled(r"should (?:also |not |only |easily )?to ")
"""Behind this modal, a verb is not left out: she does all she can, and must."""
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
        "He made every effort he could to be seen.",
    ),
    trigger=r"\b(?:can|could|should|must|may|cannot|can't|shouldn't) (?:[a-z]+ )?to ",
)
def no_to_after_modal(passage: Passage) -> Iterable[Change]:
    """Drop the `to` between a modal and its verb (can to stick)."""
    for match in passage.find(_MODAL_TO):
        clause = re.split(r"[.!?;:,\n]", passage.text[: match.start()])[-1].lower().split()
        if _RELATIVE.isdisjoint(clause) or (_NO_DEED.search(match[0]) and passage.context.literal):
            yield Change(*match.span(1), "")


_IS_VERB = compiled(
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
    for match in passage.find(_IS_VERB):
        if re.search(
            r"\b(?:advice|rule|tip|idea|point|secret|step|thing|answer|solution|task|job|way|do|goal|aim|purpose|key|trick|plan|method)$",
            match[1],
        ):
            continue
        verb, _, rest = match[2].partition(" ")
        adverb = passage.text[match.end(1) + len(" is ") : match.start(2)]
        new = adverb + verb_forms(verb)[1] + (f" {rest}" if rest else "")
        yield Change(match.end(1) + 1, match.end(), new)


_SO_THAT = compiled(
    rf"\bso that ({alternatives('verb_only')})(?= (?:with|the|a|an|your|to|in|on|from|more|less|it|them)\b)"
)
_NO_SUBJECT = compiled(
    r"(?:(?<=[a-z], )|(?<=[a-z] )|(?<=[.!?] )|^)((?:[Bb]ecause|[Aa]lthough|[Ii]f|[Ww]hen|so that|but if|and if) )"
    r"(?=(?:is|was|has|can|cannot|will|does not|doesn't|may|contains|causes|makes|becomes)"
    r" (?!(?:the|a|an|this|that|it|they|you|we|he|she|there|your|in|I)\b)[a-z])"
)


_BECAUSE = compiled(
    rf"\b([Bb]ecause|[Aa]lthough) (?:{any_of(verb_forms(verb)[1] for verb in words('pure_verb'))})"
    r" (?:too|the|an?|no|to|not|it|in|less|more|very|only)\b"
)


@rule(
    "grammar",
    fixes={
        "Eat bread because is easy to digest.": "Eat bread because it is easy to digest.",
        "It is sick because eats too much.": "It is sick because it eats too much.",
    },
    keeps=(
        "It is sick because cats eat too much.",
        "Eat bread because it is easy to digest.",
        "If is a short word, and when will you eat?",
        "I know when is best.",
        "Tell me when is too late and when can be right.",
    ),
    trigger=r"(?i)\b(?:because|although|if|when|so that) (?:is|was|has|can|will|does|may|[a-z]+s?\b)",
)
def clause_without_subject(passage: Passage) -> Iterable[Change]:
    """Add the subject “it” that a clause lacks behind because, although or if (because is easy to digest)."""
    for match in passage.find(_NO_SUBJECT):
        low = match[1].strip().lower()
        if low == "when" or (low.endswith("if") and passage.text.startswith(("is a ", "will", "can"), match.end())):
            continue
        yield Change(match.end(1), match.end(1), "it ")
    for match in passage.find(_BECAUSE):
        yield Change(match.end(1), match.end(1), " it")
    for match in passage.find(_SO_THAT):
        yield Change(*match.span(1), f"it {verb_forms(match[1])[1]}")


_NOUNS_TOO = frozenset(
    "damage decrease delay boost water clear ease touch clean wear cure repair store supplement wash wipe select"
    " compress discharge compound transport transfer drain shrink sweep swallow dissolve defeat kill lower"
    " shorten".split()
)


_ADVERB_OF = dict(pair.split(":") for pair in sorted(words("adverb_of")))
_HOW = compiled(
    r"\b(?:work|works|working|start|starts|function|functions|run|runs|eat|eats|eating|sleep|sleeps|sleeping|breathe"
    r"|breathes|operate|operates|develop|develops|grow|grows|digest|digests|rest|wash|washed|clean|cleaned|use|used|heal"
    r"|exercise|exercising|cool|cools|dry|drain|open|close|live|rise|rises|drop|drops|fall|falls|increase|increases"
    r"|decrease|decreases|change|changes|breed|move|moves|lay|turn|chew|brush|massage|press|rinse|wipe)"
    r"(?: it| them| the (?:skin|hair|face|teeth|soil|pot|device|area|eyes|body))?"
    rf" (?:very |too |more |so )?(?!even [a-z])({any_of(_ADVERB_OF)})"
    r"(?=[.,;!?)]|$| (?:and (?:the|it|you|do)|in|at|on|for|with|if|when|because|until)\b)"
)


@rule(
    "grammar",
    fixes={"The system can not start normal.": "The system can not start normally."},
    keeps=(
        "The system starts normally.",
        "Stay calm and eat healthy food.",
        "The normal start, if slow, is safe.",
        "The lips dry even if you drink.",
    ),
    trigger=rf" (?:{any_of(_ADVERB_OF)})\b",
)
def adverb_for_adjective(passage: Passage) -> Iterable[Change]:
    """Write the adverb where an adjective tells how something is done (can not start normal)."""
    for match in passage.find(_HOW):
        yield Change(*match.span(1), _ADVERB_OF[match[1]])


_BASES = words("verb_only") | (words("transitive") - _NOUNS_TOO) | {"pay", "drink"}
_BARE = any_of(_BASES - {"come", "go", "like", "say"})
_ITS_OBJECT = (
    r"(?= (?:the|a|an|your|their|his|her|its|our|this|these|those|it|them|more|less|enough|attention|water)\b)"
)
_NEED = compiled(
    r"\b(?:(?i:you|they|we|it|he|she|people|women|patients|parents|children|who|which|that|also|still|will|may|not|only)"
    rf" (?:need|needs|want|wants)|[Ii]n order|[Hh]ow|is (?:important|necessary|advisable|essential|possible|better))"
    rf" ({_BARE}){_ITS_OBJECT}"
)


@rule(
    "grammar",
    fixes={
        "You need choose the right pot.": "You need to choose the right pot.",
        "Learn how choose the pot.": "Learn how to choose the pot.",
    },
    keeps=(
        "You need to choose the right pot.",
        "Do they need choose it?",
        "How come the pot broke? How go the plans?",
        "The attention they need make it hard.",
    ),
    trigger=rf"(?i)\b(?:needs?|wants?|in order|how|important|necessary|advisable|essential|possible|better)"
    rf" (?:{_BARE}) ",
    translated_only=True,
)
def missing_to(passage: Passage) -> Iterable[Change]:
    """Add the `to` that need, want, how and `is important` lack before a verb with its object (need choose the pot)."""
    for match in passage.find(_NEED):
        clause = re.split(r"[.!?;:,\n]", passage.text[: match.start()])[-1].lower().split()
        if {"do", "does", "the", "what"}.isdisjoint(clause[-3:]):
            yield Change(match.start(1), match.start(1), "to ")


_PREVENT_TO = compiled(
    r"\b(?:prevent|prevents|prevented|preventing|protect|protects)"
    r" ((?:the|your|a|its|their) (?:[a-z]+ )?[a-z]+|it|them|you|people|children)"
    rf" (to (fall|spread|pick|scratch|play|get|go|eat|drink|run|{alternatives('verb_only')}"
    r"|dry|freeze|rot|rust|run|break|burn|be))\b"
)


@rule(
    "grammar",
    fixes={"A hat prevents the skin to burn.": "A hat prevents the skin from burning."},
    keeps=("A hat prevents the skin from burning.", "They stop the car to get out.", "He stops it to look."),
    trigger=r"\b(?:prevent|protect)\w* [^.!?\n]* to ",
    translated_only=True,
)
def prevent_from(passage: Passage) -> Iterable[Change]:
    """Write `from` and the -ing form after prevent and protect (prevents the skin to burn)."""
    for match in passage.find(_PREVENT_TO):
        yield Change(*match.span(2), f"from {verb_forms(match[3])[4]}")


_STATE = alternatives("plain_adjective")
_NO_BE = compiled(
    r"\b(?:although|once|since|as long as|that|[Ii]f|[Ww]hen|[Bb]ecause) ((?:the|your|its|this) (?:[a-z]+ )?[a-z]+)"
    rf" (?=(?:too |very |not |so )?(?:{_STATE})[,.;])"
)
_LINKING = frozenset(
    verb_forms(verb)[1]
    for verb in "turn stay look feel get become grow taste smell seem remain run go keep come".split()
)
"""Verbs that an adjective follows, which the parse takes for nouns at times."""
_CATCHING = frozenset(("catch", "catches", "caught"))
"""What is done to a cold."""
_THAT_NOT = compiled(r"\b([A-Za-z][a-z]+) ((?:that|which|who) )(?=not [a-z]+(?:ed|ing)\b)")


@rule(
    "grammar",
    fixes={
        "Charge it when the battery old, not before.": "Charge it when the battery is old, not before.",
        "Skin that not moistened dries.": "Skin that is not moistened dries.",
    },
    keeps=(
        "Charge it when the battery is old.",
        "If the leaves turn yellow, wait.",
        "When the pot becomes dry, water it.",
        "They fear that the baby catch cold.",
        "He said that the bread tasted good.",
        "If the cloth turns red, swells and smells, wait; see that the back stays long.",
    ),
    trigger=rf"\b(?:{_STATE})[,.;]|\b(?:that|which|who) not ",
    kinds=("text",),
    parses=lambda passage: passage.find(_NO_BE),
    translated_only=True,
)
def clause_without_be(passage: Passage) -> Iterable[Change]:
    """Add the is or are that a clause lacks between its noun and an adjective (when the battery old)."""
    for match in passage.find(_NO_BE):
        doc, at = passage.sentence_at(match.start(1))
        phrase = doc.char_span(match.start(1) - at, match.end(1) - at)
        if phrase is None or phrase[-1].lower_ in _BASES | words("verb_too") | _LINKING | _CATCHING:
            continue
        if phrase[-1].tag_ in ("NN", "NNS") and all(t.tag_ in _NOMINAL for t in phrase[1:]):
            yield Change(match.end(1) + 1, match.end(1) + 1, "are " if phrase[-1].tag_ == "NNS" else "is ")
    for match in passage.find(_THAT_NOT):
        many = match[1].endswith("s") or match[1] in words("plural_people")
        yield Change(match.end(2), match.end(2), "are " if many else "is ")


_NOMINAL = frozenset(("NN", "NNS", "JJ", "VBN"))


_PHRASAL = {verb: verb_forms(verb)[3] for verb in sorted(words("with_particle")) if verb_forms(verb)[3] != verb}
_BE_PHRASAL = compiled(
    rf"\b(?:is|are|was|were|be|been|being) (?:also |easily |completely |often |all )?({any_of(_PHRASAL)})"
    r" (?=(?:up|out|off|down|away)\b(?! there))"
)
_NAMED = compiled(
    rf"\b(?:an?|the|this|one|some|kind of|type of) (?:[a-z]+ )?(?:{alternatives('thing')}|disease|plant|drug|hormone"
    r"|vitamin|food|fruit|substance|material|bacteria|virus|fungus|mite|insect) (call|name)"
    r" (?=[a-zA-Z\"“])(?!(?:for|on|it|them|the|up|out)\b)"
)
_USED_TO = compiled(
    r"\b((?i:people|you|they|we|i|many|who|children|women|babies|parents)) (?:are|am|get|got|become) used to"
    rf" ({_BARE}|eat|sleep|use)\b"
)
_LABEL = compiled(r"(?:^|(?<=[.!?)\d] )|(?<=\n)|(?<=\d\. ))(Solve|Treat|Prevent|Diagnose|Analyze|Analyse)(?= ?:)")
_NOUN_OF = {
    "Solve": "Solution",
    "Treat": "Treatment",
    "Prevent": "Prevention",
    "Diagnose": "Diagnosis",
    "Analyze": "Analysis",
    "Analyse": "Analysis",
}


@rule(
    "grammar",
    fixes={
        "The paste is dry up.": "The paste is dried up.",
        "It comes from a substance call urea.": "It comes from a substance called urea.",
        "People are used to keep it wet.": "People are used to keeping it wet.",
        "Solve: stop watering.": "Solution: stop watering.",
    },
    keeps=(
        "The paste is dried up.",
        "It is dry out there.",
        "The people the plant doctors call are here.",
        "It is used to keep it wet.",
        "Solve the problem: stop watering.",
    ),
    trigger=(
        rf"\b(?:{any_of(_PHRASAL)}) (?:up|out|off|down|away)|\b(?:call|name|used to) "
        rf"|\b(?:{any_of(_NOUN_OF)}) ?:"
    ),
    translated_only=True,
)
def verb_form_by_its_neighbours(passage: Passage) -> Iterable[Change]:
    """Write the participle before a particle and a name, -ing behind “used to”, and the noun as a label."""
    text = passage.text
    for match in _BE_PHRASAL.finditer(text):
        yield Change(*match.span(1), _PHRASAL[match[1]])
    for match in _NAMED.finditer(text):
        yield Change(*match.span(1), match[1] + ("ed" if match[1] == "call" else "d"))
    for match in _USED_TO.finditer(text):
        yield Change(*match.span(2), verb_forms(match[2])[4])
    for match in _LABEL.finditer(text):
        yield Change(*match.span(1), _NOUN_OF[match[1]])
