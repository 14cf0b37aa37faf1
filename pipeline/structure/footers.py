"""What stands at a page's end: lists of links, sources, comments, the author's box, and the lines between them."""

import itertools
import re
from collections.abc import Sequence

from pipeline.compiled import compiled
from pipeline.structure import cues, labels, promo
from pipeline.structure.lines import Unit

_CLOSED = compiled(r"(?<!\.\.)[.。!！][\"”’)]*$")
_MORE = compiled(
    r"\s*(?:<<|>>)\s*[:：]|\W*(?:(?:previous|next|last)(?: article| post| page| one)?\s*[:：]|"
    r"related|recommended|similar|popular|hot|latest|best click|top|most|more|read (?:also|more)|see (?:also|more)|"
    r"(?:similar|other) (?:materials?|news)|read (?:on|in) the|news (?:of|from)|"
    r"edit(?:ing|or)?\S* recommend\w*|also read|"
    r"you (?:may|might|will|would)|we (?:also )?recommend|guess|people also|what others)\b",
    re.IGNORECASE,
)
_OWN_LINK = compiled(r"[:：»>]\s*\S+(?:\s+\S+){2}")
_LINKED = compiled(
    r"\b(?:articles?|topics?|posts?|news|subjects|stories|materials|publications|questions?|q ?& ?a|read|reading|"
    r"recommend\w*)\b",
    re.IGNORECASE,
)


def below(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """What stands below removed lines that head lists of links, sources or comments at the page's end."""
    out = dict(reasons)
    for rule in (again, author_box, dated, closed, after_navigation, references, comments, footer):
        out |= rule(units, out)
    return out


def dated(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """Two headlines or more with their dates at the page's end."""
    last = [i for i in range(len(units) - 1, max(0, len(units) - 14), -1) if i not in reasons]
    run = list(itertools.takewhile(lambda i: units[i].mark is None and _dated(units[i].text), last))
    return dict.fromkeys(run, "navigation") if len(run) > 1 and 2 * min(run) > len(units) else {}


def _dated(text: str) -> bool:
    """Whether a line is a headline with a date behind it."""
    date = next(iter(promo.DATE.finditer(text)), None)
    before = text[: date.start()].split() if date else ()
    return date is not None and 3 <= len(before) <= 18 and len(text[date.end() :].strip(" ()（）[]")) == 0


def author_box(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The few lines below a removed `About the author` at the page's end, or below the name of the byline's author."""
    end = range(max(0, len(units) - 8), len(units))
    names = {m[1] for i in reasons if i < len(units) // 2 for m in _NAMED_BY.finditer(units[i].text)}
    for i in end:
        if i in reasons and _WRITER.match(units[i].text):
            below = [j for j in range(i + 1, len(units)) if j not in reasons]
            short = len(below) <= _BOX and all(units[j].words <= 40 for j in below)
            return dict.fromkeys(below, "boilerplate") if short else {}
        if i not in reasons and units[i].text in names:
            own = i + 1 < len(units) and units[i + 1].text.startswith(units[i].text.split()[0])
            return dict.fromkeys([i, *([i + 1] if own and i + 1 not in reasons else [])], "boilerplate")
    return {}


_BOX = 3
_NAMED_BY = compiled(
    r"\b(?:[Bb]y|[Aa]uthor|[Tt]ext|[Ww]riter)\s?[:：/]?\s((?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){1,2})(?! [A-Z])"
)
_WRITER = compiled(
    r"(?:about (?:the |this )?(?:author|writer)|"
    r"(?:the )?(?:person|people|doctor|expert|teacher) who (?:wrote|answered|replied)|who wrote|"
    r"(?:author|writer)(?:['’]s)? (?:profile|introduction|bio)|(?:this|the) article['’]s (?:writer|author))\b",
    re.IGNORECASE,
)


def comments(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The lines below a removed `Comments (3)`: half of them are removed already, or are what somebody says."""
    head = next((i for i, unit in enumerate(units) if i in reasons and _COMMENTS.match(unit.text)), len(units))
    rest = range(head + 1, len(units))
    said = [i for i in rest if i in reasons or _SAID.match(units[i].text)]
    if 2 * len(said) < len(rest) or any(units[i].words > 80 for i in rest):
        return {}
    return {i: "navigation" for i in rest if i not in reasons}


_COMMENTS = compiled(
    r"(?:(?:[\w']+ )?(?:comments?|reviews?|replies|messages|answers)(?: area| section| list)?\W*\d*\W*$|"
    r"\d+ (?:comments?|reviews?|replies)\b|(?:leave|add|write|post) (?:an?|your) (?:comment|reply|review))",
    re.IGNORECASE,
)
_SAID = compiled(r"[^\s:：][^.!?:：]{0,30}[:：]\s?\S")


def after_navigation(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The short lines below a removed `Related articles`, where nothing but such lines follows on the page."""
    out: dict[int, str] = {}
    for i in range(len(units) - 1, -1, -1):
        if i in reasons:
            if reasons[i] == "navigation" and _heads_links(units[i]):
                lone = len(out) == 1 and _OWN_LINK.search(units[i].text) and _headed(units, reasons)
                return {} if lone else dict.fromkeys(out, "navigation")
            continue
        if units[i].words > 16 or _CLOSED.search(units[i].text) or len(out) > 20:
            return {}
        out[i] = "navigation"
    return {}


def _heads_links(unit: Unit) -> bool:
    """Whether a removed line heads links: `Related articles`, `Topics that may interest you`."""
    return bool(_MORE.match(unit.text) or (unit.words <= 7 and unit.text[-1] not in ".!" and _LINKED.search(unit.text)))


def footer(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The short lines without a stop at the page's end, below and between lines that were removed.

    One line that names a kind of list may head what stands below it: only what follows the next removed line goes.
    """
    foot = list(itertools.takewhile(lambda i: i in reasons or _loose(units[i]), range(len(units) - 1, 0, -1)))
    foot = [i for i in foot if 2 * i >= len(units)]
    kept = [i for i in foot if i not in reasons]
    named = max((i for i in kept if cues.weight(units[i].text) >= _CUE), default=-1)
    top = min((i for i in foot if i > named and reasons.get(i) in _FRAME), default=len(units))
    below = [i for i in kept if i > top]
    last = len(units) - 1
    if last in below and last - 1 in reasons and last - 3 not in reasons and _headed(units, reasons):
        below.remove(last)
    removed = sum(i > top for i in foot) + 1 - len(below)
    least = 1 if len(below) > 1 and top + len(below) + 1 == len(units) else 2
    return dict.fromkeys(below, "navigation") if removed >= least and len(below) <= _MOST else {}


def _headed(units: Sequence[Unit], reasons: dict[int, str]) -> bool:
    """Whether a short line heads a paragraph: a page that breaks off may end with another such line."""
    kept = [i for i in range(len(units)) if i not in reasons][1:]
    return any(_loose(units[i]) and units[j].words >= _PARAGRAPH for i, j in itertools.pairwise(kept))


def closed(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The short lines below a line that only stands after articles, such as a copyright, where nothing else follows."""
    head = next((i for i in range(len(units) // 2, len(units)) if i in reasons and _AFTER.search(units[i].text)), None)
    below = [i for i in range(head + 1, len(units)) if i not in reasons] if head is not None else []
    text = any(units[i].words >= _PARAGRAPH and _CLOSED.search(units[i].text) for i in below)
    long = any(units[i].words > 25 or units[i].mark is not None for i in below)
    return {} if text or long or len(below) > _LINES else dict.fromkeys(below, "navigation")


_LINES = 14
_AFTER = compiled(
    r"copyright|all rights reserved|©|ⓒ|unauthori[sz]ed (?:reproduction|copying)|"
    r"^\W*(?:tags?|keywords?|key ?words?|labels?|disclaimers?|important note|responsible editor|"
    r"editor in charge)\b.{0,25}[:：]|^(?:leave|write|add|post) (?:an?|your) (?:comment|reply|review)|"
    r"^\d* ?comments? ?\(?\d+\)?$|^(?:previous|next) (?:article|post)|"
    r"^(?:was|did|how \w+ was|is) (?:this|the) (?:article|page|information)\b.*\?|"
    r"\b(?:votes?|marks|ratings?)\b.{0,25}\b(?:average|mean|out of|of 5)\b",
    re.IGNORECASE,
)


def again(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The lines at the page's end that open with the site's name, as a removed line above its text does."""
    top = [promo.folded(units[i].text) for i in range(min(6, len(units) // 3)) if reasons.get(i) in _FRAME]
    names = [name for name in top if len(name.split()) > 1]
    last = range(max(len(units) // 2, len(units) - 6), len(units))
    ends = {i: promo.folded(units[i].text) for i in last if i not in reasons and _loose(units[i])}
    return {i: "navigation" for i, text in ends.items() if any(f"{text} ".startswith(f"{name} ") for name in names)}


_CUE = 1.5
_MOST = 7
_PARAGRAPH = 15
_FRAME = ("navigation", "advertisement")


def _loose(unit: Unit) -> bool:
    """Whether a line is a few words without a stop, and neither an entry nor what the format declares."""
    ended = promo.END.search(unit.text) and not (unit.words <= 2 and unit.text.endswith(("!", "！")))
    return unit.mark is None and 0 < unit.words <= 9 and not ended and not labels.at_start(unit.text)


def references(units: Sequence[Unit], reasons: dict[int, str]) -> dict[int, str]:
    """The lines below a removed `References`: those that carry a year, and short ones between and after them."""
    head = next((i for i in range(len(units) - 1, -1, -1) if i in reasons and _REFERENCES.match(units[i].text)), None)
    if head is None:
        return {}
    below = [i for i in range(head + 1, len(units)) if i not in reasons]
    cited = [i for i in below if units[i].words <= 45 and _YEAR.search(units[i].text)]
    return dict.fromkeys(below, "boilerplate") if below and len(cited) >= 0.7 * len(below) else {}


_REFERENCES = compiled(r"(?:references?|bibliography|literature|sources?)\s*[:：]?$", re.IGNORECASE)
_YEAR = compiled(r"\b(?:19|20)\d\d\b")
