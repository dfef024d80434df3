"""Leaders and champions, read by index: who they are, what was done with them, how it stands, and where they stand."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

from isp_desktop.db.conditions import LOOKED_AT
from isp_desktop.db.sql import Connection, Select, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.db.today import gone_among
from isp_desktop.domain.days import day_of_number, end_number, first_number
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
    found = _last(connection, kind, _POINTS[kind], [*targets], today)
    return {uid: day_of_number(n) for uid, n in found.items()}


def talks_since(
    connection: Connection, kind: Talk, targets: Iterable[str], since: dt.date, today: dt.date
) -> dict[str, list[dt.date]]:
    """The days of those from `since` up to today."""
    pairs = [(target, first_number(since)) for target in targets]
    found: defaultdict[str, list[dt.date]] = defaultdict(list)
    for target, n, _source in _from(connection, kind, _POINTS[kind], pairs, today):
        found[target].append(day_of_number(n))
    return found


def latest_reviews(connection: Connection, champions: Iterable[str], today: dt.date) -> list[str]:
    """The uids of the reviews of the latest day, not after today, on which each of `champions` was looked at."""
    return _of_last_day(connection, "champion_review", "champion", [*champions], today)


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
    return [_position(row) for row in rows]


def last_positions(connection: Connection, people: Iterable[str], day: dt.date) -> list[Position]:
    """Those of the last day, up to and with `day`, on which each of `people` was placed in any initiative."""
    uids = _of_last_day(connection, "standing", "person", [*people], day)
    own = table_of("standing").c
    columns = (own.uid, own.person, own.date, own.power, own.interest, own.initiative, own.why, own.private)
    return [_position(row) for row in connection.execute(select(*columns).where(own.uid.in_(uids)))]


def _position(row: Any) -> Position:
    return Position(
        row.uid,
        row.person,
        dt.date.fromisoformat(row.date),
        int(row.power or 0),
        int(row.interest or 0),
        row.initiative or "",
        row.why or "",
        bool(row.private),
    )


# The joins say in which order they are to be gone through: SQLite has no statistics, and would begin at the far end.
_LATEST = """
SELECT uid, person, date, power, interest, initiative, why, private FROM (
    SELECT standing.*, row_number() OVER (
        PARTITION BY standing.person, standing.initiative ORDER BY standing.date DESC, standing.uid DESC
    ) AS place
    FROM json_each(:wanted) AS wanted
    CROSS JOIN link ON link.target = wanted.value AND link.kind = 'standing' AND link.field = 'person'
    CROSS JOIN standing ON standing.uid = link.source
    WHERE standing.life <> 'deleted' AND standing.date <= :day
) WHERE place = 1
"""


def due_reviews(connection: Connection, until: dt.date, limit: int) -> list[str]:
    """The uids of the champions whose next review was set to a day before `until`, first due first."""
    own = table_of("champion").c
    query = select(own.uid).where(text(LOOKED_AT), own.review_on < until.isoformat())
    return list(connection.execute(query.order_by(own.review_on, own.uid).limit(limit)).scalars())


_NEWEST = """
SELECT wanted.value AS target, (
    SELECT json_array(link.n, link.source) FROM link
    WHERE link.target = wanted.value AND link.kind = :kind AND link.field = :field AND link.n < :end {but}
    ORDER BY link.n DESC LIMIT 1
) AS newest FROM json_each(:wanted) AS wanted
"""
_BUT_DELETED = "AND EXISTS (SELECT 1 FROM record WHERE record.n = link.n AND record.life <> 'deleted')"
_FROM = """
SELECT wanted.value ->> 0, link.n, link.source FROM json_each(:wanted) AS wanted
CROSS JOIN link ON link.target = wanted.value ->> 0 AND link.kind = :kind AND link.n >= wanted.value ->> 1
WHERE link.n < :end AND link.field = :field
"""


def _last(connection: Connection, kind: str, field: str, targets: list[str], day: dt.date) -> dict[str, int]:
    """By target the number of the last record of `kind` that points to it so, up to and with `day`.

    The records themselves are not read, but where one of the last was deleted: each would cost a page of its own.
    """
    first = _newest(connection, kind, field, targets, day, "")
    gone = gone_among(connection, kind, [source for _n, source in first.values()])
    doubtful = [target for target, (_n, source) in first.items() if source in gone]
    again = _newest(connection, kind, field, doubtful, day, _BUT_DELETED) if doubtful else {}
    sure = {target: one for target, one in first.items() if target not in doubtful}
    return {target: n for target, (n, _source) in (sure | again).items()}


def _newest(
    connection: Connection, kind: str, field: str, targets: list[str], day: dt.date, but: str
) -> dict[str, tuple[int, str]]:
    asked = {"wanted": json.dumps(targets), "kind": kind, "field": field, "end": end_number(day)}
    rows = connection.execute(text(_NEWEST.format(but=but)), asked)
    return {target: (n, source) for target, newest in rows if newest for n, source in [json.loads(newest)]}


def _of_last_day(connection: Connection, kind: str, field: str, targets: list[str], day: dt.date) -> list[str]:
    """The uids of the records of `kind` on the last day, up to and with `day`, on which there is one for a target."""
    found = _last(connection, kind, field, targets, day)
    pairs = [(target, first_number(day_of_number(n))) for target, n in found.items()]
    return [source for _target, _n, source in _from(connection, kind, field, pairs, day)]


def _from(
    connection: Connection, kind: str, field: str, pairs: Sequence[tuple[str, int]], day: dt.date
) -> list[tuple[str, int, str]]:
    """Target, number and uid of what points to each target so, from a number on, up to and with `day`."""
    asked = {"wanted": json.dumps(pairs), "kind": kind, "field": field, "end": end_number(day)}
    rows = [(target, n, source) for target, n, source in connection.execute(text(_FROM), asked)]
    gone = gone_among(connection, kind, [source for _target, _n, source in rows])
    return [row for row in rows if row[2] not in gone]


def _pointing(kind: str, field: str, target: str) -> Select[Any]:
    return select(link.c.source).where(link.c.target == target, link.c.kind == kind, link.c.field == field)
