"""The standing agenda is read as people write it, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.standing_agenda import AgendaLine, read_agenda, total_minutes


@pytest.mark.parametrize(
    "line",
    [
        "Look at the data, 20",
        "- Look at the data (20 min)",
        "2. Look at the data - 20'",
        "* Look at the data: 20 minutes",
        "Look at the data 20 min.",
        "Look at the data\t20",
    ],
)
def test_an_item_and_its_minutes_in_many_forms(line: str):
    assert read_agenda(line) == (AgendaLine("Look at the data", 20),)


_DASHES = ("Covid-19", "Budget 2025-26", "Reading K-3", "Years 4–6")


@pytest.mark.parametrize("line", ["Look at year 4", "Budget, 2026", "Plan B", "Room 12", "- 5", *_DASHES])
def test_a_number_that_is_no_minutes_stays_a_word(line: str):
    [item] = read_agenda(line)
    assert item == AgendaLine(line.removeprefix("- "))


def test_blank_lines_are_no_items_and_minutes_add_up():
    lines = read_agenda("\nWelcome, 5\n\n  \nWho does what by when, 10\nAny other matter\n")
    assert [one.what for one in lines] == ["Welcome", "Who does what by when", "Any other matter"]
    assert total_minutes(lines) == 15


@given(st.text())
def test_any_text_is_read_and_no_line_is_dropped(text: str):
    lines = read_agenda(text)
    assert len(lines) == sum(bool(line.strip()) for line in text.splitlines())
    assert all(one.what for one in lines)
