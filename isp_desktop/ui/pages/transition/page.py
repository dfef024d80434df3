"""The page of a leadership change: its steps and its checklist, why it comes, and what is private of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.vocabulary import TRANSITION_STATES
from isp_desktop.services import drafts, taking_back, transition_acts, transitions
from isp_desktop.services.transitions import Transition
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dialogs import confirm
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.fact_header import Buttons
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.headed_page import HeadedPage
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.panels import PrivatePanel, SectionHead
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.parts.transition import TransitionCard

_STATE_ICONS = {"foreseen": "clock", "under_way": "arrow-right-left", "done": "check", "called_off": "x"}


class TransitionPage(HeadedPage):
    """All about the leadership change `uid`.

    Raises:
        NotFound: there is no such record.
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
        self.found = transitions.one(store, uid, today())
        self._is_built = False
        super().__init__(theme, jobs, all_kinds(), "transition", uid, today, parent)
        self._latest = Latest(jobs, _("The leadership change"), self)
        self._latest.read_through.connect(lambda found: self._show(cast("Transition", found)))
        self._latest.failed.connect(self.said)
        self._show_head()

    def _buttons(self) -> Buttons:
        self.list_button = Button(self._theme, _("Make the checklist"), "primary", "list-checks")
        return {**self._usual_buttons(), "checklist": (self.list_button, lambda: self.card.propose())}

    def _read_head(self) -> None:
        self.found = transitions.one(self._store, self._uid, self._today())
        self._show_head()

    def _show_head(self) -> None:
        found = self.found
        crumbs = (_("Leadership changes"), found.site[1] or found.role)
        self.header.show_named(found.role, crumbs, self._facts(found))
        deleted = found.life == "deleted"
        self._tell("deleted", self._deleted() if deleted else None)
        self._tell("to-share", self._left_behind(found.to_share) if found.to_share and not deleted else None)
        over = found.is_open and found.items and found.done == found.needed and all(step.done for step in found.steps)
        self._tell("over", self._over() if over and not deleted else None)
        self._tell_draft(0 if deleted else drafts.marks(self._store, "transition").get(self._uid, 0))
        for button in (self.more_button, self.edit_button):
            button.setVisible(not deleted)
        self.list_button.setVisible(not deleted and found.is_open and bool(found.leaves[0]) and not found.items)

    def _facts(self, found: Transition) -> Iterator[QWidget]:
        if found.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))
        yield Chip(self._theme, _(TRANSITION_STATES[found.state]), "outline", _STATE_ICONS[found.state])
        if found.private:
            yield Chip(self._theme, _("Private"), "private")
        named = (
            ("person", "log-out", found.leaves, _("Open who leaves: {name}")),
            ("person", "user-plus", found.comes, _("Open who comes: {name}")),
            ("site", "map-pin", found.site, _("Open the site: {name}")),
            ("initiative", "layers", found.initiative, _("Open the initiative: {name}")),
        )
        for kind, icon, (uid, name), words in named:
            if uid:
                yield self._link(kind, uid, name, icon, words)
        if not found.leaves[0]:
            yield Remark(self._theme, _("Say by Edit who leaves"), "log-out")

    def _link(self, kind: str, uid: str, name: str, icon: str, words: str) -> Button:
        button = Button(self._theme, name, "link", icon, 24)
        button.setObjectName(f"{icon}-{uid}")
        button.setAccessibleName(words.format(name=name))
        button.clicked.connect(lambda: self.record_asked.emit(kind, uid))
        return button

    def _deleted(self) -> Notice:
        words = _("This leadership change is deleted"), _("Nothing of it is lost."), _("Restore")
        notice = Notice(self._theme, "warn", *words)
        notice.acted.connect(lambda: self._told(partial(taking_back.restore, self._store, self._uid)))
        return notice

    def _left_behind(self, count: int) -> Notice:
        title = counted("{n} item is still private", "{n} items are still private", count)
        words = _("The leadership change is shared, and this part of its checklist is not."), _("Share it too")
        notice = Notice(self._theme, "private", title, *words)
        notice.acted.connect(self._share)
        return notice

    def _over(self) -> Notice:
        title, detail = _("All of it is done"), _("Once it is over, it stands on Today and among the changes no more.")
        notice = Notice(self._theme, "good", title, detail, _("It is over"))
        notice.acted.connect(lambda: self._judge("done"))
        return notice

    def _build_body(self) -> None:
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        pad(self._inside, 32, 16, 32, 24)
        self._inside.setSpacing(self._theme.px(16))
        self.card = TransitionCard(self._theme, self._jobs, self._store, self._today, opens=False)
        self.why = Prose(self._theme, "", "prose")
        self._why_head = SectionHead(self._theme, _("Why, and what it means"))
        self.private = PrivatePanel(self._theme)
        self.private_words = Prose(self._theme, "", "body")
        self.private.column.addWidget(self.private_words)
        for part in (self.card, self._why_head, self.why, self.private):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        area = scrolled(inside)
        body.addWidget(area)
        area.show()
        self.card.record_asked.connect(self.record_asked)
        self.card.done.connect(self._offer)
        self.setFocusProxy(self.card.line)
        self._is_built = True
        self._show(self.found)

    def _show(self, found: Transition) -> None:
        self.found = found
        self._show_head()
        if self._is_built:
            self.card.show_change(found)
            self.why.setText(found.why)
            self.private_words.setText(found.private_notes)
            for part, words in (
                (self.why, found.why),
                (self._why_head, found.why),
                (self.private, found.private_notes),
            ):
                part.setVisible(bool(words))

    def _fill_more(self, menu: Menu) -> None:
        found = self.found
        menu.add(_("Add an item"), self.card.add, "plus")
        if found.is_open and found.leaves[0]:
            menu.add(_("Add from what is known"), self.card.propose, "list-checks")
            menu.add(
                _("What hangs on {name}").format(name=found.leaves[1]),
                lambda: self.leaving_asked.emit(found.leaves[0]),
                "log-out",
            )
        menu.addSeparator()
        for state, words in TRANSITION_STATES.items():
            if state != found.state:
                menu.add(_(words), partial(self._judge, state), _STATE_ICONS[state])
        if found.private:
            menu.addSeparator()
            menu.add(_("Share with colleagues…"), self._ask_share, "users")

    def _judge(self, state: str) -> None:
        act = taking_back.on_screen(transition_acts.judge, self._store, self._uid, state)
        self._offer(act, _("State: {state}").format(state=_(TRANSITION_STATES[state])))

    def _ask_share(self) -> None:
        title = _("Share this leadership change with colleagues?")
        sentence = _(
            "It leaves with the next bundle, with its checklist. What the checklist tells of private records stays, as "
            "do the private notes. What was shared cannot be taken back from those who have it."
        )
        if confirm(self, self._theme, title, sentence, _("Share it")):
            self._share()

    def _share(self) -> None:
        self._told(partial(transition_acts.share, self._store, self._uid), lambda: self.said.emit(_("Shared")))

    def is_whole(self) -> bool:
        return self.slices.is_done() and not self._latest.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & transitions.KINDS:
            store, uid, day = self._store, self._uid, self._today()
            self._latest.read(lambda _progress: transitions.one(store, uid, day))
