"""What the reviews of a champion say, what is due, and where too much rests on too few."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.champions import Alarm, Review, Seat, alarms, every_days, latest, next_review, state, strongest

TODAY = dt.date(2026, 10, 14)
STATES = ("cultivating", "active", "waning", "lost")


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def test_the_latest_review_holds():
    reviews = [Review("a", ago(200), "active"), Review("b", ago(9), "waning"), Review("c", ago(90), "cultivating")]
    assert state(latest(reviews, TODAY)) == "waning"


def test_of_two_on_one_day_the_one_made_later_holds():
    assert state(latest([Review("b", ago(9), "active"), Review("a", ago(9), "waning")], TODAY)) == "active"


def test_before_the_first_review_somebody_is_being_won():
    assert state(None) == "cultivating"
    assert latest([], TODAY) is None
    assert latest([Review("a", ago(-1), "active")], TODAY) is None


def test_a_state_from_a_newer_program_does_not_hold():
    assert state(latest([Review("a", ago(20), "active"), Review("b", ago(2), "resting")], TODAY)) == "active"


REVIEWS = st.lists(
    st.builds(
        Review, st.uuids().map(str), st.dates(dt.date(2026, 10, 1), dt.date(2026, 10, 20)), st.sampled_from(STATES)
    ),
    max_size=8,
)


@given(REVIEWS, st.randoms(use_true_random=False))
def test_the_order_of_reviews_does_not_matter(reviews: list[Review], chance: random.Random):
    mixed = [*reviews]
    chance.shuffle(mixed)
    held = latest(reviews, TODAY)
    assert latest(mixed, TODAY) == held
    assert held is None or all(one.day <= held.day for one in reviews if one.day <= TODAY)


@pytest.mark.parametrize(
    ("state_now", "own", "days"),
    [("cultivating", None, 14), ("active", None, 28), ("waning", None, 28), ("active", 60, 60), ("lost", 7, None)],
)
def test_how_often_follows_the_state_unless_it_is_said(state_now: str, own: int | None, days: int | None):
    assert every_days(state_now, own) == days


def test_a_review_on_its_day_or_after_it_is_no_longer_ahead():
    planned = ago(3)
    assert next_review(planned, None) == planned
    assert next_review(planned, Review("a", ago(4), "active")) == planned
    assert next_review(planned, Review("a", ago(3), "active")) is None
    assert next_review(None, Review("a", ago(3), "active")) is None


def test_somebody_is_what_is_best_of_all_places():
    assert strongest(["waning", "active", "lost"]) == "active"
    assert strongest(["lost", "waning"]) == "waning"
    assert strongest([]) == ""


def test_a_site_without_an_active_champion_is_told_of_as_a_whole():
    seats = [Seat("ruth", "waning", "harbour", level="organization"), Seat("noor", "cultivating", "harbour")]
    assert alarms(seats, ["harbour", "northgate"]) == [Alarm("harbour", "", ""), Alarm("northgate", "", "")]


def test_a_site_that_rests_on_one_person_says_on_whom():
    twice = [
        Seat("hana", "active", "northgate", level="individual"),
        Seat("hana", "active", "northgate", level="organization"),
        Seat("tomas", "waning", "northgate", level="organization"),
    ]
    assert alarms(twice) == [Alarm("northgate", "", "hana")]


def test_levels_are_told_where_the_site_as_a_whole_has_no_alarm():
    seats = [
        Seat("grace", "active", "alder", level="organization"),
        Seat("priya", "active", "alder", level="organization"),
        Seat("dele", "lost", "alder", level="network"),
        Seat("tomas", "active", "alder", level="individual"),
    ]
    assert alarms(seats) == [Alarm("alder", "network", ""), Alarm("alder", "individual", "tomas")]
    assert alarms(seats[:2]) == []


def test_a_level_of_an_initiative_is_told_unless_one_site_tells_it():
    outside = [
        Seat("owen", "active", "", "reading", "system"),
        Seat("eva", "lost", "", "reading", "network"),
    ]
    assert alarms(outside) == [Alarm("reading", "network", ""), Alarm("reading", "system", "owen")]
    at_one_site = [Seat("hana", "active", "northgate", "steady", "individual")]
    assert alarms(at_one_site) == [Alarm("northgate", "", "hana")]
    over_two_sites = [
        Seat("hana", "active", "northgate", "steady", "individual"),
        Seat("noor", "lost", "harbour", "steady", "individual"),
    ]
    assert Alarm("steady", "individual", "hana") in alarms(over_two_sites)


SEATS = st.lists(
    st.builds(
        Seat,
        st.sampled_from("abc"),
        st.sampled_from(STATES),
        st.sampled_from(["", "north", "south"]),
        st.sampled_from(["", "reading"]),
        st.sampled_from(["", "individual", "system"]),
    ),
    max_size=10,
)


@given(SEATS, st.randoms(use_true_random=False))
def test_alarms_do_not_depend_on_the_order(seats: list[Seat], chance: random.Random):
    mixed = [*seats]
    chance.shuffle(mixed)
    assert alarms(mixed) == alarms(seats)


@given(SEATS)
def test_an_alarm_names_who_is_active_there_alone(seats: list[Seat]):
    for alarm in alarms(seats):
        there = [
            seat
            for seat in seats
            if alarm.where in (seat.site, seat.initiative)
            and alarm.level in ("", seat.level)
            and seat.state == "active"
        ]
        assert {seat.person for seat in there} - {alarm.person} == set() or alarm.where == "reading"
        assert not alarm.person or alarm.person in {seat.person for seat in there}
