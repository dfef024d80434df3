"""How core elements hold at sites, read by index: the latest marks, and what is to be looked at again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from isp_desktop.db.conditions import LOOKED_AT, PROMISED, REVIEWED, SEEN
from isp_desktop.db.sql import Connection, func, select, text
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.integrity import Mark

_SUPPORTED = ("active", "tapering")
_MOST_SITES = 500


class Due(NamedTuple):
    """The uid of a record, and the day on which something is due of it, "YYYY-MM-DD"."""

    uid: str
    day: str


class Element(NamedTuple):
    """A core element that is to be looked at every so many days."""

    uid: str
    initiative: str
    review_days: int


def latest(connection: Connection, elements: Sequence[str], sites: Sequence[str], today: dt.date) -> list[Mark]:
    """The latest mark up to today of each of `elements` at each of `sites`; one short look-up for each pair."""
    own = table_of("integrity_mark").c
    element = func.json_each(json.dumps([*elements])).table_valued("value", name="e")
    site = func.json_each(json.dumps([*sites])).table_valued("value", name="s")
    last = (
        select(own.uid)
        .where(own.element == element.c.value, own.site == site.c.value, text(SEEN))
        .where(own.sort < (today + dt.timedelta(days=1)).isoformat())
        .order_by(own.sort.desc(), own.uid.desc())
        .limit(1)
        .correlate(element, site)
        .scalar_subquery()
    )
    uids = select(last.label("uid")).select_from(element).join(site, text("1")).subquery()
    rows = select(own.uid, own.element, own.site, own.date, own.mark).where(own.uid.in_(select(uids.c.uid)))
    return [Mark(*row) for row in connection.execute(rows)]


def to_look_at(connection: Connection, limit: int) -> list[Element]:
    """The core elements that are to be looked at every so many days."""
    own = table_of("core_element").c
    found = select(own.uid, own.initiative, own.review_days).where(text(LOOKED_AT))
    return [Element(uid, to, int(days)) for uid, to, days in connection.execute(found.order_by(own.uid).limit(limit))]


def supported(connection: Connection, initiative: str, today: dt.date) -> dict[str, str]:
    """The sites of `initiative` whose support is active or tapering, and since when there is any of that."""
    here = select(link.c.source).where(
        link.c.target == initiative, link.c.kind == "site", link.c.field == "initiatives"
    )
    sites = table_of("site").c
    known = select(sites.uid).where(sites.uid.in_(here), sites.life != "deleted").limit(_MOST_SITES)
    own = table_of("support").c
    rows = connection.execute(
        select(link.c.target, own.status, own.since)
        .join(link, link.c.source == own.uid)
        .where(link.c.target.in_(known), link.c.kind == "support", link.c.field == "site")
        .where(own.life != "deleted", own.since <= today.isoformat())
        .order_by(own.since, own.uid)
    )
    courses: dict[str, list[tuple[str, str]]] = {}
    for site, status, since in rows:
        courses.setdefault(site, []).append((status, since))
    return {
        site: next(since for status, since in course if status in _SUPPORTED)
        for site, course in courses.items()
        if course[-1][0] in _SUPPORTED
    }


def to_review(connection: Connection, kind: str, until: dt.date, today: dt.date) -> list[Due]:
    """The records of `kind` that are to be looked at again before `until`; what has ended is not."""
    own = table_of(kind).c
    rows = select(own.uid, own.review_on).where(text(REVIEWED), own.review_on < until.isoformat())
    if "until" in own:
        rows = rows.where(own.until.is_(None) | (own.until >= today.isoformat()))
    return [Due(*row) for row in connection.execute(rows.order_by(own.review_on, own.uid).limit(_MOST_SITES))]


def conditions(connection: Connection, until: dt.date) -> list[Due]:
    """The conditions of withdrawal that do not stand yet and are due before `until`."""
    own = table_of("withdrawal_condition").c
    rows = select(own.uid, own.due).where(text(PROMISED), own.due < until.isoformat())
    return [Due(*row) for row in connection.execute(rows.order_by(own.due, own.uid).limit(_MOST_SITES))]


def pointing(connection: Connection, kind: str, field: str, targets: Iterable[str], limit: int) -> list[str]:
    """The uids of the records of `kind` whose `field` points to one of `targets`, latest day first."""
    wanted = func.json_each(json.dumps([*targets])).table_valued("value")
    own = table_of(kind).c
    rows = (
        select(own.uid)
        .join(link, link.c.source == own.uid)
        .join(wanted, link.c.target == wanted.c.value)
        .where(link.c.kind == kind, link.c.field == field, own.life != "deleted")
        .group_by(own.uid)
        .order_by(func.max(link.c.n).desc())
        .limit(limit)
    )
    return list(connection.execute(rows).scalars())
