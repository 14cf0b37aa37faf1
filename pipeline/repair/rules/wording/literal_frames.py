"""Frames of clauses that English lacks, in articles translated word for word: what should do, how solve, people over
sixty suggest to walk, the right way use a net, afraid of it gets cold, mistake 2: tear it, the hens do not lay what to
do."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

_START = r"(?:^|(?<=[.!?:] )|(?<=\n)|(?<=[.!?:]))"
_PURE = any_of(words("pure_verb") | {"put", "relieve", "treat", "repair"})
_DETERMINED = r"(?:the|an?|your|their|his|her|its|our|this|these|those|it|them|him|too|more|less)"
_HOW_MODAL = compiled(
    rf"\b(?:[Hh]ow|[Ww]here|[Ww]hen) (?P<modal>can|should|must|could)(?P<gap> )(?:(?:not|also|quickly|properly"
    rf"|correctly) )?"
    rf"(?:{_PURE}|use|clean|wash|water|cook|check|change|keep|cure)\b"
)
_WHAT_MODAL = compiled(
    r"\b[Ww]hat (?P<modal>can|should|must|could)(?P<gap> )(?:not )?(?:do(?=[?.,!]|$| (?:if|when|about|with|for|in|at"
    r"|to)\b)"
    r"|pay attention to|eat|drink|avoid|choose|prepare|buy|use|add|notice|wear|put)\b(?! [a-z]+s?\?)"
)
_HOW_BARE = compiled(
    rf"\b(?:and |know |learn |teach you |tell you |{_START})(?P<how>[Hh]ow)(?P<gap> )"
    r"(?:solve|relieve|prevent|avoid|treat|repair|choose|eliminate|remove|distinguish|deal|improve|reduce|determine"
    r"|store|wear|clean|fix|cure|prepare|replace|diagnose|identify|protect|maintain|disinfect|install|apply|detect)"
    rf"(?= ?[.,;:!?]|$| (?:{_DETERMINED}|with|such|and)\b)"
)
_HOW_NOUN = compiled(
    r"\bHow to (?P<noun>relief|advice|loss|treatment|prevention|choice|breath|removal|belief)"
    r"(?= ?[.?!]|$| (?:it|them|the|your|a|this|these|heel|knee|back|neck|pain|well|from)\b)"
)
_BATH = compiled(
    r"\b(?:not|n['’]t|never|cannot) (?:immediately |often |always )?(?P<noun>bath)(?= ?[.,;!]|$| (?:in|after|when"
    r"|for|too|at)\b)"
)
_NOUN_VERB = dict(pair.split(":") for pair in sorted(words("verb_of_noun")))


@rule(
    "grammar",
    fixes={
        "How can remove the stain?": "How can you remove the stain?",
        "What should do when it leaks?": "What should you do when it leaks?",
        "Signs of rust and how prevent it.": "Signs of rust and how to prevent it.",
        "How to relief the cramp?": "How to relieve the cramp?",
        "If you sweat, do not bath.": "If you sweat, do not bathe.",
    },
    keeps=(
        "How can you remove the stain?",
        "What can help? What can cause it? What should happen?",
        "How come it fell? How use differs from need.",
        "How to relief-print a card.",
        "It has no bath, and we do not take a bath.",
    ),
    trigger=r"(?i)\b(?:how|what|where|when) [a-z]|\bbath\b",
    translated_only=True,
)
def question_without_you(passage: Passage) -> Iterable[Change]:
    """Add the you that a question lacks (what should do), the `to` behind how (how solve), and write the verb for its
    noun (how to relief)."""
    for pattern in (_HOW_MODAL, _WHAT_MODAL):
        for match in passage.find(pattern):
            yield Change(match.end("modal"), match.end("gap"), " you ")
    for match in passage.find(_HOW_BARE):
        yield Change(*match.span("gap"), " to ")
    for match in passage.find(_HOW_NOUN):
        yield Change(*match.span("noun"), _NOUN_VERB[match["noun"]])
    for match in passage.find(_BATH):
        yield Change(*match.span("noun"), "bathe")


_PEOPLE = (
    r"(?:people|patients|women|mothers|children|men|those|friends|students|babies|runners|beginners|novices|adults)"
)
_SUGGEST = compiled(
    rf"{_START}(?:(?:The |Pregnant |Old |Older |Elderly |Young |Obese |Overweight |Sick |Some ))?"
    rf"(?i:{_PEOPLE}) (?:with|over|under|who|whose|above|below|aged|in|from|without|at) (?:[a-zA-Z0-9-]+ ){{1,7}}?"
    r"(?P<suggest>(?:are )?(?:suggest|recommend|advise)) (?:not )?to\b"
)
_RECOMMENDED = compiled(
    r"\b(?:[Ii]t is|is|it['’]s|are|always|strongly) (?:best |better |also |generally )?(?:recommended|suggested"
    r"|advised|advisable)"
    rf"(?P<gap> )(?=(?:not )?(?:exceed|{_PURE}|use)\b(?! (?:by|of)\b))"
)
_WAY = compiled(
    rf"{_START}(?:The|A|Another|One) (?:(?:correct|right|best|simplest|easiest|safest|usual|only|first|second|third"
    rf"|last|main"
    r"|proper|most [a-z]+|more [a-z]+|better|good|effective|common|reliable|wrong|key) )"
    r"(?:way|method|approach|practice|step|trick|solution|option|measure|task|job|aim|goal|purpose)(?P<gap> )"
    rf"(?:{_PURE}|use|wash|clean|cut|check|turn|open|change|soak|boil|stop|wait|look) {_DETERMINED} "
)
_AFRAID = compiled(
    r"(?<![Tt]o be )\b(?:afraid|aware|worried|worry|worries|sure|convinced|certain|scared|anxious) (?P<of>of|about)"
    r" (?:(?:the|your|their|his|her|its|my|our|a) [a-z]+|it|he|she|they|we) "
    r"(?:will|can|cannot|is|are|has|have|was|gets|becomes|catches|falls|does|may|might|would|eats|feels|dies|loses)\b"
)
_MATTER = compiled(
    r"\b[Nn]o matter(?P<gap> )(?=(?:the|your|it|they|you|he|she|its|their)?(?: ?[a-z]+){0,2} ?(?:is|are|was|were|has"
    r"|have|do|does|can|will|comes?)\b"
    r"[^.!?;]* or\b)(?!(?:how|what|when|where|which|who|whether|if|why|whose)\b)"
)


@rule(
    "grammar",
    fixes={
        "People with weak knees suggest to swim.": "People with weak knees are advised to swim.",
        "It is recommended not exceed two cups.": "It is recommended not to exceed two cups.",
        "The right way use a fine net.": "The right way is to use a fine net.",
        "She is afraid of the pup gets cold.": "She is afraid that the pup gets cold.",
        "No matter the cloth is wet or dry, fold it.": "No matter whether the cloth is wet or dry, fold it.",
    },
    keeps=(
        "People suggest to us that we swim. Doctors recommend to swim.",
        "It is recommended that two cups do. It is recommended by all.",
        "The right way is to use a fine net. The best method uses the net.",
        "She is afraid of the pup. She is sure of the way it is done.",
        "To be afraid of it is natural.",
        "No matter how it is, wet or dry, fold it.",
    ),
    trigger=r"(?i)\b(?:suggest|recommend\w*|suggested|advis\w+|afraid|aware|worr\w+|sure|convinced|certain|scared|anxious"
    r"|no matter|way|method|approach|practice|step|trick|solution|option|measure|task|job|aim|goal|purpose) ",
    translated_only=True,
)
def frame_of_clause(passage: Passage) -> Iterable[Change]:
    """Write are advised for people who suggest to do something, `to` behind recommended, `is to` behind the right way,
    that for of before a clause, and whether behind no matter."""
    for match in passage.find(_SUGGEST):
        yield Change(*match.span("suggest"), "are advised")
    for match in passage.find(_RECOMMENDED):
        at = match.end("gap")
        skip = 4 if passage.text.startswith("not ", at) else 0
        yield Change(at + skip, at + skip, "to ")
    for match in passage.find(_WAY):
        yield Change(*match.span("gap"), " is to ")
    for match in passage.find(_AFRAID):
        yield Change(*match.span("of"), "that")
    for match in passage.find(_MATTER):
        yield Change(*match.span("gap"), " whether ")


_LABEL = compiled(
    r"(?:^|(?<=\n)|(?<=[.!?] ))(?:(?i:mistake|misunderstanding|misconception|error|taboo|bad habit|wrong way|cause"
    r"|reason|culprit|factor))"
    r" ?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)[:：.,] ?"
    rf"(?P<verb>(?i:{_PURE}|use|wash|tear|pull|cut|drink|rub|scratch|touch|press|stuff|squeeze|water|feed|turn|open"
    rf"|overload))"
    rf"(?= (?:{_DETERMINED}|only|up|out|off|in|on|with|at|before|after|when|while|from|much)\b| ?[.!]?$| ?\n)"
)


@rule(
    "grammar",
    fixes={"Mistake 2: tear the film off.": "Mistake 2: tearing the film off."},
    keeps=("Mistake 2: tearing the film off.", "Step 2: tear the film off.", "Mistake 3: use of salt."),
    trigger=r"(?i)\b(?:mistake|misunderstanding|misconception|error|taboo|bad habit|wrong way|cause|reason|culprit"
    r"|factor) ?[0-9a-z]+[:：.,]",
    translated_only=True,
)
def mistake_as_gerund(passage: Passage) -> Iterable[Change]:
    """Write the -ing form of what is named as a mistake or a cause (mistake 2: tear the film)."""
    for match in passage.find(_LABEL):
        new = verb_forms(match["verb"].lower())[4]
        yield Change(*match.span("verb"), capital_like(match["verb"], new))


_WHAT_TO_DO = compiled(
    r"(?:^|(?<=\n))(?P<topic>[A-Z“\"][^.!?,:;\n]{5,90}?)(?P<ask> (?:how to do|what to do|how should (?:I|we|you) do"
    r"|what should (?:I|we|you) do|how to deal with|how to solve|how to treat|how to fix)(?: it| with it"
    r"| about it)?)\s?\?"
)
_DETERMINED_CLAUSE = compiled(r"(?:The|An?|My|Your) (?=(?:[\w-]+ )*?[\w-]+(?:ed|s) ?(?:[\w-]+)?\Z)", re.I)
"""What may be a clause whose verb the parse takes for a noun or a participle (the wall cracked)."""
_ASKS_ALREADY = compiled(
    r"(?:Why|How|What|Do|Does|Did|Is|Are|When|If|Can|I|In|On|For|After|Before|Once|While|Since|During|As|With|At)\b"
)
_KNOWS = compiled(
    r"\b(?:know|knows|knew|learn|teach\w*|tell\w*|see|understand\w*|ask\w*|wonder\w*|decide\w*|explain\w*|show\w*|and"
    r"|or|consider\w*|about|on|of|for|you|us|if|me|sure|idea|guide|tips|but|so|then|doctor|is|are|also|what|why|how)$",
    re.I,
)


@rule(
    "grammar",
    fixes={
        "The hens peck each other what to do?": "What to do when the hens peck each other?",
        "Heel pain how to treat?": "What to do about heel pain?",
    },
    keeps=(
        "What to do when the hens peck each other?",
        "Do you know what to do?",
        "Heel pain and how to treat it?",
        "Why does it leak and what to do?",
        "The tile cracked what to do?",
        "The kettle leaks what to do?",
        "After the cat vomits what should you do?",
    ),
    trigger=r"\b(?:how to|what to|how should|what should) ",
    kinds=("text", "title", "heading"),
    translated_only=True,
)
def what_to_do_first(passage: Passage) -> Iterable[Change]:
    """Put the question before the trouble that it asks about (the hens peck each other what to do). Where that may be a
    clause or not, it stays."""
    for match in passage.find(_WHAT_TO_DO):
        topic = match["topic"]
        if _KNOWS.search(topic) or _ASKS_ALREADY.match(topic):
            continue
        clause = _is_clause(passage.parse(f"{topic}."))
        if not clause and _DETERMINED_CLAUSE.match(topic):
            continue
        first = topic if topic.split()[0].isupper() and len(topic.split()[0]) > 1 else topic[0].lower() + topic[1:]
        if passage.context.is_name(topic.split()[0]):
            first = topic
        yield Change(match.start(), match.end("ask"), f"What to do {'when' if clause else 'about'} {first}")


def _is_clause(doc: "Doc") -> bool:
    """Whether a topic is a clause with a finite verb, and no noun phrase."""
    return any(t.tag_ in FINITE and t.dep_ not in ("acl:relcl", "acl") for t in doc)
