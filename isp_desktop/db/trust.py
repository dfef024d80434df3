"""Trust ratings, and with whom there are any."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from isp_desktop.db.sql import Connection, func, select
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.vocabulary import INTERPERSONAL, INTRAPERSONAL

_MARKS = (*INTRAPERSONAL, *INTERPERSONAL)


class Rated(NamedTuple):
    """A rating as it stands in the tables; `marks` by indicator, None for one that was not rated."""

    uid: str
    stakeholder: str
    day: str
    rater: str
    way: str
    private: bool
    marks: Mapping[str, Any]


def stakeholders(connection: Connection) -> set[str]:
    """The uids of all with whom trust was rated, or a relationship described."""
    found: set[str] = set()
    for kind in ("trust", "relationship"):
        own = table_of(kind).c
        found.update(connection.execute(select(own.stakeholder).distinct().where(own.life != "deleted")).scalars())
    return {uid for uid in found if uid}


def ratings(connection: Connection, stakeholders: Iterable[str], until: dt.date) -> list[Rated]:
    """The ratings of trust with these, whoever rated, up to and with a day, first day first; undated ones left out."""
    own = table_of("trust").c
    wanted = func.json_each(json.dumps(sorted(stakeholders))).table_valued("value")
    sources = select(link.c.source).join(wanted, link.c.target == wanted.c.value)
    of_them = sources.where(link.c.kind == "trust", link.c.field == "stakeholder")
    columns = (own.uid, own.stakeholder, own.date, own.rater, own.way, own.private, *(own[name] for name in _MARKS))
    query = select(*columns).where(own.uid.in_(of_them), own.life != "deleted", own.date <= until.isoformat())
    rows = connection.execute(query.order_by(own.date, own.uid))
    return [
        Rated(uid, whose, day, rater or "", way or "", bool(private), dict(zip(_MARKS, marks, strict=True)))
        for uid, whose, day, rater, way, private, *marks in rows
    ]
