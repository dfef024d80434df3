"""The days of a rule as calendars write it, and the rule in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain import schedule
from isp_desktop.domain.errors import BadInput

FIRST = dt.date(2026, 10, 6)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "Every Tuesday"),
        ("FREQ=WEEKLY", "Every Tuesday"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every second Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU", "Every 3 weeks on Monday and Tuesday"),
        ("FREQ=MONTHLY;BYDAY=2TU", "On the second Tuesday of each month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "On the second Tuesday of each month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR", "On the last Friday of every 2 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "On day 15 of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "On the last day of each month"),
        ("FREQ=DAILY;INTERVAL=10", "Every 10 days"),
        ("FREQ=YEARLY", "Every year"),
        ("FREQ=WEEKLY;UNTIL=20270601T090000Z", "Every Tuesday, until 1 June 2027"),
        ("FREQ=WEEKLY;COUNT=5", "Every Tuesday, 5 times"),
    ],
)
def test_a_rule_is_told_as_people_say_it(rule: str, told: str):
    assert schedule.in_words(rule, FIRST) == told


def test_the_days_are_those_that_calendars_give():
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert schedule.next_days(rule, FIRST, FIRST, 2) == [dt.date(2026, 10, 20), dt.date(2026, 11, 3)]
    found = schedule.days(rule, FIRST, dt.date(2026, 10, 20), dt.date(2026, 11, 17))
    assert found == [dt.date(2026, 10, 20), dt.date(2026, 11, 3), dt.date(2026, 11, 17)]


def test_a_rule_ends_where_it_says():
    assert schedule.next_days("FREQ=WEEKLY;COUNT=2", FIRST, FIRST, 9) == [dt.date(2026, 10, 13)]
    assert schedule.next_days("FREQ=WEEKLY;UNTIL=20261019T235959Z", FIRST, FIRST, 9) == [dt.date(2026, 10, 13)]


def test_a_rule_that_never_comes_true_ends_too():
    assert schedule.next_days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", FIRST, FIRST) == []


@pytest.mark.parametrize(
    "rule", ["", "weekly", "FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYHOUR=9", "FREQ=WEEKLY;COUNT=x"]
)
def test_what_is_no_rule_of_days_is_refused(rule: str):
    with pytest.raises(BadInput, match="no rule for days"):
        schedule.in_words(rule)
    with pytest.raises(BadInput):
        schedule.next_days(rule, FIRST, FIRST)


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]), st.integers(1, 6), st.dates(dt.date(2000, 1, 1)))
def test_the_next_day_is_the_first_of_the_days_after(frequency: str, interval: int, after: dt.date):
    rule, first = f"FREQ={frequency};INTERVAL={interval}", dt.date(2026, 1, 5)
    after = min(after, dt.date(2100, 1, 1))
    [following] = schedule.next_days(rule, first, after)
    assert following > after
    assert schedule.days(rule, first, after + dt.timedelta(days=1), following) == [following]
