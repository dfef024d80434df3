"""Which records wait to be settled: the same field changed twice at once, or deleted here and changed there."""

from __future__ import annotations

from isp_desktop.db.engine import Asked
from isp_desktop.db.sql import Connection, select, text
from isp_desktop.db.tables import record

# Written out rather than bound: the index of these records is for this condition and no other.
_WAITS = "(record.conflicts > 0 OR record.life = 'contested') AND record.life <> 'deleted'"


def waiting(connection: Connection) -> list[str]:
    """The uids of the records that wait, latest change first; deleted ones left out."""
    query = select(record.c.uid).where(text(_WAITS)).order_by(record.c.changed_ms.desc())
    return list(connection.execute(query).scalars())


def count(connection: Asked) -> int:
    """How many fields and contested records wait in all."""
    query = f"SELECT coalesce(sum(conflicts + (life = 'contested')), 0) FROM record WHERE {_WAITS}"
    return int(connection.exec_driver_sql(query).fetchone()[0])
