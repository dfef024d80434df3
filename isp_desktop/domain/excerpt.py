"""What to show first of a network that is too large to be read at once."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.domain.network import Network, adjacent, degrees, neighbours

READABLE = 25
"""So many nodes can be read on a part of a page, each with its name beside it."""

_STEPS = (1, 2, 3)


def excerpt(network: Network, first: Sequence[str], most: int = READABLE) -> frozenset[str]:
    """The practitioner and those she is tied to, or without ties of hers anybody, each with whom they are tied to; as
    many as can be read.

    Args:
        first: the uids of those who come before the others; those of them who are not in the network do not matter.
    """
    next_to = adjacent(network.edges)
    me = {uid for uid, node in network.nodes.items() if node.me and next_to[uid]}
    hers = {other for uid in me for other in next_to[uid]}
    order = [uid for uid in _in_order(network, first) if uid in hers or (not me and next_to[uid])]
    found = set(me)
    for uid in order:
        grown = found | {uid} | (next_to[uid] & network.nodes.keys())
        if len(grown) <= most:
            found = grown
    # Where everybody is tied to more than can be read.
    return frozenset(found if len(found) > 1 else [*me, *order][:most])


def readable_steps(network: Network, uid: str) -> int:
    """How many steps around a node can be read: the fewest that show as many as can be, and one at least."""
    found = {steps: len(neighbours(network, uid, steps)) for steps in _STEPS}
    fitting = {steps: many for steps, many in found.items() if many <= READABLE} or {1: 0}
    return max(fitting, key=lambda steps: (fitting[steps], -steps))


def _in_order(network: Network, first: Sequence[str]) -> list[str]:
    """Those in `first` as they are there, then the others, the most tied first."""
    place = {uid: at for at, uid in enumerate(first)}
    ties = degrees(network)
    return sorted(network.nodes, key=lambda uid: (place.get(uid, len(place)), -ties[uid], network.nodes[uid].name, uid))
