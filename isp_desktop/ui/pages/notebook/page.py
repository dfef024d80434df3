"""The owner's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import recovery_sheet, session
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.access import AccessSection
from isp_desktop.ui.pages.notebook.appearance import AppearanceSection
from isp_desktop.ui.pages.notebook.deleted import DeletedSection
from isp_desktop.ui.pages.notebook.files import FilesSection
from isp_desktop.ui.pages.notebook.keeping import KeepingSection
from isp_desktop.ui.pages.notebook.reflecting import ReflectingSection
from isp_desktop.ui.pages.notebook.section import Section

_WIDEST, _TWO_COLUMNS = 760, 1000
_UNCONFIRMED = (
    marked("Recovery sheet not confirmed"),
    marked(
        "Without it, a forgotten passphrase closes the notebook for good. A code is shown only once: make a new sheet, "
        "and put it away."
    ),
)


S = TypeVar("S", bound=Section)


class NotebookPage(Page):
    """Everything about the notebook that is not in it.

    Each section is built in a turn of its own; whoever asks for one before its turn gets them all at once.

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
        self._theme, self._jobs, self._store = theme, jobs, store
        self._folder = store.folder.path
        self._keychain, self._language = keychain, language
        self._sections: list[Section] = []
        self.reminder = Notice(theme, "warn", _(_UNCONFIRMED[0]), _(_UNCONFIRMED[1]), action=_("Make a new sheet"))
        self.reminder.acted.connect(lambda: self.access.ask_sheet())
        self._scroll_area = QScrollArea()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.reminder.setVisible(recovery_sheet.waits(store))
        self.slices = Slices(self)
        self.slices.begin(self._parts())

    @property
    def access(self) -> AccessSection:
        """Who gets in."""
        return self._section(AccessSection)

    @property
    def appearance(self) -> AppearanceSection:
        """How it looks."""
        return self._section(AppearanceSection)

    @property
    def files(self) -> FilesSection:
        """What comes in and goes out as a file."""
        return self._section(FilesSection)

    @property
    def keeping(self) -> KeepingSection:
        """Backups and the check."""
        return self._section(KeepingSection)

    @property
    def reflecting(self) -> ReflectingSection:
        """Whether visits ask a question."""
        return self._section(ReflectingSection)

    @property
    def deleted(self) -> DeletedSection:
        """What can be brought back."""
        return self._section(DeletedSection)

    def _section(self, kind: type[S]) -> S:
        self.slices.finish()
        return next(one for one in self._sections if isinstance(one, kind))

    def _parts(self) -> Iterator[Callable[[], None]]:
        """What builds the sections, from the top down, so that none moves when the next one comes."""
        left: Sequence[Callable[[], Section]] = (self._access, self._appearance, self._files)
        right: Sequence[Callable[[], Section]] = (self._keeping, self._reflecting, self._gone)
        for half, makes in zip(self._halves, (left, right), strict=True):
            for make in makes:
                yield partial(self._add, half, make)

    def _add(self, half: QVBoxLayout, make: Callable[[], Section]) -> None:
        section = make()
        section.setMaximumWidth(self._theme.px(_WIDEST))
        # Above the stretch.
        half.insertWidget(half.count() - 1, section)
        # Only what is shown can take the focus.
        section.show()
        self._sections.append(section)

    def _access(self) -> AccessSection:
        made = AccessSection(self._theme, self._jobs, self._store, self._keychain)
        made.lock_minutes_changed.connect(self.lock_minutes_chosen)
        made.lock_minutes_changed.connect(lambda _minutes: self.said.emit(_("Locking changed")))
        made.keychain_changed.connect(self.keychain_chosen)
        made.keychain_changed.connect(lambda _used: self.said.emit(_("Keychain changed")))
        made.sheet_changed.connect(self._remind)
        made.opened.connect(self._reveal)
        made.asked.connect(self._told)
        return made

    def _appearance(self) -> AppearanceSection:
        made = AppearanceSection(self._theme, self._language)
        made.language_chosen.connect(self.language_chosen)
        made.language_chosen.connect(lambda _tag: self.said.emit(_("Language changed, from the next start")))
        return made

    def _files(self) -> FilesSection:
        made = FilesSection(self._theme, self._jobs, self._store)
        made.added.connect(self.undo_offered)
        return made

    def _keeping(self) -> KeepingSection:
        made = KeepingSection(self._theme, self._jobs, self._store)
        made.taken.connect(self.backup_taken)
        made.restore_asked.connect(self.restore_asked)
        return made

    def _reflecting(self) -> ReflectingSection:
        made = ReflectingSection(self._theme, self._store)
        made.read_asked.connect(lambda: self.list_asked.emit("reflection"))
        made.changed.connect(self.said)
        made.asked.connect(self._told)
        return made

    def _gone(self) -> DeletedSection:
        made = DeletedSection(self._theme, self._store)
        made.asked.connect(self._told)
        made.restored.connect(lambda title: self.said.emit(_("{title} is back").format(title=title)))
        return made

    def press_in_files(self, name: str) -> None:
        """Presses "contacts" or "table", once the section is in sight."""
        self._reveal(self.files)
        button = {"contacts": self.files.contacts, "table": self.files.table}[name]
        QTimer.singleShot(0, button, button.click)

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        self.deleted.refresh()

    def _remind(self) -> None:
        """Asks for a sheet while nobody has said that one is put away, unless it is just on the screen."""
        self.reminder.setVisible(self.access.sheet.isHidden() and recovery_sheet.waits(self._store))

    def _reveal(self, part: QWidget) -> None:
        """Scrolls to what was just opened, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_area.ensureWidgetVisible(part))

    def _lay_out(self) -> None:
        self.header = header = PageHeader(self._theme, _("Notebook settings"))
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
        outer = GrowingColumn(inside)
        outer.setContentsMargins(32, 16, 30, 24)
        outer.setSpacing(14)
        if warning := session.synced_folder_warning(self._folder):
            outer.addWidget(Notice(self._theme, "warn", _("A synced folder"), warning))
        self.reminder.setMaximumWidth(self._theme.px(_WIDEST))
        outer.addWidget(self.reminder)
        self._columns.setSpacing(14)
        for half in self._halves:
            half.setSpacing(14)
            half.addStretch(1)
            self._columns.addLayout(half, 1)
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

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        # A way of which only the beginning is built would lead past the sections.
        self.slices.finish()
        return super().focusNextPrevChild(on)
