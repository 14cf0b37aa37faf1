"""Words and phrases that a translator, stuck in a loop, wrote again and again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION
from pipeline.repair.rules.mechanical.doubling import EMPHATIC, REDUPLICATED
from pipeline.repair.words import Word

LONGEST = 10
"""Most words of a phrase that is looked for again and again."""
ROUNDS = 3
"""How often a phrase stands in a loop at least."""
ROUNDS_OF_ONE = 4
"""How often a single word does; where commas part the copies, or each has a capital, once more: people may say that."""
_GAPS = frozenset((" ", ", ", "; ", "... ", "… "))
_LINKS = FUNCTION | frozenset("after upon over into".split())


@dataclass(slots=True)
class _Kept:
    """A word that stays, and where what is dropped behind it ends (the word's own end, if nothing is)."""

    word: Word
    behind: int


def _runs(lows: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """(first word, words of the phrase, words of the whole loop) of phrases that begin three times in a row or more,
    with the same marks in between. gaps: what stands before each word."""
    last: dict[str, int] = {}
    after = 0
    for i, low in enumerate(lows):
        size = i - last.get(low, i)
        last[low] = i
        if not 0 < size <= LONGEST or i < after or not _GAPS.issuperset(gaps[i - size + 1 : i + 1]):
            continue
        end = i + 1
        while end < len(lows) and lows[end] == lows[end - size] and gaps[end] == gaps[end - size]:
            end += 1
        if end > i + size:
            yield i - size, size, end - i + size
            after = end


def _links(loop: Sequence[_Kept], size: int) -> bool:
    """Whether the last copy is whole but for what links it to the next: `and` in `ashamed, and ashamed`."""
    rest = len(loop) % size
    return rest > 0 and all(kept.word.low in _LINKS for kept in loop[rest:size])


def _stuck(loop: Sequence[_Kept], gaps: Sequence[str], size: int) -> bool:
    """Whether nobody says on purpose what stands in the loop. gaps: what stands between the loop's words."""
    phrase, rounds = [kept.word for kept in loop[:size]], len(loop) // size + _links(loop, size)
    lows = {word.low for word in phrase}
    if lows & REDUPLICATED or phrase[0].low in EMPHATIC or any(c.isdigit() for low in lows for c in low):
        return False
    capitals = all(kept.word.text[0].isupper() for kept in loop)
    if size == 1:
        return len(phrase[0].low) > 2 and rounds >= ROUNDS_OF_ONE + (gaps[0] != " " or capitals)
    telling = any(len(low) > 3 and low not in _LINKS for low in lows)
    linked = size == 2 and lows & _LINKS and set(gaps) == {" "}
    return len(lows) > 1 and (telling or size > 3) and rounds >= ROUNDS + bool(linked or capitals)


def _closed(text: str, all_kept: Sequence[_Kept], first: int, size: int, length: int) -> list[_Kept]:
    """The words that stay when a loop is closed: its first copy. What only links the copies goes with them (`ashamed,
    and ashamed, and ashamed`), and so does the last copy where the text breaks off in it."""
    loop, after = all_kept[first : first + length], all_kept[first + length :]
    rest, links = length % size, _links(loop, size)
    whole = rest if links else size
    gone = length if links else length - rest
    broken = len(after) == 1 and after[0].behind == len(text) and gone == length
    if broken and loop[length - size].word.low.startswith(after[0].word.low):
        gone, loop, after = length + 1, [*loop, after[0]], []
    left = [*loop[: whole - 1], _Kept(loop[whole - 1].word, loop[gone - 1].behind), *loop[gone:]]
    return [*all_kept[:first], *left, *after]


@rule(
    "doubling",
    fixes={
        "The old bridge bridge bridge bridge bridge is closed.": "The old bridge is closed.",
        "She saw the gate of the garden of the garden of the garden of the house.": (
            "She saw the gate of the garden of the house."
        ),
        "He was tired, and tired, and tired, and tired.": "He was tired.",
        "It eats green leaves, green leaves, green leaves, green leaves and gre": "It eats green leaves and gre",
        "The lamp lamp lamp lamp lamp la": "The lamp",
        "See the post-lamp lamp lamp lamp lamp-post.": "See the post-lamp-post.",
        "They saw the port of Rome, Rome, Rome, Rome, Rome, and the port of Rome, and the port of Rome by night.": (
            "They saw the port of Rome by night."
        ),
    },
    keeps=(
        "It rained and rained and rained.",
        "Again and again and again and again he called.",
        "Ha ha ha ha ha! La la la la la!",
        "Location, location, location: that counts.",
        "Goal, goal, goal, goal, they cried.",
        "Years and years and years and years went by.",
        "Day after day after day after day it rained.",
        "Fang Fang Fang Fang",
        "10 mg 10 mg 10 mg 10 mg",
    ),
)
def drop_loop(passage: Passage) -> Iterator[Change]:
    """Drop what a translator stuck in a loop wrote again and again: a word four times in a row or more, a phrase three
    times. Sounds, emphasis and names said more often than twice stay, and so does what people say in threes."""
    lows = passage.lows
    if len(set(zip(lows, lows[1:], lows[2:], strict=False))) >= len(lows) - 2:
        return  # no three words stand twice
    if next(_runs(lows, [" "] * len(lows)), None) is None:
        return
    text, kept = passage.text, [_Kept(word, word.end) for word in passage.words]
    while True:
        gaps = ["", *(text[a.behind : b.word.start] for a, b in pairwise(kept))]
        for first, size, length in _runs([one.word.low for one in kept], gaps):
            end = first + length
            if _stuck(kept[first:end], gaps[first + 1 : end], size):
                kept = _closed(text, kept, first, size, length)
                break
        else:
            break
    for one in kept:
        if one.behind > one.word.end:
            yield Change(one.word.end, one.behind, "")
