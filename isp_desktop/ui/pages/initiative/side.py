"""Beside the core elements of an initiative: who answers to whom, problems and what was tried, and resources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import PROBLEM_STATES
from isp_desktop.services.integrity.initiative import Account, InitiativeView, Problem, Resource
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme


class InitiativeSide(SideColumn):
    """The rail."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today

    def show_view(self, found: InitiativeView) -> None:
        """Shows what was read."""
        self.fill(
            partial(self._accounts, found),
            partial(self._problems, found.problems),
            partial(self._resources, found.resources),
        )

    def _accounts(self, found: InitiativeView) -> None:
        self.head(_("Mutual accountability"), "", _("Add"), "accountability")
        if not found.accounts:
            self.say(
                _("Who holds themself accountable to whom, and for what? It is mutual when there is one each way.")
            )
            return
        rows = [self._account(one) for one in found.accounts]
        self.rows("accounts", "accountability", _("Mutual accountability"), rows)
        for sentence in found.one_sided:
            self.add(Notice(self._theme, "warn", sentence))

    def _account(self, one: Account) -> Row:
        ends = _("{who} to {to}").format(who=one.who or _("Nobody named"), to=one.to or _("nobody named"))
        ended = _("until {day}").format(day=short_date(one.until, self._today())) if one.ended else ""
        return Row(
            one.uid,
            one.what,
            icon="scale",
            second=", ".join(filter(None, (ends, " ".join(one.shown_by.split())))),
            date=ended,
            faded=one.ended,
            private=one.private,
            conflict=one.in_conflict,
        )

    def _problems(self, found: Sequence[Problem]) -> None:
        waiting = sum(one.is_open for one in found)
        remark = counted("{n} open", "{n} open", waiting) if found else ""
        self.head(_("Problems"), remark, _("Add"), "problem")
        if not found:
            self.say(_("What keeps coming back? Its root cause, what was tried and what came of it stand here."))
            return
        self.rows("problems", "problem", _("Problems"), [_problem(one) for one in found])

    def _resources(self, found: Sequence[Resource]) -> None:
        self.head(_("Resources"), str(len(found)) if found else "", _("Add"), "resource")
        if not found:
            self.say(_("A script, a checklist, somebody to ask: what others can use too, and where it lies."))
            return
        self.rows("resources", "resource", _("Resources"), [_resource(one) for one in found])


def _problem(one: Problem) -> Row:
    state = _(PROBLEM_STATES.get(one.state, one.state))
    tried = one.tried or one.cause
    said = one.result if not one.is_open and one.result else tried
    return Row(
        one.uid,
        one.what,
        second=", ".join(filter(None, (state, one.site, " ".join(said.split())))),
        checked=not one.is_open,
        faded=not one.is_open,
        private=one.private,
        conflict=one.in_conflict,
    )


def _resource(one: Resource) -> Row:
    useful = _("useful to {names}").format(names=", ".join(one.useful_to)) if one.useful_to else ""
    return Row(
        one.uid,
        one.what,
        icon="library",
        second=", ".join(filter(None, (one.where, useful))),
        private=one.private,
        conflict=one.in_conflict,
    )
