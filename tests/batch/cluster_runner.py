"""Runs on a real Ray cluster of two nodes, as a process of its own: Ray brings threads and warnings of its own.

`python -m tests.batch.cluster_runner RAW CLEANED SETTINGS-AS-JSON [KILL-AFTER [KILLER]]`: when so many articles are
there, the second node is killed; the article KILLER kills every actor that takes it up. Prints the nodes left, and the
report.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import ray
from ray.cluster_utils import Cluster

from pipeline.batch.cluster import run_on_ray
from pipeline.settings import Settings
from tests.batch.trouble import Trouble


def kill_under_way(cluster: Cluster, node: Any, cleaned: Path, after: int) -> None:
    """Kill a node as soon as there are so many articles."""
    while len(list(cleaned.glob("*.trace.json"))) < after:
        time.sleep(0.01)
    cluster.remove_node(node, allow_graceful=False)


def alive() -> int:
    """Nodes that live."""
    return sum(bool(node["Alive"]) for node in ray.nodes())  # type: ignore[no-untyped-call]


def main() -> None:
    """Run and print."""
    raw, cleaned, settings, *rest = sys.argv[1:]
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    second = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False)
    assert alive() == 2
    if rest:
        arguments = (cluster, second, Path(cleaned), int(rest[0]))
        threading.Thread(target=kill_under_way, args=arguments, daemon=True).start()
    trouble = Trouble(kills=rest[1]) if rest[1:] else None
    report = run_on_ray(raw, cleaned, Settings.model_validate_json(settings), decisions=trouble)
    limit = time.monotonic() + 60
    while rest and alive() == 2 and time.monotonic() < limit:
        time.sleep(0.5)  # a node counts as dead after some health checks
    print(f"\nREPORT {alive()} {report.model_dump_json()}")
    ray.shutdown()
    cluster.shutdown()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
