"""Parts of Today that are made once something of theirs is due: the window opens without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.capacity.waiting import WaitingList
    from isp_desktop.services.capacity_plan import DueSteps
    from isp_desktop.services.leaders.due import DueLeaders
    from isp_desktop.services.team_check_view import Asking
    from isp_desktop.services.transitions import DueChanges
    from isp_desktop.ui.kit.acting_rows import ActingRows


class DuePart(Part):
    """A part that shows in `rows` what is due."""

    rows: ActingRows

    def show_due(self, found: Any) -> None:
        """Shows what was read."""
        raise NotImplementedError


class MakesPart(Protocol):
    """Makes such a part, as its class does."""

    def __call__(self, theme: Theme, store: Store, today: Callable[[], dt.date], parent: QWidget) -> DuePart: ...


class LatePart(QWidget):
    """The place of such a part, out of sight while nothing is due.

    Args:
        made_by: gives what makes the part.
        listen: is given the part when it is made.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        today: Callable[[], dt.date],
        made_by: Callable[[], MakesPart],
        listen: Callable[[Part], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._today, self._made_by, self._listen = theme, store, today, made_by, listen
        self.hide()

    @cached_property
    def part(self) -> DuePart:
        """What shows it, put where it stands for the eye and for Tab."""
        made = self._made_by()(self._theme, self._store, self._today, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(made)
        self._listen(made)
        follow(self, [made.rows.head.link, made.rows.list])
        return made

    def show_due(self, found: Any) -> None:
        """Shows what was read, of which `shown` are the first ones."""
        if found.shown or "part" in self.__dict__:
            self.part.show_due(found)
            self.setVisible(bool(found.shown))


def plan_part() -> MakesPart:
    """Steps of the capacity plan and their follow-ups."""
    from isp_desktop.ui.pages.today.plan import PlanPart

    return PlanPart


def assessments_part() -> MakesPart:
    """Assessments that are to be begun or gone on with."""
    from isp_desktop.ui.pages.today.assessments import AssessmentsPart

    return AssessmentsPart


def leaders_part() -> MakesPart:
    """Talks with leaders and champions, and reviews of champions."""
    from isp_desktop.ui.pages.today.leaders import LeadersPart

    return LeadersPart


def changes_part() -> MakesPart:
    """Steps of leadership changes, and what is to be handed on."""
    from isp_desktop.ui.pages.today.changes import ChangesPart

    return ChangesPart


def steps_due(store: Store, day: dt.date) -> DueSteps:
    """The steps that are due; the window opens without what finds them, and so for the next."""
    from isp_desktop.services import capacity_plan

    return capacity_plan.due(store, day)


def assessments_waiting(store: Store, day: dt.date) -> WaitingList:
    """The assessments to be begun or gone on with."""
    from isp_desktop.services.capacity.waiting import waiting

    return waiting(store, day)


def leaders_due(store: Store, day: dt.date) -> DueLeaders:
    """The talks and reviews that are due."""
    from isp_desktop.services.leaders.due import due

    return due(store, day)


def changes_due(store: Store, day: dt.date) -> DueChanges:
    """What is due of leadership changes."""
    from isp_desktop.services import transitions

    return transitions.due(store, day)


def checks_open(store: Store, _day: dt.date) -> list[Asking]:
    """The team checks that are being answered."""
    from isp_desktop.services import team_check_view

    return team_check_view.asking(store)
