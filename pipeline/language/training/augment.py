"""Copies of treebank sentences in the shapes of machine-translated articles.

The damage is what the articles show: full stops without a space, split contractions, spaces before punctuation,
typographic quotes, missing last stops, headings in capitals, line breaks and doubled spaces. Each change keeps the
gold analysis of every word.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from pipeline.language.training.corpus import Sentence, Word

_STOPS = frozenset(".?!")
_CURLY = str.maketrans({"'": "’", "`": "‘"})


def augment(rng: random.Random, sentences: list[Sentence]) -> list[Sentence]:
    """Return a damaged copy of a paragraph: the same words and analyses, other spaces, cases and signs."""
    glued = rng.random() < 0.6
    curly = rng.random() < 0.4
    spaced = rng.random() < 0.15
    broken = rng.random() < 0.12
    result: list[Sentence] = []
    for sentence in sentences:
        changed = _recase(rng, sentence)
        if rng.random() < 0.06:
            changed = _without_stop(changed)
        if curly:
            changed = _typographic(changed)
        if spaced:
            changed = _loosen(rng, changed)
        if glued and rng.random() < 0.7:
            changed = _glue(changed)
        if broken:
            changed = _break_lines(rng, changed)
        result.append(changed)
    return result


def _recase(rng: random.Random, sentence: Sentence) -> Sentence:
    chance = rng.random()
    if chance < 0.04:
        return _mapped(sentence, str.lower)
    if chance < 0.07:
        return _mapped(sentence, str.upper)
    if chance < 0.10:
        return tuple(_with_form(word, word.form[:1].upper() + word.form[1:]) for word in sentence)
    if chance < 0.17:
        return (_with_form(sentence[0], sentence[0].form.lower()), *sentence[1:])
    if chance < 0.22:
        return (_with_form(sentence[0], sentence[0].form[:1].upper() + sentence[0].form[1:]), *sentence[1:])
    return sentence


def _mapped(sentence: Sentence, function: Callable[[str], str]) -> Sentence:
    return tuple(_with_form(word, function(word.form)) for word in sentence)


def _with_form(word: Word, form: str) -> Word:
    return replace(word, form=form)


def _without_stop(sentence: Sentence) -> Sentence:
    """Drop the last stop, if nothing hangs on it."""
    last = len(sentence) - 1
    if last < 2 or sentence[last].form not in _STOPS or any(word.head == last for word in sentence[:last]):
        return sentence
    return (*sentence[: last - 1], replace(sentence[last - 1], space=True))


def _typographic(sentence: Sentence) -> Sentence:
    result = []
    for word in sentence:
        if word.xpos == "``" and word.form == '"':
            word = replace(word, form="“")
        elif word.xpos == "''" and word.form == '"':
            word = replace(word, form="”")
        result.append(_with_form(word, word.form.translate(_CURLY)))
    return tuple(result)


def _loosen(rng: random.Random, sentence: Sentence) -> Sentence:
    """Split contractions and put spaces before punctuation: "ca n't", "tea , coffee"."""
    result = list(sentence)
    for index in range(len(result) - 1):
        before, after = result[index], result[index + 1]
        if rng.random() < (0.5 if before.inner else 0.15 if after.upos == "PUNCT" else 0):
            result[index] = replace(before, space=True)
    return tuple(result)


def _glue(sentence: Sentence) -> Sentence:
    """Drop the space after the sentence's last stop."""
    last = sentence[-1]
    if last.form not in _STOPS:
        return sentence
    return (*sentence[:-1], replace(last, space=False))


def _break_lines(rng: random.Random, sentence: Sentence) -> Sentence:
    """Put a line break or a second space here and there; spaCy makes such blanks a token that hangs on the last."""
    result: list[Word] = []
    place: list[int] = []  # each old index's new one
    for index, word in enumerate(sentence):
        place.append(len(result))
        result.append(word)
        last = index == len(sentence) - 1
        if not word.space or rng.random() > (0.5 if last else 0.05):
            continue
        blank = "\n" if last else rng.choice(("\n", " "))
        if blank == "\n":
            result[-1] = replace(word, space=False)
        result.append(Word(blank, False, blank, "SPACE", "_SP", "", -index - 1, "dep"))
    return tuple(replace(word, head=place[word.head if word.head >= 0 else -word.head - 1]) for word in result)
