"""Capacity: what is needed and how it is built, and what may come; of one subject or site, or of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import capacity_plan
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity.tabs import TABS
from isp_desktop.ui.parts.view import View

_LEFT, _RIGHT, _FOOT = 32, 30, 24


@dataclass
class Habit:
    """What was chosen before, and holds as long as the window is open: the key of a tab, and the uid of a subject."""

    tab: str = ""
    target: str = ""


class CapacityPage(Page):
    """The views behind their tabs, each made and read when it is first chosen.

    Args:
        kind: a kind of records whose tab to begin with; "" for the one that was shown last.
        habit: what was chosen before.

    Attributes:
        headline: the sentence under the name, of the view that is shown.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        kind: str = "",
        *,
        habit: Habit | None = None,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._today = theme, jobs, store, today
        self._habit = habit or Habit()
        if kind:
            self._habit.tab = next((tab.key for tab in TABS if kind in tab.kinds), self._habit.tab)
        self.headline = ""
        self.views: dict[str, View] = {}
        self._shown_key = ""
        self._sites = Latest(jobs, _("The sites"), self)
        self._build()
        self._connect()
        self._read_sites()
        self.choose(self._habit.tab or TABS[0].key)

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("Capacity"), ruled=False)
        self.site_button = ChoosingButton(self._theme, _("All sites"), _("Site: {name}"), "map-pin")
        self.add_button = Button(self._theme, "", "primary", "plus")
        for name, button in (("site", self.site_button), ("add", self.add_button)):
            button.setObjectName(name)
            self.header.add_action(button)
        tabs = QWidget()
        row = QHBoxLayout(tabs)
        pad(row, _LEFT, 0, _RIGHT, 10)
        row.setSpacing(8)
        self.chips = {tab.key: ChoiceChip(self._theme, _(tab.name)) for tab in TABS}
        for key, chip in self.chips.items():
            chip.setObjectName(f"view-{key}")
            chip.clicked.connect(partial(self.choose, key))
            row.addWidget(chip)
        row.addStretch()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(tabs)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _connect(self) -> None:
        self._sites.read_through.connect(lambda found: self._show_sites(cast("list[tuple[str, str]]", found)))
        self._sites.failed.connect(self.said)
        self.site_button.chosen.connect(self.show_target)
        self.add_button.clicked.connect(lambda: self.view().add())

    def view(self) -> View:
        """The view that is shown."""
        return self.views[self._shown_key]

    def choose(self, key: str) -> None:
        """Shows the view behind the tab `key`."""
        is_new = key not in self.views
        self._shown_key = self._habit.tab = key
        for own, chip in self.chips.items():
            chip.setChecked(own == key)
        if is_new:
            self._make(key)
        view = self.view()
        self._stack.setCurrentIndex(list(self.views).index(key))
        self.add_button.set_words(view.add_words)
        if is_new:
            view.show_for(self._habit.target)
        self._show_head()

    def _make(self, key: str) -> None:
        view = next(tab for tab in TABS if tab.key == key).make(self._theme, self._jobs, self._store, self._today)
        view.record_asked.connect(self.record_asked)
        view.new_asked.connect(self.new_asked)
        view.list_asked.connect(self.list_asked)
        view.said.connect(self.said)
        view.done.connect(self._offer)
        view.told.connect(self._on_told)
        self.views[key] = view
        around = QWidget()
        column = QVBoxLayout(around)
        pad(column, _LEFT, 0, _RIGHT, _FOOT)
        column.addWidget(view)
        self._stack.addWidget(scrolled(around, surface=False))

    def show_target(self, uid: str) -> None:
        """What there is of a subject or site; of all for ""."""
        self._habit.target = uid
        self._read_sites()
        for view in self.views.values():
            view.show_for(uid)

    def _on_told(self) -> None:
        self._show_head()
        first = self.view().first()
        waits = self.window().focusWidget() is self._stack
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def _show_head(self) -> None:
        self.add_button.setVisible(bool(self.view().add_words) and self.view().is_begun)
        if self.view().headline != self.headline:
            self.headline = self.view().headline
            self.header.set_line(self.headline)

    def _read_sites(self) -> None:
        store, target = self._store, self._habit.target
        self._sites.read(lambda _progress: capacity_plan.subjects(store, target))

    def _show_sites(self, found: list[tuple[str, str]]) -> None:
        if self._habit.target and self._habit.target not in dict(found):
            self.show_target("")
            return
        self.site_button.show_choices(found, self._habit.target)

    def is_whole(self) -> bool:
        return not self._sites.is_reading() and all(view.is_whole() for view in self.views.values())

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"site", "need", "plan_step", "challenge"}:
            self._read_sites()
        for view in self.views.values():
            view.refresh(kinds)
