"""Who gets in: when the notebook locks, the passphrase, this computer's keychain."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import recovery_sheet, session, settings
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.asking import AskPassphrase
from isp_desktop.ui.pages.notebook.new_sheet import NewSheet
from isp_desktop.ui.pages.notebook.section import Choose, Section

_MINUTES = (
    ("5", marked("5 minutes away")),
    ("10", marked("10 minutes")),
    ("30", marked("30 minutes")),
    ("60", marked("1 hour")),
    ("0", marked("Only when asked")),
)


class AccessSection(Section):
    """Locking, passphrase and keychain.

    Signals:
        lock_minutes_changed: after how many minutes away the notebook locks; 0 for only when asked.
        keychain_changed: whether this computer's keychain has the key now.
        sheet_changed: a new recovery sheet is shown, or was put away.
        opened: a part of the section has just appeared, to be scrolled to.
        asked: a callable that writes, to be done in its turn.
    """

    lock_minutes_changed = Signal(int)
    keychain_changed = Signal(bool)
    sheet_changed = Signal()
    opened = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, keychain: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Locking and passphrase"), parent=parent)
        self._jobs = jobs
        self._store = store
        self._keychain = keychain
        self.minutes = Choose(theme, _("Lock after"), [(key, _(label)) for key, label in _MINUTES])
        self.minutes.choose(str(settings.read(store, "lock_minutes", 10)))
        self.change = Button(theme, _("Change passphrase"), icon="key-round")
        self.renew = Button(theme, _("New recovery sheet"), icon="file-text")
        self.keychain_button = Button(theme, "", icon="monitor")
        self._told = Prose(theme, "", "meta")
        self.bar = JobBar(theme)
        self._do: Callable[[], None] = lambda: None
        self._opener: QWidget | None = None
        self._lay_out()
        self._connect()
        self._show_keychain()

    @cached_property
    def form(self) -> AskPassphrase:
        """Asks for the passphrase; made when it is first asked for."""
        made = AskPassphrase(self._theme, self._store.author)
        made.hide()
        self.body.insertWidget(self.body.indexOf(self.bar), made)
        follow(self.keychain_button, made.stops())
        made.given.connect(lambda: self._do())
        made.left.connect(self._close)
        return made

    @cached_property
    def sheet(self) -> NewSheet:
        """The new recovery sheet; made when there is one to show."""
        made = NewSheet(self._theme, self._store)
        self.body.addWidget(made)
        follow(self.bar.button, made.findChildren(Button))
        made.put_away.connect(self.sheet_changed)
        made.asked.connect(self.asked)
        return made

    def ask_change(self) -> None:
        """Opens the lines for a new passphrase."""
        self._ask(_("Set the new passphrase"), self._change_passphrase, new=True)

    def ask_keychain(self) -> None:
        """Takes the key out of the keychain, or asks for the passphrase to put it there."""
        if self._keychain:
            folder = self._store.folder.path
            job = self._start(_("Forgetting the key"), lambda _progress: session.forget_in_keychain(folder))
            job.finished.connect(lambda _none: self._set_keychain(False))
        else:
            self._ask(_("Let this computer remember"), self._remember, new=False)

    def ask_sheet(self) -> None:
        """Asks for the passphrase, then makes a new recovery sheet in place of the earlier one."""
        self._ask(_("Make a new sheet"), self._renew_sheet, new=False)

    def _renew_sheet(self) -> None:
        folder, store = self._store.folder.path, self._store

        def make(key: bytes) -> None:
            def work(progress: Progress) -> str:
                progress(0, 0, _("Making the code. It takes a moment, to make guessing slow"))
                code = session.renew_recovery(folder, key)
                recovery_sheet.note_made(store)
                return code

            self._start(_("The new sheet"), work).finished.connect(self._show_sheet)

        self._check_then(make)

    def _show_sheet(self, code: str) -> None:
        self.sheet.show_code(code)
        self.sheet_changed.emit()
        self.sheet.view.setFocus()
        self.opened.emit(self.sheet)

    def _change_passphrase(self) -> None:
        folder = self._store.folder.path
        new = self.form.new.taken() if self.form.typed_now() else None
        if new is None:
            return

        def change(key: bytes) -> None:
            done = _("The new passphrase holds from now on. Older backups keep the old.")
            self._start(
                _("Setting the new passphrase"), lambda _progress: session.change_passphrase(folder, key, new), done
            )

        self._check_then(change)

    def _remember(self) -> None:
        folder = self._store.folder.path

        def remember(key: bytes) -> None:
            job = self._start(_("Asking the keychain"), lambda _progress: session.remember_in_keychain(folder, key))
            job.finished.connect(lambda _none: self._set_keychain(True))

        self._check_then(remember)

    def _check_then(self, go_on: Callable[[bytes], None]) -> None:
        """Goes on with the key if the passphrase typed is right; else a sentence stands beside its field."""
        typed, folder = self.form.typed_now(), self._store.folder.path
        if not typed:
            return

        def work(progress: Progress) -> bytes:
            key = session.unlock(folder, typed)
            # Whoever pressed Cancel meanwhile is heard here.
            progress(0, 0, _("Checking the passphrase"))
            return key

        job = self._jobs.start(_("Checking the passphrase"), work, self)
        self.bar.watch(job)
        self.form.set_busy(True)
        job.failed.connect(self._refuse)
        job.cancelled.connect(lambda: self.form.set_busy(False))
        job.finished.connect(go_on)

    def _start(self, name: str, work: Callable[[Progress], object], done: str = "") -> Job:
        job = self._jobs.start(name, work, self)
        self.bar.watch(job, done)
        self.form.set_busy(True)
        job.finished.connect(self._close)
        job.ended.connect(lambda: self.form.set_busy(False))
        return job

    def _refuse(self, sentence: str) -> None:
        self.bar.hide()
        self.form.set_busy(False)
        self.form.refuse(sentence)

    def _set_keychain(self, used: bool) -> None:
        self._keychain = used
        self._show_keychain()
        self.keychain_changed.emit(used)

    def _show_keychain(self) -> None:
        on = self._keychain
        self.keychain_button.set_words(_("Forget on this computer") if on else _("Remember on this computer"))
        self._told.setText(
            _(
                "This computer's keychain has the key: "
                "the notebook opens without its passphrase for whoever is signed in."
            )
            if on
            else _("The passphrase is asked for each time. This computer's keychain can remember the key instead.")
        )

    def _ask(self, words: str, do: Callable[[], None], new: bool) -> None:
        self._do = do
        self._opener = self.window().focusWidget()
        self.form.ask(words, new)
        self.opened.emit(self.form)

    def _close(self, _result: object = None) -> None:
        self.form.clear()
        within = self.form.isAncestorOf(self.window().focusWidget() or self)
        self.form.hide()
        if within and self._opener is not None:
            # Hiding what has the focus would send it to whatever comes next on the page.
            self._opener.setFocus()

    def _connect(self) -> None:
        self.minutes.chosen.connect(self._set_minutes)
        self.change.clicked.connect(self.ask_change)
        self.renew.clicked.connect(self.ask_sheet)
        self.keychain_button.clicked.connect(self.ask_keychain)

    def _set_minutes(self, key: str) -> None:
        self.asked.emit(partial(self._keep_minutes, int(key)))

    def _keep_minutes(self, minutes: int) -> None:
        settings.write(self._store, "lock_minutes", minutes)
        self.lock_minutes_changed.emit(minutes)

    def _lay_out(self) -> None:
        ways = QWidget()
        row = FlowLayout(ways, gap=8, line_gap=8)
        policy = ways.sizePolicy()
        policy.setHeightForWidth(True)
        ways.setSizePolicy(policy)
        for button in (self.change, self.renew, self.keychain_button):
            row.addWidget(button)
        self.body.addWidget(FormRow(self._theme, _("Lock after"), self.minutes))
        self.body.addWidget(ways)
        self.body.addWidget(self._told)
        self.body.addWidget(self.bar)
