"""What is asked before a team check begins: of which team, and on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.team_check import FEWEST
from isp_desktop.services import team_check_questions
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.sheet import WIDEST
from isp_desktop.ui.parts.links import Links


class Beginning(QWidget):
    """The form.

    Attributes:
        team, day, questions: its fields; begin: the button.

    Signals:
        begun: the uid of the team and the day (datetime.date).
        team_chosen: the uid of the team, or "".
        print_asked: the questions are wanted on paper.
        questions_chosen: the key of the questions that are to be asked.
    """

    questions_chosen = Signal(str)
    begun = Signal(str, object)
    team_chosen = Signal(str)
    print_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        store: Store,
        team: str,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._linker = Linker(store)
        teams = Links(self._linker, makes=False).of("team")
        self.team = LinkEditor(theme, _("Team"), *teams, placeholder=_("Which team?"), icon="users")
        self.team.setObjectName("team")
        self.team.set_value(team or None)
        self.team.changed.connect(lambda: self.team_chosen.emit(str(self.team.value() or "")))
        self.day = DateEditor(theme, _("Date"), today=today)
        self.day.setObjectName("day")
        self.day.set_value(today().isoformat())
        self.questions = self._questions_editor(store)
        self.begin = Button(theme, _("Begin the check"), "primary", "play", 36)
        self.begin.setObjectName("begin-check")
        self.begin.clicked.connect(self._try)
        self.print_button = Button(theme, _("Print the form"), icon="printer", height=36)
        self.print_button.setObjectName("print")
        self.print_button.clicked.connect(self.print_asked)
        self._lay_out()
        self.setFocusProxy(self.begin if team else self.team)

    def _questions_editor(self, store: Store) -> ChoiceEditor | None:
        """Which questions are asked; None where there are only those of the starter."""
        asked = team_check_questions.every(store)
        if len(asked) == 1:
            return None
        made = ChoiceEditor(self._theme, _("Questions"), [Choice(one.key, one.label) for one in asked])
        made.setObjectName("questions")
        made.set_value(team_check_questions.chosen(store).key)
        made.changed.connect(lambda: self.questions_chosen.emit(str(made.value() or asked[0].key)))
        return made

    def _lay_out(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        promise = _(
            "Members rate each sentence from 1 to 5, on this laptop or on paper. Kept is only how many gave each "
            "rating: no names, no sheets, no order. From {fewest} answers on there is a result."
        )
        column.addWidget(Prose(self._theme, promise.format(fewest=FEWEST), "prose", "text2"))
        column.addWidget(FormRow(self._theme, _("Team"), self.team))
        column.addWidget(FormRow(self._theme, _("Date"), self.day))
        if self.questions is not None:
            column.addWidget(FormRow(self._theme, _("Questions"), self.questions))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.begin)
        foot.addWidget(self.print_button)
        foot.addStretch()
        column.addLayout(foot)

    def _try(self) -> None:
        team, day = str(self.team.value() or ""), str(self.day.value() or "")
        if not team:
            self.team.set_error(_("Say which team, then begin."))
            self.team.setFocus()
        elif self.day.problem() or not day:
            self.day.set_error(self.day.problem() or _("Say which day it is of."))
            self.day.setFocus()
        else:
            self.begun.emit(team, dt.date.fromisoformat(day))
