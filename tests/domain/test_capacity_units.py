"""In what units scores are told beside each other."""

from __future__ import annotations

import pytest

from isp_desktop.domain.capacity_result import PERCENT, Unit, unit_in_common

WORDS = ((1.0, "Little"), (4.0, "Strong"))
TOLD, REVERSED, OTHER = Unit(1, 4, WORDS), Unit(1, 4), Unit(1, 4, ((1.0, "Never"), (4.0, "Always")))


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([TOLD, TOLD], TOLD),
        # What is asked in reverse has no words, and the scale is one all the same.
        ([TOLD, REVERSED], TOLD),
        ([TOLD, OTHER], REVERSED),
        ([TOLD, Unit(0, 10)], PERCENT),
        ([], PERCENT),
    ],
)
def test_one_scale_is_told_in_its_own_unit(units: list[Unit], expected: Unit):
    assert unit_in_common(units) == expected
