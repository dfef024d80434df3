"""The first things in a new notebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.db import settings
from isp_desktop.db.store import Store
from isp_desktop.services import records


def introduce(store: Store, name: str, lock_minutes: int) -> None:
    """The practitioner's own record, so that visits can be led by her, and after how long the notebook locks.

    Raises:
        StoreUnusable: the disk does not allow it; nothing was written.
    """
    with store.write() as transaction:
        own = records.put(transaction, "person", {"name": name})
        settings.write(transaction.connection, "me", own.uid)
        settings.write(transaction.connection, "lock_minutes", lock_minutes)


def add_site(store: Store, fields: Mapping[str, Any]) -> str:
    """The first site; gives its uid.

    Raises:
        BadInput: a value is not right; nothing was written.
    """
    with store.write() as transaction:
        return records.put(transaction, "site", fields).uid
