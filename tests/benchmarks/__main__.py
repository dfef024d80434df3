"""`make bench`: every budget that exists by now, as ratios measured in one run; then the 200 kills."""

from __future__ import annotations

import sys

from tests.benchmarks import (
    assessing,
    exchanging,
    filling,
    fuzzing,
    kills,
    leading,
    mapping,
    meetings,
    mutants,
    opening,
    receiving,
    saving,
    searching,
    starting,
    summaries,
    waiting,
)
from tests.benchmarks.measuring import say

_PARTS = {
    "searching": searching.run,
    "saving": saving.run,
    "opening": opening.run,
    "summaries": summaries.run,
    "waiting": waiting.run,
    "mapping": mapping.run,
    "assessing": assessing.run,
    "leading": leading.run,
    "meetings": meetings.run,
    "filling": filling.run,
    "starting": starting.run,
    "receiving": receiving.run,
    "exchanging": exchanging.run,
    "mutants": mutants.run,
    "fuzzing": fuzzing.run,
    "kills": kills.run,
}


def main(names: list[str]) -> None:
    """Runs the named parts, or all."""
    for name in names or list(_PARTS):
        say(f"\n{name}")
        _PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
