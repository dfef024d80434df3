"""What the notebook remembers of itself. Settings stay on this computer and are in no bundle."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from isp_desktop.db.tables import setting


def read(connection: Connection, name: str, default: Any = None) -> Any:
    """The setting `name`, a JSON value."""
    row = connection.execute(select(setting.c.value).where(setting.c.name == name)).one_or_none()
    return default if row is None else row[0]


def write(connection: Connection, name: str, value: Any) -> None:
    """Remembers `value` (JSON) under `name`."""
    add = insert(setting).values(name=name, value=value)
    connection.execute(add.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
