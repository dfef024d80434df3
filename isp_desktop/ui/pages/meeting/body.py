"""What stands among the fields of a meeting: its agenda, the item that is talked about, and what comes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.services import owned_rows
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import content
from isp_desktop.ui.pages.meeting.agenda_part import AgendaPart
from isp_desktop.ui.pages.meeting.capture import ActionRow, DecisionRow, ParkedRow
from isp_desktop.ui.pages.meeting.course import Course
from isp_desktop.ui.pages.meeting.form import MeetingForm
from isp_desktop.ui.pages.meeting.item_panel import ItemPanel
from isp_desktop.ui.parts.boxes import Boxes
from isp_desktop.ui.parts.dictation import Dictation
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import Make, RowBox
from isp_desktop.ui.parts.writing import Writing

KEYS = {"decisions": "Alt+D", "actions": "Alt+A", "parked": "Alt+P"}
"""The boxes that a key leads to."""


class MeetingBody(QObject):
    """Built bit by bit, between the fields of `form`, by what `plan`, `outcome` and `listen` say.

    Attributes:
        agenda: the items in their order.
        panel: the item that is talked about.
        dictation: what the signs in the texts do.

    Signals:
        said: a sentence for the status line.
    """

    said = Signal(str)

    agenda: AgendaPart
    panel: ItemPanel
    dictation: Dictation

    def __init__(
        self,
        theme: Theme,
        form: MeetingForm,
        writing: Writing,
        links: Links,
        boxes: Boxes,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._form, self._writing, self._links = theme, form, writing, links
        self._boxes = boxes

    def items(self) -> list[Edit]:
        """The items of the agenda in their order."""
        return self.agenda.items()

    def decisions(self) -> list[tuple[str, str]]:
        """Uid and words of the decisions that were made at this meeting and are saved."""
        rows = self._boxes["decisions"].rows
        return [(row.edit.uid, row.line.text()) for row in rows if not (row.edit.is_new or row.is_empty())]

    def build_agenda(self) -> None:
        """Adds the agenda, in the plan."""
        self.agenda = AgendaPart(self._theme, self._links)
        self._form.only(False, self._form.add_row(_("Agenda"), self.agenda))
        told = _("“{item}” stands at place {n} now")
        self.agenda.box.reordered.connect(lambda what, at: self.said.emit(told.format(item=what, n=at)))
        self._boxes.add("agenda", self.agenda.box, lambda: self._form.editors["heading"].inner())

    def outcome(self, course: Course, rule: Callable[[], str]) -> Sequence[Callable[[], None]]:
        """What adds the item that is talked about, and the rows of what comes of it.

        Args:
            rule: gives the rule by which the team decides, or "".
        """
        return (
            partial(self._add_panel, course),
            partial(self._add_decisions, course, rule),
            self._add_actions,
            self._add_parked,
        )

    def _add_panel(self, course: Course) -> None:
        self.panel = ItemPanel(self._theme, course.clock, self._writing.linker.title)
        self._form.know("said", self.panel.notes)
        self._form.only(True, self._form.add_row(_("Now"), self.panel))
        course.lead(self.panel)

    def _add_decisions(self, course: Course, rule: Callable[[], str]) -> None:
        make = partial(DecisionRow, self._theme, item=lambda: course.clock.current, rule=rule)
        self._add_box("decisions", make, _("Decisions"), lambda: self.panel.back)

    def _add_actions(self) -> None:
        make = partial(ActionRow, self._theme, links=self._links, hear=lambda words: self.dictation.heard(words))
        self._add_box("actions", make, _("Commitments"), lambda: self._boxes["decisions"].tab_stops()[-1])

    def _add_parked(self) -> None:
        make = partial(ParkedRow, self._theme)
        self._add_box("parked", make, _("Parked"), lambda: self._boxes["actions"].tab_stops()[-1])

    def _add_box(self, name: str, make: Make, label: str, before: Callable[[], QWidget]) -> None:
        box = RowBox(self._theme, make, partial(owned_rows.new_row, content.KIND_OF[name]), label)
        box.setObjectName(name)
        box.setToolTip(KEYS[name])
        self._form.only(True, self._form.add_row(label, box))
        self._boxes.add(name, box, before)

    def listen(self, me: str, today: Callable[[], dt.date]) -> None:
        """From now on the signs in the texts do something."""
        self.dictation = Dictation(
            self._form,
            [self.panel.notes, self._form.editors["minutes"]],
            self._boxes["actions"],
            self._writing.linker,
            self._writing.site,
            me,
            today,
            self.said.emit,
            content.PEOPLE,
            _("Enter says that the person is here, Shift+Enter only names them"),
        )

    def end_line(self) -> None:
        """What is being typed becomes what its sign or its sentence says."""
        for row in self._boxes["actions"].rows:
            if isinstance(row, ActionRow):
                row.take_apart()
        for editor in (self.panel.notes, self._form.editors["minutes"]):
            if isinstance(editor, TextEditor):
                editor.commit()
