"""Taking people from a contact file into the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records
from isp_desktop.services.contacts import Contact, Known, Likely, NotTaken, likely_duplicates, read_contacts
from isp_desktop.services.records import Saved


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a contact file.

    Attributes:
        added: the uids of the people it made, in the file's order.
        likely: contacts that are probably in the notebook, or earlier in the file, already; not taken unless asked for.
        not_taken: what has no place here, and why.
    """

    added: tuple[str, ...]
    likely: tuple[Likely, ...]
    not_taken: tuple[NotTaken, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a contact file holds.

    Attributes:
        every: all its contacts, in the file's order.
        new: those that are not in the notebook, as far as can be told.
        likely: the others, and who they probably are.
        not_taken: what has no place here, and why.
    """

    every: tuple[Contact, ...]
    new: tuple[Contact, ...]
    likely: tuple[Likely, ...]
    not_taken: tuple[NotTaken, ...]


def import_contacts(store: Store, data: bytes, file_name: str, *, with_likely: bool = False) -> Imported:
    """Makes a person of each contact in a vCard or CSV file, in one go.

    Args:
        with_likely: also take those that are probably here already.

    Raises:
        BadInput: the file cannot be read at all; nothing is taken.
    """
    found = look(store, data, file_name)
    added = add(store, found, with_likely=with_likely)
    return Imported(tuple(saved.uid for saved in added), found.likely, found.not_taken)


def look(store: Store, data: bytes, file_name: str) -> Found:
    """What is in a vCard or CSV file; nothing is taken yet.

    Raises:
        BadInput: the file cannot be read at all.
    """
    read = read_contacts(data, file_name)
    likely = likely_duplicates(read.contacts, _known(store))
    doubtful = {id(one.contact) for one in likely}
    new = tuple(contact for contact in read.contacts if id(contact) not in doubtful)
    return Found(tuple(read.contacts), new, tuple(likely), read.not_taken)


def add(store: Store, found: Found, *, with_likely: bool = False) -> list[Saved]:
    """Makes a person of each contact that is new, or of each; gives what was written, in the file's order.

    `taking_back.take_out` takes them out again.
    """
    wanted = found.every if with_likely else found.new
    with store.write() as transaction:
        return [records.put(transaction, "person", _fields(contact)) for contact in wanted]


def _known(store: Store) -> Sequence[Known]:
    return [
        Known(
            person.uid,
            person.fields["name"] or "",
            tuple(person.fields["emails"] or ()),
            tuple(person.fields["phones"] or ()),
            person.fields["organization"] or "",
        )
        for person in finding.every(store, "person")
    ]


def _fields(contact: Contact) -> dict[str, Any]:
    own = {name: getattr(contact, name) for name in ("name", "role", "organization", "address", "about")}
    return own | {"emails": list(contact.emails), "phones": list(contact.phones)}
