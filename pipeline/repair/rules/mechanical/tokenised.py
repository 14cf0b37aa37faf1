"""What only a tokenizer does: spacing that could be somebody's style, and is none where other marks are pulled apart
too."""

from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.mechanical.apart import curly_marks, double_marks, inner_marks, single_marks
from pipeline.repair.rules.mechanical.spacing import punctuation_gaps

_EVIDENCE = compiled(
    r"(?<=[^\W_]) [,;](?= )|(?<=[^\W_]{2}) [.!?]+(?:$|(?= [A-Z\"“'(.!?]))|(?<=[^\s.]) \.$|(?<=[\w?!]) (?:: :|\.{3})$"
    r"|^\w{1,3} \) |(?<=[a-z]{3}) \)$|(?<=\w ['\"’”)\]]) [.!?]+$"
    r"|(?<=[a-z]) (?:n['’]t|['’](?:s|re|ve))\b|(?<=[a-z]n) ['’]t\b|(?: \.{3} \w+){3}|(?: '{1,3}){4}"
)
_OPENING = compiled(r"(?<![:;=])(?:(\() +(?=[^\s)\]])|(\[) +(?=[^\s)\[\]]))")
_CLOSING = compiled(r"(?<=[^\s(\[:;=-]) +(?=[)\]](?:[\s,.;:!?)\]\"”']|$))")
_ROW = compiled(r"(?:([:)])(?: \1)+|[!?](?: [!?])+)(?=\s|$)")
_RATIO = compiled(r"\b(?:ratio|proportion|score)s?\b[^.;:\d\n]{0,20}\d{1,3}( : )\d{1,3}(?![\d:]| :)")
_DOLLARS = compiled(r"\b(?:US|HK|NT|AU|NZ|CA) \$ (?=\d)")
_DOTS = compiled(r"(?<=\w) +(\.{2,4})(?=\s|$)")
_PERCENT = compiled(r"(?<=[\d)]) +(?=%(?:[\s,.;:!?)\]]|$))(?!% [a-z]%|%[a-z])")
_PLACEHOLDER = compiled(r"< (\w{2,12}) >")
_TICKS = compiled(r"(?<!\S)'{1,3}(?: '{1,3}){3,}(?!\S)")
_BACKSLASH = compiled(r"(?:(?<=\w) |(?<!\S))\\(?: \\)* (?=[a-z\\])")
_TAG = compiled(r"(?<!\S)(?:# (?=[A-Za-z]\w|\d)(?!\S+ #)|@ (?=[A-Za-z]+(?:[_\d]|(?<=[a-z])[A-Z])\w*(?![\w.])))")
_FILLED = compiled(r"(?<!\S)# ([A-Z]{3,}) #(?!\S)")
_BRACES = compiled(r"(?<!\S)\{ ([^{}\n]{1,200}) \}")


def tokenised(text: str) -> bool:
    """Whether a tokenizer pulled the text apart: a space stands before a comma, a full stop or a split contraction."""
    return _EVIDENCE.search(text) is not None


@rule(
    "spacing",
    fixes={
        "He [ the king ] left , and ( I think ) she did .": "He [the king] left, and (I think) she did.",
        "Well , stop it ! ! !": "Well, stop it!!!",
        "It rains , he said ...": "It rains, he said...",
        "About 70 % of them , or more .": "About 70% of them, or more.",
        "The < unk > came , and left .": "The <unk> came, and left.",
        "The name ' Ankor ' is old , he said .": "The name 'Ankor' is old, he said.",
        "A king \\ two , they wrote .": "A king\\two, they wrote.",
        "The ' '' '' ' play , he said .": "The '''''' play, he said.",
        "The parents ' room is big , too .": "The parents' room is big, too.",
        '" So it ends , he said .': '"So it ends, he said.',
        '" I know , " said Ann . " It was late , he said .': '"I know," said Ann. " It was late, he said.',
        "It isn 't over , \" she warned .": "It isn't over,\" she warned.",
        "The boys ' and girls ' rooms , he said .": "The boys' and girls' rooms, he said.",
        "They were kind in the ' 90s , too .": "They were kind in the '90s, too.",
        "He left Xi 'an , ma 'am .": "He left Xi'an, ma'am.",
        "He said , “ It rains , ‘ and pours ’ .": "He said, “It rains, ‘and pours’.",
        "At five o ’ clock , the boys ’ room": "At five o’clock, the boys’ room",
        "It cost US $ 20 , a ratio of 1 : 3 .": "It cost US$20, a ratio of 1:3.",
        "See # music , { here } .": "See #music, {here}.",
        "What ? ! He said so .": "What?! He said so.",
    },
    keeps=(
        "Tick ( ) yes or [ x ] no.",
        "He [ the king ] left, and she did.",
        "Well, stop it! It! It!",
        "Well ... maybe",
        "About 70 % of them",
        "The < unk > came.",
        "The name ' Ankor ' is old.",
        "the 'n' key, he said.",
        "the ' ' ' keys",
        "The boys ' room",
        'It is over, " she warned.',
        "the # sign, the @ sign",
        "He left Xi 'an hour ago'.",
        "a ratio of 1 : 3",
        "The names ' A ' and ' B ' are taken.",
        "He says so, and ' that is that.",
        "Rooms 1 : 3 and 4 : 6",
        'He lost, " it rained, " he said, " so."',
        "Pay A $ 20 note, and US$20.",
        "A king \\ two kings",
    ),
    trigger=r" (?:[,;.!?:)]|n['’]t|['’])",
)
def detokenise(passage: Passage) -> Iterator[Change]:
    """Close what a tokenizer pulled apart: brackets, rows of marks, percent signs, placeholders, tags, ratios,
    quotation marks and apostrophes whose side is certain, as well as commas and stops.

    Alone, each of these spaces could be somebody's style. They are closed where a comma, a full stop or a contraction
    that was pulled apart, too, shows that a tokenizer was at work.
    """
    text = passage.text
    if not tokenised(text):
        return
    taken: set[int] = set()
    parts = (_marks(text), _brackets(text), _quotes(text, article=passage.context.article), punctuation_gaps(text))
    for part in parts:
        for change in part:
            places = range(change.start, change.end)
            if taken.isdisjoint(places):
                taken.update(places)
                yield change


def _brackets(text: str) -> Iterator[Change]:
    for m in _OPENING.finditer(text):
        yield Change(m.start() + 1, m.end(), "")
    for m in _CLOSING.finditer(text):
        yield Change(m.start(), m.end(), "")
    for m in _BRACES.finditer(text):
        yield Change(m.start() + 1, m.start() + 2, "")
        yield Change(m.end() - 2, m.end() - 1, "")


def _marks(text: str) -> Iterator[Change]:
    for m in _ROW.finditer(text):
        start = m.start() - (text[m.start() - 1 : m.start()] == " ")
        yield Change(start, m.end(), m[0].replace(" ", ""))
    for m in _DOTS.finditer(text):
        yield Change(m.start(), m.end(), m[1])
    for m in _PERCENT.finditer(text):
        yield Change(m.start(), m.end(), "")
    if text.endswith(" "):
        yield Change(len(text.rstrip(" ")), len(text), "")
    for m in _BACKSLASH.finditer(text):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in _TICKS.finditer(text):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in _PLACEHOLDER.finditer(text):
        yield Change(m.start(), m.end(), f"<{m[1]}>")
    filled = list(_FILLED.finditer(text))
    for m in filled:
        yield Change(m.start(), m.end(), f"#{m[1]}#")
    for m in _RATIO.finditer(text):
        yield Change(m.start(1), m.end(1), ":")
    for m in _DOLLARS.finditer(text):
        yield Change(m.start(), m.end(), m[0].replace(" ", ""))
    for m in _TAG.finditer(text):
        if not any(one.start() <= m.start() < one.end() for one in filled):
            yield Change(m.start() + 1, m.end(), "")


def _quotes(text: str, *, article: bool) -> Iterator[Change]:
    yield from single_marks(text)
    yield from inner_marks(text)
    yield from double_marks(text, article=article)
    yield from curly_marks(text)


@rule(
    "spacing",
    fixes={},
    keeps=("About 70% of them", "a 5 %d format", "the % sign"),
    suggests={"About 70 % of them": "About 70% of them"},
    trigger=r"\d +%",
    again=True,
)
def close_percent(passage: Passage) -> Iterator[Change]:
    """Close the space before a percent sign. English sets none, but some house styles do, so it is only suggested where
    nothing shows that the article was translated."""
    for m in passage.find(_PERCENT):
        yield Change(m.start(), m.end(), "", safe=passage.context.literal)
