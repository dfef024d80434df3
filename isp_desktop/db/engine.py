"""Connections to the encrypted database, and what its errors mean to the person who meets them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from isp_desktop.domain.errors import NotebookError, StoreDamaged, StoreUnusable
from isp_desktop.domain.language import _, marked

# The journal is moved into the database between saves (Store.tidy), not in the middle of one, where it takes 40 ms.
# This is for bulk work alone: 32 MB, or 8,000 pages of 4 KiB.
_JOURNAL_PAGES = 8_000
WAIT_S = 5.0
"""How long a lock of the database is waited for. Another program holds it: our own threads take turns before."""


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the SQLCipher database at `path`, unlocked by the 32 bytes of `key`.

    Its transactions are deferred unless the connection has the execution option `immediate`. What is written
    is kept out of its error messages.
    """

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=WAIT_S)
        # Its own log goes to standard error, where it would bury the one plain sentence that we owe the user.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # A raw key, so that opening does not derive one; the passphrase's cost is paid once, in keys.py.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL_PAGES}")
        return connection

    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def is_whole(connection: Connection) -> bool:
    """Whether every page's checksum and the database's structure are right; reads the whole file."""
    bad_pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    return not bad_pages and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


_MEANINGS: tuple[tuple[str, type[NotebookError], str], ...] = (
    (
        "disk is full",
        StoreUnusable,
        marked("The disk is full. Free some space and try again; what was saved before is safe."),
    ),
    (
        "readonly",
        StoreUnusable,
        marked("The notebook's folder cannot be written to. Allow writing there, or open a copy in another folder."),
    ),
    ("malformed", StoreDamaged, marked("The notebook's database is damaged. Restore the latest backup.")),
    (
        "not a database",
        StoreDamaged,
        marked("The notebook's database is damaged or not this notebook's. Restore a backup."),
    ),
    (
        "unable to open",
        StoreUnusable,
        marked("The notebook's database cannot be opened. Look at the folder's permissions."),
    ),
    (
        "disk I/O",
        StoreUnusable,
        marked("The disk refused to read or write. Look at its space and cable, then try again."),
    ),
    ("locked", StoreUnusable, marked("Another program holds the notebook's database. Close it and try again.")),
)

_DISK_ERRORS = {
    errno.ENOSPC: marked("The disk is full. Free some space and try again."),
    errno.EDQUOT: marked("Your share of the disk is full. Free some space and try again."),
    errno.EROFS: marked("The disk is read-only. Choose a folder that can be written to."),
    errno.EACCES: marked("The folder is not open to you. Allow writing there, or choose another one."),
    errno.EPERM: marked("The folder is not open to you. Allow writing there, or choose another one."),
    errno.EFBIG: marked("The disk takes no larger file. Choose another disk, or free some space."),
    errno.EIO: marked("The disk refused to read or write. Look at its cable, then try again."),
}


@contextmanager
def plain_errors() -> Iterator[None]:
    """Tells the world's faults (disk, permissions, damage) as NotebookErrors; lets the program's own faults through."""
    try:
        yield
    except (DBAPIError, sqlcipher.DatabaseError) as error:
        cause = str(error.orig if isinstance(error, DBAPIError) else error)
        for sign, meaning, sentence in _MEANINGS:
            if sign in cause:
                raise meaning(_(sentence)) from error
        raise
    except OSError as error:
        raise StoreUnusable(told(error)) from error


def told(error: OSError) -> str:
    """What a fault of the disk means, in a sentence that can be printed anywhere."""
    if known := _DISK_ERRORS.get(error.errno or 0):
        sentence = _(known)
    else:
        sentence = _("The disk refused: {why}. Try another place.").format(why=error.strerror or error)
    name = str(error.filename).encode(errors="replace").decode() if error.filename else ""
    return f"{sentence} ({name})" if name else sentence
