"""A network as networkx takes it. What is here runs in jobs: networkx takes time to read, and longer to count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from isp_desktop.domain.network import RELATIONSHIP, Network

if TYPE_CHECKING:
    import networkx

# Strings change their order in sets from one start of the program to the next; numbers do not.
Numbered = dict[str, int]

# A practitioner is tied to all she works with; drawn as strongly as the others, her lines would pull them to a heap.
_OWN_PULL = 0.3


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


def weighted(network: Network, numbers: Numbered) -> networkx.Graph[Any]:
    """As `undirected`; the practitioner's own lines pull less."""
    graph = undirected(network, numbers)
    own = {(edge.source, edge.target) for edge in network.edges if edge.type == RELATIONSHIP}
    others = {frozenset((edge.source, edge.target)) for edge in network.edges if edge.type != RELATIONSHIP}
    for one, other in own:
        if one != other and frozenset((one, other)) not in others:
            graph[numbers[one]][numbers[other]]["weight"] = _OWN_PULL
    return graph


def pieces(graph: networkx.Graph[Any]) -> list[set[int]]:
    """What hangs together, the largest first."""
    import networkx

    found = (set(piece) for piece in networkx.connected_components(graph))
    return sorted(found, key=lambda piece: (-len(piece), min(piece)))
