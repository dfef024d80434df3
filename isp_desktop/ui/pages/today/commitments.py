"""Commitments that are late or soon due: one's own, those of others, and those that nobody is named for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.today import AHEAD, Commitments, Promise, Promises, due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu


class CommitmentsPart(Part):
    """Space or the circle keeps one; its menu moves it to another day or drops it."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._promises: dict[str, Promise] = {}
        self.mine = self.make_rows("mine", _("What you promised")).looking()
        self.theirs = self.make_rows("theirs", _("What others promised")).looking()
        self.unnamed = self.make_rows("unnamed", _("Promised, nobody named yet"))
        self.unnamed.hide()
        for rows in (self.mine, self.theirs, self.unnamed):
            self.column.addWidget(rows)
            rows.opened.connect(lambda uid: self.record_asked.emit("commitment", uid))
            rows.ticked.connect(self._keep)
            rows.menu_asked.connect(self._open_menu)
            rows.begun.connect(lambda: self.new_asked.emit("commitment", {}))
            rows.offer_all(_("All commitments"), lambda: self.list_asked.emit("commitment"))

    def show_commitments(self, found: Commitments) -> None:
        """Shows what was read."""
        every = (*found.mine.shown, *found.theirs.shown, *found.unnamed.shown)
        self._promises = {promise.uid: promise for promise in every}
        nothing = counted("Nothing is late or due within {n} day.", "Nothing is late or due within {n} days.", AHEAD)
        for rows, promises in ((self.mine, found.mine), (self.theirs, found.theirs)):
            if promises.shown:
                rows.show_rows([_row(promise, rows is self.mine) for promise in promises.shown], _remark(promises))
            else:
                rows.say(nothing, _("Add a commitment"))
        self._show_unnamed(found.unnamed)

    def _show_unnamed(self, promises: Promises) -> None:
        """Under a heading that is there only while it is needed."""
        if not promises.shown and self.unnamed.have_focus():
            self.theirs.take_focus()
        self.unnamed.show_if_any([_row(promise, True) for promise in promises.shown], _remark(promises))

    def move_to(self, uid: str, day: dt.date) -> None:
        """Gives a commitment another day."""
        from isp_desktop.services import taking_back

        told = _("Moved to {day}").format(day=short_date(day.isoformat(), self._today()))
        self.do(taking_back.on_screen(taking_back.move, self._store, uid, day), told)

    def drop(self, uid: str) -> None:
        """Drops a commitment, once a reason is given."""
        from isp_desktop.services import taking_back
        from isp_desktop.ui.kit.asking import ReasonDialog, said_yes

        dialog = ReasonDialog(
            self._theme,
            _("Drop this commitment?"),
            _("“{what}” leaves the list and is kept as dropped, with the reason.").format(
                what=self._promises[uid].what
            ),
            _("Such as: no longer needed"),
            _("Drop it"),
            _("Say in a few words why it is dropped."),
            self.window(),
        )
        if said_yes(dialog):
            self.do(
                taking_back.on_screen(taking_back.drop, self._store, uid, dialog.asked(), self._today()),
                _("Commitment dropped"),
            )

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done with one commitment."""
        promise, today = self._promises[uid], self._today()
        tomorrow, in_a_week = today + dt.timedelta(days=1), today + dt.timedelta(days=7)
        menu.add(_("Open"), lambda: self.record_asked.emit("commitment", uid), "handshake")
        menu.add(_("Mark as kept"), lambda: self._keep(uid, True), "check")
        menu.addSeparator()
        menu.add(_("Move to tomorrow"), lambda: self.move_to(uid, tomorrow), "calendar-clock")
        menu.add(_("Move to a week from today"), lambda: self.move_to(uid, in_a_week), "calendar-days")
        menu.add(
            _("Move to a day…"), lambda: self.pick_day(spot, promise.due, partial(self.move_to, uid)), "calendar-plus"
        )
        menu.addSeparator()
        menu.add(_("Drop it…"), lambda: self.drop(uid), "calendar-x")

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Commitment"), spot, partial(self.fill_menu, uid, spot))

    def _keep(self, uid: str, kept: bool) -> None:
        from isp_desktop.services import taking_back
        from isp_desktop.ui.kit.line_rows import settled_words

        self.do(taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today()), settled_words(kept))


def _row(promise: Promise, is_plain: bool) -> ActingRow:
    """The row of a promise; a plain one does not say whose it is, which its heading does."""
    late, now = promise.days < 0, promise.days == 0
    whose = ", ".join(part for part in (promise.owner, promise.site) if part)
    return ActingRow(
        uid=promise.uid,
        title=promise.what,
        second="" if is_plain else whose,
        cells=(promise.site,) if is_plain and promise.site else (),
        checked=False,
        date=due_words(promise.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=promise.private,
        conflict=promise.in_conflict,
    )


def _remark(promises: Promises) -> str:
    parts = [
        counted("{n} late", "{n} late", promises.late) if promises.late else "",
        counted("{n} today", "{n} today", promises.today) if promises.today else "",
    ]
    return ", ".join(part for part in parts if part) or number(promises.count)
