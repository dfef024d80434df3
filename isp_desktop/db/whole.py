"""What a way out of the notebook reads: all of the records, or what may leave and nothing else.

A `View` is chosen once and then does all the reading, so that no caller has to think of private words again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isp_desktop.db import log, shared
from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, func, select
from isp_desktop.db.tables import link, record, table_of
from isp_desktop.db.tables import revision as entry
from isp_desktop.domain.record import Record, look_by_kind


@dataclass(frozen=True, slots=True)
class View:
    """Reads the records whole (`private`), or their shared part alone."""

    private: bool

    def records(self, connection: Connection, uids: Iterable[str]) -> dict[str, Record]:
        """Each of `uids` (a few hundred at the most) that there is to see, deleted ones too, by uid in order."""
        if not self.private:
            return shared.records(connection, uids)
        found = log.of_records(connection, uids)
        return {uid: look_by_kind(revisions, kinds()) for uid, revisions in found}

    def of_kind(self, connection: Connection, kind: str) -> Iterator[dict[str, Record]]:
        """The records of a kind that are not deleted, by uid in order, a chunk at a time."""
        for uids in _uids(connection, kind):
            seen = self.records(connection, uids)
            yield {uid: one for uid, one in seen.items() if one.life != "deleted"}

    def kinds_there(self, connection: Connection) -> dict[str, int]:
        """How many records there are to see of each kind that are not deleted, a newer program's kinds included."""
        query = select(record.c.kind, func.count()).where(record.c.life != "deleted").group_by(record.c.kind)
        query = query if self.private else query.where(~record.c.private)
        return {kind: count for kind, count in connection.execute(query.order_by(record.c.kind))}

    def entries(self, connection: Connection) -> Iterator[bytes]:
        """The log's entries as canonical JSON, in the order in which they came here."""
        query = select(entry.c.body).order_by(entry.c.seq)
        query = query if self.private else query.where(entry.c.scope == "shared")
        for (body,) in connection.execute(query.execution_options(yield_per=1000)):
            yield body


SHARED = View(private=False)


def pointing(connection: Connection, targets: Iterable[str], field: str) -> list[tuple[str, str]]:
    """Target and source of each link by `field` to one of `targets` (some hundreds), latest day first."""
    query = select(link.c.target, link.c.source).where(link.c.target.in_(list(targets)), link.c.field == field)
    return [(target, source) for target, source in connection.execute(query.order_by(link.c.n.desc()))]


def _uids(connection: Connection, kind: str) -> Iterator[list[str]]:
    """The uids of a kind's records in order, a chunk at a time; a newer program's kind has no table of its own."""
    own = table_of(kind) if kind in kinds() else record
    after = ""
    while True:
        query = select(own.c.uid).where(own.c.uid > after).order_by(own.c.uid).limit(log.CHUNK)
        query = query if kind in kinds() else query.where(own.c.kind == kind)
        uids = list(connection.execute(query).scalars())
        if not uids:
            return
        yield uids
        after = uids[-1]
