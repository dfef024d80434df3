"""First votes are nowhere to be read before the group came to something: they are given unseen (practice.md, C2)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from assessments import begin_assessment, say

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.timeline import Sieve
from isp_desktop.services import export, finding, plain_out, timeline
from isp_desktop.services.capacity import assessing, instruments, voting
from isp_desktop.services.capacity_result import reading
from isp_desktop.services.story import story

TODAY = dt.date(2026, 10, 14)
ITEM = "individual/reads_data"
LITTLE, SOME, GOOD = (
    "Little: it is hardly so, or nobody could show it",
    "Some: it is so in places, or with some people",
    "Good: it is mostly so, with few gaps",
)
Put = Callable[..., str]


@pytest.fixture
def site(put: Put) -> str:
    return put("site", name="Alder School")


@pytest.fixture
def voted(store: Store, site: str) -> str:
    """An assessment under way; of one item seats A and B have voted, and A has voted anew."""
    uid = begin_assessment(store, site, instruments.starter(store, "short"), TODAY)
    voting.votes(store, uid, {ITEM: {"A": "2", "B": "3"}})
    voting.vote(store, uid, ITEM, "A", "1")
    return uid


def in_history(store: Store, assessment: str) -> list[tuple[str, str]]:
    """What the history of the answer tells of its votes, latest first: what was taken out, and what was added."""
    steps = story(store, uid_of(assessment, ITEM)).steps
    return [(one.before, one.after) for step in steps for one in step.changes if one.label == "First votes"]


def in_tables(store: Store) -> set[str]:
    """The votes of the only answer in the tables that people open."""
    read = export.table(store, "answer", "csv").decode("utf-8-sig").splitlines()
    sheet = openpyxl.load_workbook(io.BytesIO(export.table(store, "answer", "xlsx"))).active
    assert sheet
    rows = [[str(cell) for cell in row] for row in sheet.values]
    return {row[rows[0].index("votes")] for row in (rows[1], read[1].split(","))}


def on_page(store: Store, folder: Path) -> str:
    """The line of its plain page that tells them."""
    plain_out.write_out(store, folder, private=True)
    (page,) = (folder / "pages" / "answer").glob("*.md")
    return next(line for line in page.read_text().splitlines() if "First votes" in line)


def test_until_the_group_came_to_something_only_who_voted_is_told(store: Store, voted: str, tmp_path: Path):
    unseen = ("A: not shown yet", "A: not shown yet\nB: not shown yet")
    assert in_history(store, voted) == [(unseen[0], unseen[0]), ("", unseen[1])]
    assert in_tables(store) == {"A; B"}
    assert on_page(store, tmp_path / "before") == "- **First votes:** A: not shown yet, B: not shown yet"
    voting.agree(store, voted, ITEM, "2")
    assert in_history(store, voted)[0] == (f"A: {SOME}", f"A: {LITTLE}")
    assert in_tables(store) == {"A:1; B:3"}
    assert on_page(store, tmp_path / "after") == f"- **First votes:** A: {LITTLE}, B: {GOOD}"


def test_what_nobody_saw_stays_untold_when_the_assessment_is_closed(store: Store, voted: str, tmp_path: Path):
    voting.agree(store, voted, "individual/no_time", "2")
    assessing.close(store, voted)
    assert in_history(store, voted)[0] == ("A: not shown", "A: not shown")
    assert "A; B" in export.table(store, "answer", "csv").decode()
    told = next(one for one in reading.shared(store, voted).items if one.path == ITEM)
    assert (told.votes, told.spread) == ((), "")
    # Dissent is written once the votes are shown: what the group did not come to is then told.
    say(store, voted, ITEM, dissent="Two see it otherwise")
    assert in_history(store, voted)[0] == (f"A: {SOME}", f"A: {LITTLE}")
    assert next(one for one in reading.shared(store, voted).items if one.path == ITEM).votes == (1, 3)


def test_neither_the_search_nor_a_timeline_finds_a_vote(store: Store, site: str, voted: str):
    assert [finding.find(store, words) for words in ("A:1", "B:3", "hardly")] == [[], [], []]
    assert "answer" not in {one.kind for one in timeline.page(store, site, Sieve()).entries}
