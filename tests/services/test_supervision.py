"""The summary for supervision: what is shared is counted, what is private is in it only where it was picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from docx import Document

from isp_desktop.db.store import Store
from isp_desktop.services import supervision
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.services.supervision import Picked

TODAY = dt.date(2026, 10, 14)
PERIOD = Picked(dt.date(2026, 8, 1), TODAY)
Put = Callable[..., str]
PLANTED = ("Quarrelword", "Wormwood", "Saltmarsh", "Thistlebed")


@pytest.fixture
def full(store: Store, put: Put) -> dict[str, str]:
    """A shared visit and debrief, and private things with planted words; their uids by a name."""
    person = put("person", name="Ruth", private_notes="Thistlebed in the notes")
    site = put("site", name="Alder Road")
    put("visit", date="2026-10-01", starts="09:00", ends="11:00", site=site, activities=["C5", "R1"])
    put("visit", date="2026-09-01", activities=["C5"], private_notes="Thistlebed at the visit")
    put("debrief", date="2026-09-20", people=[person], minutes=30)
    put("competency_reflection", date="2026-09-02", competency="teams", step="new", hard="Saltmarsh")
    return {
        "site": site,
        "talk": put("conversation", date="2026-09-10", what="Quarrelword about time", went="It went Wormwood"),
        "thought": put("reflection", date="2026-09-11", question="What was hard?", answer="Wormwood answer"),
    }


def md(store: Store, picked: Picked = PERIOD) -> str:
    return supervision.write(store, picked, "md", TODAY).decode()


def test_it_counts_what_is_shared(store: Store, full: dict[str, str]) -> None:
    told = md(store)
    assert "1 August 2026 to 14 October 2026" in told
    assert "| Capacity | 1 hour | 2 | 1 |" in told
    assert "R1 Keep promises in the open: once, 1 hour, last on 1 Oct 2026" in told
    assert "L3 Debrief with leaders: once, 30 minutes, last on 20 Sept 2026" in told
    assert "C1 Rehearse the change: never" in told


def test_what_was_done_in_private_is_neither_counted_nor_said_to_be_missing(store: Store, full: dict[str, str]) -> None:
    told = md(store)
    assert "R9" not in told
    assert "R5 Make room for dispute: never" in told


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_private_is_in_it_unless_it_was_picked(
    store: Store, full: dict[str, str], tmp_path: Path, form: Format
) -> None:
    path = tmp_path / f"summary.{form}"
    supervision.save(store, PERIOD, form, path, TODAY)
    words = _words(path, form)
    assert not [word for word in PLANTED if word in words]
    assert "picked by hand" in words


def test_what_is_picked_is_in_it_and_marked_and_nothing_else_is(store: Store, full: dict[str, str]) -> None:
    told = md(store, Picked(PERIOD.first, PERIOD.last, brought=(full["talk"],)))
    assert "Quarrelword about time" in told
    assert "It went Wormwood" in told
    assert "private, picked by hand" in told
    assert not [word for word in ("Wormwood answer", "Saltmarsh", "Thistlebed") if word in told]
    assert "Wormwood answer" in md(store, Picked(PERIOD.first, PERIOD.last, brought=(full["thought"],)))


def test_ones_own_look_at_a_competency_cannot_be_picked(store: Store, put: Put, full: dict[str, str]) -> None:
    look = put("competency_reflection", date="2026-09-02", competency="teams", hard="Saltmarsh again")
    assert look not in [one.uid for one in supervision.offered(store, PERIOD, TODAY)]
    assert "Saltmarsh" not in md(store, Picked(PERIOD.first, PERIOD.last, brought=(look,)))


def test_what_can_be_brought_is_of_the_time_that_was_picked(store: Store, put: Put, full: dict[str, str]) -> None:
    put("conversation", date="2026-10-20", what="To come")
    put("conversation", date="2026-07-31", what="Before")
    shared = put("conversation", date="2026-10-02", what="Told to all", scope="shared")
    found = supervision.offered(store, PERIOD, TODAY)
    assert [(one.uid, one.private) for one in found] == [
        (shared, False),
        (full["thought"], True),
        (full["talk"], True),
    ]


def test_only_the_parts_and_sites_that_were_picked(store: Store, full: dict[str, str]) -> None:
    told = md(store, Picked(PERIOD.first, PERIOD.last, sites=(full["site"],), parts=("done",)))
    assert "Alder Road" in told
    assert "Hours by competency" not in told
    assert "never" not in told
    assert "C5 Coach daily work: once, 1 hour, last on 1 Oct 2026" in told
    assert "L3" not in told


def _words(path: Path, form: Format) -> str:
    if form == "docx":
        made = Document(str(path))
        cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
        return " ".join((*(one.text for one in made.paragraphs), *cells))
    if form == "pdf":
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    return path.read_text("utf-8")
