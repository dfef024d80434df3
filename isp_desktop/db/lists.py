"""Reading the tables: a page of a list, names for uids, who points to whom. Every query is bounded by its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db.engine import Asked
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.models import kinds
from isp_desktop.db.rows import NOTHING, RECORD, rows_of
from isp_desktop.db.sql import ColumnElement, Connection, RowMapping, Select, Table, literal_column, select, tuple_
from isp_desktop.db.tables import link, record, table_of
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record

WAITING = ("open", None)
"""The states of a commitment that still waits: one made by a script may have none, and waits like one that says so."""

_OF_ALL = ("uid", "life", "private", "conflicts", "sort")


class Item(Struct, frozen=True):
    """A record as a list has it: its own columns, unset ones as None."""

    uid: str
    kind: str
    life: str
    private: bool
    conflicts: int
    sort: str
    fields: Mapping[str, Any]

    @property
    def in_conflict(self) -> bool:
        """Whether something of it waits to be settled."""
        return bool(self.conflicts) or self.life == "contested"


class Name(Struct, frozen=True):
    """What a record is called: its own title, the records that its title tells of, and its day.

    Attributes:
        title: its line, or the keys of its choices with spaces between.
        title_link: the uids of what its title links to, with spaces between.
    """

    uid: str
    kind: str
    life: str
    private: bool
    conflicts: int
    title: str
    title_link: str | None
    day: str | None

    @property
    def linked(self) -> tuple[str, ...]:
        """The uids of what its title links to, in the order of the title; "" for a link that is empty."""
        return tuple("" if uid == NOTHING else uid for uid in (self.title_link or "").split())


class After(Struct, frozen=True):
    """The last row of a page: the next one starts after it."""

    sort: str
    uid: str


def page(
    connection: Connection,
    kind: str,
    where: Sequence[tuple[str, Any]] = (),
    after: After | None = None,
    limit: int = 100,
) -> list[Item]:
    """A page of the records of a kind in the kind's order; deleted ones left out.

    Args:
        where: pairs of a field's name and a cleaned value that it must have (a set field: must contain).

    Raises:
        BadInput: no such kind or field.
    """
    spec = kind_named(kind)
    own = table_of(kind)
    query = _ordered(select(own), own, spec, after).where(own.c.life != "deleted").limit(limit)
    for name, value in where:
        query = query.where(_has(own, spec.field(name), value))
    return [_item(spec, row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - public, whatever its name


def open_commitments(
    connection: Connection, where: Sequence[tuple[str, Any]] = (), after: After | None = None, limit: int = 100
) -> list[Item]:
    """A page of the commitments that still wait, first due first; the arguments are those of `page`."""
    found = [
        item for state in WAITING for item in page(connection, "commitment", [*where, ("status", state)], after, limit)
    ]
    return sorted(found, key=lambda item: (item.sort, item.uid))[:limit]


def names(connection: Connection, uids: Iterable[str]) -> dict[str, Name]:
    """What each of `uids` is called; those without a record are left out."""
    columns = (record.c[name] for name in Name.__struct_fields__)
    rows = connection.execute(select(*columns).where(record.c.uid.in_(list(uids))))
    return {row[0]: Name(*row) for row in rows}


def name_of(seen: Record) -> Name:
    """What a record is called that need not be in the tables, or not as it stands there."""
    row = dict(zip(RECORD, rows_of(seen, kinds().get(seen.kind)).record, strict=True))
    return Name(*(row[name] for name in Name.__struct_fields__))


def pointing(
    connection: Connection, target: str, kind: str, field: str, limit: int | None = 1_000, least: int = 0
) -> list[str]:
    """The uids of the records of `kind` whose `field` points to `target`, latest day first; deleted ones left out.

    Args:
        limit: None for all of them, as for what of them is shared: private ones may not take its places.
        least: only those with this number or a greater one, which are of the day whose first number that is, or later.
    """
    query = (
        select(record.c.uid)
        .join(link, link.c.n == record.c.n)
        .where(link.c.target == target, link.c.kind == kind, link.c.field == field, record.c.life != "deleted")
        .where(link.c.n >= least)
        .order_by(link.c.n.desc())
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def ever_pointing(connection: Connection, target: str, kind: str, field: str) -> list[Item]:
    """The records of `kind` whose link `field` points to `target`, deleted ones too; looks through all of the kind."""
    spec, own = kind_named(kind), table_of(kind)
    rows = connection.execute(select(own).where(own.c[field] == target))
    return [_item(spec, row._mapping) for row in rows]  # noqa: SLF001 - public, whatever its name


def timeline(
    connection: Connection, target: str, kinds: Iterable[str], before: int | None = None, limit: int = 100
) -> list[tuple[int, str, str]]:
    """Number, uid and kind of each record of `kinds` that points to `target` by any field, latest day first.

    Args:
        before: the number of the last record of the page before, for the next page.
    """
    found: list[tuple[int, str, str]] = []
    for kind in kinds:
        query = select(link.c.n, link.c.source, link.c.kind).where(link.c.target == target, link.c.kind == kind)
        if before is not None:
            query = query.where(link.c.n < before)
        rows = connection.execute(query.distinct().order_by(link.c.n.desc()).limit(limit))
        found += [(n, uid, its_kind) for n, uid, its_kind in rows]
    return sorted(found, reverse=True)[:limit]


def coming(
    connection: Connection, kind: str, start: str, end: str, limit: int = 500, fields: Sequence[str] = ()
) -> list[Item]:
    """The records of a kind from `start` up to, not with, `end` in the order of time, by what their list is sorted by.

    For visits both are days, "YYYY-MM-DD", or a day and a time.

    Args:
        fields: those that are wanted, all for (); long texts cost thirty times what the rest does.
    """
    own = table_of(kind)
    named = fields or [field.name for field in kind_named(kind).fields]
    query = select(*(own.c[name] for name in (*_OF_ALL, *named)))
    found = query.where(own.c.sort >= start, own.c.sort < end, own.c.life != "deleted")
    rows = connection.execute(found.order_by(own.c.sort, own.c.uid).limit(limit))
    return [_made(kind, row._mapping, named) for row in rows]  # noqa: SLF001


def items(connection: Connection, kind: str, uids: Iterable[str], fields: Sequence[str] = ()) -> list[Item]:
    """The records of `kind` with these uids, in the order of the uids given; `fields` as for `coming`."""
    own = table_of(kind)
    wanted = list(uids)
    named = fields or [field.name for field in kind_named(kind).fields]
    query = select(*(own.c[name] for name in (*_OF_ALL, *named)))
    rows = connection.execute(query.where(own.c.uid.in_(wanted)))
    found = {row.uid: _made(kind, row._mapping, named) for row in rows}  # noqa: SLF001
    return [found[uid] for uid in wanted if uid in found]


def is_empty(connection: Asked, kind: str, but: str = "") -> bool:
    """Whether no record of `kind` is to be shown, or none but that with the uid `but`."""
    query = f"SELECT 1 FROM {kind_named(kind).kind} WHERE life <> 'deleted' AND uid <> ? LIMIT 1"
    return connection.exec_driver_sql(query, (but,)).fetchone() is None


def deleted(connection: Connection, kind: str = "", limit: int = 500) -> list[Name]:
    """Deleted records, latest change first."""
    columns = (record.c[name] for name in Name.__struct_fields__)
    # Written out rather than bound: the index of deleted records is for this condition and no other.
    is_deleted = record.c.life == literal_column("'deleted'")
    query = select(*columns).where(is_deleted).order_by(record.c.changed_ms.desc()).limit(limit)
    if kind:
        query = query.where(record.c.kind == kind)
    return [Name(*row) for row in connection.execute(query)]


def _item(spec: KindSpec, row: RowMapping) -> Item:
    return _made(spec.kind, row, [field.name for field in spec.fields])


def _made(kind: str, row: RowMapping, fields: Iterable[str]) -> Item:
    own = {name: row[name] for name in _OF_ALL}
    return Item(kind=kind, fields={name: row[name] for name in fields}, **own)


def _ordered(query: Select[Any], own: Table, spec: KindSpec, after: After | None) -> Select[Any]:
    """In the kind's order, ties by uid; with `after` only what follows it, so that each page costs the same."""
    place = tuple_(own.c.sort, own.c.uid)
    if spec.latest_first:
        query = query.order_by(own.c.sort.desc(), own.c.uid.desc())
        return query.where(place < tuple_(after.sort, after.uid)) if after else query
    query = query.order_by(own.c.sort, own.c.uid)
    return query.where(place > tuple_(after.sort, after.uid)) if after else query


def _has(own: Table, field: FieldSpec, value: Any) -> ColumnElement[bool]:
    if field.to and value:
        pointing_to = select(link.c.source).where(
            link.c.target == value, link.c.kind == own.name, link.c.field == field.name
        )
        return own.c.uid.in_(pointing_to)
    if field.is_set:
        refusal = _("“{label}” ({name}) cannot be asked for. Use a field with one value, or a link.")
        raise BadInput(refusal.format(label=_(field.label), name=field.name), field.name)
    return own.c[field.name].is_(None) if value is None else own.c[field.name] == value
