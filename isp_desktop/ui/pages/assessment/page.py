"""An assessment of capacity while it is planned and made; what came of it has a page of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity import assessing, reading
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.capacity.sitting import Sitting
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.card import ItemCard
from isp_desktop.ui.pages.assessment.head import facts_of, is_paused, why_not
from isp_desktop.ui.pages.assessment.parts import Parts
from isp_desktop.ui.pages.assessment.pausing import PauseDialog
from isp_desktop.ui.pages.assessment.rail import ItemsRail
from isp_desktop.ui.pages.assessment.resting import EndPanel, PlannedPanel
from isp_desktop.ui.pages.assessment.running import Running
from isp_desktop.ui.pages.assessment.words import WordsPart

# Where the words of the header begin.
_LEFT = 32


class AssessmentPage(Page):
    """Items at the left, the one that is answered beside them. What is given is kept at once.

    It is read in a job; what is done on it is taken in without reading it all again.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid, self._today = theme, store, uid, today
        self._sitting: Sitting | None = None
        self._told_in_head: object = None
        self._notice: Notice | None = None
        self._reading = Latest(jobs, _("The assessment"), self)
        self._build()
        self._connect()
        self._look()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("Capacity"))
        self.facts = Facts()
        self.header.add_remark(self.facts)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.share_button = Button(self._theme, _("Share"), icon="users")
        self.history_button = IconButton(self._theme, "history", _("History"), "secondary", 32)
        self.pause_button = Button(self._theme, _("Go on another day"), icon="clock")
        self.end_button = Button(self._theme, _("To the end"), icon="arrow-right")
        for name in ("history", "share", "edit", "pause", "end"):
            button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        for button in (self.share_button, self.pause_button, self.end_button):
            button.hide()
        self._body = Parts(self._theme, _LEFT)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(_LEFT, 0, 30, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._above)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self._body)

    @cached_property
    def planned(self) -> PlannedPanel:
        """What stands there while it is not under way."""
        made = PlannedPanel(self._theme)
        made.begun.connect(self._begin)
        return made

    @cached_property
    def running(self) -> Running:
        """The items, and the one that is answered."""
        made = Running(self._theme, self._store, self._uid, self._told, self._body)
        made.said.connect(self.said)
        made.undo_offered.connect(self.undo_offered)
        made.looked_at.connect(self._give_focus_to)
        made.closed.connect(self._close)
        made.paper_asked.connect(lambda: self.paper_asked.emit("assessment", self._uid))
        made.handed_out.connect(self.handed_out)
        self._body.addWidget(made)
        return made

    @property
    def card(self) -> ItemCard:
        """The item that is answered."""
        return self.running.card

    @property
    def rail(self) -> ItemsRail:
        """The items, and how many vote at this laptop."""
        self.running.slices.finish()
        return self.running.rail

    @property
    def words(self) -> WordsPart:
        """Evidence and dissent of the item that is answered."""
        self.running.slices.finish()
        return self.running.words

    @property
    def end(self) -> EndPanel:
        """What stands behind the last item."""
        return self.running.end

    def items(self) -> Sequence[Question]:
        """What is asked now."""
        return self._sitting.items if self._sitting is not None else ()

    def _connect(self) -> None:
        self._reading.read_through.connect(lambda found: self._arrive(cast("Sitting", found)))
        self._reading.failed.connect(self._refuse)
        self.header.went_to.connect(self._go)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self._uid))
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit("assessment", self._uid))
        self.share_button.clicked.connect(self._ask_share)
        self.pause_button.clicked.connect(self._pause)
        self.end_button.clicked.connect(lambda: self.running.to_end())
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, partial(self._step, step), context=context)

    def _look(self) -> None:
        """Reads all of it."""
        store, uid = self._store, self._uid
        self._reading.read(lambda _progress: Sitting(store, uid))

    def _arrive(self, sitting: Sitting) -> None:
        if self._sitting is not None and sitting.read_to < self._sitting.read_to:
            # Something was done here meanwhile that is not in it.
            self._look()
            return
        self._sitting = sitting
        self._show_head(sitting)
        refusal = why_not(sitting.found)
        if sitting.found.state == "under_way" and not refusal and not is_paused(sitting.found, self._today()):
            self._body.setCurrentWidget(self.running)
            self.running.show_sitting(sitting)
        else:
            self.planned.show_assessment(sitting.found, refusal, self._today())
            self._show_planned()

    def _refuse(self, sentence: str) -> None:
        self.planned.show_refusal(sentence)
        self._show_planned()

    def _show_planned(self) -> None:
        self._body.show_part(self.planned)
        self._give_focus_to(self.planned)

    def _give_focus_to(self, part: QWidget) -> None:
        """Whoever gives the focus to the page means this part; so did who gave it before the part was there."""
        waits = self.window().focusWidget() is self._body
        self.setFocusProxy(part)
        if waits:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self, sitting: Sitting) -> None:
        found = sitting.found
        goes = found.state == "under_way" and not is_paused(found, self._today())
        told = (found.names, found.subject, found.state, found.day, goes, found.questions.name, found.private)
        if told == self._told_in_head:
            return
        self._told_in_head = told
        subject = found.names.get(found.subject) or _("Without a name")
        self.header.set_crumbs(_("Capacity"), subject, _("Assessment"))
        self.header.set_title(_("Capacity of {subject}").format(subject=subject))
        self.facts.show_parts(facts_of(self._theme, found, self._today()))
        self.share_button.setVisible(found.private and found.life != "deleted")
        for button in (self.pause_button, self.end_button):
            button.setVisible(goes)

    def _step(self, step: int) -> None:
        if self._body.currentWidget() is self.__dict__.get("running"):
            self.running.step(step)

    def _heads(self) -> Sequence[str]:
        """Those of the assessment that are on screen: what came meanwhile is not overwritten, but stands beside."""
        return self._sitting.heads if self._sitting is not None else ()

    def _begin(self) -> None:
        act = partial(assessing.start, self._store, self._uid, self._today(), self._heads())
        # It has the focus until there is something to answer.
        self._body.setFocus()
        self._told(act, self._look)

    def _pause(self) -> None:
        """Asks for the day on which it is gone on with, if that is known, and goes back to where one came from."""
        self.flush()
        dialog = PauseDialog(self._theme, self._today(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._pause_until(dialog.day()))
        dialog.open()

    def _pause_until(self, day: dt.date | None) -> None:
        if day is None:
            self._leave("")
            return
        act = partial(assessing.pause, self._store, self._uid, day, self._heads())
        self._told(act, partial(self._leave, short_date(day.isoformat(), self._today())))

    def _leave(self, day: str) -> None:
        """Goes back, and says how far it is; `day` in words, or "" where nobody knows when it goes on."""
        count = self._sitting.answered() if self._sitting is not None else 0
        told = counted(
            "{n} item is answered. Open it again to go on.", "{n} items are answered. Open it again to go on.", count
        )
        self.back_asked.emit()
        self.said.emit(f"{_('To be gone on with: {day}.').format(day=day)} {told}" if day else told)

    def _close(self) -> None:
        self.flush()
        act = partial(assessing.close, self._store, self._uid, self._heads(), today=self._today())
        self._told(partial(self._do_and_offer, act, _("The assessment is closed")), self._closed)

    def _closed(self) -> None:
        self.record_asked.emit("assessment", self._uid)

    def _ask_share(self) -> None:
        self._hide_notice()
        sentence = _(
            "All answers, votes, evidence and dissent can then go to colleagues, and the questions too. The private "
            "notes stay on this computer. What somebody has received cannot be called back."
        )
        title = _("Share this assessment with colleagues?")
        made = Notice(self._theme, "private", title, sentence, _("Share it"), closable=True, parent=self)
        made.setObjectName("notice-share")
        made.acted.connect(self._share)
        made.dismissed.connect(self._hide_notice)
        self._above.addWidget(made)
        self._above.setContentsMargins(_LEFT, 10, 30, 0)
        self._notice = made
        made.button.setFocus()

    def _share(self) -> None:
        self.flush()
        self._hide_notice()
        self._told(partial(assessing.share, self._store, self._uid, self._heads()), self._look)

    def _hide_notice(self) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
            self._above.setContentsMargins(_LEFT, 0, 30, 0)

    def _go(self, step: int) -> None:
        if step == 1 and self._sitting is not None:
            self.record_asked.emit(self._sitting.found.subject_kind, self._sitting.found.subject)
        else:
            self.list_asked.emit("assessment")

    def shown_uid(self) -> str:
        return self._uid

    def save(self) -> None:
        self.flush()

    def flush(self) -> None:
        super().flush()
        if "running" in self.__dict__:
            self.running.flush()

    def is_whole(self) -> bool:
        built = "running" not in self.__dict__ or self.running.slices.is_done()
        return built and not self._reading.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        # What was done on the page itself is there, and is told of once more after it.
        if kinds & reading.KINDS and (self._sitting is None or not self._sitting.is_whole()):
            self._look()
