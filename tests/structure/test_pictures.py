"""The manual's pictures: one for each layout, drawn from the cases as they are understood now."""

import xml.etree.ElementTree as ET

import pytest

from tests.bench.structure_pictures import FOLDER, LAYOUTS, pictures

MANUAL = FOLDER.parents[1] / "structure.md"


@pytest.mark.parametrize(("name", "svg"), list(pictures()), ids=list(LAYOUTS))
def test_picture_is_current(name: str, svg: str) -> None:
    ET.fromstring(svg)
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == svg, "python -m tests.bench.structure_pictures"
    assert f"pictures/structure/{name}.svg" in MANUAL.read_text(encoding="utf-8")
