"""Leadership changes: their steps, checklists made from what is known, what is due, what is shared, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import continuity, records, transition_acts, transitions
from isp_desktop.services.continuity import Proposal

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def ruth(put: Put) -> str:
    """Somebody on whom something hangs: a role, a seat, a champion's role, a promise, and a tie that is private."""
    site = put("site", name="Harbour County")
    ruth, owen = put("person", name="Ruth Calloway", sites=[site]), put("person", name="Owen Barr")
    team = put("team", name="District team")
    put("membership", team=team, person=ruth, represents=["leadership"])
    put("membership", team=team, person=owen)
    put("leadership_role", role="Director", person=ruth, site=site, decides="How the funding line is used. And more.")
    put("champion", person=ruth, site=site)
    put("commitment", what="Sign the data agreement", owner=ruth, due=day(4))
    put("tie", source=ruth, target=owen, type="works_with")
    return ruth


@pytest.fixture
def change(put: Put, ruth: str) -> str:
    return put(
        "transition", scope="shared", role="Director", leaves=ruth, told_on=day(-20), hands_over_on=day(6),
        leaves_on=day(17),
    )  # fmt: skip


def whats(found: list[Proposal]) -> list[tuple[str, str]]:
    return [(one.area, one.what) for one in found]


def test_a_checklist_is_proposed_from_what_hangs_on_whoever_leaves(store: Store, change: str):
    found = continuity.proposals(store, change, TODAY)
    assert whats(found) == [
        ("relations", "Introduce whoever comes to Owen Barr"),
        ("decisions", "Agree who decides: How the funding line is used. And more."),
        ("teams", "District team: find who speaks for “Leadership”"),
        ("teams", "District team: agree who takes the seat"),
        ("champions", "Find who speaks up for it: Harbour County"),
        ("work", "Hand on the promise: Sign the data agreement"),
        ("other", "Brief whoever comes on the implementation"),
    ]
    assert {one.due for one in found} == {day(17)}
    assert [one.what for one in found if one.private] == ["Introduce whoever comes to Owen Barr"]
    assert [one.alone for one in found if one.alone] == ["nobody else", "no other champion at the site"]


def test_what_is_planned_for_somebody_in_particular_is_on_no_list(store: Store, put: Put, ruth: str, change: str):
    site = records.get(store, ruth).fields["sites"][0]
    owen = put("person", name="Owen B.")
    need = put("need", what="Learns to lead", subject=owen)
    put("plan_step", what="Coach Owen", way="coaching", helpers=[ruth], subject=owen, site=site)
    put("plan_step", what="Train Owen", way="training", helpers=[ruth], needs=[need])
    put("plan_step", what="Train the staff", way="training", helpers=[ruth], subject=site, site=site)
    put("plan_step", what="Coach Ruth", way="coaching", built=[ruth], subject=site)
    found = [what for area, what in whats(continuity.proposals(store, change, TODAY)) if area == "work"]
    assert found == ["Hand on the plan step: Train the staff", "Hand on the promise: Sign the data agreement"]


def test_what_is_chosen_is_saved_at_once_and_taken_back_at_once(store: Store, change: str):
    found = continuity.proposals(store, change, TODAY)
    undo = continuity.keep(store, change, [one for one in found if one.area != "teams"])
    told = transitions.one(store, change, TODAY)
    assert (len(told.items), transitions.progress_words(told)) == (5, "0 of 5 done")
    assert {item.private for item in told.items if item.area == "relations"} == {True}
    assert {item.private for item in told.items if item.area != "relations"} == {False}
    assert whats(continuity.proposals(store, change, TODAY)) == whats([one for one in found if one.area == "teams"])
    undo()
    assert transitions.one(store, change, TODAY).items == ()
    again = continuity.proposals(store, change, TODAY)
    assert whats(again) == whats(found)
    assert [one.was_deleted for one in again if one.area != "teams"] == [True] * 5


def test_two_who_make_the_list_at_once_make_one(store: Store, change: str):
    first, second = (continuity.proposals(store, change, TODAY) for _time in range(2))
    continuity.keep(store, change, first)
    undo = continuity.keep(store, change, second)
    assert len(transitions.one(store, change, TODAY).items) == len(first)
    # It takes back what it did, which was nothing.
    undo()
    assert len(transitions.one(store, change, TODAY).items) == len(first)


def test_an_item_that_was_taken_out_comes_back_where_it_is_chosen_again(store: Store, change: str):
    found = continuity.proposals(store, change, TODAY)
    continuity.keep(store, change, found)()
    undo = continuity.keep(store, change, continuity.proposals(store, change, TODAY)[:2])
    assert len(transitions.one(store, change, TODAY).items) == 2
    undo()
    assert transitions.one(store, change, TODAY).items == ()


def test_the_list_of_a_private_change_is_private_and_is_shared_with_it(store: Store, put: Put, ruth: str):
    uid = put("transition", role="Director", leaves=ruth, leaves_on=day(17), private_notes="Told in confidence")
    continuity.keep(store, uid, continuity.proposals(store, uid, TODAY))
    transition_acts.add_item(store, uid, "Water the plants")
    assert {item.private for item in transitions.one(store, uid, TODAY).items} == {True}
    assert transition_acts.share(store, uid) == 7
    told = transitions.one(store, uid, TODAY)
    # What is about the private tie stays.
    assert [item.what for item in told.items if item.private] == ["Introduce whoever comes to Owen Barr"]
    assert (told.private, told.to_share, told.private_notes) == (False, 0, "Told in confidence")
    assert records.get(store, uid).shared.values.get("private_notes") is None


def test_what_was_left_behind_by_sharing_the_change_alone_is_counted(store: Store, put: Put, ruth: str):
    uid = put("transition", role="Director", leaves=ruth)
    continuity.keep(store, uid, continuity.proposals(store, uid, TODAY))
    put("transition", uid, scope="shared")
    assert transitions.one(store, uid, TODAY).to_share == 6
    assert transition_acts.share(store, uid) == 6


def test_where_nobody_is_said_to_leave_nothing_is_proposed(store: Store, put: Put):
    assert continuity.proposals(store, put("transition", role="Director"), TODAY) == []


def test_items_are_done_left_out_and_moved_and_all_of_it_is_taken_back(store: Store, change: str):
    transition_acts.add_item(store, change, "Funding line in writing", day(-2))
    [item] = transitions.one(store, change, TODAY).items

    def now() -> Any:
        return transitions.one(store, change, TODAY).items[0]

    undo = transition_acts.tick_item(store, item.uid, True, TODAY)
    assert (now().done_on, transitions.progress_words(transitions.one(store, change, TODAY))) == (day(0), "1 of 1 done")
    undo()
    undo = transition_acts.leave_out(store, item.uid, "There is no line any more")
    told = transitions.one(store, change, TODAY)
    assert (now().is_open, told.needed, transitions.progress_words(told)) == (False, 0, "No checklist yet")
    undo()
    transition_acts.move_item(store, item.uid, TODAY)()
    assert now() == item
    with pytest.raises(BadInput, match="why it is not needed"):
        transition_acts.leave_out(store, item.uid, "  ")


def test_steps_are_over_with_their_day_or_when_they_were_done(store: Store, put: Put, change: str):
    def done() -> list[str]:
        return [step.key for step in transitions.one(store, change, TODAY).steps if step.done]

    assert done() == ["told"]
    undo = transition_acts.tick_step(store, change, "hands_over", True)
    assert done() == ["told", "hands_over"]
    undo()
    transition_acts.move_step(store, change, "leaves", TODAY)
    assert done() == ["told", "leaves"]


def test_what_is_late_or_soon_due_of_open_changes_is_told(store: Store, put: Put, change: str):
    for what, days in (("Late", -2), ("Soon", 3), ("Far", 40)):
        transition_acts.add_item(store, change, what, day(days))
    over = put("transition", role="Head", state="called_off", hands_over_on=day(-3), leaves_on=day(2))
    transition_acts.add_item(store, over, "Of no use", day(1))
    put("transition", role="Chair", hands_over_on=day(-1), steps_done=["hands_over"], leaves_on=day(9))
    found = transitions.due(store, TODAY)
    told = [
        (one.transition.role, one.item.what if one.item else one.step and one.step.key, one.days) for one in found.shown
    ]
    assert told == [
        ("Director", "Late", -2),
        ("Director", "Soon", 3),
        ("Director", "hands_over", 6),
        ("Chair", "leaves", 9),
    ]
    assert (found.count, found.due) == (4, 1)


def test_changes_under_way_are_told_first_leaving_first(store: Store, put: Put, ruth: str, change: str):
    site = put("site", name="Alder Road")
    sooner = put("transition", role="Head", leaves_on=day(2), site=site)
    some_day = put("transition", role="Chair", state="foreseen")
    put("transition", role="Over", state="done")
    found = transitions.under_way(store, TODAY)
    assert [one.uid for one in found] == [sooner, change, some_day]
    assert transitions.headline(found) == "3 leadership changes are under way."
    [here] = transitions.under_way(store, TODAY, site)
    assert transitions.headline([here]) == "One leadership change is under way, at Alder Road."
    assert transitions.who_words(found[1]) == "Ruth Calloway"
