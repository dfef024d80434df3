"""What waits to be closed, read by index: feedback to tell back, tensions, conversations to come."""

from __future__ import annotations

import datetime as dt

from isp_desktop.db.conditions import UNSETTLED, UNTOLD
from isp_desktop.db.sql import ColumnElement, Connection, and_, func, select, text
from isp_desktop.db.tables import link, table_of

Found = tuple[list[str], int]
"""The uids of the first ones by their day, and how many there are."""


def feedback_untold(connection: Connection, until: dt.date, limit: int) -> Found:
    """The feedback given up to the day `until` that was not told back."""
    return _waiting(connection, "feedback", and_(text(UNTOLD), table_of("feedback").c.sort <= until.isoformat()), limit)


def tensions_unattended(connection: Connection, limit: int) -> Found:
    """The tensions that are not settled and have no follow-up."""
    return _waiting(connection, "tension", and_(text(UNSETTLED), table_of("tension").c.follow_up.is_(None)), limit)


def conversations_ahead(connection: Connection, start: dt.date, end: dt.date, limit: int) -> Found:
    """The difficult conversations from the day `start` to the day `end` that were not held yet."""
    own = table_of("conversation").c
    ahead = (own.sort >= start.isoformat(), own.sort <= end.isoformat(), own.went.is_(None), own.life != "deleted")
    return _waiting(connection, "conversation", and_(*ahead), limit)


def open_at(connection: Connection, site: str, limit: int) -> list[tuple[str, str]]:
    """Kind and uid of what waits at `site`, latest first: feedback that was not told back, tensions not settled."""
    found: list[tuple[int, str, str]] = []
    for kind, waits in (("feedback", UNTOLD), ("tension", UNSETTLED)):
        here = select(link.c.source).where(link.c.target == site, link.c.kind == kind, link.c.field == "site")
        own = table_of(kind)
        rows = connection.execute(select(own.c.sort, own.c.uid).where(own.c.uid.in_(here), text(waits)))
        found += [(sort, kind, uid) for sort, uid in rows]
    return [(kind, uid) for _sort, kind, uid in sorted(found, reverse=True)[:limit]]


def _waiting(connection: Connection, kind: str, waits: ColumnElement[bool], limit: int) -> Found:
    own = table_of(kind)
    first = select(own.c.uid).where(waits).order_by(own.c.sort, own.c.uid).limit(limit)
    count = select(func.count()).select_from(own).where(waits)
    return list(connection.execute(first).scalars()), connection.execute(count).scalar_one()
