"""Rows of lists: what a row says, and the model that fetches rows page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChipSpec

AnyIndex = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
PAGE = 100


class Row(Struct, frozen=True):
    """What one row of a list says. Only `uid` and `title` are needed.

    Attributes:
        key: the row's place in the order, handed back to `fetch`; None where the uid is the order.
        icon, avatar: a Lucide name, or a person's name whose initials stand in its place.
        second: the second line; rows with one are higher.
        cells: columns after the title, left to right; the last ones give way first where there is no room.
        date: stands at the right end; `tone` colours it and must be said in words too ("2 days late").
        section: a heading shown above the first of the rows that share it.
        checked: None for no circle to tick before the row.
        private, conflict, draft: told by a chip each, before the one given; the first two also by ground and bar.
        faded: done with, shown quieter.
        action: the word on a small button at the right end.
    """

    uid: str
    title: str
    key: object = None
    icon: str = ""
    avatar: str = ""
    second: str = ""
    cells: tuple[str, ...] = ()
    chip: ChipSpec | None = None
    date: str = ""
    tone: Literal["", "warn", "bad", "good"] = ""
    section: str = ""
    checked: bool | None = None
    private: bool = False
    conflict: bool = False
    draft: bool = False
    faded: bool = False
    action: str = ""

    @property
    def state_chips(self) -> tuple[ChipSpec, ...]:
        """What must always be told of a record: that it is private, a draft, in conflict."""
        private = (ChipSpec(_("Private"), "private"),) if self.private else ()
        draft = (ChipSpec(_("Draft"), "draft"),) if self.draft else ()
        return (*private, *draft, *((ChipSpec(_("In conflict"), "conflict"),) if self.conflict else ()))

    @property
    def shown_chips(self) -> tuple[ChipSpec, ...]:
        """Its state, then the chip given."""
        return self.state_chips if self.chip is None else (*self.state_chips, self.chip)

    def spoken(self) -> str:
        """Everything the row says, for screen readers and tooltips."""
        parts = (self.title, self.second, *self.cells, *(chip.text for chip in self.shown_chips), self.date)
        done = (_("done"),) if self.checked else ()
        return ", ".join((*filter(None, parts), *done))


Fetch = Callable[[object, int], Sequence[Row]]


class RowsModel(QAbstractListModel):
    """Rows fetched as they are scrolled to.

    `fetch(after, limit)` gives the rows that follow the place `after`, from the first where that is None.
    A page shorter than the limit is the last one. So a list over a million records opens with its first page only.
    """

    def __init__(self, fetch: Fetch, page: int = PAGE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._page = page
        self._rows: list[Row] = []
        self._ended = False
        self.reload()

    def set_fetch(self, fetch: Fetch) -> None:
        """Another source, for instance with another filter; begins at its first page."""
        self._fetch = fetch
        self.reload()

    def reload(self) -> None:
        """Begins anew with the first page."""
        self._refill(self._page)

    def refresh(self) -> None:
        """Reads again as many rows as are there, so that the place in the list can be kept."""
        self._refill(max(len(self._rows), self._page))

    def row(self, at: int) -> Row:
        """The row at this number."""
        return self._rows[at]

    def number_of(self, uid: str) -> int:
        """Where a record stands among the rows fetched so far; -1 where it does not."""
        return next((at for at, row in enumerate(self._rows) if row.uid == uid), -1)

    def put(self, at: int, row: Row) -> None:
        """Another row in place of the one at this number."""
        self._rows[at] = row
        self.dataChanged.emit(self.index(at), self.index(at))

    def _refill(self, limit: int) -> None:
        self.beginResetModel()
        self._rows = list(self._fetch(None, limit))
        self._ended = len(self._rows) < limit
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: AnyIndex) -> None:
        if parent.isValid() or not self._rows:
            return
        last = self._rows[-1]
        found = list(self._fetch(last.uid if last.key is None else last.key, self._page))
        self._ended = len(found) < self._page
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows += found
            self.endInsertRows()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        return row.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None


def fetch_from(rows: Sequence[Row]) -> Fetch:
    """A `fetch` over rows that are all there already, for short lists; their uids must differ."""
    numbers = {row.uid if row.key is None else row.key: at for at, row in enumerate(rows)}

    def fetch(after: object, limit: int) -> Sequence[Row]:
        start = 0 if after is None else numbers[after] + 1
        return rows[start : start + limit]

    return fetch
