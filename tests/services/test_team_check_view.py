"""Closed checks as they are looked at: the course with its gaps, and never two whose difference is one answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain import team_check
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.team_check import Question, Rated, load_starter
from isp_desktop.services import records, team_check_view, team_checks, team_view
from isp_desktop.services.team_check_report import outline
from isp_desktop.services.wording import counts_words

STARTER = load_starter()
FIRST = dt.date(2026, 3, 2)


def day(weeks: int) -> dt.date:
    return FIRST + dt.timedelta(weeks=weeks)


@pytest.fixture
def team(store: Store, put: Any) -> str:
    return str(put("team", name="Core team"))


def check(store: Store, team: str, on: dt.date, answers: Sequence[dict[str, int]]) -> str:
    team_checks.begin(store, team, on, STARTER)
    for ratings in answers:
        team_checks.answer(store, team, ratings)
    return team_checks.close(store, team, STARTER)


def rated(*counts: int) -> Rated:
    return Rated(Question("trust", "Trust", "I can say here that I was wrong."), counts)


def test_the_course_goes_over_the_checks_with_the_same_questions_and_has_a_gap_where_too_few_rated(
    store: Store, team: str, put: Any
):
    check(store, team, day(0), [{"purpose": 3, "trust": 4}] * 3)
    check(store, team, day(13), [{"purpose": 3}, {"purpose": 4}, {"purpose": 5, "trust": 1}])
    put("team_check", team=team, date=day(20).isoformat(), instrument="another", answers=3, counts="[]")
    last = check(store, team, day(26), [{"purpose": 5, "trust": 2}] * 4)
    shown = team_check_view.closed(store, last)
    told = {one.question.code: [[on for on, _rated in stretch] for stretch in one.stretches] for one in shown.courses}
    assert told == {"purpose": [[day(0), day(13), day(26)]], "trust": [[day(0)], [day(26)]]}
    assert team_check_view.course_words(shown.courses[1]) == (
        "Trust: 4 (all gave 4, 3 answers) on 2 March 2026; 2 (all gave 2, 4 answers) on 31 August 2026"
    )
    assert shown.team_name == "Core team"


@pytest.mark.parametrize("newer", [{"date": "2026-05-01", "counts": '{"v": 2}'}, {"counts": "[]"}])
def test_one_that_cannot_be_read_hides_no_other(store: Store, team: str, newer: dict[str, str]):
    good = check(store, team, day(0), [{"purpose": 3}] * 3)
    unread = records.new_uid()
    with store.write() as transaction:
        fields = {"team": team, "instrument": "newer", "answers": 4, **newer}
        transaction.revise(unread, "team_check", "shared", [], "edit", fields)
    assert team_check_view.closed(store, good).result.answers == 3
    assert outline(store, good).parts
    seen = team_view.view(store, team, day(20))
    assert [one.uid for one in seen.checks] == [good]
    assert seen.trouble == "1 check cannot be read. It may come from a newer version."
    with pytest.raises(BadInput, match="newer version"):
        team_check_view.closed(store, unread)


def test_one_check_has_no_course_and_says_which_questions_too_few_rated(store: Store, team: str):
    only = check(store, team, day(0), [{"purpose": 3, "trust": 4}, {"purpose": 3}, {"purpose": 3}])
    shown = team_check_view.closed(store, only)
    assert shown.courses == ()
    hidden = {question.code for question in team_check_view.not_shown(shown.result)}
    assert hidden == {question.code for question in STARTER.questions} - {"purpose"}


def test_two_that_came_together_by_merging_are_not_set_beside_each_other(store: Store, team: str, put: Any):
    first = check(store, team, day(0), [{"purpose": 3}] * 3)
    counts = team_check.as_text([Rated(STARTER.questions[0], (0, 0, 3, 0, 1))])
    fields = {"team": team, "instrument": STARTER.key, "answers": 4, "counts": counts}
    close = put("team_check", date=(day(0) + dt.timedelta(days=3)).isoformat(), **fields)
    shown = team_check_view.closed(store, close)
    assert (shown.courses, shown.apart_from) == ((), day(0))
    assert "less than 14 days" in team_check_view.apart_words(day(0))
    last = check(store, team, day(13), [{"purpose": 4}] * 3)
    [course] = team_check_view.closed(store, last).courses
    assert [on for on, _rated in course.points] == [day(0), day(13)]
    assert team_check_view.closed(store, first).apart_from is None


def test_a_check_that_is_not_here_is_told(store: Store):
    with pytest.raises(NotFound, match="Look it up"):
        team_check_view.closed(store, records.new_uid())


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (rated(0, 0, 1, 2, 1), "3 of 4 rated it 4 or 5"),
        (rated(1, 1, 2, 0, 0), "2 of 4 rated it 1 or 2"),
        # One alone is never pointed at, only that the ratings lie apart.
        (rated(1, 0, 0, 1, 2), "seen differently: from 1 to 5"),
        (rated(0, 1, 2, 0, 0), ""),
    ],
)
def test_what_stands_out_is_told_as_a_fact(one: Rated, words: str):
    assert team_check_view.finding_words(one) == words


def test_the_mean_never_stands_alone():
    assert team_check_view.mean_words(rated(0, 1, 0, 2, 1)) == "3.8, from 2 to 5, 4 answers"
    assert team_check_view.mean_words(rated(0, 0, 0, 3, 0)) == "4, all gave 4, 3 answers"
    assert counts_words(rated(0, 1, 0, 2, 1)) == "1: 0, 2: 1, 3: 0, 4: 2, 5: 1"
