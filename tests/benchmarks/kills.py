"""Two hundred kills at random moments: a check that fails loudly, run here because it takes minutes."""

from __future__ import annotations

import killing

from tests.benchmarks.measuring import say
from tests.benchmarks.stores import KEY, empty

_ROUNDS = 200


def run() -> None:
    """Kills a saving process 200 times; each time the notebook must be whole and hold every acknowledged save."""
    saves = killing.rounds(empty("killed"), KEY, _ROUNDS, seed=1)
    say(f"{_ROUNDS} kills: the store opened each time, check is clean, all {saves:,} acknowledged saves are there")
