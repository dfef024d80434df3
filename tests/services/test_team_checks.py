"""Team checks on a real notebook: what is entered survives, and nothing that is kept tells who rated what, or when."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.domain import team_check
from isp_desktop.domain.errors import BadInput, NotFound, StoreDamaged
from isp_desktop.domain.team_check import Entered, load_starter
from isp_desktop.services import records, team_checks

DAY = dt.date(2026, 11, 20)
STARTER = load_starter()
# Told apart from all else that is in a notebook by being three answers, each unlike the others.
ANSWERS = [{question.code: 1 + (at + 2 * who) % 5 for at, question in enumerate(STARTER.questions)} for who in range(4)]


@pytest.fixture
def team(store: Store, put: Any) -> str:
    return str(put("team", name="Core team"))


def play(store: Store, team: str, answers: list[dict[str, int]], day: dt.date = DAY) -> str:
    team_checks.begin(store, team, day, STARTER)
    for ratings in answers:
        team_checks.answer(store, team, ratings)
    return team_checks.close(store, team, STARTER)


def test_a_check_is_entered_closed_and_read(store: Store, team: str):
    uid = play(store, team, ANSWERS)
    [result] = team_checks.results(store, team)
    assert (result.uid, result.day, result.answers) == (uid, DAY, 4)
    purpose = result.rated[0]
    assert (purpose.question, purpose.counts) == (STARTER.questions[0], (1, 1, 1, 0, 1))
    assert team_checks.begun(store, team) is None


def test_two_answers_make_no_result_and_what_was_entered_stays(store: Store, team: str):
    team_checks.begin(store, team, DAY, STARTER)
    for ratings in ANSWERS[:2]:
        team_checks.answer(store, team, ratings)
    with pytest.raises(BadInput, match="1 more answer"):
        team_checks.close(store, team, STARTER)
    assert team_checks.results(store, team) == []
    found = team_checks.begun(store, team)
    assert found is not None
    assert found.answers == 2


def test_while_it_runs_the_database_does_not_change_and_the_file_tells_nothing(store: Store, team: str):
    def database() -> list[bytes]:
        return [path.read_bytes() for path in (store.folder.database, store.folder.journal)]

    before = database()
    team_checks.begin(store, team, DAY, STARTER)
    sizes = set()
    for ratings in ANSWERS:
        team_checks.answer(store, team, ratings)
        [file] = store.folder.sealed.iterdir()
        sizes.add(file.stat().st_size)
        assert [os.stat(path).st_mtime for path in (file, file.parent)] == [0, 0]
        assert b"purpose" not in file.read_bytes()
    assert len(sizes) == 1
    assert database() == before
    team_checks.close(store, team, STARTER)
    assert list(store.folder.sealed.iterdir()) == []


def test_the_log_holds_counts_in_one_revision_and_no_answer(store: Store, team: str):
    uid = play(store, team, ANSWERS)
    with store.read() as reading:
        [revision] = log.of_record(reading, uid)
    told = str(revision.fields["counts"])
    for ratings in ANSWERS:
        assert str(list(ratings.values()))[1:-1].replace(" ", "") not in told
    # The same notebook could have come of the same answers in any order, each question's exchanged among members.
    turned = [
        {code: ANSWERS[(who + at) % len(ANSWERS)][code] for at, code in enumerate(ANSWERS[0])}
        for who in reversed(range(len(ANSWERS)))
    ]
    again = play(store, team, turned, DAY + dt.timedelta(days=14))
    with store.read() as reading:
        [other] = log.of_record(reading, again)
    assert other.fields["counts"] == revision.fields["counts"]


def test_a_damaged_file_is_told_and_can_be_given_up(store: Store, team: str):
    team_checks.begin(store, team, DAY, STARTER)
    [file] = store.folder.sealed.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(StoreDamaged, match="Begin anew"):
        team_checks.begun(store, team)
    team_checks.give_up(store, team)
    team_checks.begin(store, team, DAY, STARTER)


def test_what_another_version_of_the_program_entered_is_told_and_can_be_given_up(store: Store, team: str):
    store.sealed(f"check-{team}").write(b'{"uid": "u", "team": "t", "date": "2026-10-14", "answers": "many"}')
    with pytest.raises(StoreDamaged, match="another version"):
        team_checks.begun(store, team)
    assert team_checks.open_here(store) == []
    team_checks.give_up(store, team)
    team_checks.begin(store, team, DAY, STARTER)


def test_those_that_are_open_here_are_found_without_knowing_their_teams(store: Store, team: str, put: Any):
    assert team_checks.open_here(store) == []
    other = put("team", name="Data group")
    for one in (team, other):
        team_checks.begin(store, one, DAY, STARTER)
    assert {entered.team for entered in team_checks.open_here(store)} == {team, other}
    (store.folder.sealed / f"check-{other}").write_bytes(b"damaged")
    assert [entered.team for entered in team_checks.open_here(store)] == [team]


def test_of_two_checks_of_one_team_the_second_waits(store: Store, team: str):
    team_checks.begin(store, team, DAY, STARTER)
    with pytest.raises(BadInput, match="open already"):
        team_checks.begin(store, team, DAY, STARTER)
    team_checks.give_up(store, team)
    with pytest.raises(NotFound):
        team_checks.answer(store, team, ANSWERS[0])


def test_a_check_whose_closing_was_cut_off_is_there_once(store: Store, team: str):
    team_checks.begin(store, team, DAY, STARTER)
    for ratings in ANSWERS:
        team_checks.answer(store, team, ratings)
    [file] = store.folder.sealed.iterdir()
    kept = file.read_bytes()
    team_checks.close(store, team, STARTER)
    file.write_bytes(kept)
    assert team_checks.begun(store, team) is None
    assert len(team_checks.results(store, team)) == 1
    assert list(store.folder.sealed.iterdir()) == []


def test_of_two_checks_so_close_that_their_difference_would_be_one_answer_the_second_cannot_be_begun(
    store: Store, team: str
):
    first = play(store, team, ANSWERS[:3])
    for day in (DAY, DAY + dt.timedelta(days=13), DAY - dt.timedelta(days=13)):
        with pytest.raises(BadInput, match="the next one may be of 4 December 2026"):
            team_checks.begin(store, team, day, STARTER)
    # Deleting the first one does not help: the log keeps its counts.
    with store.write() as transaction:
        records.delete(transaction, first)
    with pytest.raises(BadInput, match="single member"):
        team_checks.begin(store, team, DAY, STARTER)
    team_checks.begin(store, team, DAY + dt.timedelta(days=14), STARTER)


def test_that_somebody_is_answering_is_known_until_the_answer_is_there_or_lost(store: Store, team: str):
    team_checks.begin(store, team, DAY, STARTER)
    assert team_checks.hand_in(store, team) is False
    assert team_checks.hand_out(store, team).is_out
    assert not team_checks.answer(store, team, ANSWERS[0]).is_out
    team_checks.hand_out(store, team)
    assert team_checks.hand_in(store, team) is True
    assert team_checks.hand_in(store, team) is False
    found = team_checks.begun(store, team)
    assert found is not None
    assert found.answers == 1


def test_a_closed_check_never_takes_another_answer(store: Store, team: str, put: Any):
    uid = play(store, team, ANSWERS[:3])
    with pytest.raises(NotFound):
        team_checks.answer(store, team, ANSWERS[3])
    more = team_check.counts(entered_of(ANSWERS), STARTER)
    for fields in ({"counts": team_check.as_text(more)}, {"answers": 4}, {"counts": None}, {"instrument": "mine"}):
        with pytest.raises(BadInput, match="written once"):
            put("team_check", uid, **fields)
    # Another day would bring two together whose difference is one answer.
    for fields in ({"date": "2026-01-01"}, {"team": put("team", name="Data group")}):
        with pytest.raises(BadInput, match="written once"):
            put("team_check", uid, **fields)
    with store.write() as transaction, pytest.raises(BadInput, match="written once"):
        records.settle(transaction, uid, "answers", 4, records.heads(store, uid))
    put("team_check", uid, talked="We begin each meeting with the data.")
    [result] = team_checks.results(store, team)
    assert (result.answers, result.talked) == (3, "We begin each meeting with the data.")


def entered_of(answers: list[dict[str, int]]) -> Entered:
    entered = Entered("u", "t", DAY, STARTER.key)
    for ratings in answers:
        entered = team_check.with_answer(entered, ratings)
    return entered
