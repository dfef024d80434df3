"""All whose capacity was assessed: the last assessment of each, what it came to, and which are due or begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import ASSESSMENT_STATES
from isp_desktop.services import capacity_plan
from isp_desktop.services.capacity_result import overview
from isp_desktop.services.capacity_result.overview import Standing, Subject, Told
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.view import View

_ICONS = {"site": "map-pin", "team": "users", "organization": "building", "person": "user"}


class OverviewView(View):
    """A row for the last assessment of each that was closed, and one for each that is planned or under way.

    Those that are due come first. The rows are there at once; what was scored is read after them.

    Attributes:
        list: the rows.
    """

    kinds = overview.KINDS

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, jobs, store, today, parent)
        self.add_words = _("Start an assessment")
        self._subjects: list[Subject] = []
        self._scoring = Latest(jobs, _("What the assessments came to"), self)
        self._scoring.read_through.connect(lambda found: self._show_rows(cast("Mapping[str, Standing]", found)))
        self._scoring.failed.connect(self.said)
        self._head = CardHead(theme, _("Assessments"))
        self.list = FittedList(theme, RowsModel(fetch_from([])), _("Assessments"))
        self.list.setObjectName("assessed")
        self.list.opened.connect(self._open)
        self.nothing = EmptyState(
            theme,
            _("No assessment yet"),
            _("Rate together where capacity is and where it is short: the result, and what follows, stands here."),
            self.add_words,
        )
        self.nothing.begun.connect(self.add)
        card = Panel(theme, padding=(2, 14))
        card.column.addWidget(self._head)
        card.column.addWidget(self.list)
        self._head.setContentsMargins(theme.px(14), 0, theme.px(8), 0)
        holder = QWidget()
        self._stack = QStackedLayout()
        # First in its place: what stands in a layout without a widget is shown as a window of its own.
        self.column.addLayout(self._stack)
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        around.addStretch()
        for part in (holder, self.nothing):
            self._stack.addWidget(part)

    @staticmethod
    def _read(store: Store, target: str, _day: dt.date) -> list[Subject]:
        return overview.subjects(store, target)

    def _show(self, found: object) -> None:
        self._subjects = cast("list[Subject]", found)
        self.is_begun = bool(self._subjects)
        self._stack.setCurrentIndex(0 if self._subjects else 1)
        self.headline = overview.headline(self._subjects, self._today())
        self._show_rows({})
        store, uids = self._store, [one.last.uid for one in self._subjects if one.last is not None]
        if uids:
            self._scoring.read(lambda _progress: overview.standings(store, uids))

    def _show_rows(self, standings: Mapping[str, Standing]) -> None:
        assessed = sum(one.last is not None for one in self._subjects)
        self._head.remark.setText(counted("{n} assessed", "{n} assessed", assessed) if assessed else "")
        rows: list[Row] = []
        for one in self._subjects:
            if one.last is not None:
                rows.append(self._closed_row(one, one.last, standings.get(one.last.uid)))
            rows += [self._begun_row(one, begun) for begun in one.begun]
        held = self.list.current_uid()
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.fit()
        if held:
            self.list.select(held)

    def _closed_row(self, one: Subject, last: Told, standing: Standing | None) -> Row:
        today = self._today()
        day = short_date(last.day, today) if last.day else _("no date")
        runs = counted("{n} assessment", "{n} assessments", one.runs)
        strong, chip = "", None
        if standing is not None and standing.rated:
            strong, short = overview.standing_words(standing)
            if short:
                chip = ChipSpec(short, "warn") if standing.short else ChipSpec(_("Meets need"), "good")
        is_due = bool(one.next_on) and one.next_on < today.isoformat()
        due = _("due {day}") if is_due else _("next {day}")
        if one.next_on == today.isoformat():
            due = _("due today")
        return Row(
            uid=last.uid,
            title=one.name,
            icon=_ICONS.get(one.kind, "building"),
            second=", ".join(filter(None, (_("Latest: {day}").format(day=day), runs, last.instrument, strong))),
            chip=chip,
            date=due.format(day=short_date(one.next_on, today)) if one.next_on else "",
            tone="bad" if is_due else "",
            private=last.private,
            conflict=last.in_conflict,
        )

    def _begun_row(self, one: Subject, begun: Told) -> Row:
        today = self._today()
        is_due = begun.state == "planned" and bool(begun.day) and begun.day < today.isoformat()
        day = short_date(begun.day, today) if begun.day else ""
        which = _("The first one") if one.last is None else _("The next one")
        return Row(
            uid=begun.uid,
            title=one.name,
            icon="calendar-clock",
            second=", ".join(filter(None, (which, begun.instrument))),
            chip=ChipSpec(_(ASSESSMENT_STATES.get(begun.state, ASSESSMENT_STATES["planned"]))),
            date=_("due {day}").format(day=day) if is_due else day,
            tone="bad" if is_due else "",
            private=begun.private,
            conflict=begun.in_conflict,
        )

    def _open(self, uid: str) -> None:
        self.record_asked.emit("assessment", uid)

    def add(self) -> None:
        self.new_asked.emit("assessment", capacity_plan.preset_of(self._store, self._target))

    def first(self) -> QWidget:
        return self.list if self._subjects else self.nothing.action

    def is_whole(self) -> bool:
        return super().is_whole() and not self._scoring.is_reading()
