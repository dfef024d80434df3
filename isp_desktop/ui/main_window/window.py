"""The window itself: before the notebook, in the notebook, and the way between the two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from isp_desktop.db.folder import Folder
from isp_desktop.domain.language import _
from isp_desktop.services import opening
from isp_desktop.ui.kit.jobs import Jobs, Work
from isp_desktop.ui.kit.page import passable
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.actions import make_menus, name_undo
from isp_desktop.ui.main_window.doings import on_desk
from isp_desktop.ui.main_window.holding import Holding
from isp_desktop.ui.main_window.idle import IdleWatch
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.main_window.restored import tell_restored
from isp_desktop.ui.main_window.unseen import UnseenOpening

if TYPE_CHECKING:
    from isp_desktop.db.store import Store
    from isp_desktop.ui.kit.handed import Handed
    from isp_desktop.ui.main_window.desk import Desk
    from isp_desktop.ui.pages.first_run import FirstRunPage
    from isp_desktop.ui.pages.unlock import UnlockPage

_LOCK_MINUTES = 10
_FIRST_SIZE, _LEAST = QSize(1240, 820), QSize(760, 520)


class MainWindow(QMainWindow):
    """Shows the notebook in `folder`: the first run where there is none, the lock screen, or what is inside.

    Args:
        remark: a sentence for the lock screen, instead of the one that names the notebook.

    Signals:
        opened: a notebook is open, and what is inside is on the screen.
        shut: a notebook that was open is closed.
    """

    opened = Signal()
    shut = Signal()

    def __init__(
        self, theme: Theme, preferences: Preferences, folder: Path, remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._folder = folder
        self._remark = remark
        self._closing = False
        self._jobs = Jobs(self)
        self._holding = Holding(lambda: not self._jobs.busy(), self)
        self._holding.changed.connect(self._warn)
        self._holding.ended.connect(self.shut)
        self._desk: Desk | None = None
        self._store: Store | None = None
        self._first_run: FirstRunPage | None = None
        self._unseen = UnseenOpening(self._jobs, self)
        self._unseen.opened.connect(self.open)
        self._unseen.damaged.connect(lambda damage: self._appear_locked().take(damage))
        self._unseen.refused.connect(lambda sentence: self._appear_locked().refuse(sentence))
        self._unseen.lasts.connect(lambda job, words: self._appear_locked().follow(job, words))
        self._idle = IdleWatch(parent=self)
        self._idle.away.connect(self.lock)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._set_title("")
        self.setMinimumSize(_LEAST)
        self._inside = make_menus(self, self._doings())
        self._set_inside(False)
        theme.changed.connect(lambda: preferences.keep_appearance(theme.mode, theme.scale))
        if not self.restoreGeometry(preferences.geometry):
            self.resize(_FIRST_SIZE)

    def watch(self, app: QGuiApplication) -> None:
        """Begins to notice whether anybody is at the keyboard."""
        self._idle.watch(app)

    def begin(self, passphrase: str | None = None) -> None:
        """Shows what there is to show; with `passphrase`, or where the keychain has the key, goes on by itself.

        Then the lock screen is seen only if that takes a moment, and does not flash by.
        """
        if not Folder(self._folder).is_store:
            self._show_first_run()
            self.show()
            return
        held = self._holding.store
        if passphrase is not None:
            self._open_by_itself(_(opening.CHECKING), opening.by_passphrase(self._folder, passphrase, held))
        elif self._preferences.uses_keychain(self._folder):
            self._open_by_itself(_(opening.ASKING), opening.by_keychain(self._folder, held))
        else:
            self._show_unlock()
            self.show()

    def begin_with(self, words: str, work: Work[object]) -> None:
        """Opens the Store that `work` makes; `words` say meanwhile what is being done."""
        self.show()
        self._show_unlock().run(_("Opening"), words, work)

    def _open_by_itself(self, words: str, work: Work[object]) -> None:
        """Opens the Store that `work` gives; the lock screen says `words` where another page was on the screen before,
        where it takes a moment, or where something is wrong."""
        if self.isVisible():
            self._show_unlock().run(_("Opening"), words, work)
        else:
            self._unseen.begin(words, work)

    def _appear_locked(self) -> UnlockPage:
        page = self._show_unlock()
        if not self._closing:
            self.show()
        return page

    def lock(self, remark: str = "") -> None:
        """Shows nothing of the notebook any more, at once; closes it when what is being typed is on the disk.

        Args:
            remark: a sentence for the lock screen.
        """
        desk, store = self._desk, self._store
        if desk is None or store is None:
            return
        self._cover(desk)
        self._show_unlock(remark)
        self._desk = self._store = None
        self._holding.put(desk, store)

    def hand_out(self, sheet: Handed) -> None:
        """Shows `sheet` and nothing of the notebook, for somebody else; from there only the passphrase leads back."""
        if self._desk is None:
            return
        minutes = self._idle.minutes
        self._cover(self._desk)
        sheet.handed_back.connect(self.lock)
        self._show(sheet)
        self._set_title(sheet.title)
        self._idle.start(minutes)

    def open(self, store: Store) -> None:
        """Shows what is in an open notebook."""
        self._first_run = None
        if self._closing:
            store.close()
            return
        self._folder = store.folder.path
        desk = self._holding.take_back(store)
        if desk is None:
            self._open_anew(store)
        else:
            self._put_in(desk, store)
        self.show()
        self.opened.emit()

    def _open_anew(self, store: Store) -> None:
        from isp_desktop.ui.main_window.desk import Desk

        try:
            kept = self._preferences
            desk = Desk(
                self._theme, store, kept.folded, kept.uses_keychain(self._folder), kept.language, parent=self._stack
            )
        except BaseException:
            # Or nothing could open it again until the program is started anew.
            store.close()
            raise
        desk.lock_asked.connect(self.lock)
        desk.fold_chosen.connect(self._keep_folded)
        desk.lock_minutes_chosen.connect(self._idle.start)
        desk.keychain_chosen.connect(lambda used: self._preferences.keep_keychain(self._folder, used))
        desk.language_chosen.connect(self._keep_language)
        desk.restore_asked.connect(self._restore)
        desk.arrived.connect(self._set_title)
        desk.action_asked.connect(self._do)
        desk.handed_out.connect(self.hand_out)
        desk.undos.changed.connect(self._name_undo)
        self._put_in(desk, store)
        desk.begin()

    def _put_in(self, desk: Desk, store: Store) -> None:
        from isp_desktop.services import settings

        self._desk, self._store = desk, store
        # Before anything that can fail: a notebook that is open must lock by itself.
        self._idle.start(_LOCK_MINUTES)
        self._show(desk)
        self._set_inside(True)
        desk.show_beside()
        self._idle.start(int(settings.read(store, "lock_minutes", _LOCK_MINUTES)))

    def tell(self, sentence: str) -> None:
        """Says what the world refused: above the page, or in a small window where no page is."""
        if self._desk is not None:
            self._desk.tell(sentence)
        else:
            from isp_desktop.ui.kit.dialogs import show_error

            show_error(self, self._theme, sentence)

    def desk(self) -> Desk | None:
        """The open notebook's desk."""
        return self._desk

    def quiet_for(self) -> float:
        """For how many seconds nobody has touched a key or the mouse."""
        return self._idle.quiet_for()

    def shown(self) -> QWidget | None:
        """What fills the window."""
        return self._stack.currentWidget()

    def _warn(self) -> None:
        """Says on the lock screen whether what was typed waits for the disk."""
        from isp_desktop.ui.pages.unlock import UnlockPage

        page = self.shown()
        if isinstance(page, UnlockPage):
            page.warn(self._holding.is_unkept(self._folder))

    def _cover(self, desk: Desk) -> None:
        """Takes the notebook and all that stands over it out of sight."""
        self._idle.stop()
        desk.undos.forget()
        self._set_inside(False)
        desk.hide_beside()
        for dialog in self.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively):
            if dialog.isWindow() and dialog.isVisible():
                dialog.close()
        self._stack.removeWidget(desk)
        desk.hide()

    def _restore(self, backup_id: str, passphrase: str) -> None:
        desk, store = self._desk, self._store
        if desk is None or store is None or not desk.flush():
            return
        self._cover(desk)
        page = self._show_unlock()
        self._desk = self._store = None
        self._holding.put(desk, store)
        self._holding.end_all()
        page.restore(backup_id, passphrase)

    def _keep_language(self, tag: str) -> None:
        self._preferences.language = tag

    def _keep_folded(self, folded: bool) -> None:
        self._preferences.folded = folded

    def _show_unlock(self, remark: str = "") -> UnlockPage:
        from isp_desktop.ui.pages.unlock import UnlockPage

        page = UnlockPage(self._theme, self._jobs, self._folder, remark or self._remark, self._holding.store)
        page.opened.connect(self.open)
        page.restored.connect(partial(tell_restored, self.desk))
        page.recovery_asked.connect(self._show_recovery)
        page.folder_chosen.connect(self._change_folder)
        self._show(page)
        self._warn()
        self._set_title(_("Locked"))
        return page

    def _show_recovery(self) -> None:
        from isp_desktop.ui.pages.recover import RecoverPage

        page = RecoverPage(self._theme, self._jobs, self._folder, self._holding.store)
        page.opened.connect(self.open)
        page.left.connect(self._show_unlock)
        self._show(page)
        self._set_title(_("Recovery sheet"))

    def _show_first_run(self) -> None:
        from isp_desktop.ui.pages.first_run import FirstRunPage

        page = self._first_run = FirstRunPage(self._theme, self._jobs, self._folder)
        page.made.connect(self._remember)
        page.opened.connect(self.open)
        page.folder_chosen.connect(self._change_folder)
        page.stepped.connect(self._set_title)
        self._show(page)
        self._set_title(page.step_name())

    def _remember(self, folder: Path) -> None:
        self._folder = self._preferences.folder = folder

    def _change_folder(self, folder: Path) -> None:
        self._remember(folder)
        self._first_run = None
        self.begin()

    def _show(self, widget: QWidget) -> None:
        """Puts `widget` in the window; what was there is gone with all that it showed."""
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None and before is not widget:
            self._stack.removeWidget(before)
            before.deleteLater()
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_title(self, place: str) -> None:
        self.setWindowTitle(_("{place} - ISP Desktop").format(place=place) if place else _("ISP Desktop"))

    def _set_inside(self, inside: bool) -> None:
        for action in self._inside:
            action.setEnabled(inside)
        self._name_undo()
        self.menuBar().setVisible(inside)

    def _name_undo(self) -> None:
        """Says in the menu what Ctrl+Z takes back; off where there is nothing."""
        offer = self._desk.undos.last() if self._desk is not None else None
        name_undo(self._inside, offer.sentence if offer else None)

    def _doings(self) -> dict[str, Callable[[], object]]:
        """What each entry of the menus does; entries that need the notebook are off while it is closed."""
        own: dict[str, Callable[[], object]] = {"lock": self.lock, "quit": self.close, "keys": self._show_keys}
        return {**on_desk(self.desk), **own}

    def _show_keys(self) -> None:
        from isp_desktop.ui.main_window.help_sheet import help_sheet

        help_sheet(self, self._theme).exec()

    def _do(self, name: str) -> None:
        """What the entry `name` of the menus does, asked for in the search."""
        self._doings()[name]()

    def _may_close(self) -> bool:
        """Closes the notebook; False where what is typed cannot be kept and the user would rather stay."""
        if not self._is_kept():
            from isp_desktop.ui.kit.asking import rather_lost

            if not rather_lost(self, self._theme):
                return False
        if self._desk is not None and self._store is not None:
            self._cover(self._desk)
            self._holding.put(self._desk, self._store)
            self._desk = self._store = None
        self._holding.end_all()
        return True

    def _is_kept(self) -> bool:
        return (self._desk is None or self._desk.flush_at_last()) and self._holding.is_kept()

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        with passable(self._desk.page() if self._desk is not None else None):
            return super().focusNextPrevChild(on)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        self._preferences.geometry = self.saveGeometry()
        self._closing = True
        self._unseen.stay_unseen()
        # A notebook that a job was just opening arrives now, and is closed properly.
        self._jobs.cancel_all()
        made = self._first_run.store_made() if self._first_run is not None else None
        if made is not None:
            made.close()
        event.accept()
