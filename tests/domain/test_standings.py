"""Where people stand by power and interest, now and on an earlier day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.standings import Position, at_day, by_person, field_of, within

TODAY = dt.date(2026, 10, 14)


def at(uid: str, person: str, days: int, initiative: str = "", power: int = 10) -> Position:
    return Position(uid, person, TODAY - dt.timedelta(days=days), power, 60, initiative)


@pytest.mark.parametrize(
    ("power", "interest", "field"),
    [(80, 80, "closely"), (80, 20, "satisfied"), (20, 80, "informed"), (20, 20, "watched"), (50, 50, "closely")],
)
def test_the_four_fields(power: int, interest: int, field: str):
    assert field_of(power, interest) == field


def test_a_place_is_a_whole_number_within_the_grid():
    assert [within(value) for value in (-3.2, 0, 49.6, 100, 140)] == [0, 0, 50, 100, 100]


def test_of_each_person_and_initiative_the_latest_holds_that_is_not_after_the_day():
    found = [at("a", "ruth", 90), at("b", "ruth", 5), at("c", "ruth", 40, "steady"), at("d", "ruth", -2)]
    now = at_day(found, TODAY)
    assert {key: one.uid for key, one in now.items()} == {("ruth", ""): "b", ("ruth", "steady"): "c"}
    assert {one.uid for one in at_day(found, TODAY - dt.timedelta(days=60)).values()} == {"a"}


def test_of_several_initiatives_a_person_has_the_latest():
    assert by_person([at("a", "ruth", 40, "steady"), at("b", "ruth", 5), at("c", "hana", 1)])["ruth"].uid == "b"


@given(st.permutations([at("a", "ruth", 9), at("b", "ruth", 9), at("c", "hana", 3), at("d", "ruth", 20, "steady")]))
def test_the_order_does_not_matter(found: list[Position]):
    assert {key: one.uid for key, one in at_day(found, TODAY).items()} == {
        ("ruth", ""): "b",
        ("hana", ""): "c",
        ("ruth", "steady"): "d",
    }
