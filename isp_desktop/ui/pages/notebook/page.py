"""The owner's page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import recovery_sheet, session
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.access import AccessSection
from isp_desktop.ui.pages.notebook.appearance import AppearanceSection
from isp_desktop.ui.pages.notebook.deleted import DeletedSection
from isp_desktop.ui.pages.notebook.files import FilesSection
from isp_desktop.ui.pages.notebook.keeping import KeepingSection
from isp_desktop.ui.pages.notebook.reflecting import ReflectingSection

_WIDEST, _TWO_COLUMNS = 760, 1000
_UNCONFIRMED = (
    marked("Recovery sheet not confirmed"),
    marked(
        "Without it, a forgotten passphrase closes the notebook for good. A code is shown only once: make a new sheet, "
        "and put it away."
    ),
)


class NotebookPage(Page):
    """Everything about the notebook that is not in it.

    Signals:
        lock_minutes_chosen: after how many minutes away the notebook locks from now on; 0 for only when asked.
        keychain_chosen: whether this computer's keychain has the key now.
        language_chosen: the tag of the language to speak from the next start on; "" for the system's.
        restore_asked: the id of the backup to go back to, and the passphrase.
        backup_taken: a backup was taken.
    """

    lock_minutes_chosen = Signal(int)
    keychain_chosen = Signal(bool)
    language_chosen = Signal(str)
    restore_asked = Signal(str, str)
    backup_taken = Signal()

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        *,
        keychain: bool,
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store = store
        self._folder = store.folder.path
        self.appearance = AppearanceSection(theme, language)
        self.access = AccessSection(theme, jobs, store, keychain)
        self.keeping = KeepingSection(theme, jobs, store)
        self.deleted = DeletedSection(theme, store)
        self.reflecting = ReflectingSection(theme, store)
        self.files = FilesSection(theme, jobs, store)
        self.reminder = Notice(theme, "warn", _(_UNCONFIRMED[0]), _(_UNCONFIRMED[1]), action=_("Make a new sheet"))
        self._scroll_area = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self.access.lock_minutes_changed.connect(self.lock_minutes_chosen)
        self.access.lock_minutes_changed.connect(lambda _minutes: self.said.emit(_("Locking changed")))
        self.access.keychain_changed.connect(self.keychain_chosen)
        self.appearance.language_chosen.connect(self.language_chosen)
        self.appearance.language_chosen.connect(lambda _tag: self.said.emit(_("Language changed, from the next start")))
        self.access.keychain_changed.connect(lambda _used: self.said.emit(_("Keychain changed")))
        self.reminder.acted.connect(self.access.ask_sheet)
        self.access.sheet_changed.connect(self._remind)
        self.access.opened.connect(self._reveal)
        self.keeping.taken.connect(self.backup_taken)
        self.keeping.restore_asked.connect(self.restore_asked)
        self.reflecting.read_asked.connect(lambda: self.list_asked.emit("reflection"))
        self.reflecting.changed.connect(self.said)
        for section in (self.access, self.deleted, self.reflecting):
            section.asked.connect(self._told)
        self.deleted.restored.connect(lambda title: self.said.emit(_("{title} is back").format(title=title)))
        self.files.added.connect(self.undo_offered)
        self._remind()

    def press_in_files(self, name: str) -> None:
        """Presses "contacts" or "table", once the section is in sight."""
        self._reveal(self.files)
        button = {"contacts": self.files.contacts, "table": self.files.table}[name]
        QTimer.singleShot(0, button, button.click)

    def refresh(self, kinds: frozenset[str]) -> None:
        self.deleted.refresh()

    def _remind(self) -> None:
        """Asks for a sheet while nobody has said that one is put away, unless it is just on the screen."""
        self.reminder.setVisible(self.access.sheet.isHidden() and recovery_sheet.waits(self._store))

    def _reveal(self, part: QWidget) -> None:
        """Scrolls to what was just opened, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_area.ensureWidgetVisible(part))

    def _lay_out(self) -> None:
        header = PageHeader(self._theme, _("Notebook settings"))
        header.set_line(_("It lies in {folder}").format(folder=self._folder))
        show = Button(self._theme, _("Show the folder"), icon="folder-open")
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        header.add_action(show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._scroll(), 1)

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(32, 16, 30, 24)
        outer.setSpacing(14)
        if warning := session.synced_folder_warning(self._folder):
            outer.addWidget(Notice(self._theme, "warn", _("A synced folder"), warning))
        self.reminder.setMaximumWidth(self._theme.px(_WIDEST))
        outer.addWidget(self.reminder)
        self._columns.setSpacing(14)
        for sections in ((self.access, self.appearance, self.files), (self.keeping, self.reflecting, self.deleted)):
            column = QVBoxLayout()
            column.setSpacing(14)
            for section in sections:
                section.setMaximumWidth(self._theme.px(_WIDEST))
                column.addWidget(section)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        scroll = self._scroll_area
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_TWO_COLUMNS)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
