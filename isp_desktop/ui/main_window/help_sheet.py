"""The keyboard on one sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit import day_grid, rating
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, text_width, write
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.actions import CLOSE_BESIDE, MENUS, Entry

ALSO: Mapping[str, Sequence[tuple[str, str]]] = {
    marked("In a list"): (
        (marked("Up, Down"), marked("Walk through the list")),
        (marked("Enter"), marked("Open the row")),
        (marked("Space"), marked("Tick the row")),
        ("Ctrl+F", marked("Find in the list or the timeline")),
        ("Shift+F10", marked("What can be done with the row")),
        ("Del", marked("Delete the row, where that is offered")),
    ),
    marked("While writing"): (
        (marked("Tab"), marked("Next field")),
        ("Ctrl+Enter", marked("Finish the visit or the record on screen")),
        ("Ctrl+B, Ctrl+I", marked("Bold, italic")),
        ("Ctrl+V", marked("Paste words, a photo or a file")),
        ("Ctrl+Shift+Backspace", marked("Take the row out")),
        ("Alt+Down", marked("Open the calendar of a date")),
        ("Alt+V", marked("Show or hide the passphrase")),
        (marked("Esc"), marked("Close the search, a list or a dialog")),
    ),
    marked("While writing a visit"): (
        ("@, #, !", marked("Name a person, an activity, a commitment")),
        ("Alt+F", marked("Note feedback")),
        ("Alt+T", marked("Note a tension")),
        ("Alt+D", marked("Note a difficult conversation")),
        ("Alt+V", marked("Note value delivered")),
        ("Alt+L", marked("Note local knowledge")),
        ("Alt+C", marked("Log coaching or training")),
        ("Alt+I", marked("Mark a core element that was seen")),
        ("Alt+R", marked("Rate trust")),
    ),
    marked("While running a meeting"): (
        ("Ctrl+PgDown, PgUp", marked("The next item, the one before")),
        ("Alt+D", marked("Note a decision")),
        ("Alt+A", marked("Note a commitment, as a sentence")),
        ("Alt+P", marked("Park a matter for a later meeting")),
        ("Alt+Up, Down", marked("Move an item of the agenda")),
        ("Ctrl+Enter", marked("Save the plan, or finish and see the minutes")),
    ),
    marked("In a charter"): (
        (marked("Up, Down"), marked("Go from section to section")),
        (marked("Enter"), marked("Write in the section")),
        ("Ctrl+Enter", marked("Save it and close it")),
        (marked("Esc"), marked("Leave it as a draft")),
    ),
    marked("While settling changes"): (
        (marked("1, 2, 3, 4"), marked("Choose a version")),
        ("Ctrl+Enter", marked("Keep what is chosen, and go on")),
        ("Ctrl+PgUp, PgDown", marked("The one before, the one after")),
    ),
    marked("While rating"): rating.KEYS,
    marked("In the calendar"): day_grid.KEYS,
    marked("On the map of relationships"): (
        (marked("Arrows"), marked("Go to the next one that way")),
        (marked("Enter"), marked("Open what is chosen")),
        (marked("Space"), marked("Show who is around")),
        (marked("Ctrl+Arrows"), marked("Move it; it is pinned then")),
        ("+, -, 0", marked("Nearer, farther, all in sight")),
        ("E", marked("Show everyone, or fewer again")),
        ("L", marked("Larger, or back to the page")),
        ("Shift+F10", marked("What can be done with it")),
        (marked("Esc"), marked("End what was begun last")),
    ),
}
"""Keys that belong to lists, fields, the calendar and the map, for the help sheet."""


class KeyCap(QWidget):
    """A key as it stands on the keyboard."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(text_width(self._theme.caption(), self._text) + self._theme.px(16), self._theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, self._theme.px(4), t.surface, t.line2)
            write(painter, box, self._text, self._theme.caption(), t.text2, MIDDLE)


def key_table() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of keys, each under its heading: the keys as this system writes them, and what they do."""
    listed = [_row(entry) for entries in MENUS.values() for entry in entries if entry is not None and entry.keys]
    also = [(_(heading), [(_(keys), _(meaning)) for keys, meaning in rows]) for heading, rows in ALSO.items()]
    return [(_("Everywhere"), [*listed, _row(CLOSE_BESIDE)]), *also]


def _row(entry: Entry) -> tuple[str, str]:
    native = QKeySequence.SequenceFormat.NativeText
    keys = [QKeySequence(one).toString(native) for one in entry.keys]
    return _either(keys), _(entry.text).replace("&", "")


def _either(keys: list[str]) -> str:
    if len(keys) == 1:
        return keys[0]
    return _("{first} or {second}").format(first=", ".join(keys[:-1]), second=keys[-1])


def help_sheet(parent: QWidget, theme: Theme) -> Dialog:
    """The dialog that lists them."""
    dialog = Dialog(theme, _("Keyboard"), _("Everything can be done without the mouse."), parent)
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(3)
    for heading, rows in key_table():
        head = Label(theme, heading, "section")
        head.setContentsMargins(0, theme.px(10), 0, theme.px(2))
        grid.addWidget(head, grid.rowCount(), 0, 1, 2)
        for keys, meaning in rows:
            row = grid.rowCount()
            grid.addWidget(KeyCap(theme, keys), row, 0)
            grid.addWidget(Label(theme, meaning), row, 1)
    grid.setColumnStretch(1, 1)
    dialog.column.addWidget(Scrolled(table, _("Keys")))
    dialog.add_button(_("Close"), "primary", closes=True)
    return dialog
