"""What holds for any text: replay, undo, a second pass that changes nothing, and guards, on text made of artefacts and
of the rules' examples."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import clean
from pipeline.kit import Kit
from pipeline.model import CHANGING, Block, Repaired, Source
from pipeline.reading import decode
from pipeline.repair import guards, names
from pipeline.repair.context import Context
from pipeline.repair.repair import Desk, replay, undo
from pipeline.repair.rule import Rule, rules_of
from pipeline.repair.rules import AFTER_ENGINE, BEFORE_ENGINE
from pipeline.repair.terms import load_terms
from pipeline.repair.toolbox import open_toolbox

RULES = [*rules_of(*BEFORE_ENGINE)]

WORDS = (
    "the of water mother heart Wei Fang Node.js p.Gly276Glu e.g. etc 3.5 1,000 17:00 don't I i december not no never"
    " it's life liver"
    " https://example.org/a?b=1&c=2 me@example.org #tag C3PO 10% mg/kg 小心 头痛 é 👍 café very bran said And Or iPhone"
    " U.S.A. Ph.D. so-called"
).split()
JOINTS = (
    ' ', ' ', ' ', ', ', '. ', ' , ', ' . ', '.', ',', '? ', '！', '，', '。', '、', ' (', ') ', '（', '）', ' "',
    '" ', '“', '”', ' “ ', ' ” ', '«', '»', "'", '’', " '", "' ", "n't ", " n't ", " 's ", "\\'", '-', ' -',
    '- ', ' - ', '/', ' / ', ':', ': ', ' : ', '%', ' % ', '...', ' . . . ', '…', '\n', '\n\n', '  ', '\xa0',
    '\u200b', '\u3000', '\x00', '&nbsp;', '&#8217;', '&amp;', '<p>', '</p>', '< / P >', 'p>', 'â€™', 'Ã©',
    '～', '°', '\ufffd', '`', '~', '【', '】', '「', '」', '; ', ';;', ',,', '..', '?.', '!', '1', '2, 000', ' 30',
    '0. 5', ' or ', ' and ', ' the the ',
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=24).map("".join)
DOCUMENT = st.booleans()


def examples(rules: Iterable[Rule]) -> list[str]:
    return [text for rule in rules for text in (*rule.fixes, *rule.suggests, *rule.keeps)]


OURS = examples(rules_of(*BEFORE_ENGINE, *AFTER_ENGINE))
TERMS = examples(load_terms("en-US").as_rules())
JOINED = st.tuples(
    st.sampled_from((" ", "\n", "\n\n", "")),
    st.lists(st.one_of(st.sampled_from(OURS), st.sampled_from(TERMS)), min_size=2, max_size=12),
).map(lambda parts: parts[0].join(parts[1]))
TOOLBOX = open_toolbox()


def repaired(text: str, document: bool = False) -> Repaired:
    blocks = [Block(0, "text", 0, len(text), text)]
    desk = Desk(blocks[0], Context(document=document, names=names.learn(blocks), words=names.words(blocks)))
    for rule in RULES:
        desk.run(rule)
    return desk.done()


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXT, DOCUMENT)
def test_replays_and_undoes(text: str, document: bool) -> None:
    done = repaired(text, document)
    assert replay(text, done.edits) == done.text
    assert undo(done.text, done.edits) == text


@settings(max_examples=600, deadline=None, derandomize=True)
@given(TEXT, DOCUMENT)
def test_a_second_pass_changes_nothing(text: str, document: bool) -> None:
    once = repaired(text, document).text
    again = repaired(once, document)
    assert [e for e in again.edits if e.outcome in CHANGING] == []


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXT)
def test_guards_hold(text: str) -> None:
    assert guards.compare(text, repaired(text).text) == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    done = repaired(text)
    assert undo(done.text, done.edits) == text
    assert repaired(done.text).text == done.text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(JOINED)
def test_a_second_pass_over_joined_examples_changes_nothing(text: str) -> None:
    """Our own rules and the termbase, over examples of rules that have nothing to do with one another."""
    once = TOOLBOX.repair_texts([text], None)[0][0]
    assert TOOLBOX.repair_texts([once], None)[0][0] == once


_SAID = (
    "the soft leaves", "wash it in cold water", "keep the pot dry", "numb", "the old wall", "rinse the bowl well",
    "for ten minutes", "it is normal", "itchy", "put it in the shade", "the milk comes slowly and the pot is full of",
)  # fmt: skip
REPEATED = st.tuples(
    st.sampled_from(("", "It feels ", "Then ", "Dry it, ", "Every day we see ")),
    st.lists(st.sampled_from(_SAID), min_size=1, max_size=2, unique=True).map(" ".join),
    st.integers(2, 7),
    st.sampled_from((" ", ", ", "\n", " or ", " and ")),
    st.sampled_from(("", ".", " and then rest.", " The rest stays as it is.", "\nIt is enough.")),
).map(lambda parts: parts[0] + parts[3].join([parts[1]] * parts[2]) + parts[4])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(REPEATED, DOCUMENT)
def test_what_stands_again_and_again_goes_at_once(text: str, document: bool) -> None:
    again = repaired(repaired(text, document).text, document)
    assert [e for e in again.edits if e.family == "doubling" and e.outcome in CHANGING] == []


@pytest.mark.parametrize(
    "text",
    [
        "the 2、 : .",  # marks that clash, in a row
        "Feed it. i = 1 and i can vary",  # a capital that hides a formula
        "It is left.Five“black hands”come.",  # a quotation glued to a glued sentence
        "It is there.Whydo they ask?",  # a glued word behind a glued stop
        "So it goes.....We wait.",  # an ellipsis of too many dots
        "It is late. soy takes 70% of them all This is one of it.",  # a lost stop behind a lost capital
        "Steam the mantis shrimp.\nSteam the Pipi shrimp.",  # sentences that a term makes equal
        "It ate worms.Xiaobian left.",  # a term glued to a stop
        "The baby mother is a picky eclipse. The baby before full moon eats, mothers say.",  # a term against another
    ],
)
def test_a_second_pass_finds_the_evidence_of_the_first(text: str) -> None:
    once = TOOLBOX.repair_texts([text], None)[0][0]
    assert TOOLBOX.repair_texts([once], None)[0][0] == once


def test_a_second_pass_over_an_article_changes_nothing(kit: Kit) -> None:
    """An article in which a term gives a noun the article that `bare-topic-noun` looks for."""
    raw = (Path(__file__).parents[1] / "cases" / "marked" / "g11.txt").read_bytes()
    once, _ = clean(decode(Source("g11", "g11", raw, "text/plain"), kit.settings), kit)
    assert clean(decode(Source("g11", "g11", once.encode(), "text/plain"), kit.settings), kit)[0] == once
