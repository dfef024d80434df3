"""People of the notebook, as they are compared with those of a file or with each other."""

from __future__ import annotations

from isp_desktop.db.lists import Item
from isp_desktop.services.contacts.records import Contact, Known


def known(person: Item) -> Known:
    """Somebody who is known already."""
    own = person.fields
    emails, phones = tuple(own.get("emails") or ()), tuple(own.get("phones") or ())
    return Known(person.uid, str(own.get("name") or ""), emails, phones, str(own.get("organization") or ""))


def as_contact(person: Item) -> Contact:
    """The same person as one that is looked for among the others; where it comes from is its uid."""
    one = known(person)
    return Contact(one.name, "", one.organization, one.emails, one.phones, "", "", where=person.uid)
