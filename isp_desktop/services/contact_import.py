"""Taking people from a contact file into the notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records
from isp_desktop.services.contacts import Contact, Known, Likely, NotTaken, likely_duplicates, read_contacts


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


def import_contacts(store: Store, data: bytes, file_name: str, *, with_likely: bool = False) -> Imported:
    """Makes a person of each contact in a vCard or CSV file, in one go.

    Args:
        with_likely: also take those that are probably here already.

    Raises:
        BadInput: the file cannot be read at all; nothing is taken.
    """
    read = read_contacts(data, file_name)
    likely = likely_duplicates(read.contacts, _known(store))
    doubtful = set() if with_likely else {id(one.contact) for one in likely}
    wanted = [contact for contact in read.contacts if id(contact) not in doubtful]
    with store.write() as transaction:
        added = [records.put(transaction, "person", _fields(contact)).uid for contact in wanted]
    return Imported(tuple(added), tuple(likely), read.not_taken)


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
