"""Who has which rhythm, and when each was last in touch: read by index, person by person, never visit by visit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from isp_desktop.db.sql import ColumnElement, CompoundSelect, Connection, func, or_, select
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import day_of_number, end_number

CONTACTS: Mapping[str, Sequence[str]] = {"visit": ("led_by", "attended"), "note": ("people",)}
"""The kinds that are a contact with the people they point to, and by which fields."""


class Known(NamedTuple):
    """A person, as far as a rhythm goes; `last` is the number of the last contact (see `domain/days.py`)."""

    uid: str
    wanted: float | None
    longest: float | None
    role: str | None
    last: int | None


def people(connection: Connection, any_role: bool, today: dt.date) -> list[Known]:
    """Everyone who has a rhythm of her own or, with `any_role`, a role; those merged into another left out.

    One who was restored since counts by herself.

    A contact is not after today; a visit counts once it was held: marked so, or not marked at all and its day past.
    """
    own = table_of("person").c
    asked = [own.wanted_days > 0, own.longest_days > 0, *([own.role.is_not(None)] if any_role else [])]
    query = select(own.uid, own.wanted_days, own.longest_days, own.role, _last(own.uid, today))
    query = query.where(own.life != "deleted", or_(own.merged_into.is_(None), own.life == "live"), or_(*asked))
    # In the order of the index of contacts, whose pages are then read once.
    return [Known(*row) for row in connection.execute(query.order_by(own.uid))]


def merged(connection: Connection, today: dt.date) -> list[tuple[str, str, int | None]]:
    """Of each contested record that was merged into another: its uid, the other's, and the last contact's number."""
    own = table_of("person").c
    query = select(own.uid, own.merged_into, _last(own.uid, today)).where(own.merged_into.is_not(None))
    return [(uid, into, last) for uid, into, last in connection.execute(query.where(own.life == "contested"))]


def merged_into(connection: Connection, uid: str) -> list[str]:
    """The uids of the people who say that they are the person `uid`, deleted or not."""
    own = table_of("person").c
    return list(connection.execute(select(own.uid).where(own.merged_into == uid).order_by(own.uid)).scalars())


def rhythms(connection: Connection) -> list[tuple[str | None, float | None, float | None]]:
    """Role, wanted and longest days of each rhythm of a role."""
    own = table_of("rhythm").c
    rows = connection.execute(select(own.role, own.wanted_days, own.longest_days).where(own.life != "deleted"))
    return [(role, wanted, longest) for role, wanted, longest in rows]


def last_contacts(connection: Connection, uids: Iterable[str], today: dt.date) -> dict[str, dt.date]:
    """The day of the last contact with each of `uids`, as `people` counts them; those never met are left out."""
    wanted = func.json_each(json.dumps(sorted(uids))).table_valued("value")
    rows = connection.execute(select(wanted.c.value, _last(wanted.c.value, today)))
    return {uid: day_of_number(number) for uid, number in rows if number is not None}


def _last(target: ColumnElement[Any], today: dt.date) -> ColumnElement[Any]:
    """The number of the last contact with the person `target`, NULL without one."""
    numbers = [func.coalesce(_last_of(kind, target, today), 0) for kind in CONTACTS]
    return func.nullif(func.max(*numbers), 0)


def _last_of(kind: str, target: ColumnElement[Any], today: dt.date) -> Any:
    """The greatest number of a record of `kind` that is a contact with `target`: one step into the index."""
    end = end_number(today)
    query = select(link.c.n).where(link.c.target == target, link.c.kind == kind, link.c.n < end)
    query = query.where(link.c.field.in_(CONTACTS[kind]))
    if kind == "visit":
        query = query.where(link.c.source.not_in(not_held(today)))
    return query.order_by(link.c.n.desc()).limit(1).scalar_subquery()


def not_held(today: dt.date) -> CompoundSelect[Any]:
    """The visits that are no contact although their day has come: few, and found once for all people."""
    own = table_of("visit").c
    called_off = select(own.uid).where(own.stage.in_(("planned", "called_off")))
    unmarked = select(own.uid).where(own.stage.is_(None), own.sort >= today.isoformat(), own.sort < f"{today}~")
    return called_off.union_all(unmarked)
