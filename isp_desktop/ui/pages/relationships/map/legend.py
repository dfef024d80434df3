"""What the lines, shapes and outlines of the map mean: under it on the screen, and on what is saved of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.network import MEMBER, OWN_TYPE, RELATIONSHIP, Node, Strength
from isp_desktop.domain.vocabulary import PARTS_OF_SYSTEM, TIES, TIES_BOTH_WAYS
from isp_desktop.ui.kit.icons import image
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.paint import painting, write
from isp_desktop.ui.kit.strokes import pen_of
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.drawing import ICONS, QUIET_DASH
from isp_desktop.ui.pages.relationships.map.lines import Lines, draw_lines, ink_of
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture
from isp_desktop.ui.pages.relationships.map.shapes import WIDTHS, outline, stroke_of
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
    found = [_strengths(picture, trust), _types(picture), _parts(picture), _kinds(picture), _outlines(picture)]
    return [section for section in found if section.entries]


def in_words(found: Sequence[Section]) -> str:
    """The legend as a screen reader says it."""
    return ". ".join(f"{one.title}: {', '.join(entry.words for entry in one.entries)}" for one in found)


def height(found: Sequence[Section], look: Look, width: float) -> float:
    """How high the legend is in so much room."""
    return max((place.bottom() for place, _words, _entry in _laid_out(found, look, width)), default=0.0)


def draw_legend(painter: QPainter, found: Sequence[Section], look: Look, width: float) -> None:
    """Draws it from (0, 0) on."""
    strong = _strong(look)
    for place, words, entry in _laid_out(found, look, width):
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


def _laid_out(found: Sequence[Section], look: Look, width: float) -> Iterator[tuple[QRectF, str, Entry | None]]:
    """Titles and entries in reading order, each with its place; a title never stands alone at the end of a line."""
    metrics, strong = QFontMetricsF(look.names), QFontMetricsF(_strong(look))
    row = metrics.height() * 1.4
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
    shown = {(edge.type, edge.both_ways) if edge.type == OWN_TYPE else edge.type for edge in picture.edges}
    known = [RELATIONSHIP, *TIES, MEMBER]
    entries = [
        Entry(_type_words(kind), partial(_type, kind, kind in TIES_BOTH_WAYS), _LINE) for kind in known if kind in shown
    ]
    own = [both for both in (True, False) if (OWN_TYPE, both) in shown]
    entries += [Entry(_("As named on it"), partial(_type, OWN_TYPE, both), _LINE) for both in own]
    return Section(_("Tie"), tuple(entries))


def _type_words(kind: str) -> str:
    return _("You with somebody") if kind == RELATIONSHIP else type_label(kind)


def _type(kind: str, both_ways: bool, painter: QPainter, box: QRectF, look: Look) -> None:
    y = box.center().y()
    lines = Lines()
    stroke = stroke_of(kind, both_ways)
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


class LegendBar(QWidget):
    """The legend of the picture that is shown, as high as it needs to be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: list[Section] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedHeight(0)
        theme.changed.connect(self._measure)

    def show_for(self, picture: Picture) -> None:
        """The legend of this picture."""
        self._sections = sections(picture)
        self.setAccessibleName(_("Legend"))
        self.setAccessibleDescription(in_words(self._sections))
        self._measure()

    def _measure(self) -> None:
        # Before it has a width, every entry would take a line of its own.
        if self.width() >= self.minimumSizeHint().width():
            self.setFixedHeight(round(height(self._sections, Look.of(self._theme), self.width())) + 2)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_legend(painter, self._sections, Look.of(self._theme), self.width())
