"""A timeline with what narrows it: kind, person, activity, period, words; and the years to jump to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.timeline import KINDS, Entry, Sieve, Stretch, end_of_year
from isp_desktop.ui.kit.chips import ChipKind, ChipSpec, ChoiceChip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.line_rows import month
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline import Moment, TimelineModel, TimelineView

Read = Callable[[Sieve, int | None, int, Callable[[int, int], None]], Stretch]
Years = Callable[[Sieve], Sequence[int]]
_PAGE, _FIND_AFTER_MS, _YEARS_SHOWN, _YEARS_WIDTH = 100, 200, 20, 68
# What comes while one scrolls is laid out between two frames.
_MORE = 50
# Two windows full; the rest is read while one looks.
_FIRST = 30
_CHIPS: dict[str, ChipKind] = {"good": "good", "bad": "bad", "private": "private", "outline": "outline"}


def moment_of(entry: Entry, today: dt.date) -> Moment:
    """How an entry of a timeline looks."""
    chips = [ChipSpec(mark.text, _CHIPS.get(mark.tone, "plain"), mark.icon) for mark in entry.marks]
    if entry.in_conflict:
        chips.insert(0, ChipSpec(_("In conflict"), "conflict"))
    section = _("Coming up") if entry.day > today.isoformat() else month(entry.day)
    return Moment(
        uid=entry.uid,
        kind=entry.kind,
        title=entry.title,
        date=short_date(entry.day, today),
        time=entry.time,
        section=section,
        year=int(entry.day[:4]),
        text=entry.text,
        who=entry.who,
        icon=entry.icon,
        chips=tuple(chips),
        private=entry.private,
        faded=entry.faded,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of a timeline, ready to be shown; the years only where they were read with it."""

    moments: Sequence[Moment]
    before: int | None
    years: Sequence[int] | None = None


def _shown(found: Stretch, today: dt.date, years: Sequence[int] | None) -> _Shown:
    return _Shown([moment_of(entry, today) for entry in found.entries], found.before, years)


class TimelinePanel(QWidget):
    """Reads by `read`, off the main thread, a window full at first and 50 at a time. Ctrl+F goes to the words.

    The filters are made by `parts`, when the rows are on their way.

    Signals:
        opened: kind and uid.
        menu_asked: kind, uid and a global point.
        said: a sentence on what went wrong.
        begun: the first step that the empty timeline offers was taken.
    """

    opened = Signal(str, str)
    menu_asked = Signal(str, str, QPoint)
    said = Signal(str)
    begun = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        read: Read,
        years: Years,
        labels: Sequence[tuple[str, str]],
        empty: tuple[str, str, str],
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        """`labels`: key and plural of each kind; `empty`: heading, sentence and first step where nothing is."""
        super().__init__(parent)
        self._theme, self._jobs, self._read, self._years, self._today = theme, jobs, read, years, today
        self._sieve = Sieve()
        self._from: int | None = None
        self._before: int | None = None
        self._job: Job | None = None
        self._is_begun = False
        self._model = TimelineModel(self)
        self.view = TimelineView(theme, self._model, _("Timeline"))
        self.view.setObjectName("timeline")
        self._year_chips: dict[int, ChoiceChip] = {}
        self._labels, self._empty = labels, empty
        self._people: Sequence[tuple[str, str]] = ()
        self.filters: dict[str, Editor] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        inset = QWidget()
        across = self._across = QHBoxLayout(inset)
        across.setContentsMargins(0, 0, 8, 0)
        across.setSpacing(4)
        across.addWidget(self.view, 1)
        self._years_place = QWidget()
        # The rows keep their width when other years come.
        self._years_place.setMinimumWidth(self._theme.px(_YEARS_WIDTH))
        self._rail = QVBoxLayout(self._years_place)
        self._rail.setSpacing(4)
        self._rail.setContentsMargins(0, 8, 0, 8)
        across.addWidget(self._years_place)
        self._stack = QStackedWidget()
        self._stack.addWidget(inset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._place_of_filters())
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)

    def _place_of_filters(self) -> QWidget:
        self.tools = QWidget()
        self._flow = FlowLayout(self.tools, gap=8, line_gap=6)
        self._flow.setContentsMargins(32, 0, 24, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.tools.setSizePolicy(policy)
        # The rows keep their place when the filters come.
        self.tools.setMinimumHeight(self._theme.px(30))
        return self.tools

    @cached_property
    def empty(self) -> EmptyState:
        """What is shown where nothing has happened."""
        made = EmptyState(self._theme, *self._empty)
        made.begun.connect(self.begun)
        self._stack.addWidget(made)
        return made

    @cached_property
    def nothing(self) -> EmptyState:
        """What is shown where nothing fits all that is asked for."""
        words = _("Nothing found"), _("Nothing here fits all that is asked for.")
        made = EmptyState(self._theme, *words, other=_("Show all"))
        made.begun_otherwise.connect(self.show_all)
        self._stack.addWidget(made)
        return made

    def parts(self) -> Iterator[Callable[[], None]]:
        """What builds the filters, piece by piece."""
        made: dict[str, Editor] = {}
        yield lambda: made.update(self._first_filters())
        yield lambda: made.update(self._other_filters())
        yield lambda: self._add_filters(made)

    def _first_filters(self) -> dict[str, Editor]:
        return {
            "kind": self._choice(_("Kind"), _("All kinds"), self._labels, 132),
            "person": self._choice(_("Person"), _("Anyone"), self._people, 150),
        }

    def _other_filters(self) -> dict[str, Editor]:
        activities = [(one.code, _(one.label)) for one in load_practice().activities]
        words = LineEditor(self._theme, _("Words in the timeline"), _("Find words"), "search", self.tools)
        words.setFixedWidth(self._theme.px(170))
        return {
            "activity": self._choice(_("Activity"), _("Any activity"), activities, 150),
            "period": self._choice(_("Period"), _("Any time"), _periods(), 140),
            "words": words,
        }

    def _add_filters(self, made: dict[str, Editor]) -> None:
        self.filters = made
        for name, editor in made.items():
            editor.setObjectName(f"filter-{name}")
            editor.changed.connect(self._find_soon.start if name == "words" else self._narrow)
            self._flow.addWidget(editor)
        follow(self.tools, made.values())
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+F"), self, made["words"].setFocus, context=inside)

    def _choice(self, label: str, empty: str, choices: Sequence[tuple[str, str]], width: int) -> ChoiceEditor:
        # Of the tools from the first, so that filters go with a panel that is left before they are shown.
        made = ChoiceEditor(self._theme, label, [Choice(*choice) for choice in choices], empty, parent=self.tools)
        made.combo.setItemText(0, empty)
        made.setFixedWidth(self._theme.px(width))
        return made

    def _connect(self) -> None:
        self._find_soon = QTimer(self, singleShot=True, interval=_FIND_AFTER_MS)
        self._find_soon.timeout.connect(self._narrow)
        self._model.more_asked.connect(self._more)
        self.view.opened.connect(self.opened)
        self.view.menu_asked.connect(self.menu_asked)
        self.view.year_seen.connect(self._mark_year)

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Who can be asked for: uid and name of each."""
        self._people = people
        editor = self.filters.get("person")
        if isinstance(editor, ChoiceEditor):
            editor.set_choices([Choice(*one) for one in people])
            editor.combo.setItemText(0, _("Anyone"))

    def begin(self) -> None:
        """Reads the first page and the years, and shows them."""
        self._start(None, _FIRST, self._show_first, with_years=True)

    def refresh(self) -> None:
        """Reads again what is shown, and keeps the place."""
        if not self._is_begun:
            # The first reading is overtaken; the rows still come with their years, and so with the width they keep.
            self.begin()
            return
        self._start(self._from, max(self._model.rowCount(), _PAGE), lambda found: self._show(found, replaced=True))
        self._read_years()

    def show_all(self) -> None:
        """Takes every filter away."""
        for editor in self.filters.values():
            editor.set_value(None)
        self._narrow()

    def _asked(self) -> Sieve:
        values = {name: str(editor.value() or "") for name, editor in self.filters.items()}
        start, end = _period(values["period"], self._today())
        chosen = (values["kind"],) if values["kind"] else KINDS
        return Sieve(chosen, values["person"], values["activity"], start, end, values["words"])

    def _narrow(self) -> None:
        self._sieve, self._from = self._asked(), None
        self._start(None, _PAGE, lambda found: self._show(found, replaced=False))
        self._read_years()

    def _more(self) -> None:
        if self._job is not None:
            # What is being read may replace all rows; the view asks again when that has ended.
            return
        self._start(self._before, _MORE, self._append)

    def _start(self, before: int | None, limit: int, then: Callable[[_Shown], None], with_years: bool = False) -> None:
        if self._job is not None:
            self._job.cancel()
        read, years, sieve, today = self._read, self._years, self._sieve, self._today()

        def work(progress: Progress) -> _Shown:
            found = read(sieve, before, limit, lambda done, total: progress(done, total, ""))
            return _shown(found, today, years(sieve) if with_years else None)

        job = self._job = self._jobs.start(_("The timeline"), work, self)
        job.finished.connect(lambda found: then(found) if job is self._job else None)
        job.failed.connect(self.said)
        job.ended.connect(lambda: self._on_ended(job))

    def _on_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
        self._model.stop_waiting()

    def _show_first(self, found: _Shown) -> None:
        # Before the rows, which then have the width that they keep.
        self._show_years(found.years or ())
        self._show(found, replaced=False)

    def _show(self, found: _Shown, replaced: bool) -> None:
        self._is_begun = True
        self._before = found.before
        if replaced:
            self.view.replace(found.moments, found.before is None)
        else:
            self._model.show_moments(found.moments, found.before is None)
            self.view.scrollToTop()
        nothing = not found.moments
        whole = replace(self._sieve, words=self._sieve.words.strip()).is_open and self._from is None
        if nothing:
            self._stack.setCurrentWidget(self.empty if whole else self.nothing)
        else:
            self._stack.setCurrentIndex(0)
        self.tools.setVisible(not (nothing and whole))
        self.view.tell_year()

    def _append(self, found: _Shown) -> None:
        self._before = found.before
        self._model.add(found.moments, found.before is None)

    def _read_years(self) -> None:
        years, sieve = self._years, replace(self._sieve, person="", activity="", words="")
        job = self._jobs.start(_("The years"), lambda _progress: years(sieve), self)
        job.finished.connect(self._show_years)

    def _show_years(self, years: Sequence[int]) -> None:
        shown = list(years)[:_YEARS_SHOWN] if len(years) > 1 else []
        # While something is asked for, the rows keep their width, however few years it is found in.
        self._years_place.setVisible(bool(shown) or not self._sieve.is_open)
        self._across.activate()
        if shown == list(self._year_chips):
            return
        while (item := self._rail.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._year_chips = {year: self._year_chip(year) for year in shown}
        for chip in self._year_chips.values():
            self._rail.addWidget(chip)
        self._rail.addStretch()
        follow(self._years_place, self._year_chips.values())
        self.view.tell_year()

    def _year_chip(self, year: int) -> ChoiceChip:
        chip = ChoiceChip(self._theme, str(year))
        chip.setAccessibleName(_("Go to {year}").format(year=year))
        chip.setObjectName(f"year-{year}")
        chip.clicked.connect(lambda: self._go_to(year))
        return chip

    def _go_to(self, year: int) -> None:
        """The timeline from the last day of `year` back; the latest year gives all of it."""
        latest = year == next(iter(self._year_chips))
        self._from = None if latest else end_of_year(year)
        self._start(self._from, _PAGE, lambda found: self._show(found, replaced=False))
        self._mark_year(year)

    def _mark_year(self, year: int) -> None:
        for own, chip in self._year_chips.items():
            chip.setChecked(own == year)


def _periods() -> tuple[tuple[str, str], ...]:
    return (
        ("quarter", _("Last 3 months")),
        ("twelve", _("Last 12 months")),
        ("year", _("This year")),
        ("before", _("Last year")),
    )


def _period(key: str, today: dt.date) -> tuple[str, str]:
    """The first and the last day of a period, "" for no bound."""
    if key == "before":
        return f"{today.year - 1:04}-01-01", f"{today.year - 1:04}-12-31"
    days = {"quarter": 92, "twelve": 365}
    if key in days:
        return (today - dt.timedelta(days=days[key])).isoformat(), ""
    return (f"{today.year:04}-01-01", "") if key == "year" else ("", "")
