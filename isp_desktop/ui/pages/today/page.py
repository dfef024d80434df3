"""Today: what to prepare, what was promised, who goes quiet, what is to be reviewed; acted on where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _
from isp_desktop.services import conflicts, contact, drafts, loops
from isp_desktop.services import today as service
from isp_desktop.services.contact import QuietList
from isp_desktop.services.today import Commitments, Review, Visits
from isp_desktop.ui.kit.acting import INSET
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import see_through
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today import late
from isp_desktop.ui.pages.today.beginning import FirstSteps, welcome
from isp_desktop.ui.pages.today.commitments import CommitmentsPart
from isp_desktop.ui.pages.today.drafts import ChecksLine, DraftsLine, SettleLine
from isp_desktop.ui.pages.today.loops import LoopsPart
from isp_desktop.ui.pages.today.quiet import QuietPart
from isp_desktop.ui.pages.today.reading import Reading
from isp_desktop.ui.pages.today.reviews import ReviewsPart
from isp_desktop.ui.pages.today.visits import VisitsPart

if TYPE_CHECKING:
    from isp_desktop.services.capacity_plan import DueSteps
    from isp_desktop.services.leaders.due import DueLeaders
    from isp_desktop.services.transitions import DueChanges
    from isp_desktop.ui.kit.acting_list import ActingList

# The page without a sidebar in a window of 1280 px; below it the second column stands under the first.
_TWO_COLUMNS, _ALL_BUTTONS = 1052, 760
_RAIL = 366
# From which reviews are told.
_REVIEWED = frozenset(
    (
        *("site", "initiative", "challenge", "adaptation", "accountability", "withdrawal", "withdrawal_condition"),
        *("core_element", "integrity_mark", "support"),
    )
)
# The margins of the header.
_LEFT, _RIGHT = 32, 30
_NEW_DAY_MS = 60_000
_OF_CHANGES = frozenset({"transition", "continuity_item", "site", "person"})
_OF_ASSESSMENTS = frozenset({"assessment", "answer", "instrument"})
_OF_LEADERS = frozenset(
    {"leadership_role", "champion", "champion_review", "debrief", "engagement", "person", "site", "initiative"}
)


class TodayPage(Page):
    """The first page of the day. Each part is read in a job, and again when one of its kinds changes.

    Attributes:
        headline: the sentence under the date.

    Signals:
        drafts_asked: the drafts are to be shown.
    """

    drafts_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._today = theme, jobs, store, today
        self._day = today()
        self.headline = ""
        self._visits: Visits | None = None
        self._commitments: Commitments | None = None
        self._reviews: list[Review] | None = None
        self._quiet = QuietList()
        self._waiting: loops.Waiting | None = None
        self._steps = self._talks = self._changes = 0
        self._make_parts()
        self._build()
        self._connect()
        self._open_checks = Reading(frozenset({"team_check", "team"}), late.checks_open, self.checks.show_open)
        self._readings = self._all_readings()
        self._later = Slices(self)
        self._begin_day()

    def _make_parts(self) -> None:
        self.header = PageHeader(self._theme, "", ruled=False, parent=self)
        self.note_button = Button(self._theme, _("New note"), "secondary", "pencil")
        # To record a visit is offered beside every page.
        self.plan_button = Button(self._theme, _("Plan a visit"), "primary", "calendar-plus")
        for button in (self.note_button, self.plan_button):
            self.header.add_action(button)
        # From the outside in: whatever is moved into another part is dressed anew, with all that is in it.
        self._stack = QStackedWidget(self)
        self._scroll = QScrollArea(self._stack)
        self._make_ground()
        self._main, self._rail = QWidget(self._body), QWidget(self._body)
        self.steps = FirstSteps(self._theme, self._main)
        self.visits = VisitsPart(self._theme, self._store, self._today, self._main)
        self.commitments = CommitmentsPart(self._theme, self._store, self._today, self._main)
        self.late_plan = self._late(late.plan_part)
        self.late_assessments = self._late(late.assessments_part)
        self.late_leaders = self._late(late.leaders_part)
        self.late_changes = self._late(late.changes_part)
        self.to_settle = SettleLine(self._theme, self._rail)
        self.drafts = DraftsLine(self._theme, self._rail)
        self.checks = ChecksLine(self._theme, self._rail)
        self.quiet = QuietPart(self._theme, self._store, self._today, self._rail)
        self.loops = LoopsPart(self._theme, self._store, self._today, self._rail)
        self.reviews = ReviewsPart(self._theme, self._store, self._today, self._rail)

    def _late(self, made_by: Callable[[], late.MakesPart]) -> late.LatePart:
        return late.LatePart(self._theme, self._store, self._today, made_by, self._listen_to, self._main)

    def _make_ground(self) -> None:
        """What the lists stand on; put together while it is empty, which measures nothing."""
        see_through(self._scroll)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._body = QWidget(self._scroll.viewport())
        self._scroll.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._stack.addWidget(self._scroll)

    def _build(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        due = (self.late_plan, self.late_assessments, self.late_leaders, self.late_changes)
        self._stand_under_each_other(self._main, self.steps, self.visits, self.commitments, *due)
        parts = (self.to_settle, self.drafts, self.checks, self.quiet, self.loops, self.reviews)
        self._stand_under_each_other(self._rail, *parts)
        self._columns.addWidget(self._main, 1)
        self._columns.addWidget(self._rail)
        self._inside = QVBoxLayout(self._body)
        self._inside.addLayout(self._columns)
        self._inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)

    @cached_property
    def welcome(self) -> EmptyState:
        """What an empty notebook says instead; made in one."""
        made = welcome(self._theme, self._stack)
        made.begun.connect(self.visits.plan)
        made.begun_otherwise.connect(self._add_person)
        self._stack.addWidget(made)
        return made

    def _add_person(self) -> None:
        self.new_asked.emit("person", {})

    def _stand_under_each_other(self, within: QWidget, *parts: QWidget) -> None:
        column = QVBoxLayout(within)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(22))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def _connect(self) -> None:
        self.note_button.clicked.connect(lambda: self.new_asked.emit("note", {}))
        for asked in (self.plan_button.clicked, self.steps.visit_asked):
            asked.connect(self.visits.plan)
        self.steps.person_asked.connect(self._add_person)
        for part in (self.visits, self.commitments, self.quiet, self.loops, self.reviews):
            self._listen_to(part)
        self.reviews.integrity_asked.connect(self.integrity_asked)
        self.drafts.asked.connect(self.drafts_asked)
        self.to_settle.asked.connect(lambda: self.settle_asked.emit(""))
        self.checks.asked.connect(lambda: self.new_asked.emit("team_check", {"team": self.checks.team}))
        self._theme.changed.connect(self._fit)
        new_day = QTimer(self, interval=_NEW_DAY_MS)
        new_day.timeout.connect(self._look_at_the_day)
        new_day.start()

    def _listen_to(self, part: Part) -> None:
        part.record_asked.connect(self.record_asked)
        part.new_asked.connect(self.new_asked)
        part.paper_asked.connect(self.paper_asked)
        part.list_asked.connect(self.list_asked)
        part.done.connect(self._offer)
        part.row_reached.connect(self._show_row)

    def _all_readings(self) -> list[Reading]:
        return [
            Reading(
                frozenset({"visit", "site", "person", "commitment", "change", "support"}),
                service.visits,
                self._show_visits,
            ),
            Reading(frozenset({"commitment", "person", "site"}), service.commitments, self._show_commitments),
            Reading(_REVIEWED, service.reviews, self._show_reviews),
            Reading(contact.KINDS, contact.quiet, self._show_quiet),
            Reading(
                frozenset({"feedback", "tension", "conversation", "person", "site"}),
                loops.waiting,
                self._show_loops,
            ),
            Reading(frozenset({"plan_step", "step_log", "site", "person", "team"}), late.steps_due, self._show_steps),
            Reading(_OF_ASSESSMENTS, late.assessments_waiting, self.late_assessments.show_due),
            Reading(_OF_LEADERS, late.leaders_due, self._show_leaders),
            Reading(
                frozenset({"transition", "continuity_item", "site", "person"}), late.changes_due, self._show_changes
            ),
            self._open_checks,
        ]

    def _begin_day(self) -> None:
        self._day = self._today()
        self.header.set_title(written(self._day, "MMMMEEEEd"))
        self._say(_("Looking…"))
        self._show_begun()
        # After the first paint, which has a turn to itself: the readings would keep the interpreter from drawing.
        self._later.begin([lambda: None, *(partial(self._read, reading) for reading in self._readings)])

    def is_whole(self) -> bool:
        return self._later.is_done()

    def _show_begun(self) -> None:
        """What costs next to nothing is read at once."""
        try:
            self.drafts.show_count(drafts.count(self._store))
            self.to_settle.show_count(conflicts.count(self._store))
            begun = service.begun(self._store)
        except NotebookError as error:
            self.said.emit(str(error))
            return
        self.steps.show_begun(begun)
        self._stack.setCurrentWidget(self._scroll if begun.anything else self.welcome)
        self.setFocusProxy(self.plan_button if begun.anything else self.welcome.action)
        self._fit()

    def _read(self, reading: Reading) -> None:
        if reading.under_way:
            reading.again = True
            return
        reading.under_way, reading.again = True, False
        job = self._jobs.start(_("Reading what today asks for"), reading.work(self._store, self._day), self)
        job.finished.connect(reading.show)
        job.finished.connect(self._show_headline)
        job.failed.connect(self.said)
        job.ended.connect(lambda: self._ended(reading))

    def _ended(self, reading: Reading) -> None:
        reading.under_way = False
        if reading.again:
            self._read(reading)

    def _show_visits(self, found: Visits) -> None:
        self._visits = found
        self.visits.show_visits(found)

    def _show_commitments(self, found: Commitments) -> None:
        self._commitments = found
        self.commitments.show_commitments(found)

    def _show_reviews(self, found: list[Review]) -> None:
        self._reviews = found
        self.reviews.show_reviews(found)

    def _show_quiet(self, found: QuietList) -> None:
        self._quiet = found
        self.quiet.show_quiet(found)

    def _show_loops(self, found: loops.Waiting) -> None:
        self._waiting = found
        self.loops.show_loops(found)

    def _show_steps(self, found: DueSteps) -> None:
        self._steps = found.due
        self.late_plan.show_due(found)

    def _show_leaders(self, found: DueLeaders) -> None:
        self._talks = found.due
        self.late_leaders.show_due(found)

    def _show_changes(self, found: DueChanges) -> None:
        self._changes = found.due
        self.late_changes.show_due(found)

    def _show_headline(self) -> None:
        if self._visits is None or self._commitments is None or self._reviews is None or self._waiting is None:
            return
        quiet, waiting = self._quiet.count, self._waiting.count
        self._say(
            service.headline(
                self._visits,
                self._commitments,
                self._reviews,
                quiet,
                waiting,
                self._day,
                self._steps,
                self._talks,
                self._changes,
            )
        )

    def _say(self, line: str) -> None:
        if line != self.headline:
            self.headline = line
            self.header.set_line(line)

    def _look_at_the_day(self) -> None:
        if self._today() != self._day:
            self._begin_day()

    def _show_row(self, shown: ActingList) -> None:
        """Scrolls to the row that the arrows went to."""
        if shown.hasFocus():
            box = shown.visualRect(shown.currentIndex())
            top = shown.mapTo(self._body, QPoint(0, box.top())).y()
            self._scroll.ensureVisible(0, top + box.height() // 2, 0, box.height())

    def _fit(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(_TWO_COLUMNS)
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(sideways if wide else down)
        self._columns.setSpacing(px(14) if wide else px(22))
        # The words of the rows stand under those of the header; the rows themselves stand out by their inset.
        self._inside.setContentsMargins(max(0, _LEFT - px(INSET)), 2, max(0, _RIGHT - px(INSET)), px(24))
        self._rail.setMaximumWidth(px(_RAIL) if wide else 16_777_215)
        self._rail.setMinimumWidth(px(_RAIL) if wide else 0)
        # An empty notebook offers its first steps, and nothing beside them.
        begun = self._stack.currentWidget() is self._scroll
        self.plan_button.setVisible(begun)
        self.note_button.setVisible(begun and self.width() >= px(_ALL_BUTTONS))

    def refresh(self, kinds: frozenset[str]) -> None:
        self._look_at_the_day()
        self._show_begun()
        for reading in self._readings:
            if kinds & reading.kinds:
                self._read(reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_at_the_day()
        self._show_begun()
        if self.is_whole():
            # Of a check that was begun or answered meanwhile no record tells.
            self._read(self._open_checks)
