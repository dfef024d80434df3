"""The first steps in a new notebook; each is gone once it is done."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.today import Begun
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class _Step(QWidget):
    """One step: what it is, why, and the button that takes it up."""

    def __init__(self, theme: Theme, title: str, why: str, act: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(Label(theme, title, "strong"))
        words.addWidget(Prose(theme, why, "meta"))
        row.addLayout(words, 1)
        self.button = Button(theme, act, "secondary", icon)
        row.addWidget(self.button)


class FirstSteps(Panel):
    """The steps that are left, on a card; they are made where one is.

    Signals:
        visit_asked, person_asked: the step was taken up.
    """

    visit_asked = Signal()
    person_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (18, 14), parent)
        self.hide()

    @cached_property
    def visit(self) -> _Step:
        """To plan a visit."""
        why = _("It stands here until its day, with what to know of the site.")
        step = _Step(self._theme, _("Plan the first visit"), why, _("Plan a visit"), "calendar-plus", self)
        step.button.clicked.connect(self.visit_asked)
        self.column.insertWidget(0, step)
        follow(self, [step.button])
        return step

    @cached_property
    def person(self) -> _Step:
        """To add a person."""
        why = _("With how often to be in touch, so that nobody goes quiet.")
        step = _Step(self._theme, _("Add a person you work with"), why, _("Add a person"), "user-plus", self)
        step.button.clicked.connect(self.person_asked)
        self.column.addWidget(step)
        follow(self.visit.button, [step.button])
        return step

    def show_begun(self, begun: Begun) -> None:
        """Shows what is left to do, or nothing."""
        if begun.visit and begun.person:
            self.hide()
            return
        self.visit.setVisible(not begun.visit)
        self.person.setVisible(not begun.person)
        self.show()


def welcome(theme: Theme, parent: QWidget | None = None) -> EmptyState:
    """What an empty notebook says instead of lists that are all empty."""
    return EmptyState(
        theme,
        _("Nothing waits for you yet"),
        _("Here stand the visits to prepare, what was promised, and who goes quiet. Begin with one of these."),
        _("Plan a visit"),
        _("Add a person"),
        "calendar-plus",
        "user-plus",
        parent,
    )
