"""By which template a Word file is made: the shipped one, or the organization's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_open
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme


class WordTemplate(QWidget):
    """Says which one it is, and offers another.

    Signals:
        chosen: its path, "" for the shipped one.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._label = Label(theme, "", "meta")
        self.choose_button = Button(theme, _("Use your own"), "link", height=28)
        self.choose_button.setObjectName("choose-template")
        self.choose_button.clicked.connect(self._choose)
        self.shipped_button = Button(theme, _("Use the shipped one"), "link", height=28)
        self.shipped_button.setObjectName("shipped-template")
        self.shipped_button.clicked.connect(lambda: self.use(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._label, self.choose_button, self.shipped_button):
            row.addWidget(part)
        self._show()

    def path(self) -> Path | None:
        """The organization's own, None for the shipped one."""
        return Path(self._path) if self._path else None

    def use(self, path: Path | None) -> None:
        """Makes Word files by `path` from now on; None for the shipped one."""
        self._path = str(path) if path else ""
        self._show()
        self.chosen.emit(self._path)

    def _choose(self) -> None:
        before = self.path()
        found = ask_open(self, _("Your Word template"), _("Word documents (*.docx)"), before.parent if before else None)
        if found is not None:
            self.use(found)

    def _show(self) -> None:
        own = self.path()
        told = _("Word template: {name}").format(name=own.name) if own else _("Word template: the shipped one")
        self._label.setText(told)
        self.choose_button.set_words(_("Use another") if own else _("Use your own"))
        self.shipped_button.setVisible(own is not None)
