"""A disk that is full in the middle of exchanging: refused in a sentence, nothing changed, and it works afterwards."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import resource
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from small_disk import SmallDisk, small_disk

from isp_desktop.db import colleagues
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import StoreUnusable
from isp_desktop.services import attaching, backups, checking, demo_notebook, finding, records
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import not_shared, share
from isp_desktop.services.state import StateHash, state

ALL = Choice(everything=True)
# So many bytes more are free at each try: every part of the work meets the full disk at some of them.
_STEP = 192 * 2**10


@pytest.fixture
def theirs(make_store: Callable[[str], Store]) -> Store:
    """A colleague's notebook, with photos."""
    made = make_store("theirs")
    demo_notebook.fill(made, 3, 60, 1, dt.date(2026, 11, 20))
    visit = finding.page(made, "visit")[0].uid
    for number in range(3):
        attaching.add(made, os.urandom(150_000).hex().encode(), f"noise {number}.txt", ("visit", visit))
    return made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 32) as made:
        yield made


def notebook(path: Path, data_key: bytes) -> Folder:
    """The folder of a closed notebook with one site and what makes it known to others."""
    folder = Folder(path)
    folder.make()
    named = str(uuid.uuid4())
    write_keys(folder.keys, Keys(FORMAT, named, "", ""))
    with Store.create(folder, data_key, named, "Maren Oduya") as store:
        with store.write() as transaction:
            records.put(transaction, "site", {"name": "Alder Road"})
        identity(store)
    return folder


def on_disk(folder: Folder) -> dict[str, str]:
    """The hash of each file of a closed notebook."""
    files = (path for path in folder.path.rglob("*") if path.is_file())
    return {str(path.relative_to(folder.path)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def bundle_for(folder: Folder, data_key: bytes, theirs: Store, path: Path) -> tuple[Path, StateHash]:
    """All of `theirs` for the notebook in `folder`, and that notebook's state."""
    with Store.open(folder, data_key) as mine:
        share(theirs, path, ALL, [identity(mine).public_key])
        return path, state(mine)


def require_usable(store: Store, before: StateHash) -> None:
    """It is what it was, and takes what is typed now."""
    assert state(store) == before
    assert receiving.received(store) == []
    with store.write() as transaction, transaction.tried():
        records.put(transaction, "site", {"name": "Northgate"})


def test_a_disk_full_at_any_moment_of_an_import_changes_nothing(
    disk: SmallDisk, theirs: Store, data_key: bytes, tmp_path: Path
) -> None:
    folder = notebook(disk.path / "mine", data_key)
    bundle, before = bundle_for(folder, data_key, theirs, tmp_path / "x.ispx")
    as_it_was, room = on_disk(folder), disk.free
    refused, left, done = set[str](), 0, None
    while done is None:
        with Store.open(folder, data_key) as store:
            with disk.with_only(left):
                try:
                    done = receiving.receive(store, bundle)
                except StoreUnusable as error:
                    refused.add(str(error).partition(" (")[0])
                    require_usable(store, before)
            left += _STEP
        if done is None:
            assert on_disk(folder) == as_it_was
            assert disk.free == room
    assert refused == {
        "The disk is full. Free some space and try again.",
        "The disk is full. Free some space and try again; what was saved before is safe.",
    }
    with Store.open(folder, data_key) as store:
        assert checking.check(store, rebuild=True).is_clean
        assert state(store).revisions == before.revisions + done.counts["revisions"]
        assert done.counts["files"] == 3


def test_an_import_that_found_the_disk_full_is_received_once_there_is_room(
    disk: SmallDisk, theirs: Store, data_key: bytes, tmp_path: Path
) -> None:
    folder = notebook(disk.path / "mine", data_key)
    bundle, before = bundle_for(folder, data_key, theirs, tmp_path / "x.ispx")
    with Store.open(folder, data_key) as store:
        # Enough for the photos and the backup, and for some of the records.
        with disk.with_only(9 * _STEP), pytest.raises(StoreUnusable, match="disk is full"):
            receiving.receive(store, bundle)
        assert backups.every(folder.path) == []
        require_usable(store, before)
        done = receiving.receive(store, bundle)
        assert [one.id for one in backups.every(folder.path)] == [done.backup]
        assert checking.check(store, rebuild=True).is_clean


def test_a_disk_full_at_any_moment_of_a_backup_leaves_nothing_of_it(
    disk: SmallDisk, data_key: bytes, theirs: Store, tmp_path: Path
) -> None:
    folder = notebook(disk.path / "mine", data_key)
    bundle, _before = bundle_for(folder, data_key, theirs, tmp_path / "x.ispx")
    with Store.open(folder, data_key) as store:
        receiving.receive(store, bundle)
        earlier, before, left, taken = backups.every(folder.path), state(store), 0, None
        sentences: list[str] = []
        while taken is None:
            with disk.with_only(left):
                try:
                    taken = backups.take(store)
                except StoreUnusable as error:
                    sentences.append(str(error))
                    assert [path.name for path in folder.backups.iterdir()] == [one.id for one in earlier]
                    assert state(store) == before
            left += _STEP
        assert len(sentences) > 3
        assert all("disk is full" in one for one in sentences)
        assert backups.every(folder.path) == [taken, *earlier]


def test_a_stick_full_at_any_moment_of_sharing_keeps_what_it_had(
    disk: SmallDisk, theirs: Store, make_store: Any
) -> None:
    path, key = disk.path / "x.ispx", identity(make_store("mine")).public_key
    path.write_bytes(b"the old one")
    waiting, left, made = not_shared(theirs), 0, None
    sentences: list[str] = []
    assert waiting > 0
    while made is None:
        with disk.with_only(left):
            try:
                made = share(theirs, path, ALL, [key])
            except StoreUnusable as error:
                sentences.append(str(error))
                assert sorted(one.name for one in disk.path.iterdir()) == ["filler", "x.ispx"]
                assert path.read_bytes() == b"the old one"
                assert not_shared(theirs) == waiting
        left += _STEP
    assert len(sentences) > 1
    assert all("disk is full" in one for one in sentences)
    assert not_shared(theirs) == 0


def test_a_notebook_without_room_to_note_a_bundle_leaves_none(
    disk: SmallDisk, theirs: Store, data_key: bytes, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folder = notebook(disk.path / "mine", data_key)
    with Store.open(folder, data_key) as store:
        before = state(store)
        with disk.with_only(0), pytest.raises(StoreUnusable, match="disk is full"):
            share(store, stick / "x.ispx", ALL, [identity(theirs).public_key])
        assert list(stick.iterdir()) == []
        assert state(store) == before
        with store.read() as reading:
            assert not colleagues.sent(reading)
        assert share(store, stick / "x.ispx", ALL, [identity(theirs).public_key]).counts["records"] == 1


@contextmanager
def no_file_over(most: int) -> Iterator[None]:
    """Meanwhile the system lets no file of this program grow beyond `most` bytes: a full disk without any."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_takes_no_larger_file_refuses_an_import_as_a_full_one_does(
    theirs: Store, data_key: bytes, tmp_path: Path
) -> None:
    folder = notebook(tmp_path / "mine", data_key)
    bundle, before = bundle_for(folder, data_key, theirs, tmp_path / "x.ispx")
    as_it_was, sentences, most, done = on_disk(folder), set[str](), 0, None
    while done is None:
        with Store.open(folder, data_key) as store:
            with no_file_over(most):
                try:
                    done = receiving.receive(store, bundle)
                except StoreUnusable as error:
                    sentences.add(str(error).partition(".")[0])
            if done is None:
                require_usable(store, before)
        if done is None:
            assert on_disk(folder) == as_it_was
        most += _STEP
    assert sentences == {"The disk takes no larger file", "The disk refused to read or write"}
    with Store.open(folder, data_key) as store:
        assert checking.check(store, rebuild=True).is_clean
