"""Prepositions of places, tools and shares in articles translated word for word: hang it in the balcony, at a dry
place, pour it to the pot, cut it to four pieces, protect the skin of the wind, in ten o'clock.

Like `literal_prepositions.py`, for words that stand at a distance from their preposition.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like
from pipeline.repair.rule import Change, Passage, rule

_NO_OBJECT = (
    "is|are|was|were|be|been|and|or|of|in|on|at|to|by|from|with|that|which|who|it|them|for|into|as|not|will|can|has"
    "|have|up|down|out|off|over"
)
_WORD = rf"(?!(?:{_NO_OBJECT})\b)[a-z]+"
_IT = rf"(?: (?:it|them|(?:(?:the|your|its|some|a|an|more|this|these|his|her) )?(?:{_WORD} ){{0,2}}{_WORD}))"
"""What a verb takes: it, or a noun with up to three words before it."""
_INTO = compiled(
    rf"\b(?i:pour|drop|inject|dip|soak|immerse|put|place|squeeze|throw|insert|plug|pack|sink)(?:s|ed|ing|ting|ping)?{_IT}"
    r" (?P<p>to) (?=(?:(?:the|your|an?|hot|warm|cold|boiling|boiled|clean|salt|soapy|this) ){0,3}"
    r"(?:water|bowl|cup|pot|pan|wok|bottle|toilet|sink|drain|basin|bucket|oven|fridge|refrigerator|freezer|jar|microwave"
    r"|blender|bag|socket|vinegar|milk|mold|mould|container|tank|bathtub|washing machine|thermos|kettle)"
    r"(?=[.,;!?)]|$| (?:and|for|to|with|or|then|until|before|after|when|in|at|once|every|overnight|together)\b))"
)
_PIECES = compiled(
    rf"\b(?i:cut|chop|slice|divide|split|separate|tear|break|peel|saw)(?:s|d|ed|ting|ping|ing)?{_IT}?"
    r" (?P<p>to|on|by) (?=(?:(?:\d+|two|three|four|five|six|eight|ten|several|a few)"
    r"(?: (?:equal|small|large|thin|even))? (?:parts|pieces|portions|sections|groups|slices|strips|segments|halves"
    r"|quarters|cubes|rings|kinds|types|categories)"
    r"|(?:(?:small|large|thin|thick|long|big|equal|fine|even|short|medium) )+(?:pieces|shreds|dice|bits)"
    r"|(?:(?:small|large|thin|thick|long|big|equal|fine|even|short|medium|round) )*"
    r"(?:slices|strips|cubes|chunks|rings|wedges|segments|sections|halves|quarters|portions))\b"
    r"(?! of the\b))"
)
_FROM = compiled(
    r"\b(?i:protect|defend|shield|keep)(?:s|ed|ing)? (?:it|them|(?:the|your|its|our|their) (?:[a-z]+ )?[a-z]+"
    r"|skin|hair|plants?|children) (?<!out )(?P<p>of)"
    r" (?=(?:the |direct |strong |cold |bright |ultraviolet |harmful |night |sudden ){0,2}"
    r"(?:sun|sunlight|wind|winds|cold|rain|frosts?|dust|heat|insects|pests|moisture|drafts?|rays|snow|damp|noise"
    r"|bacteria|germs|viruses|infections?|diseases?|injury|injuries|damage)\b)"
)
_GIVE_WITH = compiled(
    r"\b(?i:provide|supply|supplie|supplying|providing|nourish|feed|enrich|saturate)(?:s|d|es|ed|ing)?"
    r" (?:it|them|the (?:[a-z]+ )?[a-z]+|your (?:[a-z]+ )?[a-z]+) (?P<p>by)"
    r" (?=(?:enough |sufficient |necessary |useful |fresh |good |more )?"
    r"(?:energy|light|water|oxygen|nutrients|nutrition|vitamins|calcium|iron|protein|minerals|air|blood|heat|warmth"
    r"|food|fertilizer|moisture|humidity)\b)"
)
_COMBINE = compiled(
    r"\b(?i:combine|mix|blend)(?:s|d|es|ed)? (?:it|them|this|(?:the|your) (?:[a-z]+ )?[a-z]+|flour|honey|sugar|salt"
    r"|vinegar|milk|oil|sand|soil|powder|juice|medicine|starch|lime|bleach|alcohol|acid)"
    r" (?P<p>to|by)"
    r" (?=(?:the |some |a little |warm |hot |cold |fresh |other |regular |proper |moderate )*"
    r"(?:water|milk|honey|flour|oil|sugar|salt|soil|sand|vinegar|juice|yogurt|exercise|massage|diet|foods?|medicine"
    r"|eggs?|sauce|starch|lemon|sport|sports|treatment|cleaners?|chemicals|acid|detergents?|bleach|ammonia)\b)"
)
_TIED = compiled(
    rf"\b(?i:connect|link|attach|join|hang|tie|fasten|fix|secure|install)(?:s|ed|d|ing)?{_IT}"
    r"(?: (?:to|on|in|onto) (?:the |your |a )?[a-z]+)? (?P<p>by) "
    r"(?=(?:an? |the )?(?:(?:network|data|usb|power|thin|strong|steel|iron|nylon|plastic|red|long|special) )*"
    r"(?:cables?|wires?|ropes?|strings?|threads?|screws|nails|glue|tape|bolts|clips|belt|ribbon)\b)"
)
_PREFER = compiled(
    r"\b(?i:prefer)(?:s|red)? (?!(?:more|less|better|rather|it|that|other|anything|nothing|nobody|no)\b)"
    r"(?:(?:a|the|to eat|eating|drinking) )?(?![a-z]+er\b)[a-z]+ (?P<p>than) (?=[a-z])"
)
_PLATFORMS = "balcony|windowsill|window sill|terrace|shelf|roof|stove|rooftop|veranda|countertop|bedside table|rack"
_ON_PLATFORM = compiled(
    rf"\b(?i:hang|dry|place|grow|keep|plant|store|raise|leave|put|install|set|stand|air|cultivate)(?:s|ed|d|ing|ning)?"
    rf"{_IT}? (?P<p>in|at) (?=(?:the|your|an?) (?:[a-z]+ )?(?:{_PLATFORMS})\b(?! (?:of|box|garden|space|door)\b))"
)
_ON_SURFACE = compiled(
    rf"\b(?i:pat|dab|click|drop|sprinkle|spread|apply|smear|spray|hang|rub|paste|brush|tap)"
    rf"(?:s|ed|ting|bing|ing)?{_IT} (?P<p>in|at) (?=(?:the|your) (?:[a-z]+ )?"
    r"(?:face|skin|forehead|cheeks|surface|desktop|screen|hinge|hinges|scalp|lips|eyelids|nails"
    r"|back of (?:the |your )?(?:hands?|neck|head|knees?|foot))\b"
    r"(?! (?:drawer|cloth|pan|room|and)\b))"
)
_SPOT = compiled(
    r"\b(?i:spots|stains|pimples|acne|rash|rashes|moles|freckles|blisters|eczema|blackheads|dandruff) (?P<p>in|at)"
    r" (?=(?:the|your|his|her) (?:face|forehead|cheeks?|scalp|clothes|wall|walls|floor|screen|body|back|nose|hands|arms"
    r"|legs|chin|carpet|sofa|shirt|collar|mattress|tablecloth|teeth|lips)\b(?! (?:of|and)\b))"
)
_DRY_PLACE = compiled(
    r"\b(?i:put|keep|place|store|leave|grow|live|hide|dry|plant|stay|sleep|kept|placed|stored|grown|left|lives|grows"
    r"|hides|stays|move|moved|raise|raised)"
    rf"{_IT}? (?P<p>at|on|under) (?=(?:the |an? )?(?:(?:cool|dark|dry|warm|shady|ventilated|humid|damp|wet|cold"
    r"|bright|airy|moist|well-ventilated|sunny|quiet|high-temperature)(?:,? and |, | ))+"
    r"(?:place|corner|environment|room)s?\b)"
)
_CLOCK = compiled(
    r"(?:^|(?<=[.!?;,] )|\b(?:up|bed|sleep|sleeps|eat|eats|drink|starts?|begins?|opens|closes|ends|rings?|rang|home|it"
    r"|water|them|day|morning|night|afternoon|evening|usually|wakes|dinner|breakfast|lunch) )"
    r"(?P<p>[Ii]n|[Oo]n) (?=(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)(?: ?(?:or|to|-|–|~) ?(?:\d{1,2}|[a-z]+))? (?:o['’]clock|[ap]\.?m\b)"
    r"(?! (?:news|train|bus|flight|show|class|position|sharp)\b))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = compiled(
    rf"\b(?P<p>[Ii]n|[Aa]t) (?=(?:{_MONTHS}) (?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?: ?[.;!?]|$|, (?:\d{4}|[a-z])| (?:of|and|every|each|the|this|last|after|before|we|he|she|I|my)\b))"
)
_MONTH = compiled(
    rf"(?<!\bfocus )(?<!\bbased )(?<!\bdepending )(?<!\binformation )(?<!\breport )"
    r"(?<!\barticle )(?<!\bdata )(?<!\bnews )\b(?P<p>[Oo]n|[Aa]t) "
    rf"(?=(?:{_MONTHS})(?: ?[.;!?]|$|, [a-z]| (?:and|or|when|to|you|we|it|the)\b))"
)
_SOAK = compiled(
    r"\b(?i:soak|marinate|wait|rest|massage|refrigerate|simmer)(?:s|d|ed|ing)?(?: it| them)?(?: and wait)? (?P<p>in)"
    r" (?=(?:about |at least )?(?:\d+(?: ?[-–~] ?\d+)?|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty"
    r"|several|a few|half an) ?(?:minutes?|seconds?|hours?|days?)(?: ?[.,;!?]|$| (?:and|before|then|until)\b))"
)
_HELD = compiled(
    rf"\b(?i:press|hold|keep|squeeze|clamp|stretch|rub)(?:s|ed|ing|es)?{_IT} (?P<p>in) (?=(?:about |at least )?(?:\d+"
    r"(?: ?[-–~] ?\d+)?|two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|several) ?"
    r"(?:minutes?|seconds?)(?: ?[.,;!?]|$))"
)
_WRONG = (
    (_INTO, ""),
    (_HELD, "for"),
    (_PIECES, "into"),
    (_FROM, "from"),
    (_GIVE_WITH, "with"),
    (_COMBINE, "with"),
    (_TIED, "with"),
    (_PREFER, "to"),
    (_ON_PLATFORM, "on"),
    (_ON_SURFACE, "on"),
    (_SPOT, "on"),
    (_DRY_PLACE, "in"),
    (_CLOCK, "at"),
    (_DATE, "on"),
    (_MONTH, "in"),
    (_SOAK, "for"),
)
_DIPPED = compiled(r"(?:soak|immers|dip)", re.I)


@rule(
    "grammar",
    fixes={
        "Pour the oil to the pan and soak it to water.": "Pour the oil into the pan and soak it in water.",
        "Cut the onion to small pieces.": "Cut the onion into small pieces.",
        "Protect the plant of the wind.": "Protect the plant from the wind.",
        "It supplies the body by energy.": "It supplies the body with energy.",
        "Combine it to exercise; the child prefers meat than fish.": (
            "Combine it with exercise; the child prefers meat to fish."
        ),
        "Hang the shirt in the balcony.": "Hang the shirt on the balcony.",
        "Pat it in the face; he has pimples in the forehead.": "Pat it on the face; he has pimples on the forehead.",
        "Keep it at a dry place.": "Keep it in a dry place.",
        "It rang in ten o'clock in May 5.": "It rang at ten o'clock on May 5.",
        "It flowers at May.": "It flowers in May.",
        "Soak it in ten minutes.": "Soak it for ten minutes.",
        "Press the pad in ten minutes.": "Press the pad for ten minutes.",
    },
    keeps=(
        "Pour the oil into the pan. Put it to good use. Pour it to the brim.",
        "Cut the stems to size, to two inches. Cut it by hand. Cut to the chase. Tear it to pieces, to shreds.",
        "It is the best way to protect the plant of the house. Protect it from the wind. Keep the pot out of the sun.",
        "It supplies energy by light. He prefers it warmer than that, and rather more than less.",
        "Combine it to make dough.",
        "He sat in the balcony. Hang it in the kitchen.",
        "Look him in the face. He took a pat in the back.",
        "It stays at a high temperature. He lives at this place.",
        "In ten minutes it rang. In May 5 people came. In May 2019 it rang.",
        "He may come at may be. On May 5 it rang. The report on May.",
        "It soaks in water. They are ready in ten minutes.",
        "He presses the pads in ten minutes to an hour.",
    ),
    trigger=r"\b(?:to|in|into|at|on|of|by|than|with|under) ",
    translated_only=True,
)
def preposition_of_place(passage: Passage) -> Iterable[Change]:
    """Write the preposition that a place, a share or a time of day wants (hang it in the balcony, cut it to pieces)."""
    for pattern, right in _WRONG:
        for match in passage.find(pattern):
            new = right or ("in" if _DIPPED.match(match[0]) else "into")
            yield Change(*match.span("p"), capital_like(match["p"], new))
