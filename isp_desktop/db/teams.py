"""What stands round teams, read for many of them at once: every question steps into the index of links for each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from isp_desktop.db.contact import not_held
from isp_desktop.db.sql import ColumnElement, Connection, func, or_, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import day_of_number, end_number, first_number

Row = Mapping[str, Any]
"""The uid, "private", and the fields asked for."""

# SQLAlchemy has no words for the latest few of each; a question for each protocol would take longer to be made than
# they all to be answered.
_MESSAGES = """
SELECT wanted.value, (
    SELECT json_group_array(json_array(uid, sent_on, received_on, answered_on)) FROM (
        SELECT message.uid, sent_on, received_on, answered_on
        FROM link JOIN message ON message.uid = link.source
        WHERE link.target = wanted.value AND link.kind = 'message' AND link.field = 'protocol'
        ORDER BY link.n DESC LIMIT :most))
FROM json_each(:wanted) AS wanted
"""


class Met(NamedTuple):
    """The days on which a team last met and is to meet next; None where there is none."""

    last: dt.date | None
    next: dt.date | None


class Message(NamedTuple):
    """A message by a protocol; its days as "YYYY-MM-DD", None where it was not received or answered."""

    uid: str
    sent_on: str
    received_on: str | None
    answered_on: str | None


def teams(connection: Connection, fields: Sequence[str], initiative: str, limit: int) -> list[Row]:
    """The first teams by name; with `initiative` those of it: a team that names none has those of its sites."""
    own = table_of("team").c
    query = _columns("team", fields).where(own.life != "deleted")
    if initiative:
        query = query.where(_is_of(initiative))
    return _rows(connection, query.order_by(own.sort, own.uid).limit(limit))


def around(
    connection: Connection, kind: str, field: str, teams: Iterable[str], fields: Sequence[str], most: int = 20_000
) -> list[Row]:
    """The records of `kind` whose `field` is one of `teams`, in the order of their list."""
    own = table_of(kind).c
    wanted = select(link.c.source).where(link.c.target.in_(list(teams)), link.c.kind == kind, link.c.field == field)
    query = _columns(kind, fields).where(own.uid.in_(wanted))
    return _rows(connection, query.order_by(own.sort, own.uid).limit(most))


def latest(connection: Connection, kind: str, field: str, team: str, fields: Sequence[str], most: int) -> list[Row]:
    """The records of `kind` whose `field` is `team`, the latest first."""
    own = table_of(kind)
    of_team = (link.c.target == team, link.c.kind == kind, link.c.field == field)
    query = _columns(kind, fields).join(link, link.c.source == own.c.uid).where(*of_team)
    return _rows(connection, query.order_by(link.c.n.desc()).limit(most))


def decisions(
    connection: Connection,
    team: str,
    fields: Sequence[str],
    standing: bool,
    before: int | None,
    limit: int,
) -> list[Row]:
    """The decisions of `team`, the latest first, with their number as "n".

    Args:
        standing: only those that stand.
        before: the number of the last one of the page before.
    """
    query = _of_team(_columns("decision", fields).add_columns(link.c.n), team, standing)
    if before is not None:
        query = query.where(link.c.n < before)
    return _rows(connection, query.order_by(link.c.n.desc()).limit(limit))


def count_decisions(connection: Connection, team: str, standing: bool) -> int:
    """How many decisions of `team` there are, or how many of them stand."""
    found: int = connection.execute(_of_team(select(func.count()), team, standing)).scalar_one()
    return found


def levels(connection: Connection, kind: str, uids: Iterable[str]) -> dict[str, str]:
    """The level of the system of each of `uids`, records of `kind`; those of whom it is not said are left out."""
    own = table_of(kind).c
    rows = connection.execute(select(own.uid, own.level).where(own.uid.in_(list(uids)), own.level.is_not(None)))
    return {uid: level for uid, level in rows}


def meetings(connection: Connection, teams: Iterable[str], today: dt.date) -> dict[str, Met]:
    """When each of `teams` last met, as contact is counted, and when it is to meet next."""
    wanted = func.json_each(json.dumps(list(teams))).table_valued("value")
    of_team = select(link.c.n).where(link.c.target == wanted.c.value, link.c.kind == "meeting", link.c.field == "team")
    held = of_team.where(link.c.n < end_number(today), link.c.source.not_in(not_held("meeting", today)))
    own = table_of("meeting").c
    waits = or_(own.stage.is_(None), own.stage == "planned")
    coming = of_team.join(table_of("meeting"), own.uid == link.c.source).where(link.c.n >= first_number(today), waits)
    last = held.order_by(link.c.n.desc()).limit(1).scalar_subquery()
    following = coming.order_by(link.c.n).limit(1).scalar_subquery()
    rows = connection.execute(select(wanted.c.value, last, following))
    return {team: Met(_day(before), _day(after)) for team, before, after in rows}


def meetings_between(connection: Connection, team: str, start: dt.date, end: dt.date) -> list[str]:
    """The uids of the meetings of `team` from `start` to `end`, both with, the latest first; deleted ones left out."""
    own = table_of("meeting").c
    of_team = (link.c.target == team, link.c.kind == "meeting", link.c.field == "team")
    query = select(link.c.source).join(table_of("meeting"), own.uid == link.c.source)
    query = query.where(*of_team, link.c.n >= first_number(start), link.c.n < end_number(end), own.life != "deleted")
    return list(connection.execute(query.order_by(link.c.n.desc())).scalars())


def parked(connection: Connection, meetings: Iterable[str]) -> list[str]:
    """The uids of the agenda items of `meetings` that were parked; deleted ones left out."""
    own = table_of("agenda_item")
    wanted = func.json_each(json.dumps(list(meetings))).table_valued("value")
    of_them = (link.c.target == wanted.c.value, link.c.kind == "agenda_item", link.c.field == "meeting")
    query = select(own.c.uid).select_from(wanted.join(link, link.c.target == wanted.c.value))
    query = query.join(own, own.c.uid == link.c.source).where(
        *of_them, own.c.state == "parked", own.c.life != "deleted"
    )
    return list(connection.execute(query).scalars())


def messages(connection: Connection, protocols: Iterable[str], most: int) -> dict[str, list[Message]]:
    """For each of `protocols` its latest messages, the latest first."""
    asked = {"wanted": json.dumps(list(protocols)), "most": most}
    rows = connection.execute(text(_MESSAGES), asked)
    return {protocol: [Message(*one) for one in json.loads(found)] for protocol, found in rows}


def _of_team(query: Any, team: str, standing: bool) -> Any:
    own = table_of("decision")
    query = query.select_from(link.join(own, own.c.uid == link.c.source)).where(own.c.life != "deleted")
    query = query.where(link.c.target == team, link.c.kind == "decision", link.c.field == "team")
    return query.where(func.coalesce(own.c.state, "stands") == "stands") if standing else query


def _columns(kind: str, fields: Sequence[str]) -> Any:
    own = table_of(kind).c
    return select(own.uid, own.private, *(own[name] for name in fields))


def _rows(connection: Connection, query: Any) -> list[Row]:
    return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - public, whatever its name


def _is_of(initiative: str) -> ColumnElement[bool]:
    own = table_of("team").c
    of_it = {
        kind: select(link.c.source).where(
            link.c.target == initiative, link.c.kind == kind, link.c.field == "initiatives"
        )
        for kind in ("team", "site")
    }
    at_its_sites = select(link.c.source).where(
        link.c.target.in_(of_it["site"]), link.c.kind == "team", link.c.field == "sites"
    )
    names_none = func.coalesce(func.json_array_length(own.initiatives), 0) == 0
    return or_(own.uid.in_(of_it["team"]), own.uid.in_(at_its_sites) & names_none)


def _day(number: int | None) -> dt.date | None:
    return None if number is None else day_of_number(number)
