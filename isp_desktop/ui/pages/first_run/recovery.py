"""The third step: the recovery code, shown once, to be put on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.errors import NotebookError
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import ask_save, show_error
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.sheet import Sheet
from isp_desktop.ui.pages.first_run.step import Step

_KINDS = "PDF (*.pdf);;Text (*.txt)"


class RecoveryStep(Step):
    """Shows the code until the user has put it away.

    Signals:
        done: the user says that it is put away.
    """

    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        sentence = "It opens the notebook if you forget the passphrase. It is shown only now, and nobody else has it."
        super().__init__(theme, "Your recovery sheet", sentence, parent)
        self._sheet: Sheet | None = None
        self._first = Label(theme, "", "title")
        self._second = Label(theme, "", "title")
        self.put_away = CheckBox(theme, "I have put it away, apart from this computer")
        self.put_away.setObjectName("put away")
        self._saved = Remark(theme, "", "check")
        self._apart = Notice(theme, "warn", "The file lies on the computer it is to help with", "Move or print it.")
        self.go_on = Button(theme, "Continue", "primary", height=36)
        self.go_on.setEnabled(False)
        self.column.addWidget(self._card())
        self.column.addLayout(self._ways())
        self.column.addWidget(self._saved)
        self.column.addWidget(self._apart)
        self.column.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignLeft)
        self._saved.hide()
        self._apart.hide()
        self.add_buttons(right=self.go_on)
        self.put_away.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.done)
        self.setFocusProxy(self.put_away)

    def show_sheet(self, sheet: Sheet) -> None:
        """The code to show, in groups, in two lines."""
        self._sheet = sheet
        groups = sheet.code.split("-")
        self._first.setText("   ".join(groups[:3]))
        self._second.setText("   ".join(groups[3:]))
        self.put_away.setChecked(False)

    def forget(self) -> None:
        """Takes the code off the screen for good."""
        self._sheet = None
        self._first.setText("")
        self._second.setText("")

    def save_to(self, path: Path) -> None:
        """Writes the sheet into a file, as text where its name ends so, else as PDF."""
        from isp_desktop.services.outputs import save_file

        if self._sheet is None:
            return
        text = path.suffix.lower() == ".txt"
        try:
            save_file(path, self._sheet.as_text() if text else self._sheet.as_pdf(self._theme))
        except NotebookError as error:
            show_error(self, self._theme, str(error), "The sheet was not saved")
            return
        self._saved.set_text(f"Saved as “{path.name}”")
        self._saved.show()
        self._apart.setVisible(path.is_relative_to(Path.home()) or path.is_relative_to(self._sheet.folder))

    def _card(self) -> Panel:
        card = Panel(self._theme, "card", (18, 16))
        card.column.addWidget(Label(self._theme, "Recovery code", "meta"))
        for line in (self._first, self._second):
            line.setFont(self._theme.font(20, 600, tabular=True))
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.column.addWidget(line)
        words = "Letters I, L, O and U never occur. Dashes and capitals do not matter."
        card.column.addWidget(Prose(self._theme, words, "meta"))
        return card

    def _ways(self) -> QHBoxLayout:
        printing = Button(self._theme, "Print", icon="printer")
        saving = Button(self._theme, "Save as a file", icon="save")
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(printing)
        row.addWidget(saving)
        row.addStretch(1)
        return row

    def _save(self) -> None:
        if path := ask_save(self, "Save the recovery sheet", Path.home() / "Recovery sheet.pdf", _KINDS):
            self.save_to(path)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        if self._sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery sheet")
        if QPrintDialog(printer, self).exec():
            self._sheet.draw(printer, self._theme)
            self._saved.set_text("Sent to the printer")
            self._saved.show()
