"""Practice: what of the 39 activities gets done, where and when; what never happens; and where one is oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import cast

from msgspec.structs import replace
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.practice_picture import Done, Picture, Step
from isp_desktop.services import own_reflection, practice_picture
from isp_desktop.services.linking import Linker
from isp_desktop.services.own_reflection import Course
from isp_desktop.services.practice_picture import Asked, Opened, beginning, reflecting_on
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.segments import Segments
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.practice.matrix import Matrix
from isp_desktop.ui.pages.practice.never import NeverDone
from isp_desktop.ui.pages.practice.opened import OpenedActivity
from isp_desktop.ui.pages.practice.over_time import OverTime
from isp_desktop.ui.pages.practice.own import OwnPractice
from isp_desktop.ui.parts.links import Links

_LEFT, _RIGHT, _FOOT = 32, 30, 24
_OF_TEAMS = "team"
_PLACE = FieldSpec("where", marked("Site or initiative"), "link", to="site", or_to=("initiative",))
_PLACE_WIDTH = 240


class PracticePage(Page):
    """The picture behind three tabs, of all sites or one, and the practitioner's own reflection behind a fourth.

    Attributes:
        headline: the sentence under the name.
        tabs: the buttons of the tabs, by name: "activities", "time", "never", "own".
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
        self._asked, self._picture = Asked(), practice_picture.nothing(today())
        self.headline = self._code = ""
        self._is_built = self._is_told = False
        self._picture_read = Latest(jobs, _("The practice"), self)
        self._linker = Linker(store)
        self._own_read = Latest(jobs, _("Your reflections"), self)
        self._opened_read = Latest(jobs, _("What belongs to an activity"), self)
        self._reads = (self._picture_read, self._own_read, self._opened_read)
        self._build()
        self.slices = Slices(self)
        makes = (
            load_practice,
            self._add_matrix,
            self._add_nothing,
            self._add_time,
            self._add_never,
            self._add_own,
            self._add_opened,
        )
        self.slices.begin((*makes, self._connect, self._read))

    def _build(self) -> None:
        """The head, the tabs, and the places of what follows bit by bit."""
        self.header = PageHeader(self._theme, _("Practice"), ruled=False)
        found = Links(self._linker, makes=False).to(_PLACE)
        self.place = LinkEditor(self._theme, _(_PLACE.label), *found, placeholder=_("All sites"), icon="map-pin")
        self.place.setFixedWidth(self._theme.px(_PLACE_WIDTH))
        self.hand_on = Button(self._theme, _("For supervision"), "primary", "file-text")
        for name, control in (("place", self.place), ("supervision", self.hand_on)):
            control.setObjectName(name)
            self.header.add_action(control)
        names = {
            "activities": _("Activities"),
            "time": _("Over time"),
            "never": _("What never happens"),
            "own": _("For yourself"),
        }
        self.tabs = {key: ChoiceChip(self._theme, name) for key, name in names.items()}
        for key, chip in self.tabs.items():
            chip.setObjectName(f"view-{key}")
            chip.clicked.connect(partial(self.choose, key))
        self.whose = Segments(self._theme, _("Whose practice"), (("mine", _("Mine")), ("all", _("Everybody's"))))
        steps = (("month", _("12 months")), ("quarter", _("8 quarters")), ("half", _("6 half-years")))
        self.step = Segments(self._theme, _("Over which time"), steps)
        bar = QWidget()
        row = QVBoxLayout(bar)
        pad(row, _LEFT, 0, _RIGHT, 10)
        row.addWidget(side_by_side(*self.tabs.values(), self.whose, self.step))
        self._views = QStackedWidget()
        self._keys: list[str] = []
        self._chosen = "activities"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, bar):
            column.addWidget(part)
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._views)

    def _add(self, key: str, view: QWidget) -> None:
        around = QWidget()
        column = QVBoxLayout(around)
        pad(column, _LEFT, 0, _RIGHT, _FOOT)
        column.addWidget(view)
        self._views.addWidget(scrolled(around, surface=False))
        self._keys.append(key)
        self.choose(self._chosen)

    def _add_matrix(self) -> None:
        self.matrix = Matrix(self._theme, self._today)
        self._add("activities", self.matrix)
        self.slices.add_next(self.matrix.parts())

    def _add_nothing(self) -> None:
        told = _(
            "A visit, a meeting or a debrief that is tagged with activities shows here, and so does what serves one."
        )
        self.nothing = EmptyState(self._theme, _("No practice noted yet"), told, _("Record a visit"))
        self._add("nothing", self.nothing)

    def _add_time(self) -> None:
        self.over_time = OverTime(self._theme, self._today)
        self._add("time", self.over_time)

    def _add_never(self) -> None:
        self.never = NeverDone(self._theme, self._today)
        self._add("never", self.never)

    def _add_own(self) -> None:
        self.own = OwnPractice(self._theme, self._today)
        self._add("own", self.own)
        self.slices.add_next(self.own.parts())

    def _add_opened(self) -> None:
        self.opened = OpenedActivity(self._theme, self._today)
        self._add("opened", self.opened)

    def _connect(self) -> None:
        self._picture_read.read_through.connect(lambda found: self._show(cast("Picture", found)))
        self._own_read.read_through.connect(lambda found: self.own.show_courses(cast("tuple[Course, ...]", found)))
        self._opened_read.read_through.connect(lambda found: self.opened.show_entries(cast("Opened", found)))
        for reading in self._reads:
            reading.failed.connect(self.said)
        self.place.changed.connect(lambda: self.ask(replace(self._asked, where=str(self.place.value() or ""))))
        self.whose.chosen.connect(lambda key: self.ask(replace(self._asked, mine=key == "mine")))
        self.step.chosen.connect(lambda key: self.ask(replace(self._asked, step=cast("Step", key))))
        self.nothing.begun.connect(lambda: self.new_asked.emit("visit", {}))
        self.hand_on.clicked.connect(lambda: self.paper_asked.emit("practice", ""))
        for view in (self.matrix, self.over_time, self.never):
            view.opened.connect(self.open_activity)
        for acting in (self.never, self.opened):
            acting.begun.connect(self._begin)
            acting.thought_of.connect(lambda code: self.new_asked.emit(*reflecting_on(code, self._today())))
        self.opened.record_asked.connect(self.record_asked)
        self.opened.left.connect(self._close_activity)
        self.own.asked.connect(self._look_at_oneself)
        self.own.opened.connect(lambda uid: self.record_asked.emit(own_reflection.KIND, uid))

    def choose(self, key: str) -> None:
        """Which tab is shown, as soon as it is there."""
        self._chosen, self._code = key, ""
        self._show_view("nothing" if key == "activities" and self._is_empty() else key)

    def _is_empty(self) -> bool:
        """Whether nothing was ever done, and not merely not at a site."""
        picture = self._picture
        return self._is_told and not (picture.done or picture.not_now or self._asked.where)

    def _show_view(self, key: str) -> None:
        if key in self._keys:
            self._views.setCurrentIndex(self._keys.index(key))
        for own, chip in self.tabs.items():
            chip.setChecked(own == self._chosen)
        # What one thinks of oneself is of no site, and of all time.
        for choice in (self.whose, self.step):
            choice.setVisible(self._chosen != "own")

    def ask(self, asked: Asked) -> None:
        """Looks at another place or time, or at what others did too."""
        self._asked = asked
        self._read()

    def open_activity(self, code: str) -> None:
        """Shows the entries of an activity in place of the tab that is shown."""
        self._code = code
        self.opened.show_activity(code, self._done(code))
        self._show_view("opened")
        self.opened.back.setFocus()
        self._read_activity()

    def _close_activity(self) -> None:
        code = self._code
        self.choose(self._chosen)
        first = self._first()
        if self._chosen == "activities" and code:
            first = next(card.grid for card in self.matrix.cards if code in [one.code for one in card.activities])
        first.setFocus()

    def _done(self, code: str) -> Done:
        return next(one for one in self._picture.activities if one.code == code)

    def _begin(self, code: str) -> None:
        kind, preset = beginning(code, self._today())
        if kind == "charter":
            # A charter is begun on the page of its team.
            self.list_asked.emit(_OF_TEAMS)
            return
        self.new_asked.emit(kind, preset)

    def _look_at_oneself(self, competency: str) -> None:
        self.new_asked.emit(own_reflection.KIND, {"competency": competency, "date": self._today().isoformat()})

    def _read(self) -> None:
        self._is_built = True
        store, asked, today = self._store, self._asked, self._today()
        self._picture_read.read(lambda _progress: practice_picture.read(store, asked, today))
        self._own_read.read(lambda _progress: own_reflection.courses(store, today))
        if self._code:
            self._read_activity()

    def _read_activity(self) -> None:
        store, asked, code, today = self._store, self._asked, self._code, self._today()
        self._opened_read.read(lambda _progress: practice_picture.opened(store, asked, code, today))

    def _show(self, picture: Picture) -> None:
        self._picture, step = picture, self._asked.step
        self._is_told = True
        if not self._code:
            self.choose(self._chosen)
        self.headline = practice_picture.headline(picture)
        self.header.set_line(self.headline)
        # Each is painted in a turn of its own.
        self.slices.begin(
            (
                partial(self.matrix.show_picture, picture),
                *self.over_time.parts(picture, step),
                partial(self.never.show_picture, picture),
                *((partial(self.opened.show_activity, self._code, self._done(self._code)),) if self._code else ()),
                self._take_focus,
            )
        )

    def _first(self) -> QWidget:
        """What takes the focus on the tab that is shown."""
        if self._chosen == "time" and self.over_time.grids:
            return self.over_time.grids[0]
        if self._chosen == "never":
            return next(rows for rows in self.never.lists.values()).list
        if self._chosen == "own":
            return next(panel for panel in self.own.panels.values()).write
        return self.nothing.action if self._is_empty() else self.matrix.cards[0].grid

    def _take_focus(self) -> None:
        """Where the focus waited for the page to be built, it goes to its first part; else it stays."""
        first = self._first()
        waits = self.window().focusWidget() is self._views
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def is_whole(self) -> bool:
        return self.slices.is_done() and not any(one.is_reading() for one in self._reads)

    def refresh(self, kinds: frozenset[str]) -> None:
        self._linker.forget()
        if self._is_built and kinds & {*practice_picture.KINDS, own_reflection.KIND}:
            self._read()
