"""Shared by the tests of the review room: its maker of cleaned folders can be imported."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
