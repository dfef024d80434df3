"""A recovery sheet on the screen: its code, and the ways to put it on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save, show_error
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.sheet import Sheet
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_KINDS = marked("PDF (*.pdf);;Text (*.txt)")


class SheetView(QWidget):
    """Shows one code until `forget`.

    Args:
        save: puts bytes into a file; may raise NotebookError.
    """

    def __init__(self, theme: Theme, save: Callable[[Path, bytes], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._save = save
        self._sheet: Sheet | None = None
        self._first = Label(theme, "", "title")
        self._second = Label(theme, "", "title")
        self._saved = Remark(theme, "", "check")
        self._apart = Notice(
            theme, "warn", _("The file lies on the computer it is to help with"), _("Move or print it.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._card())
        column.addLayout(self._ways())
        column.addWidget(self._saved)
        column.addWidget(self._apart)
        self._saved.hide()
        self._apart.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """The code to show, in groups, in two lines."""
        self._sheet = sheet
        groups = sheet.code.split("-")
        self._first.setText("   ".join(groups[:3]))
        self._second.setText("   ".join(groups[3:]))
        self._saved.hide()
        self._apart.hide()

    def forget(self) -> None:
        """Takes the code off the screen for good."""
        self._sheet = None
        self._first.setText("")
        self._second.setText("")

    def save_to(self, path: Path) -> None:
        """Writes the sheet into a file, as text where its name ends so, else as PDF."""
        if self._sheet is None:
            return
        text = path.suffix.lower() == ".txt"
        try:
            self._save(path, self._sheet.as_text() if text else self._sheet.as_pdf(self._theme))
        except NotebookError as error:
            show_error(self, self._theme, str(error), _("The sheet was not saved"))
            return
        self._saved.set_text(_("Saved as “{file}”").format(file=path.name))
        self._saved.show()
        self._apart.setVisible(path.is_relative_to(Path.home()) or path.is_relative_to(self._sheet.folder))

    def _card(self) -> Panel:
        card = Panel(self._theme, "card", (18, 16))
        card.column.addWidget(Label(self._theme, _("Recovery code"), "meta"))
        for line in (self._first, self._second):
            line.setFont(self._theme.font(20, 600, tabular=True))
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.column.addWidget(line)
        words = _("Letters I, L, O and U never occur. Dashes and capitals do not matter.")
        card.column.addWidget(Prose(self._theme, words, "meta"))
        return card

    def _ways(self) -> QHBoxLayout:
        printing = Button(self._theme, _("Print"), icon="printer")
        saving = Button(self._theme, _("Save as a file"), icon="save")
        self.setFocusProxy(printing)
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(printing)
        row.addWidget(saving)
        row.addStretch(1)
        return row

    def _ask_where(self) -> None:
        if path := ask_save(self, _("Save the recovery sheet"), Path.home() / _("Recovery sheet.pdf"), _(_KINDS)):
            self.save_to(path)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Recovery sheet"))
        if QPrintDialog(printer, self).exec():
            self._sheet.draw(printer, self._theme)
            self._saved.set_text(_("Sent to the printer"))
            self._saved.show()
