"""Who has which rhythm, and when each was last in touch: what is asked of everyone is read in an index's own order."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from isp_desktop.db.conditions import STANDS, WISHES, WISHES_NOT
from isp_desktop.db.met import CONTACTS, NEVER_HELD
from isp_desktop.db.sql import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    TextClause,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    text,
)
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import HASH_BITS, end_number
from isp_desktop.domain.vocabulary import STAGED

_ENDLESS = 1_000_000_000
# From each role straight to the next one, past all who have it.
_ROLES = f"""
WITH RECURSIVE found(role) AS (
    SELECT (SELECT role FROM person WHERE {STANDS} AND {WISHES_NOT} AND role > '' ORDER BY role LIMIT 1)
    UNION ALL
    SELECT (SELECT role FROM person WHERE {STANDS} AND {WISHES_NOT} AND role > found.role ORDER BY role LIMIT 1)
    FROM found WHERE found.role IS NOT NULL
)
SELECT role FROM found WHERE role IS NOT NULL
"""
# Who is silent: which column tells of the last contact, and when it was too long ago or never. Those with a contact
# to come are few, and so are put in order here; all others an index has in order.
_SILENCES = (
    ("met", "met < wanted.value ->> 1"),
    ("met", "met IS NULL"),
    ("met_before", "met > :today AND met_before < wanted.value ->> 1"),
    ("met_before", "met > :today AND met_before IS NULL"),
)
_OF_ROLE = f"""
FROM person WHERE {STANDS} AND {WISHES_NOT} AND role = wanted.value ->> 0
AND uid NOT IN (SELECT value FROM json_each(:but))
"""
_COUNTS = " + ".join(f"(SELECT count(*) {_OF_ROLE} AND {silence})" for _last, silence in _SILENCES)
_FIRST = ", ".join(
    f"""(SELECT json_group_array(json_array(uid, {last})) FROM (
        SELECT uid, {last} {_OF_ROLE} AND {silence} ORDER BY {last}, uid LIMIT :most))"""
    for last, silence in _SILENCES
)
# One statement for all roles: each takes longer to make than some hundred people to count.
_SILENT = f"SELECT wanted.value ->> 0, {_COUNTS}, {_FIRST} FROM json_each(:wanted) AS wanted"


class Known(NamedTuple):
    """A person, as far as a rhythm goes; `last` is the ordinal of the day of the last contact.

    A contact is not after today; a visit or meeting counts once it was held: marked so, or not marked at all and its
    day past.
    """

    uid: str
    wanted: float | None
    longest: float | None
    role: str | None
    last: int | None


class Silent(Struct, frozen=True):
    """Those of a role: how many, and uid and last contact of the first of those once met, longest ago first, and of
    those never met; first of all others, then of those with a contact to come."""

    role: str
    count: int
    first: list[tuple[str, int | None]]


def wishing(connection: Connection, today: dt.date) -> list[Known]:
    """Everyone who has a rhythm of her own and may be past it, or has a contact today or to come.

    Those merged into another are left out; one who was restored since counts by herself.
    """
    own = table_of("person").c
    given = (func.coalesce(func.nullif(func.max(days, 0), 0), _ENDLESS) for days in (own.wanted_days, own.longest_days))
    last = _last_told(today)
    in_doubt = or_(last.is_(None), last >= today.toordinal(), last < today.toordinal() - func.min(*given))
    return _known(connection, _people(today).where(text(STANDS), text(WISHES), in_doubt))


def roles(connection: Connection) -> list[str]:
    """The roles, as they are written, of those who have no rhythm of their own."""
    return list(connection.exec_driver_sql(_ROLES).scalars())


def silent(
    connection: Connection, before: Mapping[str, int], but: Iterable[str], today: dt.date, limit: int
) -> list[Silent]:
    """Who has one of these roles, and no rhythm of her own, and was last met before a day, or never.

    Those are left out with whom it has to be looked up; see `in_question`.

    Args:
        before: the ordinal of that day, today or earlier, for each role.
        but: some few who are left out.
    """
    wanted, left_out = json.dumps(list(before.items())), json.dumps(list(but))
    asked = {"wanted": wanted, "but": left_out, "today": today.toordinal(), "most": limit}
    return [
        Silent(role, count, [(uid, day) for some in first for uid, day in json.loads(some)])
        for role, count, *first in connection.execute(text(_SILENT), asked)
    ]


def in_question(connection: Connection, before: Mapping[str, int], uids: Iterable[str], today: dt.date) -> list[Known]:
    """Those among whom `silent` does not look: with a contact today, or several to come, or by their `uids`.

    Those whose contact today, if it is one, changes nothing are left out: they were met shortly before.
    """
    own, here = table_of("person").c, today.toordinal()
    wanted, named = (func.json_each(json.dumps(list(some))).table_valued("value") for some in (before, uids))
    waits_but_for_today = and_(own.met == here, func.coalesce(own.met_before, 0) < max(before.values(), default=0))
    has_several = and_(own.met > here, own.met_before >= here)
    coming = own.role.in_(select(wanted.c.value)) & (own.met >= here) & or_(waits_but_for_today, has_several)
    both = [_people(today).where(*_by_role(), some) for some in (coming, own.uid.in_(select(named.c.value)))]
    return list({known.uid: known for query in both for known in _known(connection, query)}.values())


def known(connection: Connection, roles: Iterable[str], uids: Iterable[str], today: dt.date) -> list[Known]:
    """Everyone with a rhythm of her own or with one of these roles, and those with these `uids`; nobody twice.

    Those merged into another are left out.
    """
    own = table_of("person").c
    wanted, named = (func.json_each(json.dumps(list(some))).table_valued("value") for some in (roles, uids))
    by_role = own.role.in_(select(wanted.c.value)) & text(WISHES_NOT)
    is_one = text(STANDS) & or_(text(WISHES), by_role, own.uid.in_(select(named.c.value)))
    return _known(connection, _people(today).where(is_one))


def anyone(connection: Connection, roles: Iterable[str], but: str) -> bool:
    """Whether somebody beside the person `but` has one of these roles, or a rhythm of her own."""
    own = table_of("person").c
    wanted = func.json_each(json.dumps(list(roles))).table_valued("value")
    of_role = exists().where(*_by_role(), own.role.in_(select(wanted.c.value)), own.uid != but)
    with_wish = exists().where(text(STANDS), text(WISHES), own.uid != but)
    return bool(connection.execute(select(or_(of_role, with_wish))).scalar())


def merged(connection: Connection, today: dt.date) -> list[tuple[str, str, int | None]]:
    """Of each contested record that was merged into another: its uid, the other's, and its last contact's day."""
    own = table_of("person").c
    query = select(own.uid, own.merged_into, last_contact(today)).where(own.merged_into.is_not(None))
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
    """The day of the last contact with each of `uids`, as `Known` counts it; those never met are left out."""
    own = table_of("person").c
    wanted = func.json_each(json.dumps(list(uids))).table_valued("value")
    rows = connection.execute(select(own.uid, last_contact(today)).join(wanted, own.uid == wanted.c.value))
    return {uid: dt.date.fromordinal(last) for uid, last in rows if last is not None}


def _by_role() -> tuple[TextClause, TextClause]:
    """Those whose rhythm is that of their role, if it has one."""
    return text(STANDS), text(WISHES_NOT)


def _people(today: dt.date) -> Select[Any]:
    own = table_of("person").c
    return select(own.uid, own.wanted_days, own.longest_days, own.role, last_contact(today))


def _known(connection: Connection, query: Select[Any]) -> list[Known]:
    return [Known(*row) for row in connection.execute(query)]


def last_contact(today: dt.date) -> ColumnElement[Any]:
    """The ordinal of the last contact's day, NULL without one; looked up where the person's row does not tell."""
    own = table_of("person").c
    numbers = [func.coalesce(_last_of(kind, own.uid, today), 0) for kind in CONTACTS]
    looked_up = func.nullif(func.max(*numbers).op(">>")(HASH_BITS), 0)
    told = _last_told(today)
    return case((told >= today.toordinal(), looked_up), else_=told)


def _last_told(today: dt.date) -> ColumnElement[Any]:
    """The same as far as the person's row tells; where that is today or later, it has to be looked up."""
    own, here = table_of("person").c, today.toordinal()
    is_to_come = and_(own.met > here, func.coalesce(own.met_before, 0) < here)
    return case((is_to_come, own.met_before), else_=own.met)


def _last_of(kind: str, target: ColumnElement[Any], today: dt.date) -> Any:
    """The greatest number of a record of `kind` that is a contact with `target`: one step into the index."""
    query = select(link.c.n).where(link.c.target == target, link.c.kind == kind, link.c.n < end_number(today))
    query = query.where(link.c.field.in_(CONTACTS[kind]))
    if kind in STAGED:
        query = query.where(link.c.source.not_in(not_held(kind, today)))
    return query.order_by(link.c.n.desc()).limit(1).scalar_subquery()


def not_held(kind: str, today: dt.date) -> CompoundSelect[Any]:
    """The visits or meetings that are no contact although their day has come: few, and found once for all people."""
    own = table_of(kind).c
    called_off = select(own.uid).where(own.stage.in_(NEVER_HELD))
    unmarked = select(own.uid).where(own.stage.is_(None), own.sort >= today.isoformat(), own.sort < f"{today}~")
    return called_off.union_all(unmarked)
