"""All sites as rows, the seven areas as columns: how much is strong, at risk and not known, and never a score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.outlook import Count
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS, SUPPORT_STATES
from isp_desktop.services import relationships
from isp_desktop.services.outlook import reading
from isp_desktop.services.outlook.reading import Overview, SiteRow
from isp_desktop.services.outlook.words import SHORT_AREAS, count_words
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.columns import Cell, ColumnHead, ColumnList, ColumnRow
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.outlook.exporting import ReportButton
from isp_desktop.ui.pages.outlook.looks import MARKS

_LEFT, _RIGHT, _FOOT = 32, 30, 24
# So that all seven areas have room in a window of 1024 px.
_WIDTH, _LEAST = 82, 186
_Read = tuple[Overview, list[tuple[str, str]]]


class OutlookPage(Page):
    """The sites, of all initiatives or of one, sorted by name or by what most is at risk or not known.

    Attributes:
        headline: the sentence under the name.
    """

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
        self._initiative = self._sorted = self.headline = ""
        self._found = Overview((), "")
        self._reading = Latest(jobs, _("The outlook"), self)
        self._build()
        self._connect()
        self._read()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("Outlook"))
        self.sort_button = ChoosingButton(self._theme, _("By name"), _("Sorted: {name}"), "chevron-down")
        spoken = _("Initiative: {name}")
        self.initiative_button = ChoosingButton(self._theme, _("All initiatives"), spoken, "layers")
        self.report_button = ReportButton(self._theme, self._jobs, self._store, self._today, self)
        for name, button in (
            ("sort", self.sort_button),
            ("initiative", self.initiative_button),
            ("report", self.report_button),
        ):
            button.setObjectName(name)
            self.header.add_action(button)
        self.list = ColumnList(self._theme, _("Sites"), (_WIDTH,) * len(OUTLOOK_AREAS), _LEAST)
        self.list.setObjectName("sites")
        card = Panel(self._theme, padding=(0, 4))
        card.column.setSpacing(0)
        labels = (_("Site"), *(_(label) for label in SHORT_AREAS.values()))
        card.column.addWidget(ColumnHead(self._theme, labels, self.list))
        card.column.addWidget(self.list, 1)
        around = QWidget()
        column = QVBoxLayout(around)
        pad(column, _LEFT, 14, _RIGHT, _FOOT)
        column.addWidget(card)
        self.nothing = EmptyState(
            self._theme,
            _("No sites yet"),
            _("What holds at each site, what is at risk and what nobody knows stands here, side by side."),
            _("New site"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(around)
        self._stack.addWidget(self.nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _connect(self) -> None:
        self._reading.read_through.connect(lambda found: self._show(*cast("_Read", found)))
        self._reading.failed.connect(self.said)
        self.sort_button.chosen.connect(self.sort_by)
        self.initiative_button.chosen.connect(self.show_initiative)
        self.report_button.said.connect(self.said)
        self.list.opened.connect(self.outlook_asked)
        self.nothing.begun.connect(lambda: self.new_asked.emit("site", self._preset()))

    def _preset(self) -> dict[str, list[str]]:
        return {"initiatives": [self._initiative]} if self._initiative else {}

    def show_initiative(self, uid: str) -> None:
        """The sites of one initiative; of all for ""."""
        self._initiative = uid
        self._read()

    def sort_by(self, key: str) -> None:
        """Most at risk first ("at_risk"), most not known first ("not_known"), or by an area; by name for ""."""
        self._sorted = key
        self._show_rows()

    def _read(self) -> None:
        store, day, initiative = self._store, self._today(), self._initiative
        self._reading.read(
            lambda _progress: (reading.all_sites(store, day, initiative), relationships.initiatives(store))
        )

    def _show(self, found: Overview, initiatives: list[tuple[str, str]]) -> None:
        if self._initiative and self._initiative not in dict(initiatives):
            self.show_initiative("")
            return
        self._found = found
        begun = bool(found.rows)
        self.initiative_button.show_choices(initiatives if begun or self._initiative else (), self._initiative)
        self.report_button.show_for("", self._initiative, begun)
        self.headline = found.headline
        if found.is_part:
            self.headline = _("{told} These are the first {n} by name.").format(
                told=found.headline, n=number(len(found.rows))
            )
        if not begun and self._initiative:
            words = _("Say in a site's record of which initiatives it is part.")
            self.nothing.set_text(_("No site of this initiative yet"), words)
        self._stack.setCurrentIndex(0 if begun else 1)
        self._show_rows()
        # Once the buttons beside it are there, which leave it less room.
        self.header.set_line(self.headline)
        self._take_focus(self.list if begun else self.nothing.action)

    def _show_rows(self) -> None:
        choices = [
            ("at_risk", _("Most at risk first")),
            ("not_known", _("Most not known first")),
            *((area, _("At risk: {area}").format(area=_(label))) for area, label in OUTLOOK_AREAS.items()),
        ]
        self.sort_button.show_choices(choices if len(self._found.rows) > 1 else (), self._sorted)
        rows = {row.uid: row for row in sorted(self._found.rows, key=self._place)}
        self.list.show_rows(list(rows), lambda uid: _row(rows[uid]))

    def _place(self, row: SiteRow) -> tuple[int, int, str, str]:
        name = (row.name.casefold(), row.uid)
        if self._sorted in OUTLOOK_AREAS:
            own = row.counts[self._sorted]
            return -own.at_risk, -own.not_known, *name
        if self._sorted == "not_known":
            return -row.whole.not_known, -row.whole.at_risk, *name
        return (-row.whole.at_risk, -row.whole.not_known, *name) if self._sorted else (0, 0, *name)

    def _take_focus(self, first: QWidget) -> None:
        """Where the focus waited for the page to be read, it goes to its first list; else it stays."""
        waits = self.window().focusWidget() is self._stack
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def shown(self) -> Sequence[SiteRow]:
        """The sites that were read."""
        return self._found.rows

    def is_whole(self) -> bool:
        return not self._reading.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & reading.KINDS:
            self._read()


def _row(row: SiteRow) -> ColumnRow:
    support = _(SUPPORT_STATES[row.support]) if row.support in SUPPORT_STATES else _("No support status")
    return ColumnRow(
        uid=row.uid,
        title=row.name,
        second=support,
        icon="map-pin",
        columns=tuple(_cell(row.counts[area]) for area in OUTLOOK_AREAS),
    )


def _cell(count: Count) -> Cell:
    """The word for what matters most, and under it the counts of all three."""
    if count.at_risk:
        word = counted("{n} at risk", "{n} at risk", count.at_risk)
    elif count.strong:
        word = counted("{n} strong", "{n} strong", count.strong)
    else:
        word = _("Unknown") if count.not_known else _("Nothing to tell")
    marks = tuple((icon, tone, number(count.of(state))) for state, (icon, tone) in MARKS.items() if count.of(state))
    return Cell(word, count_words(count) if marks else "", tone="warn" if count.at_risk else "", marks=marks)
