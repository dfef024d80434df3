"""The mutants that `make bench` sets on the tests are still mutants of what the program does."""

from __future__ import annotations

from tests.benchmarks import mutants


def test_every_mutant_has_its_place_in_the_program() -> None:
    assert list(mutants.misplaced()) == []
