"""What the parts of a site's story share: the desk at which it is written, and the state of things there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from isp_desktop.services.demo.bonds import Bonds
from isp_desktop.services.demo.ledger import Ledger
from isp_desktop.services.demo.material import Element, Initiative, Material, Scene
from isp_desktop.services.demo.model import JSON, Entry, uuid7
from isp_desktop.services.demo.people import Cast, Person
from isp_desktop.services.demo.plot import Stop
from isp_desktop.services.demo.prose import Teller
from isp_desktop.services.demo.state import Memory, Progress

_TYPICAL_CYCLE = 26  # visits
_PAUSES = tuple(timedelta(seconds=seconds) for seconds in range(2, 45))  # between two writings


@dataclass(frozen=True, slots=True)
class Brief:
    """What is settled about a site before its story is told; `initiatives` holds one for each cycle of the plot.

    Attributes:
        reviewed: whether a day is set on which to look at it together.
        drifts: whether the work does not last once the support has gone.
    """

    name: str
    place: str
    region: str
    setting: str
    stops: list[Stop]
    initiatives: list[Initiative]
    reviewed: bool
    drifts: bool = False


class Desk:
    """Writes entries, each a little later than the one before."""

    def __init__(self, author: str, start: date, rng: Random) -> None:
        self.author = author
        self._rng = rng
        self.now = datetime.combine(start, time(17), UTC)

    def wait(self, on: date, hour: int, rng: Random | None = None) -> None:
        """Lets time pass until a moment in the four hours from `hour` (UTC) of that day, unless it has passed."""
        minutes = int((rng or self._rng).random() * 240)
        self.now = max(self.now, datetime.combine(on, time(hour + minutes // 60, minutes % 60), UTC))

    def write(
        self,
        kind: str,
        uid: str,
        fields: dict[str, JSON],
        private: dict[str, JSON] | None = None,
        rng: Random | None = None,
    ) -> Entry:
        """The next entry; with an empty `uid` a new record. With luck of its own (`rng`) it leaves the story as is."""
        luck = rng or self._rng
        self.now += _PAUSES[int(luck.random() * len(_PAUSES))]
        return Entry(kind, uid or uuid7(self.now, luck), fields, private or {}, self.now, self.author)


class World:
    """One site as its story goes on.

    Attributes:
        initiatives: uid of each initiative, by name.
        main, peer: the practitioner who usually comes, and the other one.
        former, old_champion: the last leader and champion who left.
        beside: luck and prose of what is told beside the story, which goes the same way without it.
        bonds: what is between its people.
        uid: of the site's record.
        organization: the body the site belongs to.
    """

    def __init__(
        self,
        brief: Brief,
        crew: tuple[Person, Person],
        initiatives: dict[str, str],
        until: date,
        material: Material,
        rng: Random,
        beside: Random,
    ) -> None:
        self.brief, self.initiatives, self.until, self.material, self.rng = brief, initiatives, until, material, rng
        self.main, self.peer = crew
        self.setting: dict[str, Any] = material.settings[brief.setting]
        self.teller = Teller(rng)
        self.beside = Teller(beside)
        self.organization = self.teller.pick(self.setting["organizations"]).format(region=brief.region)
        self.cast = Cast(material.names, self.setting, brief.initiatives[0].staff, rng)
        self.former, self.old_champion = self.cast.playing["lead"], self.cast.playing["champ"]
        self.ledger = Ledger(self.teller, material.pools["reason.dropped"])
        self.memory = Memory(rng)
        self.progress = Progress(brief.initiatives[0], self.pace(0), rng)
        self.last_visit = (brief.stops[0].on if brief.stops else until) - timedelta(days=9)
        self.desk = Desk(self.main.full, self.last_visit, rng)
        self.uid = ""
        self.bonds = Bonds()
        self._threaded: dict[str, tuple[Element, Element]] = {}

    def pace(self, cycle: int) -> float:
        """How fast the work grows from visit to visit: faster where a cycle has few of them."""
        visits = sum(stop.cycle == cycle for stop in self.brief.stops)
        return min(2.5, max(0.5, _TYPICAL_CYCLE / max(1, visits)))

    def elements(self, scene: Scene) -> tuple[Element, Element]:
        """The core elements a visit is about: those worked on most, but in a thread those it began with."""
        current = self.progress.focus, self.progress.next
        if not scene.thread:
            return current
        if scene is self.material.threads[scene.thread][0]:
            self._threaded[scene.thread] = current
        kept = self._threaded.get(scene.thread, current)
        return kept if kept[0] in self.progress.initiative.elements else current
