"""The question that was answered the longest ago comes first, in a fixed order; answers never leave."""

from __future__ import annotations

from collections.abc import Callable

from isp_desktop.db.store import Store
from isp_desktop.domain.practice import load_prompts
from isp_desktop.services import reflecting

Put = Callable[..., str]
BEFORE = [prompt.text for prompt in load_prompts() if prompt.moment == "before"]


def answer(put: Put, question: str, day: str) -> str:
    return put("reflection", date=day, moment="before", question=question, answer="Slowly.")


def test_questions_never_answered_come_first_then_the_one_of_longest_ago(store: Store, put: Put):
    assert reflecting.offer(store, "before").text == BEFORE[0]
    answer(put, BEFORE[0], "2026-03-01")
    assert reflecting.offer(store, "before").text == BEFORE[1]
    for at, question in enumerate(BEFORE[1:]):
        answer(put, question, f"2026-02-{at + 1:02}")
    assert reflecting.offer(store, "before").text == BEFORE[1]
    answer(put, BEFORE[1], "2026-04-01")
    assert reflecting.offer(store, "before").text == BEFORE[2]
    assert reflecting.offer(store, "after").moment == "after"


def test_passing_over_goes_through_all_and_begins_again(store: Store):
    passed: list[str] = []
    while (question := reflecting.offer(store, "before", passed).text) not in passed:
        passed.append(question)
    assert passed == BEFORE
    assert question == BEFORE[0]


def test_it_is_offered_until_somebody_says_otherwise(store: Store):
    assert reflecting.is_wanted(store)
    reflecting.want(store, False)
    assert not reflecting.is_wanted(store)
