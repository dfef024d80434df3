"""The agenda with what stands under it: how long it is, and what belongs on it and is missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services import owned_rows
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import words
from isp_desktop.ui.pages.meeting.agenda import AgendaBox, AgendaRow
from isp_desktop.ui.parts.links import Links


class AgendaPart(QWidget):
    """The rows and the line under them.

    Attributes:
        box: the rows.
        total: how long the agenda is.
        lacking: adds to it what belongs there and does not stand there yet.
    """

    def __init__(self, theme: Theme, links: Links) -> None:
        super().__init__()
        make = partial(AgendaRow, theme, links=links)
        self.box = AgendaBox(theme, make, partial(owned_rows.new_row, "agenda_item"), _("Agenda"), self)
        self.box.setObjectName("agenda")
        self.total = Label(theme, "", "meta")
        self.total.setObjectName("total")
        self.lacking = Button(theme, "", "link", "plus", 28)
        self.lacking.setObjectName("lacking")
        self.lacking.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.box)
        below = QHBoxLayout()
        below.addWidget(self.total, 1)
        # At the end of the line also while there is no total beside it.
        below.addWidget(self.lacking, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(below)

    def items(self) -> list[Edit]:
        """The items in their order."""
        return [row.edit for row in self.box.rows[:-1] if not row.is_empty()]

    def show_total(self, there: int) -> None:
        """Says how long the agenda is, against the minutes that there are; 0 where nobody said how many."""
        minutes = self.box.minutes()
        self.total.setText(words.total(minutes, there))
        self.total.setVisible(bool(self.total.text()))
        self.total.set_tone("warn" if 0 < there < minutes else "text2")

    def show_lacking(self, count: int) -> None:
        """Offers to add what is missing."""
        self.lacking.set_words(counted("Add {n} item that belongs on it", "Add {n} items that belong on it", count))
        self.lacking.setVisible(count > 0)
