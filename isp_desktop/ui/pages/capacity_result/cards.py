"""The cards under the map: how it went on over all runs, and the sections of the instrument."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.capacity_result import words
from isp_desktop.services.capacity_result.model import Result
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.section_profile import SectionProfile
from isp_desktop.ui.kit.small_courses import SmallCourses
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity_result import drawn


class CoursesCard(Panel):
    """Each capacity type over the runs up to the one looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._head = CardHead(theme, _("Over time"))
        self.charts = SmallCourses(theme)
        self._apart = Prose(theme, "", "meta")
        for part in (self._head, self.charts, self._apart):
            self.column.addWidget(part)

    def show_result(self, result: Result) -> None:
        """Shows the courses; hidden where no run has a value."""
        told = [_("mean of levels")]
        if any(one.needed is not None for one in result.courses):
            told.append(_("the dashed line is what is needed"))
        self._head.remark.setText("; ".join(told))
        self.charts.show_courses(drawn.courses(result))
        sentence = words.runs_words(result)
        self._apart.setText(sentence)
        self._apart.setVisible(bool(sentence))
        self.setVisible(any(one.is_told for one in result.courses))


class SectionsCard(Panel):
    """A bar for each section of the instrument."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._head = CardHead(theme, _("By section"))
        self.profile = SectionProfile(theme)
        for part in (self._head, self.profile):
            self.column.addWidget(part)

    def show_result(self, result: Result) -> None:
        """Shows the bars; hidden where the instrument has one section at the most."""
        is_compared = any(one.before is not None for one in result.sections)
        self._head.remark.setText(_("the outline is the run before") if is_compared else "")
        self.profile.show_sections(drawn.profile(result))
        self.setVisible(len(result.sections) > 1)
