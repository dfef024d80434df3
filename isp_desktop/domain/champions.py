"""How it stands with champions: what their reviews say, what is due, and where too much rests on too few.

docs/practice.md, activities L8 to L10.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from isp_desktop.domain.debriefs import CULTIVATING, USUAL
from isp_desktop.domain.vocabulary import CHAMPION_STATES, LEVELS

AT_FIRST = "cultivating"
"""What a champion is before anybody looked at the role."""

# The strongest first: what somebody is on the whole who champions at several places.
_STRENGTH: Mapping[str, int] = {"active": 0, "cultivating": 1, "waning": 2, "lost": 3}


class Review(Struct, frozen=True):
    """A look at a champion's role; of two on one day the one with the greater `uid`, made later, is the later."""

    uid: str
    day: dt.date
    state: str
    cause: str = ""
    response: str = ""


class Seat(Struct, frozen=True):
    """That a person champions somewhere; `site`, `initiative` and `level` are "" where they are not said."""

    person: str
    state: str
    site: str = ""
    initiative: str = ""
    level: str = ""


class Alarm(Struct, frozen=True):
    """A place that has no active champion, or just one.

    Attributes:
        where: the uid of a site or an initiative.
        level: the level of the system that it holds for, "" for the whole place.
        person: on whom all of it rests, "" where nobody is active.
    """

    where: str
    level: str
    person: str


def latest(reviews: Iterable[Review], today: dt.date) -> Review | None:
    """The review that holds: the latest one that is not to come; None where nobody looked yet."""
    known = [review for review in reviews if review.day <= today and review.state in CHAMPION_STATES]
    return max(known, key=lambda review: (review.day, review.uid), default=None)


def state(review: Review | None) -> str:
    """The state that a review says; without one somebody is being won."""
    return review.state if review is not None else AT_FIRST


def every_days(state_now: str, own: int | None) -> int | None:
    """How often to be in touch, in days: as was said of this one, or by the state; None with whoever is lost."""
    if state_now == "lost":
        return None
    return own or (CULTIVATING if state_now == AT_FIRST else USUAL)


def next_review(planned: dt.date | None, review: Review | None) -> dt.date | None:
    """The day of the next review; None where none is planned, or there was one on that day or after it."""
    if planned is None or (review is not None and review.day >= planned):
        return None
    return planned


def strongest(states: Iterable[str]) -> str:
    """The state of somebody who champions at several places; "" for none."""
    return min(states, key=lambda one: _STRENGTH.get(one, len(_STRENGTH)), default="")


def alarms(seats: Iterable[Seat], sites: Iterable[str] = ()) -> list[Alarm]:
    """Where nobody is an active champion, or one person is the only one.

    A site is told of once: as a whole where that has an alarm, else by those of its levels that have one. A level
    counts where a champion was ever noted at it. An initiative is told of by its levels, where its champions at
    one are not all of a single site, which tells of itself.

    Args:
        sites: sites that should have champions, though none may be noted there.
    """
    everyone = list(seats)
    at_site: defaultdict[str, list[Seat]] = defaultdict(list, {site: [] for site in sites})
    for_initiative: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in everyone:
        if seat.site:
            at_site[seat.site].append(seat)
        if seat.initiative:
            for_initiative[seat.initiative].append(seat)
    found: list[Alarm] = []
    for site, here in at_site.items():
        whole = _alarm(site, "", here)
        found += [whole] if whole is not None else _of_levels(site, here)
    for initiative, here in for_initiative.items():
        found += _of_levels(initiative, [seat for seat in here if not _one_site_alone(seat, here)])
    return sorted(found, key=lambda alarm: (bool(alarm.person), alarm.where, _LEVELS.get(alarm.level, -1)))


_LEVELS = {level: at for at, level in enumerate(LEVELS)}


def _one_site_alone(seat: Seat, among: Iterable[Seat]) -> bool:
    """Whether all who are at the level of `seat` are of one and the same site."""
    return {other.site for other in among if other.level == seat.level} == {seat.site} != {""}


def _of_levels(where: str, seats: Iterable[Seat]) -> list[Alarm]:
    by_level: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.level in LEVELS:
            by_level[seat.level].append(seat)
    told = (_alarm(where, level, here) for level, here in by_level.items())
    return [alarm for alarm in told if alarm is not None]


def _alarm(where: str, level: str, seats: Iterable[Seat]) -> Alarm | None:
    active = {seat.person for seat in seats if seat.state == "active"}
    return Alarm(where, level, "".join(active)) if len(active) < 2 else None
