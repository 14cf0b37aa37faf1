"""Question marks: missing behind a question, or standing behind what asks nothing."""

import re
from collections.abc import Iterator

from pipeline.compiled import compiled
from pipeline.repair.rule import Change, Passage, rule
from pipeline.repair.rules.common import FUNCTION, known

_ASKED = r"(?:I|you|we|they|he|she|it|there|this|that|these|those|the|an?|my|your|our|their|his|her|its|people|some)"
_WHO = r"(?:babies|children|kids|women|men|mothers|parents|cats|dogs|pregnant|old|young|many|newborns|patients|plants)"
_LEAD = r"(?:(?:Why|Where|When|What|Which|How(?: (?:much|many|often|long|soon|far))?)(?: (?!to\b)\w+){0,2}?"
_INVERTED = compiled(
    rf"{_LEAD} (?:do|does|did|can|should|could)|(?:Why|Where) (?:is|are|was|were)|(?:Is|Are|Can|Does|Should)"
    rf"|Do(?= (?:I|you|we|they)\b)) (?:{_ASKED}|{_WHO})\b",
    re.IGNORECASE,
)
_WHAT_IS = compiled(r"What (?:is|are) (?:the |a |an |your |this )?\w+(?: [\w'’]+){0,12}$", re.IGNORECASE)
_WHAT_NEXT = compiled(
    r"(?:Why|When|Where|How) (?:do|does|did|is|are|can) [^?]{3,70} and"
    r" (?:what to do|how to (?:fix|treat|solve|help) it)\Z",
    re.IGNORECASE,
)
_WHY_DOES = compiled(
    r"(?:Why|How|Where|When) (?:do|does|did) [a-z]+(?: [a-z]+)*$|Why (?:is|are|can|should) [a-z]+(?: [a-z]+)+$",
    re.IGNORECASE,
)
"""A helping verb before its subject, whatever that is."""
_SECOND_VERB = compiled(r"\b(?:is|are|was|were|that|what|how to|which)\b", re.IGNORECASE)
_HEADING = compiled(r"[^.!?:;,–—|()\n]{8,90}[a-z]\Z")
_ASKS = compiled(
    r"(?:(?<=[.!?] )|\A)(?:(?:Why|How|What|Where|When) (?:do|does|did|can|should) (?:I|you|we|they|he|she|it)"
    r"|(?:What|Who|Where|Why|When|How) (?:is|are|was|were) (?:it|this|that|these|those|they)"
    r"|What (?:can|could|may|might|should) (?:it|this|that) be|(?:Is|Isn['’]t|Are|Does|Doesn['’]t) (?:it|this|they|you)"
    r"|Is that (?:right|true|so|normal|correct|possible|all|enough|really|good|bad|ok|okay)|Do you)\b"
    r"(?:(?! (?:Let|It|This|The|We|They|You|He|She|There|In|If|So|But|As|When) )[^.?!,;:\"“”]){0,80}"
    r"(?<!\b[A-Z])(?<!\b[MDS][rst])(?P<mark>\.)(?= [A-Z]|\Z)"
)
_TELLS = compiled(
    r"(?:(?<=[.!?] )|\A)(?:(?:I|We) (?:(?:really|also) )?(?:don['’]t|do not) know (?:if|whether)\b"
    r"|(?:I|We|He|She|They|(?:Many|Some|Most) (?:people|parents|friends|mothers|users|readers|owners|patients))"
    r" (?:often |always |also |even )?(?:ask|asks|asked)(?: (?:me|us|him|her|them|the doctor))?"
    r" (?:if|whether)\b"
    r"|Let(?:['’]s| us) (?:(?:take|have) a look|look|see|learn|talk)\b|Let me tell you\b)"
    r"[^.?!;:\"“”]{3,140}[a-z](?P<mark>\?)(?= |\Z)"
)
_SIGNED = compiled(r"(?:[.!?…]|\s[-–—]+)\s+(?:[A-Z][\w.]*\s+){0,2}[A-Z]\w*\Z")
"""A name, or a word that greets, behind a whole sentence: who wrote it."""
_GREETING = compiled(r"(?:\A|[.!?…:]\s+)(?:[^\s.!?…:]+\s+){0,2}\S+,\Z")
"""Up to three words and a comma behind a whole sentence: an address or a farewell (Dear Ann, Thanks and regards,)."""
_ADDRESS = compiled(r"\S(?:[/@_]|\.(?=[a-z]))\S*\Z")
_SENTENCE_END = compiled(r"[a-z][.!?] +[A-Z]")
_TAG = compiled(r", (?:shall|will|do|can|okay|ok|right|is|are)\b[^,]*\Z")


@rule(
    "punctuation",
    fixes={
        "What should I do if I always cough": "What should I do if I always cough?",
        "Why does pepper drop its buds and what to do": "Why does pepper drop its buds and what to do?",
        "What are the reasons of the child's cough": "What are the reasons of the child's cough?",
    },
    keeps=(
        "What to do about a cough",
        "How to water it",
        "Why the leaves turn yellow",
        "Do the dishes each day",
        "What is needed is sleep",
        "Can openers and knives",
        "What can be eaten",
    ),
    kinds=("title", "heading", "item-title"),
    trigger=r"^(?i:why|where|when|what|which|how|is|are|can|does|do|should)\b",
)
def question_without_mark(passage: Passage) -> Iterator[Change]:
    """End a heading that asks, with its verb before its subject, in a question mark. “How to …” and “Why it …” name a
    subject, and ask nothing."""
    text = passage.text.rstrip()
    if not _HEADING.match(text) or (passage.standing.runs_on and text[0].islower()):
        return  # the third | is the mold in the tank
    what = _WHAT_IS.match(text)
    plain = what is not None and not _SECOND_VERB.search(text, text.index(" ", 5))
    if _INVERTED.match(text) or _WHY_DOES.match(text) or _WHAT_NEXT.match(text) or plain:
        yield Change(len(text), len(text), "?")


@rule(
    "punctuation",
    fixes={
        "My baby coughs. What should I do. I am new.": "My baby coughs. What should I do? I am new.",
        "It ticks all night. What can it be.": "It ticks all night. What can it be?",
        "They say that it passes. Is that true. We asked.": "They say that it passes. Is that true? We asked.",
    },
    keeps=(
        "What you should do. I know.",
        "Whatever should I do.",
        "How to do it. I know.",
        "What do I know, he said.",
        "What do we know about John F. Miller",
        "Is it really cold In winter it snows. Does it Let me see what they say.",
        "Do your work. Is that all you have, I asked. Does help.",
        "What is that which ticks, he wondered.",
    ),
    trigger=_ASKS.pattern,
)
def question_with_stop(passage: Passage) -> Iterator[Change]:
    """End a question, with its verb before its subject, in a question mark instead of a full stop."""
    for m in passage.find(_ASKS):
        yield Change(m.start("mark"), m.end("mark"), "?")


@rule(
    "punctuation",
    fixes={
        "I don't know if the cough troubles you?": "I don't know if the cough troubles you.",
        "Let's take a look at what helps?": "Let's take a look at what helps.",
        "She asked me whether the cup was mine?": "She asked me whether the cup was mine.",
    },
    keeps=(
        "Do you know if it helps?",
        "Let's see it, shall we?",
        "I don't know. Does it help?",
        "He asked: let's see what helps?",
        "They asked if it helps, right?",
        "You asked whether it helps?",
        "I wonder if it helps?",
        "Why do many people ask whether it helps?",
    ),
    trigger=_TELLS.pattern,
)
def stop_with_question_mark(passage: Passage) -> Iterator[Change]:
    """End a sentence that only mentions a question in a full stop."""
    for m in passage.find(_TELLS):
        if not _TAG.search(m[0][:-1]):
            yield Change(m.start("mark"), m.end("mark"), ".")


@rule(
    "punctuation",
    fixes={},
    keeps=(
        "The leaves fall",
        "It is dry. The leaves fall off.",
        "It is dry. The leaves: a",
        "It is dry. Wash the",
        "It is dry. It is hot. Ann Miller",
        "It is dry. It is hot. See www.example.test/leaves_fall",
    ),
    suggests={"It is dry. It is hot. The leaves fall": "It is dry. It is hot. The leaves fall."},
    kinds=("text",),
    last=True,
)
def missing_last_stop(passage: Passage) -> Iterator[Change]:
    """Give a paragraph of several sentences its last full stop, in place of a comma too. Certain only in an article
    whose other paragraphs have theirs, and where the next block begins anew; what breaks off, as an excerpt does, is
    completed nowhere."""
    text = passage.text.rstrip()
    safe = passage.standing.open_end
    if safe and text[-1:] == "," and not _GREETING.search(text):
        yield Change(len(text) - 1, len(text), ".")
    if not text[-1:].islower() or _SIGNED.search(text) or _ADDRESS.search(text):
        return
    last = text.rpartition(" ")[2]
    whole = last.isalpha() and last not in FUNCTION and known(last, 3.5)
    if safe or (whole and len(_SENTENCE_END.findall(text)) > 1):
        yield Change(len(text), len(text), ".", safe=safe)


_BETWEEN = compiled(r"(?<=[a-z]{2}[.:]) ?\? (?=[A-Z“\"])")


@rule(
    "punctuation",
    fixes={
        "He waited. ? Then he left.": "He waited. Then he left.",
        "He said:? If it hurts, stop.": "He said: If it hurts, stop.",
    },
    keeps=("Is it so? Then stop.", "Really...? Yes.", "Is it 5 p.m.? Yes."),
    trigger=_BETWEEN.pattern,
)
def drop_question_mark_between(passage: Passage) -> Iterator[Change]:
    """Drop the question mark that stands for a lost character behind the end of a sentence or a colon."""
    for m in passage.find(_BETWEEN):
        yield Change(m.start(), m.end(), " ")
