"""The undo bar: says what was done, and takes it back while it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.inverted import InvertedButton, InvertedLabel
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import cast_shadow, painting, rounded
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPropertyAnimation

STAYS_MS = 8000
_SLIDE_MS, _SLIDE = 120, 12
_PLACED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show)


class UndoBar(QFrame):
    """Floats over the bottom centre of its parent for eight seconds; hover or focus keeps it.

    Args:
        feet: the rows of buttons at the bottom of the parent, which it leaves in sight.

    Signals:
        undone: "Undo" was pressed; carries the token given to `show_for`.
        gone: it went away without being used, or its cross was pressed.
    """

    undone = Signal(object)
    gone = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget, stays_ms: int = STAYS_MS, feet: Callable[[], Sequence[QWidget]] = tuple
    ) -> None:
        super().__init__(parent)
        self._theme, self._feet = theme, feet
        self._over = parent
        self._icon_name = "check"
        self._token: object = None
        self._label = InvertedLabel(theme)
        self._undo = InvertedButton(theme, _("Undo"))
        self._cross = InvertedButton(theme, _("Hide this message"), icon="x")
        row = self._row = QHBoxLayout(self)
        row.setSpacing(6)
        row.addWidget(self._label, 1)
        row.addSpacing(10)
        row.addWidget(self._undo)
        row.addWidget(self._cross)
        self._timer = QTimer(self, singleShot=True, interval=stays_ms)
        self._timer.timeout.connect(self._leave)
        self._slide: QPropertyAnimation | None = None
        self._undo.clicked.connect(self._take_back)
        self._cross.clicked.connect(self._leave)
        for watched in (parent, self._undo, self._cross):
            watched.installEventFilter(self)
        cast_shadow(self, theme)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        pad(self._row, self._theme.px(42), 7, 10, 7)
        for part in (self._label, self._undo, self._cross):
            part.updateGeometry()
        self.settle()

    def settle(self) -> None:
        """What it floats over is another, or of another size."""
        if not self.isHidden():
            self._place()

    def show_for(self, text: str, token: object = None, icon: str = "check", can_undo: bool = True) -> None:
        """Shows `text`, such as "Visit of 8 October deleted"; `token` comes back with `undone`."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self._token, self._icon_name = token, icon
        self._label.set_text(text)
        self._undo.setVisible(can_undo)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._slide_in()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def token(self) -> object:
        """What was given to `show_for` last."""
        return self._token

    def withdraw(self) -> None:
        """Goes away: what it offers was done otherwise."""
        if not self.isHidden():
            self._leave()

    def _take_back(self) -> None:
        self._timer.stop()
        self.hide()
        self.undone.emit(self._token)

    def _leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def _place(self) -> None:
        if self._slide is not None:
            self._slide.stop()
        room = self._over.size()
        width = min(max(self.sizeHint().width(), self._theme.px(300)), room.width() - 32)
        self.resize(width, self.sizeHint().height())
        self.move(self._resting(room.width(), room.height()))

    def _resting(self, width: int, height: int) -> QPoint:
        feet = self._feet()
        for foot in feet:
            # It may come, go and move while this is shown.
            foot.installEventFilter(self)
        tops = [foot.mapTo(self._over, QPoint()).y() for foot in feet if foot.isVisible()]
        # It slides in from below, and covers nothing meanwhile, either.
        bottom = min([height - self._theme.px(24), *(top - _SLIDE for top in tops)])
        return QPoint((width - self.width()) // 2, bottom - self.height())

    def _slide_in(self) -> None:
        if self._theme.reduced_motion:
            return
        from PySide6.QtCore import QEasingCurve, QPropertyAnimation

        if self._slide is None:
            self._slide = QPropertyAnimation(self, b"pos", self)
            self._slide.setDuration(_SLIDE_MS)
            self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.setStartValue(self.pos() + QPoint(0, _SLIDE))
        self._slide.setEndValue(self.pos())
        self._slide.start()

    def _hold_or_go(self) -> None:
        held = self.underMouse() or self._undo.hasFocus() or self._cross.hasFocus()
        if held:
            self._timer.stop()
        elif self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The kind of event comes first: while the window is taken down, nothing else of us may be there any more.
        if event.type() in _PLACED and watched not in (self._undo, self._cross):
            self.settle()
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched in (self._undo, self._cross):
            self._hold_or_go()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hold_or_go()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(8), t.undo_ground)
            box = QRectF(px(12), 0, px(22), self.height())
            paint_icon(painter, self._icon_name, t.undo_text, box, px(16))
