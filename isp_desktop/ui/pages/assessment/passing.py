"""The laptop goes round: each seat votes on all items, one after the other, and sees nothing of anybody else's votes.

The window shows this and nothing of the notebook, which stays locked behind it until its passphrase is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services.capacity import reading, voting
from isp_desktop.services.capacity.asking import Question
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.handed import Handed, in_the_middle
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.editors import AnswerEditor, is_by_digits
from isp_desktop.ui.pages.assessment.seats import SeatStrip, letter_of

_WIDEST = 720


class Round(Handed):
    """Attributes:
    ballot: the item that the seat votes on, None between two.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        assessment: str,
        items: Sequence[Question],
        seats: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        self.strip = SeatStrip(theme)
        thanks = _("Please hand the laptop back. The votes are kept.")
        super().__init__(theme, _("Votes"), self.strip, thanks, parent)
        self._store, self._assessment, self._items, self._seats = store, assessment, items, seats
        self._seat, self._at = "", 0
        # The seats whose turn was over before, or is over now, whatever they left out.
        self._voted = {path: set(own) for path, own in reading.voted(store, assessment).items()}
        self._done = {seat for seat in seats if all(self._has_voted(seat, one) for one in items)}
        self.ballot: AnswerEditor | None = None
        self._place, self._question = Label(theme, "", "meta"), Prose(theme, "", "title")
        self._hint, self._keys = Prose(theme, "", "body", "text2"), Label(theme, "", "caption")
        self._trouble = Prose(theme, "", "body", "bad")
        self._room = QVBoxLayout()
        self.back = Button(theme, _("Back"), "quiet", "arrow-left")
        self.skip = Button(theme, _("Leave it out"), "quiet", "arrow-right")
        for name in ("back", "skip"):
            getattr(self, name).setObjectName(name)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(10)
        for above in (self._place, self._question, self._hint):
            column.addWidget(above)
        column.addLayout(self._room)
        for below in (self._trouble, self._keys, side_by_side(self.back, self.skip)):
            column.addWidget(below)
        self._sheet = in_the_middle(theme, sheet, _WIDEST)
        self.turn.begin.clicked.connect(self._begin)
        self.back.clicked.connect(lambda: self._step(-1))
        self.skip.clicked.connect(lambda: self._step(1))
        sentence = counted(
            "{n} item, for each what you see here.", "{n} items, for each what you see here.", len(items)
        )
        self._to_turn(_("Everybody votes first"), sentence)

    def _to_turn(self, heading: str, sentence: str) -> None:
        """Says whose turn it is; of what was voted nothing is left on the screen."""
        self._seat = next((seat for seat in self._seats if seat not in self._done), "")
        self._drop_ballot()
        if not self._seat:
            sentence = _("All have voted. Hand the laptop back.")
        self.strip.show_seats(self._seats, self._done, self._seat)
        begins = _("Seat {seat} begins").format(seat=letter_of(self._seat)) if self._seat else ""
        self.turn.tell(heading, sentence, begins, self.strip.accessibleName())
        self._show_turn()

    def _has_voted(self, seat: str, item: Question) -> bool:
        return seat in self._voted.get(item.path, ())

    def _begin(self) -> None:
        left = (at for at, one in enumerate(self._items) if not self._has_voted(self._seat, one))
        self._at = next(left, 0)
        self._show_item()

    def _show_item(self) -> None:
        one = self._items[self._at]
        self._drop_ballot()
        told = _("Seat {seat}, item {at} of {all}")
        place = told.format(seat=letter_of(self._seat), at=self._at + 1, all=len(self._items))
        # That it voted, and not what: somebody else may look on.
        voted = _("voted, another vote takes its place") if self._has_voted(self._seat, one) else ""
        self._place.setText(", ".join(filter(None, (place, voted))))
        self._question.setText(one.label)
        self._hint.setText(one.hint)
        keys = _("1 to {n} vote and go on").format(n=len(one.offered))
        self._keys.setText(keys if is_by_digits(one) else "")
        self._trouble.hide()
        self.back.setEnabled(self._at > 0)
        self.ballot = AnswerEditor(self._theme, one, _("Vote of seat {seat}").format(seat=letter_of(self._seat)))
        self.ballot.setObjectName("vote")
        self.ballot.given.connect(self._vote)
        self._room.addWidget(self.ballot)
        self._show_sheet(self._sheet, self.ballot)

    def _vote(self, value: str) -> None:
        if not value:
            return
        try:
            voting.vote(self._store, self._assessment, self._items[self._at].path, self._seat, value)
        except NotebookError as error:
            self._trouble.setText(str(error))
            self._trouble.show()
            return
        self._voted.setdefault(self._items[self._at].path, set()).add(self._seat)
        self._step(1)

    def _step(self, step: int) -> None:
        self._at += step
        if 0 <= self._at < len(self._items):
            self._show_item()
        else:
            self._done.add(self._seat)
            self._to_turn(_("Thank you"), _("Your votes are kept. Pass the laptop on."))

    def _drop_ballot(self) -> None:
        if self.ballot is not None:
            self.ballot.hide()
            self.ballot.setParent(None)
            self.ballot.deleteLater()
            self.ballot = None
