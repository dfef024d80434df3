"""What the notebook remembers for its owner; nothing of it leaves this computer."""

from __future__ import annotations

from typing import Any

from isp_desktop.db import settings
from isp_desktop.db.store import Store


def read(store: Store, name: str, default: Any = None) -> Any:
    """The setting `name` (JSON)."""
    with store.glance() as reading:
        return settings.read(reading, name, default)


def write(store: Store, name: str, value: Any) -> None:
    """Remembers `value` (JSON) under `name`."""
    with store.write() as transaction:
        settings.write(transaction.connection, name, value)
