"""What the map of relationships shows at once: the network at a day, and where each of its nodes stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from isp_desktop.db.store import Store
from isp_desktop.domain.excerpt import READABLE
from isp_desktop.domain.network import Network, Node, degrees, shared
from isp_desktop.domain.spacing import LYING, Spot
from isp_desktop.services import naming, relationships
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
        first: of a network too large to be read at once, who is to be seen first: the people in the order of the
            overview.
        close: the places that were kept of the part of it that is shown first.
        alone: how many would be tied to nobody if there were nothing private.
        site: what the site is called whose network it is, "" for all of them.
    """

    network: Network
    spots: Mapping[str, Spot]
    pins: frozenset[str]
    day: dt.date | None
    months: tuple[dt.date, ...]
    first: tuple[str, ...] = ()
    close: Mapping[str, Spot] = field(default_factory=dict)
    alone: int = 0
    site: str = ""


def mapped(
    store: Store,
    today: dt.date,
    day: dt.date | None,
    scope: Scope,
    progress: Progress = lambda done, total, what: None,
    ratio: float = LYING,
) -> Mapped:
    """Reads the network, and gives those without a place one, which is kept from now on.

    Args:
        ratio: how many times as wide as high the window is through which the map is looked at.

    Raises:
        Cancelled: `progress` asked to stop; no place was kept.
    """
    network = reading.network(store, today, day, scope)
    kept = keeping.kept(store)
    spots = kept.settled(_tied(network))
    if network.nodes.keys() - spots.keys():
        spots = _arranged(store, today, day, kept, progress, ratio)
    shown = {uid: spots[uid] for uid in network.nodes}
    is_large = len(network.nodes) > READABLE
    return Mapped(
        network,
        shown,
        kept.pins & shown.keys(),
        day,
        tuple(reading.months_of_change(store, today)),
        relationships.in_order(store, min(day or today, today), scope.initiative) if is_large else (),
        kept.close,
        sum(ties == 0 for ties in degrees(shared(network)).values()),
        _name(store, scope.site),
    )


def _arranged(
    store: Store, today: dt.date, day: dt.date | None, kept: Kept, progress: Progress, ratio: float
) -> dict[str, Spot]:
    """Gives everyone a place, also who is not shown now: nobody may come to stand where somebody else does later."""
    # It brings numpy and networkx, which a map that has its places does not wait for.
    from isp_desktop.services.network import layout

    whole = reading.network(store, today, day)
    tied = _tied(whole)
    settled = kept.settled(tied)
    absent = {uid: Node(uid, "person", "") for uid in settled.keys() - whole.nodes.keys()}
    spots = layout.arranged(replace(whole, nodes={**whole.nodes, **absent}), settled, progress, ratio)
    keeping.keep(store, {uid: spots[uid] for uid in whole.nodes}, alone=whole.nodes.keys() - tied)
    return spots


def _name(store: Store, uid: str) -> str:
    if not uid:
        return ""
    with store.read() as opened:
        return naming.titles(opened, [uid]).get(uid, "")


def _tied(network: Network) -> set[str]:
    return {uid for edge in network.edges for uid in (edge.source, edge.target)}
