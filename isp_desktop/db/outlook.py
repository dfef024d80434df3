"""What the outlook of sites is told from: of each kind one question for all sites that are looked at, by the index of
links."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from isp_desktop.db.conditions import WAITS
from isp_desktop.db.contact import not_held
from isp_desktop.db.sql import Connection, Select, bindparam, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import day_of_number, end_number, first_number

Row = Mapping[str, Any]
"""The uid, the fields asked for, and "has_" with the name of each field of which only that is asked."""

_MOST = 50_000


def around(
    connection: Connection,
    kind: str,
    field: str,
    targets: Iterable[str],
    fields: Sequence[str],
    has: Sequence[str] = (),
    since: str = "",
) -> list[Row]:
    """The records of `kind` whose `field` is one of `targets`, the latest first; deleted ones left out.

    Args:
        has: long texts of which is told whether there is anything in them.
        since: the day "YYYY-MM-DD" before which a record's day may not be; "" for all.
    """
    query = _around(kind, field, tuple(fields), tuple(has))
    return _rows(fields, has, connection.execute(query, _asked(targets, since)))


def uids_around(connection: Connection, kind: str, field: str, targets: Iterable[str], since: str = "") -> list[str]:
    """The uids of the same, deleted ones too."""
    return list(dict.fromkeys(connection.execute(_uids_around(kind, field), _asked(targets, since)).scalars()))


def rows(
    connection: Connection, kind: str, uids: Iterable[str], fields: Sequence[str], has: Sequence[str] = ()
) -> list[Row]:
    """The records of `kind` with these uids; deleted ones left out."""
    query = _by_uid(kind, tuple(fields), tuple(has))
    return _rows(fields, has, connection.execute(query, {"wanted": json.dumps(list(uids))}))


def held(connection: Connection, sites: Iterable[str], since: str, today: dt.date) -> list[tuple[str, str]]:
    """Site and day of each visit that was held from `since` to `today`, as contacts are counted: no row is read."""
    wanted = func.json_each(json.dumps(list(sites))).table_valued("value")
    query = select(link.c.target, link.c.n).join_from(wanted, link, link.c.target == wanted.c.value)
    within = (link.c.n >= first_number(dt.date.fromisoformat(since)), link.c.n < end_number(today))
    query = query.where(link.c.kind == "visit", link.c.field == "site", *within)
    rows = connection.execute(query.where(link.c.source.not_in(not_held("visit", today))).limit(_MOST))
    return [(site, day_of_number(number).isoformat()) for site, number in rows]


def waiting(connection: Connection, sites: Iterable[str], before: str) -> list[str]:
    """The uids of the commitments at `sites` that wait still, and were due before a day."""
    own = table_of("commitment").c
    wanted = func.json_each(json.dumps(list(sites))).table_valued("value")
    at_them = own.site.in_(select(wanted.c.value))
    query = select(own.uid).where(text(WAITS), own.sort < before, own.due.is_not(None), at_them)
    return list(connection.execute(query.limit(_MOST)).scalars())


def _asked(targets: Iterable[str], since: str) -> dict[str, Any]:
    first = first_number(dt.date.fromisoformat(since)) if since else 0
    return {"wanted": json.dumps(list(targets)), "first": first}


# Made once, and so are the next: an outlook asks forty of them, and to make one takes longer than to answer it.
@cache
def _around(kind: str, field: str, fields: tuple[str, ...], has: tuple[str, ...]) -> Select[Any]:
    return _pointing(_columns(kind, fields, has), kind, field).where(table_of(kind).c.life != "deleted")


@cache
def _uids_around(kind: str, field: str) -> Select[Any]:
    return _pointing([table_of(kind).c.uid], kind, field)


@cache
def _by_uid(kind: str, fields: tuple[str, ...], has: tuple[str, ...]) -> Select[Any]:
    own = table_of(kind).c
    wanted = func.json_each(bindparam("wanted")).table_valued("value")
    query = select(*_columns(kind, fields, has)).join(wanted, own.uid == wanted.c.value)
    return query.where(own.life != "deleted")


def _pointing(columns: Sequence[Any], kind: str, field: str) -> Select[Any]:
    own = table_of(kind)
    wanted = func.json_each(bindparam("wanted")).table_valued("value")
    query = select(*columns).select_from(wanted).join(link, link.c.target == wanted.c.value)
    query = query.join(own, own.c.uid == link.c.source).where(link.c.kind == kind, link.c.field == field)
    return query.where(link.c.n >= bindparam("first")).order_by(link.c.n.desc()).limit(_MOST)


def _columns(kind: str, fields: Sequence[str], has: Sequence[str]) -> list[Any]:
    own = table_of(kind).c
    told = [(func.coalesce(own[name], "") != "").label(f"has_{name}") for name in has]
    return [own.uid, *(own[name] for name in fields), *told]


def _rows(fields: Sequence[str], has: Sequence[str], found: Iterable[Any]) -> list[Row]:
    names = ("uid", *fields, *(f"has_{name}" for name in has))
    # One that points to two of the targets comes twice.
    by_uid = {row[0]: dict(zip(names, row, strict=True)) for row in found}
    return list(by_uid.values())
