"""Makes the JDK's AOT cache (JEP 483, 514, 515): what a training run loaded and profiled, mapped at each start.

What it saves is measured in docs/decisions/engine-server.md. It is an aid only: without it everything works, later.
"""

import contextlib
import logging
import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock

from pipeline.engine.command import Installation, aot_cache, free_port, server_command, write_properties
from pipeline.engine.packs import pack
from pipeline.engine.settings import EngineSettings
from pipeline.engine.transport import Garbage, Refused, Silent, Unreachable, healthy

log = logging.getLogger(__name__)

TRAINING_WITHIN = 120.0
WARM_WITHIN = 120.0
TEXTS = (
    "This are a short text, written for the warm up of the engine. It have many kind of mistake , so that rules work.",
    "The childs was playing in the the garden. An university student bought a umbrella , an hour later she were gone.",
    "In december the doctor adviced her to drink more water ; she said : “ I can not do it ” . It's cold(very cold).",
    "Their are five reason why the back hurt after the birth. First, the muscle is weak. Second the posture is bad.",
    "One should of course not lift heavy thing, for example a full bag. if the pain stays, go to see a doctor!",
)
"""Sentences with faults of many kinds: each makes rules, and so classes, run."""


def existing(found: Installation) -> Path | None:
    """The cache that fits this installation, if it has been made."""
    path = aot_cache(found)
    return path if path is not None and path.exists() else None


def flags(found: Installation) -> tuple[str, ...]:
    """Java options that use the cache; none when there is no cache. Java goes on without it when it doesn't fit."""
    path = existing(found)
    return (f"-XX:AOTCache={path}", "-Xlog:disable", "-Xlog:all=error") if path else ()


def make(found: Installation, heap_mb: int) -> Path | None:
    """Run a server once, let it check a few texts, and keep what it has learnt; None where that can't be done."""
    path = aot_cache(found)
    if path is None or path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            if not path.exists():
                _train(found, heap_mb, path)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("no AOT cache could be made: %s", error)
    return path if path.exists() else None


def _train(found: Installation, heap_mb: int, path: Path) -> None:
    part = path.with_name(f"{path.stem}.{os.getpid()}.part.aot")
    with tempfile.TemporaryDirectory() as folder:
        properties = Path(folder) / "server.properties"
        write_properties(properties, 1)
        port = free_port()
        command = server_command(
            found, heap_mb, port, "training", properties, (f"-XX:AOTCacheOutput={part}", "-Xlog:disable")
        )
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            limit = time.monotonic() + TRAINING_WITHIN
            while not healthy(f"http://127.0.0.1:{port}", 2.0):
                if process.poll() is not None or time.monotonic() > limit:
                    return
                time.sleep(0.1)
            warm_up(f"http://127.0.0.1:{port}", EngineSettings(threads=1), rounds=2)
            process.terminate()
            process.wait(TRAINING_WITHIN)
            if part.exists():
                part.replace(path)
        finally:
            process.kill()
            process.wait()
            part.unlink(missing_ok=True)


def warm_up(url: str, settings: EngineSettings, rounds: int = 0) -> None:
    """Let each check thread of a server load its rules (seconds, once), then check a few texts some rounds.

    The wait is long, because a first answer takes many times as long as a later one on a busy machine.
    """
    from pipeline.engine.client import KeepAliveClient

    client = KeepAliveClient(url, settings, wait=WARM_WITHIN)

    def ask(_: int) -> None:
        """Check one text, then all of them so many rounds; what goes wrong doesn't matter."""
        with contextlib.suppress(Unreachable, Silent, Garbage, Refused):
            client.matches(pack(TEXTS[:1]))
            for _round in range(rounds):
                for text in TEXTS:
                    client.matches(pack([text]))

    with ThreadPoolExecutor(settings.threads) as pool:
        list(pool.map(ask, range(settings.threads)))
    client.close()
