"""Drawing the map, on the screen and on paper: every part by a function of the painter and what is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from isp_desktop.domain.network import Node
from isp_desktop.ui.kit.icons import image
from isp_desktop.ui.kit.paint import rounded
from isp_desktop.ui.kit.strokes import pen_of
from isp_desktop.ui.pages.relationships.map.labels import Rect, Wish, placed, square
from isp_desktop.ui.pages.relationships.map.lines import draw_lines, draw_words, lines_of, placed_words
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture, shown_initials, shown_name
from isp_desktop.ui.pages.relationships.map.shapes import outline

ICONS: Mapping[str, str] = {"team": "users", "organization": "building", "site": "map-pin"}
"""What stands inside the node of something that is no person."""

QUIET_DASH = (4.5, 3.5)
"""The outline of who has gone quiet."""
USUAL_NAME, WHOLE_NAME = 150.0, 320.0
"""How wide names are at most where there is little room, and where there is much, in px of the screen."""
_HALO = 1.5
_GROUP_GAP = 34.0
# Smaller than this on the screen, letters inside a node cannot be read.
_LEAST_LETTER, _GOOD_LETTER = 6.0, 8.5


def draw(painter: QPainter, picture: Picture, look: Look) -> None:
    """The whole map in px at 100 %, nothing of it chosen; the ground is the caller's."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_groups(painter, group_paths(picture), look)
    lines = lines_of(picture, picture.edges)
    draw_lines(painter, lines, look)
    wanted = wishes(picture, look, 1.0, by_weight(picture))
    words = placed_words(lines, look, 1.0, taken=map(square, wanted))
    draw_words(painter, words, look)
    for uid in picture.nodes:
        draw_node(painter, picture, uid, look)
    draw_names(painter, picture, placed(wanted, [rect for rect, _text in words]), look)


def draw_node(
    painter: QPainter,
    picture: Picture,
    uid: str,
    look: Look,
    zoom: float = 1.0,
    *,
    chosen: bool = False,
    focused: bool = False,
) -> None:
    """One node; `focused` where the keys act on it."""
    t, node, spot, radius = look.tokens, picture.nodes[uid], picture.spots[uid], picture.radius(uid)
    painter.save()
    painter.translate(spot)
    side = radius * _HALO
    if chosen:
        halo = QRectF(-side, -side, 2 * side, 2 * side)
        rounded(painter, halo, 8, t.accent_soft)
        if focused:
            rounded(painter, halo, 8, edge=t.accent, width=2.0 / min(1.0, zoom))
    edge = t.accent if chosen or node.me else t.text2
    dash = [length * picture.grown for length in QUIET_DASH] if node.quiet else ()
    painter.setPen(pen_of(edge, 1.8 * picture.grown, dash))
    painter.setBrush(QColor(t.accent if node.me else t.surface))
    painter.drawPath(outline("teams" if node.me else node.part, radius))
    _draw_inside(painter, node, look, zoom, radius)
    if uid in picture.pins:
        ratio = painter.device().devicePixelRatioF() * max(1.0, math.ceil(zoom))
        painter.drawImage(QPointF(radius * 0.62, -radius * 1.45), image("map-pin", t.text2, 13, ratio))
    painter.restore()


def _draw_inside(painter: QPainter, node: Node, look: Look, zoom: float, radius: float) -> None:
    t = look.tokens
    ink = t.on_accent if node.me else t.text
    # Letters stay readable longer than the shape round them stays large.
    size = min(radius * 0.85, max(radius * 0.64, _GOOD_LETTER / zoom))
    if size * zoom < _LEAST_LETTER:
        return
    if node.kind in ICONS:
        ratio = painter.device().devicePixelRatioF() * max(1.0, math.ceil(zoom))
        pixels = round(radius * 0.95)
        painter.drawImage(QPointF(-pixels / 2, -pixels / 2), image(ICONS[node.kind], ink, pixels, ratio))
        return
    font = QFont(look.inside)
    font.setPixelSize(max(5, round(size)))
    painter.setFont(font)
    painter.setPen(QColor(ink))
    box = QRectF(-2 * radius, -radius, 4 * radius, 2 * radius)
    if node.part == "data_quality":
        box.translate(0, radius * 0.2)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), shown_initials(node))


def draw_far(painter: QPainter, path: QPainterPath, look: Look) -> None:
    """All nodes as `far_path` has them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tokens.text2))
    painter.drawPath(path)


def far_path(picture: Picture) -> QPainterPath:
    """All nodes in one path, for whoever looks from so far away that nothing in them can be told."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for uid, node in picture.nodes.items():
        path.addPath(outline(node.part, picture.radius(uid)).translated(picture.spots[uid]))
    return path


def by_weight(picture: Picture) -> list[str]:
    """The nodes in the order in which their names are given room: the practitioner, then the most tied."""
    ties: dict[str, int] = dict.fromkeys(picture.nodes, 0)
    for edge in picture.edges:
        ties[edge.source] += 1
        ties[edge.target] += 1
    return sorted(picture.nodes, key=lambda uid: (not picture.nodes[uid].me, -ties[uid], picture.nodes[uid].name))


def wishes(
    picture: Picture, look: Look, zoom: float, uids: Iterable[str], chosen: str = "", most: float = USUAL_NAME
) -> list[Wish]:
    """What the names of these nodes need, in px of the screen; the practitioner's node says itself whose it is.

    Args:
        most: how wide a name is at most.
    """
    metrics = QFontMetricsF(look.names)
    widths = {uid: min(most, metrics.horizontalAdvance(shown_name(picture.nodes[uid]))) + 4 for uid in uids}
    height = metrics.height()
    return [
        Wish(
            uid,
            picture.spots[uid].x() * zoom,
            picture.spots[uid].y() * zoom,
            picture.radius(uid) * (_HALO if uid == chosen else 1.15) * zoom,
            0.0 if node.me else width,
            0.0 if node.me else height,
            USUAL_NAME + 4 if width > USUAL_NAME + 4 and not node.me else 0.0,
        )
        for uid, width in widths.items()
        for node in (picture.nodes[uid],)
    ]


def draw_names(painter: QPainter, picture: Picture, rects: Mapping[str, Rect], look: Look) -> None:
    """The names where `placed` put them; the painter counts in px of the screen."""
    t = look.tokens
    painter.setFont(look.names)
    metrics = QFontMetricsF(look.names)
    ground = QColor(t.surface)
    ground.setAlphaF(0.78)
    for uid, (left, top, width, height) in rects.items():
        box = QRectF(left, top, width, height)
        if not width:
            continue
        # So that a line behind does not run through the letters.
        painter.fillRect(box, ground)
        painter.setPen(QColor(t.text))
        name = metrics.elidedText(shown_name(picture.nodes[uid]), Qt.TextElideMode.ElideRight, width)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), name)


def draw_groups(painter: QPainter, paths: Iterable[QPainterPath], look: Look) -> None:
    """The light outlines of groups, as `group_paths` has them."""
    ground = QColor(look.tokens.sunken)
    ground.setAlphaF(0.6)
    painter.setPen(QPen(QColor(look.tokens.line2), 1.5))
    painter.setBrush(ground)
    for path in paths:
        painter.drawPath(path)


def group_paths(picture: Picture) -> list[QPainterPath]:
    """A line round each group of a picture."""
    groups = ([picture.spots[uid] for uid in group if uid in picture.spots] for group in picture.groups)
    return [_round(_hull(spots)) for spots in groups if len(spots) > 1]


def _hull(spots: list[QPointF]) -> list[QPointF]:
    """The corners of the convex hull, as Andrew's monotone chain finds them."""
    found = sorted({(spot.x(), spot.y()) for spot in spots})
    if len(found) < 3:
        return [QPointF(*one) for one in found]
    lower, upper = _half(found), _half(found[::-1])
    return [QPointF(*one) for one in (*lower[:-1], *upper[:-1])]


def _half(found: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for x, y in found:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2:]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            chain.pop()
        chain.append((x, y))
    return chain


def _round(corners: list[QPointF]) -> QPainterPath:
    """A path round these corners that keeps its distance."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for at, corner in enumerate(corners):
        dot = QPainterPath()
        dot.addEllipse(corner, _GROUP_GAP, _GROUP_GAP)
        beside = corners[(at + 1) % len(corners)]
        dx, dy = beside.x() - corner.x(), beside.y() - corner.y()
        length = max(math.hypot(dx, dy), 1e-6)
        off = QPointF(-dy, dx) * (_GROUP_GAP / length)
        side = QPainterPath(corner + off)
        for point in (corner - off, beside - off, beside + off):
            side.lineTo(point)
        side.closeSubpath()
        path = path.united(dot).united(side)
    inner = QPainterPath(corners[0])
    for corner in corners[1:]:
        inner.lineTo(corner)
    inner.closeSubpath()
    return path.united(inner)
