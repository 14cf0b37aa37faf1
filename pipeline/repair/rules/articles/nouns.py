"""Classes of nouns, and of what stands before them, that the rules of articles share."""

from pipeline.repair.lexicon import words

NEAR_KIN = frozenset("mom mum dad mommy mummy daddy grandmother grandfather grandma grandpa auntie aunt uncle".split())
"""What a family calls its own, with no article."""
ONE = words("organ") | words("body_part") | {"sky", "season"}
"""Nouns of which a text means the only one, or the reader's own."""
ACTIVITIES = frozenset(
    "washing sewing charging cooking swimming fishing cutting drying sleeping ironing shopping heating cooling"
    " parking living dining waiting dressing sitting changing fitting meeting".split()
)
"""What things are for: washing machine."""
DETERMINERS = words("determiner") | words("many")
PAIRS = words("worn_in_pairs")
MEATS = frozenset("chicken duck goose turkey fish pork beef lamb mutton pig ox cow sheep".split())
"""What makes a part of the body food (chicken breast)."""
COMPLAINTS = frozenset("stiff sore runny stuffy blocked upset swollen broken itchy sprained".split())
"""What makes a part of the body an ailment that somebody has (a stiff neck)."""
ILLNESSES = frozenset(tuple(name.split("-")) for name in words("illness_of_part"))
IDIOMS = frozenset(tuple(idiom.split("-")) for idiom in words("bare_idiom"))
"""Pairs of a preposition or a verb and a noun that need no article."""
BARE_OF = words("bare_behind_its_of")
"""What a bare noun stands behind with `of`: a kind of tree, a bag of rice."""
SEXES = frozenset(("man", "woman"))
"""Behind for, any of them: a dose for men."""
POSTS = frozenset("professor head director president chairman chief secretary captain physician manager".split())
MEASURES = words("measure")
"""What is measured out: bare or not, with `of` behind it it is one."""
BARE_ALONE = (words("countable_described") | MEASURES) - words("countable")
"""Nouns that can be bare, but not with an adjective: in place, in a cool place."""


def behind_most_of(text: str, place: int) -> bool:
    """Whether a noun phrase stands behind most of, and lacks a plural (most of slow problem)."""
    return text.endswith(("most of ", "Most of "), 0, place)
