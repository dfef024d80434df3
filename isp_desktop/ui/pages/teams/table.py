"""The teams as rows: members, charter, meetings, what is missing, and how their loops stand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.protocols import State
from isp_desktop.domain.vocabulary import CHARTER_STATES, LEVELS
from isp_desktop.services.team_loops import Told
from isp_desktop.services.teams import Overview, Team
from isp_desktop.ui.kit.columns import Cell, ColumnHead, ColumnList, ColumnRow
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme

TOP_DOWN = tuple(LEVELS)[::-1]
"""From the whole system down to the individual."""

# Of members, charter, meetings, what is missing, and communication.
_WIDTHS = (96, 126, 118, 134, 134)


class TeamsTable(Panel):
    """The rows, under the initiatives and the level of the teams.

    Signals:
        opened: the uid of a team.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(0, 4), parent=parent)
        self._today = today
        self.column.setSpacing(0)
        self.list = ColumnList(theme, _("Teams"), _WIDTHS)
        self.list.setObjectName("teams")
        labels = (_("Team"), _("Members"), _("Charter"), _("Meetings"), _("Missing"), _("Communication"))
        self.column.addWidget(ColumnHead(theme, labels, self.list))
        self.column.addWidget(self.list, 1)
        self.list.opened.connect(self.opened)

    def show_teams(self, found: Overview) -> None:
        """Shows what was read."""
        today, teams = self._today(), {team.uid: team for team in sorted(found.teams, key=_place)}
        self.list.show_rows(list(teams), lambda uid: _row(teams[uid], found.loops_of(uid), today))


def _place(team: Team) -> tuple[bool, str, int, str]:
    level = TOP_DOWN.index(team.level) if team.level in TOP_DOWN else len(TOP_DOWN)
    return not team.initiatives, _of(team).casefold(), level, team.name.casefold()


def _of(team: Team) -> str:
    return ", ".join(name for _uid, name in team.initiatives) or _("No initiative")


def _row(team: Team, loops: Sequence[Told], today: dt.date) -> ColumnRow:
    known = team.level in LEVELS
    level = _("{level} level").format(level=_(LEVELS[team.level])) if known else _("level not said")
    return ColumnRow(
        uid=team.uid,
        title=team.name or _("Team without a name"),
        second=", ".join(name for _uid, name in team.sites) or team.purpose or _("No site"),
        icon="users",
        section=_("{initiative}: {level}").format(initiative=_of(team), level=level),
        private=team.private,
        columns=(_members(team), _charter(team, today), _meetings(team, today), _missing(team), _loops(loops)),
    )


def _members(team: Team) -> Cell:
    if not team.seats:
        return Cell(_("Nobody yet"), icon="circle-dashed", tone="warn")
    return Cell(counted("{n} member", "{n} members", len({seat.person for seat in team.seats})))


def _charter(team: Team, today: dt.date) -> Cell:
    charter, draft = team.charter, team.draft
    if charter is None:
        return Cell(_("No charter"), icon="circle-dashed", tone="warn")
    version = _("Version {n}").format(n=charter.version)
    if charter.is_overdue(today):
        return Cell(_("Review overdue"), "", "clock", "warn")
    if draft is not None:
        return Cell(version, _("Version {n} in writing").format(n=draft.version))
    if charter.state == "agreed" and charter.agreed_on:
        return Cell(version, _("Agreed {day}").format(day=short_date(charter.agreed_on, today)))
    return Cell(version, _(CHARTER_STATES.get(charter.state, CHARTER_STATES["draft"])))


def _meetings(team: Team, today: dt.date) -> Cell:
    last, following = team.met
    before = _("Last {day}").format(day=short_date(last.isoformat(), today)) if last else ""
    if following is None:
        return Cell(before, _("none planned")) if before else Cell(_("No meeting yet"))
    return Cell(_("Next {day}").format(day=short_date(following.isoformat(), today)), before)


def _missing(team: Team) -> Cell:
    voices, gaps = team.missing, team.gaps
    functions = counted("{n} core function", "{n} core functions", len(gaps)) if gaps else ""
    if voices:
        return Cell(counted("{n} voice", "{n} voices", len(voices)), functions, "circle-dashed", "warn")
    if functions:
        return Cell(functions, "", "circle-dashed", "warn")
    return Cell(_("Nothing missing") if team.functions else _("No voice missing"))


def _loops(loops: Sequence[Told]) -> Cell:
    """The worst first; what has ended is not told."""
    states: Counter[State] = Counter(told.loop.state for told in loops if told.loop.state != "ended")
    if not states:
        return Cell(_("No protocol"))
    said: dict[State, str] = {
        "never": counted("{n} never answered", "{n} never answered", states["never"]),
        "late": counted("{n} late", "{n} late", states["late"]),
        "waiting": counted("{n} waits", "{n} wait", states["waiting"]),
        "on_time": counted("{n} on time", "{n} on time", states["on_time"]),
        "ahead": counted("{n} not begun", "{n} not begun", states["ahead"]),
    }
    first, *rest = [state for state in said if states[state]]
    icon = {"never": "circle-dashed", "late": "circle-alert"}.get(first, "")
    others = sum(states[state] for state in rest[1:])
    more = [counted("{n} more", "{n} more", others)] if others else []
    return Cell(said[first], ", ".join((*(said[state] for state in rest[:1]), *more)), icon, "bad" if icon else "")
