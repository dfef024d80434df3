"""The rows of a CSV text, each with the line it begins on, also where a quotation mark in it never closes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from isp_desktop.domain.language import _, marked

UNCLOSED = marked("A quotation mark opens in it and never closes, or one of its cells is far too long.")
"""Why a row that is `unclosed` cannot be taken."""
DELIMITERS = ",;\t|"
"""What programs put between two cells."""


@dataclass(slots=True)
class Row:
    """A row of the table; `unclosed` where its quotation mark swallowed all that follows.

    Attributes:
        line: the number of its first line, from 1.
    """

    line: int
    cells: list[str]
    unclosed: bool = False

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        return _("line {number}").format(number=self.line)


def lines_of(text: str) -> list[str]:
    """`text` cut at its line ends, of whatever sort."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def cells_of(line: str, delimiter: str, most: int) -> list[str]:
    """The first `most` cells of one line; none where it is damaged."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])[:most]
    except csv.Error:
        return []


def rows(lines: list[str], start: int, delimiter: str) -> Iterator[Row]:
    """Rows from the line `start` (from 0) on; after a quotation mark that never closes, from the next line."""
    while start < len(lines):
        begin = start
        reader = csv.reader((lines[at] + "\n" for at in range(start, len(lines))), delimiter=delimiter)
        try:
            for cells in reader:
                end = start + reader.line_num
                if end == len(lines) and end - begin > 1 and _is_open(lines[begin:end]):
                    break
                yield Row(begin + 1, cells)
                begin = end
            else:
                return
        except csv.Error:
            pass
        yield Row(begin + 1, [], unclosed=True)
        start = begin + 1


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1
