"""Makes cleaned folders for the tests of the review room: articles with marked faults, their documents and traces.

A sentence marks its faults as `{rule|before|after|outcome}`; the trace follows from the marks, so every edit is known.
"""

import random
import re
from hashlib import sha256
from pathlib import Path

from pipeline.model import (
    CHANGING,
    Article,
    Edit,
    Family,
    FlatItem,
    Item,
    MadeBy,
    Outcome,
    Problem,
    Quality,
    Removed,
    Section,
    SourceInfo,
    Span,
    Trace,
    TraceBlock,
)

MARK = re.compile(r"\{([^|{}]*)\|([^|{}]*)\|([^|{}]*)\|([a-z]*)\}")
RULES: dict[str, tuple[Family, str]] = {
    "split-contraction": ("spacing", "The translator's tokenizer split a contraction."),
    "space-before-punctuation": ("spacing", "English has no space before this sign."),
    "full-width-sign": ("punctuation", "A full-width sign stands in English text."),
    "doubled-word": ("doubling", "A word stands twice in a row."),
    "lower-case-start": ("case", "A sentence starts with a capital."),
    "zh-sit-month": ("terms", "A literal translation of the month of rest after childbirth."),
    "de-floor": ("terms", "German “Boden” is soil here, not a floor."),
    "HE_VERB_AGR": ("languagetool", "The verb doesn't agree with its subject."),
    "EN_A_VS_AN": ("languagetool", "“An” goes before a vowel sound."),
    "UNKNOWN_WORD": ("languagetool", "The dictionary doesn't know this word."),
}
ALTERNATIVES = {
    "zh-sit-month": ("lie in", "keep the month of rest"),
    "de-floor": ("earth", "ground"),
    "HE_VERB_AGR": ("noticed",),
}
TOPICS = [
    ("Wilting basil on a kitchen sill", "basil", "Kitchen herbs"),
    ("A humming fridge at night", "fridge", "Household machines"),
    ("Stiff shoulders after a day of typing", "shoulder", "Office health"),
    ("An old cat that drinks a lot", "cat", "Pets"),
    ("Damp corners behind the wardrobe", "wall", "Home"),
    ("Slow runners and sore calves", "calf", "Exercise"),
]
SENTENCES = [
    "The {X} {split-contraction|ca n't|can't|applied} rest when the room stays warm all night.",
    "Check it twice{space-before-punctuation| ,|,|applied} once by day and once in the evening.",
    "Most people {HE_VERB_AGR|notices|notice|suggested} it only after a week or two.",
    "It costs 3 coins{full-width-sign|，|, |applied} which is less than a new {X} would cost.",
    "A {doubled-word|small small|small|applied} change of place helps more than any powder.",
    "{lower-case-start|keep|Keep|applied} a note of each day, so that you see what changed.",
    "Water it until the {de-floor|floor|soil|suggested} is dark and no drop stands on it.",
    "This is {EN_A_VS_AN|a|an|applied} easy test that needs nothing but your hand.",
    "Ask the maker {UNKNOWN_WORD|Blissonde|Blissful|blocked} before you open the case.",
    "Whoever wants to {zh-sit-month|sit the month|rest after childbirth|suggested} needs a quiet place.",
    "Nothing here needs haste; the {X} has lasted for years and will last for more.",
    "Old hands call it a wet flumming, and it passes by itself.",
    "Write the date on a slip of paper and leave it beside the {X}.",
]
WHY = {"blocked": "Not done: “Blissonde” is a name of this article."}


def span(text: str, found: str) -> Span:
    """The span of the first place of `found`."""
    at = text.index(found)
    return Span(start=at, end=at + len(found))


def block_of(index: int, marked: str, kind: str, start: int, place: str) -> tuple[TraceBlock, list[Edit], str]:
    """A block from a marked text: the trace's block, its edits in the rules' order, and its clean text."""
    source = MARK.sub(lambda m: m[2], marked)
    edits: list[Edit] = []
    for rule, (family, why) in RULES.items():
        while True:
            todo = next((m for m in MARK.finditer(marked) if m[1] == rule), None)
            if todo is None:
                break
            at = len(MARK.sub(lambda m: m[2], marked[: todo.start()]))
            outcome: Outcome = todo[4]  # type: ignore[assignment]
            edits.append(
                Edit(
                    rule=rule,
                    family=family,
                    block=index,
                    start=at,
                    end=at + len(todo[2]),
                    before=todo[2],
                    after=todo[3],
                    outcome=outcome,
                    why=f"{why} {WHY.get(outcome, '')}".strip(),
                    alternatives=ALTERNATIVES.get(rule, ()),
                )
            )
            marked = marked[: todo.start()] + (todo[3] if outcome in CHANGING else todo[2]) + marked[todo.end() :]
    end = start + len(source)
    return TraceBlock(index=index, kind=kind, start=start, end=end, text=source, place=place), edits, marked


class Draft:
    """An article that grows block by block, in the source's order."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[TraceBlock] = []
        self.edits: list[Edit] = []

    def add(self, marked: str, kind: str, place: str, between: str = "\n\n") -> str:
        """Append a block; returns its clean text."""
        self.text += between if self.text else ""
        block, edits, clean = block_of(len(self.blocks), marked, kind, len(self.text), place)
        self.text += block.text
        self.blocks.append(block)
        self.edits += edits
        return clean

    def item(self, place: str, number: int, title: str, paragraphs: list[str]) -> Item:
        """Append an item with its label, title and paragraphs."""
        start = len(self.text) + (2 if self.text else 0)
        label = self.add(f"{number}.", "label", f"{place}/label")
        head = self.add(title, "item-title", f"{place}/title", " ")
        body = tuple(self.add(p, "text", f"{place}/paragraphs/{i}", "\n") for i, p in enumerate(paragraphs))
        return Item(
            number=number,
            label=label,
            title=head,
            paragraphs=body,
            source=Span(start=start, end=len(self.text)),
            confidence=round(0.99 - 0.13 * (number % 5), 2),
        )

    def section(
        self, place: str, kind: str, heading: str, items: list[tuple[str, list[str]]], promised: int
    ) -> Section:
        """Append a section with numbered items."""
        start = len(self.text) + 2
        head = self.add(heading, "heading", f"{place}/heading")
        made = tuple(self.item(f"{place}/items/{i}", i + 1, t, p) for i, (t, p) in enumerate(items))
        return Section(
            kind=kind, heading=head, promised=promised, items=made, source=Span(start=start, end=len(self.text))
        )


def flat(sections: list[Section], kind: str) -> tuple[FlatItem, ...]:
    """The flat items of one kind."""
    return tuple(
        FlatItem(number=i.number, title=i.title, text="\n\n".join(i.paragraphs))
        for s in sections
        if s.kind == kind
        for i in s.items
    )


def finish(draft: Draft, name: str, parts: dict[str, object], problems: list[Problem]) -> tuple[Article, Trace]:
    """The published documents of a draft; hashes of the files are left out of the trace's proof."""
    sections = list(parts.get("sections", ()))  # type: ignore[call-overload]
    made = sum(e.outcome in CHANGING for e in draft.edits)
    article = Article(
        id=name,
        problems=tuple(problems),
        causes=flat(sections, "causes"),
        tips=flat(sections, "tips"),
        quality=Quality(
            edits=made,
            suggestions=sum(e.outcome == "suggested" for e in draft.edits),
            edits_per_100_words=round(100 * made / max(1, len(draft.text.split())), 1),
            needs_review=any(p.severity != "info" for p in problems),
        ),
        source=SourceInfo(
            path=name,
            sha256=sha256(draft.text.encode()).hexdigest(),
            encoding="utf-8",
            media_type="text/plain",
            characters=len(draft.text),
        ),
        made_by=MadeBy(pipeline="0.1.0"),
        **parts,
    )
    trace = Trace(
        source_sha256=article.source.sha256,
        recipe="0" * 64,
        article_sha256="0" * 64,
        markdown_sha256="0" * 64,
        checksum="0" * 64,
        text=None,
        blocks=tuple(draft.blocks),
        edits=tuple(draft.edits),
    )
    return article, trace


def article(number: int, seed: int = 0, size: int = 3) -> tuple[Article, Trace]:
    """The article of a number: the same bytes for the same number, seed and size (sentences a paragraph)."""
    chance = random.Random(f"{seed}/{number}")
    title, thing, site = TOPICS[number % len(TOPICS)]

    def prose(count: int) -> str:
        return " ".join(s.replace("{X}", thing) for s in chance.sample(SENTENCES, count))

    draft = Draft()
    parts: dict[str, object] = {"title": draft.add(f"{title}, part {number}", "title", "/title")}
    introduction = [draft.add(prose(size), "text", "/introduction/0")]
    if number % 4 == 1:
        introduction.append(draft.add("Tap the star to keep this page for later.", "text", "/introduction/1"))
    parts["introduction"] = tuple(introduction)
    sections = []
    for at, (kind, heading) in enumerate((("causes", f"Why the {thing} suffers"), ("tips", f"What helps the {thing}"))):
        titles = chance.sample(["Too little light", "Too much haste", "Old dust", "A cold draught", "Wrong height"], 4)
        items = [(t, [prose(size)]) for t in titles[: chance.randint(2, 4)]]
        sections.append(draft.section(f"/sections/{at}", kind, heading, items, 4))
    parts["sections"] = tuple(sections)
    parts["conclusion"] = (draft.add(f"In short, {prose(size - 1)}", "text", "/conclusion/0"),)
    advert = draft.add(f"Follow {site} for more", "text", "/removed/0/text")
    parts["removed"] = (Removed(text=advert, reason="advertisement", source=span(draft.text, advert)),)
    problems = [
        Problem(
            code="promised-count",
            severity="warning",
            message=f"The heading promises 4 entries, {len(s.items)} were found.",
            source=s.source,
        )
        for s in sections
        if len(s.items) != 4
    ]
    return finish(draft, f"{site.lower().replace(' ', '-')}/{thing}-{number:04}.txt", parts, problems)


def save(cleaned: Path, made: tuple[Article, Trace]) -> None:
    """Write an article's document and trace."""
    path = cleaned / (made[0].id + ".json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made[0].model_dump_json(indent=2), encoding="utf-8")
    (cleaned / (made[0].id + ".trace.json")).write_text(
        made[1].model_dump_json(indent=2, exclude_none=True), encoding="utf-8"
    )


def folder(cleaned: Path, count: int, seed: int = 0, size: int = 3) -> Path:
    """A cleaned folder of `count` articles."""
    for number in range(count):
        save(cleaned, article(number, seed, size))
    return cleaned


def raw(number: int, seed: int = 0, size: int = 3) -> str:
    """The source text of the article of a number."""
    _, trace = article(number, seed, size)
    text = ""
    for block in trace.blocks:
        gap = block.start - len(text)
        text += ("\n\n" if gap == 2 else "\n" if block.kind == "text" else " ") * bool(gap) + block.text
    return text


def raw_folder(folder: Path, count: int) -> Path:
    """A folder of `count` raw articles."""
    for number in range(count):
        path = folder / article(number)[0].id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(raw(number), encoding="utf-8")
    return folder
