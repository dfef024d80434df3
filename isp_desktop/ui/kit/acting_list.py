"""Short lists of things to act on in place: each row has a menu, and lists stand under each other on one page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.ui.kit.acting import INSET, ActingRow
from isp_desktop.ui.kit.breaking import BreakingDelegate
from isp_desktop.ui.kit.contact_bar import Gap, paint_contact_bar
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, RIGHT, text_width, write
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme

_LEAD, _MENU, _BAR, _DATE = 68, 30, 104, 100
# Where there is less room than this, a row with a second line has no columns.
_SECOND_ROOM = 460


class ActingDelegate(BreakingDelegate):
    """Draws `ActingRow`s."""

    def _action_place(self, body: QRectF, row: Row) -> QRectF:
        px = self._theme.px
        if row.action:
            return super()._action_place(body, row)
        return QRectF(body.right() - px(8 + _MENU), body.center().y() - px(_MENU / 2), px(_MENU), px(_MENU))

    def _paint_sign(self, painter: QPainter, body: QRectF, row: Row, selected: bool) -> float:
        lead = row.lead if isinstance(row, ActingRow) else None
        if lead is None:
            return super()._paint_sign(painter, body, row, selected)
        t, px = self._theme.tokens, self._theme.px
        place = QRectF(body.left() + px(INSET), body.top(), px(_LEAD), body.height())
        if lead[1]:
            place.setHeight(body.height() / 2)
            place.translate(0, px(3))
            write(painter, place.translated(0, px(19)), lead[1], self._theme.meta(), t.text2, LEFT)
        write(painter, place, lead[0], self._theme.font(13, 500, tabular=True), t.text, LEFT)
        return place.right() + px(12)

    def _cells(self, width: float, row: Row) -> tuple[str, ...]:
        # The second line says more than the columns do.
        if row.second and width < self._theme.px(_SECOND_ROOM):
            return ()
        cells = super()._cells(width, row)
        needed = text_width(self._theme.meta(), row.second) + self._theme.px(14)
        while cells and self._title_share(width, len(cells)) < needed:
            cells = cells[:-1]
        return cells

    def _paint_end(self, painter: QPainter, body: QRectF, row: Row) -> float:
        t, px = self._theme.tokens, self._theme.px
        place = self._action_place(body, row)
        if row.action:
            self._paint_button(painter, place, row.action)
        else:
            paint_icon(painter, "ellipsis", t.text2, place, px(16))
        right = place.left() - px(6)
        if isinstance(row, ActingRow) and row.gap is not None:
            right = self._paint_gap(painter, QRectF(right - px(_BAR), body.top(), px(_BAR), body.height()), row.gap)
        elif row.date:
            right = self._paint_date(painter, body, row, right)
        return self._paint_chips(painter, body, row, right)

    def _paint_gap(self, painter: QPainter, box: QRectF, gap: Gap) -> float:
        px = self._theme.px
        needed = max(box.width(), text_width(self._theme.meta(), gap.words) + 1)
        words = QRectF(box.right() - needed, box.top() + px(7), needed, px(20))
        write(painter, words, gap.words, self._theme.meta(), self._theme.tokens.text2, RIGHT)
        paint_contact_bar(painter, QRectF(box.left(), box.top() + px(28), box.width(), px(14)), gap, self._theme)
        return words.left() - px(12)

    def _paint_date(self, painter: QPainter, body: QRectF, row: Row, right: float) -> float:
        px, font = self._theme.px, self._theme.meta()
        ink = str(getattr(self._theme.tokens, row.tone)) if row.tone else self._theme.tokens.text2
        icon = row.date_icon if isinstance(row, ActingRow) else ""
        width = text_width(font, row.date) + 1
        write(painter, QRectF(right - width, body.top(), width, body.height()), row.date, font, ink, RIGHT)
        left = right - width
        if icon:
            left -= px(20)
            paint_icon(painter, icon, ink, QRectF(left, body.top(), px(14), body.height()), px(14))
        # As wide in every row with columns, so that these stand under each other.
        return min(left, right - px(_DATE) if row.cells else left) - px(12)


class ActingList(RowList):
    """As high as its rows. Its menu opens by the dots of a row, the right button, the menu key or Shift+F10.

    A row with an action has a button in place of the dots.

    Signals:
        action_asked: the button of a row was pressed; carries its uid.
    """

    action_asked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        self._shown: list[ActingRow] = []
        self._gone = ""
        super().__init__(
            theme, RowsModel(lambda after, limit: fetch_from(self._shown)(after, limit)), name, parent=parent
        )
        self._rows.setParent(self)
        self._delegate = ActingDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.acted.connect(self._do_or_open_menu)
        theme.changed.connect(self._fit)

    def show_rows(self, rows: list[ActingRow]) -> None:
        """Other rows; the current one stays current, and where it is gone the one that took its place.

        One that was gone and comes back, as by undo, is the current one again.
        """
        at = self.currentIndex().row()
        was = self._shown[at].uid if 0 <= at < len(self._shown) else ""
        before, now = {row.uid for row in self._shown}, {row.uid for row in rows}
        self._shown = rows
        self.refresh()
        if self._gone in now - before:
            self._make_current(self._rows.number_of(self._gone))
        elif at >= 0 and rows and not self.currentIndex().isValid():
            self._make_current(min(at, len(rows) - 1))
        if was in before - now:
            self._gone = was
        self._fit()

    def _make_current(self, at: int) -> None:
        model = self.selectionModel()
        model.setCurrentIndex(self._rows.index(at, 0), model.SelectionFlag.NoUpdate)

    def shown(self) -> list[ActingRow]:
        """The rows that it shows."""
        return self._shown

    def menu_spot(self, uid: str) -> QPoint:
        """Where the menu of a row opens, on the screen."""
        index = self._rows.index(self._rows.number_of(uid), 0)
        body = self._delegate.body(self.visualRect(index), index)
        box = self._delegate.action_box(body, self._rows.row(index.row()))
        return self.viewport().mapToGlobal(box.bottomLeft().toPoint())

    def _do_or_open_menu(self, uid: str) -> None:
        if self._rows.row(self._rows.number_of(uid)).action:
            self.action_asked.emit(uid)
        else:
            self.menu_asked.emit(uid, self.menu_spot(uid))

    def _fit(self) -> None:
        self.setFixedHeight(self.content_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            # The heights of the rows follow the width.
            self.scheduleDelayedItemsLayout()
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Of several lists on a page only the one with the focus shows which row is chosen.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.clearSelection()
