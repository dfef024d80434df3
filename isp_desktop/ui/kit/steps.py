"""Steps of the first run, and how hard a passphrase is to guess."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, painting, rounded, rule, text_width, write
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme


class StepsRow(QWidget):
    """Named steps in a row: those done have a tick, the one that holds is filled."""

    def __init__(self, theme: Theme, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = tuple(steps)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_current(0)

    def set_current(self, number: int) -> None:
        """The step that holds, from 0."""
        self._current = number
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(
                number=number + 1, count=len(self._steps), name=self._steps[number]
            )
        )
        self.update()

    def _widths(self) -> list[int]:
        px = self._theme.px
        return [px(30) + text_width(self._theme.font(13, 600), step) for step in self._steps]

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + self._theme.px(42) * (len(self._steps) - 1), self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40) * len(self._steps), self._theme.px(24))

    def _paint_step(self, painter: QPainter, at: int, disc: QRectF) -> None:
        t = self._theme.tokens
        done = at < self._current
        filled = at <= self._current
        rounded(painter, disc, disc.width() / 2, t.accent if filled else "", t.accent if filled else t.field, 1.5)
        if done:
            paint_icon(painter, "check", t.on_accent, disc, self._theme.px(13))
        else:
            write(painter, disc, str(at + 1), self._theme.font(11, 600), t.on_accent if filled else t.text2, MIDDLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, x = self._theme.tokens, self._theme.px, 0.0
        squeeze = self.width() < self.sizeHint().width()
        with painting(self) as painter:
            for at, (step, width) in enumerate(zip(self._steps, self._widths(), strict=True)):
                now = at == self._current
                self._paint_step(painter, at, QRectF(x, 1, px(22), px(22)))
                if now or not squeeze:
                    words = QRectF(x + px(30), 0, width, self.height())
                    write(
                        painter,
                        words,
                        step,
                        self._theme.font(13, 600 if now else 400),
                        t.text if now else t.text2,
                        LEFT,
                    )
                    x += width
                else:
                    x += px(24)
                if at + 1 < len(self._steps):
                    rule(painter, x + px(12), self.height() / 2, x + px(30), self.height() / 2, t.line2, 1.5)
                    x += px(42) if not squeeze else px(36)


class _Bars(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        width = (self.width() - 12) / 4
        tone = (t.bad, t.bad, t.warn, t.good, t.good)[self.level]
        with painting(self) as painter:
            for at in range(4):
                bar = QRectF(at * (width + 4), 0, width, self.height())
                rounded(painter, bar, self.height() / 2, tone if at < self.level else t.line2)


class StrengthBar(QWidget):
    """Four bars and a sentence that says the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = _Bars(theme)
        self._sentence = Prose(theme, "", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bars)
        column.addWidget(self._sentence)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_strength(self, level: int, sentence: str) -> None:
        """`level` 0 (nothing typed) to 4; `sentence` such as "Strong: four words"."""
        self._bars.level = min(max(level, 0), 4)
        self._bars.update()
        self._sentence.set_tone(("text2", "bad", "warn", "good", "good")[self._bars.level])
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
