"""The calendar: a week by the hour or a month, to plan visits in and to see what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import StoreBusy
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.vocabulary import STAGED
from isp_desktop.services import planning, settings, taking_back
from isp_desktop.services.planning import Occasion, Stage
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.day_grid import DayGrid
from isp_desktop.ui.kit.dialogs import ask_open
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.month_grid import MonthGrid, month_days
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.week_grid import WeekGrid, week_days
from isp_desktop.ui.pages.calendar import words
from isp_desktop.ui.pages.calendar.day_list import DayList
from isp_desktop.ui.pages.calendar.handing_out import HandingOut
from isp_desktop.ui.pages.calendar.head import Head
from isp_desktop.ui.pages.calendar.move import MoveDialog
from isp_desktop.ui.pages.calendar.reading import Days

_PLACE = "calendar"
_SHOWN = frozenset({*STAGED, "team", "commitment", "site", "initiative"})
_KINDS = marked("Calendars (*.ics *.ical *.ifb);;All files (*)")


class CalendarPage(Page):
    """W and M switch between week and month, T goes to today, Page Up and Down turn the page.

    The view and the day are remembered on this computer; on another day it begins with that day.
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
        self._theme, self._store, self._today = theme, store, today
        self._first_weekday = words.first_weekday(QLocale().name().partition("_")[2])
        self.days = Days(jobs, store, self)
        self.week = WeekGrid(theme, _("Week"))
        self.month = MonthGrid(theme, _("Month"))
        self.week.setObjectName("week")
        self.month.setObjectName("month")
        self.head = Head(theme)
        self.handing_out = HandingOut(theme, jobs, store, today, self)
        self._kept = self._read_place()
        self._build()
        self._connect()
        self.show_view(self._kept["view"], dt.date.fromisoformat(self._kept["day"]))
        self.head.show_own(self.days.own is not None)

    def _build(self) -> None:
        self._grids = QStackedWidget()
        self._grids.addWidget(self.week)
        self._grids.addWidget(self.month)
        ground = QWidget()
        ground.setAutoFillBackground(True)
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(16, 6, 16, 8)
        inner.addWidget(self._grids)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(ground, 1)

    def _connect(self) -> None:
        for grid in (self.week, self.month):
            grid.went_to.connect(self._go)
            grid.opened.connect(self._open)
            grid.begun.connect(self._begin)
            grid.list_asked.connect(self._show_list)
            grid.moved.connect(self._move)
            grid.move_asked.connect(self._ask_to_move)
            grid.menu_asked.connect(self._open_menu)
            grid.asked.connect(self._do)
        self.head.asked.connect(self._do)
        self.head.turned.connect(self._turn)
        self.head.menu_asked.connect(self._open_page_menu)
        self.days.changed.connect(self._show)
        self.days.own_changed.connect(lambda: self.head.show_own(self.days.own is not None))
        self.days.troubled.connect(self.head.say_trouble)
        self.days.failed.connect(self.said)
        self.handing_out.done.connect(self.head.say)
        self.handing_out.failed.connect(self.head.say_failure)

    @property
    def grid(self) -> DayGrid:
        """The week or the month, whichever is shown."""
        return self.week if self._grids.currentWidget() is self.week else self.month

    def show_view(self, view: str, day: dt.date) -> None:
        """Shows the "week" or the "month" of a day."""
        had_focus = self.grid.hasFocus()
        self._grids.setCurrentWidget(self.week if view == "week" else self.month)
        self.setFocusProxy(self.grid)
        if had_focus:
            self.grid.setFocus()
        self.grid.set_entries(())
        self._show_days(day)

    def _show_days(self, day: dt.date) -> None:
        is_month = self.grid is self.month
        shown = (month_days if is_month else week_days)(day, self._first_weekday)
        self.grid.show_days(shown, day, self._today())
        self.head.show_span(words.span_words(shown, is_month), is_month)
        self.days.show(shown[0], shown[-1] + dt.timedelta(days=1), self._today())
        self._shown = shown

    def _show(self) -> None:
        shown = self.days.shown()
        self.grid.set_entries([entry for _occasion, entry in shown])
        found = [occasion for occasion, _entry in shown]
        if self.days.is_read:
            self.head.show_what_is_there(words.counts(found, is_week=self.grid is self.week), self._legend(found))

    def _legend(self, found: list[Occasion]) -> list[ChipSpec]:
        return words.legend(found, self.days.own.path.stem if self.days.own else "")

    def _go(self, day: dt.date) -> None:
        is_shown = day in self._shown
        other_month = self.grid is self.month and (day.year, day.month) != (self._shown[7].year, self._shown[7].month)
        if not is_shown or other_month:
            self._show_days(day)

    def _turn(self, step: int) -> None:
        self._go(self.grid.turned(step))

    def _do(self, what: str) -> None:
        day = self.grid.day()
        if what == "today":
            self._show_days(self._today())
        elif what in ("week", "month"):
            self.show_view(what, day)
        elif what == "own":
            self._choose_own()
        else:
            self._begin(day, "", "")

    def _open(self, uid: str) -> None:
        occasion = self.days.occasion(uid)
        if occasion is not None and occasion.kind != "own":
            self.record_asked.emit(occasion.kind, uid)

    def _begin(self, day: dt.date, starts: str, ends: str) -> None:
        preset: dict[str, Any] = {"date": day.isoformat(), "starts": starts, "ends": ends, "stage": "planned"}
        if day < self._today():
            # What is written down afterwards was held.
            del preset["stage"]
        self.new_asked.emit("visit", {name: value for name, value in preset.items() if value})

    def _show_list(self, day: dt.date) -> None:
        own = [occasion for occasion, _entry in self.days.shown() if occasion.day == day]
        self.day_list = DayList(self._theme, day, own, self)
        self.day_list.opened.connect(self._open)
        self.day_list.begun.connect(lambda: self._begin(day, "", ""))
        self.day_list.open()

    def _move(self, uid: str, day: dt.date, starts: str, ends: str) -> None:
        occasion = self.days.occasion(uid)
        name = occasion.title if occasion else ""
        when = words.day_words(day) + (f", {starts}" if starts else "")
        sentence = _("{visit} moved to {when}").format(visit=name or _("What was planned"), when=when)
        self._offer(taking_back.on_screen(planning.move, self._store, uid, day, starts, ends, self._today()), sentence)
        self.days.read()

    def _ask_to_move(self, uid: str) -> None:
        occasion = self.days.occasion(uid)
        if occasion is None:
            return
        self.move_dialog = MoveDialog(self._theme, occasion, self._today, self)
        self.move_dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.move_dialog.moved.connect(partial(self._move, uid))
        self.move_dialog.open()

    def _mark(self, uid: str, stage: Stage, sentence: str) -> None:
        self._offer(taking_back.on_screen(planning.mark, self._store, uid, stage), sentence)
        self.days.read()

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        occasion = self.days.occasion(uid)
        if occasion is None:
            return
        menu = Menu(self._theme, occasion.title, self)
        menu.add(_("Open"), partial(self._open, uid), "notebook-pen")
        if occasion.kind in STAGED:
            self._add_stages(menu, occasion)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def _add_stages(self, menu: Menu, visit: Occasion) -> None:
        uid, name = visit.uid, visit.title or _(kind_named(visit.kind).label)
        if visit.state in ("planned", "unsaid"):
            menu.add(_("Move …"), partial(self._ask_to_move, uid), "calendar-clock")
            held = _("{visit} marked as held").format(visit=name)
            menu.add(_("It was held"), partial(self._mark, uid, "held", held), "check")
            off = _("{visit} called off").format(visit=name)
            menu.add(_("Call off"), partial(self._mark, uid, "called_off", off), "calendar-x")
        elif visit.state == "called_off":
            again = _("{visit} planned again").format(visit=name)
            menu.add(_("Plan again"), partial(self._mark, uid, "planned", again), "calendar-check")

    def _open_page_menu(self, spot: QPoint) -> None:
        menu = Menu(self._theme, _("Calendar"), self)
        menu.add(_("Save what is coming as a calendar file …"), partial(self.handing_out.ask, True), "calendar-days")
        menu.add(_("Save everything as a calendar file …"), partial(self.handing_out.ask, False), "file-down")
        menu.addSeparator()
        if self.days.own is None:
            menu.add(_("Show your own calendar …"), self._choose_own, "user")
        else:
            menu.add(_("Show another calendar of yours …"), self._choose_own, "user")
            menu.add(_("Leave out your own calendar"), self.days.leave_out, "eye-off")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def _choose_own(self) -> None:
        before = self.days.own.path.parent if self.days.own else None
        path = ask_open(self, _("Your own calendar"), _(_KINDS), before)
        if path is not None:
            self.use_own(path)

    def use_own(self, path: Path) -> None:
        """Shows the calendar file `path` beside the visits from now on."""
        self.days.choose(path)

    def _read_place(self) -> dict[str, str]:
        today = self._today().isoformat()
        kept = settings.read(self._store, _PLACE) or {}
        day = kept.get("day", today) if kept.get("on") == today else today
        return {"view": kept.get("view", "week"), "day": day, "on": today}

    def flush(self) -> None:
        view = "week" if self.grid is self.week else "month"
        place = {"view": view, "day": self.grid.day().isoformat(), "on": self._today().isoformat()}
        if place != self._kept:
            # No reason to wait for what else is being written.
            with suppress(StoreBusy):
                settings.write(self._store, _PLACE, place)
                self._kept = place
        super().flush()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN:
            self.days.read(kinds)
