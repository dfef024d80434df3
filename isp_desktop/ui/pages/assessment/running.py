"""The items of an assessment that is under way, and the one that is rated; behind the last one, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity import seats, voting
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.capacity.sitting import Sitting, leave_at
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.card import ItemCard
from isp_desktop.ui.pages.assessment.parts import Parts
from isp_desktop.ui.pages.assessment.passing import Round
from isp_desktop.ui.pages.assessment.rail import ItemsRail
from isp_desktop.ui.pages.assessment.resting import EndPanel
from isp_desktop.ui.pages.assessment.typed import Typed
from isp_desktop.ui.pages.assessment.words import WordsPart

# Between the items and the one that is answered.
_BETWEEN = 20

Told = Callable[[Callable[[], object], Callable[[], object]], None]
"""Does something that writes, as soon as nobody else does, and what follows."""


class Running(QWidget):
    """What is given is kept at once, and only what it changed is shown anew. The card is made in a turn of its own.

    Signals:
        said: a sentence for the status line.
        undo_offered: what was done, and what takes it back.
        looked_at: the part that is to have the focus of the page.
        closed: it is to be closed.
        paper_asked: the questions are wanted on paper.
        handed_out: what the laptop shows while it goes round.
    """

    said = Signal(str)
    undo_offered = Signal(str, object)
    looked_at = Signal(object)
    closed = Signal()
    paper_asked = Signal()
    handed_out = Signal(object)

    def __init__(self, theme: Theme, store: Store, uid: str, told: Told, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid, self._tell = theme, store, uid, told
        self._sitting: Sitting
        self._current = ""
        self._is_at_end = False
        self._left_at = ""
        # The items whose votes were shown in this sitting; those with an answer are shown anyway.
        self._shown: set[str] = set()
        # Those of them on which somebody votes after all.
        self._voting_on: set[str] = set()
        self.slices = Slices(self)
        self.rail = ItemsRail(theme)
        self._middle = Parts(theme, _BETWEEN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._middle, 1)
        self.rail.list.picked.connect(self._turn_to)
        self.rail.list.opened.connect(self._open)
        self.rail.voting.seats_changed.connect(self._keep_seats)
        self.rail.voting.passed_on.connect(self._pass_on)
        self.rail.voting.print_asked.connect(self.paper_asked)

    @property
    def card(self) -> ItemCard:
        """The item that is answered."""
        self.slices.finish()
        return self._card

    @cached_property
    def words(self) -> WordsPart:
        """Its evidence and dissent."""
        return WordsPart(self._theme)

    @cached_property
    def end(self) -> EndPanel:
        """What stands behind the last item."""
        made = EndPanel(self._theme)
        made.closed.connect(self.closed)
        made.item_asked.connect(self._open)
        made.agreed_asked.connect(self._take_agreed)
        return made

    @cached_property
    def _typed(self) -> Typed:
        made = Typed(self._store, self._uid, self.words.editors, self)
        made.said.connect(self.said)
        made.saved.connect(self._take)
        return made

    @cached_property
    def _card(self) -> ItemCard:
        made = ItemCard(self._theme, self.words)
        made.voted.connect(self._vote)
        made.shown.connect(self._show_votes)
        made.covered.connect(self._cover_votes)
        made.agreed.connect(self._agree)
        made.left.connect(self._on_left)
        made.stepped.connect(self.step)
        return made

    def show_sitting(self, sitting: Sitting) -> None:
        """Shows what was read; the item that is answered stays, and what is typed there."""
        if "_card" not in self.__dict__:
            self._left_at = sitting.left_at
        self._sitting = sitting
        if self._current not in {one.path for one in sitting.items} and not self._is_at_end:
            left = sitting.left() or list(sitting.items)
            self._current = sitting.begun or (left[0].path if left else "")
        if "_card" in self.__dict__:
            self._show_rail()
            self._show_item()
        else:
            # Making them takes as long as all that stands around them, which is as wide by the time they are shown.
            around = self.parentWidget() or self
            measuring = self.rail.measuring(sitting, around.width())
            self.slices.begin([*measuring, self._show_rail, lambda: self.words, lambda: self._card, self._show_item])

    def flush(self) -> None:
        """Saves what is typed, or keeps it where it is no answer yet; whoever comes back goes on there.

        Raises:
            NotebookError: it could not be; it is still there.
        """
        if "_typed" not in self.__dict__:
            return
        self._typed.flush()
        at = self._current if self._typed.is_midst else ""
        if at != self._left_at:
            # A place is no text: that it cannot be remembered keeps nobody here.
            with suppress(NotebookError):
                leave_at(self._store, self._uid, at)
                self._left_at = at

    def step(self, step: int) -> None:
        """To the next item (1), or to the one before (-1)."""
        paths = [one.path for one in self._sitting.items]
        at = paths.index(self._current) + step if self._current in paths else len(paths) - 1
        if at >= len(paths):
            self.to_end()
        elif at >= 0:
            self._turn_to(paths[at])
            self._card.take_focus()

    def to_end(self) -> None:
        """Shows what is answered and what is not, before it is closed."""
        if not self._save_typed():
            return
        self._current, self._is_at_end = "", True
        # Or the item that was left could not be chosen again.
        self.rail.list.setCurrentIndex(QModelIndex())
        self._show_item()
        self.end.asked_now().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rail(self) -> None:
        here = self._here_before()
        self.rail.voting.show_assessment(self._sitting.found, self._sitting.seats_here, here)
        self.rail.show_items(self._sitting, self._current)

    def _here_before(self) -> int:
        """How many seats of this laptop have voted."""
        own = seats.seats(seats.MOST_SEATS, self._sitting.mark)
        return sum(seat in self._sitting.voted for seat in own)

    def _show_item(self) -> None:
        self.rail.voting.offer_round(self._why_no_round())
        # What it saves may be what another item follows from.
        self._typed.leave(self._current)
        one = self._question()
        if one is None:
            self._middle.show_part(self.end)
            self.end.show_assessment(self._sitting, self._agreed())
            self.looked_at.emit(self.end.asked_now())
            return
        self._middle.show_part(self._card)
        self._typed.show_item(one.path)
        at = next(at for at, own in enumerate(self._sitting.items) if own is one)
        self._card.show_item(one, at, len(self._sitting.items))
        self._typed.show_answer(self._card.answer_editor)
        value = self._typed.answer()
        were_seen = self._typed.is_begun() or self._is_seen(one.path)
        is_open = bool(value) or (were_seen and one.path not in self._voting_on)
        votes, own = self._sitting.votes(one.path), self._sitting.asked(one.path)
        voters = self._seats_on(one.path) if one.scale is not None else []
        self._card.show_votes(voters, votes, is_open=is_open, were_seen=were_seen, is_answered=bool(value))
        self._card.show_answer(value, one.problem if self._sitting.answer(one.path) else "", own.others if own else ())
        self.looked_at.emit(self._card.asked_now())

    def _is_seen(self, path: str) -> bool:
        """Whether the votes on an item were shown, as far as that is saved."""
        own = self._sitting.asked(path)
        # Words were written once the votes were shown, be it before a break or a power cut.
        has_words = own is not None and bool(own.evidence or own.dissent)
        return bool(self._sitting.answer(path)) or path in self._shown or has_words

    def _here(self) -> Sequence[str]:
        """The seats of this laptop."""
        return seats.seats(self.rail.voting.count(), self._sitting.mark)

    def _seats(self) -> list[str]:
        """The seats that vote first: here, and at other laptops as far as they have; none where nobody does."""
        here = self._here() if self._sitting.found.way == "facilitated" else ()
        return [*here, *sorted(self._sitting.at_others())]

    def _seats_on(self, path: str) -> list[str]:
        """Those that vote on an item: also who has voted on it here and does not vote any more."""
        usual = self._seats()
        return [*usual, *sorted(self._sitting.votes(path).voted - set(usual))]

    def _keep_seats(self) -> None:
        self._show_item()
        if not self.rail.voting.seats.problem():
            self._tell(partial(seats.say_here, self._store, self._uid, self.rail.voting.count()), lambda: None)

    def _question(self) -> Question | None:
        return next((one for one in self._sitting.items if one.path == self._current), None)

    def _turn_to(self, path: str) -> None:
        if path == self._current and self._middle.is_shown(self._card):
            return
        if not self._save_typed():
            self.rail.list.select(self._current)
            return
        self._current, self._is_at_end = path, False
        self.rail.list.select(path)
        self._show_item()

    def _open(self, path: str) -> None:
        self._turn_to(path)
        self._card.take_focus()

    def _save_typed(self) -> bool:
        """Saves what is typed on the item that is left; where that fails it is said, and it stays."""
        self.slices.finish()
        try:
            self._typed.save()
        except BadInput as error:
            self._card.refuse(str(error))
        except NotebookError as error:
            self.said.emit(str(error))
        else:
            return True
        return False

    def _on_left(self) -> None:
        """The cursor left the answer; it is still there where only another window came to the front."""
        editor = self._card.answer_editor
        if editor is not None and self.window().focusWidget() is not editor.editor.inner():
            self._save_typed()

    def _vote(self, seat: str, value: str) -> None:
        act = partial(voting.vote, self._store, self._uid, self._current, seat, value)
        self._tell(act, partial(self._take, self._current))
        self._card.take_focus()

    def _cover_votes(self) -> None:
        """Back to voting; what is typed stays, out of sight until the votes are shown again."""
        self._voting_on.add(self._current)
        self._show_item()
        self._card.take_focus()

    def _show_votes(self) -> None:
        self._shown.add(self._current)
        self._voting_on.discard(self._current)
        self._show_item()
        self._card.take_focus()

    def _agree(self, value: str) -> None:
        # What came meanwhile was not on the screen: it is not overwritten, but stands beside.
        seen = self._typed.heads()
        act = partial(voting.agree, self._store, self._uid, self._current, value, seen=seen)
        self._tell(act, partial(self._take, self._current))

    def _take(self, path: str) -> None:
        """Shows what was given to an item, and what is asked otherwise since."""
        changed = self._sitting.take(path)
        if changed is None:
            self._show_rail()
        else:
            self.rail.show_anew(self._sitting, changed)
        self._show_item()

    def _agreed(self) -> list[str]:
        """The items without an answer on which all voted the same."""
        return [
            one.path
            for one in self._sitting.left()
            if voting.agreed(self._sitting.votes(one.path), len(self._seats_on(one.path)))
        ]

    def _take_agreed(self) -> None:
        items, undo = self._agreed(), list[Undo]()
        act = partial(voting.take_agreed, self._store, self._uid, items, len(self._seats()))
        told = counted("Taken for {n} item what all voted", "Taken for {n} items what all voted", len(items))
        self._tell(lambda: undo.append(act()), partial(self._took_agreed, items, told, undo))

    def _took_agreed(self, items: Sequence[str], told: str, undo: Sequence[Undo]) -> None:
        self._sitting.take(*items)
        self._show_rail()
        self._show_item()
        self.undo_offered.emit(told, undo[0])

    def _pass_on(self) -> None:
        """The laptop goes round: each seat votes on all items, and nobody sees more than that."""
        if self._save_typed():
            self.handed_out.emit(Round(self._theme, self._store, self._uid, self._to_vote_on(), self._here()))

    def _why_no_round(self) -> str:
        """Why the laptop need not go round; "" where somebody here has to vote on something."""
        if not any(one.scale is not None for one in self._sitting.items):
            return _("No item of this form is voted on.")
        here = set(self._here())
        left = any(here - self._sitting.votes(one.path).voted for one in self._to_vote_on())
        return "" if left else _("Nothing is left to vote on.")

    def _to_vote_on(self) -> list[Question]:
        """The items whose votes nobody has seen yet."""
        return [one for one in self._sitting.items if one.scale is not None and not self._is_seen(one.path)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit(self.width())
