"""A team check that is open: how many answered, and what can be done next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain import team_check
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.team_check import FEWEST, Entered, Instrument
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.sheet import WIDEST


class Running(QWidget):
    """Its buttons are the page's to connect.

    Attributes:
        pass_on, enter, close_check, give_up: the buttons.

    Signals:
        print_asked: the questions are wanted on paper.
    """

    print_asked = Signal()

    def __init__(self, theme: Theme, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = Prose(theme, "", "title")
        self._about = Prose(theme, "", "meta", "text2")
        self._why = Prose(theme, "", "body", "text2")
        self.pass_on = self._button(_("Pass the laptop on"), "arrow-right", "pass-on", main=True)
        self.enter = self._button(_("Enter answers from paper"), "file-text", "enter")
        self.print_button = self._button(_("Print the form"), "printer", "print")
        self.close_check = self._button(_("Close the check"), "check-check", "close")
        self.give_up = Button(theme, _("Give up"), "quiet", "x", 32)
        self.give_up.setObjectName("give-up")
        self.print_button.clicked.connect(self.print_asked)
        self._lay_out(instrument)
        self.setFocusProxy(self.pass_on)

    def _button(self, words: str, icon: str, name: str, *, main: bool = False) -> Button:
        button = Button(self._theme, words, "primary" if main else "secondary", icon, 36)
        button.setObjectName(name)
        return button

    def _lay_out(self, instrument: Instrument) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        card = Panel(self._theme, padding=(22, 18))
        card.column.setSpacing(6)
        card.column.addWidget(self._count)
        card.column.addWidget(self._about)
        card.column.addSpacing(10)
        card.column.addWidget(side_by_side(self.pass_on, self.enter, self.print_button))
        hidden = _(
            "Passed on, the laptop shows the sheet and nothing of the notebook, which stays locked: to come back you "
            "type your passphrase. Each answer is out of sight as soon as it is given."
        )
        card.column.addWidget(Prose(self._theme, hidden, "meta", "text2"))
        card.column.addSpacing(8)
        card.column.addWidget(HairLine(self._theme))
        card.column.addSpacing(8)
        card.column.addWidget(self._why)
        card.column.addWidget(side_by_side(self.close_check, self.give_up))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._asked = counted("{n} sentence", "{n} sentences", len(instrument.questions))

    def show_entered(self, entered: Entered) -> None:
        """Shows how far it is."""
        told = counted("{n} answer so far", "{n} answers so far", entered.answers)
        self._count.setText(told if entered.answers else _("No answer yet"))
        day = short_date(entered.date.isoformat(), dt.date.today())
        self._about.setText(_("{day}, {questions}, open on this computer only").format(day=day, questions=self._asked))
        few = team_check.missing(entered)
        if few:
            more = counted("{n} more answer is needed", "{n} more answers are needed", few)
            sentence = _("{more} to close it: a result of fewer than {fewest} would show who rated what.")
            self._why.setText(sentence.format(more=more, fewest=FEWEST))
        else:
            self._why.setText(_("Everybody had a turn? Then close it; the result is shown at once."))
        self.close_check.setEnabled(not few)
