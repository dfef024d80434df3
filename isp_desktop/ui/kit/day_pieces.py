"""What is drawn on the days of a month or a week, and what is being dragged over them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from isp_desktop.domain.language import counted, spoken
from isp_desktop.ui.kit.day_entries import Entry, paint_line
from isp_desktop.ui.kit.paint import LEFT, focus_ring, write
from isp_desktop.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Piece:
    """Where something of a day is drawn: an entry, or None for "+3 more", `hidden` being how many that are.

    `fixed`: it does not scroll with the hours.
    """

    day: dt.date
    box: QRectF
    entry: Entry | None = None
    hidden: int = 0
    fixed: bool = True


@dataclass(slots=True)
class Drag:
    """A press that may become a drag."""

    piece: Piece | None
    start: QPointF
    spot: QPointF
    active: bool = False


def day_words(day: dt.date) -> str:
    """ "Thursday 15 October 2026", in the language that holds."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE d MMMM y", locale=spoken()))


def paint_piece(painter: QPainter, piece: Piece, theme: Theme, focused: bool) -> None:
    """A line, or how many more there are."""
    if piece.entry is not None:
        paint_line(painter, piece.box, piece.entry, theme, focused)
        return
    words = counted("+{n} more", "+{n} more", piece.hidden)
    write(painter, piece.box.adjusted(theme.px(6), 0, 0, 0), words, theme.font(12, 500), theme.tokens.accent, LEFT)
    if focused:
        focus_ring(painter, piece.box, theme.px(5), theme.tokens)


def show_tip(piece: Piece | None, spot: QPoint, over: QWidget) -> None:
    """All that an entry says, at a global point; as plain text: what people wrote is never read as markup."""
    if piece is None or piece.entry is None:
        QToolTip.hideText()
        return
    plain = piece.entry.spoken().replace("&", "&amp;").replace("<", "&lt;")
    QToolTip.showText(spot, f"<span>{plain}</span>", over)
