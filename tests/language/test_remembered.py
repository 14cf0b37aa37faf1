"""Where nothing may be remembered between articles, each article remembers its own analyses."""

from __future__ import annotations

from dataclasses import replace

from pipeline import language
from pipeline.kit import toolbox
from pipeline.model import Block
from pipeline.settings import Settings

TEXT = "The leaves that was wet turn brown."


def test_articles_share_analyses_or_have_their_own() -> None:
    shared = toolbox(Settings())
    apart = replace(shared, forgets=True)
    for tools, same in ((shared, True), (apart, False)):
        contexts = [tools.context("text/plain", [Block(0, "text", 0, len(TEXT), TEXT)], document=True) for _ in "ab"]
        docs = [context.parse(TEXT) for context in contexts if context.parse is not None]
        assert (docs[0] is docs[1]) is same
        assert docs[0].to_json() == docs[1].to_json()
        for context, doc in zip(contexts, docs, strict=True):
            assert context.parse is not None
            assert context.parse(TEXT) is doc
    language.forget()
