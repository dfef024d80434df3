"""Parts of Today that are made once something of theirs is due: the window opens without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.capacity_plan import DueSteps
    from isp_desktop.services.leaders.due import DueLeaders
    from isp_desktop.ui.kit.acting_rows import ActingRows
    from isp_desktop.ui.pages.today.leaders import LeadersPart
    from isp_desktop.ui.pages.today.plan import PlanPart


class LatePart(QWidget):
    """The place of such a part, out of sight while nothing is due.

    Args:
        listen: is given the part when it is made.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        today: Callable[[], dt.date],
        listen: Callable[[Part], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._today, self._listen = theme, store, today, listen
        self.hide()

    def _put_in(self, made: Part, rows: ActingRows) -> None:
        """Puts the part where it stands, for the eye and for Tab."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(made)
        self._listen(made)
        follow(self, [rows.head.link, rows.list])

    def _is_wanted(self, any_due: bool) -> bool:
        return any_due or "part" in self.__dict__


class LatePlan(LatePart):
    """Steps of the capacity plan and their follow-ups."""

    @cached_property
    def part(self) -> PlanPart:
        """What shows them."""
        from isp_desktop.ui.pages.today.plan import PlanPart

        made = PlanPart(self._theme, self._store, self._today, self)
        self._put_in(made, made.rows)
        return made

    def show_steps(self, found: DueSteps) -> None:
        """Shows what was read."""
        if self._is_wanted(bool(found.shown)):
            self.part.show_steps(found)
            self.setVisible(bool(found.shown))


class LateLeaders(LatePart):
    """Talks with leaders and champions, and reviews of champions."""

    @cached_property
    def part(self) -> LeadersPart:
        """What shows them."""
        from isp_desktop.ui.pages.today.leaders import LeadersPart

        made = LeadersPart(self._theme, self._store, self._today, self)
        self._put_in(made, made.rows)
        return made

    def show_due(self, found: DueLeaders) -> None:
        """Shows what was read."""
        if self._is_wanted(bool(found.shown)):
            self.part.show_due(found)
            self.setVisible(bool(found.shown))


def steps_due(store: Store, day: dt.date) -> DueSteps:
    """The steps that are due; the window opens without what finds them, and so for the next."""
    from isp_desktop.services import capacity_plan

    return capacity_plan.due(store, day)


def leaders_due(store: Store, day: dt.date) -> DueLeaders:
    """The talks and reviews that are due."""
    from isp_desktop.services.leaders.due import due

    return due(store, day)
