"""How a part of Today is read: off the main thread, with what draws it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.jobs import Progress, Work

if TYPE_CHECKING:
    from isp_desktop.services.capacity_plan import DueSteps
    from isp_desktop.services.transitions import DueChanges

# What draws the rows and the card of the next visit. The page opens without them.
_DRAWN_BY = ("isp_desktop.ui.kit.acting_list", "isp_desktop.ui.pages.today.next_visit")


class Reading(Struct):
    """A part that is read off the main thread, and from which kinds it is made."""

    kinds: frozenset[str]
    read: Callable[[Store, dt.date], Any]
    show: Callable[[Any], object]
    under_way: bool = False
    again: bool = False

    def work(self, store: Store, day: dt.date) -> Work[Any]:
        """Reads the part as of `day`, and what it is drawn by, which would hold up the main thread for 60 ms."""
        read = self.read

        def work(_progress: Progress) -> Any:
            for module in _DRAWN_BY:
                import_module(module)
            # Brings the names of days and months.
            written(day, "Ed")
            return read(store, day)

        return work


def steps_due(store: Store, day: dt.date) -> DueSteps:
    """The steps of the capacity plan that are due."""
    # The window opens without it, as it does without what draws the rows.
    from isp_desktop.services import capacity_plan

    return capacity_plan.due(store, day)


def changes_due(store: Store, day: dt.date) -> DueChanges:
    """What is due of leadership changes."""
    from isp_desktop.services import transitions

    return transitions.due(store, day)
