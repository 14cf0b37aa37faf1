"""The -ing form that only the mended sentence shows: a verb phrase as a subject (stay up late hurts), and the
second of two verbs whose first ends in -ing (blocking the pore and hold it open).

A parser that learnt right English takes such a verb for a command or a noun. So the form is tried, and counts where the
verb is the subject then, or stands beside the other gerund.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE, following

if TYPE_CHECKING:
    from spacy.tokens import Token


_PURE = (words("pure_verb") | {"put", "raise"}) - {"do", "have", "let", "suppose", "imagine", "say", "thank"}
_TOO = (
    words("verb_too") | words("verb_and_noun") | words("handled") | words("passive_verb")
    | set("stay smoke drink sleep sit stand walk run use slam stuff work talk cut set play wash clean exercise".split())
) - {"need", "result", "mind", "land"}  # fmt: skip
_FINITE_WORDS = (
    r"(?:is|are|was|makes?|causes?|hurts?|has|can|will|leads?|may|affects?|means?|helps?|needs?|increases?|reduces?"
    r"|damages?"
    r"|destroys?|does|takes?|brings?|gives?|harms?|becomes?|worsens?|must|should|turns?|requires?|consumes?|wastes?"
    r"|weakens?|irritates?|prevents?|allows?|costs?|produces?|aggravates?|speeds|puts|shows?)"
)
_OPENS = r"(?:^|(?<=[.!?:] )|(?<=\n)|\b(?:[Bb]ecause|[Tt]hat|[Bb]ut|[Ss]o|[Ii]f|[Aa]nd|[Aa]lthough) )"
_SUBJECT = compiled(
    rf"{_OPENS}(?:(?:[Oo]ften|[Aa]lways|[Rr]egularly|[Ff]requently|[Nn]ot) )?"
    rf"(?P<verb>(?i:{any_of(_PURE)})(?= [a-z])|(?i:{any_of(_TOO)})(?= (?:the|an?|your|it|them|too|up|on|off|out"
    r"|overtime|late|down|less|more|with|only|hot|cold|much|for|all|alone|long|several|two|many|much)\b))"
    rf"(?=[^.!?;:,\n]{{3,80}}? {_FINITE_WORDS}\b)"
)


_CLAUSAL = frozenset(
    "know note remember think say hope ensure suppose see believe find feel check make imagine mean notice"
    " realize realise understand assume guess show prove tell hear ask wish learn read pretend forget confirm"
    " determine let help suggest recommend insist propose explain demonstrate indicate reveal consider watch judge"
    " mention deny fear wonder agree decide guarantee expect".split()
)
"""Verbs that may have a clause without `that` behind them (check the pump is on)."""
_NO_NOUN = (
    r"(?!(?:that|which|who|whom|what|if|when|where|how|why|whether|and|or|but|is|are|was|were|until|because|while"
    r"|before"
    r"|after|as|so|than|it|you|they|he|she|we|there|to|this|these|those|then|since|though|can|will|has)\b)"
)
_PLAIN_SUBJECT = compiled(
    r"(?:^|(?<=[.!?:] )|(?<=\n))(?:(?:Often|Always|Regularly|Frequently) )?"
    rf"(?:(?i:{any_of(_PURE - _CLAUSAL)})|(?i:{any_of(_TOO - _CLAUSAL)})(?= (?:the|an?|your|too|up|on|off|out|overtime"
    rf"|late|cold|hot|more|less|much)\b))"
    rf" (?:{_NO_NOUN}[a-z-]+ ){{1,5}}"
    r"(?<! a )(?<! an )(?<! the )(?<! your )(?=(?:is|are) (?!called|made|used\b)|(?:can|will|may|must|should) (?:not "
    rf"|easily |also )?"
    r"[a-z]+|hurts|makes|leads to|causes (?:the|an?)\b|helps|affects|harms the|has (?:a|no|the|to)\b)"
)


_SHORT_SUBJECT = compiled(
    rf"(?:^|(?<=[.!?:] )|(?<=\n))(?P<verb>(?i:{any_of(_PURE - _CLAUSAL)}))(?= (?:is|are) (?:the|an?|not|very|also"
    r"|better|easier|harder|cheaper|important|life)\b)"
    r"(?: is (?:better|easier|cheaper|safer) than (?P<other>[a-z]+)(?=[.,!]|$))?"
    rf"|(?:^|(?<=[.!?:] )|(?<=\n))(?P<use>Wash|Use|Drink|Clean)(?= (?:[a-z]+ )?[a-z]+[^\Wsui]s is )"
)
"""A verb alone, or with a plural that has no say in the number of what follows: prevent is better, wash dishes is."""
_AIM = compiled(r"\b(?:so that|until|in order that)\b")
"""What parts a command from a clause of its own (use a can so that the water is even)."""
_AND_ING = compiled(r" and [a-z]+ing\b")
_AND_DO = compiled(rf" (?:and|or) ({any_of(_PURE)}|(?:{any_of(_TOO)})(?= (?:the|an?|your|it|them|too|up|on)\b))\b")
_NOT_DOING = compiled(
    rf"(?:^|(?<=[.!?:] )|(?<=\n))(?P<all>(?:Do not|Don['’]t) (?P<verb>{any_of((_PURE | _TOO) - _CLAUSAL)}))"
    rf"(?= [^.!?;:,\n]{{3,60}}? {_FINITE_WORDS}\b)"
)
_PARTICIPLES_TOO = frozenset("put cut set let shut hit spread read split".split())
_DONE_BEFORE = compiled(r"\b[a-z]+ed\b[^.!?;:]*,? and \Z")
"""Participles that the verb behind `and` may go on with."""
_THING = any_of(words("person") | words("countable") | words("object") | {"machine"})
_NOUN_THAT = compiled(rf"\b(?:{_THING})s? that \Z")
"""A noun of which a clause tells more (the men that deliver goods)."""
_WAY_OUT = compiled(r" (?:out|up|on) (?:is|are)\b")
"""What follows a verb that wants an object, and has none."""


@rule(
    "grammar",
    fixes={
        "Stay up late hurts the eyes.": "Staying up late hurts the eyes.",
        "Drink cold water is bad for the cat.": "Drinking cold water is bad for the cat.",
        "It is known that eat too fast can cause pain.": "It is known that eating too fast can cause pain.",
        "Do not answer the phone will make them angry.": "Not answering the phone will make them angry.",
        "Prevent is better than treat.": "Preventing is better than treating.",
    },
    keeps=(
        "Staying up late hurts the eyes.",
        "Check whether the pump is on.",
        "Make sure the lid is closed and the door is open.",
        "Use a pot that is big. Use a can or a hose so that the water is even.",
        "It should be dried, switched off, and put where the air is cool.",
        "Drink water that makes you strong. Do not use a pump that makes noise.",
        "Work is good, and water at night is cold. Put out is a lamp.",
        "The young man that deliver milk says the machine is bad.",
        "Do not give syrup to a child at will: coughing has a purpose and helps.",
    ),
    trigger=rf" {_FINITE_WORDS}\b",
    kinds=("text",),
    translated_only=True,
)
def gerund_tried_subject(passage: Passage) -> Iterable[Change]:
    """Write the -ing form of a verb that, once it has it, is the subject of another verb (stay up late hurts).

    No trial is needed where nothing but its object stands between a verb that opens its sentence and the other one.
    """
    plain = list(passage.find(_PLAIN_SUBJECT))
    for match in passage.find(_SUBJECT):
        verb = match["verb"]
        if verb.lower() == "put" and _WAY_OUT.match(passage.text, match.end("verb")):
            continue
        if _NOUN_THAT.search(passage.text, max(0, match.start("verb") - 40), match.start("verb")):
            continue  # the men that deliver goods say it has
        if verb in _PARTICIPLES_TOO and _DONE_BEFORE.search(passage.text, 0, match.start("verb")):
            continue  # should be dried, switched off, and put where it is cool
        new = capital_like(verb, verb_forms(verb.lower())[4])
        if any(found.start() <= match.start("verb") < found.end() for found in plain):
            yield Change(*match.span("verb"), new)
            continue
        token = passage.tried(*match.span("verb"), new)
        if token is not None and _subject_of_other(passage, match, token):
            yield Change(*match.span("verb"), new)
            head_at = match.end("verb") + token.head.idx - token.idx - len(token)
            for second in _AND_DO.finditer(passage.text, match.end("verb"), head_at):
                yield Change(*second.span(1), verb_forms(second[1])[4])
    for match in passage.find(_SHORT_SUBJECT):
        for part in ("verb", "use", "other"):
            verb = (match[part] or "").lower()
            if verb in _PURE or verb in _TOO or verb in ("kill", "treat"):
                yield Change(*match.span(part), capital_like(match[part], verb_forms(verb)[4]))
    for match in passage.find(_NOT_DOING):
        new = f"Not {verb_forms(match['verb'])[4]}"
        first = passage.tried(match.start("all"), match.end("verb"), new)
        if first is not None and _subject_of_other(passage, match, first.nbor(1)):
            yield Change(match.start("all"), match.end("verb"), new)


def _subject_of_other(passage: Passage, match: re.Match[str], token: "Token") -> bool:
    """Whether a verb in its -ing form is the subject of a finite verb behind it."""
    head_at = match.end("verb") + token.head.idx - token.idx - len(token)
    if token.tag_ not in ("VBG", "NN") or not token.dep_.startswith("csubj"):
        return False
    between = passage.text[match.end("verb") : max(match.end("verb"), head_at)]
    if _AIM.search(between) or ":" in between or token.head.lower_ == "can":  # with a watering can
        return False
    finite = _finite(token.head) or (token.head.tag_ in ("VBP", "VB") and _AND_ING.search(between) is not None)
    return token.head.i > token.i and finite and not _other_subject(token)


def _finite(head: "Token") -> bool:
    verbs = [head, *(c for c in head.children if c.dep_.startswith(("aux", "cop")))]
    return any(verb.tag_ in FINITE and verb.tag_ != "VBP" for verb in verbs)


def _other_subject(token: "Token") -> bool:
    return any(c.dep_.startswith("nsubj") and c.i < token.head.i for c in token.head.children)


_BESIDE = compiled(
    rf"\b[a-z]+ing\b(?: (?!to\b|can\b|will\b|should\b|must\b|may\b)[^\s.!?;:,]+){{1,8}} (?:and|or) "
    rf"(?P<verb>{any_of(_PURE | _TOO)})(?= (?:the|an?|your|it|them|its|his|her|their|out|up|off|down|too|less|more)\b)"
)
_LOOSE = frozenset(("MD", "TO"))


@rule(
    "grammar",
    fixes={
        "The dust turns black, blocking the valve and hold it open.": (
            "The dust turns black, blocking the valve and holding it open."
        ),
        "His mistake is washing the wool in hot water and dry it in the sun.": (
            "His mistake is washing the wool in hot water and drying it in the sun."
        ),
    },
    keeps=(
        "The dust turns black, blocking the valve and holding it open.",
        "Stop washing the wool in hot water and dry it in the sun.",
        "It helps to keep stirring the soup and add the salt.",
        "They keep washing the wool and dry it in the sun.",
    ),
    trigger=r"ing\b[^.!?\n]* (?:and|or) [a-z]",
    kinds=("text",),
    parses=lambda passage: passage.find(_BESIDE),
    translated_only=True,
)
def gerund_beside_gerund(passage: Passage) -> Iterable[Change]:
    """Write the -ing form of a verb beside another one, where the sentence has one subject of the third person and
    nothing in it wants the base form (blocking the valve and hold it open)."""
    for match in passage.find(_BESIDE):
        verb = passage.token_at(*match.span("verb"))
        if verb is None or verb.tag_ not in ("VB", "VBP", "NN") or not _single(verb):
            continue
        new = verb_forms(match["verb"])[4]
        token = passage.tried(*match.span("verb"), new)
        if token is not None and token.tag_ == "VBG" and token.dep_ == "conj" and token.head.tag_ == "VBG":
            yield Change(*match.span("verb"), new)


def _single(verb: "Token") -> bool:
    """Whether a sentence before a verb has a finite verb in the third person, and no modal, `to` or command."""
    before = verb.doc[: verb.i]
    return (
        any(t.tag_ == "VBZ" for t in before)
        and not any(t.tag_ in _LOOSE or t.tag_ in ("VB", "VBP") for t in before)
        and not any(t.lower_ in ("if", "when", "let", "please") for t in before)
    )


_ALL = _PURE | _TOO | words("transitive") | words("light_verb") | {"fill", "step", "smash", "copy", "hide", "calm"}
_USED = frozenset(("DT", "PRP$", "PRP", "NN", "NNS", "JJ", "CD"))
"""What begins the object of use, which is a noun elsewhere."""
_TIMES = frozenset("when while before after without".split())
_BEHIND = compiled(
    r"\b(?P<by>(?i:after|before|without|when|while|by|for|of|in|from|about|besides|despite|instead of)) (?:not )?"
    rf"(?P<verb>{any_of(_ALL - {'see', 'have', 'go', 'come', 'like', 'do'})}|see (?:clear|clearly)|have (?:an?|no))\b"
    r"(?![-’'])"
)


@rule(
    "grammar",
    fixes={
        "When fill in the form, use a black pen.": "When filling in the form, use a black pen.",
        "It has the effect of calm the nerves.": "It has the effect of calming the nerves.",
        "Wear a mask while paint": "Wear a mask while painting",
    },
    keeps=(
        "When filling in the form, use a black pen.",
        "In step two, after work in the garden, rest. After a year of use the phone gets hot.",
        "Rinse it with vinegar, and after use open the door to dry it. After use immediately wash and dry it.",
    ),
    trigger=r"(?i)\b(?:after|before|without|when|while|by|for|of|in|from|about|besides|despite) [a-z]",
    kinds=("text",),
    parses=lambda passage: passage.find(_BEHIND),
    translated_only=True,
)
def gerund_behind_preposition(passage: Passage) -> Iterable[Change]:
    """Write the -ing form of a verb in its base form that a preposition, when or while governs, where the parse takes
    it for a verb without a subject (when fill in the form)."""
    for match in passage.find(_BEHIND):
        start = match.start("verb")
        word = match["verb"].split()[0]
        verb = passage.token_at(start, start + len(word))
        if verb is None or verb.tag_ not in ("VB", "VBP") or not verb.i:
            continue
        led = [c for c in verb.children if c.dep_ in ("mark", "case", "advmod") and c.i < verb.i]
        if [c.lower_ for c in led if c.lower_ != "not"] != [match["by"].lower().split()[-1]]:
            continue
        if any(c.dep_.startswith(("nsubj", "aux", "cop", "expl")) for c in verb.children):
            continue
        objects = [c for c in verb.children if c.dep_ == "obj"]
        after = following(verb)
        if after is not None and after.tag_ in ("VB", "VBP"):
            continue  # after use open the door
        if word == "use" and (after is None or after.tag_ not in _USED):
            continue  # after use immediately close it
        if any(c.right_edge.i + 1 < len(verb.doc) and c.right_edge.nbor(1).tag_ in FINITE for c in objects):
            continue  # after a year of use the phone gets hot
        determined = any(verb.nbor(1).tag_ in ("DT", "PRP$") and verb.nbor(1).head == c for c in objects)
        if determined or match["by"].lower() in _TIMES:
            yield Change(start, start + len(word), verb_forms(word)[4])
