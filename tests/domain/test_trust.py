"""Trust by its indicators: levels with what they stand on, courses with their gaps, raters and ways never mixed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.trust import (
    INDICATORS,
    LONG_DAYS,
    Course,
    Rating,
    Type,
    courses,
    direction,
    level,
    of_type,
    word_of,
)

DAY = dt.date(2026, 3, 1)


def rated(days: int = 0, rater: str = "me", way: str = "self", **marks: float | None) -> Rating:
    return Rating(f"{rater}-{way}-{days}", DAY + dt.timedelta(days), rater, way, marks)


def the_course(*ratings: Rating, of: Type = "intrapersonal") -> Course:
    [found] = of_type(courses(ratings), of)
    return found


@pytest.mark.parametrize(
    ("marks", "word"),
    [
        ((2, 2, 3), "low"),
        ((3, 3, 2), "building"),
        ((4, 4, 3), "building"),
        ((4, 4, 4), "strong"),
        ((5, 4, 3), "strong"),
    ],
)
def test_the_word_of_a_level(marks: tuple[int, ...], word: str):
    names = INDICATORS["intrapersonal"]
    found = level(rated(**dict(zip(names, marks, strict=True))), "intrapersonal")
    assert found is not None
    assert found.word == word == word_of(found.mean)


def test_a_level_stands_on_what_was_rated_and_on_nothing_else():
    found = level(rated(reliability=4, competence=None, openness=1), "intrapersonal")
    assert found is not None
    assert (found.mean, dict(found.marks)) == (4.0, {"reliability": 4.0})
    assert level(rated(openness=1), "intrapersonal") is None


def test_what_a_newer_program_may_write_is_no_mark():
    assert level(rated(reliability=0, competence=6, commitment=float("nan")), "intrapersonal") is None


def test_raters_and_ways_keep_courses_of_their_own():
    found = courses(
        [rated(0, reliability=2), rated(9, "sam", reliability=5), rated(5, way="diagnostic", reliability=3)]
    )
    assert [(one.rater, one.way, one.last.mean) for one in found] == [
        ("sam", "self", 5.0),
        ("me", "diagnostic", 3.0),
        ("me", "self", 2.0),
    ]


def test_a_rating_without_the_types_indicators_is_a_gap():
    found = the_course(rated(0, reliability=3), rated(10, openness=4), rated(20, reliability=4))
    assert [[one.mean for one in stretch] for stretch in found.stretches] == [[3.0], [4.0]]


def test_a_long_time_without_a_rating_is_a_gap():
    near = the_course(rated(0, reliability=3), rated(LONG_DAYS, reliability=4))
    far = the_course(rated(0, reliability=3), rated(LONG_DAYS + 1, reliability=4))
    assert [len(found.stretches) for found in (near, far)] == [1, 2]


def test_the_direction_is_told_by_what_was_rated_both_times():
    found = the_course(
        rated(0, reliability=2, competence=5), rated(10, reliability=4), rated(20, reliability=3, commitment=1)
    )
    assert (found.since_first, found.since_before) == ("up", "down")
    other = the_course(rated(0, reliability=2), rated(10, competence=5))
    assert (other.since_first, other.since_before) == (None, None)
    alone = the_course(rated(0, reliability=2))
    assert (alone.since_first, alone.since_before) == (None, None)


marks = st.one_of(st.none(), st.integers(1, 5))
ratings = st.lists(
    st.builds(
        Rating,
        uid=st.uuids().map(str),
        day=st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)),
        rater=st.sampled_from(["me", "sam", ""]),
        way=st.sampled_from(["self", "diagnostic"]),
        marks=st.fixed_dictionaries({name: marks for names in INDICATORS.values() for name in names}),
    ),
    max_size=12,
    unique_by=lambda one: one.uid,
)


@given(ratings)
def test_every_rated_type_of_every_rating_stands_in_exactly_one_course(found: list[Rating]):
    made = courses(found)
    told = sorted((one.type, each.uid) for one in made for each in one.levels)
    assert told == sorted((of, one.uid) for one in found for of in INDICATORS if level(one, of) is not None)
    for one in made:
        assert all(each.day <= later.day for each, later in pairwise(one.levels))
        assert all(1 <= each.mean <= 5 for each in one.levels)
        for stretch in one.stretches:
            assert all((later.day - each.day).days <= LONG_DAYS for each, later in pairwise(stretch))


@given(ratings)
def test_the_order_in_which_ratings_are_read_changes_nothing(found: list[Rating]):
    assert courses(found) == courses(found[::-1])


@given(ratings)
def test_there_and_back_are_opposite_directions(found: list[Rating]):
    turned = {"up": "down", "down": "up", "level": "level", None: None}
    for one in courses(found):
        assert direction(one.last, one.levels[0]) == turned[one.since_first]
