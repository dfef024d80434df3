"""Records that belong to another one and are written in rows on its page, kept in its draft until both are saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.services.editing import Edit
from isp_desktop.services.records import new_uid


def new_row(kind: str) -> Edit:
    """The record of an empty row."""
    # Nothing can be read of a uid that was made just now.
    return Edit(kind, new_uid())


def rows(store: Store, owner: str, kind: str, field: str, kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    """The records of `kind` whose `field` points to `owner`, in the order in which they were made, changed as the
    draft's `kept` rows say.
    """
    with store.read() as reading:
        saved = sorted(lists.pointing(reading, owner, kind, field))
    changed = {one["uid"]: Edit.of_json(store, one) for one in kept}
    there = [changed.pop(uid) if uid in changed else Edit.new(store, kind, uid, {}) for uid in saved]
    return [*there, *changed.values()]
