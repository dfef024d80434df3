"""What tells of somebody who may leave, read by the index of links; and to whom others are tied."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.sql import ColumnElement, Connection, func, or_, select, text
from isp_desktop.db.tables import link, record, table_of

Row = dict[str, Any]
"""The uid, whether it is "private", and the fields asked for."""

_EDGES: Mapping[str, tuple[str, str, str, str]] = {
    "tie": ("source", "target", "since", "until"),
    "membership": ("person", "team", "joined", "left"),
}


def pointing(connection: Connection, targets: Iterable[str], kind: str, by: Collection[str] = ()) -> list[str]:
    """The uids of the records of `kind` that point to one of `targets`, by a field of `by` or any; sorted."""
    wanted = func.json_each(json.dumps([*targets])).table_valued("value")
    query = select(link.c.source).join(wanted, link.c.target == wanted.c.value).where(link.c.kind == kind)
    query = query.where(link.c.field.in_(by)) if by else query
    return sorted(set(connection.execute(query).scalars()))


def rows(connection: Connection, kind: str, uids: Iterable[str], fields: Sequence[str], only: str = "") -> list[Row]:
    """Those of `uids` that are records of `kind` and not deleted, by uid; `only` those of which a condition is true."""
    own = table_of(kind).c
    wanted = func.json_each(json.dumps([*uids])).table_valued("value")
    query = select(own.uid, own.private, *(own[name] for name in fields))
    found = query.join(wanted, own.uid == wanted.c.value).where(own.life != "deleted").order_by(own.uid)
    found = found.where(text(only)) if only else found
    return [dict(row._mapping) for row in connection.execute(found)]  # noqa: SLF001 - public, whatever its name


def of_level(connection: Connection, levels: Iterable[str]) -> list[str]:
    """The uids of the champions at `levels`."""
    own = table_of("champion").c
    return list(connection.execute(select(own.uid).where(own.level.in_([*levels]), own.life != "deleted")).scalars())


def beside(connection: Connection, uids: Collection[str], day: dt.date) -> dict[str, set[str]]:
    """To whom each of `uids` is tied on `day`: by ties and by seats in teams, as far as both ends are there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    asked = set(uids)
    for kind, (source, target, since, until) in _EDGES.items():
        own, one, other = table_of(kind).c, record.alias(), record.alias()
        query = select(own[source], own[target]).join(one, one.c.uid == own[source])
        query = query.join(other, other.c.uid == own[target])
        edges = pointing(connection, asked, kind, (source, target))
        wanted = func.json_each(json.dumps(edges)).table_valued("value")
        query = query.join(wanted, own.uid == wanted.c.value).where(own.life != "deleted")
        query = query.where(one.c.life != "deleted", other.c.life != "deleted", *_held(own[since], own[until], day))
        for pair in connection.execute(query):
            for here, there in (pair, pair[::-1]):
                if here in asked and here != there:
                    found[here].add(there)
    return found


def _held(since: ColumnElement[str], until: ColumnElement[str], day: dt.date) -> tuple[ColumnElement[bool], ...]:
    shown = day.isoformat()
    return or_(since.is_(None), since <= shown), or_(until.is_(None), until >= shown)
