"""Tables of contacts (CSV) into contacts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, number
from isp_desktop.services.contacts.card_fields import PHONE_KINDS
from isp_desktop.services.contacts.gathering import Gathered, NameParts, address_lines, finish, too_many
from isp_desktop.services.contacts.headings import Column, column, plain
from isp_desktop.services.contacts.records import MOST_CONTACTS, Contact, ContactFile, NotTaken
from isp_desktop.services.csv_rows import DELIMITERS, UNCLOSED, Row, cells_of, lines_of, rows

_NAMING = {"name", "given", "family", "file as", "nickname", "organization", "email"}
_EMPTY = {"0/0/00", "00/00/00", "0/0/0000", "0.0.00", "0-0-00", "0.0.0000", "unspecified", "nicht angegeben"}
"""What Outlook writes for a date or a gender that is not there."""
_SEVERAL = " ::: "
"""Google's mark between several values in one cell."""
_MOST_COLUMNS = 1_000
"""Columns looked at; Outlook writes 92."""
_PARTS = ("box", "extended", "street", "city", "region", "code", "country")


@dataclass(slots=True)
class _Address:
    parts: dict[str, list[str]] = field(default_factory=dict)
    kind: str = ""

    def lines(self) -> str:
        """The address as the file formats it, or else put together from its parts."""
        if formatted := self.parts.get("formatted"):
            return "\n".join(formatted)
        before = [line for part in ("box", "extended", "street") for line in self.parts.get(part, [])]
        city, region, code, country = (", ".join(self.parts.get(part, [])) for part in _PARTS[3:])
        return address_lines(before, city, region, code, country)


def read_table(text: str, shown_name: str) -> ContactFile:
    """All rows below the headings.

    Raises:
        BadInput: the first row names no column that a contact could be listed by, or no row follows it.
    """
    lines = lines_of(text)
    top = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("sep=")), 0)
    delimiter, columns, headings = _best(lines[top])
    if not any(each and each.field in _NAMING for each in columns):
        refusal = _(
            "{name} is not a table of contacts this program knows: its first line has no column such as "
            "\u201cName\u201d, \u201cFirst Name\u201d, \u201cOrganization\u201d or \u201cE-mail Address\u201d. "
            "Export the contacts again as vCard, or give the columns these names."
        )
        raise BadInput(refusal.format(name=shown_name))
    file = _read_rows(lines, top + 1, delimiter, columns, headings)
    if not file.contacts and not file.not_taken:
        refusal = _("{name} has column headings and no contacts below them. Export the contacts again.")
        raise BadInput(refusal.format(name=shown_name))
    return file


def _best(heading_line: str) -> tuple[str, list[Column | None], list[str]]:
    """The delimiter that gives the most headings this program knows, with those."""
    found = []
    for delimiter in DELIMITERS:
        headings = cells_of(heading_line, delimiter, _MOST_COLUMNS)
        columns = _columns(headings)
        found.append((sum(each is not None for each in columns), delimiter, columns, headings))
    _count, delimiter, columns, headings = max(found, key=lambda each: each[0])
    return delimiter, columns, headings


def _columns(headings: list[str]) -> list[Column | None]:
    """Each heading's column; a few headings mean one thing alone and another beside a second column."""
    seen: Counter[str] = Counter()
    columns = []
    for heading in headings:
        seen[heading] += 1
        columns.append(column(heading, seen[heading]))
    fields = {each.field for each in columns if each}
    # "Name, Vorname": beside first names and without last names, "Name" is the last name.
    name_is_family = "given" in fields and "family" not in fields
    # "Name, Title, School": "Title" is the form of address only where the job has a column of its own.
    title_is_role = "role" not in fields
    for at, heading in enumerate(headings):
        if name_is_family and columns[at] == Column("name"):
            columns[at] = Column("family")
        elif title_is_role and plain(heading) == "title":
            columns[at] = Column("role")
    return columns


def _read_rows(
    lines: list[str], start: int, delimiter: str, columns: list[Column | None], headings: list[str]
) -> ContactFile:
    contacts: list[Contact] = []
    left: list[NotTaken] = []
    taken = 0
    for row in rows(lines, start, delimiter):
        if taken == MOST_CONTACTS:
            left.append(NotTaken(row.where, _("this line and all that follow"), too_many()))
            break
        if row.unclosed:
            left.append(NotTaken(row.where, _("whole line"), _(UNCLOSED)))
        elif "".join(row.cells).strip():
            taken += 1
            contact, not_taken = finish(_gather(row, columns, headings), _("whole line"))
            contacts += [contact] if contact else []
            left += not_taken
    return ContactFile(tuple(contacts), tuple(left))


def _gather(row: Row, columns: list[Column | None], headings: list[str]) -> Gathered:
    gathered = Gathered(row.where)
    parts: dict[str, str] = {}
    addresses: dict[str, _Address] = {}
    phone_kinds = _phone_kinds(row, columns)
    if len(row.cells) > _MOST_COLUMNS:
        gathered.leave(_("cells after column {number}").format(number=number(_MOST_COLUMNS)), "")
    for at, cell in enumerate(row.cells[:_MOST_COLUMNS]):
        if not cell.strip():
            continue
        where_to = columns[at] if at < len(columns) else None
        if where_to is None:
            _leave(gathered, headings[at] if at < len(headings) else "", cell)
        elif where_to.field in NameParts.__slots__:
            parts.setdefault(where_to.field, cell)
        elif where_to.field in _PARTS or where_to.field in ("formatted", "address kind"):
            _put(addresses.setdefault(where_to.kind, _Address(kind=where_to.kind)), where_to.field, cell)
        else:
            _take(gathered, where_to, cell, phone_kinds)
    gathered.spare_names.insert(0, NameParts(**parts).whole())
    gathered.addresses += [(address.kind, address.lines()) for address in addresses.values()]
    return gathered


def _phone_kinds(row: Row, columns: list[Column | None]) -> dict[str, str]:
    """What Google's "Phone 1 - Type" column says of the number in "Phone 1 - Value"."""
    pairs = zip(columns, row.cells, strict=False)
    said = {each.kind: cell.lower() for each, cell in pairs if each and each.field == "phone kind"}
    return {phone: next((kind for kind in PHONE_KINDS if kind in label), "") for phone, label in said.items()}


def _leave(gathered: Gathered, heading: str, cell: str) -> None:
    if cell.strip().lower() not in _EMPTY:
        gathered.leave(heading.strip() or _("column without a heading"), cell)


def _put(address: _Address, part: str, cell: str) -> None:
    if part == "address kind":
        address.kind = cell.strip(" *").lower()
    else:
        address.parts.setdefault(part, []).append(cell)


def _take(gathered: Gathered, where_to: Column, cell: str, phone_kinds: dict[str, str]) -> None:
    if where_to.field == "email":
        for value in cell.split(_SEVERAL):
            gathered.add_email(value)
    elif where_to.field == "phone":
        kind = phone_kinds.get(where_to.kind, where_to.kind if where_to.kind in PHONE_KINDS else "")
        for value in cell.split(_SEVERAL):
            gathered.add_phone(value, kind)
    elif where_to.field == "address":
        gathered.addresses.append(("", cell))
    elif target := _LISTS.get(where_to.field):
        getattr(gathered, target).append(cell)


_LISTS = {
    "name": "names",
    "file as": "spare_names",
    "nickname": "nicknames",
    "organization": "organizations",
    "department": "departments",
    "role": "roles",
    "note": "notes",
}
