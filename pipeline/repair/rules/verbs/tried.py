"""Forms of verbs that only the mended sentence shows: let somebody in the house helps, does your fern has, some mothers
dieting, it not work.

A parser that learnt right English takes such a form for something else. So the right one is tried, and counts where the
parse then gives it the place that it must have.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = frozenset().union(
    *(words(name) for name in "pure_verb verb_only verb_too verb_and_noun handled transitive unaccusative".split())
) | {"drink", "sleep", "use", "eat", "rest", "help", "die", "sink", "stand"}
_BASE_OF_THIRD = {verb_forms(verb)[1]: verb for verb in _VERBS} | {"has": "have", "does": "do", "is": "be"}
_THIRD = any_of(_BASE_OF_THIRD)
_LET = compiled(
    r"(?<![\w’'-])(?i:let|lets|makes|making|make|help|helps)"
    rf" (?!(?:sure|it|that|which|clear|certain)\b)(?P<who>(?:[a-z-]+ ){{1,5}}?)(?P<verb>{_THIRD})\b"
)
_DOES = compiled(
    r"(?:^|(?<=[.!?:;,] )|(?<=\n)|\b(?:[Ww]hy|[Hh]ow|[Ww]here|[Ww]hen|[Ww]hat) )(?:[Dd]oes|[Dd]id|[Dd]o)"
    rf"(?:n['’]t| not)? (?P<who>(?:[a-z-]+ ){{1,5}}?)(?P<verb>{_THIRD})\b(?=[^.!?\n]*\?)"
)
_SMALL = compiled(r"\b(?:and|or|that|which|who|if|when|so|but|to|is|are|was|were|can|will|has|have|it|than|as)\b")


@rule(
    "grammar",
    fixes={
        "Let someone in the house helps you.": "Let someone in the house help you.",
        "It makes the room in the back looks big.": "It makes the room in the back look big.",
        "Does your parrot has a cage?": "Does your parrot have a cage?",
    },
    keeps=(
        "Let someone in the house help you.",
        "Make the bed and the room looks better.",
        "Let the dog rest. It helps the child with the walks.",
        "Does your parrot with the red wings need it?",
        "The people they help say thanks. The plan to help her grows.",
    ),
    trigger=r"(?i)\b(?:let|lets|make|makes|making|help|helps|does|did|do) ",
    kinds=("text",),
    translated_only=True,
)
def base_form_at_distance(passage: Passage) -> Iterable[Change]:
    """Write the base form behind let, make and help, and in a question with do, where the verb has an -s (let someone
    in the house helps)."""
    for pattern in (_LET, _DOES):
        for match in passage.find(pattern):
            if _SMALL.search(match["who"]) or (pattern is _LET and _within_subject(passage, match)):
                continue
            base = _BASE_OF_THIRD[match["verb"]]
            tried = passage.tried(*match.span("verb"), base)
            plain = pattern is _DOES and match["verb"] == "has"
            if plain or (tried is not None and (_asked(tried) if pattern is _DOES else _led(tried))):
                yield Change(*match.span("verb"), base)


def _within_subject(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the word that opens the match is part of what the verb is said of (the plan to help her grows)."""
    first = passage.token_at(match.start(), match.start() + 3, whole=False)
    return first is not None and first.dep_ == "acl"


def _led(verb: "Token") -> bool:
    """Whether a verb is what somebody lets, makes or helps somebody do."""
    return verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_.lower() in ("let", "make", "help")


def _asked(verb: "Token") -> bool:
    """Whether a verb is in its base form behind do and its subject."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lemma_.lower() == "do" for c in verb.children)


_SEVERAL = (
    r"(?:many|some|most|several|few|all|these|those|a lot of|lots of|young|old|elderly|pregnant|new|more and more)"
)
_LEAD = r"(?:(?:Now|Today|Nowadays|But|So|And|In fact|However|Usually|Often|Also),? )?"
_PEOPLE_DOING = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|(?<=[a-z0-9], )){_LEAD}(?i:{_SEVERAL}) (?:[a-z-]+ ){{1,4}}?(?P<verb>[a-z]+ing)"
    r"(?= [^.!?\n]{3,}[.!])"
)
_GERUNDS = {verb_forms(verb)[4]: verb for verb in _VERBS | {"diet", "exercise", "smoke", "suffer", "face"}}


@rule(
    "grammar",
    fixes={
        "It is late. Now many young people facing a screen every day.": (
            "It is late. Now many young people face a screen every day."
        ),
    },
    keeps=(
        "Now many young runners ignore the pain.",
        "Many runners ignoring the pain fall ill.",
        "Some people sitting all day, others standing: both are wrong.",
        "Many thanks for the running shoes.",
        "Most of them are walking home, many people singing.",
    ),
    trigger=rf"(?i)\b{_SEVERAL} [a-z]+ ?[^.!?\n]*[a-z]ing ",
    kinds=("text",),
    translated_only=True,
)
def people_doing(passage: Passage) -> Iterable[Change]:
    """Write the present tense for the -ing form behind several people, where their sentence has no other verb (many
    workers facing the screen all day)."""
    for match in passage.find(_PEOPLE_DOING):
        verb = passage.token_at(*match.span("verb"))
        base = _GERUNDS.get(match["verb"])
        alone = passage.sentence(match.start("verb")) == (0, len(passage.text))  # a caption
        if verb is not None and base is not None and not alone and _only_verb_of_several(verb):
            yield Change(*match.span("verb"), base)


def _only_verb_of_several(verb: "Token") -> bool:
    """Whether an -ing form is its sentence's main verb, several people or things its subject, and each finite verb in
    the sentence has a subject of its own."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.tag_ != "VBG" or verb.dep_ != "ROOT" or len(subjects) != 1 or subjects[0].tag_ != "NNS":
        return False
    if any(c.dep_.startswith(("aux", "cop")) for c in verb.children):
        return False
    others = [t for t in verb.doc if t.tag_ in FINITE]
    return all(t.i > verb.i and any(c.dep_.startswith("nsubj") for c in t.children) for t in others)


_NOT = compiled(
    r"(?<=[a-z] )(?<!does )(?<!do )(?<!did )(?<!can )(?<!could )(?<!will )(?<!would )(?<!should )(?<!must )(?<!may )"
    r"(?<!might )(?<!is )(?<!are )(?<!or )(?<!but )(?<!to )(?<!so as )"
    rf"(?P<not>not )(?P<verb>{any_of(_VERBS - {'need', 'dare', 'do', 'have', 'be', 'let'})})\b(?![-’'])"
)
_OPENS = frozenset("if when where while because since although so but and once then as unless until".split())
_WITHOUT_TO = frozenset("let make help see hear watch have".split())
_SUBJUNCTIVE = frozenset(("that", "lest", "or", "why", "better", "rather"))


@rule(
    "grammar",
    fixes={
        "If the cough not improve in a week, see a vet.": "If the cough does not improve in a week, see a vet.",
        "The young roots not grow in cold soil.": "The young roots do not grow in cold soil.",
    },
    keeps=(
        "If the cough does not improve in a week, see a vet.",
        "Let the roots not grow. Why not grow it?",
        "It is vital that the dog not eat it.",
        "He can but the dog not eat it. Like it or not, eat it.",
        "Less than two months are paid; more than two months not pay.",
    ),
    trigger=r"\bnot [a-z]",
    kinds=("text",),
    parses=lambda passage: passage.find(_NOT),
    translated_only=True,
)
def not_without_do(passage: Passage) -> Iterable[Change]:
    """Write does not and do not between a subject and its verb, where not stands alone (it not start)."""
    for match in passage.find(_NOT):
        verb = passage.token_at(*match.span("verb"))
        if verb is None or verb.tag_ not in ("VB", "VBP") or verb.i < 2:
            continue
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if len(subjects) != 1 or any(c.dep_ in ("aux", "cop", "expl") for c in verb.children):
            continue
        subject = subjects[0]
        if any(c.lower_ == "or" for c in subject.children) or subject.lower_.removesuffix("s") in words("unit"):
            continue  # more than 36 weeks not accept
        marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "cc", "advmod")}
        if subject.tag_ not in ("NN", "NNS", "PRP") or subject.right_edge.i != verb.i - 2 or marks & _SUBJUNCTIVE:
            continue
        first = subject.left_edge
        opens = not first.i or first.nbor(-1).is_punct or first.nbor(-1).lower_ in _OPENS
        governed = any(t.lemma_.lower() in _WITHOUT_TO for t in verb.doc[: first.i])
        if not opens or governed or not indicative(passage, match.start()):
            continue
        several = subject.tag_ == "NNS" or subject.lower_ in ("they", "we", "you", "i", "people")
        yield Change(match.start("not"), match.start("not"), "do " if several else "does ")
