"""What would be without somebody if they left today, part by part, each line leading to the record that says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.hangs_on import PARTS
from isp_desktop.domain.language import _, number
from isp_desktop.services import leaving_person
from isp_desktop.services.leaving_person import Leaving, Line, headline
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChipSpec
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme

# With less room than this the second column stands under the first.
_BOTH = 900
_AT_FIRST = 6
# What stands in the first column; the work in hand stands in the second.
_FIRST = ("roles", "champions", "functions", "voices", "teams", "sponsors", "cut", "ties", "debriefs")


class LeavingPage(Page):
    """What hangs on the person `uid`. A leadership change is begun from here, or gone on with."""

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid, self._today = theme, store, uid, today
        self.found: Leaving | None = None
        self._latest = Latest(jobs, _("What hangs on somebody"), self)
        self._latest.read_through.connect(lambda found: self._show(cast("Leaving", found)))
        self._latest.failed.connect(self.said)
        self._build()
        self._read()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "")
        self.header.went_to.connect(lambda _step: self.list_asked.emit("person"))
        self.person_button = Button(self._theme, _("Back to the person"))
        self.person_button.clicked.connect(lambda: self.record_asked.emit("person", self._uid))
        self.change_button = Button(self._theme, _("Begin a leadership change"), "primary", "arrow-right-left")
        self.change_button.clicked.connect(self._change)
        for button in (self.person_button, self.change_button):
            self.header.add_action(button)
        self.columns = (SideColumn(self._theme), SideColumn(self._theme))
        inside = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        pad(self._across, 8, 0, 8, 16)
        for column in self.columns:
            column.asked.connect(self._open)
            self._across.addWidget(column, 1)
        self.nothing = EmptyState(
            self._theme,
            _("Nothing hangs on them yet"),
            _(
                "Roles and teams, ties, promises, steps of plans: whatever names this person stands here, and what "
                "nobody else would be left for stands out."
            ),
            _("Back to the person"),
            action_icon="arrow-left",
        )
        self.nothing.begun.connect(lambda: self.record_asked.emit("person", self._uid))
        self._area = scrolled(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.setFocusProxy(self.change_button)

    def _read(self) -> None:
        store, uid, day = self._store, self._uid, self._today()
        self._latest.read(lambda _progress: leaving_person.leaving(store, uid, day))

    def _show(self, found: Leaving) -> None:
        self.found = found
        self.header.set_title(_("If {name} leaves").format(name=found.name))
        self.header.set_crumbs(_("People"), found.name)
        self.header.set_line(headline(found))
        has_change = bool(found.changes)
        self.change_button.set_words(_("Open the leadership change") if has_change else _("Begin a leadership change"))
        self._area.setVisible(bool(found.lines))
        self.nothing.setVisible(not found.lines)
        parts = found.parts()
        for column, keys in zip(self.columns, (_FIRST, [key for key in PARTS if key not in _FIRST]), strict=True):
            shown = [partial(self._section, column, key, parts[key]) for key in keys if key in parts]
            column.setVisible(bool(shown))
            column.fill(*shown)

    def _section(self, column: SideColumn, part: str, lines: Sequence[Line]) -> None:
        column.head(_(PARTS[part]), number(len(lines)))
        # The kind of a row is in its uid, since the rows of a part may be of several.
        column.rows(part, "", _(PARTS[part]), [_row(line, self._today()) for line in lines], _AT_FIRST)

    def _open(self, _kind: str, key: str) -> None:
        kind, uid, *_what = key.split(" ")
        self.record_asked.emit(kind, uid)

    def _change(self) -> None:
        found = self.found
        if found is None:
            return
        if found.changes:
            self.record_asked.emit("transition", found.changes[0][0])
            return
        preset = {"leaves": found.person, "role": found.role, "of_role": found.of_role, "site": found.site}
        self.new_asked.emit(
            "transition", {"state": "foreseen", **{key: value for key, value in preset.items() if value}}
        )

    def _fit(self) -> None:
        sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(sideways if self.width() >= self._theme.px(_BOTH) else down)

    def is_whole(self) -> bool:
        # What is not shown is not built.
        shown = [column for column in self.columns if column.isVisible()]
        return not self._latest.is_reading() and all(column.slices.is_done() for column in shown)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & leaving_person.KINDS:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _row(line: Line, today: dt.date) -> Row:
    held = line.held
    return Row(
        f"{held.kind} {held.uid} {held.what}".rstrip(),
        line.title,
        second=line.second,
        chip=ChipSpec(line.alone[:1].upper() + line.alone[1:], "warn", "triangle-alert") if line.alone else None,
        date=short_date(held.day, today) if held.day else "",
        private=line.private,
    )
