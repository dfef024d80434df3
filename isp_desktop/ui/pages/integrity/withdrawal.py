"""How support is withdrawn from a site: the plan, and what must stand before it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS
from isp_desktop.services import taking_back
from isp_desktop.services.integrity import withdrawing
from isp_desktop.services.integrity.withdrawing import Condition, Withdrawal
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

_AT_FIRST, _SOON = 10, 14


class WithdrawalPart(Part):
    """The plan that ends last; its conditions are ticked once they stand."""

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._store = store
        self._plan: Withdrawal | None = None
        self._known: dict[str, Condition] = {}
        self.rows = self.make_rows("withdrawal", _("When support goes")).looking()
        self.told = Prose(theme, "", "body", "text2")
        holder = QWidget()
        inside = QVBoxLayout(holder)
        pad(inside, theme.px(INSET), 0, theme.px(INSET), theme.px(2))
        inside.addWidget(self.told)
        self._holder = holder
        self.rows.insert_tools(holder)
        holder.hide()
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("Add a condition"), self._add)
        self.rows.begun.connect(partial(self.new_asked.emit, "withdrawal", {}))
        self.rows.opened.connect(self._open)
        self.rows.ticked.connect(self._judge)
        self.rows.menu_asked.connect(self._open_menu)

    def show_plans(self, plans: Sequence[Withdrawal]) -> None:
        """Shows what was read."""
        self._plan = plans[0] if plans else None
        self._holder.setVisible(bool(plans))
        self.rows.head.link.setVisible(bool(plans))
        if not plans:
            self.rows.say(
                _("What must stand before support goes, by when, and who helps afterwards?"), _("Plan the withdrawal")
            )
            return
        plan = plans[0]
        self._known = {one.uid: one for one in plan.conditions}
        self.told.setText(self._words(plan))
        rows = [self._plan_row(plan), *(self._row(one) for one in plan.conditions)]
        self.rows.show_rows(rows, withdrawing.words(plan, self._today()), _AT_FIRST)

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about the plan, or about one condition."""
        one = self._known.get(uid)
        menu.add(_("Open"), partial(self._open, uid), "log-out" if one is None else "list-checks")
        if one is not None:
            stands = _("It does not stand yet") if one.stands_since else _("It stands since today")
            menu.add(stands, partial(self._judge, uid, not one.stands_since), "check")
            due = dt.date.fromisoformat(one.due) if one.due else self._today()
            menu.add(_("By another day…"), partial(self.pick_day, spot, due, partial(self._move, uid)), "calendar-plus")
        menu.addSeparator()
        told = _("Withdrawal plan deleted") if one is None else _("Condition deleted")
        menu.add(
            _("Delete"), lambda: self.do(taking_back.on_screen(taking_back.delete, self._store, uid), told), "trash-2"
        )

    def _add(self) -> None:
        if self._plan is not None:
            self.new_asked.emit("withdrawal_condition", {"withdrawal": self._plan.uid})

    def _open(self, uid: str) -> None:
        self.record_asked.emit("withdrawal_condition" if uid in self._known else "withdrawal", uid)

    def _judge(self, uid: str, stands: bool) -> None:
        act = taking_back.on_screen(withdrawing.judge, self._store, uid, stands, self._today())
        self.do(act, _("Condition stands") if stands else _("Condition does not stand yet"))

    def _move(self, uid: str, day: dt.date) -> None:
        told = _("Moved to {day}").format(day=short_date(day.isoformat(), self._today()))
        self.do(taking_back.on_screen(withdrawing.move, self._store, uid, day), told)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        one = self._known.get(uid)
        self.open_menu(one.what if one is not None else _("Withdrawal plan"), spot, partial(self.fill_menu, uid, spot))

    def _words(self, plan: Withdrawal) -> str:
        """How it is tapered, and who helps afterwards."""
        after = _("Afterwards: {words}").format(words=" ".join(plan.after.split())) if plan.after else ""
        return "\n".join(filter(None, (" ".join(plan.how.split()), after))) or _(
            "Nobody said yet how it is tapered, and who helps afterwards."
        )

    def _plan_row(self, plan: Withdrawal) -> ActingRow:
        today = self._today()
        begins = _("tapering from {day}").format(day=short_date(plan.begins_on, today)) if plan.begins_on else ""
        agreed = _("agreed {day}").format(day=short_date(plan.agreed_on, today)) if plan.agreed_on else ""
        agreed = ", ".join(filter(None, (agreed, *plan.agreed_with))) or _("not agreed with anybody yet")
        title = _("Support ends {day}").format(day=short_date(plan.ends_on, today)) if plan.ends_on else ""
        return ActingRow(
            uid=plan.uid,
            title=title or _("No day on which support ends yet"),
            icon="log-out",
            second=", ".join(filter(None, (begins, agreed, plan.initiative))),
            private=plan.private,
            conflict=plan.in_conflict,
        )

    def _row(self, one: Condition) -> ActingRow:
        today = self._today()
        area = OUTLOOK_AREAS.get(one.area)
        date, icon, tone = _when(one, today)
        said = one.given_up or " ".join(one.evidence.split())
        return ActingRow(
            uid=one.uid,
            title=one.what,
            second=", ".join(filter(None, (one.owner, _(area) if area else "", said))),
            checked=None if one.given_up else bool(one.stands_since),
            icon="x" if one.given_up else "",
            date=date,
            date_icon=icon,
            tone=tone,
            faded=not one.is_open,
            private=one.private,
            conflict=one.in_conflict,
        )


def _when(one: Condition, today: dt.date) -> tuple[str, str, Literal["", "warn", "bad"]]:
    """Since when it stands, or by when it is to; with a sign and a tone."""
    if one.stands_since:
        return _("stands since {day}").format(day=short_date(one.stands_since, today)), "", ""
    if one.given_up:
        return _("given up"), "", ""
    if not one.due:
        return _("No day yet"), "circle-dashed", ""
    days = (dt.date.fromisoformat(one.due) - today).days
    if days > _SOON:
        return _("by {day}").format(day=short_date(one.due, today)), "calendar", ""
    if days < 0:
        return due_words(days), "circle-alert", "bad"
    return due_words(days), "calendar" if days else "clock", "" if days else "warn"
