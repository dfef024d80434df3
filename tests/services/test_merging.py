"""Two records of one person: merged in one go, and taken apart to the very same fields."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db import settings as remembered
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, Cancelled, NotFound
from isp_desktop.domain.revision import Scope
from isp_desktop.services import drafts, merge_preview, merging, records

Put = Callable[..., str]


def fields(store: Store, uid: str) -> dict[str, Any]:
    return dict(records.get(store, uid).fields)


def test_all_that_points_to_the_one_that_goes_points_to_the_kept_one(store: Store, put: Put):
    keep, gone, other = put("person", name="Priya Raman"), put("person", name="P. Raman"), put("person", name="Sam")
    visit = put("visit", date="2026-10-08", attended=[gone, other], led_by=[keep, gone])
    promise = put("commitment", what="Send the plan", owner=gone)
    note = put("note", text="Tired", people=[gone])
    photo = put("attachment", name="Wall", content="a" * 64, person=gone)
    merged = merging.merge(store, keep, gone)
    assert merged.moved == 4
    assert fields(store, visit)["attended"] == sorted([keep, other])
    assert fields(store, visit)["led_by"] == [keep]
    assert fields(store, promise)["owner"] == keep
    assert fields(store, note)["people"] == [keep]
    assert records.get(store, note).is_private
    assert fields(store, photo)["person"] == keep
    assert records.get(store, gone).life == "deleted"
    assert fields(store, gone)["merged_into"] == keep


def test_empty_fields_are_filled_sets_united_texts_added_and_the_rest_is_told(store: Store, put: Put):
    keep = put("person", name="Priya Raman", emails=["p@a.org"], about="Leads the team.", private_notes="Leaving?")
    gone = put(
        "person",
        name="P. Raman",
        role="Coach",
        emails=["p@a.org", "priya@b.org"],
        about="Knows the funder.",
        address="12 Alder Road",
        private_notes="Not before June.",
    )
    merged = merging.merge(store, keep, gone)
    now = fields(store, keep)
    assert now["name"] == "Priya Raman"
    assert now["role"] == "Coach"
    assert now["emails"] == ["p@a.org", "priya@b.org"]
    assert now["address"] == "12 Alder Road"
    assert now["about"] == "Leads the team.\n\nKnows the funder."
    assert now["private_notes"] == "Leaving?\n\nNot before June."
    assert [(left.field.name, left.value) for left in merged.left] == [("name", "P. Raman")]
    assert "private_notes" not in records.get(store, keep).shared.values


def test_a_second_address_goes_under_its_name_into_the_text_about_her(store: Store, put: Put):
    keep = put("person", name="Priya", address="1 New Street")
    gone = put("person", name="Priya", address="12 Alder Road", about="Coach")
    merging.merge(store, keep, gone)
    assert fields(store, keep)["address"] == "1 New Street"
    assert fields(store, keep)["about"] == "Address: 12 Alder Road\n\nCoach"


def test_what_was_never_shared_goes_into_private_notes_only(store: Store, put: Put):
    site = put("site", name="Alder Road")
    keep = put("person", name="Priya Raman")
    gone = put("person", scope="private", name="P. Raman", role="Coach", sites=[site], private_notes="Afraid of cuts")
    merging.merge(store, keep, gone)
    assert records.get(store, keep).shared.values == {"name": "Priya Raman"}
    told = fields(store, keep)["private_notes"]
    assert told == "Name: P. Raman\n\nRole: Coach\n\nSites: Alder Road\n\nAfraid of cuts"


def test_a_shared_person_is_not_merged_into_a_private_one(store: Store, put: Put):
    private, shared = put("person", scope="private", name="Priya"), put("person", name="Priya R")
    with pytest.raises(BadInput, match="Keep the shared one"):
        merging.merge(store, private, shared)
    assert merge_preview.keep_first(store, private, shared) == (shared, private)


def test_ones_own_record_is_the_kept_one(store: Store, put: Put):
    me, other = put("person", name="Maren Oduya"), put("person", name="M. Oduya")
    with store.write() as transaction:
        remembered.write(transaction.connection, "me", me)
    with pytest.raises(BadInput, match="your own record"):
        merging.merge(store, other, me)
    assert merge_preview.keep_first(store, other, me) == (me, other)
    merging.merge(store, me, other)


@pytest.mark.parametrize("wrong", ["same", "unknown", "site", "deleted"])
def test_only_two_people_who_are_there_can_be_merged(store: Store, put: Put, wrong: str):
    one = put("person", name="Priya")
    other = {"same": one, "unknown": str(uuid.uuid4())}.get(wrong) or put(
        "site" if wrong == "site" else "person", name="Alder"
    )
    if wrong == "deleted":
        with store.write() as transaction:
            records.delete(transaction, other)
    with pytest.raises((BadInput, NotFound)):
        merging.merge(store, one, other)
    assert fields(store, one) == {"name": "Priya"}


def test_stopped_half_way_nothing_was_merged(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    promise = put("commitment", what="Send", owner=gone)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        merging.merge(store, keep, gone, stop)
    assert records.get(store, gone).life == "live"
    assert fields(store, promise)["owner"] == gone


def test_undo_gives_back_drafts_too_but_not_what_was_typed_on_since(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    first, second = records.new_uid(), records.new_uid()
    drafts.keep(store, first, "visit", {"attended": [keep, gone]}, (), {"commitment": [{"owner": gone}]})
    drafts.keep(store, second, "visit", {"attended": [gone]}, (), {})
    merged = merging.merge(store, keep, gone)
    moved = drafts.of(store, first)
    assert moved is not None
    assert moved.values == {"attended": [keep]}
    assert moved.extra == {"commitment": [{"owner": keep}]}
    drafts.keep(store, second, "visit", {"attended": [keep], "purpose": "Coaching"}, (), {})
    merged.undo()
    was, typed_on = drafts.of(store, first), drafts.of(store, second)
    assert was is not None
    assert was.values == {"attended": [keep, gone]}
    assert typed_on is not None
    assert typed_on.values["attended"] == [keep]


def test_taken_apart_later_what_was_edited_since_stays(store: Store, put: Put):
    keep, gone, other = put("person", name="Priya"), put("person", name="P", role="Coach"), put("person", name="Sam")
    kept, given = put("commitment", what="Send", owner=gone), put("commitment", what="Call", owner=gone)
    left, full = (put("visit", date="2026-10-08", attended=[gone]) for _ in range(2))
    merging.merge(store, keep, gone)
    put("commitment", uid=given, owner=other)
    put("visit", uid=left, attended=[other])
    put("visit", uid=full, attended=[keep, other])
    put("person", uid=keep, role="Head of coaching")
    later = put("note", text="Met her", people=[keep])
    [former] = merge_preview.former_records(store, keep)
    assert (former.uid, former.name) == (gone, "P")
    merging.take_apart(store, gone)
    assert fields(store, kept)["owner"] == gone
    assert fields(store, given)["owner"] == other
    assert fields(store, left)["attended"] == [other]
    assert fields(store, full)["attended"] == sorted([gone, other])
    assert fields(store, keep) == {"name": "Priya", "role": "Head of coaching"}
    assert fields(store, later)["people"] == [keep]
    assert fields(store, gone) == {"name": "P", "role": "Coach"}
    with pytest.raises(BadInput, match="nothing to take apart"):
        merging.take_apart(store, gone)


def test_a_field_in_conflict_still_waits_to_be_settled(store: Store, put: Put):
    keep, gone, other = put("person", name="Priya"), put("person", name="P"), put("person", name="Sam")
    promise = put("commitment", what="Send")
    seen = records.get(store, promise).heads
    put("commitment", uid=promise, seen=seen, owner=other)
    put("commitment", uid=promise, seen=seen, owner=gone)
    assert fields(store, promise)["owner"] == gone
    merged = merging.merge(store, keep, gone)
    waiting = records.get(store, promise).conflicts["owner"]
    assert {head.fields["owner"] for head in waiting} == {keep, other}
    merged.undo()
    waiting = records.get(store, promise).conflicts["owner"]
    assert {head.fields["owner"] for head in waiting} == {gone, other}


def test_a_contested_record_stays_contested(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    promise = put("commitment", what="Send", owner=gone)
    seen = records.get(store, promise).heads
    with store.write() as transaction:
        records.delete(transaction, promise)
    put("commitment", uid=promise, seen=seen, reason="Ill")
    assert records.get(store, promise).life == "contested"
    merging.merge(store, keep, gone)
    assert fields(store, promise)["owner"] == keep
    assert records.get(store, promise).life == "contested"


def test_merged_again_after_it_was_taken_apart(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    promise = put("commitment", what="Send", owner=gone)
    merging.merge(store, keep, gone).undo()
    merging.merge(store, keep, gone)
    assert fields(store, promise)["owner"] == keep
    merging.take_apart(store, gone)
    assert fields(store, promise)["owner"] == gone


def test_the_preview_says_what_the_merge_then_does(store: Store, put: Put):
    keep = put("person", name="Priya Raman", emails=["p@a.org"], part="teams")
    gone = put("person", name="Priya Raman", role="Coach", emails=["q@a.org"], part="practice", private_notes="Ill")
    put("visit", date="2026-10-08", attended=[gone])
    put("visit", date="2026-10-09", attended=[gone])
    put("commitment", what="Send", owner=gone)
    seen = merge_preview.preview(store, keep, gone)
    assert seen.pointing == ("2 visits", "1 commitment")
    told = {row.label: (row.kept, row.gone, row.outcome) for row in seen.rows}
    assert told["Name"] == ("Priya Raman", "Priya Raman", "same")
    assert told["Role"] == ("", "Coach", "filled")
    assert told["E-mail"] == ("p@a.org", "q@a.org", "united")
    assert told["Part of the system"] == ("Teams", "Practice", "left")
    assert next(row for row in seen.rows if row.private).gone == "Ill"
    assert merging.merge(store, keep, gone).moved == seen.moved == 3


def test_likely_twins_are_found_by_address_and_by_name(store: Store, put: Put):
    one = put("person", name="Priya Raman", emails=["p@a.org"])
    same_mail = put("person", name="Dr Raman", emails=["P@a.org"], role="Coach")
    same_name = put("person", name="Raman Priya")
    put("person", name="Sam Whitlock")
    found = {twin.uid: twin.why for twin in merge_preview.likely_twins(store, one)}
    assert found == {same_mail: "same e-mail address", same_name: "same name"}
    assert merge_preview.likely_twins(store, str(uuid.uuid4())) == []


TEXTS = st.sampled_from([None, "Coach", "Head teacher"])
WHO = st.sampled_from(["keep", "gone", "other"])
PERSON = st.fixed_dictionaries(
    {
        "role": TEXTS,
        "about": TEXTS,
        "address": TEXTS,
        "private_notes": TEXTS,
        "part": st.sampled_from([None, "teams", "practice"]),
        "wanted_days": st.sampled_from([None, 14, 28]),
        "emails": st.lists(st.sampled_from(["a@a.org", "b@a.org"]), unique=True),
    }
)
POINTING = st.lists(
    st.one_of(
        st.tuples(st.just("commitment"), st.just("owner"), WHO),
        st.tuples(st.just("attachment"), st.just("person"), WHO),
        st.tuples(st.just("note"), st.just("people"), st.lists(WHO, unique=True)),
        st.tuples(st.just("visit"), st.just("attended"), st.lists(WHO, unique=True)),
        st.tuples(st.just("visit"), st.just("led_by"), st.lists(WHO, unique=True)),
    ),
    max_size=6,
)
NEEDED: dict[str, dict[str, Any]] = {
    "commitment": {"what": "Send"},
    "attachment": {"name": "Wall", "content": "b" * 64},
    "note": {"text": "Met"},
    "visit": {"date": "2026-10-08"},
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=PERSON, gone=PERSON, hidden=st.booleans(), pointing=POINTING)
def test_merge_carries_every_link_and_undo_gives_the_same_fields(
    store: Store, kept: dict[str, Any], gone: dict[str, Any], hidden: bool, pointing: list[tuple[str, str, Any]]
):
    scope: Scope | None = "private" if hidden else None
    made = []
    with store.write() as transaction:
        uids = {
            "keep": records.put(transaction, "person", {"name": "Priya", **kept}).uid,
            "gone": records.put(transaction, "person", {"name": "P", **gone}, scope=scope).uid,
            "other": records.put(transaction, "person", {"name": "Sam"}).uid,
        }
        for kind, field, who in pointing:
            value = [uids[one] for one in who] if isinstance(who, list) else uids[who]
            made.append(records.put(transaction, kind, {**NEEDED[kind], field: value}).uid)
    before = {uid: fields(store, uid) for uid in (*uids.values(), *made)}
    merged = merging.merge(store, uids["keep"], uids["gone"])
    for uid in made:
        expected = {uids["keep"] if to == uids["gone"] else to for to in links(before[uid])}
        assert links(fields(store, uid)) == expected
    assert merged.moved == sum(uids["gone"] in links(before[uid]) for uid in made)
    assert "private_notes" not in records.get(store, uids["keep"]).shared.values
    if hidden:
        assert records.get(store, uids["keep"]).shared.values.get("role") == kept["role"]
    merged.undo()
    assert {uid: fields(store, uid) for uid in before} == before


def links(own: dict[str, Any]) -> set[str]:
    """The people that a record points to."""
    single = {own[name] for name in ("owner", "person") if name in own}
    return single | {uid for name in ("people", "attended", "led_by") for uid in own.get(name, ())}


def test_bringing_back_the_one_that_went_takes_the_two_apart(store: Store, put: Put):
    keep, gone = put("person", name="Priya Raman"), put("person", name="P. Raman")
    visit = put("visit", date="2026-10-15", attended=[gone])
    merging.merge(store, keep, gone)
    merging.bring_back(store, gone)
    assert records.get(store, gone).life == "live"
    assert "merged_into" not in fields(store, gone)
    assert fields(store, visit)["attended"] == [gone]


def test_any_other_deleted_record_is_just_restored(store: Store, put: Put):
    site = put("site", name="Alder Road")
    with store.write() as transaction:
        records.delete(transaction, site)
    merging.bring_back(store, site)
    assert records.get(store, site).life == "live"


def test_merged_again_after_a_plain_restore_is_undone_wholly(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    first = put("commitment", what="Send", owner=gone)
    merging.merge(store, keep, gone)
    restore(store, gone)
    second = put("commitment", what="Call", owner=gone)
    merged = merging.merge(store, keep, gone)
    assert [fields(store, uid)["owner"] for uid in (first, second)] == [keep, keep]
    merged.undo()
    assert [fields(store, uid)["owner"] for uid in (first, second)] == [gone, gone]
    assert records.get(store, gone).life == "live"


def test_one_who_was_merged_on_is_taken_apart_last(store: Store, put: Put):
    first, middle, last = (put("person", name=name) for name in ("C. Ode", "Ann Ode", "Bea Ode"))
    promise = put("commitment", what="Send", owner=first)
    visit = put("visit", date="2026-10-08", attended=[first, middle])
    merging.merge(store, middle, first)
    merging.merge(store, last, middle)
    with pytest.raises(BadInput, match="Ann Ode was merged with Bea Ode later"):
        merging.take_apart(store, first)
    assert records.get(store, first).life == "deleted"
    merging.take_apart(store, middle)
    merging.take_apart(store, first)
    assert fields(store, promise)["owner"] == first
    assert fields(store, visit)["attended"] == sorted([first, middle])


def test_two_that_met_in_one_record_are_taken_apart_latest_first(store: Store, put: Put):
    keep, one, other = (put("person", name=name) for name in ("Priya", "P. One", "P. Two"))
    visit = put("visit", date="2026-10-08", attended=[one, other])
    merging.merge(store, keep, one)
    merging.merge(store, keep, other)
    with pytest.raises(BadInput, match=r"P\. Two was merged with Priya later"):
        merging.take_apart(store, one)
    merging.take_apart(store, other)
    merging.take_apart(store, one)
    assert fields(store, visit)["attended"] == sorted([one, other])


def test_deleted_records_point_to_the_kept_one_when_they_come_back(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    promise = put("commitment", what="Send", owner=gone)
    visit = put("visit", date="2026-10-08", attended=[gone])
    for uid in (promise, visit):
        delete(store, uid)
    merged = merging.merge(store, keep, gone)
    assert merged.moved == 0
    assert [records.get(store, uid).life for uid in (promise, visit)] == ["deleted", "deleted"]
    restore(store, promise)
    assert fields(store, promise)["owner"] == keep
    merged.undo()
    restore(store, visit)
    assert fields(store, promise)["owner"] == gone
    assert fields(store, visit)["attended"] == [gone]


def test_a_version_in_conflict_that_is_not_shown_is_followed_too(store: Store, put: Put):
    keep, gone, other = put("person", name="Priya"), put("person", name="P"), put("person", name="Sam")
    promise = put("commitment", what="Send")
    seen = records.get(store, promise).heads
    put("commitment", uid=promise, seen=seen, owner=gone)
    put("commitment", uid=promise, seen=seen, owner=other)
    merged = merging.merge(store, keep, gone)
    assert {head.fields["owner"] for head in records.get(store, promise).conflicts["owner"]} == {keep, other}
    merged.undo()
    assert {head.fields["owner"] for head in records.get(store, promise).conflicts["owner"]} == {gone, other}


def test_two_versions_that_the_merge_makes_equal_are_in_conflict_again(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    promise = put("commitment", what="Send")
    seen = records.get(store, promise).heads
    put("commitment", uid=promise, seen=seen, owner=gone)
    put("commitment", uid=promise, seen=seen, owner=keep)
    merged = merging.merge(store, keep, gone)
    assert fields(store, promise)["owner"] == keep
    merged.undo()
    assert {head.fields["owner"] for head in records.get(store, promise).conflicts["owner"]} == {gone, keep}


def test_a_link_of_the_deleted_side_of_a_contested_record_is_followed_too(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    visit = put("visit", date="2026-10-08")
    seen = records.get(store, visit).heads
    put("visit", uid=visit, attended=[gone])
    delete(store, visit)
    put("visit", uid=visit, seen=seen, purpose="Coaching")
    assert records.get(store, visit).life == "contested"
    merged = merging.merge(store, keep, gone)
    assert (fields(store, visit)["attended"], records.get(store, visit).life) == ([keep], "contested")
    merged.undo()
    assert (fields(store, visit)["attended"], records.get(store, visit).life) == ([gone], "contested")


def test_versions_of_the_one_that_goes_that_nobody_settled_are_told_as_left(store: Store, put: Put):
    keep, gone = put("person", name="P"), put("person", name="P")
    seen = records.get(store, gone).heads
    put("person", uid=gone, seen=seen, role="Coach")
    put("person", uid=gone, seen=seen, role="Head teacher")
    told = [(row.label, row.gone, row.outcome) for row in merge_preview.preview(store, keep, gone).rows]
    assert told == [("Name", "P", "same"), ("Role", "Head teacher", "filled"), ("Role", "Coach", "left")]
    merged = merging.merge(store, keep, gone)
    assert [(left.field.name, left.value) for left in merged.left] == [("role", "Coach")]


def test_a_person_with_a_draft_is_not_merged_away(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P. Raman")
    drafts.keep(store, gone, "person", {"name": "P. Raman", "role": "Coach"}, (), {})
    for refused in (merging.merge, merge_preview.preview):
        with pytest.raises(BadInput, match=r"P\. Raman has a draft"):
            refused(store, keep, gone)
    drafts.discard(store, gone)
    merging.merge(store, keep, gone)


def test_others_may_write_while_a_merge_is_worked_out(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    known = put("commitment", what="Send", owner=gone)
    written: list[str] = []

    def write(_done: int, _total: int) -> None:
        put("commitment", uid=known, owner=gone, reason="Ill")
        written.append(put("commitment", what="Call", owner=gone))

    merged = merging.merge(store, keep, gone, write)
    assert merged.moved == len(written) + 1 == 2
    assert fields(store, known) == {"what": "Send", "owner": keep, "reason": "Ill"}
    assert fields(store, written[0])["owner"] == keep

    def edit(_done: int, _total: int) -> None:
        put("commitment", uid=known, reason="Ill, back on Monday")

    merging.take_apart(store, gone, edit)
    assert fields(store, known) == {"what": "Send", "owner": gone, "reason": "Ill, back on Monday"}
    assert fields(store, written[0])["owner"] == gone


def test_former_records_are_found_however_many_were_deleted_since(store: Store, put: Put):
    keep, gone = put("person", name="Priya"), put("person", name="P")
    merging.merge(store, keep, gone)
    with store.write() as transaction:
        for _at in range(2_001):
            other = records.put(transaction, "person", {"name": "Sam"}).uid
            records.delete(transaction, other)
    assert [former.uid for former in merge_preview.former_records(store, keep)] == [gone]


def delete(store: Store, uid: str) -> None:
    with store.write() as transaction:
        records.delete(transaction, uid)


def restore(store: Store, uid: str) -> None:
    with store.write() as transaction:
        records.restore(transaction, uid)
