"""Where the practitioner sees herself in the four competencies, over time. Nobody else ever reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.practice import Competency, load_practice
from isp_desktop.domain.vocabulary import OWN_STEPS
from isp_desktop.services.own_reflection import Course, Look
from isp_desktop.ui.kit import small_courses
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.small_courses import Courses, SmallCourses
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.two_columns import TwoColumns

_PLACES = {key: at for at, key in enumerate(OWN_STEPS, 1)}
_SHOWN = 4


class OwnPanel(PrivatePanel):
    """One competency: where she is, the way there, what she wrote last, and the earlier looks.

    Signals:
        asked: the competency that is to be looked at anew.
        opened: the uid of an earlier look.
    """

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, competency: Competency, today: Callable[[], dt.date]) -> None:
        super().__init__(theme, competency.label, _("Only you ever read it."))
        self._theme, self._competency, self._today = theme, competency, today
        self.column.setSpacing(6)
        self.stands = Prose(theme, "", "strong")
        self.reminder = Remark(theme, _("It is half a year since you looked at this."), "clock", wraps=True)
        self.chart = SmallCourses(theme)
        self.said = Prose(theme, "", "body")
        self.write = Button(theme, _("Look at it now"), icon="feather", height=28)
        self.write.setObjectName(f"look_{competency.key}")
        self.write.setAccessibleName(_("Look at it now: {competency}").format(competency=competency.label))
        self.write.clicked.connect(lambda: self.asked.emit(competency.key))
        self.list = FittedList(theme, RowsModel(fetch_from([])), _("What you wrote of it"))
        self.list.setObjectName(f"looks_{competency.key}")
        self.list.opened.connect(self.opened)
        for part in (self.stands, self.reminder, self.chart, self.said, self.list):
            self.column.addWidget(part)
        self.column.addStretch()
        self.column.addWidget(side_by_side(self.write))

    def show_course(self, course: Course) -> None:
        """Shows what was read."""
        last, today = course.last, self._today()
        step = _(OWN_STEPS[course.step]) if course.step else _("where you are is not said")
        when = _("last looked at {day}").format(day=short_date(last.day, today)) if last else ""
        self.stands.setText(f"{step}; {when}" if last else self._competency.text)
        self.reminder.setVisible(course.is_due)
        steps = [look for look in course.looks if look.step and look.day]
        self.chart.setVisible(len(steps) > 1)
        self.chart.show_courses(_chart(self._competency.label, steps) if len(steps) > 1 else Courses((), (), ()))
        self.said.setText(
            _words(last) if last else _("Where you are, what went well, what was hard, what you try next.")
        )
        self.list.rows().set_fetch(fetch_from([_row(one, today) for one in course.looks[::-1][:_SHOWN]]))
        self.list.fit()
        self.list.setVisible(bool(course.looks))


class OwnPractice(TwoColumns):
    """A panel for each competency.

    Signals: those of the panels.
    """

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today
        self.panels: dict[str, OwnPanel] = {}

    def parts(self) -> list[Callable[[], None]]:
        """What builds the panels, one by one."""
        return [partial(self._add, one) for one in load_practice().competencies]

    def _add(self, competency: Competency) -> None:
        panel = OwnPanel(self._theme, competency, self._today)
        panel.asked.connect(self.asked)
        panel.opened.connect(self.opened)
        self.panels[competency.key] = panel
        self.place_card(panel)

    def show_courses(self, courses: Sequence[Course]) -> None:
        """Shows what was read."""
        for course in courses:
            self.panels[course.competency].show_course(course)


def _chart(name: str, steps: Sequence[Look]) -> Courses:
    """The steps over time, from 1 for what is new to 4 for what she helps others with."""
    days = [dt.date.fromisoformat(one.day) for one in steps]
    told = [
        _("{month}: {step}").format(month=written(day, "yMMM"), step=_(OWN_STEPS[one.step]))
        for day, one in zip(days, steps, strict=True)
    ]
    course = small_courses.Course(
        _("Where I am"),
        [float(_PLACES[one.step]) for one in steps],
        _(OWN_STEPS[steps[-1].step]),
        words=f"{name}: {'; '.join(told)}",
    )
    runs = [small_courses.Run(day, written(day, "yMMM")) for day in days]
    return Courses(runs, [(float(at), str(at)) for at in _PLACES.values()], [course])


def _words(look: Look) -> str:
    told = (
        (_("Went well: {words}"), look.went_well),
        (_("Hard: {words}"), look.hard),
        (_("Next: {words}"), look.next),
    )
    return "\n".join(words.format(words=" ".join(said.split())) for words, said in told if said)


def _row(look: Look, today: dt.date) -> Row:
    first = next(filter(None, (look.next, look.hard, look.went_well)), "")
    return Row(
        uid=look.uid,
        title=_(OWN_STEPS[look.step]) if look.step else _("Where you are is not said"),
        icon="feather",
        second=" ".join(first.split()),
        date=short_date(look.day, today),
        private=True,
    )
