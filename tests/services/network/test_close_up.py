"""A part of the map in places of its own: the same each time, with room, and left where it was left."""

from __future__ import annotations

import random
from itertools import combinations

from isp_desktop.domain.network import Edge, Network, Node, around, degrees
from isp_desktop.domain.spacing import overlaps
from isp_desktop.services.network.close_up import close_up
from isp_desktop.services.network.layout import arranged
from isp_desktop.services.network.rooms import NODE


def made_up(people: int, ties: int) -> Network:
    drawn = random.Random(4)
    names = [f"p{at:03}" for at in range(people)]
    pairs = {tuple(drawn.sample(names, 2)) for _tie in range(ties)}
    edges = tuple(Edge(f"{one}-{other}", one, other, "works_with") for one, other in sorted(pairs))
    return Network({name: Node(name, "person", f"Somebody {name}") for name in names}, edges)


def test_a_part_has_room_and_most_stands_as_on_the_whole():
    whole = made_up(90, 120)
    places = arranged(whole, {})
    ties = degrees(whole)
    part = around(whole, max(sorted(ties), key=ties.__getitem__), 2)
    assert 8 < len(part.nodes) < 30
    found = close_up(part, places)
    assert found.keys() == part.nodes.keys()
    assert found == close_up(part, places)
    pairs = list(combinations(found, 2))
    assert not any(min(overlaps(found[a], (90, NODE + 10), found[b], (90, NODE + 10))) > 0 for a, b in pairs)
    stays = sum((found[a][0] - found[b][0]) * (places[a][0] - places[b][0]) > 0 for a, b in pairs)
    assert stays > 0.6 * len(pairs)


def test_who_is_tied_to_nobody_in_it_stands_in_a_block():
    network = made_up(30, 0)
    places = arranged(network, {})
    for spots in (places, close_up(network, places)):
        across = max(x for x, _y in spots.values()) - min(x for x, _y in spots.values())
        down = max(y for _x, y in spots.values()) - min(y for _x, y in spots.values())
        assert len({round(x) for x, _y in spots.values()}) <= 6
        assert 1 < across / down < 2.5
