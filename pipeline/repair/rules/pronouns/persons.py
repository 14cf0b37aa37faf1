"""Pronouns: he for a woman and she for a man, himself for things, which for people, you for your, who for whoever."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compiled import compiled
from pipeline.repair.inflection import capital_like, verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.pronouns.forms import LIVING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEXED = frozenset("he his himself she her herself".split())
_WHOM = {"man": "woman", "woman": "man"}
_NEAR = 200
"""Characters within which a pronoun finds whom it means."""
_SHE = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_MALE = {"she": "he", "herself": "himself"}
_WORDS = compiled(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_OTHER_SEX = {
    "woman": compiled(r"(?i)\b(?:she|hers?|herself)\b"),
    "man": compiled(r"(?i)\b(?:he|him|his|himself)\b"),
}
"""Pronouns that show, in one sentence with those of the other sex, that two people are meant."""
_YOUNG = "babies|kids|children|toddlers|infants|(?:younger|elder|older|little|eldest|youngest) one"
_SEVERAL = {  # of whom one may be meant: the mothers sleep, and the husband is woken by her
    "woman": compiled(rf"(?i)\b(?:mothers|women|girls|ladies|wives|daughters|sisters|moms|mums|{_YOUNG})\b"),
    "man": compiled(rf"(?i)\b(?:fathers|men|boys|gentlemen|husbands|sons|brothers|dads|{_YOUNG})\b"),
}
_WOMEN = words("female") - {"mothers", "women"} | frozenset(
    "grandma granny auntie niece bride heroine puerpera madam daughter-in-law bestie girlfriend granddaughter housewife"
    " landlady waitress stepmother".split()
)
_MEN = words("male")
_PLURAL_PEOPLE = frozenset(
    "people everyone everybody someone somebody anyone men women males kids babies parents mothers infants".split()
)
_OTHERS = words("person") - _MEN - _PLURAL_PEOPLE - {"him", "himself", "who", "whoever", "he's", "male"}
_OPENING = 12
"""Characters of a sentence in which the person that it speaks of is named."""
_SPEAKS = compiled(r" (?:said|says|asked|asks|replied|answered|cried|whispered|shouted|told)\b")
_SMALL = words("small_word")
_THEY_BEFORE = compiled(r"\b(?:they|of (?:them|these|those)|both)\b[^.!?;,]*$", re.IGNORECASE)
_AFTER_STOP = compiled(r"\s*(?:[.,;!?]|$|(?:to|that|and|in|on|at|for|from|with|out|up|when|if|a|the|as|by|not)\b)")


@rule(
    "grammar",
    fixes={},
    suggests={
        "The mother should rest. He must not lift it.": "The mother should rest. She must not lift it.",
        "Aunt Fang has had it for years, and he thought that people are old.": (
            "Aunt Fang has had it for years, and she thought that people are old."
        ),
        "When my son was a month old, spots came out on her cheeks.": (
            "When my son was a month old, spots came out on his cheeks."
        ),
    },
    keeps=(
        "The mother feeds the baby. He sleeps.",
        "The woman met Tom. He was late.",
        "She asked the doctor what he thought.",
        "A mother should be a good listener for the child and his needs.",
        "He is tall.",
        "Many mothers call at night, and the husband is woken up by her.",
        "My wife and my son came, and she sat down.",
        "He knew the woman, and his dog did too.",
        "Some babies say so: it tells the mother that he is wet.",
        "As a mother of two children, I know it: my younger one sneezes when he gets in.",
        "As a father of two children, I know it: my younger one sneezes when she gets in.",
        "The mother has two moles. Most of them go by himself.",
        'He said: "Go home." She said, "It is late."',
        "Ours is called Mopsy. He sulks, and bit my aunt. He knows it.",
        "My aunt told me of a bear who licked his paw. My aunt hates lamps. My uncle bought her one. She never lit it.",
    ),
    trigger=r"(?i)\b(?:he|his|him|himself|she|her|herself|hers)\b",
)
def woman_he(passage: Passage) -> Iterable[Change]:
    """Make he into she where a woman is the only person that the passage has named before it, and she into he where a
    man is; a child may be meant where the article has one, and the second of two speakers may be somebody else."""
    text = passage.text
    found = [(m, m[0].lower().replace("’", "'")) for m in passage.find(_WORDS)]
    named: list[tuple[int, str]] = []
    unnamed = False
    for n, (match, low) in enumerate(found):
        kind = "woman" if low in _WOMEN else "man" if low in _MEN else "other" if low in _OTHERS else ""
        if not kind and n + 1 < len(found) and found[n + 1][1] == "who" and n and found[n - 1][1] in ("a", "an"):
            kind = "other"  # a bear who licked his paw
        if kind == "other" and _is_title(found, n):
            continue
        if kind or _named(found, n, text):
            named.append((match.start(), kind or "other"))
        elif low.endswith("self") and _THEY_BEFORE.search(text[: match.start()]):
            continue
        elif low in _SEXED and match[0] not in ("HIS", "HER") and not text.startswith(" own", match.end()):
            wrong = "man" if low in _MALE or low == "her" else "woman"
            if not named:  # whom it means stands before the passage
                named.append((match.start(), _WHOM[wrong]))
                unnamed = True
            near = {kind for start, kind in named if match.start() - start < _NEAR}
            just = match[0] in ("He", "She") and _just_named(passage, match.start(), named) == {wrong}
            if _WHOM[wrong] in {kind for _, kind in named} or not (just or near == {wrong}):
                named.append((match.start(), _WHOM[wrong]))  # who is meant is known so far
                continue
            one_of_several = _SEVERAL[_WHOM[wrong]].search(text, 0, match.start())
            if one_of_several or (unnamed and _SPEAKS.match(text, match.end())):
                continue
            alone = _OTHER_SEX[wrong].search(passage.text[slice(*passage.sentence(match.start()))]) is None
            safe = alone and passage.context.literal and not passage.speaks_of(words("child_of_somebody"))
            yield Change(*match.span(), capital_like(match[0], _other_sex(low, text, match.end())), safe=safe)


def _is_title(found: "list[tuple[re.Match[str], str]]", n: int) -> bool:
    """Whether a person's word tells what the next one, a man or a woman, is (Neighbor Uncle Qiu)."""
    return n + 1 < len(found) and found[n + 1][1] in _WOMEN | _MEN and found[n + 1][0].start() == found[n][0].end() + 1


def _just_named(passage: Passage, at: int, named: list[tuple[int, str]]) -> set[str]:
    """Who stands in the sentence before one that a pronoun opens, if a man or a woman opens that one."""
    if passage.sentence(at)[0] != at or at < 2:
        return set()
    start, end = passage.sentence(at - 2)
    if any(pattern.search(passage.text[start:end]) for pattern in _OTHER_SEX.values()):
        return set()  # somebody else may be meant: my brother told her; she laughed
    there = [(place, kind) for place, kind in named if start <= place < end]
    return {kind for _, kind in there} if there and there[0][0] - start < _OPENING else set()


def _other_sex(low: str, text: str, end: int) -> str:
    """The pronoun of the other sex; her and his are told apart by what follows."""
    alone = _AFTER_STOP.match(text, end)
    if low == "her":
        return "him" if alone else "his"
    if low == "his" and re.match(r"\s*(?:[.,;!?]|$)", text[end:]):
        return "hers"
    return _SHE.get(low) or _MALE[low]


def _named(found: "list[tuple[re.Match[str], str]]", n: int, text: str) -> bool:
    """Whether a word is a name: capitalised inside a sentence, and not the name of a man or woman just spoken of."""
    match, low = found[n]
    if not match[0][0].isupper() or low in _SMALL or _opens(text, match.start()):
        return False
    return n == 0 or found[n - 1][1] not in _WOMEN | _MEN


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n。！？"


_SELF = compiled(r"\bby (himself|herself|oneself|itself|themselves)\b")
_THEY = compiled(
    r"\b(?:[Tt]hey|of them) (?:(?:will|can|may|must|should|could) )?(?:[a-z]+ly )?[a-z]+ (?:[a-z]+ly )?by"
    r" (himself|herself|oneself|itself)\b"
)
_THING_NO = LIVING | words("person") | words("female")
_AGENT = ("er", "or", "ist", "ian", "ant", "man", "eer", "ee", "ess")
"""Endings of people's trades."""
_KNOWN_THINGS = (words("object") | words("organ") | words("thing") | words("count_noun")) - _THING_NO
_SELF_OBJECT = compiled(
    r"\b(?:protect|repair|heal|cool|clean|shut|turn|switch|defend|support|destroy|balance|regulate|renew)(?:s|ed|ing)?"
    r"(?: down| off)? (himself|herself|oneself)\b"
)
_POSSESSED = compiled(
    r"\b(she|he|it)['’]s (?=(?:(?:left|right|own|whole|upper|lower) )?"
    r"(?:shoulder|arm|leg|hand|foot|head|neck|back|waist|knee|eye|ear|face|skin|hair|belly|stomach|heart|husband|wife|son"
    r"|daughter|mother|father|body|name|mouth|nose|chest|ankle|wrist|elbow|finger|toe|life)s? (?!and\b)[a-z])",
    re.I,
)
_HER = {"she": "her", "he": "his", "it": "its"}


def _selves(passage: Passage) -> Iterable[re.Match[str]]:
    return (*passage.find(_SELF), *passage.find(_SELF_OBJECT))


def _whose(selves: "Token") -> "Token | None":
    """The subject that a reflexive pronoun stands for: its verb's, or that of the verb which its own goes on from."""
    verb = selves.head
    while not any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in verb.children):
        aim = verb.dep_ == "advcl" and selves.lower_ != "oneself"
        means = verb.dep_ == "acl" and verb.head.dep_ == "obj"
        if not (verb.dep_ == "conj" or ((aim or means) and any(c.tag_ == "TO" for c in verb.children))):
            return None
        verb = verb.head.head if means else verb.head
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    return subjects[0] if len(subjects) == 1 else None


@rule(
    "grammar",
    fixes={
        "Most of them will slowly fade by himself.": "Most of them will slowly fade by themselves.",
        "The stone will come out by himself.": "The stone will come out by itself.",
        "Last winter she's right shoulder began to ache.": "Last winter her right shoulder began to ache.",
        "The cramp starts at night and goes away by oneself.": "The cramp starts at night and goes away by itself.",
    },
    keeps=(
        "The driver pays by himself, and a mask is worn to protect oneself.",
        "Most of them will fade by themselves.",
        "The man eats by himself, and his wife by herself.",
        "She's right. He's left his arms open.",
        "The stone will come out by itself.",
    ),
    trigger=r"(?i)\b(?:himself|herself|oneself|itself|themselves)\b|\b(?:she|he|it)['’]s [a-z]",
    kinds=("text",),
    parses=_selves,
    translated_only=True,
)
def self_of_subject(passage: Passage) -> Iterable[Change]:
    """Make himself and its like agree with a thing or several things that do something by themselves, and write her for
    she's before what she has."""
    for match in passage.find(_POSSESSED):
        new = _HER[match[1].lower()]
        yield Change(match.start(), match.end() - 1, capital_like(match[0], new))
    several = [match.span(1) for match in passage.find(_THEY)]
    yield from (Change(*span, "themselves") for span in several)
    for match in _selves(passage):
        if match.span(1) in several:
            continue
        token = passage.token_at(*match.span(1))
        subject = None if token is None else _whose(token)
        if subject is None:
            continue
        inner = [t.lower_ for t in subject.subtree]
        person = not _THING_NO.isdisjoint(inner) or subject.lower_.endswith(_AGENT)
        thing = subject.tag_ == "NN" and (not person or subject.lower_ in _KNOWN_THINGS)
        if subject.tag_ == "NNS" or subject.lower_ == "they" or inner[-1:] == ["them"]:
            new = "themselves"
        elif (thing and match[1] != "themselves") or (subject.lower_ == "it" and match[1] == "oneself"):
            new = "itself"
        else:
            continue
        yield Change(*match.span(1), new)


_PEOPLE_WHICH = compiled(
    rf"(?<!of )(?<!of the )(?<!of these )(?<!of those )\b((?i:{alternatives('plural_people')}|people|someone"
    rf"|anyone|woman"
    rf"|man|person|mother|girl|patient|child)) (which)"
    r" (?=(?:is|are|was|were|has|have|had|can|do|does|suffers?|wants?|needs?|often|usually|also|live|work|take"
    r"|drink|eat"
    r"|sit|stay|stand|sleep|go|come|get|buy|use|know|think|try|plan|lead|leads|smoke|smokes|give|gives|feel|feels"
    r"|like|likes|love|loves)\b)"
)


@rule(
    "grammar",
    fixes={"Women which are tired should rest.": "Women who are tired should rest."},
    keeps=(
        "Women who are tired should rest.",
        "The care of children which is free is good.",
        "Ask the people which bus goes there.",
    ),
    trigger=r"(?i)[a-z] which ",
)
def people_which(passage: Passage) -> Iterable[Change]:
    """Write who for which after people, women, children and such."""
    for match in passage.find(_PEOPLE_WHICH):
        yield Change(*match.span(2), "who")


_LITTLE = compiled(
    r"\b(?:baby|newborn|infant|fetus|puppy|kitten|dog|cat|rabbit|hamster|bird|parrot) (?:(?!your?\b)[a-z]+ ){1,8}?"
    r"(?:holds? (?:up )?(?P<h>your) (?:head|neck)|(?:lifts?|raises?|turns?|shakes?|nods?) (?P<l>your) head"
    r"|(?:opens?|closes?) (?P<o>your) (?:mouth|eyes)|(?:stretch|stretches|bends?) (?P<s>your) (?:legs|neck|body))\b"
)


@rule(
    "grammar",
    fixes={"By then the baby can sit and hold your head up.": "By then the baby can sit and hold its head up."},
    keeps=("The baby can hold its head.", "The baby likes to hold your hand.", "If you hold the baby, turn your head."),
    trigger=r"\byour (?:head|neck|mouth|eyes|legs|body)\b",
    translated_only=True,
)
def your_of_baby(passage: Passage) -> Iterable[Change]:
    """Write its for your where a baby or an animal moves a part of its own body (the baby holds your head up)."""
    for match in passage.find(_LITTLE):
        yield Change(*match.span(match.lastgroup or 0), "its")


_YOU_NOUN = compiled(
    r"\b(?i:let|for|of|to|with|on|in|from|help|make|take|keep|protect|if|when|that|improve|affect) (you)"
    r" (?=(?:child|baby|skin|hair|body|doctor|cat|dog|stomach|husband|family|plant|health|diet|heart|face|teeth"
    r"|eyes|feet|hands|immune|computer|phone|fridge)"
    r"(?:[.,;!?)]|$| (?:is|are|was|has|can|will|may|should|in|on|at|to|from|with|and|or"
    r"|choose|eat|sleep|play|grow|become|look|feel|go|does|system)\b))(?!(?:to )?health(?:y|ier)|plant (?:in|at))"
)


@rule(
    "grammar",
    fixes={"Let you child choose the greens.": "Let your child choose the greens."},
    keeps=("Let your child choose.", "It gives you skin like silk.", "I help you body and soul; if you plant in May."),
    trigger=r"\byou [a-z]",
)
def you_for_your(passage: Passage) -> Iterable[Change]:
    """Write your for you before child, skin, body and other things one has."""
    for match in passage.find(_YOU_NOUN):
        if match[0].split()[0] in ("make", "help") and not passage.text[match.end() :].startswith(
            ("child", "baby", "dog", "cat")
        ):
            continue
        yield Change(*match.span(1), "your")


_VERBS = any_of(
    {verb_forms(verb)[1] for verb in words("verb_only") | words("verb") | words("pure_verb")}
    | {"is", "has", "does", "puts"}
)
_WHO_STARTS = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Who) (?!is \w+ble\b)(?=(?:does not |doesn't |always |often |never )?"
    rf"(?:regularly )?(?:{_VERBS}|fights|suffers|loves)\b"
    r"(?:[^.!?\n:]|\b\.\b)*, ?(?:[a-z'’-]+ ){0,4}(?:must|should|can|may|will|needs?|has|have|is|are|puts|knows"
    r"|gets|finds|ought|cannot)\b[^.!?\n]*\.)"
)
_WHO_MUST = compiled(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(Who) (?!is \w+ble\b)(?=(?:{_VERBS}|fights)(?: [a-z'’-]+){{1,9}}"
    r" (?:must|should|ought to|has to|needs to)\b[^.!?\n]*\.)"
)


@rule(
    "grammar",
    fixes={
        "Who wants a rich lawn must work for it.": "Whoever wants a rich lawn must work for it.",
    },
    keeps=(
        "Who wants a rich lawn, and who must work for it?",
        "Who is it that knows. Who is responsible for the repair, and when, must be written down.",
        "Whoever wants a lawn must work.",
    ),
    trigger=r"\bWho ",
    kinds=("text",),
)
def whoever(passage: Passage) -> Iterable[Change]:
    """Write whoever for who at the start of a statement that says what such a person must do (from German and
    Russian)."""
    for pattern in (_WHO_STARTS, _WHO_MUST):
        for match in passage.find(pattern):
            yield Change(*match.span(1), "Whoever")


_THAT = compiled(
    r"(?<=[a-z])(?<!\bso)(?<!\bsay)(?<!\bmean)(?<!\bknow), (that) (?=(?:does not|doesn't|do not|can|cannot|causes"
    r"|makes|leads to"
    r"|allows|helps|prevents|affects) [a-z])"
)


@rule(
    "grammar",
    fixes={
        "Dirt got into the door, that does not let it close.": "Dirt got into the door, which does not let it close."
    },
    keeps=(
        "If it is wet, that does not help it.",
        "They say, in short, that can be done.",
        "It is the door that does not close.",
    ),
    trigger=r", that [a-z]",
    kinds=("text",),
)
def comma_that(passage: Passage) -> Iterable[Change]:
    """Write which for that after a comma, where a relative clause comments on what stands before."""
    for match in passage.find(_THAT):
        before = re.split(r"[.!?;:\n]", passage.text[: match.start()])[-1]
        plain = re.search(
            r"\b(?:if|when|while|because|although|though|as|since|so|say|says|said|think|in|for|from)\b", before, re.I
        )
        if "," not in before and not plain and len(before.split()) > 2:
            yield Change(*match.span(1), "which")


_ITS_OWN = compiled(
    r"\b(?:[Tt]hey|[Tt]hese|[Tt]hose|[Mm]ost [a-z]+s|[Mm]any [a-z]+s|[a-z]+ ones)"
    r" (?:[a-z]+ ){1,4}(by itself|on its own)\b"
)


@rule(
    "grammar",
    fixes={"They heal by itself in a week.": "They heal by themselves in a week."},
    keeps=("They heal by themselves.", "They say it grows on its own.", "These make the pot stand by itself."),
    trigger=r"\b(?:by itself|on its own)\b",
)
def plural_itself(passage: Passage) -> Iterable[Change]:
    """Write themselves and their own behind they, these and those (they heal by itself)."""
    for match in passage.find(_ITS_OWN):
        if not _ONE_THING.search(match[0]):
            yield Change(*match.span(1), "by themselves" if match[1] == "by itself" else "on their own")


_ONE_THING = compiled(r" (?:it|that|which|the|an?|this|its [a-np-z]|your|each|one|[a-z]+ing) ")
