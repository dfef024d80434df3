"""The capacity plan, read by index: needs, the steps that meet them, what was logged of these, and what is due."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from isp_desktop.db.conditions import FOLLOWED, TO_DO
from isp_desktop.db.sql import ColumnElement, Connection, and_, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import day_of_number

_BY = ("subject", "site")
_SETTLED = ("met", "given_up", "done", "dropped", "passed")


class Due(NamedTuple):
    """The uid of a step and the day, "YYYY-MM-DD", on which it is to be done, or followed up."""

    uid: str
    day: str


class Logged(NamedTuple):
    """How many logs of a step there are, and the day of the latest."""

    times: int
    last: dt.date


def of(connection: Connection, kind: str, target: str, limit: int) -> list[str]:
    """The uids of the needs, steps or challenges of the subject or site `target`, all for "".

    Open ones come first; among both the needs seen last, and the steps and challenges whose day comes next.
    """
    own = table_of(kind)
    query = select(own.c.uid).where(own.c.life != "deleted")
    if target:
        here = select(link.c.source).where(link.c.target == target, link.c.kind == kind, link.c.field.in_(_BY))
        query = query.where(own.c.uid.in_(here))
    day = own.c.sort.desc() if kind == "need" else own.c.sort
    settled = func.coalesce(own.c.state, "").in_(_SETTLED)
    return list(connection.execute(query.order_by(settled, day, own.c.uid).limit(limit)).scalars())


def steps_for(connection: Connection, needs: Sequence[str]) -> list[str]:
    """The uids of the steps that are taken for one of `needs`, in the order of their days."""
    own = table_of("plan_step").c
    wanted = func.json_each(json.dumps([*needs])).table_valued("value")
    named = select(link.c.source).join(wanted, link.c.target == wanted.c.value)
    named = named.where(link.c.kind == "plan_step", link.c.field == "needs")
    return list(
        connection.execute(
            select(own.uid).where(own.uid.in_(named), own.life != "deleted").order_by(own.sort, own.uid)
        ).scalars()
    )


def logged(connection: Connection, steps: Iterable[str]) -> dict[str, Logged]:
    """How often something was logged of each of `steps`; those of which nothing was are left out."""
    own = table_of("step_log")
    wanted = func.json_each(json.dumps([*steps])).table_valued("value")
    query = select(link.c.target, func.count(), func.max(link.c.n)).join(wanted, link.c.target == wanted.c.value)
    query = query.join(own, own.c.uid == link.c.source).where(own.c.life != "deleted")
    query = query.where(link.c.kind == "step_log", link.c.field == "step").group_by(link.c.target)
    return {step: Logged(count, day_of_number(n)) for step, count, n in connection.execute(query)}


def sites(connection: Connection, kinds: Iterable[str], limit: int) -> list[str]:
    """The uids of the sites that records of `kinds` name."""
    found: dict[str, None] = {}
    for kind in kinds:
        own = table_of(kind).c
        query = select(own.site).where(own.site.is_not(None), own.life != "deleted").distinct().limit(limit)
        found |= dict.fromkeys(connection.execute(query).scalars())
    return [*found][:limit]


def to_do(connection: Connection, end: dt.date, limit: int) -> tuple[list[Due], int]:
    """The first steps that are to be done before `end`, first due first, and how many there are."""
    own = table_of("plan_step").c
    return _due(connection, own.sort, and_(text(TO_DO), own.sort < end.isoformat()), limit)


def to_follow_up(connection: Connection, end: dt.date, limit: int) -> tuple[list[Due], int]:
    """The first steps that are to be followed up before `end`, first due first, and how many there are."""
    own = table_of("plan_step").c
    return _due(connection, own.follow_up_on, and_(text(FOLLOWED), own.follow_up_on < end.isoformat()), limit)


def to_do_and_follow_up(connection: Connection, end: dt.date) -> int:
    """How many steps are both to be done and to be followed up before `end`."""
    own = table_of("plan_step").c
    waits = and_(text(TO_DO), text(FOLLOWED), own.sort < end.isoformat(), own.follow_up_on < end.isoformat())
    return int(connection.execute(select(func.count()).select_from(table_of("plan_step")).where(waits)).scalar_one())


def _due(
    connection: Connection, day: ColumnElement[str], waits: ColumnElement[bool], limit: int
) -> tuple[list[Due], int]:
    own = table_of("plan_step").c
    first = connection.execute(select(own.uid, day).where(waits).order_by(day, own.uid).limit(limit))
    found = [Due(*row) for row in first]
    if len(found) < limit:
        return found, len(found)
    return found, connection.execute(select(func.count()).select_from(table_of("plan_step")).where(waits)).scalar_one()


def open_at(connection: Connection, site: str, limit: int) -> list[str]:
    """The uids of the steps of `site` that are neither done nor dropped, first due first."""
    own = table_of("plan_step").c
    here = select(link.c.source).where(link.c.target == site, link.c.kind == "plan_step", link.c.field == "site")
    query = select(own.uid).where(own.uid.in_(here), text(TO_DO)).order_by(own.sort, own.uid).limit(limit)
    return list(connection.execute(query).scalars())
