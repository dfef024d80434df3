"""Rows of questions with the votes on each, what the group came to, and what was said against it and for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isp_desktop.ui.kit.chips import chip_size, paint_chip
from isp_desktop.ui.kit.paint import LEFT, RIGHT, rounded, rule, text_width, write, write_two
from isp_desktop.ui.kit.row_delegate import RowDelegate
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.vote_spread import Votes, draw_votes

_ROW, _LINE, _STEP, _INSET = 66, 19, 18, 16
_CHART, _NARROW_CHART, _ANSWER, _CHIP, _NARROW = 214, 150, 116, 96, 620


class VoteRow(Row, frozen=True):
    """A question.

    Attributes:
        title: the question; in two lines where it is long.
        votes: the first votes; None where nobody voted first, or it is not rated on a scale.
        answer: what the group came to, as a number; `word` is what that is called.
        unanswered: said in its place, in a dashed box; "" where there is an answer.
        notes: one line each: dissent, evidence.
        words: all of it, for screen readers.
    """

    votes: Votes | None = None
    answer: str = ""
    word: str = ""
    unanswered: str = ""
    notes: tuple[str, ...] = ()
    words: str = ""

    def spoken(self) -> str:
        return self.words or super().spoken()


def vote_row_height(row: VoteRow, theme: Theme) -> int:
    """How high a row is, in px."""
    return theme.px(_ROW) + len(row.notes) * theme.px(_LINE)


def draw_vote_rows(painter: QPainter, box: QRectF, rows: Sequence[VoteRow], theme: Theme) -> None:
    """Draws rows under each other, with a hairline between them."""
    top = box.top()
    for row in rows:
        place = QRectF(box.left(), top, box.width(), vote_row_height(row, theme))
        draw_vote_row(painter, place, row, theme, theme.tokens.text)
        top = place.bottom()
        rule(painter, box.left(), top - 0.5, box.right(), top - 0.5, theme.tokens.line)


def draw_vote_row(painter: QPainter, box: QRectF, row: VoteRow, theme: Theme, ink: str) -> None:
    """Draws one: the question in `ink`, the chart of its votes, the answer, whether they were apart, and the notes."""
    px = theme.px
    inner = box.adjusted(px(_INSET), 0, -px(_INSET) / 2, 0)
    upper = QRectF(inner.left(), inner.top(), inner.width(), px(_ROW))
    if row.chip is not None:
        wide = min(chip_size(row.chip, theme).width(), px(_CHIP))
        paint_chip(painter, QRectF(upper.right() - wide, upper.center().y() - px(11), wide, px(22)), row.chip, theme)
    answer = QRectF(upper.right() - px(_CHIP + 8 + _ANSWER), upper.top(), px(_ANSWER), upper.height())
    _draw_answer(painter, answer, row, theme)
    wide = px(_NARROW_CHART if box.width() < px(_NARROW) else _CHART)
    chart = QRectF(answer.left() - wide - px(6), upper.top() + px(5), wide, upper.height() - px(9))
    if row.votes is not None:
        draw_votes(painter, chart, row.votes, theme)
    title = QRectF(upper.left(), upper.top(), chart.left() - px(10) - upper.left(), upper.height())
    _draw_title(painter, title, row.title, theme, ink)
    for at, note in enumerate(row.notes):
        # Under the chart, too: what was said needs the room.
        place = QRectF(inner.left(), upper.bottom() - px(8) + at * px(_LINE), inner.width(), px(_LINE))
        write(painter, place, note, theme.meta(), theme.tokens.text2, LEFT)


def _draw_answer(painter: QPainter, box: QRectF, row: VoteRow, theme: Theme) -> None:
    t, px = theme.tokens, theme.px
    if row.unanswered:
        place = QRectF(box.left(), box.center().y() - px(13), box.width(), px(26))
        rounded(painter, place, px(6), edge=t.field, dashed=True)
        write(painter, place.adjusted(px(8), 0, -px(4), 0), row.unanswered, theme.meta(), t.text2, LEFT)
        return
    font = theme.font(16, 600, tabular=True)
    wide = min(text_width(font, row.answer) + 1.0, box.width())
    if not row.word:
        write(painter, box, row.answer, theme.body() if wide == box.width() else font, t.text, LEFT)
        return
    number = QRectF(box.left(), box.top(), max(wide, px(26)), box.height())
    write(painter, number, row.answer, font, t.text, RIGHT)
    left = number.right() + px(8)
    write(painter, QRectF(left, box.top(), box.right() - left, box.height()), row.word, theme.body(), t.text2, LEFT)


def _draw_title(painter: QPainter, box: QRectF, title: str, theme: Theme, ink: str) -> None:
    font, step = theme.strong(), theme.px(_STEP)
    if text_width(font, title) > box.width():
        place = QRectF(box.left(), box.center().y() - step, box.width(), 2 * step)
        write_two(painter, place, title, font, ink, step)
    else:
        write(painter, box, title, font, ink, LEFT)


class VoteDelegate(RowDelegate):
    """Draws `VoteRow`s."""

    def height(self, row: Row) -> int:
        return vote_row_height(row, self._theme) if isinstance(row, VoteRow) else super().height(row)

    def _paint_sign(self, _painter: QPainter, body: QRectF, _row: Row, _selected: bool) -> float:
        return body.left()

    def _paint_end(self, _painter: QPainter, body: QRectF, _row: Row) -> float:
        return body.right()

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        if isinstance(row, VoteRow):
            draw_vote_row(painter, box, row, self._theme, self._ink(row, selected))
