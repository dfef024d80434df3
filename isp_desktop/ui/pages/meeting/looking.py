"""What a meeting's page shows and takes from what its team left open, agreed on and decided before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.services import meetings, taking_back
from isp_desktop.services.editing import Edit
from isp_desktop.services.meetings import Proposed, TeamLook
from isp_desktop.services.owned_rows import new_row
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import words
from isp_desktop.ui.pages.meeting.present import PresentEditor
from isp_desktop.ui.pages.meeting.register import decision_menu
from isp_desktop.ui.pages.meeting.running import Running


class Looking(Running):
    """It is read in a job, anew whenever the team, the day or what belongs to them changes."""

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
        super().__init__(theme, store, edit, jobs, today, ticks, parent)
        self._looks = Latest(self._jobs, _("What the team left open"), self)
        self._looks.read_through.connect(self._show_look)
        self._looks.failed.connect(self.said)
        self.side.ticked.connect(self._settle)
        self.side.decision_asked.connect(self._offer_decision)

    def _show_title(self) -> None:
        """Of which team and day it is."""
        raise NotImplementedError

    def _show_total(self) -> None:
        """How long the agenda is."""
        raise NotImplementedError

    def _settle(self, uid: str, kept: bool) -> None:
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _offer_decision(self, line: Line, spot: QPoint) -> None:
        rows = self.boxes["decisions"].rows
        made = [(row.edit.uid, row.line.text()) for row in rows if not (row.edit.is_new or row.is_empty())]
        menu = decision_menu(self._theme, self._store, line, made, self._today(), self._offer, self)
        menu.popup(spot)

    def _read_look(self) -> None:
        """What is known of the team is read and shown when the page stands."""
        if not self._building.is_done():
            return
        store, team, uid, today = self._store, self._team(), self.uid, self._today()
        day = str(self._edit.value("date") or "")
        kept = "" if team in {one["uid"] for one in self._linker.made} else team

        def work(_progress: Progress) -> TeamLook | None:
            return meetings.look(store, kept, day, uid, today) if kept else None

        self._looks.read(work)

    def _show_look(self, found: TeamLook | None) -> None:
        self._look = found
        members = dict(found.members) if found else {}
        present = self.form.editors["present"]
        if isinstance(present, PresentEditor):
            present.set_members(members)
        self.dictation.know(members)
        named = list(members.values())
        self.form.members.setText(words.names(named) if self._team() else _("Choose a team to see who sits in it."))
        if found is not None and self._edit.is_new:
            self._fill_in(found)
        self._show_lacking()
        self._show_side()

    def _fill_in(self, found: TeamLook) -> None:
        """A new meeting begins as the charter says, where nothing is said yet; nothing counts as typed by that."""
        fresh = {name: value for name, value in found.plan.items() if not self._edit.value(name)}
        self._linker.know([str(fresh["site"])] if "site" in fresh else [])
        self.form.set_values(fresh)
        for name, value in fresh.items():
            self._edit.touch(name, value)
        if not self._items():
            self._propose()
        self._show_title()
        if "date" in fresh:
            # Who sits in the team, and what is due, depends on the day.
            self._read_look()

    def _lacking(self) -> list[Proposed]:
        """What belongs on the agenda and does not stand there."""
        there = {str(edit.value("what") or "").casefold() for edit in self._items()}
        proposed = self._look.agenda if self._look else ()
        return [one for one in proposed if one.what.casefold() not in there]

    def _show_lacking(self) -> None:
        count = 0 if self._is_deleted() else len(self._lacking())
        self.lacking.set_words(counted("Add {n} item that belongs on it", "Add {n} items that belong on it", count))
        self.lacking.setVisible(count > 0)

    def _propose(self) -> None:
        """Puts what belongs there behind what stands on the agenda; the cursor stays in the rows."""
        box = self.boxes["agenda"]
        had_cursor = box.isAncestorOf(self.window().focusWidget() or self)
        there = self._items()
        last = max((float(edit.value("place") or 0) for edit in there), default=0.0)
        for at, one in enumerate(self._lacking(), 1):
            box.add_written(self._proposed(one, last + at))
        self._show_total()
        if had_cursor:
            box.focus_first()

    def _add_lacking(self) -> None:
        self._propose()
        self._show_lacking()
        self._show_items()
        self._wrote("agenda")

    def _proposed(self, one: Proposed, place: float) -> Edit:
        edit = new_row("agenda_item")
        for name, value in (one.values() | {"place": place}).items():
            edit.touch(name, value)
        return edit
