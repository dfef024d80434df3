"""Lines about records as rows: what a commitment's chip says, in whatever language its state is told."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.domain.lines import Line
from isp_desktop.ui.kit.line_rows import row_of

TODAY = dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    ("status", "kept", "look"), [("Spät eingehalten", True, "good"), ("Aufgegeben", False, "plain")]
)
def test_the_chip_of_a_settled_commitment_goes_by_its_state_and_not_by_its_words(status: str, kept: bool, look: str):
    line = Line("u", "commitment", "Send the plan", day="2026-10-01", settled=True, status=status, kept=kept)
    chip = row_of(line, TODAY).chip
    assert chip is not None
    assert (chip.text, chip.kind) == (status, look)


def test_an_open_commitment_has_no_chip():
    assert row_of(Line("u", "commitment", "Send the plan", settled=False), TODAY).chip is None
