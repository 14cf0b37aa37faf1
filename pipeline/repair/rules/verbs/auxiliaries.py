"""The form of a verb behind have, be, do and modals, by their grammar alone: has keep, did not went, is make of."""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.verbs import CLAUSE_START

_FORMS = {verb: verb_forms(verb) for verb in sorted(words("pure_verb"))}
NO_PASSIVE = frozenset(
    "agree appear arise arrive become begin behave belong complain consist continue depend deteriorate die disappear"
    " do exist fail feel get go happen have help insist kneel let lie listen occur participate proceed refer rely"
    " remain seem sit speak submit succeed suffer thrive try learn think urinate defecate overeat apologize".split()
)
"""Verbs of which nothing is done to anything."""
_PASSIVE = any_of(verb for verb, forms in _FORMS.items() if verb not in NO_PASSIVE and forms[3] != verb)
_BASE = any_of(verb for verb, forms in _FORMS.items() if forms[3] != verb and verb not in ("have", "do"))
_ADVERB = (
    r"(?:(?:also|already|not|never|just|often|always|only|even|easily|fully|properly|still|usually|[a-z]{3,}ly) )?"
)
_HAS_BASE = compiled(
    rf"(?:(?<![\w'’-])(?<!to )(?<!who )(?:[Hh]e|[Ss]he|[Ii]t|who|[Ww]hich|has (?=not)|never|also) has|"
    rf"(?:{CLAUSE_START}|\band )(?:[Ii]|[Yy]ou|[Ww]e|[Tt]hey) (?:have|had)|\b(?:[Hh]e|[Ss]he|[Ii]t|who) had"
    rf"|\b(?:may|might|must|could|should|would) have|\b(?:after|without|for|of) having) {_ADVERB}({_BASE})\b"
)
_LEAVES = compiled(r"\b(?:what|all|that|thing|things|everything|which|anything|nothing)\b[^.!?;,]*$", re.I)


_PAST = {
    past: participle for _, _, past, participle, _ in map(verb_forms, sorted(words("irregular"))) if past != participle
}
_HAS_PAST = compiled(
    r"(?<!\bto )\b(?:has|have|having|['’]ve) (?:also |already |not |never |just |often |always )?"
    rf"({any_of(_PAST)})\b(?! (?:and|or|of)\b)"
)


@rule(
    "grammar",
    fixes={
        "The leaves have fell off.": "The leaves have fallen off.",
        "It has already went.": "It has already gone.",
    },
    suggests={
        "A farmer who has keep hens for years knows it.": "A farmer who has kept hens for years knows it.",
        "They have already give it away.": "They have already given it away.",
        "He left after having eat it.": "He left after having eaten it.",
    },
    keeps=(
        "The leaves have fallen off.",
        "They have saw blades.",
        "All that they have fell off.",
        "The things they have make them glad.",
        "All it has becomes clear.",
        "What he has keeps him busy.",
        "They have help and have become rich.",
        "The others have bit of trouble with it.",
    ),
    trigger=r"(?i)\b(?:has|have|had|having|['’]ve) [a-z]",
)
def perfect_participle(passage: Passage) -> Iterable[Change]:
    """Write the participle after has and have where the past tense stands (has went); where the base form does, only in
    articles translated word for word (has keep)."""
    for match in passage.find(_HAS_PAST):
        if not passage.text[: match.start()].endswith(("they ", "we ", "all ")) or " " in match[0][5:].strip():
            yield Change(*match.span(1), _PAST[match[1]])
    for match in passage.find(_HAS_BASE):
        if not _LEAVES.search(passage.text[max(0, match.start() - 60) : match.start()]) or "who ha" in match[0]:
            yield Change(*match.span(1), _FORMS[match[1]][3], safe=passage.context.literal)


_BE_BASE = compiled(
    rf"(?:\b(?:can|could|will|would|shall|should|may|might|must|cannot|can't|won't|shouldn't|to|not|been|being) "
    rf"(?:also |not |easily |never |always |often |only |first |then )?be|\b(?:has|have|had)(?: not| also"
    rf"| already)? been"
    rf"|(?<=[a-z] )(?:was|were)|being) (?:not )?{_ADVERB}({_PASSIVE})\b(?!-)(?= (?!(?:that|this|these)\b)"
    rf"| ?[.,;:!?)]|$)"
)
_IS_BASE = compiled(
    rf"(?<=[a-z] )(?:is|are) (?:not )?{_ADVERB}({_PASSIVE}) (?=(?:by|from|into|of|as|up|out|off|away|in (?:the|a"
    rf"|an)|to (?:the|a|be))\b)"
)
_TO_DO_IS = compiled(
    r"\b(?:what|all|thing|do|does|did|key|way|tip|advice|step|trick|point|rule|secret|method|solution|idea|job|task"
    r"|aim|goal|option|choice|answer|suggestion|best|first|second|third|last|next|important)\b[^.!?;]*$",
    re.I,
)


@rule(
    "grammar",
    fixes={
        "Then the problem can be solve.": "Then the problem can be solved.",
        "The bowl is make of clay, and it was sell.": "The bowl is made of clay, and it was sold.",
        "The soup should be eat while it is hot.": "The soup should be eaten while it is hot.",
    },
    keeps=(
        "Then the problem can be solved.",
        "All they did was take from the poor.",
        "The trick is make of it what you can.",
        "It will be help enough.",
        "The first thing was avoid.",
    ),
    trigger=rf"\b(?:be|been|being|was|were|is|are) (?:not )?(?:[a-z]+ )?(?:{_PASSIVE})\b",
    translated_only=True,
)
def participle_of_pure_verb(passage: Passage) -> Iterable[Change]:
    """Write the participle behind be for the base form of a verb that is no noun (can be solve, is make of)."""
    for pattern in (_BE_BASE, _IS_BASE):
        for match in passage.find(pattern):
            certain = re.search(r"\b(?:be|been|being) ", match[0])
            if certain or not _TO_DO_IS.search(passage.text[max(0, match.start() - 80) : match.start()]):
                yield Change(*match.span(1), _FORMS[match[1]][3])


_ALSO_PAST = frozenset(("fell", "felt", "found", "saw", "lay", "ground", "wound", "bore", "bound", "left", "dove"))
_LEARNT = {**_FORMS, **{verb: verb_forms(verb) for verb in words("verb_too") if verb not in words("pure_verb")}}
_PASTS = {
    form: verb
    for verb, forms in _LEARNT.items()
    for form in forms[2:4]
    if form not in words("pure_verb") and form not in _ALSO_PAST and form != verb
}
_THIRDS = {forms[1]: verb for verb, forms in _FORMS.items()} | {
    verb_forms(verb)[1]: verb for verb in ("need", "want", "work", "like", "love", "look", "fall", "come", "cause")
}
_DO_FORM = compiled(
    rf"\b([Dd]id|[Dd]oes|[Dd]o)(?:n['’]t| not| never| also)(?: (?:also|even|only|always|usually|[a-z]{{3,}}ly))?"
    rf" ({any_of({**_PASTS, **_THIRDS})})\b"
)
_MODAL_PAST = compiled(
    r"(?<=[a-z] )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\ba )(?:can|could|will|would|should|may|might|must)"
    rf"(?: not)? (?:(?:also|easily|even|still|never|[a-z]{{3,}}ly|in turn|of course|naturally) )?"
    rf"({any_of(form for form in _PASTS if not form.endswith('ed'))}"
    r"|had|did)\b"
)
_MODAL_THIRD = compiled(
    r"(?<=[a-z] )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\ba )(?:can|could|will|would|should|may|might|must)"
    rf"(?: not)? (?:also |even |still |[a-z]{{3,}}ly |in turn |of course |at the same time |in the end "
    rf"|as a result |soon |later )"
    rf"({any_of(_THIRDS)})\b"
)


@rule(
    "grammar",
    fixes={
        "The cat did not ate it, and does not has a fever.": "The cat did not eat it, and does not have a fever.",
        "The pump will in turn sends it back.": "The pump will in turn send it back.",
        "If so, it will became dry.": "If so, it will become dry.",
    },
    keeps=(
        "The cat did not eat it.",
        "They did not fell the tree.",
        "What the rich do not needs no saying.",
        "Against his own free will became law.",
    ),
    trigger=r"(?i)\b(?:did|do|does)(?:n['’]t| not| never| also) |\b(?:can|could|will|would|should|may|might|must) ",
    translated_only=True,
)
def base_form_after_do(passage: Passage) -> Iterable[Change]:
    """Write the base form behind do, does, did and modals (did not went, will in turn sucks)."""
    for match in passage.find(_DO_FORM):
        if match[2] != "needs":
            yield Change(*match.span(2), _PASTS.get(match[2]) or _THIRDS[match[2]])
    for match in passage.find(_MODAL_PAST):
        before = passage.text[: match.start()].split()[-1:]
        if before and before[0].lower() not in ("free", "own", "and", "in", "tin", "good", "strong"):
            yield Change(*match.span(1), {"had": "have", "did": "do"}.get(match[1]) or _PASTS[match[1]])
    for match in passage.find(_MODAL_THIRD):
        yield Change(*match.span(1), _THIRDS[match[1]])


_CAN_ABLE = compiled(r"\b(?:can|could|cannot|can't|can not) (?:also |be )?(able to )(?=[a-z])")
_I_AM = compiled(
    rf"(?:{CLAUSE_START}|\b(?:and|but) )(?:(I) am|([Yy]ou|[Ww]e|[Tt]hey) are|([Hh]e|[Ss]he|[Ii]t) is) (?:also "
    r"|not |always |often )?"
    r"(agree|disagree|want|know|believe|prefer|belong|depend|suffer|seem|understand|remember|forget|exist|think|need to"
    r"|go to|come from|live in|like to|love|eat|get|have|become|make|take|give|keep)\b(?= [a-z]|[.,])"
)
_DARE = compiled(r"\b(?:(is)|are|am) not dare( to)? (?=[a-z])")
_VERY_LIKE = compiled(
    r"\b(?:I|[Yy]ou|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|cats|dogs|children|people) (very) (?:(?:much )?(?:like|likes"
    r"|love|loves|want|wants|need|needs|enjoy"
    r"|enjoys|hope|hate|hates) (?:to|the|a|it|this|that|your|my|their|its|them|[a-z]+ing)\b)"
)
_ALWAYS = compiled(
    r"(?:^|(?<=[.!?;:,] )|(?<=\n)|\b(?:because|if|when|that|and|but) )(?:(?:the|many|most|some|old|young|these"
    r"|[Tt]he|[Mm]any|[Mm]ost|[Ss]ome|[Oo]ld|[Yy]oung) ){0,2}"
    r"(?i:people|children|women|men|they|we|you|parents|mothers|patients) ((?:always|often|usually|still"
    r"|also) )(?=(?:afraid|aware|worried|unable|prone|sensitive|pregnant|tired|hungry|busy|curious|anxious)(?:"
    r" (?:that|of|to|about|and|when|for|with)\b|[.,;]))"
)
_THERE_HAVE = compiled(
    r"(?:^|(?<=[.!?;,:] )|(?<=\n)|\b(?:because|if|when|that|and|but|so) )[Tt]here (have|has) (?=(an?|one|no|many"
    r"|some|several|two|three|lots|a lot|very|other|different|also)\b)"
)


@rule(
    "grammar",
    fixes={
        "It can be able to swim, and I am agree with it.": "It can swim, and I agree with it.",
        "They are not dare to go in.": "They do not dare to go in.",
        "Old people always afraid of cats.": "Old people are always afraid of cats.",
        "They very like the soup.": "They really like the soup.",
        "There have many ways.": "There are many ways.",
    },
    keeps=(
        "It can swim, and I agree with it.",
        "We are like them, and it is like that.",
        "It makes old people always afraid.",
        "There have been many ways.",
        "What you are have others been.",
        "I very much like the soup.",
    ),
    trigger=r"\bable to |\b(?:am|are|is) [a-z]| very |\b(?:always|often|usually|still|also) |\b[Tt]here ha",
    translated_only=True,
)
def be_do_or_have(passage: Passage) -> Iterable[Change]:
    """Mend chains of be, do and have that English lacks: can be able to, I am agree, are not dare, there have."""
    for match in passage.find(_CAN_ABLE):
        start = match.start(1) - (3 if passage.text[: match.start(1)].endswith(" be ") else 0)
        yield Change(start, match.end(1), "")
    for match in passage.find(_I_AM):
        yield from _without_be(match)
    for match in passage.find(_DARE):
        at = match.start()
        yield Change(at, at + len(match[0].split()[0]), "does" if match[1] else "do")
    for match in passage.find(_VERY_LIKE):
        if " very much " not in match[0]:
            yield Change(*match.span(1), "really")
    for match in passage.find(_ALWAYS):
        yield Change(match.start(1), match.start(1), "are ")
    for match in passage.find(_THERE_HAVE):
        yield Change(
            *match.span(1),
            "is" if match[2] in ("a", "an", "one") and not _LOT.match(passage.text, match.end()) else "are",
        )


_LOT = compiled(r"a (?:lot|few|number|couple|variety|series|great many)\b")


def _without_be(match: re.Match[str]) -> Iterable[Change]:
    """Take am, are or is from before a verb; a verb of he, she and it takes -s, or does before `not`."""
    start = max(match.end(1), match.end(2), match.end(3)) + 1
    be, *between = match.string[start : match.start(4)].split()
    if "not" in between:
        yield Change(start, start + len(be), "does" if match[3] else "do")
    elif match[3]:
        verb, _, rest = match[4].partition(" ")
        yield Change(start, match.end(4), " ".join([*between, verb_forms(verb)[1], rest]).rstrip())
    else:
        yield Change(start, start + len(be) + 1, "")


_REGULAR = {
    form: base
    for base in "grow catch feed buy teach sleep keep feel lose break choose drive freeze throw blow know become begin"
    " bite bleed breed build dig fall forget hear hold mean meet rise sell send shake spend sweep swim take tell"
    " think wear write give make eat drink run sink swell shrink".split()
    for form in (base.removesuffix("e") + "ed", f"{base}{base[-1]}ed")
    if form not in ("telled", "swelled", "begined")
}
_REGULARISED = compiled(rf"\b({any_of(_REGULAR)})\b")
_PERFECT = compiled(r"\b(?:ha[sd]|have|having|been|be|is|are|was|were|n’t|n't)(?: (?:not|also|already|just|been))* $")


@rule(
    "grammar",
    fixes={
        "The cat catched a mouse, and it growed fast.": "The cat caught a mouse, and it grew fast.",
        "The plant has growed.": "The plant has grown.",
    },
    keeps=("The cat caught a mouse.", "The ankle swelled.", "“It growed,” she wrote."),
    trigger=r"[a-z]ed\b",
)
def regularised_verb(passage: Passage) -> Iterable[Change]:
    """Write the past of verbs whose past has no -ed (growed, catched)."""
    for match in passage.find(_REGULARISED):
        forms = verb_forms(_REGULAR[match[1]])
        if not any(start <= match.start() < end for start, end in passage.quoted):
            yield Change(*match.span(1), forms[3 if _PERFECT.search(passage.text, 0, match.start()) else 2])
