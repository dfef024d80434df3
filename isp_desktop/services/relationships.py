"""The relationships at a glance: who has gone quiet, how trust went on, and where in the system nobody is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isp_desktop.db import contact as table
from isp_desktop.db import coverage as places
from isp_desktop.db import lists, settings, trust
from isp_desktop.db.contact import Known
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.contact import Contact, Rhythm, by_role, days_since, rhythm, rhythm_of, role_key
from isp_desktop.domain.coverage import Coverage, Place
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.trust import Course, Type, of_type
from isp_desktop.services import coverage, naming
from isp_desktop.services import trust as rating
from isp_desktop.services.contact import about_words, contacts_elsewhere
from isp_desktop.services.coverage import Sought

SHOWN = 300
"""Of so many people at most the overview tells in full."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A person of whom a rhythm, a rating or a relationship is noted.

    Attributes:
        about: her role and organization.
        last: the day of the last contact of any kind; None where there never was one.
        days: since then.
        contact: how that stands against the wanted gap; None without a rhythm.
        own_rhythm: it is her own, not that of her role.
        mine: the practitioner's own course of each type, in the way rated last; None where there is none.
        courses: all of them, whoever rated; `raters`: what their raters are called.
    """

    uid: str
    name: str
    about: str
    last: dt.date | None
    days: int | None
    contact: Contact | None
    own_rhythm: bool
    mine: Mapping[Type, Course | None]
    courses: tuple[Course, ...] = ()
    raters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of the relationships tells.

    Attributes:
        people: those of whom something is noted, the longest past the wanted gap first.
        count: how many these are; `quiet`: how many of them are past it, or were never in touch.
        known: how many people there are besides oneself, at how many `sites`.
        sought: the gaps for which somebody is being looked for, for the initiative or for all.
    """

    people: tuple[Relation, ...]
    count: int
    quiet: int
    known: int
    sites: int
    coverage: Coverage
    sought: Mapping[Place, Sought]


def overview(store: Store, day: dt.date, initiative: str = "") -> Overview:
    """The relationships as they stood on a day; with `initiative` those with people at its sites and in its teams."""
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "")
        standing = _standing(reading, day, me, initiative)
        first = sorted(standing, key=_press)[:SHOWN]
        people = _told(reading, [one.known.uid for one in first], {one.known.uid: one for one in first}, me, day)
        found = coverage.read(reading, day, initiative)
        known = sum(cell.people for cell in found.cells.values()) + found.apart
        return Overview(
            people=people,
            count=len(standing),
            quiet=sum(one.is_quiet for one in standing),
            known=known,
            sites=places.sites(reading, me, initiative),
            coverage=found,
            sought=coverage.sought(reading, initiative),
        )


def in_order(store: Store, day: dt.date, initiative: str = "") -> tuple[str, ...]:
    """The uids of all whom `overview` counts, in its order."""
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "")
        return tuple(one.known.uid for one in sorted(_standing(reading, day, me, initiative), key=_press))


def headline(found: Overview) -> str:
    """One sentence on who there is, and one on what is missing."""
    people = counted("{n} person", "{n} people", found.known)
    at = counted("{n} site", "{n} sites", found.sites)
    known = _("{people} across {sites}.").format(people=people, sites=at)
    gaps = len(found.coverage.gaps)
    quiet = counted("{n} has gone quiet", "{n} have gone quiet", found.quiet) if found.quiet else ""
    missing = counted("coverage has {n} gap", "coverage has {n} gaps", gaps) if gaps else ""
    told = ", ".join(part for part in (quiet, missing) if part) or _("nobody has gone quiet, coverage has no gap")
    return f"{known} {told[:1].upper()}{told[1:]}."


@dataclass(frozen=True, slots=True)
class _Standing:
    """How it stands with a person: days since the last contact, and her rhythm if she has one."""

    known: Known
    last: dt.date | None
    days: int | None
    rhythm: Rhythm | None

    @property
    def is_quiet(self) -> bool:
        return self.rhythm is not None and (self.days is None or self.days > self.rhythm.wanted)


def _standing(reading: Reading, day: dt.date, me: str, initiative: str) -> list[_Standing]:
    roles = by_role(table.rhythms(reading))
    elsewhere = contacts_elsewhere(reading, day)
    written = [role for role in table.roles(reading) if role_key(role) in roles]
    among = places.people_of(reading, initiative) if initiative else None
    found = []
    for known in table.known(reading, written, trust.stakeholders(reading), day):
        if known.uid == me or (among is not None and known.uid not in among):
            continue
        number = max(known.last or 0, elsewhere.get(known.uid, 0))
        last = dt.date.fromordinal(number) if number else None
        wanted = rhythm_of(known.wanted, known.longest, known.role, roles)
        found.append(_Standing(known, last, days_since(last, day), wanted))
    return found


def _press(one: _Standing) -> tuple[int, float, str]:
    """By days past the wanted gap; then those never in touch; then those in time, who is next first; then the rest."""
    if one.rhythm is None:
        return 3, -float(one.days or 0), one.known.uid
    if one.days is None:
        return 1, one.rhythm.wanted, one.known.uid
    past = one.days - one.rhythm.wanted
    return 0 if past > 0 else 2, -past, one.known.uid


def _told(
    reading: Reading, uids: Sequence[str], standing: Mapping[str, _Standing], me: str, day: dt.date
) -> tuple[Relation, ...]:
    courses = rating.by_person(reading, uids, day)
    raters = rating.raters(reading, [course for found in courses.values() for course in found])
    items = lists.items(reading, "person", uids)
    return tuple(_relation(item, standing[item.uid], courses.get(item.uid, []), raters, me) for item in items)


def _relation(item: Item, one: _Standing, courses: Sequence[Course], raters: Mapping[str, str], me: str) -> Relation:
    own = [course for course in courses if me and course.rater == me]
    return Relation(
        uid=item.uid,
        name=str(item.fields.get("name") or ""),
        about=about_words(item),
        last=one.last,
        days=one.days,
        contact=Contact(one.days, one.rhythm) if one.rhythm else None,
        own_rhythm=rhythm(item.fields.get("wanted_days"), item.fields.get("longest_days")) is not None,
        mine={of: next(iter(of_type(own, of)), None) for of in rating.TYPES},
        courses=tuple(courses),
        raters={course.rater: raters[course.rater] for course in courses},
    )


def initiatives(store: Store) -> list[tuple[str, str]]:
    """Uid and name of each initiative, by name, to choose one."""
    with store.read() as reading:
        uids = [item.uid for item in lists.page(reading, "initiative", limit=200)]
        names = naming.titles(reading, uids)
    return [(uid, names[uid]) for uid in uids if uid in names]
