"""The latest look at an element counts; how old it is, what bears on it, and the facts in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.accountability import Answers, one_sided
from isp_desktop.domain.integrity import (
    NEVER,
    Adapted,
    Mark,
    Stand,
    bearing,
    course,
    facts,
    folded,
    latest,
    look_by,
    stand,
)
from isp_desktop.domain.vocabulary import INTEGRITY_MARKS

TODAY = dt.date(2026, 10, 14)


def mark(day: str, mark: str = "holds", element: str = "checks", site: str = "ridge", uid: str = "") -> Mark:
    return Mark(uid or f"{day} {mark}", element, site, day, mark)


def test_the_latest_look_counts_and_one_of_tomorrow_does_not_yet():
    looks = [mark("2026-06-01"), mark("2026-09-02", "partly"), mark("2026-10-15", "not_held")]
    assert latest(looks, TODAY)["checks", "ridge"].mark == "partly"


def test_of_two_looks_on_one_day_that_made_last_counts():
    looks = [mark("2026-09-02", "holds", uid="2"), mark("2026-09-02", "not_held", uid="1")]
    assert latest(looks, TODAY)["checks", "ridge"].mark == "holds"


_MARKS = st.lists(
    st.builds(
        mark,
        st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(dt.date.isoformat),
        st.sampled_from(sorted(INTEGRITY_MARKS)),
        st.sampled_from(["checks", "supervision"]),
        st.sampled_from(["ridge", "dale"]),
        st.uuids().map(str),
    ),
    max_size=20,
)


@given(_MARKS, st.randoms(use_true_random=False))
def test_the_order_in_which_marks_come_does_not_matter(looks: list[Mark], chance: Random):
    shuffled = list(looks)
    chance.shuffle(shuffled)
    assert latest(shuffled, TODAY) == latest(looks, TODAY)
    assert course(shuffled, "checks", "ridge") == course(looks, "checks", "ridge")


@given(_MARKS)
def test_a_later_mark_of_another_site_or_element_changes_nothing(looks: Sequence[Mark]):
    before = latest(looks, TODAY)
    after = latest([*looks, mark("2026-10-14", site="elsewhere"), mark("2026-10-14", element="other")], TODAY)
    assert {place: one for place, one in after.items() if place in before} == before


@given(_MARKS)
def test_the_course_ends_with_what_counts_once_all_its_days_have_come(looks: Sequence[Mark]):
    end = dt.date(2026, 12, 31)
    for (element, site), last in latest(looks, end).items():
        assert course(looks, element, site)[-1] == last


def test_a_look_is_old_once_it_is_longer_ago_than_the_element_is_to_be_looked_at():
    assert stand(mark("2026-07-16"), 90, TODAY) == Stand("holds", "2026-07-16", 90, is_old=False)
    assert stand(mark("2026-07-15"), 90, TODAY).is_old
    assert not stand(mark("2020-01-01"), 0, TODAY).is_old
    assert stand(None, 90, TODAY) == NEVER


def test_an_element_is_due_so_many_days_after_the_last_look_or_after_the_support_began():
    assert look_by(mark("2026-07-15"), "2025-01-01", 90) == dt.date(2026, 10, 13)
    assert look_by(None, "2026-07-15", 90) == dt.date(2026, 10, 13)
    assert look_by(None, "", 90) is None
    assert look_by(mark("2026-07-15"), "", 0) is None


@pytest.mark.parametrize(
    ("since", "until", "consistent", "bears"),
    [
        ("2026-01-01", "", "not_consistent", True),
        ("2026-01-01", "2026-10-14", "not_clear", True),
        ("2026-01-01", "2026-10-13", "not_consistent", False),
        ("2026-10-15", "", "not_consistent", False),
        ("2026-01-01", "", "consistent", False),
        ("2026-01-01", "", "", False),
    ],
)
def test_an_adaptation_bears_on_what_it_touches_while_it_is_in_force_and_in_doubt(
    since: str, until: str, consistent: str, bears: bool
):
    one = Adapted("a", since, until, frozenset({"checks"}), consistent)
    assert bearing([one], "checks", TODAY) == ([one] if bears else [])
    assert bearing([one], "supervision", TODAY) == []


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ("", ""),
        ("h", "The core element holds."),
        ("p", "The core element holds in part."),
        ("-", "The core element was never looked at."),
        ("hhh", "All 3 core elements hold."),
        ("hhhp-", "3 of 5 core elements hold; 1 holds in part; 1 was never looked at."),
        ("hppnn--", "1 of 7 core elements holds; 2 hold in part; 2 do not hold; 2 were never looked at."),
        ("pn", "None of 2 core elements holds wholly; 1 holds in part; 1 does not hold."),
        ("--", "None of 2 core elements was ever looked at."),
    ],
)
def test_the_facts_are_counts_in_a_sentence(marks: str, told: str):
    keys = {"h": "holds", "p": "partly", "n": "not_held", "-": ""}
    assert facts(Stand(keys[one]) for one in marks) == told


def test_names_are_the_same_whatever_their_capitals_and_spaces():
    assert folded(" Daily  Practice\n") == folded("daily practice") != folded("daily practices")


def test_it_is_one_sided_where_nothing_in_force_goes_the_other_way():
    answers = [
        Answers("clinic", "network"),
        Answers("team", "clinic", since="2026-01-01"),
        Answers("clinic", "team", until="2026-10-13"),
        Answers("school", "team"),
        Answers("team", "school", until="2026-10-14"),
        Answers("clinic", "network", since="2026-02-01"),
        Answers("network", "clinic", since="2026-10-15"),
        Answers("clinic", "clinic"),
    ]
    assert one_sided(answers, TODAY) == [("clinic", "network"), ("team", "clinic")]
