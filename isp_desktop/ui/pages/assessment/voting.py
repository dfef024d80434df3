"""How many vote at this laptop, and how: typed by the note taker, passed round, or on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.capacity.reading import Assessment
from isp_desktop.services.capacity.seats import MOST_SEATS
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.editors import NumberEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_USUAL, _SEATS = 3, 72


class VotingPanel(Panel):
    """Stands under the items of an assessment.

    Signals:
        seats_changed: another number of people vote here.
        passed_on: the laptop is to go round.
        print_asked: the questions are wanted on paper.
    """

    seats_changed = Signal()
    passed_on = Signal()
    print_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", (12, 10), parent)
        self._is_set = False
        self.head = Label(theme, _("How many vote at this laptop"), "caption")
        self.seats = NumberEditor(theme, self.head.text(), 1, MOST_SEATS)
        self.seats.setObjectName("seats")
        self.seats.setFixedWidth(theme.px(_SEATS))
        self.about = Prose(theme, _("Who facilitates does not vote."), "meta", "text2")
        self.pass_on = Button(theme, _("Pass the laptop round"), icon="arrow-right")
        self.pass_on.setObjectName("pass-on")
        self.print_button = Button(theme, _("Print the form"), "quiet", "printer")
        self.print_button.setObjectName("print")
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self.seats)
        beside.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        self.column.addWidget(self.head)
        self.column.addLayout(beside)
        self.column.addWidget(side_by_side(self.pass_on, self.print_button))
        self.seats.changed.connect(self.seats_changed)
        self.pass_on.clicked.connect(self.passed_on)
        self.print_button.clicked.connect(self.print_asked)

    def show_assessment(self, found: Assessment, said: int, voted: int) -> None:
        """Begins with as many seats as were `said`, or people are there, or have `voted` here; asks where they vote."""
        votes = found.way == "facilitated"
        for part in (self.head, self.seats, self.about, self.pass_on):
            part.setVisible(votes)
        if votes and not self._is_set:
            self._is_set = True
            self.seats.set_value(said or min(MOST_SEATS, max(voted, len(found.seats) or _USUAL)))

    def offer_round(self, why_not: str) -> None:
        """The laptop may go round, unless `why_not` says why it need not."""
        self.pass_on.setEnabled(not why_not)
        self.about.setText(" ".join(filter(None, (_("Who facilitates does not vote."), why_not))))

    def count(self) -> int:
        """How many vote here."""
        value = self.seats.value()
        return min(MOST_SEATS, max(1, int(value))) if isinstance(value, int | float) else _USUAL
