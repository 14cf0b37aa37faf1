"""Lines of a site's frame by the model: what goes, what stays, and that its weights are those that are learnt."""

import csv
from pathlib import Path

import pytest

from pipeline.structure import frame
from tests.bench import frame_training
from tests.structure import gold
from tests.structure.alone import document

PAGE = """{top}Why does the kettle whistle so late? Three reasons
{below}A kettle that whistles late boils away half of its water. Have a look at these points first.
1. The lid is loose. Steam escapes beside the whistle.
2. Scale in the spout. The hole has become too narrow.
3. The flame is too small. Water warms, but does not boil.
{amid}Whoever cooks with gas turns the flame down as soon as the first tone is heard.
{end}"""
FRAME = {
    "top": "My basket (0) | Catalogue | Delivery\n",
    "below": "Posted 12.03.2019, 418 views, editorial office\n",
    "end": "Kettles of this month: from 19 euro, order today\nFollow our channel and do not miss the news\n",
}
TEXT = {
    "below": "A small matter of the kitchen\n",
    "amid": "Poison line for burns: 0551 300 200\n",
    "end": "Keep the whistle dry\n",
}


def _removed(**parts: str) -> list[str]:
    made = document(PAGE.format(**{"top": "", "below": "", "amid": "", "end": ""} | parts))
    return [one["text"] for one in made["removed"]]


@pytest.mark.parametrize("place", FRAME)
def test_lines_of_a_frame_go(place: str) -> None:
    assert _removed(**{place: FRAME[place]}) == FRAME[place].splitlines()


@pytest.mark.parametrize("place", TEXT)
def test_lines_of_the_article_stay(place: str) -> None:
    assert _removed(**{place: TEXT[place]}) == []
    assert TEXT[place].strip() not in _removed(**FRAME | {place: TEXT[place] + FRAME.get(place, "")})


@pytest.mark.parametrize("line", ["That is all, I wish you a good tea!", "Try it, and I hope that your kettle sings!"])
def test_last_words_of_the_author_stay(line: str) -> None:
    assert line not in _removed(end=f"{line}\n{FRAME['end']}")


def test_every_family_of_words_is_learnt() -> None:
    path = Path(frame.__file__)
    families = list(csv.DictReader(path.with_name("families.csv").read_text(encoding="utf-8").splitlines()))
    weights = csv.DictReader(path.with_name("frame.csv").read_text(encoding="utf-8").splitlines())
    names = {row["feature"] for row in weights if row["feature"].startswith("c=")}
    assert all(any(row["family"] in name for name in names) for row in families)


@pytest.mark.soak
def test_the_weights_are_those_of_the_cases() -> None:
    learnt = frame_training.fit(list(frame_training.lines(gold.cases())))
    rows = csv.DictReader(frame_training.OUT.read_text(encoding="utf-8").splitlines())
    kept = {row["feature"]: float(row["weight"]) for row in rows}
    assert all(abs(learnt[name] - weight) < 0.02 for name, weight in kept.items())
    assert {name for name, weight in learnt.items() if abs(weight) > 2 * frame_training.LEAST} <= kept.keys()
