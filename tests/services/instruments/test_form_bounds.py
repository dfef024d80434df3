"""Files that are no forms, or made to do harm: refused with a sentence, at once and in little memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from forms import workbook
from openpyxl import Workbook

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.instruments import read
from isp_desktop.services.instruments.workbook import MOST_ROWS


def zip_bomb(path: Path) -> None:
    workbook(path, survey="type | name\ntext | a")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/nothing.bin", b"\0" * 400_000_000)


def many_rows(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("survey")
    sheet.append(["type", "name"])
    for number in range(20_000):
        sheet.append(["text", f"q{number}"])
    book.save(path)


def much_text(path: Path) -> None:
    lines = [f"text | q{number} | {'x' * 400}" for number in range(9_000)]
    workbook(path, survey="\n".join(["type | name | label", *lines]))


def many_columns(path: Path) -> None:
    workbook(path, survey=" | ".join(f"h{number}" for number in range(600)))


def deep_groups(path: Path) -> None:
    begins = [f"begin_group | g{number}" for number in range(1_000)]
    workbook(path, survey="\n".join(["type | name", *begins, "text | a", *["end_group"] * 1_000]))


def locked_parts(path: Path) -> None:
    workbook(path, survey="type | name | label\ntext | a | A")
    # The flag of an entry that a password locks, in the zip's own list.
    locked = re.sub(rb"(PK\x01\x02.{4})\x00", b"\\g<1>\x01", path.read_bytes(), flags=re.DOTALL)
    path.write_bytes(locked)


def a_long_cell(path: Path) -> None:
    workbook(path, survey="type | name | label\ntext | a | " + "x" * 25_000)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (zip_bomb, "form.xlsx: Unpacked it is far larger than any form. Choose another file."),
        (
            many_rows,
            f"form.xlsx, sheet survey, row {MOST_ROWS + 2}: The sheet has more than 10,000 rows. Divide the form.",
        ),
        (a_long_cell, "form.xlsx, sheet survey, row 2: A cell has more than 20,000 characters. Shorten it."),
        (much_text, "form.xlsx, sheet survey, row 7339: The sheet holds more text than any form. Divide it."),
        (many_columns, "form.xlsx, sheet survey, row 1: The sheet has more than 500 columns."),
        (locked_parts, "form.xlsx is damaged or no spreadsheet."),
        (deep_groups, "form.xlsx, sheet survey, row 22: Its groups are nested too deeply."),
        (lambda path: path.write_bytes(b""), "form.xlsx is damaged or no spreadsheet."),
        (
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000),
            "form.xlsx is damaged or no",
        ),
        (lambda path: path.write_bytes(b"\x09\x08\x10\x00\x00\x06\x05\x00" * 99), "form.xlsx is damaged or no"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"\xff" * 5000), "form.xlsx is damaged or no"),
        (lambda path: path.write_bytes(b"%PDF-1.7 ,,,,,,\n" * 9), "form.xlsx: There is no sheet called “survey”."),
        (lambda path: path.write_bytes(b"x" * 21_000_000), "form.xlsx is larger than 20 MB."),
        (lambda path: path.mkdir(), "form.xlsx cannot be opened."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_file_is_read_beyond_its_bounds(tmp_path: Path, make: Callable[[Path], object], reason: str):
    path = tmp_path / "form.xlsx"
    make(path)
    with pytest.raises(BadInput) as refused:
        read(path)
    assert str(refused.value).removeprefix("The form is not taken. ").startswith(reason)


def test_no_damaged_old_workbook_does_harm(tmp_path: Path):
    whole = (Path(__file__).parents[2] / "fixtures" / "xlsform" / "tutorial.xls").read_bytes()
    for at in range(0, len(whole), 97):
        (tmp_path / "form.xls").write_bytes(whole[:at] + b"\xff\xff\xff\x7f" + whole[at + 4 :])
        try:
            assert read(tmp_path / "form.xls").instrument.items
        except BadInput:
            continue
