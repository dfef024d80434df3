"""The lines of the map: put in order by how they are drawn, so that thousands are drawn in a few strokes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from isp_desktop.domain.network import Edge, Strength
from isp_desktop.domain.spacing import Spot
from isp_desktop.ui.kit.strokes import arrow_head, arrow_size, pen_of, shortened
from isp_desktop.ui.kit.tokens import Tokens
from isp_desktop.ui.pages.relationships.map.labels import Rect, Segment, covers
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture
from isp_desktop.ui.pages.relationships.map.shapes import (
    WIDTHS,
    ZIGZAG_STEP,
    Stroke,
    trimmed,
    zigzag,
)

_AWAY = 5.0
_LARGEST = 1.22

Style = tuple[Strength, Stroke]

# Of more words than these none could be read, and the legend says the same.
_FEW_WORDS = 12
# Where on its line a word may stand.
_ALONG = (0.5, 0.35, 0.65, 0.22, 0.78)


@dataclass(frozen=True)
class Word:
    """What the type of a line is called, and the nodes at its ends."""

    line: QLineF
    text: str
    ends: tuple[str, str]


@dataclass
class Lines:
    """Lines by their style: straight ones, those that go back and forth along theirs, and those with an arrow at their
    end; words are on those of types of one's own. All are drawn `grown` times larger."""

    straight: defaultdict[Style, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    bent: defaultdict[Style, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    pointed: defaultdict[Style, list[QLineF]] = field(default_factory=lambda: defaultdict(list))
    words: list[Word] = field(default_factory=list)
    grown: float = 1.0

    def add(self, edge: Edge, picture: Picture, places: Mapping[str, Spot]) -> None:
        """The line of one edge."""
        found = trimmed(
            places[edge.source],
            places[edge.target],
            picture.radius(edge.source) * _LARGEST + _AWAY,
            picture.radius(edge.target) * _LARGEST + _AWAY,
            picture.asides.get(edge.key, 0.0),
        )
        if found is None:
            return
        line, stroke = QLineF(*found), picture.stroke(edge)
        group = self.bent if stroke.zigzag else self.pointed if stroke.arrow else self.straight
        group[edge.weight, stroke].append(line)
        if edge.label:
            self.words.append(Word(line, edge.label, (edge.source, edge.target)))

    def take(self, other: Lines) -> None:
        """The lines of `other`, too."""
        for ours, theirs in (
            (self.straight, other.straight),
            (self.bent, other.bent),
            (self.pointed, other.pointed),
        ):
            for style, lines in theirs.items():
                ours[style] += lines
        self.words += other.words


def lines_of(picture: Picture, edges: Iterable[Edge]) -> Lines:
    """The lines of these edges of a picture."""
    wanted = list(edges)
    ends = {uid for edge in wanted for uid in (edge.source, edge.target)}
    places = {uid: (picture.spots[uid].x(), picture.spots[uid].y()) for uid in ends}
    found = Lines(grown=picture.grown)
    for edge in wanted:
        found.add(edge, picture, places)
    return found


def ink_of(weight: Strength, tokens: Tokens) -> str:
    """The colour of a line: the second sign, after its width."""
    low, mid, high = tokens.trust
    return {"weak": low, "building": mid, "strong": high, "": tokens.field}[weight]


def draw_lines(painter: QPainter, lines: Lines, look: Look, shown: QRectF | None = None) -> None:
    """Draws them, or what may be seen of them in `shown`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grown = lines.grown
    for (weight, stroke), straight in lines.straight.items():
        dash = _grown(stroke.dash, grown)
        painter.setPen(pen_of(ink_of(weight, look.tokens), WIDTHS[weight] * grown, dash))
        painter.drawLines(seen(straight, shown, sum(dash)))
    for (weight, _stroke), bent in lines.bent.items():
        painter.setPen(pen_of(ink_of(weight, look.tokens), WIDTHS[weight] * grown))
        for line in seen(bent, shown, 2 * ZIGZAG_STEP * grown):
            painter.drawPolyline(zigzag(line, grown))
    for style, pointed in lines.pointed.items():
        _draw_pointed(painter, pointed, style, grown, look, shown)


def _grown(dash: tuple[float, ...], grown: float) -> tuple[float, ...]:
    return tuple(length * grown for length in dash)


def draw_far_lines(painter: QPainter, lines: Lines, look: Look) -> None:
    """Draws them for whoever looks from so far away that no dash can be told: a pixel wide, the strong ones two."""
    for group in (lines.straight, lines.bent, lines.pointed):
        for (weight, _stroke), found in group.items():
            pen = QPen(QColor(ink_of(weight, look.tokens)), 2 if weight == "strong" else 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLines(found)


def seen(lines: list[QLineF], shown: QRectF | None, period: float) -> list[QLineF]:
    """What of the lines may be seen; long ones are cut, at a whole number of periods of their dashes."""
    if shown is None:
        return lines
    edges = shown.left(), shown.top(), shown.right(), shown.bottom()
    return [part for line in lines if (part := _cut(line, edges, period)) is not None]


def _cut(line: QLineF, edges: tuple[float, float, float, float], period: float) -> QLineF | None:
    """By Liang and Barsky's way."""
    left, top, right, bottom = edges
    x1, y1, x2, y2 = line.x1(), line.y1(), line.x2(), line.y2()
    dx, dy = x2 - x1, y2 - y1
    first, last = 0.0, 1.0
    for step, room in ((-dx, x1 - left), (dx, right - x1), (-dy, y1 - top), (dy, bottom - y1)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    length = math.hypot(dx, dy)
    if first > 0 and period:
        first = first * length // period * period / length
    return QLineF(x1 + first * dx, y1 + first * dy, x1 + last * dx, y1 + last * dy)


def _draw_pointed(
    painter: QPainter, lines: list[QLineF], style: Style, grown: float, look: Look, shown: QRectF | None
) -> None:
    weight, stroke = style
    ink, width, dash = ink_of(weight, look.tokens), WIDTHS[weight] * grown, _grown(stroke.dash, grown)
    size, filled = arrow_size(width, grown), stroke.arrow == "filled"
    painter.setPen(pen_of(ink, width, dash))
    painter.drawLines(seen([shortened(line, size) for line in lines] if filled else lines, shown, sum(dash)))
    painter.setPen(QPen(Qt.PenStyle.NoPen) if filled else pen_of(ink, max(1.5 * grown, width * 0.7)))
    painter.setBrush(QColor(ink) if filled else Qt.BrushStyle.NoBrush)
    for line in lines:
        if shown is not None and not shown.contains(line.p2()):
            continue
        head = arrow_head(line, size)
        if filled:
            painter.drawPolygon(head)
        else:
            painter.drawPolyline([head.at(1), head.at(0), head.at(2)])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def segments(lines: Lines, zoom: float) -> list[Segment]:
    """All lines, in px of the screen."""
    return [
        (line.x1() * zoom, line.y1() * zoom, line.x2() * zoom, line.y2() * zoom)
        for group in (lines.straight, lines.bent, lines.pointed)
        for found in group.values()
        for line in found
    ]


def placed_words(
    lines: Lines, look: Look, zoom: float, chosen: str = "", taken: Iterable[Rect] = ()
) -> list[tuple[Rect, str]]:
    """Where types of one's own are named on their lines, in px of the screen; one that has no room is left out.

    Args:
        chosen: a node; where there are many words only those on its lines are shown.
        taken: what no word may cover.
    """
    metrics = QFontMetricsF(look.names)
    few = len(lines.words) <= _FEW_WORDS
    covered, found = list(taken), []
    for word in lines.words:
        if few or chosen in word.ends:
            wide = metrics.horizontalAdvance(word.text) + 6
            spots = (word.line.pointAt(at) * zoom for at in _ALONG)
            rects = ((x.x() - wide / 2, x.y() - metrics.height() / 2, wide, metrics.height()) for x in spots)
            rect = next((one for one in rects if not any(covers(one, other) for other in covered)), None)
            if rect is not None:
                covered.append(rect)
                found.append((rect, word.text))
    return found


def draw_words(painter: QPainter, words: Iterable[tuple[Rect, str]], look: Look) -> None:
    """The words where `placed_words` put them; the painter counts in px of the screen."""
    painter.setFont(look.names)
    painter.setPen(QColor(look.tokens.text2))
    for rect, text in words:
        painter.fillRect(QRectF(*rect), QColor(look.tokens.surface))
        painter.drawText(QRectF(*rect), int(Qt.AlignmentFlag.AlignCenter), text)
