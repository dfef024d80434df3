"""No word of a notebook stands readable on the disk: not in the store, its journal, its drafts, its backups."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, StoreDamaged, StoreInUse, StoreUnusable, WrongPassphrase
from isp_desktop.services import attaching, backups, drafts, session

PLANTED = "Xylophonquartz"


def test_no_planted_word_stands_in_any_file_while_open_and_after(store: Store, put: Any) -> None:
    _write_planted(store, put)
    assert store.folder.journal.stat().st_size > 0
    assert _files_with(PLANTED, store.folder.path) == []
    backups.take(store)
    store.close()
    assert _files_with(PLANTED, store.folder.path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows says by folders who may read")
def test_only_its_owner_may_read_any_file_of_a_notebook(
    store: Store, put: Any, data_key: bytes, passphrase: str
) -> None:
    _write_planted(store, put)
    attaching.add(store, b"a photo", "photo.txt", ("visit", put("visit", date="2026-10-15")))
    taken = backups.take(store)
    store.close()
    backups.restore(store.folder.path, taken.id, passphrase)
    opened = Store.open(store.folder, data_key)
    try:
        everything = [store.folder.path, *store.folder.path.rglob("*")]
        others = {str(one.relative_to(store.folder.path)): one.stat().st_mode & 0o077 for one in everything}
    finally:
        opened.close()
    assert "notebook.db-wal" in others
    assert {name: mode for name, mode in others.items() if mode} == {}


def test_the_planted_word_would_be_found(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le"):
        (tmp_path / encoding).write_bytes(PLANTED.lower().encode(encoding))
    assert len(_files_with(PLANTED, tmp_path)) == 2


def test_a_real_notebook_opens_by_passphrase_and_by_recovery_code_only(tmp_path: Path) -> None:
    made = session.create(tmp_path / "möin store", "four unrelated words", "Maren")
    made.store.close()
    folder = tmp_path / "möin store"
    key = session.unlock(folder, "four unrelated words")
    assert session.unlock_by_recovery(folder, made.recovery_code.lower().replace("-", " ")) == key
    with pytest.raises(WrongPassphrase, match="not the passphrase"):
        session.unlock(folder, "four unrelated word")
    session.change_passphrase(folder, key, "another good passphrase")
    assert session.unlock(folder, "another good passphrase") == key
    with pytest.raises(WrongPassphrase):
        session.unlock(folder, "four unrelated words")
    assert _files_with("another good", folder) == []
    session.open_store(folder, key).close()


@pytest.mark.usefixtures("quick_wrapping")
def test_a_folder_that_cannot_be_used_is_left_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at least 8"):
        session.create(tmp_path / "new", "short")
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreUnusable, match="is a file"):
        session.create(tmp_path / "file", "long enough to do")
    assert (tmp_path / "file").read_text() == "mine"
    with pytest.raises(StoreUnusable, match="no notebook"):
        session.unlock(tmp_path, "long enough to do")


def test_a_making_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path, data_key: bytes) -> None:
    folder = Folder(tmp_path / "store")
    folder.make()
    folder.being_made.touch()
    Store.create(folder, data_key, "0190a0a0-0000-7000-8000-000000000001", "Maren").close()
    assert not session.exists(folder.path)
    with pytest.raises(StoreUnusable, match="no notebook"):
        session.unlock(folder.path, "long enough to do")
    folder.make()
    assert not folder.database.exists()


@pytest.mark.usefixtures("quick_wrapping")
def test_what_another_program_is_making_is_left_alone(tmp_path: Path, data_key: bytes) -> None:
    folder = Folder(tmp_path / "store")
    folder.make()
    folder.being_made.touch()
    made = Store.create(folder, data_key, "0190a0a0-0000-7000-8000-000000000001", "Maren")
    with pytest.raises(StoreInUse):
        session.create(folder.path, "long enough to do")
    with pytest.raises(StoreInUse):
        folder.lock()
    assert folder.database.exists()
    made.close()


@pytest.mark.usefixtures("quick_wrapping")
def test_a_database_without_its_keys_is_never_made_anew(store: Store, put: Any) -> None:
    put("site", name="Alder Road")
    store.close()
    store.folder.keys.unlink()
    with pytest.raises(StoreUnusable, match="already a notebook"):
        session.create(store.folder.path, "long enough to do")
    with pytest.raises(StoreDamaged, match=r"keys.json is missing"):
        session.unlock(store.folder.path, "long enough to do")
    assert store.folder.database.exists()


@pytest.mark.usefixtures("quick_wrapping")
def test_a_new_recovery_sheet_ends_the_old_one(store: Store, data_key: bytes, passphrase: str) -> None:
    code = session.renew_recovery(store.folder.path, data_key)
    assert session.unlock_by_recovery(store.folder.path, code) == data_key
    with pytest.raises(WrongPassphrase):
        session.unlock_by_recovery(store.folder.path, passphrase)


def test_a_synced_folder_is_warned_about(tmp_path: Path) -> None:
    assert "Dropbox" in session.synced_folder_warning(tmp_path / "Dropbox" / "notebook")
    assert session.synced_folder_warning(tmp_path / "notebook") == ""
    assert Folder(tmp_path).synced_by == ""


def _write_planted(store: Store, put: Any) -> None:
    site = put("site", name=f"{PLANTED} school")
    uid = put("visit", date="2026-10-15", site=site, discussion=f"said {PLANTED}", private_notes=f"think {PLANTED}")
    put("note", text=f"{PLANTED} " * 500)
    put("person", name=PLANTED, emails=[f"{PLANTED}@example.org"])
    drafts.keep(store, uid, "visit", {"discussion": f"typing {PLANTED}"}, [], {})


def _files_with(word: str, folder: Path) -> list[Path]:
    wanted = [form.encode(encoding) for form in (word, word.lower()) for encoding in ("utf-8", "utf-16-le")]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if any(form in path.read_bytes() for form in wanted)]
