"""The next meeting of a team is planned by its charter, and its agenda begins with what was left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from meanwhile import coming_in

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, StoreBusy
from isp_desktop.domain.timeline import Sieve
from isp_desktop.services import decisions, lines, meetings, records, timeline

Put = Callable[..., str]
TODAY = dt.date(2026, 11, 18)
CHARTER = {
    "state": "agreed",
    "version": 1,
    "schedule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "first_meeting": "2026-09-01",
    "starts": "15:00",
    "ends": "16:30",
    "place": "Room 2",
    "agenda": "Welcome, 5\nLook at the data, 20",
    "decision_rule": "consent",
}


@pytest.fixture
def team(put: Put) -> str:
    return put("team", name="Alder Road team", sites=[put("site", name="Alder Road")])


def look(store: Store, team: str, uid: str = "", day: str = "") -> meetings.TeamLook:
    return meetings.look(store, team, day, uid, TODAY)


def test_a_team_without_anything_still_has_a_look(store: Store, put: Put):
    seen = look(store, put("team", name="New team"))
    assert (dict(seen.plan), seen.agenda, seen.last, dict(seen.members)) == ({}, (), None, {})
    assert seen.rhythm == "The team has not met yet."


def test_the_next_meeting_is_planned_by_the_charter_that_holds(store: Store, put: Put, team: str):
    put("charter", team=team, **CHARTER)
    put("charter", team=team, **{**CHARTER, "version": 2, "state": "draft", "place": "Nowhere"})
    put("charter", team=team, **{**CHARTER, "version": 3, "state": "superseded", "place": "Before"})
    plan = look(store, team).plan
    assert {name: plan[name] for name in ("date", "starts", "ends", "place")} == {
        "date": "2026-11-24",
        "starts": "15:00",
        "ends": "16:30",
        "place": "Room 2",
    }
    put("meeting", team=team, date="2026-11-24", stage="planned")
    assert look(store, team).plan["date"] == "2026-12-08"
    put("meeting", team=team, date="2026-12-08", stage="called_off")
    assert look(store, team).plan["date"] == "2026-12-22"


def test_the_charter_under_review_holds_as_one_that_was_agreed_does(store: Store, put: Put, team: str):
    put("charter", team=team, **CHARTER)
    put("charter", team=team, **{**CHARTER, "version": 2, "state": "under_review", "place": "Library"})
    assert look(store, team).plan["place"] == "Library"


def test_a_meeting_far_ahead_does_not_move_the_next_one(store: Store, put: Put, team: str):
    put("charter", team=team, **CHARTER)
    for day in ("2026-11-24", "2027-09-21", "9999-12-31"):
        put("meeting", team=team, date=day, stage="planned", heading="Retreat")
    assert look(store, team).plan["date"] == "2026-12-08"


def test_meetings_that_are_planned_do_not_crowd_out_those_that_were_held(store: Store, put: Put, team: str):
    put("charter", team=team, **{**CHARTER, "schedule": "FREQ=WEEKLY", "first_meeting": "2025-11-19"})
    weeks = [dt.timedelta(weeks=n) for n in range(70)]
    held = [put("meeting", team=team, date=(TODAY - week).isoformat(), stage="held") for week in weeks[1:54]]
    for week in weeks[1:]:
        put("meeting", team=team, date=(TODAY + week).isoformat(), stage="planned")
    parked = put("agenda_item", meeting=held[40], what="Rooms", state="parked")
    seen = look(store, team)
    assert seen.rhythm == "Met 52 times since 19 November 2025; 53 meetings were due."
    assert seen.last is not None
    assert (seen.last.uid, [one.took for one in seen.agenda if one.took]) == (held[0], [parked])


def test_a_team_that_has_not_met_for_years_is_told_so_with_what_it_left(store: Store, put: Put, team: str):
    last = put("meeting", team=team, date="2021-03-02", stage="held")
    parked = put("agenda_item", meeting=last, what="Rooms", state="parked")
    seen = look(store, team)
    assert seen.rhythm == "The team has not met since 2 March 2021."
    assert [one.took for one in seen.agenda] == [parked]


def test_a_schedule_that_cannot_be_read_plans_nothing(store: Store, put: Put, team: str):
    put("charter", team=team, **{**CHARTER, "schedule": "whenever"})
    seen = look(store, team)
    assert "date" not in seen.plan
    assert len(seen.agenda) == 2


def test_the_agenda_holds_what_is_due_what_stands_and_what_was_left(store: Store, put: Put, team: str):
    put("charter", team=team, **CHARTER)
    last = put("meeting", team=team, date="2026-11-10", stage="held")
    put("commitment", what="Send the form", team=team, due="2026-11-20", status="open")
    put("commitment", what="Later", team=team, due="2027-01-20", status="open")
    put("commitment", what="Done", team=team, due="2026-11-20", status="kept")
    parked = put("agenda_item", meeting=last, what="Rooms", state="parked", minutes=10)
    put("agenda_item", meeting=last, what="Taken up", state="parked", taken_up=last)
    put("agenda_item", meeting=last, what="Done", state="done")
    put("decision", what="Pairs observe", team=team, date="2026-09-01", state="stands", review_on="2026-11-20")
    put("decision", what="Old way", team=team, date="2026-08-01", state="withdrawn", review_on="2026-11-20")
    put("decision", what="Far off", team=team, date="2026-08-01", review_on="2027-11-20")
    found = [(one.what, one.minutes, one.standing, one.took) for one in look(store, team).agenda]
    assert found == [
        ("Commitments that are due", None, False, ""),
        ("Welcome", 5, True, ""),
        ("Look at the data", 20, True, ""),
        ("Rooms", 10, False, parked),
        ("Look at it again: Pairs observe", None, False, ""),
    ]


def test_nothing_private_is_put_on_an_agenda(store: Store, put: Put, team: str):
    last = put("meeting", team=team, date="2026-11-10", stage="held")
    put("agenda_item", meeting=last, what="Between us", state="parked", scope="private")
    put("decision", what="Keep it quiet", team=team, date="2026-09-01", review_on="2026-11-01", scope="private")
    put("charter", team=team, scope="private", **CHARTER)
    assert look(store, team).agenda == ()


def test_a_private_charter_tells_a_new_meeting_nothing(store: Store, put: Put, team: str):
    put("charter", team=team, scope="private", **CHARTER)
    put("meeting", team=team, date="2026-11-10", stage="held")
    seen = look(store, team)
    assert (set(seen.plan), seen.rule) == ({"site"}, "")
    assert seen.rhythm == "Met once since 1 September 2026; 6 meetings were due."
    put("charter", team=team, **{**CHARTER, "starts": "09:00", "decision_rule": "majority"})
    seen = look(store, team)
    assert (seen.plan["starts"], seen.rule) == ("09:00", "majority")


def test_members_are_those_who_sit_there_on_the_day(store: Store, put: Put, team: str):
    people = {name: put("person", name=name) for name in ("Priya", "Tomas", "Ruth")}
    put("membership", team=team, person=people["Priya"], joined="2026-01-01")
    put("membership", team=team, person=people["Tomas"], left="2026-10-01")
    put("membership", team=team, person=people["Ruth"], joined="2027-01-01")
    assert dict(look(store, team).members) == {people["Priya"]: "Priya"}
    assert dict(look(store, team, day="2026-09-01").members) == {people[one]: one for one in ("Priya", "Tomas")}


def test_the_last_meeting_the_handing_over_and_the_rhythm_are_told(store: Store, put: Put, team: str):
    put("charter", team=team, **CHARTER)
    for day, by in (("2026-09-01", "practitioner"), ("2026-09-15", "together"), ("2026-10-13", "local")):
        held = put("meeting", team=team, date=day, stage="held", facilitation=by)
    put("agenda_item", meeting=held, what="Data", said="Attendance rose.", place=2.0)
    put("agenda_item", meeting=held, what="Welcome", said="All came.", place=1.0)
    put("meeting", team=team, date="2026-10-27", stage="called_off", facilitation="practitioner")
    seen = look(store, team)
    assert seen.last is not None
    assert (seen.last.uid, seen.told) == (held, "All came.")
    assert seen.facilitation == "The team facilitated the last meeting itself. At first, the practitioner did."
    assert seen.rhythm == "Met 3 times since 1 September 2026; 6 meetings were due."


def test_what_a_meeting_itself_promised_and_decided_is_not_told_as_from_before(store: Store, put: Put, team: str):
    own = put("meeting", team=team, date="2026-11-18", stage="planned")
    put("commitment", what="Mine", team=team, meeting=own, status="open")
    put("decision", what="Mine", team=team, meeting=own, date="2026-11-18")
    other = put("commitment", what="Theirs", team=team, status="open", due="2026-11-01")
    seen = look(store, team, own)
    assert [line.uid for line in seen.actions] == [other]
    assert seen.decisions == ()


def test_whether_a_decision_replaces_itself_is_looked_at_in_its_turn(store: Store, put: Put, team: str):
    one, other = (put("decision", what=what, team=team, date="2026-09-01", state="stands") for what in "AB")
    decisions.replace(store, other, one)
    store.spare_this_thread()
    with coming_in(store, "decision", other, {"state": "withdrawn", "replaced_by": None}), pytest.raises(StoreBusy):
        decisions.replace(store, one, other)
    decisions.replace(store, one, other)
    assert records.get(store, one).fields["replaced_by"] == other


def test_the_register_of_decisions_is_paged_searched_and_kept_up(store: Store, put: Put, team: str):
    old = put("decision", what="Observers come alone", team=team, date="2026-09-01", state="stands")
    new = put("decision", what="Observers come in pairs", team=team, date="2026-10-01", state="stands")
    put("decision", what="Observers elsewhere", team=put("team", name="Other"), date="2026-10-01")
    first, last = decisions.register(store, team)
    assert (first.uid, last.uid) == (new, old)
    assert decisions.register(store, team, limit=1) == [first]
    assert decisions.register(store, team, before=first.number) == [last]
    assert decisions.register(store, team, "observers", limit=1) == [first]
    assert decisions.register(store, team, "obs", before=first.number) == [last]
    assert decisions.register(store, team, "alone") == [last]
    undo = decisions.replace(store, old, new)
    [line] = decisions.register(store, team, "alone")
    assert (line.said, line.by) == ("Replaced", "Replaced by “Observers come in pairs”")
    assert decisions.register(store, team, standing=True) == [first]
    with store.read() as reading:
        assert decisions.count(reading, team) == decisions.Counted(every=2, standing=1)
    with pytest.raises(BadInput, match="replaced by itself"):
        decisions.replace(store, new, old)
    undo()
    assert records.get(store, old).fields["state"] == "stands"
    decisions.withdraw(store, old)
    assert [line.said for line in decisions.register(store, team, "alone")] == ["Withdrawn"]
    decisions.uphold(store, old, dt.date(2027, 1, 1))
    assert records.get(store, old).fields["review_on"] == "2027-01-01"


def test_a_commitment_says_from_which_meeting_it_came(store: Store, put: Put, team: str):
    met = put("meeting", team=team, date="2026-11-10")
    put("commitment", what="Send the form", owner=put("person", name="Priya"), meeting=met)
    [line] = lines.page(store, "commitment")
    assert line.second == "Priya, from the meeting Alder Road team, 10 November 2026"


def test_meetings_and_decisions_stand_on_the_timelines(store: Store, put: Put, team: str):
    site, priya = records.get(store, team).fields["sites"][0], put("person", name="Priya")
    met = put("meeting", team=team, site=site, date="2026-11-10", present=[priya], facilitation="local", stage="held")
    put("decision", what="Observe in pairs", team=team, site=site, meeting=met, date="2026-11-10", state="stands")
    told = {
        one.title: [mark.text for mark in one.marks] for one in timeline.page(store, site, Sieve(), today=TODAY).entries
    }
    assert told == {
        "Meeting: Alder Road team": ["1 attended", "Facilitated: local"],
        "Observe in pairs": ["Stands"],
    }
    assert [one.uid for one in timeline.page(store, priya, Sieve(), today=TODAY).entries] == [met]
