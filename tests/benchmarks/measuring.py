"""Timing, and telling a result beside its floor and its budget."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes, once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def each(act: Callable[[int], object], times: int) -> list[float]:
    """The seconds that each of `times` calls takes; `act` is told its number."""
    return [seconds(lambda number=number: act(number)) for number in range(times)]


class Taken(NamedTuple):
    """The seconds that a call took, and the processor's time among them."""

    wall: float
    processor: float


def taken(act: Callable[[], object]) -> Taken:
    """What `act` takes, once."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def in_turns(acts: Sequence[Callable[[int], object]], times: int) -> list[Taken]:
    """The least that each of `acts` takes, called one after the other, over and over.

    Whatever else the computer does meanwhile only makes a call slower, and meets all of them alike.
    """
    samples: list[list[Taken]] = [[] for _act in acts]
    for number in range(times):
        for act, own in zip(acts, samples, strict=True):
            own.append(taken(partial(act, number)))
    return [Taken(min(one.wall for one in own), min(one.processor for one in own)) for own in samples]


def p99(samples: Sequence[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(samples, n=100)[98]


def tell(what: str, measured: float, unit: str, budget: float, floor: float | None = None) -> None:
    """Prints one line: what was measured, its ratio to the floor if it has one, and whether the budget is kept."""
    ratio = measured / floor if floor is not None else measured
    against = f"floor {floor:9.2f} {unit}, ratio {ratio:6.2f}" if floor is not None else " " * 32
    verdict = "kept" if ratio <= budget else "OVER"
    limit = f"{budget:g} x" if floor is not None else f"{budget:g} {unit}"
    say(f"{what:<58} {measured:10.2f} {unit:<3} {against}  budget {limit:>9}: {verdict}")


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
