"""Telling how far a long job is whose parts each count by themselves: in thousandths of the whole, never backwards."""

from __future__ import annotations

from isp_desktop.db.transaction import Progress

ALL = 1_000


def part(progress: Progress, start: int, end: int) -> Progress:
    """Tells of the part of the work that brings the whole from `start` to `end` thousandths, each of them once."""
    latest = start - 1

    def tell(done: int, total: int) -> None:
        nonlocal latest
        now = start + (end - start) * min(done, total) // max(total, 1)
        if now > latest:
            latest = now
            progress(now, ALL)

    return tell
