"""Will it last here? Facts of a site in seven areas, as of a day, by the rules of docs/outlook.md.

From the guide's opening: what is sustained is what goes on with integrity after the support has gone, with capacity
enough to keep it so. The rules state what is strong, what is at risk and why, and what is not known; they add nothing
up and judge nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from isp_desktop.domain.outlook import (
    capacity,
    changes,
    integrity,
    leadership,
    relationships,
    tapering,
    teams,
)
from isp_desktop.domain.outlook.fact import STATES, Count, Fact, State, count
from isp_desktop.domain.outlook.ground import Ground

__all__ = ["STATES", "Count", "Fact", "Ground", "State", "count", "facts", "half_years"]

_RULES: Mapping[str, Callable[[Ground, str], Iterator[Fact]]] = {
    "integrity": integrity.facts,
    "capacity": capacity.facts,
    "leadership": leadership.facts,
    "teams": teams.facts,
    "relationships": relationships.facts,
    "changes": changes.facts,
    "tapering": tapering.facts,
}


def facts(ground: Ground, day: str) -> tuple[Fact, ...]:
    """All that is to say of a site on `day`, "YYYY-MM-DD", area by area; whatever came after it is left out."""
    return tuple(sorted((fact for tell in _RULES.values() for fact in tell(ground, day)), key=lambda fact: fact.place))


def half_years(first: dt.date, last: dt.date, most: int = 12) -> list[dt.date]:
    """The ends of the half-years from that of `first` on, before `last`, and `last`: the latest `most` of them."""
    ends = [
        day
        for year in range(first.year, last.year + 1)
        for day in (dt.date(year, 6, 30), dt.date(year, 12, 31))
        if first <= day < last
    ]
    return [*ends, last][-most:]
