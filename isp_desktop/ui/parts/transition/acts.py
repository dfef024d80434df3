"""What is done with a leadership change in place, wherever one stands: its items and its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.transitions import Step
from isp_desktop.services import taking_back, transition_acts
from isp_desktop.services.transitions import Item, Transition, step_words
from isp_desktop.ui.kit.asking import ReasonDialog, said_yes
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu

_WEEK = 7


class TransitionActs:
    """Acts on the leadership changes that the part `part` of a page shows."""

    def __init__(self, theme: Theme, store: Store, part: Part, today: Callable[[], dt.date]) -> None:
        self._theme, self._store, self._part, self._today = theme, store, part, today

    def tick(self, item: Item, done: bool) -> None:
        """Says that an item is done, or waits again."""
        act = taking_back.on_screen(transition_acts.tick_item, self._store, item.uid, done, self._today())
        self._part.do(act, _("Done: {what}").format(what=item.what) if done else _("Waits again"))

    def open_item_menu(self, item: Item, spot: QPoint) -> None:
        """The menu of an item, at a point of the screen."""
        self._part.open_menu(item.what, spot, partial(self._fill_item_menu, item, spot))

    def open_step_menu(self, change: Transition, step: Step, spot: QPoint) -> None:
        """The menu of a step."""
        self._part.open_menu(step_words(step), spot, partial(self._fill_step_menu, change, step, spot))

    def tick_step(self, change: Transition, step: Step, done: bool) -> None:
        """Says that a step was done, or waits again."""
        act = taking_back.on_screen(transition_acts.tick_step, self._store, change.uid, step.key, done)
        words = _("{step}: done") if done else _("{step}: waits again")
        self._part.do(act, words.format(step=step_words(step)))

    def _fill_item_menu(self, item: Item, spot: QPoint, menu: Menu) -> None:
        menu.add(_("Open"), partial(self._part.record_asked.emit, "continuity_item", item.uid), "list-checks")
        if item.about[1]:
            label = _(kinds()[item.about[0]].label)
            words = _("Open what it is about: {kind}").format(kind=label)
            menu.add(words, partial(self._part.record_asked.emit, *item.about), kinds()[item.about[0]].icon)
        menu.addSeparator()
        if not item.is_open:
            menu.add(_("It waits again"), partial(self.tick, item, False), "undo-2")
            return
        menu.add(_("Mark as done"), partial(self.tick, item, True), "check")
        menu.add(_("Not needed…"), partial(self._leave_out, item), "x")
        menu.addSeparator()
        week = self._today() + dt.timedelta(days=_WEEK)
        menu.add(_("Move to a week from today"), partial(self._move, item, week), "calendar-days")
        held = dt.date.fromisoformat(item.due) if item.due else None
        menu.add(
            _("Move to a day…"), partial(self._part.pick_day, spot, held, partial(self._move, item)), "calendar-plus"
        )

    def _fill_step_menu(self, change: Transition, step: Step, spot: QPoint, menu: Menu) -> None:
        if step.is_act and not step.done:
            menu.add(_("Mark as done"), partial(self.tick_step, change, step, True), "check")
        elif step.is_act:
            menu.add(_("It waits again"), partial(self.tick_step, change, step, False), "undo-2")
        then = partial(self._move_step, change, step)
        held = dt.date.fromisoformat(step.day) if step.day else None
        menu.add(_("Today"), partial(then, self._today()), "calendar-check")
        menu.add(_("Another day…"), partial(self._part.pick_day, spot, held, then), "calendar-plus")
        menu.addSeparator()
        menu.add(
            _("Open the leadership change"),
            partial(self._part.record_asked.emit, "transition", change.uid),
            "arrow-right-left",
        )

    def _move(self, item: Item, day: dt.date) -> None:
        act = taking_back.on_screen(transition_acts.move_item, self._store, item.uid, day)
        self._part.do(act, self._moved(day))

    def _move_step(self, change: Transition, step: Step, day: dt.date) -> None:
        act = taking_back.on_screen(transition_acts.move_step, self._store, change.uid, step.key, day)
        self._part.do(act, self._moved(day))

    def _moved(self, day: dt.date) -> str:
        return _("Moved to {day}").format(day=short_date(day.isoformat(), self._today()))

    def _leave_out(self, item: Item) -> None:
        dialog = ReasonDialog(
            self._theme,
            _("Is this not needed?"),
            _("“{what}” is kept on the list, with the reason.").format(what=item.what),
            _("Such as: the team ends too"),
            _("Not needed"),
            _("Say in a few words why it is not needed."),
            self._part.window(),
        )
        if said_yes(dialog):
            act = taking_back.on_screen(transition_acts.leave_out, self._store, item.uid, dialog.asked())
            self._part.do(act, _("Marked as not needed"))
