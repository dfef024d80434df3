"""Whether the recovery sheet is put away."""

from __future__ import annotations

from isp_desktop.db.store import Store
from isp_desktop.services import recovery_sheet


def test_a_sheet_waits_from_its_making_until_it_is_put_away(store: Store) -> None:
    assert not recovery_sheet.waits(store)
    recovery_sheet.note_made(store)
    assert recovery_sheet.waits(store)
    recovery_sheet.note_put_away(store)
    assert not recovery_sheet.waits(store)
