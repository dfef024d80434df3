"""Who facilitates, and how often a team met, is told in a sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.domain.meetings import handing_over, meeting_rhythm, rhythm_words


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
