"""Going back to a backup: which one it was, and what became of what was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound, StoreDamaged
from isp_desktop.services import backups

Put = Callable[..., str]


def spoil(*databases: object) -> None:
    for database in databases:
        size = database.stat().st_size  # type: ignore[attr-defined]
        database.write_bytes(b"\x00" * size)  # type: ignore[attr-defined]


def test_what_was_there_before_is_told_and_can_be_gone_back_to(store: Store, put: Put, passphrase: str) -> None:
    put("site", name="Alder Road Primary")
    kept = backups.take(store)
    put("site", name="Linden Grove")
    store.close()
    told = backups.restore(store.folder.path, kept.id, passphrase)
    assert told.backup.id == kept.id
    assert told.aside is not None
    assert told.can_be_taken_back
    assert told.aside.manifest.revisions == 2
    assert backups.restore(store.folder.path, told.aside.id, passphrase).backup.id == told.aside.id


def test_the_latest_sound_one_is_named_and_so_are_those_passed_over(store: Store, put: Put, passphrase: str) -> None:
    put("site", name="Alder Road Primary")
    sound = backups.take(store)
    put("site", name="Linden Grove")
    latest = backups.take(store)
    store.close()
    spoil(store.folder.database, latest.path / "notebook.db")
    tried: list[str] = []
    told = backups.restore_latest_sound(store.folder.path, passphrase, lambda _at, _of, one: tried.append(one.id))
    assert (told.backup.id, told.skipped, told.can_be_taken_back) == (sound.id, 1, False)
    assert tried == [latest.id, sound.id]


def test_without_any_sound_backup_it_says_so(store: Store, passphrase: str) -> None:
    store.close()
    with pytest.raises(NotFound, match="no backup"):
        backups.restore_latest_sound(store.folder.path, passphrase)


def test_where_every_backup_is_damaged_it_says_so(store: Store, passphrase: str) -> None:
    kept = backups.take(store)
    store.close()
    spoil(kept.path / "notebook.db")
    with pytest.raises(StoreDamaged):
        backups.restore_latest_sound(store.folder.path, passphrase)


def test_moments_are_told_by_this_computers_clock(store: Store, put: Put, passphrase: str) -> None:
    put("site", name="Alder Road Primary")
    kept = backups.take(store)
    store.close()
    aside = backups.restore(store.folder.path, kept.id, passphrase).aside
    assert aside is not None
    local = dt.datetime.fromisoformat(kept.manifest.at).astimezone()
    told = f"{local.day} {local:%B %Y, %H:%M}"
    assert backups.moment(kept) == told
    assert backups.reason(aside) == f"before going back to that of {local.day} {local:%b %Y, %H:%M}"
    assert backups.reason(kept) == "asked for"


def test_a_reason_that_names_no_moment_is_told_as_it_is(store: Store) -> None:
    kept = backups.take(store, "before going back to yesterday")
    assert backups.reason(kept) == "before going back to yesterday"
    assert msgspec.json.decode((kept.path / "manifest.json").read_bytes())["reason"] == kept.manifest.reason
