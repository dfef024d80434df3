"""Drafts: what is being typed, kept in the encrypted store at each pause, until it is saved or discarded."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from isp_desktop.db.engine import Asked
from isp_desktop.db.sql import ColumnElement, Connection, delete, select, upsert
from isp_desktop.db.tables import draft, record

_COUNT = """
SELECT count(*) FROM draft WHERE NOT EXISTS (SELECT 1 FROM record WHERE uid = draft.uid AND life = 'deleted')
"""


class Draft(Struct, frozen=True):
    """An unsaved edit.

    Attributes:
        uid: the record's, which need not exist yet.
        saved_ms: when it was last kept, in milliseconds since 1970.
        content: JSON of the editor's own making: the values on screen, and the heads they were typed over.
    """

    uid: str
    kind: str
    saved_ms: int
    content: dict[str, Any]


def keep(connection: Connection, kept: Draft) -> None:
    """Keeps `kept` in place of the record's earlier draft."""
    values = {"uid": kept.uid, "kind": kept.kind, "saved_ms": kept.saved_ms, "content": kept.content}
    connection.execute(upsert(draft).values(values).on_conflict_do_update(index_elements=["uid"], set_=values))


def of(connection: Connection, uid: str) -> Draft | None:
    """The draft of the record `uid`, if there is one."""
    row = connection.execute(select(draft).where(draft.c.uid == uid)).one_or_none()
    return None if row is None else Draft(row.uid, row.kind, row.saved_ms, row.content)


def every(connection: Connection, kind: str = "") -> list[Draft]:
    """All drafts, or those of a kind, latest first; that of a deleted record comes back with it."""
    query = select(draft).where(_is_shown()).order_by(draft.c.saved_ms.desc(), draft.c.uid)
    if kind:
        query = query.where(draft.c.kind == kind)
    return [Draft(row.uid, row.kind, row.saved_ms, row.content) for row in connection.execute(query)]


def count(connection: Asked) -> int:
    """How many `every` would give, without reading them."""
    return int(connection.exec_driver_sql(_COUNT).fetchone()[0])


def marks(connection: Connection, kind: str) -> dict[str, int]:
    """For each draft of a kind when it was last kept, by uid; what is in them is not read."""
    rows = connection.execute(select(draft.c.uid, draft.c.saved_ms).where(draft.c.kind == kind, _is_shown()))
    return {row.uid: row.saved_ms for row in rows}


def _is_shown() -> ColumnElement[bool]:
    return ~select(record.c.uid).where(record.c.uid == draft.c.uid, record.c.life == "deleted").exists()


def drop(connection: Connection, uid: str) -> None:
    """Forgets the draft of the record `uid`."""
    connection.execute(delete(draft).where(draft.c.uid == uid))
