"""Lists whose entries are paragraphs without any mark, below a heading that announces causes, advice or a number."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, ends, headings, kinds, promises, title_ends
from pipeline.structure.lines import QUESTION, SENTENCE, finished
from pipeline.structure.plan import Plan, Seg

_LONGEST = 90
_COLON = compiled(r"[:：]\s*")
_SHORT = 35
_THREE = 3
_NAME = 7
_HEAD = 18
_POINTS = compiled(r"\b(?:it|its|it's|them|they|this|that|these|those|he|she|him|her)\b", re.IGNORECASE)
_CASES = ("If", "When", "Whether")
_PLACED = compiled(r"(?:in|at|on|after|before|during|with|for|from)\b", re.IGNORECASE)
_MOST = 1000
_CLOSES = compiled(
    r"\W*(?:\d{1,2}[.、)]\s*)?(?:(?:experience |article |in )?summary|(?:in )?conclusion)\W*$",
    re.IGNORECASE,
)
_TOLD = 20
"""A paragraph of so many words below a question is its answer."""
_WHETHER = compiled(
    r"(?:Q\s?\d{0,2}\s?[.:：]\s*)?(?:is|are|do|does|did|can|could|has|have|will|may)\b.*[?？]", re.IGNORECASE
)
_HOW = compiled(r"(?:\W*\d{1,2}[.、)]\s*)?(?:how|what)\b", re.IGNORECASE)
_BREAKS_OFF = compiled(
    r"(?!what|where|who|which|how)\b.*\b(?:is|are|was|were|lies?|comes?|consists?|begins?)\b.*\b(?:by|in|on|of|from|with|at|to)$",
    re.IGNORECASE,
)
_ANOTHER = cues.patterns("another.txt")
_ALSO = compiled(
    r"\b(?:also|too|as well|another (?:\w+ ){0,2}(?:reason|cause|factor|way|method|option|thing))\b", re.IGNORECASE
)
_GOES_ON = compiled(
    r"(?:in fact|however|but|so|therefore|thus|this|that|these|those|they|in other words|as (?:you|we)|of course|"
    r"since then|in (?:the year |the )?\d{4}s?|later|after (?:that|this)|at that time|(?:one|the next|that) day|today|"
    r"because|then|generally speaking|how|what|why|many people|everyone)\b",
    re.IGNORECASE,
)


def mark(plan: Plan) -> None:
    """Make entries of the paragraphs below a heading that names causes or advice, where each of them gives one."""
    segs = plan.segs
    for i, seg in enumerate(segs):
        if seg.role != "heading":
            continue
        run = list(_below(segs, i))
        while len(run) > 1 and (ends.CLOSING.match(segs[run[-1]].text) or _asks_readers(segs[run[-1]])):
            run.pop()
        run = _named_run(segs, run)
        cuts = {j: cut for j in run if (cut := title_ends.spaced(segs[j].text))}
        if len(cuts) >= max(3, 0.7 * len(run)) and min(cuts) == min(run) and cues.weight(seg.text) >= 2.2:
            run = list(cuts)
        elif len(run) < 2 or not _listed(seg.text, [segs[j].text for j in run]):
            continue
        brief = sum(title_ends.brief(segs[j].text) for j in run) >= 0.75 * len(run)
        for j in run:
            segs[j].role, segs[j].group, segs[j].depth = "entry", -3 - 3 * (len(segs) + i), 0
            segs[j].confidence, segs[j].heading, segs[j].untitled = 0.5, 0.0, not brief
            segs[j].cell = cuts.get(j, 0) if len(cuts) >= 0.7 * len(run) else 0


def _named_run(segs: Sequence[Seg], run: list[int]) -> list[int]:
    """A run of paragraphs without the one before and the two after three or more that each open with a phrase."""
    brief = [title_ends.brief(segs[j].text) for j in run]
    if sum(brief) < _THREE:
        return run
    first, end = brief.index(True), len(brief) - brief[::-1].index(True)
    return run[first:end] if all(brief[first:end]) and first <= 1 and len(run) - end <= 2 else run


def _asks_readers(seg: Seg) -> bool:
    """Whether a paragraph is only a short question to the readers."""
    return seg.words <= 12 and bool(QUESTION.search(seg.text)) and "you" in seg.text.lower().split()


def told(plan: Plan) -> None:
    """Make an entry of the one paragraph below a page's last heading that asks what to do, where lists stand above it,
    and, on a page without any list, of the paragraph that finishes a heading which breaks off."""
    segs = plan.segs
    heads = [i for i, seg in enumerate(segs) if seg.role == "heading"]
    entries = [i for i, seg in enumerate(segs) if seg.role == "entry" and seg.depth == 0]
    while heads and _CLOSES.match(segs[heads[-1]].text):
        heads.pop()
    last = heads[-1] if heads else 0
    if len(entries) > 2 and entries[-1] < last and _asks_what_to_do(segs[last].text):
        below = list(_below(segs, last))
        if len(below) == 1 and segs[below[0]].words >= _TOLD:
            _as_entry(segs[below[0]], -3 - 3 * (len(segs) + last))
    for i in heads if not entries else ():
        goes_on = segs[i + 1] if i + 1 < len(segs) else None
        if goes_on and _BREAKS_OFF.match(segs[i].text) and goes_on.role == "text" and goes_on.text[0].islower():
            _as_entry(goes_on, -3 - 3 * (len(segs) + i))


def _asks_what_to_do(heading: str) -> bool:
    """Whether a heading asks what to do, or names advice in more than a template's words (`Tips`)."""
    return not _WHETHER.match(heading) and (
        bool(_HOW.match(heading) or len(heading.split()) > 2)
        and cues.kind(heading) == "tips"
        and cues.weight(heading) >= 2
    )


def _as_entry(seg: Seg, group: int) -> None:
    seg.role, seg.group, seg.depth, seg.confidence, seg.heading, seg.untitled = "entry", group, 0, 0.5, 0.0, True


def unheaded(plan: Plan) -> None:
    """Make entries of three or more paragraphs in a row that each name one more, on a page without list or heading."""
    segs = plan.segs
    title = segs[plan.title].text if plan.title is not None else ""
    if cues.kind(title) not in ("causes", "tips") or cues.weight(title) < 2.2:
        return
    if any(seg.role in ("entry", "heading") for seg in segs):
        return
    kept = [i for i, seg in enumerate(segs) if seg.role == "text" and seg.first]
    runs = itertools.groupby(kept, lambda i: bool(_ANOTHER.match(segs[i].text)) and segs[i].words <= _LONGEST)
    run = max((list(some) for named, some in runs if named), key=len, default=[])
    for i in run if len(run) > 2 else ():
        _as_entry(segs[i], -3 - 3 * len(segs))


def sentences(plan: Plan) -> None:
    """Part a paragraph that announces causes or advice and then gives them in sentences, on a page without any list."""
    if any(seg.role == "entry" for seg in plan.segs):
        return
    title = plan.segs[plan.title].text if plan.title is not None else ""
    for i, seg in enumerate(plan.segs):
        if seg.role != "text" or not 40 <= seg.words <= _MOST:
            continue
        for at, starts, texts, kind in _announced(seg.text):
            opens = [a for a, text in zip(starts, texts, strict=True) if text and _opens(text, kind)]
            named = _named(starts, texts, kind, promises.promise(seg.text[at : starts[0]]) or promises.promise(title))
            if not named and (len(opens) < (2 if plan.cut else 3) or opens[0] != starts[0]):
                continue
            plan.segs[i : i + 1] = list(_cut(seg, [at, *(named or opens)], named, -3 - 3 * (len(plan.segs) + i)))
            return


def _announced(text: str) -> Iterator[tuple[int, list[int], list[str], str]]:
    """Announcements that end with a colon in a paragraph: where each begins, the sentences after it, and its kind."""
    ends = [match.end() for match in SENTENCE.finditer(text)]
    ends = [0, *(end for end in ends if text[end : end + 1].isupper())]
    for match in _COLON.finditer(text):
        at = max(end for end in ends if end <= match.start())
        lead = text[at : match.end()]
        kind = cues.kind(lead)
        if kind not in ("causes", "tips") or cues.weight(lead) < 2.2 or not 4 <= len(lead.split()) <= 30:
            continue
        starts = [match.end(), *(end for end in ends if end > match.end())]
        yield at, starts, [text[a:b] for a, b in itertools.pairwise([*starts, len(text)])], kind


def _named(starts: Sequence[int], texts: Sequence[str], kind: str, number: int | None) -> dict[int, int]:
    """Where entries begin that a short sentence names before others tell of it, and where that sentence ends.

    Of two that stand together the shorter one names it. Nothing where the first sentence isn't one, or where they
    aren't about as many as are promised; where nothing is promised, all of them must be phrases without a verb.
    """
    short = [_names(text, kind) for text in texts]
    for i, (one, two) in enumerate(itertools.pairwise(texts)):
        if short[i] and short[i + 1]:
            short[i + (not i or len(two) > len(one))] = False
    out = {a: a + len(text.rstrip()) for a, text, names in zip(starts, texts, short, strict=True) if names}
    if not short or not short[0]:
        return {}
    if number is None:
        phrases = [text for text, names in zip(texts, short, strict=True) if names and title_ends.is_phrase(text)]
        return out if 3 <= len(out) == len(phrases) else {}
    return out if max(3, number - 1 - (number > 6)) <= len(out) <= number else {}


def _names(sentence: str, kind: str) -> bool:
    """Whether a sentence is short enough to name an entry: an order, or what points to nothing before it."""
    if not 1 <= len(sentence.split()) <= _NAME or not sentence.rstrip().endswith((".", "!")):
        return False
    if kinds.imperative(sentence) >= 0.4:
        return kind == "tips"
    return not (_POINTS.search(sentence) or _PLACED.match(sentence) or _GOES_ON.match(sentence))


def _opens(sentence: str, kind: str) -> bool:
    """Whether a sentence begins an entry of a told list: it gives a cause or an order, or a title is glued to it."""
    return title_ends.spaced(sentence) > 0 or (not _GOES_ON.match(sentence) and _sign(sentence, kind, 0.0) == 1.0)


def _cut(seg: Seg, parts: Sequence[int], titled: Mapping[int, int], group: int) -> Iterator[Seg]:
    """titled: where the titles of the entries end that have one, by the entry's beginning."""
    spans = [(0, parts[0]), *itertools.pairwise([*parts, len(seg.text)])]
    for nth, (a, b) in enumerate(spans):
        text = seg.text[a:b].rstrip()
        if not text:
            continue
        one = Seg(seg.start + a, seg.start + a + len(text), text, seg.unit, first=not a, words=len(text.split()))
        if nth == 1 and one.words <= _HEAD:
            one.role, one.heading = "heading", 0.6
        elif nth > 1:
            one.role, one.group, one.confidence, one.untitled = "entry", group, 0.5, True
            one.cell = titled[a] - a if a in titled else title_ends.spaced(text)
        yield one


def _below(segs: Sequence[Seg], i: int) -> Iterator[int]:
    """The paragraphs below a heading, nothing where an entry stands among them."""
    run = []
    for j in range(i + 1, len(segs)):
        if segs[j].role in ("heading", "title"):
            break
        if segs[j].role == "entry" or (segs[j].role == "text" and (not segs[j].first or segs[j].lead)):
            return
        if segs[j].role == "text":
            run.append(j)
    if run and headings.is_lead(segs[run[0]].text):
        run.pop(0)
    yield from run


def _listed(heading: str, paragraphs: Sequence[str]) -> bool:
    """Whether the paragraphs below a heading are entries of a list that has no labels."""
    kind = cues.kind(heading)
    sizes = [len(text.split()) for text in paragraphs]
    if max(sizes) > _LONGEST:
        return False
    if len(sizes) > 2 and cues.weight(heading) >= 1.5 and sum(map(title_ends.brief, paragraphs)) >= 0.75 * len(sizes):
        return True
    if len(sizes) > 2 and all(text.endswith((";", "；")) for text in paragraphs[:-1]):
        return True
    if len(sizes) > 2 and max(sizes) <= _SHORT and len({text.split()[0] for text in paragraphs} - {*_CASES}) == 0:
        return True
    if (
        kind == "list"
        and len(sizes) > 2
        and max(sizes) <= _NAME
        and not any(map(finished, paragraphs))
        and cues.weight(heading) >= 2
    ):
        return True
    if len(sizes) > 2 and all(kinds.imperative(text) >= 0.4 and title_ends.opens(text) for text in paragraphs):
        return True
    if kind not in ("causes", "tips") or cues.weight(heading) < 2.2:
        return len(sizes) > 2 and all(_ANOTHER.match(text) for text in paragraphs)
    if len(sizes) == 2 and kind == "causes" and not (_ANOTHER.match(paragraphs[1]) or _ALSO.search(paragraphs[1][:90])):
        return False
    whole = sizes[:-1] if not finished(paragraphs[-1]) else sizes
    alike = max(sizes) <= _SHORT and len(sizes) > 2 and max(whole) <= 2.2 * min(whole)
    counted = (promises.promise(heading) or 0) == len(sizes)
    signs = sum(_sign(text, kind, 0.6 * alike + 0.4 * counted) for text in paragraphs)
    return signs >= (0.6 if len(sizes) > 2 else 1.0) * len(sizes)


def _sign(text: str, kind: str, like: float) -> float:
    """How much (to 1) a paragraph reads as one entry among others: it says so, gives a cause, or orders something.

    like: what its likeness to the others gives it already.
    """
    if _ANOTHER.match(text) or _ALSO.search(text[:90]):
        return 1.0
    if kind == "tips" and kinds.imperative(text) >= 0.4:
        return 1.0
    if QUESTION.search(text) or _GOES_ON.match(text):
        return like - 0.6
    weights = cues.items("body").found(text, 160).get(kind, [])
    return 1.0 if weights and max(weights) >= 0.5 else like
