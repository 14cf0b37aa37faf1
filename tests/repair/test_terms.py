"""The termbase: each row fixes its example and leaves its keeps, rows don't disturb one another, users add theirs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Block
from pipeline.repair import guards, terms
from pipeline.repair.context import Context
from pipeline.repair.inflection import verb_forms
from pipeline.repair.needs import topics
from pipeline.repair.patterns import paths
from pipeline.repair.repair import Desk, replay, undo
from pipeline.repair.rule import Change, Passage, Rule
from pipeline.repair.terms import TermbaseError, load_terms
from pipeline.repair.toolbox import open_toolbox

LANGUAGES = ("en-US", "en-GB")
HEADER = "id,found,wanted,pos,needs,domain,safety,example,keep,source\n"


def applied(text: str, changes: list[Change]) -> str:
    for change in reversed(changes):
        text = text[: change.start] + change.after + text[change.end :]
    return text


@pytest.fixture(scope="module", params=LANGUAGES)
def loaded(request: pytest.FixtureRequest) -> tuple[tuple[Rule, ...], list[Rule]]:
    found = load_terms(request.param)
    return found.rules, list(found.as_rules())


def all_changes(rules: tuple[Rule, ...], text: str) -> list[Change]:
    """The changes of the first rule that has some, as the next one sees what the last left."""
    return next((found for rule in rules if (found := rule.changes(Passage(text)))), [])


def test_each_row_has_an_example_and_makes_it(loaded: tuple[tuple[Rule, ...], list[Rule]]) -> None:
    wrong = []
    for row in loaded[1]:
        examples = {**row.fixes, **row.suggests}
        assert examples, row.id
        for before, after in examples.items():
            got = applied(before, row.changes(Passage(before)))
            if got != after or before == after:
                wrong.append((row.id, before, got, after))
    assert not wrong


def test_only_its_own_row_fires_on_an_example(loaded: tuple[tuple[Rule, ...], list[Rule]]) -> None:
    wrong = []
    for row in loaded[1]:
        for before in {**row.fixes, **row.suggests}:
            wrong += [(row.id, c.rule) for c in all_changes(loaded[0], before) if c.rule != row.id]
    assert not wrong


def test_keeps_and_fixed_examples_are_left_alone_by_every_row(loaded: tuple[tuple[Rule, ...], list[Rule]]) -> None:
    wrong = []
    for row in loaded[1]:
        for text in (*row.keeps, *row.fixes.values(), *row.suggests.values()):
            wrong += [(row.id, c.rule, text) for c in all_changes(loaded[0], text)]
    assert not wrong


def test_guards_pass_what_safe_rows_do(loaded: tuple[tuple[Rule, ...], list[Rule]]) -> None:
    wrong = []
    for row in loaded[1]:
        for text in row.fixes:
            for c in row.changes(Passage(text)):
                objection = guards.objection(text, c.start, c.end, c.after, Context(), row.family)
                if objection:
                    wrong.append((row.id, objection))
    assert not wrong


def test_several_hundred_rows_over_all_domains_and_languages() -> None:
    rows = [term for term in load_terms("en-US").terms if term.family == "terms"]
    assert len(rows) >= 400
    by_domain = {term.domain for term in rows}
    for domain in (
        "baby",
        "pregnancy",
        "tcm",
        "health",
        "food",
        "beauty",
        "plants",
        "pets",
        "home",
        "technology",
        "cars",
    ):
        assert domain in by_domain
    sources = {term.source.split()[0] for term in rows if term.source}
    assert sources >= {"zh", "ru", "ja", "ko", "de", "id", "vi", "it", "ar"}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Good friend or not, a novice mother is tired.", "Good friend or not, a new mother is tired."),
        ("NOVICE MOTHERS need help.", "NEW MOTHERS need help."),
        ("Advice for Novice Mothers and Their Friends", "Advice for New Mothers and Their Friends"),
        ("Hens stopped rushing in May.", "Hens stopped laying in May."),
        ("The mother-to-be ate a monkey peach.", "The mother-to-be ate a kiwi fruit."),
        ("It was an intestinal excitement syndrome.", "It was an irritable bowel syndrome."),
        ("A natural abortion's cause is often unknown.", "A miscarriage's cause is often unknown."),
        ("She sat in the confinement, like her mother.", "She observed postpartum rest, like her mother."),
    ],
)
def test_number_case_inflection_and_article_are_kept(text: str, after: str) -> None:
    assert applied(text, all_changes(load_terms("en-US").rules, text)) == after


def test_a_referred_word_that_moves_leaves_the_capital_of_the_sentence_behind(tmp_path: Path) -> None:
    own = write(tmp_path, "own.csv", "a,reason/reasons of kin,family <1>,,,,safe,,,\n")
    rules = load_terms("en-US", [own]).rules
    for text, after in (
        ("Reasons of kin count.", "Family reasons count."),
        ("1. Reason of kin: it counts.", "1. Family reason: it counts."),
        ("The reasons of kin count.", "The family reasons count."),
        ("REASONS OF KIN COUNT.", "FAMILY REASONS COUNT."),
    ):
        assert applied(text, all_changes(rules, text)) == after


def test_a_likely_row_acts_only_where_the_article_shows_signs_of_translation(tmp_path: Path) -> None:
    own = write(tmp_path, "own.csv", "a,moss cup,moss pot,,,,likely,,,\n")
    rule = load_terms("en-US", [own]).rules[0]
    text = "The moss cup is full."
    for context, safe in ((Context(translated=lambda: False), False), (Context(translated=lambda: True), True)):
        assert [c.safe for c in rule.changes(Passage(text, "text", context))] == [safe]


def test_a_reference_stands_for_all_words_of_an_alternative(tmp_path: Path) -> None:
    own = write(tmp_path, "own.csv", "a,fern/ivy-moss and oak/ash-elm,<3> beside <1>,,,,safe,,,\n")
    rules = load_terms("en-US", [own]).rules
    for text, after in (
        ("We saw fern and oak.", "We saw oak beside fern."),
        ("We saw ivy-moss and ash elm.", "We saw ash elm beside ivy-moss."),
        ("Ivy moss and oak grow.", "Oak beside ivy moss grow."),
    ):
        assert applied(text, all_changes(rules, text)) == after


def test_a_missing_word_is_counted_by_references(tmp_path: Path) -> None:
    own = write(tmp_path, "own.csv", "a,light the? moss/fern,burn the <3>,,,,safe,,,\n")
    rules = load_terms("en-US", [own]).rules
    assert applied("We light the fern.", all_changes(rules, "We light the fern.")) == "We burn the fern."
    assert applied("We light fern.", all_changes(rules, "We light fern.")) == "We burn the fern."


def test_terms_are_found_wherever_a_text_has_them(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        "own.csv",
        "a,<n> sun cups,<n> pots,,,,safe,,,\nb,sun cup,pot,n,,,safe,,,\nc,cup sun,light,,,,safe,,,\n",
    )
    rules = load_terms("en-US", [own]).rules
    text = "Sun cup, 3 sun cups, cup sun cup, a sun"
    assert applied(text, all_changes(rules, text)) == "Pot, 3 pots, light cup, a sun"


def test_national_spelling() -> None:
    text = "The baby is diarrhea."
    assert applied(text, all_changes(load_terms("en-US").rules, text)) == "The baby has diarrhea."
    assert applied(text, all_changes(load_terms("en-GB").rules, text)) == "The baby has diarrhoea."


def test_likely_rows_act_only_beside_other_signs_of_translation() -> None:
    alone = "Insist on exercise and sleep."
    beside = "A novice mother drinks amniotic water. Insist on exercise and sleep."
    toolbox = open_toolbox()
    assert [e.outcome for e in toolbox.repair_texts([alone], None)[0][1]] == ["suggested"]
    text, edits, _ = toolbox.repair_texts([beside], None)[0]
    assert "Exercise regularly and sleep." in text
    assert {e.outcome for e in edits} == {"applied"}


def test_the_sign_may_stand_in_another_block_and_may_be_switched_off() -> None:
    texts = ("Insist on exercise and sleep.", "A novice mother drinks amniotic water.")
    blocks = [Block(i, "text", 0, len(text), text) for i, text in enumerate(texts)]
    toolbox = open_toolbox(only=["insist-on-exercise"])
    done, _ = toolbox.repair(blocks, toolbox.context("text/plain", blocks, document=False), None)
    assert [one.text for one in done] == ["Exercise regularly and sleep.", texts[1]]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It depends of the season.", "It depends on the season."),
        ("I depend of course on the season.", None),
        ("They may depend from time to time on luck.", None),
        ("She is allergic for two years now.", None),
        ("It is responsible of growth.", "It is responsible for growth."),
    ],
)
def test_adverbials_are_no_wrong_prepositions(text: str, after: str | None) -> None:
    block, toolbox = Block(0, "text", 0, len(text), text), open_toolbox()
    (done,), _ = toolbox.repair([block], toolbox.context("text/plain", [block], document=True), None)
    assert done.text == (after or text)


def test_grammar_is_only_suggested_in_a_lone_text() -> None:
    text, edits, _ = open_toolbox().repair_texts(["It depends of the season."], None)[0]
    assert text == "It depends of the season."
    assert [e.outcome for e in edits] == ["suggested"]


def test_topic_of_the_article_decides() -> None:
    text = "Put it in the basin and drive insects away."
    assert not all_changes(load_terms("en-US").rules, text)
    block = "At home we drive insects every month."
    rule = load_terms("en-US").rules[0]
    assert not rule.changes(Passage(block))
    context = Context(words=frozenset({"cat", "vet", "kitten"}))
    assert [c.rule for c in rule.changes(Passage(block, "text", context))] == ["drive-insects"]


def write(folder: Path, name: str, rows: str, header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + rows, "utf-8")
    return path


def test_user_termbase_with_must_keep_and_conflict(tmp_path: Path) -> None:
    path = write(tmp_path, "own.csv", "mine,shop mother,shop owner,n,,,safe,,,\nours,novice mother,,,,,keep,,,\n")
    found = load_terms("en-US", [path])
    assert "mine" in found.ids
    assert found.kept == {"novice mother"}
    text = "Two shop mothers met a novice mother."
    assert applied(text, all_changes(found.rules, text)) == "Two shop owners met a novice mother."
    assert len(found.conflicts) == 1
    assert "novice mother" in found.conflicts[0]


def test_user_row_wins_over_bundled_and_first_termbase_over_second(tmp_path: Path) -> None:
    one = write(tmp_path, "one.csv", "a,romance virus,love virus,,,,safe,,,\n")
    two = write(tmp_path, "two.csv", "b,romance virus,heart virus,,,,safe,,,\n")
    found = load_terms("en-US", [one, two])
    assert applied("The romance virus.", all_changes(found.rules, "The romance virus.")) == "The love virus."
    assert len(found.conflicts) == 2


def test_must_keep_rows_need_no_column_wanted(tmp_path: Path) -> None:
    path = write(tmp_path, "own.csv", "mine,Blue Moon,keep\n", "id,found,safety\n")
    assert load_terms("en-US", [path]).kept == {"Blue Moon"}


def test_rows_of_one_termbase_that_contradict_each_other_are_reported(tmp_path: Path) -> None:
    rows = "a,zig zag,wave,n,,,safe,,,\nb,Zig Zag,curve,n,,,safe,,,\nc,zig zag,bend,n,near=road,,safe,,,\n"
    found = load_terms("en-US", [write(tmp_path, "own.csv", rows)])
    assert len(found.conflicts) == 1
    assert all(word in found.conflicts[0] for word in ("own.csv", "row a", "row b", "wave", "curve"))
    assert [c.after for c in found.rules[0].changes(Passage("A zig zag."))] == ["wave"]


def test_a_row_that_rewrites_most_of_a_heading_only_suggests(tmp_path: Path) -> None:
    rule = load_terms("en-US").rules[0]
    heading, body = "Romance virus", "The romance virus deletes all files of those who open it."
    assert [c.safe for c in rule.changes(Passage(heading, "heading"))] == [False]
    assert [c.safe for c in rule.changes(Passage(heading))] == [True]
    assert [c.safe for c in rule.changes(Passage(body, "heading"))] == [True]
    own = load_terms("en-US", [write(tmp_path, "own.csv", "mine,zig zag,wave,n,,,safe,,,\n")])
    assert [c.safe for c in own.rules[0].changes(Passage("Zig zag", "heading"))] == [True]


def test_restricted_to_ids_and_families(tmp_path: Path) -> None:
    path = write(tmp_path, "own.csv", "mine,shop mother,shop owner,n,,,safe,,,\nours,Blue Moon,,,,,keep,,,\n")
    found = load_terms("en-US", [path])
    only = found.restricted(lambda identity, _: identity == "mine")
    assert only.ids == {"mine", "ours"}
    assert {term.family for term in found.restricted(lambda _, family: family == "grammar").terms} == {
        "grammar",
        "terms",
    }


@pytest.mark.parametrize(
    ("rows", "header", "reason"),
    [
        ("a,b,c\n", "id,found,color\n", "line 1: the header has an unknown column 'color'"),
        ("a,b\n", "id,wanted\n", "line 1: the header lacks the column 'found'"),
        ("a,,c,,,,,,,\n", HEADER, "line 2: the column 'found' is empty"),
        ("a,b,c,,,,sure,,,\n", HEADER, "line 2: safety is 'sure'"),
        ("a,b,c,x,,,,,,\n", HEADER, "line 2: pos is 'x'"),
        ("a,b,c,,,,,,,\na,d,e,,,,,,,\n", HEADER, "line 3: the id 'a' stands twice"),
        ("a,b,c,,close=x,,,,,\n", HEADER, "line 2: needs 'close=x' can't be read"),
        ("a,b,c,,topic=moon,,,,,\n", HEADER, "line 2: unknown topic 'moon'"),
        ("a,b,b,,,,,,,\n", HEADER, "line 2: found and wanted are the same"),
        ("a,b,,,,,safe,,,\n", HEADER, "line 2: the column 'wanted' is empty"),
        ("a,b,,,,,keep,,,\nc,d,,,,,,,,\n", HEADER, "line 3: the column 'wanted' is empty"),
        ("a,b\n", "id,found\n", "line 2: the column 'wanted' is empty or missing"),
        ("a,b,c,,,,,,,,,\n", HEADER, "line 2: it has more cells than the header"),
    ],
)
def test_unusable_termbase_says_where_and_why(tmp_path: Path, rows: str, header: str, reason: str) -> None:
    path = write(tmp_path, "bad.csv", rows, header)
    with pytest.raises(TermbaseError, match=reason.replace("(", r"\(")) as caught:
        load_terms("en-US", [path])
    assert "bad.csv" in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(TermbaseError, match="can't be read"):
        load_terms("en-US", [tmp_path / "x.csv"])
    with pytest.raises(TermbaseError, match="can't be read"):
        load_terms("en-US", [tmp_path / "missing.csv"])


def test_semicolons_byte_order_mark_and_missing_columns(tmp_path: Path) -> None:
    path = tmp_path / "semi.csv"
    path.write_text("\ufeffid;found;wanted\nz;zig zag;wave\n", "utf-8")
    found = load_terms("en-US", [path])
    assert [c.after for c in found.rules[0].changes(Passage("A zig zag."))] == ["wave"]
    assert not found.rules[0].changes(Passage("A zig zag."))[0].safe


def test_no_row_wants_what_another_finds_without_conditions() -> None:
    rows = load_terms("en-US").terms
    free = {
        words: term.id for term in rows if not term.needs.conditions for _, words in paths(term.found.lower(), term.pos)
    }
    again = [
        (t.id, free[words])
        for t in rows
        if "<" not in t.wanted
        for _, words in paths(t.wanted.lower().replace("(a) ", ""), t.pos)
        if words in free
    ]
    assert not again


def test_no_form_of_a_verb_stands_beside_the_verb_that_takes_it() -> None:
    again = []
    for term in load_terms("en-US").terms:
        if term.pos == "v":
            parts = term.found.split()
            head = next((part for part in parts if "*" in part), parts[0])
            words = head.replace("*", "").split("/")
            again += [(term.id, w) for w in words if any(w in verb_forms(v)[1:] for v in words if v != w)]
    assert not again


def test_topics_are_used_and_used_topics_exist() -> None:
    text = "".join((Path(terms.__file__).parent / name).read_text("utf-8") for name, _ in terms.BUNDLED)
    assert all(f"={name}" in text or f" {name}" in text for name in topics())


RULES = load_terms("en-US").rules
EXAMPLES = [text for row in load_terms("en-US").as_rules() for text in {**row.fixes, **row.suggests}]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=6))
def test_articles_made_of_examples_replay_undo_and_are_clean_after_one_pass(chosen: list[str]) -> None:
    def clean(text: str) -> str:
        desk = Desk(Block(0, "text", 0, len(text), text), Context())
        for rule in RULES:
            desk.run(rule)
        done = desk.done()
        assert replay(text, done.edits) == done.text
        assert undo(done.text, done.edits) == text
        return done.text

    once = clean(" ".join(chosen))
    assert clean(once) == once
