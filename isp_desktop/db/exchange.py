"""What bundles are made from: the shared scope of the log, and nothing else of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from isp_desktop.db.log import CHUNK, newest
from isp_desktop.db.sql import ColumnElement, Connection, func, literal_column, select
from isp_desktop.db.tables import arrival, link, record
from isp_desktop.db.tables import revision as log
from isp_desktop.domain.spans import Spans

_IS_SHARED = log.c.scope == "shared"
# One reading of the log's rest costs what so many small ones do.
_MANY_GAPS = 500
# From this part on, closing the gaps is worth a reading of the log.
_MOSTLY = 0.2


@dataclass(frozen=True, slots=True)
class Entry:
    """A shared entry of the log: its number, the record's kind, and its canonical JSON."""

    number: int
    kind: str
    body: bytes


def chunks(uids: Iterable[str]) -> Iterator[list[str]]:
    """`uids`, as many at a time as one query is asked for."""
    rest = iter(uids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def entries(connection: Connection, uids: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """The shared entries of each of `uids` (a few hundred at the most) that has any, by uid in order."""
    columns = (log.c.uid, log.c.seq, log.c.kind, log.c.body)
    rows = connection.execute(select(*columns).where(log.c.uid.in_(uids), _IS_SHARED).order_by(log.c.uid, log.c.seq))
    for uid, group in groupby(rows, key=lambda row: str(row[0])):
        yield uid, [Entry(number, kind, body) for _uid, number, kind, body in group]


def shared_uids(connection: Connection, kinds: Sequence[str] = (), since_ms: int | None = None) -> set[str]:
    """The uids of all records with a shared entry: of `kinds`, if given, and with a clock from `since_ms` on."""
    query = select(log.c.uid).where(_IS_SHARED)
    if kinds:
        query = query.where(log.c.kind.in_(kinds))
    if since_ms is not None:
        query = query.where(log.c.ms >= since_ms)
    return set(connection.execute(query.distinct()).scalars())


def shared_among(connection: Connection, uids: Iterable[str]) -> dict[str, str]:
    """The kinds of those of `uids` that have a shared entry, by their uids."""
    found: dict[str, str] = {}
    for chunk in chunks(uids):
        query = select(log.c.uid, log.c.kind).where(log.c.uid.in_(chunk), _IS_SHARED)
        found.update({uid: kind for uid, kind in connection.execute(query.distinct())})
    return found


def shared_outside(connection: Connection, had: Spans) -> set[str]:
    """The uids of the records with a shared entry whose number is not in `had`."""
    gaps = Spans([(1, newest(connection))]) - had
    if len(gaps) > _MANY_GAPS:
        rows = connection.execute(select(log.c.seq, log.c.uid).where(_IS_SHARED, log.c.seq >= had.first_gap()))
        return {uid for number, uid in rows if number not in had}
    found: set[str] = set()
    for first, last in gaps:
        query = select(log.c.uid).where(_IS_SHARED, log.c.seq >= first, log.c.seq <= last).distinct()
        found.update(connection.execute(query).scalars())
    return found


def count_outside(connection: Connection, had: Spans) -> int:
    """How many records have a shared entry whose number is not in `had`."""
    if had:
        return len(shared_outside(connection, had))
    # The tables know it at once where nothing has left yet, which is when there is most to count.
    return int(connection.execute(select(func.count()).where(record.c.private.is_(False))).scalar_one())


def closed(connection: Connection, numbers: Spans) -> Spans:
    """`numbers` with those of the private entries between them, where they are most of what is there: few long runs."""
    runs = list(numbers)
    count = sum(last - first + 1 for first, last in runs)
    if len(runs) < 2 or count < _MOSTLY * (runs[-1][1] - runs[0][0] + 1):
        return numbers
    between = log.c.seq.between(runs[0][0], runs[-1][1])
    return numbers | Spans.of(connection.execute(select(log.c.seq).where(log.c.scope == "private", between)).scalars())


def pointing_to(connection: Connection, targets: Iterable[str], kinds: Collection[str] = ()) -> set[str]:
    """The uids of all records, private ones too, but no deleted ones, that point to one of `targets` as they stand.

    Args:
        kinds: records of these alone; () for any.
    """
    found: set[str] = set()
    for chunk in chunks(targets):
        query = select(link.c.source).where(link.c.target.in_(chunk))
        found.update(connection.execute(query.where(link.c.kind.in_(kinds)) if kinds else query).scalars())
    return found


def deleted(connection: Connection) -> list[str]:
    """The uids of all deleted records; no table says what they point to."""
    # Written out rather than bound: the index of deleted records is for this condition and no other.
    is_deleted = record.c.life == literal_column("'deleted'")
    return list(connection.execute(select(record.c.uid).where(is_deleted)).scalars())


def private_records(connection: Connection, uids: Iterable[str] | None = None) -> int:
    """How many records, of `uids` or (None) of all, were never shared; deleted ones left out."""
    return _count(connection, record.c.uid, [record.c.private.is_(True), record.c.life != "deleted"], uids)


def with_private_words(connection: Connection, uids: Iterable[str]) -> int:
    """How many of `uids` have a private entry."""
    return _count(connection, log.c.uid, [log.c.scope == "private"], uids)


def arrived(connection: Connection) -> Spans:
    """The numbers of the log's entries that came from colleagues."""
    # Numbers that an import had which was undone are given anew, to what is written here.
    query = select(arrival.c.first_seq, arrival.c.last_seq).where(arrival.c.undone_ms.is_(None))
    return Spans((first, last) for first, last in connection.execute(query))


def _count(
    connection: Connection, uid: ColumnElement[str], conditions: list[ColumnElement[bool]], uids: Iterable[str] | None
) -> int:
    query = select(func.count(uid.distinct())).where(*conditions)
    if uids is None:
        return int(connection.execute(query).scalar_one())
    return sum(int(connection.execute(query.where(uid.in_(chunk))).scalar_one()) for chunk in chunks(uids))
