"""The -ing form behind prepositions, when, while and like, whatever the verb and whatever follows it.

Chinese verbs don't inflect, and a translator takes the base form or the participle there (by eat less, after eaten,
don't talk when eat). A verb that is a noun as well counts only where the words around it leave no noun.
"""

import re
from collections.abc import Iterable

from pipeline.compiled import compiled
from pipeline.repair.inflection import verb_forms
from pipeline.repair.lexicon import alternatives, any_of, words
from pipeline.repair.rule import Change, Passage, rule

_NOUN_LIKE = frozenset(
    "damage decrease delay boost water clear ease touch clean wear cure repair store supplement wash wipe".split()
)
_NOUNS_TOO = _NOUN_LIKE | frozenset(
    "select compress discharge compound transport transfer drain shrink sweep swallow dissolve defeat kill lower"
    " shorten".split()
)
_OBJECT = (
    r"(?= (?:the|a|an|your|their|his|her|its|our|this|these|those|it|them|him|us|you|some|any|more|less|too|enough"
    r"|much|many|all|other|such|foods?|water|medicines?|drugs?|weight|people|blood|pain|calcium|vitamins?|vegetables"
    r"|fruits?|stress|pressure|energy|heat|sleep|health|hair|skin|children|babies)\b)"
)
_BY = compiled(
    rf"\b(?:[Bb]y|[Ww]ithout|[Ii]nstead of|[Ii]nsist on|[Ii]nsists on|[Ii]n addition to|[Pp]rior to|[Kk]ey to"
    rf"|[Cc]ontributes? to|[Cc]onducive to|[Ll]ook forward to|[Aa]ttention to|[Aa]void|[Cc]onsider|purpose of|method of"
    rf"|methods of|way of|ways of|effect of|process of|[Pp]ersist in|habit of|risk of|possibility of|role in"
    rf"|effective in|useful in|important in|helpful in|difficulty in|interested in|adhere to)"
    rf" (?:not )?(?P<verb>{any_of(words('transitive') - _NOUN_LIKE)}){_OBJECT}"
)
_WHEN_OBJECT = compiled(
    rf"\b(?:[Ww]hen|[Ww]hile|[Bb]efore|[Aa]fter) (?P<verb>{alternatives('transitive')}|{alternatives('handled')})"
    r" (?=(?:the|a|an|your|it|them|this|these)\b(?! [a-z]+ (?:is|are|was|were|will|can)\b))"
)
_LIGHT = compiled(
    rf"\b(?:[Bb]efore|[Aa]fter|[Ww]ithout|[Ii]nstead of|[Bb]esides|[Bb]y|[Ww]hile) (?:not )?"
    rf"(?P<verb>{alternatives('light_verb')}) (?!you\b|we\b|they\b|I\b|he\b|she\b|not\b)(?=[a-z])"
)
_FOR = compiled(
    rf"\b(?:for|of|from|like|besides|about|despite) (?:not )?(?P<verb>{any_of(words('transitive') - _NOUNS_TOO)}) "
    r"(?=(?:the|a|an|your|their|his|her|its|our|this|these|those|it|them)\b)"
)

_STRANDING = (
    "include|includes|contain|consist|depend|appear|seem|remain|occur|exist|happen|belong|become|prove|have|do|pay|deal"
    "|draw|find|save|try|hide|make|help|go|give|get|keep|require|feel|prevent|let"
)
"""Verbs whose subject, a relative clause, may end with the preposition before them (what they ask for, give)."""
_PURE = words("pure_verb") | set("put hesitate cooperate communicate compete react interact concentrate".split())
_BASE = any_of(_PURE)
_OWN = "my|your|his|her|its|our|their"
_DETERMINED = rf"(?: (?:the|an?|{_OWN}|this|these|those|it|them|him|us|you|me|too|more|less|enough|well|properly)\b)"
_STOP = r"[.,;:!?)]|$| (?:and|or|you|it|they|we|he|she|must|should|can|is|are|was|will|because|but|if|when)\b"
_AFTER_PURE = compiled(
    rf"(?<![\w’'-])(?:(?i:after|without|instead of|for fear of|in spite of|in case of|by means of|by|before)"
    rf" (?:not )?)(?!(?:{_STRANDING})\b)(?P<verb>{_BASE})(?={_STOP})"
)
_PURE_OBJECT = compiled(
    rf"(?<![\w’'-])(?:of|for|about|without|despite|from|(?:good|bad|better|skilled) at|(?:focus|insist"
    rf"|focusing|insists|concentrate|based|depends?|keen|rely|relies) on|(?:interested|succeed|succeeds|succeeded|role"
    rf"|difficulty|experience) in|tired of|(?:is|are|was|were|just|feels|looks|sounds) like"
    rf"|afraid of|capable of|besides|look(?:ing)? forward to|in addition to|(?:used|accustomed|addicted|devoted"
    rf"|dedicated|committed|close|opposed) to(?<!used to)|feel like|feels like|worth)"
    rf" (?:not )?(?!(?:{_STRANDING})\b)(?P<verb>{_BASE})(?={_DETERMINED}|{_STOP})"
)
_ADAPTED = (
    r"(?:good|suitable|used|useful|responsible|best|better|bad|methods?|ways?|tools?|devices?|machines?|products?|reasons?"
    r"|ready|rules?|tips|recommendations?|instructions?|techniques?|fit|necessary|important|conditions?|plan|time)"
)
_NOT_FOR = (
    r"(?:ask|asks|asked|pay|pays|paid|care|cares|look|looks|wait|waits|hope|wish|call|calls|search|apply|go|opt|known"
    r"|need)"
)
_NO_AIM = {"require", "lead", "become", "cause", "grow", "improve", "produce"}
_FOR_TO = compiled(
    rf"\b(?P<before>[a-z]+)(?P<for> for )(?P<verb>{any_of(_PURE - _NO_AIM)})"
    r" (?!(?:the|an?|it|them|him|her|you|us|me|and|or|is|are|of|to|in|on|at|for|from|with|by|as|that|this)\b)"
    r"(?=(?:[a-z]+ )?(?:[a-z]+)(?:[.,;!?)]|$| (?:and|or|in|from|with|at|on|for|if|when|to|you|it)\b))"
)
_LIKE_PURE = compiled(
    rf"\b(?:is|are|was|were|just|much|feels|looks) like (?:not )?(?!(?:{_STRANDING})\b)(?P<verb>{_BASE}|raise)"
    r" (?=[a-z])"
)
_NOUN_TOO = any_of((words("verb_too") | words("handled")) - {"need", "want", "work", "rest", "water"})
_NOUN_OBJECT = compiled(
    rf"(?<![\w’'-])(?i:for fear of|instead of|without|in addition to|risk of|habit of|(?:is|are|was|were|just) like)"
    rf" (?:not )?(?P<verb>{_NOUN_TOO}) (?=(?:the|an?|{_OWN}|this|these|it|them|him|us|you)\b)"
)
_FOR_TOOL = compiled(
    rf"\b[Tt]he [a-z]+ for (?P<verb>beat|bake|fry|cook|knead|dig|mix|{_BASE}) (?=(?:must|should|can|has to)\b)"
)
_WALKING = (
    "walk|sit|stand|sleep|run|squat|lie|kneel|jump|climb|breathe|cough|sneeze|urinate|exercise|swim|drive|speak|chew"
)
_WHEN_WALK = compiled(
    rf"\b(?:[Ww]hen|[Ww]hile|[Bb]efore|[Aa]fter) (?P<verb>{_WALKING}|go|come|get|wake|turn|lift|return|enter|move)"
    r"(?= (?:on|in|to|up|down|out|at|into|back|home|for|over|around|outside|off|fast|too)\b)"
)
_WHEN_PURE = compiled(
    rf"(?<!know )(?<!as and )\b(?:[Ww]hen|[Ww]hile) (?:not )?"
    rf"(?P<verb>{any_of(_PURE - {'do', 'have', 'let', 'put', 'exist'})})"
    r"(?=[.,;!?)]|$| (?!(?:you|we|they|i|he|she|is|are|was|will|can|has|and|or)\b)[a-z])"
)
_DONE = frozenset("walk talk eat drink drive run sleep cry laugh cough sneeze sing swim speak".split())
_STATES = frozenset("dry open cool slow clear clean warm empty wet free level dirty narrow smooth calm tame".split())
_ENDING = words("verb_and_noun") | words("verb_too") | words("handled") | _DONE | {"cry", "laugh"}
_WHEN_END = compiled(
    r"(?<!know )(?<!since )(?<!Since )\b(?:[Ww]hen|[Ww]hile) (?:not )?"
    rf"(?P<verb>{any_of(_ENDING - _STATES)})"
    r"(?=[.;!)]|$|, (?!(?:and|or)\b))"
)
_AFTER_END = compiled(
    r"(?<!run )\b(?:[Aa]fter|[Bb]efore|[Ww]ithout) (?P<verb>run|clean|drink|plant|swim|stew|boil|fry|peel|rinse|soak"
    r"|cut|open|shut|brush|prune|repot"
    r"|walk|cry|laugh|cough|sneeze|vomit|yawn|climb|jump|stir|freeze|chew|bite|scratch|rub|pull|lift|bend|squeeze|knead"
    r"|wipe|shave)(?=[.;!?)]|$|, (?!(?:and|or)\b))"
)
_USED = compiled(
    r"\b(?i:people|you|they|we|i|many|who|children|women|men|babies|parents|mothers|owners|farmers|families|friends)"
    rf" (?:are|am|get|got|become) (?:also |already |often )?used to (?P<verb>{_BASE}|{_NOUN_TOO}|stuff|set|hang|tie)"
    r"(?= (?:the|an?|it|them|him|her|their|your|his|this|these|at|in|on|with|up|out|too|more|less)\b)"
)
_EATEN = (
    r"(?:milk|water|tea|coffee|alcohol|wine|beer|juice|soup|food|medicine|meals?|breakfast|lunch|dinner|fruits?|meat"
    r"|fish|eggs?|vegetables|porridge|drugs)"
)
_DRINK_MILK = compiled(
    rf"(?<!know )\b(?:[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore|[Ww]ithout) (?P<verb>drink|eat|take|cook|buy) {_EATEN}\b"
    r"(?! (?:is|was|you|they|we|people)\b)"
)
_WHEN_DO = compiled(
    r"\b(?:[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore) (?P<verb>do) (?:squats|push-ups|sit-ups|housework|yoga|homework"
    r"|exercises|sports)\b(?![^.!]*\?)"
)
_WHEN_BATH = compiled(r"\b(?:[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore) (?P<verb>bath) (?=the|your|a (?:baby|dog|cat)\b)")
_AT_IT = compiled(
    r"\b(?:[Ii]nsist(?:s|ed|ing)? on|[Pp]ersist(?:s|ed)? in|[Kk]eeps? on|attention to|prone to|conducive to)"
    rf" (?:not )?(?P<verb>do|{any_of(words('pure_verb') - {'have', 'sense'})}|use|run|walk|drink|wash|clean|brush)"
    r"(?= (?:it|them|the|this|your|an?|every|whether|more|less)\b)(?! (?:the|this|your|an?|it|them) (?:[a-z]+ )?(?:is"
    r"|are|has|have|needs?|wants?)\b)"
)
_FROM = compiled(
    r"\b(?i:prevent|stop|keep|protect|save)(?:s|ed|ping|ting|ing)? (?:it|them|him|her|you|(?:the|your|an?|its|this)"
    r" (?:[a-z]+ )?[a-z]+|[a-z]+s) from"
    rf" (?P<verb>{any_of(words('pure_verb') - {'have', 'do'})}|bite|bark|scratch|fall|jump|run|rot|rust|leak|lick|grab"
    r"|climb|slip|slide|freeze|dry|cry)(?= ?[.,;!?]|$| (?:the|an?|it|them|your|its|their|in|on|at|off|out|up|down|into"
    r"|too|when|and|grass|food|people)\b)"
)
_TRANSLATED = (
    _AFTER_PURE, _PURE_OBJECT, _LIKE_PURE, _NOUN_OBJECT, _FOR_TOOL, _WHEN_WALK, _WHEN_PURE, _WHEN_END, _AFTER_END,
    _USED, _DRINK_MILK, _WHEN_DO, _WHEN_BATH, _AT_IT, _FROM,
)  # fmt: skip
"""What is wrong where a text was translated word for word."""

_TREATED = (
    words("transitive") | words("handled") | words("participle_verb") | words("passive_verb") | words("irregular")
)
_DONE_FORMS = {
    forms[3]: forms[4]
    for forms in map(verb_forms, sorted(_TREATED | {"finish", "arrive", "return", "cook", "boil", "peel"}))
    if forms[3] not in (forms[0], "born") and (forms[3] != forms[2] or forms[3].endswith("ed"))
} | {
    past: verb_forms(verb)[4] for past, verb in (("drank", "drink"), ("ate", "eat"), ("took", "take"), ("wore", "wear"))
}
_AFTER_FINISH = compiled(
    r"\b(?:[Aa]fter|[Bb]efore|[Bb]y|[Ww]ithout) (?P<verb>finish|start|stop|begin) (?=[a-z]{2,}ing\b)"
)
_AFTER_DONE = compiled(
    rf"\b(?:[Aa]fter|[Bb]efore|[Ww]ithout) (?P<verb>{any_of(_DONE_FORMS)})"
    r"(?=[.;!?)]|$|, (?!(?:and|or)\b)| (?:the|your|it|them|too|with|home|for|at|until|some|an?) )"
)
_HURTS = compiled(r"\b(?:hurts?|pain|painful|sore|tender|aches?|itch(?:es|y)?|bleeds?|burns?|cries|screams?)\b[^.!?]*$")
_TECHNICAL = frozenset("command program script software server file files computer app data code".split())
"""What is run itself, so that `when run` is right."""
_FELT = frozenset("touch press squeeze push rub knock pat poke scratch pull".split())


@rule(
    "grammar",
    fixes={
        "You can lose weight by eat less food.": "You can lose weight by eating less food.",
        "Light is the key to prevent the disease.": "Light is the key to preventing the disease.",
        "It is hurt when change the soil.": "It is hurt when changing the soil.",
        "Before go to bed, drink milk.": "Before going to bed, drink milk.",
        "It is used for treat the cough.": "It is used for treating the cough.",
        "When take the pills?": "When to take the pills?",
    },
    keeps=(
        "By increase the report means growth.",
        "Check it before you use the pot.",
        "It stood by. Use the pot.",
        "Come by, use the sink.",
        "Pay attention to water the plant needs.",
        "The day before, go to bed early; in the month after, do sport.",
        "Those who came before do not know.",
        "All I ask for, give the dog. Wait for water the plant needs.",
    ),
    trigger=(
        r"(?i)\b(?:by|without|of|on|to|in|avoid|consider|when|while|before|after|for|from|like|besides|about|despite)"
        r" (?:not )?[a-z]"
    ),
)
def gerund_after_preposition(passage: Passage) -> Iterable[Change]:
    """Put a verb with an object into its -ing form after a preposition, avoid and consider (by eat less food), and
    behind the when of a question into its infinitive."""
    for pattern in (_BY, _WHEN_OBJECT, _LIGHT, _FOR):
        for match in passage.find(pattern):
            before = passage.text[: match.start()].lower().rstrip(" ")
            start, end = passage.sentence(match.start())
            if match[0].startswith("When ") and match.start() == start and passage.text[:end].rstrip().endswith("?"):
                yield Change(match.start("verb"), match.start("verb"), "to ")
            elif not match[0].lower().startswith("by ") or not before.endswith(("stood", "stand", "come", "stop")):
                yield Change(*match.span("verb"), verb_forms(match["verb"])[4])


_TO_DO_BUT = compiled(r"\b(?:do|does|did|done) (?:[a-z]+ )?(?:besides|except|but|than) \Z")


@rule(
    "grammar",
    fixes={
        "If you feel a burn after eat, rest.": "If you feel a burn after eating, rest.",
        "He left it there for fear of lose the key.": "He left it there for fear of losing the key.",
        "She is good at write, and never tired of learn.": "She is good at writing, and never tired of learning.",
        "The bowl for knead must be dry.": "The bowl for kneading must be dry.",
        "It hurts when walk on hard ground.": "It hurts when walking on hard ground.",
        "Sit still when eat, and rest after eaten.": "Sit still when eating, and rest after eating.",
        "He drove after drank a syrup.": "He drove after drinking a syrup.",
        "After finish eating, do not run.": "After finishing eating, do not run.",
        "The ankle hurts when touch.": "The ankle hurts when touched.",
        "Growing roses is like raise children.": "Growing roses is like raising children.",
        "It is like carry the sea.": "It is like carrying the sea.",
        "Many people are used to hang it outside.": "Many people are used to hanging it outside.",
        "They go to town for buy bread.": "They go to town to buy bread.",
        "After drink milk, keep the calf from lick it.": "After drinking milk, keep the calf from licking it.",
    },
    keeps=(
        "The rules they live by make sense, and what they ask for give them.",
        "The before and after show it.",
        "After finish line feelings, what comes after?",
        "It lived without water the plants need, and the food it is made of contains the germ.",
        "Know when to walk on, and when turn three is near.",
        "That was the day before run after run.",
        "When eaten raw, it is bad; before use, after work, after sleep.",
        "It is like water in the sea, and rope is used to hang it.",
        "When sleep is short, it hurts. Since when?",
        "Look after washed clothes. When dry, trim it; when cool, serve. It is soft when wet.",
        "The command is slow when run on old files.",
        "Insist on the water it needs. The milk from the cow is kept from lick to lick.",
        "All they ask for give them joy, and the plants we care for need light.",
        "The acid has nothing to do besides irritate the wall.",
    ),
    trigger=r"(?i)\b(?:after|of|for|by|about|without|before|despite|at|on|in|to|like|worth|besides|from|when|while)"
    r" (?:not )?[a-z]",
    translated_only=True,
)
def gerund_in_translation(passage: Passage) -> Iterable[Change]:
    """Put a verb into its -ing form behind prepositions, when, while and like, with an object or without (after eat,
    when eat, after eaten); what hurts when somebody else does it takes the participle (hurts when touch)."""
    for pattern in _TRANSLATED:
        for match in passage.find(pattern):
            if match["verb"] == "run" and passage.speaks_of(_TECHNICAL):
                continue
            if _TO_DO_BUT.search(passage.text, 0, match.start("verb")):
                continue  # nothing to do besides irritate the throat
            felt = pattern is _WHEN_END and match["verb"] in _FELT and _HURTS.search(passage.text[: match.start()])
            yield Change(*match.span("verb"), verb_forms(match["verb"])[3 if felt else 4])
    for match in passage.find(_FOR_TO):
        if re.fullmatch(_ADAPTED, match["before"]):
            yield Change(*match.span("verb"), verb_forms(match["verb"])[4])
        elif not re.fullmatch(_NOT_FOR, match["before"]) and match["verb"] not in _STRANDING.split("|"):
            yield Change(*match.span("for"), " to ")
    for match in passage.find(_AFTER_FINISH):
        yield Change(*match.span("verb"), verb_forms(match["verb"])[4])
    for match in passage.find(_AFTER_DONE):
        yield Change(*match.span("verb"), _DONE_FORMS[match["verb"]])
