"""What is done with a step of the plan in place, wherever one stands: done, moved, dropped, followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import plan_acts, taking_back
from isp_desktop.services.capacity_plan import Step
from isp_desktop.ui.kit.asking import ReasonDialog, said_yes
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.plan.asking import FollowUpDialog

if TYPE_CHECKING:
    from isp_desktop.ui.kit.menus import Menu

Field = Literal["due", "follow_up_on"]

_MONTH = 30


class StepActs:
    """Acts on the steps that the part `part` of a page shows."""

    def __init__(self, theme: Theme, store: Store, part: Part, today: Callable[[], dt.date]) -> None:
        self._theme, self._store, self._part, self._today = theme, store, part, today

    def open_menu(self, step: Step, spot: QPoint, field: Field = "due") -> None:
        """The menu of a step, at a point of the screen; `field` is the day of it that may be moved."""
        self._part.open_menu(step.what, spot, partial(self.fill_menu, step, spot, field))

    def fill_menu(self, step: Step, spot: QPoint, field: Field, menu: Menu) -> None:
        """What can be done with a step."""
        menu.add(_("Open"), partial(self._part.record_asked.emit, "plan_step", step.uid), "route")
        if step.is_open:
            menu.add(_("Mark as done"), partial(self.settle, step, True), "check")
            if step.state != "under_way":
                menu.add(_("Begin it today"), partial(self.start, step), "play")
        else:
            menu.add(_("Open it again"), partial(self.settle, step, False), "undo-2")
        if step.state != "dropped":
            menu.add(_("Followed up…"), partial(self.follow_up, step), "repeat")
        menu.addSeparator()
        if step.is_open or step.follow_up_on:
            self._offer_days(step, field if step.is_open else "follow_up_on", spot, menu)
        if step.is_open:
            menu.addSeparator()
            menu.add(_("Drop it…"), partial(self.drop, step), "calendar-x")

    def _offer_days(self, step: Step, field: Field, spot: QPoint, menu: Menu) -> None:
        today, day = self._today(), getattr(step, field)
        week, month = today + dt.timedelta(days=7), today + dt.timedelta(days=_MONTH)
        menu.add(_("Move to a week from today"), partial(self.move, step, field, week), "calendar-days")
        menu.add(_("Move to 30 days from today"), partial(self.move, step, field, month), "calendar-clock")
        held = dt.date.fromisoformat(day) if day else None
        then = partial(self.move, step, field)
        menu.add(_("Move to a day…"), partial(self._part.pick_day, spot, held, then), "calendar-plus")

    def settle(self, step: Step, done: bool) -> None:
        """Marks a step as done today, or as open again."""
        act = taking_back.on_screen(plan_acts.settle, self._store, step.uid, done, self._today())
        self._part.do(act, _("Step done") if done else _("Step open again"))

    def start(self, step: Step) -> None:
        """Marks a step as under way."""
        act = taking_back.on_screen(plan_acts.start, self._store, step.uid, self._today())
        self._part.do(act, _("Step under way"))

    def move(self, step: Step, field: Field, day: dt.date) -> None:
        """Gives a step, or its follow-up, another day."""
        told = _("Moved to {day}").format(day=short_date(day.isoformat(), self._today()))
        self._part.do(taking_back.on_screen(plan_acts.move, self._store, step.uid, field, day), told)

    def drop(self, step: Step) -> None:
        """Drops a step, once a reason is given."""
        dialog = ReasonDialog(
            self._theme,
            _("Drop this step?"),
            _("“{what}” is kept as dropped, with the reason.").format(what=step.what),
            _("Such as: no longer needed"),
            _("Drop it"),
            _("Say in a few words why it is dropped."),
            self._part.window(),
        )
        if said_yes(dialog):
            act = taking_back.on_screen(plan_acts.drop, self._store, step.uid, dialog.asked(), self._today())
            self._part.do(act, _("Step dropped"))

    def follow_up(self, step: Step) -> None:
        """Logs a follow-up of today, and when the next one is."""
        today = self._today()
        following = plan_acts.usual_next(step, today)
        dialog = FollowUpDialog(self._theme, step.what, following, self._part.window())
        if said_yes(dialog):
            asked = dialog.asked()
            act = taking_back.on_screen(
                plan_acts.follow_up, self._store, step.uid, asked.what, asked.saw, asked.next_day, today
            )
            day = asked.next_day
            following_words = _("Logged. Next follow-up on {day}")
            told = following_words.format(day=short_date(day.isoformat(), today)) if day else _("Follow-up logged")
            self._part.do(act, told)
