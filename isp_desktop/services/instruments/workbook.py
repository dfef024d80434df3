"""Spreadsheets into rows of text: what pyxform wants, within bounds that a file cannot pass.

pyxform's own readers would read as many rows as a file has, and say neither sheet nor row of a doubled column.
"""

from __future__ import annotations

import csv
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, number

LARGEST = 20_000_000
"""Bytes of a form; the largest of 50 real ones has 0.4 million."""
LARGEST_UNPACKED = 12_000_000
"""Bytes of all that a workbook packs; the largest of 50 real ones has 2.8 million."""
LARGEST_TEXT = 3_000_000
"""Characters of all cells of a sheet, or bytes of a form written as text."""
MOST_COLUMNS = 500
"""Columns of one sheet."""
MOST_ROWS = 10_000
"""Rows of one sheet."""
LONGEST = 20_000
"""Characters of one cell."""

_SHEETS = frozenset({"survey", "choices", "settings", "external_choices", "entities", "osm"})
ROW = "isp_row"
"""The column in which each row carries its number through pyxform."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d 00:00:00")
_NOT_A_FORM = (
    *(zipfile.BadZipFile, zlib.error, struct.error, csv.Error, SyntaxError),
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError),
    *(OSError, EOFError, RuntimeError),
)
"""What openpyxl and xlrd raise on a file that is damaged, or made to look like a workbook."""


class _BoundError(Exception):
    """The file is read no further."""

    def __init__(self, reason: str, sheet: str = "", row: int = 0) -> None:
        super().__init__(reason)
        self.sheet, self.row, self.reason = sheet, row, reason


Sheets = dict[str, Any]
"""What pyxform calls a workbook: "sheet_names", and of each sheet its rows and, as NAME_header, its heads."""


def sheets_of(path: Path) -> Sheets:
    """The sheets of the form at `path` that XLSForm knows; each row with its number under `ROW`.

    Raises:
        BadInput: the file cannot be read, is too large, or is no spreadsheet.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            refusal = _("{name} is larger than {most} MB. A form is a small file; choose another.")
            raise BadInput(refusal.format(name=path.name, most=LARGEST // 1_000_000))
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(_("{name} cannot be opened. Choose another file.").format(name=path.name)) from error
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions, which no form is about.
            warnings.simplefilter("ignore")
            found = _read(data)
    except _BoundError as error:
        raise BadInput(placed(path.name, error.sheet, error.row, error.reason)) from error
    except _NOT_A_FORM as error:
        refusal = _("{name} is damaged or no spreadsheet. Save the form once more as .xlsx and read that file.")
        raise BadInput(refusal.format(name=path.name)) from error
    _number_rows(found)
    return found


def _read(data: bytes) -> Sheets:
    # By what the file is, not by what it is called: one of 50 real forms is an old .xls named .xlsx.
    if data[:4] == b"PK\x03\x04":
        return _of_xlsx(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or data[:2] == b"\x09\x08":
        return _of_xls(data)
    return _of_text(data)


def _of_xlsx(data: bytes) -> Sheets:
    from openpyxl.reader.excel import ExcelReader
    from pyxform.xls2json_backends import xlsx_value_to_str

    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
            raise _BoundError(_("Unpacked it is far larger than any form. Choose another file."))
    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    try:
        names = reader.wb.sheetnames
        sheets = {name: reader.wb[name] for name in _wanted(names)}
        return _gathered(names, {name: sheet.rows for name, sheet in sheets.items()}, xlsx_value_to_str)
    finally:
        reader.wb.close()
        reader.archive.close()


def _of_xls(data: bytes) -> Sheets:
    import xlrd.compdoc
    from pyxform.xls2json_backends import xls_value_to_unicode

    try:
        # Ragged, or one cell in the last corner would fill 16 million before it.
        book = xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=_Nowhere())
        names = book.sheet_names()
        rows = {name: book.sheet_by_name(name).get_rows() for name in _wanted(names)}
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError) as error:
        raise ValueError(str(error)) from error
    return _gathered(names, rows, lambda value, kind: xls_value_to_unicode(value, kind, book.datemode), old=True)


class _Nowhere:
    """Where xlrd's remarks on damaged files go."""

    def write(self, text: str) -> None:
        """Forgets `text`."""


def _of_text(data: bytes) -> Sheets:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import csv_to_dict

    if b"\x00" in data or data[:1] in (b"", b"<", b"{") or len(data) > LARGEST_TEXT or data.count(b"\n") > MOST_ROWS:
        raise ValueError("no table")
    try:
        found: Sheets = csv_to_dict(data.removeprefix(b"\xef\xbb\xbf"))
    except PyXFormError as error:
        raise ValueError(str(error)) from error
    return found


def _wanted(names: list[str]) -> list[str]:
    """The sheets that XLSForm knows, or the only one there is."""
    return names if len(names) == 1 else [name for name in names if name.lower() in _SHEETS]


def _gathered(names: list[str], sheets: dict[str, Iterable[Any]], text_of: Any, old: bool = False) -> Sheets:
    found: Sheets = {"sheet_names": list(names)}
    for name, rows in sheets.items():
        known = name.lower() if name.lower() in _SHEETS else "survey"
        found[known], found[f"{known}_header"] = _table(known, rows, text_of, old)
    return found


def _table(sheet: str, rows: Iterable[Any], text_of: Any, old: bool) -> tuple[list[dict[str, str]], list[Any]]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_excel_column_headers, get_excel_rows

    room = LARGEST_TEXT

    def text(cell: Any, at: int, _head: str) -> str | None:
        nonlocal room
        value = cell.value.strip() if isinstance(cell.value, str) else cell.value
        if value is None or value == "":
            return None
        told = str(text_of(value, cell.ctype) if old else text_of(value))
        # A day that the spreadsheet holds as one.
        told = told.removesuffix(" 00:00:00") if _DAY.fullmatch(told) else told
        if len(told) > LONGEST:
            reason = _("A cell has more than {most} characters. Shorten it.").format(most=number(LONGEST))
            raise _BoundError(reason, sheet, at + 2)
        room -= len(told)
        if room < 0:
            raise _BoundError(_("The sheet holds more text than any form. Divide it."), sheet, at + 2)
        return told

    going = iter(rows)
    try:
        heads = get_excel_column_headers(_heads(sheet, next(going, [])))
    except PyXFormError as error:
        reason = _("Two columns are called “{head}”. Rename or remove one of them.")
        raise _BoundError(reason.format(head=str(error).rpartition(": ")[2]), sheet, 1) from error
    found = get_excel_rows(heads, _bounded(sheet, going), text)
    return found, [dict.fromkeys(head for head in heads if head is not None)]


def _heads(sheet: str, cells: Iterable[Any]) -> Iterator[str | None]:
    for at, cell in enumerate(cells):
        if at == MOST_COLUMNS:
            reason = _("The sheet has more than {most} columns. Remove those that hold nothing of the form.")
            raise _BoundError(reason.format(most=MOST_COLUMNS), sheet, 1)
        yield None if cell.value is None else str(cell.value)


def _bounded(sheet: str, rows: Iterator[Any]) -> Iterator[Any]:
    for at, row in enumerate(rows):
        if at == MOST_ROWS:
            reason = _("The sheet has more than {most} rows. Divide the form.").format(most=number(MOST_ROWS))
            raise _BoundError(reason, sheet, at + 2)
        yield row


def _number_rows(found: Sheets) -> None:
    for sheet in ("survey", "choices"):
        rows = found.get(sheet) or []
        for at, row in enumerate(rows, 2):
            if row:
                row[ROW] = str(at)
        if found.get(f"{sheet}_header"):
            found[f"{sheet}_header"][0][ROW] = None


def placed(name: str, sheet: str, row: int, reason: str, first: str = "") -> str:
    """A refusal of the file `name`: that it is not taken, where, and why.

    Args:
        first: says the first of it, where more is to be said than that.
    """
    where = f"{name}: {reason}"
    if row:
        where = _("{name}, sheet {sheet}, row {row}: {reason}").format(name=name, sheet=sheet, row=row, reason=reason)
    elif sheet:
        where = _("{name}, sheet {sheet}: {reason}").format(name=name, sheet=sheet, reason=reason)
    return f"{first or _('The form is not taken.')} {where}"


def row_named_in(message: str) -> int:
    """The row that a message of pyxform names; 0 for none."""
    named = re.search(r"\brow ?:? ?(\d{1,7})\b", message)
    return int(named[1]) if named else 0
