"""The page of a team check that was closed: what was rated how, how it went on, and what is done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import taking_back, team_check_view, team_checks
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.team_check_view import Closed
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.fact_header import Buttons, FactHeader
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.team_check.follow import Follow
from isp_desktop.ui.pages.team_check.ratings import CourseCard, RatingsCard

_READ = frozenset({"team_check", "team", "commitment"})


class ResultPage(Page):
    """The check `uid`.

    Attributes:
        closed: what is shown; None until it is read.
        follow: the rail with what stands out, what was said, and what is to be done.
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
        super().__init__(parent)
        self._theme, self._store, self._uid, self._today = theme, store, uid, today
        self.closed: Closed | None = None
        self.follow = Follow(theme, store, uid, today)
        self.slices = Slices(self)
        self._reading = Latest(jobs, _("The team check"), self)
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self.history_button = IconButton(self._theme, "history", _("History"), "secondary", 32)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.paper_button = Button(self._theme, _("For the team, on paper"), "primary", "file-down")
        buttons: Buttons = {
            "history": (self.history_button, lambda: self.history_asked.emit(self._uid)),
            "edit": (self.edit_button, lambda: self.edit_asked.emit("team_check", self._uid)),
            "paper": (self.paper_button, lambda: self.paper_asked.emit("team_check", self._uid)),
        }
        self.header = FactHeader(self._theme, _("Team check"), buttons)
        body = QWidget()
        self._column = GrowingColumn(body)
        self._column.setContentsMargins(32, 16, 24, 28)
        self._column.setSpacing(14)
        self._column.addStretch()
        self._scroll = scrolled(body, surface=False)
        # The charts take no focus: the arrows have to scroll them.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(_("Ratings"))
        self.setFocusProxy(self._scroll)
        names = _("Ratings"), _("What follows")
        self.header.lay_over(self, TwoParts(self._theme, self._scroll, self.follow, names))

    def _connect(self) -> None:
        self.header.went_to.connect(self._go)
        self._reading.read_through.connect(lambda found: self._show(cast(Closed, found)))
        self._reading.failed.connect(self._tell)
        self.follow.improve.opened.connect(lambda uid: self.record_asked.emit("commitment", uid))
        self.follow.improve.ticked.connect(self._settle)
        self.follow.improve.added.connect(self._improve)
        self.follow.talk.told.connect(self.said)
        self.follow.talk.save_asked.connect(self.save)

    def look(self) -> None:
        """Reads it, off the main thread."""
        store, uid = self._store, self._uid
        self._reading.read(lambda _progress: team_check_view.closed(store, uid))

    def _show(self, closed: Closed) -> None:
        before, self.closed = self.closed, closed
        day = day_in_words(closed.result.day.isoformat())
        crumbs = _("Teams"), closed.team_name, _("Team check")
        self.header.show_named(_("Team check, {day}").format(day=day), crumbs, self._told_under_the_name(closed))
        self.follow.show_closed(closed)
        if before is None or (before.result, before.courses, before.life) != (
            closed.result,
            closed.courses,
            closed.life,
        ):
            self._rebuild(closed)

    def _told_under_the_name(self, closed: Closed) -> list[QWidget]:
        parts: list[QWidget] = [Remark(self._theme, closed.team_name, "users")]
        answers = counted("{n} answer, without names", "{n} answers, without names", closed.result.answers)
        parts.append(Remark(self._theme, answers, "eye-off"))
        if closed.in_conflict:
            parts.append(Chip(self._theme, _("In conflict"), "conflict"))
            parts.append(settle_link(self._theme, lambda: self.settle_asked.emit(self._uid)))
        return parts

    def _rebuild(self, closed: Closed) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        acts: list[Callable[[], object]] = []
        if closed.life == "deleted":
            acts.append(self._add_deleted)
        if closed.apart_from is not None:
            acts.append(partial(self._add_apart, closed.apart_from))
        acts.append(partial(self._add_card, partial(RatingsCard, self._theme, closed)))
        if closed.courses:
            acts.append(partial(self._add_card, partial(CourseCard, self._theme, closed, self._today())))
        self.slices.begin(acts)

    def _add_card(self, make: Callable[[], RatingsCard | CourseCard]) -> None:
        """Makes a card, and its parts in the turns to come."""
        card = make()
        self._add(card)
        self.slices.add_next(card.parts())

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _add_deleted(self) -> None:
        restore = partial(taking_back.restore, self._store, self._uid)
        self._add(deleted_notice(self._theme, _("This team check is deleted"), partial(self._told, restore)))

    def _add_apart(self, other: dt.date) -> None:
        self._add(Notice(self._theme, "info", _("Shown by itself"), team_check_view.apart_words(other)))

    def _tell(self, sentence: str) -> None:
        self.slices.begin([partial(self._add, Notice(self._theme, "bad", _("It cannot be shown"), sentence))])

    def _improve(self, sentence: str) -> None:
        if self.closed is not None:
            act = partial(team_checks.improve, self._store, self._uid, self.closed.team, sentence, self._today())
            self._told(partial(self._do_and_offer, act, _("Commitment added")), self.follow.improve.clear)

    def _settle(self, uid: str, kept: bool) -> None:
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _go(self, step: int) -> None:
        if step == 1 and self.closed is not None and self.closed.team:
            self.record_asked.emit("team", self.closed.team)
        else:
            self.list_asked.emit("team")

    def save(self) -> None:
        self._told(self.follow.talk.save)

    def shown_uid(self) -> str:
        return self._uid

    def is_whole(self) -> bool:
        return not self._reading.is_reading() and self.slices.is_done()

    def flush(self) -> None:
        self.follow.talk.flush()
        super().flush()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & _READ:
            self.follow.talk.refresh()
            self.look()
