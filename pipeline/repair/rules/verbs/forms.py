"""Verb forms that English doesn't allow after the word before them: modals, be, to, prepositions, make and let.

Chinese verbs don't inflect; so a translation takes the base form after be and prepositions, or the form of another
clause after to and a modal.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_MODAL = r"can|could|will|would|shall|should|may|might|must|cannot|can't|won't|shouldn't"
_FORMS = {
    base: verb_forms(base) for base in sorted(words("transitive") | words("participle_verb") | words("verb_only"))
}
_BASE_OF_GERUND = {forms[4]: base for base, forms in _FORMS.items()}
_BASES_TOO = frozenset("lay found ground wound bound saw fell felt left".split())
"""Past tenses that are verbs of their own (to lay a brick)."""
_BASE_OF_INFLECTED = {
    form: base for base, forms in _FORMS.items() for form in forms[1:3] if form != base and form not in _BASES_TOO
}
_OBJECT = (
    r"(?= (?:the|a|an|your|their|his|her|its|our|this|these|those|it|them|him|us|you|some|any|more|less|too|enough"
    r"|much|many"
    r"|all|other|such|foods?|water|medicines?|drugs?|weight|people|blood|pain|calcium|vitamins?|vegetables|fruits?"
    r"|stress"
    r"|pressure|energy|heat|sleep|health|hair|skin|children|babies)\b)"
)
_NOUN_LIKE = frozenset(
    "damage decrease delay boost water clear ease touch clean wear cure repair store supplement wash wipe".split()
)
_GERUND = any_of(_BASE_OF_GERUND)
_INFLECTED = any_of(_BASE_OF_INFLECTED)

_MODAL_GERUND = compiled(
    rf"(?<=[a-z] )(?:{_MODAL}) (?:also |not |easily |never |effectively |only |even )?({_GERUND})\b{_OBJECT}"
)
_TO = (
    r"(?:in order|so as|want|wants|wanted|need|needs|able|unable|how|try|tries|easy|easier|difficult|necessary"
    r"|important|best"
    r"|recommended|advised|not enough|hard|harder|likely|effective|useful|suitable|used|begin|begins|start"
    r"|helps?|continue|fail|fails|failed"
    r"|learn"
    r"|hope|hopes|tend|tends|refuse|decide|decided|possible|impossible|essential|better) to"
)
_TO_OTHER = compiled(rf"\b(?:{_TO}) (?:effectively |better |easily |not )?({_GERUND}|{_INFLECTED})\b{_OBJECT}")


@rule(
    "grammar",
    fixes={
        "A walk can effectively improving the blood flow.": "A walk can effectively improve the blood flow.",
        "You need to avoids the sun.": "You need to avoid the sun.",
    },
    keeps=(
        "It can improve your skin.",
        "He is used to eating the soup.",
        "How can eating less help?",
        "What must keeping the door shut cost?",
        "They begin to lay the bricks.",
    ),
    trigger=rf"(?i)\b(?:{_MODAL}|to) ",
)
def base_after_modal(passage: Passage) -> Iterable[Change]:
    """Put a verb with an object after a modal or `to` into its base form (can improving your skin)."""
    text = passage.text
    for match in passage.find(_MODAL_GERUND):
        before = text[: match.start()].split()[-1].lower()
        if before not in ("how", "what", "why", "when", "where", "which", "the", "a", "as", "and", "this", "tin"):
            yield Change(*match.span(1), _BASE_OF_GERUND[match[1]])
    for match in passage.find(_TO_OTHER):
        gerund = match[1] in _BASE_OF_GERUND
        if gerund and match[0].startswith(
            ("used", "hard", "best", "likely", "essential", "important", "start", "better", "necessary")
        ):
            continue
        yield Change(*match.span(1), _BASE_OF_GERUND[match[1]] if gerund else _BASE_OF_INFLECTED[match[1]])


_BE_BASE = compiled(
    rf"\b(?:{_MODAL}|to|not|need to|also) (?:also |not |easily )?be (?:easily |fully |well |properly |often "
    rf"|regularly |effectively |carefully )?"
    rf"({alternatives('participle_verb')}) ?(?=[.,;:!?)]|$|by\b|in\b|with\b|to\b|from\b|at\b|on\b|for\b|as\b|and\b"
    rf"|or\b|when\b|if\b|before\b|after\b|every\b|once\b|immediately\b|regularly\b)"
)
_IS_BY = compiled(
    rf"\b(?:is|are|was|were|been) (?:often |mainly |usually |mostly "
    rf"|easily )?({alternatives('participle_verb')}) (?=by\b)"
)


@rule(
    "grammar",
    fixes={"The soil should be keep in a bag.": "The soil should be kept in a bag."},
    keeps=("The soil should be kept in a bag.", "Wash it; that may be use enough.", "All it can be is use."),
    trigger=r"\b(?:be|is|are|was|were|been) [a-z]",
)
def participle_after_be(passage: Passage) -> Iterable[Change]:
    """Put a verb after be into its participle (can be wash by hand)."""
    for pattern in (_BE_BASE, _IS_BY):
        for match in passage.find(pattern):
            if match[1] == "use" and pattern is _BE_BASE:
                continue
            new = verb_forms(match[1])[3]
            if new != match[1]:
                yield Change(*match.span(1), new)


_INTRANSITIVE = (
    "appear exist happen occur arise emerge disappear arrive belong consist depend remain die recover suffer"
)
_UNPASSIVE = {verb_forms(verb)[3]: verb for verb in _INTRANSITIVE.split()[:6]} | {v: v for v in _INTRANSITIVE.split()}
_BE_DONE = compiled(rf"\b(?:{_MODAL}|to) (?:also |not |easily |often )?(be ({any_of(_UNPASSIVE)}))\b(?!-)")


@rule(
    "grammar",
    fixes={
        "Spots may be appear on the leaves.": "Spots may appear on the leaves.",
        "It will be occurred again.": "It will occur again.",
    },
    keeps=("Spots may appear on the leaves.", "It seems to be die-cast."),
    trigger=rf"\bbe (?:{any_of(_UNPASSIVE)})\b",
)
def no_be_before_intransitive(passage: Passage) -> Iterable[Change]:
    """Drop be between a modal and appear, occur, exist and such (may be appear)."""
    for match in passage.find(_BE_DONE):
        yield Change(*match.span(1), _UNPASSIVE[match[2]])


_AVOIDED = _FORMS | {
    base: verb_forms(base)
    for base in sorted(words("pure_verb") | words("handled") | {"cross", "lie", "stay", "step", "walk", "sit", "stand"})
}
_AVOID_TO = compiled(
    r"(?<!thing to )(?<!things to )(?<!oods to )(?<!istakes to )(?<!what to )"
    rf"\b([Aa]void(?:s|ed|ing)?|[Cc]onsider|[Ee]njoys?|[Ff]inish|[Kk]eeps?|[Ss]uggest"
    rf"|dislikes?) to (?!be\b)({any_of(_AVOIDED)})\b(?=[ .,;])"
)
_HELP_GERUND = compiled(
    r"(?<!can't )(?<!cannot )(?<!could not )(?<!couldn't )(?<!would it )(?<!does it )(?<!will it )"
    rf"\b(?:help|helps|helped) (?:us |you |people |them |the body )?({_GERUND})\b{_OBJECT}"
)


@rule(
    "grammar",
    fixes={
        "Avoid to eat at night.": "Avoid eating at night.",
        "They avoid to cross it.": "They avoid crossing it.",
        "It helps reducing the pain.": "It helps reduce the pain.",
    },
    keeps=(
        "Avoid eating at night.",
        "He can't help making the tea.",
        "Keep to make it whole. Mistakes to avoid to save money.",
    ),
    trigger=r"(?i)\b(?:avoid\w*|consider|enjoys?|finish|keeps?|suggest|dislikes?) to |\bhelp(?:s|ed)? ",
)
def complement_form(passage: Passage) -> Iterable[Change]:
    """Write avoid, consider and enjoy with -ing, and help with the base form."""
    for match in passage.find(_AVOID_TO):
        if match[1].lower() not in ("keep", "keeps"):
            yield Change(match.end(1) + 1, match.end(2), _AVOIDED[match[2]][4])
    for match in passage.find(_HELP_GERUND):
        yield Change(*match.span(1), _BASE_OF_GERUND[match[1]])


_NOUN_FOR_VERB = dict(pair.split(":") for pair in sorted(words("verb_of_noun")))
_NOUN_VERB = compiled(
    rf"\b(?:(?:do|does|did|can|could|will|may|should|must)(?: not|n't)?|cannot|can't|don't|doesn't|in order to"
    rf"|want to|wants to|need to"
    rf"|how to|able to|helps? to|try to) (?:effectively |also |easily |quickly )?({any_of(_NOUN_FOR_VERB)})\b"
    r"(?= (?:the|your|a|an|it|them|to|this|weight|hair|pain|heat|from|in|well|normally|when|if|at|on|after|and)\b"
    r"|[.,;!?]|$)"
)


@rule(
    "grammar",
    fixes={
        "The card does not response.": "The card does not respond.",
        "It can relief the pain.": "It can relieve the pain.",
    },
    keeps=("The card does not respond.", "Bring the can effect to life.", "It can bring relief to many."),
    trigger=rf"\b(?:{any_of(_NOUN_FOR_VERB)})\b",
)
def noun_for_verb(passage: Passage) -> Iterable[Change]:
    """Write the verb where its noun stands after a modal, do or `to` (does not response)."""
    for match in passage.find(_NOUN_VERB):
        before = passage.text[: match.start()].split()[-1:]
        if not (before and before[0].lower() in ("the", "a", "how", "what")):
            yield Change(*match.span(1), _NOUN_FOR_VERB[match[1]])


_CAUSE = compiled(
    rf"\b(?:cause|causes|caused|causing|allow|allows|enable|enables|enabling|allowing) "
    rf"((?:(?:the|your|a|their|its) )?(?:[a-z]+ )?(?:body|skin|baby|child|plant|hair|blood|leaves|roots|fetus"
    rf"|muscles|pain|person"
    rf"|people|women|children|you|them|it|us|him|her|uterus|loss|disease|symptoms|cells|soil|water|air|stomach)) "
    rf"(?!to\b|from\b)((?:{alternatives('verb_only')}|occur|fall out|turn yellow|become|appear)) (?=[a-z]|[.,;])"
)
_MAKE_TO = compiled(
    rf"\b(?:make|makes|making|made|let|lets|letting) ((?:the|your|a|their|our|its|his|her) (?:[a-z]+ )?[a-z]+"
    rf"|people|children|you|them|us|him) (to )"
    rf"(?=(?:{any_of(_FORMS)}|be|look|feel|have|do|get)\b)"
)


@rule(
    "grammar",
    fixes={
        "Stress causes the muscles contract more.": "Stress causes the muscles to contract more.",
        "It makes the skin to look dry.": "It makes the skin look dry.",
    },
    keeps=(
        "Stress causes the muscles to contract more.",
        "It was made to look dry.",
        "He made a decision to stay.",
        "It causes the symptoms many feel.",
        "She made the tea to keep warm.",
    ),
    trigger=r"\b(?:caus\w+|allow\w*|enabl\w+|ma[dk]\w+|let\w*) ",
)
def causative(passage: Passage) -> Iterable[Change]:
    """Write cause, allow and enable with `to`, make and let without."""
    for match in passage.find(_CAUSE):
        yield Change(match.start(2), match.start(2), "to ")
    for match in passage.find(_MAKE_TO):
        if match[1].split()[-1] in words("organ") | words("made_to"):
            yield Change(*match.span(2), "")


_TO_VERB = "asked|told|advised|allowed|forced|encouraged|required|supposed|unable|able|ready|willing|likely"
_MISSING_TO = compiled(
    rf"\b(?:is|are|was|were|be|been|am) (?:not |also |more |often )?(?:{_TO_VERB}) "
    rf"((?:{any_of(words('transitive') | words('verb_only') | words('verb'))}|read)) "
    r"(?=(?:the|a|an|in|on|at|your|their|his|her|it|them|to|more|less|well|with|from)\b)"
)
_TO_AFTER = compiled(r"\b(?:[Bb]efore|[Aa]fter|[Ww]ithout|[Ii]nstead of) (to ([a-z]+))(?=[ .,;!?)]|$)")
_ANY_VERB = frozenset(_FORMS).union(
    *(words(name) for name in ("verb", "verb_too", "light_verb", "handled", "with_particle"))
)


@rule(
    "grammar",
    fixes={
        "The child is asked read in its room.": "The child is asked to read in its room.",
        "Before to carry the bird, cover the cage.": "Before carrying the bird, cover the cage.",
    },
    keeps=(
        "The child is asked to read.",
        "He was there before; to take it was hard.",
        "He was told lies, and they are ready meals.",
    ),
    trigger=rf"\b(?:{_TO_VERB}) [a-z]|\b(?i:before|after|without|instead of) to ",
)
def infinitive_mark(passage: Passage) -> Iterable[Change]:
    """Add the `to` that asked, allowed and unable lack before a verb; before, after and without take -ing, not `to`."""
    for match in passage.find(_MISSING_TO):
        yield Change(match.start(1), match.start(1), "to ")
    for match in passage.find(_TO_AFTER):
        if match[2] in _ANY_VERB:
            yield Change(*match.span(1), verb_forms(match[2])[4])


_NOUN_OF_VERB = dict(pair.split(":") for pair in sorted(words("noun_of_verb")))
_VERB_OF = compiled(
    rf"(?:^|(?<=[,;:.] )|\b(?:the|an?|by|with|for|in|on|from|affects?|requires?|promotes?|prevents?|bad|good|poor"
    rf"|slow|fast|normal"
    rf"|complete|and|or) )({any_of(_NOUN_OF_VERB)}) (?=of (?:the|a|an|your|their"
    rf"|its|[a-z]+)\b)",
    re.I,
)


@rule(
    "grammar",
    fixes={"It needs the replace of the pump.": "It needs the replacement of the pump."},
    keeps=("It needs replacing.", "They replace off-days.", "Think of the pump; to remove of it is wrong."),
    trigger=rf"(?i)\b(?:{any_of(_NOUN_OF_VERB)}) of ",
)
def verb_for_noun(passage: Passage) -> Iterable[Change]:
    """Write the noun where its verb stands before `of` (the replace of the pump)."""
    for match in passage.find(_VERB_OF):
        new = _NOUN_OF_VERB[match[1].lower()]
        yield Change(*match.span(1), capital_like(match[1], new))


_AIM = compiled(
    r"\b(?:task|job|aim|goal|purpose|function|role|key|method|way|thing|step|advice|trick|secret|rule|point) \Z"
)
_IS_BASE = compiled(
    r"\b(is|are) (?:also |often |usually |mainly )?(account for|lead to|contribute to|result in|refer to|relate to"
    r"|contain|include|affect|become|prevent|produce|require|provide|protect|improve)\b(?= (?:the|a|an|your|many"
    r"|more|some|it|[a-z]+s)\b| \d)"
)


@rule(
    "grammar",
    fixes={
        "It is account for 5% of it.": "It accounts for 5% of it.",
    },
    keeps=(
        "It accounts for 5%.",
        "It is related to the salt.",
        "What it is, include it in the list. The aim is protect the roots.",
    ),
    trigger=r"\b(?:is|are) (?:[a-z]+ )?(?:account|lead|contrib|result|ref|rel|contain|incl|aff|become|p|re|im)",
)
def no_be_before_verb(passage: Passage) -> Iterable[Change]:
    """Drop is and are before a verb in the present (is account for); `is relate to` wants related."""
    for match in passage.find(_IS_BASE):
        verb, _, rest = match[2].partition(" ")
        if _AIM.search(passage.text, 0, match.start()):
            continue
        if verb == "relate":
            yield Change(match.start(2), match.start(2) + len(verb), "related")
        elif match[1] == "is":
            adverb = passage.text[match.end(1) + 1 : match.start(2)]
            yield Change(match.start(), match.end(), f"{adverb}{verb_forms(verb)[1]} {rest}".rstrip())
        else:
            yield Change(match.start(), match.start(2), "")
