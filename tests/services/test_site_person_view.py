"""What stands beside a site's and a person's timeline."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from isp_desktop.db import settings
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import person_view, site_view

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def test_the_latest_support_that_has_begun_holds(store: Store, put: Put):
    site = put("site", name="Alder Road", setting="school")
    put("support", site=site, status="active", since="2026-01-10")
    put("support", site=site, status="withdrawn", since="2027-01-01")
    undo = site_view.set_support(store, site, "tapering", "2026-10-14", "Agreed with the head")
    head = site_view.head(store, site, TODAY)
    assert head.support is not None
    assert (head.support.status, head.support.why) == ("tapering", "Agreed with the head")
    assert [one.status for one in head.past] == ["withdrawn", "tapering", "active"]
    assert (head.icon, head.setting) == ("school", "School")
    undo()
    again = site_view.head(store, site, TODAY).support
    assert again is not None
    assert again.status == "active"


def test_of_two_statuses_of_one_day_the_later_made_holds(store: Store, put: Put):
    site = put("site", name="Alder Road")
    for status in ("active", "tapering", "withdrawn", "exploring"):
        site_view.set_support(store, site, status, "2026-10-14", "")
    head = site_view.head(store, site, TODAY)
    assert head.support is not None
    assert head.support.status == "exploring"
    with pytest.raises(BadInput):
        site_view.set_support(store, site, "gone", "2026-10-14", "")


def test_the_next_visit_is_the_nearest_that_is_not_called_off(store: Store, put: Put):
    site = put("site", name="Alder Road")
    put("visit", site=site, date="2026-10-13")
    put("visit", site=site, date="2026-10-15", stage="called_off")
    for step in range(30):
        put("visit", site=site, date=(dt.date(2026, 10, 20) + dt.timedelta(days=step)).isoformat(), starts="09:30")
    coming = site_view.head(store, site, TODAY).next_visit
    assert coming is not None
    assert (coming.date, coming.starts) == ("2026-10-20", "09:30")


def test_beside_a_site_people_commitments_changes_and_files(store: Store, put: Put):
    site = put("site", name="Alder Road")
    priya, sam = (put("person", name=name, sites=[site]) for name in ("Priya", "Sam"))
    visit = put("visit", site=site, date="2026-10-01", attended=[sam])
    put("commitment", what="Send", due="2026-10-10", site=site)
    put("commitment", what="Done", status="kept", site=site)
    put("change", date="2026-10-01", place="system", what="Funding", site=site)
    team = put("team", name="Implementation team", sites=[site])
    put("attachment", name="wall.png", content="a" * 64, visit=visit)
    put("attachment", name="plan.pdf", content="b" * 64, site=site)
    found = site_view.aside(store, site, TODAY)
    assert [(one.uid, one.last) for one in found.people] == [(sam, "2026-10-01"), (priya, "")]
    assert found.teams == ((team, "Implementation team"),)
    assert [(line.title, line.days_late) for line in found.commitments] == [("Send", 4)]
    assert {place: [line.title for line in lines] for place, lines in found.changes.items()} == {
        "Wider system": ["Funding"]
    }
    assert {item.fields["name"] for item in found.files} == {"wall.png", "plan.pdf"}


def test_a_person_with_rhythm_sites_and_last_contact(store: Store, put: Put):
    site = put("site", name="Alder Road")
    priya = put("person", name="Priya", role="Coach", sites=[site], part="teams")
    put("rhythm", role="coach", wanted_days=28)
    put("visit", date="2026-08-23", site=site, attended=[priya])
    head = person_view.head(store, priya, TODAY)
    assert head.contact is not None
    assert (head.contact.days, head.contact.state, head.own_rhythm) == (52, "due", False)
    assert head.sites == ((site, "Alder Road"),)
    assert head.part == "Teams"
    with pytest.raises(NotFound):
        person_view.head(store, str(uuid.uuid4()), TODAY)
    with pytest.raises(NotFound):
        site_view.head(store, priya, TODAY)


def test_promises_both_ways_and_private_notes_apart(store: Store, put: Put):
    me, priya = put("person", name="Maren Oduya"), put("person", name="Priya Raman")
    with store.write() as transaction:
        settings.write(transaction.connection, "me", me)
    visit = put("visit", date="2026-10-01", attended=[priya])
    hers = put("commitment", what="Book the room", owner=priya, status="kept", due="2026-09-01")
    open_one = put("commitment", what="Ask the head", owner=priya, due="2026-10-01")
    at_visit = put("commitment", what="Send the plan", owner=me, visit=visit)
    naming = put("commitment", what="Call Priya Raman", owner=me)
    put("commitment", what="Write to the funder", owner=me)
    shared = put("note", scope="shared", text="Open", people=[priya])
    private = put("note", text="Tired. Worried about June.", people=[priya])
    found = person_view.aside(store, priya, TODAY)
    assert [line.uid for line in found.by_her] == [open_one, hers]
    assert {line.uid for line in found.to_her} == {at_visit, naming}
    assert [one.line.uid for one in found.notes] == [shared]
    assert [(one.line.uid, one.text) for one in found.private_notes] == [(private, "Tired. Worried about June.")]
    assert person_view.aside(store, me, TODAY).to_her == ()


def test_who_was_met_at_a_site_stands_there_without_belonging_to_it(store: Store, put: Put):
    site, me, priya, tomas = (
        put("site", name="Alder"),
        *(put("person", name=name) for name in ("Maren", "Priya", "Tomas")),
    )
    with store.write() as transaction:
        settings.write(transaction.connection, "me", me)
    put("person", uid=tomas, sites=[site])
    put("visit", date="2026-10-10", site=site, attended=[me, priya])
    people = site_view.aside(store, site, TODAY).people
    assert [(one.name, one.last) for one in people] == [("Priya", "2026-10-10"), ("Tomas", "")]
