"""What the map of relationships shows at once: the network at a day, and where each of its nodes stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from isp_desktop.db.store import Store
from isp_desktop.domain.network import Network, Node
from isp_desktop.domain.spacing import Spot
from isp_desktop.services.network import keeping, reading
from isp_desktop.services.network.keeping import Kept
from isp_desktop.services.network.reading import Scope

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Mapped:
    """A network with the places of its nodes.

    Attributes:
        day: how it stood then; None for today.
        months: the days to which one can look back, ascending.
    """

    network: Network
    spots: Mapping[str, Spot]
    pins: frozenset[str]
    day: dt.date | None
    months: tuple[dt.date, ...]


def mapped(
    store: Store, today: dt.date, day: dt.date | None, scope: Scope, progress: Progress = lambda done, total, what: None
) -> Mapped:
    """Reads the network, and gives those without a place one, which is kept from now on.

    Raises:
        Cancelled: `progress` asked to stop; no place was kept.
    """
    network = reading.network(store, today, day, scope)
    kept = keeping.kept(store)
    spots = kept.settled(_tied(network))
    if network.nodes.keys() - spots.keys():
        spots = _arranged(store, today, day, kept, progress)
    shown = {uid: spots[uid] for uid in network.nodes}
    return Mapped(network, shown, kept.pins & shown.keys(), day, tuple(reading.months_of_change(store, today)))


def _arranged(store: Store, today: dt.date, day: dt.date | None, kept: Kept, progress: Progress) -> dict[str, Spot]:
    """Gives everyone a place, also who is not shown now: nobody may come to stand where somebody else does later."""
    # It brings numpy and networkx, which a map that has its places does not wait for.
    from isp_desktop.services.network import layout

    whole = reading.network(store, today, day)
    tied = _tied(whole)
    settled = kept.settled(tied)
    absent = {uid: Node(uid, "person", "") for uid in settled.keys() - whole.nodes.keys()}
    spots = layout.arranged(replace(whole, nodes={**whole.nodes, **absent}), settled, progress)
    keeping.keep(store, {uid: spots[uid] for uid in whole.nodes}, alone=whole.nodes.keys() - tied)
    return spots


def _tied(network: Network) -> set[str]:
    return {uid for edge in network.edges for uid in (edge.source, edge.target)}
