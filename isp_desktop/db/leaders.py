"""Leaders and champions, read by index: who they are, what was done with them, how it stands, and where they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

from isp_desktop.db.conditions import REVIEWED
from isp_desktop.db.sql import Connection, Select, bindparam, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import HASH_BITS, day_of_number, end_number, first_number
from isp_desktop.domain.standings import Position

Talk = Literal["debrief", "engagement"]
_POINTS: dict[Talk, str] = {"debrief": "people", "engagement": "champion"}
"""The field by which each kind points to whom it was with: people, or champions."""


def of(connection: Connection, kind: str, site: str, initiative: str, limit: int) -> list[str]:
    """The uids of the champions or roles of a site and an initiative, each "" for all, in the order of their list."""
    own = table_of(kind)
    query = select(own.c.uid).where(own.c.life != "deleted")
    for target, field in ((site, "site"), (initiative, "initiative")):
        if target:
            query = query.where(own.c.uid.in_(_pointing(kind, field, target)))
    return list(connection.execute(query.order_by(own.c.sort, own.c.uid).limit(limit)).scalars())


def shared_by(connection: Connection, site: str, people: Collection[str] | None, limit: int) -> list[str]:
    """The uids of what is shared with emerging leaders, begun last first: of all for None, else what names the site or
    one of `people`."""
    own = table_of("shared_responsibility")
    query = select(own.c.uid).where(own.c.life != "deleted")
    if people is not None:
        wanted = func.json_each(json.dumps(sorted({*people, site} - {""}))).table_valued("value")
        named = select(link.c.source).join(wanted, link.c.target == wanted.c.value)
        named = named.where(link.c.kind == "shared_responsibility", link.c.field.in_(("person", "site")))
        query = query.where(own.c.uid.in_(named))
    return list(connection.execute(query.order_by(own.c.sort.desc(), own.c.uid.desc()).limit(limit)).scalars())


def sites(connection: Connection, limit: int) -> list[str]:
    """The uids of the sites that have a champion or a role of leadership."""
    found: dict[str, None] = {}
    for kind in ("champion", "leadership_role"):
        own = table_of(kind).c
        query = select(own.site).where(own.life != "deleted", own.site.is_not(None)).distinct().limit(limit)
        found |= dict.fromkeys(connection.execute(query).scalars())
    return [*found][:limit]


def last_talks(connection: Connection, kind: Talk, targets: Iterable[str], today: dt.date) -> dict[str, dt.date]:
    """The day of the last debrief with each of these people, or engagement of these champions, not after today."""
    rows = connection.execute(_last_talks(kind), {"wanted": json.dumps([*targets]), "end": end_number(today)})
    return {uid: day_of_number(n) for uid, n in rows if n is not None}


def talks_since(
    connection: Connection, kind: Talk, targets: Iterable[str], since: dt.date, today: dt.date
) -> dict[str, list[dt.date]]:
    """The days of those from `since` up to today."""
    wanted = func.json_each(json.dumps([*targets])).table_valued("value")
    own = table_of(kind)
    query = select(link.c.target, link.c.n).join(wanted, link.c.target == wanted.c.value)
    query = query.join(own, own.c.uid == link.c.source).where(own.c.life != "deleted")
    query = query.where(link.c.kind == kind, link.c.field == _POINTS[kind])
    query = query.where(link.c.n >= first_number(since), link.c.n < end_number(today))
    found: defaultdict[str, list[dt.date]] = defaultdict(list)
    for uid, n in connection.execute(query):
        found[uid].append(day_of_number(n))
    return found


def latest_reviews(connection: Connection, champions: Iterable[str], today: dt.date) -> list[str]:
    """The uids of the reviews of the latest day, not after today, on which each of `champions` was looked at."""
    own = table_of("champion_review").c
    wanted = func.json_each(json.dumps([*champions])).table_valued("value")
    is_review = (link.c.kind == "champion_review", link.c.field == "champion", link.c.n < end_number(today))
    last = _standing_n("champion_review", wanted.c.value, is_review)
    days = select(wanted.c.value.label("champion"), last.op(">>")(HASH_BITS).label("day")).subquery()
    start = days.c.day.op("<<")(HASH_BITS)
    query = (
        select(link.c.source).join(days, link.c.target == days.c.champion).join(own.uid.table, own.uid == link.c.source)
    )
    query = query.where(*is_review, link.c.n >= start, own.life != "deleted")
    return list(connection.execute(query).scalars())


def people_at(connection: Connection, site: str, limit: int) -> list[str]:
    """The uids of those whose site it is."""
    own = table_of("person").c
    here = _pointing("person", "sites", site)
    return list(
        connection.execute(select(own.uid).where(own.uid.in_(here), own.life != "deleted").limit(limit)).scalars()
    )


def placed_lately(connection: Connection, initiative: str, limit: int) -> list[str]:
    """The uids of those who were placed in the grid last, among the last `limit` times somebody was.

    With an initiative those placed in it, or in none, which is said of all of them.
    """
    own = table_of("standing").c
    newest = select(own.person, own.initiative, own.sort).where(own.life != "deleted", own.person.is_not(None))
    rows = list(connection.execute(newest.order_by(own.sort.desc(), own.uid.desc()).limit(limit)))
    if not initiative:
        return list(dict.fromkeys(person for person, _of, _sort in rows))
    named = newest.where(own.uid.in_(_pointing("standing", "initiative", initiative)))
    both = [row for row in rows if row.initiative is None]
    both += connection.execute(named.order_by(own.sort.desc(), own.uid.desc()).limit(limit))
    return list(dict.fromkeys(row.person for row in sorted(both, key=lambda row: row.sort, reverse=True)))


def positions(connection: Connection, people: Iterable[str], day: dt.date) -> list[Position]:
    """The latest position up to and with `day` of each of `people` in each initiative."""
    rows = connection.execute(text(_LATEST), {"wanted": json.dumps([*people]), "day": day.isoformat()})
    return [
        Position(
            row.uid,
            row.person,
            dt.date.fromisoformat(row.date),
            int(row.power or 0),
            int(row.interest or 0),
            row.initiative or "",
            row.why or "",
            bool(row.private),
        )
        for row in rows
    ]


_LATEST = """
SELECT uid, person, date, power, interest, initiative, why, private FROM (
    SELECT standing.*, row_number() OVER (
        PARTITION BY standing.person, standing.initiative ORDER BY standing.date DESC, standing.uid DESC
    ) AS place
    FROM json_each(:wanted) AS wanted
    JOIN link ON link.target = wanted.value AND link.kind = 'standing' AND link.field = 'person'
    JOIN standing ON standing.uid = link.source
    WHERE standing.life <> 'deleted' AND standing.date <= :day
) WHERE place = 1
"""


def due_reviews(connection: Connection, until: dt.date, limit: int) -> list[str]:
    """The uids of the champions whose next review was set to a day before `until`, first due first."""
    own = table_of("champion").c
    query = select(own.uid).where(text(REVIEWED), own.review_on < until.isoformat())
    return list(connection.execute(query.order_by(own.review_on, own.uid).limit(limit)).scalars())


def _last_talks(kind: Talk) -> Select[Any]:
    wanted = func.json_each(bindparam("wanted")).table_valued("value")
    is_one = (link.c.kind == kind, link.c.field == _POINTS[kind], link.c.n < bindparam("end"))
    return select(wanted.c.value, _standing_n(kind, wanted.c.value, is_one))


def _standing_n(kind: str, target: Any, is_one: Sequence[Any]) -> Any:
    """The greatest number of a record of `kind` that points to `target` so and was not deleted."""
    own = table_of(kind)
    query = select(link.c.n).join(own, own.c.uid == link.c.source).where(link.c.target == target, *is_one)
    return query.where(own.c.life != "deleted").order_by(link.c.n.desc()).limit(1).scalar_subquery()


def _pointing(kind: str, field: str, target: str) -> Select[Any]:
    return select(link.c.source).where(link.c.target == target, link.c.kind == kind, link.c.field == field)
