"""The last step: how it goes with writing the bundle, that it is whole, and how to do it again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.services.sharing.packing import Shared
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.panels import SectionHead
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.words import size_words


class Saved(QWidget):
    """The fourth step.

    Signals:
        keep_asked: the name under which this is to be done again.
    """

    keep_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self.bar = JobBar(theme)
        self.done = Notice(theme, "good", "")
        self.told = Prose(theme, "", "body", "text2")
        self.show_folder = Button(theme, _("Show the folder"), icon="folder-open")
        self.again = QWidget()
        self.name = LineEditor(theme, _("Name"), _("Such as “Friday for Sam”"))
        self.keep = Button(theme, _("Save this choice"), icon="repeat")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        again = QVBoxLayout(self.again)
        again.setContentsMargins(0, 12, 0, 0)
        again.setSpacing(6)
        again.addWidget(SectionHead(theme, _("Do it again in two clicks")))
        again.addLayout(row)
        folder = QHBoxLayout()
        folder.addWidget(self.show_folder)
        folder.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.bar, self.done, self.told):
            column.addWidget(part)
        column.addLayout(folder)
        column.addWidget(self.again)
        column.addStretch(1)
        self.show_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.keep.clicked.connect(lambda: self.keep_asked.emit(str(self.name.value() or "")))
        self.name.line.returnPressed.connect(self.keep.click)
        self.name.changed.connect(lambda: self.name.set_error(""))
        self.begin()

    def begin(self) -> None:
        """Nothing is written yet."""
        for part in (self.done, self.told, self.show_folder, self.again):
            part.hide()

    def show_done(self, shared: Shared, is_removable: bool, *, can_be_kept: bool) -> None:
        """The bundle is on the disk, perhaps one that can be taken out, and was read back."""
        self._folder = shared.path.parent
        stick = _("Written and read back. It is safe to remove the stick.")
        self.done.set_text(
            stick if is_removable else _("Written and read back."),
            _("{file}, {size}").format(file=shared.path.name, size=size_words(shared.bytes)),
        )
        hand_over = _("Hand it over, or send it as it is: nobody else can open it.")
        self.told.setText(f"{_held_words(shared)} {hand_over}")
        for part in (self.done, self.told, self.show_folder):
            part.show()
        self.again.setVisible(can_be_kept)
        self.name.set_value(None)

    def kept(self) -> None:
        """The choice is saved."""
        self.again.hide()


def _held_words(shared: Shared) -> str:
    """How many records are in a bundle; those of its photos and files are among them."""
    records = shared.counts["records"]
    files = shared.counts.get("attachments", 0)
    if not files:
        return counted("{n} record is in it.", "{n} records are in it.", records)
    return _("In it: {records}, including {files}.").format(
        records=counted("{n} record", "{n} records", records),
        files=counted("{n} photo or file", "{n} photos and files", files),
    )
