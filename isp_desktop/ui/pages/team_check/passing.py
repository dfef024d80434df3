"""The laptop goes round: a sheet for each member, and between two of them a page that says whose turn it is.

It fills the window, the notebook stays locked behind it, and the way back asks for the passphrase. So nobody who has
the laptop reads the notebook, and nothing has to be thought of when it is handed on: handing it back locks.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.team_check import FEWEST, Instrument
from isp_desktop.services import team_checks
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.handed import Handed
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.sheet import AnswerSheet

_NARROW = 460


class Turn(QWidget):
    """What stands between two members: how many answered, who is next, and how it ends.

    Attributes:
        begin: the next member begins; hand_back: the practitioner gets the laptop back.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Prose(theme, "", "display")
        self._sentence = Prose(theme, "", "prose", "text2")
        self._count = Prose(theme, "", "strong")
        self.begin = Button(theme, _("Begin"), "primary", "arrow-right", 40)
        self.begin.setObjectName("begin")
        self.hand_back = Button(theme, _("Hand the laptop back"), height=40)
        self.hand_back.setObjectName("hand-back")
        self._locks = Prose(
            theme, _("The notebook stays locked: who goes on with it gives its passphrase."), "meta", "text3"
        )
        middle = QWidget()
        middle.setMaximumWidth(theme.px(_NARROW))
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        for part in (self._heading, self._sentence, self._count):
            column.addWidget(part)
        column.addSpacing(14)
        for button in (self.begin, self.hand_back):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(button)
        column.addWidget(self._locks)
        across = QHBoxLayout()
        across.setContentsMargins(32, 0, 32, 0)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        around = QVBoxLayout(self)
        around.addStretch(2)
        around.addLayout(across)
        around.addStretch(3)
        self.setFocusProxy(self.begin)

    def tell(self, heading: str, sentence: str, answers: int, again: bool) -> None:
        """Shows how far it is; `again` where somebody had a turn already."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        told = counted("{n} answer so far", "{n} answers so far", answers)
        self._count.setText(told if answers else "")
        self.begin.set_words(_("Next member") if again else _("Begin"))
        self.begin.setAccessibleDescription(". ".join(filter(None, (heading, sentence, self._count.text()))))


class Passing(Handed):
    """The check of `team` that is open, in the hands of its members.

    Attributes:
        turn: what stands between two members.
        sheet: the sheet of the member who has the laptop, None between two.
    """

    def __init__(
        self, theme: Theme, store: Store, team: str, instrument: Instrument, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Team check"), parent)
        self._store, self._team, self._instrument = store, team, instrument
        self.sheet: AnswerSheet | None = None
        self.turn = Turn(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.turn.begin.clicked.connect(self.begin_sheet)
        self.turn.hand_back.clicked.connect(self._hand_back)
        entered = team_checks.begun(store, team)
        self._answers = entered.answers if entered is not None else 0
        sentence = _("{n} sentences about how you work together. It takes two minutes. Nobody is told who rated what.")
        self._to_turn(_("A team check"), sentence.format(n=len(instrument.questions)), again=False)

    def begin_sheet(self) -> None:
        """An empty sheet for the next member."""
        try:
            team_checks.hand_out(self._store, self._team)
        except NotebookError as error:
            self._to_turn(_("That did not work"), str(error), again=True)
            return
        sentence = _(
            "How far is each sentence true, from 1 to 5? Your ratings are counted with those of the others, without "
            "your name. Only how many gave each rating is kept, and only from {fewest} answers on."
        )
        told = sentence.format(fewest=FEWEST)
        self.sheet = AnswerSheet(self._theme, self._instrument, self.title, told, self._stack)
        self.sheet.given.connect(self._take)
        self.sheet.left.connect(self._on_left)
        self._stack.addWidget(self.sheet)
        self._stack.setCurrentWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, ratings: dict[str, int]) -> None:
        try:
            entered = team_checks.answer(self._store, self._team, ratings)
        except NotebookError as error:
            if self.sheet is not None:
                self.sheet.refuse(str(error))
            return
        self._answers = entered.answers
        self._to_turn(_("Thank you"), _("Your answer is counted. Pass the laptop to the next member."), again=True)

    def _on_left(self) -> None:
        team_checks.hand_in(self._store, self._team)
        self._to_turn(_("Nothing was kept"), _("Pass the laptop to the next member."), again=True)

    def _to_turn(self, heading: str, sentence: str, *, again: bool) -> None:
        """Takes the sheet away with all that is on it, and says whose turn it is."""
        self.turn.tell(heading, sentence, self._answers, again)
        self._stack.setCurrentWidget(self.turn)
        self.setFocusProxy(self.turn)
        if self.sheet is not None:
            self._stack.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self.turn.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_back(self) -> None:
        self.handed_back.emit(_("Please hand the laptop back. What was answered is kept, without names."))
