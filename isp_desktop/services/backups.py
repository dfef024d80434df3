"""Backups: taking one, listing them, going back to one."""

from __future__ import annotations

from pathlib import Path

from isp_desktop.db import backup, keys
from isp_desktop.db.backup import Backup
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Progress, Store
from isp_desktop.domain.errors import StoreUnusable


def take(store: Store, reason: str = "asked for", progress: Progress = lambda done, total: None) -> Backup:
    """A verified copy of the open notebook; raises as `db.backup.take` does."""
    return backup.take(store, reason, progress)


def every(folder: Path) -> list[Backup]:
    """The backups of the notebook in `folder`, latest first; none of them needs a passphrase to be listed."""
    return backup.every(Folder(folder.absolute()))


def is_due(store: Store) -> bool:
    """Whether anything was saved or typed since the latest backup."""
    latest = next(iter(backup.every(store.folder)), None)
    with store.read() as reading:
        return latest is None or latest.manifest.mark != backup.mark(reading)


def restore(folder: Path, backup_id: str, passphrase: str) -> None:
    """Goes back to a backup of the notebook in `folder`, which must not be open; what was there becomes a backup.

    Raises:
        NotFound: there is no such backup.
        WrongPassphrase: the passphrase is not the notebook's (where its keys are lost: not the backup's).
        StoreInUse, StoreDamaged, StoreUnusable: it could not be restored, and the notebook is as it was.
    """
    place = Folder(folder.absolute())
    chosen = backup.find(place, backup_id)
    wrapped = place.keys if keys.are_readable(place.keys) else chosen.path / "keys.json"
    if not (chosen.path / "notebook.db").is_file():
        raise StoreUnusable("That backup has lost its database. Choose another one; the notebook is as it was.")
    backup.restore(place, chosen, keys.unwrap(keys.read_keys(wrapped), passphrase))
