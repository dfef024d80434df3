"""The outlook of one site, with how it was before, and of all sites beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted, in_sentence, number
from isp_desktop.domain.outlook import Count, Fact, Ground, State, count, facts, half_years
from isp_desktop.domain.outlook.tapering import status_on
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS, SUPPORT_STATES
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.outlook.gathering import KINDS, LOOKED_BACK, gathered
from isp_desktop.services.outlook.source import Own, Shared, Source
from isp_desktop.services.outlook.words import sentence

__all__ = ["KINDS", "Line", "Overview", "SiteOutlook", "SiteRow", "all_sites", "of_site"]

SHOWN = 300
"""Of so many sites at most the outlook is told beside each other; an initiative narrows them down."""


class Line(Struct, frozen=True):
    """A fact in words.

    Attributes:
        day: of what it rests on, "YYYY-MM-DD", or "".
        kind, uid: the record to look at.
    """

    state: State
    area: str
    rule: str
    told: str
    day: str
    kind: str
    uid: str


class Moment(Struct, frozen=True):
    """How many facts there were on a day, by area."""

    day: dt.date
    counts: Mapping[str, Count]


class SiteOutlook(Struct, frozen=True):
    """The outlook of a site.

    Attributes:
        course: at the end of each half-year since the first record, and on the day it was read; of what has a day.
        is_new: nothing is noted yet of which anything could be told.
    """

    uid: str
    name: str
    day: dt.date
    headline: str
    lines: tuple[Line, ...]
    counts: Mapping[str, Count]
    course: tuple[Moment, ...]
    is_new: bool

    def in_area(self, area: str, state: State) -> list[Line]:
        """What is so in an area."""
        return [line for line in self.lines if (line.area, line.state) == (area, state)]


class SiteRow(Struct, frozen=True):
    """A site beside others; `support` is the key of its status or "", `elements` tells of its core elements."""

    uid: str
    name: str
    support: str
    elements: str
    counts: Mapping[str, Count]

    @property
    def whole(self) -> Count:
        """Over all areas."""
        own = self.counts.values()
        return Count(sum(one.strong for one in own), sum(one.at_risk for one in own), sum(one.not_known for one in own))


class Overview(Struct, frozen=True):
    """All sites, or those of an initiative, by name; `is_part`: there are more than are told."""

    rows: tuple[SiteRow, ...]
    headline: str
    is_part: bool = False


def of_site(store: Store, uid: str, today: dt.date) -> SiteOutlook:
    """The outlook of the site `uid` as its owner sees it.

    Raises:
        NotFound: there is no such site.
    """
    with store.read() as reading:
        return _of_site(Own(reading), uid, today)


def shared_of_site(store: Store, uid: str, today: dt.date) -> SiteOutlook:
    """The same of what is shared and nothing else.

    Raises:
        NotFound: there is no such site, or nothing of it is shared.
    """
    with store.read() as reading:
        return _of_site(Shared(reading), uid, today)


def all_sites(store: Store, today: dt.date, initiative: str = "") -> Overview:
    """The sites beside each other as their owner sees them; with `initiative` those of it."""
    with store.read() as reading:
        return _all_sites(Own(reading), _uids(reading, initiative), today)


def shared_of_all_sites(store: Store, today: dt.date, initiative: str = "") -> Overview:
    """The same of what is shared and nothing else."""
    with store.read() as reading:
        return _all_sites(Shared(reading), _uids(reading, initiative), today)


def _uids(reading: Reading, initiative: str) -> list[str]:
    where = [("initiatives", initiative)] if initiative else []
    return [item.uid for item in lists.page(reading, "site", where, limit=SHOWN + 1)]


def _of_site(source: Source, uid: str, today: dt.date) -> SiteOutlook:
    places = _initiatives(source, [uid])
    if uid not in places:
        raise NotFound(_("There is no such site, or nothing of it is shared. Look it up by search."))
    ground = gathered(source, places, today)[uid]
    now = facts(ground, today.isoformat())
    names = source.names({uid, *(one for fact in now for one in fact.about)})
    lines = tuple(_line(fact, names) for fact in now)
    return SiteOutlook(
        uid=uid,
        name=names.get(uid) or _("Site without a name"),
        day=today,
        headline=headline(ground, now, today.isoformat()),
        lines=lines,
        counts=_counts(now),
        course=tuple(_course(ground, today)),
        is_new=all(fact.state == "not_known" for fact in now),
    )


def _line(fact: Fact, names: Mapping[str, str]) -> Line:
    return Line(fact.state, fact.area, fact.rule, sentence(fact, names), fact.day, fact.kind, fact.uid)


def _counts(found: Sequence[Fact]) -> dict[str, Count]:
    return {area: count(found, area) for area in OUTLOOK_AREAS}


def _course(ground: Ground, today: dt.date) -> Iterator[Moment]:
    first = _first_day(ground)
    # What has no day of its own is told of no day, or today would seem to have more of it than the days before.
    dated = replace(ground, read_on="")
    for day in half_years(min(first, today), today):
        yield Moment(day, _counts(facts(dated, day.isoformat())))


def _first_day(ground: Ground) -> dt.date:
    """The first day of which anything is told."""
    days = [
        *(one.date for one in ground.marks),
        *(one.date for one in ground.adaptations),
        *(one.date for one in ground.assessed),
        *(one.date for one in ground.reviews),
        *(one.date for one in ground.changes),
        *(one.since for one in ground.supports),
        *(one.since for one in ground.roles),
        *(one.since for one in ground.champions),
        *(meeting.date for team in ground.teams for meeting in team.meetings),
        *(one.seen_on for one in ground.needs),
        *(one.noted for one in ground.promises),
    ]
    return dt.date.fromisoformat(min(filter(None, days), default=ground.read_on))


def headline(ground: Ground, found: Sequence[Fact], day: str) -> str:
    """What holds, how far the support is, and how much is at risk or not known beside: facts, and no verdict."""
    status = status_on(ground.supports, day)
    parts = [_elements_words(found)]
    if status is not None and status.status in SUPPORT_STATES:
        since = day_in_words(status.since)
        told = _("Support: {status} since {day}.").format(
            status=in_sentence(_(SUPPORT_STATES[status.status])), day=since
        )
        parts.append(told)
    others = count([fact for fact in found if fact.rule not in ("I1", "P1")])
    risk = counted("{n} more thing is at risk", "{n} more things are at risk", others.at_risk)
    unknown = counted("{n} is not known", "{n} are not known", others.not_known)
    parts.append(_("{risk}, {unknown}.").format(risk=risk, unknown=unknown))
    return " ".join(parts)


def _elements_words(found: Sequence[Fact]) -> str:
    elements = count([fact for fact in found if fact.rule == "I1"])
    if not elements.told:
        return _("No core element is written down yet.")
    parts = [
        counted(
            "{n} of {of} core elements holds",
            "{n} of {of} core elements hold",
            elements.strong,
            of=number(elements.told),
        ),
        counted("{n} is at risk", "{n} are at risk", elements.at_risk) if elements.at_risk else "",
        counted("of {n} it is not known", "of {n} it is not known", elements.not_known) if elements.not_known else "",
    ]
    return _("{parts}.").format(parts=", ".join(filter(None, parts)))


def _initiatives(source: Source, sites: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The initiatives of each site that there is, in the order given."""
    found = {row["uid"]: tuple(row["initiatives"] or ()) for row in source.rows("site", sites, ("initiatives",))}
    return {uid: found[uid] for uid in sites if uid in found}


def _all_sites(source: Source, uids: Sequence[str], today: dt.date) -> Overview:
    day, since = today.isoformat(), (today - dt.timedelta(days=LOOKED_BACK)).isoformat()
    places = _initiatives(source, uids[:SHOWN])
    grounds = gathered(source, places, today, since)
    names = source.names(places)
    rows = []
    for uid, ground in grounds.items():
        status, own = status_on(ground.supports, day), facts(ground, day)
        name, support = names.get(uid) or _("Site without a name"), status.status if status else ""
        rows.append(SiteRow(uid, name, support, _elements_words(own), _counts(own)))
    return Overview(tuple(rows), _overview_words(rows), len(uids) > SHOWN)


def _overview_words(rows: Sequence[SiteRow]) -> str:
    """At how many sites all core elements hold, some are at risk, and it is not known of some."""
    if not rows:
        return ""
    counts = [row.counts["integrity"] for row in rows]
    told = _(
        "{sites} All core elements hold at {holding}; some are at risk at {risk}; some are not known at {unknown}."
    )
    return told.format(
        sites=counted("{n} site.", "{n} sites.", len(rows)),
        holding=number(sum(not (one.at_risk or one.not_known) for one in counts)),
        risk=number(sum(bool(one.at_risk) for one in counts)),
        unknown=number(sum(bool(one.not_known) for one in counts)),
    )
