"""CSV files of a published network into plain values: the people, and who is tied to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM
from isp_desktop.domain.words import fold
from isp_desktop.services.contacts import NotTaken, cleaning, encodings
from isp_desktop.services.csv_rows import DELIMITERS, UNCLOSED, Row, cells_of, lines_of, rows

LARGEST = 25_000_000
"""Bytes of a file; a full matrix of a thousand people has 10 MB."""
MOST_ROWS = 1_100_000
"""Rows of a file; a full matrix of a thousand people has a million."""

_MOST_COLUMNS = 200
_DAMAGED = "\ufffd"
_NO_TIE = frozenset({"0", "0.0", "no", "false"})
_PEOPLE_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("id", "ids", "number", "no", "nr", "code", "node", "ego"), "id"),
    **dict.fromkeys(("name", "full name", "person", "label", "nom", "nombre", "naam"), "name"),
    **dict.fromkeys(("part", "part of the system", "sector"), "part"),
    **dict.fromkeys(("level", "level of the system"), "level"),
    **dict.fromkeys(("role", "job title", "title", "position", "function"), "role"),
    **dict.fromkeys(("organization", "organisation", "org", "agency", "company", "school"), "organization"),
}
_TIE_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("from", "ego", "source", "sender", "von", "de", "i"), "from"),
    **dict.fromkeys(("to", "alter", "target", "receiver", "an", "nach", "j"), "to"),
    **dict.fromkeys(("weight", "value", "tie", "strength", "count", "w"), "weight"),
    **dict.fromkeys(("type", "tie type", "kind", "relation", "relationship"), "type"),
}


@dataclass(frozen=True, slots=True)
class FilePerson:
    """Somebody as a file of people tells of her; `id` is what ties call her."""

    where: str
    id: str
    name: str
    role: str
    organization: str
    part: str
    level: str


@dataclass(frozen=True, slots=True)
class FileTie:
    """A tie as a file tells of it.

    Attributes:
        source, target: the names or ids of its ends.
        type: what the row says it is, in the file's own words, or "".
        hint: what the heading of its weights says that all of them are, or "".
    """

    where: str
    source: str
    target: str
    type: str = ""
    hint: str = ""

    @property
    def ends(self) -> str:
        """Both, for people."""
        return ends_of(self.source, self.target)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with a heading for each column that this program knows, by its place.

    Attributes:
        columns: what is in the column at a place.
        others: headings that say nothing to this program, with their places.
    """

    name: str
    lines: list[str]
    start: int
    delimiter: str
    columns: dict[int, str]
    others: dict[int, str]

    def rows(self, left: list[NotTaken], before: str = "") -> Iterator[tuple[str, dict[str, str], Row]]:
        """Where a row stands, its cells by what they are, and the row; what cannot be read goes to `left`."""
        for count, row in enumerate(rows(self.lines, self.start, self.delimiter)):
            where = before + row.where
            if count == MOST_ROWS:
                told = _("The file has more lines than are read at once. Cut it into several.")
                left.append(NotTaken(where, _("this line and all that follow"), told))
                return
            if row.unclosed:
                left.append(NotTaken(where, _("whole line"), _(UNCLOSED)))
            elif _DAMAGED in "".join(row.cells):
                told = _("Letters in it are damaged. Save the file again as UTF-8.")
                left.append(NotTaken(where, _("whole line"), told))
            elif "".join(row.cells).strip():
                yield where, self._cells(row), row

    def _cells(self, row: Row) -> dict[str, str]:
        found: dict[str, str] = {}
        for at, what in self.columns.items():
            cell = cleaning.line(row.cells[at])[: cleaning.LINE_LIMIT] if at < len(row.cells) else ""
            found[what] = found.get(what) or cell
        return found


def read_people(data: bytes, file_name: str) -> tuple[list[FilePerson], list[NotTaken]]:
    """The people of a file, and what of it has no place here.

    Raises:
        BadInput: it is empty, too large, or names no column of names or ids.
    """
    table = _table(data, file_name, _PEOPLE_HEADINGS)
    if not {"id", "name"} & set(table.columns.values()):
        refusal = _("{name} has no column “name” or “id” in its first line. Give the columns these headings.")
        raise BadInput(refusal.format(name=table.name))
    left = [
        NotTaken(_("people, first line"), _("column {name}").format(name=heading), _("It has no place here."))
        for heading in table.others.values()
    ]
    found: list[FilePerson] = []
    seen: dict[str, str] = {}
    for where, cells, _row in table.rows(left, _("people, ")):
        name, own = cells.get("name", "") or cells.get("id", ""), cells.get("id", "") or cells.get("name", "")
        if not name:
            left.append(NotTaken(where, _("whole line"), _("It names nobody.")))
            continue
        if twin := seen.get(fold(own)) or seen.get(fold(name)):
            told = _("This is in {where} already. Give two people two names.").format(where=twin)
            left.append(NotTaken(where, _("whole line"), told))
            continue
        seen |= {fold(own): where, fold(name): where}
        part = _choice(cells.get("part", ""), PARTS_OF_SYSTEM, _("Part of the system"), where, left)
        level = _choice(cells.get("level", ""), LEVELS, _("Level of the system"), where, left)
        found.append(FilePerson(where, own, name, cells.get("role", ""), cells.get("organization", ""), part, level))
    return found, left


def read_ties(data: bytes, file_name: str) -> tuple[list[FileTie], list[NotTaken]]:
    """The ties of a file, and what of it was left out and why; a weight of 0 says that there is none.

    A column of numbers that has no other meaning is a weight, and says what the ties are: "advice_tie" is advice.

    Raises:
        BadInput: it is empty, too large, or has no columns for the two ends.
    """
    table = _table(data, file_name, _TIE_HEADINGS)
    if not {"from", "to"} <= set(table.columns.values()):
        refusal = _("{name} has no columns “from” and “to” in its first line. Give the columns these headings.")
        raise BadInput(refusal.format(name=table.name))
    hint = _weighed(table)
    left = [
        NotTaken(_("first line"), _("column {name}").format(name=heading), _("It has no place here."))
        for heading in table.others.values()
    ]
    found = []
    has_weight = "weight" in table.columns.values()
    for where, cells, _row in table.rows(left):
        source, target = cells["from"], cells["to"]
        why = _no_tie(cells, has_weight)
        if why is None:
            continue
        if why:
            left.append(NotTaken(where, ends_of(source, target), why))
        elif fold(source) == fold(target):
            left.append(NotTaken(where, ends_of(source, target), _("Nobody is tied to herself or himself.")))
        else:
            found.append(FileTie(where, source, target, cells.get("type", ""), hint))
    return found, left


def ends_of(source: str, target: str) -> str:
    """Two ends as they are told to people."""
    return _("{source} to {target}").format(source=source, target=target)


def _no_tie(cells: Mapping[str, str], has_weight: bool) -> str | None:
    """Why a row is no tie that can be taken, "" where it is one, None where it says that there is none."""
    weight = cells.get("weight", "")
    if has_weight and weight.casefold() in _NO_TIE:
        return None
    if not cells["from"] or not cells["to"]:
        return _("One of its ends is empty.")
    if not has_weight:
        return ""
    try:
        number = float(weight.replace(",", "."))
    except ValueError:
        return _("“{weight}” is no number, so it does not say whether there is a tie.").format(weight=weight)
    if number != number:
        return _("“{weight}” is no number, so it does not say whether there is a tie.").format(weight=weight)
    return "" if number else None


def _weighed(table: _Table) -> str:
    """Takes the only other column as the weight, where all in it are numbers; what it says the ties are, or ""."""
    if "weight" in table.columns.values() or len(table.others) != 1:
        return ""
    [(at, heading)] = table.others.items()
    sample = [row.cells[at] for row in rows(table.lines, table.start, table.delimiter) if at < len(row.cells)]
    if not any(_is_number(cell) for cell in sample) or not all(_is_number(cell) or not cell for cell in sample):
        return ""
    table.columns[at] = "weight"
    del table.others[at]
    words = cleaning.line(heading.replace("_", " "))
    return cleaning.line(words.removesuffix(" tie").removesuffix(" ties")) or words


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).replace(",", "", 1).removeprefix("-").isdecimal()


def _choice(cell: str, choices: Mapping[str, str], label: str, where: str, left: list[NotTaken]) -> str:
    """The key of a choice by its key or its words; one that is not among them is told."""
    if not cell:
        return ""
    wanted = fold(cell.replace("_", " "))
    for key, words in choices.items():
        if wanted in (fold(key.replace("_", " ")), fold(words), fold(_(words))):
            return key
    known = ", ".join(_(words) for words in choices.values())
    left.append(NotTaken(where, f"{label}: {cell}", _("Known are: {known}.").format(known=known)))
    return ""


def _table(data: bytes, file_name: str, headings: Mapping[str, str]) -> _Table:
    name = cleaning.line(file_name)[-100:] or _("The file")
    if len(data) > LARGEST:
        refusal = _("{name} is larger than {most} MB. Cut it into several.")
        raise BadInput(refusal.format(name=name, most=LARGEST // 1_000_000))
    plain, _known = encodings.without_bom(data)
    lines = lines_of(encodings.decode(plain.replace(b"\x00", b""), "", encodings.guess(plain)))
    top = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("sep=")), None)
    if top is None:
        raise BadInput(_("{name} is empty. Save the network as CSV with headings, and read that.").format(name=name))
    if len(lines) > MOST_ROWS:
        most = counted("{n} line", "{n} lines", MOST_ROWS)
        raise BadInput(_("{name} has more than {most}. Cut it into several.").format(name=name, most=most))
    best = max((_headings(lines[top], delimiter, headings) for delimiter in DELIMITERS), key=lambda one: len(one[1]))
    delimiter, columns, others = best
    return _Table(name, lines, top + 1, delimiter, columns, others)


def _headings(line: str, delimiter: str, known: Mapping[str, str]) -> tuple[str, dict[int, str], dict[int, str]]:
    columns: dict[int, str] = {}
    others: dict[int, str] = {}
    for at, heading in enumerate(cells_of(line, delimiter, _MOST_COLUMNS)):
        plain = " ".join(fold(heading.replace("_", " ")).split()).strip(" *:.\"'")
        if plain in known and known[plain] not in columns.values():
            columns[at] = known[plain]
        elif plain:
            others[at] = cleaning.line(heading)
    return delimiter, columns, others
