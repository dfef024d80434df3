"""An instrument written as a form: what stands in the file, and what happens where it cannot be written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from forms import instrument, workbook
from openpyxl import load_workbook

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.services.instruments import read, write


def cells(path: Path, sheet: str) -> list[list[str | None]]:
    return [[cell for cell in row] for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def test_the_file_says_what_xlsform_and_our_columns_say(tmp_path: Path):
    told = Instrument(
        "mine",
        "Mine",
        version="2",
        languages=("en", "nl"),
        default_language="en",
        items=(
            Item(
                "select_one",
                "q",
                {"en": "=How well?"},
                required="true()",
                list="l",
                level="system",
                weight=0.5,
                reverse=True,
            ),
        ),
        lists={"l": (Choice("1", {"nl": "Niet"}, {}, 4.0),)},
    )
    write(told, tmp_path / "form.xlsx")
    assert cells(tmp_path / "form.xlsx", "survey") == [
        ["type", "name", "label::en", "label::nl", "required", "isp_level", "isp_weight", "isp_reverse"],
        ["select_one l", "q", "=How well?", None, "true()", "system", "0.5", "yes"],
    ]
    assert cells(tmp_path / "form.xlsx", "choices") == [
        ["list_name", "name", "label::nl", "isp_score"],
        ["l", "1", "Niet", "4.0"],
    ]
    assert cells(tmp_path / "form.xlsx", "settings") == [
        ["form_title", "form_id", "version", "default_language"],
        ["Mine", "mine", "2", "en"],
    ]


@pytest.mark.parametrize("default", ["a-b", "1 + 1", "${q}", "it's (so)", "-5", "2026-10-14", "'quoted'"])
def test_a_fixed_default_stays_fixed_whatever_it_looks_like(tmp_path: Path, default: str):
    told = instrument(Item("text", "q", {"": "Q"}, default=default))
    write(told, tmp_path / "form.xlsx")
    assert read(tmp_path / "form.xlsx").instrument.items == told.items


def test_a_day_that_a_spreadsheet_holds_as_one_is_read_as_one(tmp_path: Path):
    path = workbook(tmp_path / "form.xlsx", survey="type | name | label | default\ndate | d | D")
    book = load_workbook(path)
    book["survey"]["D2"] = dt.datetime(2026, 10, 14)
    book.save(path)
    assert read(path).instrument.items[0].default == "2026-10-14"


def test_where_it_cannot_be_written_nothing_is_left(tmp_path: Path):
    with pytest.raises(BadInput, match=r"form\.xlsx cannot be written there"):
        write(instrument(Item("text", "q")), tmp_path / "nowhere" / "form.xlsx")
    with pytest.raises(BadInput, match=r"“xxxxx.*” is too long for a cell"):
        write(instrument(Item("text", "q", {"": "x" * 40_000})), tmp_path / "form.xlsx")
    assert list(tmp_path.iterdir()) == []
