"""Words that stand twice where emphasis could be meant, and isn't in an article that shows that it was translated."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, known
from pipeline.repair.rules.mechanical.doubling import EMPHATIC, REDUPLICATED
from pipeline.repair.words import starts_sentence

_BEHIND_COMMA = compiled(
    r"(?<![\w'’-])(?!(?:to|can|could|will|would|may|must|should|not) )[a-z\d]+ (?P<said>[a-z]{4,})"
    r"(?P<again>, (?P=said))(?!, (?P=said))(?=[.;:!?)]|\Z|,? (?:which|who)\b"
    r"| (?:in|on|at|to|until|when|if|because|so|for|and|with|of)\b)"
)
_AFTER_ARTICLE = compiled(
    r"(?<![\w'’-])(?P<said>(?i:an?|the|your|its) (?P<noun>[a-z]{4,}))(?P<again>, (?i:(?P=said)))"
    r"(?=[.;:!?)]|\Z| (?:in|on|at|to|until|when|if|because|so|for|with|which)\b)"
)
_TWICE = compiled(r"(?<![\w'’-])(?P<said>[A-Za-z]{3,})(?P<again> (?i:(?P=said)))(?![\w'’-])(?! (?i:(?P=said))\b)")
_NO_OBJECT = lexicon("part_of_names")
_SAID_ONCE = frozenset(
    "especially particularly generally usually probably mainly namely regularly directly both not".split()
)
"""Adverbs that nobody doubles to say very."""
_SHORT = frozenset(
    "add ear egg eye hen jar leg lid pan pot soil tea use yet let take make keep give does must should could would"
    " every each another such".split()
)
"""Short words that are no play, no call and no name when they are doubled."""
_CALLS = frozenset(
    "again faster slower higher lower closer deeper further louder softer harder sleep dance march water mommy daddy"
    " mother horror hello sorry please thanks great never always forever slowly gently quickly steady ready there where"
    " wherefore alone alas tiger twinkle rabbit little round cruel rocks wait".split()
)
"""What is called, sung or insisted on twice."""
_SOFTLY = frozenset("softly lightly closely highly nearly dearly daily early likely lonely lovely friendly".split())
"""Words in -ly that may be said twice, or that are no adverbs."""
_TO_DO = compiled(
    r"\b(?:to|can|could|should|must|will) (?P<said>do|go|eat|get|see|use)(?P<again> (?P=said))(?=[.,;:!?]|\Z)"
)
_IS_IS = compiled(r"(?<![\w'’])(?P<said>is|are)(?P<again> (?P=said))(?= (?!what\b|that\b|because\b|to\b)[a-z])")
_WHATS = compiled(
    r"\b(?:what|all|things?|problems?|reasons?|fact|truth|point|questions?|trouble|issue|answer|key|idea|who|how|where|that"
    r"|which|when|why|whatever|whether)\b",
    re.I,
)
"""With what a clause may begin that ends in “is” before another."""
_COUNTED = compiled(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|few|several|many) (?P<said>days|weeks|months|years|hours"
    r"|minutes|seconds|times|people|degrees)(?P<again> (?P=said))(?![\w'’-])"
)
_OPENED_TWICE = compiled(
    r"(?:\A|(?<=[.!?] )|(?<=\n))(?P<said>After|When|If|The|This|These|It|In|For|With|Before|Because|Although|While|As)"
    r"(?P<again> (?P=said))(?= [a-z])"
)
_PARTICLE = compiled(
    r"(?<![\w'’-])(?!(?:up|off|out|down|away) )[a-z]{2,} (?P<said>up|off|out|down|away)(?P<again> (?P=said))"
    r"(?=[.,;:!?)]|\Z)"
)
_UNIT = compiled(
    r"\d ?(?P<said>k?g|m[gl]|[cm]m|km)(?P<again> (?P=said))(?![\w/-])|\d ?degrees?(?P<sign> ?°)(?! ?[CF]|\w)"
)
_ASKED = compiled(
    r"(?<![\w'’])(?i:how|why|where|when) (?P<said>is|are)(?P<again> (?P=said))"
    r"(?= (?:it|this|that|the|he|she|they|you|these)\b)"
)
_RESUMED = compiled(
    r"(?<![\w'’-])and (?P<said>(?:the|your|its) (?P<noun>[a-z]{4,}))(?P<again>, (?P=said))"
    r"(?= (?:is|are|will|can|must|has|(?!is)[a-z]{3,}s)\b)"
)
_MOST = compiled(r"(?<![\w'’-])(?P<said>the most [a-z]{4,})(?P<again>, (?P=said))(?= [a-z]{3,})(?! and\b)")
_DO_NOT = compiled(r"(?<![\w'’-])[Dd]o not(?P<again> do not)(?= [a-z])")


_INTENSIFIED = frozenset("hot fast quick cold red soft wet dry gently lightly slightly softly carefully".split())
"""What Chinese and Hindi double to say very; nobody does in an article that is written in English."""
_INTENSELY = compiled(rf"(?<![\w'’-])({any_of(_INTENSIFIED)}) \1(?=[.,;:!?)]|\Z| (?:and|or|when|if|the|it|in|on)\b)")
_ALREADY = compiled(
    r"\b(already|also|only(?= \d)) (?!not\b)(?:[a-z\d]+ ){1,2}?(?<! and )(?<! or )(?<! as )(\1)"
    r"(?=[.;!?,]|\Z| (?:and|or)\b)"
)


@rule(
    "doubling",
    fixes={},
    suggests={
        "It has too much detergent, detergent.": "It has too much detergent.",
        "Watch the capacity, the capacity; make a backup, a backup.": "Watch the capacity; make a backup.",
        "It takes three weeks, weeks until it grows.": "It takes three weeks until it grows.",
        "It lies and the dust, the dust stays; it is the most useful, the most useful way.": (
            "It lies and the dust stays; it is the most useful way."
        ),
    },
    keeps=(
        "It grows higher, higher.",
        "We walked, walked, walked.",
        "Oh the horror, horror.",
        "The sea, the sea and the sky",
        "It is on the water, the water is sticky; it is not terrible, terrible is the rest.",
        "Wash the cat, cat bowls and the dog.",
        "Cut the dry canes, sick canes, canes which cross. What you can move, move: the rest stays.",
        "Anna Anna, rabbit, rabbit.",
        "It is the most useful, the most useful and the most lovely; and the sea, the sea of stars.",
    ),
    trigger=r"[a-z], (?:(?:an?|the|your|its) )?[a-z]{4}",
    kinds=("text", "item-title", "heading"),
    last=True,
)
def doubled_behind_comma(passage: Passage) -> Iterator[Change]:
    """Drop a thing that stands again behind a comma: two words of the source were translated alike. It is certain in an
    article that shows other signs of translation."""
    safe = passage.context.literal
    for m in passage.find(_BEHIND_COMMA):
        said = m["said"]
        ends = said.endswith(("ly", "ed", "ing", "er")) and said not in _SAID_ONCE | {"immediately", "water", "paper"}
        listed = passage.text.find(f" {said}, ", passage.sentence(m.start())[0], m.start()) >= 0
        if not (ends or listed) and known(said) and said not in _CALLS | REDUPLICATED | EMPHATIC | FUNCTION:
            yield Change(m.start("again"), m.end("again"), "", safe=safe)
    for m in passage.find(_AFTER_ARTICLE):
        if known(m["noun"]) and m["noun"] not in FUNCTION | {"only", "more", "less"}:
            yield Change(m.start("again"), m.end("again"), "", safe=safe)
    for m in (*passage.find(_RESUMED), *passage.find(_MOST)):
        yield Change(m.start("again"), m.end("again"), "", safe=safe)


@rule(
    "doubling",
    fixes={},
    suggests={
        "Leaves leaves fall, and add add soil.": "Leaves fall, and add soil.",
        "Do not do not wash it, especially especially in summer.": "Do not wash it, especially in summer.",
        "After After two days days it is not not cool.": "After two days it is not cool.",
        "He suddenly suddenly stopped.": "He suddenly stopped.",
        "Turn it off off. Add 60 g g at 45 degrees °.": "Turn it off. Add 60 g at 45 degrees.",
        "It does not let let it dry every every day.": "It does not let it dry every day.",
        "How is is it stored?": "How is it stored?",
        "The baby is is tired and knows what to do do.": "The baby is tired and knows what to do.",
    },
    keeps=(
        "Never never wash it.",
        "Wei wei and Will will come.",
        "Bye bye, slowly slowly.",
        "Mark mark the page.",
        "Day day up.",
        "I do not do nothing.",
        "What it is is cold, really really cold.",
        "Walk softly softly.",
        "Up up and away! Go up up up. Turn 45 degrees °C.",
        "What it was is, how it is is clear.",
    ),
    trigger=r"[A-Za-z]{2} [a-z]{2}|\d ?[a-z]+ [a-z°]",
    last=True,
)
def doubled_anywhere(passage: Passage) -> Iterator[Change]:
    """Drop the second of two equal words of which the first begins its sentence, and of short ones and adverbs that
    nobody doubles. It is certain in an article that shows other signs of translation."""
    safe, text = passage.context.literal, passage.text
    for m in passage.find(_TWICE):
        said, again = m["said"], m["again"].strip()
        opens = said.istitle() and starts_sentence(text, m.start()) and len(said) > 4 and known(again, 3.5)
        adverb = (
            said.islower() and len(said) > 5 and said.endswith("ly") and known(said) and said not in _CALLS | _SOFTLY
        )
        plain = again in _SAID_ONCE or (said in _SHORT and again == said) or (adverb and said not in REDUPLICATED)
        opens = opens and again not in REDUPLICATED | EMPHATIC | FUNCTION | _NO_OBJECT | _CALLS
        if again.islower() and (plain or (opens and not passage.context.is_name(said))):
            yield Change(m.start("again"), m.end("again"), "", safe=safe)
    for m in passage.find(_IS_IS):
        if not _WHATS.search(text, passage.sentence(m.start())[0], m.start()):
            yield Change(m.start("again"), m.end("again"), "", safe=safe)
    for pattern in (_DO_NOT, _TO_DO, _COUNTED, _OPENED_TWICE, _PARTICLE, _UNIT, _ASKED):
        for m in passage.find(pattern):
            group = m.lastgroup or "again"
            yield Change(m.start(group), m.end(group), "", safe=safe)


@rule(
    "doubling",
    fixes={},
    keeps=("It is hot chocolate.", "They also can and also do.", "It is already so, already.", "Only 5 do, only now."),
    suggests={
        "It gets hot hot. Rub it gently gently.": "It gets hot. Rub it gently.",
        "It is already full already, for only 5 euros only.": "It is already full, for only 5 euros.",
    },
    trigger=rf"\b(?:{any_of(_INTENSIFIED)}|already|also|only) [a-z\d]",
    last=True,
)
def doubled_quality(passage: Passage) -> Iterator[Change]:
    """Drop the second of two words by which a translation says very (`hot hot`), and the second already, also or only
    about one thing. It is certain in an article that shows other signs of translation."""
    safe = passage.context.translated()
    for m in passage.find(_INTENSELY):
        yield Change(m.end(1), m.end(), "", safe=safe)
    for m in passage.find(_ALREADY):
        yield Change(m.start(2) - 1, m.end(2), "", safe=safe)


_ALSO_TOO = compiled(r"\b([Aa]lso)(?: (?:[a-z][a-z' ]{2,60}?))?(,? too|,? as well(?! as))(?=[.;!]|\Z)")


@rule(
    "doubling",
    fixes={"It helps the mother also too.": "It helps the mother also."},
    keeps=("It can also help.", "It is too hot.", "It also rains too much.", "It also does as well as it can."),
    suggests={
        "This can also help your sleep too. Also wipe the ring as well.": (
            "This can also help your sleep. Also wipe the ring."
        ),
    },
    trigger=r"\b[Aa]lso\b",
    last=True,
)
def also_too(passage: Passage) -> Iterator[Change]:
    """Of “also … too”, a stock doubling of translations, one word is enough. It is certain in an article that shows
    others."""
    safe = passage.context.translated()
    for m in passage.find(_ALSO_TOO):
        yield Change(m.start(2), m.end(), "", safe=safe or m[0] == "also too")


_BY_AND = compiled(
    r"(?<![\w'’-])(?P<before>[A-Za-z,]+ )?(?P<said>(?:[a-z-]{3,} ){0,2}[a-z-]{4,})(?P<again> and (?P=said))"
    r"(?![\w'’-])(?! and (?P=said))(?P<next> [a-z]+)?"
)
_TOLD_TWICE = frozenset(
    "again over round years months weeks days hours minutes miles pages rows layers lots loads heaps tons hundreds"
    " thousands millions ages times half less more worse through neck hand side people friends doctors person such"
    " back forth here there this that these those same other another each every".split()
)
"""What English joins to itself by and (again and again, years and years, there are doctors and doctors)."""
_VERB_FORMS = frozenset(form for verb in lexicon("verb") | lexicon("verb_only") for form in verb_forms(verb)) | {
    "has", "have", "had", "is", "are",
}  # fmt: skip
_VERBS_TOLD = frozenset().union(
    *map(lexicon, ("verb", "verb_only", "verb_too", "verb_and_noun", "pure_verb", "handled", "doubling_verb"))
)
_BETWEEN = compiled(r"\b(?:between|both|from|there (?:is|are)) (?:[a-z-]+ ){0,2}\Z", re.I)


def _names_one(word: str, following: str) -> bool:
    """Whether a word, the second of two that and joins, may be a part of what the next one names."""
    describes = "-" in word or word.endswith(("ing", "ive", "al", "ous", "ic", "ary", "ful"))
    return bool(following) and following not in FUNCTION and not describes


@rule(
    "doubling",
    fixes={},
    suggests={
        "It has anti-cancer and anti-cancer effects.": "It has anti-cancer effects.",
        "The patient feels weakness and weakness in the legs.": "The patient feels weakness in the legs.",
        "A stuffy nose and stuffy nose are signs.": "A stuffy nose are signs.",
    },
    keeps=(
        "It hurts again and again, for years and years.",
        "It grew hotter and hotter; they waited and waited, and stir and stir.",
        "The difference between doctor and doctor; there are friends and friends.",
        "They have muscle pain and pain in the legs, and slowly and slowly it goes.",
        "Red and red is a pair, and the pump and pump oil are old.",
    ),
    trigger=_BY_AND.pattern,
    kinds=("text", "item-title"),
    last=True,
)
def doubled_by_and(passage: Passage) -> Iterator[Change]:
    """Drop what and joins to itself: two words of the source were translated alike (moisturizing and moisturizing). It
    is only suggested, as a comma may be missing (it is in the pocket and the pocket is full); what may be told twice to
    say how long or how much stays."""
    for m in passage.find(_BY_AND):
        said = m["said"].split()
        last = said[-1]
        if (
            not _TOLD_TWICE.isdisjoint(said)
            or ("-" not in last and last.endswith(("er", "ly", "ed")))
            or last in _VERBS_TOLD
        ):
            continue
        if _names_one(last, (m["next"] or "").strip()):
            continue  # vaccine and vaccine failure
        before = (m["before"] or "").strip().lower()
        alone = len(said) > 1 or not before or before in FUNCTION or before.endswith(",") or before in _VERB_FORMS
        if alone and known(last.rpartition("-")[2], 2.0) and not _BETWEEN.search(passage.text, 0, m.start("said")):
            yield Change(*m.span("again"), "", safe=False)
