"""The lock that lets one program at a time into a notebook."""

from __future__ import annotations

import os
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from isp_desktop.db.files import make_private
from isp_desktop.domain.errors import StoreInUse
from isp_desktop.domain.language import _


class Lock:
    """Holds `file` until it is released or the program ends, however it ends.

    It is SQLite's own lock, on a database that stays empty: the system takes it back from a program that is killed, on
    Windows too, and it keeps out the threads of this program as it does others. Nothing else may open the file, since
    closing it again would let go of the lock.

    Raises:
        StoreInUse: another holds it.
        sqlcipher.DatabaseError: the file cannot be made or locked.
    """

    def __init__(self, file: Path) -> None:
        if not file.exists():
            make_private(file)
        try:
            self._held = _hold(file)
        except sqlcipher.DatabaseError as error:
            if error.sqlite_errorcode != sqlcipher.SQLITE_NOTADB:
                raise
            # Nobody holds it, whatever wrote there: of a file that is held, not so much can be read.
            os.truncate(file, 0)
            self._held = _hold(file)

    def release(self) -> None:
        """Lets others in."""
        self._held.close()


def _hold(file: Path) -> sqlcipher.Connection:
    held = sqlcipher.connect(str(file), isolation_level=None, check_same_thread=False, timeout=0)
    try:
        # Or an empty journal would lie beside it.
        held.execute("PRAGMA journal_mode = OFF")
        held.execute("BEGIN EXCLUSIVE")
    except sqlcipher.DatabaseError as error:
        held.close()
        if error.sqlite_errorcode != sqlcipher.SQLITE_BUSY:
            raise
        refusal = _("This notebook is already open in another window or command. Close it there first.")
        raise StoreInUse(refusal) from error
    return held
