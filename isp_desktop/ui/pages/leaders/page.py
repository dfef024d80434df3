"""Leaders & champions: the grid, the champions and the leadership change under way; the roles; what is handed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import transitions
from isp_desktop.services.leaders.reading import KINDS, overview
from isp_desktop.services.leaders.told import Overview
from isp_desktop.services.leaders.words import gaps_words, headline
from isp_desktop.services.transitions import Transition
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.leaders.champions import ChampionsPart
from isp_desktop.ui.pages.leaders.grid import GridPart
from isp_desktop.ui.pages.leaders.roles import RolesPart
from isp_desktop.ui.pages.leaders.shared import SharedPart
from isp_desktop.ui.parts.transition import TransitionCard

_LEFT, _RIGHT, _FOOT = 32, 30, 24
_QUARTER = 13 * 7
_SHOWN_OF = KINDS | transitions.KINDS
# With less room than this the champions stand under the grid.
_BOTH = 980
_TABS = ("champions", "roles", "shared")
_TAB_OF = {"leadership_role": "roles", "shared_responsibility": "shared", "champion": "champions"}
Found = tuple[Overview, list[Transition]]
"""What is read for the page; the leadership changes under way, the next one first."""


@dataclass
class Habit:
    """What was chosen before, and holds as long as the window is open."""

    tab: str = _TABS[0]
    site: str = ""
    initiative: str = ""
    earlier: dt.date | None = None


class LeadersPage(Page):
    """Read anew as a whole when something of it changes.

    Args:
        kind: a kind of records whose tab to begin with; "" for the one that was shown last.
        habit: what was chosen before.

    Attributes:
        headline: the sentence under the name.
        below: what stands under the grid and the champions, full width: the leadership change that comes next.
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
        self._habit.tab = _TAB_OF.get(kind, self._habit.tab)
        self.headline = ""
        self._is_built = False
        self._everything = Latest(jobs, _("Leaders and champions"), self)
        self._build()
        self.slices = Slices(self)
        build = (self._add_grid, self._add_champions, self._add_change, self._add_others, self._connect)
        self.slices.begin((*build, self._read))

    @property
    def earlier(self) -> dt.date:
        """The day that the grid is compared with."""
        return self._habit.earlier or self._today() - dt.timedelta(days=_QUARTER)

    def _build(self) -> None:
        """The head, the tabs, and the places of what follows bit by bit."""
        theme = self._theme
        self.header = PageHeader(theme, _("Leaders and champions"), ruled=False)
        self.site_button = ChoosingButton(theme, _("All sites"), _("Site: {name}"), "map-pin")
        self.initiative_button = ChoosingButton(theme, _("All initiatives"), _("Initiative: {name}"), "layers")
        self.debrief_button = Button(theme, _("Log a debrief"), icon="message-square")
        self.add_button = Button(theme, "", "primary", "plus")
        named = {
            "initiative": self.initiative_button,
            "site": self.site_button,
            "debrief": self.debrief_button,
            "add": self.add_button,
        }
        for name, button in named.items():
            button.setObjectName(name)
        for button in (self.debrief_button, self.add_button):
            self.header.add_action(button)
        words = (_("Champions"), _("Roles"), _("Shared responsibilities"))
        self.chips = {key: ChoiceChip(theme, name) for key, name in zip(_TABS, words, strict=True)}
        for key, chip in self.chips.items():
            chip.setObjectName(f"view-{key}")
            chip.clicked.connect(partial(self.choose, key))
        # Beside the tabs, not in the head: in a small window, or a language of long words, the name needs the room.
        tabs = QWidget()
        row = QHBoxLayout(tabs)
        pad(row, _LEFT, 0, _RIGHT, 10)
        row.addWidget(side_by_side(*self.chips.values(), self.initiative_button, self.site_button))
        self._views = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(tabs)
        column.addWidget(self._views, 1)
        self._build_first()
        self.choose(self._habit.tab)
        self.setFocusProxy(self._views)

    def _build_first(self) -> None:
        """The ground of the first tab."""
        around = QWidget()
        outer = QVBoxLayout(around)
        pad(outer, _LEFT, 0, _RIGHT, _FOOT)
        outer.setSpacing(14)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(14)
        self.below = QVBoxLayout()
        self.below.setSpacing(14)
        outer.addLayout(self._across)
        outer.addLayout(self.below)
        outer.addStretch()
        self._views.addWidget(scrolled(around, surface=False))

    def _add_grid(self) -> None:
        self.grid = GridPart(self._theme, self._store, self._today, self.earlier)
        self._across.addWidget(self.grid, 1)

    def _add_champions(self) -> None:
        self.champions = ChampionsPart(self._theme, self._store, self._today)
        self.gaps = Notice(self._theme, "warn", "")
        self.gaps.hide()
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.champions)
        right.addWidget(self.gaps)
        right.addStretch()
        self._across.addLayout(right, 1)
        self._fit()

    def _add_change(self) -> None:
        self.change = TransitionCard(self._theme, self._jobs, self._store, self._today)
        self.more_changes = Button(self._theme, "", "link", height=28)
        self.more_changes.setObjectName("more-changes")
        self.more_changes.clicked.connect(lambda: self.list_asked.emit("transition"))
        self.below.addWidget(self.change)
        self.below.addWidget(self.more_changes, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.change, self.more_changes):
            part.hide()

    def _add_others(self) -> None:
        self.roles = RolesPart(self._theme, self._store, self._today)
        self.shared = SharedPart(self._theme, self._store, self._today)
        for part in (self.roles, self.shared):
            around = QWidget()
            column = QVBoxLayout(around)
            pad(column, _LEFT, 0, _RIGHT, _FOOT)
            column.addWidget(part)
            column.addStretch()
            self._views.addWidget(scrolled(around, surface=False))
        self.choose(self._habit.tab)

    def _connect(self) -> None:
        self._everything.read_through.connect(lambda found: self._show(*cast("Found", found)))
        self._everything.failed.connect(self.said)
        self.site_button.chosen.connect(lambda uid: self.show_of(uid, self._habit.initiative))
        self.initiative_button.chosen.connect(lambda uid: self.show_of(self._habit.site, uid))
        self.debrief_button.clicked.connect(lambda: self.champions.acts.debrief([], self._habit.site))
        self.add_button.clicked.connect(self._add)
        self.grid.earlier_asked.connect(self.compare_with)
        for part in self._parts():
            part.record_asked.connect(self.record_asked)
            part.new_asked.connect(self.new_asked)
            part.list_asked.connect(self.list_asked)
            part.done.connect(self._offer)
        self._is_built = True

    def _parts(self) -> tuple[Part, ...]:
        return self.grid, self.champions, self.change, self.roles, self.shared

    def choose(self, key: str) -> None:
        """Shows the view behind the tab `key`, as soon as it is there."""
        self._habit.tab = key
        for own, chip in self.chips.items():
            chip.setChecked(own == key)
        self._views.setCurrentIndex(_TABS.index(key))
        words = {"champions": _("Add a champion"), "roles": _("Add a role"), "shared": _("Share a responsibility")}
        self.add_button.set_words(words[key])

    def _add(self) -> None:
        begin = {"champions": self.champions.add, "roles": self.roles.add, "shared": self.shared.add}
        begin[self._habit.tab]()

    def show_of(self, site: str, initiative: str) -> None:
        """What there is of a site and an initiative; of all for ""."""
        self._habit.site, self._habit.initiative = site, initiative
        self._read()

    def compare_with(self, day: dt.date) -> None:
        """Shows where people stood on another day."""
        self._habit.earlier = day
        self._read()

    def _read(self) -> None:
        store, day, habit, earlier = self._store, self._today(), self._habit, self.earlier
        site, initiative = habit.site, habit.initiative

        def work(_progress: object) -> Found:
            of_all = transitions.under_way(store, day, site)
            # A change of no initiative concerns each of them.
            changes = [one for one in of_all if not initiative or one.initiative[0] in (initiative, "")]
            return overview(store, day, site, initiative, earlier), changes

        self._everything.read(work)

    def _show(self, found: Overview, changes: Sequence[Transition]) -> None:
        habit = self._habit
        if habit.initiative and habit.initiative not in dict(found.initiatives):
            self.show_of(habit.site, "")
            return
        self.site_button.show_choices(found.sites, habit.site)
        self.initiative_button.show_choices(found.initiatives, habit.initiative)
        told = filter(None, (headline(found), transitions.headline(changes)))
        self.headline = " ".join(told) or _(
            "Who leads the work, who speaks up for it, and what is handed over to whom."
        )
        self.header.set_line(self.headline)
        self.gaps.setVisible(bool(found.gaps))
        if found.gaps:
            self.gaps.set_text(*gaps_words(found.gaps))
        preset = {name: uid for name, uid in (("site", habit.site), ("initiative", habit.initiative)) if uid}
        site = {"site": habit.site} if habit.site else {}
        # Each is painted in a turn of its own; of two readings the later one is shown.
        self.slices.begin(
            (
                partial(self.grid.show_overview, found, self.earlier, habit.initiative),
                partial(self.champions.show_champions, found.champions, preset),
                partial(self._show_changes, changes),
                partial(self.roles.show_roles, found.roles, preset),
                partial(self.shared.show_shared, found.shared, site),
                self._take_focus,
            )
        )

    def _show_changes(self, changes: Sequence[Transition]) -> None:
        """The one that comes next, and how many there are besides."""
        self.change.setVisible(bool(changes))
        if changes:
            self.change.show_change(changes[0])
        more = len(changes) - 1
        self.more_changes.setVisible(more > 0)
        self.more_changes.set_words(
            counted("{n} more leadership change is under way", "{n} more leadership changes are under way", more)
        )

    def _take_focus(self) -> None:
        """Where the focus waited for the page to be built, it goes to its first part; else it stays."""
        first = {"champions": self.grid.first, "roles": self.roles.first, "shared": self.shared.first}[
            self._habit.tab
        ]()
        waits = self.window().focusWidget() is self._views
        self.setFocusProxy(first)
        if waits:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_whole(self) -> bool:
        return self.slices.is_done() and not self._everything.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._is_built and kinds & _SHOWN_OF:
            self._read()

    def _fit(self) -> None:
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(sideways if self.width() >= self._theme.px(_BOTH) else down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
