"""The first votes on an item, once they are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.answers import Votes
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.scoring import spread
from isp_desktop.services.capacity.asking import Question
from isp_desktop.ui.kit import vote_spread
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.assessment.seats import letter_of

_WIDE, _HIGH = 340, 64


class VotesView(QWidget):
    """Draws the votes over the scale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawn: vote_spread.Votes | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.px(_WIDE))
        theme.changed.connect(self.updateGeometry)

    def show_votes(self, asked: Question, votes: Votes, value: str) -> None:
        """Shows the votes on an item, and what the group came to ("" for nothing yet)."""
        scale = asked.scale
        if scale is None:
            return
        numbers = [
            number
            for given, seats in votes.seats.items()
            if (number := scale.given(given)) is not None
            for _seat in seats
        ]
        self._drawn = vote_spread.Votes(scale.least, scale.most, numbers, scale.given(value) if value else None)
        self.setAccessibleName(told(asked, votes))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), self._theme.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drawn is not None:
            with painting(self) as painter:
                vote_spread.draw_votes(painter, QRectF(self.rect()), self._drawn, self._theme)


def are_the_same(votes: Votes) -> bool:
    """Whether several seats voted, and all the same, be it that the item does not apply."""
    return len(votes.seats) == 1 and len(votes.voted) > 1 and not votes.twice and not votes.unreadable


def told(asked: Question, votes: Votes) -> str:
    """The votes in words: how far they lie apart, and which seats gave what."""
    if not votes.voted:
        return _("Nobody voted first.")
    assert asked.scale is not None
    how = "agreed" if are_the_same(votes) else spread(votes, asked.scale)
    words = {
        "agreed": _("All gave the same."),
        "near": _("Within one step of each other."),
        "apart": _("Apart: let those furthest from each other say why."),
        "": "",
    }[how]
    given = "; ".join(
        f"{asked.word(value)}: {', '.join(map(letter_of, votes.seats[value]))}"
        for value, _label in asked.offered
        if value in votes.seats
    )
    twice = ", ".join(map(letter_of, votes.twice))
    both = _("Seat {seats} gave two different votes: ask again.").format(seats=twice) if twice else ""
    broken = counted("{n} vote cannot be read.", "{n} votes cannot be read.", votes.unreadable)
    return " ".join(filter(None, (words, f"{given}." if given else "", both, broken if votes.unreadable else "")))
