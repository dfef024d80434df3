"""The made-up notebook as a whole: two practitioners, the initiatives they support, and the stories of the sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise
from random import Random
from typing import Any

from isp_desktop.services.demo.chapters import with_chapters
from isp_desktop.services.demo.material import Initiative, Material, load_material
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person, mail_name
from isp_desktop.services.demo.plot import Shape, Stop, plot
from isp_desktop.services.demo.site import story
from isp_desktop.services.demo.teams import teams
from isp_desktop.services.demo.world import Brief, Desk, World

_SETTINGS = ("school", "clinic", "agency", "network", "other", "school", "clinic", "agency", "school", "agency")
_RHYTHMS = {"lead": (42, 90), "coord": (35, 75)}  # by part of the cast: days wanted, longest days
_REVIEWED = 3  # each third site has a day on which to look at it together
_AHEAD = (4, 10)  # visits planned in a notebook with room for them, at least and at most
_MOST_AT_A_SITE = 3
# Part of the system, level, whether somebody is needed there, and why.
_COVERAGE = (
    ("practice", "system", "not_needed", ""),
    ("data_quality", "system", "not_needed", ""),
    ("families", "network", "needed", "gap"),
)
_FIRST_SHARE = 1.7  # the first site gets more visits than the others, and a whole story, also in a small notebook


def notebook(sites: int, visits: int, seed: int, until: date) -> Iterator[Entry]:
    """A made-up notebook of that many sites and visits, in order of writing; the same for the same arguments.

    Visits take place before `until`; some sites have one or a few planned in the three weeks after it, which count
    among the visits. Links lead only to what came earlier. The first site's story is always told to its end.
    """
    material = load_material()
    rng = Random(f"{seed}/notebook")
    briefs = _briefs(sites, visits, until, material, rng, seed)
    first = min((brief.stops[0].on for brief in briefs if brief.stops), default=until)
    desk = Desk("Maren Oduya", first - timedelta(days=40), rng)
    crew, entries = _crew(desk, material)
    yield from entries
    used = {initiative.name: initiative for brief in briefs for initiative in brief.initiatives}
    written = [_initiative(desk, initiative) for initiative in used.values()]
    yield from written
    yield from _rhythms(desk, {brief.setting: material.settings[brief.setting] for brief in briefs})
    uids = {name: entry.uid for name, entry in zip(used, written, strict=True)}
    worlds = [
        World(
            brief,
            crew if n % 4 != 3 else crew[::-1],
            uids,
            until,
            material,
            Random(f"{seed}/site {n}"),
            Random(f"{seed}/beside {n}"),
        )
        for n, brief in enumerate(briefs)
    ]
    yield from _bodies(desk, worlds, material, Random(f"{seed}/bodies"))
    told = _in_order([story(world) for world in worlds])
    yield from with_chapters(told, teams(worlds, material, until, seed), datetime.combine(until, time(), UTC))


def _in_order(stories: list[Iterator[Entry]]) -> Iterator[Entry]:
    """The entries of all stories by moment.

    As `heapq.merge` does it, and twice as fast here: a story's entries come in bursts, and the heap is left alone until
    another story's turn has come.
    """
    waiting = [(entry.at, n, entry) for n, entry in enumerate(map(next, stories))]
    heapify(waiting)
    while waiting:
        _, n, entry = heappop(waiting)
        until = waiting[0][0] if waiting else None
        yield entry
        for entry in stories[n]:
            if until and entry.at > until:
                heappush(waiting, (entry.at, n, entry))
                break
            yield entry


def _crew(desk: Desk, material: Material) -> tuple[tuple[Person, Person], list[Entry]]:
    role = "Implementation support practitioner"
    maren, sam = (
        Person(given, family, given == "Maren", role, "", "network")
        for given, family in (("Maren", "Oduya"), ("Sam", "Whitlock"))
    )
    entries = []
    for who in (maren, sam):
        mail = f"{mail_name(who.full)}@{material.names['mail_domain']}"
        fields: dict[str, JSON] = {"name": who.full, "role": role, "level": who.level, "emails": [mail]}
        entries.append(desk.write("person", "", fields))
        who.uid = entries[-1].uid
    return (maren, sam), entries


def _rhythms(desk: Desk, settings: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    """How often to be in touch with those who lead and coordinate."""
    for setting in settings.values():
        for part, (wanted, longest) in _RHYTHMS.items():
            role = setting["roles"][part][0]
            yield desk.write("rhythm", "", {"role": role, "wanted_days": wanted, "longest_days": longest})


def _bodies(desk: Desk, worlds: list[World], material: Material, rng: Random) -> Iterator[Entry]:
    """The organizations that sites belong to, those that pay and decide, and where somebody is missing."""
    told = material.between["body"]
    above = []
    for name, about in zip(told["names"], told["about"], strict=True):
        fields: dict[str, JSON] = {"name": name, "part": "funder_policy", "level": "system", "about": about}
        above.append(desk.write("organization", "", fields, rng=rng))
    yield from above
    funder, county = above
    funds: dict[str, JSON] = {"source": funder.uid, "type": "supplies", "target": county.uid, "strength": "strong"}
    yield desk.write("tie", "", funds | {"since": desk.now.date().isoformat(), "about": told["funds"]}, rng=rng)
    bodies: dict[str, str] = {}
    for world in worlds:
        if world.organization not in bodies:
            named: dict[str, JSON] = {"name": world.organization, "part": "leadership", "level": "network"}
            entry = desk.write("organization", "", named | {"about": told["site"]}, rng=rng)
            bodies[world.organization] = entry.uid
            yield entry
        world.bonds.body = bodies[world.organization]
        world.bonds.finds = world is worlds[min(1, len(worlds) - 1)]
    for part, level, need, why in _COVERAGE:
        said: dict[str, JSON] = {"part": part, "level": level, "need": need}
        yield desk.write("coverage", "", said | ({"why": material.between["coverage"][why]} if why else {}), rng=rng)


def _initiative(desk: Desk, initiative: Initiative) -> Entry:
    return desk.write(
        "initiative",
        "",
        {
            "name": initiative.name,
            "programme": initiative.programme,
            "shared_vision": initiative.vision,
            "core_elements": [element.name for element in initiative.elements],
        },
    )


def _briefs(sites: int, visits: int, until: date, material: Material, rng: Random, seed: int) -> list[Brief]:
    names = material.names
    places = [first + second for first in names["place_first"] for second in names["place_second"]]
    rng.shuffle(places)
    briefs = []
    counts = _shares(sites, visits, rng)
    plans = [Random(f"{seed}/plot {n}") for n in range(sites)]
    shapes = [_shape(n, count, plans[n]) for n, count in enumerate(counts)]
    shapes = _with_one_that_drifts(_with_some_ahead(shapes, counts))
    for n, (count, shape, plan) in enumerate(zip(counts, shapes, plans, strict=True)):
        setting = _SETTINGS[n % len(_SETTINGS)]
        stops = plot(count, shape, until, material, plan)
        place, region = places[n % len(places)], places[-1 - n // 12 % len(places)]
        name = plan.choice(material.settings[setting]["names"]).format(place=place)
        initiatives = _chosen(setting, stops, material, plan)
        reviewed = n % _REVIEWED == 1
        briefs.append(Brief(name, place, region, setting, stops, initiatives, reviewed, shape.drifts))
    return briefs


def _shares(sites: int, visits: int, rng: Random) -> list[int]:
    """The number of visits of each site; adds up to `visits`."""
    weights = [_FIRST_SHARE if n == 0 else rng.uniform(0.7, 1.3) for n in range(sites)]
    edges = [round(visits * sum(weights[:n]) / sum(weights)) for n in range(sites)] + [visits]
    return [end - start for start, end in pairwise(edges)]


def _shape(n: int, count: int, rng: Random) -> Shape:
    if n == 0 or rng.random() < 0.2:
        return Shape(whole=True, told=1.0, planned=0)
    return Shape(whole=False, told=rng.choice((0.3, 0.5, 0.6, 0.75)), planned=int(count > 3 and rng.random() < 0.7))


def _with_one_that_drifts(shapes: list[Shape]) -> list[Shape]:
    """The shapes, of which the third that is told whole drifts: the first two tell how the work lasts."""
    whole = [n for n, shape in enumerate(shapes) if shape.whole]
    return [replace(shape, drifts=n == whole[2]) if len(whole) > 2 else shape for n, shape in enumerate(shapes)]


def _with_some_ahead(shapes: list[Shape], counts: list[int]) -> list[Shape]:
    """The shapes with as many visits ahead as fit into three weeks of two people's work, where there are enough."""
    least, most = _AHEAD
    ahead = list(accumulate((shape.planned for shape in shapes), lambda sum_, one: min(most, sum_ + one), initial=0))
    planned = [after - before for before, after in pairwise(ahead)]
    for each in range(1, _MOST_AT_A_SITE + 1):
        for n, shape in enumerate(shapes):
            if sum(planned) < least and not shape.whole and planned[n] < each < counts[n] / 3:
                planned[n] = each
    return [replace(shape, planned=count) for shape, count in zip(shapes, planned, strict=True)]


def _chosen(setting: str, stops: list[Stop], material: Material, rng: Random) -> list[Initiative]:
    """One initiative for each cycle, such as suit the setting; none twice before all have had their turn."""
    fitting = [initiative for initiative in material.initiatives if setting in initiative.settings]
    rng.shuffle(fitting)
    cycles = stops[-1].cycle + 1 if stops else 1
    return [fitting[cycle % len(fitting)] for cycle in range(cycles)]
