"""What the notebook remembers of itself. Settings stay on this computer and are in no bundle."""

from __future__ import annotations

import json
from typing import Any

from isp_desktop.db.engine import Asked
from isp_desktop.db.sql import Connection, upsert
from isp_desktop.db.tables import setting


def read(connection: Asked, name: str, default: Any = None) -> Any:
    """The setting `name`, a JSON value."""
    row = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    if row is None:
        return default
    # A column declared as JSON gives numbers back as numbers.
    return json.loads(row[0]) if isinstance(row[0], str) else row[0]


def write(connection: Connection, name: str, value: Any) -> None:
    """Remembers `value` (JSON) under `name`."""
    add = upsert(setting).values(name=name, value=value)
    connection.execute(add.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
