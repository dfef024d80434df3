"""What emerging leaders do along with somebody, and what was handed over to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, number
from isp_desktop.domain.vocabulary import SHARED_WAYS
from isp_desktop.services import taking_back
from isp_desktop.services.leaders import acts
from isp_desktop.services.leaders.told import Shared
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST = 12


class SharedPart(Part):
    """Space or the circle says that something was handed over today, or that it is shared still."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._shared: Mapping[str, Shared] = {}
        self._preset: Mapping[str, str] = {}
        self.open = self.make_rows("shared", _("Shared now"))
        self.handed = self.make_rows("handed_over", _("Handed over"))
        question = _("What does an emerging leader do along with somebody, to do it alone one day?")
        self.nothing = EmptyState(theme, _("Nothing shared yet"), question, _("Share a responsibility"))
        self.nothing.begun.connect(self.add)
        card = self._card = Panel(theme, padding=(2, 12))
        card.column.setSpacing(theme.px(16))
        for rows in (self.open, self.handed):
            rows.opened.connect(lambda uid: self.record_asked.emit("shared_responsibility", uid))
            rows.menu_asked.connect(self._open_menu)
            rows.ticked.connect(self.hand_over)
            card.column.addWidget(rows)
        self.column.addWidget(card)
        self.column.addWidget(self.nothing)
        self.column.addStretch()

    def show_shared(self, found: Sequence[Shared], preset: Mapping[str, str]) -> None:
        """Shows what was read; `preset` is what a new one begins with."""
        self._shared, self._preset = {one.uid: one for one in found}, preset
        today = self._today()
        for rows, is_done in ((self.open, False), (self.handed, True)):
            made = [_row(one, today) for one in found if bool(one.handed_over_on) == is_done]
            if made or rows.isVisible():
                rows.show_rows(made, number(len(made)), _AT_FIRST)
            rows.setVisible(bool(made))
        self._card.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def add(self) -> None:
        """Begins a new one."""
        self.new_asked.emit("shared_responsibility", {**self._preset, "since": self._today().isoformat()})

    def first(self) -> QWidget:
        """What takes the focus first."""
        shown = next((rows for rows in (self.open, self.handed) if not rows.isHidden()), None)
        return shown.list if shown is not None else self.nothing.action

    def hand_over(self, uid: str, done: bool, day: dt.date | None = None) -> None:
        """Says that something was handed over, today or on `day`, or is shared still."""
        on = (day or self._today()) if done else None
        act = taking_back.on_screen(acts.hand_over, self._store, uid, on)
        self.do(act, _("Handed over to {name}").format(name=self._shared[uid].person[1]) if done else _("Shared still"))

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done with something shared."""
        one = self._shared[uid]
        menu.add(_("Open"), partial(self.record_asked.emit, "shared_responsibility", uid), "handshake")
        if one.person[0]:
            menu.add(_("Open the person"), partial(self.record_asked.emit, "person", one.person[0]), "user")
        menu.addSeparator()
        if one.handed_over_on:
            menu.add(_("It is shared still"), partial(self.hand_over, uid, False), "undo-2")
        else:
            menu.add(_("Handed over today"), partial(self.hand_over, uid, True), "check")
            then = partial(self.hand_over, uid, True)
            menu.add(_("Handed over on a day…"), partial(self.pick_day, spot, self._today(), then), "calendar-check")

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(self._shared[uid].what, spot, partial(self.fill_menu, uid, spot))


def _row(one: Shared, today: dt.date) -> ActingRow:
    way = _(SHARED_WAYS[one.way]) if one.way in SHARED_WAYS else ""
    together = _("with {names}").format(names=", ".join(one.together)) if one.together else ""
    done = one.handed_over_on
    days = (one.hand_over_on - today).days if one.hand_over_on and not done else None
    late, now = days is not None and days < 0, days == 0
    said = due_words(days) if days is not None else ""
    if done:
        said = _("Handed over {day}").format(day=short_date(done.isoformat(), today))
    return ActingRow(
        uid=one.uid,
        title=", ".join(filter(None, (one.person[1], one.what))),
        avatar=one.person[1],
        second=", ".join(filter(None, (way, together, one.team[1], one.site[1], one.went.split("\n")[0]))),
        checked=bool(done),
        date=said,
        date_icon="circle-alert" if late else "clock" if now else "calendar" if said and not done else "",
        tone="bad" if late else "warn" if now else "",
        faded=bool(done),
        private=one.private,
        conflict=one.in_conflict,
    )
