"""LanguageTool's policy: what acts, what only suggests, what is off, and its guards."""

import csv
import subprocess
import sys

import pytest

from pipeline.model import Match
from pipeline.repair import policy, spelling
from pipeline.repair.context import Context
from pipeline.repair.findings import Findings
from pipeline.repair.policy import guards, load_policy
from pipeline.repair.rule import Change
from pipeline.repair.traits import Traits

ARTICLE = Context(traits=Traits(article=True))


def match(rule: str, text: str, found: str, *replacements: str, category: str = "GRAMMAR") -> Match:
    start = text.index(found)
    return Match(rule, "1", category, "misspelling", start, start + len(found), "Message.", replacements)


def changes(text: str, *matches: Match, context: Context | None = None) -> list[tuple[str, Change]]:
    return Findings(load_policy("en-US")).changes(text, matches, context or ARTICLE)


@pytest.mark.parametrize(
    ("rule", "text", "found", "replacement", "acts"),
    [
        ("COMMA_PARENTHESIS_WHITESPACE", "bran , oil", " ,", ",", True),
        ("COMMA_PARENTHESIS_WHITESPACE", "bran ,oil", " ,", ",", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "to paris .I have", " .", ".", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "the , 、 end", " ,", ",", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "about 3 . 5 mg", " .", ".", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "rooms 1 , 200", " ,", ",", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "Steel Co.,Ltd sold", ",Ltd", ", Ltd", None),
        ("DOUBLE_PUNCTUATION", "the ,, end", ",,", ",", None),
        ("DOUBLE_PUNCTUATION", "bran,, oil", ",,", ",", True),
        ("COMMA_PARENTHESIS_WHITESPACE", "say ' , go", "' ,", "',", None),
        ("ENGLISH_WORD_REPEAT_RULE", "on the the table", "the the", "the", True),
        ("ENGLISH_WORD_REPEAT_RULE", "Dr Fang Fang came", "Fang Fang", "Fang", None),
        ("ENGLISH_WORD_REPEAT_RULE", "he had had it", "had had", "had", None),
        ("ENGLISH_WORD_REPEAT_RULE", "the salt in it it keeps", "it it", "it", None),
        ("PHRASE_REPETITION", "its face is a pit a pit", "a pit a pit", "a pit", False),
        ("PHRASE_REPETITION", "back pain back pain", "back pain back pain", "back pain", True),
        ("COMMA_PARENTHESIS_WHITESPACE", "the menu( three lines)", "( ", "(", None),
        ("COMMA_PARENTHESIS_WHITESPACE", "the menu ( three lines)", "( ", "(", None),
        ("PHRASE_REPETITION", "sore back sore back sore back", "sore back sore back", "sore back", False),
        ("PHRASE_REPETITION", "very very very very", "very very very very", "very very", False),
        ("EN_COMPOUNDS_SELF_ISOLATE", "a self - isolating cat", "self - isolating", "self-isolating", True),
        ("EN_COMPOUNDS_NON_HUMAN", "a non human", "non human", "non-human", True),
        ("EN_COMPOUNDS_TOP_SOIL", "the top-soil", "top-soil", "topsoil", None),
        ("EN_COMPOUNDS_VIET_NAM", "in Viet Nam", "Viet Nam", "Vietnam", None),
        ("EN_A_VS_AN", "a apple", "a", "an", True),
        ("EN_A_VS_AN", "a MRI scan", "a", "an", False),
        ("EN_A_VS_AN", "the a old tree", "a", "an", False),
        ("LOWERCASE_MONTHS", "in january", "january", "January", True),
        ("LOWERCASE_MONTHS", "they march on", "march", "March", False),
        ("EN_SPECIFIC_CASE", "in new zealand", "new zealand", "New Zealand", False),
        ("DOUBLE_PUNCTUATION", "the end..", "..", ".", True),
        ("DOUBLE_PUNCTUATION", "the end.. and so on", "..", ".", False),
        ("MD_BASEFORM", "it can helps", "helps", "help", True),
        ("I_LOWERCASE", "so i am here", "i", "I", True),
        ("I_LOWERCASE", "for i in range", "i", "I", False),
        ("YEAR_OLD_HYPHEN", "a 5 year old", "5 year old", "5-year-old", False),
        ("DETERMINER_GEOGRAPHICAL_WORD", "in Netherlands", "Netherlands", "the Netherlands", True),
        ("HE_VERB_AGR", "he go home", "go", "goes", False),
        ("NEVER_HEARD_OF", "he go home", "go", "goes", False),
        ("COMMA_COMPOUND_SENTENCE", "wet and dry", " and", ", and", None),
    ],
)
def test_rows(rule: str, text: str, found: str, replacement: str, acts: bool | None) -> None:
    got = changes(text, match(rule, text, found, replacement))
    if acts is None:
        assert got == []
    else:
        assert [(rule_id, c.after, c.safe) for rule_id, c in got] == [(rule, replacement, acts)]


def test_a_style_category_is_off_and_a_match_without_replacement_gives_no_edit() -> None:
    text = "due to the fact"
    assert changes(text, match("ANY", text, "due", "as", category="STYLE")) == []
    assert changes(text, match("EN_UNPAIRED_QUOTES", text, "due")) == []


def test_a_likely_rule_acts_in_articles_and_beside_signs_of_translation_only() -> None:
    found = match("EN_A_VS_AN", "a apple", "a", "an")
    for context, acts in ((Context(), False), (ARTICLE, True), (Context(translated=lambda: True), True)):
        assert [change.safe for _, change in changes("a apple", found, context=context)] == [acts]


TRANSLATED = Context(traits=Traits(article=True), translated=lambda: True)


@pytest.mark.parametrize(
    ("rule", "text", "found", "replacement", "acts"),
    [
        ("MANY_NN", "There are many old person in it.", "many old person", "many old people", True),
        ("MANY_NN", "Many Bao Ma find it.", "Many Bao Ma", "Many Bao Mas", False),
        ("MANY_NN", "Many machine parts are old.", "Many machine", "Many machines", False),
        ("HE_VERB_AGR", "Since then she bring it to me.", "bring", "brings", True),
        ("HE_VERB_AGR", "They suggest that he bring it.", "bring", "brings", False),
        ("HE_VERB_AGR", "Why did the man he met bring it?", "bring", "brings", False),
        ("BEEN_PART_AGREEMENT", "The strip can be buy online.", "buy", "bought", True),
        ("BEEN_PART_AGREEMENT", "All the fish are gather at the top.", "gather", "gathered", True),
        ("BEEN_PART_AGREEMENT", "It is enough spray for a day.", "spray", "sprayed", False),
        ("BEEN_PART_AGREEMENT", "All they did was take it.", "take", "taken", False),
        ("BEEN_PART_AGREEMENT", "Which is belong to the shop.", "belong", "belonged", False),
        ("HAVE_PART_AGREEMENT", "I have take it for years.", "take", "taken", True),
        ("HAVE_PART_AGREEMENT", "If you have wore it once, wash it.", "wore", "worn", True),
        ("HAVE_PART_AGREEMENT", "All that they have bring them joy.", "bring", "brought", False),
        ("NON3PRS_VERB", "As long as you finds it, rest.", "finds", "find", True),
        ("NON3PRS_VERB", "The man with you finds it.", "finds", "find", False),
    ],
)
def test_what_acts_in_translations_only(rule: str, text: str, found: str, replacement: str, acts: bool) -> None:
    for context, safe in ((TRANSLATED, acts), (ARTICLE, False)):
        [(_, change)] = changes(text, match(rule, text, found, replacement), context=context)
        assert (change.after, change.safe) == (replacement, safe)


def test_suggestions_carry_message_and_ordered_alternatives() -> None:
    text = "he go home"
    [(_, change)] = changes(text, match("HE_VERB_AGR", text, "go", "goes", "went", "has gone"))
    assert (change.after, change.alternatives) == ("goes", ("went", "has gone"))
    assert change.why == "Message."
    assert not change.safe


def test_an_acting_match_goes_before_an_overlapping_suggestion() -> None:
    text = "on the the table"
    doubled = match("ENGLISH_WORD_REPEAT_RULE", text, "the the", "the")
    got = changes(text, match("XX", text, "the the table", "that table"), doubled)
    assert [rule for rule, _ in got] == ["ENGLISH_WORD_REPEAT_RULE"]


def test_unknown_words_are_offered_never_made() -> None:
    text = "Keep the tempreture even, in december too."
    [(rule, change)] = changes(text, match("MORFOLOGIK_RULE_EN_US", text, "tempreture", category="TYPOS"))
    assert rule == "MORFOLOGIK_RULE_EN_US"
    assert not change.safe
    assert change.after == "temperature"
    assert "no known word" in change.why
    assert not any(c.safe for _, c in changes(text, match("MORFOLOGIK_RULE_EN_US", text, "december", "December")))


def test_a_word_unlike_all_frequent_ones_is_not_guessed_at() -> None:
    assert changes("Ask Zhouxing.", match("MORFOLOGIK_RULE_EN_US", "Ask Zhouxing.", "Zhouxing")) == []


def test_names_of_the_article_are_not_even_mentioned() -> None:
    text = "Then Shangai laughed."
    found = match("MORFOLOGIK_RULE_EN_US", text, "Shangai")
    assert changes(text, found)
    assert changes(text, found, context=Context(names=frozenset({"Shangai Li"}))) == []


def test_ranking_prefers_the_articles_own_likely_words() -> None:
    context = Context(words=frozenset({"muscle"}))
    assert spelling.rank("muscel", ("mussel", "muscle", "muscular"), context)[0] == "muscle"
    assert spelling.rank("diarrea", ("diary", "diarrhea"), Context())[0] == "diarrhea"
    assert spelling.rank("word", ("word", "world", "world"), Context()) == ("world",)


def test_words_that_people_write_are_offered_only_a_slip_of_one_letter() -> None:
    assert spelling.candidates("etiology") == ()
    assert "separate" in spelling.candidates("seperate")
    assert spelling.candidates("diarrea")[0] == "diarrhea"


def test_words_of_the_other_variety_and_acronyms_get_no_spelling() -> None:
    for word in ("jeweller", "litres", "anaemia", "organisers", "MICs", "oestrogen", "defences"):
        assert spelling.change(word, match("MORFOLOGIK_RULE_EN_US", word, word), Context()) is None, word
    for word in ("recieve", "occured", "expence", "excersise"):
        assert spelling.change(word, match("MORFOLOGIK_RULE_EN_US", word, word), Context()) is not None, word


def test_offsets_outside_the_text_are_ignored() -> None:
    assert changes("short", Match("EN_A_VS_AN", "1", "MISC", "x", 3, 99, "", ("an",))) == []


def test_restriction() -> None:
    text = "on the the table"
    found = match("ENGLISH_WORD_REPEAT_RULE", text, "the the", "the")
    mine = load_policy("en-US")
    assert Findings(mine.restricted(lambda _, family: family == "languagetool")).changes(text, [found], Context())
    assert not Findings(mine.restricted(lambda _, family: family == "spacing")).changes(text, [found], Context())
    assert Findings(mine.restricted(lambda identity, _: identity == found.rule_id)).changes(text, [found], Context())


def test_table_and_guards_are_complete() -> None:
    with policy.TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["rule"] + row["language"] for row in rows}) == len(rows)
    assert {row["guard"] for row in rows} - {""} == guards().keys()
    assert all(row["evidence"] for row in rows)
    assert all(guard.__doc__ for guard in guards().values())
    for language, other in (("en-US", "EN_GB"), ("en-GB", "EN_US")):
        assert not any(row.id.endswith(other) for row in load_policy(language).rows)
    assert all(row.description for row in load_policy("en-US").rows)


def test_what_the_engine_is_asked_needs_no_rule_of_ours() -> None:
    """A run whose workers are kept by a server begins at once: its own process must not load the rules."""
    asks = (
        "import sys; from pipeline.kit import engine_settings; from pipeline.settings import Settings;"
        " assert engine_settings(Settings()).enabled_rules; sys.exit('pipeline.repair.rules' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", asks], check=True, timeout=60)
