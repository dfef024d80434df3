"""A standing agenda is read as people write it; who facilitates, and how often a team met, is told in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.meetings import StandingItem, handing_over, meeting_rhythm, rhythm_words, standing_items


@pytest.mark.parametrize(
    ("line", "what", "minutes"),
    [
        ("Look at the data, 20", "Look at the data", 20),
        ("- Barriers (15 min)", "Barriers", 15),
        ("1. Welcome – 5 minutes", "Welcome", 5),
        ("Data review 20'", "Data review", 20),
        ("Look back: 10 min.", "Look back", 10),
        ("Successes\t5", "Successes", 5),
        ("[ ] Next steps [10]", "Next steps", 10),
        ("Review of objective 3", "Review of objective 3", None),
        ("Plan 2026-2027", "Plan 2026-2027", None),
        ("Plan 2026-2027, 15", "Plan 2026-2027", 15),
        ("Start at 10:30", "Start at 10:30", None),
        ("Forever, 900", "Forever, 900", None),
        ("20 min", "20 min", None),
        ("Nothing, 0", "Nothing, 0", None),
    ],
)
def test_an_item_and_its_minutes(line: str, what: str, minutes: int | None):
    assert standing_items(line) == [StandingItem(what, minutes)]


def test_empty_lines_are_no_items():
    assert standing_items("\n  \n- \nWelcome, 5\n\nClose\n") == [StandingItem("Welcome", 5), StandingItem("Close")]


@given(st.text())
def test_whatever_is_typed_gives_items_that_a_record_can_hold(text: str):
    for item in standing_items(text):
        assert item.what == " ".join(item.what.split()) != ""
        assert item.minutes is None or 1 <= item.minutes <= 600


@given(st.from_regex(r"[A-Za-z]+( [A-Za-z]+){0,3}", fullmatch=True), st.integers(1, 600))
def test_minutes_behind_a_comma_are_always_found(what: str, minutes: int):
    assert standing_items(f"{what}, {minutes}") == [StandingItem(what, minutes)]
    assert standing_items(f"{what} ({minutes} min)") == [StandingItem(what, minutes)]


@pytest.mark.parametrize(
    ("course", "told"),
    [
        ("", ""),
        ("p", "The practitioner facilitated the last meeting."),
        ("ppt", "The last meeting was facilitated together. At first, the practitioner did."),
        ("pptll", "The team facilitated the last 2 meetings itself. At first, the practitioner did."),
        ("tl", "The team facilitated the last meeting itself. At first, it was done together."),
        ("ptltt", "The last 2 meetings were facilitated together. Before that, the team did so itself."),
        ("ptp", "The practitioner facilitated the last meeting. Before that, it was done together."),
        ("?p", "The practitioner facilitated the last meeting."),
    ],
)
def test_the_handing_over_of_the_facilitation_is_told_plainly(course: str, told: str):
    keys = {"p": "practitioner", "t": "together", "l": "local", "?": "somebody"}
    assert handing_over([keys[one] for one in course]) == told


def test_how_often_a_team_met_against_its_schedule():
    since, weeks = dt.date(2026, 9, 1), [dt.date(2026, 9, 1) + dt.timedelta(days=7 * at) for at in range(4)]
    found = meeting_rhythm(since, weeks, [dt.date(2026, 8, 25), *weeks[:3]])
    assert (found.due, found.held, found.last) == (4, 3, weeks[2])
    assert rhythm_words(found, "1 Sep", "15 Sep") == "Met 3 times since 1 Sep; 4 meetings were due."
    assert rhythm_words(meeting_rhythm(since, None, weeks), "1 Sep", "") == (
        "Met 4 times since 1 Sep. No schedule is agreed on."
    )
    assert rhythm_words(meeting_rhythm(since, weeks, []), "1 Sep", "") == "The team has not met yet."
    late = meeting_rhythm(since, weeks, [dt.date(2026, 8, 25)])
    assert rhythm_words(late, "1 Sep", "25 Aug") == "The team has not met since 25 Aug."
