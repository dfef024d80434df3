"""The outlook as a file: in every form, with the days of its facts, and with nothing private."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from outlook import add_outlook

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.services.outlook import report
from isp_desktop.services.summary import FORMATS

TODAY = dt.date.today()
Put = Callable[..., str]


def test_every_form_is_made_of_a_site_and_of_all(store: Store):
    site = add_outlook(store, TODAY)
    for form in FORMATS:
        assert report.of_site(store, site, TODAY, form)
        assert report.of_all(store, TODAY, form)


def test_facts_stand_under_what_they_are_with_their_day(store: Store):
    site = add_outlook(store, TODAY)
    text = report.of_site(store, site, TODAY, "md").decode().replace("\N{NO-BREAK SPACE}", " ")
    risk, strong, unknown, over_time = (
        text.index(f"## {heading}") for heading in ("At risk, and why", "Strong", "Not known", "Over time")
    )
    assert risk < strong < unknown < over_time
    day = TODAY - dt.timedelta(days=30)
    assert text.index(f"Coaching in class holds in part ({day.day} {day:%B %Y}).") < strong
    assert strong < text.index("Daily practice holds (") < unknown
    every = report.of_all(store, TODAY, "md").decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Alder Road Primary: 3 of 5 core elements hold, 2 are at risk." in every
    assert "Teams: at risk at 1 of 2 sites." in every


def test_nothing_private_is_in_it(store: Store, put: Put):
    site = add_outlook(store, TODAY)
    put("note", heading="Secret heading", sites=[site], text="Secret words", date=TODAY.isoformat())
    secret = put("site", name="Secret place", scope="private")
    for form in ("md", "html"):
        made = report.of_site(store, site, TODAY, form) + report.of_all(store, TODAY, form)
        for words in ("Secret", "matters to hand on", "never met", "as often as wanted"):
            assert words not in made.decode()
    with pytest.raises(NotFound):
        report.of_site(store, secret, TODAY, "md")
