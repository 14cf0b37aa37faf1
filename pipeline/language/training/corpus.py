"""The treebank as training documents: CoNLL-U read, sentences grouped, written as spaCy DocBin."""

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

# Features of the treebank's notation, not of the word: dropping them leaves fewer, better learnt classes.
_DROPPED_FEATURES = frozenset({"Abbr", "ExtPos", "Foreign", "NumForm", "Style", "Typo"})


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word of CoNLL-U; `head` is the 0-based index in its sentence (its own index for the root)."""

    form: str
    space: bool
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    inner: bool = False  # the next word belongs to the same surface token ("do" of "don't")


Sentence = tuple[Word, ...]


def read(path: Path, mark: str = "# newdoc") -> Iterator[list[Sentence]]:
    """Yield what `mark` begins in a CoNLL-U file, gzipped or not: texts, or paragraphs; each a list of sentences.

    Raises OSError if the file can't be read and ValueError on a line that isn't CoNLL-U.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    text: list[Sentence] = []
    rows: list[list[str]] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(mark) and text:
                yield text
                text = []
            if line.startswith("#"):
                continue
            if line.strip():
                rows.append(_columns(line))
            elif rows:
                text.append(_sentence(rows))
                rows = []
    if rows:
        text.append(_sentence(rows))
    if text:
        yield text


def _columns(line: str) -> list[str]:
    columns = line.rstrip("\n").split("\t")
    if len(columns) != 10:
        raise ValueError(f"not CoNLL-U (ten columns wanted): {line!r}")
    return columns


def _sentence(rows: list[list[str]]) -> Sentence:
    words: list[Word] = []
    inner_until, joined_space = 0, True
    for row in rows:
        identifier, space = row[0], "SpaceAfter=No" not in row[9]
        if "-" in identifier:
            inner_until, joined_space = int(identifier.split("-")[1]), space
            continue
        if "." in identifier:  # empty node of the enhanced graph
            continue
        position = int(identifier)
        inner = position < inner_until
        if inner:
            space = False
        elif position == inner_until:
            space = joined_space
        head = position - 1 if row[6] == "0" else int(row[6]) - 1
        dep = "ROOT" if row[6] == "0" else row[7]
        words.append(Word(row[1], space, row[2], row[3], row[4], _features(row[5]), head, dep, inner))
    return tuple(words)


def _features(column: str) -> str:
    if column == "_":
        return ""
    return "|".join(pair for pair in column.split("|") if pair.split("=")[0] not in _DROPPED_FEATURES)


def group(text: list[Sentence], sizes: Iterator[int]) -> Iterator[list[Sentence]]:
    """Cut a text into runs of sentences, each as long as the next of `sizes` says."""
    start = 0
    while start < len(text):
        end = start + next(sizes)
        yield text[start:end]
        start = end


def random_sizes(rng: random.Random, largest: int) -> Iterator[int]:
    """Yield paragraph lengths in sentences: 1 to `largest`, every length as likely as the next."""
    while True:
        yield rng.randint(1, largest)


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """Return one gold Doc of these sentences in sequence."""
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool | int | None] = []
    for sentence in sentences:
        heads += [len(words) + word.head for word in sentence]
        starts += [index == 0 for index in range(len(sentence))]
        words += sentence
    words[-1] = replace(words[-1], space=False)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        sent_starts=starts,
    )


def write(docs: Iterable[Doc], path: Path) -> None:
    """Write Docs as a `.spacy` file; raises OSError if that fails."""
    DocBin(docs=docs, store_user_data=False).to_disk(path)
