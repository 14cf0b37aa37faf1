"""Articles that nouns of unique reference lack: parts of the body, what the article names elsewhere with its article.

Chinese, Russian, Japanese and Korean have no articles. A noun alone is right English in compounds, lists, titles and
for substances; so a place counts only when a closed-class word or a stop stands on both sides of the noun phrase.
"""

from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair import names
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.articles.noun_phrase import END, insert_the, open_with_the

_ORGANS = alternatives("organ")
_SYSTEM = (
    rf"(?:(?:central|autonomic|peripheral) )?(?:{alternatives('system')}) (?:system|tract|canal)"
    r"|(?:human|female|male|upper|lower) body|(?:small|large) intestine|(?:lower|upper) (?:back|abdomen|eyelid|jaw|lip)"
    r"|(?:oral|nasal|abdominal|pelvic|uterine|chest) cavity|(?:pituitary|thyroid|prostate|pineal|adrenal) gland"
    r"|(?:lumbar|cervical|thoracic) spine|(?:gastric|nasal|oral|intestinal|vaginal) mucosa|optic nerve|amniotic sac"
)
_UNIQUE = rf"(?:{_SYSTEM}|{_ORGANS})"
_PAIR = rf"{_UNIQUE}(?: (?:and|or) {_UNIQUE}s?)?"
_AFTER_PREPOSITION = compiled(
    rf"\b({alternatives('preposition')}) ({_PAIR}){END}",
)
_AFTER_VERB = compiled(rf"\b({alternatives('organ_verb')}) ({_PAIR}){END}")
_IDIOMS = frozenset(
    "by heart|at heart|to heart|with heart|from heart|in heart|in liver|of heart|of tongue|through nose|to nose|to chin"
    "|under tongue|in womb|in embryo|at womb|of neck|to neck|by nose|of chest|to chest|to body".split("|")
)
_NO_ARTICLE_BEFORE = compiled(
    r"\b(?:factors?|reasons?|change|matters?|kinds?|types?|affairs|hardness|purity|cry|set|forms?|cancers?|diseases?"
    r"|channels?|meridians?|slip|part|pieces?|slices?|grams?|g|kg|pounds?|bits?|or|and|from|neck|head|side"
    r"|day|night|nose|chest) $"
)


@rule(
    "grammar",
    fixes={
        "Pain may come from stomach.": "Pain may come from the stomach.",
        "It is good for heart and brain.": "It is good for the heart and brain.",
        "It strengthens immune system and it tastes good.": "It strengthens the immune system and it tastes good.",
        "Warm water relaxes uterus.": "Warm water relaxes the uterus.",
    },
    keeps=(
        "Pain may come from the stomach.",
        "She had a change of heart.",
        "Cancer of liver cells is rare.",
        "Cancers of liver, lung and bowel.",
        "It is good for heart health.",
        "They know it by heart.",
        "But hand on heart: it is dry.",
        "It enters the channels of liver and stomach.",
        "It helps with immune system disorders.",
        "Cook a pound of liver.",
    ),
    trigger=rf"\b(?:{alternatives('preposition')}|{alternatives('organ_verb')}) {_UNIQUE}\b",
)
def bare_organ(passage: Passage) -> Iterable[Change]:
    """Add the article that a part of the body lacks after a preposition or a verb (from stomach, protect liver)."""
    text = passage.text
    for match in passage.find(_AFTER_PREPOSITION):
        before = text[max(0, match.start() - 14) : match.start()].lower()
        if (
            _NO_ARTICLE_BEFORE.search(before)
            or match[0].lower() in _IDIOMS
            or text.startswith(" in cheek", match.end())
            or before.endswith("hand ")
        ):
            continue
        if (match[2] == "liver" and match[1] in ("with", "of")) or _food(passage, match[2]):
            continue
        yield insert_the(match.start(2))
    for match in passage.find(_AFTER_VERB):
        if not _food(passage, match[2]):
            yield insert_the(match.start(2))


_EATEN = frozenset(
    "heart liver stomach brain spleen tongue intestine kidney colon neck belly chin nose pancreas bladder throat"
    " breast".split()
)
_FOOD = frozenset("cook cooked fried onions recipe pork beef chicken spinach meat dish soup".split())


def _food(passage: Passage, organs: str) -> bool:
    """Whether the passage speaks of dishes, where liver, heart and tongue are food."""
    return not _EATEN.isdisjoint(organs.split()) and any(word.low in _FOOD for word in passage.words)


_DEFINITE = r"(?=(?:the|this|these|those|your|their|its|his|her|our|an?)\b)"
_NOUN_OF = compiled(
    rf"\b(?:{alternatives('affecting')}|of|on|for|with|by|from|to|at|about|into|because|if|when|while|whether|but also)"
    rf" (?!in\b)((?:normal )?(?:{alternatives('noun_of')}) of {_DEFINITE})"
)


@rule(
    "grammar",
    fixes={"Too much water affects stability of the roots.": "Too much water affects the stability of the roots."},
    keeps=(
        "Too much water affects the stability of the roots.",
        "It comes in sizes of a fist.",
        "It grew in length of its own will.",
        "It comes in shape of its own.",
        "The lamp is inside of the box. We hear the change color of the word.",
    ),
    trigger=rf"\b(?:{alternatives('noun_of')}) of (?:the|this|these|those|your|their|its|his|her|our|an?)\b",
)
def bare_noun_of(passage: Passage) -> Iterable[Change]:
    """Add the article before a noun that what follows makes definite (affects stability of the roots)."""
    for match in passage.find(_NOUN_OF):
        named = passage.text.endswith(_ARTICLES, 0, match.start())
        if not named and not match[0].lower().startswith(("is inside", "was inside")):
            yield insert_the(match.start(1))


_ARTICLES = ("the ", "a ", "The ", "A ")
"""Behind these a noun has its article, two words away (hear the change color of the word)."""
_TOPIC = compiled(
    rf"\b(?:of|in|on|from|for|into|inside|near|around|under|behind|off|open|close|clean|check|turn on|turn off"
    rf"|put|wipe|cover|remove|install|replace|press|unplug|restart)"
    rf" ((?:(?!(?:{any_of(words('determiner') | words('many'))})\b)[a-z]{{3,}} )?(?:{alternatives('object')})){END}"
)
_BARE_AFTER = compiled(
    r"\b(?:kinds?|types?|sorts?|forms?|variet\w+|species|breeds?|pieces?|cups?|numbers?|means|lots?|names?|lack|use|out"
    r"|makes?|models?|brands?|class|classes|change|choice|age|family|by|per|and|or|from|\d"
    r"|an?|the|this|that|your|their|its|his|her|our|my|each|every|no|any|very|too) (?:[a-z]+ly )?$"
)


@rule(
    "grammar",
    fixes={"Open the fridge. Food in fridge is safe.": "Open the fridge. Food in the fridge is safe."},
    keeps=(
        "The food in the fridge goes bad.",
        "Keep it in bed.",
        "The price of AC is high where the AC is old.",
        "We check the phone, for all the the phone that you carry.",
        "It is a kind of tree beside the tree.",
        "The car goes from car to car.",
        "Wipe the jar, and fill it into a clean jar.",
        "Shut the oven. The bread needs the fully open oven.",
    ),
    trigger=rf"\b(?:{alternatives('object')})\b",
    last=True,
)
def bare_topic_noun(passage: Passage) -> Iterable[Change]:
    """Add the article to a thing that the same article elsewhere gives one (food in fridge, beside “the fridge”)."""
    for match in passage.find(_TOPIC):
        phrase = match[1].lower()
        if match[0].startswith("from") and passage.text.startswith(" to", match.end()):
            continue
        if (
            match[1].islower()
            and _determined(passage, phrase)
            and not _BARE_AFTER.search(passage.text[max(0, match.start() - 24) : match.start()].lower())
        ):
            yield insert_the(match.start(1))


def _determined(passage: Passage, phrase: str) -> bool:
    """Whether the article gives a phrase one; a lone passage that knows of no article, whether it does itself."""
    known = passage.context.determines(phrase)
    return phrase in names.determined_in(passage.text) if known is None else known


_FINITE = r"is|are|was|can|cannot|may|might|will|must|should|could|has|does|needs|becomes|begins|produces|contains"
_SUBJECT = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n)|\b(?:[Bb]ecause|[Ii]f|[Ww]hen|[Ww]hile|[Ss]ince|that|[Uu]ntil|so) )"
    rf"((?i:{_UNIQUE})(?: and (?:{_UNIQUE})s?)?) (?=(?:{_FINITE})\b)(?!can be (?:cooked|eaten))"
)


@rule(
    "grammar",
    fixes={
        "If uterus is weak, rest.": "If the uterus is weak, rest.",
        "Immune system is weak then.": "The immune system is weak then.",
    },
    keeps=(
        "If the uterus is weak, rest.",
        "Heart can be fried.",
        "Liver and onions is a dish.",
        "That heart disease is rare.",
    ),
    trigger=rf"(?i)\b{_UNIQUE} (?:{_FINITE})\b",
    kinds=("text",),
)
def bare_organ_subject(passage: Passage) -> Iterable[Change]:
    """Add the article that a part of the body lacks as the subject of a clause (if uterus is weak)."""
    for match in passage.find(_SUBJECT):
        noun = match[1]
        if _food(passage, noun.lower()) or noun.isupper():
            continue
        yield open_with_the(passage, match.start(1))
