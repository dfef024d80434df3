"""Two windows exchange bundles by the keyboard; afterwards all that both wrote is looked for in both notebooks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from virtual_screen import Screen

from isp_desktop.db.store import Store
from isp_desktop.services import checking, drafts, finding, records, session
from isp_desktop.services.state import state

PLAY = Path(__file__).parents[2] / "packaging" / "two_notebooks.py"
PASSPHRASE = "copper lantern velvet orbit"
DISCUSSION = "We looked at the attendance chart. Priya asked for a shorter form. We agreed to meet in May."
OF_YEAR_4, ON_4_MAY = (
    DISCUSSION.replace("chart.", "chart of year 4."),
    DISCUSSION.replace("in May", "on 4 May"),
)
BOTH = OF_YEAR_4.replace("in May", "on 4 May")
WRITTEN = {
    "purpose": {"Data review", "Data review with year 4", "Data review and planning"},
    "discussion": {DISCUSSION, OF_YEAR_4, ON_4_MAY, BOTH},
    "starts": {"09:00", "09:30"},
    "challenges": {"The chart is three weeks old."},
    "next_steps": {"Sam brings the shorter form."},
}
AGREED = {
    "purpose": "Data review and planning",
    "discussion": BOTH,
    "starts": "09:00",
    "challenges": "The chart is three weeks old.",
    "next_steps": "Sam brings the shorter form.",
}
WAYS = {
    "We begin on time. Phones stay in the bag.",
    "We begin on time, with the data. Phones stay in the bag.",
    "We begin on time. Phones stay in the bag, on silent.",
    "We begin on time, with the data. Phones stay in the bag, on silent.",
}
CHARTER = {
    "vision": "Every child reads by the end of year 2.",
    "communication": "Minutes within two days.",
    "resources": "Two hours a month, with cover.",
    "ways": "We begin on time, with the data. Phones stay in the bag, on silent.",
}
REASONS = {"We talked on the phone", "Maren was there first", "Both are right"}


@pytest.mark.timeout(600)
def test_two_notebooks_agree_and_nothing_is_lost(screen: Screen, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(PLAY), str(tmp_path / "pictures"), "light", str(tmp_path)],
        env=screen.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    check_what_was_said(told)
    hashes = [check_notebook(tmp_path / who / "notebook") for who in ("maren", "sam")]
    assert {shared(told, "charter agreed", at) for at in range(2)} == set(hashes)


def check_what_was_said(told: dict[str, Any]) -> None:
    assert told["Maren Oduya verified"] is True
    assert told["Sam Whitlock verified"] is True
    assert told["first"] == {"new": "2 new"}
    assert told["second"] == {"conflicts": "3 to settle", "identical": "1 as it is here already"}
    assert told["third"] == told["third again"] == {"changed": "1 changed"}
    assert [one["waiting"] for one in told["in conflict"]] == [0, 3]
    for when in ("after the first", "settled", "again"):
        assert [one["waiting"] for one in told[when]] == [0, 0]
        assert shared(told, when, 0) == shared(told, when, 1)
    assert shared(told, "undone", 0) == shared(told, "in conflict", 0) != shared(told, "settled", 0)
    assert shared(told, "again", 0) == shared(told, "settled", 0)

    check_what_was_said_of_the_charter(told)


def check_what_was_said_of_the_charter(told: dict[str, Any]) -> None:
    assert told["charter"] == {"new": "2 new"}
    assert told["beside"]["changed"] == told["beside back"]["changed"] == "1 changed"
    assert "conflicts" not in told["beside"] | told["beside back"]
    assert told["the same section"] == {"conflicts": "1 to settle"}
    assert [one["waiting"] for one in told["section in conflict"]] == [0, 1]
    for when in ("sections beside each other", "charter agreed"):
        assert [one["waiting"] for one in told[when]] == [0, 0]
        assert shared(told, when, 0) == shared(told, when, 1)


def shared(told: dict[str, Any], when: str, at: int) -> str:
    return str(told[when][at]["shared"])


def check_notebook(folder: Path) -> str:
    """Looks for all that was written; gives the hash of the shared state."""
    with session.open_store(folder, session.unlock(folder, PASSPHRASE)) as store:
        [site] = finding.every(store, "site")
        assert site.fields["name"] == "Alder Road Primary"
        check_visit(store)
        check_charter(store)
        assert drafts.every(store) == []
        assert checking.check(store, rebuild=True).is_clean
        return state(store).shared


def check_charter(store: Store) -> None:
    [charter] = finding.every(store, "charter")
    assert {name: charter.fields[name] for name in CHARTER} == CHARTER
    history = records.history(store, charter.uid)
    assert {one.fields["ways"] for one in history if "ways" in one.fields} == WAYS
    assert {one.reason for one in history if one.reason} == {"The team wants both"}


def check_visit(store: Store) -> None:
    [visit] = finding.every(store, "visit")
    fields = records.get(store, visit.uid).fields
    assert {name: fields[name] for name in AGREED} == AGREED
    history = records.history(store, visit.uid)
    found = {name: {one.fields[name] for one in history if one.fields.get(name)} for name in WRITTEN}
    assert found == WRITTEN
    assert {one.reason for one in history if one.reason} == REASONS
