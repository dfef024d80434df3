"""What the map of relationships shows at once: the network at a day, and where each of its nodes stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from isp_desktop.db.store import Store
from isp_desktop.domain.network import Network
from isp_desktop.domain.spacing import Spot
from isp_desktop.services.network import keeping, reading
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
    tied = {uid for edge in network.edges for uid in (edge.source, edge.target)}
    settled = kept.settled(tied)
    spots = {uid: spot for uid, spot in settled.items() if uid in network.nodes}
    if len(spots) < len(network.nodes):
        # It brings numpy and networkx, which a map that has its places does not wait for.
        from isp_desktop.services.network import layout

        spots = layout.arranged(network, settled, progress)
        keeping.keep(store, spots, alone=network.nodes.keys() - tied)
    return Mapped(network, spots, kept.pins & spots.keys(), day, tuple(reading.months_of_change(store, today)))
