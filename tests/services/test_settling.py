"""Settling what two people changed at once ends the conflict, travels, and never passes over what came meanwhile."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from colleagues import change, exchange, give, shared_log
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import text

from isp_desktop.db import conflicts as table
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.merge import merge
from isp_desktop.domain.revision import Revision
from isp_desktop.services import conflicts, records, settling
from isp_desktop.services.conflicts import Conflict
from isp_desktop.services.state import state
from isp_desktop.services.story import story

BEFORE = "Small tests are decided by whoever runs them. The head is told within a month."
MINE = "Small tests are decided by whoever runs them. The head is told within a week."
THEIRS = "Small tests are agreed by whoever runs them. The head is told within a month."
NAMES = itertools.count()


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def visit(store: Store, sam: Store, put: Callable[..., str]) -> str:
    """A visit whose discussion both changed."""
    uid = put("visit", date="2026-10-15", discussion=BEFORE, purpose="Coaching")
    exchange(store, sam)
    change(store, uid, discussion=MINE)
    change(sam, uid, discussion=THEIRS)
    exchange(store, sam)
    return uid


def only(store: Store) -> Conflict:
    (found,) = conflicts.conflicts(store)
    return found


def test_a_conflict_says_who_wrote_what_and_what_both_began_with(store: Store, visit: str) -> None:
    found = only(store)
    assert (found.uid, found.kind, found.field, found.label) == (visit, "visit", "discussion", "Discussion")
    assert (found.is_text, found.private, found.title) == (True, False, "15 October 2026")
    mine, theirs = found.heads
    assert (mine.value, mine.author, mine.mine) == (MINE, "Maren Oduya", True)
    assert (theirs.value, theirs.author, theirs.mine) == (THEIRS, "Sam Whitlock", False)
    assert found.before is not None
    assert found.before.value == BEFORE
    assert conflicts.count(store) == 1
    assert set(found.seen) == set(records.get(store, visit).heads)


def test_values_are_told_as_people_read_them(store: Store, sam: Store, put: Callable[..., str]) -> None:
    sites = [put("site", name=name) for name in ("Alder Road", "Elm Street")]
    uid = put("visit", date="2026-10-15", mode="in_person")
    exchange(store, sam)
    change(store, uid, site=sites[0], mode="video", date="2026-10-16")
    change(sam, uid, site=sites[1], mode="phone", date="2026-10-17")
    exchange(store, sam)
    told = {found.field: [head.words for head in found.heads] for found in conflicts.conflicts(store)}
    assert told["site"] == ["Alder Road", "Elm Street"]
    assert told["date"] == ["16 October 2026", "17 October 2026"]
    assert told["mode"] == ["Video", "Phone"]
    before = {found.field: found.before for found in conflicts.conflicts(store)}
    assert before["site"] is None
    assert before["mode"] is not None


def test_taking_one_ends_it_with_the_reason_in_one_revision_that_follows_all_heads(store: Store, visit: str) -> None:
    found = only(store)
    saved = settling.settle(
        store, visit, "discussion", take=found.heads[1].revision, reason=" Agreed by phone ", seen=found.seen
    )
    now = records.get(store, visit)
    assert now.conflicts == {}
    assert now.fields["discussion"] == THEIRS
    assert now.heads == saved.revisions
    settled = next(one for one in records.history(store, visit) if one.id in saved.revisions)
    assert settled.parents == tuple(sorted(found.seen))
    assert settled.reason == "Agreed by phone"
    step = story(store, visit).steps[0]
    assert (step.did, step.reason) == ("settled it", "Agreed by phone")
    assert conflicts.count(store) == 0


def test_taking_what_shows_already_settles_too(store: Store, visit: str) -> None:
    latest = max(only(store).heads, key=lambda head: head.at_ms)
    settling.settle(store, visit, "discussion", take=latest.revision)
    assert conflicts.conflicts(store) == []
    assert story(store, visit).steps[0].did == "settled it"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=4),
    field=st.sampled_from(["discussion", "purpose", "private_notes"]),
    choice=st.integers(0, 4),
    reason=st.sampled_from(["", "Agreed"]),
)
def test_any_choice_ends_any_conflict(
    store: Store, values: list[str | None], field: str, choice: int, reason: str
) -> None:
    with store.write() as transaction:
        uid = records.put(transaction, "visit", {"date": "2026-10-15", field: "before"}).uid
        made = transaction.look(uid)
        assert made is not None
        for value in values:
            records.put(transaction, "visit", {field: value}, uid, made.heads)
    for found in [one for one in conflicts.conflicts(store) if one.uid == uid]:
        head = found.heads[choice] if choice < len(found.heads) else None
        given: dict[str, Any] = {"take": head.revision} if head else {"value": "something else"}
        settling.settle(store, uid, field, reason=reason, seen=found.seen, **given)
        assert records.get(store, uid).fields.get(field) == (head.value if head else "something else")
    assert records.get(store, uid).conflicts == {}
    assert conflicts.count(store) == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=st.sampled_from([0, 1, "new"]), theirs=st.sampled_from([0, 1, "new"]))
def test_two_who_settle_alike_agree_and_two_who_settle_differently_make_one_new_conflict(
    store: Store, make_store: Callable[[str], Store], mine: Any, theirs: Any
) -> None:
    sam = make_store(f"Sam {next(NAMES)}")
    with store.write() as transaction:
        uid = records.put(transaction, "site", {"name": "Alder Road", "about": "before"}).uid
    exchange(store, sam)
    change(store, uid, about="one")
    change(sam, uid, about="two")
    exchange(store, sam)
    said = [settle_by(one, uid, choice) for one, choice in ((store, mine), (sam, theirs))]
    exchange(store, sam)
    waiting = [[one for one in conflicts.conflicts(each) if one.uid == uid] for each in (store, sam)]
    assert [len(own) for own in waiting] == ([0, 0] if said[0] == said[1] else [1, 1])
    if said[0] != said[1]:
        assert {head.value for head in waiting[0][0].heads} == set(said)
        assert waiting[0][0].before is not None
        assert waiting[0][0].before.value in ("one", "two")
    assert state(store).shared == state(sam).shared


def settle_by(store: Store, uid: str, choice: Any) -> str:
    found = next(one for one in conflicts.conflicts(store) if one.uid == uid)
    ordered = sorted(found.heads, key=lambda head: str(head.value))
    value = "three" if choice == "new" else str(ordered[choice].value)
    settling.settle(store, uid, "about", value=value, seen=found.seen)
    return value


def test_what_came_in_while_it_was_on_screen_is_not_passed_over(
    store: Store, sam: Store, visit: str, make_store: Callable[[str], Store]
) -> None:
    ana = make_store("Ana")
    exchange(sam, ana)
    on_screen = only(store)
    change(ana, visit, discussion="Ana's words")
    exchange(store, ana)
    settling.settle(store, visit, "discussion", take=on_screen.heads[0].revision, seen=on_screen.seen)
    assert {head.value for head in only(store).heads} == {MINE, "Ana's words"}


def test_a_conflict_that_a_colleague_settled_meanwhile_may_still_be_settled_as_it_was_on_screen(
    store: Store, sam: Store, visit: str
) -> None:
    on_screen = only(store)
    settle_in(sam, visit, THEIRS)
    give(store, shared_log(sam))
    assert conflicts.conflicts(store) == []
    settling.settle(store, visit, "discussion", take=on_screen.heads[0].revision, seen=on_screen.seen)
    assert {head.value for head in only(store).heads} == {MINE, THEIRS}


def settle_in(store: Store, uid: str, value: str) -> None:
    settling.settle(store, uid, "discussion", value=value, seen=only(store).seen)


def test_what_makes_no_sense_is_refused_in_one_sentence_and_changes_nothing(
    store: Store, visit: str, put: Callable[..., str]
) -> None:
    before = state(store)
    refused: list[tuple[str, dict[str, Any], str]] = [
        ("discussion", {"take": "0" * 64}, "none of the versions"),
        ("purpose", {"value": "x"}, "not in conflict"),
        ("nonsense", {"value": "x"}, "not in conflict"),
        ("discussion", {"value": 7}, "takes text"),
        ("discussion", {"value": "x", "reason": "two\nlines"}, "one line"),
        ("discussion", {"value": "x", "seen": ["0" * 64]}, "no revision"),
        ("nonsense", {"take": "0" * 64, "seen": ["0" * 64]}, "no revision"),
        ("discussion", {"value": "x", "seen": []}, "not in conflict"),
    ]
    for field, more, sentence in refused:
        with pytest.raises(BadInput, match=sentence):
            settling.settle(store, visit, field, **more)
    with pytest.raises(NotFound):
        settling.settle(store, "nobody", "discussion", value="x")
    assert state(store) == before


def test_a_needed_field_cannot_be_settled_empty(store: Store, sam: Store, put: Callable[..., str]) -> None:
    uid = put("site", name="Alder")
    exchange(store, sam)
    change(store, uid, name="Alder Road")
    change(sam, uid, name="Alder Street")
    exchange(store, sam)
    with pytest.raises(BadInput, match="needed"):
        settling.settle(store, uid, "name", value=None)
    settling.settle(store, uid, "name", value="Alder Lane")
    assert conflicts.count(store) == 0


def test_a_private_field_waits_too_and_what_settles_it_stays_here(
    store: Store, sam: Store, put: Callable[..., str]
) -> None:
    uid = put("visit", date="2026-10-15", private_notes="before")
    seen = records.get(store, uid).heads
    for words in ("one", "two"):
        put("visit", uid, seen, private_notes=words)
    found = only(store)
    assert found.private
    settling.settle(store, uid, found.field, take=found.heads[0].revision, reason="Hush", seen=found.seen)
    assert conflicts.count(store) == 0
    assert b"Hush" not in b"".join(one.body for one in shared_log(store))


def test_fields_of_a_newer_program_can_be_taken_but_not_written(store: Store, visit: str) -> None:
    settling.settle(store, visit, "discussion", value="done")
    base = next(one for one in records.history(store, visit) if one.id in records.get(store, visit).heads)
    for number in (1, 2):
        give(store, [newer(base, {"mood": number}, number)])
    found = only(store)
    assert found.label == "mood (from a newer version)"
    with pytest.raises(BadInput, match="newer version"):
        settling.settle(store, visit, "mood", value=3)
    settling.settle(store, visit, "mood", take=found.heads[0].revision)
    assert conflicts.count(store) == 0
    assert records.get(store, visit).fields["mood"] == found.heads[0].value


def test_a_head_that_is_gone_is_refused_for_fields_of_a_newer_program_too(store: Store, visit: str) -> None:
    settling.settle(store, visit, "discussion", value="done")
    base = next(one for one in records.history(store, visit) if one.id in records.get(store, visit).heads)
    give(store, [newer(base, {"mood": number}, number) for number in (1, 2)])
    found = only(store)
    with pytest.raises(BadInput, match="no revision"):
        settling.settle(store, visit, "mood", take=found.heads[0].revision, seen=[*found.seen, "0" * 64])
    assert conflicts.count(store) == 1


@pytest.mark.parametrize("is_on_screen", [True, False])
def test_settling_a_field_leaves_open_whether_the_record_stays(store: Store, visit: str, is_on_screen: bool) -> None:
    found = only(store)
    theirs = next(head for head in found.heads if not head.mine)
    made = next(one for one in records.history(store, visit) if one.id == theirs.revision)
    # Sam deleted it, having seen his own words alone.
    give(store, [msgspec.structs.replace(newer(made, {}, 1), action="delete")])
    assert records.get(store, visit).life == "contested"
    seen = only(store).seen if is_on_screen else found.seen
    saved = settling.settle(store, visit, "discussion", take=theirs.revision, seen=seen)
    now = records.get(store, visit)
    assert (now.life, now.fields["discussion"], now.conflicts) == ("contested", THEIRS, {})
    settling.reopen(store, "discussion", saved)
    assert records.get(store, visit).life == "contested"
    assert {head.value for head in only(store).heads} == {MINE, THEIRS}


def test_where_a_deletion_was_taken_back_the_field_is_settled_as_ever(store: Store, visit: str) -> None:
    with store.write() as transaction:
        records.delete(transaction, visit)
        records.restore(transaction, visit)
    found = only(store)
    saved = settling.settle(store, visit, "discussion", value="x", seen=found.seen)
    assert records.get(store, visit).heads == saved.revisions


def test_a_deleted_record_is_restored_before_it_is_settled(store: Store, visit: str) -> None:
    found = only(store)
    with store.write() as transaction:
        records.delete(transaction, visit)
    with pytest.raises(BadInput, match="is deleted"):
        settling.settle(store, visit, "discussion", take=found.heads[0].revision)


def test_a_value_that_does_not_fit_is_told_as_that_and_breaks_nothing(store: Store, visit: str) -> None:
    base = records.history(store, visit)[-1]
    odd = {"date": "2026-13-45", "led_by": 7, "discussion": {"add": ["x"]}, "site": ["a"], "activities": "R1"}
    give(store, [newer(base, odd, 1)])
    seen = records.get(store, visit)
    assert (seen.fields, seen.not_understood) == ({"purpose": "Coaching"}, odd)
    found = next(one for one in conflicts.conflicts(store) if one.field == "discussion")
    told = [head for head in found.heads if not head.understood]
    assert [head.words for head in told] == ["something that this version does not understand"]
    assert conflicts.offered(found) is None
    with pytest.raises(BadInput, match="takes text"):
        settling.settle(store, visit, "discussion", take=told[0].revision)
    assert conflicts.rest(store, visit)
    assert story(store, visit).steps


def test_versions_of_a_long_history_begin_with_what_came_before(store: Store, visit: str) -> None:
    settling.settle(store, visit, "discussion", value="0")
    last = next(one for one in records.history(store, visit) if one.id in records.get(store, visit).heads)
    chain = [last]
    for number in range(1, 1500):
        chain.append(newer(chain[-1], {"discussion": str(number)}, 1))
    give(store, [*chain[1:], newer(chain[-1], {"discussion": "x"}, 1), newer(chain[-1], {"discussion": "y"}, 2)])
    found = only(store)
    assert found.before is not None
    assert found.before.value == "1499"


def newer(base: Revision, fields: dict[str, Any], turn: int) -> Revision:
    kwargs = {name: getattr(base, name) for name in ("uid", "kind", "scope", "author", "schema")}
    clock = (base.clock[0], base.clock[1] + turn)
    return Revision(**kwargs, parents=(base.id,), device="far", clock=clock, action="edit", fields=fields)


def test_a_settling_can_be_taken_back_while_nobody_wrote_since(store: Store, visit: str) -> None:
    found = only(store)
    saved = settling.settle(store, visit, "discussion", value="joined", seen=found.seen)
    settling.reopen(store, "discussion", saved)
    again = only(store)
    assert {head.value for head in again.heads} == {MINE, THEIRS}
    assert {head.reason for head in again.heads} == {"As Maren Oduya had it", "As Sam Whitlock had it"}
    assert records.get(store, visit).fields["discussion"] == max(found.heads, key=lambda head: head.at_ms).value
    saved = settling.settle(store, visit, "discussion", value="joined", seen=again.seen)
    change(store, visit, discussion="and more")
    with pytest.raises(BadInput, match="changed since"):
        settling.reopen(store, "discussion", saved)
    assert records.get(store, visit).fields["discussion"] == "and more"


def contested(store: Store, sam: Store, put: Callable[..., str]) -> str:
    uid = put("commitment", what="Send the rota", due="2026-10-20")
    exchange(store, sam)
    with store.write() as transaction:
        records.delete(transaction, uid)
    change(sam, uid, what="Send the coaching rota", reason="Asked by the head")
    exchange(store, sam)
    return uid


def test_a_record_deleted_here_and_changed_there_is_kept_or_deleted_and_both_can_be_taken_back(
    store: Store, sam: Store, put: Callable[..., str]
) -> None:
    uid = contested(store, sam, put)
    (found,) = conflicts.contested(store)
    assert [(one.author, one.mine) for one in found.deletions] == [("Maren Oduya", True)]
    assert [(one.author, one.words) for one in found.changes] == [("Sam Whitlock", "What, Reason")]
    assert conflicts.count(store) == 1
    saved = settling.keep(store, found, "Still needed")
    kept = records.history(store, uid)[-1]
    assert (kept.parents, kept.reason) == (tuple(sorted(found.seen)), "Still needed")
    assert records.get(store, uid).life == "live"
    settling.contest_again(store, saved)
    (again,) = conflicts.contested(store)
    saved = settling.delete(store, again)
    assert records.get(store, uid).life == "deleted"
    assert conflicts.count(store) == 0
    settling.contest_again(store, saved)
    assert records.get(store, uid).life == "contested"
    exchange(store, sam)
    assert state(store).shared == state(sam).shared


def test_a_contested_record_that_changed_again_is_looked_at_again(
    store: Store, sam: Store, put: Callable[..., str]
) -> None:
    uid = contested(store, sam, put)
    (found,) = conflicts.contested(store)
    change(sam, uid, what="Once more")
    exchange(store, sam)
    with pytest.raises(BadInput, match="changed just now"):
        settling.delete(store, found)
    with pytest.raises(BadInput, match="changed just now"):
        settling.keep(store, found)
    assert conflicts.count(store) == 0


def test_what_was_kept_and_changed_since_stays_kept(store: Store, sam: Store, put: Callable[..., str]) -> None:
    uid = contested(store, sam, put)
    saved = settling.keep(store, conflicts.contested(store)[0])
    change(store, uid, what="And again")
    with pytest.raises(BadInput, match="changed since"):
        settling.contest_again(store, saved)


def test_what_is_deleted_waits_for_nobody(store: Store, visit: str) -> None:
    with store.write() as transaction:
        records.delete(transaction, visit)
    assert conflicts.conflicts(store) == []
    assert conflicts.count(store) == 0


def test_changes_that_do_not_meet_are_offered_as_one_text(store: Store, visit: str) -> None:
    offered = conflicts.offered(only(store))
    assert offered is not None
    assert not offered.overlaps
    assert offered.text == "Small tests are agreed by whoever runs them. The head is told within a week."


def test_nothing_is_offered_where_one_left_the_text_empty(store: Store, visit: str) -> None:
    found = only(store)
    versions = (found.versions[0], replace(found.versions[1], value=None))
    assert conflicts.offered(replace(found, versions=versions)) is None
    assert conflicts.offered(replace(found, is_text=False)) is None


def test_records_that_wait_are_found_by_their_index(store: Store, visit: str) -> None:
    with store.read() as reading:
        assert table.waiting(reading) == [visit]
        for query in ("SELECT uid FROM record WHERE {} AND life != 'deleted' ORDER BY changed_ms DESC",):
            condition = "(record.conflicts > 0 OR record.life = 'contested')"
            plan = reading.execute(text("EXPLAIN QUERY PLAN " + query.format(condition))).all()
            assert any("record_in_conflict" in str(row) for row in plan)


def test_every_value_that_was_settled_over_is_still_in_the_history(store: Store, sam: Store, visit: str) -> None:
    settle_in(store, visit, "joined")
    exchange(store, sam)
    history = records.history(sam, visit)
    assert {MINE, THEIRS, BEFORE, "joined"} <= {one.fields.get("discussion") for one in history}
    assert merge(history).heads == records.get(sam, visit).shared.heads
