"""Makes the hand-made accounts of `tests/accounts.py` importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
