"""A contact file of whatever sort into contacts."""

from __future__ import annotations

import re

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services.contacts import cleaning, encodings
from isp_desktop.services.contacts.cards import read_cards
from isp_desktop.services.contacts.records import ContactFile
from isp_desktop.services.contacts.tables import read_table

LARGEST = 25_000_000
"""Bytes of a contact file; ten thousand contacts with photos fit."""
MOST_LINES = 1_000_000
"""Lines of a contact file; 25 MB of photos have a third of that. It bounds the memory that reading takes."""

_CARD = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_OTHER_SORTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", marked("a PDF document")),
    (b"PK\x03\x04", marked("a workbook, document or compressed folder")),
    (b"\xd0\xcf\x11\xe0", marked("an old Office document")),
    (b"\x1f\x8b", marked("a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", marked("a compressed file")),
    (b"Rar!", marked("a compressed file")),
    (b"\x89PNG", marked("a picture")),
    (b"\xff\xd8\xff", marked("a picture")),
    (b"GIF8", marked("a picture")),
    (b"SQLite format 3", marked("a database")),
    (b"age-encryption.org/", marked("an encrypted file")),
    (b"{\\rtf", marked("a text document")),
    (b"BEGIN:VCALENDAR", marked("a calendar")),
    (b"<", marked("a web page or XML file")),
    (b"{", marked("a JSON file")),
    (b"dn:", marked("an LDIF file")),
)
"""How files begin that are often taken for contact files, and what they are."""


def read_contacts(data: bytes, file_name: str) -> ContactFile:
    """The contacts of a vCard or CSV file, and all that was left out of them.

    Args:
        data: the whole file.
        file_name: its name, shown in messages; its ending decides where the content leaves a doubt.

    Raises:
        BadInput: nothing can be read: the file is empty, larger than 25 MB or a million lines, of another
            sort, or holds no contact.
    """
    shown_name = cleaning.line(file_name)[-100:] or _("The file")
    if len(data) > LARGEST:
        refusal = _("{name} is larger than {most} MB. Export fewer contacts at a time.")
        raise BadInput(refusal.format(name=shown_name, most=LARGEST // 1_000_000))
    plain, known = encodings.without_bom(data)
    plain = plain.replace(b"\x00", b"")
    start = plain[:200].lstrip()
    if not start and not plain.strip():
        refusal = _("{name} is empty. Export the contacts as vCard (.vcf) or CSV and read that file.")
        raise BadInput(refusal.format(name=shown_name))
    if max(plain.count(b"\n"), plain.count(b"\r")) > MOST_LINES:
        most = counted("{n} line", "{n} lines", MOST_LINES)
        refusal = _("{name} has more than {most}. Export fewer contacts at a time.")
        raise BadInput(refusal.format(name=shown_name, most=most))
    ending = file_name.rpartition(".")[2].lower()
    if start[:12].upper().startswith(b"BEGIN:VCARD") or (ending not in ("csv", "tsv") and _CARD.search(_lf(plain))):
        return read_cards(plain, known)
    _refuse_other_sorts(start, ending, shown_name)
    return read_table(encodings.decode(plain, "", encodings.guess(plain)), shown_name)


def _lf(data: bytes) -> bytes:
    return data.replace(b"\r", b"\n")


def _refuse_other_sorts(start: bytes, ending: str, shown_name: str) -> None:
    for beginning, sort in _OTHER_SORTS:
        if start.lower().startswith(beginning.lower()):
            refusal = _(
                "{name} is {sort}, not a contact file. Export the contacts as vCard (.vcf) or CSV and read that file."
            )
            raise BadInput(refusal.format(name=shown_name, sort=_(sort)))
    if ending in ("vcf", "vcard"):
        refusal = _(
            "{name} holds no contact card: no line in it says BEGIN:VCARD. "
            "Export the contacts as vCard (.vcf) or CSV and read that file."
        )
        raise BadInput(refusal.format(name=shown_name))
