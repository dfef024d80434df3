"""A bar a section, with the run before as an outline behind it; the number stands at the right of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.paint import LEFT, RIGHT, painting, rounded, rule, triangle, write
from isp_desktop.ui.kit.rated_cells import Trend
from isp_desktop.ui.kit.theme import Theme

_ROW, _BAR, _BEHIND, _EMPTY, _VALUE, _CHANGE, _LABEL = 44, 12, 18, 24, 100, 48, 0.34


@dataclass(frozen=True, slots=True)
class Section:
    """A bar.

    Attributes:
        label: of the section.
        share: how much of the scale is reached, 0 to 1; None where there is no score.
        value: the score, in words; what is said in its place where there is none.
        before: the share of the run before; None for none that can be compared.
        change, trend: as of a rated cell.
        remark: what is to be known of it, such as how many answers are missing; "" for nothing.
        words: all of it, for screen readers.
    """

    label: str
    share: float | None
    value: str
    before: float | None = None
    change: str = ""
    trend: Trend = ""
    remark: str = ""
    words: str = ""


def profile_height(sections: Sequence[Section], theme: Theme) -> int:
    """How high the bars are, in px."""
    return len(sections) * theme.px(_ROW)


def draw_profile(painter: QPainter, box: QRectF, sections: Sequence[Section], theme: Theme) -> None:
    """Draws a bar for each section."""
    high = theme.px(_ROW)
    for at, one in enumerate(sections):
        draw_section(painter, QRectF(box.left(), box.top() + at * high, box.width(), high), one, theme)


def draw_section(painter: QPainter, box: QRectF, one: Section, theme: Theme) -> None:
    """Draws one: label and remark, the bar over the one of the run before, the score and where it went."""
    t, px = theme.tokens, theme.px
    label = QRectF(box.left(), box.top(), box.width() * _LABEL, box.height())
    if one.remark:
        half = QRectF(label.left(), label.top() + px(3), label.width(), label.height() / 2 - px(2))
        write(painter, half, one.label, theme.strong(), t.text, LEFT)
        write(painter, half.translated(0, px(18)), one.remark, theme.meta(), t.text2, LEFT)
    else:
        write(painter, label, one.label, theme.strong(), t.text, LEFT)
    value = QRectF(box.right() - px(_VALUE), box.top(), px(_VALUE), box.height())
    bar = QRectF(
        label.right() + px(12), box.center().y() - px(_BAR) / 2, value.left() - label.right() - px(24), px(_BAR)
    )
    if one.share is None:
        place = QRectF(bar.left(), box.center().y() - px(_EMPTY) / 2, bar.width(), px(_EMPTY))
        rounded(painter, place, px(4), edge=t.field, dashed=True)
        write(painter, place.adjusted(px(10), 0, -px(6), 0), one.value, theme.meta(), t.text2, LEFT)
        return
    rounded(painter, bar, px(4), t.sunken, t.line2)
    if one.before is not None:
        behind = QRectF(bar.left(), box.center().y() - px(_BEHIND) / 2, bar.width() * one.before, px(_BEHIND))
        if behind.width() > 0:
            rounded(painter, behind, px(4), edge=t.text3, width=1.4)
        x = behind.right()
        rule(painter, x, behind.top(), x, behind.bottom(), t.text2, 2 * theme.scale)
    if one.share > 0:
        ink = t.text if theme.high_contrast else t.seq[3]
        rounded(painter, QRectF(bar.left(), bar.top(), bar.width() * one.share, bar.height()), px(4), ink)
    _draw_value(painter, value, one, theme)


def _draw_value(painter: QPainter, box: QRectF, one: Section, theme: Theme) -> None:
    t, px = theme.tokens, theme.px
    strong, small = theme.font(13, 600, tabular=True), theme.font(12, 500, tabular=True)
    place = QRectF(box.left(), box.top(), box.width() - px(_CHANGE), box.height())
    write(painter, place, one.value, strong, t.text, RIGHT)
    if one.trend:
        triangle(painter, QPointF(place.right() + px(11), box.center().y()), one.trend == "up", px(4), t.text2)
        after = QRectF(place.right() + px(18), box.top(), box.right() - place.right() - px(18), box.height())
        write(painter, after, one.change, small, t.text2, LEFT)


class SectionProfile(QWidget):
    """The bars as widgets under each other; a screen reader hears each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Other bars."""
        while (item := self._column.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for one in sections:
            self._column.addWidget(_Bar(self._theme, one, self))


class _Bar(QWidget):
    def __init__(self, theme: Theme, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._section = theme, section
        self.setAccessibleName(section.words or f"{section.label}: {section.value}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_section(painter, QRectF(self.rect()), self._section, self._theme)
