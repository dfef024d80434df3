"""Backups that can be trusted, and the way back."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db import backup
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import Cancelled, NotFound, StoreDamaged, StoreInUse
from isp_desktop.domain.retention import superfluous
from isp_desktop.services import backups, drafts, finding, records, session

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def test_going_back_restores_what_was_and_keeps_what_is(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    uid = put("site", name="Alder Road")
    device = store.device
    (store.folder.attachments / ("a" * 64)).write_bytes(b"encrypted photo")
    taken = backups.take(store)
    put("site", uid, name="Changed since")
    store.close()
    backups.restore(store.folder.path, taken.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert records.get(restored, uid).fields["name"] == "Alder Road"
        assert restored.device != device
        assert restored.faults() == []
    aside, first = backups.every(store.folder.path)
    assert first.id == taken.id
    assert aside.manifest.reason.startswith("before going back")
    backups.restore(store.folder.path, aside.id, passphrase)
    with Store.open(store.folder, data_key) as again:
        assert records.get(again, uid).fields["name"] == "Changed since"


@pytest.mark.parametrize(("refusal", "stay"), [(Cancelled, 0), (StoreDamaged, 1), (ZeroDivisionError, 1), (None, 1)])
def test_a_backup_before_what_is_refused_goes_again_unless_something_is_wrong(
    store: Store, refusal: type[Exception] | None, stay: int
) -> None:
    with contextlib.suppress(Cancelled, StoreDamaged, ZeroDivisionError), backups.before(store, "a test") as kept:
        assert [one.id for one in backups.every(store.folder.path)] == [kept.id]
        if refusal is not None:
            raise refusal("Stopped.")
    assert len(list(store.folder.backups.iterdir())) == stay


def test_a_damaged_or_missing_store_comes_back_from_its_backup(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    put("site", name="Alder Road")
    taken = backups.take(store)
    store.close()
    store.folder.database.write_bytes(b"\0" * 5_000)
    store.folder.keys.unlink()
    backups.restore(store.folder.path, taken.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert [item.fields["name"] for item in finding.page(restored, "site")] == ["Alder Road"]


@pytest.mark.parametrize("keys", [b"{", b"", b'{"format": 1}'])
def test_damaged_keys_come_back_from_the_backup(
    store: Store, put: Any, data_key: bytes, passphrase: str, keys: bytes
) -> None:
    put("site", name="Alder Road")
    taken = backups.take(store)
    store.close()
    store.folder.keys.write_bytes(keys)
    backups.restore(store.folder.path, taken.id, passphrase)
    assert session.unlock(store.folder.path, passphrase) == data_key


def test_a_restore_that_was_killed_does_not_spoil_the_next(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    put("site", name="Alder Road")
    taken = backups.take(store)
    store.close()
    store.folder.staging.mkdir()
    for name in ("notebook.db", "notebook.db-wal"):
        (store.folder.staging / name).write_bytes(b"half of a restore" * 500)
    (store.folder.backups / ".20261122T101112000000Z").mkdir()
    backups.restore(store.folder.path, taken.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert len(finding.page(restored, "site")) == 1
    assert not store.folder.staging.exists()
    assert not list(store.folder.backups.glob(".*"))


def test_a_backup_whose_description_is_damaged_is_still_there_and_in_nobodys_way(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    put("site", name="Alder Road")
    taken = backups.take(store)
    (taken.path / "manifest.json").write_bytes(b"")
    later = backups.take(store)
    assert [one.id for one in backups.every(store.folder.path)] == [later.id, taken.id]
    store.close()
    backups.restore(store.folder.path, taken.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert len(finding.page(restored, "site")) == 1


def test_a_backup_is_due_after_a_save_a_draft_and_going_back(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    assert backups.is_due(store)
    taken = backups.take(store)
    assert not backups.is_due(store)
    drafts.keep(store, "0190a0a0-0000-7000-8000-000000000001", "note", {"text": "typing"}, [], {})
    assert backups.is_due(store)
    backups.take(store)
    put("site", name="Alder Road")
    assert backups.is_due(store)
    store.close()
    backups.restore(store.folder.path, taken.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert backups.is_due(restored)


def test_a_backup_can_be_stopped_between_pages(store: Store, put: Any) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled("Stopped.")

    put("site", name="Alder Road")
    with pytest.raises(Cancelled):
        backups.take(store, progress=stop)
    assert backups.every(store.folder.path) == []
    assert not list(store.folder.backups.iterdir())


def test_an_open_store_and_a_damaged_backup_are_refused(
    store: Store, put: Any, passphrase: str, data_key: bytes
) -> None:
    put("site", name="Alder Road", about="word " * 5_000)
    taken = backups.take(store)
    with pytest.raises(StoreInUse):
        backups.restore(store.folder.path, taken.id, passphrase)
    store.close()
    copy = taken.path / "notebook.db"
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    before = store.folder.database.read_bytes()
    with pytest.raises(StoreDamaged, match="backup is damaged"):
        backups.restore(store.folder.path, taken.id, passphrase)
    assert store.folder.database.read_bytes() == before
    with pytest.raises(NotFound, match="no backup"):
        backups.restore(store.folder.path, "2020", passphrase)


def test_a_corrupt_store_is_never_backed_up_over_a_good_copy(store: Store, put: Any, data_key: bytes) -> None:
    for number in range(40):
        put("site", name=f"Site {number}", about="word " * 2_000)
    good = backups.take(store)
    store.close()
    with store.folder.database.open("r+b") as file:
        file.seek(store.folder.database.stat().st_size - 4096)
        file.write(b"\xff" * 64)
    with Store.open(store.folder, data_key) as damaged, pytest.raises(StoreDamaged):
        backups.take(damaged)
    assert [one.id for one in backups.every(store.folder.path)] == [good.id]
    assert not list(store.folder.backups.glob(".2*"))


def test_old_backups_thin_out(store: Store) -> None:
    for days in range(100, -1, -5):
        backup.take(store, "every five days", now=lambda days=days: NOW - dt.timedelta(days=days))
    kept = [dt.datetime.fromisoformat(one.manifest.at) for one in backups.every(store.folder.path)]
    assert kept[0] == NOW
    assert 8 <= len(kept) < 21


@given(st.lists(st.integers(0, 10**6).map(lambda minutes: NOW - dt.timedelta(minutes=minutes)), unique=True))
def test_thinning_keeps_the_latest_and_all_of_two_days_and_is_stable(moments: list[dt.datetime]) -> None:
    gone = superfluous(moments, NOW)
    kept = [moment for moment in moments if moment not in gone]
    assert {moment for moment in moments if NOW - moment <= dt.timedelta(days=2)} <= set(kept)
    assert not moments or max(moments) in kept
    assert superfluous(kept, NOW) == []
