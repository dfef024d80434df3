"""Reading whole kinds for the network of relationships: only the columns it needs, without the long texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from isp_desktop.db.conditions import STANDS
from isp_desktop.db.sql import Connection, select, text
from isp_desktop.db.tables import table_of

Row = dict[str, Any]
"""The uid, whether it is "private", and the fields asked for."""


def every(connection: Connection, kind: str, fields: Sequence[str]) -> list[Row]:
    """Every record of a kind that is not deleted, in the order of its list."""
    own = table_of(kind).c
    query = select(own.uid, own.private, *(own[name] for name in fields)).where(own.life != "deleted")
    rows = connection.execute(query.order_by(own.sort, own.uid))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001 - public, whatever its name


def people(connection: Connection, fields: Sequence[str]) -> list[Row]:
    """Everyone who counts by herself: not merged into another, or restored since."""
    own = table_of("person").c
    query = select(own.uid, own.private, *(own[name] for name in fields))
    rows = connection.execute(query.where(text(STANDS)).order_by(own.sort, own.uid))
    return [dict(row._mapping) for row in rows]  # noqa: SLF001


def days(connection: Connection, kinds: Iterable[tuple[str, str]]) -> list[str]:
    """The days that stand in these fields, pairs of kind and field; each once, ascending."""
    found: set[str] = set()
    for kind, field in kinds:
        own = table_of(kind).c
        query = select(own[field]).where(own.life != "deleted", own[field].is_not(None)).distinct()
        found.update(connection.execute(query).scalars())
    return sorted(found)
