"""The story of teams in the made-up notebook: charters, meetings, loops, support and checks hang together."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from told import UNTIL, of_kind, records, written

from isp_desktop.db.store import Store
from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.team_check import FEWEST, from_text, load_starter
from isp_desktop.services import demo_notebook, finding, team_checks
from isp_desktop.services.demo import Entry

Told = dict[str, dict[str, Any]]
LEVELS = ("organization", "network", "system")
NOT_AGREED_ON = {"kind", "team", "version", "state", "follows", "agreed_on"}
SPAN = datetime(2015, 1, 1), datetime(2027, 1, 1)
FUNCTIONS = ("tailor", "competency", "data", "improvement", "sustainment", "collaboration")


@pytest.fixture(scope="module", params=[(12, 400, 1), (8, 2000, 1), (5, 60, 2)], ids=str)
def entries(request: pytest.FixtureRequest) -> tuple[Entry, ...]:
    return written(*request.param)


@pytest.fixture(scope="module")
def told(entries: tuple[Entry, ...]) -> Told:
    return records(entries)


@pytest.fixture(scope="module")
def teams(told: Told) -> dict[str, str]:
    """The uids of the story's teams, by their level."""
    ends = {one[end] for one in told.values() if one["kind"] == "protocol" for end in ("source", "target")}
    return {told[uid]["level"]: uid for uid in ends}


def of(told: Told, kind: str, team: str) -> list[dict[str, Any]]:
    return [one for one in told.values() if one["kind"] == kind and one.get("team") == team]


def versions(told: Told, team: str) -> list[tuple[str, dict[str, Any]]]:
    found = ((uid, one) for uid, one in told.items() if one["kind"] == "charter" and one.get("team") == team)
    return sorted(found, key=lambda one: int(one[1]["version"]))


def agreed_text(charter: dict[str, Any]) -> str:
    said = {name: value for name, value in charter.items() if name not in NOT_AGREED_ON}
    return content_id(canonical({name: sorted(v) if isinstance(v, list) else v for name, v in said.items()}))


def test_the_teams_of_one_initiative_are_linked_on_three_levels(told: Told, teams: dict[str, str]) -> None:
    assert set(teams) == set(LEVELS)
    for lower, upper in pairwise(LEVELS):
        assert teams[upper] in told[teams[lower]]["linked"]
        assert teams[lower] in told[teams[upper]]["linked"]
    assert len({tuple(told[uid]["initiatives"]) for uid in teams.values()}) == 1


def test_the_second_version_of_the_charter_follows_the_first_and_rewords_a_few_sections(
    told: Told, teams: dict[str, str]
) -> None:
    (first, before), (_second, after) = versions(told, teams["organization"])
    assert (before["version"], before["state"]) == (1, "superseded")
    assert (after["version"], after["state"], after["follows"]) == (2, "agreed", first)
    assert before["agreed_on"] < after["agreed_on"]
    both = before.keys() & after.keys() - NOT_AGREED_ON
    reworded = {name for name in both if before[name] != after[name]}
    assert {"vision", "governance", "schedule"} <= reworded
    assert {"scope_out", "roles", "ways", "amendment"} <= both - reworded
    assert all(f"function_{name}" in after for name in FUNCTIONS)
    assert "function_sustainment" not in before, "the first one leaves something to be found"


def test_a_charter_goes_through_its_states_in_order(entries: tuple[Entry, ...], teams: dict[str, str]) -> None:
    states: dict[str, list[Any]] = {}
    own = {entry.uid for entry in entries if entry.fields.get("team") == teams["organization"]}
    for entry in entries:
        if entry.kind == "charter" and entry.uid in own and "state" in entry.fields:
            states.setdefault(entry.uid, []).append(entry.fields["state"])
    assert [*states.values()] == [
        ["draft", "proposed", "agreed", "under_review", "superseded"],
        ["draft", "proposed", "agreed"],
    ]


def test_members_sign_the_text_as_it_read_and_one_asks_a_question(told: Told, teams: dict[str, str]) -> None:
    (first, _), (second, after) = versions(told, teams["organization"])
    signed = [one for one in told.values() if one["kind"] == "sign_off"]
    members = {one["person"] for one in of(told, "membership", teams["organization"])}
    assert {one["person"] for one in signed if one["charter"] in (first, second)} <= members
    assert {one["read"] for one in signed if one["charter"] == second} == {agreed_text(after)}
    [asking] = [one for one in signed if one["answer"] == "question"]
    assert asking["charter"] == second
    assert "?" in asking["remark"]
    [(uid, edited)] = versions(told, teams["network"])
    assert agreed_text(edited) not in {one["read"] for one in signed if one["charter"] == uid}


def test_nobody_is_at_a_meeting_before_or_after_their_time_in_the_team(told: Told, teams: dict[str, str]) -> None:
    for team in teams.values():
        seats: dict[str, list[tuple[str, str]]] = {}
        for one in of(told, "membership", team):
            assert one["joined"] <= one.get("left", "9999")
            seats.setdefault(one["person"], []).append((one["joined"], one.get("left", "9999")))
        assert len(seats) >= 4
        for meeting in of(told, "meeting", team):
            there = {*meeting.get("present", []), *meeting.get("excused", [])}
            for who in there & seats.keys():
                assert any(joined <= meeting["date"] <= left for joined, left in seats[who])
            assert all(told[who]["name"] in ("Maren Oduya", "Sam Whitlock") for who in there - seats.keys())
            assert {*meeting.get("facilitators", []), meeting.get("minutes_by", "")} - {""} <= there
    above = [one for level in LEVELS[1:] for one in of(told, "membership", teams[level])]
    assert any("left" in one for one in above)
    assert len({one["joined"] for one in above}) > 1


def test_facilitation_is_handed_over_step_by_step(told: Told, teams: dict[str, str]) -> None:
    held = [one for one in of(told, "meeting", teams["organization"]) if one["stage"] == "held"]
    course = [one["facilitation"] for one in sorted(held, key=lambda one: str(one["date"]))]
    steps = ["practitioner", "together", "local"]
    assert course == sorted(course, key=steps.index)
    assert set(course) == set(steps)


def test_meetings_are_on_the_days_of_the_charter_s_schedule(told: Told, teams: dict[str, str]) -> None:
    for team in teams.values():
        days = set()
        for _, charter in versions(told, team):
            rule = rrulestr(charter["schedule"], dtstart=datetime.fromisoformat(charter["first_meeting"]))
            days |= {moment.date().isoformat() for moment in rule.between(*SPAN)}
        meetings = of(told, "meeting", team)
        assert {one["date"] for one in meetings} <= days
        [ahead] = [one for one in meetings if one["date"] >= UNTIL.isoformat()]
        assert ahead["stage"] == "planned"
        assert all(one["stage"] in ("held", "called_off") for one in meetings if one is not ahead)


def test_what_is_parked_is_taken_up_later_and_a_decision_is_replaced(told: Told, teams: dict[str, str]) -> None:
    items = [one for one in told.values() if one["kind"] == "agenda_item"]
    parked = [one for one in items if one["state"] == "parked"]
    taken = [one for one in parked if "taken_up" in one]
    assert 0 < len(taken) < len(parked), "something waits still"
    for one in taken:
        later = told[one["taken_up"]]
        assert later["date"] > told[one["meeting"]]["date"]
        assert any(item["what"] == one["what"] for item in items if told[item["meeting"]] is later)
    assert any(one.get("standing") for one in items)
    [replaced] = [one for one in told.values() if one["kind"] == "decision" and one["state"] == "replaced"]
    by = told[replaced["replaced_by"]]
    assert (by["state"], by["team"]) == ("stands", teams["organization"])
    assert by["date"] > replaced["date"]


def test_actions_are_promised_by_those_who_were_there(told: Told, teams: dict[str, str]) -> None:
    actions = [one for one in told.values() if one["kind"] == "commitment" and "meeting" in one]
    for one in actions:
        meeting = told[one["meeting"]]
        assert one["team"] == meeting["team"]
        assert one["owner"] in meeting["present"]
        assert one["due"] > meeting["date"]
    assert {one["team"] for one in actions} == set(teams.values())
    assert {"kept", "late", "dropped", "open"} <= {one["status"] for one in actions}


def test_one_loop_never_closes_and_another_does(told: Told, teams: dict[str, str]) -> None:
    answered: dict[str, list[bool]] = {}
    for one in told.values():
        if one["kind"] == "message":
            answered.setdefault(one["protocol"], []).append("answered_on" in one)
            assert one["sent_on"] <= one.get("received_on", "9999") <= one.get("answered_on", "9999")
    asking = {uid: told[uid] for uid in answered if "answer_days" in told[uid]}
    [silent] = [uid for uid in asking if not any(answered[uid])]
    assert (asking[silent]["source"], asking[silent]["target"]) == (teams["network"], teams["system"])
    assert len(answered[silent]) >= 2
    assert all(sum(answered[uid]) >= len(answered[uid]) - 1 for uid in asking if uid != silent)


def test_leadership_support_is_confirmed_but_for_one_team(told: Told, teams: dict[str, str]) -> None:
    lately = (UNTIL - timedelta(days=190)).isoformat()
    for level, team in teams.items():
        standing = [one for one in of(told, "leadership_support", team) if "until" not in one]
        assert standing
        assert all((one["confirmed_on"] < lately) == (level == "network") for one in standing)


def test_team_checks_are_counts_that_rise_where_the_team_worked_on_it(told: Told, teams: dict[str, str]) -> None:
    checks = sorted(of(told, "team_check", teams["organization"]), key=lambda one: str(one["date"]))
    assert len(checks) == 4
    instrument, means = load_starter(), []
    for check in checks:
        rated = from_text(check["counts"])
        assert check["instrument"] == instrument.key
        assert [one.question for one in rated] == [*instrument.questions]
        assert FEWEST < check["answers"] <= 7
        assert {one.answers for one in rated} == {check["answers"]}
        assert check["talked"]
        means.append({one.question.code: one.mean for one in rated})
    days = [date.fromisoformat(check["date"]) for check in checks]
    assert all(after - before >= timedelta(days=14) for before, after in pairwise(days))
    rises = [{code: after[code] - before[code] for code in after} for before, after in pairwise(means)]
    for rise, worked_on, beside in zip(
        rises,
        (("data", "participation"), ("roles", "conflict"), ("learning",)),
        ("cohesion", "learning", "cohesion"),
        strict=True,
    ):
        assert all(rise[code] > rise[beside] + 0.2 for code in worked_on)
    from_checks = [one["team_check"] for one in told.values() if one["kind"] == "commitment" and "team_check" in one]
    assert [told[uid] for uid in from_checks] == checks


def test_a_filled_notebook_reads_the_course_of_the_team_checks(store: Store) -> None:
    demo_notebook.fill(store, 5, 60, 2, UNTIL)
    courses = [team_checks.results(store, team.uid) for team in finding.every(store, "team", limit=50)]
    [course] = [results for results in courses if results]
    assert [len(result.rated) for result in course] == [len(load_starter().questions)] * 4
    assert all(result.talked for result in course)


def test_members_learn(told: Told, teams: dict[str, str]) -> None:
    learning = of(told, "learning", teams["organization"])
    assert len({one["way"] for one in learning}) > 2
    assert {"used" in one for team in teams.values() for one in of(told, "learning", team)} == {True, False}


def test_other_teams_have_a_plain_charter_and_a_few_meetings_however_many_there_are() -> None:
    told = records(written(40, 2000))
    story = {one["source"] for one in told.values() if one["kind"] == "protocol"}
    charters = Counter(one["team"] for one in told.values() if one["kind"] == "charter" and "team" in one)
    meetings = Counter(one["team"] for one in told.values() if one["kind"] == "meeting")
    others = charters.keys() - story
    assert len(others) > 20
    assert all(charters[team] == 1 and meetings[team] <= 4 for team in others)
    detail = ("agenda_item", "decision", "message", "sign_off", "team_check")
    assert sum(one["kind"] in detail for one in told.values()) < 400
    [template] = [one for one in told.values() if one["kind"] == "charter" and "team" not in one]
    assert template["name"]


def test_a_notebook_too_young_for_it_has_no_story_of_teams() -> None:
    assert not of_kind(written(1, 1), "charter")
