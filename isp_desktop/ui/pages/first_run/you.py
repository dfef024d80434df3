"""The first step: who writes, and where the notebook will lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.folder import Folder
from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_folder
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.first_run.step import Step


class YouStep(Step):
    """Asks for the name, and shows the folder.

    Signals:
        done: the name is given.
        existing_chosen: a folder that has a notebook already.
    """

    done = Signal()
    existing_chosen = Signal(object)

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        sentence = _(
            "A notebook for your visits, kept and encrypted on this computer. Your name stands on what you write."
        )
        super().__init__(theme, _("Welcome"), sentence, parent)
        self.folder = folder
        self.name = LineEditor(theme, _("Your name"), _("As colleagues know you"))
        self.name.line.setObjectName("name")
        self.place = LineEditor(theme, _("Where it will lie"))
        self.place.set_read_only(True)
        choose = Button(theme, _("Choose another place"), icon="folder-open", height=28)
        self._cloud = Notice(theme, "warn", "")
        self.go_on = Button(theme, _("Continue"), "primary", height=36)
        existing = Button(theme, _("Open another notebook"), "link", height=28)
        self.column.addWidget(FormRow(theme, _("Your name"), self.name, labels="above"))
        self.column.addWidget(FormRow(theme, _("Where it will lie"), self.place, labels="above"))
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._cloud)
        self.add_buttons(existing, right=self.go_on)
        choose.clicked.connect(self._choose)
        existing.clicked.connect(self._open_existing)
        self.go_on.clicked.connect(self._finish)
        self.name.line.returnPressed.connect(self._finish)
        self.setFocusProxy(self.name)
        self.set_folder(folder)

    def set_folder(self, folder: Path) -> None:
        """Where the notebook will lie; a folder that a cloud service copies is warned of."""
        self.folder = folder
        self.place.set_value(str(folder))
        # The end of a path tells more than its beginning.
        self.place.line.end(False)
        self.place.line.setToolTip(str(folder))
        self.place.set_error("")
        service = Folder(folder.absolute()).synced_by
        self._cloud.set_text(
            _("“{folder}” looks like a synced folder").format(folder=service),
            _("Two computers writing there can ruin a notebook. Choose a place on this computer only."),
        )
        self._cloud.setVisible(bool(service))

    def _choose(self) -> None:
        if chosen := ask_folder(self, _("Where the notebook should lie"), self.folder.parent):
            taken = chosen.is_dir() and any(chosen.iterdir())
            self.set_folder(chosen / "notebook" if taken else chosen)

    def _open_existing(self) -> None:
        chosen = ask_folder(self, _("The folder of the notebook"), self.folder.parent)
        if chosen is None:
            return
        if Folder(chosen).is_store:
            self.existing_chosen.emit(chosen)
        else:
            self.place.set_error(
                _("There is no notebook in “{folder}”. Choose the folder that holds keys.json.").format(folder=chosen)
            )

    def _finish(self) -> None:
        if self.name.value() is None:
            self.name.set_error(_("Type your name, as it should stand on visit summaries."))
            self.name.setFocus()
        elif Folder(self.folder).is_store:
            self.place.set_error(_("There is a notebook in this folder already. Open it, or choose another place."))
        else:
            self.done.emit()
