"""A bundle that came: what it would do, then doing it, then what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.arrivals import Arrival
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import ForOthers, PassphraseNeeded
from isp_desktop.domain.language import _
from isp_desktop.services.sharing import previewing, receiving
from isp_desktop.services.sharing.previewing import Coming, Preview
from isp_desktop.ui.kit.dialogs import PassphraseEditor
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.forms import FormRow
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.paged import PagedCard
from isp_desktop.ui.pages.exchange.report import Report
from isp_desktop.ui.pages.exchange.would_do import WouldDo

WAIT, ASK, LOOK, REPORT, REFUSED = range(5)


class IncomingCard(PagedCard):
    """Looks into a bundle, takes it in, and tells what came of it.

    Signals:
        closed: back to sharing.
        received: a bundle was taken in; its Arrival.
        card_asked: one's own contact is wanted, to be sent to whoever made the bundle.
        another_asked: another bundle is to be looked into.
        said: a sentence for the status line.
    """

    closed = Signal()
    received = Signal(object)
    card_asked = Signal()
    another_asked = Signal()
    said = Signal(str)

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Back to sharing"), parent)
        self._jobs, self._store = jobs, store
        self._path: Path | None = None
        self._secret = ""
        self._coming: Sequence[Coming] = ()
        self._job: Job | None = None
        self._is_receiving = False
        self.title = Label(theme, "", "title")
        self.bar = JobBar(theme)
        self.passphrase = PassphraseEditor(theme, _("Passphrase of the bundle"))
        self.would_do = WouldDo(theme, store.device, today)
        self.report = Report(theme, jobs, store)
        self._is_for_others = False
        self.refused = EmptyState(theme, "", "", action=_("Copy my contact"), other=_("Open another bundle"))
        self._lay_out()
        self.back.clicked.connect(self._leave)
        self.next.clicked.connect(self._forward)
        self.passphrase.line.returnPressed.connect(self._forward)
        self.refused.begun.connect(self._do_about_refused)
        self.refused.begun_otherwise.connect(self.another_asked)

    def open(self, path: Path) -> None:
        """Looks into the bundle in a file; not while another one is being taken in."""
        if self._is_receiving:
            return
        self._path, self._secret = path, ""
        self.passphrase.clear()
        self.title.setText(path.name)
        self._look()

    def step(self) -> int:
        """What it shows."""
        return self.pages.currentIndex()

    def _look(self) -> None:
        store, path, secret = self._store, self._path, self._secret
        assert path is not None

        def work(progress: Progress) -> Preview | PassphraseNeeded | ForOthers:
            told = _("Looking into the bundle")
            try:
                return previewing.preview(store, path, secret, lambda done, total: progress(done, total or 0, told))
            except (PassphraseNeeded, ForOthers) as refusal:
                return refusal

        if self._job is not None:
            self._job.cancel()
        job = self._watch(_("Looking into the bundle"), work)
        job.finished.connect(lambda found: self._show(found) if job is self._job else None)
        job.failed.connect(lambda sentence: self._refuse(sentence) if job is self._job else None)
        job.cancelled.connect(lambda: self.closed.emit() if job is self._job else None)

    def _show(self, found: object) -> None:
        self._job = None
        if isinstance(found, PassphraseNeeded):
            self._go(ASK)
            if self._secret:
                self.passphrase.set_error(str(found))
            self.passphrase.setFocus()
            return
        if isinstance(found, ForOthers):
            self._refuse(str(found), is_for_others=True)
            return
        assert isinstance(found, Preview)
        self.title.setText(_("Bundle from {name}").format(name=found.colleague or found.manifest.sender.name))
        self._coming = found.coming
        self.would_do.show_preview(found)
        self._go(LOOK)

    def _receive(self) -> None:
        store, path, secret = self._store, self._path, self._secret
        assert path is not None

        def work(progress: Progress) -> Arrival:
            told = _("Receiving")
            return receiving.receive(store, path, secret, lambda done, total: progress(done, total or 0, told))

        self._is_receiving = True
        job = self._watch(_("Receiving the bundle"), work)
        job.finished.connect(self._done)
        job.failed.connect(self._refuse)
        job.cancelled.connect(self._stopped)
        job.ended.connect(self._end_receiving)

    def _watch(self, name: str, work: Callable[[Progress], object]) -> Job:
        job = self._job = self._jobs.start(name, work, self)
        self.bar.watch(job)
        self._go(WAIT)
        return job

    def _done(self, arrival: Arrival) -> None:
        self._job = None
        self.passphrase.clear()
        self._secret = ""
        self.report.show_arrival(arrival, self._coming)
        self._go(REPORT)
        self.said.emit(_("Bundle received"))
        self.received.emit(arrival)

    def _stopped(self) -> None:
        self._job = None
        self.said.emit(_("Receiving was stopped. Nothing of it was kept."))
        self._go(LOOK)

    def _end_receiving(self) -> None:
        self._is_receiving = False

    def _refuse(self, sentence: str, *, is_for_others: bool = False) -> None:
        self._job = None
        self._is_for_others = is_for_others
        self.refused.set_text(_("This bundle cannot be taken"), sentence)
        if is_for_others:
            self.refused.action.set_words(_("Copy my contact"), "copy")
        else:
            self.refused.action.set_words(_("Open another bundle"), "folder-open")
        self.refused.other.setVisible(is_for_others)
        self._go(REFUSED)

    def _do_about_refused(self) -> None:
        # Only who made it for others can make it anew, and needs one's contact for that.
        (self.card_asked if self._is_for_others else self.another_asked).emit()

    def _forward(self) -> None:
        if self.step() == ASK:
            self._secret = str(self.passphrase.value() or "")
            if not self._secret:
                self.passphrase.set_error(_("Type the passphrase first"))
                return
            self._look()
        elif self.step() == LOOK:
            self._receive()

    def _leave(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.passphrase.clear()
        self._secret = ""
        self.closed.emit()

    def _go(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        words = {ASK: _("Open it"), LOOK: _("Receive")}.get(step, "")
        self.next.setVisible(bool(words))
        self.next.set_words(words, "inbox" if step == LOOK else "key-round")
        self.back.setVisible(step != WAIT)
        if self.isVisible():
            # The control that had the focus went with what was shown before.
            first = {WAIT: self.bar.button, ASK: self.passphrase, LOOK: self.next, REFUSED: self.refused.action}
            first.get(step, self.back).setFocus()

    def _lay_out(self) -> None:
        wait, ask = QWidget(), QWidget()
        waiting, asking = QVBoxLayout(wait), QVBoxLayout(ask)
        waiting.addWidget(self.bar)
        waiting.addStretch(1)
        asking.addWidget(
            Prose(self._theme, _("A passphrase opens this bundle. Ask whoever sent it, best by telephone."))
        )
        asking.addWidget(FormRow(self._theme, _("Passphrase"), self.passphrase, labels="above"))
        asking.addStretch(1)
        for part in (wait, ask, self.would_do, self.report, self.refused):
            self._put(part)
        self._stand(self.title)
