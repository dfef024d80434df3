"""Cards into contacts: what each property means, in all three versions of vCard."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass

from isp_desktop.domain.language import _, counted
from isp_desktop.services.contacts import encodings
from isp_desktop.services.contacts.card_fields import BOOKKEEPING, PHONE_KINDS, WITHOUT_FIELD, WITHOUT_VALUE
from isp_desktop.services.contacts.card_lines import MOST_PROPERTIES, Property, RawCard, raw_cards
from isp_desktop.services.contacts.gathering import Gathered, NameParts, address_lines, finish, too_many
from isp_desktop.services.contacts.records import Contact, ContactFile, NotTaken

_TOKENS = re.compile(r"(\\.|;)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OLD = "2.1"
_LATER = {"ROLE", "X-KADDRESSBOOK-X-PROFESSION", "LABEL"}
"""What is taken after the rest: a role after the title, a printed address after those in parts."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the values of one file and card are to be decoded.

    Attributes:
        fallback: codec for values that are neither in their declared charset nor UTF-8.
        known: the file's own encoding is known, so a declared charset says nothing about bytes that stand as they are.
        old: the card is vCard 2.1, which escapes nothing but the semicolon and keeps the space of a folded line.
    """

    fallback: str
    known: bool
    old: bool = False

    def text(self, prop: Property) -> str:
        """The value as text, still escaped.

        Raises:
            ValueError: it is said to be base64 and is not.
        """
        raw = prop.value(self.old)
        declared = encodings.codec_named(prop.head.charset)
        if prop.head.encoding == "q":
            raw = binascii.a2b_qp(raw)
        elif prop.head.encoding == "b":
            raw = base64.b64decode(b"".join(raw.split()))
        elif self.known:
            declared = ""
        return encodings.decode(raw, declared, self.fallback)

    def parts(self, value: str) -> list[str]:
        """The parts of a value parted by semicolons, each unescaped."""
        if "\\" not in value:
            return value.split(";")
        parts = [""]
        for token in _TOKENS.split(value):
            if token == ";":
                parts.append("")
            else:
                parts[-1] += self._unescaped(token, self.old)
        return parts

    def single(self, value: str) -> str:
        """A value that has no parts, unescaped; vCard 2.1 escapes nothing in it."""
        return value if self.old else self._unescaped(value, False)

    @staticmethod
    def _unescaped(value: str, old: bool) -> str:
        return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" and not old else match[1], value)


def read_cards(data: bytes, known: bool) -> ContactFile:
    """All cards of a file.

    Args:
        data: the file, without byte order mark; UTF-16 already turned into UTF-8.
        known: whether `data` is surely UTF-8.
    """
    file = raw_cards(data)
    declared = {
        encodings.codec_named(prop.head.charset) for card in file.cards for prop in card.properties if prop.head.charset
    }
    legacy = sorted(declared - {"", "utf-8"})
    reading = _Reading(legacy[0] if legacy else encodings.guess(data), known)
    contacts: list[Contact] = []
    left: list[NotTaken] = []
    for card in file.cards:
        contact, not_taken = _read_card(card, reading)
        contacts += [contact] if contact else []
        left += not_taken
    if file.outside:
        why = _("They stand before, between or after the cards.")
        left.append(NotTaken(_("outside the cards"), _lines(file.outside), why))
    if file.beyond:
        more = counted("{n} more card", "{n} more cards", file.beyond)
        left.append(NotTaken(_where(len(file.cards) + 1), more, too_many()))
    return ContactFile(tuple(contacts), tuple(left))


def _lines(count: int) -> str:
    return counted("{n} line", "{n} lines", count)


def _where(number: int) -> str:
    return _("card {number}").format(number=number)


def _read_card(card: RawCard, file_reading: _Reading) -> tuple[Contact | None, list[NotTaken]]:
    gathered = Gathered(_where(card.number))
    reading = _Reading(file_reading.fallback, file_reading.known, _plain(card, "VERSION") == _OLD)
    if "group" in (_plain(card, "KIND").lower(), _plain(card, "X-ADDRESSBOOKSERVER-KIND").lower()):
        why = _("It is a list of other contacts, not a person.")
        return None, [NotTaken(gathered.where, _("whole card"), why)]
    labels = {
        prop.head.group: _as_it_stands(prop)
        for prop in card.properties
        if prop.head.group and prop.head.name == "X-ABLABEL"
    }
    for prop in sorted(card.properties, key=lambda each: each.head.name in _LATER):
        _take(gathered, reading, prop, labels.get(prop.head.group, ""))
    contact, left = finish(gathered, _("whole card"))
    return contact, left + _broken_parts(card)


def _broken_parts(card: RawCard) -> list[NotTaken]:
    most = counted("A card is read up to its first line.", "A card is read up to its {n} first lines.", MOST_PROPERTIES)
    cut_off = _("The file stops before this card does, so something may be missing.")
    parts = (
        (card.stray, _lines(card.stray), _("They are not in the form of a card's lines.")),
        (card.beyond, _lines(card.beyond), most),
        (card.broken_off, _("end of the card"), cut_off),
    )
    return [NotTaken(_where(card.number), what, why) for there, what, why in parts if there]


def _as_it_stands(prop: Property) -> str:
    return prop.value(False).decode("utf-8", "replace").strip()


def _plain(card: RawCard, name: str) -> str:
    return next((_as_it_stands(prop) for prop in card.properties if prop.head.name == name), "")


def _take(gathered: Gathered, reading: _Reading, prop: Property, label: str) -> None:
    """Puts one property where it belongs; `label` is what the card's owner called it."""
    if prop.head.name in BOOKKEEPING:
        return
    if prop.head.name in WITHOUT_VALUE:
        gathered.leave(_(WITHOUT_FIELD[prop.head.name]), "")
        return
    try:
        value = reading.text(prop)
    except ValueError:
        why = _("It is said to be base64 and cannot be read as that.")
        gathered.refuse(prop.head.name, "\N{HORIZONTAL ELLIPSIS}", why)
        return
    if taker := _TAKERS.get(prop.head.name):
        taker(gathered, reading, prop, value)
    elif prop.head.name == "TEL":
        gathered.add_phone(reading.single(value), _phone_kind(prop, label))
    elif value.strip(" ;"):
        gathered.leave(_called(prop.head.name), reading.single(value))


def _called(name: str) -> str:
    called = WITHOUT_FIELD.get(name) or WITHOUT_FIELD.get(name.partition("/")[0])
    return _(called) if called else name


def _kind(prop: Property) -> str:
    return next((kind for kind in ("work", "home") if kind in prop.head.types), "")


def _phone_kind(prop: Property, label: str) -> str:
    said = " ".join((*prop.head.types, label)).lower()
    return next((kind for kind in PHONE_KINDS if kind in said), "")


def _name(gathered: Gathered, reading: _Reading, _prop: Property, value: str) -> None:
    family, given, middle, prefix, suffix, *_rest = [*reading.parts(value), "", "", "", "", ""]
    gathered.spare_names.append(NameParts(prefix, given, middle, family, suffix).whole())


def _organization(gathered: Gathered, reading: _Reading, _prop: Property, value: str) -> None:
    gathered.organizations += reading.parts(value)


def _address(gathered: Gathered, reading: _Reading, prop: Property, value: str) -> None:
    box, extended, street, city, region, code, country, *more = [*reading.parts(value), *[""] * 7]
    lines = address_lines((box, extended, street), city, region, code, country)
    if lines:
        gathered.addresses.append((_kind(prop), "\n".join((lines, *filter(None, more)))))


def _label(gathered: Gathered, reading: _Reading, prop: Property, value: str) -> None:
    """An address as printed on an envelope: the address of a card that has none in parts; told if it says more."""
    printed = reading.single(value)
    if not gathered.addresses:
        gathered.addresses.append((_kind(prop), printed))
    elif not _words(printed) <= _words(" ".join(lines for _kind_of, lines in gathered.addresses)):
        why = _("The address was taken from the field that has it in parts.")
        gathered.refuse(_("printed address"), printed, why)


def _words(value: str) -> set[str]:
    return set(re.findall(r"\w+", value))


def _email(gathered: Gathered, reading: _Reading, _prop: Property, value: str) -> None:
    gathered.add_email(reading.single(value))


def _to(attribute: str) -> Callable[[Gathered, _Reading, Property, str], None]:
    def taker(gathered: Gathered, reading: _Reading, _prop: Property, value: str) -> None:
        getattr(gathered, attribute).append(reading.single(value))

    return taker


_TAKERS: dict[str, Callable[[Gathered, _Reading, Property, str], None]] = {
    "FN": _to("names"),
    "N": _name,
    "NICKNAME": _to("nicknames"),
    "TITLE": _to("roles"),
    "ROLE": _to("roles"),
    "X-KADDRESSBOOK-X-PROFESSION": _to("roles"),
    "ORG": _organization,
    "X-DEPARTMENT": _to("departments"),
    "X-KADDRESSBOOK-X-DEPARTMENT": _to("departments"),
    "EMAIL": _email,
    "ADR": _address,
    "LABEL": _label,
    "NOTE": _to("notes"),
}
