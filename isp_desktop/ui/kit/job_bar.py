"""Shows a job: what is being done, how far it is, Cancel, and at the end one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, number
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Job
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme


class ProgressLine(QWidget):
    """How far something is; a job that cannot tell fills a third of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 means that nobody knows."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{self.share():.0%}" if total else _("Under way"))
        self.update()

    def share(self) -> float:
        """The part that is done, 0 to 1."""
        return min(1.0, self._done / self._total) if self._total else 1 / 3

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            rounded(painter, box, box.height() / 2, t.line2)
            filled = QRectF(0, 0, max(box.height(), box.width() * self.share()), box.height())
            rounded(painter, filled, box.height() / 2, t.accent)


class JobBar(Panel):
    """A card about one job. When the job ends well it says `done(result)`, or goes away if that is "".

    Signals:
        closed: it went away.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._job: Job | None = None
        self._what = Label(theme, "", "strong")
        self._count = Label(theme, "", "meta")
        self._line = ProgressLine(theme)
        self._sentence = Prose(theme, "", "body")
        # The only part left when a job has ended: it takes the card's width, or its words would break in the middle.
        wide = self._sentence.sizePolicy()
        wide.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self._sentence.setSizePolicy(wide)
        self.button = Button(theme, _("Cancel"), height=28)
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._count)
        words.addLayout(head)
        words.addWidget(self._line)
        words.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        self.hide()

    def watch(self, job: Job, done: str = "") -> None:
        """Shows `job` until it ends; `done` is the sentence at a good end."""
        self._job = job
        self._show_running(job.name)
        job.progressed.connect(self._progress)
        job.finished.connect(lambda _result: self.say(done) if done else self._close())
        job.failed.connect(lambda sentence: self.say(sentence, wrong=True))
        job.cancelled.connect(lambda: self.say(_("{what} was stopped. Nothing of it was kept.").format(what=job.name)))

    def say(self, sentence: str, wrong: bool = False) -> None:
        """Ends with a sentence, which stays until it is closed."""
        self._job = None
        for part in (self._what, self._count, self._line):
            part.hide()
        self._sentence.set_tone("bad" if wrong else "text")
        self._sentence.setText(sentence)
        self._sentence.show()
        self.setAccessibleName(sentence)
        self.button.set_words(_("Close"))
        self.button.setEnabled(True)
        self.show()

    def _show_running(self, name: str) -> None:
        self._what.setText(name)
        self._count.setText("")
        self._line.set_progress(0, 0)
        self._sentence.hide()
        for part in (self._what, self._count, self._line):
            part.show()
        self.setAccessibleName(name)
        self.button.set_words(_("Cancel"))
        self.button.setEnabled(True)
        self.show()

    def _progress(self, done: int, total: int, what: str) -> None:
        self._what.setText(what)
        self._count.setText(_("{done} of {total}").format(done=number(done), total=number(total)) if total else "")
        self._line.set_progress(done, total)

    def _press(self) -> None:
        if self._job is None:
            self._close()
        else:
            self.button.setEnabled(False)
            self.button.set_words(_("Stopping"))
            self._job.cancel()

    def _close(self) -> None:
        self._job = None
        self.hide()
        self.closed.emit()
