"""Verified copies of a whole store in its `backups/` folder, as encrypted as the store, and going back to one."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from isp_desktop.db import log, settings
from isp_desktop.db.engine import open_engine, plain_errors
from isp_desktop.db.files import flush_folder, write_durably
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound, StoreDamaged
from isp_desktop.domain.retention import superfluous

_STAMP = "%Y%m%dT%H%M%S%fZ"


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself: when it was taken (ISO, UTC), why, and how many revisions it holds."""

    at: str
    reason: str
    revisions: int

    def told(self) -> dict[str, str | int]:
        """As JSON."""
        return {"at": self.at, "reason": self.reason, "revisions": self.revisions}


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the store's folder; its id is the name of its own folder."""

    id: str
    path: Path
    manifest: Manifest


def take(store: Store, reason: str, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> Backup:
    """Copies the store while it stays in use, and verifies the copy before it counts.

    Raises:
        StoreDamaged: the store is damaged; earlier backups stay as they are.
        StoreUnusable: the disk does not allow it; nothing of the attempt stays.
    """
    moment = now()
    name = moment.strftime(_STAMP)
    beside = store.folder.backups / f".{name}"
    with plain_errors():
        beside.mkdir(parents=True, mode=0o700)
        try:
            store.copy_to(beside / "notebook.db")
            revisions = _verified_count(store, beside / "notebook.db")
            shutil.copyfile(store.folder.keys, beside / "keys.json")
            _link_attachments(store.folder.attachments, beside / "attachments")
            manifest = Manifest(moment.isoformat(), reason, revisions)
            write_durably(beside / "manifest.json", msgspec.json.encode(manifest))
            _flush(beside)
            os.replace(beside, store.folder.backups / name)
            flush_folder(store.folder.backups)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    _thin(store.folder, moment)
    return Backup(name, store.folder.backups / name, manifest)


def every(folder: Folder) -> list[Backup]:
    """The backups of a store, latest first."""
    if not folder.backups.is_dir():
        return []
    whole = [path for path in folder.backups.iterdir() if (path / "manifest.json").is_file()]
    return [Backup(path.name, path, _manifest(path)) for path in sorted(whole, reverse=True)]


def find(folder: Folder, backup_id: str) -> Backup:
    """The backup `backup_id`.

    Raises:
        NotFound: there is no such backup.
    """
    for backup in every(folder):
        if backup.id == backup_id:
            return backup
    raise NotFound(f"There is no backup “{backup_id}”. The command “backups” lists those there are.")


def restore(folder: Folder, backup: Backup, data_key: bytes) -> None:
    """Puts a backup in the place of the store, which must not be open. What was there is kept beside the backups.

    The restored notebook counts as a new device, so that both lines of work can be merged if the other still exists.

    Raises:
        StoreInUse: the store is open.
        StoreDamaged: the backup itself is damaged; the store is as it was.
    """
    with plain_errors():
        lock = folder.lock()
        try:
            fresh = folder.path / "notebook.db.restoring"
            shutil.copyfile(backup.path / "notebook.db", fresh)
            try:
                _require_sound(fresh, data_key, backup.manifest.revisions)
            except BaseException:
                fresh.unlink()
                raise
            _put_aside(folder)
            if not folder.keys.exists():
                shutil.copyfile(backup.path / "keys.json", folder.keys)
            _link_attachments(backup.path / "attachments", folder.attachments)
            os.replace(fresh, folder.database)
            flush_folder(folder.path)
        finally:
            lock.release()


def _verified_count(store: Store, copy: Path) -> int:
    with store.read() as connection:
        expected = log.count(connection)
    counted = store.count_in_copy(copy)
    if counted < expected:
        raise StoreDamaged(
            "The copy is not what the notebook holds, so it was not kept. Check the disk, then try again."
        )
    return counted


def _require_sound(path: Path, data_key: bytes, revisions: int) -> None:
    try:
        with plain_errors():
            sound = _is_sound(path, data_key, revisions)
    except StoreDamaged:
        sound = False
    if not sound:
        raise StoreDamaged("That backup is damaged. Choose an earlier one; the notebook is as it was.")


def _is_sound(path: Path, data_key: bytes, revisions: int) -> bool:
    """Whether the copy at `path` is whole; if it is, it becomes a device of its own."""
    engine = open_engine(path, data_key)
    try:
        with engine.connect() as connection, connection.begin():
            faults = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
            whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
            if faults or not whole or log.count(connection) != revisions:
                return False
            settings.write(connection, "device", str(uuid.uuid4()))
            return True
    finally:
        engine.dispose()


def _put_aside(folder: Folder) -> None:
    """Moves the present database away whole, its journal with it, so that going back can itself be taken back."""
    aside = folder.backups / f"replaced-{dt.datetime.now(dt.UTC).strftime(_STAMP)}"
    aside.mkdir(parents=True)
    for file in (folder.database, folder.journal):
        if file.exists():
            os.replace(file, aside / file.name)
    if folder.keys.exists():
        shutil.copyfile(folder.keys, aside / folder.keys.name)
    (folder.path / "notebook.db-shm").unlink(missing_ok=True)


def _link_attachments(source: Path, target: Path) -> None:
    """Attachments never change, so a backup shares them with the store where the disk can."""
    target.mkdir(exist_ok=True, parents=True)
    for file in source.iterdir() if source.is_dir() else ():
        if not (target / file.name).exists():
            try:
                os.link(file, target / file.name)
            except OSError:
                shutil.copyfile(file, target / file.name)


def _flush(folder: Path) -> None:
    for file in folder.iterdir():
        if file.is_file():
            with file.open("rb+") as handle:
                os.fsync(handle.fileno())


def _manifest(path: Path) -> Manifest:
    try:
        return msgspec.json.decode((path / "manifest.json").read_bytes(), type=Manifest)
    except msgspec.DecodeError as error:
        raise StoreDamaged(f"The backup “{path.name}” is damaged. Delete its folder, or choose another one.") from error


def _thin(folder: Folder, now: dt.datetime) -> None:
    by_moment = {dt.datetime.fromisoformat(backup.manifest.at): backup for backup in every(folder)}
    for moment in superfluous(by_moment, now):
        shutil.rmtree(by_moment[moment].path)
