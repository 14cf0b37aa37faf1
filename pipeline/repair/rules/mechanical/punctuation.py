"""Punctuation marks: doubled, stray, or standing for another."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, code_like, known

_DOUBLED = compiled(
    r"(?<=[\w)”\"])(,)(?: ?,)+(?=\s|$|[A-Za-z]{3})|(?<=[\w)])(;)(?: ?;)+(?=\s|$)|(?<=[\w)])(:)(?: :)+(?=\s)"
)
_DOUBLED_STOP = compiled(r"(?:(?<=[a-z)”\"]{2})|(?<=\d\]))\. ?\.(?=\s+[A-Z“\"]|\s*$)(?<!\.\.\.)")
_CLASH = compiled(
    r"(?<=[\w)])[,;:](?: ?[,;:])* ?(?=[.!?](?:\s|$))|(?<=[\w)][?!]) ?\.(?=\s|$)(?! \.)"
    r"|(?<=[\w)]),(?: ?,)* ?(?=[;:](?:\s|$))"
    r"|(?<=[a-z]{4}\.)(?<!\bapprox\.)(?<!\bdept\.)(?:,(?= [A-Z][a-z]* [a-z])|;(?= [A-Z]|\s*$))"
)
_LAST_WORD = compiled(r"[a-z]+(?=\.\Z)")
_ETC = compiled(r"\b(etc)(?:\.(?: ?[.…])+|…(?: ?[.…])*)|\b(etc\.) (?=,)")
_SAYING = frozenset("say says said think thought song book film movie called named show series title".split())
_DOTS = compiled(r"…[….]+|(?<![….])\.{5,}(?!\.)")
_STRAY = compiled(r"^[,;.?!:·、。]+ +(?=[A-Za-z](?!\w{0,3}>))|^[,;]+(?=[A-Za-z](?!\w{0,3}>))")
_HEADLINE = compiled(r"^[^.!?]{4,90}[a-z)]\.$")
_DASHED = compiled(
    r"(?<![\w-])([a-z]{3,}|[a-z]+(?:ed|ing))-(this|these|those|they|we|he|she|which|there|but|because|however|whose"
    r"|although)(?= [a-z])"
)
_ADVERB_DASHED = compiled(
    r"(?<![\w-])[a-z]{4,}ly(?P<dash>-)(?=(?:with|by|for|in|on|at|to|how|this|if|when|so|it|the|these|that)(?= [a-z]))"
)
_ABBREVIATED = compiled(r"(?:\b(?:[A-Za-z]|etc|Inc|Ltd|Co|Corp|Jr|Sr|St|vs|al|No|a\.m|p\.m)|\.[A-Za-z])\.$")


@rule(
    "punctuation",
    fixes={"Wash it,, then dry it, , well;; yes.": "Wash it, then dry it, well; yes."},
    keeps=("a,,b,,c in a csv", "Wait... what?", ";; a comment", "std::sort"),
    trigger=r",,|, ,|;;|; ;|: :",
)
def drop_doubled_mark(passage: Passage) -> Iterator[Change]:
    """Drop the repetition of a comma, a semicolon or a colon."""
    for m in passage.find(_DOUBLED):
        sign = m[1] or m[2] or m[3]
        glued = passage.text[m.end() : m.end() + 1].isalpha()
        yield Change(m.start(), m.end(), sign + (" " if glued else ""))


@rule(
    "punctuation",
    fixes={"It dries fast.. Then fold it..": "It dries fast. Then fold it."},
    keeps=("Wait... what?", "../folder", "1..5", "He paused.. and left."),
    chars=".",
    trigger=r"\. ?\.",
    again=True,
)
def drop_doubled_stop(passage: Passage) -> Iterator[Change]:
    """Drop the second of two full stops at the end of a sentence."""
    text = passage.text
    for m in passage.find(_DOUBLED_STOP):
        if (
            text[m.start() - 1] != "."
            and text[m.end() : m.end() + 1] != "."
            and not _ABBREVIATED.search(text[max(0, m.start() - 5) : m.start() + 1])
        ):
            yield Change(m.start(), m.end(), ".")


@rule(
    "punctuation",
    fixes={
        "Wash it,. Does it hurt?. Yes;.": "Wash it. Does it hurt? Yes.",
        "It weighed 8 kg! . And yours? .": "It weighed 8 kg! And yours?",
        "Wash it, : .": "Wash it.",
        "It is cold., Then eat it.": "It is cold. Then eat it.",
        "The rubbing stops.;": "The rubbing stops.",
    },
    keeps=("apples, pears, etc., too", "He works for Acme Corp., The firm said.", "Yahoo! Inc.", "What?! No.", "a:.b"),
    trigger=r"[,;:?!] ?[.;:!?]|\.[,;]",
)
def drop_clashing_mark(passage: Passage) -> Iterator[Change]:
    """Of marks that can't stand together, drop the weaker (`,.`, `?.`), all of a run at once."""
    for m in passage.find(_CLASH):
        before, after = passage.text[m.start() - 1], passage.text[m.end() : m.end() + 1]
        if m[0].rstrip()[-1] == ":" and after != "." and passage.kind == "text":
            continue
        if before == "." and not known(_LAST_WORD.findall(passage.text[max(0, m.start() - 20) : m.start()])[0], 3.5):
            continue
        yield Change(m.start(), m.end(), "")


@rule(
    "punctuation",
    fixes={"Eat pears, nuts, etc... Then rest.": "Eat pears, nuts, etc. Then rest."},
    keeps=("Eat pears, etc. Then rest.", "Wait... etc."),
    trigger=r"\betc",
)
def shorten_etc(passage: Passage) -> Iterator[Change]:
    """Give “etc.” one full stop instead of an ellipsis."""
    for m in passage.find(_ETC):
        yield Change(m.start(), m.end(), "etc.")


@rule(
    "punctuation",
    fixes={"And then…… it rains.": "And then… it rains."},
    suggests={"So it goes......": "So it goes..."},
    keeps=("And then… it rains.", "So it goes....", "Contents......... 5", "Wait..."),
    chars="….",
    trigger=r"……|…\.|\.{5}",
)
def shorten_ellipsis(passage: Passage) -> Iterator[Change]:
    """Make the double ellipsis of Chinese, and longer rows of dots in a sentence, one ellipsis. Leaders of a table of
    contents stay. How many dots a lone text has is its writer's business: there it is only suggested."""
    text = passage.text
    for m in passage.find(_DOTS):
        if m[0][0] == "." and re.match(r" ?\d", text[m.end() :]):
            continue
        dots = "…" not in m[0]
        yield Change(m.start(), m.end(), "..." if dots else "…", safe=not dots or passage.context.article)


@rule(
    "punctuation",
    fixes={", Then wash the bowl.": "Then wash the bowl.", "? Second, rest a while.": "Second, rest a while."},
    keeps=(".NET is a framework.", "...And then it rains.", "¿Qué?", "?", "!Important", "::root 0%"),
    trigger=r"^[,;.?!:·、。]",
)
def drop_stray_start(passage: Passage) -> Iterator[Change]:
    """Drop a mark at the beginning that belongs to nothing: a lost bullet, or the end of a line that was cut off."""
    m = None if code_like(passage.text) else _STRAY.match(passage.text)
    if m and not m[0].startswith(("..", "!!", "??", "?!")):
        yield Change(m.start(), m.end(), "")


@rule(
    "punctuation",
    fixes={},
    keeps=("Wash it first", "What is pH?", "Apples, pears, etc.", "Wash it. Dry it."),
    suggests={"Wash the bowl every day.": "Wash the bowl every day"},
    kinds=("title", "heading", "item-title"),
    chars=".",
)
def headline_stop(passage: Passage) -> Iterator[Change]:
    """A headline takes no full stop. Suggested: house styles differ."""
    text = passage.text.rstrip()
    if _HEADLINE.match(text) and not _ABBREVIATED.search(text):
        yield Change(len(text) - 1, len(text), "", safe=False)


@rule(
    "punctuation",
    fixes={
        "It may bring on a heat-this is common.": "It may bring on a heat – this is common.",
        "Clean it correctly-with these tips it works.": "Clean it correctly – with these tips it works.",
    },
    keeps=(
        "a know-it-all",
        "do-it-yourself kits",
        "a so-called, all-but-finished job",
        "here-there",
        "pick-and-mix",
        "a fly-by-night, only-in-name firm",
    ),
    trigger=r"[a-z]-(?:th|we|he|she|wh|b|how|al|[iowsf])",
)
def hyphen_as_dash(passage: Passage) -> Iterator[Change]:
    """Make a hyphen before the first word of a new clause, or between an adverb and a word of grammar, a dash."""
    for m in passage.find(_ADVERB_DASHED):
        yield Change(m.start("dash"), m.end("dash"), " – ")
    for m in passage.find(_DASHED):
        if known(m[1], 3.0) and m[1] not in (
            "all",
            "any",
            "last",
            "here",
            "there",
            "anything",
            "everything",
            "nothing",
        ):
            yield Change(m.end(1), m.end(1) + 1, " – ")


@rule(
    "punctuation",
    fixes={"It is one of the signs. of a cold.": "It is one of the signs of a cold."},
    keeps=(
        "The skin changes often. Then it heals.",
        "It is approx. of that size.",
        "e.g. to sit",
        "It went on... to the end.",
    ),
    suggests={"The skin changes often. to this kind": "The skin changes often to this kind"},
    trigger=r"\. [a-z]",
)
def sentence_cut_in_two(passage: Passage) -> Iterator[Change]:
    """A full stop before a word that can't begin a sentence cuts one in two. “Of”, “than” and “or” are certain;
    other words may have lost their capital instead, and are only suggested."""
    if code_like(passage.text):
        return
    for m in re.finditer(
        r"(?<=[a-z]{3})\.(?= (of|nor|to|from|and|or|which|than|into|upon|such as|so that|with)\b)", passage.text
    ):
        word = re.search(r"[a-zA-Z]+$", passage.text[max(0, m.start() - 20) : m.start()])
        if word and known(word[0], 1.5) and word[0] not in ("approx", "etc", "vol", "ref", "est", "dept", "inc"):
            capital = f". {m[1][0].upper()}{m[1][1:]}"
            safe = m[1] in ("of", "than", "nor", "or")
            yield Change(m.start(), m.end(1), f" {m[1]}", safe=safe, alternatives=(capital,))


_LOST_STOP = compiled(
    r"(?:\A|(?<=[.!?] ))(?P<said>[A-Za-z][^.!?;\"“”\n]{12,200}?[a-z] (?P<last>[a-z]{3,}))(?P<gap>)"
    r"(?= (?:It|They|We|He|She|You|This|These|There)"
    r" (?:is|are|was|were|will|can|cannot|has|have|should|must|may|do|does) [a-z])"
)
_UNDER = compiled(r"(?:If|When|Although|Because|Since|While|After|Before|Once|As|Unless|Though|Whether)\b", re.I)
_VERB_BEFORE = compiled(r"\b(?:is|are|was|were|will|can|may|must|should|has|have|do|does|[a-z]{3,}s)\b")


@rule(
    "punctuation",
    fixes={"The whole group will lay eggs It will go back.": "The whole group will lay eggs. It will go back."},
    keeps=(
        "If the whole group is well It will go back.",
        "They read the book It is good to them.",
        "The song We are the world is old.",
        "The whole group will say It is good.",
    ),
    kinds=("text",),
    trigger=r"[a-z] (?:It|They|We|He|She|You|This|These|There) [a-z]",
)
def lost_stop(passage: Passage) -> Iterator[Change]:
    """Put the lost full stop before a capital pronoun and its verb, behind a noun and a statement with its own verb.
    Behind a clause of condition or a word of grammar it is the capital that is wrong."""
    for m in passage.find(_LOST_STOP):
        noun = m["last"] not in FUNCTION and m["last"] not in _SAYING and known(m["last"])
        if noun and not _UNDER.match(m["said"]) and _VERB_BEFORE.search(m["said"][:-1]) and m["said"].count(" ") > 3:
            yield Change(m.start("gap"), m.start("gap"), ".")


_LINKED = compiled(
    r"(?:\A|(?<=[.!?] )|(?<=\n))(?:In addition(?! to\b)|In other words|For (?:example|instance)|First of all"
    r"|Generally speaking|On the other hand|As a result(?! of\b)|In conclusion|In fact"
    r"|In short(?! (?:time|term|order|supply|intervals?)\b)"
    r"|As time (?:goes|went) (?:by|on)|After a (?:while|period of time)|In summary|All in all|To sum up(?! in\b)"
    r"|In a word(?= (?:it|they|we|you|he|she|there|this|these|the|[a-z]+ing)\b)"
    r"|(?:However|Moreover|Furthermore|Nevertheless|Next|Finally)"
    r"(?= (?:it|they|we|you|he|she|there|this|these|the)\b)"
    r"|However(?= (?!\w+ (?:it|they|we|you|he|she|I|the|this|your)\b)[a-z]+(?: [a-z]+)?"
    r" (?:is|are|may|can|will|must)\b))"
    r"(?P<gap>)(?= [a-z])"
)


@rule(
    "punctuation",
    fixes={},
    suggests={"In addition tight shoes hurt. Next we rest.": "In addition, tight shoes hurt. Next, we rest."},
    keeps=(
        "In addition to that, it hurts.",
        "As a result of that, it hurts.",
        "However hard it is, rest.",
        "However hard the work is, rest.",
        "Next week we rest.",
        "In short time it heals.",
        "In a word processor it works. To sum up in one sentence: rest.",
    ),
    trigger=_LINKED.pattern,
    kinds=("text",),
)
def comma_after_link(passage: Passage) -> Iterator[Change]:
    """Put a comma behind the words that link a sentence to the one before it. In a lone sentence it is only
    suggested."""
    for m in passage.find(_LINKED):
        yield Change(m.end(), m.end(), ",", safe=passage.context.article)
