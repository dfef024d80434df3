"""Steps and items of leadership changes that are late or soon due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.services.today import due_words
from isp_desktop.services.transitions import Due, DueChanges, step_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today.late import DuePart
from isp_desktop.ui.parts.transition.acts import TransitionActs


class ChangesPart(DuePart):
    """Space or the circle marks an item, or a step that somebody has to do, as done; its menu moves it.

    Its page shows it only while something is due.
    """

    def __init__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, today, parent)
        self._due: dict[str, Due] = {}
        self.acts = TransitionActs(theme, store, self, today)
        self.rows = self.make_rows("changes", _("Leadership changes"))
        self.column.addWidget(self.rows)
        self.rows.offer_all(_("All changes"), lambda: self.list_asked.emit("transition"))
        self.rows.opened.connect(lambda key: self.record_asked.emit("transition", self._due[key].transition.uid))
        self.rows.ticked.connect(self._tick)
        self.rows.menu_asked.connect(self._open_menu)

    def show_due(self, found: DueChanges) -> None:
        """Shows what was read."""
        self._due = {one.key: one for one in found.shown}
        late = sum(one.days < 0 for one in found.shown)
        remark = counted("{n} late", "{n} late", late) if late else number(found.count)
        self.rows.show_if_any([_row(one) for one in found.shown], remark)

    def _tick(self, key: str, done: bool) -> None:
        due = self._due[key]
        if due.item is not None:
            self.acts.tick(due.item, done)
        elif due.step is not None:
            self.acts.tick_step(due.transition, due.step, done)

    def _open_menu(self, key: str, spot: QPoint) -> None:
        due = self._due[key]
        if due.item is not None:
            self.acts.open_item_menu(due.item, spot)
        elif due.step is not None:
            self.acts.open_step_menu(due.transition, due.step, spot)


def _row(due: Due) -> ActingRow:
    change, late, now = due.transition, due.days < 0, due.days == 0
    ticks = due.item is not None or (due.step is not None and due.step.is_act)
    what = due.item.what if due.item is not None else _step_title(due)
    owner = due.item.owner[1] if due.item is not None else ""
    return ActingRow(
        uid=due.key,
        title=what,
        second=", ".join(filter(None, (owner, change.role, change.site[1]))),
        icon="" if ticks else "arrow-right-left",
        checked=False if ticks else None,
        date=due_words(due.days),
        date_icon="circle-alert" if late else "clock" if now else "calendar",
        tone="bad" if late else "warn" if now else "",
        private=change.private or (due.item is not None and due.item.private),
        conflict=change.in_conflict or (due.item is not None and due.item.in_conflict),
    )


def _step_title(due: Due) -> str:
    """ "Handover: Ruth Calloway, Eva Norell"; "Leaves: Ruth Calloway"."""
    change, step = due.transition, due.step
    who = (change.leaves[1],) if step is not None and step.key == "leaves" else (change.leaves[1], change.comes[1])
    words = ", ".join(filter(None, who))
    label = step_words(step) if step is not None else ""
    return f"{label}: {words}" if words else label
