"""Sets of whole numbers that mostly follow one another, such as the entries of the log that a colleague has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Spans:
    """A set of whole numbers, kept as the runs it is made of.

    Args:
        runs: pairs of the first and the last number of a run, in any order, overlapping or not.
    """

    def __init__(self, runs: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((start, end) for start, end in runs if start <= end):
            if self._ends and start <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    @classmethod
    def of(cls, numbers: Iterable[int]) -> Spans:
        """The set of `numbers`, in any order, with any repeated."""
        return cls((number, number) for number in numbers)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._starts, number) - 1
        return at >= 0 and number <= self._ends[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The runs, ascending."""
        return zip(self._starts, self._ends, strict=True)

    def __len__(self) -> int:
        """How many runs there are; 0 for the empty set."""
        return len(self._starts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __or__(self, other: Spans) -> Spans:
        return Spans([*self, *other])

    def __sub__(self, other: Spans) -> Spans:
        left: list[tuple[int, int]] = []
        taken = list(other)
        at = 0
        for start, end in self:
            while at < len(taken) and taken[at][1] < start:
                at += 1
            begin, look = start, at
            while look < len(taken) and taken[look][0] <= end:
                left.append((begin, taken[look][0] - 1))
                begin = taken[look][1] + 1
                look += 1
            left.append((begin, end))
        return Spans(left)

    def first_gap(self) -> int:
        """The first number from 1 on that is not in the set: all before it are."""
        return self._ends[0] + 1 if self._starts and self._starts[0] <= 1 else 1
