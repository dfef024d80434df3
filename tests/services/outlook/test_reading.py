"""The outlook of real notebooks: what is told of a site and of all, of all that there is and of what is shared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from outlook import add_outlook

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS
from isp_desktop.services import records
from isp_desktop.services.outlook import reading

TODAY = dt.date.today()
Put = Callable[..., str]


def told(found: reading.SiteOutlook, rule: str) -> list[tuple[str, str]]:
    return [(line.state, line.told) for line in found.lines if line.rule == rule]


def test_a_site_is_told_area_by_area_with_where_to_look(store: Store):
    site = add_outlook(store, TODAY)
    found = reading.of_site(store, site, TODAY)
    assert found.name == "Alder Road Primary"
    assert list(dict.fromkeys(line.area for line in found.lines)) == list(OUTLOOK_AREAS)
    assert told(found, "I1") == [
        ("at_risk", "Coaching in class holds in part."),
        ("at_risk", "Families invited holds in part."),
        ("strong", "Groups of four holds."),
        ("strong", "Daily practice holds."),
        ("strong", "Weekly look at data holds."),
    ]
    short = "Capacity of Alder Road Primary is short in 1 of 4 fields where it is said how much is needed."
    assert told(found, "C1") == [("at_risk", short)]
    assert told(found, "C3")[0] == ("at_risk", "No step of the plan meets the need “A second coach”.")
    assert ("at_risk", "Nobody has the role “Reading lead”.") in told(found, "L1")
    assert told(found, "T4") == [("strong", "Implementation team facilitates its own meetings.")]
    assert told(found, "T2") == [("at_risk", "Nobody carries this core function: Build capacity for sustainment.")]
    thins = "Visits become fewer: 2 in the last quarter, 5 in the one before tapering began."
    assert told(found, "P3") == [("strong", thins)]
    assert told(found, "T5") == [
        ("at_risk", "Late: The month in figures (Implementation team and Alder Road Primary).")
    ]
    assert [state for state, _told in told(found, "R4")] == ["at_risk", "strong"]
    with store.read() as opened:
        kinds = {uid: name.kind for uid, name in lists.names(opened, {line.uid for line in found.lines}).items()}
    assert {line.uid: line.kind for line in found.lines if line.uid} == kinds


def test_the_headline_states_facts(store: Store):
    site = add_outlook(store, TODAY)
    headline = reading.of_site(store, site, TODAY).headline
    assert headline.startswith("3 of 5 core elements hold, 2 are at risk. Support: tapering since")
    assert re.search(r"\d+ more things are at risk, \d+ are not known\.$", headline)


def test_how_it_was_at_the_end_of_each_half_year(store: Store):
    site = add_outlook(store, TODAY)
    course = reading.of_site(store, site, TODAY).course
    assert course[-1].day == TODAY
    assert [(moment.day.month, moment.day.day) for moment in course[:-1]] == [
        (6, 30) if moment.day.month == 6 else (12, 31) for moment in course[:-1]
    ]
    # What has no day of its own, such as a challenge, is told as of no day.
    undated = {"R1", "R2", "R5", "S2"}
    dated = [line for line in reading.of_site(store, site, TODAY).lines if line.rule not in undated]
    for area, own in course[-1].counts.items():
        assert own.told == sum(line.area == area for line in dated)
    assert course[-1].counts["integrity"].strong > course[0].counts["integrity"].strong


def test_of_a_new_site_nothing_is_known_and_it_says_so(store: Store):
    add_outlook(store, TODAY)
    with store.write() as transaction:
        new = records.put(transaction, "site", {"name": "New"}).uid
    found = reading.of_site(store, new, TODAY)
    assert found.is_new
    assert {line.state for line in found.lines} == {"not_known"}
    assert found.headline.startswith("No core element is written down yet.")
    with pytest.raises(NotFound):
        reading.of_site(store, "018f0000-0000-7000-8000-000000000000", TODAY)


def test_all_sites_are_told_as_each_by_itself(store: Store):
    site = add_outlook(store, TODAY)
    found = reading.all_sites(store, TODAY)
    assert [row.name for row in found.rows] == ["Alder Road Primary", "Willow Lane"]
    for row in found.rows:
        assert row.counts == reading.of_site(store, row.uid, TODAY).counts
    assert found.rows[0].support == "tapering"
    assert found.headline == "2 sites. All core elements hold at 0; some are at risk at 1; some are not known at 1."
    with store.read() as opened:
        initiative = lists.items(opened, "site", [site])[0].fields["initiatives"][0]
    assert [row.uid for row in reading.all_sites(store, TODAY, initiative).rows] == [site]


def test_what_is_private_is_not_told_where_it_may_leave(store: Store):
    site = add_outlook(store, TODAY)
    own, shared = reading.of_site(store, site, TODAY), reading.shared_of_site(store, site, TODAY)
    # A leadership change stays on this computer, and so does who has gone quiet, which private notes tell too.
    assert told(own, "L5")
    assert not told(shared, "L5")
    assert not told(shared, "R1")
    assert not told(shared, "R2")
    private = {"L5", "R1", "R2"}
    assert [line for line in own.lines if line.rule not in private] == list(shared.lines)
    rows = {row.uid: row.counts for row in reading.shared_of_all_sites(store, TODAY).rows}
    assert rows[site] == shared.counts


def test_an_assessment_of_one_person_is_nowhere_in_it(store: Store, put: Put):
    site = put("site", name="Alder Road")
    person = put("person", name="Ruth", sites=[site])
    instrument = put("instrument", name="Capacity", state="in_use")
    put("assessment", subject=person, site=site, instrument=instrument, date=TODAY.isoformat(), state="done")
    found = reading.of_site(store, site, TODAY)
    assert told(found, "C1") == [("not_known", "Capacity was never assessed here. Rate it together.")]


def test_what_is_late_for_years_is_told_of_all_sites_too(store: Store, put: Put):
    site = put("site", name="Alder Road")
    long_ago = (TODAY - dt.timedelta(days=1_500)).isoformat()
    put("commitment", what="Write the rules", site=site, due=long_ago, status="open")
    (row,) = reading.all_sites(store, TODAY).rows
    assert row.counts["relationships"].at_risk == 1
