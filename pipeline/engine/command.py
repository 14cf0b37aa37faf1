"""The command line of a LanguageTool server, and what it may use: memory, threads, a port of the loopback address."""

import hashlib
import os
import socket
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine import jars
from pipeline.engine.java import AOT_SINCE, Java
from pipeline.engine.state import MARK

MAIN = "org.languagetool.server.HTTPServer"
DATA = Path(__file__).parent / "data"
FLAGS: tuple[str, ...] = (
    "-XX:+UseParallelGC",
    "-XX:MaxMetaspaceSize=256m",
    "-XX:ReservedCodeCacheSize=128m",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
)
"""Why each: docs/decisions/engine-server.md. The heap and the cache come on top."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What can be started: a Java, the class path (files), and whether the jars are the locked ones of our cache."""

    java: Java
    class_path: tuple[Path, ...]
    locked: bool
    home: Path


def free_port() -> int:
    """A port of the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def aot_cache(found: Installation) -> Path | None:
    """Where the AOT cache for this Java, these jars and flags is or would be; None where there can't be one.

    JDK 25 and newer (JEP 483, 514); it is bound to the exact Java and class path, so both are in the name.
    """
    if not found.locked or found.java.major < AOT_SINCE:
        return None
    bound = "\n".join([str(found.java.path), found.java.version, *FLAGS, *map(str, found.class_path)])
    name = hashlib.sha256(bound.encode()).hexdigest()[:16]
    return found.home / f"{jars.FOLDER}-aot" / f"{name}.aot"


def write_properties(path: Path, threads: int) -> None:
    """Write the server's configuration: the packaged one, and its threads."""
    text = (DATA / "server.properties").read_text(encoding="utf-8")
    sized = {"maxCheckThreads": threads, "maxPipelinePoolSize": 8 * threads}
    path.write_text(text + "".join(f"{name}={value}\n" for name, value in sized.items()), encoding="utf-8")


def server_command(
    found: Installation, heap_mb: int, port: int, token: str, properties: Path, extra: tuple[str, ...] = ()
) -> list[str]:
    """The full command that starts a server on a port of the loopback address."""
    java = [str(found.java.path), f"-Xmx{heap_mb}m", *FLAGS, *extra]
    java += [f"-Dlogback.configurationFile={DATA / 'logback.xml'}", f"-D{MARK}={token}"]
    files = os.pathsep.join(map(str, found.class_path))
    return [*java, "-cp", files, MAIN, "--port", str(port), "--config", str(properties)]
