"""When a team meets, in words and in days; a strange rule from elsewhere is told as it is, and holds nothing up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.schedule import days_between, in_words, next_days, offered_rules, read_rule

FIRST = dt.date(2026, 9, 1)  # a Tuesday, the first of its month


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY", "Every week on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2", "Every 2 weeks on Tuesday"),
        ("RRULE:FREQ=WEEKLY;BYDAY=TH,MO", "Every week on Monday, Thursday"),
        ("FREQ=MONTHLY;BYDAY=1TU", "Every month on the first Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3", "Every 3 months on the last Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "Every month on day 15 of the month"),
        ("FREQ=DAILY;COUNT=5", "Every day, 5 times"),
        ("FREQ=WEEKLY;UNTIL=20261215T000000Z", "Every week on Tuesday, until 2026-12-15"),
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
        ("FREQ=DAILY;BYDAY=MO,WE", "Every day on Monday, Wednesday"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=DAILY;INTERVAL=7;BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=-2MO", "FREQ=MONTHLY;BYDAY=-2MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "FREQ=MONTHLY;BYMONTHDAY=-3"),
        ("every now and then", "every now and then"),
    ],
)
def test_a_rule_in_words(rule: str, words: str):
    assert in_words(rule, FIRST) == words


def test_without_a_first_meeting_the_weekday_is_not_known():
    assert in_words("FREQ=WEEKLY;INTERVAL=2") == "Every 2 weeks"
    assert next_days("FREQ=WEEKLY", None, FIRST) == []


def test_its_next_days():
    after = dt.date(2026, 10, 1)
    assert next_days("FREQ=WEEKLY;INTERVAL=2", FIRST, after) == [
        dt.date(2026, 10, 13),
        dt.date(2026, 10, 27),
        dt.date(2026, 11, 10),
    ]
    assert next_days("FREQ=MONTHLY;BYDAY=-1FR", FIRST, after, 1) == [dt.date(2026, 10, 30)]
    assert days_between("FREQ=WEEKLY", FIRST, dt.date(2026, 9, 8), dt.date(2026, 9, 15)) == [
        dt.date(2026, 9, 8),
        dt.date(2026, 9, 15),
    ]


def test_what_is_offered_is_understood_and_begins_with_the_first_meeting():
    for first in (FIRST, dt.date(2026, 10, 30), dt.date(2026, 2, 28)):
        for rule in offered_rules(first):
            assert next_days(rule, first, first, 1) == [first], rule
            assert in_words(rule, first) != rule
    assert len(offered_rules(None)) == 4


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYMONTHDAY=30;INTERVAL=12", "FREQ=MONTHLY;BYDAY=5MO;INTERVAL=12", "FREQ=DAILY;INTERVAL=99"]
)
def test_a_rule_that_hardly_ever_comes_ends(rule: str):
    assert len(next_days(rule, dt.date(2026, 2, 1), dt.date(2026, 2, 1))) <= 3


rules = st.sampled_from(
    (
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,WE",
        "FREQ=DAILY;COUNT=40",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU",
        "FREQ=WEEKLY;INTERVAL=4;COUNT=9",
        "FREQ=WEEKLY;UNTIL=20270601",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=MONTHLY;BYMONTHDAY=-1;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=5FR;INTERVAL=2",
    )
)


@given(rules, st.integers(0, 400), st.integers(-50, 1_500))
def test_the_days_are_the_same_from_wherever_they_are_asked_for(rule: str, later: int, ahead: int):
    first = FIRST + dt.timedelta(days=later)
    after = first + dt.timedelta(days=ahead)
    every = days_between(rule, first, first, after + dt.timedelta(days=1_500))
    assert next_days(rule, first, after) == [day for day in every if day >= after][:3]


def test_a_rule_from_long_ago_still_gives_its_days():
    assert next_days("FREQ=DAILY", dt.date(1, 1, 1), FIRST, 2) == [FIRST, dt.date(2026, 9, 2)]
    assert next_days("FREQ=MONTHLY;BYMONTHDAY=30;INTERVAL=12", dt.date(1, 2, 1), FIRST) == []
    assert next_days("FREQ=WEEKLY", dt.date(9999, 12, 30), FIRST) == [dt.date(9999, 12, 30)]
    assert next_days("FREQ=WEEKLY;COUNT=3", dt.date(1, 1, 1), FIRST) == []


@given(st.text("FREQ=WKLYMONTHDAI;1B,INTERVALCOUNTUNTIL-20", max_size=60))
def test_any_text_is_a_rule_or_none(text: str):
    assert in_words(text, FIRST) or not text
    assert read_rule(text) is None or next_days(text, FIRST, FIRST, 2) is not None
