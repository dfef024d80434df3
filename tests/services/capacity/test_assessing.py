"""Assessments: votes by seat, what the group comes to, pauses, and two laptops with a half each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.instrument import NOT_APPLICABLE, Choice, Instrument, Item, to_json
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments, runs

DAY = dt.date(2026, 9, 22)
FOUR = tuple(Choice(name, {"": name}) for name in ("1", "2", "3", "4"))
QUESTIONS = Instrument(
    "capacity",
    "Capacity",
    items=(
        Item(
            "group",
            "staff",
            children=(
                Item("select_one", "knows", list="four", capacity_type="general", level="individual"),
                Item(
                    "select_one", "data", list="four", capacity_type="analytic", level="individual", not_applicable=True
                ),
                Item("text", "remark"),
            ),
        ),
    ),
    lists={"four": (*FOUR, Choice("dont_know", {"": "Don't know"}))},
)
KNOWS, DATA = "staff/knows", "staff/data"
Put = Callable[..., str]


@pytest.fixture
def instrument(store: Store) -> str:
    uid = instruments.take_in(store, QUESTIONS)
    instruments.put_in_use(store, uid)
    return uid


@pytest.fixture
def assessment(store: Store, put: Put, instrument: str) -> str:
    """Under way, of a site."""
    uid = assessing.plan(store, put("site", name="Harbour County"), instrument, DAY).uid
    assessing.begin(store, uid)
    return uid


def test_votes_are_kept_one_by_one_and_the_group_comes_to_an_answer(store: Store, assessment: str):
    seats = assessing.seats(store, assessment, 3)
    assert seats == ["A", "B", "C"]
    for seat, value in zip(seats, ("2", "4", "4"), strict=True):
        assessing.vote(store, assessment, KNOWS, seat, value)
    assessing.vote(store, assessment, KNOWS, "A", "3")
    assessing.vote(store, assessment, KNOWS, "C", "")
    run = runs.one(store, assessment)
    assert run.votes(KNOWS).seats == {"3": ("A",), "4": ("B",)}
    assert run.values == {}
    assessing.agree(store, assessment, KNOWS, "4", "One sees it as a three.", "Four of five are certified.")
    undo = assessing.agree(store, assessment, KNOWS, "3")
    run = runs.one(store, assessment)
    assert (run.values, run.answers[KNOWS].dissent) == ({KNOWS: "3"}, "One sees it as a three.")
    undo()
    assessing.agree(store, assessment, DATA, NOT_APPLICABLE)
    run = runs.one(store, assessment)
    assert run.values == {KNOWS: "4", DATA: NOT_APPLICABLE}
    assert (run.profile.overall.value, run.profile.overall.not_applicable) == (4, 1)
    assert run.agreement == ((), 1)


def test_what_is_no_answer_is_refused_and_nothing_is_kept(store: Store, assessment: str):
    for item, value in (
        (KNOWS, "5"),
        (KNOWS, NOT_APPLICABLE),
        (KNOWS, "dont_know"),
        ("staff/none", "1"),
        ("staff", "1"),
    ):
        with pytest.raises(BadInput):
            assessing.vote(store, assessment, item, "A", value)
    for item, value in ((KNOWS, "5"), ("staff/none", "1"), ("staff", "1"), ("staff/remark", "x" * 30_000)):
        with pytest.raises(BadInput):
            assessing.agree(store, assessment, item, value)
    assert runs.one(store, assessment).answers == {}
    assessing.agree(store, assessment, KNOWS, "dont_know")
    assessing.agree(store, assessment, "staff/remark", "They asked\nfor more time.")
    assert runs.one(store, assessment).profile.overall.missing == 2


def test_a_first_answer_can_be_taken_back(store: Store, assessment: str):
    assessing.agree(store, assessment, KNOWS, "4")()
    assert runs.one(store, assessment).values == {}


def test_its_questions_are_fixed_when_answering_begins(store: Store, put: Put, assessment: str, instrument: str):
    with pytest.raises(BadInput, match="stay as they are"):
        instruments.save_questions(store, instrument, QUESTIONS)
    assessing.agree(store, assessment, KNOWS, "4")
    # A program that somebody changed writes other questions all the same.
    other = QUESTIONS.items[0].children[:1]
    changed = Instrument("capacity", "Capacity", items=other, lists=QUESTIONS.lists)
    put("instrument", instrument, content=to_json(changed))
    run = runs.one(store, assessment)
    assert (run.is_as_asked, run.items, run.values) == (False, (), {KNOWS: "4"})
    for act in (
        lambda: assessing.vote(store, assessment, KNOWS, "A", "1"),
        lambda: assessing.begin(store, assessment),
    ):
        with pytest.raises(BadInput, match="not as it was"):
            act()


def test_it_is_planned_begun_paused_closed_and_opened_again(store: Store, put: Put, instrument: str):
    site = put("site", name="Harbour County")
    team = put("team", name="Core team", sites=[site])
    uid = assessing.plan(store, team, instrument, DAY, more={"purpose": "Before the rollout"}).uid
    assert records.get(store, uid).fields["site"] == site
    with pytest.raises(BadInput, match="not under way"):
        assessing.vote(store, uid, KNOWS, "A", "1")
    later = DAY + dt.timedelta(days=7)
    assert assessing.begin(store, uid, later).day == later
    with pytest.raises(BadInput, match="Nothing is answered"):
        assessing.close(store, uid)
    assessing.agree(store, uid, KNOWS, "2")
    assessing.close(store, uid, DAY + dt.timedelta(days=180))
    with pytest.raises(BadInput, match="not under way"):
        assessing.agree(store, uid, KNOWS, "3")
    assert assessing.begin(store, uid, later + dt.timedelta(days=1)).day == later


def test_only_what_is_in_use_is_assessed_by(store: Store, put: Put, instrument: str):
    site = put("site", name="Harbour County")
    draft = instruments.begin_version(store, instrument).uid
    assert (instruments.one(store, draft).version, instruments.one(store, draft).follows) == (2, instrument)
    with pytest.raises(BadInput, match="draft or retired"):
        assessing.plan(store, site, draft, DAY)
    instruments.retire(store, instrument)()
    assert [one.uid for one in instruments.every(store, ["in_use"])] == [instrument]
    empty = instruments.take_in(store, Instrument("talk", "Talk", items=(Item("text", "remark"),)))
    with pytest.raises(BadInput, match="scale of numbers"):
        instruments.put_in_use(store, empty)
    with pytest.raises(NotFound):
        instruments.one(store, site)


def test_an_assessment_of_something_private_stays_private(store: Store, put: Put, instrument: str):
    person = put("person", name="Isaac Bello", scope="private")
    uid = assessing.plan(store, person, instrument, DAY).uid
    assessing.begin(store, uid)
    assessing.agree(store, uid, KNOWS, "4", evidence="planted")
    run = runs.one(store, uid)
    assert run.private
    assert records.get(store, run.answers[KNOWS].uid).is_private
