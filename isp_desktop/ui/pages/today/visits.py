"""The visits to prepare, and those that were planned and wait to be written up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.vocabulary import MODES
from isp_desktop.services.today import AHEAD, Visit, Visits, brief_words
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu
    from isp_desktop.ui.pages.today.next_visit import NextVisit

# The card and the rows after it: fewer than elsewhere, so that what was promised is in sight under them.
_MOST = 5
_MODE_ICONS = {"in_person": "map-pin", "video": "video", "phone": "phone"}


class VisitsPart(Part):
    """The next visit stands on a card with its brief, those after it in rows."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._next: Visit | None = None
        self._places: dict[str, str] = {}
        self.card: NextVisit | None = None
        self._card_room = QHBoxLayout()
        self._card_room.setContentsMargins(theme.px(INSET), 0, theme.px(INSET), 0)
        self.ahead = self.make_rows("ahead", _("Visits to prepare")).looking()
        self.unwritten = self.make_rows("unwritten", _("To write up"))
        self.column.addLayout(self._card_room)
        self.column.addWidget(self.ahead)
        self.column.addWidget(self.unwritten)
        self.unwritten.hide()
        self.ahead.begun.connect(self.plan)
        for rows in (self.ahead, self.unwritten):
            rows.opened.connect(self._open)
            rows.menu_asked.connect(self._open_menu)
            rows.offer_all(_("All visits"), lambda: self.list_asked.emit("visit"))

    def show_visits(self, found: Visits) -> None:
        """Shows what was read."""
        self._places = {visit.uid: visit.place for visit in found.ahead if visit.place}
        self._show_card(found.ahead[0] if found.ahead else None)
        rest = found.ahead[1:_MOST]
        self.ahead.setVisible(bool(rest) or not found.ahead)
        if rest:
            remark = _("{count} within {days} days").format(count=number(found.count), days=AHEAD)
            self.ahead.show_rows([_row(visit, self._today()) for visit in rest], remark)
        else:
            nothing = counted("No visit is planned within {n} day.", "No visit is planned within {n} days.", AHEAD)
            self.ahead.say(nothing, _("Plan a visit"))
        self.unwritten.show_if_any(
            [_past(visit, self._today()) for visit in found.unwritten], number(found.unwritten_count)
        )

    def plan(self) -> None:
        """Begins a planned visit."""
        from isp_desktop.services import planning

        self.new_asked.emit("visit", planning.begun(self._today()))

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one visit."""
        menu.add(_("Open"), lambda: self._open(uid), "notebook-pen")
        if place := self._places.get(uid):
            menu.add(_("Brief before the visit"), lambda: self.paper_asked.emit("site", place), "file-text")
        menu.add(_("It was called off"), lambda: self.call_off(uid), "calendar-x")

    def call_off(self, uid: str) -> None:
        """Marks a planned visit as called off: it is no contact, and leaves the list."""
        from isp_desktop.services import taking_back

        act = partial(taking_back.change, self._store, "visit", uid, {"stage": "called_off"})
        self.do(act, _("Visit called off"))

    def _show_card(self, visit: Visit | None) -> None:
        had_focus = self.card is not None and self.card.open_button.hasFocus()
        if self.card is not None and visit == self._next:
            return
        if self.card is not None:
            self._card_room.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        self._next = visit
        if visit is not None:
            from isp_desktop.ui.pages.today.next_visit import NextVisit

            self.card = NextVisit(self._theme, visit, self._today())
            self.card.opened.connect(partial(self._open, visit.uid))
            self.card.brief_asked.connect(partial(self.paper_asked.emit, "site", visit.place))
            self._card_room.addWidget(self.card)
            follow(self, [*((self.card.brief_button,) if visit.place else ()), self.card.open_button])
            if had_focus:
                self.card.open_button.setFocus()

    def _open(self, uid: str) -> None:
        self.record_asked.emit("visit", uid)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Visit"), spot, partial(self.fill_menu, uid))


def _row(visit: Visit, today: dt.date) -> ActingRow:
    return ActingRow(
        uid=visit.uid,
        title=visit.site,
        lead=(_day(visit.day, today), visit.starts),
        second=brief_words(visit.brief, today),
        cells=(visit.purpose,) if visit.purpose else (),
        date=_(MODES[visit.mode]) if visit.mode in MODES else "",
        date_icon=_MODE_ICONS.get(visit.mode, ""),
        private=visit.private,
        conflict=visit.in_conflict,
    )


def _past(visit: Visit, today: dt.date) -> ActingRow:
    days = (today - visit.day).days
    return ActingRow(
        uid=visit.uid,
        title=visit.site,
        lead=(_day(visit.day, today), visit.starts),
        second=visit.purpose or _("No purpose noted"),
        date=counted("{n} day ago", "{n} days ago", days),
        date_icon="pencil",
        tone="warn",
        private=visit.private,
        conflict=visit.in_conflict,
    )


def _day(day: dt.date, today: dt.date) -> str:
    if (day - today).days in (0, 1):
        return _("Today") if day == today else _("Tomorrow")
    return written(day, "Ed" if abs((day - today).days) < 28 else "MMMd")
