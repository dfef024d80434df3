"""What an empty list or page says: what belongs there, and one or two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.paint import painting, rounded, rule
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme


class _Papers(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.px(124), theme.px(116))

    def _sheet(self, painter: QPainter, x: float, y: float, turn: float) -> None:
        t, unit = self._theme.tokens, self._theme.scale
        painter.save()
        painter.translate(QPointF(x * unit, y * unit))
        painter.rotate(turn)
        painter.scale(unit, unit)
        rounded(painter, QRectF(-36, -44, 72, 88), 6, t.surface, t.line2, 1.4)
        painter.restore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, unit = self._theme.tokens, self._theme.scale
        with painting(self) as painter:
            self._sheet(painter, 46, 60, -8)
            self._sheet(painter, 72, 54, 5)
            painter.translate(QPointF(72 * unit, 54 * unit))
            painter.rotate(5)
            painter.scale(unit, unit)
            for y, end in ((-22, 22), (-7, 22), (8, 22), (22, 4)):
                rule(painter, -22, y, end, y, t.seq[2], 2.0)


class EmptyState(QWidget):
    """Paper, a serif heading, a sentence, and up to two buttons.

    Signals:
        begun: the main button was pressed.
        begun_otherwise: the other one was.
    """

    begun = Signal()
    begun_otherwise = Signal()

    def __init__(
        self,
        theme: Theme,
        heading: str,
        sentence: str,
        action: str = "",
        other: str = "",
        action_icon: str = "plus",
        other_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_Papers(theme), 0, middle)
        column.addSpacing(12)
        self._heading = Prose(theme, heading, "title")
        self._sentence = Prose(theme, sentence, "body", "text2")
        for label in (self._heading, self._sentence):
            label.setAlignment(middle)
            column.addWidget(label)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        if other:
            self.other = Button(theme, other, icon=other_icon)
            self.other.clicked.connect(self.begun_otherwise)
            row.addWidget(self.other)
        if action:
            self.action = Button(theme, action, "primary", action_icon)
            self.action.clicked.connect(self.begun)
            row.addWidget(self.action)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def set_text(self, heading: str, sentence: str) -> None:
        """Other words, for instance when a filter finds nothing."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)


class EmptyLine(QWidget):
    """For a short list inside a page: one sentence and perhaps a link.

    Signals:
        begun: the link was pressed.
    """

    begun = Signal()

    def __init__(self, theme: Theme, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        self._sentence = Prose(theme, sentence, "body", "text3")
        row.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        if action:
            self.action = Button(theme, action, "link", height=28)
            self.action.clicked.connect(self.begun)
            row.addWidget(self.action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_text(self, sentence: str) -> None:
        """Another sentence."""
        self._sentence.setText(sentence)
