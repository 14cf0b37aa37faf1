"""What only an article translated word for word has so often that it may be mended: instruments with `by`, measures
without `of`, adverbs before is, the base form behind when.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import takes_an, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_THIRDS = {verb_forms(base)[1]: base for base in words("verb_only") | (words("transitive") - words("verb_too"))}
_MODAL_THIRD = compiled(
    r"(?<=[a-z] )(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\ba )(?<!\bThe )(?<!age )(?<!trash )(?<!ring )"
    r"(?:can|could|will|would|should|may|might|must)"
    rf" (?:also |not |easily |gradually |slowly |still |even )?({any_of(_THIRDS)})\b"
)
_ANY_THIRD = {
    verb_forms(base)[1]: base
    for name in ("pure_verb", "verb_too", "handled", "light_verb", "passive_verb")
    for base in words(name)
} | {"ends": "end", "begins": "begin", "leads": "lead", "results": "result", "uses": "use"}
_NO_NOUN_BEHIND = compiled(
    r"(?<=[a-z] )(?<!\ba )(?<!\bthe )(?:could|would|should|may|might|must)"
    rf" (?:also |not |easily |gradually |slowly |still |even )?({any_of(set(_ANY_THIRD) - set(_THIRDS))})\b"
)
"""A noun can't stand behind these, but behind can and will."""


@rule(
    "grammar",
    fixes={
        "The calcium in the blood will decreases.": "The calcium in the blood will decrease.",
        "On the hill this may ends badly.": "On the hill this may end badly.",
    },
    keeps=(
        "The calcium in the blood will decrease.",
        "Against his will reads the note.",
        "The can contains soup, and it can drops of oil.",
        "Here only the garbage can helps, and the watering can drips.",
    ),
    trigger=r"\b(?:can|could|will|would|should|may|might|must) (?:[a-z]+ )?[a-z]+s\b",
    translated_only=True,
)
def base_behind_modal(passage: Passage) -> Iterable[Change]:
    """Put a verb in the third person behind a modal into its base form (will decreases)."""
    for match in passage.find(_MODAL_THIRD):
        yield Change(*match.span(1), _THIRDS[match[1]])
    for match in passage.find(_NO_NOUN_BEHIND):
        yield Change(*match.span(1), _ANY_THIRD[match[1]])


_COUNTABLE = words("countable")
_FEW = "one|two|three|four|five|half"
"""Numerals, behind which by measures (by two fingers)."""
_TREATED = (
    r"wrap(?:s|ped|ping)?|cover(?:s|ed|ing)?|wash(?:es|ed|ing)?|wip(?:e|es|ed|ing)|clean(?:s|ed|ing)?|rub(?:s|bed|bing)?"
    r"|rins(?:e|es|ed|ing)|spray(?:s|ed|ing)?|massag(?:e|es|ed|ing)|t(?:ie|ies|ied|ying)|fill(?:s|ed|ing)?"
    r"|brush(?:es|ed|ing)?|scrub(?:s|bed|bing)?|dr(?:y|ies|ied|ying)|loosen(?:s|ed|ing)?|sprinkl(?:e|es|ed|ing)"
)
_BY = compiled(
    rf"\b((?i:{_TREATED}))((?: (?:it|them|him|her|(?:the|your|its|his|a) (?:[a-z]+ )?[a-z]+))?) (by)"
    rf" (?=(an?|the|your|this)?(?(4) )(?:(?!(?!boiling)[a-z]+ing\b|(?:{_FEW})\b)[a-z]+ ){{0,2}}"
    rf"(?:({alternatives('instrument')}))(?!['’-])\b)"
)
_HANDLED_WITH = any_of(form for verb in words("handled_with") for form in verb_forms(verb))
_NO_OBJECT = (
    "is|are|was|were|be|been|and|or|of|in|on|at|to|by|from|with|that|which|who|can|will|not|mainly|caused|followed|as"
)
_OBJECT = (
    rf"(?: (?:it|them|him|her|(?:(?:the|your|its|his|her|a|an|each|both|all|these|this) )?"
    rf"(?:(?!(?:{_NO_OBJECT})\b)[a-z]+ )?(?!(?:{_NO_OBJECT})\b)[a-z]+"
    rf"(?: of (?:the |your |its )?(?!(?:{_NO_OBJECT})\b)[a-z]+)?)"
    rf"(?: off| away| out| twice| clean| down)?)"
)
_BEHIND_INSTRUMENT = (
    r"(?=[.,;:!?)]|$| (?:and|or|to|for|before|after|until|in|at|every|once|twice|when|if|so|then|first|again|from"
    r"|gently|carefully|slowly|repeatedly|instead|without|because|but|it|or|two|three|the|wrapped|soaked|dipped)\b)"
)
_TOOLS = any_of(words("instrument") | words("instrument_too") | {"baking soda"})
_BY_ANY = compiled(
    rf"(?:\b((?i:{_HANDLED_WITH}))(?: off| out| up)?{_OBJECT}"
    rf"|(?:^|(?<=[.!?:;] )|(?<=\n)|(?<=, )|\b(?:and|then|to|should|can|must) )((?i:{_HANDLED_WITH}))) (by)"
    rf" (?=(an?|your)?(?(4) )(?:(?!(?!boiling)[a-z]+ing\b|the\b|this\b|hand\b|(?:{_FEW})\b)[a-z]+ ){{0,2}}"
    rf"(?:({_TOOLS})){_BEHIND_INSTRUMENT})"
)
_MEANS = "soak wash wipe clean rinse spray rub disinfect cover fill wrap dissolve marinate scrub moisten coat".split()
_PASSIVE = compiled(
    rf"\b({any_of(verb_forms(verb)[3] for verb in words('handled_with'))})(?: off| out| up| away)? (by)"
    rf" (?=(?:(?:soft|clean|damp|wet|dry|wide|sharp|thin|thick|plastic|wooden|metal|cotton|small|hard|hot|warm) )*"
    rf"(?:{any_of(words('instrument') & words('countable'))}){_BEHIND_INSTRUMENT})"
)
_MODAL_PASSIVE = compiled(
    r"\b(?:can|should|must|may|could|needs? to) (?:also |then |first )?be"
    rf" ({any_of(verb_forms(verb)[3] for verb in _MEANS)}) (by)"
    rf" (?=(?:(?:soft|clean|damp|wet|dry|hot|warm|cold|white|salt|soapy|clear|cooking|olive|fine) )*(?:{_TOOLS})"
    rf"{_BEHIND_INSTRUMENT})"
)
_IN = ("wrap", "soak", "marinat", "dissol")


@rule(
    "grammar",
    fixes={
        "Wrap the ice bag by a towel.": "Wrap the ice bag in a towel.",
        "It is sprayed by a salt solution.": "It is sprayed with a salt solution.",
        "Rub the pot by soft towel.": "Rub the pot with a soft towel.",
        "Soak it by hot water, rub the skin by alcohol.": "Soak it in hot water, rub the skin with alcohol.",
        "A stain can be soaked by white vinegar.": "A stain can be soaked in white vinegar.",
    },
    keeps=(
        "Wrap the ice bag in a towel.",
        "It is washed by hand, and covered by the owner.",
        "They stood by the brush.",
        "It is cleaned by a man with a brush.",
        "The water should cover it by two fingers.",
        "Clean the filter by running water over it, and remove leaves by hand.",
        "Cut costs by water meters. Touch is felt by skin.",
        "Warm air is cooled by water, and plants water by night.",
    ),
    trigger=r"\bby ",
    translated_only=True,
)
def with_an_instrument(passage: Passage) -> Iterable[Change]:
    """Write with, or in, for `by` before the thing that something is wrapped, washed or sprayed with."""
    for match in passage.find(_BY):
        bare = match[4] is None and match[5] in _COUNTABLE
        yield _by_means(passage, match, 3, match[1], bare=bare)
    for match in passage.find(_PASSIVE):
        if not _BY.match(passage.text, match.start()):
            yield _by_means(passage, match, 2, match[1], bare=True)
    for match in passage.find(_MODAL_PASSIVE):
        if not _PASSIVE.match(passage.text, match.start(1)):
            yield _by_means(passage, match, 2, match[1], bare=False)
    for match in passage.find(_BY_ANY):
        if not (_BY.match(passage.text, match.start()) or _PASSIVE.match(passage.text, match.start())):
            bare = match[4] is None and match[5] in _COUNTABLE | {"stick", "cloth"}
            yield _by_means(passage, match, 3, match[1] or match[2], bare=bare)


def _by_means(passage: Passage, match: re.Match[str], by: int, verb: str, *, bare: bool) -> Change:
    """The preposition that a verb wants before its means, for the group `by`; with an article where that is bare."""
    new = "in" if verb.lower().startswith(_IN) else "with"
    if bare:
        new += " an" if takes_an(passage.text[match.end() :]) else " a"
    return Change(*match.span(by), new)


_SUBSTANCE = (
    "milk|water|tea|juice|soup|vinegar|honey|sugar|salt|oil|flour|rice|meat|fruit|vegetables|protein|calcium|food|bread"
    "|fish|nuts|wine|borax|ash|soil|sand|potatoes|soda|baking soda|detergent|bleach|alcohol|starch|syrup|coffee|yogurt"
    "|ginger|garlic|pepper|fertilizer|cement|lime|gravel|foam|butter|cream|jam|cheese"
)
_NAMED_FIRST = frozenset(_SUBSTANCE.split("|")) | {"sauce", "powder", "sesame", "onion", "onions", "eggs", "scallions"}
"""Behind these an amount is theirs: cooking wine 1 spoon."""
_AMOUNT_OF = compiled(
    r"\b(?:the same|right|certain|small|large|appropriate|proper|suitable|equal) amounts?"
    rf" (?=(?:fresh |warm |hot |cold |boiled |clean |white |brown )?(?:{_SUBSTANCE})\b)"
)
_AMOUNT = compiled(
    r"\b(?:\d+ ?|one |two |three |four |five |six |eight |ten |half a |several |a )"
    r"(ml|milliliters?|grams?|kg|kilograms?|lit(?:er|re)s?|cups?|glass(?:es)?|bowls?|bottles?|spoons?|spoonfuls?|slices?|pieces?|drops?"
    r"|(?:table|tea)spoons?|sacks?|buckets?|layers?|handfuls?|barrels?)"
    rf" (?=(?:fresh |warm |hot |cold |boiled |clean |white |brown |pure |thin |thick |fine )?(?:{_SUBSTANCE})\b"
    r"(?! [a-z]+(?:er|or)\b))"
)


@rule(
    "grammar",
    fixes={
        "Drink 500 ml milk every day.": "Drink 500 ml of milk every day.",
        "Add the same amount water.": "Add the same amount of water.",
    },
    keeps=(
        "Drink 500 ml of milk every day.",
        "Two glass bottles, two cup cakes.",
        "A bowl rice cooker.",
        "You need cooking wine 1 spoon sugar 2 spoons.",
    ),
    trigger=rf" (?:{_SUBSTANCE})\b",
    kinds=("text",),
    translated_only=True,
)
def measure_of(passage: Passage) -> Iterable[Change]:
    """Add the `of` between a measure and what is measured (500 ml milk)."""
    for match in (*passage.find(_AMOUNT), *passage.find(_AMOUNT_OF)):
        before = passage.text[max(0, match.start() - 20) : match.start()].lower().split()
        if not (match.re is _AMOUNT and before and before[-1] in _NAMED_FIRST):
            yield Change(match.end(), match.end(), "of ")


_ADVERB_IS = compiled(
    r"(?<=[a-z] )(?<!\bnot )(?<!\bNot )(?<!\bif )(?<!\bthere )(?<!\bthe )(?<!\bwhat )(?<!\bthat )"
    r"(?<!\bwho )(?<!\bwhich )(?<!\bhow )(?<!\bHow )"
    r"((only|often|usually|mainly|mostly) (is|are|was|were))"
    r" (?=(?:the|an?|very|more|called|caused|found|used)\b)"
)
_ALSO = compiled(
    r"(?<=[a-z] )(?<!\bnot )(?<!\bbut )(?<!\band )(?<!\bor )(?<!\bthat )(?<!\bwhich )(?<!\bwho )"
    r"(also (can|will|should|must|may))"
    r" (?=(?:be|not|make|cause|help|use|have|lead|take|do|affect|eat|get|increase|reduce|appear|occur|happen|lose"
    r"|grow|buy|add|try|choose)\b)"
)


@rule(
    "grammar",
    fixes={
        "Other food only is the supporting role.": "Other food is only the supporting role.",
    },
    keeps=(
        "Other food is only the supporting role.",
        "Not only is the food good, what only is a guess is not. How often is the pan cleaned?",
    ),
    trigger=r"\b(?:only|often|usually|mainly|mostly) (?:is|are|was|were) ",
    translated_only=True,
)
def adverb_order(passage: Passage) -> Iterable[Change]:
    """Write the adverb behind is and are, where a noun or an adjective follows (only is the role)."""
    for match in passage.find(_ADVERB_IS):
        yield Change(*match.span(1), f"{match[3]} {match[2]}")
    for match in passage.find(_ALSO):
        yield Change(*match.span(1), f"{match[2]} also")


_HANDLED = (
    "wash|clean|dry|close|cut|mix|rinse|cook|shake|knead|chew|beat|stir|drain|wipe|read|check|choose|heat|boil|grind"
    "|cover"
)
_WELL = compiled(
    rf"\b(?i:{_HANDLED}) (well ((?:the|your|its|their|them|it)\b"
    r"(?: (?!(?:and|with|in|to|before|after|of)\b)[a-z]+)?))"
    r"(?=[.,;:!?)]|$| (?:and|with|in|to|before|after|on|for|or|until|so|when|at|from|because)\b)"
)


@rule(
    "grammar",
    fixes={"Dry well the plates before use.": "Dry the plates well before use."},
    keeps=("Dry the plates well.", "It is cooked; well, the rest is not.", "They read well the first time."),
    trigger=r"\bwell (?:the|your|its|their|them|it)\b",
)
def adverb_before_object(passage: Passage) -> Iterable[Change]:
    """Put well behind the object of its verb (dry well the plates)."""
    for match in passage.find(_WELL):
        if not match[2].endswith((" first", " last", " next", " same", " other")):
            yield Change(*match.span(1), f"{match[2]} well")


_QUALITY = dict(pair.split(":") for pair in sorted(words("quality_of")))
_ADJECTIVE_OF = compiled(
    rf"\b(?i:increase|reduce|affect|improve|keep|ensure|maintain|lower|raise|change|determine|control|adjust|enhance)(?:s|d|ed|ing)?"
    rf" the ({any_of(_QUALITY)}) of\b"
)
_DOUBLE = compiled(
    rf"\b((?:much |even |a little |far )?more) ({alternatives('comparative')})\b(?! (?:and|or)\b| (?:[a-z]+s)\b)"
)


@rule(
    "grammar",
    fixes={
        "It will reduce the sticky of the paste.": "It will reduce the stickiness of the paste.",
        "Then the hole is more larger.": "Then the hole is larger.",
    },
    keeps=(
        "It will reduce the stickiness of the paste.",
        "In the dry of summer, two more smaller pots stood there.",
        "Do more, better and more healthier habits.",
    ),
    trigger=rf"\bthe (?:{any_of(_QUALITY)}) of |\bmore (?:{alternatives('comparative')})\b",
    translated_only=True,
)
def form_of_quality(passage: Passage) -> Iterable[Change]:
    """Write the noun of a quality before `of` (the sticky of the paste), and a comparative without `more`."""
    for match in passage.find(_ADJECTIVE_OF):
        yield Change(*match.span(1), _QUALITY[match[1]])
    for match in passage.find(_DOUBLE):
        yield Change(match.end(1) - len("more"), match.start(2), "")
