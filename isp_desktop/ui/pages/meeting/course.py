"""A meeting while it goes on: one item of its agenda after the other, with its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from isp_desktop.domain.item_clock import ItemClock
from isp_desktop.domain.language import _
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.fields import Value
from isp_desktop.ui.pages.meeting.item_panel import ItemPanel
from isp_desktop.ui.parts.writing import Writing


class Course(QObject):
    """Says which item is talked about, and leads the panel that shows it.

    Attributes:
        running: the meeting goes on, or was held; else it is planned.
        clock: the time that each item took.

    Signals:
        mood_changed: it goes on now, or is planned again.
        shown: another item is shown, or the same one in another state.
        turned: the user turned to another item.
        wrote: what is kept of it changed.
        said: a sentence for the status line.
    """

    mood_changed = Signal()
    shown = Signal()
    turned = Signal()
    wrote = Signal()
    said = Signal(str)

    _panel: ItemPanel

    def __init__(
        self, writing: Writing, items: Callable[[], Sequence[Edit]], ticks: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._writing, self._items = writing, items
        self.clock = ItemClock(ticks)
        self.begin_again()

    def begin_again(self) -> None:
        """Goes on where the draft was left; without one a meeting that was held shows how it went."""
        edit = self._writing.edit
        self.running = bool(edit.extra.get("running", edit.saved("stage") == "held"))
        self.clock.begin_again(edit.extra.get("spent"), str(edit.extra.get("current") or ""))

    def lead(self, panel: ItemPanel) -> None:
        """Shows the items in `panel`, and does what its buttons say."""
        self._panel = panel
        panel.stepped.connect(self.step)
        panel.finished.connect(lambda: self._end_item("done"))
        panel.parked.connect(self._park)
        panel.paused.connect(self._pause)
        panel.passed.connect(self.said)

    def as_draft(self) -> dict[str, Any]:
        """What a draft keeps of it; JSON."""
        return {"spent": self.clock.spent(), "running": self.running, "current": self.clock.current}

    def run(self) -> None:
        """Begins the meeting: the clock runs for the first item that is open."""
        self.show_mood(True)
        first = next((edit for edit in self._items() if edit.value("state") in (None, "open")), None)
        self.clock.run(True)
        if self._current() is None and first is not None:
            self.clock.turn_to(first.uid)
        self.show_item()
        self.turned.emit()
        # From now on it goes on, also after the notebook was locked or the computer failed.
        self.wrote.emit()

    def show_mood(self, running: bool) -> None:
        """It goes on, or is planned."""
        self.running = running
        if not running:
            self.clock.run(False)
        self.mood_changed.emit()
        self.show_item()

    def show_item(self) -> None:
        """Shows the item that is talked about; where there is none, the first."""
        items, current = self._items(), self._current()
        if current is None and items:
            current = items[0]
            self.clock.turn_to(current.uid)
        self._panel.show_item(current, items.index(current) if current else 0, len(items))
        self.shown.emit()

    def turn_to(self, uid: str) -> None:
        """Talks about another item from now on."""
        self._panel.notes.commit()
        self.clock.turn_to(uid)
        self.show_item()
        self.turned.emit()

    def step(self, step: int) -> None:
        """Goes on (1) or back (-1) by one item; on the last one nothing happens."""
        items, current = self._items(), self._current()
        if not self.running or current is None:
            return
        at = items.index(current) + step
        if 0 <= at < len(items):
            self.turn_to(items[at].uid)

    def note(self, said: Value) -> None:
        """Notes what was said of the item."""
        if (current := self._current()) is not None:
            current.touch("said", said)
            self.wrote.emit()

    def _current(self) -> Edit | None:
        return next((edit for edit in self._items() if edit.uid == self.clock.current), None)

    def _end_item(self, state: str) -> None:
        """The item is done or parked, and the next one follows."""
        current = self._current()
        if current is None:
            return
        self._panel.notes.commit()
        current.touch("state", state)
        items = self._items()
        at = items.index(current)
        if at + 1 < len(items):
            self.turn_to(items[at + 1].uid)
        else:
            self.show_item()
            self.said.emit(_("That was the last item of the agenda"))
        self.wrote.emit()

    def _park(self) -> None:
        current = self._current()
        if current is not None and current.value("state") == "parked":
            current.touch("state", "open")
            self.show_item()
            self.wrote.emit()
        else:
            self._end_item("parked")

    def _pause(self) -> None:
        self.clock.run(not self.clock.runs)
        self._panel.show_time()
        self.shown.emit()
