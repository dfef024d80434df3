"""Assessments and their answers, read for many at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from isp_desktop.db.sql import Connection, Select, bindparam, func, select
from isp_desktop.db.tables import link, table_of


class Given(NamedTuple):
    """An answer, as its row has it; `votes`, `dissent` and `evidence` are None where they were not asked for."""

    assessment: str
    item: str
    uid: str
    value: str | None
    life: str
    private: bool
    conflicts: int
    votes: list[str] | None = None
    dissent: str | None = None
    evidence: str | None = None


_BRIEF = Given._fields[:7]


def answers(connection: Connection, assessments: Iterable[str], *, in_full: bool = False) -> list[Given]:
    """The answers to `assessments`, in no order; `in_full` with votes and words.

    Deleted ones are left out, see `deleted`.
    """
    own = table_of("answer").c
    query = _pointing([own[name] for name in (Given._fields if in_full else _BRIEF)], "answer", "assessment")
    return [Given(*row) for row in connection.execute(query, {"wanted": json.dumps(list(assessments))}).all()]


def answered(connection: Connection, assessments: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """What was answered in each of `assessments`, by item; those without an answer are left out."""
    own = table_of("answer").c
    # Twenty runs by a long instrument are ten thousand rows, which SQLite puts together in a third of the time.
    values = func.json_group_object(own.item, own.value).filter(own.item.is_not(None), own.value != "")
    query = _pointing([own.assessment, values], "answer", "assessment").group_by(own.assessment)
    rows = connection.execute(query, {"wanted": json.dumps(list(assessments))})
    return {uid: found for uid, told in rows if (found := json.loads(told))}


def deleted(connection: Connection, uids: Iterable[str]) -> list[Given]:
    """The answers among `uids` that are deleted, in full."""
    own = table_of("answer").c
    wanted = func.json_each(json.dumps(list(uids))).table_valued("value")
    query = select(*(own[name] for name in Given._fields)).join(wanted, own.uid == wanted.c.value)
    return [Given(*row) for row in connection.execute(query.where(own.life == "deleted"))]


def answer(connection: Connection, uid: str) -> Given | None:
    """The answer `uid` in full, a deleted one too; None where there is none yet."""
    own = table_of("answer").c
    found = connection.execute(select(*(own[name] for name in Given._fields)).where(own.uid == uid)).first()
    return Given(*found) if found else None


def by(connection: Connection, instruments: Iterable[str]) -> list[str]:
    """The uids of the assessments by one of `instruments`, earliest first; deleted ones left out."""
    return _uids(connection, "instrument", instruments)


def of(connection: Connection, subject: str) -> list[str]:
    """The uids of the assessments of `subject`, earliest first; deleted ones left out."""
    return _uids(connection, "subject", [subject])


def counts(connection: Connection) -> dict[str, int]:
    """How many assessments were made by each instrument; those by which none was are left out."""
    own = table_of("assessment").c
    query = select(own.instrument, func.count()).where(own.life != "deleted", own.instrument.is_not(None))
    return {uid: count for uid, count in connection.execute(query.group_by(own.instrument))}


def versions(connection: Connection) -> list[tuple[str, str | None]]:
    """The uid of each instrument and that of the version before it, deleted ones too."""
    own = table_of("instrument").c
    return [(uid, before) for uid, before in connection.execute(select(own.uid, own.follows))]


def targets(connection: Connection, instruments: Iterable[str]) -> list[str]:
    """The uids of what is needed by one of `instruments`; deleted ones left out."""
    own = table_of("capacity_target").c
    query = _pointing([own.uid], "capacity_target", "instrument").where(own.life != "deleted")
    return sorted(connection.execute(query, {"wanted": json.dumps(list(instruments))}).scalars())


def sites_of(connection: Connection, initiative: str) -> set[str]:
    """The uids of the sites of an initiative, deleted ones too."""
    query = select(link.c.source).where(
        link.c.target == initiative, link.c.kind == "site", link.c.field == "initiatives"
    )
    return set(connection.execute(query).scalars())


def _uids(connection: Connection, field: str, targets: Iterable[str]) -> list[str]:
    own = table_of("assessment").c
    query = _pointing([own.uid, own.sort], "assessment", field).where(own.life != "deleted").distinct()
    rows = connection.execute(query.order_by(own.sort, own.uid), {"wanted": json.dumps(list(targets))})
    return [uid for uid, _sort in rows]


def _pointing(columns: Sequence[Any], kind: str, field: str) -> Select[Any]:
    """`columns` of the records of `kind` whose `field` is one of the bound list "wanted"."""
    own = table_of(kind)
    wanted = func.json_each(bindparam("wanted")).table_valued("value")
    query = select(*columns).select_from(wanted).join(link, link.c.target == wanted.c.value)
    return query.join(own, own.c.uid == link.c.source).where(link.c.kind == kind, link.c.field == field)
