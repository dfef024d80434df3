"""An open notebook: the only place that writes to it.

A change is one transaction: the revisions appended to the log, the tables projected from them, the draft they came from
dropped. After it is on the disk, whoever listens is told which kinds changed.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from isp_desktop.db import faults, log, projection, settings, word_index
from isp_desktop.db.engine import Asked, Glance, is_whole, open_engine, plain_errors
from isp_desktop.db.fingerprints import fingerprints
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, read_keys
from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, Engine, select
from isp_desktop.db.tables import metadata, record
from isp_desktop.db.turn import Turn
from isp_desktop.db.word_index import WordsOnTheirWay
from isp_desktop.domain.clock import MAX_LEAD_MS, Stamp, tick
from isp_desktop.domain.errors import StoreClosed, StoreDamaged, StoreNewer
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record, look_by_kind
from isp_desktop.domain.revision import SCHEMA, Action, Revision, Scope

if TYPE_CHECKING:
    from isp_desktop.db.attachments import Attachments
    from isp_desktop.db.lock import Lock
    from isp_desktop.db.sealed import SealedFile

Reading = Connection
"""What `Store.read` gives: for those who read the store without knowing what it stands on."""

Listener = Callable[[frozenset[str]], None]
Progress = Callable[[int, int], None]
_CACHE_KIB, _BULK_CACHE_KIB = 8_000, 128_000
_PAGES_A_STEP = 4_000


def now_ms() -> int:
    """The computer's clock, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


class Store:
    """An open notebook.

    Attributes:
        folder: where it lies.
        device: this notebook's uid, written into each revision.
        author: the practitioner's name, written into each revision.
    """

    def __init__(
        self, folder: Folder, glance: Glance, lock: Lock, data_key: bytes, engine: Engine | None = None
    ) -> None:
        self.folder = folder
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
                with _transaction(engine) as connection:
                    _make_tables(connection, notebook, author)
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
                return cls(folder, _looked_into(folder, data_key, keys.notebook, progress), lock, data_key)
            except BaseException:
                lock.release()
                raise

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
        with self._working(), self._turn.taken(), plain_errors(), _transaction(self._engine) as connection:
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
        with self._working(), self._turn.taken(), plain_errors(), _transaction(self._engine) as connection:
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
        with self._working(), self._turn.taken(), plain_errors(), _transaction(self._engine) as connection:
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
                _require_intact(connection, refusal)
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


class Transaction:
    """What is done to the store in one go; see `Store.write`.

    Attributes:
        connection: for reading within the transaction.
        changed_kinds: the kinds of the records changed so far.
    """

    _BATCH = 2_000

    def __init__(self, connection: Connection, device: str, author: str, clock: Stamp) -> None:
        self.connection = connection
        self.clock = clock
        self.changed_kinds: set[str] = set()
        self._device = device
        self._author = author
        self._waiting: list[Revision] = []
        self._changed: dict[str, str] = {}
        self._words = WordsOnTheirWay(connection)
        self._is_bulk = False
        self._tried: list[Revision] | None = None

    def revise(
        self,
        uid: str,
        kind: str,
        scope: Scope,
        parents: Sequence[str],
        action: Action,
        fields: Mapping[str, Any],
        reason: str = "",
    ) -> Revision:
        """Appends one revision, stamped here and now."""
        self.clock = tick(self.clock, now_ms())
        revision = Revision(
            uid=uid,
            kind=kind,
            scope=scope,
            parents=tuple(sorted(parents)),
            author=self._author,
            device=self._device,
            clock=(self.clock.ms, self.clock.turn),
            action=action,
            schema=SCHEMA,
            fields=dict(fields),
            reason=reason,
        )
        self.take(revision)
        return revision

    def take(self, revision: Revision) -> None:
        """Appends a revision made elsewhere."""
        if self._tried is not None:
            self._tried.append(revision)
            return
        self._heed([revision])
        self._waiting.append(revision)
        self._changed[revision.uid] = revision.kind
        if len(self._waiting) >= self._BATCH:
            self._take_memory()
            self._append()

    @contextmanager
    def tried(self) -> Iterator[list[Revision]]:
        """What is revised within is not appended, but given, stamped as ever: to be taken later, or never."""
        self._tried = []
        try:
            yield self._tried
        finally:
            self._tried = None

    def take_records(self, fresh: Sequence[Revision], records: Sequence[Record], new: Container[str]) -> None:
        """Appends revisions made elsewhere that are not here yet, `records` being all they belong to, with them.

        Of the records with the uids `new` nothing was here before.

        This is `take` for many, by one who has looked at the records already: they are not read again.
        """
        self._take_memory()
        self._append()
        log.append(self.connection, fresh)
        self._heed(fresh)
        projection.show(self.connection, self._words, records, new)
        self.changed_kinds.update(seen.kind for seen in records)

    def withdraw(self, uids: Sequence[str], ids: Iterable[str]) -> None:
        """Takes the revisions `ids`, all of the records `uids` (some hundreds), out of the log and the tables."""
        log.remove(self.connection, ids)
        kinds_gone = self.connection.execute(select(record.c.kind).where(record.c.uid.in_(uids)).distinct()).scalars()
        self.changed_kinds.update(kinds_gone)
        projection.forget(self.connection, self._words, uids)
        projection.project(self.connection, self._words, log.of_records(self.connection, uids))

    def _heed(self, came: Sequence[Revision]) -> None:
        """What is written after this sorts after what came, unless the other clock leads by more than it may."""
        latest = now_ms() + MAX_LEAD_MS
        newest = max((one.clock for one in came if one.clock[0] <= latest), default=(0, 0))
        self.clock = max(self.clock, Stamp(*newest))

    def history(self, uid: str) -> list[Revision]:
        """Every revision of the record `uid`, this transaction's included."""
        self._append()
        return log.of_record(self.connection, uid)

    def look(self, uid: str) -> Record | None:
        """The record `uid` as it stands, this transaction's changes included."""
        revisions = self.history(uid)
        return look_by_kind(revisions, kinds()) if revisions else None

    def kind_of(self, uid: str) -> str:
        """The kind of the record `uid`, or "" when there is none."""
        if uid in self._changed:
            return self._changed[uid]
        return str(self.connection.execute(select(record.c.kind).where(record.c.uid == uid)).scalar() or "")

    def flush(self, progress: Progress = lambda done, total: None) -> None:
        """Writes what waits to the log, and brings the tables up to date."""
        self._append()
        uids = sorted(self._changed)
        for start in range(0, len(uids), log.CHUNK):
            chunk = log.of_records(self.connection, uids[start : start + log.CHUNK])
            projection.project(self.connection, self._words, chunk)
            progress(min(start + log.CHUNK, len(uids)), len(uids))
        self._words.write()
        self.changed_kinds.update(self._changed.values())
        self._changed.clear()

    def give_back_memory(self) -> None:
        """Ends what bulk work was granted; called when the transaction ends, however it does."""
        if self._is_bulk:
            self.connection.exec_driver_sql(f"PRAGMA cache_size = {-_CACHE_KIB}")

    def _take_memory(self) -> None:
        """Grants bulk work a cache that holds the indexes it writes all over, which halves its time."""
        if not self._is_bulk:
            self._is_bulk = True
            self.connection.exec_driver_sql(f"PRAGMA cache_size = {-_BULK_CACHE_KIB}")

    def _append(self) -> None:
        log.append(self.connection, self._waiting)
        self._waiting.clear()


def _make_tables(connection: Connection, notebook: str, author: str) -> None:
    metadata.create_all(connection)
    projection.create(connection)
    settings.write(connection, "format", FORMAT)
    settings.write(connection, "notebook", notebook)
    settings.write(connection, "device", str(uuid.uuid4()))
    settings.write(connection, "author", author)
    settings.write(connection, "fingerprints", fingerprints())


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(immediate=True) as connection, connection.begin():
        yield connection


def _looked_into(folder: Folder, data_key: bytes, notebook: str, progress: Progress) -> Glance:
    if not folder.database.is_file() or folder.database.stat().st_size == 0:
        raise StoreDamaged(_("The notebook's database is missing from its folder. Restore the latest backup."))
    unclean = folder.ended_uncleanly
    glance = Glance(folder.database, data_key)
    try:
        if unclean:
            _require_intact(
                glance,
                _("The notebook was not closed properly and its database is damaged. Restore the latest backup."),
            )
        _require_ours(glance, notebook)
        made_from = settings.read(glance, "fingerprints", {})
        if made_from != fingerprints():
            engine = open_engine(folder.database, data_key)
            try:
                _upgrade(engine, made_from, progress)
            finally:
                engine.dispose()
    except BaseException:
        glance.close()
        raise
    return glance


def _require_ours(connection: Asked, notebook: str) -> None:
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").fetchone():
        raise StoreDamaged(_("The notebook's database is damaged or not this notebook's. Restore a backup."))
    if settings.read(connection, "notebook") != notebook:
        raise StoreDamaged(_("The notebook's database and its keys do not belong together. Restore a backup."))
    if settings.read(connection, "format", 0) > FORMAT:
        raise StoreNewer(_("A newer version of ISP Desktop wrote this notebook. Install that version to open it."))


def _require_intact(connection: Asked, refusal: str) -> None:
    if not is_whole(connection):
        raise StoreDamaged(refusal)


def _raw(connection: Connection) -> Any:
    """The SQLCipher connection itself, for what SQLAlchemy has no words for."""
    raw = connection.connection.driver_connection
    assert raw is not None
    return raw


def _upgrade(engine: Engine, made_from: Mapping[str, str], progress: Progress) -> None:
    """Makes those tables again that this version declares differently; the log stays as it is."""
    with _transaction(engine) as connection:
        metadata.create_all(connection)
        projection.upgrade(connection, made_from, progress)
        settings.write(connection, "fingerprints", fingerprints())
