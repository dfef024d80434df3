"""One item of an assessment: what is asked, the first votes by seat, and what the group comes to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.answers import Votes
from isp_desktop.domain.language import _
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.capacity.voting import agreed
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.nouns import listed
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.pages.assessment.editors import AnswerEditor, keys_words
from isp_desktop.ui.pages.assessment.seats import SeatStrip, letter_of
from isp_desktop.ui.pages.assessment.votes_view import VotesView, told
from isp_desktop.ui.pages.assessment.words import WordsPart

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# In a text of several lines Enter alone begins another line.
_WITH_ENTER = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ControlModifier


class ItemCard(Panel):
    """Where an item is voted on, a digit votes for the seat whose turn it is and the next seat follows; what was given
    is not seen until all have voted, or the facilitator shows it, who is asked once where some have not. Then a digit
    says what the group came to, and Enter goes on. Who has not voted yet still may, until there is an answer; what was
    seen stays as it was given. Where nobody votes, the answer is given at once.

    Signals:
        voted: seat and answer.
        shown: the votes are to be shown.
        covered: they are to be out of sight again, since somebody still votes.
        agreed: the answer the group came to, chosen among what is offered; "" for none.
        left: the cursor left an answer that is typed.
        stepped: 1 for the next item, -1 for the one before.
    """

    voted = Signal(str, str)
    shown = Signal()
    covered = Signal()
    agreed = Signal(str)
    left = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, words: WordsPart, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.words = words
        self._asked: Question | None = None
        self._seats: Sequence[str] = ()
        self._votes = Votes()
        self._turn = ""
        self._is_open = self._were_seen = self._has_asked = False
        self.place = Label(theme, "", "meta")
        self.title = Prose(theme, "", "title")
        self.title.setObjectName("item-title")
        self.hint = Prose(theme, "", "body", "text2")
        self.strip = SeatStrip(theme)
        self.ballot = QVBoxLayout()
        self.answer = QVBoxLayout()
        self.votes_head = Label(theme, "", "section")
        self.view = VotesView(theme)
        self.told = Prose(theme, "", "body")
        self.answer_head = Label(theme, "", "section")
        self.problem = Prose(theme, "", "meta", "bad")
        self.vote_editor: AnswerEditor | None = None
        self.answer_editor: AnswerEditor | None = None
        self._build()

    def _build(self) -> None:
        self.show_button = self._button("show-votes", _("Show the votes"), "eye", _("Whoever has not voted may still"))
        self.vote_on = self._button("vote-on", _("Back to voting"), "undo-2", _("Whoever has not voted votes now"))
        self.back = self._button("back-item", _("Back"), "arrow-left", _("The item before (Ctrl+Page Up)"))
        self.next = self._button("next-item", _("Next item"), "arrow-right", _("The next item (Ctrl+Page Down)"))
        self.keys = Label(self._theme, "", "caption")
        for part in (self.place, self.title, self.hint):
            self.column.addWidget(part)
        self.column.addSpacing(6)
        self.column.addWidget(self.votes_head)
        self.column.addWidget(self.strip)
        self.column.addLayout(self.ballot)
        self.column.addWidget(self.view)
        self.column.addWidget(self.told)
        self.column.addWidget(self.answer_head)
        self.column.addLayout(self.answer)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.words)
        self.column.addWidget(self.keys)
        self.column.addWidget(side_by_side(self.show_button, self.vote_on, self.next, self.back))
        self.show_button.clicked.connect(self._show_votes)
        self.vote_on.clicked.connect(self.covered)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.strip.turned.connect(self.turn_to)

    def _button(self, name: str, words: str, icon: str, tip: str) -> Button:
        made = Button(self._theme, words, "secondary", icon, 32)
        made.setObjectName(name)
        set_tip(made, tip)
        return made

    def show_item(self, asked: Question, at: int, count: int) -> None:
        """Shows an item, the one at place `at` from 0 of `count`."""
        is_new = self._asked is None or self._asked.path != asked.path or self._asked.offered != asked.offered
        self._asked = asked
        self.place.setText(
            ", ".join(filter(None, (_("Item {at} of {all}").format(at=at + 1, all=count), asked.section)))
        )
        self.title.setText(asked.label)
        self.hint.setText(asked.hint)
        self.hint.setVisible(bool(asked.hint))
        self.back.setEnabled(at > 0)
        self.next.set_words(_("Next item") if at + 1 < count else _("To the end"))
        if is_new:
            self._turn = ""
            self._make_editors(asked)

    def show_votes(
        self, seats: Sequence[str], votes: Votes, *, is_open: bool, were_seen: bool = False, is_answered: bool = False
    ) -> None:
        """Shows who has voted, and with `is_open` what; without `seats` nobody votes on it.

        Args:
            were_seen: they were shown before: who has voted does not vote anew.
            is_answered: there is an answer: nobody votes any more.
        """
        assert self._asked is not None
        self._seats, self._votes, self._is_open, self._were_seen = seats, votes, is_open, were_seen
        self._ask_no_more()
        votes_first = bool(seats)
        if self._turn not in seats or self._turn in votes.voted:
            self._turn = next((seat for seat in seats if seat not in votes.voted), "")
        is_asked = votes_first and not is_open
        self.votes_head.setText(self._head_words(is_asked))
        self.votes_head.setVisible(votes_first)
        self.strip.setVisible(votes_first)
        self.strip.show_seats(seats, votes.voted, self._turn if is_asked else "")
        if self.vote_editor is not None:
            self.vote_editor.setVisible(is_asked and bool(self._turn))
            self.vote_editor.show_text("")
            self.vote_editor.editor.set_label(_("Vote of seat {seat}").format(seat=letter_of(self._turn)))
        self.show_button.setVisible(is_asked)
        self.show_button.setEnabled(bool(votes.voted))
        self.vote_on.setVisible(is_open and not is_answered and bool(self._missing()))
        for shown in (self.view, self.told):
            shown.setVisible(votes_first and is_open)
        for part in (self.answer_head, self.words, self.answer_editor):
            if part is not None:
                part.setVisible(not is_asked)
        self.told.setText(told(self._asked, votes) if is_open and votes_first else "")
        self.keys.setText(self._keys_words(is_asked))

    def show_answer(self, value: str, problem: str, others: Sequence[str] = ()) -> None:
        """Says of the answer why it does not do, and what else was answered at the same time: then none is chosen."""
        assert self._asked is not None
        if self._seats:
            self.view.show_votes(self._asked, self._votes if self._is_open else Votes(), value)
            self.answer_head.setText(_("What the group comes to"))
        else:
            self.answer_head.setText(_("Answer"))
        if others:
            words = listed([f"“{self._asked.word(one)}”" for one in (value, *others)])
            twice = _("Answered otherwise at the same time: {words}. What is given now holds.").format(words=words)
            problem = " ".join(filter(None, (twice, problem)))
            if self.answer_editor is not None and not self.answer_editor.is_typed:
                self.answer_editor.show_text("")
        self.refuse(problem)

    def refuse(self, problem: str) -> None:
        """Says why the answer does not do; "" for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def take_focus(self) -> None:
        """Gives the focus to what is asked now."""
        self.asked_now().setFocus(Qt.FocusReason.OtherFocusReason)

    def asked_now(self) -> QWidget:
        """What is asked now, to which the focus belongs."""
        there: QWidget = self.next
        if self.vote_editor is not None and self.vote_editor.isVisibleTo(self):
            there = self.vote_editor
        elif self.show_button.isVisibleTo(self):
            there = self.show_button
        elif self.answer_editor is not None:
            there = self.answer_editor
        return there

    def turn_to(self, seat: str) -> None:
        """It is the turn of another seat, also to vote once more while nobody has seen the votes."""
        if self._is_open and self.vote_on.isVisibleTo(self) and seat in self._missing():
            self.covered.emit()
        if self._is_open or self.vote_editor is None or (self._were_seen and seat not in self._missing()):
            return
        self._turn = seat
        self._ask_no_more()
        self.strip.show_seats(self._seats, self._votes.voted, seat)
        self.vote_editor.editor.set_label(_("Vote of seat {seat}").format(seat=letter_of(seat)))
        self.votes_head.setText(self._head_words(True))
        self.vote_editor.show()
        self.vote_editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> list[str]:
        """The seats that have no vote that counts."""
        done = self._votes.voted - set(self._votes.twice)
        return [seat for seat in self._seats if seat not in done]

    def _show_votes(self) -> None:
        """Shows the votes; where some have not voted it asks first, once."""
        if self._missing() and not self._has_asked:
            self._has_asked = True
            told = _("{n} of {all} have voted. Show all the same? Enter once more does.")
            self.refuse(told.format(n=len(self._seats) - len(self._missing()), all=len(self._seats)))
            return
        self.shown.emit()

    def _ask_no_more(self) -> None:
        """Forgets the question whether to show the votes: somebody votes after all."""
        if self._has_asked:
            self._has_asked = False
            self.refuse("")

    def proposal(self) -> str:
        """What all voted, where they voted the same; "" else."""
        if self._asked is None or self._asked.scale is None:
            return ""
        return agreed(self._votes, len(self._seats))

    def _keys_words(self, is_asked: bool) -> str:
        assert self._asked is not None
        keys = keys_words(self._asked)
        return " ".join((keys, _("A letter: that seat once more."))) if keys and is_asked else keys

    def _head_words(self, is_asked: bool) -> str:
        if not is_asked:
            return _("First votes")
        if not self._turn:
            return _("All have voted")
        return _("Seat {seat}: how is it here?").format(seat=letter_of(self._turn))

    def _make_editors(self, asked: Question) -> None:
        for editor in (self.vote_editor, self.answer_editor):
            if editor is not None:
                editor.hide()
                editor.setParent(None)
                editor.deleteLater()
        self.vote_editor = AnswerEditor(self._theme, asked, _("Vote")) if asked.scale is not None else None
        self.answer_editor = AnswerEditor(self._theme, asked, _("Answer"))
        self.answer_editor.setObjectName("answer")
        if self.vote_editor is not None:
            self.vote_editor.setObjectName("vote")
            self.ballot.addWidget(self.vote_editor)
            self.vote_editor.given.connect(self._vote)
        self.answer.addWidget(self.answer_editor)
        self.answer_editor.given.connect(self.agreed)
        if self.answer_editor.is_typed:
            self.answer_editor.left.connect(self.left)
        self._order()

    def _order(self) -> None:
        """Tab comes to what was made last where it stands, over the words and the buttons."""
        made = [one.editor.inner() for one in (self.vote_editor, self.answer_editor) if one is not None]
        words = [one.inner() for one in self.words.editors.values()]
        for one, following in pairwise((*made, *words, self.show_button, self.vote_on, self.next, self.back)):
            QWidget.setTabOrder(one, following)

    def _vote(self, value: str) -> None:
        if value and self._turn:
            self.voted.emit(self._turn, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~_WITH_ENTER:
            self._go_on()
        elif seat := next((one for one in self._seats if letter_of(one) == event.text().upper()), ""):
            self.turn_to(seat)
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Enter shows the votes once there are some, takes what all voted, or goes on to the next item."""
        if self.show_button.isVisibleTo(self):
            if self.show_button.isEnabled():
                self._show_votes()
        elif self.answer_editor is not None and not self.answer_editor.text() and self.proposal():
            self.agreed.emit(self.proposal())
        else:
            self.stepped.emit(1)
