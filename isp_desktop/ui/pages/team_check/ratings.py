"""The ratings of a check: each question's distribution, and beside it the mean with what it is the mean of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, number
from isp_desktop.domain.team_check import Question, Rated
from isp_desktop.services import team_check_view
from isp_desktop.services.team_check_view import Closed, Course, answers_words
from isp_desktop.services.wording import counts_words
from isp_desktop.ui.kit.course_chart import CourseChart, Line
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.distribution import Distribution
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_MEAN, _SMALL = 96, 178


def _headed(theme: Theme, title: str, remark: str) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Label(theme, title, "heading"))
    head.addWidget(Label(theme, remark, "meta"), 1)
    return head


class RatingsCard(Panel):
    """Every question that enough members rated; of the others that they are not shown."""

    def __init__(self, theme: Theme, closed: Closed, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._closed = closed
        words = [f"{at} {word}" for at, word in enumerate(team_check_view.scale(closed.result), 1) if word]
        self.column.addLayout(_headed(theme, _("What was rated"), ", ".join(words)))
        if not closed.result.rated:
            self.column.addWidget(Prose(theme, _("This check holds no ratings."), "body", "text2"))

    def parts(self) -> Iterator[Callable[[], object]]:
        """What builds the rows, each in a turn of its own."""
        result = self._closed.result
        for rated in result.rated:
            yield partial(self._add, rated)
        for question in team_check_view.not_shown(result):
            yield partial(self._add_hidden, question)

    def _add(self, rated: Rated) -> None:
        row = self._row(rated.question)
        words = f"{rated.question.label}: {counts_words(rated)}"
        row.addWidget(Distribution(self._theme, rated.counts, words), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(_mean(self._theme, rated))

    def _add_hidden(self, question: Question) -> None:
        row = self._row(question)
        row.addWidget(Label(self._theme, team_check_view.too_few_words(), "meta", "text3"))

    def _row(self, question: Question) -> QHBoxLayout:
        self.column.addWidget(HairLine(self._theme))
        row = QHBoxLayout()
        row.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch()
        words.addWidget(Label(self._theme, question.label, "strong"))
        words.addWidget(Prose(self._theme, question.text, "meta"))
        words.addStretch()
        row.addLayout(words, 1)
        self.column.addLayout(row)
        return row


def _mean(theme: Theme, rated: Rated) -> QWidget:
    """The mean, and under it from where to where the ratings go and of how many it is."""
    part = QWidget()
    part.setFixedWidth(theme.px(_MEAN))
    part.setAccessibleName(team_check_view.mean_words(rated))
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addStretch()
    column.addWidget(Label(theme, number(round(rated.mean, 1)), "title"))
    for words in (team_check_view.from_to_words(rated), answers_words(rated.answers)):
        column.addWidget(Label(theme, words, "meta"))
    column.addStretch()
    return part


class CourseCard(Panel):
    """Each question's means over the checks, beside each other on the same scale and the same days."""

    def __init__(self, theme: Theme, closed: Closed, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._closed, self._today = closed, today
        self.column.addLayout(_headed(theme, _("Over time"), _("means from 1 to 5; a gap where too few answered")))
        holder = QWidget()
        self._flow = FlowLayout(holder, gap=18, line_gap=14)
        # As high as its width asks for, and no more: its hint is that of a narrow column.
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self.column.addWidget(holder)

    def parts(self) -> Iterator[Callable[[], object]]:
        """What builds the charts, each in a turn of its own."""
        for course in self._closed.courses:
            yield partial(self._add, course)

    def _add(self, course: Course) -> None:
        days = [day for one in self._closed.courses for day, _rated in one.points]
        day, last = course.points[-1]
        spread = team_check_view.spread_words(last)
        if day != self._closed.result.day:
            # What this check does not show stands there as it was last.
            spread = f"{short_date(day.isoformat(), self._today)}: {spread}"
        part = QWidget()
        part.setFixedWidth(self._theme.px(_SMALL))
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(self._theme, course.question.label, "strong"))
        column.addWidget(Label(self._theme, spread, "meta"))
        stretches = [[(on, rated.mean) for on, rated in stretch] for stretch in course.stretches]
        line = Line(number(round(last.mean, 1)), stretches, first=True)
        words = team_check_view.course_words(course)
        column.addWidget(CourseChart(self._theme, [line], self._today, words, (min(days), max(days))))
        self._flow.addWidget(part)
