"""English analysis: sentences from punctuation alone, or spaCy's tokens, tags, lemmas and dependencies.

Importing this module imports neither spaCy nor a model; the first `load` does, once a process.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.language import boundaries, packed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGED = Path(__file__).parents[1] / "data" / "en_web_small"
FINGERPRINT = "fingerprint.txt"

REMEMBERED = 400
SHORT = 1_000
"""How many analyses are remembered, and of texts of how many code points at most (some 4 MB)."""

_loading = threading.Lock()


def load(model: str | None = None) -> "Language":
    """Return the packaged pipeline, or the installed one (or folder) that `model` names; loaded once a process.

    A named pipeline gets our tokenizer's infixes and our `sentence_marks`, and loses its entity recogniser, which
    nothing here uses. Raises ValueError, with advice, if the model isn't installed or can't be loaded.
    """
    with _loading:
        return _load(model)


@cache
def _load(model: str | None) -> "Language":
    import spacy

    from pipeline.language import components, embedded, tokens

    if model is None:
        nlp = spacy.load(PACKAGED)
    else:
        try:
            nlp = spacy.load(model, exclude=["ner"])
        except OSError as error:
            raise ValueError(_advice(model)) from error
        tokens.adapt(nlp)
        components.add_marks(nlp)
    embedded.remember_vectors(nlp)
    return nlp


def _advice(model: str) -> str:
    return (
        f"The spaCy model {model!r} is not installed. Install it into this environment"
        f" (`python -m spacy download {model}`), name the folder of a model,"
        " or leave the setting `model` out to use the packaged one."
    )


@cache
def fingerprint(model: str | None = None) -> str:
    """Return name, version and content hash of a model, from its files' lists, without loading it.

    Raises ValueError, with advice, if the model isn't installed.
    """
    if model is None:
        return (PACKAGED / FINGERPRINT).read_text(encoding="utf-8").strip()
    if Path(model).is_dir():
        return f"{Path(model).name} {content_hash(Path(model))}"
    try:
        package = metadata.distribution(model)
    except metadata.PackageNotFoundError as error:
        raise ValueError(_advice(model)) from error
    record = package.read_text("RECORD") or ""  # every file's SHA-256
    return f"{package.name} {package.version} {hashlib.sha256(record.encode()).hexdigest()}"


def content_hash(folder: Path) -> str:
    """Return the SHA-256 (hex) over names and bytes of a model folder's files, but for the fingerprint's own."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and path.name not in (FINGERPRINT, "ATTRIBUTION.md"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class Kept(Protocol):
    """What keeps full analyses by text, as bytes (`packed.pack`), beyond this process; of one model only."""

    def get(self, texts: Iterable[str]) -> dict[str, bytes]:
        """Those that are known."""
        ...

    def put(self, results: Iterable[tuple[str, bytes]]) -> None:
        """Keep some."""
        ...


def parse(
    text: str,
    model: str | None = None,
    *,
    syntax: bool = True,
    kept: Kept | None = None,
    remembered: "Remembered | None" = None,
) -> "Doc":
    """Return the analysed text; `syntax=False` leaves out the dependencies, in less than half the time.

    Token offsets (`token.idx`) are code points of `text`. The last full analyses are remembered (`remembered`, by
    default those of this process) and kept (`kept`); nobody may change one.
    Raises ValueError above spaCy's limit of a million code points, or if the model isn't installed.
    """
    if not syntax:
        return load(model)(text, disable=["parser"])
    remembered = remembered or _remembered
    found = remembered.get((model, text))
    if found is None:
        (found,) = _analysed([text], model, kept, remembered)
    return found


def parse_ahead(
    texts: Iterable[str],
    model: str | None = None,
    kept: Kept | None = None,
    remembered: "Remembered | None" = None,
) -> None:
    """Parse texts that will be asked about, all at once: in half the time that one after another takes."""
    remembered = remembered or _remembered
    new = [text for text in dict.fromkeys(texts) if remembered.get((model, text)) is None]
    if len(new) > 1:
        _analysed(new, model, kept, remembered)


def _analysed(texts: Sequence[str], model: str | None, kept: Kept | None, remembered: "Remembered") -> "list[Doc]":
    """Analyses as they were kept, or made and kept now; remembered."""
    nlp = load(model)
    known = kept.get(texts) if kept is not None else {}
    docs = {text: packed.unpack(nlp.vocab, text, data) for text, data in known.items()}
    missing = [text for text in texts if text not in docs]
    docs.update(zip(missing, [nlp(missing[0])] if len(missing) == 1 else nlp.pipe(missing), strict=True))
    for text in missing:
        docs[text].tensor = docs[text].tensor[:0].copy()  # nothing reads it, and it is half of what is remembered
    if kept is not None and missing:
        kept.put((text, packed.pack(docs[text])) for text in missing)
    return [remembered.put((model, text), docs[text]) for text in texts]


class Remembered:
    """The last analyses, shared by threads. An analysis depends on its text alone, also of texts parsed together."""

    def __init__(self) -> None:
        self._docs: OrderedDict[tuple[str | None, str], Doc] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str | None, str]) -> "Doc | None":
        """The analysis of a text by a model, if it is remembered."""
        with self._lock:
            if key in self._docs:
                self._docs.move_to_end(key)
            return self._docs.get(key)

    def put(self, key: tuple[str | None, str], doc: "Doc") -> "Doc":
        """Remember the analysis of a short text, and forget the oldest beyond the limit; returns the analysis."""
        if len(key[1]) <= SHORT:
            with self._lock:
                self._docs[key] = doc
                if len(self._docs) > REMEMBERED:
                    self._docs.popitem(last=False)
        return doc

    def clear(self) -> None:
        """Forget all analyses."""
        with self._lock:
            self._docs.clear()


_remembered = Remembered()


def forget() -> None:
    """Forget the analyses that this process remembers; what `kept` keeps stays."""
    _remembered.clear()


def parse_all(texts: Iterable[str], model: str | None = None, *, syntax: bool = True) -> "list[Doc]":
    """Return each text's analysis, as `parse` does; one call for an article's blocks is quicker than many."""
    return list(load(model).pipe(texts, disable=[] if syntax else ["parser"]))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences' spans (code points, end exclusive, without outer blanks), from punctuation alone.

    No model is loaded. A boundary is also found where no space follows the stop ("get up.I dare").
    """
    return boundaries.spans(text)
