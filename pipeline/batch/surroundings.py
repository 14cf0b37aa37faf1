"""What of a run's process its workers must share when they are forked from another one."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Surroundings:
    """What of a run's process its workers must share: working folder, environment, umask, niceness, processors."""

    folder: str
    environment: dict[str, str]
    umask: int
    niceness: int
    processors: frozenset[int]

    @classmethod
    def here(cls) -> "Surroundings":
        """Those of this process. The umask can only be read by setting it: call this before threads write files."""
        umask = os.umask(0o077)
        os.umask(umask)
        processors = frozenset(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else frozenset[int]()
        return cls(str(Path.cwd()), dict(os.environ), umask, os.nice(0), processors)

    def enter(self) -> None:
        """Make them this process's."""
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        os.umask(self.umask)
        os.nice(max(0, self.niceness - os.nice(0)))
        if self.processors:
            os.sched_setaffinity(0, self.processors)
