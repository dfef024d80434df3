"""The day at the end of a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.by_when import by_when

TODAY = dt.date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Priya sends the form by Friday", "2026-11-20"),
        ("Priya sends the form by fri.", "2026-11-20"),
        ("send it Friday", "2026-11-20"),
        ("send it on next wednesday", "2026-11-25"),
        ("send it by Friday 20 November", "2026-11-20"),
        ("send it by Friday 20 November 2026", "2026-11-20"),
        ("call in 2 weeks", "2026-12-02"),
        ("call in a week!", "2026-11-25"),
        ("call within ten days", None),
        ("call within three days", "2026-11-21"),
        ("call in 3 months", "2027-02-18"),
        ("15 Oct", "2027-10-15"),
        ("until 15 Oct", "2027-10-15"),
        ("until Dec 1st", "2026-12-01"),
        ("until the 1st of December", "2026-12-01"),
        ("until 1st of December", "2026-12-01"),
        ("by 2026-12-24", "2026-12-24"),
        ("by 24.12.", "2026-12-24"),
        ("by 24/12/2027", "2027-12-24"),
        ("by tomorrow", "2026-11-19"),
        ("she sends it today.", "2026-11-18"),
        ("by the end of the month", "2026-11-30"),
        ("by end of week", "2026-11-20"),
        ("next week", "2026-11-27"),
        ("next month", "2026-12-31"),
        ("by 29 Feb", "2028-02-29"),
        ("by 31 November", None),
        ("by 2026-13-40", None),
        ("call in -3 days", None),
        ("by 3 March 0012", None),
        ("by 9999-12-31", None),
        ("they sat", None),
        ("group 2.1", None),
        ("it took 2 weeks", None),
        ("Fridays", None),
        ("Friday is fine for Priya", None),
        ("", None),
    ],
)
def test_the_day_is_understood(sentence: str, day: str | None) -> None:
    found = by_when(sentence, TODAY)
    assert (found.day.isoformat() if found else None) == day


def test_it_says_where_the_words_stand() -> None:
    sentence = "Priya sends the form by Friday."
    found = by_when(sentence, TODAY)
    assert found is not None
    assert sentence[: found.lead] == "Priya sends the form "
    assert sentence[found.start : found.end] == "Friday"


@given(st.text(max_size=80), st.dates(dt.date(1950, 1, 1), dt.date(2200, 1, 1)))
def test_nothing_typed_breaks_it(sentence: str, today: dt.date) -> None:
    found = by_when(sentence, today)
    assert found is None or 0 <= found.lead <= found.start < found.end <= len(sentence)


@given(
    st.sampled_from(["by ", "in ", "until ", "", "next "]),
    st.text("0123456789./- monfriweksdayctb", max_size=24),
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
)
def test_broken_dates_are_no_dates(lead: str, words: str, today: dt.date) -> None:
    found = by_when(f"{lead}{words}", today)
    assert found is None or found.end <= len(lead) + len(words)


@given(st.dates(dt.date(2026, 11, 18), dt.date(2027, 10, 1)))
def test_a_day_written_in_full_is_read_again(day: dt.date) -> None:
    words = f"by {day:%A} {day.day} {day:%B}"
    found = by_when(words, TODAY)
    assert found is not None
    assert found.day == day
