"""What may leave this computer: records made from shared revisions alone.

Summaries, tables and calendars read from here. Private words cannot come along, because they are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isp_desktop.db import lists, log
from isp_desktop.db.models import kinds
from isp_desktop.db.sql import Connection, select
from isp_desktop.db.tables import table_of
from isp_desktop.domain.record import Record, look_by_kind


def records(connection: Connection, uids: Iterable[str]) -> dict[str, Record]:
    """The shared part of each of `uids` (a few hundred at the most); those without one are left out."""
    return {
        uid: look_by_kind(revisions, kinds()) for uid, revisions in log.of_records(connection, uids, scope="shared")
    }


def of_kind(connection: Connection, kind: str) -> Iterator[Record]:
    """The shared part of every record of a kind that is not deleted, by uid in order, a chunk in memory at a time."""
    own = table_of(kind)
    after = ""
    while True:
        query = select(own.c.uid).where(own.c.uid > after).order_by(own.c.uid).limit(log.CHUNK)
        uids = list(connection.execute(query).scalars())
        if not uids:
            return
        yield from (seen for seen in records(connection, uids).values() if seen.life != "deleted")
        after = uids[-1]


def pointing(connection: Connection, target: str, kind: str, field: str) -> list[Record]:
    """The shared records of `kind` whose `field` points to `target`, in the order in which they were made."""
    # All that point there by what their owner sees: a private one may not take a shared one's place.
    found = records(connection, lists.pointing(connection, target, kind, field, limit=None))
    return [record for record in found.values() if record.life != "deleted" and record.fields.get(field) == target]
