"""The laptop goes round: a sheet for each member, and between two of them a page that says whose turn it is.

It fills the window, the notebook stays locked behind it, and the way back asks for the passphrase. So nobody who has
the laptop reads the notebook, and nothing has to be thought of when it is handed on: handing it back locks.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.team_check import FEWEST, Instrument
from isp_desktop.services import team_checks
from isp_desktop.ui.kit.handed import Handed
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.sheet import AnswerSheet


class Passing(Handed):
    """The check of `team` that is open, in the hands of its members.

    Attributes:
        sheet: the sheet of the member who has the laptop, None between two.
    """

    def __init__(
        self, theme: Theme, store: Store, team: str, instrument: Instrument, parent: QWidget | None = None
    ) -> None:
        self._count = Prose(theme, "", "strong")
        thanks = _("Please hand the laptop back. What was answered is kept, without names.")
        super().__init__(theme, _("Team check"), self._count, thanks, parent)
        self._store, self._team, self._instrument = store, team, instrument
        self.sheet: AnswerSheet | None = None
        self.turn.begin.clicked.connect(self.begin_sheet)
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
        self._show_sheet(self.sheet, self.sheet)

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
        told = counted("{n} answer so far", "{n} answers so far", self._answers) if self._answers else ""
        self._count.setText(told)
        self.turn.tell(heading, sentence, _("Next member") if again else _("Begin"), told)
        self._show_turn()
        if self.sheet is not None:
            self._stack.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
