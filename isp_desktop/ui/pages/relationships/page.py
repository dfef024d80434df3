"""Relationships: who has gone quiet, how trust went on, and where in the system nobody is known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.coverage import Place
from isp_desktop.domain.language import _
from isp_desktop.services import contact, coverage, person_view, relationships
from isp_desktop.services.coverage import Someone
from isp_desktop.services.person_view import Aside
from isp_desktop.services.relationships import Overview, headline
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu, pop_up
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.relationships.coverage import CoverageCard, PeopleDialog
from isp_desktop.ui.pages.relationships.doing import Doing
from isp_desktop.ui.pages.relationships.head import Head
from isp_desktop.ui.pages.relationships.map import Habit, MapPanel
from isp_desktop.ui.pages.relationships.rail import PeopleCard

# The page without a sidebar in a window of 1280 px.
_BOTH, _RAIL = 1052, 560
# The margins of the header, and what stands between two cards.
_LEFT, _RIGHT, _BETWEEN = 32, 30, 14
_SHOWS = contact.KINDS | {"trust", "relationship", "coverage", "initiative", "site", "team", "membership", "commitment"}


class RelationshipsPage(Page):
    """The map, the coverage under it, and the people beside both; read anew when one of them changes.

    Args:
        habit: what was chosen of the map before, and holds as long as the window is open.
        site: the uid of the site whose map it begins with; "" for all of them.

    Attributes:
        headline: the sentence under the name.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        *,
        habit: Habit | None = None,
        site: str = "",
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._today = theme, jobs, store, today
        self._habit, self._site = habit, site
        self._day: dt.date | None = None
        self._initiative = ""
        self.headline = ""
        self.map: MapPanel | None = None
        self._is_built = False
        self._everything = Latest(jobs, _("The relationships"), self)
        self._promises = Latest(jobs, _("The promises"), self)
        self._cell = Latest(jobs, _("The people"), self)
        self._doing = Doing(theme, store, self._offer, self)
        self._build()
        self.slices = Slices(self)
        self.slices.begin((self._add_map, self._add_coverage, self._add_people, self._connect, self._read))

    def _build(self) -> None:
        """The head and the places of the cards, which follow bit by bit."""
        self.head = Head(self._theme, self._today)
        left, rail = QWidget(), QWidget()
        self._upper, self._beside = QVBoxLayout(left), QVBoxLayout(rail)
        self._upper.setSpacing(14)
        names = (_("Map and coverage"), _("People"))
        self.parts = TwoParts(self._theme, scrolled(left, surface=False), rail, names, card=_RAIL, both=_BOTH)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self._stack)
        self._theme.changed.connect(self._fit)

    def _add_map(self) -> None:
        self.map = MapPanel(self._theme, self._jobs, self._store, self._today, habit=self._habit, site=self._site)
        self._upper.addWidget(self.map, 1)

    def _enlarge_map(self, on: bool) -> None:
        """The coverage and the people step aside, or come back."""
        self.coverage.setVisible(not on)
        self.parts.set_alone(on)
        self._fit()

    def _add_coverage(self) -> None:
        self.coverage = CoverageCard(self._theme)
        self._upper.addWidget(self.coverage)

    def _add_people(self) -> None:
        self.people = PeopleCard(self._theme, self._today)
        self._beside.addWidget(self.people)

    @cached_property
    def nobody(self) -> EmptyState:
        """What is said while there is nobody besides oneself."""
        made = EmptyState(
            self._theme,
            _("No people yet"),
            _("With whom you are in touch, how trust goes on, and where you know nobody yet: all of it stands here."),
            _("Add a person"),
        )
        made.begun.connect(self._add_person)
        self._stack.addWidget(made)
        return made

    def _fit(self) -> None:
        """Beside each other both cards share what is between them; by itself each has the margins of the page."""
        both = self.width() >= self._theme.px(_BOTH) and not self.parts.is_alone()
        pad(self._upper, _LEFT, 0, _BETWEEN if both else _RIGHT, 24)
        pad(self._beside, 0 if both else _LEFT, 0, _RIGHT, 24)

    def _connect(self) -> None:
        self._everything.read_through.connect(lambda found: self._show(cast("_Read", found)))
        self._promises.read_through.connect(lambda found: self._show_promises(*cast("tuple[str, Aside]", found)))
        self._cell.read_through.connect(lambda found: self._show_cell(*cast("_Cell", found)))
        for reading in (self._everything, self._promises, self._cell):
            reading.failed.connect(self.said)
        self.head.initiative_chosen.connect(self.show_initiative)
        self.head.day_chosen.connect(self.show_day)
        self.head.person_asked.connect(self._add_person)
        self.people.chosen.connect(self._choose)
        self.people.opened.connect(lambda uid: self.record_asked.emit("person", uid))
        self.people.rate_asked.connect(self._rate)
        self.people.menu_asked.connect(self._open_menu)
        self.people.all_asked.connect(lambda: self.list_asked.emit("person"))
        self.coverage.people_asked.connect(self._read_cell)
        self.coverage.commitment_asked.connect(lambda uid: self.record_asked.emit("commitment", uid))
        doing = self._doing
        self.coverage.someone_asked.connect(lambda place: doing.find_someone(place, self._today(), self._initiative))
        self.coverage.need_asked.connect(lambda place, needed: doing.say_need(place, needed, self._initiative))
        if self.map is not None:
            self.map.record_asked.connect(self.record_asked)
            self.map.new_asked.connect(self.new_asked)
            self.map.said.connect(self.said)
            self.map.chosen.connect(self.people.list.select)
            self.map.undo_offered.connect(self.undo_offered)
            self.map.day_chosen.connect(self.show_day)
            self.map.larger_chosen.connect(self._enlarge_map)

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def _add_person(self) -> None:
        self.new_asked.emit("person", {})

    def show_day(self, day: dt.date | None) -> None:
        """As it stood on a day; None for today, whatever day that is."""
        self._day = day
        self.head.show_day(day)
        if self.map is not None:
            self.map.show_day(day)
        self._read()

    def show_initiative(self, uid: str) -> None:
        """The people and needs of one initiative; "" for all."""
        self._initiative = uid
        if self.map is not None:
            self.map.show_initiative(uid)
        self._read()

    def day(self) -> dt.date:
        """The day as of which it is told."""
        return self._day or self._today()

    def _read(self) -> None:
        self._is_built = True
        store, day, initiative = self._store, self.day(), self._initiative
        self._everything.read(
            lambda _p: (relationships.overview(store, day, initiative), relationships.initiatives(store))
        )

    def _show(self, read: _Read) -> None:
        found, initiatives = read
        if self._initiative and self._initiative not in dict(initiatives):
            self.show_initiative("")
            return
        self.head.initiative_button.show_choices(initiatives, self._initiative)
        begun = bool(found.known or self._initiative)
        self.headline = headline(found) if begun else ""
        self.head.set_line(self.headline)
        self.head.day_button.setVisible(begun)
        self.head.add_button.setVisible(begun)
        self._stack.setCurrentWidget(self.parts if begun else self.nobody)
        # Each is painted in a turn of its own; of two readings the later one is shown.
        self.slices.begin((partial(self._show_coverage, found), partial(self._show_people, found, begun)))

    def _show_coverage(self, found: Overview) -> None:
        self.coverage.show_coverage(found.coverage, found.sought)

    def _show_people(self, found: Overview, begun: bool) -> None:
        self.people.show_people(found)
        self._take_focus(self.people.list if found.people else self.coverage.grid if begun else self.nobody.action)
        self._read_promises(self.people.list.current_uid())

    def _take_focus(self, first: QWidget) -> None:
        """Where the focus waited for the page to be built, it goes to `first`; else it stays."""
        waits = self.window().focusWidget() is self._stack
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def _choose(self, uid: str) -> None:
        if self.map is not None:
            self.map.point_out(uid)
        self._read_promises(uid)

    def _read_promises(self, uid: str) -> None:
        if self.people.person(uid) is not None:
            store, day = self._store, self.day()
            self._promises.read(lambda _p: (uid, person_view.aside(store, uid, day)))

    def _show_promises(self, uid: str, found: Aside) -> None:
        self.people.detail.show_promises(uid, found.by_her, found.to_her)

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done about one person."""
        menu.add(_("Open"), lambda: self.record_asked.emit("person", uid), "user")
        menu.add(_("Rate trust"), lambda: self._rate(uid), "gauge")
        menu.addSeparator()
        menu.add(_("New note"), lambda: self.new_asked.emit("note", {"people": [uid]}), "pencil")
        menu.add(_("New visit"), lambda: self.new_asked.emit("visit", {"attended": [uid]}), "calendar-plus")
        menu.addSeparator()
        menu.add(_("Set the rhythm…"), lambda: self.set_rhythm(uid), "repeat")

    def set_rhythm(self, uid: str) -> None:
        """Asks for the rhythm of a person of the rail, and keeps it."""
        one = self.people.person(uid)
        if one is not None:
            self._doing.set_rhythm(one)

    def _rate(self, uid: str) -> None:
        self.new_asked.emit("trust", {"stakeholder": uid})

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        pop_up(self._theme, _("Person"), partial(self.fill_menu, uid), spot, self)

    def _read_cell(self, place: Place | None) -> None:
        store, day, initiative = self._store, self.day(), self._initiative
        self._cell.read(lambda _p: (place, coverage.people(store, place, day, initiative)))

    def _show_cell(self, place: Place | None, people: Sequence[Someone]) -> None:
        if place is None:
            title = _("Without a part or a level")
            sentence = _("Open a person to say in which part of the system and at which level she or he is.")
        else:
            title, sentence = ", ".join(coverage.words(place)), _("Who you know there, with the last contact.")
        dialog = PeopleDialog(self._theme, title, sentence, people, self.window())
        asked = self.edit_asked if place is None else self.record_asked
        dialog.opened.connect(lambda uid: asked.emit("person", uid))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def refresh(self, kinds: frozenset[str]) -> None:
        if not self._is_built:
            # All of it is read once that is.
            return
        if kinds & _SHOWS:
            self._read()
        if self.map is not None:
            self.map.refresh(kinds)


_Read = tuple[Overview, list[tuple[str, str]]]
_Cell = tuple[Place | None, list[Someone]]
