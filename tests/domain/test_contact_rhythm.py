"""When a relationship has gone quiet."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.contact import Contact, Rhythm, by_role, days_since, rhythm, rhythm_of, role_key

TODAY = dt.date(2026, 10, 14)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "ok"), (28, "ok"), (29, "due"), (45, "due"), (46, "overdue"), (None, "never")]
)
def test_the_state_follows_the_days_since_the_last_contact(days: int | None, state: str):
    assert Contact(days, Rhythm(28, 45)).state == state


def test_without_a_longest_gap_nobody_is_overdue():
    assert Contact(10_000, Rhythm(28)).state == "due"


def test_one_number_alone_is_what_is_wanted():
    assert rhythm(28, None) == Rhythm(28)
    assert rhythm(None, 60) == Rhythm(60, 60)
    assert rhythm(None, None) is None
    assert rhythm(0, -3) is None


def test_a_longest_gap_below_the_wanted_one_is_the_stricter_word():
    assert rhythm(60, 28) == Rhythm(28, 28)


def test_a_persons_own_rhythm_goes_before_that_of_her_role():
    roles = by_role([("Principal", 28, None), ("Coach", None, None), (None, 7, None)])
    assert rhythm_of(14, None, "Principal", roles) == Rhythm(14)
    assert rhythm_of(None, None, "Principal", roles) == Rhythm(28)
    assert rhythm_of(None, None, "Coach", roles) is None
    assert rhythm_of(None, None, None, roles) is None


def test_roles_are_compared_without_case_accents_and_doubled_spaces():
    assert role_key("  Séction  LEADER ") == role_key("section leader")
    assert by_role([("Section leader", 30, None), ("section LEADER", 10, None)]) == {"section leader": Rhythm(10)}


def test_the_most_pressing_comes_first():
    twice, thrice = Contact(90, Rhythm(30, 60)), Contact(90, Rhythm(45, 60))
    due, never, fine = Contact(400, Rhythm(20)), Contact(None, Rhythm(7)), Contact(1, Rhythm(7))
    assert sorted([fine, never, due, thrice, twice], key=lambda one: one.press) == [twice, thrice, due, never, fine]


def test_a_contact_is_never_ahead_of_today():
    assert days_since(TODAY - dt.timedelta(days=3), TODAY) == 3
    assert days_since(TODAY + dt.timedelta(days=3), TODAY) == 0
    assert days_since(None, TODAY) is None


numbers = st.none() | st.floats(allow_nan=True) | st.integers(-5, 4_000).map(float)


@given(numbers, numbers, st.none() | st.integers(0, 40_000))
def test_whatever_was_typed_the_rhythm_makes_sense(wanted: float | None, longest: float | None, days: int | None):
    said = rhythm(wanted, longest)
    if said is None:
        return
    assert said.wanted > 0
    assert said.longest is None or said.longest >= said.wanted
    contact = Contact(days, said)
    assert contact.state in ("ok", "due", "overdue", "never")
    assert contact.press >= (0, -float("inf"), 0.0)


@given(st.lists(st.integers(0, 500), min_size=2), st.integers(1, 100), st.integers(1, 100))
def test_longer_without_contact_never_presses_less(days: list[int], wanted: int, longest: int):
    said = rhythm(wanted, longest)
    assert said is not None
    ordered = sorted((Contact(one, said) for one in days), key=lambda contact: contact.press)
    assert [contact.days for contact in ordered] == sorted(days, reverse=True)
