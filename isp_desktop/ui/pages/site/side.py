"""Beside a site's timeline: who is there, what waits, what changed, photos and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.services.site_view import Aside, Here
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SIDE_WIDTH, SideColumn
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.thumbs import Thumb, ThumbGrid

_KINDS = {"people": "person", "open": "commitment"}


class SiteSide(SideColumn):
    """The rail.

    Signals:
        asked: kind and uid of a row.
        add_asked: the kind of a record to be added to the site.
    """

    asked = Signal(str, str)
    add_asked = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today
        self.opened.connect(lambda key, uid: self.asked.emit(_KINDS.get(key, "change"), uid))

    def show_aside(self, found: Aside, thumbs: Sequence[Thumb]) -> None:
        """Shows what was read."""
        self.fill(lambda: self._build(found, thumbs))

    def _build(self, found: Aside, thumbs: Sequence[Thumb]) -> None:
        self._people(found.people)
        self._open(found.commitments)
        self._changes(found)
        self._files(thumbs)

    def _people(self, people: Sequence[Here]) -> None:
        self.head(_("People"), str(len(people)) if people else "", _("Add"), lambda: self.add_asked.emit("person"))
        if people:
            self.rows("people", _("People"), [_person(one, self._today()) for one in people])
        else:
            self.say(_("Who works here? Add the people you meet, and when you last met stands beside each."))

    def _open(self, found: Sequence[Line]) -> None:
        late = sum(bool(line.days_late) for line in found)
        remark = counted("{n} late", "{n} late", late) if late else str(len(found)) if found else ""
        self.head(_("Open commitments"), remark, _("Add"), lambda: self.add_asked.emit("commitment"))
        if found:
            self.rows("open", _("Open commitments"), [_commitment(line, self._today()) for line in found])
        else:
            self.say(_("Nothing is open. What somebody promises at a visit waits here until it is kept."))

    def _changes(self, found: Aside) -> None:
        self.head(_("Changes"), "", _("Add"), lambda: self.add_asked.emit("change"))
        if not found.changes:
            self.say(_("Staff, rooms, rules, funding: note what changes around the programme."))
        for place, lines in found.changes.items():
            rows = [replace(row_of(line, self._today()), second="", cells=(), icon="") for line in lines]
            self.say(f"{_(place)}  {len(rows)}")
            self.rows(f"change-{place}", _(place), rows, 2)

    def _files(self, thumbs: Sequence[Thumb]) -> None:
        self.head(_("Photos and files"), str(len(thumbs)) if thumbs else "")
        if not thumbs:
            self.say(_("Photos and files added to visits here stand here too."))
            return
        grid = ThumbGrid(self._theme, thumbs, _("Photos and files"), self._theme.px(SIDE_WIDTH - 52))
        grid.setObjectName("files")
        grid.opened.connect(lambda uid: self.asked.emit("attachment", uid))
        self.add(grid)


def _person(one: Here, today: dt.date) -> Row:
    return Row(one.uid, one.name, avatar=one.name, second=one.role or _("No role noted"), date=_met(one.last, today))


def _met(last: str, today: dt.date) -> str:
    if not last:
        return _("never met")
    if last == today.isoformat():
        return _("met today")
    return _("met {day}").format(day=short_date(last, today))


def _commitment(line: Line, today: dt.date) -> Row:
    row = row_of(line, today)
    return replace(row, second=line.second.split(",")[0], chip=None)
