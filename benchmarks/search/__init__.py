"""Searching, at scale and beside its peers: `make bench-search`.

Every peer runs in a process of its own, holds the same submissions and is asked the same questions: three facets, twenty
results with their stored text, and the words marked. The peers are asked in turns, a few questions at a time, so that a
slow minute of the machine slows all of them; figures are medians over several rounds.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
