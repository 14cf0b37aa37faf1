"""Guards: what no edit may do, judged before it is done and proved afterwards."""

import pytest

from pipeline.repair import guards
from pipeline.repair.context import Context

NOTHING = Context()


def objection(text: str, before: str, after: str, context: Context = NOTHING, family: str = "") -> str | None:
    start = text.index(before)
    return guards.objection(text, start, start + len(before), after, context, family)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("It takes 30 minutes.", "30", "40"),
        ("It takes 30 minutes.", "minutes", "hours"),
        ("It takes three days.", "three ", ""),
        ("Give 5 mg of it.", "mg", "g"),
        ("It fell to -5 degrees.", "-5", "5"),
        ("It is 3.5 high.", "3.5", "35"),
        ("Pick 10 20 of them.", "10 20", "1020"),
        ("It came in March or April.", "April", "May"),
        ("It came on Monday.", "Monday", "day"),
        ("Do not sit.", "not ", ""),
        ("I can't sit.", "can't", "can"),
        ("Sit without help.", "without", "with"),
        ("See https://example.org/a,b now.", ",b", ", b"),
        ("Write to me@example.org now.", "me@example", "you@example"),
        ("Look at example.com now.", "example.com", "example. com"),
        ("He said “the old cat” to us.", "old ", ""),
        ('He said "the old cat" to us.', "old", "young"),
        ("He said «the old cat» to us.", "the old", "The old"),
        ("He said 「old cat」 to us.", "old", "young"),
        ("He said “the «old» cat” to us.", "old", "young"),
    ],
)
def test_objects(text: str, before: str, after: str) -> None:
    assert objection(text, before, after)
    start = text.index(before)
    assert guards.compare(text, text[:start] + after + text[start + len(before) :])


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("It opens at 17: 00.", ": ", ":"),
        ("Over 1, 000 came.", ", ", ","),
        ("Use ３０％ of it.", "３０％", "30%"),
        ("A 70%of it.", "%of", "% of"),
        ("You ca n't sit.", "ca n't", "can't"),
        ("You don&#8217;t sit.", "&#8217;", "’"),
        ("You donâ€™t sit.", "â€™", "’"),
        ("It came in december.", "december", "December"),
        ("He said “ old cat ” to us.", "“ old", "“old"),
        ("He said “old cat“ to us.", "cat“", "cat”"),
        ("He said “isn\\’t” to us.", "\\’", "’"),
        ("Beat COVID -19 now.", " -19", "-19"),
        ("Wait 30minutes.", "30minutes", "30 minutes"),
        ("See https://example.org .", " .", "."),
        ("A cold 5 ℃ day.", "℃", "°C"),
    ],
)
def test_lets_spacing_and_typography_pass(text: str, before: str, after: str) -> None:
    assert objection(text, before, after) is None
    start = text.index(before)
    assert guards.compare(text, text[:start] + after + text[start + len(before) :]) == []


def test_names_stay_but_may_change_case_and_spacing() -> None:
    context = Context(names=frozenset({"Qiao", "Fang", "Xiao Zhou"}))
    assert objection("Then Qiao came.", "Qiao", "Joe", context)
    assert objection("Then Fang Fang came.", " Fang came", " came", context)
    assert objection("Then Xiao Zhou came.", "Xiao Zhou", "the mother", context)
    assert objection("Then Qiao 's bowl fell.", " 's", "'s", context) is None
    assert objection("Then Qiao came .", " .", ".", context) is None


def test_a_term_is_stronger_than_a_learnt_name_but_not_than_a_kept_one() -> None:
    context = Context(names=frozenset({"Bao", "Ma", "Bao Ma"}), kept=frozenset({"Haier"}))
    assert objection("Bao Ma came.", "Bao Ma", "Mother", context, "terms") is None
    assert objection("Bao Ma came.", "Bao Ma", "Mother", context, "grammar")
    assert objection("A Haier fridge.", "Haier", "Higher", context, "terms")
    assert objection("A Haier fridge .", " .", ".", context) is None


def test_a_name_may_be_decoded_rightly() -> None:
    context = Context(names=frozenset({"JosÃ"}))
    assert objection("Then JosÃ© came.", "Ã©", "é", context, "encoding") is None


def test_compare_names() -> None:
    names = frozenset({"Qiao", "Xiao Zhou"})
    assert guards.compare("Qiao 's cat", "Qiao's cat", names) == []
    assert guards.compare("Qiao and Xiao Zhou", "Qiao and Zhou", names) == ["the name 'Xiao Zhou' was changed"]


def test_quotations_are_paired_whatever_their_family() -> None:
    text = 'A "slow» day and „one“ more “x“ "'
    assert [text[s:e] for s, e in guards.quotations(text)] == ["slow", "one", "x"]
    assert guards.quotations("no marks") == []
    assert guards.protected("“a «b» c”") == [(1, 8)]


def test_addresses_end_before_punctuation() -> None:
    text = "See https://example.org/a. Or www.example.org, or mail a.b@example.org!"
    assert [text[s:e] for s, e in guards.addresses(text)] == [
        "https://example.org/a",
        "www.example.org",
        "a.b@example.org",
    ]


def test_the_surroundings_hold_a_long_address_whole() -> None:
    text = f"See http://{'a' * 400}.example/at17: 00 today."
    at = text.index(": 00")
    assert guards.objection(text, at, at + 2, ":", Context()) == "it would change an address"


def test_offsets_are_code_points() -> None:
    text = "👍👍 It takes 30 minutes."
    assert objection(text, "30", "31")
    assert objection(text, " minutes", " minutes") is None


def test_parting_a_glued_name_changes_no_name() -> None:
    glued, parted = "NightSleep is good. We like NightSleep.", "Night Sleep is good. We like Night Sleep."
    assert guards.compare(glued, parted, frozenset({"NightSleep"})) == []
    assert guards.compare(glued, parted.replace("Night Sleep.", "Sleep."), frozenset({"NightSleep"})) != []


def test_a_name_is_not_parted_by_a_mark_or_a_blank() -> None:
    context = Context(names=frozenset({"Xiao Zhou", "HRonline"}))
    assert objection("Then Xiao Zhou came.", " Zhou", ", Zhou", context)
    assert objection("See HRonline there.", "Ronline", "R online", context)
    assert objection("Then Xiao Zhou ,who came.", " ,", ", ", context) is None
