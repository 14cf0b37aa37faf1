"""How long a server takes to boot and to answer first, by collector, with and without the AOT cache.

    .venv/bin/python tests/bench/engine_start.py [--rounds 2]

Prints seconds by the clock and, in brackets, of processor time, which can be compared on a machine that does other
work too.
"""

import argparse
import re
import sys
import time
from itertools import pairwise

import psutil

from pipeline.engine import EngineSettings, aot, command, jars
from pipeline.engine.client import KeepAliveClient
from pipeline.engine.java import find_java
from pipeline.engine.packs import pack
from pipeline.engine.state import run_folder
from pipeline.engine.transport import healthy
from pipeline.settings import default_home

COLLECTORS = ("-XX:+UseParallelGC", "-XX:+UseSerialGC", "-XX:+UseG1GC")


def used(server: psutil.Popen) -> float:
    """Processor time of the server so far, in seconds."""
    times = server.cpu_times()
    return float(times.user + times.system)


def measure(name: str, found: command.Installation, extra: tuple[str, ...]) -> None:
    """Start a server, ask it, print a line."""
    properties = run_folder(found.home) / "bench.properties"
    command.write_properties(properties, 2)
    port = command.free_port()
    clock = time.monotonic()
    line = command.server_command(found, 1024, port, "bench", properties, extra)
    server = psutil.Popen(line, stdout=-3, stderr=-3)
    try:
        url = f"http://127.0.0.1:{port}"
        while not healthy(url, 2.0):
            time.sleep(0.02)
        marks = [(clock, 0.0), (time.monotonic(), used(server))]
        client = KeepAliveClient(url, EngineSettings(), wait=300)
        for rounds in (1, 4):
            for _ in range(rounds):
                for text in aot.TEXTS[: 1 if rounds == 1 else None]:
                    client.matches(pack([text]))
            marks.append((time.monotonic(), used(server)))
        client.close()
        steps = [f"{b[0] - a[0]:6.2f} ({b[1] - a[1]:5.2f})" for a, b in pairwise(marks)]
        resident = server.memory_info().rss / 2**20
        print(f"{name:24} boot {steps[0]}  first text {steps[1]}  next 20 {steps[2]}  {resident:.0f} MiB", flush=True)
    finally:
        server.kill()
        server.wait()
        properties.unlink(missing_ok=True)


def main() -> None:
    """Measure all ways, round after round."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    rounds = parser.parse_args().rounds
    home, flags = default_home(), command.FLAGS
    found = command.Installation(find_java(None), tuple(jars.class_path(home)), locked=True, home=home)
    cache = aot.make(found, 1024)
    if cache is None:
        sys.exit("no AOT cache can be made here: `pipeline engine install`, with a Java of version 25 or newer")
    for _ in range(rounds):
        for collector in COLLECTORS:
            command.FLAGS = (collector, *(flag for flag in flags if not re.search(r"Use\w+GC", flag)))
            measure(f"{collector[8:]}", found, ())
            measure(f"{collector[8:]}, AOT cache", found, (f"-XX:AOTCache={cache}",))
    command.FLAGS = flags


if __name__ == "__main__":
    main()
