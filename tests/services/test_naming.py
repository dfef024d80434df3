"""Days in words, which English says by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.services.naming import day_in_words


@given(st.dates())
def test_english_days_are_said_as_babel_says_them(day: dt.date):
    assert day_in_words(day.isoformat()) == format_date(day, "long", locale="en_GB")


@pytest.mark.parametrize("words", ["", "soon", "2026-13-01"])
def test_what_is_no_date_stays_as_it_is(words: str):
    assert day_in_words(words) == words
