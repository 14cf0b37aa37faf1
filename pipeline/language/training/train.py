"""From the treebank's folder to a trained pipeline: convert, augment, `spacy train`."""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.tokens import Doc

from pipeline.language.training import augment, corpus

CONFIG = Path(__file__).with_name("config.cfg")
SEED = 20
LARGEST_PARAGRAPH = 8  # sentences
# As in `spacy convert --n-sents 10`, the usual documents of this treebank: nothing marks where a paragraph ends.
TEST_PARAGRAPH = 10


def find(folder: Path, part: str) -> Path:
    """Return the treebank's file of `part` (train, dev, test); raises FileNotFoundError if the folder has none."""
    for name in (f"en_ewt-{part}.conllu.gz", f"en_ewt-{part}.conllu", f"en_ewt-ud-{part}.conllu"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"{folder}: no en_ewt-{part}.conllu.gz; is it the folder of UD English EWT?")


def gold(folder: Path, part: str, sentences: int = TEST_PARAGRAPH) -> Iterator[Doc]:
    """Yield the gold Docs of a part, `sentences` in each."""
    vocab = spacy.blank("en").vocab
    whole = [sentence for text in corpus.read(find(folder, part)) for sentence in text]
    for group in corpus.group(whole, iter(lambda: sentences, None)):
        yield corpus.to_doc(vocab, group)


def paragraphs(folder: Path, part: str) -> Iterator[Doc]:
    """Yield the gold Docs of a part, one for each paragraph of the treebank (`# newpar`)."""
    vocab = spacy.blank("en").vocab
    for paragraph in corpus.read(find(folder, part), "# newpar"):
        yield corpus.to_doc(vocab, paragraph)


def training_docs(folder: Path) -> Iterator[Doc]:
    """Yield the training Docs: the treebank in paragraphs of random length, and a damaged copy in other ones."""
    vocab = spacy.blank("en").vocab
    rng = random.Random(SEED)
    sizes = corpus.random_sizes(rng, LARGEST_PARAGRAPH)
    for text in corpus.read(find(folder, "train")):
        for group in corpus.group(text, sizes):
            yield corpus.to_doc(vocab, group)
        for group in corpus.group(text, sizes):
            yield corpus.to_doc(vocab, augment.augment(rng, group))


def main(arguments: list[str]) -> int:
    """Train into OUT_FOLDER/model-best and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.language.training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of UD English EWT")
    parser.add_argument("out", type=Path, help="folder to write to, outside the checkout")
    parser.add_argument("--steps", type=int, default=None, help="updates instead of the configuration's")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    corpus.write(training_docs(options.data), options.out / "train.spacy")
    corpus.write(gold(options.data, "dev"), options.out / "dev.spacy")
    overrides = {"paths.train": str(options.out / "train.spacy"), "paths.dev": str(options.out / "dev.spacy")}
    if options.steps is not None:
        overrides["training.max_steps"] = options.steps
    spacy_train(CONFIG, options.out, overrides=overrides)
    return 0
