"""Talks with leaders and champions that are due by their rhythm, and champions whose role is to be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.leaders.due import Due, DueLeaders
from isp_desktop.services.leaders.words import state_words
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today.late import DuePart
from isp_desktop.ui.parts.leaders import LeaderActs
from isp_desktop.ui.parts.leaders.acts import Whom


class LeadersPart(DuePart):
    """Space or the circle logs a debrief, or reviews; the menu has more.

    Its page shows it only while something is due.
    """

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._due: dict[str, Due] = {}
        self.acts = LeaderActs(theme, store, self, today)
        self.rows = self.make_rows("leaders", _("Leaders and champions"))
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All champions"), lambda: self.list_asked.emit("champion"))
        self.rows.opened.connect(self._open)
        self.rows.ticked.connect(lambda key, _done: self._tick(key))
        self.rows.menu_asked.connect(self._open_menu)

    def show_due(self, found: DueLeaders) -> None:
        """Shows what was read."""
        self._due = {one.key: one for one in found.shown}
        late = sum(one.days < 0 for one in found.shown)
        remark = counted("{n} late", "{n} late", late) if late else number(found.count)
        self.rows.show_if_any([_row(one) for one in found.shown], remark)

    def _open(self, key: str) -> None:
        one = self._due[key]
        kind, uid = ("champion", one.champion) if one.champion else ("leadership_role", one.role[0])
        self.record_asked.emit(kind, uid)

    def _tick(self, key: str) -> None:
        one = self._due[key]
        if one.why == "review":
            self.acts.review(_whom(one))
        else:
            self.acts.debrief([one.person[0]], one.site[0])

    def _open_menu(self, key: str, spot: QPoint) -> None:
        self.acts.open_menu(_whom(self._due[key]), spot)


def _whom(one: Due) -> Whom:
    return Whom(one.person, one.site, one.champion, one.state, role=one.role[0])


def _row(one: Due) -> ActingRow:
    late, now = one.days < 0, one.days == 0
    title = _("Debrief with {name}") if one.why == "talk" else _("Review the champion {name}")
    state = _("{state} champion").format(state=state_words(one.state)) if one.state else one.role[1]
    wanted = counted("every day", "every {n} days", one.every) if one.every else ""
    return ActingRow(
        uid=one.key,
        title=title.format(name=one.person[1]),
        second=", ".join(filter(None, (state, one.site[1], wanted))),
        checked=False,
        date=due_words(one.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=one.private,
        conflict=one.in_conflict,
    )
