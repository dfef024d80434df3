"""The hybrid logical clock that orders revisions for display.

Clocks never decide what is kept (docs/merge.md); they only say which of several values to show first. So a wrong clock
can mislead, but cannot lose anything.
"""

from __future__ import annotations

from typing import NamedTuple

MAX_LEAD_MS = 3_600_000
"""A colleague's clock may move ours forward by at most one hour."""


class Stamp(NamedTuple):
    """A moment: milliseconds since 1970 UTC, and a turn that orders what happened within one."""

    ms: int
    turn: int


def tick(last: Stamp, now_ms: int) -> Stamp:
    """The stamp of the next event here, always later than `last`."""
    return Stamp(now_ms, 0) if now_ms > last.ms else Stamp(last.ms, last.turn + 1)
