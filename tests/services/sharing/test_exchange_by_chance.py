"""Three notebooks in any history of work and exchange end in the same state, and nothing ever saved is lost."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from traffic import Traffic

TestTraffic = Traffic.TestCase
TestTraffic.settings = settings(
    max_examples=4, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
