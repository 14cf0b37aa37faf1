"""Agreement that only the mended sentence shows: a parser that learnt right English takes a bare verb behind a singular
noun for another noun (“the sound of water appear”), and sees subject and verb as soon as the verb has its ending.

So the ending is tried: where the clause lacked a finite verb before, and has one with a singular subject then, the
ending was missing. Words that are nothing but verbs (“appear”) need no trial: a clause of one noun phrase lacks just
them. Each try costs a parse, and is made only in articles translated word for word.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.agreement.by_words import LETS, TO_THIRD, bare_verbs
from pipeline.repair.rules.agreement.concord import ANSWERS, NO_SUBJECT, NOT_ONE
from pipeline.repair.rules.agreement.handled import is_handled
from pipeline.repair.rules.agreement.mood import indicative
from pipeline.repair.rules.agreement.verbs import is_singular
from pipeline.repair.rules.common import FINITE, first_letters, put_first
from pipeline.repair.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

_PURE = words("verb_only")
_MISREAD = frozenset(("NN", "NNP", "VB", "VBP", "IN", "JJ", "RB", "VBN"))
"""What the parser takes a verb without its ending for."""
_MAIN = frozenset(("ROOT", "advcl", "ccomp", "conj", "parataxis", "acl:relcl"))
_PARTS = frozenset(",;:.!?()–—")
_PART = compiled(r"[,;:.!?()–—]")
_FINITE = frozenset("is was has does can may must should could would".split())
"""What every parse takes for a finite verb."""
_GOES_ON = frozenset(("RB", "RBR", "IN", "DT", "PRP", "PRP$", "RP", "TO", "CD", ",", "."))
_SHORTEST = 4
"""Words from which on a clause is no label."""
_ONE_PHRASE = compiled(
    r"(?:(?:WRB|IN|CC) )?(?:(?:DT|PRP\$) (?:(?:JJ|NN|NNP|VBN|VBG) )*|(?:(?:JJ|NN|NNP|UH) )*)(?P<head>NN|NNP) "
    r"(?:IN (?:(?:DT|PRP\$) )?(?:(?:JJ|NN|NNS|NNP|VBN|VBG) )*(?:NN|NNS|NNP) )*(?:RB )*"
)
"""The tags of a clause before its verb: one noun phrase with a noun in the singular, and what prepositions add."""
_FORMS = frozenset("are were have do like".split())
_THIRDS = frozenset(TO_THIRD.values())
_NEED_A_VERB = frozenset("if when where because although".split())
"""What opens a clause that is none without a verb."""
_NO_SUBJECT_FIRST = words("many") | {"various", "start", "stop", "begin", "keep", "avoid", "try", "instead", "as"}
"""What opens no clause with a subject in the singular: words for several, commands."""
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday day week month year time hour morning evening"
    " night spring summer autumn fall winter season".split()
)
"""What a command may stand behind: every Sunday turn it."""
_TAKES_VERB = frozenset(
    "need needs want wants helps starts finish begin begins likes tries lets makes decides forgets call ask not cause"
    " causes".split()
)
"""Verbs that the parse may take for plurals, and what they want done stands behind them (needs ask)."""
_LEADS = frozenset("if when where while because since although so as until once that how and but".split())


@rule(
    "grammar",
    fixes={
        "The sound of water appear at night.": "The sound of water appears at night.",
        "Where the water drip, there is a hard pit.": "Where the water drips, there is a hard pit.",
    },
    suggests={"The small dog jump almost always.": "The small dog jumps almost always."},
    keeps=(
        "The sound of water appears at night.",
        "The first drop of rain in the evening.",
        "A cold compress, a warm bath and rest.",
        "Let the sound of water appear at night.",
        "Hand dryer and hair keep a distance of 15 cm.",
        "The blood test on the first day, or a ride on a bike (saddle adjust high).",
        "It is right that the water drip on it.",
        "Besides, pills such as ginseng powder also need care.",
        "If a lamp cover wraps the bulb, take it off.",
        "If a quilt cover wraps all the small things, stop it.",
        "Instead of white rice eat brown rice.",
        "Open the tap and watch the water come in.",
        "The blood flow of the ear changes.",
        "Standard value see the label. Package choose dark glass. Bed sheet wash weekly in hot water.",
        "A small sound need not worry you. The owner of the cat needs ask the vet.",
        "Egg, lean meat, bean contain iron. Put the phone in a basket, the wool coat take off. The bag not exceed it.",
        "As a rule grow them in the open. Every Sunday turn it out and shake it, and in the spring turn it again.",
        "In the pot is hot water, rinse not need, only wait.",
        "Syrup from ivy give for a week. And in summer take off the lid.",
        "Many troubles of hand and foot come with it, the tip of root and the edge of leaf turn red.",
        "They lose a lot of money, light lose hundreds, heavy is worse.",
        "Wait until finish discharge on the line. Green tea, yellow tea, light fragrance Tieguanyin need a tin.",
        "The water is deep, rebuilt phone, assembled phone, and phone out of the water emerge in it.",
    ),
    trigger=r"[a-z] [a-z]",
    kinds=("text",),
    parses=lambda passage: first_letters(passage, passage.once(_candidates)),
    translated_only=True,
)
def verb_tried_singular(passage: Passage) -> Iterable[Change]:
    """Give a verb the -s without which its sentence has no verb, and with which the parse finds a singular subject."""
    for word in passage.once(_candidates):
        third = TO_THIRD[word.text]
        token = passage.token_at(word.start, word.end)
        if token is None or token.tag_ not in _MISREAD or not _verbless(token) or is_handled(passage, word):
            continue
        if token.i and token.nbor(-1).lower_ in ("not", "never", "no"):
            continue  # boil not need
        clause = _clause(token)
        before = token.nbor(-1).lower_ if token.i else ""
        if _before_verb(token) or _ends_in_verb(token, clause) or before in _TIMES or before in _TAKES_VERB:
            continue
        if _LIST.search(passage.text, 0, word.start) and _listed(passage.text[: word.start]):
            continue
        first = clause[0]
        if first.i and first.nbor(-1).text == "(":
            continue  # what a bracket asks for: (seat adjust high)
        if put_first(token, first) or _several(clause, token) or _behind_place(clause, token):
            continue
        if first.lower_ in _NEED_A_VERB and before in words("verb_and_noun"):
            continue  # when water boil add the salt
        if not LETS.isdisjoint(t.lower_ for t in clause if t.i < token.i):
            continue
        if (first.tag_ == "IN" and first.lower_ not in _LEADS) or first.lower_ in _NO_SUBJECT_FIRST:
            continue
        if any(t.lower_ == "such" and t.i + 1 < token.i and t.nbor(1).lower_ == "as" for t in clause):
            continue  # pills such as ginseng help
        if first.i + 1 == token.i and first.lower_ in _STATES:
            continue  # if it is dry clean it, heavy lose hundreds
        if _one_phrase(token) and (word.text in _PURE or first.lower_ in _NEED_A_VERB):
            if indicative(passage, word.start):
                yield Change(word.start, word.end, third)
            continue
        tried = passage.tried(word.start, word.end, third)
        if tried is not None and _agrees(tried, pure=word.text in _PURE) and indicative(passage, word.start):
            yield Change(word.start, word.end, third, safe=False)


_LIST = compiled(
    r"(?:^|[.:!?] |\n)(?P<items>(?:(?:[A-Za-z]+ )?[A-Za-z]+, ){2,})(?:and )?(?:[A-Za-z]+ ){0,2}[A-Za-z]+ \Z"
)
_STATES = words("plain_adjective") | words("describing")


def _listed(before: str) -> bool:
    """Whether the nouns before a verb are a list of subjects (egg, lean meat, bean contain iron), and no clauses."""
    match = _LIST.search(before)
    items = match["items"].split(", ")[:-1] if match else []
    return all(item.split()[-1].lower() not in _STATES and not item.endswith(("ed", "ing", "ly")) for item in items)


def _behind_place(clause: Sequence["Token"], token: "Token") -> bool:
    """Whether nothing but and, a preposition and its one noun stand before the verb (and in spring take it off)."""
    if len(clause) < _SHORTEST or clause[0].tag_ != "CC" or clause[1].tag_ != "IN" or clause[1].lower_ in _LEADS:
        return False
    return sum(t.tag_ in ("NN", "NNS", "NNP") for t in clause if t.i < token.i) == 1


_ROW = compiled(rf", (?:[a-z-]+ ){{0,2}}[a-z-]+, and (?!(?:{any_of(words('determiner'))})\b)(?:[a-z-]+ ){{1,5}}\Z")
"""Nouns in a row, without articles, of which the last stands before the verb."""


def _several(clause: Sequence["Token"], token: "Token") -> bool:
    """Whether the noun before the verb is only the last of what its subject consists of (many kinds of root and
    stem)."""
    before = [t for t in clause if t.i < token.i]
    joined = [t.i for t in before if t.lower_ == "and"]
    if not joined:
        return False
    if _ROW.search(token.doc.text, 0, token.idx):
        return True
    second = any(t.i == joined[-1] + 1 and (t.tag_ == "DT" or t.i + 1 == token.i) for t in before)
    second = second or all(t.text.istitle() for t in before if t.i > joined[-1])
    return second or any(t.lower_ in words("many") for t in before)


def _before_verb(token: "Token") -> bool:
    """Whether the verb stands behind what may be a noun (the back cover bulges, a quilt cover wraps it)."""
    behind = token.doc[token.i + 1 : token.i + 3]
    if not len(behind) or behind[0].lower_ in _THIRDS:
        return len(behind) > 0
    return behind[0].lower_.endswith("s") and len(behind) > 1 and behind[1].tag_ in ("DT", "PDT", "PRP", "PRP$")


def _ends_in_verb(token: "Token", clause: Sequence["Token"]) -> bool:
    """Whether the verb may be a noun whose own verb ends the clause (the blood flow of the ear changes)."""
    last, before = clause[-1], clause[-2].tag_ if len(clause) > 1 else ""
    return last.i > token.i + 1 and last.lower_ in _THIRDS and before in ("NN", "NNP")


def _candidates(passage: Passage) -> Iterator[Word]:
    """The bare verbs behind a noun whose clause may lack a verb."""
    return (
        word
        for word in passage.once(bare_verbs)
        if word.text not in _FORMS and "'" not in word.text and not _has_verb(passage, word)
    )


def _has_verb(passage: Passage, word: Word) -> bool:
    """Whether what is nothing but a finite verb stands in a word's clause."""
    start, end = passage.sentence(word.start)
    before = _PART.split(passage.text[start : word.start])[-1]
    behind = _PART.split(passage.text[word.end : end], maxsplit=1)[0]
    return not _FINITE.isdisjoint(f"{before} {behind}".split())


def _clause(token: "Token") -> list["Token"]:
    """The tokens around one, as far as the next marks."""
    doc, at = token.doc, token.i
    first = next((t.i + 1 for t in reversed(doc[:at]) if t.text in _PARTS), 0)
    last = next((t.i for t in doc[at + 1 :] if t.text in _PARTS), len(doc))
    return list(doc[first:last])


def _one_phrase(verb: "Token") -> bool:
    """Whether nothing but one noun phrase in the singular stands in a clause before its verb."""
    before = [t for t in _clause(verb) if t.i < verb.i]
    match = _ONE_PHRASE.fullmatch("".join(f"{t.tag_} " for t in before))
    if match is None or (before[0].tag_ in ("IN", "CC", "WRB") and before[0].lower_ not in _LEADS):
        return False
    head = before[match.string[: match.start("head")].count(" ")]
    return head.lower_ not in NO_SUBJECT | ANSWERS and is_singular(head.lower_)


def _verbless(token: "Token") -> bool:
    """Whether a clause has no finite verb but perhaps the one in question."""
    return not any(t.tag_ in FINITE and t != token for t in _clause(token))


def _agrees(verb: "Token", *, pure: bool) -> bool:
    """Whether a verb with its ending is the only finite one of its clause, and has a singular noun as its subject."""
    if verb.tag_ != "VBZ" or verb.dep_ not in _MAIN or not _verbless(verb):
        return False
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if len(subjects) != 1 or subjects[0].i > verb.i:
        return False
    subject = subjects[0]
    if subject.tag_ not in ("NN", "NNP") or subject.lower_ in NO_SUBJECT | ANSWERS or not is_singular(subject.lower_):
        return False
    if any(c.dep_ in NOT_ONE for c in subject.children):
        return False
    if pure:
        return True
    following = verb.doc[verb.i + 1 : verb.i + 2]
    determined = any(c.dep_ in ("det", "nmod:poss") for c in subject.children)
    return determined and bool(following) and following[0].tag_ in _GOES_ON and len(_clause(verb)) >= _SHORTEST
