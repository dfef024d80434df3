"""Who is known in which part of the system at which level, counted by the tables' own numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from isp_desktop.db.conditions import STANDS
from isp_desktop.db.contact import last_contact
from isp_desktop.db.sql import ColumnElement, Connection, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.coverage import Place


class Counted(NamedTuple):
    """How many people have this part and level; the ordinal of the latest day that one of them was in touch."""

    part: str | None
    level: str | None
    people: int
    last: int | None


def counts(connection: Connection, me: str, initiative: str, today: dt.date) -> list[Counted]:
    """Everyone but the person `me`, by part and level; with `initiative` those of its sites and teams."""
    own = table_of("person").c
    query = select(own.part, own.level, func.count(), func.max(last_contact(today)))
    rows = connection.execute(query.where(*_among(me, initiative)).group_by(own.part, own.level))
    return [Counted(*row) for row in rows]


def people(connection: Connection, me: str, initiative: str) -> list[tuple[str | None, str | None, int]]:
    """The same without the days, which take most of the time."""
    own = table_of("person").c
    query = select(own.part, own.level, func.count()).where(*_among(me, initiative)).group_by(own.part, own.level)
    return [(part, level, count) for part, level, count in connection.execute(query)]


def people_at(connection: Connection, place: Place, me: str, initiative: str, limit: int) -> list[str]:
    """The uids of those counted with a part and a level, by their names."""
    part, level = place
    own = table_of("person").c
    query = select(own.uid).where(*_among(me, initiative), own.part == part, own.level == level)
    return list(connection.execute(query.order_by(own.sort, own.uid).limit(limit)).scalars())


def people_apart(
    connection: Connection, parts: Sequence[str], levels: Sequence[str], me: str, initiative: str, limit: int
) -> list[str]:
    """The uids of those counted with none of `parts` or none of `levels`, by their names."""
    own = table_of("person").c
    placed = func.coalesce(own.part, "").in_(parts) & func.coalesce(own.level, "").in_(levels)
    query = select(own.uid).where(*_among(me, initiative), ~placed)
    return list(connection.execute(query.order_by(own.sort, own.uid).limit(limit)).scalars())


def sites(connection: Connection, me: str, initiative: str) -> int:
    """At how many sites those counted are."""
    own = table_of("person").c
    query = select(func.count(link.c.target.distinct())).join_from(link, table_of("person"), own.uid == link.c.source)
    among = query.where(link.c.kind == "person", link.c.field == "sites", *_among(me, initiative))
    return connection.execute(among).scalar_one()


def people_of(connection: Connection, initiative: str) -> set[str]:
    """The uids of those at the sites and in the teams of an initiative."""
    own = table_of("person").c
    return set(connection.execute(select(own.uid).where(text(STANDS), _of(initiative))).scalars())


def _among(me: str, initiative: str) -> list[ColumnElement[bool] | Any]:
    own = table_of("person").c
    those = [text(STANDS), own.uid != me]
    return [*those, _of(initiative)] if initiative else those


def _of(initiative: str) -> ColumnElement[bool]:
    own = table_of("person").c
    sites, teams = (_pointing_to(initiative, kind) for kind in ("site", "team"))
    at_site = select(link.c.source).where(link.c.kind == "person", link.c.field == "sites", link.c.target.in_(sites))
    seat = table_of("membership").c
    in_team = select(seat.person).where(seat.team.in_(teams), seat.life != "deleted", seat.left.is_(None))
    return own.uid.in_(at_site.union_all(in_team))


def _pointing_to(initiative: str, kind: str) -> Any:
    own = table_of(kind).c
    found = select(link.c.source).join(table_of(kind), own.uid == link.c.source)
    return found.where(
        link.c.target == initiative, link.c.kind == kind, link.c.field == "initiatives", own.life != "deleted"
    )
