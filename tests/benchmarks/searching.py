"""A key typed in search until the rows are there, snippets and all."""

from __future__ import annotations

from isp_desktop.db.store import Store
from isp_desktop.services import finding
from tests.benchmarks.measuring import each, p99, tell
from tests.benchmarks.stores import KEY, demo

# Whole words, as they grow under the fingers.
_TYPED = ("coaching", "the team", "priya", "reading data", "observation form", "xylophone", "medication safety")
_BUDGET_MS = 16


def run() -> None:
    """Types each of the words letter by letter, several times, into a notebook of 100,000 visits."""
    keys = [word[:length] for word in _TYPED for length in range(1, len(word) + 1)] * 8
    with Store.open(demo(100_000), KEY) as store:
        finding.find(store, "warm")
        samples = each(lambda at: finding.find(store, keys[at]), len(keys))
    tell("a key typed in search, 100,000 visits, p99", p99(samples) * 1000, "ms", _BUDGET_MS)
