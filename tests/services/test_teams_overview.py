"""Teams at a glance: their members, voices, core functions, charters, meetings and loops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from meanwhile import coming_in
from sqlalchemy import event

from isp_desktop.db import settings
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound, StoreBusy
from isp_desktop.services import finding, records, team_doing, team_loops, team_view, teams

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def ago(days: int) -> str:
    return (TODAY - dt.timedelta(days=days)).isoformat()


def test_a_team_with_what_it_has_and_what_it_lacks(store: Store, put: Put):
    site = put("site", name="Alder Road")
    ana, tomas, lena = (put("person", name=name) for name in ("Ana", "Tomas", "Lena"))
    data_team = put("team", name="Data team")
    uid = put("team", name="Implementation team", sites=[site], level="organization", perspectives=["staff", "data"])
    put("membership", team=uid, person=ana, represents=["staff"], joined=ago(400))
    put("membership", team=uid, person=tomas, represents=["data"], joined=ago(400), left=ago(3))
    put("membership", team=uid, person=lena, joined=ago(20))
    put("charter", team=uid, version=1, state="superseded", function_sustainment=[lena])
    put("charter", team=uid, version=2, state="agreed", review_on=ago(1), function_data=[tomas], function_tailor=[ana])
    put("charter", team=uid, version=3, state="draft", function_collaboration=[data_team])
    put("meeting", team=uid, date=ago(9), stage="held")
    put("meeting", team=uid, date=ago(2), stage="planned")
    put("meeting", team=uid, date=ago(1), stage="called_off")
    put("meeting", team=uid, date=ago(-3), stage="called_off")
    put("meeting", team=uid, date=ago(-7), stage="planned")
    found = {team.name: team for team in teams.overview(store, TODAY).teams}
    assert list(found) == ["Data team", "Implementation team"]
    team = found["Implementation team"]
    assert [seat.person for seat in team.seats] == [ana, lena]
    assert team.missing == ["focus_population", "data"]
    assert team.charter is not None
    assert (team.charter.version, team.charter.is_overdue(TODAY)) == (2, True)
    assert team.draft is not None
    assert team.draft.version == 3
    assert [one.key for one in team.gaps] == ["competency", "data", "improvement", "sustainment", "collaboration"]
    assert team.met == (dt.date.fromisoformat(ago(9)), dt.date.fromisoformat(ago(-7)))
    assert found["Data team"].charter is None
    assert found["Data team"].functions == ()


def test_an_initiative_has_its_own_teams_and_those_of_its_sites(store: Store, put: Put):
    reading, counting = put("initiative", name="Reading"), put("initiative", name="Counting")
    site = put("site", name="Alder Road", initiatives=[reading])
    put("team", name="At the site", sites=[site])
    put("team", name="Elsewhere at the site", sites=[site], initiatives=[counting])
    put("team", name="Of its own", initiatives=[reading, counting])
    put("team", name="Of none")
    of = {team.name: [name for _uid, name in team.initiatives] for team in teams.overview(store, TODAY, reading).teams}
    assert of == {"At the site": ["Reading"], "Of its own": ["Counting", "Reading"]}
    assert len(teams.overview(store, TODAY).teams) == 4


def test_what_none_of_the_teams_carries_is_told_once(store: Store, put: Put):
    ana = put("person", name="Ana")
    for name, function in (("One", "function_data"), ("Two", "function_tailor")):
        put("charter", team=put("team", name=name), version=1, state="agreed", **{function: [ana]})
    put("team", name="Without a charter")
    found = teams.overview(store, TODAY)
    assert found.nowhere == ("competency", "improvement", "sustainment", "collaboration")
    assert found.names == {ana: "Ana"}
    assert teams.headline(found, TODAY) == "3 teams. 3 lack a voice, 1 has no charter."


def test_loops_are_told_from_both_ends_and_the_open_ones_first(store: Store, put: Put):
    one, other = put("team", name="One", level="organization"), put("team", name="Other", level="system")
    gone = put("team", name="Gone")
    site = put("site", name="Alder Road")
    minutes = put("protocol", source=one, target=other, what="Minutes", every_days=30, since=ago(300))
    put("message", protocol=minutes, sent_on=ago(20))
    data = put("protocol", source=other, target=one, what="Data", every_days=30, answer_days=7, channel="report")
    for days in (100, 70, 40):
        put("message", protocol=data, sent_on=ago(days))
    news = put("protocol", source=one, target=site, what="News")
    put("protocol", source=gone, target=one, what="Nothing more")
    with store.write() as transaction:
        records.delete(transaction, gone)
    found = teams.overview(store, TODAY)
    assert [(told.uid, told.loop.state) for told in found.loops] == [
        (data, "never"),
        (minutes, "on_time"),
        (news, "ahead"),
    ]
    assert [(end.name, end.level) for end in (found.loops[0].source, found.loops[2].target)] == [
        ("Other", "system"),
        ("Alder Road", "organization"),
    ]
    assert [told.uid for told in found.loops_of(other)] == [data, minutes]
    assert team_loops.rhythm_words(found.loops[0]) == "Written report, every 30 days"


def test_a_message_is_noted_in_one_step_and_taken_back(store: Store, put: Put):
    team = put("team", name="One")
    protocol = put("protocol", source=team, target=put("team", name="Other"), what="Data", every_days=7, answer_days=3)

    def told() -> list[tuple[object, ...]]:
        items = finding.every(store, "message")
        return [tuple(item.fields[field] for field in ("sent_on", "received_on", "answered_on")) for item in items]

    def steps() -> tuple[str, ...]:
        return team_view.view(store, team, TODAY).loops[0].steps

    day = TODAY.isoformat()
    assert steps() == ("sent", "received")
    with pytest.raises(BadInput):
        team_loops.log(store, protocol, "answered", TODAY)
    team_loops.log(store, protocol, "sent", TODAY)()
    assert told() == []
    team_loops.log(store, protocol, "sent", TODAY)
    sent = team_view.view(store, team, TODAY).loops[0].latest
    assert (told(), steps()) == ([(day, None, None)], ("sent", "received", "answered"))
    answered = team_loops.log(store, protocol, "answered", TODAY, sent)
    assert (told(), steps()) == ([(day, day, day)], ("sent", "received"))
    answered()
    assert told() == [(day, None, None)]
    team_loops.log(store, protocol, "received", TODAY, sent)
    team_loops.log(store, protocol, "received", TODAY, sent)
    assert told() == [(day, day, None), (day, day, None)]


def test_what_was_answered_is_the_message_that_was_on_screen(store: Store, put: Put):
    team = put("team", name="One")
    protocol = put("protocol", source=team, target=put("team", name="Other"), what="Data", answer_days=3)
    first = put("message", protocol=protocol, sent_on=ago(9))
    put("message", protocol=protocol, sent_on=ago(1))
    team_loops.log(store, protocol, "answered", TODAY, first)
    assert records.get(store, first).fields["answered_on"] == TODAY.isoformat()


def test_reading_takes_as_many_questions_for_thirty_teams_as_for_three(store: Store, put: Put):
    def fill(many: int) -> None:
        site, ana = put("site", name="Alder Road"), put("person", name="Ana")
        before = None
        for at in range(many):
            team = put("team", name=f"Team {at}", sites=[site])
            put("membership", team=team, person=ana, represents=["staff"])
            put("charter", team=team, version=1, state="agreed", function_data=[ana])
            put("meeting", team=team, date=ago(at))
            protocol = put("protocol", source=team, target=before or site, what="News", owner=ana)
            put("message", protocol=protocol, sent_on=ago(at))
            before = team

    def asked() -> int:
        statements: list[str] = []
        with store.read() as reading:
            engine = reading.engine
        event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        teams.overview(store, TODAY)
        team_view.view(store, finding.every(store, "team", limit=1)[0].uid, TODAY)
        return len(statements)

    fill(3)
    few = asked()
    fill(27)
    assert asked() == few


def test_the_page_of_a_team_that_is_not_there_is_refused(store: Store, put: Put):
    uid = put("site", name="Alder Road")
    for read in (lambda: team_view.head(store, uid), lambda: team_view.view(store, uid, TODAY)):
        with pytest.raises(NotFound):
            read()


def test_members_of_today_and_those_who_left(store: Store, put: Put):
    team = put("team", name="One")
    people = {name: put("person", name=name) for name in ("Ana", "Dele", "Lena", "Tomas")}
    put("membership", team=team, person=people["Tomas"], left=ago(3), joined=ago(500))
    put("membership", team=team, person=people["Lena"], left=ago(90))
    put("membership", team=team, person=people["Dele"], joined=ago(10), role="Chair", represents=["staff"])
    put("membership", team=team, person=people["Ana"], joined=ago(100), brings="Knows the families")
    found = team_view.view(store, team, TODAY)
    assert [one.name for one in found.members] == ["Ana", "Dele"]
    assert [one.name for one in found.past] == ["Tomas", "Lena"]
    assert (found.members[1].role, found.members[1].speaks_for) == ("Chair", ("Staff who deliver it",))


def test_somebody_new_joins_and_leaves_and_both_are_taken_back(store: Store, put: Put):
    team = put("team", name="One")
    values = {"person": records.new_uid(), "role": "Chair", "joined": ago(5), "represents": ["focus_population"]}
    team_doing.add_member(store, team, values, new_person="Sara Kowal")()
    assert finding.every(store, "person") == []
    values["person"] = records.new_uid()
    team_doing.add_member(store, team, values, new_person="Sara Kowal")
    [member] = team_view.view(store, team, TODAY).members
    assert (member.name, member.person) == ("Sara Kowal", values["person"])
    assert team_view.view(store, team, TODAY).team.missing == []
    with pytest.raises(BadInput):
        team_doing.end_membership(store, member.uid, TODAY - dt.timedelta(days=6))
    back = team_doing.end_membership(store, member.uid, TODAY - dt.timedelta(days=1))
    assert [one.name for one in team_view.view(store, team, TODAY).past] == ["Sara Kowal"]
    back()
    assert [one.name for one in team_view.view(store, team, TODAY).members] == ["Sara Kowal"]
    with pytest.raises(BadInput):
        team_doing.add_member(store, team, {"person": None})


def test_the_last_day_is_held_against_the_first_one_in_its_turn(store: Store, put: Put):
    member = put("membership", team=put("team", name="One"), person=put("person", name="Ana"), joined=ago(1))
    store.spare_this_thread()
    with coming_in(store, "membership", member, {"joined": ago(90)}), pytest.raises(StoreBusy):
        team_doing.end_membership(store, member, TODAY - dt.timedelta(days=5))
    team_doing.end_membership(store, member, TODAY - dt.timedelta(days=5))
    assert records.get(store, member).fields["left"] == ago(5)


def test_a_missing_voice_becomes_a_promise_of_ones_own(store: Store, put: Put):
    team, me = put("team", name="One"), put("person", name="Maren Oduya")
    with store.write() as transaction:
        settings.write(transaction.connection, "me", me)
    undo = team_doing.find_someone(store, team, "focus_population", TODAY)
    [sought] = team_view.view(store, team, TODAY).sought.items()
    assert (sought[0], sought[1].due) == ("focus_population", "2026-11-13")
    fields = records.get(store, sought[1].uid).fields
    assert (fields["what"], fields["owner"]) == ("Find someone for One who speaks for “Focus population”", me)
    put("commitment", uid=sought[1].uid, status="kept")
    assert team_view.view(store, team, TODAY).sought == {}
    with pytest.raises(BadInput):
        undo()


def test_a_promise_that_names_a_private_team_is_private(store: Store, put: Put):
    for scope in ("shared", "private"):
        team = put("team", name="One", scope=scope)
        team_doing.find_someone(store, team, "staff", TODAY)
        [sought] = team_view.view(store, team, TODAY).sought.values()
        assert records.get(store, sought.uid).is_private == (scope == "private")


def test_charters_are_told_with_who_signed_them(store: Store, put: Put):
    team, ana, dele = put("team", name="One"), put("person", name="Ana"), put("person", name="Dele")
    for person in (ana, dele):
        put("membership", team=team, person=person)
    first = put("charter", team=team, version=1, state="agreed", agreed_on=ago(90))
    put("charter", team=team, version=2, state="proposed")
    for person, answer in ((ana, "question"), (ana, "signed"), (dele, "objects")):
        put("sign_off", charter=first, person=person, answer=answer, date=ago(80))
    versions = team_view.view(store, team, TODAY).versions
    assert [(one.charter.version, one.signed, one.of) for one in versions] == [(2, 0, 2), (1, 1, 2)]
    gone, outside = put("person", name="Gone"), put("person", name="Outside")
    put("membership", team=team, person=gone, left=ago(10))
    for person in (gone, outside, dele):
        put("sign_off", charter=first, person=person, answer="signed", date=ago(70))
    put("sign_off", charter=first, person=ana, answer="objects", date=ago(60))
    versions = team_view.view(store, team, TODAY).versions
    assert [(one.signed, one.of) for one in versions] == [(0, 2), (1, 2)]


def test_meetings_decisions_learning_and_tensions_latest_first(store: Store, put: Put):
    team, ana = put("team", name="One"), put("person", name="Ana")
    put("meeting", team=team, date=ago(9), stage="held", heading="Data review", starts="09:30", place="Room 4")
    put("meeting", team=team, date=ago(-9), stage="planned")
    put("decision", team=team, date=ago(30), what="Meet on Fridays", state="replaced")
    put("decision", team=team, date=ago(9), what="Meet on Mondays")
    put("learning", team=team, date=ago(50), what="Coaching course", way="training", people=[ana])
    put("tension", team=team, date=ago(4), what="Who decides on pacing", state="held", scope="shared")
    found = team_view.view(store, team, TODAY)
    assert [(one.title, one.second, one.said) for one in found.meetings] == [
        ("Meeting", "", "Planned"),
        ("Data review", "09:30, Room 4", "Held"),
    ]
    assert (found.decisions.every, found.decisions.standing) == (2, 1)
    assert [one.second for one in found.learning] == ["Training, Ana"]
    assert [(one.said, one.private) for one in found.tensions] == [("Space held", False)]


def test_support_that_went_stale_comes_first_until_it_is_confirmed(store: Store, put: Put):
    team, ruth = put("team", name="One"), put("person", name="Ruth")
    put("leadership_support", team=team, what="A room", confirmed_on=ago(10), sponsor=ruth)
    old = put("leadership_support", team=team, what="Time", agreed_on=ago(300))
    put("leadership_support", team=team, what="Money", until=ago(1))
    assert [(one.what, one.state) for one in team_view.view(store, team, TODAY).support] == [
        ("Time", "stale"),
        ("A room", "holds"),
        ("Money", "ended"),
    ]
    undo = team_doing.confirm(store, old, TODAY)
    assert {one.what: one.said for one in team_view.view(store, team, TODAY).support}["Time"] == "confirmed this month"
    undo()
    assert team_view.view(store, team, TODAY).support[0].said == "confirmed 9 months ago"


def test_a_check_of_a_newer_program_leaves_the_rest_of_the_page(store: Store, put: Put):
    team = put("team", name="One")
    put("team_check", team=team, date=ago(9), counts="?", answers=4)
    found = team_view.view(store, team, TODAY)
    assert (found.checks, found.trouble != "") == ((), True)
