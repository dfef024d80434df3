"""What the chapters about teams share: the desk at which they are written, the words, and who is in which team."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from isp_desktop.services.demo.chapters import Chapters
from isp_desktop.services.demo.material import Initiative, Material
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Pool, Slots, Teller
from isp_desktop.services.demo.world import Desk, World

Chairs = dict[str, Person]
"""Who sits in a team, by the part they play."""

_EVENING = 16  # hour (UTC) from which is written what happened on a day


class Telling:
    """How chapters are told: in which words, with which luck, and in which order of days."""

    def __init__(
        self, material: Material, chapters: Chapters, until: date, rng: Random, desk: Desk | None = None
    ) -> None:
        self.material = material
        self.words: dict[str, Any] = material.teams
        self.names: dict[str, Any] = material.names
        self.until, self.rng = until, rng
        self.teller = Teller(rng)
        self.desk = desk or Desk("", date.min, rng)
        self._chapters = chapters
        told = {name: self.words["meetings"][name] for name in ("said", "private", "plain")}
        self._pools = {f"{name}.{key}": Pool.of(texts) for name, rows in told.items() for key, texts in rows.items()}

    def beside(self, rng: Random) -> Telling:
        """Other chapters at the same desk, with luck of their own: what is told here goes the same way without them."""
        return Telling(self.material, self._chapters, self.until, rng, self.desk)

    def on(self, day: date, chapter: Callable[[], Iterator[Entry]]) -> None:
        """Has a chapter told in the evening of a day, or of the Monday after it, if the notebook goes that far."""
        day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))

        def told() -> Iterator[Entry]:
            self.desk.wait(day, _EVENING, self.rng)
            yield from chapter()

        if day < self.until:
            self._chapters.add(datetime.combine(day, time(_EVENING), UTC), told)

    def write(self, kind: str, fields: dict[str, JSON], private: dict[str, JSON] | None = None, uid: str = "") -> Entry:
        """The next entry; with an empty `uid` a new record."""
        return self.desk.write(kind, uid, fields, private, self.rng)

    def later(self, day: date, kind: str, fields: dict[str, JSON], uid: str) -> None:
        """Has something more written on a record in the evening of a day."""
        self.on(day, lambda: iter((self.write(kind, fields, uid=uid),)))

    def said(self, pool: str, slots: Slots) -> str:
        """The next of the sayings of a pool, filled; none comes back before all others had their turn."""
        return self.teller.tell(self._pools[pool], slots)

    def knows(self, uid: str) -> bool:
        """Whether a record is in the notebook by now, and not only about to be written."""
        return bool(uid) and int(uid.replace("-", "")[:12], 16) < int(self.desk.now.timestamp() * 1000)

    def seated(self, world: World) -> Chairs:
        """Who sits in the team of a site by now."""
        seats = world.bonds.seats if self.knows(world.bonds.team) else {}
        return {
            part: who
            for part, who in world.cast.playing.items()
            if self.knows(who.uid) and self.knows(seats.get(who.uid, ""))
        }


@dataclass(slots=True)
class Team:
    """One of the teams of the story.

    Attributes:
        key: "site", "network" or "system".
        world: the site whose team it is, None for a team above the sites.
        chairs: who sits there, but for a site's team, whose members come and go in the story of the site.
        seats: uid of the membership of each of `chairs`.
        charter: what the latest version says, by field; `charters` the uids of all versions.
        last: uid of the latest meeting that was held.
        noted: uids of parked items and of decisions that something later refers to, by their keys in the file.
    """

    key: str
    uid: str
    world: World | None = None
    chairs: Chairs = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    charter: dict[str, JSON] = field(default_factory=dict)
    charters: list[str] = field(default_factory=list)
    last: str = ""
    noted: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Story:
    """The story of the teams of one initiative, as far as it has come.

    Attributes:
        people: those above the sites, by their keys in the file.
        counts: what was counted last of each core element, of ten.
    """

    telling: Telling
    world: World
    initiative: Initiative
    begun: date
    people: Chairs = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def day(self, share: float) -> date:
        """The working day at a share of the story: 0 is its first day, 1 the end of the notebook."""
        day = self.begun + timedelta(days=round(share * (self.telling.until - self.begun).days))
        return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))

    def share(self, day: date) -> float:
        """How far the story has come by a day."""
        return (day - self.begun).days / (self.telling.until - self.begun).days

    def on(self, share: float, chapter: Callable[[], Iterator[Entry]]) -> None:
        """Has a chapter told at a share of the story."""
        self.telling.on(self.day(share), chapter)

    def members(self, team: Team) -> Chairs:
        """Who sits in a team by now."""
        return self.telling.seated(team.world) if team.world is not None else dict(team.chairs)

    def place(self, team: Team) -> dict[str, JSON]:
        """The team, and the site if it is the team of one."""
        site: dict[str, JSON] = {"site": team.world.uid} if team.world is not None else {}
        return {"team": team.uid} | site

    def rule(self, team: Team) -> str:
        """How a team decides, also before its charter is written."""
        return str(self.telling.words["charters"][team.key]["decision_rule"])

    def slots(self) -> Slots:
        """What the words are filled with."""
        return words_of(self.world, self.initiative, self.people)


def words_of(world: World, initiative: Initiative, people: Chairs) -> Slots:
    """The slots of what is told about the teams of a site and those above it."""
    slots = Slots(world.cast.playing | people)
    slots.later = {}
    focus = initiative.elements[0]
    slots.update(
        site=world.brief.place, region=world.brief.region, initiative=initiative.name, programme=initiative.short,
        served=initiative.served, workers=initiative.workers, session=initiative.session,
        sessions=f"{initiative.session}s", el=focus.name,
    )  # fmt: skip
    return slots
