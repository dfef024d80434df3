"""The values that reading a contact file gives."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CONTACTS = 50_000
"""Contacts read from one file; a file with more is no address book of one person's."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One person as a contact file tells of them.

    Attributes:
        name: one line, never empty, at most 1,000 characters, no control characters.
        role: title or job title, one line, or "".
        organization: with its departments, one line, or "".
        emails: as written, each once.
        phones: as written, each once. Lines that nobody answers end in what they are: "555 01 02 (fax)".
        address: lines of one or several addresses; several are parted by an empty line and headed "Work:", "Home:".
        about: the notes, which may hold several lines.
        where: where in the file: "card 3" or "line 12".
    """

    name: str
    role: str
    organization: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    address: str
    about: str
    where: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A whole contact, or a part of one, that was left out.

    Attributes:
        where: "card 3", "line 12" or "outside the cards".
        what: "whole card", "whole line", or the part and what it held: "birthday: 1980-03-22".
        why: one plain sentence.
    """

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ContactFile:
    """All that a file gave, in the file's order."""

    contacts: tuple[Contact, ...]
    not_taken: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A person the notebook already has, as far as likeness needs it."""

    uid: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    organization: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A contact that may be someone else's twin.

    Attributes:
        contact: the contact of the file.
        uid: the known person it resembles, or "" where the likeness is to `earlier`.
        why: e.g. "same e-mail address"; within one file it ends in where: "same telephone as card 1".
        earlier: the contact that stands earlier in the same file, where it is a twin inside the file; else None.
    """

    contact: Contact
    uid: str
    why: str
    earlier: Contact | None = None
