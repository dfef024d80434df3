"""Small charts beside each other, one a course, over the same runs and on the same scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, painting, rule, text_width, write
from isp_desktop.ui.kit.theme import Theme

_LEAST_WIDE, _GAP, _LINE_GAP = 168, 24, 18
_HEAD, _PLOT, _FOOT, _SCALE = 34, 82, 22, 14
_DOT, _RING = 4.0, 3.4


@dataclass(frozen=True, slots=True)
class Run:
    """A time at which all courses were looked at.

    Attributes:
        day: when.
        label: that day in a word, under the charts.
        apart: it is not to be compared with the last one; drawn as a ring, and no line leads from it to what can be.
    """

    day: dt.date
    label: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """One small chart.

    Attributes:
        label: what it is of.
        values: one for each run, None where there is none.
        last: the last value, in words.
        needed: the value that is needed, or None.
        state: the chip at its right, which says whether that is met; None for none.
        words: all of it, for screen readers.
    """

    label: str
    values: Sequence[float | None]
    last: str = ""
    needed: float | None = None
    state: ChipSpec | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Courses:
    """Small charts of the same runs.

    Attributes:
        runs: earliest first.
        marks: the values at which there are hairlines, with their words; the first and last are the ends of the scale.
    """

    runs: Sequence[Run]
    marks: Sequence[tuple[float, str]]
    courses: Sequence[Course]


Direction = Literal["down", "across"]


def places(count: int, width: float, theme: Theme) -> list[QRectF]:
    """Where so many charts of one size stand in so much width, in reading order."""
    px = theme.px
    least, gap, line = px(_LEAST_WIDE), px(_GAP), px(_LINE_GAP)
    most = max(1, int((width + gap) // (least + gap)))
    # So many in each line that the last one is not left alone.
    lines = -(-count // most)
    columns = max(1, -(-count // max(1, lines)))
    wide, high = (width - (columns - 1) * gap) / columns, px(_HEAD + _PLOT + _FOOT)
    spots = [divmod(at, columns) for at in range(count)]
    return [QRectF(across * (wide + gap), down * (high + line), wide, high) for down, across in spots]


def courses_height(courses: Courses, width: float, theme: Theme) -> int:
    """How high all of them are in so much width, in px."""
    return int(max((place.bottom() for place in places(len(courses.courses), width, theme)), default=0))


def draw_courses(painter: QPainter, box: QRectF, courses: Courses, theme: Theme) -> None:
    """Draws all charts into `box`."""
    for one, place in zip(courses.courses, places(len(courses.courses), box.width(), theme), strict=True):
        draw_course(painter, place.translated(box.topLeft()), one, courses, theme)


def draw_course(painter: QPainter, box: QRectF, course: Course, courses: Courses, theme: Theme) -> None:
    """Draws one: its name and whether it meets the need, the course with its last value, and the days under it."""
    t, px = theme.tokens, theme.px
    head = QRectF(box.left(), box.top(), box.width(), px(24))
    end = head.right()
    if course.state is not None:
        wide = min(float(chip_size(course.state, theme).width()), head.width() * 0.6)
        end -= wide
        paint_chip(painter, QRectF(end, head.top() + px(1), wide, px(22)), course.state, theme)
    write(
        painter,
        QRectF(head.left(), head.top(), end - px(6) - head.left(), head.height()),
        course.label,
        theme.strong(),
        t.text,
    )
    value = text_width(theme.font(13, 600, tabular=True), course.last) + px(12)
    plot = QRectF(box.left() + px(_SCALE), box.top() + px(_HEAD), box.width() - px(_SCALE) - value, px(_PLOT))
    _draw_scale(painter, plot, courses, box.left(), theme)
    if course.needed is not None:
        _draw_needed(painter, plot, _high(course.needed, courses, plot), theme)
    last = _draw_values(painter, plot, course, courses, theme)
    if last is not None:
        place = QRectF(plot.right() + px(10), last.y() - px(10), value, px(20))
        write(painter, place, course.last, theme.font(13, 600, tabular=True), t.text, LEFT)
    _write_days(painter, plot, courses, box, theme)


def _high(value: float, courses: Courses, plot: QRectF) -> float:
    least, most = courses.marks[0][0], courses.marks[-1][0]
    return plot.bottom() - (value - least) / (most - least) * plot.height()


def _along(courses: Courses, plot: QRectF) -> list[float]:
    """Where each run stands, by its day; one alone at the end."""
    first, last = courses.runs[0].day, courses.runs[-1].day
    whole = (last - first).days
    inset = plot.width() * 0.04
    room = plot.width() - 2 * inset
    shares = [(run.day - first).days / whole if whole else 1.0 for run in courses.runs]
    return [plot.left() + inset + share * room for share in shares]


def _draw_scale(painter: QPainter, plot: QRectF, courses: Courses, left: float, theme: Theme) -> None:
    t, px = theme.tokens, theme.px
    for at, (value, words) in enumerate(courses.marks):
        y = _high(value, courses, plot)
        rule(painter, plot.left(), y, plot.right(), y, t.line)
        if at in (0, len(courses.marks) - 1):
            place = QRectF(left, y - px(8), px(_SCALE - 4), px(16))
            write(painter, place, words, theme.caption(), t.text3, LEFT)


def _draw_needed(painter: QPainter, plot: QRectF, y: float, theme: Theme) -> None:
    pen = QPen(QColor(theme.tokens.text2), 1.4 * theme.scale)
    pen.setDashPattern([4, 2.5])
    painter.setPen(pen)
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))


def _draw_values(painter: QPainter, plot: QRectF, course: Course, courses: Courses, theme: Theme) -> QPointF | None:
    """The course; gives where the last value stands. Nothing leads over a run without a value, or to one set apart."""
    t, spots = theme.tokens, list[tuple[Run, QPointF | None]]()
    for run, x, value in zip(courses.runs, _along(courses, plot), course.values, strict=True):
        spots.append((run, None if value is None else QPointF(x, _high(value, courses, plot))))
    for (is_there, apart), run_spots in groupby(spots, lambda one: (one[1] is not None, one[0].apart)):
        points = [spot for _run, spot in run_spots if spot is not None]
        if not is_there:
            continue
        pen = QPen(QColor(t.text3 if apart else t.accent), 1.8 * theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            _draw_dot(painter, point, apart, theme)
    there = [spot for _run, spot in spots if spot is not None]
    return there[-1] if there else None


def _draw_dot(painter: QPainter, spot: QPointF, apart: bool, theme: Theme) -> None:
    t = theme.tokens
    if apart:
        painter.setPen(QPen(QColor(t.text2), 1.5 * theme.scale))
        painter.setBrush(QColor(t.surface))
        painter.drawEllipse(spot, _RING * theme.scale, _RING * theme.scale)
    else:
        # A ring of the ground sets the dot off from its line.
        painter.setPen(QPen(QColor(t.surface), 1.5 * theme.scale))
        painter.setBrush(QColor(t.accent))
        painter.drawEllipse(spot, _DOT * theme.scale, _DOT * theme.scale)


def _write_days(painter: QPainter, plot: QRectF, courses: Courses, box: QRectF, theme: Theme) -> None:
    """The days under the runs: the last, the first, and those between them that have room."""
    font, px = theme.caption(), theme.px
    wide = [text_width(font, run.label) + 1 for run in courses.runs]
    lefts = [
        min(max(box.left(), x - own / 2), box.right() - own) for x, own in zip(_along(courses, plot), wide, strict=True)
    ]
    last = len(courses.runs) - 1
    shown = [last]
    for at in (0, *range(last - 1, 0, -1)):
        clear = all(
            lefts[at] + wide[at] + px(6) <= lefts[other] or lefts[other] + wide[other] + px(6) <= lefts[at]
            for other in shown
            if other != at
        )
        if at not in shown and clear:
            shown.append(at)
    for at in shown:
        place = QRectF(lefts[at], plot.bottom() + px(6), wide[at] + 1, px(_FOOT - 4))
        write(painter, place, courses.runs[at].label, font, theme.tokens.text3, MIDDLE)


class SmallCourses(QWidget):
    """The charts as widgets beside each other, on as many lines as they take; a screen reader hears each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._courses = Courses((), (), ())
        self._parts: list[_Part] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._lay_out)

    def show_courses(self, courses: Courses) -> None:
        """Other charts."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._courses = courses
        self._parts = [_Part(self._theme, one, courses, self) for one in courses.courses]
        for part in self._parts:
            part.show()
        self._lay_out()

    def courses(self) -> Courses:
        """What is drawn."""
        return self._courses

    def _lay_out(self) -> None:
        for part, place in zip(self._parts, places(len(self._parts), self.width(), self._theme), strict=True):
            box = place.toAlignedRect()
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), QRect(0, 0, self.width(), self.height()), box))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return courses_height(self._courses, width, self._theme)

    def sizeHint(self) -> QSize:
        wide = self._theme.px(4 * _LEAST_WIDE)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDE), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


class _Part(QWidget):
    def __init__(self, theme: Theme, course: Course, courses: Courses, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._course, self._courses = theme, course, courses
        self.setAccessibleName(course.words or f"{course.label}: {course.last}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            draw_course(painter, QRectF(self.rect()), self._course, self._courses, self._theme)
