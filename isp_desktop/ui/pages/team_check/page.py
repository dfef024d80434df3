"""A check of a team that is to be begun or is open: who answers, how, and how it is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotebookError, StoreDamaged
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.team_check import Entered, Instrument
from isp_desktop.services import team_check_questions, team_check_view, team_checks
from isp_desktop.ui.kit.dialogs import confirm
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice, NoticeKind
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.panels import Panel, SectionHead
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.beginning import Beginning
from isp_desktop.ui.pages.team_check.passing import Passing
from isp_desktop.ui.pages.team_check.running import Running
from isp_desktop.ui.pages.team_check.sheet import WIDEST, AnswerSheet


class TeamCheckPage(Page):
    """The check of `team`; "" asks which.

    Attributes:
        beginning: what is asked before it begins.
        running: what can be done while it is open.
        sheet: the sheet from paper that is being entered, or None.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        team: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._team = theme, store, team
        self._instrument = team_check_questions.chosen(store)
        self._entered: Entered | None = None
        self._notice: Notice | None = None
        # Whether a sheet was left in the middle, until the next one is begun.
        self._is_lost = False
        self.sheet: AnswerSheet | None = None
        self.header = PageHeader(theme, _("Team check"), parent=self)
        body = self._build()
        self.beginning = Beginning(theme, store, team, today, body)
        self.running = Running(theme, self._instrument, body)
        self._column.insertWidget(2, self.beginning)
        self._column.insertWidget(3, self.running)
        self._asked: Panel | None = None
        self._connect()
        self._connect_running()
        self.look()
        self.slices = Slices(self)
        self.slices.begin([self._add_asked, *([] if team else [self._offer_open])])

    def _build(self) -> QWidget:
        """Puts up the ground, on which the parts are then made."""
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        body = QWidget()
        self._ground = scrolled(body, surface=False, parent=self._stack)
        self._stack.addWidget(self._ground)
        self._column = GrowingColumn(body)
        self._column.setContentsMargins(32, 18, 32, 28)
        self._column.setSpacing(14)
        self._notices = QVBoxLayout()
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        self._column.addLayout(self._notices)
        self._column.addLayout(self._offers)
        self._column.addStretch()
        return body

    def _add_asked(self) -> None:
        """The sentences that members rate, under what can be done."""
        panel = self._asked = Panel(self._theme)
        panel.setMaximumWidth(self._theme.px(WIDEST))
        panel.column.addWidget(SectionHead(self._theme, _("What is asked"), self._instrument.label))
        told = (f"{at}. {question.text}" for at, question in enumerate(self._instrument.questions, 1))
        panel.column.addWidget(Prose(self._theme, "\n".join(told), "body"))
        self._column.insertWidget(4, panel)

    def _ask(self, instrument: Instrument) -> None:
        """Other questions stand on the page, and are asked from now on."""
        if instrument == self._instrument:
            return
        self._instrument = instrument
        for old in filter(None, (self.running, self._asked)):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.running = Running(self._theme, instrument)
        self.running.setVisible(self._entered is not None)
        self._column.insertWidget(3, self.running)
        self._connect_running()
        self._add_asked()

    def _choose_questions(self, key: str) -> None:
        team_check_questions.choose(self._store, key)
        self._ask(team_check_questions.chosen(self._store))

    def _offer_open(self) -> None:
        """Offers to go on with the checks that are open, before another one is begun."""
        for one in team_check_view.asking(self._store):
            title = _("A check of {team} is open").format(team=one.name)
            told = counted("{n} answer so far", "{n} answers so far", one.answers)
            notice = Notice(self._theme, "info", title, told, _("Go on"))
            notice.setObjectName("open")
            notice.setMaximumWidth(self._theme.px(WIDEST))
            notice.acted.connect(partial(self._go_on, one.team))
            self._offers.addWidget(notice)

    def _go_on(self, team: str) -> None:
        self.beginning.team.set_value(team)
        self._choose(team)

    def _connect(self) -> None:
        self.header.went_to.connect(self._go)
        self.beginning.begun.connect(self._begin)
        self.beginning.team_chosen.connect(self._choose)
        self.beginning.print_asked.connect(lambda: self.paper_asked.emit("team_check", ""))
        self.beginning.questions_chosen.connect(self._choose_questions)

    def _connect_running(self) -> None:
        self.running.print_asked.connect(lambda: self.paper_asked.emit("team_check", ""))
        self.running.pass_on.clicked.connect(self._pass_on)
        self.running.enter.clicked.connect(self._enter)
        self.running.close_check.clicked.connect(self._close)
        self.running.give_up.clicked.connect(self._ask_to_give_up)

    def look(self) -> None:
        """Shows how far the check of the team is."""
        self._drop_sheet()
        damaged = ""
        try:
            self._entered = team_checks.begun(self._store, self._team) if self._team else None
            if self._entered is not None and team_checks.hand_in(self._store, self._team):
                self._is_lost = True
            if self._entered is not None:
                self._ask(team_check_questions.by_key(self._store, self._entered.instrument))
        except (StoreDamaged, BadInput) as error:
            self._entered, damaged = None, str(error)
        with self._store.read() as reading:
            name = team_check_view.team_name(reading, self._team) if self._team else _("New")
        self.header.set_crumbs(_("Teams"), name, _("Team check"))
        self._show(damaged)
        if self._is_lost and self._entered is not None:
            self._tell_lost()

    def _show(self, damaged: str = "") -> None:
        entered = self._entered
        self._hide_offers()
        self.beginning.setVisible(entered is None and not damaged)
        self.running.setVisible(entered is not None)
        self._hush()
        if damaged:
            notice = self._say("bad", _("The open check cannot be read"), damaged, _("Give it up"))
            notice.acted.connect(self._ask_to_give_up)
        if entered is None:
            self.header.set_title(_("Begin a team check"))
        else:
            self.header.set_title(_("Team check"))
            self.running.show_entered(entered)
        self.setFocusProxy(self.beginning if entered is None else self.running)

    def _hide_offers(self) -> None:
        """With a team that is chosen, other checks are not in question."""
        while self._team and (item := self._offers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _say(self, kind: NoticeKind, title: str, detail: str, action: str = "") -> Notice:
        self._hush()
        self._notice = notice = Notice(self._theme, kind, title, detail, action)
        notice.setObjectName("notice")
        notice.setMaximumWidth(self._theme.px(WIDEST))
        self._notices.addWidget(notice)
        notice.show()
        return notice

    def _hush(self) -> None:
        """What was said does not hold any more."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def _tell_lost(self) -> None:
        answers = self._entered.answers if self._entered is not None else 0
        kept = counted("{n} answer is kept.", "{n} answers are kept.", answers)
        sentence = _("What was rated on it was kept nowhere. {kept} Whoever it was can begin anew.")
        self._say("warn", _("A sheet was left in the middle"), sentence.format(kept=kept))

    def _choose(self, team: str) -> None:
        self._team = team
        try:
            waits = bool(team) and team_checks.begun(self._store, team) is not None
        except StoreDamaged:
            waits = True
        if waits:
            self.look()

    def _begin(self, team: str, day: dt.date) -> None:
        self._team = team
        try:
            team_checks.begin(self._store, team, day, self._instrument)
        except NotebookError as error:
            self._say("warn", _("It cannot begin like this"), str(error))
            return
        self.look()
        self.running.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pass_on(self) -> None:
        self._is_lost = False
        self.handed_out.emit(Passing(self._theme, self._store, self._team, self._instrument))

    def _enter(self) -> None:
        """An empty sheet, and after it the next one, until it is left."""
        self._told(partial(team_checks.hand_out, self._store, self._team), self._to_sheet)

    def _to_sheet(self) -> None:
        self._drop_sheet()
        self._is_lost = False
        number = (self._entered.answers if self._entered is not None else 0) + 1
        sentence = _("Digits 1 to 5 go on by themselves, 0 leaves a sentence out, Ctrl+Enter takes the sheet.")
        sheet = AnswerSheet(self._theme, self._instrument, _("Sheet {n}").format(n=number), sentence, self._stack)
        sheet.leave.set_words(_("No more sheets"))
        sheet.given.connect(self._take)
        sheet.left.connect(self._end_sheets)
        self.sheet = sheet
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, ratings: dict[str, int]) -> None:
        try:
            self._entered = team_checks.answer(self._store, self._team, ratings)
        except NotebookError as error:
            if self.sheet is not None:
                self.sheet.refuse(str(error))
            return
        self.said.emit(counted("{n} answer so far", "{n} answers so far", self._entered.answers))
        self._enter()

    def _end_sheets(self) -> None:
        team_checks.hand_in(self._store, self._team)
        self.look()
        self.running.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_sheet(self) -> None:
        if self.sheet is None:
            return
        self._stack.setCurrentWidget(self._ground)
        self._stack.removeWidget(self.sheet)
        self.sheet.hide()
        self.sheet.deleteLater()
        self.sheet = None

    def _close(self) -> None:
        answers = self._entered.answers if self._entered is not None else 0
        title = counted("Close the check with {n} answer?", "Close the check with {n} answers?", answers)
        sentence = _("It takes no other answer afterwards. Nobody sees a result before.")
        if confirm(self, self._theme, title, sentence, _("Close the check"), keep=_("Go on asking")):
            self._told(self._close_now)

    def _close_now(self) -> None:
        try:
            uid = team_checks.close(self._store, self._team, self._instrument)
        except BadInput as error:
            self._say("warn", _("It cannot be closed yet"), str(error))
        else:
            self.record_asked.emit("team_check", uid)

    def _ask_to_give_up(self) -> None:
        title = _("Give this team check up?")
        sentence = _("All that was answered is gone for good; this cannot be taken back.")
        if confirm(self, self._theme, title, sentence, _("Give it up"), danger=True, keep=_("Keep it")):
            self._told(partial(team_checks.give_up, self._store, self._team), self.look)

    def _go(self, step: int) -> None:
        if step == 1 and self._team:
            self.record_asked.emit("team", self._team)
        else:
            self.list_asked.emit("team")

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def shown_uid(self) -> str:
        return self._team

    def flush(self) -> None:
        # Half a sheet is nobody's answer, and stays nowhere; that one was under way is told when the page is back.
        self._drop_sheet()
        super().flush()

    def showEvent(self, event: QShowEvent) -> None:
        # Answers may have come while the laptop went round, with this page out of sight.
        if not event.spontaneous():
            self.look()
        super().showEvent(event)
