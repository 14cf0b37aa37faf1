"""Prepositions of what something touches, in articles translated word for word: it sticks on the wall, hit the pot to
the edge, hang it at the door, write the date in the lid, in the third floor.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like
from pipeline.repair.rule import Change, Passage, rule

_NO_OBJECT = (
    "is|are|was|were|be|and|or|of|in|on|at|to|by|from|with|that|which|who|for|into|as|not|will|can|has|have|up|down|out"
    "|around|about"
)
_WORD = rf"(?!(?:{_NO_OBJECT})\b)[a-z]+"
_IT = rf"(?: (?:it|them|(?:(?:the|your|its|a|an|this|these) )?(?:{_WORD} )?{_WORD}))"
_FACE = (
    "wall|walls|plate|bottom|pan|pot|skin|teeth|tongue|glass|surface|hair|clothes|leaves|blade|needle|scalp|fingers|hands"
    "|pipe|floor|bowl|lens|lenses|fabric|screen"
)
_STICKS = compiled(
    r"\b(?:sticks|(?:they|minerals|grains|crumbs|hairs|leaves|remain and|will|can|easily) stick) (?P<p>on) "
    rf"(?=(?:the |your |its )(?:[a-z]+ )?(?:{_FACE})\b)"
)
_HIT = compiled(
    rf"\b(?i:hit|hits|hitting|knock|knocks|knocking|bump|bumps|tap|beat|beats){_IT} (?P<p>to) "
    r"(?=(?:the|a) (?:[a-z]+ )?(?:edge|side|wall|table|corner|sink|rim)\b)"
)
_HANG = compiled(
    rf"\b(?i:hang|hangs|hung|hanging){_IT} (?P<p>at|in) "
    r"(?=(?:the|a) (?:[a-z]+ )?(?:wall|door|hook|rack|doorknob|nail)\b)"
)
_WRITE = compiled(
    rf"\b(?i:write|writes|written|mark|marked|print|printed|stick|paste)(?:{_IT})? (?P<p>in|at) "
    r"(?=(?:the|a|each|every|its) (?:[a-z]+ )?(?:lid|label|packaging|bottle|jar|cap|wall|door|fridge|board|calendar)\b)"
)
_FLOOR = compiled(
    r"(?<! in)(?<! look) (?P<p>in|at) (?=(?:the )?"
    r"(?:first|second|third|fourth|fifth|sixth|top|ground|upper|lower|same) floor\b(?! (?:of the sea|window)\b))"
)
_ROOM = compiled(
    rf"\b(?i:put|place|keep|store|leave|leaves|sleep|sleeps|stay|stays|live|lives|cook|cooks|eat|eats|hang)(?:{_IT})? "
    r"(?P<p>on) (?=(?:the|your) (?:kitchen|bathroom|bedroom|living room|cellar|basement)"
    r"(?=[.,;:!?)]|$| (?:and|or|for|to|when|if|because|at)\b))"
)
_HARM = compiled(
    r"\b(?:harm|damage|injury) (?P<p>for) (?=(?:the|your|his|her|its) (?:body|skin|health|fetus|foetus|baby|child|eyes"
    r"|stomach|plant|teeth|hair|liver|heart|environment|motor|machine|battery|kidneys?|joints?|knees?|spine)\b)"
)
_MARRIED = compiled(r"\bmarried (?P<p>with) (?=(?:an?|my|his|her|the) [a-z])")
_LEVEL = compiled(
    rf"\b(?i:raise|lift|lower|bring)(?:s|ed|ing)?{_IT} (?P<p>until) "
    r"(?=(?:the )?(?:eye|chest|shoulder|waist|knee|hip) (?:level|height)\b)"
)
_RIGHT = (
    (_HARM, "to"),
    (_MARRIED, "to"),
    (_LEVEL, "to"),
    (_STICKS, "to"),
    (_HIT, "against"),
    (_HANG, "on"),
    (_WRITE, "on"),
    (_FLOOR, "on"),
    (_ROOM, "in"),
)


@rule(
    "grammar",
    fixes={
        "The rice burns and sticks on the pan.": "The rice burns and sticks to the pan.",
        "Never hit the pot to the edge of the sink.": "Never hit the pot against the edge of the sink.",
        "Hang it at the door, and write the date in the lid.": "Hang it on the door, and write the date on the lid.",
        "They live in the third floor and keep rice on the kitchen.": (
            "They live on the third floor and keep rice in the kitchen."
        ),
        "It does no harm for the baby.": "It does no harm to the baby.",
        "Raise the phone until eye level.": "Raise the phone to eye level.",
    },
    keeps=(
        "The rice sticks to the pan. Stick the label on the wall.",
        "It does no harm to the baby, and she is married with children.",
        "Raise the phone to eye level, and wait until eye level is reached.",
        "Knock the nail to the left. He hung around at the door.",
        "Write in the box. It was marked at the start.",
        "It lies on the kitchen table. He keeps tabs on the kitchen staff.",
        "We looked in at the first floor window, and in the first floors of it.",
    ),
    trigger=r"\b(?:(?:on|to|at|in) (?:the|your|an?|its|each|every|first|second|third|fourth|fifth|top|ground|upper"
    r"|same)|(?:harm|damage|injury) for (?:the|your|his|her|its)|married with (?:an?|my|his|her|the)"
    r"|until (?:the )?(?:eye|chest|shoulder|waist|knee|hip)) ",
    kinds=("text",),
    translated_only=True,
)
def preposition_of_surface(passage: Passage) -> Iterable[Change]:
    """Write the preposition that a touched surface, a label or a floor wants (hit it to the edge, at the door)."""
    for pattern, right in _RIGHT:
        for match in passage.find(pattern):
            yield Change(*match.span("p"), capital_like(match["p"], right))
