"""An assessment by the keyboard, cut off in a sentence; afterwards all of it is looked for on the disk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from virtual_screen import Screen

from isp_desktop.db.store import Store
from isp_desktop.services import checking, drafts, finding, records, session
from isp_desktop.services.capacity import reading

PLAY = Path(__file__).parents[2] / "packaging" / "facilitated_assessment.py"
PASSPHRASE = "copper lantern velvet orbit"
SENTENCE = "The schedule for supervision was kept in nine weeks of"


@pytest.mark.timeout(300)
def test_a_facilitated_assessment_loses_nothing(screen: Screen, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(PLAY), str(tmp_path / "pictures"), "light", str(tmp_path)],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["seats"] == 6
    assert told["first votes"].startswith("Within one step of each other. Good: A, B, D, E; Strong: C, F.")
    assert told["second votes"].startswith("Apart: ")
    # The item that was written on when the program was killed is shown again, with the sentence.
    assert told["after the cut"]["evidence"] == told["gone on"]["evidence"] == SENTENCE
    assert told["after the cut"]["item"] == told["after the round"]["item"]
    with session.open_store(tmp_path / "notebook", session.unlock(tmp_path / "notebook", PASSPHRASE)) as store:
        check_answers(store)
        check_plan(store)
        assert drafts.every(store) == []
        assert checking.check(store, rebuild=True).is_clean
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert "Alder Road Primary" in text


def check_answers(store: Store) -> None:
    [found] = finding.every(store, "assessment")
    told = reading.assessment(store, found.uid)
    assert (told.state, told.way, told.site) == ("done", "facilitated", told.subject)
    assert (told.names[told.facilitator], len(told.present)) == ("Maren Oduya", 6)
    items = told.to_answer
    assert [one.answer for one in items] == ["3", "1", "3", "3", "4", "2", "2", "4", "n/a", *[""] * 7]
    first, second, interrupted, *left = (items[at] for at in (0, 1, 9, *range(10, 16)))
    assert dict(first.votes.seats) == {"3": ("A", "B", "D", "E"), "4": ("C", "F")}
    assert first.evidence == "Four of five coaches are certified."
    assert second.dissent == "Tomas thinks that the clerk could."
    # Two seats when the laptop went round, four more by the facilitator.
    assert dict(interrupted.votes.seats) == {"1": ("C",), "2": ("A", "D"), "3": ("B", "E"), "4": ("F",)}
    assert interrupted.evidence == SENTENCE
    assert all(dict(one.votes.seats) == {"2": ("A",), "3": ("B",)} for one in left)


def check_plan(store: Store) -> None:
    [need] = finding.every(store, "need")
    [step] = finding.every(store, "plan_step")
    assert (need.fields["state"], step.fields["what"]) == ("open", "A second analyst is trained")
    assert records.get(store, step.uid).fields["needs"] == [need.uid]
