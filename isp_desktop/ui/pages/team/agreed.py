"""What the team decided, and what leadership agreed to give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import decisions, taking_back, team_doing
from isp_desktop.services.decisions import Counted, Registered
from isp_desktop.services.team_entries import Support
from isp_desktop.services.team_view import TeamView
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.chips import ChipSpec, ChoiceChip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.long_rows import LongRows
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST = 6


class DecisionsPart(Part):
    """The register: all of them, or those that stand; narrowed down by words."""

    def __init__(
        self, theme: Theme, store: Store, team: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, today, parent)
        self._store, self._team = store, team
        self._counted = Counted(0, 0)
        self.rows = LongRows(theme, self, "decisions", _("Decisions"), self._page)
        self.rows.offer_all(_("Add a decision"), lambda: self.new_asked.emit("decision", {}))
        self.words = LineEditor(theme, _("Search decisions"), _("Search decisions"), "search")
        self.words.setObjectName("decision_words")
        self.standing = ChoiceChip(theme, _("Only those that stand"))
        self.standing.setObjectName("decisions_standing")
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        pad(row, INSET, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.standing)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(self.rows)
        self.rows.insert_tools(self.tools)
        self.words.changed.connect(self._show)
        self.standing.clicked.connect(self._show)
        self.rows.opened.connect(lambda uid: self.record_asked.emit("decision", uid))
        self.rows.menu_asked.connect(self._open_menu)

    def show_decisions(self, found: TeamView) -> None:
        """Shows what there is now."""
        self._counted = found.decisions
        self._show()

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one decision."""
        menu.add(_("Open"), partial(self.record_asked.emit, "decision", uid), "gavel")

    def _show(self) -> None:
        every = self._counted.every
        self.tools.setVisible(every > _AT_FIRST)
        if not every:
            sentence = _("What the team decides stands here, until another decision takes its place.")
            self.rows.say(sentence)
            return
        narrowed = bool(self._asked()) or self.standing.isChecked()
        standing = self._counted.standing
        remark = counted("{n} stands", "{n} stand", standing)
        if not self.rows.show_pages(every, remark, 0 if narrowed else _AT_FIRST):
            self.rows.say(_("No decision like that. Use fewer words, or show those too that do not stand any more."))

    def _asked(self) -> str:
        return str(self.words.value() or "")

    def _page(self, before: int | None, limit: int) -> list[ActingRow]:
        found = decisions.register(
            self._store,
            self._team,
            self._asked(),
            standing=self.standing.isChecked(),
            before=before,
            limit=limit,
        )
        return [self._row(one) for one in found]

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(_("Decision"), spot, partial(self.fill_menu, uid))

    def _row(self, one: Registered) -> ActingRow:
        today, stands = self._today(), one.state == "stands"
        return ActingRow(
            uid=one.uid,
            key=one.number,
            title=one.what,
            icon="gavel",
            second=one.by
            or (_("Look at it again {day}").format(day=short_date(one.again, today)) if one.again else ""),
            chip=None if stands else ChipSpec(one.said, "outline"),
            date=short_date(one.day, today),
            faded=not stands,
            private=one.private,
        )


class SupportPart(Part):
    """What a sponsor agreed to, and when that was last confirmed; what was not for long, asks for it."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._support: Mapping[str, Support] = {}
        self.rows = self.make_rows("support", _("Leadership support")).looking()
        self.rows.offer_all(_("Add support"), lambda: self.new_asked.emit("leadership_support", {}))
        self.column.addWidget(self.rows)
        self.rows.action_asked.connect(self.confirm)
        self.rows.opened.connect(lambda uid: self.record_asked.emit("leadership_support", uid))
        self.rows.menu_asked.connect(
            lambda uid, spot: self.open_menu(_("Leadership support"), spot, partial(self.fill_menu, uid))
        )

    def show_support(self, found: TeamView) -> None:
        """Shows what was read."""
        self._support = {one.uid: one for one in found.support}
        if not found.support:
            sentence = _("Who in leadership stands behind the team, and what did they agree to give it?")
            self.rows.say(sentence)
            return
        stale = sum(one.state == "stale" for one in found.support)
        remark = counted("{n} to be confirmed", "{n} to be confirmed", stale) if stale else ""
        self.rows.show_rows([_support_row(one) for one in found.support], remark, _AT_FIRST)

    def confirm(self, uid: str) -> None:
        """Notes that it was confirmed today."""
        act = taking_back.on_screen(team_doing.confirm, self._store, uid, self._today())
        self.do(act, _("Confirmed today: {what}").format(what=self._support[uid].what))

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one agreement."""
        menu.add(_("Confirmed today"), partial(self.confirm, uid), "check")
        menu.add(_("Open"), partial(self.record_asked.emit, "leadership_support", uid), "shield-check")


def _support_row(one: Support) -> ActingRow:
    is_stale, is_over = one.state == "stale", one.state == "ended"
    return ActingRow(
        uid=one.uid,
        title=one.what,
        icon="shield-check",
        second=one.sponsor or _("No sponsor named"),
        date=_("ended") if is_over else one.said,
        date_icon="clock" if is_stale else "",
        tone="warn" if is_stale else "",
        action=_("Confirmed today") if is_stale else "",
        faded=is_over,
        private=one.private,
    )
