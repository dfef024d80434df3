"""Records of any kind with something in every field, by its declaration alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.services import records

_OF_TYPE: dict[str, Any] = {
    "line": "What it says",
    "text": "What it says at length",
    "date": "2026-10-15",
    "time": "14:45",
    "yes_no": True,
    "tags": ["one", "other"],
}
BY_RULES = frozenset({"team_check", "attachment"})
"""Written once, and under rules of their own, by what closes a check; a file is kept beside the database."""


def values_of(store: Store, kind: str) -> dict[str, Any]:
    """A value for each field; what its links point to is made in `store`, with as little as it needs, and a word."""
    return {field.name: _value(store, field) for field in kinds()[kind].fields if field.to not in BY_RULES}


def fill(store: Store, kind: str, values: Mapping[str, Any]) -> str:
    """Makes a record; gives its uid."""
    with store.write() as transaction:
        return records.put(transaction, kind, values).uid


def _value(store: Store, field: FieldSpec) -> Any:
    if field.to:
        needed = [one for one in kinds()[field.to].fields if one.required or one.type in ("line", "text")]
        uid = fill(store, field.to, {one.name: _value(store, one) for one in needed})
        return [uid] if field.is_set else uid
    if field.choices:
        first = next(iter(field.choices))
        return [first] if field.is_set else first
    if field.type == "number":
        return field.least or 1
    return _OF_TYPE[field.type]
