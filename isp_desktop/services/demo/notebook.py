"""The made-up notebook as a whole: two practitioners, the initiatives they support, and the stories of the sites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from itertools import pairwise
from random import Random

from isp_desktop.services.demo.material import Initiative, Material, load_material
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person, mail_name
from isp_desktop.services.demo.plot import Shape, Stop, plot
from isp_desktop.services.demo.site import story
from isp_desktop.services.demo.world import Brief, Desk, World

_SETTINGS = ("school", "clinic", "agency", "network", "other", "school", "clinic", "agency", "school", "agency")
_FIRST_SHARE = 1.7  # the first site gets more visits than the others, and a whole story, also in a small notebook


def notebook(sites: int, visits: int, seed: int, until: date) -> Iterator[Entry]:
    """A made-up notebook of that many sites and visits, in order of writing; the same for the same arguments.

    Visits take place before `until`; some sites have one more planned in the three weeks after it, which counts as one
    of the visits. Links lead only to what came earlier. The first site's story is always told to its end.
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
    uids = {name: entry.uid for name, entry in zip(used, written, strict=True)}
    worlds = (
        World(brief, crew if n % 4 != 3 else crew[::-1], uids, until, material, Random(f"{seed}/site {n}"))
        for n, brief in enumerate(briefs)
    )
    yield from _in_order([story(world) for world in worlds])


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
    for n, count in enumerate(_shares(sites, visits, rng)):
        setting = _SETTINGS[n % len(_SETTINGS)]
        plan = Random(f"{seed}/plot {n}")
        stops = plot(count, _shape(n, count, plan), until, material, plan)
        place, region = places[n % len(places)], places[-1 - n // 12 % len(places)]
        name = plan.choice(material.settings[setting]["names"]).format(place=place)
        briefs.append(Brief(name, place, region, setting, stops, _chosen(setting, stops, material, plan)))
    return briefs


def _shares(sites: int, visits: int, rng: Random) -> list[int]:
    """The number of visits of each site; adds up to `visits`."""
    weights = [_FIRST_SHARE if n == 0 else rng.uniform(0.7, 1.3) for n in range(sites)]
    edges = [round(visits * sum(weights[:n]) / sum(weights)) for n in range(sites)] + [visits]
    return [end - start for start, end in pairwise(edges)]


def _shape(n: int, count: int, rng: Random) -> Shape:
    if n == 0 or rng.random() < 0.2:
        return Shape(whole=True, told=1.0, planned=False)
    return Shape(whole=False, told=rng.choice((0.3, 0.5, 0.6, 0.75)), planned=count > 3 and rng.random() < 0.7)


def _chosen(setting: str, stops: list[Stop], material: Material, rng: Random) -> list[Initiative]:
    """One initiative for each cycle, such as suit the setting; none twice before all have had their turn."""
    fitting = [initiative for initiative in material.initiatives if setting in initiative.settings]
    rng.shuffle(fitting)
    cycles = stops[-1].cycle + 1 if stops else 1
    return [fitting[cycle % len(fitting)] for cycle in range(cycles)]
