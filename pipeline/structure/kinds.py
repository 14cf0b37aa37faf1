"""The kind of each section, by evidence: its heading, the title, the announcement before its items, the items."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.compiled import compiled
from pipeline.settings import Settings
from pipeline.structure import cues, labels, promises
from pipeline.structure.lines import ASKS
from pipeline.structure.tree import Draft, DraftItem, Line, Parts

_LABEL_NOUNS = {
    "causes": frozenset(("reason", "cause", "factor", "culprit", "possibility")),
    "tips": frozenset(
        (
            "tip",
            "solution",
            "remedy",
            "advice",
            "suggestion",
            "measure",
            "treatment",
            "trick",
            "method",
            "scheme",
            "way",
        )
    ),
    "symptoms": frozenset(("symptom", "sign", "signal")),
    "steps": frozenset(("step",)),
    "list": frozenset(("myth", "misunderstanding", "taboo", "type", "kind", "benefit", "stage", "danger")),
}
_SORTS = frozenset(("type", "kind"))
_ERRORS = compiled(
    r"\b(?:errors?|mistakes?|misunderstandings?|taboos?|myths?|(?:wrong|bad) (?:actions?|ways?|habits?|uses?))\b",
    re.IGNORECASE,
)
_STATES = compiled(r"\b(?:is|are|was|were|has|have|does|do)\b", re.IGNORECASE)
_OUGHT = compiled(r"\b(?:should|can|must|need|needs|may|best)\b", re.IGNORECASE)
_FOLLOWS = compiled(
    r"\b(?:following|follows?|below|here (?:are|is)|these (?!\w+ (?:are|is|will)\b)|introduce|let(?:['’]?s| us)|"
    r"take a look|look at|"
    r"there (?:are|may be|can be|could be) (?:\w+ ){1,3}(?:reasons?|causes|factors|possibilities|ways|methods|signs)|"
    r"(?:there are|has|have) (?:many|several|some|various|a number of|the following|\w+ (?:main )?reasons))\b",
    re.IGNORECASE,
)
_LEAST = 0.7
_ORDERS, _FAULTS = 1.2, 0.8
"""By so much a list's items read more as advice than as causes, and the other way round."""
_PROCEDURE = 3.2
"""The cue of steps from this weight on is a procedure's own, as `how to install` is and `how to make` isn't."""
_THING = 2.2
"""A list's cue up to this weight is only a thing where the heading finds fault with it: `Poor material`."""
_BASE = ("causes", "tips", "symptoms", "steps", "list")
_CONCLUDES = compiled(
    r"(?:in (?:short|summary|conclusion|a word|general)|all in all|to sum up|to conclude|overall|"
    r"on the whole|finally)\b",
    re.IGNORECASE,
)
_CONDITION = compiled(
    r"^(?:(?:if|when|in case)\b[^,.?]{3,70},(?:\s(?:and|or)\s(?!then\b)[^,.?]{3,50},)?|[^.,?!]{3,50}\?|"
    r"(?:in|for) (?:an? |the )?(?:most )?(?:\w+ )?(?:cases?|emergency|necessity|need)\b(?: of \w+)?,?)\s*(?=\w)",
    re.IGNORECASE,
)
_NEGATED = compiled(r"(?:never|do not|don['’]?t|not|no|avoid|stop)\b", re.IGNORECASE)
_ASIDE = compiled(r",? because\b[^,.:：]*", re.IGNORECASE)
_CAUSE = compiled(r"\b(?:causes?|reasons?)(?: analysis)?\s*[:：]", re.IGNORECASE)
_REMEDY = compiled(
    r"\b(?:solutions?|remed(?:y|ies)|treatments?|what to do|prevention|countermeasures?|"
    r"(?:elimination|exclusion|treatment|processing|handling|solving) (?:methods?|measures?))\s*[:：]",
    re.IGNORECASE,
)
_AUX = frozenset(["you", "we", "to", "please", "always", "first", "then", "also", "just", "try"])
_NOT_AFTER_VERB = frozenset(("of", "is", "are", "was"))
_NOUNLIKE = frozenset(["of", "in", "on", "for", "and", "or", "with", "not", "at", "is", "are", "was", "too", "by"])
_SMALL = cues.vocabulary("small")
_TEMPLATE = cues.vocabulary("template")
_GLUED = compiled(r"[a-z)][A-Z][a-z]|[a-z]\d")
_CELLS = compiled(r"\t|\s\|\s")
_BOTH = cues.vocabulary("noun-or-verb")


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page says of all its sections: its title with the cues and promises in it, what its headings name."""

    titled: str
    title: Mapping[str, float]
    promised: Sequence[tuple[int, str]]
    named: Mapping[str, int]
    cooking: bool
    lists: int

    @property
    def mixed(self) -> bool:
        """Whether the title promises numbers of more than one kind."""
        return len({kind for _, kind in self.promised}) > 1

    @property
    def asks(self) -> bool:
        """Whether the title asks."""
        return bool(ASKS.search(self.titled))


def decide(parts: Parts, settings: Settings) -> None:
    """Set the kind of every section, in place; sections without items are text."""
    mine = cues.of_user({name: kind.cues for name, kind in settings.kinds.items()})
    page = _page(parts, mine)
    before = _lead(parts.introduction)
    last: Draft | None = None
    other: Draft | None = None
    for draft, after in itertools.zip_longest(parts.sections, parts.sections[1:]):
        if draft.items:
            scores = _scores(draft, page, before, mine)
            _of_page(draft, after, page, scores)
            asked = page.asks and not _own_words(draft)
            _choose(draft, scores, bool(page.title.get("causes")) or asked)
            if max(scores.values()) < _LEAST and last:
                if _parallel(last, draft):
                    draft.kind = last.kind
                elif other and other.kind == "causes" and _remedy(last):
                    draft.kind = other.kind
            last, other = draft, last
        before = draft.closing[-1].text if draft.closing else ""


def _page(parts: Parts, mine: cues.Cues) -> _Page:
    titled = parts.title[0].text if parts.title else ""
    headed = [draft.heading.text for draft in parts.sections if draft.heading]
    named: Counter[str] = Counter()
    for text in headed:
        said = _said(text, mine)
        named.update(kind for kind, weight in said.items() if weight >= 1.5 and weight == max(said.values()))
    promised = promises.kinds(titled)
    return _Page(
        titled,
        _merged(cues.headings().strongest(titled), mine.strongest(titled)),
        promised,
        named,
        any("ingredient" in text.lower() for text in headed),
        sum(bool(draft.items) for draft in parts.sections),
    )


def _of_page(draft: Draft, after: Draft | None, page: _Page, scores: dict[str, float]) -> None:
    """Add what the rest of the page says of a section: its title's question and numbers, the section after it."""
    if page.cooking and _procedure(draft.items):
        scores["steps"] += 4.0
    orders = sum(imperative(_head(item)) for item in draft.items)
    if (page.title.get("causes") or page.asks) and orders < 0.2 * len(draft.items) and scores["tips"] < 1.5:
        scores["causes"] += 0.4
    if after is not None and _remedy(after):
        scores["causes"] += 1.0
    if after is not None and _lies(draft, after, page):
        scores["causes"] += 2.5
        scores["tips"] -= 3.0
    count = len(draft.items)
    for kind in {
        kind for number, kind in page.promised if number == count or (page.lists == 1 and 0.6 * number <= count)
    }:
        if page.mixed or (kind in ("causes", "symptoms") and orders < 0.34 * len(draft.items)):
            scores[kind] += 2.0
        elif kind == "causes" and page.lists == 1 and draft.heading is None and (count, kind) in page.promised:
            scores[kind] += 3.0  # 4 reasons: use the old method, don't look at it, ...


def _lies(draft: Draft, after: Draft, page: _Page) -> bool:
    """Whether a heading of advice stands over causes: its entries order nothing, those of the section after it do.

    They have to read as causes, or the title names causes and advice, and these two sections are all there is.
    """
    if draft.heading is None or page.named.get("causes") or cues.kind(draft.heading.text) != "tips" or not after.items:
        return False
    mine, yours = _items(draft.items), _items(after.items)
    if any(imperative(_head(item)) >= 0.4 for item in draft.items) or yours["tips"] - yours["causes"] < _ORDERS:
        return False
    both = min(page.title.get("causes", 0.0), page.title.get("tips", 0.0)) >= 2 and page.lists == 2
    return both or mine["causes"] - mine["tips"] >= _FAULTS


def _choose(draft: Draft, scores: Mapping[str, float], open_: bool) -> None:
    """Take the kind with the highest score; where all are low, only if the title asks for it (`open_`)."""
    ranked = sorted(scores, key=lambda kind: (-scores[kind], kind))
    best, margin = scores[ranked[0]], scores[ranked[0]] - scores[ranked[1]]
    draft.confidence = margin
    if best < _LEAST and scores["list"] < 0.5 and (open_ or scores["tips"] >= 0.5):
        best, margin = 1.3, 1.0
    draft.kind = ranked[0] if best >= _LEAST and (best >= 1.3 or margin >= 0.25) else "list"


def _own_words(draft: Draft) -> bool:
    """Whether a section has a heading that is more than a template's, such as `Instructions`."""
    return draft.heading is not None and not all(word in _TEMPLATE for word in cues.words(draft.heading.text))


def _parallel(a: Draft, b: Draft) -> bool:
    """Whether two headings of one or two words with a colon divide one enumeration: `Hardware:`, `Software:`."""
    heads = [draft.heading.text for draft in (a, b) if draft.heading]
    return len(heads) == 2 and all(head.endswith((":", "：")) and len(head.split()) <= 2 for head in heads)


def _remedy(after: Draft) -> bool:
    """Whether a section is a headed remedy, as one that follows causes: `Prevention:`, `Solution`."""
    if after.heading is None or not after.items or len(after.heading.text.split()) > 3:
        return False
    return cues.headings().strongest(after.heading.text).get("tips", 0.0) >= 2.5


def _merged(a: Mapping[str, float], b: Mapping[str, float]) -> dict[str, float]:
    return {kind: a.get(kind, 0.0) + b.get(kind, 0.0) for kind in {**a, **b}}


def _scores(draft: Draft, page: _Page, before: str, mine: cues.Cues) -> dict[str, float]:
    scores = dict.fromkeys(_BASE, 0.0)
    heading = _named(draft.heading)
    said = _said(heading, mine)
    if re.match(r"\W*(?:\w{1,3}[.、)]\s*)?why\b", heading, re.IGNORECASE):
        said["causes"] = said.get("causes", 0.0) + 1.5
    words = cues.words(heading)
    numbered = words == ("step",) and _procedure(draft.items)
    orderly = numbered or _technical(said, draft.items)
    empty = not numbered and all(word in _TEMPLATE for word in words)
    plain = _only_names(heading) and not _noun(draft.items[0])
    own = {kind: sum(found) for kind, found in cues.items("title").found(heading, 20).items()}
    fault = set(said) == {"list"} and said["list"] <= _THING and own.get("causes", 0.0) >= 0.8
    _add(scores, said, 0.3 if empty or fault else 1.6 if plain else 1.0)
    _add(scores, own, 0.6)
    lead = _lead(draft.paragraphs) or before
    if lead:
        announced = _announced(lead, mine)
        if fault and announced.get("list", 0.0) <= _THING:
            announced.pop("list", None)
        _add(scores, announced, 0.6 if draft.paragraphs or not said else 0.2)
    title = (
        page.title if _own_words(draft) else {k: w * (0.3 if page.named.get(k) else 1.0) for k, w in page.title.items()}
    )
    _add(scores, title, 0.25 if max(said.values(), default=0.0) >= 2 else 0.35 if heading and not empty else 0.6)
    for kind, weight in _items(draft.items).items():
        scores[kind] = scores.get(kind, 0.0) + weight
    _labels(draft.items, scores)
    if _ERRORS.search(heading) or (_ERRORS.search(page.titled) and not said):
        scores["tips"] -= 3.0
        scores["causes"] += 0.6
    elif orderly or (max([0.0, *said.values(), *page.title.values()]) < 1.5 and _procedure(draft.items)):
        scores["steps"] += 2.0
        scores["tips"] -= 1.5
    return scores


def _lead(lines: Sequence[Line]) -> str:
    """The last paragraph before a section's items, "" for none; of the names of a table's columns the first."""
    texts = [line.text for line in lines]
    while len(texts) > 1 and len(texts[-1].split()) <= 3 and len(texts[-2].split()) <= 3:
        texts.pop()
    return texts[-1].split(" | ")[0] if texts else ""


def _named(heading: Line | None) -> str:
    """What a heading says of its list: the first cell of a table's header row, or all of it."""
    if heading is None:
        return ""
    return _CELLS.split(heading.block.text)[0] if _CELLS.search(heading.block.text) else heading.text


def _technical(said: Mapping[str, float], items: Sequence[DraftItem]) -> bool:
    """Whether a heading names a procedure (`How to reset the router`) more than advice, over numbered orders."""
    return said.get("steps", 0.0) >= max(_PROCEDURE, said.get("tips", 0.0)) and _procedure(items)


def _noun(item: DraftItem) -> bool:
    """Whether an item's label carries a noun that names a kind."""
    said = cues.words(item.label.text) if item.label else []
    return any(word in nouns for word in said for nouns in _LABEL_NOUNS.values())


def _only_names(heading: str) -> bool:
    """Whether a heading holds hardly more than the name of a kind: `First, the cause`, `Symptoms`."""
    real = [word for word in cues.words(heading) if word not in _SMALL and not labels.number(word)]
    return 0 < len(real) <= 2 and cues.weight(heading) >= 2.5


def _announced(lead: str, mine: cues.Cues) -> dict[str, float]:
    """What the last sentence before a list says of its kind, or the one before `The main ones:`."""
    sentences = re.split(r"(?<=[.!?。！？])\s*(?=\S)", lead.rstrip()[-700:])
    if sentences[-1].endswith((".", "。")) and not _FOLLOWS.search(sentences[-1]):
        return {}
    said = _said(_ASIDE.sub("", sentences[-1][-300:]), mine)
    if not said and len(sentences) > 1 and sentences[-1].endswith((":", "：")) and len(sentences[-1].split()) <= 8:
        said = _said(sentences[-2][-300:], mine)
    return said


def _said(text: str, mine: cues.Cues) -> dict[str, float]:
    return _merged(cues.headings().strongest(text), mine.strongest(text))


def _labels(items: Sequence[DraftItem], scores: dict[str, float]) -> None:
    """Add what the labels say by their nouns: `Reason one:`, `Method 2`."""
    for item in items[:2]:
        for word in cues.words(item.label.text) if item.label else ():
            for kind, nouns in _LABEL_NOUNS.items():
                if word in nouns:
                    scores[kind] += 0.4 if kind == "steps" else 0.8 if word in _SORTS else 2.2


def _procedure(items: Sequence[DraftItem]) -> bool:
    """Whether numbered orders without titles stand one after the other, as in instructions."""
    whole = items[:-1] if len(items) > 2 and len(_head(items[-1]).split()) < 2 else items
    heads = [_head(item) for item in whole if item.number is not None and len(item.paragraphs) + bool(item.title) < 2]
    return len(heads) >= 0.6 * len(whole) and sum(imperative(head) >= 0.4 for head in heads) >= 0.7 * len(items)


def _add(scores: dict[str, float], found: Mapping[str, float], factor: float) -> None:
    for kind, weight in found.items():
        scores[kind] = scores.get(kind, 0.0) + factor * min(weight, 5.5)


def _head(item: DraftItem) -> str:
    """An item's title, or the beginning of its text."""
    return item.title.text if item.title else item.paragraphs[0].text[:160] if item.paragraphs else ""


def _items(items: Sequence[DraftItem]) -> dict[str, float]:
    """What a list's items say about its kind, from about -1 to 6 for each kind."""
    total = dict.fromkeys(_BASE, 0.0)
    lean = 0
    for item in items[:40]:
        earlier = total["causes"] - total["tips"]
        head = _head(item)
        body = item.body[:900]
        pair = (":" in body or "：" in body) and _REMEDY.search(body)
        said = body if pair else _CAUSE.sub("", body)  # `Reason: it moistens the skin` says why the entry is one
        order = imperative(head)
        own = cues.items("title").found(head, 20)
        for kind, weights in own.items():
            total[kind] += min(1.6, sum(weights)) * (1.0 if item.title else 0.5)
        fault = not order and sum(own.get("causes", ())) >= 0.8
        for kind, weights in cues.items("body").found(said, 120).items():
            total[kind] += min(1.5, sum(weights)) * (0.3 if fault and kind == "tips" else 0.7)
        if pair:
            total["causes"] += 1.5 if _CAUSE.search(body) else 0.8
        if item.title and not order and _STATES.search(head) and not _OUGHT.search(head):
            total["causes"] += 0.5
        if item.title and not order and item.paragraphs:
            total["tips"] += 0.5 * imperative(item.paragraphs[0].text)
        total["tips"] += 1.5 * order
        total["causes"] -= 0.4 * order
        if not order and not item.title and len(body.split()) <= 6:
            total["list"] += 0.4
            total["steps"] -= 0.4
        total["list"] += 0.5 * (not order and _cells(item))
        change = total["causes"] - total["tips"] - earlier
        lean += (change >= 0.4) - (change <= -0.4)
    count = max(1, min(40, len(items)))
    out = {kind: 1.9 * value / count for kind, value in total.items()}
    if count >= 2 and abs(lean) >= 0.8 * count:
        out["causes" if lean > 0 else "tips"] += 1.1
        out["tips" if lean > 0 else "causes"] -= 1.1
    return out


def _cells(item: DraftItem) -> bool:
    """Whether an item reads as a table's row: a title, and cells that are glued together, without a stop."""
    body = item.body if item.title and len(item.paragraphs) == 1 else ""
    return bool(_GLUED.search(body)) and body[-1].isalnum() and len(body.split()) <= 14


@lru_cache(maxsize=512)
def imperative(text: str) -> float:
    """How much (0 to 1) a title or sentence opens like an order or advice: a base form, or `do not`, `you should`."""
    text = _CONDITION.sub("", text, count=1)
    found = re.findall(r"[a-z]+(?:['’][a-z]+)?", text.lower()[:80])
    while found and found[0] in _AUX:
        found = found[1:]
    if not found:
        return 0.0
    if len(found) == 1 and len(text) < 20:
        return 0.3 * (found[0] in cues.verbs() and found[0] not in _BOTH)
    if _NEGATED.match(" ".join(found)):
        return float(found[0] != "no" and found[0] != "not")
    second = found[1] if len(found) > 1 else ""
    both = found[0] in _BOTH
    if found[0] not in cues.verbs() or second in (_NOUNLIKE if both else _NOT_AFTER_VERB):
        return 0.0
    if both and second.endswith("ing"):
        return 0.0
    return 0.4 if both and second not in ("the", "your", "a", "an", "it", "them", "more", "less") else 1.0


def concludes(text: str) -> bool:
    """Whether a paragraph opens like the end of an article."""
    return bool(_CONCLUDES.match(text))
