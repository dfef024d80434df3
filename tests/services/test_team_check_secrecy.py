"""Whoever looks at everything that can be seen of a team check finds nobody's answer, nor what fewer than three rated.

The questions are of an instrument of our own: what must not be found has words that are nowhere else.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from colleagues import shared_log

from isp_desktop.db.store import Store
from isp_desktop.domain.team_check import Instrument, Question
from isp_desktop.services import backups, drafts, export, finding, records, session, team_check_report, team_checks
from isp_desktop.services.plain_out import write_out
from isp_desktop.services.story import story
from isp_desktop.services.summary import written

DAY = dt.date(2026, 11, 20)
FEW, ALL = "xylophonquartz", "wolframzither"
OWN = Instrument(
    "own-1",
    "Our own",
    ("No", "Hardly", "Partly", "Mostly", "Yes"),
    (
        Question(ALL, "Wolframzither", "We play the wolframzither."),
        Question("b", "B", "We say B."),
        Question(FEW, "Xylophonquartz", "We mine xylophonquartz."),
    ),
)
# Two of four rate what is then not shown. Each of these in a row is one member's answer.
ANSWERS = [{ALL: 1, "b": 5, FEW: 2}, {ALL: 5, "b": 1, FEW: 4}, {ALL: 4, "b": 2}, {ALL: 2, "b": 4}]
OTHERWISE = [{ALL: 1, "b": 1, FEW: 4}, {ALL: 2, "b": 5}, {ALL: 5, "b": 4, FEW: 2}, {ALL: 4, "b": 2}]


@pytest.fixture
def team(store: Store, put: Any) -> str:
    return str(put("team", name="Core team"))


def check(store: Store, team: str, answers: list[dict[str, int]]) -> str:
    team_checks.begin(store, team, DAY, OWN)
    for ratings in answers:
        team_checks.hand_out(store, team)
        team_checks.answer(store, team, ratings)
    return team_checks.close(store, team, OWN)


def tables(store: Store, _uid: str, _folder: Path) -> str:
    """All that stands in the database: tables, log, drafts, settings, index."""
    with store.read() as reading:
        names = reading.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return repr([(name, reading.exec_driver_sql(f'SELECT * FROM "{name}"').all()) for name in names])


def as_tables(store: Store, _uid: str, _folder: Path) -> str:
    told = [export.table(store, "team_check", "csv").decode(), export.table(store, "team_check", "json").decode()]
    with zipfile.ZipFile(io.BytesIO(export.table(store, "team_check", "xlsx"))) as book:
        told += [book.read(name).decode(errors="replace") for name in book.namelist()]
    return "\n".join(told)


def plain_files(store: Store, _uid: str, folder: Path) -> str:
    write_out(store, folder / "out", private=True)
    [page] = (folder / "out" / "pages" / "team_check").iterdir()
    assert "Wolframzither: 1: 1, 2: 1, 3: 0, 4: 1, 5: 1" in page.read_text("utf-8")
    paths = (path for path in (folder / "out").rglob("*") if path.is_file())
    return "\n".join(f"{path.name} {path.read_bytes().decode(errors='replace')}" for path in paths)


def history(store: Store, uid: str, _folder: Path) -> str:
    return repr(story(store, uid))


def command_line(store: Store, uid: str, _folder: Path) -> str:
    return repr((records.get(store, uid), records.history(store, uid)))


def shared(store: Store, _uid: str, _folder: Path) -> str:
    return repr([revision.body for revision in shared_log(store)])


def on_paper(store: Store, uid: str, _folder: Path) -> str:
    content = team_check_report.outline(store, uid)
    return repr(content) + written(content, "md").decode() + written(content, "html").decode()


@pytest.mark.parametrize("look", [tables, as_tables, plain_files, history, command_line, shared, on_paper])
def test_nothing_that_can_be_seen_tells_what_fewer_than_three_rated(
    store: Store, team: str, tmp_path: Path, look: Callable[[Store, str, Path], str]
):
    uid = check(store, team, ANSWERS)
    seen = look(store, uid, tmp_path).lower()
    assert ALL in seen
    assert FEW not in seen
    assert "[1, 5, 2]" not in seen
    assert "is_out" not in seen


def test_another_way_of_giving_the_same_ratings_leaves_the_same_behind(make_store: Callable[[str], Store]):
    left = []
    for name, answers in (("one", ANSWERS), ("other", OTHERWISE)):
        store = make_store(name)
        with store.write() as transaction:
            team = records.put(transaction, "team", {"name": "Core team"}).uid
        uid = check(store, team, answers)
        left.append([one.fields | {"team": ""} for one in records.history(store, uid)])
    assert left[0] == left[1]
    assert len(left[0]) == 1


def test_while_it_is_open_there_is_nothing_to_be_seen_and_all_files_are_of_one_time(
    store: Store, team: str, tmp_path: Path
):
    before = tables(store, "", tmp_path)
    times = dict(file_times(store.folder.path))
    team_checks.begin(store, team, DAY, OWN)
    for ratings in ANSWERS[:3]:
        team_checks.hand_out(store, team)
        team_checks.answer(store, team, ratings)
    assert tables(store, "", tmp_path) == before
    assert drafts.count(store) == 0
    now = dict(file_times(store.folder.path))
    assert {path: at for path, at in now.items() if times.get(path) != at} == {
        store.folder.sealed: 0,
        store.folder.sealed / f"check-{team}": 0,
    }
    write_out(store, tmp_path / "out", private=True)
    assert not any("check-" in str(path) for path in (tmp_path / "out").rglob("*"))


def file_times(folder: Path) -> Iterator[tuple[Path, float]]:
    """When each file and folder of the notebook was changed; the notebook's own folder gets a new one in it."""
    for path in folder.rglob("*"):
        yield path, os.stat(path).st_mtime


def test_a_backup_takes_no_open_check_along(store: Store, team: str, passphrase: str):
    team_checks.begin(store, team, DAY, OWN)
    team_checks.answer(store, team, ANSWERS[0])
    kept = backups.take(store)
    names = {path.name for path in store.folder.backups.rglob("*")}
    assert not any("check" in name or "sealed" in name for name in names)
    team_checks.answer(store, team, ANSWERS[1])
    store.close()
    backups.restore(store.folder.path, kept.id, passphrase)
    with session.open_store(store.folder.path, session.unlock(store.folder.path, passphrase)) as again:
        found = team_checks.begun(again, team)
    # What was entered after the backup is still there, once.
    assert found is not None
    assert found.answers == 2


def test_search_finds_no_rating_and_no_question(store: Store, team: str):
    check(store, team, ANSWERS)
    for words in (FEW, ALL, "counts", "own-1", "Hardly"):
        assert finding.find(store, words) == []


def test_counts_of_fewer_than_three_that_somebody_else_wrote_are_not_told(store: Store, team: str, put: Any):
    counts = json.dumps([{"question": {"code": FEW, "label": FEW, "text": FEW}, "counts": [0, 1, 0, 1, 0]}])
    uid = put("team_check", team=team, date=DAY.isoformat(), instrument="own-1", answers=3, counts=counts)
    assert FEW not in history(store, uid, Path())
    assert FEW not in on_paper(store, uid, Path())
    assert team_checks.results(store, team)[0].rated == ()


def test_nothing_is_said_on_the_way(store: Store, team: str, capfd: pytest.CaptureFixture[str]):
    check(store, team, ANSWERS)
    assert capfd.readouterr() == ("", "")
