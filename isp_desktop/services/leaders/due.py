"""What is due with leaders and champions: talks by their rhythm, and reviews of champions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from isp_desktop.db import leaders as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.debriefs import Rhythm
from isp_desktop.services.leaders.reading import COUNTING, champions_of, held, role_rhythms, roles_of
from isp_desktop.services.leaders.told import NOBODY, Champion, Named, Role

TALKS_AHEAD = 3
"""How many days before its day a talk is told of: in time to arrange it, or all would be told of all the time."""
REVIEWS_AHEAD = 14
SHOWN = 7
_MOST = 300


class Due(Struct, frozen=True):
    """A talk, or a review, that is late or soon due.

    Attributes:
        why: what is due: a talk with a leader or champion, or a look at a champion's role.
        champion: the uid of the champion, "" for somebody who is none; state: how it stands with the role.
        role: the uid of the role of leadership and what it is called; nobody's for none.
        days: to the day, below 0 for a late one.
        every: by which rhythm, in days; 0 for a review.
    """

    why: Literal["talk", "review"]
    person: Named
    champion: str
    state: str
    role: Named
    site: Named
    day: dt.date
    days: int
    every: int
    private: bool
    in_conflict: bool

    @property
    def key(self) -> str:
        """What tells it from what else is due."""
        return f"{self.why} {self.champion if self.why == 'review' else self.person[0]}"


class DueLeaders(Struct, frozen=True):
    """The first ones, first due first, and how many there are."""

    shown: tuple[Due, ...] = ()
    count: int = 0

    @property
    def due(self) -> int:
        """How many of those shown are late or due today."""
        return sum(one.days <= 0 for one in self.shown)


def due(store: Store, today: dt.date) -> DueLeaders:
    """What is late or soon due; one talk a person, whatever she leads and champions, by the stricter rhythm."""
    until = today + dt.timedelta(days=REVIEWS_AHEAD + 1)
    with store.read() as reading:
        looked_at = table.due_reviews(reading, until, _MOST)
        champions = champions_of(reading, [*dict.fromkeys([*looked_at, *_champions_due(reading, today)])], today)
        roles = roles_of(reading, _roles_due(reading, today), today)
    found = sorted([*_talks(champions, roles, today), *_reviews(champions, until, today)], key=_place)
    return DueLeaders(tuple(found[:SHOWN]), len(found))


def _champions_due(reading: Reading, today: dt.date) -> list[str]:
    """The uids of those with whom a talk is due; of all others no more is read than when it is."""
    items = lists.items(reading, "champion", table.of(reading, "champion", "", "", _MOST), COUNTING)
    return [uid for uid, (_review, _state, rhythm) in held(reading, items, today).items() if _is_soon(rhythm, today)]


def _roles_due(reading: Reading, today: dt.date) -> list[str]:
    uids = table.of(reading, "leadership_role", "", "", _MOST)
    items = lists.items(reading, "leadership_role", uids, (*COUNTING, "until"))
    return [uid for uid, rhythm in role_rhythms(reading, items, today).items() if _is_soon(rhythm, today)]


def _is_soon(rhythm: Rhythm | None, today: dt.date) -> bool:
    return rhythm is not None and rhythm.days_left(today) <= TALKS_AHEAD


def _talks(champions: Sequence[Champion], roles: Sequence[Role], today: dt.date) -> list[Due]:
    first: dict[str, Due] = {}
    for one in _each_talk(champions, roles, today):
        known = first.get(one.person[0])
        if known is None or one.day < known.day:
            first[one.person[0]] = one
    return [one for one in first.values() if one.days <= TALKS_AHEAD]


def _each_talk(champions: Sequence[Champion], roles: Sequence[Role], today: dt.date) -> Iterable[Due]:
    for one in champions:
        if one.rhythm is not None and one.person[0]:
            yield _due("talk", one, one.rhythm.next_on, one.rhythm.every, today)
    for role in roles:
        if role.rhythm is not None:
            yield Due(
                why="talk",
                person=role.person,
                champion="",
                state="",
                role=(role.uid, role.role),
                site=role.site,
                day=role.rhythm.next_on,
                days=role.rhythm.days_left(today),
                every=role.rhythm.every,
                private=role.private,
                in_conflict=role.in_conflict,
            )


def _reviews(champions: Sequence[Champion], until: dt.date, today: dt.date) -> list[Due]:
    return [
        _due("review", one, one.review_on, 0, today)
        for one in champions
        if one.review_on is not None and one.review_on < until
    ]


def _due(why: Literal["talk", "review"], one: Champion, day: dt.date, every: int, today: dt.date) -> Due:
    days = (day - today).days
    about = (one.person, one.uid, one.state, NOBODY, one.site)
    return Due(why, *about, day, days, every, one.private, one.in_conflict)


def _place(one: Due) -> tuple[int, str, str]:
    return one.days, one.person[1].casefold(), one.key
