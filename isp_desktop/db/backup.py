"""Verified copies of a whole store in its `backups/` folder, as encrypted as the store, and going back to one."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from isp_desktop.db import keys, log, settings
from isp_desktop.db.engine import is_whole, open_engine, plain_errors
from isp_desktop.db.files import copy_private, flush_folder, write_durably
from isp_desktop.db.folder import Folder
from isp_desktop.db.sql import Connection, func, select
from isp_desktop.db.store import Store
from isp_desktop.db.tables import draft, revision
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import NotFound, StoreDamaged
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.retention import superfluous

_STAMP = "%Y%m%dT%H%M%S%fZ"
_UNKNOWN = -1
_ATTACHMENT = re.compile("[0-9a-f]{64}")

BEFORE_GOING_BACK = "before going back to "
"""How the reason of a backup begins that was made of what was there; the moment that was gone back to follows."""
NOT_DESCRIBED = marked("its description is damaged")
"""In place of a reason."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself.

    Attributes:
        at: when it was taken, ISO, UTC.
        reason: why, in English words, whatever language holds: they are kept in a file.
        revisions: how many it holds, -1 where nobody could count them.
        mark: what `mark` gave for its content, "" where nobody could look.
    """

    at: str
    reason: str
    revisions: int = _UNKNOWN
    mark: str = ""

    def told(self) -> dict[str, str | int]:
        """As JSON for people."""
        return {"at": self.at, "reason": self.reason, "revisions": self.revisions}


class Backup(Struct, frozen=True):
    """A backup in the store's folder; its id is the name of its own folder."""

    id: str
    path: Path
    manifest: Manifest


def take(
    store: Store,
    reason: str,
    progress: Progress = lambda done, total: None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Backup:
    """Copies the store while it stays in use, and verifies the copy before it counts.

    Raises:
        StoreDamaged: the store is damaged; earlier backups stay as they are.
        StoreUnusable: the disk does not allow it; nothing of the attempt stays.
        Cancelled: `progress` raised it; nothing of the attempt stays.
    """
    moment = now()
    name = moment.strftime(_STAMP)
    beside = store.folder.backups / f".{name}"
    with plain_errors():
        beside.mkdir(parents=True, mode=0o700)
        try:
            store.copy_to(beside / "notebook.db", progress)
            manifest = _verified(store, beside / "notebook.db", moment, reason)
            copy_private(store.folder.keys, beside / "keys.json")
            _link_attachments(store.folder.attachments, beside / "attachments")
            _finish(store.folder, beside, name, manifest)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        _thin(store.folder, moment)
    return Backup(name, store.folder.backups / name, manifest)


def discard(folder: Folder, backup: Backup) -> None:
    """Takes a backup away that turned out to be for nothing; what cannot be removed now goes at the next start."""
    beside = folder.backups / f".{backup.id}"
    with plain_errors():
        os.replace(backup.path, beside)
    shutil.rmtree(beside, ignore_errors=True)


def every(folder: Folder) -> list[Backup]:
    """The backups of a store, latest first; one whose description is damaged says so, and may yet be sound."""
    if not folder.backups.is_dir():
        return []
    whole = (path for path in folder.backups.iterdir() if path.is_dir() and not path.name.startswith("."))
    return [Backup(path.name, path, _manifest(path)) for path in sorted(whole, reverse=True)]


def find(folder: Folder, backup_id: str) -> Backup:
    """The backup `backup_id`.

    Raises:
        NotFound: there is no such backup.
    """
    for backup in every(folder):
        if backup.id == backup_id:
            return backup
    refusal = _("There is no backup “{id}”. The command “backups” lists those there are.")
    raise NotFound(refusal.format(id=backup_id))


def mark(connection: Connection) -> str:
    """A short text that differs whenever what is worth a backup differs: the log's end, the device, the drafts."""
    last = connection.execute(select(revision.c.id).order_by(revision.c.seq.desc()).limit(1)).scalar()
    drafts = connection.execute(select(func.count(), func.max(draft.c.saved_ms)).select_from(draft)).one()
    return f"{bytes(last or b'').hex()} {settings.read(connection, 'device')} {drafts[0]} {drafts[1]}"


def restore(folder: Folder, backup: Backup, data_key: bytes) -> None:
    """Puts a backup in the place of the store, which must not be open. What was there becomes a backup itself.

    The restored notebook counts as a new device, so that both lines of work can be merged if the other still exists.

    Raises:
        StoreInUse: the store is open.
        StoreDamaged: the backup itself is damaged; the store is as it was.
    """
    with plain_errors():
        lock = folder.lock()
        try:
            folder.sweep()
            folder.staging.mkdir(mode=0o700)
            fresh = folder.staging / "notebook.db"
            _copy_sound(backup, fresh, data_key)
            _put_aside(folder, data_key, BEFORE_GOING_BACK + backup.manifest.at)
            if not keys.are_readable(folder.keys):
                write_durably(folder.keys, (backup.path / "keys.json").read_bytes())
            _link_attachments(backup.path / "attachments", folder.attachments)
            _mend_attachments(backup.path / "attachments", folder.attachments, data_key)
            # The journal first: a journal of the old database must never meet the new one.
            folder.journal.unlink(missing_ok=True)
            os.replace(fresh, folder.database)
            flush_folder(folder.path)
        finally:
            folder.sweep()
            lock.release()


def _verified(store: Store, copy: Path, moment: dt.datetime, reason: str) -> Manifest:
    with store.read() as connection:
        expected = log.count(connection)
    with store.reading_copy(copy) as connection:
        counted = log.count(connection)
        if counted < expected:
            raise StoreDamaged(
                _("The copy is not what the notebook holds, so it was not kept. Check the disk, try again.")
            )
        return Manifest(moment.isoformat(), reason, counted, mark(connection))


def _finish(folder: Folder, beside: Path, name: str, manifest: Manifest) -> None:
    """Gives a copy its name, once all of it is on the disk."""
    write_durably(beside / "manifest.json", msgspec.json.encode(manifest))
    for file in beside.iterdir():
        if file.is_file():
            with file.open("rb+") as handle:
                os.fsync(handle.fileno())
    os.replace(beside, folder.backups / name)
    flush_folder(folder.backups)


def _copy_sound(backup: Backup, fresh: Path, data_key: bytes) -> None:
    try:
        with plain_errors():
            copy_private(backup.path / "notebook.db", fresh)
            sound = _is_sound(fresh, data_key, backup.manifest.revisions)
    except StoreDamaged:
        sound = False
    if not sound:
        raise StoreDamaged(_("That backup is damaged. Choose an earlier one; the notebook is as it was."))


def _is_sound(path: Path, data_key: bytes, revisions: int) -> bool:
    """Whether the copy at `path` is whole; if it is, it becomes a device of its own."""
    engine = open_engine(path, data_key)
    try:
        with engine.connect() as connection, connection.begin():
            if not is_whole(connection) or revisions not in (_UNKNOWN, log.count(connection)):
                return False
            settings.write(connection, "device", str(uuid.uuid4()))
            return True
    finally:
        engine.dispose()


def _put_aside(folder: Folder, data_key: bytes, reason: str) -> None:
    """Makes a backup of the present files, whole or damaged, so that going back can itself be taken back."""
    if not folder.database.exists():
        return
    moment = dt.datetime.now(dt.UTC)
    manifest = _present(folder, data_key, Manifest(moment.isoformat(), reason))
    beside = folder.backups / f".{moment.strftime(_STAMP)}"
    beside.mkdir(parents=True, mode=0o700)
    for file in (folder.database, folder.journal, folder.keys):
        if file.exists():
            copy_private(file, beside / file.name)
    _link_attachments(folder.attachments, beside / "attachments")
    _finish(folder, beside, beside.name.removeprefix("."), manifest)


def _present(folder: Folder, data_key: bytes, manifest: Manifest) -> Manifest:
    """`manifest` with what the present database holds, its journal brought into it; as it is for a damaged one."""
    engine = open_engine(folder.database, data_key)
    try:
        with plain_errors(), engine.connect() as connection, connection.begin():
            return msgspec.structs.replace(manifest, revisions=log.count(connection), mark=mark(connection))
    except StoreDamaged:
        return manifest
    finally:
        engine.dispose()


def _link_attachments(source: Path, target: Path) -> None:
    """Attachments never change, so a backup shares them with the store where the disk can."""
    target.mkdir(mode=0o700, exist_ok=True, parents=True)
    for file in _attachments(source):
        if not (target / file.name).exists():
            _link(file, target / file.name)


def _mend_attachments(source: Path, target: Path, data_key: bytes) -> None:
    """Puts the sound files of a backup in the place of those that are damaged by now."""
    # Read where it is used: its ciphers take time that the start has not.
    from isp_desktop.db.attachments import Attachments

    kept = Attachments(target, data_key)
    for file in _attachments(source):
        here = target / file.name
        if not here.samefile(file) and not kept.is_sound(here) and kept.is_sound(file):
            write_durably(here, file.read_bytes())


def _attachments(folder: Path) -> Iterator[Path]:
    """The photos and files in `folder`, without one that is just being written."""
    for file in folder.iterdir() if folder.is_dir() else ():
        if _ATTACHMENT.fullmatch(file.name):
            yield file


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        copy_private(file, target)


def _manifest(path: Path) -> Manifest:
    try:
        manifest = msgspec.json.decode((path / "manifest.json").read_bytes(), type=Manifest)
        dt.datetime.fromisoformat(manifest.at)
    except (OSError, ValueError):  # msgspec's errors are ValueErrors
        return Manifest(_moment_of(path).isoformat(), NOT_DESCRIBED)
    return manifest


def _moment_of(path: Path) -> dt.datetime:
    """When a backup was taken, by its name; else by its folder's clock."""
    try:
        return dt.datetime.strptime(path.name, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)


def _thin(folder: Folder, now: dt.datetime) -> None:
    by_moment = {dt.datetime.fromisoformat(backup.manifest.at): backup for backup in every(folder)}
    for moment in superfluous(by_moment, now):
        shutil.rmtree(by_moment[moment].path)
