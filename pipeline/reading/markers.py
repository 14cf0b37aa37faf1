"""The markers that lists render without writing them: numbers, letters, Roman numerals, as HTML and docx name them."""

_ROMAN: tuple[tuple[int, str], ...] = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_ROMAN += ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = "零一二三四五六七八九"


def marker(value: int, kind: str) -> str:
    """A list entry's number as `kind` writes it, without punctuation.

    kind: `1`, `a`, `A`, `i`, `I` (HTML's types), or a docx number format (decimal, lowerLetter, chineseCounting, …);
    others, and values that a kind can't write, are written as digits.
    """
    if kind in ("a", "lowerLetter"):
        return _letters(value)
    if kind in ("A", "upperLetter"):
        return _letters(value).upper()
    if kind in ("i", "lowerRoman"):
        return _roman(value)
    if kind in ("I", "upperRoman"):
        return _roman(value).upper()
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if kind.startswith(("chinese", "ideograph", "japaneseCounting", "taiwanese")) and 1 <= value <= 99:
        return _chinese(value)
    if kind == "ordinal":
        return f"{value}{_suffix(value)}"
    return str(value)


def _letters(value: int) -> str:
    """Letters as HTML counts them: z is followed by aa, ab."""
    if value < 1:
        return str(value)
    out = ""
    while value:
        value, digit = divmod(value - 1, 26)
        out = chr(ord("a") + digit) + out
    return out


def _roman(value: int) -> str:
    if not 1 <= value <= 3999:
        return str(value)
    out = ""
    for size, sign in _ROMAN:
        while value >= size:
            out, value = out + sign, value - size
    return out


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("" if tens == 1 else _CHINESE[tens]) + "十"
    return head + (_CHINESE[ones] if ones else "")


def _suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
