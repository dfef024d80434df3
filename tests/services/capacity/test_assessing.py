"""An assessment from its beginning to its end: votes, consensus, what is shown of them, and what can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import answer, begin_assessment, plan_assessment, say

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import records, taking_back
from isp_desktop.services.capacity import assessing, instruments, seats, voting
from isp_desktop.services.capacity.reading import assessment, voted

TODAY = dt.date(2026, 10, 14)
TIME, DATA, KNOWS = "individual/no_time", "individual/reads_data", "individual/knows_how"
PARTNERS = "network/partners_know"
Put = Callable[..., str]


@pytest.fixture
def team(put: Put) -> dict[str, str]:
    """A site, four people and the short starter instrument."""
    people = {name: put("person", name=name) for name in ("Ada", "Ben", "Cleo", "Dan")}
    return {"site": put("site", name="Alder School"), **people}


@pytest.fixture
def begun(store: Store, team: dict[str, str]) -> str:
    """An assessment of the site that Dan facilitates for Ada, Ben and Cleo."""
    present = [team[name] for name in ("Ada", "Ben", "Cleo", "Dan")]
    instrument = instruments.starter(store, "short")
    return begin_assessment(store, team["site"], instrument, TODAY, facilitator=team["Dan"], present=present)


def test_votes_are_shown_with_how_far_they_lie_apart(store: Store, begun: str):
    assert assessment(store, begun).seats == ("A", "B", "C")
    voting.vote(store, begun, DATA, "A", "1")
    voting.vote(store, begun, DATA, "B", "3")
    assert voted(store, begun)[DATA] == {"A", "B"}
    voting.vote(store, begun, DATA, "A", "3")
    voting.votes(store, begun, {DATA: {"C": "3"}, TIME: {"A": "1", "B": "4"}})
    found = assessment(store, begun)
    data, time = found.asked(DATA), found.asked(TIME)
    assert data
    assert time
    assert (dict(data.votes.seats), data.spread, time.spread) == ({"3": ("A", "B", "C")}, "agreed", "apart")
    assert found.answers == {}
    # Nobody took part whose vote is not in.
    voting.take_agreed(store, begun, [DATA, TIME, KNOWS], 4)
    assert assessment(store, begun).answers == {}
    undo = voting.take_agreed(store, begun, [DATA, TIME, KNOWS], 3)
    assert assessment(store, begun).answers == {DATA: "3"}
    undo()
    assert assessment(store, begun).answers == {}


def test_no_first_vote_is_given_or_changed_once_the_group_came_to_something(store: Store, begun: str):
    voting.votes(store, begun, {DATA: {"A": "1", "B": "3"}})
    undo = voting.agree(store, begun, DATA, "3")
    for seat, value in (("B", "1"), ("C", "3"), ("A", "")):
        with pytest.raises(BadInput, match="come to an answer"):
            voting.vote(store, begun, DATA, seat, value)
    with pytest.raises(BadInput, match="come to an answer"):
        voting.votes(store, begun, {TIME: {"A": "1"}, DATA: {"C": "3"}})
    assert voted(store, begun) == {DATA: {"A", "B"}}
    undo()
    voting.vote(store, begun, DATA, "C", "3")
    assert voted(store, begun)[DATA] == {"A", "B", "C"}


def test_consensus_keeps_dissent_and_evidence_beside_the_first_votes(store: Store, begun: str):
    voting.votes(store, begun, {TIME: {"A": "2", "B": "4"}})
    say(store, begun, TIME, dissent="One sees it otherwise", evidence="The timetable")
    undo = voting.agree(store, begun, TIME, "2")
    told = assessment(store, begun).asked(TIME)
    assert told
    assert (told.answer, told.dissent, told.evidence, told.shifted) == (
        "2",
        "One sees it otherwise",
        "The timetable",
        1,
    )
    assert assessment(store, begun).profile.cells["general", "individual"].value == 3
    undo()
    told = assessment(store, begun).asked(TIME)
    assert told
    assert (told.answer, told.votes.count, told.state) == ("", 2, "missing")


def test_answers_are_typed_as_they_come_from_paper(store: Store, begun: str):
    answer(store, begun, {TIME: "2", DATA: "4", PARTNERS: "n/a"})
    found = assessment(store, begun)
    assert (len(found.answers), len(found.to_answer)) == (3, 16)
    told = found.asked(PARTNERS)
    assert told
    assert told.state == "not_applicable"
    voting.agree(store, begun, TIME, None)
    assert assessment(store, begun).answers == {DATA: "4", PARTNERS: "n/a"}


@pytest.mark.parametrize(
    ("item", "seat", "value"),
    [(DATA, "A", "5"), (DATA, "A", "n/a"), (DATA, "A b", "1"), ("individual", "A", "1"), ("nothing", "A", "1")],
)
def test_what_is_no_vote_is_refused_and_nothing_is_kept(store: Store, begun: str, item: str, seat: str, value: str):
    with pytest.raises(BadInput):
        voting.votes(store, begun, {KNOWS: {"B": "1"}, item: {seat: value}})
    assert all(one.votes.count == 0 for one in assessment(store, begun).items)


def test_a_vote_is_taken_back_only_where_the_seat_did_not_vote_anew(store: Store, begun: str):
    undo = voting.vote(store, begun, DATA, "A", "1")
    voting.vote(store, begun, DATA, "B", "2")
    undo()
    assert voted(store, begun)[DATA] == {"B"}
    undo = voting.vote(store, begun, DATA, "A", "1")
    voting.vote(store, begun, DATA, "A", "4")
    with pytest.raises(BadInput, match="anew"):
        undo()
    assert voted(store, begun)[DATA] == {"A", "B"}


def test_a_seat_that_voted_twice_shows_it_until_it_votes_anew(store: Store, begun: str, put: Put):
    voting.votes(store, begun, {DATA: {"A": "1", "B": "3"}})
    # As two laptops of which somebody changed the program do, and as no program does.
    put("answer", uid_of(begun, DATA), votes=["A:1", "A:4", "B:3", "nonsense"])
    told = assessment(store, begun).asked(DATA)
    assert told
    assert (dict(told.votes.seats), told.votes.twice, told.votes.unreadable) == ({"3": ("B",)}, ("A",), 1)
    assert voted(store, begun)[DATA] == {"A", "B"}
    voting.take_agreed(store, begun, [DATA], 1)
    assert assessment(store, begun).answers == {}
    voting.vote(store, begun, DATA, "A", "3")
    told = assessment(store, begun).asked(DATA)
    assert told
    assert (told.spread, told.votes.twice) == ("agreed", ())


def test_it_is_planned_begun_paused_closed_and_opened_again(store: Store, team: dict[str, str]):
    instrument = instruments.starter(store, "short")
    uid = plan_assessment(store, team["site"], instrument, TODAY)
    assert (assessment(store, uid).state, assessment(store, uid).site) == ("planned", "")
    with pytest.raises(BadInput, match="not under way"):
        voting.vote(store, uid, DATA, "A", "1")
    next_day = TODAY + dt.timedelta(days=1)
    assessing.start(store, uid, next_day)
    found = assessment(store, uid)
    assert (found.state, found.day, found.site) == ("under_way", "2026-10-15", team["site"])
    with pytest.raises(BadInput, match="Nothing is answered"):
        assessing.close(store, uid)
    answer(store, uid, {DATA: "3"})
    assessing.pause(store, uid, dt.date(2026, 10, 20))
    assessing.start(store, uid, dt.date(2026, 10, 18))
    assert assessment(store, uid).day == "2026-10-18"
    assessing.pause(store, uid, dt.date(2026, 10, 20))
    undo = assessing.close(store, uid, today=dt.date(2026, 10, 19), follow_up_on=dt.date(2027, 4, 20))
    found = assessment(store, uid)
    assert (found.state, found.day, found.follow_up_on) == ("done", "2026-10-19", "2027-04-20")
    with pytest.raises(BadInput, match="not under way"):
        answer(store, uid, {DATA: "4"})
    undo()
    assert (assessment(store, uid).state, assessment(store, uid).follow_up_on) == ("under_way", "")
    assessing.close(store, uid, today=dt.date(2026, 10, 20))


def test_what_was_closed_keeps_its_day_when_it_is_gone_on_with(store: Store, begun: str):
    answer(store, begun, {DATA: "3"})
    assessing.close(store, begun, today=TODAY)
    assessing.start(store, begun, TODAY + dt.timedelta(days=90))
    assert (assessment(store, begun).state, assessment(store, begun).day) == ("under_way", "2026-10-14")
    assessing.close(store, begun, today=TODAY + dt.timedelta(days=91))
    assessing.reopen(store, begun)
    assert (assessment(store, begun).state, assessment(store, begun).day) == ("under_way", "2026-10-14")


def test_there_is_no_assessment_of_another_kind(store: Store, team: dict[str, str]):
    with pytest.raises(NotFound):
        assessment(store, team["site"])


def test_an_assessment_of_somebody_private_is_private(store: Store, put: Put):
    somebody = put("person", name="Planted", scope="private")
    uid = begin_assessment(store, somebody, instruments.starter(store, "short"), TODAY, "alone")
    assert assessment(store, uid).private


def test_a_private_assessment_keeps_its_answers_to_itself_until_it_is_shared(
    store: Store, put: Put, team: dict[str, str]
):
    instrument = instruments.starter(store, "short")
    content = records.get(store, instrument).fields["content"]
    private = put("instrument", name="Ours", state="in_use", content=content, scope="private")
    uid = begin_assessment(store, team["Ada"], private, TODAY, "alone")
    voting.vote(store, uid, DATA, "A", "2")
    answer(store, uid, {DATA: "3"})
    assert records.get(store, uid_of(uid, DATA)).is_private
    assessing.share(store, uid)
    assert not records.get(store, private).is_private
    told = assessment(store, uid).asked(DATA)
    assert told
    assert (told.private, told.answer, told.votes.count) == (False, "3", 1)


def test_an_answer_that_was_deleted_when_its_assessment_was_shared_is_given_anew_for_all(
    store: Store, team: dict[str, str]
):
    uid = begin_assessment(store, team["Ada"], instruments.starter(store, "short"), TODAY, "alone", private=True)
    answer(store, uid, {DATA: "3"})
    taking_back.delete(store, uid_of(uid, DATA))
    assessing.share(store, uid)
    answer(store, uid, {DATA: "2"})
    told = assessment(store, uid).asked(DATA)
    assert told
    assert (told.private, told.answer) == (False, "2")


def test_what_was_planned_by_a_draft_does_not_begin(store: Store, put: Put, team: dict[str, str]):
    """As by the form of an assessment, which offers every instrument there is."""
    draft, _undo = instruments.copy(store, instruments.starter(store, "short"), "Ours")
    planned = put("assessment", subject=team["Ada"], instrument=draft, date=TODAY.isoformat(), state="planned")
    running = put("assessment", subject=team["Ada"], instrument=draft, date=TODAY.isoformat(), state="under_way")
    with pytest.raises(BadInput, match="draft"):
        assessing.start(store, planned, TODAY)
    with pytest.raises(BadInput, match="draft"):
        answer(store, running, {DATA: "2"})
    instruments.publish(store, draft)
    assessing.start(store, planned, TODAY)
    instruments.retire(store, draft)
    answer(store, running, {DATA: "2"})


def test_deleted_and_contested_answers_are_shown(store: Store, begun: str):
    answer(store, begun, {DATA: "3", TIME: "1"})
    with store.write() as transaction:
        records.delete(transaction, uid_of(begun, DATA))
    told = assessment(store, begun).asked(DATA)
    assert told
    assert (told.life, told.answer, told.state) == ("deleted", "3", "missing")
    voting.agree(store, begun, DATA, "2")
    told = assessment(store, begun).asked(DATA)
    assert told
    assert (told.life, told.answer) == ("live", "2")


def test_an_answer_that_was_given_twice_shows_both_and_is_settled(store: Store, begun: str):
    uid = uid_of(begun, DATA)
    answer(store, begun, {DATA: "3"})
    heads = records.heads(store, uid)
    with store.write() as transaction:
        for value in ("1", "4"):
            records.put(transaction, "answer", {"value": value}, uid, heads)
    told = assessment(store, begun).asked(DATA)
    assert told
    assert told.in_conflict
    assert {told.answer, *told.others} == {"1", "4"}
    with pytest.raises(BadInput, match="conflict"):
        voting.agree(store, begun, DATA, "4")
    voting.agree(store, begun, DATA, "4", seen=records.heads(store, uid))
    told = assessment(store, begun).asked(DATA)
    assert told
    assert (told.in_conflict, told.answer, told.others) == (False, "4", ())


def test_two_laptops_have_no_seat_in_common():
    assert seats.seats(3) == ("A", "B", "C")
    assert seats.seats(28, "k3xa")[-2:] == ("k3xa-A2", "k3xa-B2")


def test_begun_it_keeps_whose_capacity_it_is_and_by_what_it_is_asked(store: Store, begun: str, put: Put):
    other = instruments.starter(store, "long")
    for field, value in (("instrument", other), ("subject", put("site", name="Elm School"))):
        with pytest.raises(BadInput, match="stays as it is once this is begun") as refused, store.write() as writing:
            records.put(writing, "assessment", {field: value}, begun)
        assert refused.value.field == field
    planned = plan_assessment(store, put("site", name="Oak School"), other, TODAY)
    with store.write() as writing:
        records.put(writing, "assessment", {"instrument": instruments.starter_record("short")[0]}, planned)
    assert records.get(store, planned).fields["instrument"] != other
