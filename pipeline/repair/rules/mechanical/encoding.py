"""Encoding: characters that were decoded, escaped or rendered wrongly on a text's way through web pages and tools."""

import html
import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.guards import CYRILLIC_DEGREE, TAG
from pipeline.repair.mojibake import INVISIBLE, RUN, mend
from pipeline.repair.names import frequency
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import code_like, in_address, known
from pipeline.repair.traits import SENTENCE

_ABOUT_MARKUP = compiled(
    r"\b(?:x?html|xml|css|markup|javascript|source code|character (?:entit|reference)|web ?page code)|> (?:tag"
    r"|element)s?\b",
    re.I,
)
_INVISIBLE_RUN = compiled(
    f"[{INVISIBLE}]+|(?<![^\x00-\u024f\u2000-\u206f])[\u200c\u200d]+(?![^\x00-\u024f\u2000-\u206f])"
)
_ESCAPED = {
    "2018": "‘",
    "2019": "’",
    "201c": "“",
    "201d": "”",
    "2013": "–",
    "2014": "—",
    "2026": "…",
    "00a0": " ",
    "0027": "'",
}
_ESCAPE = compiled(r"\\u(2018|2019|201[cCdD]|201[34]|2026|00[aA]0|0027)")
_ENTITY = compiled(r"&\s?#?\s?\w{2,8}\s?;")
_PULLED_APART = frozenset(
    f"&{name};" for name in "nbsp mdash ndash hellip ldquo rdquo lsquo rsquo quot deg middot bull times".split()
)
"""References that stay ones when a tokeniser has parted them."""
_LOST = compiled(
    r"(?<=[A-Za-z])\ufffd+(?=(?:t|s|re|ve|ll|d|m)\b)"
    r"|\b(?P<stem>do|does|did|ca|wo|is|are|was|were|has|have|had|could|would|should|must)n\?t\b",
    re.IGNORECASE,
)
_TAG_REMAINS = compiled(
    r"(?:^\s*|(?<=>)\s*)(?:/?(?:p|br|div|span|li)\s?/?\s?>(?!\s?[\d.=])|/(?:p|br|div|span|li)>)(?=\s*\S)"
    r"|<\s?/?\s?(?:p|br|div|span)\s?$|(?<=[\s.!?”\"])/?(?:p|br|div|span|li)\s?>\s*$",
    re.I,
)
_BLOCK_TAG = compiled(r"<\s*/?\s*(?:p|br|hr|div|h[1-6]|ul|ol|li|td|tr|th|table|section)\b", re.I)
_SPACE_BEFORE = compiled(r"\s+\Z")
_SPACES = compiled("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\x85\t\x0b\x0c\x1c-\x1f]+")
_NON_BREAKING = frozenset("\u00a0\u202f")
_HELD_TOGETHER = compiled("[0-9].[A-Za-z]|[A-Za-z.].[A-Z0-9]", re.DOTALL)
_CONTROL = compiled(
    "[\x00-\x08\x0e-\x1b\x7f]+|(?<![^\x00-\x7f])[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f](?![^\x00-\x7f])"
)
_CONFUSED = str.maketrans("асеорхуікАВСЕНІКМОРТХУѕј", "aceopxyikABCEHIKMOPTXYsj")
_MIXED_WORD = compiled(r"[A-Za-z\u0430-\u044f\u0410-\u042f\u0456\u0406\u0455\u0458]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HALF_QUOTE = "â€"
"""A closing quotation mark whose last byte, which no table has, got lost."""
_CLOSES = compiled(r"[\s.,;:!?)]|\Z")


@rule(
    "encoding",
    fixes={"Don\x92t \x00stop": "Don’t stop"},
    keeps=("one\ntwo", "plain text"),
    trigger=_CONTROL.pattern,
)
def drop_controls(passage: Passage) -> Iterator[Change]:
    """Drop control characters; those that Windows uses for quotation marks and dashes become what they meant."""
    for m in passage.find(_CONTROL):
        meant = m[0].encode("latin-1").decode("cp1252", "ignore") if m[0] >= "\x80" else ""
        yield Change(m.start(), m.end(), meant if meant.isprintable() else "")


@rule(
    "encoding",
    fixes={"I don\\u2019t know.": "I don’t know.", "She said \\u201cyes\\u201d.": "She said “yes”."},
    keeps=("The path is C:\\users\\u2.", "Print \\u0041 to see an A."),
    chars="\\",
)
def decode_escapes(passage: Passage) -> Iterator[Change]:
    """Decode an escape of quotation marks, dashes or spaces (`\\u2019`) that a page's script left in its text."""
    for m in passage.find(_ESCAPE):
        yield Change(m.start(), m.end(), _ESCAPED[m[1].lower()])


@rule(
    "encoding",
    fixes={"The cat\\'s bowl isn\\’t clean.": "The cat's bowl isn’t clean.", 'A \\"full\\" bowl.': 'A "full" bowl.'},
    keeps=("Save it in C:\\'My files'.", 'echo(\\"b\\"); return {x};', "Either\\or."),
    chars="\\",
)
def unescape_quotes(passage: Passage) -> Iterator[Change]:
    """Drop the backslash that a database put before an apostrophe or a quotation mark, in Windows' code too. Code and
    paths keep theirs."""
    if code_like(passage.text):
        return
    for m in re.finditer(r"(?<![:\\])\\+(?=['’‘\"“”\x91-\x94])", passage.text):
        yield Change(m.start(), m.end(), "")


@rule(
    "encoding",
    fixes={
        "Salt &amp; pepper, don&#8217;t stir.": "Salt & pepper, don’t stir.",
        "Wait&nbsp;here.": "Wait here.",
        "Wait & nbsp; here.": "Wait here.",
        "Wait &nbsp; &nbsp; here.": "Wait here.",
        "It grows & mdash; and more.": "It grows — and more.",
    },
    keeps=(
        "AT&T; others too.",
        "See http://example.com/?a=1&amp;b=2 there.",
        "Fish & chips; tea & milk.",
        "It is R&D; nbsp; too.",
        "Black & white; mdash.",
    ),
    suggests={"In HTML the entity &lt; makes a sign.": "In HTML the entity < makes a sign."},
    chars="&",
)
def decode_entities(passage: Passage) -> Iterator[Change]:
    """Decode a character reference (`&nbsp;`, `&#8217;`). Only suggested in a text about markup, and angle brackets in
    a lone sentence, which may be one that must stay escaped."""
    safe = not _ABOUT_MARKUP.search(passage.text)
    text, after = passage.text, 0
    for m in passage.find(_ENTITY):
        compact = re.sub(r"\s", "", m[0])
        decoded = html.unescape(html.unescape(compact))
        if decoded == compact or (len(decoded) > 2) or in_address(passage, m.start(), m.end()):
            continue
        if m[0] != compact and compact not in _PULLED_APART and "#" not in compact:
            continue
        start, end = m.span()
        if not decoded.strip():
            start = max(after, start - (text[start - 1 : start] == " "))
            end += text[end : end + 1] == " "
            decoded = "" if start == after > 0 else " "
        after = end
        if decoded.isprintable():
            markup = decoded in ("<", ">") and not passage.context.article
            yield Change(start, end, decoded, safe=safe and not markup)


@rule(
    "encoding",
    fixes={
        "The cafÃ© isnâ€™t open.": "The café isn’t open.",
        "Pay Â£5 â€“ no more.": "Pay £5 – no more.",
        "â€œIt is cold,â€ she said.": "“It is cold,” she said.",
        "â„– 1. Light": "№ 1. Light",
        "It said ¡°good¡±.": "It said “good”.",
    },
    keeps=(
        "¡Hola! It costs £5.",
        "SÃO PAULO",
        "The naïve garçon had a crème brûlée à la carte.",
        "Ångström and Øresund",
        "Ça va, señor?",
    ),
    trigger="[\u00c0-\u00ff\u0100-\u017f\u0393-\u03a9][^\x00-\x7f]|[\x80-\x84\x86-\x9f]|[¡£][^\x00-\x7f]",
)
def mend_mojibake(passage: Passage) -> Iterator[Change]:
    """Restore characters that were decoded with the wrong table (`â€™` for `’`), as the ftfy library finds them.
    Quotation marks stay curly, and nothing that is merely unusual is touched."""
    for m in passage.find(RUN):
        mended = mend(m[0])
        if mended is not None:
            yield Change(m.start(), m.end(), mended)
        elif m[0] == _HALF_QUOTE and _CLOSES.match(passage.text, m.end()):
            yield Change(m.start(), m.end(), "”")


@rule(
    "encoding",
    fixes={"It\ufffds late and I don\ufffdt care.": "It's late and I don't care.", "We didn?t go.": "We didn't go."},
    keeps=("Can they? They can.", "A \ufffd stands alone.", "What is n?"),
    chars="\ufffd?",
    trigger=r"\ufffd|n\?t\b",
)
def restore_lost_apostrophe(passage: Passage) -> Iterator[Change]:
    """Put back the apostrophe of a contraction where a replacement character or a question mark stands for it."""
    apostrophe = "’" if passage.text.count("’") > passage.text.count("'") else "'"
    for m in passage.find(_LOST):
        if m["stem"]:
            yield Change(m.end() - 2, m.end() - 1, apostrophe)
        else:
            yield Change(m.start(), m.end(), apostrophe)


def _tags(text: str) -> list[tuple[int, int, str]]:
    """Tags and their remains, neighbouring ones together: start, end, and the first one's text."""
    out: list[tuple[int, int, str]] = []
    for m in sorted([*TAG.finditer(text), *_TAG_REMAINS.finditer(text)], key=lambda m: m.start()):
        if out and not text[out[-1][1] : m.start()].strip():
            first = out[-1][2] if _BLOCK_TAG.match(out[-1][2]) else m[0].strip()
            out[-1] = (out[-1][0], m.end(), first)
        else:
            out.append((m.start(), m.end(), m[0]))
    return out


@rule(
    "encoding",
    fixes={
        "p>Wash it first.": "Wash it first.",
        "Wash it.< / P >": "Wash it.",
        "Wash it. p>": "Wash it.",
        "<p>Dry it <b>well</b>.</p>": "Dry it well.",
        "Rinse.<br/>Then dry.": "Rinse. Then dry.",
        "Put a few stones at the bottom of the pot for it p>": "Put a few stones at the bottom of the pot for it.",
    },
    keeps=(
        "It was significant (p<0.05, q>0.1).",
        "a < b and b > c",
        "In HTML, <p> opens a paragraph.",
        "p>0.05 in all",
        "The value of p > q",
        "No p-value below it is given.",
    ),
    chars="<>",
)
def drop_tags(passage: Passage) -> Iterator[Change]:
    """Drop HTML tags and what remains of them (`p>`, `< / P >`). A text about markup keeps them, and so do formulas."""
    text = passage.text
    if _ABOUT_MARKUP.search(text):
        return
    for start, end, tag in _tags(text):
        outer = _SPACE_BEFORE.search(text, max(0, start - 40), start)
        left, right = (
            outer.start() if outer else start,
            end + len(text[end : end + 40]) - len(text[end : end + 40].lstrip()),
        )
        if not left or right == len(text) or (_BLOCK_TAG.match(tag) and text[right] not in ".,;:!?)<"):
            yield Change(left, right, " " if left and right < len(text) else _stop_before(passage, left, tag))
        else:
            yield Change(start, end, "")


def _stop_before(passage: Passage, end: int, tag: str) -> str:
    """The full stop that what remains of a closing tag has swallowed at the end of a paragraph (the soil is dry p>)."""
    prose = passage.kind == "text" and passage.text.count(" ") >= SENTENCE
    return "." if prose and tag.strip().lower() == "p>" and passage.text[end - 1 : end].islower() else ""


@rule(
    "encoding",
    fixes={
        "Sleep\u200bing well \ufeffnow": "Sleeping well now",
        "A sore\u200bwaist": "A sore waist",
        "Co\u00adoperate": "Cooperate",
    },
    keeps=("👨\u200d👩\u200d👧 at home", "می\u200cخواهم", "plain text"),
    trigger=_INVISIBLE_RUN.pattern,
)
def drop_invisible(passage: Passage) -> Iterator[Change]:
    """Drop zero-width characters, soft hyphens and direction marks; a space takes their place where they part two
    words. Emoji and scripts that need joiners keep them."""
    text = passage.text
    for m in passage.find(_INVISIBLE_RUN):
        left = re.search(r"[a-zA-Z]*$", text[max(0, m.start() - 20) : m.start()])
        right = re.match(r"[a-zA-Z]*", text[m.end() : m.end() + 20])
        a, b = (left[0] if left else ""), (right[0] if right else "")
        part = len(a) > 1 and len(b) > 1 and known(a) and known(b) and frequency((a + b).lower()) < 2
        yield Change(m.start(), m.end(), " " if part and "\u00ad" not in m[0] else "")


@rule(
    "encoding",
    fixes={"Ten\u00a0minutes\u3000of\trest": "Ten minutes of rest"},
    keeps=("10\u00a0000 steps", "10\u202f000 steps", "plain  text"),
    suggests={"Then tap\u00a0Sign out.": "Then tap Sign out."},
    trigger=_SPACES.pattern,
)
def plain_spaces(passage: Passage) -> Iterator[Change]:
    """Make non-breaking, typographic and ideographic spaces and tabs ordinary ones, but between the digits of a
    number. In a lone text a non-breaking one beside a number or before a capital may be meant, and it is only
    suggested."""
    text = passage.text
    for m in passage.find(_SPACES):
        if text[m.start() - 1 : m.start()].isdigit() and text[m.end() : m.end() + 1].isdigit() and m[0] != "\u3000":
            continue
        beside = text[m.start() - 1 : m.start()] in (" ", "") or text[m.end() : m.end() + 1] in (" ", "\n", "")
        meant = m[0] in _NON_BREAKING and _HELD_TOGETHER.match(text, m.start() - 1) is not None
        yield Change(m.start(), m.end(), "" if beside else " ", safe=not meant or passage.context.article)


@rule(
    "encoding",
    fixes={"Its scientiﬁc inﬂuence": "Its scientific influence"},
    keeps=("scientific influence", "Œuvre and Cæsar"),
    chars="".join(_LIGATURES),
)
def split_ligatures(passage: Passage) -> Iterator[Change]:
    """Write out the typesetter's ligatures that a PDF leaves in its text. Letters such as œ and æ stay."""
    for m in re.finditer("[ﬀ-ﬆ]", passage.text):
        yield Change(m.start(), m.end(), _LIGATURES[m[0]])


@rule(
    "encoding",
    fixes={"The сlinic is opеn.": "The clinic is open.", "It stands at +18°С.": "It stands at +18°C."},
    keeps=("Москва is the capital.", "α-tocopherol", "ОК", "The letter о is Russian.", "+18° Север"),
    trigger="[\u0400-\u04ff]",
    again=True,
)
def latin_lookalikes(passage: Passage) -> Iterator[Change]:
    """Make Cyrillic letters that look like Latin ones Latin, inside words that are otherwise Latin, and behind the sign
    for degrees."""
    for m in passage.find(CYRILLIC_DEGREE):
        yield Change(m.start(), m.end(), "C")
    for m in passage.find(_MIXED_WORD):
        latin = m[0].translate(_CONFUSED)
        if latin != m[0] and latin.isascii() and any(c.isascii() for c in m[0]):
            yield Change(m.start(), m.end(), latin)
