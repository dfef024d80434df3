"""The counting of a team check: nothing of one answer can be found in what is kept."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain import team_check
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.team_check import Entered, counts, from_text, load_starter, with_answer

STARTER = load_starter()
CODES = [question.code for question in STARTER.questions]
ANSWERS = st.lists(st.dictionaries(st.sampled_from(CODES), st.integers(1, 5), min_size=1), max_size=8)


def entered(answers: list[dict[str, int]]) -> Entered:
    found = Entered("u", "t", dt.date(2026, 11, 20), STARTER.key)
    for answer in answers:
        found = with_answer(found, answer)
    return found


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_who_gave_which_leave_no_trace(answers, random):
    mixed = [dict(answer) for answer in answers]
    random.shuffle(mixed)
    assert entered(mixed) == entered(answers)
    for code in CODES:
        # The ratings of one question may be anybody's: exchanged between two answers, nothing looks different.
        rating = [answer for answer in mixed if code in answer]
        values = [answer[code] for answer in rating]
        random.shuffle(values)
        for answer, value in zip(rating, values, strict=True):
            answer[code] = value
    assert entered(mixed) == entered(answers)


@given(ANSWERS)
def test_only_what_three_or_more_rated_is_kept_and_as_often_as_they_did(answers):
    told = {code: [answer[code] for answer in answers if code in answer] for code in CODES}
    wanted = {code: ratings for code, ratings in told.items() if len(ratings) >= 3}
    if not wanted:
        with pytest.raises(BadInput, match="who rated what"):
            counts(entered(answers), STARTER)
        return
    kept = counts(entered(answers), STARTER)
    assert {one.question.code: one.answers for one in kept} == {code: len(ratings) for code, ratings in wanted.items()}
    for one in kept:
        spread = itertools.chain.from_iterable([rating] * count for rating, count in enumerate(one.counts, 1))
        assert list(spread) == sorted(wanted[one.question.code])
        assert one.mean == pytest.approx(sum(wanted[one.question.code]) / one.answers)
    assert from_text(team_check.as_text(kept)) == kept


@pytest.mark.parametrize("rating", [0, 6, -1, 2.5])
def test_a_rating_that_is_none_is_refused(rating):
    with pytest.raises(BadInput, match="from 1 to 5"):
        with_answer(entered([]), {"purpose": rating})


def test_an_answer_without_a_rating_and_one_too_many_are_refused():
    with pytest.raises(BadInput, match="Nothing is rated"):
        with_answer(entered([]), {})
    with pytest.raises(BadInput, match="200"):
        with_answer(entered([{"purpose": 3}] * team_check.MOST), {"purpose": 3})


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_what_is_no_count_is_refused(text):
    try:
        found = from_text(text)
    except BadInput:
        return
    assert all(one.answers >= 3 for one in found)


def test_counts_of_fewer_than_three_that_come_from_outside_are_not_shown():
    text = '[{"question":{"code":"a","label":"A","text":"A."},"counts":[0,0,1,1,0]}]'
    assert from_text(text) == ()
