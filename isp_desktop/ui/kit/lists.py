"""The list of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from isp_desktop.ui.kit.row_delegate import RowDelegate, hit
from isp_desktop.ui.kit.rows import ROW, AnyIndex, Row, RowsModel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.walked import WalkedList


class RowList(WalkedList):
    """Rows to walk through with the arrows. Enter or a click opens; Space ticks rows that have a circle.

    `delegate` draws the rows. `opens_on_click=False`: one click only selects (beside a reading pane), two open.

    Signals:
        opened: a row was opened; carries its uid.
        picked: another row became the current one; carries its uid.
        ticked: its circle was pressed; carries the uid and what it should become.
        acted: its small button was pressed; carries the uid.
        menu_asked: a menu was asked for at a global point, by mouse or key.
    """

    opened = Signal(str)
    picked = Signal(str)
    ticked = Signal(str, bool)
    acted = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(
        self,
        theme: Theme,
        model: RowsModel,
        name: str,
        opens_on_click: bool = True,
        chip_width: int = 0,
        delegate: type[RowDelegate] = RowDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, parent)
        self._opens_on_click = opens_on_click
        self._stays_as_high = False
        self._rows = model
        # Not each of them keeps a column for chips.
        self._delegate = delegate(theme, self, chip_width) if chip_width else delegate(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)

    def rows(self) -> RowsModel:
        """The model it shows."""
        return self._rows

    def current_uid(self) -> str:
        """The uid of the current row, or ""."""
        row = self.currentIndex().data(ROW)
        return row.uid if isinstance(row, Row) else ""

    def select(self, uid: str) -> bool:
        """Makes a row the current one and shows it; False where it is not among those fetched."""
        at = self._rows.number_of(uid)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
            self.scrollTo(self.currentIndex())
        return at >= 0

    def refresh(self) -> None:
        """Reads the rows again and keeps the current one and the place."""
        uid, place = self.current_uid(), self.verticalScrollBar().value()
        self._rows.refresh()
        at = self._rows.number_of(uid)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
        self.verticalScrollBar().setValue(place)

    def measure(self, rows: Iterable[Row]) -> None:
        """Measures rows that are to be shown, a few in a turn where all at once would take too long."""
        for row in rows:
            self._delegate.height(row)

    def show_anew(self, row: Row) -> None:
        """Shows a row in place of the one of the same uid, which may be of another height."""
        at = self._rows.number_of(row.uid)
        if at < 0:
            return
        self._stays_as_high = self._delegate.height(row) == self._delegate.height(self._rows.row(at))
        self._rows.put(at, row)
        self._stays_as_high = False

    def content_height(self) -> int:
        """The height of all rows fetched, for short lists that should not scroll."""
        return sum(self.sizeHintForRow(at) for at in range(self._rows.rowCount()))

    def _tick(self, row: Row) -> None:
        if row.checked is not None:
            self.ticked.emit(row.uid, not row.checked)

    def _open(self, item: Row) -> None:
        self.opened.emit(item.uid)

    def _act(self, key: int, item: Row) -> bool:
        if key == Qt.Key.Key_Space and item.checked is not None:
            self._tick(item)
            return True
        return super()._act(key, item)

    def _ask_menu(self, item: Row, spot: QPoint) -> None:
        self.menu_asked.emit(item.uid, spot)

    def _click(self, index: QModelIndex, spot: QPointF) -> None:
        row: Row = index.data(ROW)
        body = self._delegate.body(self.visualRect(index), index)
        if row.checked is not None and hit(self._delegate.check_box(body), spot):
            self._tick(row)
        elif hit(self._delegate.action_box(body, row), spot):
            self.acted.emit(row.uid)
        elif self._opens_on_click and body.contains(spot):
            self._open(row)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:  # noqa: N802 - Qt's name
        if self._stays_as_high:
            # A list measures all its rows anew whenever one changes.
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        row = current.data(ROW)
        if isinstance(row, Row):
            self.picked.emit(row.uid)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        row = self.indexAt(event.position().toPoint()).data(ROW)
        if isinstance(row, Row) and not self._opens_on_click:
            self._open(row)
