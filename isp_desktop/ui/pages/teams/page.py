"""Teams & charters: every team with what it has and lacks, the core functions over all of them, and who tells whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property, partial
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, number
from isp_desktop.services import relationships, team_loops, teams
from isp_desktop.services.team_loops import STEPS, Step
from isp_desktop.services.teams import Overview
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.choosing import ChoosingButton
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.teams.functions import FunctionsCard
from isp_desktop.ui.pages.teams.loops import LoopsCard
from isp_desktop.ui.pages.teams.table import TeamsTable

_LEFT, _RIGHT, _FOOT = 32, 30, 24
_Read = tuple[Overview, list[tuple[str, str]]]


class TeamsPage(Page):
    """The three views behind their tabs, of all initiatives or of one; read anew when something of them changes.

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
        self._theme, self._store, self._today = theme, store, today
        self._initiative = self.headline = ""
        self._is_built = False
        self._everything = Latest(jobs, _("The teams"), self)
        self._build()
        self.slices = Slices(self)
        self.slices.begin((self._add_table, self._add_functions, self._add_loops, self._connect, self._read))

    def _build(self) -> None:
        """The head, the tabs, and the places of what follows bit by bit."""
        self.header = PageHeader(self._theme, _("Teams & charters"), ruled=False)
        spoken = _("Initiative: {name}")
        self.initiative_button = ChoosingButton(self._theme, _("All initiatives"), spoken, "layers")
        self.add_button = Button(self._theme, _("New team"), "primary", "plus")
        for name, button in (("initiative", self.initiative_button), ("add", self.add_button)):
            button.setObjectName(name)
            self.header.add_action(button)
        self.tabs = QWidget()
        row = QHBoxLayout(self.tabs)
        pad(row, _LEFT, 0, _RIGHT, 10)
        row.setSpacing(8)
        self.chips = tuple(ChoiceChip(self._theme, name) for name in (_("Teams"), _("Core functions"), _("Loops")))
        for at, chip in enumerate(self.chips):
            chip.setObjectName(f"view-{at}")
            chip.clicked.connect(partial(self.choose, at))
            row.addWidget(chip)
        row.addStretch()
        self._views = QStackedWidget()
        self._chosen = 0
        self._stack = QStackedWidget()
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        for column in (self._column, QVBoxLayout(self)):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        self._column.addWidget(self.tabs)
        self._column.addWidget(self._views, 1)
        self._stack.addWidget(whole)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.addWidget(self.header)
        outer.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)

    def _add_table(self) -> None:
        self.table = TeamsTable(self._theme, self._today)
        self._views.addWidget(_with_margins(self.table))
        self.choose(self._chosen)

    def _add_functions(self) -> None:
        self.functions = FunctionsCard(self._theme)
        self._views.addWidget(scrolled(_with_margins(self.functions), surface=False))
        self.choose(self._chosen)

    def _add_loops(self) -> None:
        self.loops = LoopsCard(self._theme, self._today)
        self._views.addWidget(scrolled(_with_margins(self.loops), surface=False))
        self.choose(self._chosen)

    @cached_property
    def nobody(self) -> EmptyState:
        """What is said while there is no team."""
        made = EmptyState(self._theme, _("No teams yet"), _nobody_words(), _("New team"))
        made.begun.connect(self._add_team)
        self._stack.addWidget(made)
        return made

    def _connect(self) -> None:
        self._everything.read_through.connect(lambda found: self._show(*cast("_Read", found)))
        self._everything.failed.connect(self.said)
        self.initiative_button.chosen.connect(self.show_initiative)
        self.add_button.clicked.connect(self._add_team)
        self.table.opened.connect(lambda uid: self.record_asked.emit("team", uid))
        self.functions.opened.connect(lambda uid: self.record_asked.emit("team", uid))
        self.loops.box_opened.connect(self.record_asked)
        self.loops.loop_opened.connect(lambda uid: self.record_asked.emit("protocol", uid))
        self.loops.step_asked.connect(self._note)
        self.loops.begun.connect(lambda: self.new_asked.emit("protocol", {}))

    def choose(self, at: int) -> None:
        """Which of the three views is shown, as soon as it is there."""
        self._chosen = at
        self._views.setCurrentIndex(at)
        for number_, chip in enumerate(self.chips):
            chip.setChecked(number_ == at)

    def show_initiative(self, uid: str) -> None:
        """The teams of one initiative; "" for all."""
        self._initiative = uid
        self._read()

    def _add_team(self) -> None:
        self.new_asked.emit("team", {"initiatives": [self._initiative]} if self._initiative else {})

    def _note(self, protocol: str, step: Step, latest: str) -> None:
        act = partial(team_loops.log, self._store, protocol, step, self._today(), latest)
        self._offer(act, _(STEPS[step][1]))

    def _read(self) -> None:
        self._is_built = True
        store, day, initiative = self._store, self._today(), self._initiative
        self._everything.read(
            lambda _progress: (teams.overview(store, day, initiative), relationships.initiatives(store))
        )

    def _show(self, found: Overview, initiatives: list[tuple[str, str]]) -> None:
        if self._initiative and self._initiative not in dict(initiatives):
            self.show_initiative("")
            return
        begun = bool(found.teams or self._initiative)
        self.initiative_button.show_choices(initiatives if begun else (), self._initiative)
        self.add_button.setVisible(begun)
        self.headline = teams.headline(found, self._today()) if begun else ""
        self.header.set_line(self.headline)
        self._show_whether_any(found)
        late = sum(told.loop.is_open for told in found.loops)
        self.chips[2].set_words(_("Loops, {n} open").format(n=number(late)) if late else _("Loops"))
        # Each is painted in a turn of its own; of two readings the later one is shown.
        loops = self.loops
        shows = (self.table.show_teams, self.functions.show_functions, loops.show_loops, loops.show_drawing)
        self.slices.begin((*(partial(show, found) for show in shows), partial(self._take_focus, bool(found.teams))))

    def _show_whether_any(self, found: Overview) -> None:
        self._stack.setCurrentIndex(0)
        if not found.teams:
            heading = _("No team of this initiative yet") if self._initiative else _("No teams yet")
            self.nobody.set_text(heading, _nobody_words())
            self._stack.setCurrentWidget(self.nobody)

    def _take_focus(self, any_team: bool) -> None:
        """Where the focus waited for the page to be built, it goes to its first list; else it stays."""
        first: QWidget = self.table.list if any_team else self.nobody.action
        waits = self.window().focusWidget() is self._stack
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._is_built and kinds & teams.KINDS:
            self._read()


def _nobody_words() -> str:
    return _("Who sits in each team and for whom, what it agreed on, and who tells whom: all of it stands here.")


def _with_margins(part: QWidget) -> QWidget:
    around = QWidget()
    column = QVBoxLayout(around)
    pad(column, _LEFT, 0, _RIGHT, _FOOT)
    column.addWidget(part)
    return around
