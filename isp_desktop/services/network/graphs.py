"""A network as networkx takes it. What is here runs in jobs: networkx takes time to read, and longer to count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from isp_desktop.domain.network import Network

if TYPE_CHECKING:
    import networkx

# Strings change their order in sets from one start of the program to the next; numbers do not.
Numbered = dict[str, int]


def numbered(network: Network) -> Numbered:
    """A number for each uid, the same for the same uids."""
    return {uid: at for at, uid in enumerate(sorted(network.nodes))}


def undirected(network: Network, numbers: Numbered) -> networkx.Graph[Any]:
    """Who is connected with whom, whichever way; nobody with herself."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(sorted(numbers.values()))
    pairs = {tuple(sorted((numbers[edge.source], numbers[edge.target]))) for edge in network.edges}
    graph.add_edges_from(sorted((one, other) for one, other in pairs if one != other))
    return graph


def directed(network: Network, numbers: Numbered) -> networkx.DiGraph[Any]:
    """The ties that go one way, of all types together."""
    import networkx

    graph = networkx.DiGraph()
    pairs = {(numbers[edge.source], numbers[edge.target]) for edge in network.edges if not edge.both_ways}
    graph.add_edges_from(sorted((one, other) for one, other in pairs if one != other))
    return graph
