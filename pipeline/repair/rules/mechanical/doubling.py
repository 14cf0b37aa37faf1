"""Words, phrases and sentences that stand twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.compiled import compiled
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, known
from pipeline.repair.words import Word, words_of

LONGEST_CENTRED = 5
"""Most words of one that ends with the word it begins with."""
LONGEST = 14
"""Most words of a phrase that is looked for a second time."""

_SAFE_TWICE = frozenset(
    "all the a an of and or to with for from by at as be been are were was their our your my these those they we but if"
    " than which who"
    " its has into because also it's is".split()
)
REDUPLICATED = lexicon("reduplicated")
_NOUNS = frozenset("belly family jelly lily butterfly assembly reply supply anomaly".split())
"""Nouns that end like adverbs."""
_NO_ADJECTIVES = lexicon("never_adjective")
_LONG = 8
"""Letters from which on a word that is doubled isn't play, a call or a plant's name, known to English or not."""
EMPHATIC = frozenset("no not so very too never more all oh please come go".split())
_ARTICLES = frozenset("a an the this that these those".split())
_LINKS = frozenset("by and or after upon to over for in versus vs".split())
_PRONOUNS = frozenset("i you he she it we they what who that this there".split())
_LEADS = frozenset("is are was were be at of with and or become becomes feel feels looks turn turns".split())
_PREPOSITIONS = frozenset("of with in for from by".split())
_ADVERBIAL = frozenset("in on at for by with to".split())
_TAKES_A_THING = compiled(r" (?:an?|the|your|it|them)\b")
"""Behind a verb that is no doubled noun: type it, or type an apostrophe."""
_OR = compiled(r"(?<![\w'’-])([a-z]{4,}+|[a-z]++(?: [a-z]++){1,5})(,)?(?: or \1)+(?:(,)|(?![\w'’-]))")
_AND_ITSELF = compiled(r"(?<![\w'-])([a-z]{5,})(?:, and \1)+(?=[.;]|,(?! and \1\b))")
_AND_AGAIN = compiled(r"(?<![\w'-])([a-z]{2,}(?:y|ous|ful|ive|ic|less|able|ible))(?: and \1)+(?![\w'-])")
_SENTENCE = compiled(r"[^.!?\n]{12,400}[.!?]+")


def _content(left: Word, right: Word) -> bool:
    """Whether two equal words are of those that nobody doubles on purpose."""
    low = right.low
    ordinary = left.text.islower() and right.text.islower() and (len(low) >= _LONG or (len(low) > 3 and known(low)))
    return ordinary and low not in REDUPLICATED and low not in FUNCTION and (low in _NOUNS or not low.endswith("ly"))


def _gap(text: str, left: Word, right: Word) -> str:
    return text[left.end : right.start]


def _centred(words: Sequence[Word], i: int) -> int:
    """How many words of a phrase that ends as it begins (`step by step`) stand before word i and again behind it."""
    for size in range(3, min(LONGEST_CENTRED, i, len(words) - i) + 1):
        if all(words[i - size + n].low == words[i + n].low for n in range(size)):
            return size
    return 0


_STOPS = (".", "!", "?")


def _repeats(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """(first word, length in words, what stands between the copies) of phrases that stand twice in a row."""
    last: dict[str, int] = {}
    skip = copied = copied_to = 0
    for i, word in enumerate(words):
        j = last.get(word.low)
        last[word.low] = i
        if j is None or i < skip or i - j > LONGEST:
            continue
        size = i - j
        if size == copied and i < copied_to:
            continue
        if size == 1:
            size = _centred(words, i) or 1
            j = i - size
        if i + size > len(words) or any(words[j + n].low != words[i + n].low for n in range(1, size)):
            continue
        if any(
            _gap(text, words[j + n], words[j + n + 1]) != _gap(text, words[i + n], words[i + n + 1])
            for n in range(size - 1)
        ):
            continue
        between = _gap(text, words[i - 1], words[i])
        yield j, size, between
        if between[:1] in _STOPS:  # a sentence that stands twice may hold a phrase that does
            copied, copied_to = size, i + size
        else:
            skip = i + size


_OPENS_OBJECT = compiled(r" (?:an?|the|your) ")


def _used(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether the first of two equal words is a thing and the second what is done with it (with a drill drill it)."""
    opened = any(word.low in ("a", "an", "the", "your") for word in words[max(0, i - 4) : i - 1])
    return opened and _OPENS_OBJECT.match(text, words[i].end) is not None


@rule(
    "doubling",
    fixes={
        "It is in the the bowl.": "It is in the bowl.",
        "The the cat is out.": "The cat is out.",
        "The muscle muscle hurts.": "The muscle hurts.",
        "In the belly belly it kicks, so do do not worry.": "In the belly it kicks, so do not worry.",
        "Dust on carbendazim carbendazim powder.": "Dust on carbendazim powder.",
    },
    keeps=(
        "Fang Fang had had enough.",
        "I know that that helps.",
        "very very good",
        "Bye bye!",
        "the so-and-so and and-gate",
        "Walk slowly slowly, said mama mama.",
        "With an electric drill drill a hole.",
    ),
    suggests={
        "That is what it was was clear.": "That is what it was clear.",
    },
)
def doubled_word(passage: Passage) -> Iterator[Change]:
    """Drop the second of two equal words of grammar, and of two equal words in lower case that translators of Chinese
    reduplication leave behind (`soft soft leaves`). Names, emphasis (`very very`), manner (`slowly slowly`) and words
    of children are doubled on purpose, and stay."""
    text, words = passage.text, passage.words
    for i in range(1, len(words)):
        a, b = words[i - 1], words[i]
        if a.low != b.low or text[a.end : b.start] != " " or text[a.start - 1 : a.start] in ("-", "'", "’", "/"):
            continue
        if (
            (i > 1 and words[i - 2].low == b.low)
            or (i + 1 < len(words) and words[i + 1].low == b.low)
            or _centred(words, i)
            or text[b.end : b.end + 1] in ("-", "/", "_")
        ):
            continue
        if (
            b.low in _SAFE_TWICE
            and b.text.islower()
            and (b.low != "is" or not re.match(r" (?:what|that|the)\b", text[b.end :]))
        ):
            yield Change(a.end, b.end, "", safe=b.low not in ("is", "was", "who", "which", "also"))
        elif (_content(a, b) and not _used(text, words, i)) or (b.text == "do" and text[b.end : b.end + 5] == " not "):
            yield Change(a.end, b.end, "")


@rule(
    "doubling",
    fixes={
        "Ways to reduce back pain back pain": "Ways to reduce back pain",
        "I get up at night at night.": "I get up at night.",
        "Back Pain Causes | Back Pain Causes": "Back Pain Causes",
        "It will be better the next day, the next day.": "It will be better the next day.",
        "Follow it step by step step by step, in a row in a row.": "Follow it step by step, in a row.",
        "By the way by the way, he is ill all the time all the time.": "By the way, he is ill all the time.",
        "Rub the sore spot gently, rub the sore spot gently.": "Rub the sore spot gently.",
    },
    keeps=(
        "bit by bit by bit",
        "more and more and more",
        "New York New York",
        "Row, row, row your boat",
        "so good so good, all mine all mine",
        "in 3 days in 3 days",
        "Day after day after day",
        "It goes on and on on and on.",
        "It is more and more more and more.",
        "Make a fist, open, make a fist, open, on the bus.",
    ),
    suggests={
        "I think I think too much.": "I think too much.",
        "Dry skin, dry skin and more": "Dry skin and more",
        "It is the only the only thing.": "It is the only thing.",
    },
)
def doubled_phrase(passage: Passage) -> Iterator[Change]:
    """Drop the second of two equal phrases in a row, and what repeats them again. Set phrases, emphasis and names stay;
    short ones behind a comma are only suggested, and so is a word with its article in a lone text, which may be speech
    that was written down."""
    behind: Change | None = None
    for copy in reversed(list(_second_phrases(passage))):
        if behind is not None and behind.safe and behind.start == copy.end:
            copy = replace(copy, safe=True)  # what is sure of the last copy is sure of those before it
        behind = copy
        yield copy


_ENDS_INSIDE = compiled(r"[.!?]\s")


def _second_phrases(passage: Passage) -> Iterator[Change]:
    """The copies of phrases that go, one by one."""
    text, words = passage.text, passage.words
    for first, size, between in _repeats(text, words):
        phrase = words[first : first + size]
        if _whole(text, words, first, size):
            yield Change(phrase[-1].end, words[first + 2 * size - 1].end, "")
            continue
        lows = {w.low for w in phrase}
        if size < 2 or len(lows) < 2 or between not in (" ", ", ") or any(c.isdigit() for w in phrase for c in w.text):
            continue
        said = text[phrase[0].start : phrase[-1].end]
        if (between == ", " and "," in said) or _ENDS_INSIDE.search(said):
            continue  # make a fist, open, make a fist, open: again and again; what sentences repeat is none
        if not (_telling(phrase) or (between == " " and _set_phrase(phrase))) or _insists(phrase):
            continue
        second = words[first + size : first + 2 * size]
        if any(w.text[0].isupper() and w.low not in FUNCTION for w in second[1:]) or (
            size == 2 and lows & _LINKS and between == " " and not _fits(phrase)
        ):
            continue
        sure = phrase[0].low not in _PRONOUNS or size > 3
        listed = text[second[-1].end : second[-1].end + 2] == ", " and all(len(low) > 3 for low in lows)
        sure = sure and (size > 2 or phrase[0].low not in _ARTICLES or passage.context.article)
        ended = size > 2 and text[second[-1].end : second[-1].end + 1] in (".", "")
        sure = sure and (between == " " or size > 3 or listed or ended)
        yield Change(phrase[-1].end, second[-1].end, "", safe=sure)


def _insists(phrase: Sequence[Word]) -> bool:
    """Whether a phrase opens with a word of emphasis; `all the time` is none."""
    return phrase[0].low in EMPHATIC and not (phrase[0].low == "all" and len(phrase) > 2)


def _telling(phrase: Sequence[Word]) -> bool:
    """Whether a phrase holds a word that carries a meaning."""
    return any(len(w.low) > 3 and w.low not in FUNCTION for w in phrase)


def _set_phrase(phrase: Sequence[Word]) -> bool:
    """Whether a phrase of short words is an adverbial (`in a row`, `day by day`) that nobody says twice."""
    if len(phrase) != 3 or any(not w.text[1:].islower() or w.low == "and" for w in phrase if len(w.text) > 1):
        return False
    first, middle, last = (w.low for w in phrase)
    return last not in FUNCTION and (
        (first in _ADVERBIAL and middle in _ARTICLES) or (first == last and middle == "by")
    )


def _whole(text: str, words: Sequence[Word], first: int, size: int) -> bool:
    """Whether a heading consists of the phrase twice, capitals and all."""
    if first or size < 3 or 2 * size != len(words) or any(c.isdigit() for c in text):
        return False
    between = text[words[size - 1].end : words[size].start]
    same = text[: words[size - 1].end] == text[words[size].start : words[-1].end]
    return same and words[-1].end == len(text.rstrip()) and between in (" ", " - ", " – ", " | ", " / ")


def _fits(phrase: Sequence[Word]) -> bool:
    return phrase[0].low in ("in", "for", "to", "over") and len(phrase[1].low) > 3


@rule(
    "doubling",
    fixes={
        "Eat milk, bran, bran, carrots and eggs.": "Eat milk, bran, carrots and eggs.",
        "The skin is rough, rough, with cracks.": "The skin is rough, with cracks.",
    },
    keeps=(
        "It hurts very, very much.",
        "We walk, walk, and walk.",
        "Wei, Wei, and Lin came.",
        "Row, row, row, it says.",
    ),
)
def doubled_entry(passage: Passage) -> Iterator[Change]:
    """Drop the second of two equal entries of a list."""
    text, words = passage.text, passage.words
    for i in range(2, len(words) - 1):
        a, b = words[i - 1], words[i]
        if (
            a.text != b.text
            or not a.text.islower()
            or text[a.end : b.start] != ", "
            or a.low in REDUPLICATED
            or a.low in FUNCTION
        ):
            continue
        before, after = words[i - 2], words[i + 1]
        led = before.low in _LEADS or (before.low in _PREPOSITIONS and passage.context.article)
        listed = (_gap(text, before, a) == ", " or led) and _gap(text, b, after) in (", ", " and ")
        thrice = after.low in ("and", "or") and i + 2 < len(words) and words[i + 2].low == a.low
        if led and (_gap(text, b, after) != ", " or not known(a.low) or len(a.low) < 4):
            continue
        if listed and not thrice and a.low not in (before.low, after.low):
            yield Change(a.end, b.end, "")


_OF_ANOTHER_KIND = compiled(r"(?i)\b(?:half(?: an?)?|quarter of an?|no|not|n['’]t|without|never|single|double) \Z")
_MANNER = compiled(r" (?:[a-z]+ly|a little|a bit|more|less)(?=[.,;!?]|\Z)")
"""What makes of two equal words two things: half a day or day, does not itch or itches little."""


@rule(
    "doubling",
    fixes={
        "The hands feel numb or numb.": "The hands feel numb.",
        "The hands feel numb or numb or numb.": "The hands feel numb.",
        "Use a small box, or a small box, to store it.": "Use a small box to store it.",
    },
    keeps=(
        "sooner or later",
        "more or less",
        "a or a",
        "now or never",
        "this or this",
        "Take one or one half.",
        "It is in it or in it.",
        "We go by the bus or by the bus-boat.",
        "One day or one day more",
        "There is no sound or sound is low.",
        "Change the cell and then type, or type an apostrophe first.",
        "It lasts half a month or month. The spots do not itch or itch slightly.",
    ),
    trigger=r"[a-z],? or [a-z]",
)
def doubled_alternative(passage: Passage) -> Iterator[Change]:
    """Drop an alternative to itself (`numb or numb`): two words of the source were translated alike. The commas around
    it go with it."""
    for m in passage.find(_OR):
        telling = [word for word in m[1].split() if len(word) > 3 and word not in FUNCTION]
        verb = len(telling) == 1 and _TAKES_A_THING.match(passage.text, m.end())
        if _OF_ANOTHER_KIND.search(passage.text, 0, m.start(1)) or _MANNER.match(passage.text, m.end()):
            continue
        if telling and not verb and all(map(known, telling)):
            yield Change(m.end(1), m.end() - bool(m[3] and not m[2]), "")


_INSISTS = frozenset("again more over on up down round around out off away less better worse".split())
"""What is said twice on purpose."""


@rule(
    "doubling",
    fixes={"It brings weakness, tiredness, and tiredness.": "It brings weakness, tiredness."},
    keeps=("more, and more", "Use it again, and again.", "She cried, and cried on.", "We waited, and waited for it."),
    trigger=r"[a-z], and [a-z]",
)
def doubled_last_entry(passage: Passage) -> Iterator[Change]:
    """Drop the last entry of a list when it repeats the one before it (`tiredness, and tiredness.`). Verbs are repeated
    on purpose."""
    for m in passage.find(_AND_ITSELF):
        if known(m[1], 2.0) and not m[1].endswith(("ed", "ing")) and m[1] not in _INSISTS:
            yield Change(m.end(1), m.end(), "")


@rule(
    "doubling",
    fixes={},
    keeps=("more and more", "They carry and carry on.", "many and many a", "slowly and slowly", "They play and play."),
    suggests={
        "The skin is itchy and itchy.": "The skin is itchy.",
        "The skin is itchy and itchy and itchy.": "The skin is itchy.",
    },
    trigger=_AND_AGAIN.pattern,
    last=True,
)
def doubled_adjective(passage: Passage) -> Iterator[Change]:
    """Drop an adjective that is linked to itself (`itchy and itchy`): two words of the source were translated alike. It
    is certain in an article that shows other signs of translation."""
    for m in passage.find(_AND_AGAIN):
        if known(m[1], 2.0) and not m[1].endswith("ly") and m[1] not in _NO_ADJECTIVES:
            yield Change(m.end(1), m.end(), "", safe=passage.context.translated())


@rule(
    "doubling",
    fixes={
        "Wash the bowl every day. Wash the bowl every day. Dry it.": "Wash the bowl every day. Dry it.",
        "Keep the leaves dry. Keep the leaves dry. Keep the leaves dry.": "Keep the leaves dry.",
    },
    keeps=(
        "No. No. No.",
        "Wash it. Wash it.",
        "Take 2 pills a day now. Take 2 pills a day now.",
        'It is over," she said. It is over," she said.',
    ),
    chars=".!?",
    last=True,
)
def doubled_sentence(passage: Passage) -> Iterator[Change]:
    """Drop the second of two equal sentences in a row. Short ones may be emphasis, those with numbers entries of a
    table, and one with half a pair of quotation marks would leave the others another partner."""
    text, first, end = passage.text, "", 0
    for m in passage.find(_SENTENCE):
        said = m[0].strip()
        same = said == first and not text[end : m.start()].strip()
        if same and len(words_of(said)) > 3 and not any(c.isdigit() for c in said) and said.count('"') % 2 == 0:
            yield Change(end, m.end(), "")
        else:
            first = said
        end = m.end()
