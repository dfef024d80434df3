"""An assessment of capacity while it is planned and made; what came of it has a page of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import ASSESSMENT_STATES
from isp_desktop.services import naming
from isp_desktop.services.capacity import assessing, runs
from isp_desktop.services.capacity.asking import Asked, Asking
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.card import ItemCard
from isp_desktop.ui.pages.assessment.passing import Round
from isp_desktop.ui.pages.assessment.resting import EndPanel, PlannedPanel
from isp_desktop.ui.pages.assessment.voting import VotingPanel
from isp_desktop.ui.pages.assessment.words import WordsPart

_LIST, _WIDEST = 300, 760


class AssessmentPage(Page):
    """Items at the left, the one that is answered beside them. What is given is kept at once.

    Attributes:
        card: the item that is answered.
        voting: how many vote at this laptop, and how.
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
        self._theme, self._jobs, self._store, self._uid, self._today = theme, jobs, store, uid, today
        self._run = runs.one(store, uid)
        self._asking: Asking | None = None
        self._items: list[Asked] = []
        self._current = ""
        # The items whose votes were shown in this sitting; those with an answer are shown anyway.
        self._shown: set[str] = set()
        self._build()
        self._connect()
        self._read(anew=True)

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "")
        self.facts = Facts()
        self.header.add_remark(self.facts)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.history_button = IconButton(self._theme, "history", _("History"), "secondary", 32)
        self.pause_button = Button(self._theme, _("Go on another day"), icon="clock")
        self.end_button = Button(self._theme, _("Close it"), "primary", "check")
        for name in ("history", "edit", "pause", "end"):
            button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        self.planned = PlannedPanel(self._theme)
        self.planned.setMaximumWidth(self._theme.px(_WIDEST))
        self.list = RowList(self._theme, RowsModel(lambda _after, _limit: ()), _("Items"))
        self.list.setObjectName("items")
        self.words = WordsPart(self._theme, self._store, self._uid)
        self.card = ItemCard(self._theme, self.words)
        self.card.setMaximumWidth(self._theme.px(_WIDEST))
        self.voting = VotingPanel(self._theme)
        self.end = EndPanel(self._theme)
        self.end.setMaximumWidth(self._theme.px(_WIDEST))
        self._middle = QStackedWidget()
        for part in (self.card, self.end):
            self._middle.addWidget(_at_top(self._theme, part))
        self._body = QStackedWidget()
        self._body.addWidget(_at_top(self._theme, self.planned))
        self._body.addWidget(self._running())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)

    def _running(self) -> QWidget:
        left = QWidget()
        left.setFixedWidth(self._theme.px(_LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 14, 0, 14)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addWidget(self.voting)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self._middle, 1)
        return both

    def _connect(self) -> None:
        self.header.went_to.connect(self._go)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self._uid))
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit("assessment", self._uid))
        self.planned.begun.connect(self._begin)
        self.pause_button.clicked.connect(self._pause)
        self.end_button.clicked.connect(self._to_end)
        self.end.closed.connect(self._close)
        self.end.item_asked.connect(self._turn_to)
        self.list.picked.connect(self._turn_to)
        self.list.opened.connect(lambda _uid: self.card.take_focus())
        self.card.voted.connect(self._vote)
        self.card.shown.connect(self._show_votes)
        self.card.agreed.connect(self._agree)
        self.card.stepped.connect(self._step)
        self.words.failed.connect(self.said)
        self.voting.seats_changed.connect(self._show_item)
        self.voting.passed_on.connect(self._pass_on)
        self.voting.print_asked.connect(lambda: self.paper_asked.emit("assessment", self._uid))
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, partial(self._step, step), context=context)

    def _read(self, *, anew: bool) -> None:
        """Reads the assessment; `anew` where other answers may have come by which other items are asked."""
        self._run = runs.one(self._store, self._uid)
        if anew or self._asking is None:
            self._asking = Asking(self._run, self._today()) if self._run.kept and self._run.is_as_asked else None
        self._items = self._asking.all() if self._asking is not None else []
        self._show_head()
        running = self._run.state == "under_way" and self._asking is not None
        self._body.setCurrentIndex(1 if running else 0)
        self.setFocusProxy(self.card if running else self.planned)
        if not running:
            self.planned.show_run(self._run, self._names(), self._why_not())
            return
        self.voting.show_run(self._run)
        if self._current not in {one.path for one in self._items}:
            self._current = next((one.path for one in self._items if not self._run.is_answered(one.path)), "")
        self._show_list()
        self._show_item()

    def _names(self) -> dict[str, str]:
        own = self._run.fields
        uids = [self._run.subject, own.get("facilitator"), own.get("note_taker"), *(own.get("present") or ())]
        with self._store.read() as reading:
            return naming.titles(reading, [str(uid) for uid in uids if uid])

    def _why_not(self) -> str:
        """Why answering cannot go on; "" where it can."""
        if self._run.kept is None:
            return _("The instrument is not in this notebook. Ask your colleague for it, or choose another one.")
        if not self._run.is_as_asked:
            return _("The instrument is not as it was when answering began. Begin a new assessment.")
        return ""

    def _show_head(self) -> None:
        run, names = self._run, self._names()
        subject = names.get(run.subject) or _("Without a name")
        self.header.set_crumbs(_("Capacity"), subject, _("Assessment"))
        self.header.set_title(_("Capacity of {subject}").format(subject=subject))
        state = _(ASSESSMENT_STATES.get(run.state, run.state))
        parts: list[QWidget] = [Chip(self._theme, state, "good" if run.state == "done" else "info")]
        parts.append(Remark(self._theme, short_date(run.day.isoformat(), self._today()), "calendar"))
        if run.kept is not None:
            parts.append(Remark(self._theme, run.kept.name, "list-checks"))
        if (facilitator := names.get(str(run.fields.get("facilitator") or ""))) is not None:
            parts.append(Remark(self._theme, _("Facilitated by {name}").format(name=facilitator), "user"))
        if run.private:
            parts.append(Chip(self._theme, _("Private"), "private"))
        self.facts.show_parts(parts)
        for button in (self.pause_button, self.end_button):
            button.setVisible(run.state == "under_way")

    def _show_list(self) -> None:
        rows = [self._row(one) for one in self._items]
        self.list.rows().set_fetch(fetch_from(rows))
        if self._current:
            self.list.select(self._current)

    def _row(self, one: Asked) -> Row:
        value = self._run.values.get(one.path, "")
        votes = self._run.votes(one.path)
        if value:
            second = one.word(value)
        elif votes.voted and one.rated is not None:
            second = _("{n} voted").format(n=len(votes.voted))
        else:
            second = _("Needed") if one.required else ""
        if one.problem and value:
            second = one.problem
        icon = "circle-alert" if one.problem and value else "circle-check" if value else "circle-dashed"
        conflict = one.path in self._run.answers and self._run.answers[one.path].conflicts
        return Row(one.path, one.label, icon=icon, second=second, section=one.section, conflict=conflict)

    def _show_item(self) -> None:
        one = self._asked()
        if one is None:
            self._middle.setCurrentIndex(1)
            self.end.show_run(self._run, self._items)
            return
        self._middle.setCurrentIndex(0)
        at = [own.path for own in self._items].index(one.path)
        self.card.show_item(one, at, len(self._items))
        votes, value = self._run.votes(one.path), self._run.values.get(one.path, "")
        seats = self._seats() if one.rated is not None else []
        is_open = bool(value) or one.path in self._shown
        self.card.show_votes(seats, votes, is_open)
        self.card.show_answer(value, one.problem if value else "")

    def _seats(self) -> Sequence[str]:
        """The seats that vote first at this laptop, and those of other laptops that have; none where nobody does."""
        if self._run.way != "facilitated":
            return [*self._run.seats]
        here = assessing.seats(self._store, self._uid, self.voting.count())
        return [*here, *(seat for seat in self._run.seats if seat not in here)]

    def _asked(self) -> Asked | None:
        return next((one for one in self._items if one.path == self._current), None)

    def _turn_to(self, path: str) -> None:
        if path == self._current and self._middle.currentIndex() == 0:
            return
        try:
            self.words.show_item(path)
        except NotebookError as error:
            self.said.emit(str(error))
            return
        self._current = path
        self.list.select(path)
        self._show_item()

    def _step(self, step: int) -> None:
        paths = [one.path for one in self._items]
        at = paths.index(self._current) + step if self._current in paths else len(paths) - 1
        if at >= len(paths):
            self._to_end()
        elif at >= 0:
            self._turn_to(paths[at])
            self.card.take_focus()

    def _to_end(self) -> None:
        """Shows what is answered and what is not, before it is closed."""
        try:
            self.words.save()
        except NotebookError as error:
            self.said.emit(str(error))
            return
        self._current = ""
        self._show_item()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._told(partial(assessing.begin, self._store, self._uid, self._today()), partial(self._read, anew=True))
        if self._current:
            self.words.show_item(self._current)
        self.card.take_focus()

    def _vote(self, seat: str, value: str) -> None:
        self._told(partial(assessing.vote, self._store, self._uid, self._current, seat, value), self._after_answer)
        self.card.take_focus()

    def _show_votes(self) -> None:
        self._shown.add(self._current)
        self._show_item()
        self.card.take_focus()

    def _agree(self, value: str) -> None:
        act = partial(assessing.agree, self._store, self._uid, self._current, value)
        self._told(act, partial(self._take_answer, self._current, value))

    def _take_answer(self, path: str, value: str) -> None:
        if self._asking is not None:
            self._asking.answer(path, value)
        self._after_answer()

    def _after_answer(self) -> None:
        self._read(anew=False)

    def _pass_on(self) -> None:
        """The laptop goes round: each seat votes on all items, and nobody sees more than that."""
        self.flush()
        voted = [one for one in self._items if one.rated is not None]
        seats = assessing.seats(self._store, self._uid, self.voting.count())
        self.handed_out.emit(Round(self._theme, self._store, self._uid, voted, seats))

    def _pause(self) -> None:
        told = counted(
            "{n} item is answered. Open it again to go on.",
            "{n} items are answered. Open it again to go on.",
            len(self._run.values),
        )
        self.flush()
        self.back_asked.emit()
        self.said.emit(told)

    def _close(self) -> None:
        self._offer(partial(assessing.close, self._store, self._uid), _("The assessment is closed"))
        self.record_asked.emit("assessment", self._uid)

    def _go(self, step: int) -> None:
        if step == 1:
            self.record_asked.emit(self._run.kind, self._run.subject)
        else:
            self.list_asked.emit("assessment")

    def shown_uid(self) -> str:
        return self._uid

    def save(self) -> None:
        self.flush()

    def flush(self) -> None:
        super().flush()
        self.words.save()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & runs.KINDS:
            self._read(anew=True)


def _at_top(theme: Theme, part: QWidget) -> QWidget:
    """Scrolled, at the top and at the left of the room there is."""
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(20, 14, 30, 24)
    column = QVBoxLayout()
    column.addWidget(part)
    column.addStretch()
    row.addLayout(column, 1)
    row.addStretch(0)
    return scrolled(body, surface=False)
