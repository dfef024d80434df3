"""What has come apart between a charter and what is so: plain facts, each in a sentence, never a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.domain import schedule
from isp_desktop.domain.charter import FUNCTIONS, HOLDS, SECTIONS, section_states, state_of
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.teams import STALE_AFTER, months_between
from isp_desktop.domain.words import fold

WEEKS = 12
"""How far back meetings held are set against the schedule."""


class Member(Struct, frozen=True):
    """Somebody in a team, as what, and from when to when; days as "YYYY-MM-DD", "" where none is known."""

    person: str
    name: str
    role: str = ""
    joined: str = ""
    left: str = ""

    def is_there(self, day: str) -> bool:
        """Whether they sit in the team on `day`."""
        return (not self.joined or self.joined <= day) and (not self.left or day <= self.left)


class Around(Struct, frozen=True):
    """What a charter is held against.

    Attributes:
        names: what each record is called that the charter links to.
        members: everyone who sits in the team or did.
        held: the days on which it met.
        confirmed: the days on which the sponsor agreed to something, or confirmed it.
        agreed: what the charter said when it was agreed; None while it was not.
    """

    today: dt.date
    names: Mapping[str, str]
    members: Sequence[Member]
    held: Sequence[dt.date] = ()
    confirmed: Sequence[dt.date] = ()
    agreed: Mapping[str, Any] | None = None


class Fact(Struct, frozen=True):
    """Something that drifted: a key, a sentence, and the key of the section that it is about."""

    key: str
    sentence: str
    section: str


def drift(own: Mapping[str, Any], around: Around) -> tuple[Fact, ...]:
    """What of the charter with these fields does not hold any more, the most pressing first."""
    if not own.get("team") or state_of(own) == "superseded":
        return ()
    return (
        *_review(own, around.today),
        *_changed(own, around.agreed),
        *_functions(own, around),
        *_roles(own, around),
        *_meetings(own, around),
        *_sponsor(own, around),
    )


def _review(own: Mapping[str, Any], today: dt.date) -> Iterator[Fact]:
    due = dt.date.fromisoformat(own["review_on"]) if own.get("review_on") else None
    if due is not None and due < today:
        late = counted("The review is {n} day late.", "The review is {n} days late.", (today - due).days)
        yield Fact("review_overdue", late, "review")


def _changed(own: Mapping[str, Any], agreed: Mapping[str, Any] | None) -> Iterator[Fact]:
    if state_of(own) not in HOLDS or agreed is None:
        return
    states = section_states(own, agreed)
    labels = [_(section.label) for section in SECTIONS if states[section.key] == "changed"]
    if labels:
        told = _("Changed since it was agreed: {sections}.").format(sections=", ".join(labels))
        yield Fact("changed", told, next(key for key, state in states.items() if state == "changed"))


def _functions(own: Mapping[str, Any], around: Around) -> Iterator[Fact]:
    open_ones = [_(label) for name, label in FUNCTIONS.items() if not own.get(name)]
    if len(open_ones) == len(FUNCTIONS):
        # A draft that has not come to them yet has drifted from nothing.
        if state_of(own) in HOLDS:
            yield Fact("uncarried", _("No core function has somebody who carries it."), "functions")
    elif open_ones:
        told = _("Nobody carries: {functions}.").format(functions="; ".join(open_ones))
        yield Fact("uncarried", told, "functions")
    gone = _gone(around)
    for name, label in FUNCTIONS.items():
        for person in own.get(name) or ():
            if person in gone:
                told = _("“{function}” is carried by {name}, who left the team.")
                yield Fact("carrier_left", told.format(function=_(label), name=gone[person]), "functions")


def _roles(own: Mapping[str, Any], around: Around) -> Iterator[Fact]:
    text, day = fold(str(own.get("roles") or "")), around.today.isoformat()
    here = [one for one in around.members if one.is_there(day)]
    without = sorted({one.name for one in here if not one.role and fold(one.name) not in text})
    if without:
        yield Fact("no_role", _("No role is named for {names}.").format(names=", ".join(without)), "roles")
    still = sorted(name for name in _gone(around).values() if name and fold(name) in text)
    if still:
        told = _("The roles still name {names}, who left the team.").format(names=", ".join(still))
        yield Fact("role_of_gone", told, "roles")


def _meetings(own: Mapping[str, Any], around: Around) -> Iterator[Fact]:
    first = dt.date.fromisoformat(own["first_meeting"]) if own.get("first_meeting") else None
    start = around.today - dt.timedelta(weeks=WEEKS)
    planned = schedule.days_between(str(own.get("schedule") or ""), first, start, around.today - dt.timedelta(days=1))
    held = [day for day in around.held if start <= day < around.today]
    if len(held) < len(planned):
        told = _("{held} of {planned} meetings planned in the last {weeks} weeks were held.")
        told = told.format(held=number(len(held)), planned=number(len(planned)), weeks=WEEKS)
        yield Fact("meetings", told, "meetings")


def _sponsor(own: Mapping[str, Any], around: Around) -> Iterator[Fact]:
    sponsor = own.get("sponsor")
    if not sponsor:
        return
    name = around.names.get(str(sponsor), "")
    if not around.confirmed:
        told = _("Nothing is noted of what {name} agreed to give the team.").format(name=name)
        yield Fact("unconfirmed", told, "authority")
        return
    months = months_between(max(around.confirmed), around.today)
    if months >= STALE_AFTER:
        ago = counted("{n} month", "{n} months", months)
        told = _("What {name} agreed to give was last confirmed {ago} ago.").format(name=name, ago=ago)
        yield Fact("unconfirmed", told, "authority")


def _gone(around: Around) -> dict[str, str]:
    """Who sat in the team and does not any more, and their names."""
    day = around.today.isoformat()
    here = {one.person for one in around.members if one.is_there(day)}
    left = [one for one in around.members if one.left and one.left < day and one.person not in here]
    return {one.person: one.name for one in left}
