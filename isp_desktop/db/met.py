"""When somebody was last met: what counts as a contact, and the latest ones by a step into the index of links.

Each person's row tells the day of the last contact, be it to come (`met`), and the last day before that one on which
there was any (`met_before`): where the next contact is planned, that is when she was last met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from isp_desktop.db.sql import ColumnElement, Connection, Select, bindparam, exists, func, select, update
from isp_desktop.db.tables import link, table_of
from isp_desktop.domain.days import HASH_BITS
from isp_desktop.domain.vocabulary import STAGED

CONTACTS: Mapping[str, Sequence[str]] = {
    "visit": ("led_by", "attended"),
    "meeting": ("present",),
    "note": ("people",),
    "feedback": ("people",),
    "conversation": ("people",),
    "learned": ("people",),
    "debrief": ("people",),
}
"""The kinds that are a contact with the people they point to, and by which fields."""

NEVER_HELD = ("planned", "called_off")
"""The stages of a visit or meeting that is no contact, whatever its day."""

# In the order in which they are worked out: the second looks before the first.
_COLUMNS = ("met", "met_before")


def is_contact(kind: str, field: str) -> bool:
    """Whether those whom a record of `kind` names in `field` were met by it."""
    return field in CONTACTS.get(kind, ())


def people_of(connection: Connection, sources: Iterable[str]) -> set[str]:
    """The uids of the people with whom the records `sources` are a contact, as they stand in the tables."""
    found = connection.execute(_pointed_to(), {"uids": json.dumps(list(sources))})
    return {uid for uid, kind, field in found if is_contact(kind, field)}


def bring_up_to_date(connection: Connection, people: Iterable[str]) -> None:
    """Writes the columns of those of `people` whose last contacts are others now."""
    uids = json.dumps(sorted(people))
    for column in _COLUMNS:
        now = connection.execute(_before_and_now(column), {"uids": uids})
        changed = [(day, uid) for uid, before, day in now if day != before]
        if changed:
            connection.exec_driver_sql(f"UPDATE person SET {column} = ? WHERE uid = ?", changed)


def bring_all_up_to_date(connection: Connection) -> None:
    """The same for everyone, after all that came before was thrown away."""
    for column in _COLUMNS:
        connection.execute(update(table_of("person")).values({column: _day_for(column)}))


# Made once, and so is the next: each save asks them, and making a question takes longer than answering it.
@cache
def _pointed_to() -> Select[Any]:
    wanted = func.json_each(bindparam("uids")).table_valued("value")
    return select(link.c.target, link.c.kind, link.c.field).join(wanted, link.c.source == wanted.c.value)


@cache
def _before_and_now(column: str) -> Select[Any]:
    person = table_of("person").c
    wanted = func.json_each(bindparam("uids")).table_valued("value")
    return select(person.uid, person[column], _day_for(column)).join(wanted, person.uid == wanted.c.value)


def _day_for(column: str) -> ColumnElement[Any]:
    """The ordinal of the day that belongs into a column; NULL where there was no contact.

    A visit or meeting that is not marked counts: once its day is past it will, and until then whoever asks looks
    closer.
    """
    numbers = [func.coalesce(_last_of(kind, column), 0) for kind in CONTACTS]
    return func.nullif(func.max(*numbers).op(">>")(HASH_BITS), 0)


def _last_of(kind: str, column: str) -> Any:
    person = table_of("person").c
    query = select(link.c.n).where(link.c.target == person.uid, link.c.kind == kind, link.c.field.in_(CONTACTS[kind]))
    if column == "met_before":
        query = query.where(link.c.n < person.met.op("<<")(HASH_BITS))
    if kind in STAGED:
        own = table_of(kind)
        query = query.where(~exists().where(own.c.uid == link.c.source, own.c.stage.in_(NEVER_HELD)))
    return query.order_by(link.c.n.desc()).limit(1).scalar_subquery()
