"""What is between the practitioners and one person: trust over time, strengths and strains, promises kept, her ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isp_desktop.db import lists, settings, trust
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.language import _, marked, number
from isp_desktop.domain.lines import Line
from isp_desktop.domain.trust import Course
from isp_desktop.domain.vocabulary import STRENGTHS, TIES, TIES_BOTH_WAYS
from isp_desktop.services import naming
from isp_desktop.services import trust as rating

_MOST = 60


@dataclass(frozen=True, slots=True)
class Described:
    """What a practitioner makes of her relationship with a person.

    Attributes:
        whose: her name, "You" for oneself.
        strength: in words, or "".
        since, until: "YYYY-MM-DD" or "".
        private: none of it leaves this computer.
    """

    uid: str
    whose: str
    strength: str
    since: str
    until: str
    aims: str
    strengths: str
    strains: str
    private_notes: str
    private: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie of a person with another: what it is in words, and how strong and since when, or "".

    `over`: it does not hold any more.
    """

    uid: str
    words: str
    about: str
    over: bool
    private: bool


@dataclass(frozen=True, slots=True)
class Related:
    """All of it.

    Attributes:
        raters: what the raters of the courses are called.
        private: the uids of the ratings that nobody else has.
        mine: the uid of the practitioner's own description; "" where there is none.
    """

    courses: tuple[Course, ...] = ()
    raters: Mapping[str, str] = field(default_factory=dict)
    described: tuple[Described, ...] = ()
    bonds: tuple[Bond, ...] = ()
    private: frozenset[str] = frozenset()
    mine: str = ""


def related(store: Store, uid: str, day: dt.date) -> Related:
    """What is noted of the relationships with the person `uid` and of her ties, as it stood on a day."""
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "")
        courses = rating.by_person(reading, [uid], day).get(uid, [])
        found = lists.items(reading, "relationship", lists.pointing(reading, uid, "relationship", "stakeholder", _MOST))
        names = naming.titles(reading, {str(item.fields.get("practitioner") or "") for item in found} - {""})
        own = next((item.uid for item in found if item.fields.get("practitioner") == me and me), "")
        return Related(
            courses=tuple(courses),
            raters=rating.raters(reading, courses),
            described=tuple(
                _described(item, names, me) for item in sorted(found, key=lambda item: (item.uid != own, item.uid))
            ),
            bonds=_bonds(reading, uid, day),
            private=frozenset(one.uid for one in trust.ratings(reading, [uid], day) if one.private),
            mine=own,
        )


def kept_words(name: str, by_her: Sequence[Line], to_her: Sequence[Line]) -> str:
    """The promises kept both ways among those settled; "" where none is settled."""
    parts = [
        told.format(name=name, kept=number(sum(line.kept for line in settled)), count=number(len(settled)))
        for told, lines in (
            (_("{kept} of {count} promised by {name}"), by_her),
            (_("{kept} of {count} promised by you"), to_her),
        )
        if (settled := [line for line in lines if line.settled])
    ]
    return _("Promises kept: {parts}.").format(parts=", ".join(parts)) if parts else ""


def _described(item: Item, names: Mapping[str, str], me: str) -> Described:
    own = {name: str(value or "") for name, value in item.fields.items()}
    practitioner = own["practitioner"]
    if me and practitioner == me:
        whose = _("You")
    elif practitioner:
        whose = names.get(practitioner, _("Practitioner not in this notebook"))
    else:
        whose = _("Practitioner not named")
    return Described(
        uid=item.uid,
        whose=whose,
        strength=_(STRENGTHS.get(own["strength"], own["strength"])),
        since=own["since"],
        until=own["until"],
        aims=own["aims"],
        strengths=own["strengths"],
        strains=own["strains"],
        private_notes=own["private_notes"],
        private=item.private,
    )


def _bonds(reading: Reading, uid: str, day: dt.date) -> tuple[Bond, ...]:
    """Those that hold first."""
    uids = dict.fromkeys(one for end in ("source", "target") for one in lists.pointing(reading, uid, "tie", end, _MOST))
    items = lists.items(reading, "tie", uids)
    linked = {str(item.fields.get(name) or "") for item in items for name in ("source", "target", "named")} - {""}
    names = naming.titles(reading, linked)
    found = [_bond(item, names, uid, day) for item in items]
    return tuple(sorted(found, key=lambda bond: bond.over))


def _bond(item: Item, names: Mapping[str, str], uid: str, day: dt.date) -> Bond:
    own: Mapping[str, Any] = item.fields
    source, target = (str(own.get(name) or "") for name in ("source", "target"))
    outgoing = source == uid
    other = names.get(target if outgoing else source, "") or _("Not in this notebook")
    kind = names.get(str(own.get("named") or "")) or _(TIES.get(str(own.get("type")), marked("Tie")))
    if outgoing or own.get("type") in TIES_BOTH_WAYS:
        words = _("{tie}: {name}").format(tie=kind, name=other)
    else:
        words = _("{name}: {tie} {target}").format(name=other, tie=kind, target=names.get(uid, ""))
    until = str(own.get("until") or "")
    since = str(own.get("since") or "")
    about = [
        _(STRENGTHS.get(str(own.get("strength") or ""), "")),
        _("since {day}").format(day=naming.day_in_words(since)) if since else "",
        _("until {day}").format(day=naming.day_in_words(until)) if until else "",
    ]
    over = bool(until) and until < day.isoformat()
    return Bond(item.uid, words, ", ".join(part for part in about if part), over, item.private)
