"""Draws the rows of lists: ground, bar, sign, words, chip, date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from isp_desktop.ui.kit.checks import paint_check
from isp_desktop.ui.kit.chips import ChipSpec, chip_size, paint_chip
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import mirror_for, seen
from isp_desktop.ui.kit.paint import (
    LEFT,
    MIDDLE,
    RIGHT,
    focus_ring,
    ground,
    hatch,
    paint_avatar,
    rounded,
    rule,
    text_width,
    write,
)
from isp_desktop.ui.kit.rows import ROW, AnyIndex, Row
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

_ONE, _TWO, _HEAD = 40, 52, 30
# Where there is less room than this, cells beyond the title are left out, the last first.
_CELL_ROOM = 110
_TITLE_ROOM = 170
# What sign and words of a row are left beside the chips of its state, and beside one more of its own.
_TITLE_LEAST, _TITLE_USUAL = 110, 220
_CHIP_LEAST, _CHIP_GAP, _STACK = 29, 6, 2


class RowDelegate(QStyledItemDelegate):
    """Draws `Row`s; `chip_width` above 0 keeps a column for chips, so that they stand under each other."""

    def __init__(self, theme: Theme, parent: QWidget, chip_width: int = 0) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chip_width = chip_width

    def height(self, row: Row) -> int:
        """The height of the row itself, without a heading over it."""
        return self._theme.px(_TWO if row.second else _ONE)

    def body(self, rect: QRect, index: AnyIndex) -> QRectF:
        """Where the row itself stands in its place, under its heading."""
        row: Row = index.data(ROW)
        height = self.height(row)
        return QRectF(rect.left(), rect.bottom() + 1 - height, rect.width(), height)

    def check_box(self, body: QRectF) -> QRectF:
        """Where the circle to tick can be hit."""
        return self._seen(QRectF(body.left(), body.top(), self._theme.px(40), body.height()), body)

    def action_box(self, body: QRectF, row: Row) -> QRectF:
        """Where the small button can be hit; empty where there is none."""
        return self._seen(self._action_place(body, row), body)

    def _seen(self, box: QRectF, body: QRectF) -> QRectF:
        view = self.parent()
        return seen(box, body, view) if isinstance(view, QWidget) else box

    def _action_place(self, body: QRectF, row: Row) -> QRectF:
        """Where the small button is painted."""
        if not row.action:
            return QRectF()
        px = self._theme.px
        width = text_width(self._theme.strong(), row.action) + px(24)
        return QRectF(body.right() - px(16) - width, body.center().y() - px(14), width, px(28))

    def _begins_section(self, index: AnyIndex, row: Row) -> bool:
        if not row.section:
            return False
        above = index.model().index(index.row() - 1, 0).data(ROW) if index.row() else None
        return above is None or above.section != row.section

    def _paint_ground(self, painter: QPainter, body: QRectF, row: Row, state: QStyle.StateFlag) -> None:
        from PySide6.QtWidgets import QStyle

        t = self._theme.tokens
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if row.private:
            hatch(painter, body, t)
        elif selected:
            ground(painter, body, t.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground(painter, body, t.hover)
        bar = t.accent if selected else t.private if row.private else t.conflict if row.conflict else ""
        if bar:
            ground(painter, QRectF(body.left(), body.top(), 3, body.height()), bar)
        rule(painter, body.left(), body.bottom() - 0.5, body.right(), body.bottom() - 0.5, t.line)

    def _paint_sign(self, painter: QPainter, body: QRectF, row: Row, selected: bool) -> float:
        """The circle, the initials or the icon; gives where the words begin."""
        t, px, x = self._theme.tokens, self._theme.px, body.left() + self._theme.px(16)
        middle = body.center().y()
        if row.checked is not None:
            box = QRectF(x, middle - px(8.5), px(17), px(17))
            paint_check(painter, box, row.checked, self._theme, round_=True)
            x += px(29)
        if row.avatar:
            side = px(30 if row.second else 24)
            paint_avatar(painter, QRectF(x, middle - side / 2, side, side), row.avatar, self._theme)
            return x + side + px(10)
        icon = row.icon or ("lock" if row.private else "")
        if not icon:
            return x
        ink = t.private if row.private else t.conflict if row.conflict else t.warn if row.draft else t.text2
        paint_icon(painter, icon, t.accent if selected else ink, QRectF(x, body.top(), px(16), body.height()), px(16))
        return x + px(28)

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        """Button, date and chip from the right; gives where they begin."""
        t, px, right = self._theme.tokens, self._theme.px, body.right() - self._theme.px(18)
        button = self._action_place(body, row)
        if not button.isEmpty():
            self._paint_button(painter, button, row.action)
            right = button.left() - px(12)
        if row.date:
            font = self._theme.meta()
            width = max(text_width(font, row.date) + 1, px(56))
            ink = str(getattr(t, row.tone)) if row.tone else t.text2
            write(painter, QRectF(right - width, body.top(), width, body.height()), row.date, font, ink, RIGHT)
            right -= width + px(12)
        return self._paint_chips(painter, body, row, right)

    def _paint_button(self, painter: QPainter, place: QRectF, words: str) -> None:
        t = self._theme.tokens
        rounded(painter, place, self._theme.px(7), t.surface, t.line2)
        write(painter, place, words, self._theme.strong(), t.text, MIDDLE)

    def _paint_chips(self, painter: QPainter, body: QRectF, row: Row, right: float) -> float:
        """The chips from the right, the last one in their column where there is one; gives where they begin."""
        px = self._theme.px
        chips = self._fitting_chips(row, right - body.left() - px(_TITLE_USUAL))
        places = self._chip_places(chips, body, right)
        for spec, place in zip(chips, places, strict=True):
            paint_chip(painter, place, spec, self._theme, row.private)
        left = min((right - px(self._chip_width), *(place.left() for place in places)))
        return left - px(12) if left < right else right

    def _chip_places(self, chips: Sequence[ChipSpec], body: QRectF, right: float) -> Sequence[QRectF]:
        """Where they stand: two that leave the words no room beside each other, one under the other."""
        px, middle = self._theme.px, body.center().y()
        room = right - body.left() - px(_TITLE_LEAST)
        is_crowded = bool(chips) and self._chips_width(chips) > room
        is_stacked = is_crowded and len(chips) == _STACK and body.height() >= px(_TWO)
        most = room if is_stacked or not is_crowded else room / len(chips) - px(_CHIP_GAP)
        widths = [min(chip_size(spec, self._theme).width(), max(px(_CHIP_LEAST), most)) for spec in chips]
        if is_stacked:
            tops = (middle - px(23), middle + px(1))
            return [QRectF(right - width, top, width, px(22)) for width, top in zip(widths, tops, strict=True)]
        places: list[QRectF] = []
        for width in reversed(widths):
            left = places[-1].left() - px(_CHIP_GAP) - width if places else right - max(px(self._chip_width), width)
            places.append(QRectF(left, middle - px(11), width, px(22)))
        return places[::-1]

    def _chips_width(self, chips: Sequence[ChipSpec]) -> float:
        return sum(chip_size(spec, self._theme).width() + self._theme.px(_CHIP_GAP) for spec in chips)

    def _fitting_chips(self, row: Row, room: float) -> Sequence[ChipSpec]:
        """The chips to paint: the one given gives way where what the state must always tell leaves it no room."""
        is_told = not row.state_chips or self._chips_width(row.shown_chips) <= room
        return row.shown_chips if is_told else row.state_chips

    def _paint_words(self, painter: QPainter, box: QRectF, row: Row, selected: bool) -> None:
        t, px = self._theme.tokens, self._theme.px
        cells = self._cells(box.width(), row)
        title = QRectF(box)
        if cells:
            title.setWidth(self._title_share(box.width(), len(cells)) - px(12))
        step = (box.width() - title.width() - px(12)) / max(1, len(cells))
        for at, cell in enumerate(cells):
            place = QRectF(title.right() + px(12) + at * step, box.top(), step - px(12), box.height())
            write(painter, place, cell, self._theme.body(), t.text2, LEFT)
        if row.second:
            title.setHeight(box.height() / 2)
            title.translate(0, px(3))
            write(painter, title.translated(0, px(19)), row.second, self._theme.meta(), t.text2, LEFT)
        write(painter, title, row.title, self._theme.strong(), self._ink(row, selected), LEFT)

    def _ink(self, row: Row, selected: bool) -> str:
        t = self._theme.tokens
        return t.text3 if row.faded and not selected else t.text2 if row.faded else t.text

    def _title_share(self, width: float, cells: int) -> float:
        """How much of `width` is the title's beside so many cells."""
        return max(self._theme.px(_TITLE_ROOM), width * 1.3 / (cells + 1.3))

    def _cells(self, width: float, row: Row) -> tuple[str, ...]:
        room = int(max(0, width - self._theme.px(_TITLE_ROOM)) // self._theme.px(_CELL_ROOM))
        return row.cells[:room]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        # The window opens without it: the names of all that a style can draw take 4 ms to be made.
        from PySide6.QtWidgets import QStyle

        row: Row = index.data(ROW)
        body = self.body(option.rect, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        if self._begins_section(index, row):
            self._paint_section(painter, QRectF(option.rect), row.section)
        self._paint_ground(painter, body, row, option.state)
        left = self._paint_sign(painter, body, row, selected)
        right = self._paint_end(painter, body, row)
        self._paint_words(painter, QRectF(left, body.top(), max(0.0, right - left), body.height()), row, selected)
        view = self.parent()
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, QAbstractItemView) and view.hasFocus():
            focus_ring(painter, body.adjusted(1, 1, -1, -1), self._theme.px(7), self._theme.tokens)
        painter.restore()

    def _paint_section(self, painter: QPainter, box: QRectF, heading: str) -> None:
        place = QRectF(
            box.left() + self._theme.px(16), box.top(), box.width() - self._theme.px(24), self._theme.px(_HEAD)
        )
        write(painter, place, heading, self._theme.font(12, 600), self._theme.tokens.text2, LEFT)

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: Row = index.data(ROW)
        head = self._theme.px(_HEAD) if self._begins_section(index, row) else 0
        return QSize(self._theme.px(160), self.height(row) + head)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, _option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        row: Row = index.data(ROW)
        # As plain text: what people wrote is never read as markup.
        lines = row.spoken().replace("&", "&amp;").replace("<", "&lt;")
        QToolTip.showText(event.globalPos(), f"<span>{lines}</span>", view)
        return True


def hit(box: QRectF, spot: QPointF) -> bool:
    """Whether a spot lies in a box; never in an empty one."""
    return not box.isEmpty() and box.contains(spot)
