"""Articles built from a grammar of layouts come out as they were built."""

import pytest
from hypothesis import Phase, given, settings

from tests.structure import gold
from tests.structure.alone import document
from tests.structure.grammar import Made, articles


def compare(made: Made) -> gold.Tally:
    """Items, titles, numbers, kinds and headings against what the article was built from."""
    tally = gold.Tally()
    found = document(made.source)
    got = [(i, s) for s in found["sections"] for i in s["items"]]
    for start, end, number, title, kind, heading in made.items:
        hit = next(
            (
                x
                for x in got
                if gold._overlap((x[0]["source"]["start"], x[0]["source"]["end"]), (start, end)) >= gold.OVERLAP
            ),
            None,
        )
        tally.count("items", hit is not None, f"missing {made.source[start:end][:60]!r}")
        if hit is None:
            continue
        item, section = hit
        got.remove(hit)
        tally.count("numbers", item["number"] == number, f"{item['number']} for {number}")
        tally.count("titles", gold.alike(item["title"], title), f"{item['title']!r} for {title!r}")
        tally.count("kinds", section["kind"] == kind, f"{section['kind']} for {kind}: {heading!r}")
        tally.count("headings", gold.alike(section["heading"], heading), f"{section['heading']!r} for {heading!r}")
    for item, _ in got:
        tally.count("items", False, f"invented {item['label']} {item['title']!r}")
    return tally


def tried(examples: int) -> gold.Tally:
    """The counts over that many articles."""
    total = gold.Tally()

    @settings(max_examples=examples, derandomize=True, database=None, phases=[Phase.generate])
    @given(articles())
    def each(made: Made) -> None:
        total.add(compare(made))

    each()
    return total


def test_articles_of_the_grammar() -> None:
    total = tried(120)
    assert total.share("items") >= 0.98, total.wrong[:20]
    assert min(total.share(m) for m in ("numbers", "titles", "headings")) >= 0.95, total.wrong[:20]


@pytest.mark.soak
def test_two_thousand_articles_of_the_grammar() -> None:
    total = tried(2000)
    assert total.share("items") >= 0.98, total.wrong[:40]
