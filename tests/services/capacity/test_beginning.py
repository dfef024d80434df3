"""What an assessment that is planned begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assessments import begin_assessment

from isp_desktop.db.store import Store
from isp_desktop.services import capacity_plan, records, settings
from isp_desktop.services.capacity import assessing, instruments
from isp_desktop.services.capacity.beginning import lacks_instrument
from isp_desktop.services.capacity.reading import assessment
from isp_desktop.services.linking import Linker

TODAY = dt.date(2026, 9, 22)
Put = Callable[..., str]


def test_it_is_planned_for_a_group_that_i_facilitate_by_the_instrument_of_the_last_time(store: Store, put: Put):
    site, me = put("site", name="Alder School"), put("person", name="Maren Oduya")
    settings.write(store, "me", me)
    assert lacks_instrument(store)
    first = {"state": "planned", "way": "facilitated", "facilitator": me}
    assert capacity_plan.beginning(store, "assessment", {}) == first
    long = instruments.starter(store, "long")
    assert not lacks_instrument(store)
    assert capacity_plan.beginning(store, "assessment", {})["instrument"] == long
    instruments.starter(store, "short")
    assert "instrument" not in capacity_plan.beginning(store, "assessment", {"subject": site})
    begin_assessment(store, site, long, TODAY)
    assert capacity_plan.beginning(store, "assessment", {"subject": site}) == {
        **first,
        "subject": site,
        "instrument": long,
    }


def test_what_is_planned_in_a_form_is_of_its_site_once_it_begins(store: Store, put: Put):
    site, instrument = put("site", name="Alder School"), instruments.starter(store, "short")
    with store.write() as transaction:
        planned = {"subject": site, "instrument": instrument, "date": TODAY.isoformat(), "state": "planned"}
        uid = records.put(transaction, "assessment", planned).uid
    assessing.start(store, uid, TODAY)
    assert assessment(store, uid).site == site


def test_instruments_in_use_are_offered_with_their_versions_the_newest_first(store: Store) -> None:
    first = instruments.starter(store, "short")
    second, _undo = instruments.new_version(store, first)
    linker = Linker(store)
    assert [one.uid for one in linker.offers("instrument", "", 8)] == [first]
    instruments.publish(store, second)
    found = [(one.uid, one.title) for one in linker.offers("instrument", "capac", 8)]
    assert found == [(second, "Capacity, short form, version 2"), (first, "Capacity, short form, version 1")]
    assert linker.title(second) == "Capacity, short form, version 2"
    instruments.retire(store, first)
    assert [one.uid for one in linker.offers("instrument", "", 8)] == [second]
