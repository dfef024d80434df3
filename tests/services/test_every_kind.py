"""Each declared kind can be saved with all its fields, read back, listed, and made anew from the log."""

from __future__ import annotations

from typing import Any

import pytest

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.services import checking, lines, records

_OF_TYPE: dict[str, Any] = {
    "line": "What it says",
    "text": "What it says at length",
    "date": "2026-10-15",
    "time": "14:45",
    "yes_no": True,
    "tags": ["one", "other"],
}
# Written once, and under rules of their own, by what closes a check; a file is kept beside the database.
_BY_RULES = {"team_check", "attachment"}


@pytest.mark.parametrize("kind", sorted(kinds().keys() - _BY_RULES))
def test_a_kind_is_saved_read_and_listed(store: Store, put: Any, kind: str) -> None:
    spec = kinds()[kind]
    values = {field.name: _value(field, put) for field in spec.fields if field.to not in _BY_RULES}
    with store.write() as transaction:
        uid = records.put(transaction, kind, values).uid
    found = records.get(store, uid)
    assert {name: found.fields[name] for name in values} == values
    [line] = lines.of(store, kind, [uid])
    assert line.title
    assert checking.check(store, rebuild=True).is_clean


def _value(field: FieldSpec, put: Any) -> Any:
    if field.to:
        uid = _of(kinds()[field.to], put)
        return [uid] if field.is_set else uid
    if field.choices:
        first = next(iter(field.choices))
        return [first] if field.is_set else first
    if field.type == "number":
        return field.least or 1
    return _OF_TYPE[field.type]


def _of(spec: KindSpec, put: Any) -> str:
    """A record of a kind, with as little as it needs, and a word."""
    needed = [field for field in spec.fields if field.required or field.type in ("line", "text")]
    values = {field.name: _value(field, put) for field in needed}
    uid: str = put(spec.kind, **values)
    return uid
