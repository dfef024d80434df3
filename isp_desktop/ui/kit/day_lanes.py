"""Spans of one day that overlap, put side by side; and times of the day as minutes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

DAY = 24 * 60
Span = tuple[int, int]
"""From and to, in minutes since midnight."""


def minutes(clock: str) -> int:
    """ "09:30" as 570; "24:00" is the end of the day."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def clock(at: int) -> str:
    """570 as "09:30"; beyond the day its last minute, as a time of the same day must be."""
    within = min(max(at, 0), DAY - 1)
    return f"{within // 60:02d}:{within % 60:02d}"


def snapped(at: float, step: int = 15) -> int:
    """The nearest minute that is a multiple of `step`, within the day."""
    return min(max(round(at / step) * step, 0), DAY)


def lanes(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """For each of `spans`, in ascending order, its lane and how many lanes stand side by side there."""
    found: list[tuple[int, int]] = []
    for first, last in pairwise(_breaks(spans)):
        taken = _lanes_of(spans[first:last])
        count = max(taken) + 1
        found += [(lane, count) for lane in taken]
    return found


def _breaks(spans: Sequence[Span]) -> list[int]:
    """Where spans begin that overlap none before, and the end."""
    breaks, end = [], -1
    for at, (start, stop) in enumerate(spans):
        if start >= end:
            breaks.append(at)
        end = max(end, stop)
    return [*breaks, len(spans)]


def _lanes_of(spans: Sequence[Span]) -> list[int]:
    """The first free lane for each."""
    ends: list[int] = []
    taken = []
    for start, stop in spans:
        lane = next((at for at, end in enumerate(ends) if end <= start), len(ends))
        ends[lane:] = [stop, *ends[lane + 1 :]]
        taken.append(lane)
    return taken
