"""A kind's shared records as a plain table that any program opens: CSV, XLSX or JSON.

Made from shared revisions alone, so that no private word is in it (see `db/shared.py`). JSON holds the values as they
were typed, for other programs; CSV and XLSX, which people open, never let a value act as a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from isp_desktop.db import shared
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, marked

TableFormat = Literal["csv", "xlsx", "json"]
_NAMES_CACHED = 20_000
_LONGEST_CELL = 32_767  # what a cell of XLSX holds
_CUT = marked(" … (cut here: a cell holds no more; the CSV has all of it)")


def table(store: Store, kind: str, form: TableFormat) -> bytes:
    """The whole table as a file's content. Linked records are told by name, and by uid in a column of their own.

    Raises:
        BadInput: there is no such kind.
    """
    spec = kind_named(kind)
    with store.read() as reading:
        if form == "json":
            return _json(reading, spec)
        rows = _rows(reading, spec)
        return _csv(rows) if form == "csv" else _xlsx(rows, spec)


def _json(reading: Reading, spec: KindSpec) -> bytes:
    records = [
        {"uid": seen.uid, "kind": seen.kind, "fields": seen.fields} for seen in shared.of_kind(reading, spec.kind)
    ]
    return msgspec.json.format(msgspec.json.encode(records), indent=1)


def _rows(reading: Reading, spec: KindSpec) -> Iterator[list[Any]]:
    fields = [field for field in spec.fields if not field.private]
    yield ["uid", *(column for field in fields for column in _columns(field))]
    names = _Names(reading)
    for seen in shared.of_kind(reading, spec.kind):
        yield [seen.uid, *(cell for field in fields for cell in _cells(field, seen.fields.get(field.name), names))]


def _columns(field: FieldSpec) -> list[str]:
    return [field.name, f"{field.name}_uid"] if field.to else [field.name]


def _cells(field: FieldSpec, value: Any, names: _Names) -> list[Any]:
    values = [] if value is None else value if isinstance(value, list) else [value]
    if field.to:
        return ["; ".join(names.of(uid) for uid in values), "; ".join(values)]
    return ["; ".join(values)] if field.is_set else [value if value is not None else ""]


class _Names:
    """The shared names of linked records, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, str] = {}

    def of(self, uid: str) -> str:
        if uid not in self._known:
            if len(self._known) >= _NAMES_CACHED:
                self._known.clear()
            self._known[uid] = self._look_up(uid)
        return self._known[uid]

    def _look_up(self, uid: str) -> str:
        seen = shared.records(self._reading, [uid]).get(uid)
        if seen is None:
            return ""
        own = (seen.fields.get(name) for name in kind_named(seen.kind).title)
        return ", ".join(str(part) for part in own if part and part != seen.fields.get("site"))


def _csv(rows: Iterator[list[Any]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_inert(cell) for cell in row] for row in rows)
    # The mark lets spreadsheet programs see that this is UTF-8.
    return written.getvalue().encode("utf-8-sig")


# A telephone number may begin with a plus; nothing else that begins like this is meant to be worked out.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().-]*$)")


def _inert(cell: Any) -> Any:
    """A cell that no spreadsheet takes as a formula, whoever typed it: such a one is led by an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _xlsx(rows: Iterator[list[Any]], spec: KindSpec) -> bytes:
    import xlsxwriter

    written = io.BytesIO()
    # Nothing that somebody typed may act as a formula or a link in another person's spreadsheet.
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = xlsxwriter.Workbook(written, inert)
    sheet = book.add_worksheet(spec.plural)
    bold = book.add_format({"bold": True})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            _write_cell(sheet, at, column, cell, bold if at == 0 else None)
    sheet.freeze_panes(1, 1)
    book.close()
    return written.getvalue()


def _write_cell(sheet: Any, row: int, column: int, cell: Any, form: Any) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, form)
    elif cell:
        cut = _(_CUT)
        whole = len(cell) <= _LONGEST_CELL
        sheet.write_string(row, column, cell if whole else cell[: _LONGEST_CELL - len(cut)] + cut, form)
