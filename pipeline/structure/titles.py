"""Where the title of a list's item ends, decided for a list as a whole: by line, separator, or first sentence."""

from collections import Counter
from collections.abc import Sequence

from pipeline.structure import tables
from pipeline.structure.title_ends import (
    CLOSED,
    FINITE,
    PARTED,
    Body,
    count,
    ends_by_style,
    is_named_first,
    is_one_sentence,
    is_phrase,
    is_titular,
    opened,
    opening,
    short_sentence,
    weak_end,
)


def cut_all(bodies: Sequence[Body]) -> list[int]:
    """For each item of a list, where its title ends within its text (0: it has none; its length: the whole line)."""
    options = [ends_by_style(body) for body in bodies]
    _without_alike(bodies, options)
    votes = Counter(style for option in options for style in option)
    common = {style for style, count in votes.items() if count >= max(2, 0.5 * len(bodies))}
    if len(bodies) == 1:
        common |= {"alone"}
    if votes["glue"] and len(bodies) > 1:
        for body, option in zip(bodies, options, strict=True):
            if not option and (cut := tables.unglued(body.text[:90])):
                option["glue"] = cut
    if bodies[-1].last and len(bodies) > 1 and all("line" in option for option in options[:-1]):
        common |= {"line"}
    common = common | {"run on"} if _runs_on(options) else common - {"run on"}
    if votes["spaced"] < 0.7 * len(bodies) and any(body.bullet for body in bodies):
        common -= {"spaced"}
    if "separator" in common and votes["separator"] <= 0.6 * len(bodies):
        common |= {"some separators"}
    if votes["glue"] >= max(2, 0.4 * len(bodies)):
        common |= {"glue"}
    if len(bodies) >= 3 and not any(options[:-1]):
        alike = 2 * sum(not CLOSED.search(body.text) for body in bodies[:-1]) >= len(bodies) - 1
        common |= {"no lines"} if alike or len(bodies) > 3 else set()
    if len(bodies) >= 3 and all(map(opened, bodies, options)) and any(map(_brief, bodies, options)):
        common |= {"brief", "opened"}
    if _briefly(bodies, options):
        common |= {"brief"}
    cuts = [_choose(body, option, common) for body, option in zip(bodies, options, strict=True)]
    return _agreed(bodies, options, cuts)


def _without_alike(bodies: Sequence[Body], options: Sequence[dict[str, int]]) -> None:
    """Take away separators behind words that are the same in all items: `Fault: no spark`, `Fault: no flame`."""
    said = {body.text[: option.get("separator", 0)].casefold() for body, option in zip(bodies, options, strict=True)}
    if len(bodies) > 1 and len(said) == 1 and all("line" in option for option in options):
        for option in options:
            option.pop("separator", None)


def _runs_on(options: Sequence[dict[str, int]]) -> bool:
    """Whether the titles of a list run on into their texts: half of those that nothing parts, or with capitals most."""
    found = sum("run on" in option for option in options)
    bare = sum("run on" in option or not option.keys() & {*PARTED, "line"} for option in options)
    capitals = sum("spaced" in option and "run on" not in option for option in options)
    return found > 0 and (2 * found >= max(3, bare) or found + capitals >= max(3, 0.75 * bare))


def _briefly(bodies: Sequence[Body], options: Sequence[dict[str, int]]) -> bool:
    """Whether nearly all bullets of a list open with a phrase of a few words that is a sentence of its own."""
    brief = sum(_brief(body, option) for body, option in zip(bodies, options, strict=True))
    split = sum("separator" in option for option in options)
    return brief >= 3 and brief + split >= 0.75 * len(bodies)


def _brief(body: Body, options: dict[str, int]) -> bool:
    return is_phrase(body.text[: options.get("sentence", 0)])


def _agreed(bodies: Sequence[Body], options: Sequence[dict[str, int]], cuts: list[int]) -> list[int]:
    """The ends once more, as the list's majority has it: a title for the last few without one, none for a lone one."""
    titled = [cut for cut in cuts if cut]
    if len(cuts) == 2 and len(titled) == 1:
        return [0 if cut == option.get("sentence") else cut for option, cut in zip(options, cuts, strict=True)]
    if len(cuts) < 3 or len(titled) == len(cuts):
        return cuts
    if sum(cut == option.get("sentence", -1) for option, cut in zip(options, cuts, strict=True)) >= 0.75 * len(cuts):
        cuts = [cut or short_sentence(body, option) for body, option, cut in zip(bodies, options, cuts, strict=True)]
    whole = any(cut == len(body.text) and cut for body, cut in zip(bodies, cuts, strict=True))
    glued = sum("glue" in option for option in options) >= 2
    weak = [cut or weak_end(body, whole, glued) for body, cut in zip(bodies, cuts, strict=True)]
    most = len(weak) - weak.count(0) >= 0.8 * len(cuts) and not bodies[-1].inline
    many = 0.4 if most else 0.6
    if len(titled) >= max(2, many * len(cuts)):
        return weak
    alone = sum(not cut and is_one_sentence(body) for body, cut in zip(bodies, cuts, strict=True))
    if len(titled) <= (0.5 if bodies[0].bullet else 0.4) * len(cuts) or 2 * alone >= len(cuts):
        lone = sum(cut == option.get("separator") for option, cut in zip(options, cuts, strict=True)) == 1
        return [
            0
            if cut in (option.get("sentence"), opening(body.text))
            or ((body.bullet or lone) and cut == option.get("separator"))
            else cut
            for body, option, cut in zip(bodies, options, cuts, strict=True)
        ]
    return cuts


def _choose(body: Body, options: dict[str, int], common: set[str]) -> int:
    if "bold" in options:
        return options["bold"]
    if "separator" in options and ("separator" in common or "line" not in options):
        clause = FINITE.search(body.text[: options["separator"]])
        if not clause or "alone" in common or ("separator" in common and "some separators" not in common):
            return options["separator"]
    whole = body.bullet or (body.final and (CLOSED.search(body.text) or "no lines" in common))
    if "line" in options and ("line" in common or not whole):
        return options["line"]
    if body.last and not body.next_words and not CLOSED.search(body.text):
        words, parted = count(body.text), common & {"sentence", "separator", "spaced"}
        if ("line" in common and words <= 12) or (body.final and parted and words <= 3):
            return len(body.text)
    if ends := [options[style] for style in ("run on", "spaced") if style in options and style in common]:
        return min(ends)
    named = _brief(body, options) or "opened" in common or is_named_first(body, options)
    if body.bullet and "brief" in common and named:
        return options["sentence"]
    if body.bullet or body.clause:
        return 0
    if "glue" in common and options.get("glue", len(body.text)) < options.get("sentence", 0):
        return options["glue"]
    if "sentence" in options and is_titular(body.text[: options["sentence"]], "sentence" in common):
        return options["sentence"]
    if "glue" in options:
        return options["glue"]
    return opening(body.text)
