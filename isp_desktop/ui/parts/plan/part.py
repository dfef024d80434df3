"""The capacity plan: what is needed, with the steps that are taken for it, and what is to be done next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.services import capacity_plan, plan_acts, taking_back
from isp_desktop.services.capacity_plan import Need, Plan, Step, headline, step_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_cards import TwoCards
from isp_desktop.ui.parts.plan.needs import NeedCard, NeedsList
from isp_desktop.ui.parts.plan.steps import StepActs
from isp_desktop.ui.parts.plan.words import when
from isp_desktop.ui.parts.view import View

_STEPS_AT_FIRST = 8


class PlanPart(View):
    """The plan of one subject or site, or of all, acted on in place; for any page.

    `show_for` says of whom; what it asks for, does and says, it tells by the signals of a `View`.
    """

    kinds = capacity_plan.KINDS
    reads = marked("The capacity plan")

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, jobs, store, today, parent)
        self.add_words = _("Note a need")
        self._steps: Mapping[str, Step] = {}
        self.acts = StepActs(theme, store, self, today)
        self.needs = NeedsList(theme, self._wire)
        self.rows = self.make_rows("steps", _("Next steps")).looking()
        self.rows.offer_all(_("Plan a step"), partial(self._begin_step, None))
        self.rows.opened.connect(lambda uid: self.record_asked.emit("plan_step", uid))
        self.rows.ticked.connect(lambda uid, done: self.acts.settle(self._steps[uid], done))
        self.rows.menu_asked.connect(lambda uid, spot: self.acts.open_menu(self._steps[uid], spot))
        self.rows.begun.connect(partial(self._begin_step, None))
        self.nothing = EmptyState(
            theme,
            _("No capacity needs yet"),
            _("What is needed, and the steps that are taken for it: training, coaching, and whatever builds capacity."),
            self.add_words,
            _("Plan a step"),
        )
        self.nothing.begun.connect(self.add)
        self.nothing.begun_otherwise.connect(partial(self._begin_step, None))
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = CardHead(self._theme, _("Needs"))
        left, right = Panel(self._theme), Panel(self._theme, padding=(2, 14))
        left.column.setSpacing(2)
        left.column.addWidget(self._head)
        left.column.addWidget(self.needs)
        right.column.addWidget(self.rows)
        # Not in a stack, which does not ask how high its parts are at the width they have.
        self._both = TwoCards(self._theme, (left, right), (6, 5))
        for part in (self._both, self.nothing):
            self.column.addWidget(part)
            part.hide()

    @staticmethod
    def _read(store: Store, target: str, day: dt.date) -> Plan:
        return capacity_plan.plan(store, target)

    def _show(self, found: object) -> None:
        plan = cast("Plan", found)
        today = self._today()
        self.headline = headline(plan)
        self._steps = {step.uid: step for step in plan.steps}
        self.is_begun = bool(plan.needs or plan.steps)
        self._both.setVisible(self.is_begun)
        self.nothing.setVisible(not self.is_begun)
        opened = counted("{n} open", "{n} open", plan.open_needs)
        bare = counted("{n} without a plan", "{n} without a plan", plan.unplanned) if plan.unplanned else ""
        self._head.remark.setText(", ".join(filter(None, (opened, bare))))
        self.needs.show_needs(plan.needs, today)
        if plan.steps:
            waiting = sum(step.is_open for step in plan.steps)
            self.rows.show_rows([self._row(step, today) for step in plan.steps], number(waiting), _STEPS_AT_FIRST)
        else:
            self.rows.say(_("No step is planned yet: a training, an hour of coaching, a change of procedure."), "")

    def _row(self, step: Step, today: dt.date) -> ActingRow:
        words, icon, tone = when(step, today)
        logged = counted("{n} log", "{n} logs", step.logs) if step.logs else ""
        where = step.site if not self._target else ""
        return ActingRow(
            uid=step.uid,
            title=step.what,
            second=", ".join(part for part in (step_words(step), where, logged) if part),
            checked=None if step.state == "dropped" else not step.is_open,
            icon="x" if step.state == "dropped" else "",
            date=words,
            date_icon=icon,
            tone=tone,
            faded=not step.is_open and not step.follow_up_on,
            private=step.private,
            conflict=step.in_conflict,
        )

    def add(self) -> None:
        """Begins a need of whom it shows."""
        self.new_asked.emit("need", capacity_plan.preset_of(self._store, self._target))

    def first(self) -> QWidget:
        if not self.is_begun:
            return self.nothing.action
        return self.needs.first() if self.needs.cards else self.rows.list

    def _begin_step(self, need: Need | None) -> None:
        preset = {"needs": [need.uid]} if need is not None else capacity_plan.preset_of(self._store, self._target)
        self.new_asked.emit("plan_step", preset)

    def _wire(self, card: NeedCard) -> None:
        need = card.need
        card.opened.connect(lambda: self.record_asked.emit("need", need.uid))
        card.step_opened.connect(lambda uid: self.record_asked.emit("plan_step", uid))
        card.step_begun.connect(partial(self._begin_step, need))
        card.menu_asked.connect(lambda spot: self.open_menu(need.what, spot, partial(self.fill_menu, need)))
        card.step_menu_asked.connect(self._open_step_menu)

    def _open_step_menu(self, uid: str, spot: QPoint) -> None:
        self.acts.open_menu(self._steps[uid], spot)

    def fill_menu(self, need: Need, menu: Menu) -> None:
        """What can be done about a need."""
        menu.add(_("Open"), partial(self.record_asked.emit, "need", need.uid), "triangle-alert")
        menu.add(_("Plan a step"), partial(self._begin_step, need), "route")
        menu.addSeparator()
        if need.is_open:
            menu.add(_("It is met"), partial(self._judge, need, "met"), "circle-check")
            menu.add(_("Give it up"), partial(self._judge, need, "given_up"), "x")
        else:
            menu.add(_("Open it again"), partial(self._judge, need, "open"), "undo-2")

    def _judge(self, need: Need, state: Literal["open", "met", "given_up"]) -> None:
        told = {"met": _("Need met"), "given_up": _("Need given up"), "open": _("Need open again")}[state]
        self.do(taking_back.on_screen(plan_acts.judge_need, self._store, need.uid, state, self._today()), told)
