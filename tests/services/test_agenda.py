"""Visits and open commitments as a calendar file that others take in, again and again, without a private word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from icalendar import Calendar

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import Cancelled
from isp_desktop.services import agenda, demo_notebook, records

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 14)


def components(store: Store, name: str, since: dt.date | None = None) -> list[Any]:
    return list(Calendar.from_ical(agenda.made(store, since).content).walk(name))


def test_a_planned_visit_says_when_where_and_what_for(store: Store, put: Put):
    site = put("site", name="Alder Road")
    uid = put(
        "visit",
        date="2026-10-20",
        starts="09:30",
        ends="11:00",
        site=site,
        mode="in_person",
        stage="planned",
        purpose="Coaching; data, review",
        agenda="1. Charter\n2. Ünïcode 日本",
        private_notes="Xyloph",
    )
    [event] = components(store, "VEVENT")
    assert (event["UID"], event["STATUS"], event["SUMMARY"]) == (
        f"{uid}@isp-desktop",
        "CONFIRMED",
        "Visit to Alder Road",
    )
    assert event["DESCRIPTION"] == "Coaching; data, review\nIn person\n1. Charter\n2. Ünïcode 日本"
    assert event["LOCATION"] == "Alder Road"
    assert event.start == dt.datetime(2026, 10, 20, 9, 30)
    assert b"Xyloph" not in agenda.calendar(store)


def test_a_change_keeps_the_uid_and_never_lowers_the_sequence(store: Store, put: Put):
    uid = put("visit", date="2026-10-20", starts="09:30")
    [before] = components(store, "VEVENT")
    put("visit", uid=uid, stage="called_off")
    [after] = components(store, "VEVENT")
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] >= before["SEQUENCE"] > 0
    put("visit", uid=uid, private_notes="Later")
    [same] = components(store, "VEVENT")
    assert same.to_ical() == after.to_ical()


def test_private_and_deleted_ones_are_not_in_it(store: Store, put: Put):
    put("visit", scope="private", date="2026-10-20", purpose="Xyloph")
    gone = put("visit", date="2026-10-20", purpose="Gone")
    put("commitment", scope="private", what="Xyloph", due="2026-10-20")
    with store.write() as transaction:
        records.delete(transaction, gone)
    made = agenda.made(store)
    assert (made.visits, made.commitments) == (0, 0)
    assert b"Xyloph" not in made.content


def test_what_is_coming_with_every_commitment_that_waits_and_the_counts_in_words(store: Store, put: Put):
    put("visit", date="2026-10-13")
    put("visit", date="2026-10-14")
    put("visit", date="2026-12-01")
    put("commitment", what="Form", due="2026-01-01", status="open")
    put("commitment", what="No state", due="2026-01-02")
    put("commitment", what="Kept", due="2026-01-03", status="kept")
    put("commitment", what="No day", status="open")
    made = agenda.made(store, TODAY)
    assert made.in_words() == "2 visits and 2 open commitments"
    assert [to_do["SUMMARY"] for to_do in components(store, "VTODO")] == ["Form", "No state"]
    assert agenda.made(store).in_words() == "3 visits and 2 open commitments"


def test_control_characters_do_not_break_the_file(store: Store, put: Put):
    put("visit", date="2026-10-14", agenda="one\x0btwo\x1f")
    [event] = components(store, "VEVENT")
    assert event["DESCRIPTION"] == "onetwo"


def test_many_pages_are_all_in_it_and_it_can_be_stopped(store: Store):
    demo_notebook.fill(store, 4, 1_200, 1, TODAY)
    assert agenda.made(store).visits >= 1_200
    assert agenda.made(store, TODAY - dt.timedelta(days=400)).visits < 1_200

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        agenda.made(store, progress=stop)


def test_a_day_that_does_not_exist_leaves_out_its_visit_alone(store: Store, put: Put):
    put("visit", date="2026-10-20")
    with store.write() as transaction:
        for at, fields in enumerate([{"date": "2026-13-45"}, {"date": 7}, {"date": "2026-10-21", "starts": "25:99"}]):
            uid = f"01890000-0000-7000-8000-00000000000{at}"
            transaction.revise(uid, "visit", "shared", [], "edit", fields)
    assert sorted(str(event["DTSTART"].dt) for event in components(store, "VEVENT")) == ["2026-10-20", "2026-10-21"]
