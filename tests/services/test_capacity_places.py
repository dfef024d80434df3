"""One instrument over sites: which of its versions the places are told by."""

from __future__ import annotations

from assessments import add_instrument, add_run, grid_form, grid_values, put

from isp_desktop.db.store import Store
from isp_desktop.domain.scoring import CELLS
from isp_desktop.services import records
from isp_desktop.services.capacity_result import places


def test_places_are_told_by_the_newest_version_that_is_no_draft(store: Store) -> None:
    """A draft whose questions are being written anew asks nothing that was asked."""
    site, form = put(store, "site", name="Alder Road"), grid_form(CELLS[:4])
    instrument = add_instrument(store, form)
    add_run(store, instrument, form, grid_values((1, 2, 3, 4), CELLS[:4]), subject=site, date="2026-07-05")
    other = grid_form(CELLS[8:12])
    draft = add_instrument(store, other, version=2, follows=instrument, state="draft")
    found = places.used(store)
    assert found.chosen == instrument
    assert found.told is not None
    assert [place.name for place in found.told.places] == ["Alder Road"]
    with store.write() as transaction:
        records.put(transaction, "instrument", {"state": "in_use"}, draft)
    assert places.used(store).chosen == draft
