"""What came with a bundle can go again, and what was built on it stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pyrage
import pytest
from bundles import Draft
from colleagues import shared_log

from isp_desktop.db import arrivals, log, projection
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, Cancelled, NotFound
from isp_desktop.domain.revision import Revision
from isp_desktop.services import drafts, editing, records
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import receiving, undoing
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
from isp_desktop.services.state import state

Send = Callable[[Store, Store], receiving.Arrival]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """One gives another all it has, by a bundle."""
    count = iter(range(100))

    def give(one: Store, other: Store) -> receiving.Arrival:
        path = tmp_path / f"{next(count)}.ispx"
        share(one, path, Choice(everything=True), to=[identity(other).public_key])
        return receiving.receive(other, path)

    return give


def _put(store: Store, kind: str, uid: str = "", **fields: Any) -> str:
    with store.write() as transaction:
        return records.put(transaction, kind, fields, uid).uid


def _all_of(store: Store) -> tuple[object, str]:
    with store.read() as reading:
        return state(store), projection.digest(reading)


def test_undone_at_once_all_is_as_before_and_it_can_be_received_again(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    _put(mine, "site", name="Northgate")
    site = _put(theirs, "site", name="Alder Road")
    _put(theirs, "visit", date="2026-10-15", site=site)
    before = _all_of(mine)
    came = send(theirs, mine)
    after = _all_of(mine)
    assert undoing.built_on(mine, came.n) == ()
    done = undoing.undo(mine, came.n)
    assert (done.removed, done.kept) == (2, 0)
    assert _all_of(mine) == before
    assert send(theirs, mine).counts["new"] == 2
    assert _all_of(mine) == after


def test_what_was_edited_on_stays_and_is_named(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    site = _put(theirs, "site", name="Alder Road")
    other = _put(theirs, "site", name="Northgate")
    came = send(theirs, mine)
    _put(mine, "site", site, organization="Lowland")
    assert [one.title for one in undoing.built_on(mine, came.n)] == ["Alder Road"]
    done = undoing.undo(mine, came.n)
    assert (done.removed, done.kept) == (1, 1)
    assert records.get(mine, site).fields == {"name": "Alder Road", "organization": "Lowland"}
    with pytest.raises(NotFound):
        records.get(mine, other)


def test_a_record_that_own_work_points_to_stays(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    initiative = _put(theirs, "initiative", name="Reading Together")
    site = _put(theirs, "site", name="Alder Road", initiatives=[initiative])
    came = send(theirs, mine)
    _put(mine, "visit", date="2026-10-15", site=site)
    assert {one.title for one in undoing.built_on(mine, came.n)} == {"Alder Road", "Reading Together"}
    assert undoing.undo(mine, came.n).removed == 0


def test_what_came_again_later_outlives_the_undoing_of_the_first(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    before = _all_of(mine)
    site = _put(theirs, "site", name="Alder Road")
    first = send(theirs, mine)
    _put(theirs, "site", site, organization="Lowland")
    second = send(theirs, mine)
    done = undoing.undo(mine, first.n)
    assert (done.removed, done.elsewhere) == (0, 1)
    assert records.get(mine, site).fields["organization"] == "Lowland"
    assert undoing.undo(mine, second.n).removed == 2
    assert _all_of(mine) == before


def test_a_record_with_own_private_words_stays_whole(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    visit = _put(theirs, "visit", date="2026-10-15", discussion="theirs")
    came = send(theirs, mine)
    _put(mine, "visit", visit, private_notes="mine alone")
    assert [one.uid for one in undoing.built_on(mine, came.n)] == [visit]
    undoing.undo(mine, came.n)
    fields = records.get(mine, visit).fields
    assert (fields["discussion"], fields["private_notes"]) == ("theirs", "mine alone")


def _bundle(place: Path, of: list[Revision], to: Store) -> Path:
    """A bundle of just these revisions."""
    recipient = pyrage.x25519.Recipient.from_str(identity(to).public_key)
    path = place / "part.ispx"
    path.write_bytes(Draft({"revisions.jsonl": b"".join(one.body + b"\n" for one in of)}, [recipient]).bundle())
    return path


def test_what_only_a_later_import_stands_on_goes_with_that_one(make_store: Any, tmp_path: Path, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    before = _all_of(mine)
    site = _put(theirs, "site", name="Alder Road")
    first = send(theirs, mine)
    _put(theirs, "site", site, organization="Lowland")
    _put(theirs, "visit", date="2026-10-15", site=site)
    with mine.read() as reading:
        had = {one.id for _number, one in log.between(reading, first.first_seq, first.last_seq)}
    fresh = sorted((one for one in shared_log(theirs) if one.id not in had), key=lambda one: one.uid)
    second = receiving.receive(mine, _bundle(tmp_path, fresh, mine))
    assert undoing.undo(mine, first.n).kept == 1
    undoing.undo(mine, second.n)
    assert _all_of(mine) == before


def test_what_only_a_later_import_brought_again_goes_with_that_one(make_store: Any, tmp_path: Path, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    before = _all_of(mine)
    site = _put(theirs, "site", name="Alder Road")
    _put(theirs, "site", site, organization="Lowland")
    first = send(theirs, mine)
    second = receiving.receive(mine, _bundle(tmp_path, [one for one in shared_log(theirs) if one.parents], mine))
    done = undoing.undo(mine, first.n)
    assert (done.removed, done.kept, done.elsewhere) == (0, 1, 1)
    assert undoing.undo(mine, second.n).removed == 2
    assert _all_of(mine) == before


def test_the_same_file_received_twice_goes_with_one_undoing(make_store: Any, tmp_path: Path) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    before = _all_of(mine)
    _put(theirs, "site", name="Alder Road")
    path = tmp_path / "bundle.ispx"
    share(theirs, path, Choice(everything=True), to=[identity(mine).public_key])
    first = receiving.receive(mine, path)
    receiving.receive(mine, path)
    assert undoing.undo(mine, first.n).removed == 1
    assert _all_of(mine) == before


def test_of_two_undoings_that_wait_for_their_turn_one_is_refused(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    _put(theirs, "site", name="Alder Road")
    came = send(theirs, mine)
    told: list[object] = []

    def undone() -> None:
        try:
            told.append(undoing.undo(mine, came.n).removed)
        except BadInput:
            told.append("refused")

    both = [Thread(target=undone) for _one in range(2)]
    with mine.write():
        for one in both:
            one.start()
    for one in both:
        one.join()
    assert sorted(told, key=str) == [1, "refused"]


def test_undoing_twice_or_what_never_came_is_refused(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    _put(theirs, "site", name="Alder Road")
    came = send(theirs, mine)
    undoing.undo(mine, came.n)
    with pytest.raises(BadInput, match="undone already"):
        undoing.undo(mine, came.n)
    with pytest.raises(NotFound, match="number 7"):
        undoing.undo(mine, 7)


def test_what_went_is_kept_apart(make_store: Any, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    _put(theirs, "site", name="Alder Road")
    came = send(theirs, mine)
    undoing.undo(mine, came.n)
    with mine.read() as reading:
        assert [one.fields["name"] for one in arrivals.gone(reading, came.n)] == ["Alder Road"]
    send(theirs, mine)
    with mine.read() as reading:
        assert arrivals.gone(reading, came.n) == []


def test_a_cancelled_import_or_undoing_leaves_no_trace(make_store: Any, tmp_path: Path, send: Send) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    _put(theirs, "site", name="Alder Road")
    path = tmp_path / "bundle.ispx"
    share(theirs, path, Choice(everything=True), to=[identity(mine).public_key])
    before = _all_of(mine)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        receiving.receive(mine, path, progress=stop)
    assert (_all_of(mine), receiving.received(mine)) == (before, [])
    came = receiving.receive(mine, path)
    after = _all_of(mine)
    with pytest.raises(Cancelled):
        undoing.undo(mine, came.n, stop)
    assert _all_of(mine) == after
    assert receiving.received(mine)[0].undone_ms is None


def test_what_was_typed_on_an_import_is_saved_on_what_was_before_once_that_is_undone(
    make_store: Callable[[str], Store], send: Send
) -> None:
    one, other = make_store("one"), make_store("other")
    uid = _put(one, "site", name="Alder Road")
    send(one, other)
    _put(one, "site", uid, phone="123")
    came = send(one, other)
    typed = editing.Edit.begin(other, "site", uid)
    typed.touch("about", "half an hour of words")
    drafts.keep(other, *typed.draft())
    undoing.undo(other, came.n)
    editing.save(other, [editing.Edit.begin(other, "site", uid)])
    assert records.get(other, uid).fields == {"name": "Alder Road", "about": "half an hour of words"}
    with pytest.raises(BadInput, match="has no revision"), other.write() as transaction:
        records.put(transaction, "site", {"name": "Other"}, uid, seen=["f" * 64])
