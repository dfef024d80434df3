"""The menus and their keys: declared once, then made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; `name` is what the window does, `inside` whether it needs an open notebook."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    inside: bool = True


MENUS: Mapping[str, tuple[Entry | None, ...]] = {
    "&Notebook": (
        Entry("new_visit", "New &visit", ("Ctrl+N",)),
        Entry("new_note", "New n&ote", ("Ctrl+Shift+N",)),
        None,
        Entry("save", "&Save", ("Ctrl+S",)),
        None,
        Entry("settings", "Notebook se&ttings", ("Ctrl+,",)),
        Entry("lock", "&Lock", ("Ctrl+L",)),
        Entry("quit", "&Quit", ("Ctrl+Q",), inside=False),
    ),
    "&Edit": (Entry("undo", "&Undo what was done last", ("Ctrl+Z",)),),
    "&Go": (
        Entry("today", "&Today", ("Ctrl+T",)),
        Entry("calendar", "&Calendar", ("Ctrl+Shift+C",)),
        Entry("search", "&Search or jump to", ("Ctrl+K", "Ctrl+F")),
        None,
        Entry("back", "&Back", ("Alt+Left",)),
        Entry("forward", "&Forward", ("Alt+Right",)),
        Entry("open_beside", "&Open in a window of its own", ("Ctrl+Shift+O",)),
        None,
        Entry("next_part", "&Next part of the window", ("F6",)),
    ),
    "&Help": (Entry("keys", "&Keyboard", ("F1",), inside=False),),
}

ALSO: tuple[tuple[str, str], ...] = (
    ("Up, Down", "Walk through a list"),
    ("Enter", "Open the row"),
    ("Tab", "Next field"),
    ("Ctrl+Enter", "Finish the visit or the record on screen"),
    ("Esc", "Close the search, a list or a dialog"),
)
"""Keys that belong to lists and fields, for the help sheet."""


def make_menus(window: QMainWindow, doings: Mapping[str, Callable[[], object]]) -> list[QAction]:
    """Fills the window's menu bar; gives back the actions that need an open notebook."""
    inside = []
    for title, entries in MENUS.items():
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = QAction(entry.text, window)
            action.setObjectName(entry.name)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.triggered.connect(lambda _=False, do=doings[entry.name]: do())
            menu.addAction(action)
            # On the window too, so that keys work where the menu bar is hidden.
            window.addAction(action)
            if entry.inside:
                inside.append(action)
    return inside
