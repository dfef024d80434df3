"""What stands on which day, and moving a planned visit with a way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import drafts, planning, records

Put = Callable[..., str]
TODAY = dt.date(2026, 10, 14)
START, END = dt.date(2026, 10, 1), dt.date(2026, 11, 1)


def shown(store: Store) -> list[planning.Occasion]:
    return planning.between(store, START, END, TODAY)


@pytest.mark.parametrize(
    ("stage", "day", "state", "late"),
    [
        (None, "2026-10-13", "held", 0),
        (None, "2026-10-14", "planned", 0),
        (None, "2026-10-15", "planned", 0),
        ("planned", "2026-10-12", "unsaid", 2),
        ("planned", "2026-10-14", "planned", 0),
        ("held", "2026-10-15", "held", 0),
        ("called_off", "2026-10-13", "called_off", 0),
    ],
)
def test_how_far_a_visit_is(store: Store, put: Put, stage: str | None, day: str, state: str, late: int):
    put("visit", date=day, stage=stage)
    [visit] = shown(store)
    assert (visit.state, visit.days_late) == (state, late)


def test_the_days_of_a_range_in_order_of_time(store: Store, put: Put):
    site = put("site", name="Alder Road", review_on="2026-12-01")
    put("visit", date="2026-10-15", starts="14:00", ends="15:30", site=site, purpose="Coaching")
    put("visit", date="2026-10-15", starts="09:30", purpose="Team meeting")
    put("visit", date="2026-11-01", site=site)
    put("visit", date="2026-09-30", site=site)
    put("commitment", what="Observation form", due="2026-10-11", site=site)
    put("commitment", what="Room", due="2026-10-31", status="open")
    put("commitment", what="Done", due="2026-10-20", status="kept")
    told = [(one.day.day, one.starts, one.ends, one.title, one.told, one.state) for one in shown(store)]
    assert told == [
        (11, "", "", "Observation form", "Alder Road", "late"),
        (15, "09:30", "", "Team meeting", "", "planned"),
        (15, "14:00", "15:30", "Alder Road", "Coaching", "planned"),
        (31, "", "", "Room", "", "due"),
    ]


def test_a_visit_that_was_begun_and_not_saved_is_there(store: Store):
    site = {"uid": records.new_uid(), "kind": "site", "name": "New Hill"}
    values = {"date": "2026-10-20", "starts": "10:00", "site": site["uid"]}
    drafts.keep(store, records.new_uid(), "visit", values, [], {"made": [site]})
    drafts.keep(store, records.new_uid(), "visit", {"date": "no day"}, [], {})
    assert [(one.title, one.state, one.starts) for one in shown(store)] == [("New Hill", "draft", "10:00")]


def test_reviews_of_sites_and_initiatives(store: Store, put: Put):
    put("site", name="Alder Road", review_on="2026-12-01")
    put("site", name="Birch Lane")
    put("initiative", name="Reading Together", review_on="2026-11-01")
    found = [(one.kind, one.title, one.day.isoformat(), one.state) for one in planning.reviews(store)]
    assert found == [
        ("initiative", "Reading Together", "2026-11-01", "review"),
        ("site", "Alder Road", "2026-12-01", "review"),
    ]


def test_a_planned_visit_is_moved_and_put_back(store: Store, put: Put):
    uid = put("visit", date="2026-10-15", starts="09:30", ends="11:00")
    undo = planning.move(store, uid, dt.date(2026, 10, 13), "14:00", "", TODAY)
    moved = records.get(store, uid).fields
    assert (moved["date"], moved["starts"], moved.get("ends"), moved["stage"]) == (
        "2026-10-13",
        "14:00",
        None,
        "planned",
    )
    undo()
    back = records.get(store, uid).fields
    assert (back["date"], back["starts"], back["ends"], back.get("stage")) == ("2026-10-15", "09:30", "11:00", None)


@pytest.mark.parametrize(
    ("fields", "times", "sentence"),
    [
        ({"date": "2026-10-13"}, ("09:00", "10:00"), "was held"),
        ({"date": "2026-10-20", "stage": "called_off"}, ("09:00", "10:00"), "is called off"),
        ({"date": "2026-10-20"}, ("10:00", "10:00"), "ends before it starts"),
        ({"date": "2026-10-20"}, ("", "10:00"), "when it starts"),
    ],
)
def test_what_cannot_be_moved_is_told(store: Store, put: Put, fields: dict[str, str], times: tuple[str, str], sentence):
    uid = put("visit", **fields)
    before = records.get(store, uid).heads
    with pytest.raises(BadInput, match=sentence):
        planning.move(store, uid, dt.date(2026, 10, 21), *times, TODAY)
    assert records.get(store, uid).heads == before


def test_called_off_and_planned_again(store: Store, put: Put):
    uid = put("visit", date="2026-10-20")
    undo = planning.mark(store, uid, "called_off")
    assert shown(store)[0].state == "called_off"
    undo()
    assert shown(store)[0].state == "planned"
    with pytest.raises(NotFound):
        planning.mark(store, records.new_uid(), "held")


def test_where_a_day_is_full_the_visits_come_first(store: Store, put: Put):
    for number in range(3):
        put("commitment", what=f"Form {number}", due="2026-10-15")
    put("visit", date="2026-10-15", starts="14:00", purpose="Coaching")
    assert [one.kind for one in shown(store)] == ["visit", "commitment", "commitment", "commitment"]


def test_meetings_stand_beside_the_visits_and_are_moved_alike(store: Store, put: Put):
    team = put("team", name="Alder Road team")
    uid = put("meeting", date="2026-10-20", starts="15:00", ends="16:30", team=team, heading="Data", stage="planned")
    put("visit", date="2026-10-20", starts="09:00")
    drafts.keep(store, records.new_uid(), "meeting", {"date": "2026-10-21", "team": team}, (), {})
    told = [(one.kind, one.title, one.told, one.state) for one in shown(store)]
    assert told == [
        ("visit", "", "", "planned"),
        ("meeting", "Meeting: Alder Road team", "Data", "planned"),
        ("meeting", "Meeting: Alder Road team", "", "draft"),
    ]
    undo = planning.move(store, uid, dt.date(2026, 10, 22), "15:00", "", TODAY)
    assert records.get(store, uid).fields["date"] == "2026-10-22"
    undo()
    planning.mark(store, uid, "called_off")
    assert [one.state for one in shown(store) if one.uid == uid] == ["called_off"]
