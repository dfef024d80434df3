"""The tabs of the page, in their order: another one is another line here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from isp_desktop.db.store import Store
from isp_desktop.domain.language import marked
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity.challenges import ChallengesView
from isp_desktop.ui.pages.capacity.instruments import InstrumentsView
from isp_desktop.ui.parts.capacity import AcrossView, OverviewView
from isp_desktop.ui.parts.plan import PlanPart
from isp_desktop.ui.parts.view import View

MakeView = Callable[[Theme, Jobs, Store, Callable[[], dt.date]], View]


class Tab(NamedTuple):
    """A tab: its key, its name, what makes its view once it is first chosen, and the kinds of records it lists."""

    key: str
    name: str
    make: MakeView
    kinds: tuple[str, ...] = ()


TABS: Sequence[Tab] = (
    Tab("assessments", marked("Assessments"), OverviewView, ("assessment",)),
    Tab("plan", marked("Plan"), PlanPart, ("need", "plan_step")),
    Tab("challenges", marked("Challenges"), ChallengesView, ("challenge",)),
    Tab("across", marked("Across sites"), AcrossView),
    Tab("instruments", marked("Instruments"), InstrumentsView, ("instrument",)),
)
