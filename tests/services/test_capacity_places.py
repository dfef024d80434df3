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


def test_two_versions_that_follow_the_same_one_are_one_instrument(store: Store) -> None:
    """As where two colleagues make the next version at the same time."""
    site, form = put(store, "site", name="Alder Road"), grid_form(CELLS[:4])
    first = add_instrument(store, form)
    one, other = (add_instrument(store, form, version=version, follows=first) for version in (2, 3))
    for at, instrument in enumerate((first, one, other)):
        values = grid_values((1, 2, 3, 4), CELLS[:4])
        add_run(store, instrument, form, values, subject=site, date=f"2026-07-0{at + 1}")
    found = places.used(store)
    assert [uid for uid, _name in found.choices] == [other]
    assert found.told is not None
    assert [len(place.points) for place in found.told.places] == [3]
