"""The legend under the map: in two lines where it has room there, and all of it in a sheet beside the map."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.mirror import seen
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.legend import (
    Placed,
    Section,
    draw_legend,
    extent,
    in_columns,
    in_lines,
    in_words,
    line_height,
    sections,
)
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture

LINES = 2
"""So many lines it takes under the map."""

# Entries below each other where the map has the whole page, and in the sheet.
_ROOMY, _IN_SHEET = 4, 7
_PAD, _GAP = 16, 12


class LegendSheet(QFrame):
    """All of the legend, over what is below the map; Escape, Enter and a click put it away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("legend-sheet")
        self._theme = theme
        self._placed: list[Placed] = []

    def open_at(self, button: QWidget, found: Sequence[Section]) -> None:
        """Opens under the button, or over it where there is no room."""
        px = self._theme.px
        self._placed = in_columns(found, Look.of(self._theme), _IN_SHEET)
        self.setAccessibleName(_("What the signs mean"))
        self.setAccessibleDescription(in_words(found))
        needed = extent(self._placed)
        self.resize(round(needed.width()) + 2 * px(_PAD), round(needed.height()) + 2 * px(_PAD))
        room, under = self.screen().availableGeometry(), button.mapToGlobal(QPoint(0, button.height() + 4))
        over = button.mapToGlobal(QPoint(0, -4)).y() - self.height()
        top = under.y() if under.y() + self.height() <= room.bottom() else over
        self.move(max(room.left(), min(under.x(), room.right() - self.width())), max(room.top(), top))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(10), t.surface, t.line2)
            painter.translate(px(_PAD), px(_PAD))
            draw_legend(painter, self._placed, Look.of(self._theme))


class LegendBar(QWidget):
    """The legend of the picture that is shown.

    Attributes:
        button: opens what has no room; gone where all of it has.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sections: list[Section] = []
        self._placed: list[Placed] = []
        self._roomy = False
        self.button = Button(theme, _("What the signs mean"), "link", height=24, parent=self)
        self.button.clicked.connect(self._open)
        self.sheet = LegendSheet(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Legend"))
        self.setFixedHeight(0)
        theme.changed.connect(self._measure)

    def show_for(self, picture: Picture) -> None:
        """The legend of this picture."""
        self._sections = sections(picture)
        words = in_words(self._sections)
        self.setAccessibleDescription(words)
        self.button.setAccessibleDescription(words)
        self._measure()

    def set_roomy(self, on: bool) -> None:
        """Whether there is room for columns."""
        self._roomy = on
        self._measure()

    def placed(self) -> list[Placed]:
        """What of it is shown, and where."""
        return list(self._placed)

    def _measure(self) -> None:
        # Before it has a width, every entry would take a line of its own.
        if self.width() >= self.minimumSizeHint().width():
            look = Look.of(self._theme)
            self._placed, is_whole = self._fitting(look)
            self.button.setVisible(not is_whole)
            high = extent(self._placed).height()
            if not is_whole:
                high = self._put_button(look)
            self.setFixedHeight(round(high) + 2)
        self.update()

    def _fitting(self, look: Look) -> tuple[list[Placed], bool]:
        """As much as there is room for, and whether that is all."""
        most, whole = LINES * line_height(look) + 1, in_lines(self._sections, look, self.width())
        if extent(whole).height() <= most:
            return whole, True
        columns = in_columns(self._sections, look, _ROOMY)
        if self._roomy and extent(columns).width() <= self.width():
            return columns, True
        shown: list[Section] = []
        for section in self._sections:
            tried = in_lines([*shown, section], look, self.width())
            if self._button_box(tried, look).bottom() <= most:
                shown.append(section)
        return in_lines(shown, look, self.width()), False

    def _button_box(self, placed: Sequence[Placed], look: Look) -> QRectF:
        """Behind what is shown, or in a line of its own."""
        size, row = self.button.sizeHint(), line_height(look)
        bottom = extent(placed).height()
        last = max((place.right() for place, _words, _entry in placed if place.bottom() > bottom - 1), default=0.0)
        left, top = last + _GAP, max(0.0, bottom - row)
        if not placed or left + size.width() > self.width():
            left, top = 0.0, bottom
        return QRectF(left, top, size.width(), row)

    def _put_button(self, look: Look) -> float:
        """Puts the button in its place, and gives how high the bar is with it."""
        box = self._button_box(self._placed, look)
        place = seen(box, self.rect(), self)
        high = self.button.sizeHint().height()
        self.button.setGeometry(round(place.left()), round(place.center().y() - high / 2), round(place.width()), high)
        return max(box.bottom(), box.center().y() + high / 2)

    def _open(self) -> None:
        self.sheet.open_at(self.button, self._sections)

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
            draw_legend(painter, self._placed, Look.of(self._theme))
