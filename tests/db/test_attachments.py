"""Photos and files beside the database: come back whole, say nothing on the disk, and tell when they are damaged."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db import attachments
from isp_desktop.db.attachments import Attachments
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound, StoreClosed, StoreDamaged
from isp_desktop.services import backups


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=5_000))
def test_what_is_kept_comes_back_under_its_hash(tmp_path: Path, content: bytes) -> None:
    kept = Attachments(tmp_path, bytes(32))
    digest = kept.keep(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert kept.has(digest)
    assert kept.read(digest) == content


def test_the_disk_shows_neither_content_nor_hash(store: Store) -> None:
    content = b"a photo of the reading corner" * 50
    digest = store.attachments.keep(content)
    [file] = store.folder.attachments.iterdir()
    assert digest not in file.name
    assert b"reading corner" not in file.read_bytes()


def test_the_same_content_is_kept_once_and_not_written_again(store: Store) -> None:
    store.attachments.keep(b"one")
    [before] = store.folder.attachments.iterdir()
    written = before.stat().st_mtime_ns, before.read_bytes()
    store.attachments.keep(b"one")
    [after] = store.folder.attachments.iterdir()
    assert (after.stat().st_mtime_ns, after.read_bytes()) == written


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_one_changed_byte_is_told_as_damage(store: Store, at: int) -> None:
    digest = store.attachments.keep(b"the agreement, signed")
    [file] = store.folder.attachments.iterdir()
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    with pytest.raises(StoreDamaged, match="damaged"):
        store.attachments.read(digest)


@pytest.mark.parametrize("damage", [b"", b"ISPA1", b"ISPA1" + bytes(200)])
def test_what_is_added_again_heals(store: Store, damage: bytes) -> None:
    digest = store.attachments.keep(b"the agreement, signed")
    [file] = store.folder.attachments.iterdir()
    file.write_bytes(damage)
    with pytest.raises(StoreDamaged, match="Add it again"):
        store.attachments.read(digest)
    assert store.attachments.keep(b"the agreement, signed") == digest
    assert store.attachments.read(digest) == b"the agreement, signed"


def test_one_file_in_the_place_of_another_is_told_as_damage(store: Store) -> None:
    first = store.attachments.keep(b"first")
    [path] = store.folder.attachments.iterdir()
    store.attachments.keep(b"second")
    [other] = set(store.folder.attachments.iterdir()) - {path}
    os.replace(other, path)
    with pytest.raises(StoreDamaged):
        store.attachments.read(first)


def test_a_file_that_is_not_here_is_told_so(store: Store) -> None:
    digest = hashlib.sha256(b"elsewhere").hexdigest()
    assert not store.attachments.has(digest)
    with pytest.raises(NotFound, match="not in this notebook"):
        store.attachments.read(digest)


def test_a_file_too_large_is_refused_before_anything_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 10)
    with pytest.raises(BadInput, match="Shrink it first"):
        store.attachments.keep(b"eleven bytes")
    assert not list(store.folder.attachments.iterdir())


def test_a_closed_notebook_gives_no_files(store: Store) -> None:
    store.close()
    with pytest.raises(StoreClosed):
        _ = store.attachments


def test_a_restored_backup_brings_its_files_back(store: Store, passphrase: str, data_key: bytes) -> None:
    digest = store.attachments.keep(b"before")
    backup = backups.take(store)
    store.close()
    for file in store.folder.attachments.iterdir():
        file.unlink()
    backups.restore(store.folder.path, backup.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert restored.attachments.read(digest) == b"before"


def test_a_backup_kept_elsewhere_heals_what_is_damaged_and_spoils_nothing_sound(
    store: Store, passphrase: str, data_key: bytes, tmp_path: Path
) -> None:
    healed, kept = store.attachments.keep(b"rots here"), store.attachments.keep(b"rots there")
    here = {digest: store.attachments._path(digest) for digest in (healed, kept)}
    backup = backups.take(store)
    store.close()
    there = backup.path / "attachments"
    shutil.copytree(there, tmp_path / "elsewhere")
    shutil.rmtree(there)
    shutil.copytree(tmp_path / "elsewhere", there)
    here[healed].write_bytes(b"rot")
    (there / here[kept].name).write_bytes(b"rot")
    backups.restore(store.folder.path, backup.id, passphrase)
    with Store.open(store.folder, data_key) as restored:
        assert restored.attachments.read(healed) == b"rots here"
        assert restored.attachments.read(kept) == b"rots there"


def test_a_file_that_is_just_being_written_is_in_no_backup_and_swept_away_later(store: Store, data_key: bytes) -> None:
    store.attachments.keep(b"whole")
    [whole] = store.folder.attachments.iterdir()
    half = store.folder.attachments / f".{whole.name}.k3j2"
    half.write_bytes(b"half")
    taken = backups.take(store)
    assert [file.name for file in (taken.path / "attachments").iterdir()] == [whole.name]
    store.close()
    Store.open(store.folder, data_key).close()
    assert list(store.folder.attachments.iterdir()) == [whole]
