"""The keyboard on one sheet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled
from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, text_width, write
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.actions import ALSO, MENUS


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


def key_table() -> list[tuple[str, str]]:
    """Each key, as this system writes it, and what it does."""
    native = QKeySequence.SequenceFormat.NativeText
    listed = [
        (_either([QKeySequence(keys).toString(native) for keys in entry.keys]), _(entry.text).replace("&", ""))
        for entries in MENUS.values()
        for entry in entries
        if entry is not None and entry.keys
    ]
    return [*listed, *((_(keys), _(meaning)) for keys, meaning in ALSO)]


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
    for row, (keys, meaning) in enumerate(key_table()):
        grid.addWidget(KeyCap(theme, keys), row, 0)
        grid.addWidget(Label(theme, meaning), row, 1)
    grid.setColumnStretch(1, 1)
    dialog.column.addWidget(Scrolled(table, _("Keys")))
    dialog.add_button(_("Close"), "primary", closes=True)
    return dialog
