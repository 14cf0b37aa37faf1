"""A run as a process of its own, to be killed: `python -m tests.batch.runner RAW CLEANED SETTINGS-AS-JSON`."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.batch import run
from pipeline.model import Refusal
from pipeline.settings import Settings

if __name__ == "__main__":
    try:
        report = run(Path(sys.argv[1]), Path(sys.argv[2]), Settings.model_validate_json(sys.argv[3]))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(refusal.exit_code)
    print(report.model_dump_json())
