"""What a team needs against what it has."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.teams import (
    Charter,
    Function,
    Seat,
    carried_nowhere,
    current,
    function_words,
    functions,
    gone,
    in_writing,
    months_between,
    support_state,
    support_words,
    voice_words,
    voices,
)
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS, PERSPECTIVES

TODAY = dt.date(2026, 10, 14)


def missing(needed: list[str], seats: list[Seat]) -> list[str]:
    return [voice.perspective for voice in voices(needed, seats, TODAY) if voice.is_missing]


def test_the_focus_population_is_asked_for_in_every_team():
    assert missing([], []) == ["focus_population"]
    assert voice_words("focus_population") == "Nobody speaks for “Focus population” yet."


def test_a_voice_is_there_while_somebody_who_speaks_for_it_sits_in_the_team():
    seats = [
        Seat("ana", ("focus_population", "staff"), "2025-01-10"),
        Seat("tomas", ("data",), "2025-01-10", "2026-10-13"),
        Seat("lena", ("leadership",), "2026-10-15"),
        Seat("dele", ("funder_policy", "a newer one"), "", "2026-10-14"),
    ]
    assert missing(["staff", "data", "leadership", "funder_policy"], seats) == ["leadership", "data"]
    told = {voice.perspective: (voice.people, voice.is_needed) for voice in voices(["staff"], seats, TODAY)}
    assert told == {
        "focus_population": (("ana",), True),
        "staff": (("ana",), True),
        "funder_policy": (("dele",), False),
    }
    assert gone(seats, TODAY) == {"tomas"}


def test_who_came_back_is_not_gone():
    assert gone([Seat("ana", left="2026-01-01"), Seat("ana", joined="2026-06-01")], TODAY) == set()


def test_what_somebody_carried_who_left_nobody_carries():
    found = {one.key: one for one in functions({"data": ["tomas"], "tailor": ["ana", "tomas"]}, {"tomas"})}
    assert list(found) == list(CORE_FUNCTIONS)
    assert (found["tailor"].is_gap, found["data"].is_gap, found["improvement"].is_gap) == (False, True, True)
    names = {"tomas": "Tomas Lind"}
    left = "“Collect, analyse and monitor data” was carried by Tomas Lind, who left the team."
    assert function_words(found["data"], names) == left
    assert function_words(found["sustainment"], names) == "Nobody carries “Build capacity for sustainment” yet."


def test_a_core_function_that_one_of_the_teams_carries_is_no_gap_of_all():
    one, other = functions({"data": ["ana"]}, ()), functions({"tailor": ["dele"]}, ())
    assert carried_nowhere([one, other]) == ["competency", "improvement", "sustainment", "collaboration"]
    assert carried_nowhere([]) == []


@pytest.mark.parametrize(
    ("states", "now", "next_one"),
    [
        ([], None, None),
        (["draft"], 1, None),
        (["superseded", "agreed"], 2, None),
        (["superseded", "under_review", "draft"], 2, 3),
        (["agreed", "proposed", "draft"], 1, 3),
        (["superseded"], None, None),
        ([""], 1, None),
    ],
)
def test_the_charter_that_holds_and_the_one_in_writing(states: list[str], now: int | None, next_one: int | None):
    charters = [Charter(f"c{at}", at, state) for at, state in enumerate(states, 1)]
    found, draft = current(charters), in_writing(charters)
    assert (found and found.version, draft and draft.version) == (now, next_one)


def test_the_review_of_a_charter_is_overdue_the_day_after():
    assert Charter("c", 1, "agreed", review_on="2026-10-13").is_overdue(TODAY)
    assert not Charter("c", 1, "agreed", review_on="2026-10-14").is_overdue(TODAY)
    assert not Charter("c", 1, "draft", review_on="2026-10-13").is_overdue(TODAY)


@pytest.mark.parametrize(
    ("confirmed", "agreed", "until", "state", "said"),
    [
        ("2026-10-01", "2024-01-01", "", "holds", "confirmed this month"),
        ("2026-04-15", "", "", "holds", "confirmed 5 months ago"),
        ("2026-04-14", "", "", "stale", "confirmed 6 months ago"),
        ("", "2026-09-01", "", "holds", "confirmed 1 month ago"),
        ("", "", "", "stale", "never confirmed"),
        ("2026-10-01", "", "2026-10-13", "ended", "confirmed this month"),
        ("2026-10-01", "", "2026-10-14", "holds", "confirmed this month"),
    ],
)
def test_support_that_nobody_confirmed_for_long_goes_stale(
    confirmed: str, agreed: str, until: str, state: str, said: str
):
    assert support_state(confirmed, agreed, until, TODAY) == state
    assert support_words(confirmed, agreed, TODAY) == said


days = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
seats = st.lists(
    st.builds(
        Seat,
        person=st.sampled_from(["ana", "dele", "lena"]),
        speaks_for=st.lists(st.sampled_from([*PERSPECTIVES, "newer"]), unique=True).map(tuple),
        joined=st.just("") | days.map(str),
        left=st.just("") | days.map(str),
    )
)


@given(st.sets(st.sampled_from([*PERSPECTIVES, "newer"])), seats, days)
def test_each_needed_voice_is_told_once_and_by_people_of_the_team(needed: set[str], found: list[Seat], day: dt.date):
    told = voices(needed, found, day)
    keys = [voice.perspective for voice in told]
    assert keys == sorted(set(keys), key=list(PERSPECTIVES).index)
    assert {"focus_population", *needed & PERSPECTIVES.keys()} <= set(keys)
    assert not {person for voice in told for person in voice.people} & gone(found, day)


@given(days, days, st.integers(0, 40))
def test_months_go_by_one_after_the_other(day: dt.date, today: dt.date, more: int):
    later = today + dt.timedelta(days=more)
    assert 0 <= months_between(later, later) <= months_between(day, today) <= months_between(day, later)
    assert months_between(day, day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else day) in (0, 12)


@given(
    st.dictionaries(st.sampled_from(list(CORE_FUNCTIONS)), st.lists(st.sampled_from("abc"))),
    st.sets(st.sampled_from("abc")),
)
def test_whoever_is_named_carries_or_is_gone(carried: dict[str, list[str]], left: set[str]):
    for one in functions(carried, left):
        assert {*one.carriers, *one.gone} == set(carried.get(one.key, ()))
        assert not left & set(one.carriers)
    assert Function("data").is_gap
