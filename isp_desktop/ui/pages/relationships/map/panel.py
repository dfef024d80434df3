"""The map of relationships, as a part of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.network import Sieve
from isp_desktop.services.network import mapping
from isp_desktop.services.network.mapping import Mapped
from isp_desktop.services.network.reading import CHANGING, YOU, Scope
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.acts import Acts
from isp_desktop.ui.pages.relationships.map.head import MapHead, Strip
from isp_desktop.ui.pages.relationships.map.legend import LegendBar
from isp_desktop.ui.pages.relationships.map.listing import MapList
from isp_desktop.ui.pages.relationships.map.picture import shown_name
from isp_desktop.ui.pages.relationships.map.places import Places
from isp_desktop.ui.pages.relationships.map.shown import Shown
from isp_desktop.ui.pages.relationships.map.taking_in import TakingIn
from isp_desktop.ui.pages.relationships.map.time_row import TimeRow
from isp_desktop.ui.pages.relationships.map.view import MapView

# Sooner than this nobody needs to be told how far it is.
_PATIENCE_S = 0.4


class MapPanel(Panel):
    """Who is connected: a map to look at, to travel and to arrange, and the same as a list.

    Attributes:
        today: gives the day that it is.

    Signals:
        record_asked: kind and uid of a record to open.
        new_asked: a kind, and a dict of the values that a new record begins with.
        chosen: the uid of the node that is chosen now, "" for none.
        said: one sentence for the status line.
        undo_offered: a sentence on what was done, and a callable that takes it back.
        day_chosen: the day that was chosen here, None for today; a page that shows it elsewhere follows.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)
    chosen = Signal(str)
    said = Signal(str)
    undo_offered = Signal(str, object)
    day_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._jobs, self._store, self.today = jobs, store, today
        self._asked = 0
        self._tie_from = ""
        self._is_listed = self._is_stale = False
        self.shown = Shown()
        self.head = MapHead(theme)
        self.sieve_strip = Strip(theme, _("Show all"))
        self.around_strip = Strip(theme, _("Show everyone"), steps=True)
        self.tie_strip = Strip(theme, _("Cancel"))
        self.hint = Prose(
            theme, _("No tie is noted yet. Choose somebody, and begin a tie from the menu there."), "meta"
        )
        self.view = MapView(theme)
        self.list = MapList(theme)
        self.empty = EmptyState(
            theme,
            _("Nobody is on the map yet"),
            _("It shows people, teams, organizations and sites, and what ties them. Begin with a person."),
            _("Add a person"),
            _("Import a network"),
            other_icon="download",
        )
        self.time = TimeRow(theme)
        self.legend = LegendBar(theme)
        self.bar = JobBar(theme)
        self.places = Places(jobs, store, self.shown, self)
        self.taking_in = TakingIn(theme, jobs, store, self.bar, self)
        self.acts = Acts(theme, jobs, store, self)
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for shown in (self.view, self.list, self.empty):
            self._stack.addWidget(shown)
        column = self.column
        column.setSpacing(6)
        for part in (self.head, self.sieve_strip, self.around_strip, self.tie_strip, self.hint, self.bar):
            column.addWidget(part)
        self.hint.hide()
        column.addWidget(self._stack, 1)
        column.addWidget(self.time)
        self._line = HairLine(self._theme)
        column.addWidget(self._line)
        column.addWidget(self.legend)

    def _connect(self) -> None:
        self.head.list_chosen.connect(self.show_list)
        self.head.asked.connect(self.acts.ask)
        self.head.menu_asked.connect(self.acts.open_map_menu)
        self.sieve_strip.ended.connect(lambda: self.sift(Sieve()))
        self.around_strip.ended.connect(lambda: self.focus_on(""))
        self.around_strip.steps_chosen.connect(self.show_steps)
        self.tie_strip.ended.connect(self.end_tie)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self._open)
        self.view.focus_asked.connect(self.focus_on)
        self.view.menu_asked.connect(self.acts.open_menu)
        self.view.moved.connect(self._moved)
        self.view.left.connect(self._leave)
        self.list.opened.connect(self._open_record)
        self.list.picked.connect(self.view.choose)
        self.empty.begun.connect(lambda: self.new_asked.emit("person", {}))
        self.empty.begun_otherwise.connect(self.taking_in.ask)
        self.time.day_chosen.connect(self._look_back)
        self.places.changed.connect(self._show_again)
        self.places.again.connect(partial(self.read, fit=True))
        self.places.undo_offered.connect(self.undo_offered)
        self.places.failed.connect(self.said)
        self.taking_in.added.connect(self.undo_offered)

    # -- what a page asks of it ---------------------------------------------------------------------------------------

    def show_day(self, day: dt.date | None) -> None:
        """How it was on `day`; None for today."""
        if day != self.shown.day:
            self.shown.day = day
            self.read()

    def show_initiative(self, uid: str) -> None:
        """Only who belongs to an initiative; "" for all."""
        self._show_scope(replace(self.shown.scope, initiative=uid))

    def show_site(self, uid: str) -> None:
        """Only who belongs to a site; "" for all."""
        self._show_scope(replace(self.shown.scope, site=uid))

    def focus_on(self, uid: str) -> None:
        """Shows a node and what is around it; "" shows everyone again."""
        self.shown.around = uid
        self._show_others()
        if uid:
            self.choose(uid)

    def choose(self, uid: str) -> None:
        """Makes a node the chosen one, in the middle of the map."""
        self.view.choose(uid)
        self.view.centre_on(uid)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Reads again after records of `kinds` changed, where they are on the map; out of sight, when it is shown."""
        if kinds & CHANGING and self.isVisible():
            self.read()
        elif kinds & CHANGING:
            self._is_stale = True

    # -- what it does -------------------------------------------------------------------------------------------------

    def read(self, *, fit: bool = False) -> None:
        """Reads the network, off the main thread; what was asked for before is not shown any more."""
        self._asked += 1
        number, began = self._asked, monotonic()
        store, today, day, scope = self._store, self.today(), self.shown.day, self.shown.scope

        def work(progress: Progress) -> Mapped:
            return mapping.mapped(store, today, day, scope, progress)

        job = self._jobs.start(_("The map"), work, self)
        job.finished.connect(lambda mapped: self._take(mapped, fit) if number == self._asked else None)
        job.failed.connect(self.said)

        def tell(_done: int, _total: int, _what: str) -> None:
            if monotonic() - began > _PATIENCE_S and self.bar.isHidden() and number == self._asked:
                self.bar.watch(job)

        job.progressed.connect(tell)

    def _show_scope(self, scope: Scope) -> None:
        if scope != self.shown.scope:
            self.shown.scope = scope
            self.read(fit=True)

    def _take(self, mapped: Mapped, fit: bool) -> None:
        first = self.shown.take(mapped)
        self.time.show_months(mapped.months, self.shown.day)
        self._show_again(fit=fit or first)
        self.acts.read_again()

    def _show_again(self, *, fit: bool = False) -> None:
        """Shows what was read as it is chosen now."""
        picture = self.shown.picture()
        self.view.show_picture(picture, fit=fit)
        self._is_listed = False
        self.legend.show_for(picture)
        self.sieve_strip.say(self.shown.sieve_words())
        self.around_strip.say(self.shown.around_words(), self.shown.steps)
        self._show_part()

    def _show_others(self) -> None:
        """Other nodes are to be shown, of which sizes and groups tell something else."""
        self._show_again(fit=True)
        self.acts.read_again()

    def show_again(self) -> None:
        """After something of `shown` was changed."""
        self._show_again()

    def show_list(self, on: bool) -> None:
        """The list in place of the map, or the map."""
        self.head.show_list(on)
        self._show_part()

    def _show_part(self) -> None:
        nobody = self.shown.mapped is not None and all(node.me for node in self.shown.whole().nodes.values())
        listed = self.head.list_chip.isChecked()
        if listed and not self._is_listed:
            self._is_listed = True
            self.list.show_network(self.shown.network())
        self._stack.setCurrentWidget(self.empty if nobody else self.list if listed else self.view)
        self.hint.setVisible(self.shown.mapped is not None and not nobody and not self.shown.whole().edges)
        for part in (self._line, self.legend):
            part.setVisible(not listed and not nobody)
        for button in (self.head.show_button, self.head.measures_button, self.head.map_chip, self.head.list_chip):
            button.setVisible(not nobody)

    def sift(self, sieve: Sieve) -> None:
        """Shows what this sieve lets through."""
        self.shown.sieve = sieve
        self._show_others()

    def show_steps(self, steps: int) -> None:
        """So many steps around whom the map is focused on."""
        self.shown.steps = steps
        self._show_others()

    def begin_tie(self, uid: str) -> None:
        """A tie is to begin here; the next node that is opened is its other end."""
        self._tie_from = uid
        name = shown_name(self.shown.whole().nodes[uid])
        self.tie_strip.say(_("Tie from {name}: go to the other end and press Enter").format(name=name))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_tie(self) -> None:
        """No tie is to be made after all."""
        self._tie_from = ""
        self.tie_strip.say("")

    def _look_back(self, day: dt.date | None) -> None:
        self.show_day(day)
        self.day_chosen.emit(day)

    def _open(self, uid: str) -> None:
        node = self.shown.whole().nodes.get(uid)
        if self._tie_from and uid not in (self._tie_from, YOU):
            self.new_asked.emit("tie", {"source": self._tie_from, "target": uid})
            self.end_tie()
        elif node is not None and not self._tie_from:
            self._open_record(node.kind, uid)

    def _open_record(self, kind: str, uid: str) -> None:
        if uid != YOU:
            self.record_asked.emit(kind, uid)

    def _moved(self, uid: str, before: object) -> None:
        picture = self.view.picture
        picture.pins.add(uid)
        self.places.pin(uid, picture.spots[uid], before, shown_name(picture.nodes[uid]))  # type: ignore[arg-type]
        self.legend.show_for(picture)

    def _leave(self) -> None:
        """Escape ends what was begun last."""
        if self._tie_from:
            self.end_tie()
        elif self.shown.around:
            self.focus_on("")
        else:
            self.view.choose("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.read()
