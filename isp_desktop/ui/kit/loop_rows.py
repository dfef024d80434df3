"""Loops as rows: what is told, how it stands in words and by an icon, and what can be noted of it in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.protocols import Loop, due_words, words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.menus import Menu, pop_up
from isp_desktop.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class LoopLine:
    """A loop and its words.

    Attributes:
        steps: what can be noted, key and label.
        latest: the uid of the message that was sent last, "" for none.
    """

    uid: str
    title: str
    second: str
    loop: Loop
    steps: Sequence[tuple[str, str]]
    latest: str
    private: bool = False


class LoopRows(ActingRows):
    """The rows; Enter opens one, its menu notes that something was sent, received or answered.

    Signals:
        step_asked: its uid, the key of what is to be noted, and the message that was its latest on screen.
    """

    step_asked = Signal(str, str, str)

    def __init__(
        self, theme: Theme, name: str, title: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, title, parent)
        self._today = today
        self._lines: dict[str, LoopLine] = {}
        self.menu_asked.connect(self._open_menu)

    def show_loops(self, lines: Sequence[LoopLine], remark: str = "", at_first: int = 0) -> None:
        """Shows loops, one at least, in the order given; `at_first` as for `show_rows`."""
        self._lines = {line.uid: line for line in lines}
        self.show_rows([_row(line, self._today()) for line in lines], remark, at_first)

    def fill_menu(self, uid: str, menu: Menu) -> None:
        """What can be done with one loop."""
        line = self._lines[uid]
        for key, label in line.steps:
            menu.add(label, partial(self.step_asked.emit, uid, key, line.latest), _STEP_ICONS.get(key, "check"))
        menu.addSeparator()
        menu.add(_("Open"), lambda: self.opened.emit(uid), "route")

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        pop_up(self._theme, self._lines[uid].title, partial(self.fill_menu, uid), spot, self)


_STEP_ICONS = {"sent": "send", "received": "inbox", "answered": "check-check"}


def _row(line: LoopLine, today: dt.date) -> ActingRow:
    loop = line.loop
    said = words(loop, today)
    due = due_words(loop, today)
    icon = {"late": "circle-alert", "never": "circle-dashed", "waiting": "clock", "on_time": "check"}.get(
        loop.state, ""
    )
    return ActingRow(
        uid=line.uid,
        title=line.title,
        icon="route",
        second=line.second,
        date=due if loop.state == "on_time" and due else said,
        date_icon=icon,
        tone="bad" if loop.state in ("late", "never") else "warn" if loop.is_open else "",
        faded=loop.state == "ended",
        private=line.private,
    )
