"""The page of something with a story: its head, all that happened, and a column beside it, built bit by bit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS
from isp_desktop.ui.kit.headed_page import HeadedPage
from isp_desktop.ui.kit.jobs import Jobs, Work
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline_panel import Read, TimelinePanel, Years
from isp_desktop.ui.kit.two_parts import TwoParts


@dataclass(frozen=True, slots=True)
class Story:
    """Whose story a page tells, in which words, and how it is read.

    Attributes:
        kinds: the words and signs of every kind; `told`: those that can be asked for.
        empty: heading, sentence and first step where nothing has happened; the step begins a record of `begins`.
        beside: what a narrow window calls the column beside the timeline.
        shows: the kinds that the page tells of, besides those of a timeline.
        read, years: pages and years of the timeline, read in a job.
    """

    kind: str
    uid: str
    kinds: Mapping[str, KindSpec]
    told: Sequence[str]
    empty: tuple[str, str, str]
    begins: str
    beside: str
    shows: frozenset[str]
    read: Read
    years: Years


class StoryPage(HeadedPage):
    """What the pages of a site and of a person share. One that fills it in shows its own head, buttons and column."""

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        story: Story,
        side: SideColumn,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        self._story = story
        super().__init__(theme, jobs, story.kinds, story.kind, story.uid, today, parent)
        self._latest = Latest(jobs, _("What stands beside the timeline"), self)
        self.side = side
        # It stands nowhere until the body is built; a page that is left before that takes it along.
        self.destroyed.connect(side.deleteLater)
        self._has_body = False

    def _build_body(self) -> None:
        """The timeline and the column beside it, both still empty; then what fills them is read."""
        labels = [(kind, _(self._story.kinds[kind].plural)) for kind in self._story.told]
        self.timeline = TimelinePanel(
            self._theme, self._jobs, self._story.read, self._story.years, labels, self._story.empty, self._today
        )
        self.parts = TwoParts(self._theme, self.timeline, self.side, (_("Timeline"), self._story.beside))
        self._connect()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        # Only what is shown can take the focus.
        self.parts.show()
        self.setFocusProxy(self.timeline)
        if self.window().focusWidget() is self._body:
            self.timeline.setFocus()
        self._has_body = True
        self.timeline.begin()
        self._latest.read(self._reading())
        self.slices.add(self.timeline.parts())

    def _connect(self) -> None:
        self.timeline.begun.connect(lambda: self._add(self._story.begins))
        self.timeline.opened.connect(self.record_asked)
        self.timeline.menu_asked.connect(self._open_menu)
        self.timeline.said.connect(self.said)
        self._latest.read_through.connect(self._show_beside)
        self._latest.failed.connect(self.said)
        self.side.asked.connect(self.record_asked)
        self.side.add_asked.connect(self._add)
        self.side.ticked.connect(self._settle)
        self.side.said.connect(self.said)

    def _open_menu(self, kind: str, uid: str, spot: QPoint) -> None:
        menu = Menu(self._theme, _(self._story.kinds[kind].label), self)
        menu.add(_("Open"), lambda: self.record_asked.emit(kind, uid), self._story.kinds[kind].icon)
        menu.add(_("History"), lambda: self.history_asked.emit(uid), "history")
        menu.popup(spot)

    def _reading(self) -> Work[object]:
        """What reads, in a job, what `_show_beside` shows."""
        raise NotImplementedError

    def _show_beside(self, found: object) -> None:
        """Shows what was read, in the column and elsewhere."""
        raise NotImplementedError

    def _settle(self, uid: str, kept: bool) -> None:
        """Marks a commitment kept, or open again."""
        raise NotImplementedError

    def is_whole(self) -> bool:
        return self.slices.is_done() and self.side.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {*KINDS, *self._story.shows}:
            self._read_head()
            if not self._has_body:
                # It is about to be read.
                return
            self.timeline.refresh()
            self._latest.read(self._reading())
