"""Names learnt from an article by its capitals and the dictionary."""

from pipeline.model import Block
from pipeline.repair import names


def learn(*texts: str) -> frozenset[str]:
    return names.learn([Block(n, "text", 0, len(text), text) for n, text in enumerate(texts)])


def test_learns_unknown_words_with_capitals() -> None:
    found = learn("Then Qiaoqiao said so. After that Qiaoqiao left.", "I met Xiao Zhoumei there.")
    assert {"Qiaoqiao", "Xiao Zhoumei"} <= found


def test_learns_repeated_names() -> None:
    assert "Fang Fang" in learn("We saw Fang Fang again, and then Fang Fang left.")


def test_ordinary_words_are_no_names() -> None:
    assert learn("The bowl is clean. The bowl is full. Some have blisters Or a rash.") == frozenset()
    assert learn("How To Wash The Bowl Every Day") == frozenset()


def test_words_that_stand_in_lower_case_too_are_no_names() -> None:
    assert "Bekkol" not in learn("The bekkol is old. A Bekkol helps. One Bekkol more.")


def test_words_are_lower_cased() -> None:
    blocks = [Block(0, "text", 0, 20, "Don’t sit. SIT down.")]
    assert names.words(blocks) == {"don't", "sit", "down"}


def test_labels_teach_nothing() -> None:
    assert names.learn([Block(0, "label", 0, 9, "Quxley 1.")]) == frozenset()


def test_i_is_no_part_of_a_name() -> None:
    assert not any(name.endswith(" I") for name in learn("Before I met Xiao Zhoumei I was ill, so Zhoumei I thank."))
