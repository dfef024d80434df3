"""Small instruments for tests, and workbooks written cell by cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xlsxwriter import Workbook

from isp_desktop.domain.instrument import Answer, Choice, Instrument, Item
from isp_desktop.services.instruments import Filling

TODAY = dt.date(2026, 10, 14)


def instrument(*items: Item, **lists: str) -> Instrument:
    """An instrument of `items`; each list of choices as the names of its choices, parted by spaces."""
    choices = {
        name: tuple(Choice(one, {"": one.replace("_", " ").capitalize()}) for one in names.split())
        for name, names in lists.items()
    }
    return Instrument("tried", "Tried", items=items, lists=choices)


def filling(*items: Item, answers: dict[str, Answer] | None = None, **lists: str) -> Filling:
    """A form of `items` being filled on `TODAY`."""
    return Filling(instrument(*items, **lists), answers or {}, TODAY)


def workbook(path: Path, **sheets: str) -> Path:
    """Writes .xlsx: each sheet as lines of cells parted by "|", the heads first."""
    book = Workbook(str(path))
    # The same bytes at any time.
    book.set_properties({"created": dt.datetime(2026, 10, 14)})
    for name, text in sheets.items():
        sheet = book.add_worksheet(name)
        for row, line in enumerate(text.strip("\n").split("\n")):
            for column, cell in enumerate(line.split("|")):
                if cell.strip():
                    sheet.write_string(row, column, cell.strip())
    book.close()
    return path
