"""What a card or a line of a table says about one person, gathered and then turned into a contact.

Cards and tables differ in how they write a thing down; what becomes of it is the same and is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services.contacts import cleaning
from isp_desktop.services.contacts.records import MOST_CONTACTS, Contact, NotTaken

_NO_FIELD = marked("There is no field for it here.")
_NO_NAME = marked(
    "It holds no name, organization or e-mail address to list it by; give it one of these and read the file again."
)
_MANY = 100
"""E-mail addresses or telephone numbers of one person; also the kinds of left-out parts told one by one."""
_SHOWN = 120
"""Characters of a left-out value that are shown."""
_KINDS = {"work": marked("Work"), "home": marked("Home"), "business": marked("Work"), "other": marked("Other")}


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in parts, each possibly empty."""

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""

    def whole(self) -> str:
        """The name in one line; family name first where it is written in Chinese, Japanese or Korean letters."""
        middle = (self.given, self.middle, self.family)
        if _is_east_asian(self.family + self.given):
            middle = (self.family, self.given, self.middle)
        return cleaning.line(" ".join((self.prefix, *middle, self.suffix)))


@dataclass(slots=True)
class Gathered:
    """One person in the making.

    Attributes:
        where: "card 3" or "line 12".
        names: names, the best first; the first that can be seen is taken.
        spare_names: what else it may be listed by, ahead of the organization: "file as".
        phones: number to what it is, "" for one that somebody answers, else "fax", "pager"...
        addresses: kind ("work", "home", "") and lines.
        left: name of a part without a field, to the values found.
        refused: what and why, for parts that have a field and do not fit it.
    """

    where: str
    names: list[str] = field(default_factory=list)
    spare_names: list[str] = field(default_factory=list)
    nicknames: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    departments: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: dict[str, list[str]] = field(default_factory=dict)
    refused: list[NotTaken] = field(default_factory=list)

    def add_email(self, value: str) -> None:
        """Takes an e-mail address once, whatever its capitals; refuses what is none."""
        address = cleaning.email(value)
        if not address:
            self.refuse(_("e-mail"), value, _("It is not an e-mail address."))
        elif address.lower() not in (known.lower() for known in self.emails[:_MANY]):
            self.emails.append(address)

    def add_phone(self, value: str, kind: str = "") -> None:
        """Takes a telephone number once; a number that is both voice and fax counts as voice."""
        number = cleaning.phone(value)
        if not number:
            self.refuse(_("telephone"), value, _("It is not a telephone number."))
        elif number not in self.phones or not kind:
            self.phones[number] = kind

    def leave(self, part: str, value: str) -> None:
        """Notes a part that has no field here, so that it can be told."""
        self.left.setdefault(cleaning.line(part)[:_SHOWN], []).append(value)

    def refuse(self, part: str, value: str, why: str) -> None:
        """Notes a part that has a field but does not fit it; nothing where nothing can be seen."""
        if cleaning.line(value):
            self.refused.append(NotTaken(self.where, _what(part, [value]), why))


def too_many() -> str:
    """Why the contacts after the first `MOST_CONTACTS` of a file are left out."""
    return counted(
        "One file is read up to {n} contact; export fewer at a time.",
        "One file is read up to {n} contacts; export fewer at a time.",
        MOST_CONTACTS,
    )


def finish(gathered: Gathered, whole: str) -> tuple[Contact | None, list[NotTaken]]:
    """The contact, or None where nothing can name it; and all that was left out.

    Args:
        gathered: what was found.
        whole: what the whole is called when it is left out: "whole card", "whole line".
    """
    organization = _organization(gathered)
    name = _name(gathered, organization)
    if not name:
        return None, [NotTaken(gathered.where, _what(whole, _anything(gathered)), _(_NO_NAME))]
    contact = Contact(
        name=_cut(gathered, _("end of the name"), name, cleaning.LINE_LIMIT),
        role=_cut(gathered, _("end of the role"), _joined(gathered.roles), cleaning.LINE_LIMIT),
        organization=_cut(gathered, _("end of the organization"), organization, cleaning.LINE_LIMIT),
        emails=tuple(_not_too_many(gathered, _more_emails, gathered.emails)),
        phones=tuple(_not_too_many(gathered, _more_phones, _phones(gathered.phones))),
        address=_cut(gathered, _("end of the address"), _address(gathered.addresses), cleaning.TEXT_LIMIT),
        about=_cut(gathered, _("end of the notes"), _about(gathered.notes), cleaning.TEXT_LIMIT),
        where=gathered.where,
    )
    return contact, [*gathered.refused[:_MANY], *_left_out(gathered, name)]


def _anything(gathered: Gathered) -> list[str]:
    """What a nameless contact does hold, so that it can be recognized."""
    held = (
        list(gathered.phones),
        [lines for _kind, lines in gathered.addresses],
        gathered.notes,
        *gathered.left.values(),
    )
    return [value for values in held for value in values[:_MANY]]


def _organization(gathered: Gathered) -> str:
    return _joined([*gathered.organizations, *gathered.departments])


def _name(gathered: Gathered, organization: str) -> str:
    """The first of the ways to call someone that shows anything."""
    ways = (*gathered.names, *gathered.spare_names, *gathered.nicknames, organization, *gathered.emails)
    return next((name for name in map(cleaning.line, ways) if name), "")


def _joined(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(cleaned for value in values if (cleaned := cleaning.line(value))))


def _about(notes: list[str]) -> str:
    return "\n\n".join(dict.fromkeys(cleaned for note in notes if (cleaned := cleaning.text(note))))


def _phones(phones: dict[str, str]) -> list[str]:
    return [f"{number} ({_(kind)})" if kind else number for number, kind in phones.items()]


def _address(addresses: list[tuple[str, str]]) -> str:
    """One address bare; several headed by their kind where the file tells it."""
    kinds: dict[str, str] = {}
    for kind, lines in addresses:
        if cleaned := cleaning.text(lines):
            kinds.setdefault(cleaned, _(_KINDS[kind]) if kind in _KINDS else "")
    if len(kinds) < 2:
        return "".join(kinds)
    return "\n\n".join(f"{kind}:\n{lines}" if kind else lines for lines, kind in kinds.items())


def address_lines(before: Iterable[str], city: str, region: str, postal_code: str, country: str) -> str:
    """The lines of one address: what stands before the town, then "Town, Region 12345", then the country."""
    town = ", ".join(part for part in (_part(city), _part(region)) if part)
    lines = [*map(_part, before), cleaning.line(f"{town} {postal_code}"), _part(country)]
    return "\n".join(part for part in lines if part)


def _part(value: str) -> str:
    return cleaning.text(value).strip(" ,;")


def _cut(gathered: Gathered, end: str, value: str, limit: int) -> str:
    """`value` as far as the field holds it; what is cut off is told as `end`."""
    if len(value) <= limit:
        return value
    why = counted(
        "It is longer than the {n} character the field holds.",
        "It is longer than the {n} characters the field holds.",
        limit,
    )
    gathered.refuse(end, value[limit:], why)
    return value[:limit].rstrip()


def _not_too_many(gathered: Gathered, more: Callable[[int], str], values: list[str]) -> list[str]:
    rest = values[_MANY:]
    if rest:
        why = counted("One person is given at most {n} of them.", "One person is given at most {n} of them.", _MANY)
        gathered.refuse(more(len(rest)), rest[0], why)
    return values[:_MANY]


def _more_emails(count: int) -> str:
    return counted("{n} more e-mail address", "{n} more e-mail addresses", count)


def _more_phones(count: int) -> str:
    return counted("{n} more telephone number", "{n} more telephone numbers", count)


def _left_out(gathered: Gathered, name: str) -> list[NotTaken]:
    for part, values in ((_("other name"), gathered.names), (_("nickname"), gathered.nicknames)):
        for value in values:
            if cleaning.line(value) not in ("", name):
                gathered.leave(part, value)
    parts = list(gathered.left.items())
    told = [NotTaken(gathered.where, _what(part, values), _(_NO_FIELD)) for part, values in parts[:_MANY]]
    if len(parts) > _MANY:
        more = counted("{n} more part", "{n} more parts", len(parts) - _MANY)
        told.append(NotTaken(gathered.where, more, _(_NO_FIELD)))
    return told


def _what(part: str, values: list[str]) -> str:
    shown = _joined(value[: 2 * _SHOWN] for value in values[:_MANY])
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN].rstrip() + "\u2026"
    return _("{part}: {shown}").format(part=part, shown=shown) if shown else part


def _is_east_asian(letters: str) -> bool:
    """Han, kana or hangul throughout (CJK radicals to the end of the hangul block, and the halfwidth forms)."""
    visible = [letter for letter in letters if letter.isalpha()]
    return bool(visible) and all("\u2e80" <= letter <= "\ud7ff" or "\uf900" <= letter <= "\uffdc" for letter in visible)
