"""Each declared kind can be saved with all its fields, read back, listed, and made anew from the log."""

from __future__ import annotations

import pytest
from filled import BY_RULES, fill, values_of

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.services import checking, lines, records


@pytest.mark.parametrize("kind", sorted(kinds().keys() - BY_RULES))
def test_a_kind_is_saved_read_and_listed(store: Store, kind: str) -> None:
    values = values_of(store, kind)
    uid = fill(store, kind, values)
    found = records.get(store, uid)
    assert {name: found.fields[name] for name in values} == values
    [line] = lines.of(store, kind, [uid])
    assert line.title
    assert checking.check(store, rebuild=True).is_clean
