"""The page of a team: who sits there and who is missing, what it agreed on, what it decided, and whom it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import drafts, taking_back, team_loops, team_view
from isp_desktop.services.team_loops import STEPS, Step, Told
from isp_desktop.services.team_view import TeamHead, TeamView
from isp_desktop.ui.kit.acting import INSET
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.fact_header import Buttons
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.headed_page import HeadedPage
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.team.agreed import DecisionsPart, SupportPart
from isp_desktop.ui.pages.team.lacking import FunctionsPart, VoicesPart
from isp_desktop.ui.pages.team.members import MembersPart
from isp_desktop.ui.pages.team.side import TeamSide
from isp_desktop.ui.parts.team_loop_rows import TeamLoopRows

_SITES, _LINKED, _LOOPS = 3, 3, 8
# Rows begin this far inside their lists, and the words of the page do where the name begins.
_LEFT, _RIGHT = 16, 16


class TeamPage(HeadedPage):
    """All about the team `uid`.

    Raises:
        NotFound: there is no such team.
    """

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
        self._store = store
        self.head = team_view.head(store, uid)
        self._is_built = False
        super().__init__(theme, jobs, all_kinds(), "team", uid, today, parent)
        self._everything = Latest(jobs, _("The team"), self)
        self._show_head()

    def _buttons(self) -> Buttons:
        self.meeting_button = Button(self._theme, _("New meeting"), "primary", "plus")
        return {
            **self._usual_buttons(),
            "meeting": (self.meeting_button, lambda: self._add("meeting")),
        }

    def _read_head(self) -> None:
        self.head = team_view.head(self._store, self._uid)
        self._show_head()

    def _show_head(self) -> None:
        head = self.head
        where = next((name for _uid, name in (*head.sites, *head.initiatives)), head.name)
        self.header.show_named(head.name, (_("Teams & charters"), where), self._facts(head))
        deleted = head.life == "deleted"
        self._tell("deleted", self._deleted() if deleted else None)
        self._tell_draft(0 if deleted else drafts.marks(self._store, "team").get(self._uid, 0))
        for button in (self.more_button, self.edit_button, self.meeting_button):
            button.setVisible(not deleted)

    def _deleted(self) -> Notice:
        restore = partial(taking_back.restore, self._store, self._uid)
        return deleted_notice(self._theme, _("This team is deleted"), partial(self._told, restore))

    def _asking(self, answers: int) -> Notice:
        told = counted("{n} answer so far", "{n} answers so far", answers)
        notice = Notice(self._theme, "info", _("A team check is open"), told, _("Go on"), "gauge")
        notice.acted.connect(self._check)
        return notice

    def _check(self) -> None:
        self.new_asked.emit("team_check", {"team": self._uid})

    def _facts(self, head: TeamHead) -> Iterator[QWidget]:
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))
        level = _("{level} level").format(level=head.level) if head.level else ""
        for words, icon in ((level, "layers"), (head.part, "waypoints")):
            if words:
                yield Remark(self._theme, words, icon)
        for kind, icon, shown in (("site", "map-pin", head.sites[:_SITES]), ("team", "users", head.linked[:_LINKED])):
            for uid, name in shown:
                yield self._link(kind, uid, name, icon)
        more = len(head.sites) - _SITES
        if more > 0:
            yield Remark(self._theme, counted("and {n} more site", "and {n} more sites", more), "map-pin")

    def _link(self, kind: str, uid: str, name: str, icon: str) -> Button:
        button = Button(self._theme, name, "link", icon, 24)
        button.setObjectName(f"{kind}-{uid}")
        words = _("Open the site: {name}") if kind == "site" else _("Open the linked team: {name}")
        button.setAccessibleName(words.format(name=name))
        button.clicked.connect(lambda: self.record_asked.emit(kind, uid))
        return button

    def _build_body(self) -> None:
        """Both columns, still empty; their parts follow in turns of their own, then what fills them is read."""
        main = QWidget()
        self._main = QVBoxLayout(main)
        pad(self._main, _LEFT, 14, _RIGHT, 24)
        self._main.setSpacing(self._theme.px(22))
        self._main.addStretch(1)
        self.side = TeamSide(self._theme, self._today)
        names = (_("Team"), _("Charter and meetings"))
        self.parts = TwoParts(self._theme, scrolled(main), self.side, names)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.parts)
        # Only what is shown can take the focus.
        self.parts.show()
        self.slices.add((self._add_members, self._add_lacking, self._add_loops, self._add_agreed, self._begin))

    def _put(self, *parts: QWidget) -> None:
        """Adds parts under those that stand there."""
        for part in parts:
            self._main.insertWidget(self._main.count() - 1, part)

    def _add_members(self) -> None:
        self._purpose_place = QWidget()
        inset = QVBoxLayout(self._purpose_place)
        inset.setContentsMargins(INSET, 0, INSET, 0)
        self.purpose = Prose(self._theme, self.head.purpose, "prose", "text2")
        inset.addWidget(self.purpose)
        self.members = MembersPart(self._theme, self._store, self._uid, self._today)
        self._put(self._purpose_place, self.members)
        self._purpose_place.setVisible(bool(self.head.purpose))

    def _add_lacking(self) -> None:
        self.voices = VoicesPart(self._theme, self._store, self._uid, self._today)
        self.functions = FunctionsPart(self._theme, self._today)
        self._put(self.voices, self.functions)

    def _add_loops(self) -> None:
        self.loops = TeamLoopRows(self._theme, "loops", _("Communication"), self._today).looking()
        self._put(self.loops)

    def _add_agreed(self) -> None:
        self.decisions = DecisionsPart(self._theme, self._store, self._uid, self._today)
        self.support = SupportPart(self._theme, self._store, self._today)
        self._put(self.decisions, self.support)

    def _begin(self) -> None:
        self._connect()
        self._is_built = True
        self._read()

    def _connect(self) -> None:
        self._everything.read_through.connect(lambda found: self._show(cast("TeamView", found)))
        self._everything.failed.connect(self.said)
        for part in (self.members, self.voices, self.functions, self.decisions, self.support):
            part.record_asked.connect(self.record_asked)
            part.new_asked.connect(lambda kind, _values: self._add(kind))
            part.done.connect(self._offer)
        self.voices.needs_asked.connect(self._edit)
        self.loops.offer_all(_("Add a protocol"), partial(self._add, "protocol"))
        self.loops.opened.connect(lambda uid: self.record_asked.emit("protocol", uid))
        self.loops.step_asked.connect(self._note)
        self.side.asked.connect(self.record_asked)
        self.side.add_asked.connect(self._add)

    def _read(self) -> None:
        store, uid, day = self._store, self._uid, self._today()
        self._everything.read(lambda _progress: team_view.view(store, uid, day))

    def _show(self, found: TeamView) -> None:
        """Each part is shown in a turn of its own; of two readings the later one is shown."""
        self.purpose.setText(found.team.purpose)
        self._purpose_place.setVisible(bool(found.team.purpose))
        self._tell("check", self._asking(found.answers) if found.is_asking else None)
        self.slices.begin(
            partial(show, found)
            for show in (
                self.members.show_members,
                self._take_focus,
                self.voices.show_voices,
                self.functions.show_functions,
                self._show_loops,
                self.decisions.show_decisions,
                self.support.show_support,
                self.side.show_view,
            )
        )

    def _take_focus(self, found: TeamView) -> None:
        """Where the focus waited for the page to be built, it goes to its first list; else it stays."""
        rows = self.members.rows
        first = rows.list if found.members else rows.head.link
        waits = self.window().focusWidget() is self._body
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def _show_loops(self, found: TeamView) -> None:
        if not found.loops:
            sentence = _("Whom does this team tell what, how often, and what comes back? A protocol says so.")
            self.loops.say(sentence)
            return
        self.loops.show_told(found.loops, self._way, _LOOPS)

    def _way(self, told: Told) -> str:
        """Whom it tells or who tells it, and how often."""
        sends = told.source.uid == self._uid
        end = _("To {name}").format(name=told.target.name) if sends else _("From {name}").format(name=told.source.name)
        return f"{end}: {team_loops.rhythm_words(told)}"

    def _note(self, protocol: str, step: Step, latest: str) -> None:
        act = partial(team_loops.log, self._store, protocol, step, self._today(), latest)
        self._offer(act, _(STEPS[step][1]))

    def _fill_more(self, menu: Menu) -> None:
        menu.add(_("Add a member"), self.members.add, "user-plus")
        menu.add(_("Begin a team check"), self._check, "gauge")
        self._offer_new(menu, "protocol", "decision", "leadership_support", "learning", "tension", "commitment")

    def _add(self, kind: str) -> None:
        """Begins a record of a kind that points here."""
        self.new_asked.emit(kind, {**self._begins(kind), "source" if kind == "protocol" else "team": self._uid})

    def _begins(self, kind: str) -> Mapping[str, Any]:
        if kind == "charter":
            return {"version": 1, "state": "draft"}
        if kind == "meeting":
            sites = self.head.sites
            return {"stage": "planned", **({"site": sites[0][0]} if len(sites) == 1 else {})}
        return {"state": "stands"} if kind == "decision" else {}

    def is_whole(self) -> bool:
        return self.slices.is_done() and self._is_built and self.side.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & team_view.KINDS:
            self._read_head()
            if self._is_built:
                self._read()
