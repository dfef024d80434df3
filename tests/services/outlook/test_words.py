"""What the outlook says, and the document of its rules."""

from __future__ import annotations

import re
from pathlib import Path

from isp_desktop.domain.outlook import Fact
from isp_desktop.services.outlook.words import sayable, sentence

ROOT = Path(__file__).parents[3]


def test_the_document_has_every_rule_and_no_other() -> None:
    told = re.findall(r"^\| ([A-Z]\d) \|", (ROOT / "docs" / "outlook.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted({key.split()[0] for key in sayable()})


def test_a_sentence_names_whom_it_is_about_and_counts() -> None:
    one_sided = Fact("relationships", "R4", "at_risk", "one_sided", about=("a", "b"))
    assert (
        sentence(one_sided, {"a": "Team", "b": "Ruth"}) == "Team is accountable to Ruth, and not the other way round."
    )
    unknown = sentence(one_sided, {"a": "Team"})
    assert unknown == "Team is accountable to somebody who is not in this notebook, and not the other way round."
    met = Fact("capacity", "C3", "strong", "needs_met", n=1)
    assert sentence(met, {}) == "1 need was met within a year."


def test_what_people_wrote_is_never_taken_for_a_place_to_fill() -> None:
    odd = Fact("changes", "S2", "at_risk", "came_true", about=("a",))
    assert sentence(odd, {"a": "{n} of {name}"}) == "It has come: {n} of {name}."
    assert sentence(Fact("leadership", "L5", "at_risk", "items_open", about=("a",), n=1, of=2), {"a": "{x}"}) == (
        "1 of 2 matters to hand on is open: {x}."
    )
