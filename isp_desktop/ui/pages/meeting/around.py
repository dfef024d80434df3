"""What a meeting's page shows and takes from what its team left open, agreed on and decided before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import meetings
from isp_desktop.services.editing import Edit
from isp_desktop.services.meetings import Proposed, TeamLook
from isp_desktop.services.owned_rows import new_row
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.pages.meeting import words
from isp_desktop.ui.pages.meeting.body import MeetingBody
from isp_desktop.ui.pages.meeting.form import MeetingForm
from isp_desktop.ui.pages.meeting.present import PresentEditor
from isp_desktop.ui.parts.writing import Writing


class TeamAround(QObject):
    """Read in a job, anew whenever the team, the day or what belongs to them changes, and shown in form and body.

    Attributes:
        look: what was read; None while no team is chosen.

    Signals:
        shown: something else was read, and is shown.
        filled: fields of a new meeting say now what the charter does; nothing counts as typed by that.
        failed: the sentence that says why nothing could be read.
    """

    shown = Signal()
    filled = Signal()
    failed = Signal(str)

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        writing: Writing,
        form: MeetingForm,
        body: MeetingBody,
        today: Callable[[], dt.date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._today = store, today
        self._writing, self._form, self._body = writing, form, body
        self.look: TeamLook | None = None
        self._looks = Latest(jobs, _("What the team left open"), self)
        self._looks.read_through.connect(self._show)
        self._looks.failed.connect(self.failed)

    def is_reading(self) -> bool:
        """Whether something is still being read."""
        return self._looks.is_reading()

    def rule(self) -> str:
        """By what rule the team decides, or ""."""
        return self.look.rule if self.look else ""

    def read(self) -> None:
        """Reads what is known of the team on the day of the meeting."""
        store, uid, today = self._store, self._writing.uid, self._today()
        team, day = self._team(), str(self._writing.edit.value("date") or "")
        kept = "" if team in {one["uid"] for one in self._writing.linker.made} else team

        def work(_progress: Progress) -> TeamLook | None:
            return meetings.look(store, kept, day, uid, today) if kept else None

        self._looks.read(work)

    def show_lacking(self) -> None:
        """Offers what belongs on the agenda and does not stand there."""
        self._body.agenda.show_lacking(0 if self._writing.is_deleted() else len(self._lacking()))

    def propose(self) -> None:
        """Puts what belongs there behind what stands on the agenda; the cursor stays in the rows."""
        box = self._body.agenda.box
        cursor = box.window().focusWidget()
        had_cursor = cursor is not None and box.isAncestorOf(cursor)
        last = max((float(edit.value("place") or 0) for edit in self._body.items()), default=0.0)
        for at, one in enumerate(self._lacking(), 1):
            box.add_written(_proposed(one, last + at))
        if had_cursor:
            box.focus_first()

    def _team(self) -> str:
        return str(self._writing.edit.value("team") or "")

    def _show(self, found: TeamLook | None) -> None:
        self.look = found
        members = dict(found.members) if found else {}
        present = self._form.editors["present"]
        if isinstance(present, PresentEditor):
            present.set_members(members)
        self._body.dictation.know(members)
        named = words.names(list(members.values()))
        self._form.members.setText(named if self._team() else _("Choose a team to see who sits in it."))
        if found is not None and self._writing.edit.is_new:
            self._fill_in(found)
        self.show_lacking()
        self.shown.emit()

    def _fill_in(self, found: TeamLook) -> None:
        """A new meeting begins as the charter says, where nothing is said yet."""
        edit = self._writing.edit
        fresh = {name: value for name, value in found.plan.items() if not edit.value(name)}
        self._writing.linker.know([str(fresh["site"])] if "site" in fresh else [])
        self._form.set_values(fresh)
        for name, value in fresh.items():
            edit.touch(name, value)
        if not self._body.items():
            self.propose()
        self.filled.emit()
        if "date" in fresh:
            # Who sits in the team, and what is due, depends on the day.
            self.read()

    def _lacking(self) -> list[Proposed]:
        there = {str(edit.value("what") or "").casefold() for edit in self._body.items()}
        proposed = self.look.agenda if self.look else ()
        return [one for one in proposed if one.what.casefold() not in there]


def _proposed(one: Proposed, place: float) -> Edit:
    edit = new_row("agenda_item")
    for name, value in (one.values() | {"place": place}).items():
        edit.touch(name, value)
    return edit
