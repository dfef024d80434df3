"""The seats that vote: whose turn it is, and who has voted, never what."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import painted
from isp_desktop.ui.kit.paint import MIDDLE, painting, rounded, write
from isp_desktop.ui.kit.theme import Theme

_WIDE, _HIGH, _GAP, _LINE = 44, 34, 6, 4


class SeatStrip(QWidget):
    """A box a seat: a tick once it has voted, a thick edge round the one whose turn it is. A press makes it that one's.

    Signals:
        turned: the seat whose turn it is to be.
    """

    turned = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._seats: Sequence[str] = ()
        self._voted: Collection[str] = ()
        self._turn = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_seats(self, seats: Sequence[str], voted: Collection[str], turn: str) -> None:
        """Shows who has voted; `turn` is "" where nobody is asked."""
        self._seats, self._voted, self._turn = seats, voted, turn
        told = counted("{n} seat", "{n} seats", len(seats))
        done = _("{n} voted").format(n=sum(seat in voted for seat in seats))
        now = _("seat {seat} votes now").format(seat=letter_of(turn)) if turn else ""
        self.setAccessibleName(", ".join(filter(None, (told, done, now))))
        self.updateGeometry()
        self.update()

    def _boxes(self, width: int) -> list[QRectF]:
        px = self._theme.px
        step, high = px(_WIDE + _GAP), px(_HIGH + _LINE)
        each = max(1, (width + px(_GAP)) // step)
        return [
            QRectF(at % each * step, at // each * high + 1, px(_WIDE), px(_HIGH) - 2) for at in range(len(self._seats))
        ]

    def _paint_seat(self, painter: QPainter, box: QRectF, seat: str) -> None:
        t, px = self._theme.tokens, self._theme.px
        now, voted = seat == self._turn, seat in self._voted
        inner = box.adjusted(1, 1, -1, -1)
        rounded(
            painter, inner, px(7), t.accent_soft if now else t.sunken, t.accent if now else t.line2, 2 if now else 1
        )
        if not voted:
            write(painter, inner, letter_of(seat), self._theme.strong(), t.text if now else t.text2, MIDDLE)
            return
        half = inner.width() / 2
        left, right = inner.adjusted(0, 0, -half + px(2), 0), inner.adjusted(half - px(2), 0, -px(4), 0)
        write(painter, left, letter_of(seat), self._theme.strong(), t.text, MIDDLE)
        paint_icon(painter, "check", t.good, right, 14)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return int(boxes[-1].bottom()) + 2 if boxes else 0

    def sizeHint(self) -> QSize:
        wide = len(self._seats) * self._theme.px(_WIDE + _GAP)
        return QSize(min(wide, self._theme.px(520)), self.heightForWidth(self._theme.px(520)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), self._theme.px(_HIGH))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = painted(event.position(), self)
        for seat, box in zip(self._seats, self._boxes(self.width()), strict=True):
            if box.contains(spot):
                self.turned.emit(seat)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            for seat, box in zip(self._seats, self._boxes(self.width()), strict=True):
                self._paint_seat(painter, box, seat)


def letter_of(seat: str) -> str:
    """What a seat is called at this laptop: its letter, without the mark of the laptop."""
    return seat.rpartition("-")[2]
