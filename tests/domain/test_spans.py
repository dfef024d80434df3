"""Runs of numbers behave as the sets they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.spans import Spans

NUMBERS = st.sets(st.integers(0, 40))


def _members(spans: Spans) -> set[int]:
    return {number for start, end in spans for number in range(start, end + 1)}


@given(NUMBERS, NUMBERS)
def test_runs_are_the_sets_they_stand_for(one: set[int], other: set[int]) -> None:
    first, second = Spans.of(one), Spans.of(other)
    assert _members(first) == one
    assert {number for number in range(-1, 42) if number in first} == one
    assert _members(first | second) == one | other
    assert _members(first - second) == one - other
    assert (first == second) == (one == other)
    assert Spans(list(first)) == first


@given(NUMBERS)
def test_runs_never_touch_and_the_first_gap_is_told(numbers: set[int]) -> None:
    runs = list(Spans.of(numbers))
    assert all(end + 1 < start for (_, end), (start, _) in pairwise(runs))
    assert Spans.of(numbers).first_gap() == _gap(numbers)


def _gap(numbers: set[int]) -> int:
    # A set that holds 0 has 0 in its first run, and so does not begin later than 1.
    return next(number for number in range(1, 43) if number not in numbers)
