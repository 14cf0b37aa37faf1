"""Put a trained pipeline into the package: `python -m pipeline.language.training.package DATA_FOLDER MODEL_FOLDER`."""

import argparse
import json
import shutil
import sys
from pathlib import Path

import spacy

from pipeline import language
from pipeline.language import components, tokens
from pipeline.language.training import evaluate

NAME = "en_web_small"
VERSION = "1.0.0"
META = {
    "lang": "en",
    "name": "web_small",
    "version": VERSION,
    "description": "English tags, morphology, lemmas, sentences and dependencies, for translation-cleaner",
    "author": "translation-cleaner",
    "license": "CC BY-SA 4.0",
    "sources": [
        {
            "name": "Universal Dependencies, English Web Treebank",
            "author": "Silveira et al., LREC 2014",
            "license": "CC BY-SA 4.0",
        }
    ],
}


def package(data: Path, model: Path, target: Path) -> None:
    """Write the pipeline with its scores on the test part, and its fingerprint, in place of `target`'s files."""
    nlp = spacy.load(model)
    tokens.adapt(nlp)
    components.add_marks(nlp)
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])  # places on the machine that trained
    nlp.config = config
    nlp.meta.update(META)
    nlp.meta["performance"] = evaluate.scores(nlp, data)
    kept = (target / "ATTRIBUTION.md").read_bytes() if (target / "ATTRIBUTION.md").is_file() else b""
    shutil.rmtree(target, ignore_errors=True)
    nlp.to_disk(target)
    if kept:
        (target / "ATTRIBUTION.md").write_bytes(kept)
    mark = f"{NAME} {VERSION} {language.content_hash(target)}\n"
    (target / language.FINGERPRINT).write_text(mark, encoding="utf-8")
    print(json.dumps(nlp.meta["performance"], indent=2))


def main(arguments: list[str]) -> int:
    """Package and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.language.training.package", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of UD English EWT")
    parser.add_argument("model", type=Path, help="a trained pipeline, such as OUT_FOLDER/model-best")
    parser.add_argument("--target", type=Path, default=language.PACKAGED)
    options = parser.parse_args(arguments)
    package(options.data, options.model, options.target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
