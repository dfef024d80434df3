"""A site's integrity as lanes over one axis: support, elements, adaptations, and changes at the three places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from isp_desktop.domain.integrity import DOUBTED
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CHANGE_PLACES
from isp_desktop.services.integrity import words
from isp_desktop.services.integrity.site import SiteIntegrity
from isp_desktop.ui.kit.time_lanes import Lane, Lanes, Spot, Stretch
from isp_desktop.ui.parts.stands import shape_of

_SHADES: Mapping[str, int] = {"exploring": 1, "active": 3, "tapering": 2, "withdrawn": 0}
_LEAST_DAYS, _AFTER = 180, 14


def lanes_of(found: SiteIntegrity, today: dt.date) -> Lanes:
    """All of it."""
    first, last = _span(found, today)
    band = [
        Stretch(_day(one.since), words.support_word(one.status), _SHADES.get(one.status, 0)) for one in found.support
    ]
    adapted = [_adaptations(found)] if found.adaptations else []
    changed = list(_changes(found))
    return Lanes(
        first,
        last,
        today,
        _("Support"),
        band,
        (
            (_("Core elements"), list(_elements(found))),
            (_("Done otherwise"), adapted),
            (_("What changed around it"), changed),
        ),
    )


def kinds_by_uid(found: SiteIntegrity) -> dict[str, str]:
    """Of which kind each record is that stands in the lanes."""
    looks = {look.uid: "integrity_mark" for lane in found.lanes for look in lane.looks}
    return looks | {one.uid: "adaptation" for one in found.adaptations} | {one.uid: "change" for one in found.changes}


def _elements(found: SiteIntegrity) -> Iterator[Lane]:
    for lane in found.lanes:
        spots = [Spot(look.uid, _day(look.day), words.look_words(look), shape_of(look.mark)) for look in lane.looks]
        now = lane.stand.mark
        yield Lane(lane.element.name, spots, (shape_of(now), words.mark_word(now)))


def _adaptations(found: SiteIntegrity) -> Lane:
    spots = [
        Spot(
            one.uid,
            _day(one.since),
            words.adaptation_words(one),
            lasts=True,
            until=_day(one.until) if one.until else None,
            doubtful=one.consistent in DOUBTED or not one.consistent,
        )
        for one in found.adaptations
        if one.since
    ]
    return Lane(_("Adaptations"), sorted(spots, key=lambda spot: (spot.day, spot.uid)))


def _changes(found: SiteIntegrity) -> Iterator[Lane]:
    for place, label in CHANGE_PLACES.items():
        spots = [
            Spot(one.uid, _day(one.day), words.change_words(one))
            for one in found.changes
            if one.place == place and one.day
        ]
        if spots:
            yield Lane(_(label), spots)


def _span(found: SiteIntegrity, today: dt.date) -> tuple[dt.date, dt.date]:
    """From the first day of anything to a while after today, half a year at least."""
    days = [
        *(look.day for lane in found.lanes for look in lane.looks),
        *(one.since for one in found.adaptations),
        *(one.since for one in found.support),
        *(one.day for one in found.changes),
    ]
    first = min((_day(day) for day in days if day), default=today)
    return min(first, today - dt.timedelta(days=_LEAST_DAYS)), today + dt.timedelta(days=_AFTER)


def _day(day: str) -> dt.date:
    return dt.date.fromisoformat(day)
