"""Where today stands among the steps of a leadership change."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.domain.transitions import place_of, steps

TODAY = dt.date(2026, 10, 10)


@pytest.mark.parametrize(
    ("days", "place"),
    [
        ({}, None),
        ({"told_on": "2026-09-02", "named_on": "2026-09-30", "hands_over_on": "2026-10-20"}, 1.5),
        ({"told_on": "2026-10-10", "leaves_on": "2026-10-31"}, 0.0),
        ({"named_on": "2026-10-20"}, 0.5),
        ({"told_on": "2026-10-20"}, 0.0),
        ({"leaves_on": "2026-09-30"}, 3.5),
        ({"debrief_on": "2026-09-30"}, 4.0),
        ({"told_on": "2026-10-20", "leaves_on": "2026-09-30"}, 1.5),
    ],
)
def test_today_stands_between_the_steps_by_their_days(days: dict[str, str], place: float | None):
    assert place_of(TODAY, steps(days, TODAY)) == place


def test_only_what_is_not_over_waits_for_its_day():
    found = steps({"told_on": "2026-09-02", "hands_over_on": "2026-10-08", "debrief_on": "2026-11-09"}, TODAY)
    assert [step.days(TODAY) for step in found] == [None, None, -2, None, 30]
