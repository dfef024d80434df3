"""The capacity plan: needs with their steps, what is due, and what is done about it and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from capacity import add_plan

from isp_desktop.db import capacity_plan as table
from isp_desktop.db import lists
from isp_desktop.db.models import kind
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import capacity_plan, challenges, plan_acts, records, today, wording

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def fields(store: Store, uid: str) -> dict[str, Any]:
    return dict(records.get(store, uid).fields)


def logs(store: Store, step: str) -> list[str]:
    with store.read() as reading:
        return lists.pointing(reading, step, "step_log", "step")


@pytest.fixture
def site(put: Put) -> str:
    return put("site", name="Harbour County Services")


def test_open_needs_come_first_each_with_its_steps(store: Store, put: Put, site: str):
    met = put("need", what="A coach", site=site, state="met", seen_on=day(-90), met_on=day(-5))
    older = put("need", what="A second analyst", site=site, seen_on=day(-40), capacity_type="analytic", level="network")
    newer = put("need", what="A funding line", subject=site, seen_on=day(-10))
    put("need", what="Of another site", site=put("site", name="Elsewhere"))
    hana = put("person", name="Hana Sato")
    done = put("plan_step", what="Ask the board", way="partnership", needs=[older], state="done", due=day(-20))
    train = put("plan_step", what="Train her", way="training", needs=[older, met], due=day(6), built=[hana], site=site)
    found = capacity_plan.plan(store, site)
    assert [need.uid for need in found.needs] == [newer, older, met]
    assert [[step.uid for step in need.steps] for need in found.needs] == [[], [train, done], [train]]
    assert (found.open_needs, found.unplanned) == (2, 1)
    assert capacity_plan.headline(found) == "2 needs are open, 1 has no step yet."
    assert capacity_plan.need_words(found.needs[1]) == "Analytic, network, Harbour County Services"
    assert capacity_plan.step_words(found.needs[1].steps[0]) == "Training, Hana Sato"
    assert len(capacity_plan.plan(store).needs) == 4


def test_what_is_followed_up_next_comes_before_what_is_done_later(store: Store, put: Put, site: str):
    planned = put("plan_step", what="Train", way="training", site=site, due=day(6))
    followed = put("plan_step", what="Coach", way="coaching", site=site, state="done", follow_up_on=day(2))
    done = put("plan_step", what="Watch", way="modelling", site=site, state="done", due=day(-6))
    assert [step.uid for step in capacity_plan.plan(store, site).steps] == [followed, planned, done]


def test_a_dropped_step_is_no_plan_and_is_not_followed_up(store: Store, put: Put, site: str):
    need = put("need", what="A coach", site=site)
    put("plan_step", what="Hire one", way="structure", needs=[need], state="dropped", follow_up_on=day(1))
    assert [step.next_day for step in capacity_plan.plan(store, site).steps] == [""]
    assert [need.is_unplanned for need in capacity_plan.plan(store, site).needs] == [True]


def test_steps_and_follow_ups_are_due_two_weeks_ahead(store: Store, put: Put, site: str):
    late = put("plan_step", what="Late", way="training", due=day(-2), site=site)
    both = put("plan_step", what="Both", way="coaching", due=day(14), follow_up_on=day(1))
    done = put("plan_step", what="Done", way="training", due=day(-9), state="done", follow_up_on=day(0))
    put("plan_step", what="Dropped", way="training", due=day(-3), state="dropped", follow_up_on=day(-1))
    put("plan_step", what="Far off", way="training", due=day(15), follow_up_on=day(15))
    put("plan_step", what="Some day", way="training")
    found = capacity_plan.due(store, TODAY)
    told = [(one.step.uid, one.why, one.days, one.other_days) for one in found.shown]
    assert told == [(late, "do", -2, None), (done, "follow_up", 0, None), (both, "follow_up", 1, 14)]
    assert found.count == 3
    assert found.shown[0].step.site == "Harbour County Services"


def test_what_is_due_is_counted_beyond_what_is_shown(store: Store, put: Put):
    for at in range(9):
        put("plan_step", what=f"Step {at}", way="training", due=day(-at))
    found = capacity_plan.due(store, TODAY)
    assert (len(found.shown), found.count) == (7, 9)


def test_a_step_is_done_moved_and_dropped_and_each_is_taken_back(store: Store, put: Put):
    uid = put("plan_step", what="Train her", way="training", due=day(0), state="planned")
    before = fields(store, uid)
    for act, changed in (
        (lambda: plan_acts.settle(store, uid, True, TODAY), {"state": "done", "settled_on": day(0)}),
        (lambda: plan_acts.start(store, uid, TODAY), {"state": "under_way", "starts_on": day(0)}),
        (lambda: plan_acts.move(store, uid, "due", TODAY + dt.timedelta(3)), {"due": day(3)}),
        (
            lambda: plan_acts.drop(store, uid, " No money ", TODAY),
            {"state": "dropped", "settled_on": day(0), "reason": "No money"},
        ),
    ):
        undo = act()
        assert fields(store, uid) == before | changed
        undo()
        assert fields(store, uid) == before
    with pytest.raises(BadInput, match="why it is dropped"):
        plan_acts.drop(store, uid, " ", TODAY)


def test_a_follow_up_is_logged_and_the_next_one_asked_for(store: Store, put: Put, site: str):
    hana, team = put("person", name="Hana Sato"), put("team", name="Data group")
    uid = put(
        "plan_step",
        what="Train her",
        way="training",
        site=site,
        built=[hana, team],
        every_days=30,
        follow_up_on=day(0),
    )
    [step] = capacity_plan.plan(store, site).steps
    following = plan_acts.usual_next(step, TODAY)
    undo = plan_acts.follow_up(store, uid, "Sat in", "She ran the report alone", following, TODAY)
    assert fields(store, uid)["follow_up_on"] == day(30)
    [log] = logs(store, uid)
    assert fields(store, log) == {
        "step": uid,
        "date": day(0),
        "what": "Sat in",
        "seen": "She ran the report alone",
        "way": "training",
        "site": site,
        "people": [hana],
    }
    [step] = capacity_plan.plan(store, site).steps
    assert (step.logs, step.last) == (1, TODAY)
    undo()
    assert fields(store, uid)["follow_up_on"] == day(0)
    assert records.get(store, log).life == "deleted"
    with pytest.raises(BadInput, match="what was done"):
        plan_acts.follow_up(store, uid, "", "", None, TODAY)


def test_the_log_of_a_private_step_is_private(store: Store, put: Put):
    with store.write() as transaction:
        fields = {"what": "Debrief", "way": "coaching"}
        uid = records.put(transaction, "plan_step", fields, scope="private").uid
    plan_acts.follow_up(store, uid, "Talked", "", None, TODAY)
    [log] = logs(store, uid)
    assert records.get(store, log).is_private


def test_a_need_is_met_given_up_and_opened_again(store: Store, put: Put, site: str):
    uid = put("need", what="A coach", site=site, state="open")
    undo = plan_acts.judge_need(store, uid, "met", TODAY)
    assert (fields(store, uid)["state"], fields(store, uid)["met_on"]) == ("met", day(0))
    plan_acts.judge_need(store, uid, "open", TODAY)
    assert "met_on" not in fields(store, uid)
    with pytest.raises(BadInput, match="was changed since"):
        undo()


def test_a_step_begins_with_what_follows_from_its_need_and_a_log_from_its_step(store: Store, put: Put, site: str):
    hana = put("person", name="Hana Sato")
    need = put("need", what="A coach", site=site, subject=site)
    begun = capacity_plan.beginning(store, "plan_step", {"needs": [need]})
    assert begun == {"needs": [need], "site": site, "subject": site, "state": "planned"}
    step = put("plan_step", what="Train", way="training", built=[hana])
    log = capacity_plan.beginning(store, "step_log", {"step": step})
    assert log == {"step": step, "way": "training", "people": [hana]}


def test_challenges_stand_with_the_reviews_due_until_they_have_passed(store: Store, put: Put):
    due = put("challenge", what="The grant ends", review_on=day(-1))
    put("challenge", what="Passed", review_on=day(-1), state="passed")
    put("challenge", what="Later", review_on=day(15))
    [review] = today.reviews(store, TODAY)
    assert (review.uid, review.kind, review.name, review.days) == (due, "challenge", "The grant ends", -1)
    undo = today.set_review(store, "challenge", due, TODAY + dt.timedelta(90))
    assert today.reviews(store, TODAY) == []
    undo()
    assert [review.uid for review in today.reviews(store, TODAY)] == [due]


def test_of_very_many_those_that_are_open_are_read_first_the_latest_needs_and_the_next_steps(
    store: Store, put: Put, site: str
):
    put("need", what="Met", site=site, state="met", seen_on=day(-1))
    put("need", what="Older", site=site, seen_on=day(-9))
    need = put("need", what="Newer", site=site, seen_on=day(-2))
    put("plan_step", what="Done", way="training", site=site, state="done", due=day(-9))
    step = put("plan_step", what="Next", way="training", site=site, due=day(1))
    put("plan_step", what="Later", way="training", site=site, due=day(2))
    with store.read() as reading:
        for target in ("", site):
            assert table.of(reading, "need", target, 1) == [need]
        assert table.of(reading, "plan_step", "", 1) == [step]


@pytest.mark.parametrize("state", ["open", "given_up"])
def test_a_need_that_is_judged_otherwise_is_shown_met_by_no_assessment(store: Store, put: Put, site: str, state: Any):
    instrument = put("instrument", name="Own")
    shown = put("assessment", subject=site, instrument=instrument, date=day(-5))
    need = put("need", what="A coach", site=site, state="met", met_by=shown, met_on=day(-5))
    undo = plan_acts.judge_need(store, need, state, TODAY)
    kept = fields(store, need)
    assert (kept["state"], kept.get("met_by")) == (state, None)
    undo()
    assert (fields(store, need)["met_by"], fields(store, need)["met_on"]) == (shown, day(-5))


def test_the_questions_that_were_asked_are_told_in_words():
    field = kind("assessment").by_name["questions"]
    assert wording.in_words(field, "9f" * 32, {}) == "As the instrument had them when it was begun"


def test_the_area_of_a_challenge_does_not_name_its_site(store: Store):
    uids = add_plan(store, TODAY)
    one = next(each for each in challenges.challenges(store) if each.uid == uids["grant"])
    assert "Harbour" not in challenges.area_words(one)
    assert "Harbour" in challenges.about_words(one)
