"""Labels: one line that shortens itself, and prose that wraps. Neither ever reads text as markup."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from isp_desktop.ui.kit.mirror import as_seen, upright
from isp_desktop.ui.kit.paint import LEFT, painting, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

Style = Literal["display", "title", "heading", "prose", "charter", "body", "strong", "meta", "caption", "section"]
Tone = Literal["text", "text2", "text3", "accent", "good", "warn", "bad", "conflict", "info", "private"]

# Lines of prose stand a little apart; as wide as reads well, unless the page gives more.
_LEADING, _MEASURE = 1.22, 420
_TONES: dict[str, Tone] = {"meta": "text2", "caption": "text3", "section": "text2"}


def style_font(theme: Theme, style: Style) -> QFont:
    """The font of a named style."""
    if style == "section":
        return theme.font(12, 600)
    made: dict[str, Callable[[], QFont]] = {
        "display": theme.display,
        "title": theme.title,
        "heading": theme.heading,
        "prose": theme.prose,
        "charter": theme.charter,
        "body": theme.body,
        "strong": theme.strong,
        "meta": theme.meta,
        "caption": theme.caption,
    }
    return made[style]()


class Label(QLabel):
    """One line of plain text; where there is no room it ends in "…" and the tooltip has it whole."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: Style = "body",
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._style: Style = style
        self._tone: Tone = tone or _TONES.get(style, "text")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_tone(self, tone: Tone) -> None:
        """Another colour for the same text."""
        self._tone = tone
        self.update()

    def _restyle(self) -> None:
        self.setFont(style_font(self._theme, self._style))
        self.updateGeometry()
        self.update()

    def _line_width(self) -> int:
        margins = self.contentsMargins()
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 + margins.left() + margins.right()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(self._line_width(), QFontMetrics(self.font()).height() + 2 + margins.top() + margins.bottom())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._line_width(), self._theme.px(40)), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        set_tip(self, self.text() if self._line_width() > self.width() + 2 else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        align = self.alignment() if self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask else LEFT
        with painting(self) as painter:
            color = str(getattr(self._theme.tokens, self._tone))
            write(
                painter,
                QRectF(self.contentsRect()),
                self.text(),
                self.font(),
                color,
                align | Qt.AlignmentFlag.AlignVCenter,
            )


class Prose(QLabel):
    """Plain text that wraps; long words break rather than widen the window."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: Style = "body",
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._style: Style = style
        self._tone: Tone = tone or _TONES.get(style, "text")
        # Asked for hundreds of times while a page is laid out.
        self._heights: dict[tuple[str, int], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_tone(self, tone: Tone) -> None:
        """Another colour for the same text."""
        self._tone = tone
        self._restyle()

    def _restyle(self) -> None:
        self._heights.clear()
        self.setFont(style_font(self._theme, self._style))
        self.updateGeometry()
        self.update()

    def _lines(self, width: float) -> tuple[list[QTextLayout], float]:
        """The text set in lines of `width`, and how high they are together."""
        # At the side where the language begins its lines, each text in the direction of its own script.
        option = QTextOption(as_seen(self._side(), self.layoutDirection()))
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        step, y, paragraphs = self._step(), 0.0, []
        for words in self.text().split("\n"):
            layout = QTextLayout(words, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1.0, width))
                line.setPosition(QPointF(0, y + (step - line.height()) / 2))
                y += step
            layout.endLayout()
            paragraphs.append(layout)
        return paragraphs, y

    def _side(self) -> Qt.AlignmentFlag:
        return self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask or Qt.AlignmentFlag.AlignLeft

    def _step(self) -> float:
        return QFontMetrics(self.font()).height() * (1.0 if self._style in ("display", "title") else _LEADING)

    def sizeHint(self) -> QSize:
        widest = max(QFontMetrics(self.font()).horizontalAdvance(words) for words in self.text().split("\n"))
        width = min(widest + 2, self._theme.px(_MEASURE))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), math.ceil(self._step()))

    def heightForWidth(self, width: int) -> int:
        key = (self.text(), width)
        if key not in self._heights:
            self._heights[key] = math.ceil(self._lines(width)[1])
        return self._heights[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.setPen(QColor(str(getattr(self._theme.tokens, self._tone))))
            with upright(painter, self.rect()):
                for paragraph in self._lines(self.width())[0]:
                    paragraph.draw(painter, QPointF(0, 0))
