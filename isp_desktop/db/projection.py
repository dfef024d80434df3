"""From the log to the tables: what a record's revisions amount to, written where lists, links and search find it.

The tables are a cache. They are written here and nowhere else, in the transaction of the revision they follow from, and
can be thrown away and made again from the log, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, select

from isp_desktop.db import log
from isp_desktop.db.models import kinds
from isp_desktop.db.models.base import Base
from isp_desktop.db.models.base import Record as RecordModel
from isp_desktop.db.tables import CREATE_WORDS, link, record
from isp_desktop.db.tables import revision as log_table
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.days import HASH_BITS, day_number
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record, kind_of, look
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.words import fold, indexable

VERSION = 5
"""Raised when this module writes something else for the same declarations; the tables are then made again."""

_ACROSS = ""
_TITLE_LENGTH = 80
_LAST = "\U0010ffff"
_WORDS_IN_MEMORY = 16 * 2**20
# Each transaction leaves a segment of the full-text index. They are merged between saves (`merge_words`), not in the
# middle of one, where it takes up to 400 ms. This is for whoever saves on and on without a pause: the index holds no
# more than 2,000 segments, and is the slower to read the more it has.
_MOST_SEGMENTS = 256
# About 400 KB, which take 10 ms: so long a save may have to wait.
_PAGES_A_MERGE = 100

# Made once: each save asks them, and making a question takes longer than answering it.
_NAMED = select(record.c.n, record.c.uid, record.c.kind).where(record.c.uid.in_(bindparam("uids", expanding=True)))
_TAKEN = select(record.c.n).where(record.c.n.in_(bindparam("numbers", expanding=True)))

Progress = Callable[[int, int], None]
"""Told how many of how many are done; may raise Cancelled."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What one record puts into the tables, as the database takes it."""

    kind: str
    own: dict[str, Any]
    record: dict[str, Any]
    links: list[dict[str, str]]
    words: tuple[str, str, str]


def table_of(kind: str) -> Table:
    """The table of the kind `kind`, which this program knows."""
    return Base.metadata.tables[kind]


def fingerprints() -> dict[str, str]:
    """For each kind what its table was made from, and the same for what stands across kinds.

    Where a kind's changes, an upgrade makes its table again; where the other does, all tables.
    """
    return {_ACROSS: str(VERSION)} | {
        name: hashlib.sha256(f"{VERSION} {spec} {RecordModel.__annotations__}".encode()).hexdigest()
        for name, spec in kinds().items()
    }


def rows_of(seen: Record, spec: KindSpec | None) -> Rows:
    """What a record puts into the tables; of a kind not known here, only what names it."""
    shared_columns = {
        "uid": seen.uid,
        "life": seen.life,
        "private": seen.is_private,
        "conflicts": len(seen.conflicts),
    }
    named = {
        "kind": seen.kind,
        "title": _title(seen, spec),
        "title_link": _title_link(seen, spec),
        "day": seen.fields.get(spec.day) if spec and spec.day else None,
        "changed_ms": seen.changed_ms,
    }
    if spec is None:
        return Rows(seen.kind, {}, shared_columns | named, [], (seen.kind, "", ""))
    kept = seen.fields.get
    own = shared_columns | {"sort": _sort(seen, spec)}
    own |= {field.name: json.dumps(kept(field.name)) if field.is_set else kept(field.name) for field in spec.fields}
    return Rows(seen.kind, own, shared_columns | named, list(_links(seen, spec)), _words(seen, spec))


def project(connection: Connection, records: Iterable[tuple[str, Sequence[Revision]]]) -> None:
    """Brings the tables up to date with the given records and all their revisions."""
    show(connection, [look(revisions, kinds().get(kind_of(revisions))) for _uid, revisions in records])


def show(connection: Connection, records: Iterable[Record]) -> None:
    """Brings the tables up to date with `records` as they are now."""
    made = [rows_of(seen, kinds().get(seen.kind)) for seen in records]
    forget(connection, [rows.record["uid"] for rows in made])
    _insert(connection, made)


def rebuild(connection: Connection, progress: Progress) -> None:
    """Makes all tables again from the log."""
    drop(connection)
    create(connection)
    total = log.count(connection)
    done = 0
    for chunk in _chunks(log.every_record(connection)):
        project(connection, chunk)
        done += sum(len(revisions) for _uid, revisions in chunk)
        progress(done, total)


def upgrade(connection: Connection, made_from: Mapping[str, str], progress: Progress) -> None:
    """Makes those tables again that were made from something else than this version would."""
    now = fingerprints()
    changed = {name for name, made in now.items() if made_from.get(name) != made}
    if _ACROSS in changed:
        rebuild(connection, progress)
    elif changed:
        create(connection)
        _rebuild_kinds(connection, sorted(changed), progress)


def _rebuild_kinds(connection: Connection, changed: Iterable[str], progress: Progress) -> None:
    for kind in changed:
        table_of(kind).drop(connection, checkfirst=True)
        table_of(kind).create(connection)
        uids = log.uids_of_kind(connection, kind)
        for start in range(0, len(uids), log.CHUNK):
            project(connection, log.of_records(connection, uids[start : start + log.CHUNK]))
            progress(start, len(uids))


def create(connection: Connection) -> None:
    """Makes the projected tables, empty, where they are missing."""
    Base.metadata.create_all(connection, tables=_projected())
    connection.exec_driver_sql(CREATE_WORDS)
    # Bulk work writes one segment of the index a transaction, and so has fewer to merge.
    _tell_words(connection, "hashsize", _WORDS_IN_MEMORY)
    _tell_words(connection, "automerge", 0)
    _tell_words(connection, "crisismerge", _MOST_SEGMENTS)


def merge_words(connection: Connection) -> bool:
    """Merges a small part of the full-text index; False when there was nothing left to merge."""
    before = _changes(connection)
    _tell_words(connection, "merge", _PAGES_A_MERGE)
    # SQLite's own sign of it: the command itself counts as one change.
    return _changes(connection) - before > 1


def _tell_words(connection: Connection, command: str, number: int) -> None:
    connection.exec_driver_sql("INSERT INTO words(words, rank) VALUES (?, ?)", (command, number))


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())


def drop(connection: Connection) -> None:
    """Takes the projected tables away."""
    Base.metadata.drop_all(connection, tables=_projected())
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")


def digest(connection: Connection) -> str:
    """The SHA-256 of all projected content, told by uid, so that equal content gives equal digests."""
    total = hashlib.sha256()
    for table in _projected():
        total.update(table.name.encode())
        # The internal numbers are left out: of two that meet, the later one gets the next.
        columns = [column for column in table.columns if column.name != "n"]
        order = [table.c.uid] if "uid" in table.c else [link.c.target, link.c.source, link.c.field]
        rows = connection.execute(select(*columns).order_by(*order).execution_options(yield_per=1000))
        for row in rows:
            total.update(canonical(list(row)))
    # Which word stands where in which record: what the index holds, told without its internal numbers.
    connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.word_places USING fts5vocab(main, words, instance)")
    try:
        places = connection.exec_driver_sql(
            'SELECT r.uid, w.col, w."offset", w.term FROM temp.word_places w '
            "JOIN record r ON r.n = w.doc ORDER BY 1, 2, 3, 4"
        )
        for place in places:
            total.update(canonical(list(place)))
    finally:
        connection.exec_driver_sql("DROP TABLE temp.word_places")
    return total.hexdigest()


def gaps(connection: Connection) -> list[str]:
    """Plain sentences on tables that hold more or fewer records than the log; made again, they would be right."""
    logged = connection.execute(select(func.count(log_table.c.uid.distinct()))).scalar_one()
    counted = connection.execute(select(record.c.kind, func.count()).group_by(record.c.kind))
    by_kind: dict[str, int] = {kind: count for kind, count in counted}
    found = [] if sum(by_kind.values()) == logged else [_("The list of records is not what the log says.")]
    for kind in kinds():
        rows = connection.execute(select(func.count()).select_from(table_of(kind))).scalar_one()
        if rows != by_kind.get(kind, 0):
            found.append(_("The table “{kind}” is not what the log says.").format(kind=kind))
    return found


def _projected() -> list[Table]:
    return [*(table_of(kind) for kind in kinds()), record, link]


def forget(connection: Connection, uids: Sequence[str]) -> None:
    """Takes the records `uids` (a few hundred at the most) out of the tables."""
    there = sorted(connection.execute(_NAMED, {"uids": uids}).all())
    if not there:
        return
    connection.exec_driver_sql("DELETE FROM words WHERE rowid = ?", [(n,) for n, _uid, _kind in there])
    gone = [uid for _n, uid, _kind in there]
    connection.execute(delete(record).where(record.c.uid.in_(gone)))
    connection.execute(delete(link).where(link.c.source.in_(gone)))
    for kind in {kind for _n, _uid, kind in there} & kinds().keys():
        connection.execute(delete(table_of(kind)).where(table_of(kind).c.uid.in_(gone)))


def _insert(connection: Connection, made: list[Rows]) -> None:
    if not made:
        return
    numbered = sorted(zip(_free_numbers(connection, made), made, strict=True), key=itemgetter(0))
    _insert_plain(connection, record, [{"n": n, **rows.record} for n, rows in numbered])
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for rows in made:
        if rows.own:
            by_kind.setdefault(rows.kind, []).append(rows.own)
    for kind, own in by_kind.items():
        _insert_plain(connection, table_of(kind), own)
    links = [
        {**pointer, "n": n, "kind": rows.kind}
        for n, rows in numbered
        if rows.record["life"] != "deleted"
        for pointer in rows.links
    ]
    if links:
        _insert_plain(connection, link, links)
    words = [(n, *rows.words) for n, rows in numbered if rows.record["life"] != "deleted"]
    if words:
        # In the order of their numbers: for one less than that before it, FTS5 writes all that it has gathered.
        connection.exec_driver_sql("INSERT INTO words(rowid, kind, title, body) VALUES (?, ?, ?, ?)", words)


def _insert_plain(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows whose values the database takes as they are, without SQLAlchemy's work on each of them.

    A third of the time of an import, a rebuild or a demo goes there otherwise.
    """
    names = [column.name for column in table.columns]
    holes = ", ".join("?" * len(names))
    values = list(map(itemgetter(*names), rows))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({holes})", values)


def _free_numbers(connection: Connection, made: list[Rows]) -> list[int]:
    """A number for each record, ascending by its day, so that the newest hits are read first; unique by a hash."""
    wanted = [_number(rows.record["uid"], rows.record["day"]) for rows in made]
    taken = set(connection.execute(_TAKEN, {"numbers": wanted}).scalars())
    numbers = []
    for number in wanted:
        while number in taken:
            number += 1  # two hashes of one day collide once in a trillion pairs
        taken.add(number)
        numbers.append(number)
    return numbers


def _number(uid: str, day: str | None) -> int:
    digest_of_uid = hashlib.sha256(uid.encode()).digest()
    return day_number(day, uid) << HASH_BITS | int.from_bytes(digest_of_uid[:5], "big")


def _title(seen: Record, spec: KindSpec | None) -> str:
    """The record's own part of its name: its title line, else the beginning of its first text."""
    if spec is None:
        return ""
    for name in spec.title:
        if spec.by_name[name].type == "line" and name in seen.fields:
            return str(seen.fields[name])
    if any(spec.by_name[name].type == "link" for name in spec.title):
        return ""
    texts = (seen.fields[field.name] for field in spec.fields if field.type == "text" and field.name in seen.fields)
    flat = " ".join(next(texts, "").split())
    return flat if len(flat) <= _TITLE_LENGTH else flat[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _title_link(seen: Record, spec: KindSpec | None) -> str | None:
    if spec is None:
        return None
    return next((seen.fields.get(name) for name in spec.title if spec.by_name[name].type == "link"), None)


def _sort(seen: Record, spec: KindSpec) -> str:
    """Where the record stands in its kind's list; what has no date or name comes last."""
    if spec.order[0] not in seen.fields:
        return "" if spec.latest_first else _LAST
    return " ".join(fold(str(seen.fields.get(name, ""))) for name in spec.order)


def _links(seen: Record, spec: KindSpec) -> Iterator[dict[str, str]]:
    for field in spec.fields:
        if field.to and field.name in seen.fields:
            value = seen.fields[field.name]
            # What another program logged as one value may name somebody twice.
            for target in dict.fromkeys(value) if field.is_set else [value]:
                yield {"target": target, "source": seen.uid, "field": field.name}


def _words(seen: Record, spec: KindSpec) -> tuple[str, str, str]:
    title, body = (" ".join(_weighted(seen.fields, spec, weight)) for weight in ("title", "body"))
    return spec.kind, title, body


def _weighted(fields: Mapping[str, Any], spec: KindSpec, weight: str) -> Iterator[str]:
    for field in spec.fields:
        if field.weight == weight and field.name in fields:
            value = fields[field.name]
            yield indexable(" ".join(value) if field.is_set else str(value))


def _chunks(
    records: Iterable[tuple[str, list[Revision]]],
) -> Iterator[list[tuple[str, list[Revision]]]]:
    chunk: list[tuple[str, list[Revision]]] = []
    for one in records:
        chunk.append(one)
        if len(chunk) == log.CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
