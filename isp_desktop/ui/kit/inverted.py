"""Words and buttons on the dark ground of the undo bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip


class InvertedLabel(QWidget):
    """One line in the undo bar's text colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""

    def set_text(self, text: str) -> None:
        """Shows `text`; the tooltip has it whole."""
        self._text = text
        set_tip(self, text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(text_width(self._theme.strong(), self._text) + 4, self._theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            write(painter, QRectF(self.rect()), self._text, self._theme.strong(), self._theme.tokens.undo_text, LEFT)


class InvertedButton(QAbstractButton):
    """A word, or an icon with `text` as its name, in the undo bar."""

    def __init__(self, theme: Theme, text: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text if icon else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = px(28) if self._icon_name else text_width(self._theme.font(13, 600), self.text()) + px(17)
        return QSize(width, px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            if self._icon_name:
                paint_icon(painter, self._icon_name, t.undo_text, box, self._theme.px(16))
            else:
                write(painter, box, self.text(), self._theme.font(13, 600), t.undo_action, MIDDLE)
            if self.hasFocus():
                rounded(painter, box, self._theme.px(6), edge=t.undo_action, width=2.0)
