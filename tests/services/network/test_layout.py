"""Where nodes stand: the same each time, kept where they were, with room for each."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import Cancelled
from isp_desktop.domain.network import Edge, Network, Node
from isp_desktop.domain.spacing import Spot, overlaps, spread
from isp_desktop.services.network import keeping
from isp_desktop.services.network.layout import arranged
from isp_desktop.services.network.mapping import mapped
from isp_desktop.services.network.reading import Scope
from isp_desktop.services.network.rooms import NODE

TODAY = dt.date(2026, 10, 14)


def made_up(people: int, ties: int, seed: int = 1) -> Network:
    drawn = random.Random(seed)
    names = [f"p{at:04}" for at in range(people)]
    pairs = {tuple(drawn.sample(names, 2)) for _tie in range(ties)}
    edges = tuple(Edge(f"{one}-{other}", one, other, "works_with") for one, other in sorted(pairs))
    return Network({name: Node(name, "person", f"Somebody {name}") for name in names}, edges)


def too_near(spots: Mapping[str, Spot], box: tuple[float, float]) -> int:
    """How many pairs cover each other."""
    pairs = combinations(spots.values(), 2)
    return sum(min(overlaps(one, box, other, box)) > 0 for one, other in pairs)


@given(st.integers(1, 30), st.integers(0, 60), st.integers(0, 3))
def test_thirty_people_have_room_for_themselves_and_their_names(people: int, ties: int, seed: int):
    network = made_up(max(2, people), ties, seed)
    spots = arranged(network, {})
    assert spots.keys() == network.nodes.keys()
    assert too_near(spots, (100, NODE + 20)) == 0
    assert arranged(network, {}) == spots


def test_pieces_that_are_not_connected_stay_side_by_side():
    network = made_up(30, 12)
    spots = arranged(network, {})
    across = max(x for x, _y in spots.values()) - min(x for x, _y in spots.values())
    down = max(y for _x, y in spots.values()) - min(y for _x, y in spots.values())
    assert across < 1800
    assert down < 1300


def test_what_has_a_place_keeps_it_and_a_newcomer_comes_near_those_she_is_tied_to():
    before = arranged(made_up(24, 40), {})
    grown = made_up(24, 40)
    new = Edge("new", "zoe", "p0003", "works_with")
    grown = Network({**grown.nodes, "zoe": Node("zoe", "person", "Zoe Montgomery")}, (*grown.edges, new))
    after = arranged(grown, before)
    assert {uid: after[uid] for uid in before} == before
    near = [abs(after["zoe"][axis] - after["p0003"][axis]) for axis in (0, 1)]
    assert max(near) < 500
    assert too_near(after, (90, NODE + 10)) == 0


def test_many_are_laid_out_group_by_group():
    network = made_up(450, 900)
    spots = arranged(network, {})
    assert spots.keys() == network.nodes.keys()
    assert too_near(spots, (NODE, NODE)) == 0


def test_it_can_be_stopped_and_keeps_nothing_then(store: Store, put: Callable[..., str]):
    put("person", name="Ruth")

    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        mapped(store, TODAY, None, Scope(), stop)
    assert keeping.kept(store).spots == {}


def test_places_and_pins_are_kept_beside_each_other(store: Store, put: Callable[..., str]):
    ruth, tomas = put("person", name="Ruth"), put("person", name="Tomas")
    first = mapped(store, TODAY, None, Scope())
    keeping.keep(store, {ruth: (5, 7)}, {ruth})
    again = mapped(store, TODAY, None, Scope())
    assert again.spots[ruth] == (5, 7)
    assert again.spots[tomas] == pytest.approx(first.spots[tomas], abs=0.1)
    assert again.pins == {ruth}
    before = keeping.forget(store, but=[ruth])
    assert set(keeping.kept(store).spots) == {ruth}
    keeping.put_back(store, before)
    assert set(keeping.kept(store).spots) >= {ruth, tomas}


def test_who_is_not_shown_has_room_as_well(store: Store, put: Callable[..., str]):
    sites = [put("site", name=name) for name in ("Alder", "Hill")]
    uids = [put("person", name=f"Somebody {at}", sites=[sites[at % 2]]) for at in range(24)]
    for one, other in zip(uids[:-2], uids[2:], strict=True):
        put("tie", source=one, target=other, type="works_with")
    parts = [mapped(store, TODAY, None, Scope(site=site)).spots for site in sites]
    whole = mapped(store, TODAY, None, Scope()).spots
    assert all(whole[uid] == pytest.approx(spot, abs=0.1) for part in parts for uid, spot in part.items())
    assert too_near(whole, (90, NODE + 10)) == 0


def test_who_was_alone_comes_near_others_once_tied_to_them_unless_pinned(store: Store, put: Callable[..., str]):
    uids = [put("person", name=f"Person {at}") for at in range(12)]
    for one, other in pairwise(uids[:8]):
        put("tie", source=one, target=other, type="works_with")
    before = mapped(store, TODAY, None, Scope()).spots
    keeping.keep(store, {uids[9]: (3000.0, 3000.0)}, {uids[9]})
    keeping.keep(store, {uids[8]: (3000.0, -3000.0)})
    put("tie", source=uids[8], target=uids[0], type="works_with")
    put("tie", source=uids[9], target=uids[0], type="works_with")
    after = mapped(store, TODAY, None, Scope()).spots
    assert max(abs(after[uids[8]][axis] - before[uids[0]][axis]) for axis in (0, 1)) < 500
    assert after[uids[9]] == (3000, 3000)
    assert all(after[uid] == pytest.approx(before[uid], abs=0.1) for uid in uids[:8])
    assert mapped(store, TODAY, None, Scope()).spots[uids[8]] == pytest.approx(after[uids[8]], abs=0.1)


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=15))
def test_what_is_fixed_does_not_move(places: list[Spot]):
    spots = dict(enumerate(places))
    boxes = dict.fromkeys(spots, (40.0, 20.0))
    assert spread(spots, boxes, fixed=list(spots)) == spots
    moved = spread(spots, boxes, fixed=[0])
    assert moved[0] == spots[0]
