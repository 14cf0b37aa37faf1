"""Strategies: texts and articles put together from what broken translations are made of."""

from hypothesis import strategies as st

BROKEN = """
the a waist mother baby do ca n't don’t pain is very , . ? ! : ; … ... 1. 2、 （3） ① First, Second, One, Reason 1: -
• 70%of up.I relieved.After 17: 00 1, 000 3.5 e.g. Node.js p.Gly276Glu Qiao Qiao “ ” « » " ' ’ 、 。 ， ？ （ ） 【 】
&nbsp; < / P > mother -in -law back pain back pain december i it not no 250-400 mg liver250 a@b.org 😀 é Ã© â€™ ＡＢＣ
http://example.org/a?b=1 １２３ # ## ** * * * ----- Tips Causes of Why does it hurt? How to prevent it Welcome to visit
"""
WORDS = st.sampled_from([*BROKEN.split(), "\u200b", "\xa0", "\ufeff"])
LINES = st.lists(WORDS, max_size=14).map(" ".join)
GLUED = st.lists(WORDS, max_size=10).map("".join)
ARTICLES = st.lists(st.one_of(LINES, GLUED, st.text(max_size=30)), max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n"]).map(lambda gap: gap.join(lines))
)
