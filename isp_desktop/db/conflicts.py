"""Which records wait to be settled: the same field changed twice at once, or deleted here and changed there."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from isp_desktop.db.tables import record

# Written out rather than bound: the index of these records is for this condition and no other.
_WAITS: ColumnElement[bool] = literal_column("(record.conflicts > 0 OR record.life = 'contested')")
_CONTESTED = record.c.life == literal_column("'contested'")


def waiting(connection: Connection) -> list[str]:
    """The uids of the records that wait, latest change first; deleted ones left out."""
    query = select(record.c.uid).where(_WAITS, record.c.life != "deleted").order_by(record.c.changed_ms.desc())
    return list(connection.execute(query).scalars())


def count(connection: Connection) -> int:
    """How many fields and contested records wait in all."""
    each = record.c.conflicts + case((_CONTESTED, 1), else_=0)
    query = select(func.coalesce(func.sum(each), 0)).where(_WAITS, record.c.life != "deleted")
    return int(connection.execute(query).scalar_one())
