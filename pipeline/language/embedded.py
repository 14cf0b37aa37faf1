"""Words' own vectors, which a model makes from their letters alone: each is made once.

Two fifths of what an analysis multiplies is spent on them before the first look at a word's neighbours, and nine words
of ten have been seen in the articles before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Vectors = NDArray[np.float32]

MOST = 20_000
"""How many words' vectors are kept (8 MB of 96 numbers each); beyond that all are made anew."""


def remember_vectors(nlp: Language) -> None:
    """Let a pipeline's `tok2vec` keep words' vectors, if it makes them from features of single words alone (spaCy's
    MultiHashEmbed without static vectors)."""
    if "tok2vec" not in nlp.pipe_names:
        return
    model: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed = model.layers[0]
    if embed.layers and embed.layers[0].name == "extract_features" and embed.layers[1].name == "list2ragged":
        model.layers[0] = Model("remembered_vectors", _Remembered(embed), layers=[embed])


class _Remembered:
    """The layer's function. Safe for threads."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._features, *self._layers = embed.layers
        self._lock = threading.Lock()
        self._rows: dict[bytes, int] = {}
        self._vectors: Vectors = np.empty((0, 0), dtype=np.float32)

    def __call__(
        self, _: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Vectors], Callable[[Any], Any]]:
        """The vectors of each text's words, (tokens, width)."""
        if is_train:
            raise NotImplementedError("vectors are remembered of a trained model only")
        features: list[NDArray[np.uint64]] = self._features.predict(docs)
        words = np.ascontiguousarray(np.concatenate(features))
        keys: list[bytes] = words.view(f"V{words.itemsize * words.shape[1]}").ravel().tolist()
        with self._lock:
            found = self._of(keys, words)
        return np.split(found, np.cumsum([len(one) for one in features[:-1]])), lambda _: []

    def _of(self, keys: Sequence[bytes], words: NDArray[np.uint64]) -> Vectors:
        new = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if len(self._rows) + len(new) > MOST:
            self._rows.clear()
            new = {key: place for place, key in enumerate(keys)}
        if len(new) > MOST:
            return self._made(words)
        if new:
            made = self._made(words[list(new.values())])
            known = len(self._rows)
            if not self._vectors.size:
                self._vectors = np.empty((MOST, made.shape[1]), dtype=np.float32)
            self._vectors[known : known + len(made)] = made
            self._rows.update(zip(new, range(known, known + len(made)), strict=True))
        return self._vectors[[self._rows[key] for key in keys]]

    def _made(self, words: NDArray[np.uint64]) -> Vectors:
        made: Any = [words]
        for layer in self._layers:
            made = layer.predict(made)
        return made[0]  # type: ignore[no-any-return]
