"""Who belongs together: groups that are tied among themselves more than to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from isp_desktop.domain.network import Network, without_practitioner
from isp_desktop.services.network.graphs import numbered, undirected

if TYPE_CHECKING:
    import networkx

_SEED = 1
_LEAST = 3


def clusters(network: Network) -> list[frozenset[str]]:
    """Groups of three or more among stakeholders, the largest first; the same for the same network."""
    among = without_practitioner(network)
    numbers = numbered(among)
    uids = {number: uid for uid, number in numbers.items()}
    groups = parted(undirected(among, numbers))
    return [frozenset(uids[number] for number in group) for group in groups if len(group) >= _LEAST]


def parted(graph: networkx.Graph[Any]) -> list[list[int]]:
    """Every node of a graph of numbers in one group, by Louvain's method; the largest first."""
    import networkx

    if not graph.number_of_edges():
        return [[number] for number in sorted(graph)]
    groups = networkx.community.louvain_communities(graph, seed=_SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
