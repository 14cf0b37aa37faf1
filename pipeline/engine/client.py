"""The client: language-tool-python with connections that stay open, raw answers checked, offsets in code points."""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import orjson
from language_tool_python import LanguageTool

from pipeline.engine.packs import LOOK_AROUND, Pack, pack
from pipeline.engine.settings import EngineSettings
from pipeline.engine.transport import Garbage, Refused, Transport, transport
from pipeline.model import Match

SPELLING = "MORFOLOGIK"
"""How the ids of the rules for unknown words begin. Their replacements aren't taken: the server is told to look for
none, and says so in words of its own."""
STAND_INS = "\u263a\u263b\u2605\u2606\u2665\u2666\u2663\u2660"
"""Signs of the basic plane, one of which stands for all characters beyond it; symbols to LanguageTool too."""


class KeepAliveClient(LanguageTool):
    """A client of one server. Threads may share it: each has its own connection, no request affects another."""

    def __init__(self, url: str, settings: EngineSettings, wait: float | None = None) -> None:
        """A client of the server at `url` that waits `wait` seconds for an answer (the settings' timeout when None)."""
        self._local = threading.local()
        self._transports: list[Transport] = []
        self._wait = settings.timeout_seconds if wait is None else wait
        super().__init__(settings.language, remote_server=url.rstrip("/") + "/")
        off = {*settings.disabled_rules, *LOOK_AROUND}
        if settings.enabled_rules is None:
            self.disabled_rules, self.disabled_categories = off, set(settings.disabled_categories)
        else:  # a server takes either a list of the only ones or lists of those that are off
            self.enabled_rules, self.enabled_rules_only = set(settings.enabled_rules) - off, True

    def _get_languages(self) -> set[str]:
        """The variants that may be asked for, without asking the server (one request fewer at each start)."""
        return {"en", "en-US", "en-GB"}

    def _transport(self) -> Transport:
        found: Transport | None = getattr(self._local, "transport", None)
        if found is None:
            found = self._local.transport = transport(self._url)
            self._transports.append(found)
        return found

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 2,  # noqa: ARG002  # no retries here: the engine decides about those
        method: Literal["get", "post"] = "get",
    ) -> Any:
        """One request over this thread's open connection."""
        form, path = urlencode(params or {}), urlsplit(url).path
        target = path if method == "post" or not form else f"{path}?{form}"
        status, content = self._transport().ask(target, form if method == "post" else None, self._wait)
        if status != 200:
            raise Refused(f"HTTP {status}: {content[:200].decode('utf-8', 'replace').strip()}")
        try:
            return orjson.loads(content)
        except ValueError as error:
            raise Garbage("the answer is not JSON") from error

    def close(self) -> None:
        """Close all threads' connections."""
        for one in self._transports:
            one.close()

    def matches(self, texts: Pack) -> list[tuple[Match, ...] | None]:
        """The findings in each text, in the server's order, offsets in code points of that text.

        None for a text that the server read together with its neighbour.
        Raises Unreachable, Silent, Garbage or Refused.
        """
        plain = [basic_plane(text) for text in texts.texts]
        sent = pack([text for text, _ in plain]).sent
        answer = self._query_server(f"{self._url}check", self._create_params(sent), method="post")
        found: list[list[Match]] = [[] for _ in plain]
        try:
            if answer["warnings"]["incompleteResults"]:
                raise Refused("the server gave up before the end of the text")
            joined = _joined(texts, answer)
            for entry in answer["matches"]:
                start, end = _place(entry, len(sent))
                number = texts.holder(start, end)
                if number is not None and number not in joined:
                    at = texts.starts[number]
                    found[number].append(_match(entry, start - at, end - at, plain[number][1]))
        except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
            raise Garbage("the answer is not one of LanguageTool's") from error
        return [None if number in joined else tuple(matches) for number, matches in enumerate(found)]

    def software(self) -> str:
        """The server's version and build, as it tells them."""
        answer = self._query_server(f"{self._url}info")
        try:
            software = answer["software"]
            return f"{software['version']} ({software['buildDate']})"
        except (KeyError, TypeError) as error:
            raise Garbage("the answer is not one of LanguageTool's") from error


def basic_plane(text: str) -> tuple[str, Callable[[str, int, int], str | None]]:
    """The text with one sign for each character that UTF-16 can't hold in one unit, so that offsets are code points.

    LanguageTool counts UTF-16 units. The second value turns a replacement for a stretch (start, end) back: it puts the
    true characters in, in order, and is None where the replacement has another number of them than the stretch.
    """
    if max(text, default="") < "\ud800":  # the usual case, at the speed of C
        return text, lambda replacement, *_: replacement
    if not any(char > "\uffff" or "\ud800" <= char <= "\udfff" for char in text):
        return text, lambda replacement, *_: replacement
    sign = next((s for s in STAND_INS if s not in text), STAND_INS[0])
    table = {
        ord(c): ("\ufffd" if c <= "\udfff" else sign) for c in set(text) if c > "\uffff" or "\ud800" <= c <= "\udfff"
    }
    sent = text.translate(table)

    def restore(replacement: str, start: int, end: int) -> str | None:
        """A replacement with its true characters back in place of the stand-ins, for the span that it replaces (code
        points); None where they can't be told apart."""
        true = [char for char in text[start:end] if char > "\uffff" or (char == sign)]
        if replacement.count(sign) != len(true):
            return None
        parts = replacement.split(sign)
        return parts[0] + "".join(char + part for char, part in zip(true, parts[1:], strict=True))

    return sent, restore


def _joined(texts: Pack, answer: Mapping[str, Any]) -> set[int]:
    """The texts that weren't read apart; all of several, from a server that doesn't tell how it cut sentences."""
    if len(texts.texts) == 1:
        return set()
    ranges = answer.get("sentenceRanges")
    return set(range(len(texts.texts))) if ranges is None else texts.joined([(start, end) for start, end in ranges])


def _place(entry: Mapping[str, Any], size: int) -> tuple[int, int]:
    start, length = entry["offset"], entry["length"]
    if not (isinstance(start, int) and isinstance(length, int) and 0 <= start <= start + length <= size):
        raise Garbage(f"an offset lies outside the text ({start}, {length})")
    return start, start + length


def _match(entry: Mapping[str, Any], start: int, end: int, restore: Callable[[str, int, int], str | None]) -> Match:
    rule = entry["rule"]
    offered = entry["replacements"] if not str(rule["id"]).startswith(SPELLING) else ()
    values = [restore(replacement["value"], start, end) for replacement in offered]
    return Match(
        rule_id=str(rule["id"]),
        sub_id=str(rule.get("subId", "")),
        category=str(rule["category"]["id"]),
        issue_type=str(rule["issueType"]),
        start=start,
        end=end,
        message=str(entry["message"]),
        replacements=tuple(value for value in values if value is not None),
    )
