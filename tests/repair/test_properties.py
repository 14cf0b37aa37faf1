"""What holds for any text: replay, undo, a second pass that changes nothing, and guards, on text made of artefacts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import CHANGING, Block, Repaired
from pipeline.repair import guards, names
from pipeline.repair.repair import Desk, replay, undo
from pipeline.repair.rule import Context, rules_of
from pipeline.repair.rules import BEFORE_ENGINE

RULES = [rule for module in BEFORE_ENGINE for rule in rules_of(module)]

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
