"""An instrument on paper: every question, its answers to tick or lines to write on, as tagged PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import begin_assessment

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.services.capacity import form_on_paper, instruments

DAY = dt.date(2026, 9, 22)
QUESTIONS = Instrument(
    "capacity",
    "Capacity #1 $x",
    items=(
        Item(
            "group",
            "staff",
            {"": "The staff"},
            children=(
                Item("select_one", "knows", {"": "They know it"}, {"": "Ask two."}, list="yes_no", not_applicable=True),
                Item("text", "whom", {"": "Who?"}, relevant="${knows} = 'yes'"),
            ),
        ),
        Item("range", "hope", {"": "How far?"}, parameters={"start": "0", "end": "100"}),
        Item("note", "thanks", {"": "Thank you"}),
    ),
    lists={"yes_no": (Choice("yes", {"": "Yes, all of them"}), Choice("no", {"": "No"}))},
)


def test_all_that_may_be_asked_is_on_the_paper(store: Store, put: Callable[..., str]):
    instrument, _undo = instruments.take_in(store, QUESTIONS)
    instruments.publish(store, instrument)
    told = form_on_paper.form(store, instrument, DAY)
    assert [section["name"] for section in told.sections] == ["The staff", ""]
    knows, whom = told.sections[0]["items"]
    assert (knows["number"], knows["hint"], knows["choices"]) == (
        1,
        "Ask two.",
        ["Yes, all of them", "No", "Not applicable"],
    )
    assert (whom["text"], whom["choices"], whom["lines"]) == ("Who?", [], 3)
    assert told.sections[1]["items"][0]["choices"] == []
    assert "1. They know it" in told.text
    assessment = begin_assessment(store, put("site", name="Alder"), instrument, DAY)
    assert form_on_paper.form(store, assessment, DAY) == told
    assert form_on_paper.pdf(store, assessment, DAY).startswith(b"%PDF")
    assert len(form_on_paper.pages(told, 36)) == 1


def test_the_starter_in_full_fits_a_few_pages(store: Store):
    told = form_on_paper.form(store, instruments.starter(store, "long"), DAY)
    assert 2 <= len(form_on_paper.pages(told, 20)) <= 6


def test_what_cannot_be_read_is_refused(store: Store, put: Callable[..., str]):
    with pytest.raises(BadInput):
        form_on_paper.form(store, put("instrument", name="Broken", content="{"), DAY)
    with pytest.raises(NotFound):
        form_on_paper.form(store, "01939b2e-7c00-7abc-8def-0123456789ab", DAY)
