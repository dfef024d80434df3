"""A key typed in search until the rows are there, snippets and all: as many as the panel shows.

The index is as bulk work leaves it: not merged yet.
"""

from __future__ import annotations

from functools import partial

from word_segments import segments

from isp_desktop.db.store import Store
from isp_desktop.services import finding
from tests.benchmarks.measuring import p99, say, taken, tell
from tests.benchmarks.stores import KEY, demo

# Whole words, as they grow under the fingers.
_TYPED = (
    "coaching",
    "the team",
    "priya",
    "reading data",
    "observation form",
    "xylophone",
    "medication safety",
    "principal changed",
    "lower primary maths",
)
_SLOWEST = 5


def run(visits: int = 100_000, budget_ms: float = 16) -> None:
    """Types each of the words letter by letter, several times, and tells which keys took longest."""
    keys = [word[:length] for word in _TYPED for length in range(1, len(word) + 1)] * 8
    with Store.open(demo(visits), KEY) as store:
        finding.find(store, "warm")
        samples = [taken(partial(finding.find, store, key)) for key in keys]
        pieces = segments(store)
    wall, processor = zip(*samples, strict=True)
    tell(f"a key typed in search, {visits:,} visits, p99", p99(wall) * 1000, "ms", budget_ms)
    say(f"  of the processor's time {p99(processor) * 1000:.1f} ms; the index in {pieces} segments")
    slowest = sorted(zip(wall, keys, strict=True), reverse=True)[:_SLOWEST]
    say("  the slowest: " + ", ".join(f"“{key}” {seconds * 1000:.1f} ms" for seconds, key in slowest))
