"""From the log to the tables: what a record's revisions amount to, written where lists, links and search find it.

The tables are a cache. They are written here and nowhere else, in the transaction of the revision they follow from, and
can be thrown away and made again from the log, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from isp_desktop.db import log, met, word_index
from isp_desktop.db.fingerprints import ACROSS, fingerprints
from isp_desktop.db.models import kinds
from isp_desktop.db.rows import RECORD, Rows, own_columns, rows_of
from isp_desktop.db.served import Tallies
from isp_desktop.db.sql import Connection, Select, Table, bindparam, delete, func, select
from isp_desktop.db.tables import link, metadata, record, table_of
from isp_desktop.db.tables import revision as log_table
from isp_desktop.db.word_index import WordsOnTheirWay
from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.days import HASH_BITS, day_number
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record, look_by_kind
from isp_desktop.domain.revision import Revision

Progress = Callable[[int, int], None]
"""Told how many of how many are done; may raise Cancelled."""

# What rows are told by that no uid alone tells apart.
_ORDERS: Mapping[str, Sequence[str]] = {
    "link": ("target", "source", "field"),
    "served": ("uid", "code"),
    "served_month": ("who", "month", "code", "private"),
}


def project(connection: Connection, words: WordsOnTheirWay, records: Iterable[tuple[str, Sequence[Revision]]]) -> None:
    """Brings the tables up to date with the given records and all their revisions; `words` is left to be written."""
    show(connection, words, [_seen(revisions) for _uid, revisions in records])


def _seen(revisions: Sequence[Revision]) -> Record:
    return look_by_kind(revisions, kinds())


def _rows(seen: Record) -> Rows:
    return rows_of(seen, kinds().get(seen.kind))


def show(connection: Connection, words: WordsOnTheirWay, records: Iterable[Record], new: Container[str] = ()) -> None:
    """The same for `records` as they are now; nothing is in the tables yet of those in `new`."""
    made = [_rows(seen) for seen in records]
    tallies = Tallies(connection)
    people = _take_out(connection, words, tallies, [rows.uid for rows in made if rows.uid not in new])
    _insert(connection, words, tallies, made)
    tallies.write()
    _tell_met(connection, people | _people_in(made))


def rebuild(connection: Connection, progress: Progress) -> None:
    """Makes all tables again from the log."""
    drop(connection)
    create(connection)
    words, tallies = WordsOnTheirWay(connection), Tallies(connection)
    total = log.count(connection)
    done = 0
    for chunk in _chunks(log.every_record(connection)):
        _insert(connection, words, tallies, [_rows(_seen(revisions)) for _uid, revisions in chunk])
        done += sum(len(revisions) for _uid, revisions in chunk)
        progress(done, total)
    words.write()
    tallies.write()
    met.bring_all_up_to_date(connection)


def upgrade(connection: Connection, made_from: Mapping[str, str], progress: Progress) -> None:
    """Makes those tables again that were made from something else than this version would."""
    now = fingerprints()
    changed = {name for name, made in now.items() if made_from.get(name) != made}
    if ACROSS in changed:
        rebuild(connection, progress)
    elif changed:
        create(connection)
        _rebuild_kinds(connection, sorted(changed), progress)


def _rebuild_kinds(connection: Connection, changed: Sequence[str], progress: Progress) -> None:
    # All of them first: one kind's records also change what another's table says of them.
    for kind in changed:
        table_of(kind).drop(connection, checkfirst=True)
        table_of(kind).create(connection)
    words = WordsOnTheirWay(connection)
    for kind in changed:
        uids = log.uids_of_kind(connection, kind)
        for start in range(0, len(uids), log.CHUNK):
            project(connection, words, log.of_records(connection, uids[start : start + log.CHUNK]))
            progress(start, len(uids))
    words.write()


def create(connection: Connection) -> None:
    """Makes the projected tables, empty, where they are missing."""
    metadata.create_all(connection, tables=_projected())
    word_index.create(connection)


def drop(connection: Connection) -> None:
    """Takes the projected tables away."""
    metadata.drop_all(connection, tables=_projected())
    word_index.drop(connection)


def digest(connection: Connection) -> str:
    """The SHA-256 of all projected content, told by uid, so that equal content gives equal digests."""
    from hashlib import sha256

    total = sha256()
    for table in _projected():
        total.update(table.name.encode())
        # The internal numbers are left out: of two that meet, the later one gets the next.
        columns = [column for column in table.columns if column.name != "n"]
        order = _ORDERS.get(table.name, ("uid",))
        ordered = select(*columns).order_by(*(table.c[name] for name in order))
        rows = connection.execute(ordered.execution_options(yield_per=1000))
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
    across = ("record", "link", "served", "served_month")
    return [*map(table_of, kinds()), *(metadata.tables[name] for name in across)]


def forget(connection: Connection, words: WordsOnTheirWay, uids: Sequence[str]) -> None:
    """Takes the records `uids` (a few hundred at the most) out of the tables."""
    tallies = Tallies(connection)
    people = _take_out(connection, words, tallies, uids)
    tallies.write()
    _tell_met(connection, people)


def _take_out(connection: Connection, words: WordsOnTheirWay, tallies: Tallies, uids: Sequence[str]) -> set[str]:
    """As `forget`, but leaves it to the caller to write `tallies`, and to tell when those given back were last met."""
    there = sorted(connection.execute(_named(), {"uids": uids}).all()) if uids else []
    if not there:
        return set()
    people = met.people_of(connection, [uid for _n, uid, kind in there if kind in met.CONTACTS])
    words.take_out(n for n, _uid, _kind in there)
    gone = [uid for _n, uid, _kind in there]
    tallies.take_out(gone)
    connection.execute(delete(record).where(record.c.uid.in_(gone)))
    connection.execute(delete(link).where(link.c.source.in_(gone)))
    for kind in {kind for _n, _uid, kind in there} & kinds().keys():
        connection.execute(delete(table_of(kind)).where(table_of(kind).c.uid.in_(gone)))
    return people


def _tell_met(connection: Connection, people: set[str]) -> None:
    if people:
        met.bring_up_to_date(connection, people)


def _people_in(made: Sequence[Rows]) -> set[str]:
    """The people among these records, and those with whom one of these is a contact."""
    people = {rows.uid for rows in made if rows.kind == "person"}
    for rows in made:
        if rows.kind in met.CONTACTS:
            people.update(target for field, target in rows.links if met.is_contact(rows.kind, field))
    return people


def _insert(connection: Connection, words: WordsOnTheirWay, tallies: Tallies, made: list[Rows]) -> None:
    if not made:
        return
    numbered = sorted(zip(_free_numbers(connection, made), made, strict=True), key=itemgetter(0))
    _insert_plain(connection, "record", ("n", *RECORD), [(n, *rows.record) for n, rows in numbered])
    by_kind: dict[str, list[tuple[Any, ...]]] = {}
    for rows in made:
        if rows.own:
            by_kind.setdefault(rows.kind, []).append(rows.own)
    for kind, own in by_kind.items():
        _insert_plain(connection, kind, own_columns(kinds()[kind]), own)
    in_sight = [(n, rows) for n, rows in numbered if rows.life != "deleted"]
    links = [(target, rows.kind, n, field, rows.uid) for n, rows in in_sight for field, target in rows.links]
    _insert_plain(connection, "link", ("target", "kind", "n", "field", "source"), links)
    tallies.put([row for rows in made for row in rows.served])
    for n, rows in in_sight:
        words.put(n, rows.words)


def _insert_plain(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows whose values the database takes as they are, without SQLAlchemy's work on each of them.

    A third of the time of an import, a rebuild or a demo goes there otherwise. Columns that are worked out from other
    records are not named, and stay empty until they are.
    """
    if rows:
        # In quotes: a field may be called what is a word of SQL.
        names, holes = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({holes})", rows)


# Made once, and so is the next: each save asks them, and making a question takes longer than answering it.
@cache
def _named() -> Select[int, str, str]:
    return select(record.c.n, record.c.uid, record.c.kind).where(record.c.uid.in_(bindparam("uids", expanding=True)))


@cache
def _taken() -> Select[int]:
    wanted = func.json_each(bindparam("numbers")).table_valued("value")
    return select(record.c.n).join(wanted, record.c.n == wanted.c.value)


def _free_numbers(connection: Connection, made: list[Rows]) -> list[int]:
    """A number for each record, ascending by its day, so that the newest hits are read first; unique by a hash."""
    wanted = [_number(rows.uid, rows.day) for rows in made]
    taken = set(connection.execute(_taken(), {"numbers": json.dumps(wanted)}).scalars())
    numbers = []
    for number in wanted:
        while number in taken:
            number += 1  # two hashes of one day collide once in a trillion pairs
        taken.add(number)
        numbers.append(number)
    return numbers


def _number(uid: str, day: str | None) -> int:
    return day_number(day, uid) << HASH_BITS | int(content_id(uid.encode())[: HASH_BITS // 4], 16)


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
