"""Scores of a pipeline on UD English EWT: `python -m pipeline.language.training.evaluate DATA_FOLDER [MODEL]`."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from pipeline import language
from pipeline.language.training import train

MEASURES = ("token_f", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las")
SENTENCES = ("sents_p", "sents_r", "sents_f")


def scores(nlp: Language, folder: Path, part: str = "test") -> dict[str, float]:
    """Return a part's scores, four decimals, from running text (the pipeline's own tokens).

    Sentences are measured as the treebank is usually cut, ten to a document whether or not a paragraph ends between
    them, and in `sents_f_paragraphs` paragraph by paragraph, as this program sees text.
    """
    found = _evaluate(nlp, train.gold(folder, part))
    result = {name: round(found[name], 4) for name in (*MEASURES, *SENTENCES)}
    result["sents_f_paragraphs"] = round(_evaluate(nlp, train.paragraphs(folder, part))["sents_f"], 4)
    return result


def _evaluate(nlp: Language, docs: Iterable[Doc]) -> dict[str, Any]:
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])


def words_per_second(nlp: Language, folder: Path, disable: tuple[str, ...] = ()) -> int:
    """Return the speed on paragraphs of four sentences of the dev part, one call each, after a warm-up."""
    texts = [doc.text for doc in train.gold(folder, "dev", 4)][:200]
    for text in texts[:40]:
        nlp(text, disable=disable)
    began = perf_counter()
    words = sum(len(nlp(text, disable=disable)) for text in texts)
    return round(words / (perf_counter() - began))


def main(arguments: list[str]) -> int:
    """Print the scores as JSON and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.language.training.evaluate", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of UD English EWT")
    parser.add_argument("model", nargs="?", default=None, help="an installed model or a folder (default: packaged)")
    parser.add_argument("--part", default="test", choices=("train", "dev", "test"))
    options = parser.parse_args(arguments)
    nlp = language.load(options.model)
    result: dict[str, float] = scores(nlp, options.data, options.part)
    result["words_per_second"] = words_per_second(nlp, options.data)
    result["words_per_second_without_parser"] = words_per_second(nlp, options.data, ("parser",))
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
