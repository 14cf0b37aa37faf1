"""Mechanical artefacts seeded at random into clean English, each kind with its inverse known: how many are mended, and
how many edits are none of them?

usage: python tests/bench/artefacts.py TEXTS [--rate 0.5] [--seed 1] [--cleaner 'pipeline clean --jsonl']

TEXTS: JSON lines with a `text`, or plain text with one paragraph a line. Without --cleaner our own rules are run in
this process, without LanguageTool. An artefact is mended when the place reads as before it was seeded; an edit is
right when it mends one, wrong when it changes text that no artefact touched, counted against what the cleaner does to
the text unseeded.
"""

import argparse
import gzip
import json
import random
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from pipeline.repair.guards import quotations
from pipeline.repair.toolbox import open_toolbox


@dataclass(frozen=True)
class Kind:
    """A kind of artefact: where it can be seeded, and what it makes of the place (never a digit or a letter lost)."""

    name: str
    where: re.Pattern[str]
    spoil: Callable[[re.Match[str]], str]
    quotable: bool = True


def kind(name: str, where: str, spoil: str | Callable[[re.Match[str]], str], quotable: bool = True) -> Kind:
    """A kind whose spoiling is a template for `Match.expand`, or a function. quotable: False for what no rule may mend
    inside a quotation, words and capitals."""
    return Kind(name, re.compile(where), (lambda m: m.expand(spoil)) if isinstance(spoil, str) else spoil, quotable)


def _mojibake(m: re.Match[str]) -> str:
    return m[0].encode().decode("cp1252", "replace")


NUMBERS = "three|four|five|six|seven|eight|nine|third|fourth|fifth|sixth|million|thousand|hundred|eleven|twelve|twenty"
WORD = r"[a-z]{3,}"
KINDS: tuple[Kind, ...] = (
    kind("space before comma", rf"(?<={WORD[:-4]}), (?=[a-z])", " , "),
    kind("space before stop", r"(?<=[a-z]{3})\. (?=[A-Z][a-z])", " . "),
    kind("glued sentence", r"(?<=[a-z]{3})\. (?=(?:The|It|This|In|We|He|She|They|When|But|There) )", "."),
    kind("glued comma", r"(?<=[a-z]{4}), (?=(?:and|but|which|the|so|because) )", ","),
    kind("split contraction", r"\b(do|does|did|ca|wo|is|are|was|could|would)n('|’)t\b", r"\1 n\2t"),
    kind("split clitic", r"(?<=[a-z]{2})(['’])s(?= [a-z])", r" \1s"),
    kind("spaced hyphen", r"\b(mother|father|life|well|long|high|low|self|first|old)-([a-z]{4,})\b(?!-)", r"\1 -\2"),
    kind("percent glued", r"(\d)% (of|in|and|to)\b", r"\1%\2"),
    kind("clock apart", r"\b(at|from|until|by) (\d\d):(\d\d)(?=[ ,.])(?! ?[a-z]+day)", r"\1 \2: \3"),
    kind("digits apart", r"\b(\d{1,3}),000\b", r"\1, 000"),
    kind("full-width comma", r"(?<=[a-z]), (?=[a-z])", "，"),
    kind("full-width stop", r"(?<=[a-z]{3})\. (?=[A-Z][a-z])", "。"),
    kind("full-width brackets", r" \(([a-z][a-z ]{3,30})\) ", r"（\1）"),
    kind("full-width digits", r"(?<= )\d{2}(?= [a-z])", lambda m: "".join(chr(ord(c) + 0xFEE0) for c in m[0])),
    kind("ideographic space", r"(?<=[a-z]) (?=[a-z])", "\u3000"),
    kind("zero width", r"(?<=[a-z]) (?=[a-z])", "\u200b "),
    kind("soft hyphen", r"(?<= [a-z]{3})(?=[a-z]{3})", "\u00ad"),
    kind("no-break space", r"(?<=[a-z]) (?=[a-z])", "\u00a0"),
    kind("double space", r"(?<=[a-z]) (?=[a-z])", "  "),
    kind("mojibake", "[’“–éè]", _mojibake),
    kind("entity", "[’]", "&#8217;"),
    kind("entity space", r"(?<=[a-z]) (?=[a-z])", "&nbsp;"),
    kind("escaped apostrophe", r"(?<=[a-z])(['’])(?=s )", r"\\\1"),
    kind("tag", r"(?<=[a-z]{3}\.) (?=[A-Z])", "<br> "),
    kind("doubled article", r"(?<= )(the|of|to|and|with)(?= [a-z])", r"\1 \1", False),
    kind("doubled phrase", rf"(?<= )((?:of|in|to|with) the (?!{NUMBERS})[a-z]{{5,}})(?=[ ,.])", r"\1 \1", False),
    kind(
        "lower-case start",
        r"(?<=[a-z]{4}\. )(The|It|This|He|She|They|We|There)(?= [a-z])",
        lambda m: m[0].lower(),
        False,
    ),
    kind(
        "lower-case month",
        r"\b(January|February|April|June|July|October|November|December)(?= \d)",
        lambda m: m[0].lower(),
        False,
    ),
    kind("doubled comma", r"(?<=[a-z]{3}), (?=[a-z]{3})", ",, "),
    kind("spaced quotes", r'(?<= )"([a-z][^"]{2,30}[a-z])"(?= [a-z])', r'" \1 "'),
    kind("mixed quotes", r"(?<= )“([a-z][^“”\"]{2,30}[a-z])”(?= [a-z])", r"“\1“"),
    kind("ligature", r"fi(?=[a-z])", "ﬁ"),
    kind("backtick", r"(?<=[a-z])'(?=s )", "`"),
)


@dataclass(frozen=True)
class Seeded:
    """A spoilt text: the clean one, the spoilt one, and (kind, start, end in the clean text, what stands there
    instead)."""

    clean: str
    text: str
    places: tuple[tuple[str, int, int, str], ...]


def seed(text: str, chance: random.Random, rate: float = 0.5, kinds: Sequence[Kind] = KINDS) -> Seeded:
    """Spoil a text: each kind in turn with probability `rate` at one random place at least three words from the
    others."""
    taken: list[tuple[int, int]] = []
    quoted = quotations(text)
    places = []
    for one in chance.sample(kinds, len(kinds)):
        found = [m for m in one.where.finditer(text) if all(m.end() + 20 < s or e + 20 < m.start() for s, e in taken)]
        if not one.quotable:
            found = [m for m in found if not any(s <= m.start() <= e for s, e in quoted)]
        if not found or chance.random() > rate:
            continue
        m = chance.choice(found)
        taken.append(m.span())
        places.append((one.name, m.start(), m.end(), one.spoil(m)))
    places.sort(key=lambda p: p[1])
    out, at = [], 0
    for _, start, end, new in places:
        out += [text[at:start], new]
        at = end
    return Seeded(text, "".join(out) + text[at:], tuple(places))


def judge(seeded: Seeded, cleaned: str) -> tuple[Counter[str], Counter[str], int]:
    """How many artefacts of each kind were mended, how many missed, and how many other changes were made."""
    changed = [(op.src_start, op.src_end) for op in Levenshtein.opcodes(seeded.clean, cleaned) if op.tag != "equal"]
    mended: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for name, start, end, _ in seeded.places:
        hit = [c for c in changed if c[0] <= end and start <= c[1]]
        (missed if hit else mended)[name] += 1
        changed = [c for c in changed if c not in hit]
    return mended, missed, len(changed)


def clean_here(texts: Sequence[str]) -> list[str]:
    """Our own rules and terms, without the engine."""
    toolbox = open_toolbox()
    return [done[0] for done in toolbox.repair_texts(texts, None)]


def clean_by(command: str, texts: Sequence[str]) -> list[str]:
    """A filter of JSON lines with id and text."""
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    done = subprocess.run(shlex.split(command), input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


def texts_of(path: Path) -> list[str]:
    """The texts of a file."""
    raw = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    lines = [line for line in raw.split("\n") if line.strip()]
    return [json.loads(line)["text"] for line in lines] if lines[0].startswith("{") else lines


def measure(
    texts: Sequence[str], clean: Callable[[Sequence[str]], list[str]], rate: float, start: int
) -> dict[str, object]:
    """Recall by kind and over all, and precision. Texts are first cleaned, so that what is left alone is known."""
    chance = random.Random(start)
    base = clean([" ".join(t.split()) for t in texts])
    seeded = [seed(text, chance, rate) for text in base]
    seeded = [s for s in seeded if s.places]
    mended: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    other = 0
    for one, got in zip(seeded, clean([s.text for s in seeded]), strict=True):
        a, b, c = judge(one, got)
        mended, missed, other = mended + a, missed + b, other + c
    good, bad = sum(mended.values()), sum(missed.values())
    kinds = {k.name: f"{mended[k.name]}/{mended[k.name] + missed[k.name]}" for k in KINDS}
    return {
        "recall": good / max(1, good + bad),
        "precision": good / max(1, good + other),
        "seeded": good + bad,
        "kinds": kinds,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--rate", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--join", type=int, default=1, help="so many lines make one text")
    parser.add_argument("--cleaner")
    args = parser.parse_args()
    lines = texts_of(args.texts)[: args.limit]
    texts = [" ".join(lines[n : n + args.join]) for n in range(0, len(lines), args.join)]
    clean = (lambda t: clean_by(args.cleaner, t)) if args.cleaner else clean_here
    print(json.dumps(measure(texts, clean, args.rate, args.seed), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
