"""A chip to press: what it says is a chip like any other, with a tone and a sign."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.paint import focus_ring, painting, rounded
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_HEIGHT, _LEAST = 26, 90


class PressChip(QAbstractButton):
    """Shows `spec`; `clicked` as of any button.

    Signals:
        menu_asked: its menu is asked for by the right button or the menu key, at a point of the screen.
    """

    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, spec: ChipSpec, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._spec = theme, spec
        self.setText(spec.text)
        self.setAccessibleName(spoken or spec.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def spot(self) -> QPoint:
        """Under it, on the screen: where its menu opens."""
        return self.mapToGlobal(QPoint(0, self.height() + 2))

    def _measure(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._spec, self._theme, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._theme.px(_LEAST)), self.sizeHint().height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(event.globalPos() if by_mouse else self.spot())

    def paintEvent(self, _event: QPaintEvent) -> None:
        set_tip(self, self.accessibleName() if self.sizeHint().width() > self.width() else "")
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            paint_chip(painter, box, self._spec, self._theme)
            if self.hasFocus():
                focus_ring(painter, box, box.height() / 2, t)
            elif self.underMouse():
                rounded(painter, box, box.height() / 2, edge=t.field)
