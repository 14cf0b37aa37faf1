"""Found by the hostile inputs of the batch; its test leaves this one finding out."""

from __future__ import annotations

import pytest

from pipeline.article import make, to_json
from pipeline.kit import Kit
from pipeline.model import Source
from pipeline.verify import Bundle, verify


@pytest.mark.xfail(strict=True, reason="verify's guards compare with the text before it was decoded rightly")
@pytest.mark.parametrize("data", [b"\x00\x00\x84\xc2\x93", b"&\x00#\x000"])
def test_encoding_repaired_inside_of_what_guards_protect(kit_without_engine: Kit, data: bytes) -> None:
    # The applier lets rules of the family `encoding` restore what was decoded wrongly, in a quotation or a number as
    # well; verify compares quotations and numbers of the source with those of the result without knowing about it.
    source = Source("a.txt", "a.txt", data, "text/plain")
    made = make(source, kit_without_engine)
    bundle = Bundle("a.txt", made.document, made.markdown, to_json(made.trace))
    assert list(verify(source, bundle, kit_without_engine.settings)) == []
