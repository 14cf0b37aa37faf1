"""Runs on a real Ray cluster of two nodes, as a process of its own: Ray brings threads and warnings of its own.

`python -m tests.batch.cluster_runner RAW CLEANED SETTINGS-AS-JSON [KILL-AFTER]`: after that many articles the second node
is killed. Prints the report.
"""

from __future__ import annotations

import sys

import ray
from ray.cluster_utils import Cluster

from pipeline.batch import Outcome
from pipeline.batch.cluster import run_on_ray
from pipeline.settings import Settings


class Killer:
    """Progress that kills a node."""

    def __init__(self, cluster: Cluster, node: object, after: int) -> None:
        self._cluster, self._node, self._after, self._seen = cluster, node, after, 0

    def total(self, articles: int) -> None:
        pass

    def note(self, text: str) -> None:
        pass

    def settled(self, outcome: Outcome) -> None:
        self._seen += 1
        if self._seen == self._after:
            self._cluster.remove_node(self._node, allow_graceful=False)
            print("killed", file=sys.stderr)


def main() -> None:
    """Run and print."""
    raw, cleaned, settings, *rest = sys.argv[1:]
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    second = cluster.add_node(num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False)
    assert len([node for node in ray.nodes() if node["Alive"]]) == 2
    killer = Killer(cluster, second, int(rest[0])) if rest else None
    report = run_on_ray(raw, cleaned, Settings.model_validate_json(settings), progress=killer)
    nodes = len([node for node in ray.nodes() if node["Alive"]])
    print(f"{nodes} {report.model_dump_json()}")
    ray.shutdown()
    cluster.shutdown()


if __name__ == "__main__":
    main()
