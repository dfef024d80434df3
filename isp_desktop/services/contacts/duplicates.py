"""Contacts that may be people the notebook already has, or that stand twice in one file.

Only a suggestion: nothing is ever merged by it. An e-mail address counts by itself. A telephone number counts only
where the names have something in common, because a school's or an agency's one line is everybody's number.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz import fuzz

from isp_desktop.domain.language import _
from isp_desktop.services.contacts.cleaning import digits
from isp_desktop.services.contacts.records import Contact, Known, Likely

VERY_SIMILAR = 88.0
"""Of 100, by rapidfuzz's ratio: one or two letters of an ordinary full name."""
_ALMOST_THE_SAME = 93.0
_SAME_ORGANIZATION = 85.0
_SHORTEST_NUMBER = 7
_SIGNIFICANT_DIGITS = 9
"""The last digits of a number that are the same with and without its country code."""
_COMPARED = 100
"""Names compared with one contact's: those that share its rarest words."""
_MOST_TOLD = 5
"""Known people told for one contact."""
_FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mme", "sr", "sra", "jr"}


@dataclass(frozen=True, slots=True)
class _Face:
    """What is compared of a person, in one form for both sides."""

    name: str
    words: frozenset[str]
    emails: frozenset[str]
    numbers: frozenset[str]
    organization: str


@dataclass(slots=True)
class _Index:
    """People by e-mail address, telephone number and word of their name; values are places in `faces`."""

    faces: list[_Face] = field(default_factory=list)
    places: defaultdict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, face: _Face) -> None:
        """Makes `face` findable."""
        for key in _keys(face):
            self.places[key].append(len(self.faces))
        self.faces.append(face)

    def near(self, face: _Face) -> Iterable[int]:
        """Places of those who share something with `face`, by what the fewest share first; bounded."""
        found: dict[int, None] = {}
        for places in sorted((self.places[key] for key in _keys(face) if key in self.places), key=len):
            found.update(dict.fromkeys(places[: _COMPARED - len(found)]))
            if len(found) >= _COMPARED:
                break
        return found


def likely_duplicates(contacts: Sequence[Contact], known: Sequence[Known]) -> list[Likely]:
    """Which contacts may be people already known, and which stand twice among `contacts`, in the contacts' order.

    A likeness to a known person has its uid. A likeness inside the file has uid "", names the earlier contact in
    `earlier`, and says where it stands: "same e-mail address as card 1". One contact may resemble several known
    people (at most five are told) and one earlier contact; each pair is told once, by its strongest reason.
    """
    people, file = _Index(), _Index()
    for person in known:
        people.add(_face(person.name, person.emails, person.phones, person.organization))
    found: list[Likely] = []
    for contact in contacts:
        face = _face(contact.name, contact.emails, contact.phones, contact.organization)
        found += (Likely(contact, known[at].uid, why) for at, why in islice(_alike(face, people), _MOST_TOLD))
        for at, why in islice(_alike(face, file), 1):
            found.append(
                Likely(contact, "", _("{reason} as {where}").format(reason=why, where=contacts[at].where), contacts[at])
            )
        file.add(face)
    return found


def _alike(face: _Face, index: _Index) -> Iterator[tuple[int, str]]:
    for at in sorted(index.near(face)):
        if why := _why(face, index.faces[at]):
            yield at, why


def _why(one: _Face, other: _Face) -> str:
    """The strongest reason to take the two for one person, or ""."""
    likeness = _likeness(one, other)
    if one.emails & other.emails:
        return _("same e-mail address")
    if one.numbers & other.numbers and (one.words & other.words or likeness >= VERY_SIMILAR):
        return _("same telephone")
    if likeness < VERY_SIMILAR:
        return ""
    return _by_name(likeness, one, other)


def _likeness(one: _Face, other: _Face) -> float:
    """Of 100, in whichever order the names are given; names with different numbers ("Room 3", "Room 4") differ."""
    if _with_digits(one) != _with_digits(other):
        return 0.0
    return max(fuzz.ratio(one.name, other.name), fuzz.token_sort_ratio(one.name, other.name))


def _with_digits(face: _Face) -> set[str]:
    return {word for word in face.words if not word.isalpha()}


def _by_name(likeness: float, one: _Face, other: _Face) -> str:
    same, both = one.words == other.words, one.organization and other.organization
    if both and fuzz.token_set_ratio(one.organization, other.organization) >= _SAME_ORGANIZATION:
        return _("same name, same organization") if same else _("very similar name, same organization")
    if both:
        return _("same name, another organization") if same else ""
    if likeness < _ALMOST_THE_SAME:
        return ""
    return _("same name") if same else _("very similar name")


def _face(name: str, emails: Iterable[str], phones: Iterable[str], organization: str) -> _Face:
    words = [word for word in _plain(name).split() if word not in _FORMS_OF_ADDRESS]
    numbers = (digits(phone) for phone in phones)
    return _Face(
        " ".join(words),
        frozenset(words),
        frozenset(email.casefold() for email in emails),
        frozenset(number[-_SIGNIFICANT_DIGITS:] for number in numbers if len(number) >= _SHORTEST_NUMBER),
        _plain(organization),
    )


def _plain(value: str) -> str:
    """Letters and digits only, small, without accents: only ever compared, never shown."""
    apart = unicodedata.normalize("NFKD", value.casefold())
    return "".join(letter if letter.isalnum() else " " for letter in apart if not unicodedata.combining(letter)).strip()


def _keys(face: _Face) -> list[tuple[str, str]]:
    """What makes two people worth comparing. A one-word name (so often written in Chinese or Japanese) counts by its
    first two letters, so that a slip at its end does not hide it."""
    starts = [word[:2] for word in face.words] if len(face.words) == 1 else []
    return [
        *(("email", email) for email in face.emails),
        *(("number", number) for number in face.numbers),
        *(("word", word) for word in face.words),
        *(("start", start) for start in starts),
    ]
