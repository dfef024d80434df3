"""An assessment of capacity while it is planned and made; what came of it has a page of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import Votes
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity import assessing, reading, seats, voting
from isp_desktop.services.capacity.asking import Asking, Question
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.card import ItemCard
from isp_desktop.ui.pages.assessment.head import facts_of, why_not
from isp_desktop.ui.pages.assessment.parts import Parts
from isp_desktop.ui.pages.assessment.passing import Round
from isp_desktop.ui.pages.assessment.rail import ItemsRail
from isp_desktop.ui.pages.assessment.resting import EndPanel, PlannedPanel
from isp_desktop.ui.pages.assessment.words import WordsPart


class AssessmentPage(Page):
    """Items at the left, the one that is answered beside them. What is given is kept at once.

    Each part is made when it is first shown; the card of the item in a turn of its own.
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
        self._found = reading.assessment(store, uid)
        self._mark = seats.mark(store, uid)
        self._asking: Asking | None = None
        self._items: list[Question] = []
        self._current = ""
        self._is_at_end = False
        # The items whose votes were shown in this sitting; those with an answer are shown anyway.
        self._shown: set[str] = set()
        self._told_in_head: object = None
        self.slices = Slices(self)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "")
        self.facts = Facts()
        self.header.add_remark(self.facts)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.history_button = IconButton(self._theme, "history", _("History"), "secondary", 32)
        self.pause_button = Button(self._theme, _("Go on another day"), icon="clock")
        self.end_button = Button(self._theme, _("To the end"), icon="arrow-right")
        for name in ("history", "edit", "pause", "end"):
            button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        self._body = Parts(self._theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.setFocusProxy(self._body)

    @cached_property
    def _middle(self) -> Parts:
        """Where the item stands, between the list of them and the words; made once it is under way."""
        return Parts(self._theme)

    @property
    def card(self) -> ItemCard:
        """The item that is answered."""
        self.slices.finish()
        return self._card

    @cached_property
    def planned(self) -> PlannedPanel:
        """What stands there while it is not under way."""
        made = PlannedPanel(self._theme)
        made.begun.connect(self._begin)
        return made

    @cached_property
    def end(self) -> EndPanel:
        """What stands behind the last item."""
        made = EndPanel(self._theme)
        made.closed.connect(self._close)
        made.item_asked.connect(self._turn_to)
        return made

    @property
    def rail(self) -> ItemsRail:
        """The items, and how many vote at this laptop."""
        self.slices.finish()
        return self._rail

    @cached_property
    def _rail(self) -> ItemsRail:
        made = ItemsRail(self._theme)
        made.list.picked.connect(self._turn_to)
        made.list.opened.connect(self._open)
        made.voting.seats_changed.connect(self._show_item)
        made.voting.passed_on.connect(self._pass_on)
        made.voting.print_asked.connect(lambda: self.paper_asked.emit("assessment", self._uid))
        return made

    @property
    def words(self) -> WordsPart:
        """Evidence and dissent of the item that is answered."""
        self.slices.finish()
        return self._words

    @cached_property
    def _words(self) -> WordsPart:
        made = WordsPart(self._theme, self._store, self._uid)
        made.failed.connect(self.said)
        return made

    @cached_property
    def _card(self) -> ItemCard:
        made = ItemCard(self._theme, self._words)
        made.voted.connect(self._vote)
        made.shown.connect(self._show_votes)
        made.agreed.connect(self._agree)
        made.stepped.connect(self._step)
        return made

    @cached_property
    def _running(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._middle, 1)
        self._body.addWidget(both)
        return both

    def _connect(self) -> None:
        self.header.went_to.connect(self._go)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self._uid))
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit("assessment", self._uid))
        self.pause_button.clicked.connect(self._pause)
        self.end_button.clicked.connect(self._to_end)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, partial(self._step, step), context=context)

    def _read(self, *, anew: bool) -> None:
        """Reads the assessment; `anew` where other answers may have come by which other items are asked."""
        self._found = reading.assessment(self._store, self._uid)
        if anew:
            self._asking = None
        self._show()

    def _show(self) -> None:
        found = self._found
        can_go_on = not why_not(found)
        if self._asking is None:
            self._asking = Asking(found.questions, found.answers, reading.day_of(found.day)) if can_go_on else None
        self._items = self._asking.all() if self._asking is not None else []
        self._show_head()
        if found.state != "under_way" or not can_go_on:
            self.planned.show_assessment(found, why_not(found))
            self._body.show_part(self.planned)
            self._give_focus_to(self.planned)
            return
        if self._current not in {one.path for one in self._items} and not self._is_at_end:
            left = (one.path for one in self._items if not found.answers.get(one.path))
            self._current = next(left, self._items[0].path if self._items else "")
        if "_card" in self.__dict__:
            self._show_rail()
            self._show_item()
        else:
            # Making them takes as long as all that stands around them.
            self.slices.begin([self._show_rail, self._show_item])

    def _show_rail(self) -> None:
        """The items, and how many vote."""
        self._body.setCurrentWidget(self._running)
        self._rail.voting.show_assessment(self._found, len([seat for seat in self._voted() if seat in self._here()]))
        self._rail.show_items(self._items, self._found, self._current)

    def _give_focus_to(self, part: QWidget) -> None:
        """Whoever gives the focus to the page means this part; so did who gave it before the part was there."""
        waits = self.window().focusWidget() is self._body
        self.setFocusProxy(part)
        if waits:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        found = self._found
        told = (found.names, found.subject, found.state, found.day, found.questions.name, found.private)
        if told == self._told_in_head:
            return
        self._told_in_head = told
        subject = found.names.get(found.subject) or _("Without a name")
        self.header.set_crumbs(_("Capacity"), subject, _("Assessment"))
        self.header.set_title(_("Capacity of {subject}").format(subject=subject))
        self.facts.show_parts(facts_of(self._theme, found, self._today()))
        for button in (self.pause_button, self.end_button):
            button.setVisible(found.state == "under_way")

    def _show_item(self) -> None:
        one = self._question()
        if one is None:
            self.end.show_assessment(self._found, self._items)
            self._middle.show_part(self.end)
            self._give_focus_to(self.end)
            return
        self._middle.show_part(self._card)
        self._words.show_item(one.path)
        at = [own.path for own in self._items].index(one.path)
        self._card.show_item(one, at, len(self._items))
        own, value = self._found.asked(one.path), self._found.answers.get(one.path, "")
        # Words were written once the votes were shown, be it before a break or a power cut.
        is_open = bool(value) or one.path in self._shown or self._words.is_begun()
        self._card.show_votes(self._seats() if one.scale is not None else [], own.votes if own else Votes(), is_open)
        self._card.show_answer(value, one.problem if value else "")
        self._give_focus_to(self._card.asked_now())

    def _here(self) -> Sequence[str]:
        """The seats of this laptop."""
        return seats.seats(self._rail.voting.count(), self._mark)

    def _voted(self) -> list[str]:
        """The seats that voted on anything, at other laptops too."""
        return sorted({seat for one in self._found.items for seat in one.votes.voted})

    def _seats(self) -> Sequence[str]:
        """The seats that vote first: here, and at other laptops as far as they have; none where nobody does."""
        here = self._here() if self._found.way == "facilitated" else ()
        return [*here, *(seat for seat in self._voted() if seat not in here)]

    def _question(self) -> Question | None:
        return next((one for one in self._items if one.path == self._current), None)

    def _turn_to(self, path: str) -> None:
        if path == self._current and self._middle.is_shown(self._card):
            return
        if not self._save_words():
            return
        self._current, self._is_at_end = path, False
        self._rail.list.select(path)
        self._show_item()

    def _open(self, path: str) -> None:
        self._turn_to(path)
        self._card.take_focus()

    def _step(self, step: int) -> None:
        paths = [one.path for one in self._items]
        at = paths.index(self._current) + step if self._current in paths else len(paths) - 1
        if at >= len(paths):
            self._to_end()
        elif at >= 0:
            self._turn_to(paths[at])
            self._card.take_focus()

    def _save_words(self) -> bool:
        """Saves dissent and evidence of the item that is left; where that fails it is said, and they stay."""
        self.slices.finish()
        try:
            self._words.save()
        except NotebookError as error:
            self.said.emit(str(error))
            return False
        return True

    def _to_end(self) -> None:
        """Shows what is answered and what is not, before it is closed."""
        if not self._save_words():
            return
        self._current, self._is_at_end = "", True
        # Or the item that was left could not be chosen again.
        self._rail.list.setCurrentIndex(QModelIndex())
        self._show_item()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self._told(partial(assessing.start, self._store, self._uid, self._today()), partial(self._read, anew=True))
        if self._found.state == "under_way":
            self.card.take_focus()

    def _vote(self, seat: str, value: str) -> None:
        self._told(partial(voting.vote, self._store, self._uid, self._current, seat, value), self._after_answer)
        self._card.take_focus()

    def _show_votes(self) -> None:
        self._shown.add(self._current)
        self._show_item()
        self._card.take_focus()

    def _agree(self, value: str) -> None:
        act = partial(voting.agree, self._store, self._uid, self._current, value)
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
        items = [one for one in self._items if one.scale is not None]
        self.handed_out.emit(Round(self._theme, self._store, self._uid, items, self._here()))

    def _pause(self) -> None:
        told = counted(
            "{n} item is answered. Open it again to go on.",
            "{n} items are answered. Open it again to go on.",
            self._found.answered,
        )
        self.flush()
        self.back_asked.emit()
        self.said.emit(told)

    def _close(self) -> None:
        self._offer(partial(assessing.close, self._store, self._uid), _("The assessment is closed"))
        self.record_asked.emit("assessment", self._uid)

    def _go(self, step: int) -> None:
        if step == 1:
            self.record_asked.emit(self._found.subject_kind, self._found.subject)
        else:
            self.list_asked.emit("assessment")

    def shown_uid(self) -> str:
        return self._uid

    def save(self) -> None:
        self.flush()

    def flush(self) -> None:
        super().flush()
        if "_words" in self.__dict__:
            self._words.save()

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & reading.KINDS:
            self._read(anew=True)
