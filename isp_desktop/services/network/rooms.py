"""What a node takes on the map: the room of its shape with its name beside it."""

from __future__ import annotations

from isp_desktop.domain.network import Network
from isp_desktop.domain.spacing import Box
from isp_desktop.services.network.graphs import Numbered

NODE = 40.0
"""The side of the square that a node fits into."""
CLOSE: Box = (84.0, 70.0)
"""What a node takes in a part that is drawn as large as the window: its shape, and a line of its name."""
GAP = 56.0
"""What stays free between two pieces that are not connected."""

_LETTER, _LEAST_NAME, _MOST_NAME, _LINE = 7.0, 56.0, 132.0, 20.0


def boxes_of(network: Network, numbers: Numbered) -> dict[int, Box]:
    """The room of each node with its name beside it; how wide letters are is measured where they are drawn."""
    return {at: _box(network.nodes[uid].name) for uid, at in numbers.items()}


def _box(name: str) -> Box:
    return max(NODE, min(_MOST_NAME, max(_LEAST_NAME, len(name) * _LETTER))) + 14, NODE + _LINE + 10
