"""A grammar of layouts: articles made up at random, with their structure known because they were built from it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

CAUSES = (
    "Lack of calcium",
    "Too much water",
    "Dirty filter",
    "Poor ventilation",
    "Improper storage",
    "Long sitting",
    "Weak muscles",
    "Old age",
    "Cold and damp weather",
    "Wrong posture",
    "Infection by germs",
    "Irregular meals",
    "Broken seal",
    "Excessive heat",
    "Stress at work",
    "Low humidity",
    "Hormonal changes",
    "Loose screws",
    "Insufficient sleep",
    "Worn brushes",
    "Unbalanced diet",
    "Damaged roots",
    "A blocked pipe",
    "Hard water",
)
TIPS = (
    "Drink enough water",
    "Air the room every morning",
    "Avoid greasy food",
    "Clean the filter monthly",
    "Take regular breaks",
    "Keep the soil moist",
    "Wear loose clothes",
    "Check the battery first",
    "Go to bed early",
    "Use a soft brush",
    "Choose a sunny place",
    "Do not smoke",
    "Eat more vegetables",
    "Massage the neck gently",
    "Replace the seal in time",
    "Ask a doctor for advice",
    "Wash your hands often",
    "Reduce the load",
    "Apply a warm towel",
    "Store it in a dry place",
    "Walk half an hour a day",
    "Adjust the temperature",
    "Limit sugar and salt",
    "Put up a shade",
)
WHY = (
    "This often leads to trouble because the strain goes on for weeks without a pause.",
    "When it happens, the tissue is harmed and pain is the result.",
    "Many people overlook it, and so the damage becomes larger from month to month.",
    "It is caused by habits that nobody thinks about in daily life.",
    "As a result, the surface cracks, and dirt gets in through the gaps.",
    "The reason is simple: what is not cared for wears out sooner.",
    "Experts estimate that every third case is brought about in this way.",
    "Above all in winter it can make things worse within a few days.",
)
HOW = (
    "You should do this at least twice a week, better every other day.",
    "It is best to begin slowly and to raise the dose from day to day.",
    "This helps to relieve the strain and costs nothing but a little time.",
    "Try to make it a habit, for example right after breakfast.",
    "If you are not sure, ask somebody who has done it before.",
    "Make sure that nothing gets wet, and let it dry in the open air.",
    "A quarter of an hour is enough for most people, and even five minutes help.",
    "It is recommended to repeat it until the trouble is gone.",
)
INTRO = [
    "Nearly everybody has met this trouble at some time, and most of us have put up with it.",
    "It begins small, and at first nobody takes it seriously. After some weeks it can no longer be overlooked.",
    "A reader wrote to us about it last month, and her letter made us look more closely at the matter.",
    "Friends often talk about it over coffee, and everyone has a different opinion. Here is what is really known.",
]
ENDS = [
    "In short, whoever looks after these things will hardly have any trouble.",
    "All in all, a little care every day is worth more than a great effort once a year.",
    "To sum up, most of it can be avoided, and the rest can be repaired.",
]
TOPICS = [
    "a sore back",
    "dry skin",
    "yellow leaves",
    "a noisy fan",
    "poor sleep",
    "a wet cellar",
    "hair loss",
    "a slow computer",
    "stale bread",
    "cold feet",
]
HEADINGS = {
    "causes": (
        "Reasons for {}",
        "What are the causes of {}?",
        "Causes of {}",
        "Why is there {}?",
        "Where does {} come from?",
    ),
    "tips": (
        "How to prevent {}",
        "What to do about {}?",
        "Ways to get rid of {}",
        "Tips against {}",
        "What helps against {}?",
    ),
}
TITLES = ("All about {}: causes and remedies", "What is behind {}?", "{}: what you should know", "The truth about {}")
WORDS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"]
ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"]
CHINESE = "一二三四五六七八"
LABELS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "1)": lambda n: f"{n})",
    "(1)": lambda n: f"({n})",
    "（1）": lambda n: f"（{n}）",
    "①": lambda n: chr(0x245F + n),
    "First,": lambda n: f"{ORDINALS[n - 1]},",
    "One,": lambda n: f"{WORDS[n - 1]},",
    "一、": lambda n: f"{CHINESE[n - 1]}、",
    "Reason 1:": lambda n: f"Reason {n}:",
    "Method one:": lambda n: f"Method {WORDS[n - 1].lower()}:",
    ">01": lambda n: f">{n:02d}",
    "Step 1": lambda n: f"Step {n}",
    "a)": lambda n: f"{chr(96 + n)})",
    "•": lambda n: "•",
    "-": lambda n: "-",
    "*": lambda n: "*",
}
BULLETS = ("•", "-", "*")
OWN_LINE = (">01", "Step 1")
INLINE = ("1.", "1、", "(1)", "①", "1)")


@dataclass
class Made:
    """An article and its gold: (start, end, number, title, kind, heading) of each item, in order."""

    source: str = ""
    title: str | None = None
    items: list[tuple[int, int, int | None, str | None, str, str | None]] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Add text."""
        self.source += text


@st.composite
def articles(draw: st.DrawFn) -> Made:
    """Articles of one to three sections in mixed layouts; each section has its own label family."""
    made = Made()
    topic = draw(st.sampled_from(TOPICS))
    gap = draw(st.sampled_from(["\n\n", "\n\n", "\n"]))
    if draw(st.booleans()):
        made.title = draw(st.sampled_from(TITLES)).format(topic)
        made.title = made.title[0].upper() + made.title[1:]
        made.put(made.title + gap)
    for text in draw(st.lists(st.sampled_from(INTRO), max_size=2, unique=True, min_size=0 if made.title else 1)):
        made.put(text + gap)
    count = draw(st.integers(1, 3))
    first = draw(st.sampled_from(["causes", "tips"]))
    for nth in range(count):
        kind = first if nth % 2 == 0 else {"causes": "tips", "tips": "causes"}[first]
        headed = nth > 0 or made.title is None or draw(st.booleans())
        _section(draw, made, kind, topic, gap, headed)
    if draw(st.booleans()):
        made.put(draw(st.sampled_from(ENDS)))
    made.source = made.source.rstrip("\n")
    return made


def _section(draw: st.DrawFn, made: Made, kind: str, topic: str, gap: str, headed: bool) -> None:
    heading = draw(st.sampled_from(HEADINGS[kind])).format(topic) if headed else None
    if heading:
        made.put(heading + gap)
    family = draw(st.sampled_from(sorted(LABELS)))
    if family == "Reason 1:" and kind == "tips":
        family = "Method one:"
    layout = _layout(draw, family)
    if layout == "inline" and not heading:
        layout = "colon"
    size = draw(st.integers(2, 6))
    titles = draw(
        st.lists(st.sampled_from(CAUSES if kind == "causes" else TIPS), min_size=size, max_size=size, unique=True)
    )
    for n, title in enumerate(titles, 1):
        body = " ".join(
            draw(st.lists(st.sampled_from(WHY if kind == "causes" else HOW), min_size=1, max_size=2, unique=True))
        )
        _item(
            draw,
            made,
            layout,
            gap,
            LABELS[family](n),
            title,
            body,
            (n if family not in BULLETS else None, kind, heading),
        )
    if layout == "inline":
        made.source = made.source.rstrip() + gap


def _layout(draw: st.DrawFn, family: str) -> str:
    if family in BULLETS:
        return draw(st.sampled_from(["only", "colon"]))
    if family in OWN_LINE:
        return "below"
    choices = ["line", "colon", "sentence", "only", "below"]
    return draw(st.sampled_from([*choices, "inline"] if family in INLINE else choices))


def _item(
    draw: st.DrawFn,
    made: Made,
    layout: str,
    gap: str,
    label: str,
    title: str,
    body: str,
    known: tuple[int | None, str, str | None],
) -> None:
    number, kind, heading = known
    start = len(made.source)
    if layout == "only":
        made.put(f"{label} {body}")
        made.items.append((start, len(made.source), number, None, kind, heading))
    else:
        joint = {"line": "\n", "below": "\n", "colon": ": ", "inline": ": ", "sentence": ". "}[layout]
        if gap == "\n\n" and layout in ("line", "below"):
            joint = gap
        before = gap if layout == "below" else " "
        made.put(f"{label}{before}{title}{joint}{body}")
        made.items.append((start, len(made.source), number, title, kind, heading))
    made.put(" " if layout == "inline" else gap)
