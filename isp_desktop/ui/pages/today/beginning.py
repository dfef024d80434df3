"""The first steps in a new notebook; each is gone once it is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.today import Begun
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class FirstSteps(Panel):
    """The steps that are left, on a card.

    Signals:
        visit_asked, person_asked: the step was taken up.
    """

    visit_asked = Signal()
    person_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (18, 14), parent)
        self.visit, beside_visit = self._step(
            _("Plan the first visit"), _("It stands here until its day, with what to know of the site.")
        )
        self.person, beside_person = self._step(
            _("Add a person you work with"), _("With how often to be in touch, so that nobody goes quiet.")
        )
        self.visit_button = self._button(beside_visit, _("Plan a visit"), "calendar-plus")
        self.visit_button.clicked.connect(self.visit_asked)
        self.person_button = self._button(beside_person, _("Add a person"), "user-plus")
        self.person_button.clicked.connect(self.person_asked)

    def show_begun(self, begun: Begun) -> None:
        """Shows what is left to do, or nothing."""
        self.visit.setVisible(not begun.visit)
        self.person.setVisible(not begun.person)
        self.setVisible(not (begun.visit and begun.person))

    def _step(self, title: str, why: str) -> tuple[QWidget, QHBoxLayout]:
        step = QWidget(self)
        step.setAccessibleName(title)
        row = QHBoxLayout(step)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(2))
        words.addWidget(Label(self._theme, title, "strong"))
        words.addWidget(Prose(self._theme, why, "meta"))
        row.addLayout(words, 1)
        self.column.addWidget(step)
        return step, row

    def _button(self, row: QHBoxLayout, words: str, icon: str) -> Button:
        button = Button(self._theme, words, "secondary", icon)
        row.addWidget(button)
        return button


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
