"""Challenges ahead: how likely each is and what it would do as a grid, and the same as a list to act on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.vocabulary import LIKELIHOODS
from isp_desktop.services import capacity_plan, challenges, taking_back
from isp_desktop.services.challenges import Challenge, about_words, headline, place_words, sentence, weight
from isp_desktop.services.today import due_words
from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.empty import EmptyLine, EmptyState
from isp_desktop.ui.kit.heat_grid import HeatCell, HeatGrid
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_cards import TwoCards
from isp_desktop.ui.pages.capacity.detail import Detail
from isp_desktop.ui.pages.capacity.filters import LEVELS, NOT_RATED, Filters, cell_key
from isp_desktop.ui.parts.view import View

_AT_FIRST, _SOON = 20, 14
_QUARTER = 13 * 7
# The likeliest on top, and the largest effect at the end.
_ROWS = LEVELS[::-1]


class ChallengesView(View):
    """The grid narrows the list down to a cell; so do the filters over the list."""

    kinds = challenges.KINDS
    reads = marked("The challenges ahead")

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, jobs, store, today, parent)
        self.add_words = _("Note a challenge")
        self._found: Sequence[Challenge] = ()
        self._by_uid: Mapping[str, Challenge] = {}
        self._make_grid()
        self._make_list()
        self.nothing = EmptyState(
            theme,
            _("No challenges noted yet"),
            _("What may come from inside or outside, by what it would be noticed first, and what to do about it."),
            self.add_words,
            action_icon="plus",
        )
        self.nothing.begun.connect(self.add)
        self._lay_out()

    def _make_grid(self) -> None:
        high = [sentence(place_words(level, "")) for level in _ROWS]
        large = [_(LIKELIHOODS[level]) for level in LEVELS]
        self.grid = HeatGrid(self._theme, _("Challenges: likelihood by effect"), high, large)
        self.grid.setObjectName("challenges_grid")
        self.grid.opened.connect(lambda row, column: self.narrow_to(cell_key(_ROWS[row], LEVELS[column])))
        self.apart = EmptyLine(self._theme, "", _("Show them"))
        self.apart.begun.connect(partial(self.narrow_to, NOT_RATED))

    def _make_list(self) -> None:
        self.rows = self.make_rows("challenges", _("Challenges ahead")).looking()
        self.filters = Filters(self._theme)
        self.filters.changed.connect(self._show_list)
        self.rows.insert_tools(self.filters)
        self.rows.opened.connect(lambda uid: self.record_asked.emit("challenge", uid))
        self.rows.menu_asked.connect(self._open_menu)
        self.rows.action_asked.connect(self._look_at)
        self.rows.list.picked.connect(lambda _uid: self._show_detail())
        self.detail = Detail(self._theme)

    def _lay_out(self) -> None:
        left, right = Panel(self._theme), Panel(self._theme, padding=(2, 14))
        remark = _("likelihood down, effect across")
        left.column.addWidget(CardHead(self._theme, _("Where they stand"), remark))
        left.column.addWidget(self.grid)
        left.column.addWidget(self.apart)
        left.column.addWidget(self.detail)
        right.column.addWidget(self.rows)
        # Not in a stack, which does not ask how high its parts are at the width they have.
        self._both = TwoCards(self._theme, (left, right), (5, 6))
        for part in (self._both, self.nothing):
            self.column.addWidget(part)
            part.hide()

    @staticmethod
    def _read(store: Store, target: str, day: dt.date) -> list[Challenge]:
        return challenges.challenges(store, target)

    def _show(self, found: object) -> None:
        self._found = cast("list[Challenge]", found)
        self._by_uid = {one.uid: one for one in self._found}
        self.headline = headline(self._found, self._today())
        self.is_begun = bool(self._found)
        self._both.setVisible(self.is_begun)
        self.nothing.setVisible(not self.is_begun)
        ahead = [one for one in self._found if one.is_ahead]
        self.grid.show_cells([[self._heat_cell(ahead, row, column) for column in LEVELS] for row in _ROWS])
        apart = sum(one.weight < 0 for one in ahead)
        told = counted("{n} has no likelihood or effect yet.", "{n} have no likelihood or effect yet.", apart)
        self.apart.set_text(told)
        self.apart.setVisible(bool(apart))
        self._show_list()

    def _heat_cell(self, ahead: Sequence[Challenge], likelihood: str, effect: str) -> HeatCell:
        there = [one for one in ahead if (one.likelihood, one.effect) == (likelihood, effect)]
        where = sentence(place_words(likelihood, effect))
        if not there:
            return HeatCell(_("none"), look="plain", words=_("{where}: no challenge").format(where=where))
        count = counted("{n} challenge", "{n} challenges", len(there))
        words = _("{where}: {count}. {names}").format(
            where=where, count=count, names="; ".join(one.what for one in there)
        )
        heat = weight(likelihood, effect)
        return HeatCell(number(len(there)), _weight_words(heat), heat, words=words)

    def narrow_to(self, cell: str) -> None:
        """Lists those of one cell of the grid, by its key, and goes there; all for ""."""
        self.filters.choose("cell", cell)
        if cell and self.rows.list.isVisible():
            self.rows.list.setFocus()

    def _show_list(self) -> None:
        self.filters.show_for(self._found)
        shown, today = [one for one in self._found if self.filters.lets_through(one)], self._today()
        if shown:
            due = sum(bool(one.review_on) and one.review_on <= today.isoformat() for one in shown if one.is_ahead)
            remark = counted("{n} to look at again", "{n} to look at again", due) if due else number(len(shown))
            self.rows.show_rows([_row(one, today, not self._target) for one in shown], remark, _AT_FIRST)
        else:
            self.rows.say(_("None of the challenges noted is like that. Choose otherwise above."))
        self._show_detail()

    def _show_detail(self) -> None:
        shown = self.rows.list.shown()
        uid = self.rows.list.current_uid() or (shown[0].uid if shown else "")
        self.detail.show_challenge(self._by_uid.get(uid))

    def add(self) -> None:
        """Begins a challenge of the site that it shows."""
        preset = capacity_plan.preset_of(self._store, self._target)
        self.new_asked.emit("challenge", {name: value for name, value in preset.items() if name == "site"})

    def first(self) -> QWidget:
        return self.grid if self.is_begun else self.nothing.action

    def fill_menu(self, uid: str, spot: QPoint, menu: Menu) -> None:
        """What can be done about a challenge."""
        one = self._by_uid[uid]
        menu.add(_("Open"), partial(self.record_asked.emit, "challenge", uid), "zap")
        if one.is_ahead:
            menu.add(_("Looked at…"), partial(self._look_at, uid), "eye")
        menu.addSeparator()
        for state, words, icon in (
            ("here", _("It has come"), "flag"),
            ("passed", _("It has passed"), "check"),
            ("ahead", _("It is ahead"), "undo-2"),
        ):
            if state != one.state:
                menu.add(words, partial(self.judge, uid, cast("Literal['ahead', 'here', 'passed']", state)), icon)

    def judge(self, uid: str, state: Literal["ahead", "here", "passed"]) -> None:
        """Says how a challenge stands."""
        said = {"here": _("Challenge has come"), "passed": _("Challenge has passed"), "ahead": _("Challenge is ahead")}
        self.do(taking_back.on_screen(challenges.judge, self._store, uid, state), said[state])

    def look_again(self, uid: str, day: dt.date) -> None:
        """Says that a challenge was looked at, and when it is again."""
        told = _("Looked at; again on {day}").format(day=short_date(day.isoformat(), self._today()))
        self.do(taking_back.on_screen(challenges.look_again, self._store, uid, day), told)

    def _look_at(self, uid: str) -> None:
        """Asks for the next day."""
        in_a_quarter = self._today() + dt.timedelta(days=_QUARTER)
        self.pick_day(self.rows.list.menu_spot(uid), in_a_quarter, partial(self.look_again, uid))

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        self.open_menu(self._by_uid[uid].what, spot, partial(self.fill_menu, uid, spot))


def _weight_words(heat: int) -> str:
    return _("small") if heat < 2 else _("medium") if heat == 2 else _("large")


def _row(one: Challenge, today: dt.date, tells_site: bool) -> ActingRow:
    days = (dt.date.fromisoformat(one.review_on) - today).days if one.review_on and one.is_ahead else None
    late, now = days is not None and days < 0, days == 0
    here = _("it has come") if one.state == "here" else ""
    sign = _("early sign: {sign}").format(sign=one.early_sign) if one.early_sign else ""
    strategy = _("strategy: {strategy}").format(strategy=one.strategy) if one.strategy else _("no strategy yet")
    told = (here, place_words(one.likelihood, one.effect), about_words(one), sign, strategy)
    said = "" if days is None else due_words(days)
    second = "; ".join(part for part in told if part)
    return ActingRow(
        uid=one.uid,
        title=one.what,
        icon="flag" if one.state == "here" else "zap",
        second=sentence(second),
        date=said if one.is_ahead else _("Passed"),
        date_icon="circle-alert" if late else "clock" if now else "calendar" if said else "",
        tone="bad" if late else "warn" if now else "",
        action=_("Looked at") if days is not None and days <= _SOON else "",
        faded=not one.is_ahead,
        private=one.private,
        conflict=one.in_conflict,
    )
