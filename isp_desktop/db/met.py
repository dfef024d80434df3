"""When somebody was last met: what counts as a contact, and the latest one by a step into the index of links."""

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
}
"""The kinds that are a contact with the people they point to, and by which fields."""

NEVER_HELD = ("planned", "called_off")
"""The stages of a visit or meeting that is no contact, whatever its day."""


def is_contact(kind: str, field: str) -> bool:
    """Whether those whom a record of `kind` names in `field` were met by it."""
    return field in CONTACTS.get(kind, ())


def people_of(connection: Connection, sources: Iterable[str]) -> set[str]:
    """The uids of the people with whom the records `sources` are a contact, as they stand in the tables."""
    found = connection.execute(_pointed_to(), {"uids": json.dumps(list(sources))})
    return {uid for uid, kind, field in found if is_contact(kind, field)}


def bring_up_to_date(connection: Connection, people: Iterable[str]) -> None:
    """Writes the column `met` of those of `people` whose last contact is another one now."""
    now = connection.execute(_before_and_now(), {"uids": json.dumps(sorted(people))})
    changed = [(day, uid) for uid, before, day in now if day != before]
    if changed:
        connection.exec_driver_sql("UPDATE person SET met = ? WHERE uid = ?", changed)


def bring_all_up_to_date(connection: Connection) -> None:
    """The same for everyone, after all that came before was thrown away."""
    person = table_of("person")
    connection.execute(update(person).values(met=_day_of_last(person.c.uid)))


# Made once, and so is the next: each save asks them, and making a question takes longer than answering it.
@cache
def _pointed_to() -> Select[Any]:
    wanted = func.json_each(bindparam("uids")).table_valued("value")
    return select(link.c.target, link.c.kind, link.c.field).join(wanted, link.c.source == wanted.c.value)


@cache
def _before_and_now() -> Select[Any]:
    person = table_of("person").c
    wanted = func.json_each(bindparam("uids")).table_valued("value")
    return select(person.uid, person.met, _day_of_last(person.uid)).join(wanted, person.uid == wanted.c.value)


def _day_of_last(target: ColumnElement[Any]) -> ColumnElement[Any]:
    """The ordinal of the day of the last contact with `target`, be it to come; NULL without one.

    A visit or meeting that is not marked counts: once its day is past it will, and until then whoever asks looks
    closer.
    """
    numbers = [func.coalesce(_last_of(kind, target), 0) for kind in CONTACTS]
    return func.nullif(func.max(*numbers).op(">>")(HASH_BITS), 0)


def _last_of(kind: str, target: ColumnElement[Any]) -> Any:
    query = select(link.c.n).where(link.c.target == target, link.c.kind == kind, link.c.field.in_(CONTACTS[kind]))
    if kind in STAGED:
        own = table_of(kind)
        query = query.where(~exists().where(own.c.uid == link.c.source, own.c.stage.in_(NEVER_HELD)))
    return query.order_by(link.c.n.desc()).limit(1).scalar_subquery()
