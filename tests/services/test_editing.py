"""Edits and the drafts they are kept in: each draft ends with the edit it belongs to, and with no other."""

from __future__ import annotations

from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, editing, records, taking_back
from isp_desktop.services.editing import Edit


@pytest.fixture
def promise(put: Any) -> str:
    return str(put("commitment", what="Send the chart", due="2026-10-23"))


def test_a_tick_elsewhere_leaves_the_draft_alone(store: Store, promise: str) -> None:
    _keep(store, promise)
    undo = taking_back.settle(store, promise, kept=True)
    undo()
    assert drafts.of(store, promise) is not None


def test_a_visits_row_leaves_the_commitments_own_draft_alone(store: Store, promise: str) -> None:
    _keep(store, promise)
    row = Edit.new(store, "commitment", promise, {"due": "2026-10-30"})
    editing.save(store, [row])
    assert records.get(store, promise).fields["due"] == "2026-10-30"
    assert drafts.of(store, promise) is not None


def test_saving_an_edit_ends_its_own_draft(store: Store, promise: str) -> None:
    _keep(store, promise)
    edit = Edit.begin(store, "commitment", promise)
    assert edit.value("reason") == "A LONG SENTENCE TYPED"
    editing.save(store, [edit])
    assert drafts.of(store, promise) is None
    assert records.get(store, promise).fields["reason"] == "A LONG SENTENCE TYPED"


def test_a_deleted_record_takes_its_draft_out_of_sight_and_brings_it_back(store: Store, promise: str) -> None:
    _keep(store, promise)
    taking_back.delete(store, promise)
    assert drafts.every(store) == []
    taking_back.restore(store, promise)
    assert [draft.values for draft in drafts.every(store)] == [{"reason": "A LONG SENTENCE TYPED"}]


def test_the_draft_of_a_new_record_takes_a_day_it_needs_and_lacks(store: Store) -> None:
    uid = records.new_uid()
    drafts.keep(store, uid, "reflection", {"question": "What surprised you?"}, (), {})
    edit = Edit.begin(store, "reflection", uid, {"date": "2026-11-18", "moment": "after"})
    assert edit.fields == {"question": "What surprised you?", "date": "2026-11-18"}
    editing.save(store, [edit])
    assert records.get(store, uid).fields["date"] == "2026-11-18"


def test_a_draft_keeps_its_own_day_and_takes_none_that_its_kind_can_do_without(store: Store, promise: str) -> None:
    uid = records.new_uid()
    drafts.keep(store, uid, "reflection", {"question": "What surprised you?", "date": "2026-01-10"}, (), {})
    assert Edit.begin(store, "reflection", uid, {"date": "2026-11-18"}).value("date") == "2026-01-10"
    _keep(store, promise)
    assert Edit.begin(store, "commitment", promise, {"due": "2026-11-18"}).value("due") == "2026-10-23"
    other = records.new_uid()
    drafts.keep(store, other, "commitment", {"what": "Book the room"}, (), {})
    assert Edit.begin(store, "commitment", other, {"due": "2026-11-18"}).value("due") is None


def _keep(store: Store, uid: str) -> None:
    drafts.keep(store, uid, "commitment", {"reason": "A LONG SENTENCE TYPED"}, records.get(store, uid).heads, {})
