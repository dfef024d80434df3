"""The card of the people: the rows, what the columns are called, and the chosen one in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.relationships import Overview, Relation
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.detail import PersonDetail
from isp_desktop.ui.pages.relationships.people import PeopleHead, PeopleList, person_row


class PeopleCard(Panel):
    """Everyone with a rhythm, a rating or a relationship.

    Signals:
        chosen: another person is the chosen one; her uid.
        opened: her page is to be opened.
        rate_asked: trust in her is to be rated.
        menu_asked: a menu for her, at a global point.
        all_asked: the list of all people is to be shown.
    """

    chosen = Signal(str)
    opened = Signal(str)
    rate_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    all_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(0, 0), parent=parent)
        self._today = today
        self._people: dict[str, Relation] = {}
        self.setObjectName("people_card")
        self.column.setSpacing(0)
        self.list = PeopleList(theme)
        self._columns = PeopleHead(theme, self.list)
        self.detail = PersonDetail(theme)
        self.nobody = EmptyState(
            theme,
            _("Nobody is followed yet"),
            _("Say how often you want to be in touch with somebody, or rate trust, and the person stands here."),
            _("Choose a person"),
            action_icon="users",
        )
        self.all_button = Button(theme, _("All people"), "link", height=28)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.head = CardHead(self._theme, _("People"))
        self.head.setContentsMargins(16, 12, 12, 4)
        self.head.add_action(self.all_button)
        self._line = HairLine(self._theme)
        for part, share in ((self.head, 0), (self._columns, 0), (self.list, 1), (self.nobody, 1)):
            self.column.addWidget(part, share)
        self.column.addWidget(self._line)
        self.column.addWidget(self.detail)

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.opened)
        self.list.menu_asked.connect(self.menu_asked)
        self.detail.open_asked.connect(self.opened)
        self.detail.rate_asked.connect(self.rate_asked)
        self.nobody.begun.connect(self.all_asked)
        self.all_button.clicked.connect(self.all_asked)

    def show_people(self, found: Overview) -> None:
        """Shows what was read."""
        self._people = {one.uid: one for one in found.people}
        self.list.show_rows([person_row(one, self._today()) for one in found.people])
        for part in (self.list, self._columns, self._line, self.detail):
            part.setVisible(bool(found.people))
        self.nobody.setVisible(not found.people)
        here = counted("{n} with a rhythm or a rating", "{n} with a rhythm or a rating", found.count)
        self.head.remark.setText(here if 0 < found.count < found.known else _("by days past wanted gap"))
        words = counted("All {n} person", "All {n} people", found.known)
        self.all_button.set_words(words if found.known > found.count else _("All people"))
        self.detail.show_person(self._people.get(self.list.current_uid()))

    def person(self, uid: str) -> Relation | None:
        """The person of a row."""
        return self._people.get(uid)

    def _pick(self, uid: str) -> None:
        self.detail.show_person(self._people.get(uid))
        self.chosen.emit(uid)
