"""The practice picture: hand-made cases, and that no minute is lost or told twice."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.practice_picture import Tally, between, periods, picture
from isp_desktop.domain.served import Served, duration, served
from isp_desktop.domain.vocabulary import ACTIVITY_CODES

DAY = dt.date(2026, 10, 14)
# Written down on 2 March 2026.
UID = str(uuid.UUID(int=(int(dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC).timestamp() * 1000) << 80) | 7 << 76 | 2 << 62))


def visit(*codes: str, **fields: Any) -> dict[str, Any]:
    return {"date": "2026-10-01", "starts": "09:00", "ends": "11:00", "activities": list(codes), **fields}


def told(kind: str, **fields: Any) -> list[tuple[str, str, int | None]]:
    return [(one.code, one.day, one.seconds) for one in served(kind, UID, fields, "Maren")]


def tallies(entries: Iterable[Served], until: dt.date) -> list[Tally]:
    """A sum for each entry up to and with a day."""
    there = (one for one in entries if one.day <= until.isoformat())
    return [Tally(one.day[:7], one.code, 1, one.seconds is not None, one.seconds or 0) for one in there]


def test_the_time_of_a_visit_is_divided_evenly_among_its_activities() -> None:
    assert told("visit", **visit("C5", "R1")) == [("R1", "2026-10-01", 3_600), ("C5", "2026-10-01", 3_600)]


def test_what_has_no_duration_is_counted_and_not_timed() -> None:
    assert told("visit", date="2026-10-01", activities=["C5"], starts="09:00") == [("C5", "2026-10-01", None)]


@pytest.mark.parametrize("stage", ["planned", "called_off"])
def test_what_is_planned_or_called_off_serves_nothing(stage: str) -> None:
    assert told("visit", **visit("C5", stage=stage)) == []
    assert told("meeting", date="2026-10-01", stage=stage) == []


def test_a_leader_who_leaves_counts_until_it_is_called_off() -> None:
    assert told("transition", role="Head") == told("transition", role="Head", state="foreseen") != []
    assert told("transition", role="Head", state="called_off") == []


def test_a_conversation_serves_its_activity_and_those_it_is_tagged_with() -> None:
    found = told("conversation", date="2026-10-01", minutes=60, activities=["R5"])
    assert found == [("R5", "2026-10-01", 1_800), ("R9", "2026-10-01", 1_800)]


def test_the_time_of_what_was_done_at_a_visit_lies_within_the_visit() -> None:
    assert told("step_log", way="coaching", date="2026-10-01", minutes=40) == [("C5", "2026-10-01", 2_400)]
    assert told("step_log", way="coaching", date="2026-10-01", minutes=40, visit=UID) == [("C5", "2026-10-01", None)]


@pytest.mark.parametrize("fields", [{"minutes": 10**30}, {"minutes": -5}, {"starts": "11:00", "ends": "09:00"}])
def test_a_time_that_cannot_be_is_no_time(fields: dict[str, Any]) -> None:
    assert duration(fields) is None


def test_a_tension_is_of_the_team_that_it_names() -> None:
    assert told("tension", date="2026-10-01") == [("R5", "2026-10-01", None)]
    assert told("tension", date="2026-10-01", team=UID) == [("T10", "2026-10-01", None)]


def test_a_step_counts_when_it_is_done_and_by_its_way() -> None:
    assert told("plan_step", way="training", state="under_way", due="2026-10-01") == []
    done = told("plan_step", way="training", state="done", settled_on="2026-09-03", due="2026-10-01")
    assert done == [("C3", "2026-09-03", None)]


def test_a_promise_counts_once_it_is_known_what_became_of_it() -> None:
    assert told("commitment", what="x", status="open", due="2026-10-01") == []
    assert told("commitment", what="x", status="late", settled_on="2026-10-02") == [("R1", "2026-10-02", None)]


def test_what_names_no_day_is_of_the_day_on_which_it_was_written_down() -> None:
    assert told("champion", person=UID) == [("L8", "2026-03-02", None)]


def test_a_reflection_serves_the_activity_to_which_its_question_belongs() -> None:
    mine = "What am I unsure of today that I could admit instead of covering up?"
    assert told("reflection", date="2026-10-01", question=mine) == [("R10", "2026-10-01", None)]
    assert told("reflection", date="2026-10-01", question="What is for lunch?") == []


def test_where_and_by_whom() -> None:
    [one] = served("visit", UID, visit("C5", site="s", led_by=["b", "a"]), "Maren")
    assert (one.place, one.who) == ("s", ("a", "b"))
    [one] = served("visit", UID, visit("C5"), "Maren")
    assert (one.place, one.who) == ("", ("Maren",))
    [one] = served("person", UID, {"part": "teams", "sites": ["s"]}, "Maren")
    assert one.place == "s"


def test_periods_end_with_the_one_of_today() -> None:
    months, quarters, halves = (periods(DAY, step) for step in ("month", "quarter", "half"))
    assert (months[0].first, months[-1].last) == (dt.date(2025, 11, 1), dt.date(2026, 10, 31))
    assert (quarters[0].first, quarters[-1].last) == (dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    assert (halves[0].first, halves[-1].last) == (dt.date(2024, 1, 1), dt.date(2026, 12, 31))


def test_periods_between_two_days() -> None:
    found = between(dt.date(2025, 12, 31), dt.date(2026, 4, 1), "quarter")
    assert [one.first for one in found] == [dt.date(2025, 10, 1), dt.date(2026, 1, 1), dt.date(2026, 4, 1)]


def test_what_was_done_before_is_told_from_what_never_was() -> None:
    entries = [
        *served("visit", UID, visit("C5", "R1"), "Maren"),
        *served("visit", UID, visit("C5", date="2026-04-01", ends="09:30"), "Maren"),
        *served("visit", UID, visit("T3", date="2019-04-01"), "Maren"),
        *served("visit", UID, visit("T4", date="2026-10-15"), "Maren"),
    ]
    last = {"C5": "2026-10-01", "R1": "2026-10-01", "T3": "2019-04-01"}
    found = picture(tallies(entries, DAY), last, periods(DAY, "quarter"))
    assert [(one.code, one.times) for one in found.done] == [("R1", 1), ("C5", 2)]
    assert [one.code for one in found.not_now] == ["T3"]
    assert len(found.never) == len(ACTIVITY_CODES) - 3
    coached = found.of("capacity")[4]
    assert (coached.code, coached.seconds, coached.by_period) == ("C5", 3_600 + 1_800, (0, 0, 0, 0, 0, 1, 0, 1))
    assert [(one.competency, one.seconds) for one in found.hours if one.times] == [
        ("relationships", 3_600),
        ("capacity", 5_400),
    ]


CODES = st.lists(st.sampled_from(ACTIVITY_CODES), max_size=39, unique=True)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["visit", "conversation", "debrief"]),
        st.dates(dt.date(2026, 1, 1), DAY),
        st.one_of(st.none(), st.integers(1, 6_000)),
        CODES,
    )
)


@given(ENTRIES)
def test_hours_over_competencies_are_those_tagged(entries: list[tuple[str, dt.date, int | None, list[str]]]) -> None:
    found, minutes = [], 0
    for kind, day, took, codes in entries:
        made = served(kind, UID, {"date": day.isoformat(), "minutes": took, "activities": codes}, "Maren")
        found += made
        minutes += (took or 0) if made else 0
    seen = picture(tallies(found, DAY), {}, periods(DAY, "month"))
    assert sum(one.seconds for one in seen.hours) == minutes * 60 == sum(one.seconds for one in seen.activities)
    assert sum(sum(one.by_period) for one in seen.hours) == minutes * 60
    assert sum(one.times for one in seen.activities) == len(found)
