"""The folder of a store, and the lock that lets one program at a time into it."""

from __future__ import annotations

import os
import shutil
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from isp_desktop.domain.errors import StoreUnusable
from isp_desktop.domain.language import _

if TYPE_CHECKING:
    from isp_desktop.db.lock import Lock

_SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "syncthing",
    "box sync",
)
# As `files.write_durably` names what it is writing, for an attachment's name of 64 digits.
_HALF_WRITTEN = f".{'[0-9a-f]' * 64}.*"


class Folder(NamedTuple):
    """Where the parts of a store lie."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "notebook.db"

    @property
    def journal(self) -> Path:
        return self.path / "notebook.db-wal"

    @property
    def keys(self) -> Path:
        return self.path / "keys.json"

    @property
    def attachments(self) -> Path:
        return self.path / "attachments"

    @property
    def sealed(self) -> Path:
        """What neither the database nor a backup may hold a trace of; see `db/sealed.py`."""
        return self.path / "sealed"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def staging(self) -> Path:
        """Where a backup is made ready before it takes the notebook's place."""
        return self.path / ".restoring"

    @property
    def being_made(self) -> Path:
        """There while a new notebook is being made; left behind, it says that there never was anything to lose."""
        return self.path / ".making"

    @property
    def is_store(self) -> bool:
        """Whether a notebook lies here, whole or not."""
        return (self.keys.exists() or self.database.exists()) and not self.being_made.exists()

    @property
    def ended_uncleanly(self) -> bool:
        """Whether the last program that had it open was killed: a clean end leaves no journal behind."""
        return self.journal.exists() and self.journal.stat().st_size > 0

    @property
    def synced_by(self) -> str:
        """The name of the cloud folder it seems to lie in, or ""; two computers writing there would ruin it."""
        return next((part for part in self.path.parts if any(name in part.lower() for name in _SYNCED)), "")

    def make(self) -> None:
        """Makes the folder for a new store.

        Raises:
            StoreUnusable: a notebook is there already, or the place is no folder.
            StoreInUse: another program is making one there.
            OSError: the place cannot be written to.
        """
        if self.is_store:
            refusal = _("There is already a notebook in “{folder}”. Open it, or choose another folder.")
            raise StoreUnusable(refusal.format(folder=self.path))
        if self.path.exists() and not self.path.is_dir():
            refusal = _("“{name}” is a file. Choose a folder for the notebook.")
            raise StoreUnusable(refusal.format(name=self.path))
        for folder in (self.path, self.attachments, self.backups):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.remove_beginnings()

    def remove_beginnings(self) -> None:
        """Takes away what a making that was killed or refused left behind.

        Raises:
            StoreInUse: another program is making its notebook here.
        """
        if not self.being_made.exists():
            return
        lock = self.lock()
        try:
            for file in (*self.path.glob("notebook.db*"), self.keys, self.being_made):
                file.unlink(missing_ok=True)
        finally:
            lock.release()

    def sweep(self) -> None:
        """Takes away what work that was killed left behind; only for the program that holds the lock."""
        shutil.rmtree(self.staging, ignore_errors=True)
        for unfinished in self.backups.glob(".2*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        half = (self.path.glob(".keys.json.*"), self.attachments.glob(_HALF_WRITTEN), self.sealed.glob(".*"))
        for beside in chain.from_iterable(half):
            beside.unlink(missing_ok=True)

    def lock(self) -> Lock:
        """Takes the folder for this program until the lock is released or the program ends, however it ends.

        Raises:
            StoreInUse: another program has it.
            StoreUnusable: the folder cannot be written to.
        """
        # Whoever only asks where the notebook lies needs no database.
        from isp_desktop.db.lock import Lock

        if self.path.is_dir() and not os.access(self.path, os.W_OK):
            refusal = _("“{folder}” is read-only. Allow writing there, or open a copy in another folder.")
            raise StoreUnusable(refusal.format(folder=self.path))
        return Lock(self.path / "notebook.lock")
