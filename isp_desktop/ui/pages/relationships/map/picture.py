"""What the map draws: the nodes and edges shown, with their places; and how: the look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from isp_desktop.domain.language import _
from isp_desktop.domain.network import OWN_TYPE, Edge, Network, Node, shared
from isp_desktop.domain.spacing import Spot
from isp_desktop.ui.kit.paint import initials
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import Tokens
from isp_desktop.ui.pages.relationships.map.shapes import RADIUS, Stroke, stroke_of

_BESIDE = 9.0
_LEAST_SIZE, _MOST_SIZE = 0.75, 1.7
AROUND = 90.0
"""The room left round the nodes, in px at 100 %."""


@dataclass(frozen=True)
class Look:
    """Colours and letters of the map; `names` and `inside` in px of the screen at 100 %."""

    tokens: Tokens
    names: QFont
    inside: QFont

    @classmethod
    def of(cls, theme: Theme, tokens: Tokens | None = None) -> Look:
        """The look of `theme`, in other colours where given."""
        return cls(tokens or theme.tokens, theme.font(12, 500), theme.font(11, 600))


@dataclass
class Picture:
    """What is drawn now; the places of nodes change while one is dragged.

    Attributes:
        sizes: for each node 0 to 1, where their size tells a measure; else empty.
        groups: to be lightly outlined.
        asides: how far each edge stands beside the straight way, by its key.
        own_types: the names of types of one's own, in the order in which they are given dashes.
        grown: how much larger nodes and lines are drawn, so that not too many of them stay readable from afar.
    """

    nodes: Mapping[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    spots: dict[str, QPointF] = field(default_factory=dict)
    pins: set[str] = field(default_factory=set)
    sizes: Mapping[str, float] = field(default_factory=dict)
    groups: tuple[frozenset[str], ...] = ()
    asides: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    own_types: tuple[str, ...] = ()
    grown: float = 1.0

    @classmethod
    def of(cls, network: Network, spots: Mapping[str, Spot], pins: Iterable[str] = ()) -> Picture:
        """A network with the places of all its nodes."""
        places = {uid: QPointF(*spots[uid]) for uid in network.nodes}
        return cls(
            network.nodes,
            network.edges,
            places,
            set(pins) & network.nodes.keys(),
            asides=_asides(network.edges),
            own_types=_own_types(network.edges),
        )

    def radius(self, uid: str) -> float:
        """Of a node, in px at 100 %."""
        if uid not in self.sizes:
            return RADIUS * self.grown
        return RADIUS * self.grown * (_LEAST_SIZE + (_MOST_SIZE - _LEAST_SIZE) * self.sizes[uid])

    def bounds(self, around: float = AROUND) -> QRectF:
        """What the middles of all nodes take, with room for shapes and names around."""
        if not self.spots:
            return QRectF(-200, -150, 400, 300)
        xs, ys = [spot.x() for spot in self.spots.values()], [spot.y() for spot in self.spots.values()]
        box = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return box.adjusted(-around, -around / 1.6, around, around / 1.6)

    def stroke(self, edge: Edge) -> Stroke:
        """How the line of an edge is drawn."""
        number = self.own_types.index(edge.label) if edge.type == OWN_TYPE else 0
        return stroke_of(edge.type, edge.both_ways, number)

    def of_node(self, uid: str) -> list[Edge]:
        """The edges at a node."""
        return [edge for edge in self.edges if uid in (edge.source, edge.target)]


def without_trust(picture: Picture) -> Picture:
    """What of a picture may be handed on: see `network.shared`.

    Sizes and outlines are left out, since private ties were counted for them.
    """
    shown = shared(Network(picture.nodes, picture.edges))
    return replace(
        picture,
        nodes=shown.nodes,
        edges=shown.edges,
        spots={uid: picture.spots[uid] for uid in shown.nodes},
        pins=picture.pins & shown.nodes.keys(),
        sizes={},
        groups=(),
        asides=_asides(shown.edges),
        own_types=_own_types(shown.edges),
    )


def shown_name(node: Node) -> str:
    """What stands beside a node."""
    return node.name or _("Without a name")


def shown_initials(node: Node) -> str:
    """What stands inside it."""
    return _("You") if node.me else initials(node.name)


def _own_types(edges: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(sorted({edge.label for edge in edges if edge.type == OWN_TYPE}))


def _asides(edges: Iterable[Edge]) -> dict[tuple[str, str, str], float]:
    """Edges between the same two stand beside each other."""
    found = list(edges)
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in found)
    seen: Counter[frozenset[str]] = Counter()
    asides = {}
    for edge in found:
        pair = frozenset((edge.source, edge.target))
        if pairs[pair] > 1:
            aside = (seen[pair] - (pairs[pair] - 1) / 2) * _BESIDE
            # The same side for both, whichever of the two an edge begins at.
            asides[edge.key] = aside if edge.source < edge.target else -aside
            seen[pair] += 1
    return asides
