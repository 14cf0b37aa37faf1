"""Prepositions that depend on a noun or a verb with something between, in articles translated word for word: the effect
of smoking to the body, the habit to eat late, most of baby, once in two weeks, before ten years.

Where the word and its preposition stand side by side, rows of `phrases.csv` mend them.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, plural, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_GAP = r"(?:of|from|by|that) (?:[a-z-]+ ){1,4}?"
_FOLLOWED = (
    r"(?=(?:(?:the|your|our|their|its|his|her|a|human|our own|both) )?(?:[a-z]+ )?"
    rf"(?:{alternatives('organ')}|{alternatives('body_part')}|body|health|skin|hair|people|child|children|baby|babies"
    r"|mother|women|fetus|legs|eyes|ears|teeth|feet|hands|knees|joints|muscles|bones|nerves|lungs|kidneys|plants?|leaves"
    r"|roots|soil|environment|engine|battery|cells|figure|family|house|spine|vision|hearing|sleep|brain)s?\b)"
)
_NOUNS = r"\b(?i:the|its|their|any|no|more|less|great|some|this) (?:[a-z]+ )?"
_OF_TO = tuple(
    (compiled(rf"{_NOUNS}(?:{nouns}) {_GAP}(?P<p>{wrong}) {_FOLLOWED}"), right)
    for nouns, wrong, right in (
        ("effects?|impacts?|influences?|burdens?|pressure|strain|load|emphasis", "to", "on"),
        ("damage|harm|injury|threats?|exposure|resistance|sensitivity|allergy", "on|for", "to"),
    )
)
_ADJACENT = tuple(
    (compiled(rf"(?<!\bto )(?<!\bno )(?<!\bthe )\b(?:{nouns}) (?P<p>{wrong}) {_FOLLOWED}"), right)
    for nouns, wrong, right in (
        (r"burdens?|strain|impacts?|influences?", "to", "on"),
        (r"resistance|exposure|sensitivity", "for|with", "to"),
    )
)
_BURDEN = compiled(
    rf"\b(?:[Tt]he|a|greater|heavier|extra|big) (?:greater |heavy |extra )?burden (?P<p>to|for) {_FOLLOWED}"
)

_SURFACES = (
    "scalp|skin|face|wound|forehead|eyelids?|balcony|windowsill|table|desk|floor|ground|shelf|sofa|roof|stove|chair"
    "|bed|grid|rack|wall|plate|tray|knee|neck|back|chest|abdomen|lips|nails|leaves|ceiling"
)
_APPLY = compiled(
    rf"\b(?i:pour|spread|smear|spray|sprinkle|rub|apply|drip|put|place|lay|stick|press|dab)(?:s|ed|ing)?"
    r" (?:it |them |this |(?:the|a|some|your|more) (?:[a-z]+ ){1,3}?)(?P<p>in|at) "
    rf"(?=(?:the|your|its|a) (?:[a-z]+ )?(?:{_SURFACES})\b(?! (?:of|drawer|cloth|pan|room)\b))"
)
_LIQUIDS = "water|milk|soup|tea|porridge|dough|feed|food|juice|bath|coffee|salad|soil|mixture|batter|broth|diet|basin"
_ADD = compiled(
    r"\b(?i:add)(?:s|ed|ing)? (?:[a-z0-9./-]+ ){1,6}?(?P<p>in|into|in to|at|on) "
    rf"(?=(?:the|your|its|this|their|hot|warm|cold|boiling|drinking) (?:[a-z]+ )?(?:{_LIQUIDS})\b)"
)
_FEED = compiled(
    r"\b(?i:feed|feeds|fed|feeding|give|gives|gave|given|giving|offer) (?!(?:up|way|rise|birth|it up)\b)"
    r"(?:it |them |(?:[a-z’']+ ){1,4}?)(?P<p>for) "
    r"(?=(?:the|your|a|his|her) (?:cat|dog|baby|child|kitten|puppy|hamster|rabbit|hens?|chickens?|piglets?|pigs?|fish"
    r"|calf|calves|lambs?|goats?|cows?|parrot|bird|turtle|ducklings?|ducks?|patient|chicks?|sow|newborn|infant)\b"
    r"(?! to\b| [a-z]+ly\b))"
)
_BLOW = compiled(
    r"\b(?:fan|air|wind|conditioner|dryer|draft|draught)(?: directly| also| not)? (?:blow|blows|blowing|blew)"
    r"(?: directly| straight)? (?P<p>to|in) "
    rf"{_FOLLOWED}"
)
_REPLACE = compiled(
    r"\b(?i:replace|substitute)(?:s|d|ing)? (?:it |them |(?:the|your|its|old|white|ordinary) (?:[a-z]+ ){1,3}?)"
    r"(?P<p>by|to|on|into) (?=(?:the|an?|new|another|fresh|one|low|brown|whole|olive|water|milk)\b)"
)
_WRONG = (
    *_OF_TO,
    *_ADJACENT,
    (_BURDEN, "on"),
    (_APPLY, "on"),
    (_ADD, "to"),
    (_FEED, "to"),
    (_BLOW, "on"),
    (_REPLACE, "with"),
)


@rule(
    "grammar",
    fixes={
        "The effect of smoking to the heart is known.": "The effect of smoking on the heart is known.",
        "Pour it in the scalp, and put the lamp at the table.": "Pour it on the scalp, and put the lamp on the table.",
        "Add 3 g of salt in the water.": "Add 3 g of salt to the water.",
        "Do not feed raw meat for the dog.": "Do not feed raw meat to the dog.",
        "The fan blows to the legs.": "The fan blows on the legs.",
        "Replace the old filter by a new one.": "Replace the old filter with a new one.",
    },
    keeps=(
        "The effect of smoking on the heart is known.",
        "The effect of the move to the town was good.",
        "Pour it in the bowl, put it at the back of the table.",
        "Add the salt in the morning. Add two eggs in all.",
        "Give money for the dog to be cured. Give up meat for the baby.",
        "The wind blows to the east. Replace it by hand.",
    ),
    trigger=r"\b(?:to|in|into|at|on|for|by|with) ",
    translated_only=True,
)
def preposition_at_a_distance(passage: Passage) -> Iterable[Change]:
    """Write the preposition that a noun or verb wants, with an object between them (add 3 g of salt in the water)."""
    for pattern, right in _WRONG:
        for match in passage.find(pattern):
            yield Change(*match.span("p"), right)


_VERB = any_of(words("pure_verb"))
_TO_OF = compiled(
    r"\b(?:the|a|this|that|your|bad|good|any|of|their|its|his|her) (?:[a-z]+ )?"
    r"(?:habits?|possibility|risk|danger|probability|likelihood|method|process|importance|purpose|advantage|dream"
    r"|phenomenon)"
    rf" (?P<old>to (?P<verb>{_VERB}|drink|sleep|use|smoke|scratch|bite|work|rest|fall|cause))\b"
    r"(?=(?: [a-z]+){1,6}[.,;]| [a-z]+[.,;]|[.,;])"
)
_OF_TO_VERB = compiled(
    r"\b(?P<noun>ability|tendency|inability|opportunity|willingness|failure|attempt|unwillingness) "
    rf"(?P<old>(?:of|for|in) (?P<verb>{_VERB}|{any_of(verb_forms(v)[4] for v in words('pure_verb'))}))\b"
)
_BASE_OF = {verb_forms(verb)[4]: verb for verb in words("pure_verb")}
_EASY_FOR = compiled(
    r"\b(?:is|are|was|not|very|too|more|so) (?:easy|easier|hard|harder|difficult|impossible|convenient) "
    r"(?P<old>(?:for|in) (?:(?P<gerund>"
    rf"{any_of(_BASE_OF)}|using|cleaning|washing|cooking)|(?P<base>{_VERB}|use|clean|wash)))(?= ?[.,;:!?]"
    rf"|$| (?:and|in|at|it)\b)"
)


@rule(
    "grammar",
    fixes={
        "He has the habit to eat late.": "He has the habit of eating late.",
        "The ability of resist disease drops.": "The ability to resist disease drops.",
        "The lid is easy for removing.": "The lid is easy to remove.",
    },
    keeps=(
        "He has the habit of eating late.",
        "The risk to become aware of is fire. He has no purpose to add.",
        "The lid is easy for children. It is easy in spring.",
    ),
    trigger=r"\b(?:to|of|for|in) [a-z]",
    translated_only=True,
)
def complement_of_noun(passage: Passage) -> Iterable[Change]:
    """Write of and -ing behind habit and risk, `to` behind ability, tendency and easy (the habit to eat late)."""
    for match in passage.find(_TO_OF):
        if not re.match(r" (?:aware|of|about|for|is|are|was)\b", passage.text[match.end("old") :]):
            yield Change(*match.span("old"), f"of {verb_forms(match['verb'])[4]}")
    for match in passage.find(_OF_TO_VERB):
        if match["noun"] not in ("failure", "attempt") or match["verb"] not in _BASE_OF:
            yield Change(*match.span("old"), f"to {_BASE_OF.get(match['verb'], match['verb'])}")
    for match in passage.find(_EASY_FOR):
        bases = {"using": "use", "cleaning": "clean", "washing": "wash", "cooking": "cook"} | _BASE_OF
        yield Change(*match.span("old"), f"to {match['base'] or bases[match['gerund']]}")


_COUNTED = (words("countable") | words("object") | words("person") | words("kind_of_count")) - words("plural_people")
_MASS = (
    "water|sugar|salt|oil|milk|vinegar|detergent|fertilizer|honey|flour|soil|sand|fluid|liquid|fat|protein|calcium|food"
    "|meat|rice|tea|coffee|alcohol|juice|butter|cheese|powder|grease|pressure|stress|exercise|sleep|rest|light|sunlight"
    "|sun|air|heat|moisture|weight|money|time|energy|blood|sweat|mucus|saliva|dust|dirt|foam|soap|shampoo|cream|soup"
    "|ginger|garlic|pepper|wine|yeast|baking|starch|lubricant|lime|ash|fiber|fibre|iron|iodine|medicine|bleach|softener"
)
_MOST_OF = compiled(
    rf"\b(?:[Mm]ost|[Mm]any|[Ss]everal|[Aa] few|[Vv]arious) (?P<of>of )(?P<noun>{any_of(_COUNTED)})\b"
    r"(?! [a-z]+s\b)"
)
_TOO_MUCH_OF = compiled(
    r"\b(?:[Tt]oo (?:much|little|many|few)|[Aa] (?:little|bit)|[Ss]o much|[Mm]uch|[Nn]ot enough|[Ee]nough"
    rf"|[Vv]ery little) (?P<of>of )"
    rf"(?=(?!the|your|this|that|its|their|my|our)(?:[a-z]+ )?(?:{_MASS})\b(?! (?:is|are) (?:the|a)\b))"
)
_OF_WITHIN = compiled(
    r"\b(?:children|kids|babies|infants|toddlers|women|men|people|patients|puppies|kittens|dogs|cats) (?P<of>of )"
    r"(?=(?:within|under|over|above|below) (?:\d|an? |one|two|three|four|five|six))"
)


@rule(
    "grammar",
    fixes={
        "Most of baby sleep a lot.": "Most babies sleep a lot.",
        "Too much of detergent harms it; add a little of sugar.": "Too much detergent harms it; add a little sugar.",
        "It is common in kids of within three months.": "It is common in kids within three months.",
    },
    keeps=(
        "Most of the babies sleep. Most baby food is good. Most of it went. Most of people sleep.",
        "Too much of a good thing. A bit of sugar. A little of the sugar.",
        "A child of under par. An income of over a million, a height of over 3 meters.",
    ),
    trigger=r"\bof [a-z]",
    translated_only=True,
)
def needless_of(passage: Passage) -> Iterable[Change]:
    """Drop the of behind most and too much before a bare noun, which is plural if it can be counted (most of baby)."""
    for match in passage.find(_MOST_OF):
        yield Change(match.start("of"), match.end(), plural(match["noun"]))
    for match in passage.find(_TOO_MUCH_OF):
        if not re.search(r"\b[Aa] bit of $", match[0]):
            yield Change(*match.span("of"), "")
    for match in passage.find(_OF_WITHIN):
        yield Change(*match.span("of"), "")


_N = (
    r"(?:\d+(?: ?[-–~] ?\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|several|a few|many|some)"
)
_UNITS = r"(?:seconds|minutes|hours|days|weeks|months|years)"
_ONCE_IN = compiled(
    rf"\b(?P<once>[Oo]nce|[Tt]wice|[Oo]ne times?|(?:two|three|four|\d) times) (?P<in>in|of|per|during) (?:(?P<one>an"
    rf"|a|one) (?P<unit>hour|minute)\b|(?P<n>{_N}) (?={_UNITS}\b)(?! or\b))"
)
_ONE_TIMES = compiled(
    r"(?<!\bat )(?<!\bany )\b(?P<one>[Oo]ne times?) (?=(?:every|in|each|per|a (?:day|week|month|year))\b)"
)
_SINCE = compiled(
    rf"\b(?P<since>[Ss]ince) (?=(?:more than |over |about |at least |almost |nearly )?"
    rf"{_N} {_UNITS}"
    r"(?=[.,;!?)]|$| (?:I|we|he|she|it|they|you|my|the|a|an|in|on|at|with|without|now|already|and|but)\b))"
)
_BEFORE_AGO = compiled(
    rf"\b(?P<before>[Bb]efore )(?P<time>(?:about |more than )?{_N} (?:days|weeks|months|years))\b"
    r"(?= ?[.,;]|$| (?:I|we|he|she|they|my|the [a-z]+ (?:was|were|had)|most\w*|were|was)\b)"
)
_PAST = compiled(
    r"\b(?:was|were|had|bought|made|began|left|went|came|got|saw|lost|built"
    r"|[a-z]+ed(?= (?:it|the|an?|my|our|in|on|at|by|from|to|up|about|with|before)\b))\b"
    r"(?:(?!\b(?:not|never|can|will|should|must|may|is|are)\b|n['’]t\b)[^.!?;])*$"
)
_DURING = compiled(rf"\b(?P<during>[Dd]uring) (?=(?:about |more than )?{_N} {_UNITS}\b(?! (?:of|in)\b))")
_ON_MINUTES = compiled(
    r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bit )(?<!\bthem )(?<!\bstay )(?<!\bkept )(?<!\bleft )"
    rf"\b(?P<during>on) (?=(?:about )?{_N} (?:seconds|minutes|hours)(?: ?[.,;!?)]|$| (?:and|or|then|in|with|without"
    r"|until|before)\b))"
)
_DAYS_LATER = compiled(
    r"\b(?P<in>(?:in|after|at|within|for) )"
    rf"(?=(?:about )?(?:{_N}|one|a|an) (?:{_UNITS}|day|week|month|year|hour) later\b)"
)
_LOWER_BY = compiled(
    r"\b(?:is|are|was|were|be|becomes?) (?:lower|higher|longer|shorter|heavier|lighter|larger|smaller|thicker|wider"
    r"|bigger|less|deeper)"
    r"(?P<gap> )(?=(?:about )?\d+(?:[.,]\d+)? ?(?:%|bar|cm|mm|m|kg|g|degrees?|°C|percent|meters?|kilograms?|times"
    r"|minutes|hours|days)(?!\w))"
)


@rule(
    "grammar",
    fixes={
        "It cries once in an hour; water it once in two weeks.": (
            "It cries once an hour; water it once every two weeks."
        ),
        "It has hurt since more than three weeks.": "It has hurt for more than three weeks.",
        "The wires were laid before ten years.": "The wires were laid ten years ago.",
        "It swells during 1-2 hours, and in 3 days later it drops.": (
            "It swells for 1-2 hours, and 3 days later it drops."
        ),
        "The level is lower 2 cm.": "The level is lower by 2 cm.",
        "Switch the lamp on on 10 seconds.": "Switch the lamp on for 10 seconds.",
    },
    keeps=(
        "Once in a while, once in two places.",
        "It has hurt since three weeks ago, since June. Since two years have passed, wait, since two weeks is long.",
        "Before three days had gone, before two years of age. Do not eat it before ten days.",
        "The purified serum, two doses, better finish before 12 months.",
        "During two days of rain, it rose; in 3 days it drops, about 2 weeks later it is gone.",
        "The level is lower than 2 cm.",
        "It runs on two hours of light. The lamp must be on 10 hours, and at one time in winter it was.",
    ),
    trigger=r"(?i)\b(?:once|twice|times?|since|before|during|minutes|seconds|hours|later|lower|higher|longer|shorter|heavier|lighter|larger"
    r"|smaller|thicker|wider|bigger|less|deeper)\b",
    translated_only=True,
)
def preposition_of_time(passage: Passage) -> Iterable[Change]:
    """Write once an hour, once every two weeks, for three weeks, ten years ago and three days later."""
    for match in passage.find(_ONCE_IN):
        if match["unit"]:
            yield Change(match.start("in"), match.end("one"), "an" if match["unit"] == "hour" else "a")
        else:
            yield Change(*match.span("in"), "every")
    for match in passage.find(_ONE_TIMES):
        yield Change(*match.span("one"), capital_like(match["one"], "once"))
    for match in passage.find(_SINCE):
        yield Change(*match.span("since"), capital_like(match["since"], "for"))
    for match in passage.find(_BEFORE_AGO):
        if not _PAST.search(passage.text[: match.start()]):
            continue
        yield Change(match.start(), match.end(), capital_like(match["before"], f"{match['time']} ago"))
    for match in (*passage.find(_DURING), *passage.find(_ON_MINUTES)):
        yield Change(*match.span("during"), capital_like(match["during"], "for"))
    for match in passage.find(_DAYS_LATER):
        yield Change(*match.span("in"), "")
    for match in passage.find(_LOWER_BY):
        yield Change(*match.span("gap"), " by ")
