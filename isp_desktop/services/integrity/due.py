"""What of integrity and withdrawal is due: elements to look at, what is to be looked at again, conditions to stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from isp_desktop.db import integrity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading
from isp_desktop.domain import integrity
from isp_desktop.services import naming

REVIEWED = ("adaptation", "accountability", "withdrawal")
"""The kinds of these whose records say when they are to be looked at again."""

KINDS = frozenset((*REVIEWED, "withdrawal_condition", "core_element", "integrity_mark", "support", "site"))
_MOST_ELEMENTS = 400


class Due(Struct, frozen=True):
    """Something due on a day.

    Attributes:
        kind: a kind, or "integrity" where `uid` is a site with core elements to look at, `count` of them.
    """

    uid: str
    kind: str
    name: str
    day: dt.date
    private: bool = False
    count: int = 0


def within(reading: Reading, today: dt.date, end: dt.date) -> list[Due]:
    """What is due before `end`."""
    found: list[tuple[str, str, str, int]] = []
    for kind in REVIEWED:
        found += [(one.uid, kind, one.day, 0) for one in table.to_review(reading, kind, end, today)]
    found += [(one.uid, "withdrawal_condition", one.day, 0) for one in table.conditions(reading, end)]
    found += [(site, "integrity", day, count) for site, day, count in _to_look_at(reading, today, end)]
    names = naming.titles(reading, {uid for uid, *_rest in found})
    private = _private(reading, found)
    return [
        Due(uid, kind, names.get(uid, ""), dt.date.fromisoformat(day), uid in private, count)
        for uid, kind, day, count in found
    ]


def _private(reading: Reading, found: Iterable[tuple[str, str, str, int]]) -> set[str]:
    return {uid for uid, name in lists.names(reading, [uid for uid, *_rest in found]).items() if name.private}


def _to_look_at(reading: Reading, today: dt.date, end: dt.date) -> list[tuple[str, str, int]]:
    """Each site with elements that are to be looked at before `end`: the first such day, and how many there are."""
    by_initiative: dict[str, list[table.Element]] = {}
    for element in table.to_look_at(reading, _MOST_ELEMENTS):
        by_initiative.setdefault(element.initiative, []).append(element)
    days: dict[str, list[str]] = {}
    for initiative, own in by_initiative.items():
        sites = table.supported(reading, initiative, today)
        now = integrity.latest(table.latest(reading, [one.uid for one in own], [*sites], today), today)
        for site, begun in sites.items():
            for one in own:
                by = integrity.look_by(now.get((one.uid, site)), begun, one.review_days)
                if by is not None and by < end:
                    days.setdefault(site, []).append(by.isoformat())
    return [(site, min(found), len(found)) for site, found in days.items()]
