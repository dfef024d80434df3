"""When the next talk with a leader or champion is due."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.debriefs import days_since, first_day, held_in, months_back, rhythm

TODAY = dt.date(2026, 10, 14)
NEAR = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def test_the_next_one_is_counted_from_the_last():
    assert rhythm(28, ago(30), ago(400), TODAY).days_left(TODAY) == -2
    assert rhythm(28, ago(28), None, TODAY).days_left(TODAY) == 0
    assert rhythm(28, ago(0), ago(400), TODAY).next_on == dt.date(2026, 11, 11)


def test_before_the_first_one_it_is_counted_from_the_day_since_when():
    assert rhythm(14, None, ago(4), TODAY).days_left(TODAY) == 10
    assert rhythm(14, None, ago(40), TODAY).days_left(TODAY) == -26


def test_where_nothing_counts_yet_the_first_one_is_due_today():
    assert rhythm(28, None, None, TODAY).days_left(TODAY) == 0
    assert rhythm(28, None, ago(-10), TODAY).days_left(TODAY) == 0


def test_days_since_are_never_below_none():
    assert days_since(None, TODAY) is None
    assert days_since(ago(-3), TODAY) == 0
    assert days_since(ago(30), TODAY) == 30


def test_the_last_months_go_over_the_turn_of_the_year():
    assert months_back(dt.date(2026, 2, 3)) == [(2025, 8), (2025, 9), (2025, 10), (2025, 11), (2026, 0), (2026, 1)]
    assert first_day(dt.date(2026, 2, 3)) == dt.date(2025, 9, 1)
    assert first_day(dt.date(2026, 6, 30)) == dt.date(2026, 1, 1)


def test_each_month_tells_whether_there_was_one():
    days = [dt.date(2026, 5, 31), dt.date(2026, 6, 1), dt.date(2026, 6, 20), TODAY, dt.date(2026, 10, 15)]
    assert held_in(days, TODAY) == (True, True, False, False, False, True)
    assert held_in([dt.date(2026, 10, 15), dt.date(2026, 4, 30)], TODAY) == (False,) * 6


@given(st.lists(NEAR), NEAR)
def test_what_lies_outside_of_the_months_changes_nothing(days: list[dt.date], today: dt.date):
    inside = [day for day in days if first_day(today) <= day <= today]
    assert held_in(days, today) == held_in(inside, today)
    assert any(held_in(days, today)) == bool(inside)
