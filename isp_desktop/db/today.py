"""What a day asks for, read by index: what was left to write up, what is due, and what to know of a site."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isp_desktop.db import lists
from isp_desktop.db.contact import not_held
from isp_desktop.db.sql import ColumnElement, Connection, Select, Table, func, literal_column, or_, select
from isp_desktop.db.tables import link, record, table_of
from isp_desktop.domain.days import end_number


@dataclass(frozen=True, slots=True)
class Review:
    """A record whose review is due on `day`, "YYYY-MM-DD"."""

    uid: str
    kind: str
    name: str
    day: str
    private: bool


def standing(
    connection: Connection, kind: str, field: str, values: Iterable[str | None], start: str, end: str
) -> list[tuple[str, str]]:
    """Sort and uid of the records of `kind` whose `field`, one of its filters, has one of `values`, in their order.

    From the sort `start` up to, not with, `end`; deleted ones left out. The rows themselves are not read, only the
    indexes and what `_gone` reads.
    """
    own = table_of(kind)
    place = (own.c.sort, own.c.uid)
    found: list[tuple[str, str]] = []
    for value in values:
        among = own.c[field].is_(None) if value is None else own.c[field] == value
        rows = connection.execute(select(*place).where(among, own.c.sort >= start, own.c.sort < end))
        found += [(sort, uid) for sort, uid in rows]
    gone = _gone(connection, kind, [uid for _sort, uid in found])
    return sorted(pair for pair in found if pair[1] not in gone)


def _gone(connection: Connection, kind: str, uids: Sequence[str]) -> set[str]:
    """Those of `uids` that are deleted: looked up one by one, or among all deleted ones, whichever are fewer."""
    # Written out rather than bound: the index of deleted records is for this condition and no other.
    is_deleted = record.c.life == literal_column("'deleted'")
    some = select(record.c.changed_ms).where(is_deleted).limit(len(uids) + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() <= len(uids):
        return set(connection.execute(select(record.c.uid).where(is_deleted, record.c.kind == kind)).scalars())
    wanted = func.json_each(json.dumps(uids)).table_valued("value")
    known = select(record.c.uid).join(wanted, record.c.uid == wanted.c.value).where(record.c.life == "deleted")
    return set(connection.execute(known).scalars())


def owned(connection: Connection, person: str) -> set[str]:
    """The uids of all commitments that `person` owns."""
    found = select(link.c.source).where(link.c.target == person, link.c.kind == "commitment", link.c.field == "owner")
    return set(connection.execute(found).scalars())


def with_owner(connection: Connection, uids: Iterable[str]) -> set[str]:
    """Those of the commitments `uids` that name somebody who promised them."""
    wanted = func.json_each(json.dumps(list(uids))).table_valued("value")
    found = select(link.c.source).join(wanted, link.c.source == wanted.c.value)
    found = found.where(link.c.kind == "commitment", link.c.field == "owner")
    return set(connection.execute(found).scalars())


def last_held(connection: Connection, site: str, today: dt.date) -> str | None:
    """The uid of the last visit at `site` that was held, not after today."""
    end = end_number(today)
    held = _at(site, "visit").where(link.c.n < end, link.c.source.not_in(not_held(today)))
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
    """The sites and initiatives whose review is due before `until`, first due first."""
    found = []
    for kind in ("site", "initiative"):
        own = table_of(kind)
        rows = connection.execute(
            select(own.c.uid, own.c.name, own.c.review_on, own.c.private).where(
                own.c.review_on < until.isoformat(), own.c.life != "deleted"
            )
        )
        found += [Review(uid, kind, name or "", day, private) for uid, name, day, private in rows]
    return sorted(found, key=lambda review: (review.day, review.name, review.uid))


def _is_open(own: Table) -> ColumnElement[bool]:
    return or_(*(own.c.status.is_not_distinct_from(state) for state in lists.WAITING))


def _at(site: str, kind: str) -> Select[str]:
    return select(link.c.source).where(link.c.target == site, link.c.kind == kind, link.c.field == "site")


def _sources(sites: Iterable[str]) -> Select[str]:
    return select(link.c.source).where(
        link.c.target.in_(list(sites)), link.c.kind == "commitment", link.c.field == "site"
    )
