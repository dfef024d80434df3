"""What a record holds fits its fields, whoever wrote it; what does not is handed on apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db.models import kinds
from isp_desktop.domain.record import look
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.values import fits

ODD = [12345, 1.5, True, {"add": ["x"]}, {"a": 1}, ["x"], "2026-13-45", "25:99", "banana", None, ""]


def written(kind: str, fields: dict[str, Any], turn: int = 0, parents: tuple[str, ...] = ()) -> Revision:
    uid = "0190a0a0-0000-7000-8000-000000000001"
    more: dict[str, Any] = {"scope": "shared", "author": "M", "device": "far", "action": "edit", "schema": 1}
    return Revision(uid=uid, kind=kind, parents=parents, clock=(1_760_000_000_000, turn), fields=fields, **more)


@pytest.mark.parametrize("kind", sorted(kinds()))
@given(odd=st.lists(st.sampled_from(ODD), min_size=2, max_size=3))
def test_fields_hold_what_fits_and_nothing_is_lost(kind: str, odd: list[Any]) -> None:
    spec = kinds()[kind]
    first = written(kind, {field.name: odd[0] for field in spec.fields})
    others = [
        written(kind, {field.name: value for field in spec.fields}, at, (first.id,)) for at, value in enumerate(odd[1:])
    ]
    seen = look([first, *others], spec)
    assert all(fits(spec.by_name[name], value) for name, value in seen.fields.items())
    assert not any(fits(spec.by_name[name], value) for name, value in seen.not_understood.items())
    assert seen.everything == seen.fields | seen.not_understood
    states = (seen.shared, seen.private)
    assert seen.everything.keys() <= {name for one in states for name in (*one.values, *one.members)}


def test_a_field_or_kind_of_a_newer_program_is_kept_as_it_is() -> None:
    assert look([written("visit", {"mood": {"deep": 1}, "date": 7})], kinds()["visit"]).fields == {"mood": {"deep": 1}}
    assert look([written("charter", {"date": 7})], None).fields == {"date": 7}
