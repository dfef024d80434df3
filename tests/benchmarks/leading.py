"""The page of leaders and champions, and what Today reads of them, in a large notebook against a small one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.domain.revision import SCHEMA, Revision
from isp_desktop.services import garbage, records
from isp_desktop.services.leaders.due import due
from isp_desktop.services.leaders.reading import overview
from tests.benchmarks.measuring import in_turns, say, seconds, tell
from tests.benchmarks.stores import KEY, UNTIL, empty

_TIMES, _BUDGET = 30, 1.3
# Records in all, and champions among them: a page is full of champions in both.
_SMALL, _LARGE = (10_000, 640), (1_000_000, 8_000)
_A_SITE = 8
_STATES = ("active", "active", "cultivating", "waning", "lost")


def run() -> None:
    """Opens what the page reads, of all sites and of one, and what Today reads."""
    with Store.open(empty("leading-small"), KEY) as small, Store.open(empty("leading-large"), KEY) as large:
        floors, acts = (_acts(store, *size) for store, size in ((small, _SMALL), (large, _LARGE)))
        for what, act in acts.items():
            floor, taken = in_turns((floors[what], act), _TIMES)
            told = f"{what}, {_LARGE[0]:,} records against {_SMALL[0]:,}"
            tell(told, taken.wall * 1000, "ms", _BUDGET, floor.wall * 1000)


def _acts(store: Store, count: int, champions: int) -> Mapping[str, Callable[[int], object]]:
    made = _Made(store.device, champions)
    taken = seconds(lambda: made.write(store, count))
    say(f"{f'{count:,} records with {champions:,} champions written':<58} {taken:10.2f} s")
    site, earlier = made.sites[0], UNTIL - dt.timedelta(days=91)
    return {
        "leaders of all sites": lambda _: overview(store, UNTIL, earlier=earlier),
        "leaders of a site": lambda _: overview(store, UNTIL, site, earlier=earlier),
        "talks and reviews due": lambda _: due(store, UNTIL),
    }


class _Made:
    """Ten years of talks, engagements, reviews and places of so many champions, alike each time."""

    def __init__(self, device: str, champions: int) -> None:
        self._device, self._chance = device, random.Random(1)
        self.sites, self._people, self._champions = (
            [records.new_uid() for _at in range(many)] for many in (champions // _A_SITE, champions, champions)
        )

    def write(self, store: Store, count: int) -> None:
        """Writes `count` records."""
        with store.write() as transaction, garbage.not_looked_for():
            for revision, _at in zip(self._revisions(), range(count), strict=False):
                transaction.take(revision)
            transaction.flush()

    def _revisions(self) -> Iterator[Revision]:
        yield from (self._revision("site", {"name": f"Site {at}"}, uid) for at, uid in enumerate(self.sites))
        for at, (uid, champion) in enumerate(zip(self._people, self._champions, strict=True)):
            yield self._revision("person", {"name": f"Person {at}"}, uid)
            yield self._revision("champion", {"person": uid, "site": self._site(at), "since": "2020-01-01"}, champion)
            if at % 2:
                yield self._revision("leadership_role", {"role": "Coach", "person": uid, "site": self._site(at)})
        while True:
            yield self._something()

    def _site(self, at: int) -> str:
        return self.sites[at // _A_SITE]

    def _something(self) -> Revision:
        """As it comes: mostly talks, now and then a review or another place."""
        at, chance = self._chance.randrange(len(self._people)), self._chance.random()
        day = {"date": (UNTIL - dt.timedelta(days=self._chance.randrange(3650))).isoformat()}
        champion, person = {"champion": self._champions[at]}, self._people[at]
        if chance < 0.6:
            return self._revision("debrief", {**day, "people": {"add": [person]}, "talked": "How it goes"})
        if chance < 0.8:
            return self._revision("engagement", {**day, **champion, "what": "Spoke up"})
        if chance < 0.9:
            return self._revision("champion_review", {**day, **champion, "state": self._chance.choice(_STATES)})
        power, interest = self._chance.randrange(101), self._chance.randrange(101)
        return self._revision("standing", {**day, "person": person, "power": power, "interest": interest})

    def _revision(self, kind: str, fields: dict[str, Any], uid: str = "") -> Revision:
        scope = "private" if kind == "standing" else "shared"
        return Revision(
            uid=uid or records.new_uid(),
            kind=kind,
            scope=scope,
            parents=(),
            author="Maren Oduya",
            device=self._device,
            clock=(1_790_000_000_000, 0),
            action="edit",
            schema=SCHEMA,
            fields=fields,
        )
