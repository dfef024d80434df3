"""Connections to the encrypted database, and what its errors mean to the person who meets them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher

from isp_desktop.db.files import make_private
from isp_desktop.domain.errors import NotebookError, StoreDamaged, StoreUnusable
from isp_desktop.domain.language import _, marked

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, ExceptionContext

# The journal is moved into the database between saves (Store.tidy), not in the middle of one, where it takes 40 ms.
# This is for bulk work alone: 32 MB, or 8,000 pages of 4 KiB.
_JOURNAL_PAGES = 8_000
WAIT_S = 5.0
"""How long a lock of the database is waited for. Another program holds it: our own threads take turns before."""


class Asked(Protocol):
    """What answers a statement of plain SQL: a `Glance`, or one of SQLAlchemy's connections."""

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Any:
        """The answer, which has `fetchone` and `fetchall`."""


class Glance:
    """A connection to the database without SQLAlchemy, for what the window shows first; each answer stands alone.

    SQLAlchemy takes longer to read than all else between the command and the open window.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._raw = _connect(path, key)

    def exec_driver_sql(self, statement: str, parameters: Any = None, /) -> Any:
        """The answer to a statement, as SQLAlchemy's connections give it."""
        return self._raw.execute(statement, parameters or ())

    def close(self) -> None:
        """Lets go of the file."""
        self._raw.close()


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on the SQLCipher database at `path`, unlocked by the 32 bytes of `key`.

    Its transactions are deferred unless the connection has the execution option `immediate`. The world's faults are
    raised as `plain_errors` tells them. What is written is kept out of the messages of all others.
    """
    from sqlalchemy import QueuePool, create_engine, event

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def plain(context: ExceptionContext) -> NotebookError | None:
        return _plain(context.original_exception)

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that nobody else writes beside; all of it is kept, or on any error nothing."""
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        yield connection


def _connect(path: Path, key: bytes) -> Any:
    if not path.exists():
        make_private(path)
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


def is_whole(connection: Asked) -> bool:
    """Whether every page's checksum and the database's structure are right; reads the whole file."""
    bad_pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    return not bad_pages and connection.exec_driver_sql("PRAGMA quick_check(1)").fetchone()[0] == "ok"


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
    except sqlcipher.DatabaseError as error:
        told_plainly = _plain(error)
        if told_plainly is None:
            raise
        try:
            raise told_plainly from error
        finally:
            # Or the error would hold itself by its traceback, and with it the connections of a store that did not open.
            del told_plainly
    except OSError as error:
        raise StoreUnusable(told(error)) from error


def _plain(error: BaseException) -> NotebookError | None:
    """What a fault of the database means; None for one of the program's own."""
    cause = str(error) if isinstance(error, sqlcipher.DatabaseError) else ""
    return next((meaning(_(sentence)) for sign, meaning, sentence in _MEANINGS if sign in cause), None)


def told(error: OSError) -> str:
    """What a fault of the disk means, in a sentence that can be printed anywhere."""
    if known := _DISK_ERRORS.get(error.errno or 0):
        sentence = _(known)
    else:
        sentence = _("The disk refused: {why}. Try another place.").format(why=error.strerror or error)
    name = str(error.filename).encode(errors="replace").decode() if error.filename else ""
    return f"{sentence} ({name})" if name else sentence
