"""A drawing of who tells whom: boxes in lanes to walk through, arrows whose dashes and words say how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from isp_desktop.ui.kit.lanes import Arrow, Box, Laid, Sizes, State, label_spot, laid, ways
from isp_desktop.ui.kit.mirror import seen
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, painting, rounded, rule, text_width, write
from isp_desktop.ui.kit.roving import Roving
from isp_desktop.ui.kit.strokes import arrow_head, arrow_size, pen_of
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.kit.tokens import Tokens

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST, _NARROWEST, _HIGH, _BETWEEN, _UNDER, _LANE, _LABEL = 250, 108, 46, 26, 76, 96, 230


@dataclass(frozen=True, slots=True)
class _Look:
    """How the arrows of a state are drawn; an open head says that nothing comes back."""

    width: float
    dash: tuple[float, ...] = ()
    head: bool = True
    filled: bool = True


_LOOKS: Mapping[State, _Look] = {
    "none": _Look(1.2, (1.5, 5.0), head=False),
    "on_time": _Look(1.6),
    "waiting": _Look(1.8, (7.0, 4.0)),
    "late": _Look(2.8, (12.0, 5.0)),
    "never": _Look(2.8, (2.5, 4.0), filled=False),
}


def _ink(state: State, t: Tokens) -> str:
    return {"none": t.text3, "on_time": t.text2, "waiting": t.text2, "late": t.bad, "never": t.conflict}[state]


class _BoxButton(QAbstractButton):
    """A box: its name, and a few words under it."""

    def __init__(self, theme: Theme, box: Box, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._box = theme, box
        self.setText(box.name)
        self.setAccessibleName(box.words)
        self.setObjectName(f"box-{box.uid}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(self, box.words)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDEST), self._theme.px(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, px(8), t.hover if self.underMouse() else t.surface, t.field, 1.2)
            name = box.adjusted(px(8), px(5), -px(8), -box.height() / 2 + px(1))
            if not self._box.small:
                name = box.adjusted(px(8), 0, -px(8), 0)
            below = box.adjusted(px(8), box.height() / 2, -px(8), -px(5))
            _write_centred(painter, name, self._box.name, self._theme.strong(), t.text)
            _write_centred(painter, below, self._box.small, self._theme.caption(), t.text2)
            if self.hasFocus():
                focus_ring(painter, box, px(8), t)


class LaneMap(QWidget):
    """The drawing. Tab comes to one box, the arrows lead to the others, Enter opens one; as high as it has to be.

    Signals:
        opened: the uid of a box.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, name: str, lanes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._names = theme, lanes
        self._boxes: Sequence[Box] = ()
        self._arrows: Sequence[Arrow] = ()
        self._buttons: dict[str, _BoxButton] = {}
        self._laid = Laid({}, {}, 0)
        self._roving = self._begin()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._lay_out)

    def _begin(self) -> Roving:
        return Roving(lambda: [self._buttons[box.uid] for box in self._boxes], self)

    def show_drawing(self, boxes: Sequence[Box], arrows: Sequence[Arrow]) -> None:
        """Other boxes and arrows; the box that has the focus keeps it where it is still there."""
        held = next((uid for uid, button in self._buttons.items() if button.hasFocus()), "")
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._boxes, self._arrows = boxes, arrows
        self._roving.deleteLater()
        self._roving = self._begin()
        self._buttons = {box.uid: _BoxButton(self._theme, box, self) for box in boxes}
        for uid, button in self._buttons.items():
            button.clicked.connect(lambda _on=False, uid=uid: self.opened.emit(uid))
            self._roving.add(button)
            button.show()
        self._lay_out()
        if held in self._buttons:
            self._buttons[held].setFocus()

    def buttons(self) -> Mapping[str, QAbstractButton]:
        """The boxes by their uid."""
        return self._buttons

    def _lay_out(self) -> None:
        px = self._theme.px
        lane = px(_LANE)
        wide = max(float(px(_NARROWEST)), self.width() - lane - px(8.0))
        sizes = Sizes(wide, px(_WIDEST), px(_NARROWEST), px(_HIGH), px(_BETWEEN), px(_UNDER))
        found = laid(self._boxes, self._arrows, sizes)
        moved = {uid: box.translated(lane, 0) for uid, box in found.boxes.items()}
        self._laid = Laid(moved, found.lanes, found.height)
        self.setFixedHeight(round(found.height))
        for uid, box in moved.items():
            self._buttons[uid].setGeometry(seen(box, self.rect(), self).toRect())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            self._paint_lanes(painter)
            shown = sorted(self._arrows, key=lambda one: list(_LOOKS).index(one.state))
            drawn = list(zip(shown, ways(shown, self._laid.boxes), strict=True))
            for arrow, path in drawn:
                self._paint_arrow(painter, arrow, path)
            self._paint_labels(painter, drawn)

    def _paint_lanes(self, painter: QPainter) -> None:
        t, px = self._theme.tokens, self._theme.px
        for at, (lane, top) in enumerate(sorted(self._laid.lanes.items())):
            if at:
                y = top - px(_UNDER) / 2
                rule(painter, 0, y, self.width(), y, t.line)
            place = QRectF(0, top, px(_LANE - 8), px(_HIGH))
            write(painter, place, self._names[lane], self._theme.caption(), t.text2, LEFT)

    def _paint_arrow(self, painter: QPainter, arrow: Arrow, path: QPainterPath) -> None:
        look, ink = _LOOKS[arrow.state], _ink(arrow.state, self._theme.tokens)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen_of(ink, look.width, look.dash))
        painter.drawPath(path)
        if not look.head:
            return
        near_end = path.pointAtPercent(max(0.0, 1 - 14 / max(15.0, path.length())))
        head = arrow_head(QLineF(near_end, path.pointAtPercent(1)), arrow_size(look.width * 0.6))
        painter.setPen(QPen(Qt.PenStyle.NoPen) if look.filled else pen_of(ink, 1.8))
        painter.setBrush(QColor(ink if look.filled else self._theme.tokens.surface))
        painter.drawPolygon(head)

    def _paint_labels(self, painter: QPainter, drawn: Sequence[tuple[Arrow, QPainterPath]]) -> None:
        """What is open is labelled first; what finds no room has its dashes, and stands in the list."""
        t, px = self._theme.tokens, self._theme.px
        taken = list(self._laid.boxes.values())
        caption, strong = self._theme.caption(), self._theme.font(11, 600)
        for arrow, path in reversed(drawn):
            said = ((arrow.label, caption, t.text2), (arrow.said, strong, _ink(arrow.state, t)))
            lines = [line for line in said if line[0]]
            if not lines:
                continue
            width = min(px(_LABEL), max(text_width(font, text) for text, font, _color in lines)) + px(10)
            place = label_spot(path, width, px(16) * len(lines), taken, QRectF(self.rect()))
            if place is None:
                continue
            taken.append(place)
            rounded(painter, place, px(4), t.surface)
            for at, (text, font, ink) in enumerate(lines):
                line = QRectF(place.left() + px(4), place.top() + at * px(16), place.width() - px(8), px(16))
                _write_centred(painter, line, text, font, ink)


def _write_centred(painter: QPainter, box: QRectF, text: str, font: QFont, ink: str) -> None:
    """In the middle where it fits; what is shortened begins where lines begin."""
    write(painter, box, text, font, ink, MIDDLE if text_width(font, text) <= box.width() else LEFT)
