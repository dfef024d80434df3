"""Rows of a part that may be very many: the first few, then all of them, paged, in a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.acting_rows import ActingRows
from isp_desktop.ui.kit.part import Part
from isp_desktop.ui.kit.theme import Theme

Page = Callable[[int | None, int], Sequence[ActingRow]]
"""The rows that follow the one with this key, from the first where that is None; at most so many."""

_HIGH = 12
"""Where there are more rows than these, they are scrolled."""


class LongList(ActingList):
    """A list whose rows are read as they are scrolled to; as high as its rows, up to a dozen of them."""

    def show_from(self, page: Page, most: int = 0) -> None:
        """Rows from elsewhere; of more than `most`, where that is not 0, only the first."""
        scrolls = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if most else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(scrolls)
        uid, place = self.current_uid(), self.verticalScrollBar().value()
        there = 0 if most else self._rows.rowCount()

        def fetch(after: object, limit: int) -> Sequence[ActingRow]:
            wanted = max(limit, there) if after is None else limit
            return page(after if isinstance(after, int) else None, most or wanted)

        self._rows.set_fetch(fetch)
        at = self._rows.number_of(uid)
        if at >= 0:
            self._make_current(at)
        self._fit()
        self.verticalScrollBar().setValue(place)

    def shown(self) -> list[ActingRow]:
        return [row for at in range(self._rows.rowCount()) if isinstance(row := self._rows.row(at), ActingRow)]

    def _fit(self) -> None:
        shown = min(self._rows.rowCount(), _HIGH)
        self.setFixedHeight(sum(self.sizeHintForRow(at) for at in range(shown)))


class LongRows(ActingRows):
    """Rows that `page` reads: the first few, until all of them are asked for."""

    def __init__(self, theme: Theme, part: Part, name: str, title: str, page: Page) -> None:
        super().__init__(theme, name, title, part)
        self._page = page
        self._long = LongList(theme, title, self)
        self.reached.connect(part.row_reached)
        self.looking()

    def _made_list(self) -> ActingList:
        return self._long

    def show_pages(self, count: int, remark: str, at_first: int = 0) -> bool:
        """Shows them as they are now, `count` in all, at first so many; False where there is none."""
        is_part = 0 < at_first < count and not self._is_whole
        self._long.show_from(self._page, at_first if is_part else 0)
        self._show_list(remark, count if is_part else 0)
        return bool(self._long.shown())

    def _show_every(self) -> None:
        self._long.show_from(self._page)
