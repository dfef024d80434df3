"""What a meeting is planned and written down in: fields, rows and the item that is talked about, built bit by bit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.item_clock import ItemClock
from isp_desktop.domain.language import _
from isp_desktop.services import owned_rows, settings
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.services.meetings import TeamLook
from isp_desktop.ui.kit.built_page import BuiltPage
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.meeting import content
from isp_desktop.ui.pages.meeting.agenda import AgendaBox, AgendaRow
from isp_desktop.ui.pages.meeting.capture import ActionRow, DecisionRow, ParkedRow
from isp_desktop.ui.pages.meeting.form import MeetingForm
from isp_desktop.ui.pages.meeting.head import MeetingHead
from isp_desktop.ui.pages.meeting.item_panel import ItemPanel
from isp_desktop.ui.pages.meeting.side import MeetingSide
from isp_desktop.ui.parts.dictation import Dictation
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import Make, RowBox

# Below this width the rail is a tab: a window of 1280 less its sidebar.
_BOTH = 1040
_KEYS = {"decisions": "Alt+D", "actions": "Alt+A", "parked": "Alt+P"}


class MeetingBody(BuiltPage):
    """Shows an edit of a meeting.

    Attributes:
        boxes: the rows of the agenda, the decisions, the commitments and what was parked, by these names.
        panel: the item that is talked about.
        dictation: what the signs in the texts do.
        total: how long the agenda is.
        lacking: adds to it what belongs there and does not stand there yet.
    """

    form: MeetingForm
    panel: ItemPanel
    dictation: Dictation
    total: Label
    lacking: Button

    def __init__(
        self,
        theme: Theme,
        store: Store,
        edit: Edit,
        jobs: Jobs | None,
        today: Callable[[], dt.date],
        ticks: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, kind_named("meeting"), parent)
        self._store, self._edit, self._jobs, self._today = store, edit, jobs or Jobs(self), today
        self._linker = Linker(store, edit.extra.get("made", ()))
        self._links = Links(self._linker, lambda: str(self._edit.value("site") or ""))
        self._clock = ItemClock(ticks)
        self._look: TeamLook | None = None
        self.boxes: dict[str, RowBox] = {}
        self.header = MeetingHead(theme, self.state, self)
        self.finish_button, self.discard_button = self.header.finish, self.header.discard
        self.side = MeetingSide(theme, self._clock, today)
        self.form = MeetingForm(theme, self._links, store, self._ground)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = GrowingColumn(self._ground)
        inner.setContentsMargins(32, 16, 28, 28)
        inner.setSpacing(12)
        inner.addLayout(self.notices)
        inner.addWidget(self.form)
        inner.addStretch()
        main = scrolled(self._ground)
        parts = TwoParts(self._theme, main, self.side, (_("This meeting"), _("The team")), both=_BOTH, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(parts, 1)

    @property
    def uid(self) -> str:
        """The meeting's uid, also before it is first saved."""
        return self._edit.uid

    def _team(self) -> str:
        return str(self._edit.value("team") or "")

    def _is_deleted(self) -> bool:
        return self._edit.base is not None and self._edit.base.life == "deleted"

    def _wrote(self, at: str) -> None:
        """Something was written at a field, or in the rows of a box."""
        raise NotImplementedError

    def _steps(self) -> Iterator[Callable[[], None]]:
        for part in self.form.before():
            yield partial(self._build_part, part)
        yield self._build_agenda
        for part in self.form.during():
            yield partial(self._build_part, part)
        yield self._build_panel
        yield self._build_decisions
        yield self._build_actions
        yield self._build_parked
        for part in self.form.after():
            yield partial(self._build_part, part)
        yield self._listen

    def _build_part(self, part: Callable[[], None]) -> None:
        """Builds fields and shows what they hold."""
        known = set(self.form.editors)
        part()
        for name, editor in self.form.editors.items():
            if name not in known:
                editor.set_value(self._edit.value(name))
                editor.set_read_only(self._is_deleted())
        self._pass_cursor()

    def _build_agenda(self) -> None:
        make = partial(AgendaRow, self._theme, links=self._links)
        box = AgendaBox(self._theme, make, partial(owned_rows.new_row, "agenda_item"), _("Agenda"), self._ground)
        self.total = Label(self._theme, "", "meta")
        self.total.setObjectName("total")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(box)
        below = QHBoxLayout()
        self.lacking = Button(self._theme, "", "link", "plus", 28)
        self.lacking.setObjectName("lacking")
        self.lacking.hide()
        below.addWidget(self.total, 1)
        below.addWidget(self.lacking)
        column.addLayout(below)
        self.form.only(False, self.form.add_row(_("Agenda"), holder))
        box.reordered.connect(
            lambda what, at: self.said.emit(_("“{item}” stands at place {n} now").format(item=what, n=at))
        )
        self._fill_box("agenda", box, lambda: self.form.editors["heading"].inner())

    def _build_panel(self) -> None:
        self.panel = ItemPanel(self._theme, self._clock, self._linker.title)
        self.form.know("said", self.panel.notes)
        self.form.only(True, self.form.add_row(_("Now"), self.panel))

    def _build_decisions(self) -> None:
        make = partial(DecisionRow, self._theme, item=lambda: self._clock.current, rule=self._rule)
        self._add_box("decisions", make, _("Decisions"), lambda: self.panel.back)

    def _build_actions(self) -> None:
        make = partial(ActionRow, self._theme, links=self._links, hear=lambda words: self.dictation.heard(words))
        self._add_box("actions", make, _("Commitments"), lambda: self.boxes["decisions"].tab_stops()[-1])

    def _build_parked(self) -> None:
        make = partial(ParkedRow, self._theme)
        self._add_box("parked", make, _("Parked"), lambda: self.boxes["actions"].tab_stops()[-1])

    def _add_box(self, name: str, make: Make, label: str, before: Callable[[], QWidget]) -> None:
        begin = partial(owned_rows.new_row, content.KIND_OF[name])
        box = RowBox(self._theme, make, begin, label, self._ground)
        box.setToolTip(_KEYS[name])
        self.form.only(True, self.form.add_row(label, box))
        self._fill_box(name, box, before)

    def _fill_box(self, name: str, box: RowBox, before: Callable[[], QWidget]) -> None:
        """While the page is built, each row in a turn of its own."""
        box.setObjectName(name)
        box.before = before
        box.changed.connect(lambda: self._on_rows(name))
        box.left.connect(self.autosave.keep_now)
        box.setEnabled(not self._is_deleted())
        self.boxes[name] = box
        filling = (*box.filling(self._rows(name), self._gone(name)), self._pass_cursor)
        if self._building.is_done():
            for act in filling:
                act()
        else:
            self._building.add_next(filling)

    def _on_rows(self, name: str) -> None:
        """The user wrote in the rows of a box."""
        raise NotImplementedError

    def _rows(self, name: str) -> list[Edit]:
        rows = content.rows(self._store, self.uid, name, self._edit.extra.get(name, ()))
        self._linker.know(content.linked({}, rows))
        return rows

    def _gone(self, name: str) -> list[str]:
        return list(self._edit.extra.get("gone", {}).get(name, ()))

    def _items(self) -> list[Edit]:
        """The items of the agenda in their order."""
        return [row.edit for row in self.boxes["agenda"].rows[:-1] if not row.is_empty()]

    def _rule(self) -> str:
        return self._look.rule if self._look else ""

    def _listen(self) -> None:
        """From now on the keys begin something, and the signs in the texts do."""
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for name, keys in _KEYS.items():
            QShortcut(QKeySequence(keys), self, partial(self.begin, name), context=inside)
        me = str(settings.read(self._store, "me") or "")
        foot = _("Enter says that the person is here, Shift+Enter only names them")
        self.dictation = Dictation(
            self.form,
            [self.panel.notes, self.form.editors["minutes"]],
            self.boxes["actions"],
            self._linker,
            lambda: str(self._edit.value("site") or ""),
            me,
            self._today,
            self.said.emit,
            content.PEOPLE,
            foot,
        )
        self._stop_awaiting()

    def begin(self, name: str) -> None:
        """Puts the cursor into the empty row of a box, where the meeting goes on."""
        if self.boxes[name].isVisibleTo(self) and self.boxes[name].isEnabled():
            self.boxes[name].focus_first()

    def _place_of(self, at: str) -> QWidget | None:
        box = self.boxes.get(at)
        return super()._place_of(at) or (box.rows[-1].line if box is not None and box.rows else None)

    def _end_line(self) -> None:
        """What is being typed becomes what its sign or its sentence says."""
        for row in self.boxes["actions"].rows:
            if isinstance(row, ActionRow):
                row.take_apart()
        for editor in (self.panel.notes, self.form.editors["minutes"]):
            if isinstance(editor, TextEditor):
                editor.commit()
