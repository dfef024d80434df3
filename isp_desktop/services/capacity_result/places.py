"""One instrument over sites and time as it is looked at: which instruments there are, and how places stand by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.scoring import CELLS, Cell, Score
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.across import Across, Common, Place, Point, across
from isp_desktop.services.capacity.instruments import Kept
from isp_desktop.services.capacity_result.words import place_words

KINDS = frozenset(
    ("assessment", "answer", "instrument", "capacity_target", "site", "team", "organization", "initiative")
)
"""The kinds from which it is told."""

_PERIOD = 6


class Used(Struct, frozen=True):
    """The instruments by which something was assessed, uid and name of the newest version of each; and one of them."""

    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    told: Across | None = None


def used(store: Store, chosen: str = "") -> Used:
    """How places stand by the instrument `chosen`; by the one used most for "", or where it is not here any more."""
    families = _families(instruments.library(store))
    if not families:
        return Used()
    newest = {uid: (kept, count) for uid, kept, count in families}
    if chosen not in newest:
        chosen = max(newest, key=lambda uid: (newest[uid][1], uid))
    names = sorted(
        ((uid, _name(kept)) for uid, (kept, _count) in newest.items()), key=lambda pair: (pair[1].casefold(), pair[0])
    )
    return Used(tuple(names), chosen, across(store, chosen))


def _name(kept: Kept) -> str:
    return kept.name or _("Instrument without a name")


def _families(kept: Sequence[Kept]) -> list[tuple[str, Kept, int]]:
    """Of each instrument that was used its newest version in use or retired, and how often all of them were.

    What follows one another is one instrument, as `across` has it: also where two versions follow the same one.
    """
    by_uid = {one.uid: one for one in kept}
    groups = instruments.families((one.uid, one.follows) for one in kept)
    found = []
    for group in set(groups.values()):
        versions = [by_uid[uid] for uid in group if uid in by_uid]
        # A draft that changes yet, or asks nothing, is nothing to tell the others by.
        newest = max(versions, key=lambda one: (one.state != "draft", one.version, one.uid))
        found.append((newest.uid, newest, sum(one.used for one in versions)))
    return [one for one in found if one[2]]


def of_type(place: Place, capacity_type: str) -> Score | None:
    """What the latest run at a place came to in a type."""
    return place.points[-1].profile.types.get(capacity_type)


def short_in(place: Place, capacity_type: str = "") -> int:
    """How many cells of a type are short there; of all types for ""."""
    return sum(cell[0] == capacity_type or not capacity_type for cell in place.short)


def change(place: Place) -> float | None:
    """By how much of the scale the whole went up since the run before; None where both do not ask the same."""
    if len(place.points) < 2:
        return None
    before, now = place.points[-2:]
    if not (before.whole and now.whole):
        return None
    one, other = before.profile.overall.share, now.profile.overall.share
    return None if one is None or other is None else other - one


def common(found: Across) -> list[tuple[Cell, Common]]:
    """The cells that are short somewhere, those short at most places first."""
    short = [(cell, found.cells[cell]) for cell in CELLS if found.cells[cell].short]
    return sorted(short, key=lambda pair: (-pair[1].short, -pair[1].short / max(1, pair[1].scored)))


def common_words(cell: Cell, one: Common) -> str:
    """At how many places a cell is short."""
    told = counted("short at {n} of {of}", "short at {n} of {of}", one.short, of=number(one.scored))
    return f"{place_words(*cell)}: {told}"


def periods(places: Iterable[Place], most: int) -> list[tuple[int, int]]:
    """The half-years in which something was assessed, as year and 0 or 1; the latest `most` of them, in order."""
    found = {period_of(point.day) for place in places for point in place.points}
    return sorted(found)[-most:]


def period_of(day: dt.date) -> tuple[int, int]:
    """The half-year of a day."""
    return day.year, (day.month - 1) // _PERIOD


def in_period(place: Place, period: tuple[int, int]) -> Point | None:
    """The last run in a half-year."""
    return next((point for point in reversed(place.points) if period_of(point.day) == period), None)


def headline(found: Across | None) -> str:
    """At how many places it was used, and what is short at most of them."""
    if found is None or not found.places:
        return ""
    parts = [counted("Assessed at {n} place", "Assessed at {n} places", len(found.places))]
    if first := common(found)[:1]:
        parts.append(common_words(*first[0]))
    return _("{parts}.").format(parts="; ".join(parts))
