"""The overview of the relationships: last contact of any kind, trust by rater, gaps in the system, who is pressing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.trust import of_type
from isp_desktop.services import coverage, finding, lines, person_relationship, records, relationships, settings, trust
from isp_desktop.services.relationships import headline, in_order, overview
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice

TODAY = dt.date(2026, 10, 14)
FUNDER = ("funder_policy", "system")
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("visit", {"attended": "her", "stage": "held"}),
        ("note", {"people": "her", "text": "Rang"}),
        ("feedback", {"people": "her", "what": "Less paper"}),
        ("conversation", {"people": "her", "what": "The budget"}),
        ("learned", {"people": "her", "what": "Mondays are bad"}),
    ],
)
def test_every_kind_of_contact_counts(store: Store, put: Put, me: str, kind: str, fields: dict[str, str]):
    ruth = put("person", name="Ruth", wanted_days=28)
    own = {name: [ruth] if value == "her" else value for name, value in fields.items()}
    put(kind, date=day(-9), **own)
    [found] = overview(store, TODAY).people
    assert (found.days, found.last) == (9, TODAY - dt.timedelta(9))


def test_who_is_longest_past_the_wanted_gap_comes_first(store: Store, put: Put, me: str):
    for name, wanted, last in (("In time", 30, 10), ("Past by 3", 7, 10), ("Past by 20", 10, 30), ("Next", 12, 10)):
        uid = put("person", name=name, wanted_days=wanted)
        put("visit", date=day(-last), attended=[uid], stage="held")
    put("person", name="Never", wanted_days=30)
    rated = put("person", name="Rated only")
    put("trust", stakeholder=rated, date=day(-1), rater=me, way="self", openness=3)
    put("person", name="Nothing noted")
    found = overview(store, TODAY)
    assert [one.name for one in found.people] == ["Past by 20", "Past by 3", "Never", "Next", "In time", "Rated only"]
    assert (found.count, found.quiet, found.known) == (6, 3, 7)
    assert in_order(store, TODAY) == tuple(one.uid for one in found.people)


def test_the_headline_says_who_there_is_and_what_is_missing(store: Store, put: Put, me: str):
    site = put("site", name="Alder Road")
    put("person", name="Ruth", wanted_days=28, sites=[site], part="leadership", level="organization")
    assert headline(overview(store, TODAY)) == "1 person across 1 site. 1 has gone quiet, coverage has 23 gaps."
    for part, level in relationships.overview(store, TODAY).coverage.gaps:
        coverage.say_need(store, (part, level), False, why="Not ours")
    put("visit", date=day(-1), attended=[overview(store, TODAY).people[0].uid], stage="held")
    found = headline(overview(store, TODAY))
    assert found == "1 person across 1 site. Nobody has gone quiet, coverage has no gap."


def test_as_it_stood_on_a_day(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth", wanted_days=28)
    put("visit", date=day(-40), attended=[ruth], stage="held")
    put("visit", date=day(-5), attended=[ruth], stage="held")
    put("trust", stakeholder=ruth, date=day(-30), rater=me, way="self", openness=3)
    put("trust", stakeholder=ruth, date=day(-3), rater=me, way="self", openness=5)
    [then] = overview(store, TODAY - dt.timedelta(10)).people
    assert then.days == 30
    course = then.mine["interpersonal"]
    assert course is not None
    assert course.last.mean == 3


def test_an_initiative_has_the_people_of_its_sites_and_teams(store: Store, put: Put, me: str):
    reading, other = put("initiative", name="Reading"), put("initiative", name="Other")
    site = put("site", name="Alder Road", initiatives=[reading])
    elsewhere = put("site", name="Linden Grove", initiatives=[other])
    ann = put("person", name="Ann", sites=[site], wanted_days=7, part="teams", level="network")
    put("person", name="Ben", sites=[elsewhere], wanted_days=7)
    cy = put("person", name="Cy", wanted_days=7)
    core = put("team", name="Core", initiatives=[reading])
    put("membership", team=core, person=cy)
    found = overview(store, TODAY, reading)
    assert {one.uid for one in found.people} == {ann, cy}
    assert (found.known, found.coverage.apart, found.sites) == (2, 1, 1)
    assert [one.uid for one in coverage.people(store, ("teams", "network"), TODAY, reading)] == [ann]
    assert [one.uid for one in coverage.people(store, None, TODAY, reading)] == [cy]


def test_a_gap_becomes_a_commitment_of_mine_and_back(store: Store, put: Put, me: str):
    undo = coverage.find_someone(store, FUNDER, TODAY)
    [line] = lines.open_commitments(store, today=TODAY)
    assert (line.title, line.day) == ("Find someone in Funder, policy at the System level", day(30))
    assert records.get(store, line.uid).fields["owner"] == me
    found = overview(store, TODAY)
    assert (found.sought[FUNDER].uid, found.sought[FUNDER].due) == (line.uid, day(30))
    assert FUNDER in found.coverage.gaps
    undo()
    assert overview(store, TODAY).sought == {}
    assert lines.open_commitments(store, today=TODAY) == []


def test_not_needed_closes_a_gap_and_can_be_corrected_and_taken_back(store: Store, me: str):
    def state() -> tuple[str, str]:
        cell = overview(store, TODAY).coverage.cells[FUNDER]
        return cell.state, cell.why

    with pytest.raises(BadInput, match="few words"):
        coverage.say_need(store, FUNDER, False)
    coverage.say_need(store, FUNDER, False, why="A slip")()
    assert state() == ("gap", "")
    coverage.say_need(store, FUNDER, False, why="The county deals with it")
    assert state() == ("not_needed", "The county deals with it")
    correction = coverage.say_need(store, FUNDER, True)
    assert state() == ("gap", "")
    correction()
    assert state() == ("not_needed", "The county deals with it")


def test_someone_is_looked_for_in_the_scope_on_screen_alone(store: Store, put: Put, me: str):
    reading, other = put("initiative", name="Reading"), put("initiative", name="Other")

    def states() -> list[tuple[str, bool]]:
        views = [overview(store, TODAY, scope) for scope in ("", reading, other)]
        return [(view.coverage.cells[FUNDER].state, FUNDER in view.sought) for view in views]

    coverage.say_need(store, FUNDER, False, why="Not ours")
    coverage.say_need(store, FUNDER, False, reading, why="Later")
    undo = coverage.find_someone(store, FUNDER, TODAY, reading)
    assert states() == [("not_needed", False), ("gap", True), ("not_needed", False)]
    needs = {item.fields.get("initiative") or "": item.fields for item in finding.every(store, "coverage")}
    assert set(needs) == {"", reading}
    assert len(finding.every(store, "coverage")) == 2, "the need of the initiative is corrected, not said twice"
    undo()
    assert states() == [("not_needed", False)] * 3
    assert {item.fields.get("why") for item in finding.every(store, "coverage")} == {"Not ours", "Later"}
    assert lines.open_commitments(store, today=TODAY) == []


def test_a_search_for_all_shows_everywhere_and_one_of_its_own_goes_before_it(store: Store, put: Put, me: str):
    reading, other = put("initiative", name="Reading"), put("initiative", name="Other")
    coverage.find_someone(store, FUNDER, TODAY)
    coverage.find_someone(store, FUNDER, TODAY + dt.timedelta(5), reading)
    found = [overview(store, TODAY, scope).sought[FUNDER].due for scope in ("", reading, other)]
    assert found == [day(30), day(35), day(30)]


def test_correcting_what_two_have_said_is_one_step_and_one_way_back(
    store: Store, me: str, monkeypatch: pytest.MonkeyPatch
):
    with store.write() as transaction:
        part, level = FUNDER
        for why in ("Mine", "Hers"):
            records.put(transaction, "coverage", {"part": part, "level": level, "need": "not_needed", "why": why})
    writes: list[None] = []
    write = store.write
    monkeypatch.setattr(store, "write", lambda: (writes.append(None), write())[1])
    for act in (lambda: coverage.say_need(store, FUNDER, True), lambda: coverage.find_someone(store, FUNDER, TODAY)):
        undo = act()
        assert FUNDER in overview(store, TODAY).coverage.gaps
        undo()
        assert {item.fields.get("why") for item in finding.every(store, "coverage")} == {"Mine", "Hers"}
    assert len(writes) == 4


def test_the_last_marks_of_the_same_rater_and_way(store: Store, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam")
    put("trust", stakeholder=ruth, date=day(-30), rater=me, way="self", openness=2, reliability=4)
    put("trust", stakeholder=ruth, date=day(-20), rater=me, way="self", openness=3)
    put("trust", stakeholder=ruth, date=day(-10), rater=me, way="diagnostic", openness=5)
    put("trust", stakeholder=ruth, date=day(-5), rater=sam, way="self", openness=1)
    own = put("trust", stakeholder=ruth, date=day(0), rater=me, way="self", openness=4)
    found = trust.last_marks(store, ruth, me, "self", TODAY, but=own)
    assert {name: (one.mark, one.day) for name, one in found.items()} == {
        "openness": (3, day(-20)),
        "reliability": (4, day(-30)),
    }


def test_a_course_in_words_tells_what_it_stands_on(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    put("trust", stakeholder=ruth, date=day(-30), rater=me, way="self", reliability=2, competence=3)
    put("trust", stakeholder=ruth, date=day(-3), rater=me, way="self", reliability=4)
    found = person_relationship.related(store, ruth, TODAY)
    [course] = found.courses
    assert trust.typed_words(course, found.raters[me]) == (
        "Intrapersonal trust: You, Self-assessment: Strong, 4 of 5 on 1 of 3 indicators, 11 October 2026, 2 ratings, "
        "up since the first rating"
    )


def test_two_practitioners_ratings_stand_side_by_side_and_none_is_averaged(
    make_store: Callable[[str], Store], tmp_path: Path
):
    one, other = make_store("Maren Oduya"), make_store("Sam Whitlock")
    mine = {}
    for store, name in ((one, "Maren Oduya"), (other, "Sam Whitlock")):
        with store.write() as transaction:
            mine[name] = records.put(transaction, "person", {"name": name}).uid
        settings.write(store, "me", mine[name])
    with one.write() as transaction:
        ruth = records.put(transaction, "person", {"name": "Ruth Calloway"}).uid
        own = {"stakeholder": ruth, "date": day(-2), "rater": mine["Maren Oduya"], "way": "self", "openness": 2}
        records.put(transaction, "trust", own, scope="shared")
    hand_over(one, other, tmp_path / "there.ispx")
    with other.write() as transaction:
        own = {"stakeholder": ruth, "date": day(-1), "rater": mine["Sam Whitlock"], "way": "self", "openness": 5}
        records.put(transaction, "trust", own, scope="shared")
    hand_over(other, one, tmp_path / "back.ispx")
    for store, names in ((one, ["Sam Whitlock", "You"]), (other, ["You", "Maren Oduya"])):
        found = person_relationship.related(store, ruth, TODAY)
        told = [(found.raters[course.rater], course.last.mean) for course in of_type(found.courses, "interpersonal")]
        assert told == list(zip(names, [5.0, 2.0], strict=True))
        [row] = [person for person in overview(store, TODAY).people if person.uid == ruth]
        own_course = row.mine["interpersonal"]
        assert own_course is not None
        assert own_course.last.mean == (2.0 if store is one else 5.0)


def hand_over(giver: Store, taker: Store, path: Path) -> None:
    packing.share(giver, path, Choice(everything=True), passphrase="four plain words here")
    receiving.receive(taker, path, passphrase="four plain words here")


def test_ties_of_a_person_are_told_from_her_side(store: Store, put: Put, me: str):
    ruth, isaac, site = put("person", name="Ruth"), put("person", name="Isaac"), put("site", name="Alder Road")
    put("tie", source=isaac, target=ruth, type="reports_to", since="2026-01-10", strength="strong")
    put("tie", source=ruth, target=site, type="works_with", until="2026-02-01")
    mentors = put("tie_type", name="Mentors")
    put("tie", source=ruth, target=isaac, named=mentors)
    found = person_relationship.related(store, ruth, TODAY).bonds
    assert {(bond.words, bond.about, bond.over) for bond in found} == {
        ("Isaac: Reports to Ruth", "Strong, since 10 January 2026", False),
        ("Mentors: Isaac", "", False),
        ("Works with: Alder Road", "until 1 February 2026", True),
    }
    assert found[-1].over


def test_what_is_described_stands_under_its_practitioner(store: Store, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    put("relationship", stakeholder=ruth, practitioner=sam, strength="weak", scope="shared")
    own = put("relationship", stakeholder=ruth, practitioner=me, strains="Budget", strength="building")
    found = person_relationship.related(store, ruth, TODAY)
    assert [(one.whose, one.strength, one.private) for one in found.described] == [
        ("You", "Building", True),
        ("Sam Whitlock", "Weak", False),
    ]
    assert (found.mine, found.described[0].strains) == (own, "Budget")


def test_a_rater_whom_this_notebook_does_not_know_is_told_as_that(store: Store, put: Put, me: str):
    ruth = put("person", name="Ruth")
    gone = put("person", name="Gone")
    put("trust", stakeholder=ruth, date=day(-2), way="self", openness=3)
    put("trust", stakeholder=ruth, date=day(-1), rater=gone, way="self", openness=3)
    with store.write() as transaction:
        fields = {"stakeholder": ruth, "date": day(0), "rater": records.new_uid(), "way": "self", "openness": 4}
        transaction.revise(records.new_uid(), "trust", "shared", (), "edit", fields)
    found = person_relationship.related(store, ruth, TODAY)
    told = [found.raters[course.rater] for course in found.courses]
    assert told == ["Rater not in this notebook", "Gone", "Rater not named"]
