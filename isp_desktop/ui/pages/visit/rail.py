"""Beside a visit: what was last time, what was promised then, what else is open at the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.services.loops import Loop
from isp_desktop.services.visiting import LookBack
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.panels import HairLine, SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.rail_rows import RailList, change_row, loop_row, promise_row

WIDTH = 320
_SHOWN = 6
# Rows begin this far inside a list; the words of the rail do too.
_INSET = 16


class Rail(QWidget):
    """The look back.

    Signals:
        opened: kind and uid of what was pressed.
        ticked: the uid of a commitment, and whether it is kept now.
        all_asked: the whole list of commitments.
        brief_asked: all that is to be had in mind here, on a page.
        closed: a loop, and whether it is closed now.
        steps_asked: a loop, and the point of the screen at which to offer what can be done with it.
    """

    opened = Signal(str, str)
    ticked = Signal(str, bool)
    all_asked = Signal()
    brief_asked = Signal()
    closed = Signal(object, bool)
    steps_asked = Signal(object, QPoint)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._site = ""
        self.slices = Slices(self)
        self._column = GrowingColumn(self)
        self._column.setContentsMargins(8, 16, 8, 16)
        self._column.setSpacing(6)

    def show_look_back(
        self, seen: LookBack | None, site: str = "", noted: Sequence[Loop] = (), waiting: Sequence[Loop] = ()
    ) -> None:
        """Shows what was at the site named `site`, each part in a turn of its own; None while no site is chosen.

        Args:
            noted: the entries of this visit.
            waiting: what else is to be closed at the site.
        """
        self._site = site
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        shows = (self._show_last, self._show_promised, self._show_open, self._show_changes)
        parts = [self._ask_site] if seen is None else [partial(show, seen) for show in shows]
        entries = (
            partial(self._show_loops, "noted", _("Noted at this visit"), noted),
            partial(self._show_loops, "waiting", _("Loops to close here"), waiting),
        )
        self.slices.begin((*parts, *entries, self._column.addStretch))

    def _ask_site(self) -> None:
        words = _("Choose a site, and what was said and promised there last time stands here.")
        self._say(_("Last time here"), "", words)

    def _show_last(self, seen: LookBack) -> None:
        if seen.last is None:
            self._say(_("Last time here"), "", _("Nothing is noted before this visit."))
            return
        last = seen.last
        told = seen.told or last.second or _("No notes were taken.")
        head = self._say(_("Last time here"), short_date(last.day, self._today()), told)
        link = Button(self._theme, _("Open"), "link", height=24)
        link.setAccessibleName(_("Open the visit before"))
        link.clicked.connect(lambda: self.opened.emit("visit", last.uid))
        page = IconButton(self._theme, "file-text", _("Brief before the visit"), size=24)
        page.setObjectName("before-the-visit")
        page.clicked.connect(self.brief_asked)
        head.add_action(page)
        head.add_action(link)

    def _show_promised(self, seen: LookBack) -> None:
        if seen.last is not None and seen.promised:
            self._gap(True)
            kept = sum(line.kept for line in seen.promised)
            self._head(_("Promised then"), _("{n} of {all} kept").format(n=kept, all=len(seen.promised)))
            self._list("promised", _("Promised then"), seen.promised)

    def _show_open(self, seen: LookBack) -> None:
        if not seen.open:
            return
        self._gap(not seen.promised)
        name = _("Also open here") if seen.promised else _("Open here")
        late = sum(bool(line.days_late) for line in seen.open)
        head = self._head(name, counted("{n} late", "{n} late", late) if late else "")
        if len(seen.open) > _SHOWN:
            link = Button(self._theme, _("All {n}").format(n=len(seen.open)), "link", height=24)
            link.clicked.connect(self.all_asked)
            head.add_action(link)
        self._list("open", name, seen.open[:_SHOWN])

    def _show_changes(self, seen: LookBack) -> None:
        if not seen.changes:
            return
        self._gap(bool(seen.promised) and not seen.open)
        name = _("Changed since")
        self._head(name, counted("{n} change", "{n} changes", len(seen.changes)))
        rows = [change_row(line, self._today()) for line in seen.changes[:_SHOWN]]
        self._rows("changed", name, rows, "change")

    def _show_loops(self, key: str, name: str, found: Sequence[Loop]) -> None:
        if not found:
            return
        self._gap(False)
        waits = sum(loop.waits for loop in found)
        self._head(name, counted("{n} waits", "{n} wait", waits) if waits else "")
        by_uid = {loop.uid: loop for loop in found}
        made = self._add_list(key, name, [loop_row(loop, self._today(), key == "noted") for loop in found])
        made.opened.connect(lambda uid: self.opened.emit(by_uid[uid].kind, uid))
        made.ticked.connect(lambda uid, closed: self.closed.emit(by_uid[uid], closed))
        made.menu_asked.connect(lambda uid, spot: self.steps_asked.emit(by_uid[uid], spot))

    def _gap(self, ruled: bool) -> None:
        """Room between sections; a list ends in a line of its own."""
        if not ruled:
            self._column.addSpacing(14)
            return
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(_INSET, 10, _INSET, 8)
        inner.addWidget(HairLine(self._theme))
        self._column.addWidget(holder)

    def _head(self, title: str, remark: str) -> SectionHead:
        head = SectionHead(self._theme, title, remark)
        head.setContentsMargins(_INSET, 0, _INSET - 6, 0)
        self._column.addWidget(head)
        return head

    def _say(self, title: str, remark: str, words: str) -> SectionHead:
        head = self._head(title, remark)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(_INSET, 0, _INSET, 0)
        inner.addWidget(Prose(self._theme, words, "body", "text2"))
        self._column.addWidget(holder)
        return head

    def _list(self, key: str, name: str, found: Sequence[Line]) -> None:
        today = self._today()
        self._rows(key, name, [promise_row(line, self._site, today) for line in found], "commitment")

    def _rows(self, key: str, name: str, rows: Sequence[Row], kind: str) -> None:
        made = self._add_list(key, name, rows)
        made.opened.connect(lambda uid: self.opened.emit(kind, uid))
        made.ticked.connect(self.ticked)

    def _add_list(self, key: str, name: str, rows: Sequence[Row]) -> RailList:
        made = RailList(self._theme, RowsModel(fetch_from(rows)), name)
        made.rows().setParent(made)
        made.setObjectName(key)
        self._column.addWidget(made)
        return made
