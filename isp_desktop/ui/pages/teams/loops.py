"""The loops among teams: drawn from the whole system down to the individual, and the same as a list."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.domain import protocols
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.protocols import State
from isp_desktop.domain.vocabulary import LEVELS
from isp_desktop.services import team_loops
from isp_desktop.services.team_loops import End, Told
from isp_desktop.services.teams import Overview, Team
from isp_desktop.ui.kit import lanes
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.lane_map import LaneMap
from isp_desktop.ui.kit.lanes import Arrow, Box
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.teams.table import TOP_DOWN
from isp_desktop.ui.parts.team_loop_rows import TeamLoopRows

MOST_DRAWN = 40
"""More boxes than these make no picture any more."""

_AT_FIRST = 20

_WORST: tuple[State, ...] = ("never", "late", "waiting", "ahead", "on_time")
_DRAWN: Mapping[State, lanes.State] = {
    "never": "never",
    "late": "late",
    "waiting": "waiting",
    "ahead": "waiting",
    "on_time": "on_time",
}


class LoopsCard(QWidget):
    """The drawing and the list.

    Signals:
        box_opened: kind and uid of a team or of whoever else is told.
        loop_opened: the uid of a protocol.
        step_asked: the uid of a protocol, what is to be noted of it, and its latest message on screen.
        begun: a protocol is to be added.
    """

    box_opened = Signal(str, str)
    loop_opened = Signal(str)
    step_asked = Signal(str, str, str)
    begun = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._kinds: Mapping[str, str] = {}
        levels = [*(_(LEVELS[level]) for level in TOP_DOWN), _("No level")]
        self.map = LaneMap(theme, _("Who tells whom, from the whole system down to the individual"), levels)
        self.rows = TeamLoopRows(theme, "loops", _("Communication protocols"), today)
        self.rows.offer_all(_("Add a protocol"), self.begun.emit)
        self.drawing = Panel(theme)
        remark = _("a dashed arrow is late or waits, a dotted one never comes back")
        self.drawing.column.addWidget(CardHead(theme, _("Who tells whom"), remark))
        self.too_many = Prose(theme, "", "body", "text2")
        self.drawing.column.addWidget(self.too_many)
        self.drawing.column.addWidget(self.map)
        card = Panel(theme, padding=(0, 12))
        card.column.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.drawing)
        column.addWidget(card)
        column.addStretch(1)
        self.setFocusProxy(self.rows.list)
        self.map.opened.connect(lambda uid: self.box_opened.emit(self._kinds.get(uid, "team"), uid))
        self.rows.opened.connect(self.loop_opened)
        self.rows.step_asked.connect(self.step_asked)

    def show_drawing(self, found: Overview) -> None:
        """Draws what was read."""
        boxes, arrows = drawing(found, self._today())
        self._kinds = {end.uid: end.kind for told in found.loops for end in (told.source, told.target)}
        is_drawn = 0 < len(boxes) <= MOST_DRAWN
        self.drawing.setVisible(bool(boxes))
        self.map.setVisible(is_drawn)
        self.map.show_drawing(boxes if is_drawn else (), arrows if is_drawn else ())
        many = _("{n} teams and others are too many for a drawing. Choose an initiative; the list has all of them.")
        self.too_many.setText(many.format(n=len(boxes)))
        self.too_many.setVisible(len(boxes) > MOST_DRAWN)

    def show_loops(self, found: Overview) -> None:
        """Shows what was read, but for the drawing."""
        if not found.loops:
            sentence = _("Who tells whom, how often, and what comes back: no protocol is noted yet.")
            self.rows.say(sentence)
            return
        self.rows.show_told(found.loops, team_loops.way_words, _AT_FIRST)


def drawing(found: Overview, today: dt.date) -> tuple[list[Box], list[Arrow]]:
    """The boxes of all who tell or are told, or are linked; of several protocols one way the worst is drawn."""
    teams = {team.uid: team for team in found.teams}
    ends = {end.uid: end for told in found.loops for end in (told.source, told.target)}
    ways: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in found.loops:
        if told.loop.state != "ended":
            ways[told.source.uid, told.target.uid].append(told)
    arrows = [_arrow(source, target, some, today) for (source, target), some in ways.items()]
    apart = _without_protocol(teams, ways)
    arrows += [Arrow(one, other, "", _("no protocol yet"), "none") for one, other in apart]
    met = {uid for arrow in arrows for uid in (arrow.source, arrow.target)}
    uids = [uid for uid in (*teams, *sorted(ends.keys() - teams)) if uid in met]
    return [_box(uid, teams.get(uid), ends.get(uid), found) for uid in uids], arrows


def _without_protocol(teams: Mapping[str, Team], ways: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    told = {frozenset(way) for way in ways}
    linked = {
        (min(team.uid, other), max(team.uid, other))
        for team in teams.values()
        for other in team.linked
        if other in teams and other != team.uid
    }
    return {pair for pair in linked if frozenset(pair) not in told}


def _arrow(source: str, target: str, some: list[Told], today: dt.date) -> Arrow:
    worst = min(some, key=lambda told: _WORST.index(told.loop.state))
    said = "" if worst.loop.state == "on_time" else protocols.words(worst.loop, today)
    label = worst.what if len(some) == 1 else _("{what} and {n} more").format(what=worst.what, n=len(some) - 1)
    return Arrow(source, target, label, said, _DRAWN[worst.loop.state])


def _box(uid: str, team: Team | None, end: End | None, found: Overview) -> Box:
    level = team.level if team else end.level if end else ""
    name = team.name if team else end.name if end else ""
    small = ", ".join(site for _uid, site in team.sites) if team else _(kind_named(end.kind).label) if end else ""
    open_here = sum(told.loop.is_open for told in found.loops_of(uid))
    said = counted("{n} loop is open", "{n} loops are open", open_here) if open_here else ""
    lane = TOP_DOWN.index(level) if level in TOP_DOWN else len(TOP_DOWN)
    place = _(LEVELS[level]) if level in LEVELS else ""
    return Box(uid, name, small, lane, ", ".join(part for part in (name, small, place, said) if part))
