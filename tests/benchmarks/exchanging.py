"""Ten thousand steps of notebooks that work and exchange bundles; each end must be one state, with nothing lost."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.benchmarks.measuring import say

_HISTORIES, _STEPS = 200, 50


def run() -> None:
    """Raises with the shortest history that ends otherwise."""
    # The suite's own support; its folder is on no path that mypy or the installed program knows.
    from traffic import Traffic

    chosen = settings(
        max_examples=_HISTORIES,
        stateful_step_count=_STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
        print_blob=True,
    )
    run_state_machine_as_test(Traffic, settings=chosen)  # type: ignore[no-untyped-call]
    say(f"{_HISTORIES} histories of up to {_STEPS} steps of three notebooks: one state each, nothing lost")
