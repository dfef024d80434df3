"""What a day asks for, read by index: what was left to write up, what is due, and what to know of a site."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.conditions import AHEAD, WAITS
from isp_desktop.db.contact import not_held
from isp_desktop.db.sql import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
)
from isp_desktop.db.tables import link, record, table_of
from isp_desktop.domain.days import end_number


class Review(Struct, frozen=True):
    """A record whose review is due on `day`, "YYYY-MM-DD"."""

    uid: str
    kind: str
    name: str
    day: str
    private: bool


class Due(Struct, frozen=True):
    """The uids of the first commitments, first due first; how many there are, of them late, and due today."""

    uids: list[str]
    count: int
    late: int
    today: int


def standing(
    connection: Connection, kind: str, field: str, values: Iterable[str | None], start: str, end: str
) -> list[tuple[str, str]]:
    """Sort and uid of the records of `kind` whose `field`, one of its filters, has one of `values`, in their order.

    From the sort `start` up to, not with, `end`; deleted ones left out. The rows themselves are not read, only the
    indexes and what `gone_among` reads.
    """
    own = table_of(kind)
    place = (own.c.sort, own.c.uid)
    found: list[tuple[str, str]] = []
    for value in values:
        among = own.c[field].is_(None) if value is None else own.c[field] == value
        rows = connection.execute(select(*place).where(among, own.c.sort >= start, own.c.sort < end))
        found += [(sort, uid) for sort, uid in rows]
    gone = gone_among(connection, kind, [uid for _sort, uid in found])
    return sorted(pair for pair in found if pair[1] not in gone)


def gone_among(connection: Connection, kind: str, uids: Sequence[str]) -> set[str]:
    """Those of `uids` that are deleted: looked up one by one, or among all deleted ones, whichever are fewer."""
    # Written out rather than bound: the index of deleted records is for this condition and no other.
    is_deleted = record.c.life == literal_column("'deleted'")
    some = select(record.c.changed_ms).where(is_deleted).limit(len(uids) + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() <= len(uids):
        return set(connection.execute(select(record.c.uid).where(is_deleted, record.c.kind == kind)).scalars())
    wanted = func.json_each(json.dumps(uids)).table_valued("value")
    known = select(record.c.uid).join(wanted, record.c.uid == wanted.c.value).where(record.c.life == "deleted")
    return set(connection.execute(known).scalars())


def promised(connection: Connection, me: str, today: dt.date, end: dt.date, limit: int) -> tuple[Due, Due, Due]:
    """What waits and is due before `end`: promised by the person `me`, by others, and without saying by whom."""
    owner = table_of("commitment").c.owner
    named = (owner == me, owner.is_(None))
    # Those of all others are what is left: to ask each for its owner takes longer than to count them.
    mine, nobodys, all_of_them = (_counts(connection, some, today, end) for some in (*named, true()))
    others = [every - own - unnamed for every, own, unnamed in zip(all_of_them, mine, nobodys, strict=True)]
    groups = zip((named[0], and_(owner.is_not(None), owner != me), named[1]), (mine, others, nobodys), strict=True)
    by_me, by_others, by_nobody = (
        Due(_first(connection, some, end, limit) if counts[0] else [], *counts) for some, counts in groups
    )
    return by_me, by_others, by_nobody


def _counts(connection: Connection, some: ColumnElement[bool], today: dt.date, end: dt.date) -> Sequence[int]:
    """How many of `some` wait and are due before `end`, how many of them are late, and how many due today."""
    own = table_of("commitment").c
    tomorrow = today + dt.timedelta(days=1)
    late, until_tomorrow = (func.count().filter(own.sort < day.isoformat()) for day in (today, tomorrow))
    counts = select(func.count(), late, until_tomorrow - late).select_from(table_of("commitment"))
    return connection.execute(counts.where(text(WAITS), own.sort < end.isoformat(), some)).one()


def _first(connection: Connection, some: ColumnElement[bool], end: dt.date, limit: int) -> list[str]:
    own = table_of("commitment").c
    due = select(own.uid).where(text(WAITS), own.sort < end.isoformat(), some).order_by(own.sort, own.uid)
    return list(connection.execute(due.limit(limit)).scalars())


def last_held(connection: Connection, site: str, today: dt.date) -> str | None:
    """The uid of the last visit at `site` that was held, not after today."""
    end = end_number(today)
    held = _at(site, "visit").where(link.c.n < end, link.c.source.not_in(not_held("visit", today)))
    return connection.execute(held.order_by(link.c.n.desc()).limit(1)).scalar()


def changes(connection: Connection, site: str, since: dt.date, today: dt.date) -> list[str]:
    """What changed at `site` after the day `since` and up to today, latest first."""
    own = table_of("change")
    after, end = end_number(since), end_number(today)
    found = select(own.c.what).join(link, link.c.source == own.c.uid)
    found = found.where(link.c.target == site, link.c.kind == "change", link.c.n >= after, link.c.n < end)
    return [str(what or "") for what in connection.execute(found.order_by(link.c.n.desc()).limit(100)).scalars()]


def waiting(connection: Connection, sites: Iterable[str], limit: int) -> dict[str, tuple[list[str], int]]:
    """For each of `sites` its open commitments, first due first: the first ones' words, and how many there are."""
    own = table_of("commitment")
    rows = connection.execute(
        select(own.c.site, own.c.what)
        .where(own.c.uid.in_(_sources(sites)), _is_open(own), own.c.life != "deleted")
        .order_by(own.c.sort, own.c.uid)
    )
    found: dict[str, tuple[list[str], int]] = {}
    for site, what in rows:
        words, count = found.get(site, ([], 0))
        found[site] = ([*words, str(what or "")][:limit], count + 1)
    return found


def support(connection: Connection, site: str, today: dt.date) -> str | None:
    """The support status of `site` that holds today, as its key."""
    own = table_of("support")
    found = select(own.c.status).join(link, link.c.source == own.c.uid)
    found = found.where(link.c.target == site, link.c.kind == "support", link.c.n < end_number(today))
    return connection.execute(found.order_by(link.c.n.desc()).limit(1)).scalar()


def reviews(connection: Connection, until: dt.date) -> list[Review]:
    """The sites and initiatives whose review is due before `until`, and the challenges, first due first."""
    found = _challenges(connection, until)
    for kind in ("site", "initiative"):
        own = table_of(kind)
        rows = connection.execute(
            select(own.c.uid, own.c.name, own.c.review_on, own.c.private).where(
                own.c.review_on < until.isoformat(), own.c.life != "deleted"
            )
        )
        found += [Review(uid, kind, name or "", day, private) for uid, name, day, private in rows]
    return sorted(found, key=lambda review: (review.day, review.name, review.uid))


def _challenges(connection: Connection, until: dt.date) -> list[Review]:
    own = table_of("challenge").c
    due = select(own.uid, own.what, own.review_on, own.private).where(text(AHEAD), own.review_on < until.isoformat())
    return [Review(uid, "challenge", what or "", day, private) for uid, what, day, private in connection.execute(due)]


def _is_open(own: Table) -> ColumnElement[bool]:
    return or_(*(own.c.status.is_not_distinct_from(state) for state in lists.WAITING))


def _at(site: str, kind: str) -> Select[str]:
    return select(link.c.source).where(link.c.target == site, link.c.kind == kind, link.c.field == "site")


def _sources(sites: Iterable[str]) -> Select[str]:
    return select(link.c.source).where(
        link.c.target.in_(list(sites)), link.c.kind == "commitment", link.c.field == "site"
    )
