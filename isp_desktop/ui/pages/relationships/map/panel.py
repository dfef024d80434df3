"""The map of relationships, as a part of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.network import Sieve
from isp_desktop.services.network.mapping import Mapped
from isp_desktop.services.network.reading import CHANGING, Scope
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.acts import Acts
from isp_desktop.ui.pages.relationships.map.body import Body
from isp_desktop.ui.pages.relationships.map.head import MapHead
from isp_desktop.ui.pages.relationships.map.legend_bar import LegendBar
from isp_desktop.ui.pages.relationships.map.picture import shown_name
from isp_desktop.ui.pages.relationships.map.places import Places
from isp_desktop.ui.pages.relationships.map.reader import Reader
from isp_desktop.ui.pages.relationships.map.shown import CloseUp, Habit, Shown
from isp_desktop.ui.pages.relationships.map.strips import Strips
from isp_desktop.ui.pages.relationships.map.taking_in import TakingIn
from isp_desktop.ui.pages.relationships.map.time_row import TimeRow
from isp_desktop.ui.pages.relationships.map.tying import Tying


class MapPanel(Panel):
    """Who is connected: a map to look at, to travel and to arrange, and the same as a list.

    Attributes:
        today: gives the day that it is.
        is_larger: it has the whole page.

    Signals:
        record_asked: kind and uid of a record to open.
        new_asked: a kind, and a dict of the values that a new record begins with.
        chosen: the uid of the node that is chosen now, "" for none.
        said: one sentence for the status line.
        undo_offered: a sentence on what was done, and a callable that takes it back.
        day_chosen: the day that was chosen here, None for today; a page that shows it elsewhere follows.
        larger_chosen: it is to have the whole page (True), or only its part of it.
    """

    record_asked = Signal(str, str)
    new_asked = Signal(str, object)
    chosen = Signal(str)
    said = Signal(str)
    undo_offered = Signal(str, object)
    day_chosen = Signal(object)
    larger_chosen = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        today: Callable[[], dt.date],
        *,
        habit: Habit | None = None,
        site: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self.today = today
        self._waiting = ""
        self._is_stale = self.is_larger = False
        self.shown = Shown(habit or Habit(), scope=Scope(site=site))
        self.head = MapHead(theme)
        self.strips = Strips(theme)
        self.hint = Prose(
            theme, _("No tie is noted yet. Choose somebody, and begin a tie from the menu there."), "meta"
        )
        self.body = Body(theme)
        self.view, self.list, self.empty = self.body.view, self.body.list, self.body.empty
        self.time = TimeRow(theme)
        self.legend = LegendBar(theme)
        self.bar = JobBar(theme)
        self.places = Places(jobs, store, self.shown, self)
        self.taking_in = TakingIn(theme, jobs, store, self.bar, self)
        self.acts = Acts(theme, jobs, store, self)
        self.tying = Tying(self.shown, self.strips.tie, self)
        self.reader = Reader(jobs, store, today, self.shown, self.bar, self)
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        # Whatever in it has the focus, as long as it has the whole page.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        column = self.column
        column.setSpacing(6)
        for part in (self.head, self.strips, self.hint, self.bar):
            column.addWidget(part)
        self.hint.hide()
        column.addWidget(self.body, 1)
        column.addWidget(self.time)
        self._line = HairLine(self._theme)
        column.addWidget(self._line)
        column.addWidget(self.legend)

    def _connect(self) -> None:
        self.head.list_chosen.connect(self.show_list)
        self.head.asked.connect(self.acts.ask)
        self.head.menu_asked.connect(self.acts.open_map_menu)
        self.head.larger_asked.connect(lambda: self.enlarge(not self.is_larger))
        self.strips.site.ended.connect(lambda: self.show_site(""))
        self.strips.sieve.ended.connect(lambda: self.sift(Sieve()))
        self.strips.excerpt.ended.connect(self.change_everyone)
        self.strips.around.ended.connect(self.change_everyone)
        self.strips.larger_button.clicked.connect(lambda: self.enlarge(True))
        self.strips.around.steps_chosen.connect(self.show_steps)
        self._escape.activated.connect(self._leave)
        self.view.chosen.connect(self.chosen)
        self.view.opened.connect(self.tying.open)
        self.view.focus_asked.connect(self.focus_on)
        self.view.menu_asked.connect(self.acts.open_menu)
        self.view.everyone_asked.connect(self.change_everyone)
        self.view.larger_asked.connect(lambda: self.enlarge(not self.is_larger))
        self.view.resized.connect(self._fill_window)
        self.view.moved.connect(self._moved)
        self.view.left.connect(self._leave)
        self.list.opened.connect(self.tying.open_record)
        self.list.picked.connect(self.view.choose)
        self.empty.begun.connect(lambda: self.new_asked.emit("person", {}))
        self.empty.begun_otherwise.connect(self.taking_in.ask)
        self.time.day_chosen.connect(self._look_back)
        self.places.changed.connect(self.show_again)
        self.places.again.connect(self._read_arranged)
        self.places.undo_offered.connect(self.undo_offered)
        self.places.failed.connect(self.said)
        self.taking_in.added.connect(self.undo_offered)
        self.tying.record_asked.connect(self.record_asked)
        self.tying.new_asked.connect(self.new_asked)
        self.reader.read_through.connect(self._take)
        self.reader.laid_out.connect(self._take_part)
        self.reader.failed.connect(self.said)

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

    def point_out(self, uid: str) -> None:
        """Makes a node the chosen one; where it is not among those shown, what is around it is."""
        if self.shown.point_out(uid):
            self._show_others()
        self.choose(uid)

    def choose(self, uid: str) -> None:
        """Makes a node the chosen one, and brings it into sight; one that is only being laid out as soon as it is."""
        is_there = uid in self.view.picture.nodes
        self._waiting = "" if is_there else uid
        if is_there or not uid:
            self.view.choose(uid)

    def change_everyone(self) -> None:
        """Shows everyone, or of very many those again who are to be seen first; it is remembered."""
        was_around = bool(self.shown.around)
        self.shown.around = ""
        if self.shown.is_large():
            self.shown.habit.everyone = was_around or not self.shown.habit.everyone
        self._show_others()

    def enlarge(self, on: bool) -> None:
        """Asks for the whole page, or gives it back."""
        self.is_larger = on
        self.head.show_larger(on)
        self._escape.setEnabled(on)
        self.legend.set_roomy(on)
        self.view.take_rest(on)
        self._show_part()
        self.larger_chosen.emit(on)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Reads again after records of `kinds` changed, where they are on the map; out of sight, when it is shown."""
        if kinds & CHANGING and self.isVisible():
            self.read()
        elif kinds & CHANGING:
            self._is_stale = True

    # -- what it does -------------------------------------------------------------------------------------------------

    def read(self, *, fit: bool = False) -> None:
        """Reads the network, off the main thread."""
        self.reader.read(self.view.ratio(), fit=fit)

    def _read_arranged(self) -> None:
        self.shown.parts.clear()
        self.read(fit=True)

    def _show_scope(self, scope: Scope) -> None:
        if scope != self.shown.scope:
            self.shown.scope = scope
            self.read(fit=True)

    def _take(self, mapped: Mapped, part: CloseUp | None, fit: bool) -> None:
        first = self.shown.take(mapped)
        self.time.show_months(mapped.months, self.shown.day)
        if part is not None:
            self.shown.parts[part.choice] = part
        self.show_again(fit=fit or first)
        self.acts.read_again()

    def _take_part(self, part: CloseUp) -> None:
        self.shown.parts[part.choice] = part
        self.show_again(fit=True)

    def show_again(self, *, fit: bool = False) -> None:
        """Shows what was read as it is chosen now; a part that has no places yet once it has them."""
        if self.shown.lacks_places():
            self.reader.lay_out(self.view.ratio())
            return
        self.shown.draw_near(self.view.room())
        picture = self.shown.picture()
        self.view.show_picture(picture, fit=fit)
        self.body.forget_list()
        self.legend.show_for(picture)
        self._show_part()
        if self._waiting in picture.nodes:
            self.choose(self._waiting)
        self._waiting = ""

    def _fill_window(self) -> None:
        """A part that stands in places of its own is drawn as large as the window anew."""
        if self.shown.is_close():
            self.shown.draw_near(self.view.room())
            self.view.show_picture(self.shown.picture(), fit=True)

    def _show_others(self) -> None:
        """Other nodes are to be shown, of which sizes and groups tell something else."""
        self.show_again(fit=True)
        self.acts.read_again()

    def show_list(self, on: bool) -> None:
        """The list in place of the map, or the map."""
        self.head.show_list(on)
        self._show_part()

    def _show_part(self) -> None:
        nobody = self.shown.mapped is not None and all(node.me for node in self.shown.whole().nodes.values())
        listed = self.head.list_chip.isChecked()
        self.body.show_part(self.shown, listed=listed, nobody=nobody)
        self.strips.show_for(self.shown, listed=listed, larger=self.is_larger)
        self.hint.setVisible(self.shown.mapped is not None and not nobody and not self.shown.whole().edges)
        for part in (self._line, self.legend):
            part.setVisible(not listed and not nobody)
        head = self.head
        for button in (head.show_button, head.measures_button, head.map_chip, head.list_chip, head.larger_button):
            button.setVisible(not nobody)

    def sift(self, sieve: Sieve) -> None:
        """Shows what this sieve lets through."""
        self.shown.sieve = sieve
        self._show_others()

    def show_steps(self, steps: int) -> None:
        """So many steps around whom the map is focused on."""
        self.shown.steps = steps
        self._show_others()

    def _look_back(self, day: dt.date | None) -> None:
        self.show_day(day)
        self.day_chosen.emit(day)

    def _moved(self, uid: str, before: object) -> None:
        picture = self.view.picture
        if self.shown.is_close():
            spot = picture.spots[uid]
            self.shown.put_near(uid, (spot.x(), spot.y()))
            self.said.emit(_("Moved for now. To pin somebody, show everyone first."))
            return
        picture.pins.add(uid)
        self.places.pin(uid, picture.spots[uid], before, shown_name(picture.nodes[uid]))  # type: ignore[arg-type]
        self.legend.show_for(picture)

    def _leave(self) -> None:
        """Escape ends what was begun last."""
        if self.tying.is_begun():
            self.tying.end()
        elif self.is_larger:
            self.enlarge(False)
        elif self.shown.around:
            self.focus_on("")
        else:
            self.view.choose("")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.read()
