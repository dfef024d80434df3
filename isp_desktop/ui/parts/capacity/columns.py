"""The columns of the grid of places: what each shows of a place, and by what it is sorted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.scoring import Score
from isp_desktop.domain.vocabulary import CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity.across import Across, Place, Point
from isp_desktop.services.capacity_result import places
from isp_desktop.services.capacity_result.words import place_words, value_words
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.heat_grid import HeatCell
from isp_desktop.ui.kit.rated_cells import heat_of

_MOST_PERIODS = 6
_LAST = (2, 0.0)


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        cell: what it shows of a place.
        order: by what places are sorted, the lowest first; those without a value come last.
        point: the run that is opened.
    """

    key: str
    label: str
    cell: Callable[[Place], HeatCell]
    order: Callable[[Place], tuple[float, float]]
    point: Callable[[Place], Point | None] = lambda place: place.points[-1]


def views() -> list[tuple[str, str]]:
    """What the columns can be, beside the types: the levels of one type, or half-years."""
    own = [(kind, _("{type}, by level").format(type=_(label))) for kind, label in CAPACITY_TYPES.items()]
    return [*own, ("time", _("Over time"))]


def columns_of(view: str, told: Across, today: dt.date) -> list[Column]:
    """The columns of a view: "types", the key of a type, or "time"."""
    if view == "time":
        return [_period(period) for period in places.periods(told.places, _MOST_PERIODS)]
    day = _day(today)
    if view in CAPACITY_TYPES:
        return [day, *(_level(view, level) for level in LEVELS)]
    return [day, _overall(), *(_type(kind) for kind in CAPACITY_TYPES), _short()]


def _day(today: dt.date) -> Column:
    def cell(place: Place) -> HeatCell:
        point = place.points[-1]
        told = short_date(point.day.isoformat(), today)
        others = "" if point.whole else counted("over {n} item", "over {n} items", point.over)
        words = _("{place}: latest on {day}").format(place=place.name, day=told)
        if others:
            words = f"{words}, {others}"
        return HeatCell(told, look="plain", words=words)

    return Column("day", _("Latest"), cell, lambda place: (0, place.points[-1].day.toordinal()))


def _overall() -> Column:
    def cell(place: Place) -> HeatCell:
        change = places.change(place)
        told = ""
        if change:
            told = _("up") if change > 0 else _("down")
        return _scored(place, _("All in all"), place.points[-1].profile.overall, told)

    return Column("overall", _("All in all"), cell, lambda place: _order(place.points[-1].profile.overall))


def _type(kind: str) -> Column:
    label = _(CAPACITY_TYPES[kind])

    def cell(place: Place) -> HeatCell:
        short = places.short_in(place, kind)
        told = counted("{n} short", "{n} short", short) if short else ""
        return _scored(place, label, places.of_type(place, kind), told)

    return Column(kind, label, cell, lambda place: _order(places.of_type(place, kind)))


def _level(kind: str, level: str) -> Column:
    def score(place: Place) -> Score | None:
        return place.points[-1].profile.cells.get((kind, level))

    def cell(place: Place) -> HeatCell:
        told = _("short") if (kind, level) in place.short else ""
        return _scored(place, place_words(kind, level), score(place), told)

    return Column(level, _(LEVELS[level]), cell, lambda place: _order(score(place)))


def _short() -> Column:
    def cell(place: Place) -> HeatCell:
        short, is_rated = places.short_in(place), place.points[-1].profile.overall.share is not None
        if is_rated and not place.targets:
            words = _("{place}: it is not said how much is needed").format(place=place.name)
            return HeatCell(_("not said"), look="plain", words=words)
        nothing = _("none") if is_rated else _("not rated")
        told = counted("{n} short", "{n} short", short) if short else nothing
        return HeatCell(told, look="gap" if short else "plain", words=f"{place.name}: {told}")

    return Column("short", _("Short"), cell, lambda place: (0, -places.short_in(place)))


def _period(period: tuple[int, int]) -> Column:
    year, half = period
    label = (_("Jan to Jun {year}") if half == 0 else _("Jul to Dec {year}")).format(year=year)

    def score(place: Place) -> Score | None:
        point = places.in_period(place, period)
        return point.profile.overall if point is not None else None

    def cell(place: Place) -> HeatCell:
        point = places.in_period(place, period)
        told = "" if point is None or point.whole else counted("{n} item", "{n} items", point.over)
        return _scored(place, label, score(place), told, _("not assessed"))

    return Column(
        f"{year}-{half}", label, cell, lambda place: _order(score(place)), lambda place: places.in_period(place, period)
    )


def _scored(place: Place, label: str, score: Score | None, small: str, nothing: str = "") -> HeatCell:
    where = f"{place.name}, {label}"
    if score is None or score.share is None or score.value is None:
        told = nothing or (_("not asked") if score is None else _("not rated"))
        return HeatCell(told, look="plain", words=f"{where}: {told}")
    value = value_words(round(score.value, 1))
    return HeatCell(value, small, heat_of(score.share), words=", ".join(filter(None, (f"{where}: {value}", small))))


def _order(score: Score | None) -> tuple[float, float]:
    return _LAST if score is None or score.share is None else (0, score.share)
