"""Beside a meeting: what the team left open; while it goes on, its agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.item_clock import ItemClock
from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.lines import Line
from isp_desktop.services.editing import Edit
from isp_desktop.services.meetings import TeamLook
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme

_SHOWN = 6


class MeetingSide(SideColumn):
    """The rail. `asked` carries a row's kind; of an item of the agenda, "agenda_item".

    Signals:
        decision_asked: what can be done with a decision is asked for; carries its line and a point of the screen.
        all_asked: the list of all decisions.
    """

    decision_asked = Signal(object, QPoint)
    all_asked = Signal()

    def __init__(
        self, theme: Theme, clock: ItemClock, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._clock, self._today = clock, today

    def show_team(self, look: TeamLook | None, agenda: Sequence[Edit] = (), current: str = "") -> None:
        """Shows what was read of the team, None while none is chosen; with `agenda` its items first."""
        parts: list[Callable[[], None]] = [partial(self._agenda, agenda, current)] if agenda else []
        if look is None:
            self.fill(*parts, self._ask_team)
            return
        self.fill(
            *parts,
            partial(self._last, look),
            partial(self._actions, look.actions),
            partial(self._decisions, look),
            partial(self._facilitation, look),
        )

    def _ask_team(self) -> None:
        self.head(_("The team"))
        self.say(_("Choose a team, and what it left open, decided and parked stands here."))

    def _agenda(self, agenda: Sequence[Edit], current: str) -> None:
        done = sum(edit.value("state") in ("done", "parked") for edit in agenda)
        self.head(_("Agenda"), _("{n} of {all} done").format(n=done, all=len(agenda)) if done else "")
        rows = [self._item(edit, edit.uid == current) for edit in agenda]
        self.rows("agenda", "agenda_item", _("Agenda"), rows, len(rows))

    def _item(self, edit: Edit, here: bool) -> Row:
        minutes, state = edit.value("minutes"), str(edit.value("state") or "open")
        seconds = self._clock.seconds(edit.uid)
        spent = counted("{n} min", "{n} min", seconds // 60) if seconds >= 60 else ""
        told = {"done": _("done"), "parked": _("parked")}.get(state, "")
        planned = counted("{n} min", "{n} min", int(minutes)) if minutes else ""
        return Row(
            uid=edit.uid,
            title=str(edit.value("what") or ""),
            icon={"done": "check", "parked": "hourglass"}.get(state, "play" if here else "circle"),
            date=", ".join(filter(None, (_("now") if here and not told else told, spent or planned))),
            faded=state != "open",
        )

    def _last(self, look: TeamLook) -> None:
        if look.last is None:
            self.head(_("Last meeting"))
            self.say(_("Nothing was held before this meeting."))
            return
        last = look.last
        self.head(_("Last meeting"), short_date(last.day, self._today()))
        self.say(look.told or _("No notes were taken."))
        link = Button(self._theme, _("Open it"), "link", height=24)
        link.setAccessibleName(_("Open the meeting before"))
        link.clicked.connect(lambda: self.asked.emit("meeting", last.uid))
        self.add(link)

    def _actions(self, found: Sequence[Line]) -> None:
        late = sum(bool(line.days_late) for line in found)
        remark = counted("{n} late", "{n} late", late) if late else str(len(found)) if found else ""
        self.head(_("Open commitments"), remark)
        if found:
            rows = [_promised(line, self._today()) for line in found]
            self.rows("actions", "commitment", _("Open commitments"), rows, _SHOWN)
        else:
            self.say(_("Nothing is open. What is promised at a meeting waits here until it is kept."))

    def _decisions(self, look: TeamLook) -> None:
        found, again = look.decisions, look.again
        self.head(_("Decisions"), number(look.stand) if found else "")
        if found:
            rows = [self._decision(line, line.uid in again) for line in found]
            shown = self.rows("decisions", "decision", _("Decisions"), rows, _SHOWN)
            by_uid = {line.uid: line for line in found}
            shown.menu_asked.connect(lambda uid, spot: self.decision_asked.emit(by_uid[uid], spot))
            self.add(self._link(_("All decisions"), _("All decisions"), self.all_asked.emit))
        else:
            self.say(_("Nothing was decided yet. Decisions of the team stand here, those to look at again first."))

    def _decision(self, line: Line, again: bool) -> Row:
        told = _("look at it again") if again else ""
        return replace(row_of(line, self._today()), second=told, cells=())

    def _facilitation(self, look: TeamLook) -> None:
        self.head(_("How the team meets"))
        self.say(" ".join(filter(None, (look.rhythm, look.facilitation))))


def _promised(line: Line, today: dt.date) -> Row:
    row = row_of(line, today)
    return replace(row, second=line.second.split(",")[0], chip=None)
