"""Steps on a line, each with its day, and a mark where today stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import painted
from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, painting, rounded, rule, text_width, write
from isp_desktop.ui.kit.theme import Theme

_DISC, _TOP, _WIDTH, _HEIGHT = 16, 14, 72, 74


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step: what it is called, its day in words ("" for none), whether it is over, and what a late one says.

    Attributes:
        late: "2 days late", "" for one that is not.
    """

    key: str
    name: str
    day: str = ""
    done: bool = False
    late: str = ""

    def spoken(self) -> str:
        """All that it says, for screen readers and tooltips."""
        state = _("done") if self.done else self.late
        return ", ".join(filter(None, (self.name, self.day or _("no day"), state)))


class StepLine(QWidget):
    """Each step is a button; the line between is filled from the first one that has a day up to today.

    Signals:
        pressed: the key of a step, and a point of the screen for its menu.
    """

    pressed = Signal(str, QPoint)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self._place: float | None = None
        self.buttons: list[_StepButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_steps(self, steps: Sequence[LineStep], place: float | None) -> None:
        """Shows `steps`; today stands at `place`, 1.5 being half-way between the second and the third; None nowhere."""
        self._place = place
        while len(self.buttons) < len(steps):
            made = _StepButton(self._theme, self)
            made.clicked.connect(lambda _on=False, made=made: self._press(made))
            self.buttons.append(made)
            self._row.addWidget(made, 1)
        for button, step in zip(self.buttons, steps, strict=False):
            button.show_step(step)
        self.setAccessibleName(f"{self._name}: {'; '.join(step.spoken() for step in steps)}")
        self.update()

    def least_width(self) -> int:
        """How much room the words of the steps need; a layout learns of other words only in a later turn."""
        return sum(button.sizeHint().width() for button in self.buttons)

    def _press(self, button: _StepButton) -> None:
        self.pressed.emit(button.step.key, button.mapToGlobal(QPoint(0, button.height())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.buttons:
            return
        t, px = self._theme.tokens, self._theme.px
        middles = [painted(QPointF(button.geometry().center()), self).x() for button in self.buttons]
        y = px(_TOP) + px(_DISC) / 2
        with painting(self) as painter:
            rule(painter, middles[0], y, middles[-1], y, t.line2, 2)
            if self._place is None:
                return
            at, share = int(self._place), self._place % 1
            after = middles[min(at + 1, len(middles) - 1)]
            today = middles[at] + (after - middles[at]) * share
            first = next((at for at, button in enumerate(self.buttons) if button.step.day), len(middles))
            if first < self._place:
                rule(painter, middles[first], y, today, y, t.accent, 2)
            # A step's own disc would hide the mark of a day that is its own.
            rule(painter, today, y - px(13), today, y + px(13), t.text, 1.5)


class _StepButton(QAbstractButton):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.step = LineStep("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def show_step(self, step: LineStep) -> None:
        """Another step, or what became of it."""
        self.step = step
        self.setObjectName(step.key)
        self.setAccessibleName(step.spoken())
        self.setToolTip(step.spoken())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = max(
            text_width(self._theme.font(13, 500), self.step.name), text_width(self._theme.meta(), self._below())
        )
        return QSize(max(px(_WIDTH), words + px(10)), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _below(self) -> str:
        return self.step.late or self.step.day or _("no day")

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, step = self._theme.tokens, self._theme.px, self.step
        disc = QRectF(self.width() / 2 - px(_DISC) / 2, px(_TOP), px(_DISC), px(_DISC))
        with painting(self) as painter:
            self._paint_disc(painter, disc)
            name = QRectF(0, disc.bottom() + px(6), self.width(), px(18))
            write(painter, name, step.name, self._theme.font(13, 500), t.text, MIDDLE)
            below = QRectF(0, name.bottom(), self.width(), px(17))
            ink = t.bad if step.late else t.text2 if step.day else t.text3
            write(painter, below, self._below(), self._theme.meta(), ink, MIDDLE)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), px(6), t)

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        t, step = self._theme.tokens, self.step
        edge = t.accent if step.done else t.bad if step.late else t.field
        ground = t.accent if step.done else t.surface
        rounded(painter, disc, disc.width() / 2, ground, edge, 2, dashed=not step.day and not step.done)
        if step.done:
            paint_icon(painter, "check", t.on_accent, disc, self._theme.px(11))
