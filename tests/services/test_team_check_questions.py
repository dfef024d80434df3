"""Team checks with questions of one's own: an instrument on one scale of five steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import team_check_questions, team_checks
from isp_desktop.services.capacity import instruments

DAY = dt.date(2026, 10, 14)
STEPS = tuple(
    Choice(str(at), {"": f"{word}: more of it"})
    for at, word in enumerate(("No", "Hardly", "Partly", "Mostly", "Yes"), 1)
)
QUESTIONS = Instrument(
    "ours",
    "How we work",
    items=(
        Item("select_one", "aims", {"": "We know what we want"}, list="steps"),
        Item(
            "select_one", "heard", {"": "Whoever speaks little is asked for their view before we decide"}, list="steps"
        ),
        Item("text", "remark"),
    ),
    lists={"steps": STEPS, "four": STEPS[:4]},
)


def in_use(store: Store, questions: Instrument) -> str:
    uid, _undo = instruments.take_in(store, questions)
    instruments.publish(store, uid)
    return uid


def test_an_instrument_of_five_steps_can_be_asked(store: Store, put: Callable[..., str]):
    uid = in_use(store, QUESTIONS)
    starter, ours = team_check_questions.every(store)
    assert starter == load_starter() == team_check_questions.chosen(store)
    assert (ours.label, ours.scale) == ("How we work", ("No", "Hardly", "Partly", "Mostly", "Yes"))
    assert [(one.code, one.label) for one in ours.questions] == [
        ("aims", "We know what we want"),
        ("heard", "Whoever speaks little is asked for…"),
    ]
    team_check_questions.choose(store, ours.key)
    assert team_check_questions.chosen(store) == ours
    team = put("team", name="Core team")
    team_checks.begin(store, team, DAY, ours)
    for rating in (2, 4, 5):
        team_checks.answer(store, team, {"aims": rating})
    team_checks.close(store, team, ours)
    (result,) = team_checks.results(store, team)
    assert (result.instrument, result.rated[0].question.text) == (ours.key, "We know what we want")
    instruments.retire(store, uid)
    assert team_check_questions.chosen(store) == load_starter()
    with pytest.raises(BadInput, match="not in use any more"):
        team_check_questions.by_key(store, ours.key)


@pytest.mark.parametrize(
    "items",
    [
        (Item("select_one", "aims", list="four"),),
        (Item("select_one", "aims", list="steps", reverse=True),),
        (Item("select_one", "aims", list="steps"), Item("select_one", "more", list="four")),
        (Item("range", "aims", parameters={"start": "1", "end": "5"}),),
    ],
)
def test_what_does_not_fit_is_not_offered(store: Store, items: tuple[Item, ...]):
    in_use(store, replace(QUESTIONS, items=items))
    assert team_check_questions.every(store) == [load_starter()]
