"""An open notebook: the only place that writes to it.

A change is one transaction: the revisions appended to the log, the tables projected from them, the draft they came from
dropped. After it is on the disk, whoever listens is told which kinds changed.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from isp_desktop.db import faults, log, projection, settings, word_index
from isp_desktop.db.engine import Asked, Glance, open_engine, plain_errors, writing
from isp_desktop.db.first_look import looked_into, make_tables, require_intact
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import read_keys
from isp_desktop.db.sql import Connection, Engine
from isp_desktop.db.transaction import Progress, Transaction, now_ms
from isp_desktop.db.turn import Turn
from isp_desktop.domain.clock import MAX_LEAD_MS, Stamp
from isp_desktop.domain.errors import StoreClosed
from isp_desktop.domain.language import _

if TYPE_CHECKING:
    from isp_desktop.db.attachments import Attachments
    from isp_desktop.db.lock import Lock
    from isp_desktop.db.sealed import SealedFile

Reading = Connection
"""What `Store.read` gives: for those who read the store without knowing what it stands on."""

Listener = Callable[[frozenset[str]], None]
_PAGES_A_STEP = 4_000


class Store:
    """An open notebook.

    Attributes:
        folder: where it lies.
        device: this notebook's uid, written into each revision.
        author: the practitioner's name, written into each revision.
        was_cut_short: the program that had it open last did not close it, as after a power cut; it was found whole.
    """

    def __init__(
        self, folder: Folder, glance: Glance, lock: Lock, data_key: bytes, engine: Engine | None = None
    ) -> None:
        self.folder = folder
        self.was_cut_short = False
        self._data_key = data_key
        self._glance = glance
        self._glancing = threading.Lock()
        self._made_engine = engine
        self._clock: Stamp | None = None
        self._lock = lock
        self._listeners: list[Listener] = []
        self._at_work = 0
        self._is_closed = False
        self._rest = threading.Condition()
        self._making = threading.Lock()
        self._turn = Turn()
        try:
            self.device: str = settings.read(glance, "device", "")
            self.author: str = settings.read(glance, "author", "")
            lay_in = settings.read(glance, "file")
            # A copied file has another number on its disk; some disks give a new one each time, which does no harm.
            if lay_in != (lies_in := folder.database.stat().st_ino):
                self._become_another(lies_in, copied=lay_in is not None)
        except BaseException:
            # Whoever puts a backup in its place must find no file of it open.
            self._let_go()
            raise

    @classmethod
    def create(cls, folder: Folder, data_key: bytes, notebook: str, author: str) -> Self:
        """Makes the database of a new notebook in a folder that was made for it, and opens it."""
        with plain_errors():
            lock = folder.lock()
            engine = open_engine(folder.database, data_key)
            try:
                with writing(engine) as connection:
                    make_tables(connection, notebook, author)
                return cls(folder, Glance(folder.database, data_key), lock, data_key, engine)
            except BaseException:
                engine.dispose()
                lock.release()
                raise

    @classmethod
    def open(cls, folder: Folder, data_key: bytes, progress: Progress = lambda done, total: None) -> Self:
        """Opens the notebook in `folder`; after an unclean end its integrity is checked before anything else.

        Raises:
            StoreInUse, StoreDamaged, StoreNewer, StoreUnusable: it cannot be opened, and nothing in it was changed.
        """
        keys = read_keys(folder.keys)
        with plain_errors():
            lock = folder.lock()
            try:
                folder.sweep()
                was_cut_short = folder.ended_uncleanly
                opened = cls(folder, looked_into(folder, data_key, keys.notebook, progress), lock, data_key)
            except BaseException:
                lock.release()
                raise
        opened.was_cut_short = was_cut_short
        return opened

    def close(self) -> None:
        """Ends cleanly: what is under way is finished, everything is in the database file, others may open it."""
        with self._rest:
            if self._is_closed:
                return
            self._is_closed = True
            self._rest.wait_for(lambda: self._at_work == 0)
        self._let_go()
        self._lock.release()

    def _let_go(self) -> None:
        """Closes the files."""
        if self._made_engine is not None:
            self._made_engine.dispose()
        self._glance.close()

    @property
    def _engine(self) -> Engine:
        """Made when it is first used: it brings all of SQLAlchemy."""
        with self._making:
            if self._made_engine is None:
                self._made_engine = open_engine(self.folder.database, self._data_key)
            return self._made_engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def listen(self, listener: Listener) -> None:
        """After each commit `listener` is called with the kinds that changed, in the thread that committed."""
        self._listeners.append(listener)

    @contextmanager
    def glance(self) -> Iterator[Asked]:
        """For a single number, as the window shows first; see `Glance`."""
        with self._working(), self._glancing, plain_errors():
            yield self._glance

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state."""
        with self._working(), plain_errors(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction: all of what is done in it is kept, or on any error nothing.

        While another thread of this program writes, it waits, as long as that takes.

        Raises:
            StoreBusy: it would have to wait, in the thread that called `spare_this_thread`.
            RuntimeError: this thread writes already.
        """
        with self._working(), self._turn.taken(), plain_errors(), writing(self._engine) as connection:
            transaction = Transaction(connection, self.device, self.author, self._newest(connection))
            try:
                yield transaction
                transaction.flush()
            finally:
                transaction.give_back_memory()
            # Before the commit lets another thread begin, which must not be stamped with an earlier clock.
            self._clock = transaction.clock
        changed = frozenset(transaction.changed_kinds)
        for listener in self._listeners if changed else ():
            listener(changed)

    def _newest(self, connection: Connection) -> Stamp:
        """What the next revision is stamped after."""
        # Read when something is first written, and not when the notebook opens: it is in the newest thousand entries.
        # Later than all of that millisecond, whatever their turns: where the clock leads, they were many.
        return self._clock or Stamp(log.newest_clock(connection, now_ms() + MAX_LEAD_MS) + 1, 0)

    def spare_this_thread(self) -> None:
        """From now on `write` does not wait for others in the thread that calls this: a window is drawn by it."""
        self._turn.spare()

    @property
    def attachments(self) -> Attachments:
        """The photos and files of this notebook.

        Raises:
            StoreClosed: it is closed.
        """
        # Read where it is used: its ciphers take time that the start has not.
        from isp_desktop.db.attachments import Attachments

        with self._working():
            return Attachments(self.folder.attachments, self._data_key)

    def sealed(self, name: str) -> SealedFile:
        """The file `name`, of letters, digits and hyphens, beside the database.

        Raises:
            StoreClosed: it is closed.
        """
        from isp_desktop.db.sealed import SealedFile

        with self._working():
            return SealedFile(self.folder.sealed / name, self._data_key)

    def rebuild(self, progress: Progress = lambda done, total: None) -> None:
        """Makes all tables again from the log."""
        with self._working(), self._turn.taken(), plain_errors(), writing(self._engine) as connection:
            projection.rebuild(connection, progress)

    def tidy(self, progress: Progress = lambda done, total: None) -> None:
        """Does between saves what would hold one up: merges the words saved into the full-text index, bit by bit, and
        moves all from the journal into the database file. Others may read and write meanwhile.

        Raises:
            Cancelled: `progress` raised it, which is asked many times a second; what is left is done the next time.
        """
        while self._merge_words():
            progress(0, 0)
        with self._working(), plain_errors(), self._engine.connect() as connection:
            _raw(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _merge_words(self) -> bool:
        with self._working(), self._turn.taken(), plain_errors(), writing(self._engine) as connection:
            return word_index.merge(connection)

    def copy_to(self, path: Path, progress: Progress = lambda done, total: None) -> None:
        """Copies the database, under the same key, to the new file `path`; others may write meanwhile."""
        target = open_engine(path, self._data_key)

        def told(_status: int, remaining: int, total: int) -> None:
            progress(total - remaining, total)

        try:
            with self.read() as here, plain_errors(), target.connect() as there:
                log.count(here)  # begins the reading, so that all pages are of one moment
                _raw(here).backup(_raw(there), pages=_PAGES_A_STEP, progress=told)
        finally:
            target.dispose()

    @contextmanager
    def reading_copy(self, path: Path) -> Iterator[Connection]:
        """A connection to a copy made by `copy_to`, once it proved sound.

        Raises:
            StoreDamaged: the copy is not sound.
        """
        copy = open_engine(path, self._data_key)
        try:
            with plain_errors(), copy.connect() as connection:
                refusal = _("The notebook is damaged and was not backed up. Restore the latest backup.")
                require_intact(connection, refusal)
                yield connection
        finally:
            copy.dispose()

    def faults(self, progress: Progress = lambda done, total: None) -> list[str]:
        """What is wrong with the database file and the log: plain sentences, [] when all is well; reads everything.

        Raises:
            Cancelled: `progress` raised it, which is asked many times a second. The store can be used at once; if it is
                closed, it closes when the reading under way has ended.
        """
        search = faults.Search()

        def read() -> list[str]:
            with self._working(), plain_errors(), self._engine.connect() as connection:
                return search.read(connection)

        found = search.wait_for(read, progress)
        progress(faults.PARTS, faults.PARTS)
        return found

    def _become_another(self, file: int, *, copied: bool) -> None:
        """Remembers which file it is; in a copy as a device of its own, since the original may go on as well."""
        with self.write() as transaction:
            settings.write(transaction.connection, "file", file)
            if copied:
                self.device = str(uuid.uuid4())
                settings.write(transaction.connection, "device", self.device)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Keeps the store open while something is under way, and closed once it is closed.

        Raises:
            StoreClosed: it is closed; a connection made now would open the files again behind the lock's back.
        """
        with self._rest:
            if self._is_closed:
                raise StoreClosed(_("The notebook is locked. Open it again, then repeat what you did."))
            self._at_work += 1
        try:
            yield
        finally:
            with self._rest:
                self._at_work -= 1
                self._rest.notify_all()


def _raw(connection: Connection) -> Any:
    """The SQLCipher connection itself, for what SQLAlchemy has no words for."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw
