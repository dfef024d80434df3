"""The third step: the recovery code, shown once, to be put on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.sheet import Sheet
from isp_desktop.ui.kit.sheet_view import SheetView
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.step import Step


class RecoveryStep(Step):
    """Shows the code until the user has put it away.

    Signals:
        done: the user says that it is put away.
    """

    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        sentence = _(
            "It opens the notebook if you forget the passphrase. It is shown only now, and nobody else has it."
        )
        super().__init__(theme, _("Your recovery sheet"), sentence, parent)
        self.view = SheetView(theme, _save)
        self.put_away = CheckBox(theme, _("I have put it away, apart from this computer"))
        self.put_away.setObjectName(_("put away"))
        self.go_on = Button(theme, _("Continue"), "primary", height=36)
        self.go_on.setEnabled(False)
        self.column.addWidget(self.view)
        self.column.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_buttons(right=self.go_on)
        self.put_away.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.done)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # As in the fields of the other steps.
            QShortcut(key, self.put_away, self.go_on.click, context=Qt.ShortcutContext.WidgetShortcut)
        self.setFocusProxy(self.put_away)

    def show_sheet(self, sheet: Sheet) -> None:
        """The sheet to put away."""
        self.view.show_sheet(sheet)
        self.put_away.setChecked(False)


def _save(path: Path, content: bytes) -> None:
    from isp_desktop.services.outputs import save_file

    save_file(path, content)
