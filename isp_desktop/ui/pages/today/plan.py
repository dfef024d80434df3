"""Steps of the capacity plan that are late or soon due, and those that are to be followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.capacity_plan import Due, DueSteps, step_words
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today.late import DuePart
from isp_desktop.ui.parts.plan import StepActs
from isp_desktop.ui.parts.plan.words import follow_up_words, to_do_words


class PlanPart(DuePart):
    """Space or the circle marks a step as done, or asks what came of a follow-up; its menu moves or drops it.

    Its page shows it only while something is due.
    """

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._due: dict[str, Due] = {}
        self.acts = StepActs(theme, store, self, today)
        self.rows = self.make_rows("plan", _("Capacity plan"))
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All steps"), lambda: self.list_asked.emit("plan_step"))
        self.rows.opened.connect(lambda uid: self.record_asked.emit("plan_step", uid))
        self.rows.ticked.connect(lambda uid, _done: self._tick(uid))
        self.rows.menu_asked.connect(self._open_menu)

    def show_due(self, found: DueSteps) -> None:
        """Shows what was read."""
        self._due = {one.step.uid: one for one in found.shown}
        late = sum(one.days < 0 for one in found.shown)
        remark = counted("{n} late", "{n} late", late) if late else number(found.count)
        self.rows.show_if_any([_row(one) for one in found.shown], remark)

    def _tick(self, uid: str) -> None:
        due = self._due[uid]
        if due.why == "do":
            self.acts.settle(due.step, True)
        else:
            self.acts.follow_up(due.step)

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        due = self._due[uid]
        self.acts.open_menu(due.step, spot, "due" if due.why == "do" else "follow_up_on")


def _row(due: Due) -> ActingRow:
    step, late, now = due.step, due.days < 0, due.days == 0
    return ActingRow(
        uid=step.uid,
        title=step.what,
        second="; ".join(filter(None, (_other(due), ", ".join(filter(None, (step_words(step), step.site)))))),
        checked=False,
        date=due_words(due.days) if due.why == "do" else follow_up_words(due.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=step.private,
        conflict=step.in_conflict,
    )


def _other(due: Due) -> str:
    """What else is due of the same step."""
    if due.other_days is None:
        return ""
    return (follow_up_words if due.why == "do" else to_do_words)(due.other_days)
