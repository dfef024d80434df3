"""Dates and times as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from isp_desktop.ui.kit.dates import parse_date, parse_time, short_date, show_date

BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
AMERICAN = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
TODAY = date(2026, 10, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-15", "2026-10-15"),
        ("15 oct", "2026-10-15"),
        ("15oct", "2026-10-15"),
        ("15th October 2025", "2025-10-15"),
        ("Oct 15", "2026-10-15"),
        ("October 15, 2027", "2027-10-15"),
        ("Thu 15 Oct 2026", "2026-10-15"),
        ("15/10", "2026-10-15"),
        ("15.10.", "2026-10-15"),
        ("15.10.26", "2026-10-15"),
        ("15", "2026-10-15"),
        ("today", "2026-10-14"),
        ("Tomorrow", "2026-10-15"),
        ("yesterday", "2026-10-13"),
        ("+7", "2026-10-21"),
        ("-3", "2026-10-11"),
        ("+2w", "2026-10-28"),
        ("fri", "2026-10-16"),
        ("next wednesday", "2026-10-21"),
        ("3 jan", "2027-01-03"),
        ("29 feb 2028", "2028-02-29"),
    ],
)
def test_typed_dates_are_understood(typed: str, meant: str):
    assert parse_date(typed, TODAY, BRITISH) == date.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["", "soon", "31 feb", "2026-13-01", "99", "15 zzz", "+", "1/2/3/4", "²"])
def test_what_is_no_date_is_none(typed: str):
    assert parse_date(typed, TODAY, BRITISH) is None


def test_numbers_are_read_in_the_order_of_the_locale():
    assert parse_date("10/12/2026", TODAY, BRITISH) == date(2026, 12, 10)
    assert parse_date("10/12/2026", TODAY, AMERICAN) == date(2026, 10, 12)
    assert parse_date("15 Okt", TODAY, GERMAN) == date(2026, 10, 15)


@given(st.dates(min_value=date(1, 1, 1)), st.sampled_from([BRITISH, AMERICAN, GERMAN]))
def test_what_is_shown_is_read_back(day: date, locale: QLocale):
    if day.year >= 1000:
        assert parse_date(show_date(day.isoformat(), locale), TODAY, locale) == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_readers(text: str):
    parsed = parse_date(text, TODAY, BRITISH)
    assert parsed is None or isinstance(parsed, date)
    time = parse_time(text)
    assert time is None or (len(time) == 5 and time[2] == ":")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("930", "09:30"),
        ("9:30", "09:30"),
        ("9.30", "09:30"),
        ("9h30", "09:30"),
        ("9", "09:00"),
        ("1430", "14:30"),
        ("2 pm", "14:00"),
        ("12am", "00:00"),
        ("14:75", None),
        ("25", None),
        ("13 pm", None),
        ("", None),
    ],
)
def test_typed_times(typed: str, meant: str | None):
    assert parse_time(typed) == meant


def test_dates_are_shown_for_people():
    assert show_date("2026-10-15", BRITISH) == "Thu 15 Oct 2026"
    assert show_date("whenever", BRITISH) == "whenever"
    assert short_date("2026-10-14", TODAY, BRITISH) == "Today"
    assert short_date("2026-10-02", TODAY, BRITISH) == "2 Oct"
    assert short_date("2025-10-02", TODAY, BRITISH) == "2 Oct 2025"
