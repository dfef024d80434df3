"""What the lines, shapes and outlines of the map mean, and where each of it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from isp_desktop.domain.language import _
from isp_desktop.domain.network import MEMBER, OWN_TYPE, RELATIONSHIP, Node, Strength
from isp_desktop.domain.vocabulary import PARTS_OF_SYSTEM, TIES, TIES_BOTH_WAYS
from isp_desktop.ui.kit.icons import image
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.paint import write
from isp_desktop.ui.kit.strokes import pen_of
from isp_desktop.ui.pages.relationships.map.drawing import ICONS, QUIET_DASH
from isp_desktop.ui.pages.relationships.map.lines import Lines, draw_lines, ink_of
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture
from isp_desktop.ui.pages.relationships.map.shapes import WIDTHS, Stroke, outline, stroke_of
from isp_desktop.ui.pages.relationships.map.words import kind_words, type_label

Paint = Callable[[QPainter, QRectF, Look], None]
_LINE, _SHAPE = 44.0, 17.0
_GAP, _BETWEEN, _AFTER_TITLE, _AFTER_SECTION = 6.0, 14.0, 12.0, 12.0


@dataclass(frozen=True)
class Entry:
    """A sample, so many px wide, and what it means."""

    words: str
    paint: Paint
    sample: float = _SHAPE


@dataclass(frozen=True)
class Section:
    """Entries of one sort."""

    title: str
    entries: tuple[Entry, ...]


def sections(picture: Picture, *, trust: bool = True) -> list[Section]:
    """What is needed to read a picture; `trust`: it tells of trust, too."""
    found = [_strengths(picture, trust), _types(picture), _parts(picture), _outlines(picture), _kinds(picture)]
    return [section for section in found if section.entries]


def in_words(found: Sequence[Section]) -> str:
    """The legend as a screen reader says it."""
    return ". ".join(f"{one.title}: {', '.join(entry.words for entry in one.entries)}" for one in found)


Placed = tuple[QRectF, str, Entry | None]
"""Where an entry stands, or for None the title of a section."""


def extent(placed: Sequence[Placed]) -> QSizeF:
    """What they take from (0, 0) on."""
    return QSizeF(
        max((place.right() for place, _words, _entry in placed), default=0.0),
        max((place.bottom() for place, _words, _entry in placed), default=0.0),
    )


def draw_legend(painter: QPainter, placed: Sequence[Placed], look: Look) -> None:
    """Draws them from (0, 0) on."""
    strong = _strong(look)
    for place, words, entry in placed:
        text = QRectF(place)
        if entry is not None:
            painter.save()
            entry.paint(painter, QRectF(place.left(), place.top(), entry.sample, place.height()), look)
            painter.restore()
            text.setLeft(place.left() + entry.sample + _GAP)
        ink = look.tokens.text2 if entry else look.tokens.text
        write(painter, text, words, look.names if entry else strong, ink)


def _strong(look: Look) -> QFont:
    font = QFont(look.names)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def line_height(look: Look) -> float:
    """How high a line of the legend is."""
    return QFontMetricsF(look.names).height() * 1.4


def in_lines(found: Sequence[Section], look: Look, width: float) -> list[Placed]:
    """Titles and entries in reading order, line by line; a title never stands alone at the end of a line."""
    return list(_in_lines(found, look, width))


def _in_lines(found: Sequence[Section], look: Look, width: float) -> Iterator[Placed]:
    metrics, strong, row = QFontMetricsF(look.names), QFontMetricsF(_strong(look)), line_height(look)
    x = y = 0.0
    for section in found:
        title = strong.horizontalAdvance(section.title) + 1
        first = _wide(section.entries[0], metrics)
        if x and x + title + _AFTER_TITLE + first > width:
            x, y = 0.0, y + row
        yield QRectF(x, y, title, row), section.title, None
        x += title + _AFTER_TITLE
        for entry in section.entries:
            wide = _wide(entry, metrics)
            if x and x + wide > width:
                x, y = 0.0, y + row
            yield QRectF(x, y, wide, row), entry.words, entry
            x += wide + _BETWEEN
        x += _AFTER_SECTION


def in_columns(found: Sequence[Section], look: Look, most: int) -> list[Placed]:
    """Each section under its title, with at most so many entries below each other."""
    metrics, strong, row = QFontMetricsF(look.names), QFontMetricsF(_strong(look)), line_height(look)
    placed: list[Placed] = []
    x = 0.0
    for section in found:
        title = strong.horizontalAdvance(section.title) + 1
        placed.append((QRectF(x, 0, title, row), section.title, None))
        left = x
        for begin in range(0, len(section.entries), most):
            column = section.entries[begin : begin + most]
            wide = max(_wide(entry, metrics) for entry in column)
            placed += [(QRectF(left, row * (at + 1), wide, row), entry.words, entry) for at, entry in enumerate(column)]
            left += wide + _BETWEEN
        x = max(x + title + _BETWEEN, left) + _AFTER_SECTION
    return placed


def _wide(entry: Entry, metrics: QFontMetricsF) -> float:
    return entry.sample + _GAP + metrics.horizontalAdvance(entry.words) + 3


def _strengths(picture: Picture, trust: bool) -> Section:
    shown = {edge.weight for edge in picture.edges}
    words: dict[Strength, str] = (
        {"weak": _("Low or weak"), "building": _("Building"), "strong": _("Strong"), "": _("Not said")}
        if trust
        else {"weak": _("Weak"), "building": _("Building"), "strong": _("Strong"), "": _("Not said")}
    )
    entries = tuple(Entry(words[one], partial(_line, one), _LINE) for one in words if one in shown)
    return Section(_("Trust or strength") if trust else _("Strength"), entries)


def _line(weight: Strength, painter: QPainter, box: QRectF, look: Look) -> None:
    painter.setPen(pen_of(ink_of(weight, look.tokens), WIDTHS[weight]))
    painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))


def _types(picture: Picture) -> Section:
    shown = {edge.type for edge in picture.edges}
    known = [RELATIONSHIP, *TIES, MEMBER]
    entries = [
        Entry(_type_words(kind), partial(_type, kind, stroke_of(kind, kind in TIES_BOTH_WAYS)), _LINE)
        for kind in known
        if kind in shown
    ]
    own = {edge.label: edge for edge in picture.edges if edge.type == OWN_TYPE}
    entries += [
        Entry(type_label(OWN_TYPE, name), partial(_type, OWN_TYPE, picture.stroke(own[name])), _LINE)
        for name in picture.own_types
    ]
    return Section(_("Tie"), tuple(entries))


def _type_words(kind: str) -> str:
    return _("You with somebody") if kind == RELATIONSHIP else type_label(kind)


def _type(kind: str, stroke: Stroke, painter: QPainter, box: QRectF, look: Look) -> None:
    y = box.center().y()
    lines = Lines()
    weight: Strength = "" if kind == MEMBER else "building"
    group = lines.bent if stroke.zigzag else lines.pointed if stroke.arrow else lines.straight
    start = box.left() + (10 if kind == RELATIONSHIP else 0)
    group[weight, stroke].append(QLineF(start, y, box.right(), y))
    draw_lines(painter, lines, look)
    if kind == RELATIONSHIP:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tokens.accent))
        painter.drawEllipse(QPointF(box.left() + 6, y), 6, 6)


def _parts(picture: Picture) -> Section:
    shown = {node.part for node in picture.nodes.values() if node.kind != "site" and not node.me}
    entries = [
        Entry(_(PARTS_OF_SYSTEM[part]), partial(_shape, part, False)) for part in PARTS_OF_SYSTEM if part in shown
    ]
    if shown - PARTS_OF_SYSTEM.keys():
        entries.append(Entry(_("Not said"), partial(_shape, "", False)))
    return Section(_("Part of the system"), tuple(entries))


def _shape(part: str, quiet: bool, painter: QPainter, box: QRectF, look: Look) -> None:
    painter.setPen(pen_of(look.tokens.text2, 1.6, QUIET_DASH if quiet else ()))
    painter.setBrush(QColor(look.tokens.surface))
    painter.drawPath(outline(part, 6.5).translated(box.center()))


def _kinds(picture: Picture) -> Section:
    shown = {node.kind: node for node in picture.nodes.values() if node.kind in ICONS}
    return Section(_("Inside"), tuple(_kind_entry(shown[kind]) for kind in ICONS if kind in shown))


def _kind_entry(node: Node) -> Entry:
    return Entry(kind_words(node), partial(_icon, ICONS[node.kind]))


def _icon(name: str, painter: QPainter, box: QRectF, look: Look) -> None:
    ratio = painter.device().devicePixelRatioF()
    spot = QPointF(round(box.center().x() - 8), round(box.center().y() - 8))
    with upright(painter, QRectF(spot.x(), spot.y(), 16, 16)):
        painter.drawImage(spot, image(name, look.tokens.text, 16, ratio))


def _outlines(picture: Picture) -> Section:
    entries = []
    if any(node.quiet for node in picture.nodes.values()):
        entries += [
            Entry(_("In touch"), partial(_shape, "teams", False)),
            Entry(_("Gone quiet"), partial(_shape, "teams", True)),
        ]
    if picture.pins:
        entries.append(Entry(_("Pinned by you"), partial(_icon, "map-pin")))
    return Section(_("Outline"), tuple(entries))
