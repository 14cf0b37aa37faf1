"""The “you” that a clause of advice lacks: if feel pain, the more eat, in winter can put a scarf on."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule

if TYPE_CHECKING:
    from spacy.tokens import Token

_THINGS_DO = (
    words("outcome_verb")
    | words("unaccusative")
    | set(
        "become begin consist contain continue depend belong remain seem include have do say let exceed require produce"
        " generate occur grow get develop indicate improve inhibit infect relate tend multiply spread start stop keep"
        " thank suppose imagine compare assume give need provide receive lack involve".split()
    )
)
_ACTS = (words("pure_verb") | words("transitive") | words("handled") | words("light_verb")) - _THINGS_DO
_ACT = any_of((_ACTS | {"put", "wash", "drink", "use", "want", "fry", "click", "log"}) - {"open", "close", "clean"})
_OBJECT = r"(?:the|an?|your|it|them|this|these|too|some|any|more|less|much|many|enough|only|all|one|two|no)\b"
_IF = compiled(
    rf"(?:^|(?<=[.!?:;,] )|(?<=\n))(?:(?:But|So|And|and|but|or|so) )?(?:[Ee]ven )?[Ii]f(?P<gap> )"
    rf"(?:(?:(?:only|also|really|often|accidentally|just|still|always) )?(?:(?:{_ACT}|kill|say)(?= {_OBJECT}"
    rf"|(?<!put)(?<!cut)(?<!set)(?<!hit)(?<!read) (?:to|up|in|on|off|out)\b)"
    r"|(?:feel|find|see|hear|notice|want|repay|choose|buy|smell)(?= [a-z])"
    r"|wear(?= (?:glasses|contact|lenses|shoes|boots|clothes|socks|gloves|masks?|heels|high heels)\b)"
    r"|have(?= (?:an?|no|any)\b))"
    rf"|(?:do not|don['’]t|can['’]t|cannot|can not) (?:(?:{_ACT})(?= {_OBJECT})"
    r"|(?:separate|treat|remove|change|replace|disinfect|understand|know|want|pay)\b))"
)
_IF_INSIDE = compiled(
    r"(?<=[a-z]) if(?P<gap> )(?:log in\b|want to\b|(?:use|add|buy|choose|wash|soak|cook|press|click|touch|squeeze"
    rf"|install|store|apply|wear|mix) {_OBJECT})"
)
_AS_SOON_AS = compiled(
    r"\b[Aa]s soon as(?P<gap> )"
    r"(?:(?:eat|drink|lie|wake|get|sit|stand|go|come|take|open|touch|press|finish|see|feel|smell)"
    r"(?= (?:up|down|in|on|out|home|to|it|them|the|a|your)\b)|(?:eat|drink|lie down|wake up|get up)(?=[.,;]))"
)
_OWNERS = frozenset(("his", "her", "its", "their"))
_NO_OTHER = (
    words("person") | words("female") | words("plural_people")
    | frozenset("he she they it's animals cats dogs hens birds fish cow cows pig pigs rabbit rabbits hen".split())
) - {"doctor", "doctors", "expert", "experts", "who", "friends", "specialist"}  # fmt: skip
_MORE = compiled(
    rf"\b[Tt]he (?:more|less)(?P<gap> )(?:{any_of((words('verb_only') & _ACTS) - {'mature'})}|treat|wipe|scratch"
    r"|squeeze|twist)(?: it| them)? ?(?=, the \w+|the (?:more|less)\b)"
)


_AS_LONG_AS = compiled(
    r"\b(?:[Aa]s long as|[Ii]f|[Ww]hen|[Oo]nce|[Aa]fter) you (?:[\w'-]+ ){1,9}?[\w'-]+,(?P<gap> )"
    r"(?=(?:can|will|may|should|must|need to|can['’]t|cannot|had better) (?:also |not |still |be able to )?"
    rf"(?:{_ACT}|see|feel|go|get|lose|be|have|find|sleep|live|enjoy|achieve)\b(?! you\b))"
)
_NO_MATTER = compiled(
    r"\b[Nn]o matter how(?: [a-z]+){0,2}? (?:(?P<who>you|they|we|he|she|it|I)|the"
    r" [A-Za-z]+ (?P<be>is|are))\b[^.!?;:,\n]*?,(?P<gap> )(?=(?:can['’]t|cannot|can not|still can) [a-z]"
    r"(?![^.!?\n]*\?))"
)


@rule(
    "grammar",
    fixes={
        "No matter how thick the layer is, can't hide it.": "No matter how thick the layer is, it can't hide it.",
        "If feel a sting, stop at once.": "If you feel a sting, stop at once.",
        "And if wear glasses, clean them.": "And if you wear glasses, clean them.",
        "If do not use it up, freeze it.": "If you do not use it up, freeze it.",
        "Food flows back if you lie down as soon as eat.": "Food flows back if you lie down as soon as you eat.",
        "The more squeeze, the worse it is.": "The more you squeeze, the worse it is.",
        "As long as you go on, can see the effect.": "As long as you go on, you can see the effect.",
    },
    keeps=(
        "If you feel a sting, stop at once.",
        "Even if smoke comes from the drive, stay. If wear is seen, or wear shows, stop.",
        "If need be, stop. If open, close it. No matter how old it is, you can't buy it.",
        "If eat too much, the dog is sick.",
        "As soon as take-off was over, we ate. It turns its head away as soon as see the bottle.",
        "The more use, the better. The more water, the worse.",
        "If you go on, can the effect be seen? Once you stop, will he see it?",
    ),
    trigger=(
        r"(?i)\bif [a-z]|\bthe (?:more|less) |\bno matter |\bas (?:soon|long) as |, (?:can|will|may|should|must|need) "
    ),
    kinds=("text",),
    translated_only=True,
)
def reader_who_does_it(passage: Passage) -> Iterable[Change]:
    """Add the “you” that a condition lacks (if feel a sting), where nobody else is spoken of in its sentence, and the
    subject behind no matter how."""
    for match in (*passage.find(_IF), *passage.find(_IF_INSIDE), *passage.find(_AS_SOON_AS)):
        start, end = passage.sentence(match.start())
        said = re.findall(r"[a-z']+", passage.text[start:end].lower())
        if match.re is _AS_SOON_AS and not _OWNERS.isdisjoint(said):
            continue
        if _NO_OTHER.isdisjoint(said) and "?" not in passage.text[match.end() : end]:
            yield Change(match.start("gap"), match.end("gap"), " you ")
    for match in (*passage.find(_MORE), *passage.find(_AS_LONG_AS)):
        yield Change(*match.span("gap"), " you ")
    for match in passage.find(_NO_MATTER):
        yield Change(*match.span("gap"), f" {match['who'] or {'is': 'it', 'are': 'they'}[match['be']]} ")


_PHRASE = compiled(r"(?:IN (?:(?:DT|PRP\$|JJ|JJR|CD|VBG) )*(?:NN|NNS|NNP) )+|IN NN |IN (?:DT )?CD (?:NN|NNS) ")
"""The tags of one phrase of time or place; of two nouns next to one another, the second may be a subject."""
_OPENING = compiled(
    r"(?:^|(?<=[.!?:;] )|(?<=\n))(?:In|On|At|After|Before|During|For|Within|From|With|Around|Under)"
    r" [^.!?:;,\n]{3,60}?,? "
    rf"(?P<modal>(?:can|should|must|need to|cannot|can not|do not need to|don['’]t need to|had better)(?: also| not)?"
    rf" (?P<verb>{_ACT}))\b"
)


@rule(
    "grammar",
    fixes={
        "In winter can use a warm stone.": "In winter you can use a warm stone.",
        "After the meal should rinse the mouth with water.": "After the meal you should rinse the mouth with water.",
    },
    keeps=(
        "In winter you can use a warm stone.",
        "In winter hens can eat the peel. On the wall can be seen a stain.",
        "From now on they should take the pill.",
        "In the end the mother should take it.",
        "With the lid shut, steam can find a way.",
    ),
    trigger=r"\b(?:can|should|must|need to|cannot|had better) [a-z]",
    kinds=("text",),
    parses=lambda passage: passage.find(_OPENING),
    translated_only=True,
)
def reader_behind_opening(passage: Passage) -> Iterable[Change]:
    """Add the “you” that a sentence of advice lacks behind the time or place that opens it (in winter can put)."""
    for match in passage.find(_OPENING):
        start = match.start("modal")
        verb = passage.token_at(*match.span("verb"))
        modal = passage.token_at(start, start + len(match["modal"].split()[0]))
        if verb is None or modal is None or not _one_opening(modal):
            continue
        subjects = [c for t in (verb, modal) for c in t.children if c.dep_.startswith(("nsubj", "expl", "csubj"))]
        if all(subject == modal.nbor(-1) for subject in subjects if modal.i):
            yield Change(start, start, "you ")


def _one_opening(modal: "Token") -> bool:
    """Whether a sentence has nothing but one phrase of time or place before its modal."""
    before = [t for t in modal.doc[: modal.i] if t.text != ","]
    tags = "".join(f"{t.tag_} " for t in before)
    living = before and before[-1].lower_ in _NO_OTHER
    return not living and _PHRASE.fullmatch(tags) is not None


_SAYS = frozenset("say thank complain recommend believe imagine ask admit explain describe".split())
_BEFALLS = frozenset("have happen occur appear exist seem remain belong".split())
_DOES = any_of(
    (words("verb_only") | words("transitive") | words("light_verb") | words("handled") | words("pure_verb"))
    - _SAYS
    - _BEFALLS
    | set("fry push click stop rest sleep drink use clean check pay let touch blow see wash".split())
)
_NO_YOU = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Must|Should|Cannot|Can not|Can't|Shouldn't|Mustn't)(?: not)?(?: also| immediately)?"
    rf" (?!move (?:in)?to\b)(?:{_DOES})\b(?! (?:be|have)\b)[^.!?\n]*[.!\n]"
)
_NO_YOU_BEHIND = compiled(
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
        "Must be over eighteen. Must have a licence. Cannot move to strong light at once.",
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


_HERE = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<here>Here|Today|Below|Next)(?P<gap>,? (?:to|come to) )"
    r"(?=(?:share|introduce|tell|list|explain|recommend|talk|sum up|summarize|analyze|teach)"
    r" (?:with|you|to you|about|the|an?|some|several|how|what|why|everyone)\b)"
)
_HOPE = compiled(r"(?<=[a-z)])(?P<gap>, )hope (?=(?:it|this|that|these|they|the|you|everyone) [a-z])")
_LIKE = compiled(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?P<like>Like) (?:this|the|my|our) (?:article|post|page|video|recipe)(?P<gap>,? )"
    r"(?=(?:please(?= [a-z])|remember|share|follow|give|don['’]t forget|do not forget)\b)"
)
_WELCOME = compiled(
    r"(?:^|(?<=[.!?:;,] )|(?<=\n))(?P<welcome>[Ww]elcome to) "
    r"(?=(?:leave|ask|share|follow|contact|comment|consult|discuss|forward|like|call|add|tell|join the discussion)\b)"
)


@rule(
    "grammar",
    fixes={
        "It rains. Here to share with you a plan.": "It rains. Here we share with you a plan.",
        "Like this article please send it on.": "If you like this article, please send it on.",
        "For questions, welcome to leave a note.": "For questions, please leave a note.",
    },
    suggests={"That is all of it, hope it helps you.": "That is all of it. We hope it helps you."},
    keeps=(
        "I am here to share a plan. Today, to share it is right.",
        "Like this article, please. The team, hope of the town, won.",
        "Welcome to the page. You are welcome to ask.",
    ),
    trigger=r"(?i)\b(?:here|today|below|next),? (?:come )?to |, hope |\blike (?:this|the|my|our) |\bwelcome to ",
    kinds=("text",),
    translated_only=True,
)
def writer_to_reader(passage: Passage) -> Iterable[Change]:
    """Complete what a writer says to the readers (Here to share, Like this article please, welcome to ask)."""
    for match in passage.find(_HERE):
        yield Change(*match.span("gap"), " we ")
    for match in passage.find(_LIKE):
        yield Change(*match.span("like"), "If you like")
        yield Change(*match.span("gap"), ", ")
    for match in passage.find(_WELCOME):
        yield Change(*match.span("welcome"), "Please" if match["welcome"][0] == "W" else "please")
    for match in passage.find(_HOPE):
        start, _ = passage.sentence(match.start())
        if len(passage.text[start : match.start()].split()) > 4:
            yield Change(match.start("gap"), match.end() - 1, ". We hope", safe=False)
