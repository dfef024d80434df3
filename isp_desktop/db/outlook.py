"""What the outlook of sites is told from: of each kind one question for all sites that are looked at, by the index of
links."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.conditions import WAITS
from isp_desktop.db.sql import Connection, Select, bindparam, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import first_number

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
    own, query = table_of(kind), _pointing(_columns(kind, fields, has), kind, field, since)
    rows = connection.execute(query.where(own.c.life != "deleted"), {"wanted": json.dumps(list(targets))})
    return _rows(rows)


def uids_around(connection: Connection, kind: str, field: str, targets: Iterable[str], since: str = "") -> list[str]:
    """The uids of the same, deleted ones too."""
    query = _pointing([table_of(kind).c.uid], kind, field, since)
    return list(dict.fromkeys(connection.execute(query, {"wanted": json.dumps(list(targets))}).scalars()))


def rows(
    connection: Connection, kind: str, uids: Iterable[str], fields: Sequence[str], has: Sequence[str] = ()
) -> list[Row]:
    """The records of `kind` with these uids; deleted ones left out."""
    own = table_of(kind).c
    wanted = func.json_each(json.dumps(list(uids))).table_valued("value")
    query = select(*_columns(kind, fields, has)).join(wanted, own.uid == wanted.c.value)
    return _rows(connection.execute(query.where(own.life != "deleted")))


def waiting(connection: Connection, sites: Iterable[str], before: str) -> list[str]:
    """The uids of the commitments at `sites` that wait still, and were due before a day."""
    own = table_of("commitment").c
    wanted = func.json_each(json.dumps(list(sites))).table_valued("value")
    at_them = own.site.in_(select(wanted.c.value))
    query = select(own.uid).where(text(WAITS), own.sort < before, own.due.is_not(None), at_them)
    return list(connection.execute(query.limit(_MOST)).scalars())


def _pointing(columns: Sequence[Any], kind: str, field: str, since: str) -> Select[Any]:
    own = table_of(kind)
    wanted = func.json_each(bindparam("wanted")).table_valued("value")
    query = select(*columns).select_from(wanted).join(link, link.c.target == wanted.c.value)
    query = query.join(own, own.c.uid == link.c.source).where(link.c.kind == kind, link.c.field == field)
    if since:
        query = query.where(link.c.n >= first_number(dt.date.fromisoformat(since)))
    return query.order_by(link.c.n.desc()).limit(_MOST)


def _columns(kind: str, fields: Sequence[str], has: Sequence[str]) -> list[Any]:
    own = table_of(kind).c
    told = [(func.coalesce(own[name], "") != "").label(f"has_{name}") for name in has]
    return [own.uid, *(own[name] for name in fields), *told]


def _rows(found: Iterable[Any]) -> list[Row]:
    # One that points to two of the targets comes twice.
    by_uid = {row.uid: dict(row._mapping) for row in found}  # noqa: SLF001 - public, whatever its name
    return list(by_uid.values())
