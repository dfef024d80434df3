"""The menus and their keys: declared once, then made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from isp_desktop.domain.language import _, marked


class Entry(NamedTuple):
    """One line of a menu; `name` is what the window does, `inside` whether it needs an open notebook."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    inside: bool = True


UNDO = Entry("undo", marked("&Undo what was done last"), ("Ctrl+Z",))
"""Names what it takes back, once there is something."""

MENUS: Mapping[str, tuple[Entry | None, ...]] = {
    marked("&Notebook"): (
        Entry("new_visit", marked("New &visit"), ("Ctrl+N",)),
        Entry("new_note", marked("New n&ote"), ("Ctrl+Shift+N",)),
        None,
        Entry("save", marked("&Save"), ("Ctrl+S",)),
        None,
        Entry("contacts", marked("Import &contacts")),
        Entry("table", marked("Save a t&able")),
        None,
        Entry("settings", marked("Notebook se&ttings"), ("Ctrl+,",)),
        Entry("lock", marked("&Lock"), ("Ctrl+L",)),
        Entry("quit", marked("&Quit"), ("Ctrl+Q",), inside=False),
    ),
    marked("&Edit"): (UNDO,),
    marked("&Go"): (
        Entry("today", marked("&Today"), ("Ctrl+T",)),
        Entry("calendar", marked("&Calendar"), ("Ctrl+Shift+C",)),
        Entry("search", marked("&Search or jump to"), ("Ctrl+K", "Ctrl+F")),
        Entry("brief", marked("&Brief"), ("Ctrl+Shift+B",)),
        Entry("leader_brief", marked("&Leader brief")),
        Entry("supervision", marked("&My practice for supervision")),
        None,
        Entry("back", marked("&Back"), ("Alt+Left",)),
        Entry("forward", marked("&Forward"), ("Alt+Right",)),
        Entry("open_beside", marked("&Open in a window of its own"), ("Ctrl+Shift+O",)),
        None,
        Entry("next_part", marked("&Next part of the window"), ("F6",)),
    ),
    marked("&Help"): (Entry("keys", marked("&Keyboard"), ("F1",), inside=False),),
}

CLOSE_BESIDE = Entry("close", marked("Close the window beside"), ("Ctrl+W",))
"""What only a window beside the notebook's has."""


def make_menus(window: QMainWindow, doings: Mapping[str, Callable[[], object]]) -> list[QAction]:
    """Fills the window's menu bar; gives back the actions that need an open notebook."""
    inside = []
    for title, entries in MENUS.items():
        menu = window.menuBar().addMenu(_(title))
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            # Given a text at once, PySide looks whether it is an icon, and takes 2 ms to make the names of all icons.
            action = QAction(window)
            action.setText(_(entry.text))
            action.setObjectName(entry.name)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.triggered.connect(lambda _checked=False, do=doings[entry.name]: do())
            menu.addAction(action)
            # On the window too, so that keys work where the menu bar is hidden.
            window.addAction(action)
            if entry.inside:
                inside.append(action)
    return inside


def name_undo(actions: Iterable[QAction], done: str | None) -> None:
    """Says in the menu what undo takes back, which `done` tells; off for None."""
    from isp_desktop.services.drafts import shortened

    # The letter after an & of their own would be taken for a key.
    what = shortened(done).replace("&", "&&") if done else ""
    action = next(one for one in actions if one.objectName() == UNDO.name)
    action.setText(_("&Undo: {what}").format(what=what) if what else _(UNDO.text))
    action.setEnabled(done is not None)
