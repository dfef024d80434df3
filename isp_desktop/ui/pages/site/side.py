"""Beside a site's timeline: who is there, what waits, what changed, photos and files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.services.site_view import Aside, Here
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.photos import PhotoGrid, Tile
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme


class SiteSide(SideColumn):
    """The rail.

    Signals:
        map_asked: who is connected here is to be shown.
        integrity_asked: how the core elements hold here is to be shown.
    """

    map_asked = Signal()
    integrity_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today

    def show_aside(self, found: Aside, thumbs: Sequence[Tile], facts: str = "") -> None:
        """Shows what was read; `facts`: how the core elements hold here, in a sentence, "" where there are none."""
        self.fill(
            partial(self._people, found.people),
            partial(self._teams, found.teams),
            partial(self._integrity, facts),
            partial(self._open, found.commitments),
            partial(self._changes, bool(found.changes)),
            *(partial(self._changed, place, lines) for place, lines in found.changes.items()),
            partial(self._files, thumbs),
        )

    def _people(self, people: Sequence[Here]) -> None:
        self.head(_("People"), str(len(people)) if people else "", _("Add"), "person")
        if people:
            self.rows("people", "person", _("People"), [_person(one, self._today()) for one in people])
            words = _("Who is connected here")
            self.add(self._link(words, words, self.map_asked.emit))
        else:
            self.say(_("Who works here? Add the people you meet, and when you last met stands beside each."))

    def _teams(self, found: Sequence[tuple[str, str]]) -> None:
        self.head(_("Teams"), str(len(found)) if found else "", _("Add"), "team")
        if found:
            self.rows("teams", "team", _("Teams"), [Row(uid, name, icon="users") for uid, name in found])
        else:
            self.say(_("Who carries the implementation here together? Add the team, and who sits in it."))

    def _integrity(self, facts: str) -> None:
        if facts:
            self.head(_("Core elements"))
            self.say(facts)
            words = _("How they hold over time")
            self.add(self._link(words, words, self.integrity_asked.emit))

    def _open(self, found: Sequence[Line]) -> None:
        late = sum(bool(line.days_late) for line in found)
        remark = counted("{n} late", "{n} late", late) if late else str(len(found)) if found else ""
        self.head(_("Open commitments"), remark, _("Add"), "commitment")
        if found:
            self.rows("open", "commitment", _("Open commitments"), [_commitment(line, self._today()) for line in found])
        else:
            self.say(_("Nothing is open. What somebody promises at a visit waits here until it is kept."))

    def _changes(self, any_here: bool) -> None:
        self.head(_("Changes"), "", _("Add"), "change")
        if not any_here:
            self.say(_("Staff, rooms, rules, funding: note what changes around the programme."))

    def _changed(self, place: str, lines: Sequence[Line]) -> None:
        rows = [replace(row_of(line, self._today()), second="", cells=(), icon="") for line in lines]
        self.say(f"{_(place)}  {len(rows)}")
        self.rows(f"change-{place}", "change", _(place), rows, 2)

    def _files(self, thumbs: Sequence[Tile]) -> None:
        self.head(_("Photos and files"), str(len(thumbs)) if thumbs else "")
        if not thumbs:
            self.say(_("Photos and files added to visits here stand here too."))
            return
        grid = PhotoGrid(self._theme, _("Photos and files"), small=True)
        grid.setObjectName("files")
        grid.show_tiles(thumbs)
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
