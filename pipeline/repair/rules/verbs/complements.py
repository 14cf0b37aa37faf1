"""What a verb, an adjective or a preposition wants behind it: -ing, the infinitive with `to`, or the base form.

Learners take the base form everywhere, or one construction for another. A verb counts only where it is in its base form
no noun (`pure_verb`), so that the object behind it needn't be seen.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import any_of, words
from pipeline.repair.rule import Change, Passage, rule

_PURE = sorted(words("pure_verb"), key=lambda verb: (-len(verb), verb))
_GERUND = {verb: verb_forms(verb)[4] for verb in _PURE}
_BASE_OF_THIRD = {verb_forms(verb)[1]: verb for verb in _PURE}
_BASE_OF_GERUND = {gerund: verb for verb, gerund in _GERUND.items()}
_INCLUDE = "include|includes|contain|consist|depend|appear|seem|remain|occur|exist|happen|belong|become|prove|have|do"
"""Verbs whose subject, a relative clause, may end with the verb or preposition before them (foods to avoid include)."""
_STRANDING = f"{_INCLUDE}|pay|deal|draw|find|save|try|hide|make|help|go|give|get|keep|require|feel|prevent|let"
_BASE = any_of(_PURE)
_OWN = "my|your|his|her|its|our|their"
_OBJECT = rf"(?: (?:the|an?|{_OWN}|this|these|those|it|them|him|us|you|me|too|more|less|enough|well|properly)\b)"
_WHO = r"(?:(?i:you|they|we|i|he|she|it|people|women|men|children|patients|many|babies|owners|parents|who|which|that)"
_AUX = (
    r"to|can|will|should|must|may|might|could|would|not|don't|doesn't|didn't|and|never|also|always|then|often|still"
    r"|just)"
)
_START = compiled(
    rf"\b{_WHO}|{_AUX} (?:start|starts|started|begin|begins|began|continue|continues|continued|try|tries|tried|decide"
    rf"|decides|decided|refuse|refuses|refused|want|wants|wanted|hope|hopes|hoped|plan|plans|planned|learn|learns"
    rf"|learned|manage|manages|managed|forget|forgets|forgot|need|needs|needed|wish|wishes|agree|agrees|agreed|fail"
    rf"|fails|failed|expect|afford|tend|tends|promise|promised|intend|intends|prefer|remember)"
    rf" (?=(?!(?:{_INCLUDE}|make|help)\b)(?:not )?(?:{_BASE})\b(?! (?:and|or)\b))"
)
_STILL_NOUN = (
    "stir",
    "use",
    "wash",
    "drink",
    "sleep",
    "cry",
    "talk",
    "walk",
    "run",
    "scratch",
    "smoke",
    "water",
    "feed",
)
_KEEP = compiled(
    r"(?<!\bthe )(?<!\ba )(?<!\bbus )\b((?i:avoid|avoids|avoided|keep|keeps|kept|finish|finishes|finished"
    r"|enjoy|enjoys|enjoyed|stop|stops|stopped|consider|practise|quit|dislike|dislikes|postpone|recommend|suggest)"
    r"|(?:don't|do not|would|not) mind)"
    rf" (?:not )?(?!(?:{_INCLUDE}|make|help|let)\b)({_BASE}|{any_of(_STILL_NOUN)})(?= |[.,;!?]|$)"
)
_AFTER_NOUN = compiled(r" (?:the|an?|it|them|him|her|your|their|his|its|my|until|for|when|if|too|so|at|in|while)\b")


@rule(
    "grammar",
    fixes={
        "When spring comes, some people start lose weight.": "When spring comes, some people start to lose weight.",
        "Avoid eat it at night, and keep stir it.": "Avoid eating it at night, and keep stirring it.",
        "They decided buy a new one.": "They decided to buy a new one.",
    },
    keeps=(
        "Some people start to lose weight.",
        "Foods to avoid include nuts, and the pills you need help.",
        "From the start take it easy.",
        "Avoid sleep at noon and keep water in the pot.",
        "Stop and breathe.",
        "You need not go, and I hope you go.",
    ),
    trigger=rf"(?<=[a-z] )(?:{_BASE}|{any_of(_STILL_NOUN)})\b",
    translated_only=True,
)
def verb_after_verb(passage: Passage) -> Iterable[Change]:
    """Write `to` behind start, try, decide and hope, and -ing behind avoid, keep and stop (start lose weight)."""
    for match in passage.find(_START):
        if not (match[0].endswith(("need ", "needs ", "needed ")) and passage.text.startswith("not ", match.end())):
            yield Change(match.end(), match.end(), "to ")
    for match in passage.find(_KEEP):
        if match.group(1, 2) == ("quit", "smoke"):
            yield Change(*match.span(2), "smoking")
            continue
        if match[2] in _STILL_NOUN and not _AFTER_NOUN.match(passage.text, match.end()):
            continue
        if match[2] in ("water", "feed", "sleep", "drink") and not match[1].lower().startswith("stop"):
            continue
        yield Change(*match.span(2), verb_forms(match[2])[4])


_TO_FORM = compiled(
    r"\b(?:want|wants|wanted|need|needs|needed|able|unable|how|try|tries|tried|like|likes|begin|begins|began|in order"
    r"|so as|decide|decided|hope|hopes|forget|forgot|tend|tends|learn|ready|easy|hard|possible|impossible|necessary"
    rf"|refuse|refuses|allowed|going|has|have|had|likely|afraid) to (?:not )?({any_of(_BASE_OF_THIRD)})\b"
)
_BASE_OF_ING = {
    verb_forms(verb)[4]: verb
    for verb in words("pure_verb") | words("verb_too") | words("handled") | {"peel", "clean", "wash", "use", "rub"}
}
_TO_ING = compiled(
    r"\b(?:(?:(?i:want|wants|wanted|need|needs|needed|able|unable|try|tries|tried|trying|begin|begins|began|start"
    r"|starts|started"
    r"|decide|decided|hope|hopes|forget|forgot|tend|tends|refuse|refused|manage|managed|continue|continues|learn"
    r"|learns|easy"
    r"|likely|in order|so as|helps?|helped) to)|(?i:use) (?:an? |the )?(?:(?!guide|steps?|key|tips?|approach"
    r"|ways?)[a-z]+ ){1,3}?to"
    r"(?= [a-z]+ (?:the|an?|your|it|them|its)\b)) (?:not )?"
    rf"({any_of(_BASE_OF_ING)})\b"
)
_BUT_NOT = compiled(
    rf"\b(?:it|he|she|machine|engine|motor|fan|lamp|[a-z]+) (?:{any_of(_BASE_OF_THIRD)}|hums|turns|lights|works"
    rf"|smells|cracks"
    rf"|swells|runs|spins|dries|looks|cools|stops|starts|moves|sounds) (?:on |up |off |red |black )?but (?P<not>not) "
    rf"(?=(?:{_BASE}|move|start|work|run|spin|stop|cool|dry|light|rise|turn|fall|drink|sleep|charge|drain|boil"
    rf"|bloom|flower)\b(?! of))"
)
_ALSO_THIRD = {
    verb_forms(verb)[1]: verb
    for verb in "dry cool rest rise stand look turn start stop drink sleep walk run fall work age smell taste".split()
}
_NOUN = r"(?!(?:that|which|who)\b)[a-z]+"
_LET = compiled(
    rf"(?<![\w’'-])(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )(?:let|lets|letting|Let|makes?|making|Make)"
    rf" (?:it|them|him|her|us|you|me|(?:the|your|his|its|their|our|my) (?:{_NOUN} )?{_NOUN}"
    r"|(?:the |your )?blood (?:pressure|sugar|flow)|skin|hair|people|children|babies|food|meat|soil|water|milk)"
    rf" (?:not )?({any_of(_BASE_OF_THIRD)}|{any_of(_ALSO_THIRD)})\b"
)
_HELP = compiled(
    r"\b(?:can|will|to|may|could|would|should|which|that|it|also|not|they|you|and) (?:help|helps|helped) "
    rf"(?:it|them|him|us|you) ({any_of(_BASE_OF_THIRD)}|dries|cools|rests|sleeps|works)\b"
)


@rule(
    "grammar",
    fixes={
        "Let it dries in the sun.": "Let it dry in the sun.",
        "Too much salt makes the skin becomes dry.": "Too much salt makes the skin become dry.",
        "They are able to finds it.": "They are able to find it.",
        "It began to peeling; the fan hums but not start.": "It began to peel; the fan hums but does not start.",
    },
    keeps=(
        "Let it dry in the sun.",
        "The way it is made makes it dear.",
        "It was made it seems by hand.",
        "With help it grows.",
        "Let the milk that has boiled cool, and make the guest who keeps late hours sleep.",
        "The cake they made us tastes good.",
        "He is used to peeling it, and looks old but not sick.",
    ),
    trigger=r"\b(?:let|lets|letting|Let|ma[dk]\w+|Make|help\w*|to) (?:[a-z]+ ){0,3}[a-z]+s\b"
    r"|\bto (?:not )?[a-z]+ing\b|\bbut not [a-z]",
    translated_only=True,
)
def base_form_after_let(passage: Passage) -> Iterable[Change]:
    """Put a verb in the third person behind let, make, help and `to` into its base form (let it dries)."""
    for match in passage.find(_TO_ING):
        yield Change(*match.span(1), _BASE_OF_ING[match[1]])
    for match in passage.find(_BUT_NOT):
        yield Change(*match.span("not"), "does not")
    for pattern in (_TO_FORM, _LET, _HELP):
        for match in passage.find(pattern):
            yield Change(*match.span(1), _BASE_OF_THIRD.get(match[1]) or _ALSO_THIRD[match[1]])


_IN_DOING = {
    "busy": "",
    "worth": "",
    "succeed": "in ",
    "succeeds": "in ",
    "succeeded": "in ",
    "insist": "on ",
    "insists": "on ",
    "insisted": "on ",
    "capable": "of ",
    "difficulty": "",
    "trouble": "",
    "accustomed": "to ",
    "addicted": "to ",
    "forward": "to ",
    "instead": "of ",
    "feel like": "",
    "point": "in ",
    "sense": "in ",
    "use": "",
}
_ANY = any_of(
    words("pure_verb")
    | words("verb_too")
    | words("handled")
    | words("transitive")
    | set(
        "drink sleep rest walk run use wash stop work exercise wait cook clean massage jump fall smoke play dance swim"
        " travel stay touch cry answer change check call talk move water feed dress iron knit peel cover stretch climb"
        " paint dry shower bathe rinse squat read watch study listen sit stand lie see meet visit".split()
    )
)
"""Verbs, nouns or not: behind `to` they are nothing else."""
_TO_FOR_ING = compiled(
    r"\b((?:is|are|was|were|be|been|too|so|very|[Ii]s it) (?:busy|worth|capable|accustomed|addicted)"
    r"|succeed|succeeds|succeeded|[Ii]nsist|insists|insisted|(?:have|has|had|having) (?:difficulty|trouble)"
    r"|look(?:ing)? forward|instead|feel like|[Tt]here (?:is|was) (?:no|little) (?:point|use|sense))"
    rf" (to ({_ANY}))\b"
)
_AGENT = (
    r"(?:I|we|they|you|he|she|[Dd]octors?|[Ee]xperts?|[Ss]pecialists?|[Ss]cientists|[Pp]eople|[Mm]any|who|vets?"
    r"|dentists?"
    r"|mothers?|owners?|it|also|always|not|never|don['’]t|can|should|must|will|may)"
)
_TO_BE_ING = compiled(
    rf"(?:(?:\A|(?<=[.!?;:,] )|(?<=\n)|\b{_AGENT} |\b(?:order|try|trying|tries|tried|need|needs|want|wants|have|has"
    rf"|important"
    r"|necessary|best|better|possible|how|able) to )"
    r"(?i:avoid|avoids|avoided|enjoy|enjoys|enjoyed|finish|finishes|finished|dislike|dislikes|practise|quit"
    r"|postpone"
    r"|prevent|prevents)"
    rf"|\b{_AGENT} (?:also |strongly |often |usually |always )?(?:suggest|suggests|suggested|recommend|recommends"
    rf"|recommended"
    rf"|consider|considers)|[a-z]+s suggest|[a-z]+ suggests) (to ({_ANY}|be))\b"
)
_SPENDS = compiled(
    r"\b(?:spend|spends|spending|spent) (?:a lot of |much |more |less |too much |some |no |their |his |her |your "
    r"|the whole |a "
    r"|an |two |three |several |half )?(?:time|hours?|minutes?|days?|weeks?|months?|years|an hour) "
    rf"(to ({_ANY}))\b"
)
_FORWARD = compiled(rf"\b(?:look(?:s|ed|ing)? forward|contribut(?:e|es|ed|ing)) (to ({_BASE}))\b")
_LEADS_TO = compiled(
    rf"\b(?:leads|led|leading) (to ({_BASE}|increase|decrease|reduce|damage)) (?=(?:the|an?|your|its|their)\b)"
)
_IS_USED = compiled(rf"\b(?:I am|I['’]m|[Hh]e is|[Ss]he is|[Ww]e are|who is) (?:not |also )?used (to ({_ANY}))\b")
_NO_USE = compiled(rf"\b(?:is|was|['’]s) no use (to ({_ANY}))\b")
_MORE_ING = ((_TO_BE_ING, ""), (_SPENDS, ""), (_FORWARD, "to "), (_LEADS_TO, "to "), (_IS_USED, "to "), (_NO_USE, ""))
_STRANDED = compiled(
    r"\b(?:(?:what|that|which|things?|foods?|dose|ways?|reasons?|everything|something|how)\b[^.!?;,]*"
    r"|(?:is|are|was|were|be|been|['’]s) (?:(?:still|not|also|always|never|generally|therefore) )+recommended )$"
)
_BETTER_TO = compiled(rf"\b(?:had better|would rather|['’]d better|['’]d rather) (?:not )?(to )(?={_BASE}\b)")


@rule(
    "grammar",
    fixes={
        "It is worth to try the soup.": "It is worth trying the soup.",
        "He insisted to pay, and you had better to go.": "He insisted on paying, and you had better go.",
        "Infants have difficulty to breathe.": "Infants have difficulty breathing.",
        "Avoid to jump, and do not spend hours to read.": "Avoid jumping, and do not spend hours reading.",
        "Avoid to stretch it. Doctors suggest to sleep more.": "Avoid stretching it. Doctors suggest sleeping more.",
        "It leads to increase the pressure.": "It leads to increasing the pressure.",
        "There is no sense to restore it.": "There is no sense in restoring it.",
    },
    keeps=(
        "It is worth trying the soup.",
        "He was too busy to eat.",
        "It is worth a lot to learn it.",
        "The better way is to go.",
        "The foods that you should avoid to lose weight are many.",
        "It is not recommended to use it, is still not recommended to take risks, but to drink.",
        "The lead to follow is his.",
        "This is the time spent to read it. They should give up to make room.",
        "He had no sense to restore it, and there is no point to it.",
    ),
    trigger=r"(?i)\b(?:busy|worth|capable|accustomed|addicted|suc\w+|insist\w*|difficulty|trouble|forward|instead|like"
    r"|better|rather|(?:avoid|enjoy|finish|dislike|suggest|recommend|consider|prevent|contribut)\w*|practise"
    r"|quit|postpone|up|point|sense"
    r"|time|hours?|minutes?|days?|weeks?|months?|years|leads|led|leading|used|use) (?:not )?to ",
    translated_only=True,
)
def gerund_for_infinitive(passage: Passage) -> Iterable[Change]:
    """Write -ing, with its preposition, for `to` behind worth, insist and difficulty; no `to` behind had better."""
    for match in passage.find(_TO_FOR_ING):
        word = match[1].rpartition(" ")[2] if match[1] != "feel like" else match[1]
        if match[1] == "too busy":
            continue
        yield Change(*match.span(2), f"{_IN_DOING[word.lower()]}{verb_forms(match[3])[4]}")
    for pattern, mark in _MORE_ING:
        for match in passage.find(pattern):
            if not _STRANDED.search(passage.text[: match.start(1)]):
                yield Change(*match.span(1), f"{mark}{verb_forms(match[2])[4]}")
    for match in passage.find(_BETTER_TO):
        yield Change(*match.span(1), "")


_NOUNISH = frozenset(
    "deal wear find say go dig draw dislike feel swallow sweep sing meet transplant give divide display offer have do"
    " sense sew tell suck".split()
)
"""Verbs of `pure_verb` that are nouns now and then: they count only before an object."""
_SURE = any_of(words("pure_verb") - _NOUNISH)
_MAYBE = any_of(
    _NOUNISH
    | words("handled")
    | words("transitive")
    | words("passive_verb")
    | {"put", "wash", "clean", "use", "turn", "cause", "let", "check"}
)
_DETERMINED = r"(?:the|an?|your|their|its|his|her|it|them|this|these|some|more|less|all|enough|any|once|twice)"
_ACT = rf"(?:(?:{_SURE})\b(?! (?:and|or|of)\b)|(?:{_MAYBE}) {_DETERMINED}\b|be (?:careful|patient|quiet))"
_IT_IS = compiled(
    r"\b(?:(?:[Ii]t is|[Ii]t['’]s|[Ii]s it|it was) (?:(?:also|not|very|more|too|generally|always|really|still)"
    r" )*(?:easy|difficult|hard|better|best|good|bad|necessary|important|safe|possible|impossible|enough|simple"
    r"|advisable|time|normal|harmful|useful|helpful|wrong|dangerous|convenient|wise|essential|appropriate|unnecessary"
    r"|recommended|forbidden|better)|(?:best|better|only|first|next|main|most important|simplest|easiest|effective"
    r"|correct|right|safest|key|the) (?:way|method|step|thing|purpose|aim|goal|task|key)(?: of [a-z]+)? is|[Tt]he"
    r" (?:purpose|aim|goal|most important) is|(?:is|are|was|were|be) (?:also |often |mainly )?used(?! to)|[Mm]ake sure"
    r"|(?:^|(?<=[.!?] )|(?<=\n))(?:Remember|[Dd]o not forget|[Dd]on['’]t forget|Try|Learn)|,? (?:do not|don['’]t)"
    r" forget)"
    rf" (?:not )?(?={_ACT})"
)
_DOING = compiled(r"\b(?:do|does|did|done|doing)\b[^.!?;]*$")
_DOER = any_of(
    words("person") | words("female") | {"dog", "cat", "puppy", "kitten", "hen", "rabbit", "hamster", "parrot", "bird"}
)
_HE_WANTS = compiled(
    rf"\b(?:{_DOER}|[Hh]e|[Ss]he|who) (?:also |often |always |still |only |not )?(?:wants|needs|likes|loves|hates"
    rf"|refuses"
    r"|hopes|decides|tries|starts|begins|forgets|learns|continues|prefers|plans|tends|wanted|refused|decided|hoped"
    r"|tried"
    rf"|started|began|forgot) (?=(?:not )?(?:be|go|(?!(?:{_INCLUDE})\b)(?:{_SURE})|let|(?:drink|wash|run|sleep|walk"
    rf"|lick|use) {_DETERMINED})\b(?! (?:and|or)\b))"
)
_WANT_LET = compiled(
    r"\b(?:you|they|we|I|who|people|mothers|parents) (?:want|need|hope) (?=(?:let|be|make|help) [a-z])"
)
_SOMEBODY = (
    rf"(?:it|them|him|us|you|(?:the|your|an?|his|her|my|their) (?:[a-z]+ )?(?:{_DOER}|skin|body|plant|soil|stomach"
    rf"|children|patients|people)|{_DOER}|children|patients|people"
    r"|air|water|light|oxygen|moisture|steam|plants|roots)"
)
_ALLOW = compiled(
    r"\b(?i:allow|force|teach|train|encourage|enable|cause|ask|tell|urge|remind|want|get used)(?:s|es|ed|ing)?"
    rf" {_SOMEBODY} (?:not )?(?=(?:(?:{_SURE}|go|sit|sneeze|feel|find|give|say|have)\b|(?:sleep|smell|play|rest|run"
    rf"|walk"
    r"|jump|drink|use|move|drop|cry|lie|dry|cool|read|swim|fall)(?: (?:the|your|an?|it|there|in|on|at|to|alone|well"
    r"|outside|asleep|again)\b| ?[.;!])))"
)
_TAUGHT = compiled(r"\b(?:what|that|which|things?|tricks?|way|food|reason)\b[^.!?;,]*$")
_NO_TO = compiled(
    r"(?:(?:^|(?<=[.!?;,:] )|(?<=\n))(?:[Dd]o not|[Dd]on['’]t)|\b(?:need not|needn['’]t|(?:should|must|cannot|can['’]t"
    r"|could not|shouldn['’]t|mustn['’]t|might)(?: not)?|[Ww]hat (?:should|can|must) (?:I|you|we|they|he|she|it|the"
    rf" [a-z]+)|[Hh]ow (?:should|can|must) (?:I|you|we|they|he|she|it|the [a-z]+))) (?P<to>to )"
    rf"(?=(?:{_SURE}|{_MAYBE}|do|be|pass|exceed|have|drink|run|sleep|walk|stay|stand|touch)\b)"
)
_WHAT_TO = compiled(r"\b[Ww]hat (?P<modal>(?:should|can|must) )to do\b")


@rule(
    "grammar",
    fixes={
        "It is easy make soup, and the best way is boil it.": "It is easy to make soup, and the best way is to boil "
        "it.",
        "Do not forget wash your hands.": "Do not forget to wash your hands.",
        "The puppy refuses eat, and the cat likes be alone.": "The puppy refuses to eat, and the cat likes to be "
        "alone.",
        "Teach the dog sit, and allow it sleep there.": "Teach the dog to sit, and allow it to sleep there.",
        "What should I to do? Don't to touch it.": "What should I do? Don't touch it.",
    },
    keeps=(
        "It is normal wear, and it is a good deal.",
        "The first thing we did was eat, and the only thing to do is wait.",
        "The tricks you teach the dog make it glad.",
        "What they can to this day is known.",
        "The child's needs become clear; remember it well.",
        "Remember remember it well.",
    ),
    trigger=r"(?i)\b(?:is|are|was|were|be|it['’]s|sure|forget|remember|try|learn|wants?|needs?|likes|loves|hates"
    r"|refuses|refused|hope|hopes|hoped|decide[sd]|tries|tried|starts|started|begins|began|forgets|forgot|learns"
    r"|continues|prefers|plans|tends|wanted|allow\w*|force\w*|teach\w*|train\w*|encourag\w+|enabl\w+|caus\w+|ask\w*"
    r"|tell\w*|urge\w*|remind\w*|to) ",
    translated_only=True,
)
def infinitive_in_translation(passage: Passage) -> Iterable[Change]:
    """Add the `to` that adjectives, ways and aims, and verbs like refuse and teach lack before a verb (it is easy make,
    the best way is boil it), and drop that behind do not and modals."""
    text = passage.text
    for match in passage.find(_IT_IS):
        following = text[match.end() :].split()[0].lower()
        if not _DOING.search(text[: match.start()]) and following not in (
            "lower",
            "clear",
            match[0].split()[-1].lower(),
        ):
            at = match.end()
            yield Change(at, at, "to ")
    for pattern in (_HE_WANTS, _WANT_LET, _ALLOW):
        for match in passage.find(pattern):
            if not (pattern is _ALLOW and _TAUGHT.search(text[: match.start()])):
                yield Change(match.end(), match.end(), "to ")
    for match in passage.find(_NO_TO):
        clause = set(re.split(r"[.!?;:,\n]", text[: match.start()])[-1].lower().split())
        if not clause & {"what", "all", "everything", "whatever", "much", "best", "as", "hard", "more", "every"}:
            yield Change(*match.span("to"), "")
    for match in passage.find(_WHAT_TO):
        yield Change(*match.span("modal"), "")
