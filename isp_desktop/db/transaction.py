"""What is done to a notebook in one go: revisions appended to its log, and the tables projected from them."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from isp_desktop.db import log, projection
from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, select
from isp_desktop.db.tables import record
from isp_desktop.db.word_index import WordsOnTheirWay
from isp_desktop.domain.clock import MAX_LEAD_MS, Stamp, tick
from isp_desktop.domain.record import Record, look_by_kind
from isp_desktop.domain.revision import SCHEMA, Action, Revision, Scope

Progress = Callable[[int, int], None]
"""Is told how much of how much is done; may raise `Cancelled`."""

_CACHE_KIB, _BULK_CACHE_KIB = 8_000, 128_000


def now_ms() -> int:
    """The computer's clock, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


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
