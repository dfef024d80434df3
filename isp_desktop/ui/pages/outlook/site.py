"""The outlook of a site: what is at risk and why, what is strong, what is not known, and how that was before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.outlook import State
from isp_desktop.domain.vocabulary import OUTLOOK_AREAS
from isp_desktop.services.outlook import reading
from isp_desktop.services.outlook.reading import Line, Moment, SiteOutlook
from isp_desktop.services.outlook.words import STATES, count_words
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import RowsModel, fetch_from
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.stacked_counts import Chart, Stack, StackedCounts, StackKey
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.wrapped_rows import WrappedDelegate, WrappedRow
from isp_desktop.ui.pages.outlook.exporting import ReportButton
from isp_desktop.ui.pages.outlook.looks import MARKS

_LEFT, _RIGHT, _FOOT = 32, 30, 24
# With less room than this what is strong stands under what is at risk.
_BOTH = 960


class FactsCard(Panel):
    """The facts of one state, area by area.

    Attributes:
        list: the rows.
    """

    def __init__(self, theme: Theme, state: State, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(2, 12), parent=parent)
        self._state = state
        self.lines: Sequence[Line] = ()
        self.head = CardHead(theme, title)
        self.head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.list = FittedList(theme, RowsModel(fetch_from([])), title, WrappedDelegate)
        self.list.setObjectName(f"facts_{state}")
        self._nothing = Prose(theme, nothing, "body", "text3")
        self._nothing.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(4))
        for part in (self.head, self.list, self._nothing):
            self.column.addWidget(part)

    def show_lines(self, found: Sequence[Line], today: dt.date) -> None:
        """Shows those of `found` that are of its state."""
        self.lines = [line for line in found if line.state == self._state]
        icon, tone = MARKS[self._state]
        rows = [
            WrappedRow(
                uid=str(at),
                title=line.told,
                icon=icon,
                tone=tone,
                date=short_date(line.day, today) if line.day else "",
                section=_(OUTLOOK_AREAS[line.area]),
            )
            for at, line in enumerate(self.lines)
        ]
        self.head.remark.setText(str(len(rows)) if rows else "")
        held = self.list.current_uid()
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.fit()
        if held:
            self.list.select(held)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)


class SiteOutlookPage(Page):
    """The outlook of the site `uid`, read anew when something of it changes.

    Attributes:
        headline: the sentence under the name: facts, and never a verdict.
        cards: what is at risk, strong and not known.
        courses: how it was at the end of each half-year.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._uid, self._today = theme, jobs, store, uid, today
        self.headline = ""
        self._found: SiteOutlook | None = None
        self.slices = Slices(self)
        self._reading = Latest(jobs, _("The outlook"), self)
        self._build()
        self._connect()
        self._read()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "")
        self.site_button = Button(self._theme, _("Open the site"), icon="map-pin")
        self.report_button = ReportButton(self._theme, self._jobs, self._store, self._today, self)
        for name, button in (("site", self.site_button), ("report", self.report_button)):
            button.setObjectName(name)
            self.header.add_action(button)
        self.cards: dict[State, FactsCard] = {
            "at_risk": FactsCard(self._theme, "at_risk", _("At risk, and why"), _("Nothing that is noted is at risk.")),
            "strong": FactsCard(self._theme, "strong", _("Strong"), _("Nothing that is noted is strong yet.")),
            "not_known": FactsCard(self._theme, "not_known", _("Not known"), _("Everything was looked at.")),
        }
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(14)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        first: tuple[State, State] = ("at_risk", "strong")
        for column, state in zip(self._columns, first, strict=True):
            column.setSpacing(14)
            column.addWidget(self.cards[state])
            column.addStretch()
            self._across.addLayout(column, 1)
        self._columns[1].insertWidget(1, self.cards["not_known"])
        around = QWidget()
        whole = QVBoxLayout(around)
        pad(whole, _LEFT, 14, _RIGHT, _FOOT)
        whole.setSpacing(14)
        whole.addLayout(self._across)
        whole.addWidget(self._make_course())
        whole.addStretch()
        self.nothing = EmptyState(
            self._theme,
            _("Nothing can be told of this site yet"),
            _("Say of which initiative it is, write down its core elements, and mark how they are delivered."),
            _("Say of which initiative"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(around, surface=False))
        self._stack.addWidget(self.nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _make_course(self) -> Panel:
        card = Panel(self._theme)
        head = CardHead(self._theme, _("Over time"))
        about = _(
            "How many facts were strong, at risk and not known at the end of each half-year, of those with a day."
        )
        words = cast("tuple[str, str, str]", tuple(_(label) for label in STATES.values()))
        head.add_action(StackKey(self._theme, words))
        self.courses = StackedCounts(self._theme)
        self.courses.setObjectName("over_time")
        card.column.setSpacing(10)
        card.column.addWidget(head)
        card.column.addWidget(Prose(self._theme, about, "meta"))
        card.column.addWidget(self.courses)
        return card

    def _connect(self) -> None:
        self._reading.read_through.connect(lambda found: self._show(cast("SiteOutlook", found)))
        self._reading.failed.connect(self.said)
        self.header.went_to.connect(lambda _at: self.outlook_asked.emit(""))
        self.site_button.clicked.connect(lambda: self.record_asked.emit("site", self._uid))
        self.report_button.said.connect(self.said)
        self.nothing.begun.connect(self.begin)
        for state, card in self.cards.items():
            card.list.opened.connect(lambda at, state=state: self._open(state, int(at)))

    def _open(self, state: State, at: int) -> None:
        line = self.cards[state].lines[at]
        if line.uid:
            self.record_asked.emit(line.kind, line.uid)

    def _lacking(self) -> Line | None:
        """What is written down nowhere of what has to go on: an initiative, or its core elements."""
        found = self._found.lines if self._found is not None else ()
        return next((line for line in found if line.rule == "I3"), None)

    def _first_step(self) -> str:
        lacking = self._lacking()
        if lacking is None:
            return _("Mark a core element")
        return _("Say of which initiative") if lacking.kind == "site" else _("Write down a core element")

    def begin(self) -> None:
        """What has to be written down first: the initiative, its core elements, or how one of them is delivered."""
        lacking = self._lacking()
        if lacking is None:
            self.new_asked.emit("integrity_mark", {"site": self._uid})
        elif lacking.kind == "site":
            self.edit_asked.emit("site", self._uid)
        else:
            self.new_asked.emit("core_element", {"initiative": lacking.uid})

    def _read(self) -> None:
        store, uid, day = self._store, self._uid, self._today()
        self._reading.read(lambda _progress: reading.of_site(store, uid, day))

    def _show(self, found: SiteOutlook) -> None:
        self._found = found
        self.header.set_crumbs(_("Outlook"), found.name)
        self.header.set_title(found.name)
        self.headline = "" if found.is_new else found.headline
        self.report_button.show_for(self._uid, "", not found.is_new, found.name)
        self.header.set_line(self.headline)
        self.nothing.action.set_words(self._first_step())
        self._stack.setCurrentIndex(1 if found.is_new else 0)
        # Each is painted in a turn of its own; of two readings the later one is shown.
        self.slices.begin((*self._fill(found), self._take_focus))

    def _fill(self, found: SiteOutlook) -> Iterator[Callable[[], None]]:
        for card in self.cards.values():
            yield partial(card.show_lines, found.lines, self._today())
        yield partial(self._put_under_the_shorter, self.cards["not_known"])
        yield partial(self._show_course, found.course)

    def _show_course(self, course: Sequence[Moment]) -> None:
        self.courses.show_charts([_chart(area, course) for area in OUTLOOK_AREAS])

    def _put_under_the_shorter(self, card: FactsCard) -> None:
        """What is not known stands under what is at risk or what is strong, whichever is fewer."""
        is_left = len(self.cards["at_risk"].lines) <= len(self.cards["strong"].lines)
        column, other = self._columns if is_left else self._columns[::-1]
        other.removeWidget(card)
        column.removeWidget(card)
        column.insertWidget(1, card)

    def _take_focus(self) -> None:
        """Where the focus waited for the page to be read, it goes to its first list; else it stays."""
        lists = (card.list for card in self.cards.values() if card.lines)
        first: QWidget = self.nothing.action if self._stack.currentIndex() else next(lists, self.site_button)
        waits = self.window().focusWidget() is self._stack
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def shown_uid(self) -> str:
        return self._uid

    def is_whole(self) -> bool:
        return not self._reading.is_reading() and self.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & reading.KINDS:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = self.width() >= self._theme.px(_BOTH)
        way = QBoxLayout.Direction.LeftToRight if both else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != way:
            self._across.setDirection(way)


def _chart(area: str, course: Sequence[Moment]) -> Chart:
    """The moments of an area; the last one is now."""
    label, stacks, told = _(OUTLOOK_AREAS[area]), [], []
    for moment in course:
        count = moment.counts[area]
        day = written(moment.day, "yMMM") if moment is not course[-1] else _("now")
        stacks.append(Stack(day, (count.strong, count.at_risk, count.not_known)))
        told.append(_("{day}: {counts}").format(day=day, counts=count_words(count)))
    words = _("{area}. {moments}").format(area=label, moments="; ".join(told))
    return Chart(label, stacks, words)
