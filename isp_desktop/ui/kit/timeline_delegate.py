"""Draws the moments of a timeline: day, sign on a line, title, two lines of text, chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import mirror_for
from isp_desktop.ui.kit.paint import LEFT, RIGHT, focus_ring, hatch, rounded, rule, text_width, write, write_two
from isp_desktop.ui.kit.rows import ROW, AnyIndex
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.ui.kit.timeline import Moment

_State = QStyle.StateFlag
# In px at 100 %: where the sign and the words begin, and how high the parts of a moment are.
_DAY_WIDTH, _SIGN, _WORDS, _RIGHT = 114, 30, 168, 24
_HEAD, _TITLE, _LINE, _CHIPS, _ABOVE, _BELOW = 30, 22, 21, 32, 9, 11
_MOST_LINES, _NARROWEST = 2, 3


class TimelineDelegate(QStyledItemDelegate):
    """Draws `Moment`s. Their heights are worked out once for each width."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[tuple[str, str], int] = {}
        self._heights: dict[int, int] = {}
        self._measured = (0, 0.0)

    def _text_lines(self, moment: Moment, width: int) -> int:
        """How many lines its text takes: 0, 1 or 2."""
        if not moment.text:
            return 0
        key = (moment.uid, moment.text)
        if key not in self._lines:
            room = width - self._theme.px(_WORDS + _RIGHT)
            # Where even the narrowest letters would not fit, as with most texts, nothing needs to be measured.
            may_fit = len(moment.text) * self._theme.px(_NARROWEST) <= room
            fits = may_fit and text_width(self._theme.prose(), moment.text) <= room
            self._lines[key] = 1 if fits else _MOST_LINES
        return self._lines[key]

    def _begins_section(self, index: AnyIndex, moment: Moment) -> bool:
        above = index.model().index(index.row() - 1, 0).data(ROW) if index.row() else None
        return bool(moment.section) and (above is None or above.section != moment.section)

    def forget(self) -> None:
        """The moments are others: their heights are worked out anew."""
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else self._theme.px(600)
        if self._measured != (width, self._theme.scale):
            self._measured = (width, self._theme.scale)
            self._lines.clear()
            self._heights.clear()
        # Asked for every row each time that rows are added.
        row = index.row()
        if row not in self._heights:
            self._heights[row] = self._height(index, width)
        return QSize(self._theme.px(240), self._heights[row])

    def _height(self, index: AnyIndex, width: int) -> int:
        px = self._theme.px
        moment: Moment = index.data(ROW)
        height = px(_ABOVE) + px(_TITLE) + self._text_lines(moment, width) * px(_LINE) + px(_BELOW)
        height += px(_CHIPS) if moment.chips else 0
        return height + (px(_HEAD) if self._begins_section(index, moment) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        moment: Moment = index.data(ROW)
        body = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        if self._begins_section(index, moment):
            self._paint_section(painter, body, moment.section, index.row() > 0)
            body.setTop(body.top() + self._theme.px(_HEAD))
        card = body.adjusted(self._theme.px(_WORDS - 14), 2, -self._theme.px(8), -2)
        self._paint_ground(painter, card, moment, option.state)
        self._paint_day(painter, body, moment)
        self._paint_sign(painter, body, moment, first=index.row() == 0)
        self._paint_words(painter, body, moment)
        view = self.parent()
        if option.state & _State.State_HasFocus and isinstance(view, QAbstractItemView) and view.hasFocus():
            focus_ring(painter, card, self._theme.px(8), self._theme.tokens)
        painter.restore()

    def _paint_section(self, painter: QPainter, body: QRectF, month: str, with_line: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        place = QRectF(body.left() + px(_WORDS), body.top() + px(4), body.width() - px(_WORDS), px(_HEAD - 4))
        write(painter, place, month, self._theme.font(12, 600), t.text2, LEFT)
        if with_line:
            middle = body.left() + px(_DAY_WIDTH + 20)
            rule(painter, middle, body.top(), middle, body.top() + px(_HEAD), t.line2)

    def _paint_ground(self, painter: QPainter, card: QRectF, moment: Moment, state: QStyle.StateFlag) -> None:
        t, radius = self._theme.tokens, self._theme.px(8)
        if moment.private:
            hatch(painter, card, t, radius)
            rounded(painter, card, radius, edge=t.private_line, dashed=True)
        elif state & _State.State_Selected:
            rounded(painter, card, radius, t.accent_soft)
        elif state & _State.State_MouseOver:
            rounded(painter, card, radius, t.hover)
        if state & _State.State_Selected:
            painter.fillRect(QRectF(card.left(), card.top() + 4, 3, card.height() - 8), QColor(t.accent))

    def _paint_day(self, painter: QPainter, body: QRectF, moment: Moment) -> None:
        t, px = self._theme.tokens, self._theme.px
        place = QRectF(body.left(), body.top() + px(_ABOVE), px(_DAY_WIDTH - 6), px(_TITLE))
        write(painter, place, moment.date, self._theme.font(12, 500, tabular=True), t.text, RIGHT)
        if moment.time:
            write(painter, place.translated(0, px(17)), moment.time, self._theme.meta(), t.text2, RIGHT)

    def _paint_sign(self, painter: QPainter, body: QRectF, moment: Moment, first: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        side = px(_SIGN)
        disc = QRectF(body.left() + px(_DAY_WIDTH + 20) - side / 2, body.top() + px(5), side, side)
        middle = disc.center().x()
        if not first:
            rule(painter, middle, body.top(), middle, disc.top(), t.line2)
        rule(painter, middle, disc.bottom(), middle, body.bottom(), t.line2)
        rounded(painter, disc, side / 2, t.surface, t.private_line if moment.private else t.line2)
        ink = t.private if moment.private else t.accent if moment.kind == "visit" else t.text2
        paint_icon(painter, "lock" if moment.private else moment.icon, ink, disc, px(16))

    def _paint_words(self, painter: QPainter, body: QRectF, moment: Moment) -> None:
        t, px = self._theme.tokens, self._theme.px
        box = QRectF(body.left() + px(_WORDS), body.top() + px(_ABOVE), 0, px(_TITLE))
        box.setRight(body.right() - px(_RIGHT))
        self._paint_title(painter, box, moment)
        lines = self._text_lines(moment, round(body.width()))
        if lines:
            place = QRectF(box.left(), box.bottom(), box.width(), lines * px(_LINE))
            self._paint_text(painter, place, moment.text, lines, t.text2)
        if moment.chips:
            top = box.bottom() + lines * px(_LINE) + px(7)
            self._paint_chips(painter, QRectF(box.left(), top, box.width(), px(22)), moment)

    def _paint_title(self, painter: QPainter, box: QRectF, moment: Moment) -> None:
        t, px = self._theme.tokens, self._theme.px
        title = QRectF(box)
        if moment.who:
            width = min(text_width(self._theme.meta(), moment.who) + 1, box.width() * 0.4)
            who = QRectF(box.right() - width, box.top(), width, box.height())
            write(painter, who, moment.who, self._theme.meta(), t.text2, RIGHT)
            title.setRight(who.left() - px(12))
        private = ChipSpec(_("Private"), "private")
        chip = chip_size(private, self._theme).width() + px(8) if moment.private else 0
        title.setRight(title.right() - chip)
        ink = t.text2 if moment.faded else t.text
        used = write(painter, title, moment.title, self._theme.font(14, 600), ink)
        if moment.private:
            place = QRectF(used.right() + px(8), box.center().y() - px(11), chip - px(8), px(22))
            paint_chip(painter, place, private, self._theme, lifted=True)

    def _paint_text(self, painter: QPainter, place: QRectF, text: str, lines: int, ink: str) -> None:
        """The text in so many lines, the last one cut with "…" where it goes on."""
        font, step = self._theme.prose(), self._theme.px(_LINE)
        if lines == 1:
            write(painter, place, text, font, ink)
            return
        write_two(painter, place, text, font, ink, step)

    def _paint_chips(self, painter: QPainter, place: QRectF, moment: Moment) -> None:
        """As many chips as there is room for."""
        x = place.left()
        for chip in moment.chips:
            width = chip_size(chip, self._theme).width()
            if x + width > place.right():
                break
            box = QRectF(x, place.top(), width, place.height())
            paint_chip(painter, box, chip, self._theme, lifted=moment.private and chip.kind == "private")
            x += width + self._theme.px(6)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        # As plain text: what people wrote is never read as markup.
        words = index.data(ROW).spoken().replace("&", "&amp;").replace("<", "&lt;")
        QToolTip.showText(event.globalPos(), f"<span>{words}</span>", view)
        return True
