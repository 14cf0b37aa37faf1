"""The command line: parses, calls the rooms, prints. No logic of its own."""

import os
import signal
import sys
from types import FrameType


def main() -> None:
    """Run the program; the process ends with the contract's exit codes, also while its code is still being loaded."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop_loading)
    from pipeline.cli.app import main as run

    sys.unraisablehook = _unless_interrupted
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:  # while a command's own code is being loaded
        raise SystemExit(128 + signal.SIGINT) from None


def _unless_interrupted(lost: "sys.UnraisableHookArgs") -> None:
    """An interrupt that lands where nothing can be raised is none that a person wants to read about."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


def _stop_loading(number: int, _frame: FrameType | None) -> None:
    """Nothing has begun, so nothing is to be put in order; an exception could be lost in the midst of an import."""
    os._exit(128 + number)
