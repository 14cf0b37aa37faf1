"""Runs of characters that were decoded with the wrong table, and what they stand for; for the rule that mends them and
for the guards, which must read them alike."""

import re

from ftfy import fix_encoding
from ftfy.badness import is_bad

from pipeline.compiled import compiled

INVISIBLE = "\x81\x8d\x8f\x90\x9d\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
"""Zero-width characters, soft hyphens, direction marks and undefined controls, as the inside of a character class."""

RUN = compiled(
    "[\x80-\x84\x86-\u024f\u02c6\u02dc\u0370-\u04ff\u2010-\u203a\u20ac\u2116\u2122\u200b\u200e\u200f\u2060\ufeff]+"
)
_BLANK = compiled("(\u00a0)")
_PART = compiled("([\u00a0«»“”„])")
_GBK = compiled("[\xa1\xa3][\xa1-\xfe]")
_CHINESE_MARKS = frozenset("、。，：；？！“”‘’（）—…《》·")
_NUMERO = "â„–"
"""What ftfy leaves, since its measure finds it no worse than the sign."""
_UNSEEN = compiled(f"[{INVISIBLE}\x80-\x84\x86-\x9f]+")


def mend(run: str) -> str | None:
    """The text that a run of wrongly decoded characters stands for, without what can't be seen; None for one that is
    right.

    By ftfy's table of what UTF-8 looks like in other encodings, and its measure of badness.
    """
    if run.startswith(_NUMERO):
        return "№" + (mend(run[len(_NUMERO) :]) or run[len(_NUMERO) :])
    marks = _GBK.sub(_chinese_mark, run)
    if marks != run:
        return mend(marks) or marks
    text, wrong = run, any("\x80" <= c <= "\x9f" for c in run)
    for _ in range(4):
        fixed = fix_encoding(text)
        wrong = wrong or fixed != text
        seen = _UNSEEN.sub("", fixed)
        if seen == text:
            break
        text = seen
    if wrong and (not is_bad(text) or _UNSEEN.search(run)):
        plain = text.replace("\u00a0", " ")
        return plain if plain == run else RUN.sub(lambda m: mend(m[0]) or m[0], plain)
    return _mended_parts(run, _BLANK) or _mended_parts(run, _PART)


def _chinese_mark(pair: re.Match[str]) -> str:
    """The Chinese mark whose two bytes in GBK were read as Latin-1 (¡¢ for 、); the pair itself where it is none."""
    mark = pair[0].encode("latin-1").decode("gbk", "ignore")
    return mark if mark in _CHINESE_MARKS else pair[0]


def _mended_parts(run: str, between: re.Pattern[str]) -> str | None:
    """A run with its parts mended one by one; None where none is wrong."""
    parts = between.split(run)
    mended = [mend(part) if part and not between.fullmatch(part) else None for part in parts] if len(parts) > 1 else []
    if not any(mended):
        return None
    return "".join(old if new is None else new for old, new in zip(parts, mended, strict=True)).replace("\u00a0", " ")
