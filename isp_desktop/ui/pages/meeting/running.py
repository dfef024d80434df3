"""A meeting while it goes on: one item after the other, with its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.fields import Value
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting.body import MeetingBody


class Running(MeetingBody):
    """What the page does with the items of its agenda.

    Attributes:
        running: the meeting goes on, or was held; else it is planned.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        edit: Edit,
        jobs: Jobs | None,
        today: Callable[[], dt.date],
        ticks: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, store, edit, jobs, today, ticks, parent)
        self._go_on()

    def _go_on(self) -> None:
        """Goes on where the draft was left; without one a meeting that was held shows how it went."""
        extra = self._edit.extra
        self.running = bool(extra.get("running", self._edit.saved("stage") == "held"))
        self._clock.begin_again(extra.get("spent"), str(extra.get("current") or ""))

    def _show_above(self) -> None:
        """The head, which has other buttons in each mood."""
        raise NotImplementedError

    def _listen_to_panel(self) -> None:
        self.panel.stepped.connect(self.step)
        self.panel.finished.connect(lambda: self._end_item("done"))
        self.panel.parked.connect(self._park)
        self.panel.paused.connect(self._pause)
        self.panel.passed.connect(self.said)

    def run(self) -> None:
        """Begins the meeting: the clock runs for the first item that is open."""
        self._build_rest()
        self._show_mood(True)
        items = self._items()
        first = next((edit for edit in items if edit.value("state") in (None, "open")), None)
        self._clock.run(True)
        if self._current() is None and first is not None:
            self._clock.turn_to(first.uid)
        self._show_items()
        self._put_cursor(self.panel.notes)
        # From now on it goes on, also after the notebook was locked or the computer failed.
        self._wrote("said")

    def _show_mood(self, running: bool) -> None:
        self.running = running
        if not running:
            self._clock.run(False)
        self.form.show_mood(running)
        self._show_above()
        self._show_items()

    def _current(self) -> Edit | None:
        return next((edit for edit in self._items() if edit.uid == self._clock.current), None)

    def _show_items(self) -> None:
        """Shows the item that is talked about; where there is none, the first."""
        items = self._items()
        current = self._current()
        if current is None and items:
            current = items[0]
            self._clock.turn_to(current.uid)
        self.panel.show_item(current, items.index(current) if current else 0, len(items))
        self._show_side()

    def _show_side(self) -> None:
        self.side.show_team(self._look, self._items() if self.running else (), self._clock.current)

    def turn_to(self, uid: str) -> None:
        """Talks about another item from now on."""
        self.panel.notes.commit()
        self._clock.turn_to(uid)
        self._show_items()
        self._put_cursor(self.panel.notes)
        self.autosave.keep_now()

    def step(self, step: int) -> None:
        """Goes on (1) or back (-1) by one item; on the last one nothing happens."""
        items, current = self._items(), self._current()
        if not self.running or current is None:
            return
        at = items.index(current) + step
        if 0 <= at < len(items):
            self.turn_to(items[at].uid)

    def _end_item(self, state: str) -> None:
        """The item is done or parked, and the next one follows."""
        current = self._current()
        if current is None:
            return
        self.panel.notes.commit()
        current.touch("state", state)
        items = self._items()
        at = items.index(current)
        if at + 1 < len(items):
            self.turn_to(items[at + 1].uid)
        else:
            self._show_items()
            self.said.emit(_("That was the last item of the agenda"))
        self._wrote("said")

    def _park(self) -> None:
        current = self._current()
        if current is not None and current.value("state") == "parked":
            current.touch("state", "open")
            self._show_items()
            self._wrote("said")
        else:
            self._end_item("parked")

    def _pause(self) -> None:
        self._clock.run(not self._clock.runs)
        self.panel.show_time()
        self._show_side()

    def _say_of_item(self, said: Value) -> None:
        if (current := self._current()) is not None:
            current.touch("said", said)
            self._wrote("said")
