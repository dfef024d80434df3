"""The store against random work: what it shows equals what the log says, private words apart, nothing ever lost."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from isp_desktop.db import engine as db_engine
from isp_desktop.db import lists, log, projection
from isp_desktop.db import settings as notebook_settings
from isp_desktop.db.engine import open_engine
from isp_desktop.db.fingerprints import fingerprints
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.domain.clock import Stamp
from isp_desktop.domain.errors import (
    BadInput,
    NotebookError,
    StoreBusy,
    StoreClosed,
    StoreDamaged,
    StoreInUse,
    StoreNewer,
)
from isp_desktop.domain.revision import Revision
from isp_desktop.services import finding, records
from isp_desktop.services.state import state

KEY = bytes(range(32))
TEXTS = st.sampled_from([None, "", "we met Priya", "coaching slipped", "会议记录", "a" * 3_000])


class StoreMachine(RuleBasedStateMachine):
    """Two notebooks that save, delete, restore and take each other's shared revisions in any order."""

    uids = Bundle("uids")

    @initialize()
    def make(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.stores = [_make(Path(self.place.name) / name) for name in ("one", "two")]
        self.private_values: set[str] = set()

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.place.cleanup()

    @rule(target=uids, at=st.integers(0, 1), text=TEXTS, secret=st.integers(0, 10**9))
    def save_new(self, at: int, text: str | None, secret: int) -> Any:
        fields = {"date": "2026-10-15", "discussion": text, "private_notes": f"secret{secret}"}
        with self.stores[at].write() as transaction:
            return records.put(transaction, "visit", fields).uid

    @rule(uid=uids, at=st.integers(0, 1), text=TEXTS, activities=st.sets(st.sampled_from(["R1", "C5", "L9"])))
    def edit(self, uid: str, at: int, text: str | None, activities: set[str]) -> None:
        if self._life(at, uid) == "live":
            with self.stores[at].write() as transaction:
                fields = {"discussion": text, "activities": sorted(activities), "private_notes": text}
                records.put(transaction, "visit", fields, uid)

    @rule(uid=uids, at=st.integers(0, 1), bring_back=st.booleans())
    def delete_or_restore(self, uid: str, at: int, bring_back: bool) -> None:
        if self._life(at, uid):
            with self.stores[at].write() as transaction:
                (records.restore if bring_back else records.delete)(transaction, uid)

    @rule(uid=uids, sender=st.integers(0, 1), backwards=st.booleans())
    def send(self, uid: str, sender: int, backwards: bool) -> None:
        with self.stores[sender].read() as reading:
            shared = [r for r in log.of_record(reading, uid) if r.scope == "shared"]
        before = state(self.stores[1 - sender]).private
        with self.stores[1 - sender].write() as transaction:
            for revision in reversed(shared) if backwards else shared:
                transaction.take(revision)
        assert state(self.stores[1 - sender]).private == before

    @rule(at=st.integers(0, 1))
    def rebuilt_tables_are_the_same_byte_for_byte(self, at: int) -> None:
        with self.stores[at].read() as reading:
            before = projection.digest(reading)
        self.stores[at].rebuild()
        with self.stores[at].read() as reading:
            assert projection.digest(reading) == before

    @rule()
    def notebooks_with_equal_shared_revisions_have_equal_shared_state(self) -> None:
        everything = [self._shared_log(store) for store in self.stores]
        for store, other in zip(self.stores, reversed(everything), strict=True):
            with store.write() as transaction:
                for revision in other:
                    transaction.take(revision)
        assert state(self.stores[0]).shared == state(self.stores[1]).shared

    @invariant()
    def private_words_never_reach_a_shared_revision(self) -> None:
        for store in getattr(self, "stores", ()):
            for revision in self._shared_log(store):
                assert "private_notes" not in revision.fields
                assert b"secret" not in revision.body

    def _life(self, at: int, uid: str) -> str:
        try:
            return records.get(self.stores[at], uid).life
        except NotebookError:
            return ""

    def _shared_log(self, store: Store) -> list[Revision]:
        with store.read() as reading:
            return [r for _, all_of in log.every_record(reading) for r in all_of if r.scope == "shared"]


def _make(path: Path) -> Store:
    folder = Folder(path)
    folder.make()
    notebook = str(uuid.uuid4())
    write_keys(folder.keys, Keys(FORMAT, notebook, "", ""))
    return Store.create(folder, KEY, notebook, path.name)


TestStore = StoreMachine.TestCase
TestStore.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)


def test_an_edit_that_others_had_not_seen_makes_a_conflict_not_a_loss(store: Store, put: Any) -> None:
    uid = put("visit", date="2026-10-15", discussion="first")
    on_screen = records.get(store, uid).heads
    put("visit", uid, discussion="came in by a colleague's file")
    put("visit", uid, on_screen, discussion="typed meanwhile", purpose="Coaching")
    seen = records.get(store, uid)
    values = {head.fields["discussion"] for head in seen.conflicts["discussion"]}
    assert values == {"came in by a colleague's file", "typed meanwhile"}
    assert seen.fields["purpose"] == "Coaching"
    assert finding.page(store, "visit")[0].conflicts == 1


def test_a_field_may_be_called_by_a_word_of_sql(store: Store, put: Any) -> None:
    leader, team = put("person", name="Ruth"), put("team", name="Team")
    uid = put("accountability", what="Two hours a week", who=leader, to=team)
    with store.read() as reading:
        assert lists.items(reading, "accountability", [uid])[0].fields["to"] == team


def test_what_was_not_touched_is_not_written(store: Store, put: Any) -> None:
    uid = put("site", name="Alder Road", organization="Lowland")
    put("site", uid, name="Alder Road", organization="Harbour")
    assert records.history(store, uid)[-1].fields == {"organization": "Harbour"}
    put("site", uid, organization="Harbour")
    assert len(records.history(store, uid)) == 2


def test_a_note_is_private_until_it_is_shared_and_then_whole(store: Store, put: Any) -> None:
    site = put("site", name="Alder Road")
    uid = put("note", text="Tomas may leave", sites=[site], heading="To self")
    assert records.get(store, uid).is_private
    before = state(store).shared
    put("note", uid, text="Tomas leaves at Christmas")
    assert state(store).shared == before
    put("note", uid, scope="shared")
    note = records.get(store, uid)
    assert not note.is_private
    assert note.fields == {"text": "Tomas leaves at Christmas", "sites": [site], "heading": "To self"}
    assert note.shared.values["text"] == "Tomas leaves at Christmas"
    put("note", uid, sites=[])
    assert "sites" not in records.get(store, uid).fields


def test_a_colleagues_deletion_does_not_hide_private_words(make_store: Any) -> None:
    mine, theirs = make_store("mine"), make_store("theirs")
    with mine.write() as transaction:
        uid = records.put(transaction, "person", {"name": "Tomas", "private_notes": "worried"}).uid
    _send(mine, theirs, uid)
    with theirs.write() as transaction:
        records.delete(transaction, uid)
    _send(theirs, mine, uid)
    assert records.get(mine, uid).life == "contested"
    assert [hit.uid for hit in finding.find(mine, "worried")] == [uid]
    with mine.write() as transaction:
        records.restore(transaction, uid)
    assert records.get(mine, uid).life == "live"


def test_what_is_meant_to_be_private_is_never_written_into_a_shared_record(store: Store, put: Any) -> None:
    visit = put("visit", date="2026-10-15", discussion="for all")
    note = put("note", text="to self", scope="shared")
    before = state(store)
    for kind, uid, fields in (("visit", visit, {"discussion": "mine alone"}), ("note", note, {"text": "mine alone"})):
        with pytest.raises(BadInput, match="is shared, and so is what is written in it"):
            put(kind, uid, scope="private", **fields)
    assert state(store) == before
    put("visit", visit, scope="private", private_notes="mine alone")
    assert state(store).shared == before.shared


def test_a_private_field_claimed_in_a_shared_revision_is_not_believed(store: Store, put: Any) -> None:
    uid = put("person", name="Tomas", private_notes="mine alone")
    known = records.history(store, uid)
    forged = Revision(
        uid=uid, kind="person", scope="shared", parents=tuple(r.id for r in known if r.scope == "shared"),
        author="x", device="x", clock=(2**40, 0), action="edit", schema=1, fields={"private_notes": "theirs"},
    )  # fmt: skip
    with store.write() as transaction:
        transaction.take(forged)
    assert records.get(store, uid).fields["private_notes"] == "mine alone"


def test_fields_may_be_called_by_words_of_sql(store: Store, put: Any) -> None:
    hana, owen = put("person", name="Hana Sato"), put("person", name="Owen Barr")
    agreed = put("accountability", what="The minutes", who=hana, to=owen)
    kept = put("resource", what="A guide", where="The shelf")
    with store.read() as reading:
        assert lists.items(reading, "accountability", [agreed])[0].fields["to"] == owen
        assert lists.items(reading, "resource", [kept])[0].fields["where"] == "The shelf"


def test_kinds_and_fields_of_a_newer_program_are_kept_and_named(store: Store, put: Any) -> None:
    uid = put("site", name="Alder Road")
    newer = {
        "scope": "shared",
        "parents": (),
        "author": "x",
        "device": "x",
        "clock": (1, 0),
        "action": "edit",
        "schema": 2,
    }
    unknown = str(uuid.uuid4())
    with store.write() as transaction:
        transaction.take(Revision(uid=uid, kind="site", fields={"climate": "warm", "sun": {"add": ["x"]}}, **newer))
        transaction.take(Revision(uid=unknown, kind="hologram", fields={"colour": "blue"}, **newer))
    assert records.get(store, uid).fields == {"name": "Alder Road", "climate": "warm", "sun": ["x"]}
    assert records.get(store, unknown).fields == {"colour": "blue"}
    store.rebuild()
    assert records.get(store, unknown).kind == "hologram"


def test_after_a_commit_listeners_learn_which_kinds_changed(store: Store, put: Any) -> None:
    told: list[frozenset[str]] = []
    store.listen(told.append)
    site = put("site", name="Alder Road")
    two = [{"date": "2026-10-15", "site": site}, {"date": "yesterday"}]
    with pytest.raises(NotebookError):
        _put_all(store, "visit", two)
    assert told == [frozenset({"site"})]
    assert finding.page(store, "visit") == []


def test_one_program_at_a_time(store: Store, data_key: bytes) -> None:
    with pytest.raises(StoreInUse, match="already open"):
        Store.open(store.folder, data_key)


def test_a_closed_store_is_not_opened_again_behind_its_lock(store: Store, put: Any) -> None:
    put("site", name="Alder Road")
    store.close()
    with pytest.raises(StoreClosed, match="locked"):
        finding.page(store, "site")
    with pytest.raises(StoreClosed, match="locked"):
        put("site", name="Linden Grove")
    assert not store.folder.journal.exists()
    store.close()


def test_threads_take_turns_in_writing_however_long_it_takes(
    store: Store, put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The database's own lock is not waited for at all: whoever meets it is told of another program.
    monkeypatch.setattr(db_engine, "WAIT_S", 0.0)
    begun, saved, told = threading.Event(), threading.Event(), list[str]()

    def save() -> None:
        begun.set()
        try:
            put("site", name="typed meanwhile")
        except NotebookError as error:
            told.append(str(error))
        saved.set()

    saving = threading.Thread(target=save)
    with store.write() as transaction:
        records.put(transaction, "site", {"name": "taken in"})
        saving.start()
        begun.wait()
        assert not saved.wait(0.05)
        assert finding.page(store, "site") == []
    saving.join()
    assert told == []
    assert {item.fields["name"] for item in finding.page(store, "site")} == {"typed meanwhile", "taken in"}


def test_a_transaction_within_a_transaction_is_refused_at_once(store: Store, put: Any) -> None:
    with pytest.raises(RuntimeError, match="Within a transaction"), store.write():
        put("site", name="within")
    with store.write(), pytest.raises(RuntimeError, match="Within a transaction"):
        store.rebuild()
    put("site", name="afterwards")
    assert [item.fields["name"] for item in finding.page(store, "site")] == ["afterwards"]


def test_what_waits_for_its_turn_when_the_store_is_closed_is_still_saved(store: Store, put: Any) -> None:
    saving = threading.Thread(target=lambda: put("site", name="typed meanwhile"))
    closing = threading.Thread(target=store.close)
    with store.write():
        saving.start()
        while store._at_work < 2:
            threading.Event().wait(0.001)
        closing.start()
    saving.join()
    closing.join()
    with Store.open(store.folder, store._data_key) as reopened:
        assert [item.fields["name"] for item in finding.page(reopened, "site")] == ["typed meanwhile"]


def test_after_a_restart_what_is_written_comes_after_all_that_a_leading_clock_stamped(
    store: Store, data_key: bytes
) -> None:
    with store.write() as transaction:
        transaction.clock = Stamp(now_ms() + 3_000_000, 0)
        uid = records.put(transaction, "site", {"name": "first"}).uid
        for name in ("second", "third"):
            records.put(transaction, "site", {"name": name}, uid)
    store.close()
    with Store.open(store.folder, data_key) as reopened:
        with reopened.write() as transaction:
            records.put(transaction, "site", {"name": "fourth"}, uid)
        assert [one.fields["name"] for one in records.history(reopened, uid)] == ["first", "second", "third", "fourth"]


def test_closing_waits_for_what_is_under_way(store: Store) -> None:
    begun, closed = threading.Event(), threading.Event()

    def work() -> None:
        with store.write() as transaction:
            begun.set()
            closing.start()
            assert not closed.wait(0.05)
            records.put(transaction, "site", {"name": "Alder Road"})

    closing = threading.Thread(target=lambda: (store.close(), closed.set()))
    working = threading.Thread(target=work)
    working.start()
    working.join()
    closing.join()
    assert begun.is_set()
    with Store.open(store.folder, store._data_key) as reopened:
        assert len(finding.page(reopened, "site")) == 1


@pytest.mark.parametrize("damage", ["empty", "missing", "truncated", "flipped", "foreign"])
def test_a_damaged_store_is_refused_and_not_touched(store: Store, put: Any, data_key: bytes, damage: str) -> None:
    for number in range(50):
        put("site", name=f"Site {number}", about="word " * 400)
    store.close()
    file = store.folder.database
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        middle = len(content) // 2
        flipped = content[:100] + bytes([content[100] ^ 1]) + content[101:]
        damaged = {
            "empty": b"",
            "truncated": content[:middle],
            "flipped": flipped,
            "foreign": b"SQLite format 3\0" * 512,
        }
        file.write_bytes(damaged[damage])
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(StoreDamaged, match="Restore"):
        _open_and_read_all(store.folder, data_key)
    assert (file.read_bytes() if file.exists() else None) == before


def test_several_tables_declared_differently_are_made_again_together(store: Store, put: Any, data_key: bytes) -> None:
    person = put("person", name="Priya")
    put("visit", date="2026-10-15", attended=[person])
    with store.read() as reading:
        before = projection.digest(reading)
    with store.write() as transaction:
        made_from = fingerprints() | {"person": "older", "visit": "older", "note": "older"}
        notebook_settings.write(transaction.connection, "fingerprints", made_from)
        for index in ("person_by_role_met", "person_with_wish"):
            transaction.connection.exec_driver_sql(f"DROP INDEX {index}")
        transaction.connection.exec_driver_sql("ALTER TABLE person DROP COLUMN met")
        # So that a visit is made again before the people are.
        transaction.connection.exec_driver_sql("DELETE FROM visit")
    store.close()
    with Store.open(store.folder, data_key) as reopened, reopened.read() as reading:
        assert projection.digest(reading) == before


@pytest.mark.skipif(sys.platform != "linux", reason="Only there a process can look which files it has open")
def test_a_notebook_that_does_not_open_leaves_no_file_of_it_open(store: Store, put: Any, data_key: bytes) -> None:
    with store.write() as transaction:
        for number in range(1_000):
            records.put(transaction, "note", {"text": f"hello there {number}"})
    store.close()
    path = store.folder.database
    with path.open("r+b") as file:
        for page in range(25, path.stat().st_size // 4096):
            file.seek(page * 4096 + 100)
            file.write(b"x" * 50)
    gc.disable()
    try:
        with pytest.raises(StoreDamaged):
            Store.open(store.folder, data_key)
        opened = [os.readlink(one) for one in Path("/proc/self/fd").iterdir() if one.is_symlink() and one.exists()]
        assert [name for name in opened if "notebook.db" in name] == []
    finally:
        gc.enable()


def test_a_newer_programs_store_is_refused(store: Store, data_key: bytes) -> None:
    with store.write() as transaction:
        notebook_settings.write(transaction.connection, "format", FORMAT + 1)
    store.close()
    with pytest.raises(StoreNewer, match="newer version"):
        Store.open(store.folder, data_key)


@pytest.mark.parametrize("kept", [{}, fingerprints()], ids=["all of them", "one kind"])
def test_tables_declared_differently_are_made_again_at_the_next_start(
    store: Store, put: Any, data_key: bytes, kept: dict[str, str]
) -> None:
    uid = put("site", name="Alder Road")
    with store.write() as transaction:
        made_from = kept | {"site": "of an older program"}
        notebook_settings.write(transaction.connection, "fingerprints", made_from)
        transaction.connection.exec_driver_sql("DROP TABLE site")
        transaction.connection.exec_driver_sql("CREATE TABLE site (uid TEXT, old_column TEXT)")
    store.close()
    with Store.open(store.folder, data_key) as reopened:
        assert finding.page(reopened, "site")[0].uid == uid
        assert [hit.uid for hit in finding.find(reopened, "alder")] == [uid]


def _put_all(store: Store, kind: str, all_fields: list[dict[str, Any]]) -> None:
    with store.write() as transaction:
        for fields in all_fields:
            records.put(transaction, kind, fields)


def _send(sender: Store, receiver: Store, uid: str) -> None:
    shared = [revision for revision in records.history(sender, uid) if revision.scope == "shared"]
    with receiver.write() as transaction:
        for revision in shared:
            transaction.take(revision)


def _open_and_read_all(folder: Folder, data_key: bytes) -> None:
    with Store.open(folder, data_key) as opened:
        if opened.faults():
            raise StoreDamaged("Restore")


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["add", "remove", "x"]), inner),
    max_leaves=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(fields={"attended": ["", ""]}, kind="visit")
@given(
    fields=st.dictionaries(
        st.sampled_from(["date", "site", "activities", "attended", "discussion", "mode"]), _ANYTHING
    ),
    kind=st.sampled_from(["visit", "person", "hologram"]),
)
def test_values_of_any_shape_from_elsewhere_are_kept_and_harm_nothing(
    store: Store, fields: dict[str, Any], kind: str
) -> None:
    uid = records.new_uid()
    strange = Revision(
        uid=uid, kind=kind, scope="shared", parents=(), author="x", device="x", clock=(1, 0), action="edit", schema=9,
        fields=fields,
    )  # fmt: skip
    with store.write() as transaction:
        transaction.take(strange)
    assert records.history(store, uid)[0].fields == fields
    assert finding.find(store, "anything") == []
    if kind == "visit":
        assert uid in {item.uid for item in finding.page(store, "visit", limit=1_000)}


def test_tidying_moves_what_was_saved_into_the_database_file(
    store: Store, put: Any, data_key: bytes, tmp_path: Path
) -> None:
    uid = put("site", name="Ashford Primary")
    store.tidy()
    alone = tmp_path / "alone.db"
    shutil.copyfile(store.folder.database, alone)
    engine = open_engine(alone, data_key)
    with engine.connect() as connection:
        assert [r.fields for r in log.of_record(connection, uid)] == [{"name": "Ashford Primary"}]
    engine.dispose()


def test_a_thread_that_must_not_wait_for_others_is_told_instead_and_nothing_is_done(store: Store, put: Any) -> None:
    begun, end = threading.Event(), threading.Event()

    def write_long() -> None:
        with store.write():
            begun.set()
            end.wait()

    store.spare_this_thread()
    other, third = (threading.Thread(target=act) for act in (write_long, lambda: put("site", name="Northgate")))
    other.start()
    begun.wait()
    # One that may wait does.
    third.start()
    with pytest.raises(StoreBusy, match="Do this again") as busy:
        put("site", name="Alder Road")
    assert not busy.value.is_over_within(0)
    end.set()
    other.join()
    third.join()
    assert busy.value.is_over_within(1)
    assert [item.fields["name"] for item in finding.every(store, "site")] == ["Northgate"]
    put("site", name="Alder Road")


def test_a_deletion_takes_out_of_sight_only_what_was_on_screen(store: Store, put: Any) -> None:
    uid, other = put("site", name="Alder Road"), put("site", name="Northgate")
    seen = {one: records.heads(store, one) for one in (uid, other)}
    put("site", uid, phone="1")
    with store.write() as transaction:
        for one in (uid, other):
            records.delete(transaction, one, seen=seen[one])
    assert [records.get(store, one).life for one in (uid, other)] == ["contested", "deleted"]
    assert records.get(store, uid).fields["phone"] == "1"
    assert records.heads(store, records.new_uid()) == ()


def test_a_copied_notebook_is_a_device_of_its_own_and_stays_it(store: Store, data_key: bytes, tmp_path: Path) -> None:
    original = store.device
    store.close()
    copy = Folder(tmp_path / "copy")
    shutil.copytree(store.folder.path, copy.path)
    with Store.open(copy, data_key) as opened:
        own = opened.device
    assert own != original
    with Store.open(copy, data_key) as opened:
        assert opened.device == own
    with Store.open(store.folder, data_key) as opened:
        assert opened.device == original
