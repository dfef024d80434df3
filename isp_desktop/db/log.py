"""The log: appended to and read. What was written stays; only what came with a colleague's bundle can be taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import msgspec

from isp_desktop.db.engine import Asked
from isp_desktop.db.sql import Connection, Select, bindparam, func, select
from isp_desktop.db.tables import revision as log
from isp_desktop.domain.canonical import content_id
from isp_desktop.domain.errors import StoreDamaged
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Revision, Scope, decode

_APPEND = "INSERT INTO revision (id, uid, kind, scope, ms, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
CHUNK = 500
"""How many records are read or written at a time in bulk work; bounds memory."""


def append(connection: Connection, revisions: Sequence[Revision]) -> None:
    """Adds `revisions`; those already there stay as they are."""
    if revisions:
        connection.exec_driver_sql(_APPEND, [_row(revision) for revision in revisions])


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Takes revisions out again; whoever does it keeps what is in them elsewhere."""
    gone = [(bytes.fromhex(one),) for one in ids]
    if gone:
        connection.exec_driver_sql("DELETE FROM revision WHERE id = ?", gone)


def of_record(connection: Connection, uid: str) -> list[Revision]:
    """Every revision of one record, in the order in which they came here; [] when there is no such record."""
    rows = connection.execute(_of_record(), {"of": uid})
    return [_read(body) for (body,) in rows]


def of_records(
    connection: Connection, uids: Iterable[str], scope: Scope | None = None
) -> Iterator[tuple[str, list[Revision]]]:
    """The revisions of each of `uids` that has any (in `scope`, if given), by uid in order.

    All are in memory at once, so give a few hundred.
    """
    query = _of_records().where(log.c.scope == scope) if scope else _of_records()
    rows = connection.execute(query, {"of": list(uids)})
    for uid, group in groupby(rows, key=lambda row: str(row[0])):
        yield uid, [_read(row[1]) for row in group]


def every_record(connection: Connection, after: str = "") -> Iterator[tuple[str, list[Revision]]]:
    """The revisions of every record with a uid greater than `after`, by uid in order, a chunk in memory at a time."""
    while True:
        uids = connection.execute(
            select(log.c.uid).where(log.c.uid > after).distinct().order_by(log.c.uid).limit(CHUNK)
        ).scalars()
        chunk = list(uids)
        if not chunk:
            return
        yield from of_records(connection, chunk)
        after = chunk[-1]


def uids_of_kind(connection: Connection, kind: str) -> list[str]:
    """The uids of all records with a revision of `kind`; reads the whole log."""
    return list(
        connection.execute(select(log.c.uid).where(log.c.kind == kind).distinct().order_by(log.c.uid)).scalars()
    )


def naming(connection: Connection, uid: str, kinds: Iterable[str]) -> list[str]:
    """The uids of all records of `kinds` that have a revision with `uid` in it; reads the whole log."""
    query = select(log.c.uid).where(log.c.kind.in_(list(kinds)), func.instr(log.c.body, uid.encode()) > 0)
    return list(connection.execute(query.distinct().order_by(log.c.uid)).scalars())


def written_between(connection: Connection, start_ms: int, end_ms: int) -> list[str]:
    """The uids of all records with a revision whose clock is from `start_ms` to `end_ms`; reads the whole log."""
    query = select(log.c.uid).where(log.c.ms >= start_ms, log.c.ms <= end_ms)
    return list(connection.execute(query.distinct().order_by(log.c.uid)).scalars())


def newest(connection: Connection) -> int:
    """The number of the latest entry, for `changed_since`; 0 in an empty log."""
    return int(connection.execute(select(func.max(log.c.seq))).scalar() or 0)


def numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The number of each of `ids` (a few thousand at the most) that is here."""
    asked = [bytes.fromhex(one) for one in ids]
    rows = connection.execute(select(log.c.id, log.c.seq).where(log.c.id.in_(asked)))
    return {bytes(kept).hex(): seq for kept, seq in rows}


def between(connection: Connection, first: int, last: int) -> Iterator[tuple[int, Revision]]:
    """The entries numbered from `first` to `last` with their numbers, in order."""
    query = select(log.c.seq, log.c.body).where(log.c.seq >= first, log.c.seq <= last).order_by(log.c.seq)
    for seq, body in connection.execute(query.execution_options(yield_per=1000)):
        yield seq, _read(body)


def changed_since(connection: Connection, number: int) -> list[str]:
    """The uids of the records with an entry later than that `number`."""
    return list(connection.execute(select(log.c.uid).where(log.c.seq > number).distinct()).scalars())


def count(connection: Connection) -> int:
    """How many revisions the log holds."""
    return int(connection.execute(select(func.count()).select_from(log)).scalar_one())


def newest_clock(connection: Asked, no_later_than_ms: int) -> int:
    """The greatest clock among the newest thousand entries, in milliseconds, implausible ones left out; 0 if none."""
    newest = "SELECT ms FROM revision ORDER BY seq DESC LIMIT 1000"
    query = f"SELECT max(ms) FROM ({newest}) WHERE ms <= ?"
    return int(connection.exec_driver_sql(query, (no_later_than_ms,)).fetchone()[0] or 0)


def false_entries(connection: Connection) -> list[str]:
    """The ids of entries that are no revisions, or whose content is not what their id says; reads the whole log."""
    rows = connection.execute(select(log.c.id, log.c.body).execution_options(yield_per=1000))
    return [bytes(kept).hex() for kept, body in rows if not _is_intact(bytes(kept), body)]


# Made once, and so is the next: each save asks them, and making a question takes longer than answering it.
@cache
def _of_record() -> Select[bytes]:
    return select(log.c.body).where(log.c.uid == bindparam("of")).order_by(log.c.seq)


@cache
def _of_records() -> Select[str, bytes]:
    wanted = log.c.uid.in_(bindparam("of", expanding=True))
    return select(log.c.uid, log.c.body).where(wanted).order_by(log.c.uid, log.c.seq)


def _is_intact(kept_id: bytes, body: bytes) -> bool:
    try:
        decode(body)
    except msgspec.DecodeError:
        return False
    return content_id(body) == kept_id.hex()


def _read(body: bytes) -> Revision:
    try:
        return decode(body)
    except msgspec.DecodeError as error:
        raise StoreDamaged(_("An entry of the notebook's log cannot be read. Restore the latest backup.")) from error


def _row(revision: Revision) -> tuple[Any, ...]:
    kept = bytes.fromhex(revision.id)
    return kept, revision.uid, revision.kind, revision.scope, revision.clock[0], revision.body
