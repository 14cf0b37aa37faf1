"""The comma behind what opens a sentence: a clause, a word that links, or another name of the subject."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset("it they we he she you i one there this these".split())
_DETERMINERS = frozenset("the this these those its his her their your my our half other most many some".split())
_COMMANDS = frozenset(
    "use replace remove add wash clean check apply avoid give take pour wipe choose contact consult press pull dry mix"
    " fill turn put cut stop try ask call soak peel rinse store keep".split()
)
"""Verbs that tell the reader what to do, behind a clause that ends in a state."""
_COMMANDED = frozenset("it them the a an your this these immediately".split())
_STANDS_ALONE = frozenset(
    "start work stop move close open boil dry cool sleep improve change heal respond appear disappear drain spin charge"
    " recover react help fit fail works fails starts helps improves changes".split()
)
"""Verbs that may end a clause before a pronoun that has a verb of its own."""
_LEADS = (
    r"(?:[Ee]ven (?:if|though|when)|[Aa]s (?:long|soon) as|In case|(?:Every|Each) time|In order to|[Aa]fter|[Bb]efore"
    r"|During|Until|To|Since|Because|Although|Though|[Ww]hile|[Uu]nless|[Oo]nce|[Ww]hen|[Ii]f"
    r"|As(?! (?:well|for|to|of|a|an|many|much|long|soon|far|if|though|such|the name|usual|you know)\b))"
)
_MAIN = (
    r"(?:(?:it|they|we|he|she|you|I|one|there|this|these|the|those|its|his|her|their|your|my|our|half"
    rf"|other|most|many|some|{any_of(_COMMANDS)}) [a-z]|please [a-z]|do not )"
)
_IS_SAID = compiled(
    r" it (?:is|was|will be) (?:not |also |very )?(?:recommended|possible|impossible|necessary|best|better|worth)\b"
)
"""What is said of an infinitive that a language puts first (to connect them it is not recommended)."""
_OPENED = compiled(
    r"(?:\A|(?<=[.!?:;] )|(?<=\n)|(?<=words, )|(?<=However, )|(?<=Therefore, ))"
    rf"(?P<lead>{_LEADS}) (?=(?:[^,.;:?!()\"“”\n]|(?<=\d),(?=\d)){{5,130}}"
    rf" {_MAIN})"
)
_SEAM = compiled(rf"(?P<before>[\w'’-]+)(?= {_MAIN})|[;:()–—]|(?<!\d),|,(?!\d)")
_NO_VERB = frozenset(("after", "before", "during", "to", "in order to", "when", "while"))
"""What may lead a phrase without a finite verb."""
_FEWEST = 3
_LONG_PHRASE = 5
"""Words from which on a phrase without a verb wants its comma."""
_MOST_VERBS = 3
_RELATED = frozenset("you we they he she i one".split())
"""Pronouns that may begin a clause about the noun before them (“the food you eat”)."""
_OBJECTLESS = frozenset(
    "comes increases decreases rises passes deepens advances progresses"
    " rains starts begins ends falls appears arrives happens occurs dies grows sleeps wakes leaves stops".split()
)
_PARTICLES = frozenset("up down off out away back on over in".split())
_STILL_OPEN = words("no_main_clause") | frozenset(
    "that which who whom whose what how why where when if whether as than and or but because sure certain afraid glad"
    " happy sorry aware confident worried all is are was were be not no only the a an more".split()
)
_LINKS = frozenset("that which who and but or so because if when while as to what how where until than , —".split())
_GO_ON = frozenset("and but so or which because then while if when although unless until".split())
_ASIDE = frozenset("say says said think thinks believe know knows guess suppose hear feel see".split())
_THINGS = frozenset("day time moment way reason place fact thing things everything something anything".split())
"""Nouns that a clause about them follows without a link (“everything you need”)."""
_TELLS = frozenset(
    "told advised informed warned assured promised convinced reminded tells advises informs warns assures tell advise"
    " inform warn assure convince remind telling asking wondering".split()
)
"""Verbs that a clause without a link follows, some words behind them."""
_ASKS = frozenset("which what whose how whichever whatever".split())
_STRANDED = frozenset("to of with at for from about".split())
_UNFINISHED = (_STILL_OPEN - _PARTICLES - {"first", "second", "third"}) | frozenset(
    "of with for from into onto against by at to toward towards under near upon via within without between"
    " its his her their your my our".split()
)
"""Words behind which no clause ends, whatever the parse takes them for."""
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "NUM", "ADV", "PRON"))


def _with_seam(passage: Passage) -> Iterator[re.Match[str]]:
    """Openings in which a clause may end before what may begin another, as far as words tell."""
    for match in passage.find(_OPENED):
        for seam in _SEAM.finditer(passage.text, match.end()):
            if seam["before"] is None:
                break
            if seam["before"].lower() not in _UNFINISHED:
                yield match
                break


@rule(
    "punctuation",
    fixes={},
    suggests={
        "When there is a problem we should find the cause.": "When there is a problem, we should find the cause.",
        "After lying down for an hour I was awake.": "After lying down for an hour, I was awake.",
        "If it does not get better for a month please ask a doctor.": (
            "If it does not get better for a month, please ask a doctor."
        ),
    },
    keeps=(
        "When you feel that it is dry, water it.",
        "If you think it is dry, water it.",
        "If there is a thing you can do, do it.",
        "If the pot you use is dry, water it.",
        "When the food you like is cold, heat it.",
        "Once it has met the best men it can find, it rests.",
        "To know what it is would help.",
        "To connect the minus to the minus of a battery it is not recommended.",
        "In winter the room is cold.",
        "After a long illness he is well.",
        "After he said it was dry, we left.",
        "If you are sure the water is clean, use it.",
        "When she was advised by the nurse it would take a week, she left.",
        "After asking me which tribe I belong to he left.",
        "By showing your mother how gentle and calm they can be.",
    ),
    trigger=_OPENED.pattern,
    kinds=("text",),
    parses=lambda passage: passage.once(_with_seam),
)
def comma_after_clause(passage: Passage) -> Iterator[Change]:
    """Put a comma between a clause that opens a sentence and the main clause, where one place alone can be the seam:
    behind it stand a subject and its verb, or please, and nothing before it wants them. In a lone text it is only
    suggested."""
    for m in passage.once(_with_seam):
        doc, at = passage.sentence_at(m.start())
        lead = doc.char_span(m.start() - at, m.end("lead") - at, alignment_mode="expand")
        if lead is None:
            continue
        end = next((t.i for t in doc[lead.end :] if t.text in ",;:()–—-"), len(doc))
        seams = [i for i in range(lead.end + 2, end - 1) if _seam(doc, m["lead"].lower(), lead.end, i, end)]
        if len(seams) == 1:
            place = at + doc[seams[0]].idx - 1
            if m["lead"].lower() == "to" and _IS_SAID.match(passage.text, place):
                continue
            if passage.text[place] == " ":
                yield Change(place, place, ",", safe=passage.context.article)


def _seam(doc: "Doc", lead: str, start: int, i: int, end: int) -> bool:
    """Whether a main clause can begin at a token, and an opening one that begins at `start` end before it."""
    token, before = doc[i], doc[i - 1]
    opening, rest = doc[start:i], list(doc[i:end])
    verbs = sum(t.tag_ in FINITE for t in opening)
    few = 2 if opening[0].tag_ == "VBG" or opening[0].like_num else _LONG_PHRASE
    met = before.lower_ in ("it", "them") and token.lower_ in _RELATED
    led = 0 < verbs <= _MOST_VERBS or (verbs == 0 and lead in _NO_VERB and (met or len(opening) >= few))
    if not led or not _closed(before, token):
        return False
    if token.lower_ == "please" or (token.lower_ == "do" and before.lower_ in _PARTICLES and rest[1].lower_ == "not"):
        return True
    if token.lower_ == "do" and rest[1].lower_ == "not" and before.tag_ == "NN" and verbs and lead == "if":
        return not any(t.tag_ in FINITE for t in rest[2:])
    if token.lower_ in _COMMANDS:
        return _commands(before, token) and (rest[1].lower_ in _COMMANDED) and not any(t.tag_ in FINITE for t in rest)
    if token.lower_ in _RELATED | {"it"} and _goes_on(doc, start, i, rest):
        return False
    verb = _verb_of(rest)
    return verb is not None and (met or _whole(doc, rest, verb, end))


def _commands(before: "Token", token: "Token") -> bool:
    """Whether a verb in its base form stands behind the state or the failing that a condition ends in."""
    state = before.nbor(-2 if before.i > 1 and before.nbor(-1).tag_ == "RB" else -1)
    if before.tag_ == "VB":
        return before.lower_ in _STANDS_ALONE and before.nbor(-1).lower_ in ("not", "n't")
    return token.tag_ in ("VB", "VBP") and before.tag_ == "JJ" and state.lemma_ in ("be", "get", "become")


def _goes_on(doc: "Doc", start: int, i: int, rest: "Sequence[Token]") -> bool:
    """Whether a pronoun at a token belongs to the opening clause: it asks or tells (told by the doctor it was late), or
    the clause lacks what stands before it (which tribe I belong to, all the help I can)."""
    opening = doc[start:i]
    if any(t.lower_ in _TELLS for t in opening) or opening[-1].nbor(-1).lower_ in _ASKS:
        return True
    if any(t.lower_ in ("how", "all") and t.nbor(1).lower_ in ("the", "much", "many", "well") for t in opening[-4:]):
        return True
    if any(t.lower_ == "how" and t.nbor(1).pos_ in ("ADJ", "ADV") for t in opening[-4:]):
        return True
    if rest[-1].lower_ in _STRANDED:
        return True
    return len(rest) > 2 and rest[1].tag_ == "MD" and not rest[2].tag_.startswith(("VB", "RB"))


def _closed(before: "Token", after: "Token") -> bool:
    """Whether a clause can end at a token."""
    if before.lower_ in _PARTICLES and before.nbor(-1).lower_ in _OBJECTLESS and after.lower_ == "the":
        return True
    if before.lower_ in _PARTICLES:
        return after.lower_ in _PRONOUNS or after.lower_ in ("please", "do")
    about = before.lower_ in _THINGS and after.lower_ in _RELATED
    if about or before.lower_ in _STILL_OPEN or before.pos_ in ("DET", "CCONJ", "SCONJ", "AUX") or not before.is_alpha:
        return before.like_num
    if before.pos_ == "VERB":
        if before.lower_ in _STANDS_ALONE and (
            after.lower_ in _COMMANDS or (after.lower_ in _PRONOUNS and after.nbor(1).tag_ in ("MD", "VBZ", "VBP"))
        ):
            return True
        state = before.nbor(-2 if before.i > 1 and before.nbor(-1).pos_ == "ADV" else -1)
        return (before.tag_ in ("VBN", "VB") and state.lemma_ in ("be", "get")) or before.lower_ in _OBJECTLESS
    return before.pos_ not in ("ADP", "PRON", "PART") or before.lower_ in ("it", "them", "him", "me", "us")


def _verb_of(rest: Sequence["Token"]) -> int | None:
    """The place in a clause of its finite verb, where a subject begins it."""
    if rest[0].lower_ in _PRONOUNS and len(rest) > 1:
        at = 2 if rest[1].pos_ == "ADV" and len(rest) > 2 else 1
        return at if rest[at].tag_ in FINITE else None
    if rest[0].lower_ not in _DETERMINERS:
        return None
    for n, token in enumerate(rest[1:8], 1):
        if token.tag_ in FINITE:
            return n if rest[n - 1].pos_ in ("NOUN", "PROPN", "ADV") and n > 1 else None
        if token.pos_ not in _NOMINAL:
            return None
    return None


def _whole(doc: "Doc", rest: Sequence["Token"], verb: int, end: int) -> bool:
    """Whether a clause has one verb, further ones behind a link only, and goes on behind a comma with a link only."""
    if rest[verb].lower_ in _ASIDE or len(rest) < _FEWEST:
        return False
    for n in range(verb + 1, len(rest)):
        if rest[n].lower_ in _LINKS:
            break
        if rest[n].tag_ in FINITE:
            return False
    if end >= len(doc) - 1 or doc[end].text != "," or doc[end + 1].lower_ in _GO_ON:
        return True
    return rest[0].lower_ not in _RELATED and rest[-1].pos_ not in ("VERB", "AUX", "ADP")


_CALLED = compiled(
    r"(?<=[a-z]), (?:(?:also|sometimes|often|otherwise) )?(?:called|known as|named) (?:[\w’'-]+ ){0,3}[\w’'-]+(?P<gap>)"
    r"(?= (?:is|are|was|were|means|can|may|will|has|have) [a-z])"
)


@rule(
    "punctuation",
    fixes={"Waist pain, also known as back pain is common.": "Waist pain, also known as back pain, is common."},
    keeps=(
        "Waist pain, also known as back pain, is common.",
        "A flower called rose is common.",
        "It is waist pain, also called what is back pain.",
    ),
    trigger=r", (?:(?:also|sometimes|often|otherwise) )?(?:called|known as|named) ",
)
def comma_after_other_name(passage: Passage) -> Iterator[Change]:
    """Close with a comma the other name that a comma opens between a subject and its verb."""
    for m in passage.find(_CALLED):
        if not re.search(r"\b(?:what|which|who|that)$", m[0]):
            yield Change(m.end(), m.end(), ",")
