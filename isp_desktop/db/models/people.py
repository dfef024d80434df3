"""Who is worked with, and what is noted about them."""

from __future__ import annotations

from isp_desktop.db import fields
from isp_desktop.db.models.base import About, Record
from isp_desktop.domain.vocabulary import LEVELS, NOTE_TYPES, PARTS_OF_SYSTEM

# Days from one contact to the next: from every day to once in ten years.
_LEAST, _MOST = 1, 3_650


class Person(Record):
    """Anyone with a stake in the implementation, the practitioner included."""

    kind = "person"
    declared = About("Person", "People", "user", title=("name",), order=("name",))

    name: str | None = fields.line("Name", required=True, listed=True, weight="title")
    role: str | None = fields.line("Role", listed=True)
    organization: str | None = fields.line("Organization", listed=True)
    sites: list[str] | None = fields.links("Sites", "site")
    part: str | None = fields.choice("Part of the system", PARTS_OF_SYSTEM)
    level: str | None = fields.choice("Level of the system", LEVELS)
    emails: list[str] | None = fields.tags("E-mail")
    phones: list[str] | None = fields.tags("Telephone")
    address: str | None = fields.text("Address")
    about: str | None = fields.text("About")
    wanted_days: float | None = fields.number(
        "In touch every",
        help="Days; counted from the last visit, note or meeting with this person",
        least=_LEAST,
        most=_MOST,
    )
    longest_days: float | None = fields.number(
        "Never longer than", help="Days; then Today warns", least=_LEAST, most=_MOST
    )
    merged_into: str | None = fields.link("The same person as", "person", by_program=True)
    private_notes: str | None = fields.text("Private notes", private=True)


class Rhythm(Record):
    """How often to be in touch with everyone of a role, where a person has no wish of their own."""

    kind = "rhythm"
    declared = About("Contact rhythm", "Contact rhythms", "repeat", title=("role",), order=("role",), within=True)

    role: str | None = fields.line(
        "Role", required=True, listed=True, weight="title", help="As it stands in the people's records"
    )
    wanted_days: float | None = fields.number(
        "In touch every", required=True, listed=True, help="Days", least=_LEAST, most=_MOST
    )
    longest_days: float | None = fields.number(
        "Never longer than", listed=True, help="Days; then Today warns", least=_LEAST, most=_MOST
    )


class Note(Record):
    """An observation or a conversation about people or sites, for the practitioner alone unless shared."""

    kind = "note"
    declared = About(
        "Note",
        "Notes",
        "pencil",
        title=("heading",),
        order=("date",),
        latest_first=True,
        day="date",
        private_unless_shared=True,
    )

    heading: str | None = fields.line("Heading", listed=True, weight="title")
    date: str | None = fields.date("Date", listed=True)
    type: str | None = fields.choice("Kind of note", NOTE_TYPES, listed=True)
    people: list[str] | None = fields.links("People", "person")
    sites: list[str] | None = fields.links("Sites", "site")
    text: str | None = fields.text("Text", required=True)
