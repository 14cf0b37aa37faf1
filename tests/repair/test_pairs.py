"""Which neighbours a pattern needs in a text; that none is missed, `test_beginnings` shows for `Passage.find`."""

import re
from threading import Thread

import pytest

from pipeline.repair.needles import scan
from pipeline.repair.pairs import END, START, Index, pairs

Sets = tuple[set[str], set[str] | None]
"""First and second words of a pair; beginnings of words with a hyphen behind them."""


def read(pattern: str, flags: int = 0) -> list[Sets]:
    found = pairs(pattern, flags)
    assert found is not None
    return [
        tuple(  # type: ignore[misc]
            None if words is None else {*words.whole, *(f"{part}-" for part in words.parts)} for words in pair
        )
        for pair in found
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bone of ", [({"one"}, {"of"})]),
        (r"\bOne +of", [({"one"}, {"of-"})]),
        (r"(?i)\b(?:Many|several) (?:big )?pots\b", [({"many", "several"}, {"big", "pots"})]),
        (r"\b(?:many|several) [a-z]+", [({"many", "several"}, None)]),
        (r"\b(?:if|when) (?:it|they)\w* ", [({"if", "when"}, {"it-", "they-"})]),
        (r"[a-z] (?:is|was) not\b", [({"is", "was"}, {"not"})]),
        (r"\b[a-z]+s (?:and|or) so\b", [({"and", "or"}, {"so"})]),
        (r"\bdon['’]t ", [({"don"}, {"'", "’"})]),
        (r", (?:and|or) ", [({","}, {"and", "or"})]),
        (r"(?:^|(?<=[.!?] )|\bif )the\b", [({START, ".", "!", "?", "if"}, {"the"})]),
        (r"(?m)^so\b", [({START, "\n"}, {"so"})]),
        (r"\bend\.?$", [({"end"}, {".", "\n", END})]),
        (r"\bvery\b(?! good)(?=[ ,])", [({"very"}, None)]),
        (r"\b(?:un){1,3}do\b", [({"undo", "unun-"}, None)]),
        (r"(?<![\w-])i(?!\w)\s", [({"i"}, None)]),
    ],
)
def test_first_words_are_read_off_a_pattern(pattern: str, expected: list[Sets]) -> None:
    assert read(pattern) == expected


@pytest.mark.parametrize("pattern", [r"ing\b", r"\bx?", r"[a-z]+", r"é", r"(?<=a )[a-z]", r"\d+$", r"(?=x)", r"\Bx"])
def test_of_some_patterns_nothing_is_known(pattern: str) -> None:
    found = pairs(pattern)
    assert found is None or all(pair.first.whole <= {END, "\n"} for pair in found)


def test_words_that_go_on_otherwise_are_kept_apart() -> None:
    found = sorted(read(r"\b(?:red (?:pot|cup)|blue (?:hat|coat))\b"), key=str)
    assert found == sorted([({"red"}, {"pot", "cup"}), ({"blue"}, {"hat", "coat"})], key=str)


def test_few_pairs_are_kept_of_one_pattern() -> None:
    found = read(r"\b(?:" + "|".join(f"one{n} other{n}" for n in range(20)) + r")\b")
    assert len(found) < 6
    assert set().union(*(first for first, _ in found)) == {f"one{n}" for n in range(20)}


def test_a_text_allows_what_its_neighbours_are() -> None:
    index = Index()
    patterns = [r"\bone of ", r"\b(?:in|on) \w", r"\Aso ", r"\bend\.?\Z", r"[a-z]+"]
    bits = [index.add(pairs(pattern)) for pattern in patterns]
    assert bits[-1] == 0, "nothing is known of it"

    def allowed(text: str) -> list[str]:
        held = index.allowed(scan(text)[0])
        return [pattern for pattern, bit in zip(patterns, bits, strict=True) if bit & held]

    assert allowed("Of these, one is in it.") == [r"\b(?:in|on) \w"]
    assert allowed("So one of them came to its end") == [r"\bone of ", r"\Aso ", r"\bend\.?\Z"]
    before = index.allowed(scan("Of it")[0])
    assert index.add(pairs(r"\bnot here\b")) & before, "what is put in later is not ruled out by what was asked before"


def test_patterns_are_put_in_by_several_threads() -> None:
    index, found = Index(), []
    work = [Thread(target=lambda n=n: found.append(index.add(pairs(rf"\bword{n} of\b")))) for n in range(40)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(set(found)) == 40
    assert all(re.fullmatch("0*10*", f"{bits:b}") for bits in found)
