"""What an article shows about how it was made: signs that no single paragraph could give.

One glued pair of words may be a product's name; where a table lost what parted its cells, there are many. Whether
paragraphs end with a full stop, and headings begin with a capital, is the article's own habit. What one line of it
breaks is a slip.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from pipeline.compiled import compiled
from pipeline.model import Block
from pipeline.repair import guards
from pipeline.repair.lexicon import words as lexicon
from pipeline.repair.names import Find, Piece, anew, frequency
from pipeline.repair.numerals import decimal_commas

PAIRS = 2
"""Distinct glued pairs from which on they are slips, not names."""
CELLS = 3
"""Distinct glued pairs from which on a table lost what parted its cells."""
ARTICLE = 500
"""Characters from which on a text is an article, about a hundred words; spaces, which the rules set, don't count."""
HABIT = 0.75
"""Share of the blocks of a kind that makes something the article's habit."""
HABIT_OF_TITLES = 1 / 3
"""The same of titles' capitals: lists in lower case have none at all."""
_FEW = 3
_TITLES = ("title", "heading", "item-title")
SENTENCE = 8
"""Spaces from which on a text is taken for a sentence."""
_END = 60
_NEAR = 4
"""Code points between a label and its body on one line: a separator and a space."""
_BROKEN_LINE = 2
"""Code points between an item's title, which holds its separator, and a body on a line of its own."""

CAMEL = compiled(
    r"(?<![\w#@./-])([A-Z]?[a-z]{3,}|is|of|to|in|at|on|as|or|by|an)"
    r"((?:[A-Z][a-z]{2,})+(?:(?:Is|It|In)(?= ))?|A(?= [a-z]{3})|(?:Is|It|In|At|To|Of|On|As|Or|If|By|We|He)(?= ))"
    r"(?![\w/-]|\.\w)"
)
"""A word glued to capitalised ones."""
KNOWN = 3.3
"""Zipf frequency from which the halves of a glued pair are words."""

_HUMP = compiled(r"[A-Z][a-z]*")
_BROKEN_OFF = compiled(
    r"(?:^|\s)(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|as|is|are|that|which|such|your|their|its"
    r"|than|(?:if|when|because)(?: \w+)?)$",
    re.I,
)
_OPEN_END = compiled(r"[a-z]{2,}\)?,?\Z")
_INNER_STOP = compiled(r"[a-z)][.!?] +[A-Z]")
_NEXT_SENTENCE = compiled(r"[a-z)]{2}[.!?] *[A-Z][a-z]")
_STOPPED = compiled(r"[.!?…。！？:;][\"'”’)\]]*\Z")
_STOPPED_TITLE = compiled(r"[a-z)][.!?。！？]\Z")
_FIRST = compiled(
    r"[,;.?!:·、。]*(?:[\s<]*/?\s?(?:p|br|div|span|li)\s?/?\s?>)?\s*([A-Za-z])(?=[\w'’-]*(?:[\s,.;:!?)，。、；：！？）]|\Z))"
)
"""The first letter of a block that begins with a word, whatever stray mark or remains of a tag are before it."""
_START = 100
"""So much of a block (code points) is read for it, in plain characters."""
_LENT = compiled(r"(?:the|an?) [A-Z][a-z]{2,} [a-z]")
"""An article that gets the capital of the noun behind it, whatever the article's habits (`swapped-capital`)."""
_NUMBERED = compiled(r"\s*[(（]?(?:\d{1,2}|[a-hA-H])\s*[.)）、]|\s*[①-⑳]")
_COUNTED = compiled(r"\s*(?:[(（]?\d{1,2}\s*[.,)）、:：]{1,2}|[①-⑳][.、]?|[A-Z][a-z]+ ?(?:# ?)?\d{1,2}\s*[.,:：、]?)")
"""A label that counts with a figure, and is no word of the sentence behind it."""
_COUNTING = compiled(
    r"\s*(?:(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?(?: of all)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)\s*[,:：、.;]",
    re.I,
)
"""A label that is a number word and its mark, behind which a title begins anew."""
_VERB = compiled(r"(?:is|are|was|were|has|have|can|will)\b")
"""What goes on with a label that is a word (The second is …)."""
_ENDED = compiled(r"[.!?…。！？][\"'”’)\]]*\Z")
_MARKS = {
    "foreign": compiled(r"(?<=[a-z\d)])[，。、；：！？]"),
    "inverted": compiled(r"[¿¡] ?[A-Za-z]"),
    "apart": compiled(r"(?<=[a-z]) [,;.] ?[a-zA-Z]"),
    "glued": compiled(r"(?<=[a-z]{3})[.!?][A-Z][a-z]"),
    "hyphen": compiled(r"(?<=[a-z]) -[a-z]"),
    "split": compiled(r"(?<=[a-z]) n['’]t\b"),
    "debris": compiled(r"&(?:#\d{2,5}|[a-z]{2,6});|\\['’]"),
}
"""Marks that no English keyboard has, that stand apart from their word or are glued to the next, words taken apart, and
remains of markup."""
_TWICE = compiled(r"(?<![\w'’-])([a-z]{3,}) \1(?![\w'’-])(?! \1\b)")
_ON_PURPOSE = lexicon("reduplicated") | {"had", "that"}
_SEVERAL = 3
"""Different words that stand twice from which on they are a translator's."""
MOST_OF_MARKS = 2
"""What all marks but foreign ones weigh together at most."""
MARKS = {"foreign": 3, "inverted": 3, "split": 2, "hyphen": 2, "apart": 1, "glued": 1, "debris": 1}
"""What such a mark weighs as a sign of translation, from `signs.ENOUGH` on which it is certain, however often it
stands; marks that writers make as well weigh least."""


@dataclass(frozen=True)
class Traits:
    """An article's habits.

    article: the text is long enough to be one; of a lone sentence, what is a matter of style somewhere is no slip;
    glued: how many distinct capitalised words are glued to the word before them; low_starts: indexes of the blocks that
    lack the capital that those of their kind begin with; run_on: of those behind a title or a word (“First,”)
    on its line; fields: of the entries' titles in lower case, and of texts behind a title and its colon or dash;
    open_ends: of the paragraphs that lack the full stop that the others end with, known to `last` rules;
    marks: what its marks weigh as signs of translation (`signs.py` adds what its words weigh).
    """

    article: bool = False
    glued: int = 0
    low_starts: frozenset[int] = frozenset()
    run_on: frozenset[int] = frozenset()
    fields: frozenset[int] = frozenset()
    open_ends: frozenset[int | None] = frozenset()
    marks: int = 0


def glued_pairs(text: str) -> frozenset[str]:
    """Capitalised words glued to a word before them, both of them known English, the pair not."""
    if not any(c.isupper() for c in text):
        return frozenset()
    return frozenset(m[0] for m in CAMEL.finditer(text) if apart(m[1], m[2]))


def apart(left: str, right: str, least: float = KNOWN) -> bool:
    """Whether two glued parts are words of their own (of that Zipf frequency), and no known word or name together."""
    parts = [left, *_HUMP.findall(right)]
    return frequency("".join(parts).lower()) < 1.5 and all(frequency(part.lower()) >= least for part in parts)


def observe(blocks: Sequence[Block], find: Find = anew) -> Traits:
    """The habits of an article's blocks, as they stand in its source."""
    said = [b for b in blocks if b.kind not in ("label", "debris") and b.text.strip()]
    pairs = frozenset[str]().union(*(find(glued_pairs, block.text) for block in said))
    behind = [(before, after) for before, after in pairwise(blocks) if _runs_on(before, after)]
    run_on = frozenset(after.index for _, after in behind)
    article = sum(len(b.text) - b.text.count(" ") for b in said) >= ARTICLE
    marks = frozenset[str]().union(*(find(_marks, block.text) for block in said))
    stutters = frozenset[str]().union(*(find(_twice, block.text) for block in said))
    firsts = {b.index: m for b in said if (m := _FIRST.match(guards.fold(b.text[:_START])))}
    told = {b.index for a, b in pairwise(blocks) if a.kind == "label" and a.text.rstrip()[-1:].isalpha()}
    low = frozenset(
        index
        for index, m in firsts.items()
        if m[1].islower() and not (index in told and _VERB.match(m.string, m.start(1)))
    )
    counted, fields = _counted_sentences(blocks, low), _fields(blocks, low)
    commas = _behind_commas(blocks)
    slips = _low_starts(said, run_on, firsts, low - counted) - commas
    if fields:  # and what will be one where these have got their capitals
        fields |= _low_starts(said, run_on, firsts, low - counted - fields) - commas
    return Traits(
        article=article,
        glued=len(pairs),
        low_starts=slips | counted,
        run_on=frozenset(a.index for b, a in behind if _on_its_line(b, a) and not _begins_behind_number(b, a)),
        fields=fields,
        marks=_weight(marks | {"foreign"} if len(stutters) >= _SEVERAL else marks),
    )


def _marks(text: str) -> frozenset[str]:
    """The kinds of a text's marks; decimal commas are foreign ones."""
    found = {kind for kind, pattern in _MARKS.items() if pattern.search(text)}
    return frozenset(found | {"foreign"} if decimal_commas(text) else found)


def _twice(text: str) -> frozenset[str]:
    """The words that stand twice in a row."""
    return frozenset(m[1] for m in _TWICE.finditer(text)) - _ON_PURPOSE


def _counted_sentences(blocks: Sequence[Block], low: Set[int]) -> frozenset[int]:
    """The entries in lower case that are sentences behind a figure: several of them, or one behind a heading or a
    sentence's end, that ends with a full stop; and titles that end as sentences do, or go on in one behind a comma."""
    found: set[int] = set()
    for nth, (label, b) in enumerate(pairwise(blocks)):
        if b.index not in low or label.kind != "label" or not _COUNTED.fullmatch(label.text.rstrip()):
            continue
        above = blocks[nth - 1] if nth else None
        behind = above is None or above.kind in _TITLES or _ENDED.search(_tail(above.text)) is not None
        end, rest = _tail(b.text), blocks[nth + 2].text if nth + 2 < len(blocks) else ""
        whole = behind and _STOPPED_TITLE.search(end) is not None
        if b.kind == "text":
            sentence = (whole and b.text.count(" ") >= SENTENCE) or _NEXT_SENTENCE.search(b.text) is not None
        else:
            sentence = whole or (behind and end[-1:] in ",，" and _ENDED.search(_tail(rest)) is not None)
        if sentence:
            found.add(b.index)
    return frozenset(found)


def _fields(blocks: Sequence[Block], low: Set[int]) -> frozenset[int]:
    """The titles of entries in lower case, behind a figure, a bullet or nothing, and the sentences in lower case that a
    colon or a dash parts from a title: an article has a field for each, where no other stands before it. Number words
    count so where all of them have titles; else they begin sentences."""
    found: set[int] = set()
    told = any(
        a.kind == "label" and b.kind == "text" and _COUNTING.fullmatch(a.text.strip()) for a, b in pairwise(blocks)
    )
    for before, b in pairwise(blocks):
        if b.index not in low:
            continue
        label = before.text.rstrip() if before.kind == "label" else ""
        figure = _COUNTED.fullmatch(label) is not None
        counted = figure or (_COUNTING.fullmatch(label) and not told) or not any(c.isalnum() for c in label)
        words = b.text.strip(" .:：,")
        titled = (
            b.kind == "item-title" and counted and (" " in words or (figure and words.isalpha() and len(words) > 3))
        )
        parted = b.kind == "text" and before.kind == "item-title" and before.text.rstrip()[-1:] in ":：–—-"
        if titled or (parted and (_ENDED.search(_tail(b.text)) or _NEXT_SENTENCE.search(b.text))):
            found.add(b.index)
    return frozenset(found)


def _behind_commas(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks whose label begins their sentence: `First, the food has changed.`"""
    return frozenset(
        b.index for label, b in pairwise(blocks) if label.kind == "label" and label.text.rstrip()[-1:] == ","
    )


def _weight(marks: Set[str]) -> int:
    """What an article's kinds of marks weigh together; those that writers and web pages make too never suffice."""
    weights = [MARKS[mark] for mark in marks]
    return max(min(MOST_OF_MARKS, sum(weights)), *weights, 0)


def _low_starts(
    blocks: Sequence[Block], run_on: Set[int], firsts: Mapping[int, re.Match[str]], low: Set[int]
) -> frozenset[int]:
    """The blocks in lower case (low) of the kinds that begin with a capital; firsts: the first letter of each block, in
    its plain opening."""
    found: set[int] = set()
    goes_on = {after.index for before, after in pairwise(blocks) if _goes_on(before, after)} - run_on
    broken = {after.index for before, after in pairwise(blocks) if _breaks_off(before)}
    lent = {index for index, m in firsts.items() if _LENT.match(m.string, m.start(1))}
    lettered = [b for b in blocks if b.index in firsts]
    titles = [b for b in lettered if b.kind in _TITLES]
    bodies = [b for b in lettered if b.kind == "text" and b.index in run_on]
    paragraphs = [b for b in lettered if b.kind == "text" and b.index not in run_on]
    for same, habit in ((titles, HABIT_OF_TITLES), (bodies, HABIT), (paragraphs, HABIT)):
        small = low & {b.index for b in same}
        if len(same) >= _FEW and len(same) - len(small - lent) >= habit * len(same):
            found |= small
    return frozenset(found - goes_on - broken)


def _breaks_off(before: Block) -> bool:
    """Whether a heading ends in a word that something has to follow."""
    return before.kind in ("heading", "title") and _BROKEN_OFF.search(_tail(before.text)) is not None


def _runs_on(before: Block, after: Block) -> bool:
    """Whether a block goes on with what stands before it on its line (a label with a number or a word, an item's title)
    or with a heading that breaks off."""
    labelled = before.kind == "label" and any(c.isalnum() for c in before.text)
    titled = before.kind == "item-title" and after.kind == "text" and not _STOPPED_TITLE.search(_tail(before.text))
    if _breaks_off(before):
        return True
    return (labelled or titled) and after.start - before.end < _NEAR


def _on_its_line(before: Block, after: Block) -> bool:
    """Whether what stands behind a title, which holds its separator, stands on its line."""
    return before.kind != "item-title" or _breaks_off(before) or after.start - before.end < _BROKEN_LINE


def _begins_behind_number(before: Block, after: Block) -> bool:
    """Whether several sentences stand behind a list's number, which is no word of theirs."""
    numbered = before.kind == "label" and _NUMBERED.fullmatch(before.text.rstrip()) is not None
    return numbered and _NEXT_SENTENCE.search(after.text) is not None


def _goes_on(before: Block, after: Block) -> bool:
    """Whether a block in lower case may be the rest of the one before it: that breaks off, or ends in a comma."""
    text = _tail(before.text)
    if after.kind in ("heading", "title", "item-title") or after.item == after.index:
        return False
    return before.item == after.item and _STOPPED.search(text) is None


def open_ends(pieces: Sequence[Piece]) -> frozenset[int | None]:
    """The indexes of an article's paragraphs that lack the full stop that the others end with."""
    seen = [b for b in pieces if b.kind != "debris" and b.text.strip()]
    texts = [b for b in seen if b.kind == "text" and b.text.count(" ") >= SENTENCE]
    prose = {b.index for b in texts if _INNER_STOP.search(b.text)}
    stopped = sum(_STOPPED.search(_tail(b.text)) is not None for b in texts)
    if len(texts) < _FEW or stopped < HABIT * len(texts):
        return frozenset()
    return frozenset(
        b.index
        for b, after in pairwise(seen)
        if b.index in prose
        and _lacks_stop(_tail(b.text))
        and (_NUMBERED.match(after.text) if after.kind == "label" else _begins(after))
    )


def _begins(piece: Piece) -> bool:
    return piece.text.lstrip()[:1].isupper()


def _tail(text: str) -> str:
    """The end of a text: patterns that ask for it needn't look at the rest."""
    return text[-_END:].rstrip()


def _lacks_stop(text: str) -> bool:
    return _OPEN_END.search(text) is not None and _BROKEN_OFF.search(text.rstrip(",")) is None
