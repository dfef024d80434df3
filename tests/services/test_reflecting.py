"""The question that was answered the longest ago comes first, in a fixed order; answers never leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.practice import load_prompts
from isp_desktop.services import finding, reflecting

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


def test_what_is_never_shared_is_private_in_every_field_and_starts_so():
    never = {spec.kind for spec in kinds().values() if spec.never_shared}
    assert "reflection" in never
    assert never == {spec.kind for spec in kinds().values() if all(field.private for field in spec.fields)}
    assert all(kinds()[kind].private_unless_shared for kind in never)


def test_an_answer_cannot_be_shared(store: Store, put: Put):
    uid = answer(put, BEFORE[0], "2026-03-01")
    for one in (uid, ""):
        with pytest.raises(BadInput, match="never leaves this computer"):
            put("reflection", one, scope="shared", date="2026-03-02", question=BEFORE[0])
    assert [item.fields["date"] for item in finding.every(store, "reflection")] == ["2026-03-01"]
