"""Whose teams are told of, and from when on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

from isp_desktop.services.demo.capacity import assessed, elsewhere
from isp_desktop.services.demo.capacity.rating import Rating
from isp_desktop.services.demo.chapters import Chapters
from isp_desktop.services.demo.lasting import ends_of, lasting
from isp_desktop.services.demo.material import Material
from isp_desktop.services.demo.model import Entry
from isp_desktop.services.demo.teams.charters import chartered, template
from isp_desktop.services.demo.teams.checks import checked
from isp_desktop.services.demo.teams.loops import looped
from isp_desktop.services.demo.teams.meetings import met
from isp_desktop.services.demo.teams.members import founded, learning, supported
from isp_desktop.services.demo.teams.plain import begins, plain
from isp_desktop.services.demo.teams.telling import Story, Telling
from isp_desktop.services.demo.world import World

_TWO_YEARS = timedelta(days=730)
_SHORTEST = timedelta(days=270)
_LOOKED_EACH = timedelta(days=14)
_FEWEST = 4


def teams(worlds: Sequence[World], material: Material, until: date, seed: int) -> Chapters:
    """The chapters about the teams of all sites, to be told among the sites' stories.

    In full is told of the initiative that most sites work on at the end, and of the one of its sites that began first.
    """
    chapters = Chapters()
    telling = Telling(material, chapters, until, Random(f"{seed}/teams"))
    is_told: set[str] = set()
    visited = [world for world in worlds if world.brief.stops]
    if not visited:
        return chapters
    telling.desk.author = visited[0].main.full
    initiative, _ = Counter(_latest(world) for world in visited).most_common(1)[0]
    concerned = sorted((world for world in visited if _latest(world) == initiative), key=_first)
    begin = max(until - _TWO_YEARS, _first(concerned[0]))
    capacity = telling.beside(Random(f"{seed}/capacity"))
    rating, rated = Rating(capacity), set[str]()

    def begun(story: Story) -> None:
        rated.add(story.world.uid)
        assessed(replace(story, telling=capacity), rating)

    telling.on(begin, partial(_looked, telling, concerned, is_told, begun))
    ends = ends_of(visited)
    for world in visited:
        lasts = world is ends.get("lasts")
        telling.on(begins(telling, lasts), partial(plain, telling, world, is_told, lasts))
    elsewhere(capacity, rating, visited, rated)
    lasting(telling.beside(Random(f"{seed}/lasting")), ends)
    return chapters


def _latest(world: World) -> str:
    return world.brief.initiatives[-1].name


def _first(world: World) -> date:
    return world.brief.stops[0].on


def _looked(
    telling: Telling, worlds: Sequence[World], is_told: set[str], begun: Callable[[Story], None]
) -> Iterator[Entry]:
    """The story begins as soon as one of the sites has a team, unless it is too late for it to come to anything."""
    today = telling.desk.now.date()
    if telling.until - today < _SHORTEST:
        return
    for world in worlds:
        if len(telling.seated(world)) >= _FEWEST and world.bonds.team not in is_told:
            is_told.add(world.bonds.team)
            others = [one.bonds.team for one in worlds if one is not world and telling.knows(one.bonds.team)]
            story = Story(telling, world, world.brief.initiatives[-1], today)
            yield from _begun(story, others)
            begun(story)
            return
    telling.on(today + _LOOKED_EACH, partial(_looked, telling, worlds, is_told, begun))


def _begun(story: Story, others: list[str]) -> Iterator[Entry]:
    yield story.telling.write("charter", template(story.telling.words["charters"]))
    yield from founded(story, others)
    for planned in (chartered, met, looped, checked, supported, learning):
        planned(story)
