"""The page of an initiative: the vision, what must go on being delivered and how it holds, and who answers for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, taking_back
from isp_desktop.services.integrity import initiative as service
from isp_desktop.services.integrity import problems
from isp_desktop.services.integrity.initiative import InitiativeView
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.fact_header import Buttons
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.headed_page import HeadedPage
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.initiative.elements import ElementsPart
from isp_desktop.ui.pages.initiative.matrix import MatrixPanel
from isp_desktop.ui.pages.initiative.side import InitiativeSide

# Rows begin this far inside their lists, and the words of the page do where the name begins.
_LEFT, _RIGHT, _FOOT, _INSET = 16, 16, 24, 16
_ADDS = ("accountability", "problem", "resource")


class InitiativePage(HeadedPage):
    """All about the initiative `uid`.

    Raises:
        NotFound: there is no such initiative.
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
        self.head = service.head(store, uid)
        self._is_built = False
        super().__init__(theme, jobs, all_kinds(), "initiative", uid, today, parent)
        self._everything = Latest(jobs, _("The initiative"), self)
        self._everything.read_through.connect(lambda found: self._show(cast("InitiativeView", found)))
        self._everything.failed.connect(self.said)
        self._show_head()

    def _buttons(self) -> Buttons:
        self.element_button = Button(self._theme, _("Add a core element"), "primary", "plus")
        return {**self._usual_buttons(), "element": (self.element_button, lambda: self.elements.add())}

    def _read_head(self) -> None:
        self.head = service.head(self._store, self._uid)
        self._show_head()

    def _show_head(self) -> None:
        head = self.head
        self.header.show_named(head.name, (_("Initiatives"), head.programme or head.name), self._facts())
        deleted = head.life == "deleted"
        self._tell("deleted", self._deleted() if deleted else None)
        self._tell_draft(0 if deleted else drafts.marks(self._store, "initiative").get(self._uid, 0))
        for button in (self.more_button, self.edit_button, self.element_button):
            button.setVisible(not deleted)

    def _deleted(self) -> Notice:
        words = _("This initiative is deleted"), _("Nothing of it is lost."), _("Restore")
        notice = Notice(self._theme, "warn", *words)
        notice.acted.connect(lambda: self._told(partial(taking_back.restore, self._store, self._uid)))
        return notice

    def _facts(self) -> Iterator[QWidget]:
        head = self.head
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))
        if head.programme:
            yield Remark(self._theme, head.programme, "layers")
        if head.review_on:
            day = short_date(head.review_on, self._today())
            yield Remark(self._theme, _("Next review {day}").format(day=day), "calendar")

    def _build_body(self) -> None:
        """Both columns, still empty; what fills them is read in a job."""
        main = QWidget()
        self._main = QVBoxLayout(main)
        pad(self._main, _LEFT, 14, _RIGHT, _FOOT)
        self._main.setSpacing(self._theme.px(22))
        self.vision = Prose(self._theme, "", "prose")
        self.write_button = Button(self._theme, _("Write the vision"), "link", height=28)
        self.write_button.clicked.connect(self._edit)
        self.elements = ElementsPart(self._theme, self._store, self._uid, self._today)
        self.matrix = MatrixPanel(self._theme)
        self.matrix.hide()
        self._main.addWidget(self._inset(self.vision, self.write_button))
        self._main.addWidget(self.elements)
        self._main.addWidget(self._inset(self.matrix))
        self._main.addStretch(1)
        self.side = InitiativeSide(self._theme, self._today)
        names = (_("Core elements"), _("Who answers, problems, resources"))
        self.parts = TwoParts(self._theme, scrolled(main), self.side, names)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.parts)
        self.parts.show()
        self._show_vision()
        self.slices.add((self._begin,))

    def _inset(self, *parts: QWidget) -> QWidget:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        pad(inside, self._theme.px(_INSET), 0, self._theme.px(_INSET), 0)
        inside.setSpacing(self._theme.px(4))
        for part in parts:
            inside.addWidget(part)
        return holder

    def _begin(self) -> None:
        self.elements.record_asked.connect(self.record_asked)
        self.elements.new_asked.connect(self.new_asked)
        self.elements.done.connect(self._offer)
        self.matrix.site_asked.connect(self.integrity_asked)
        self.side.asked.connect(self.record_asked)
        self.side.add_asked.connect(self._add)
        self.side.ticked.connect(self._solve)
        self._is_built = True
        self._read()

    def _read(self) -> None:
        store, uid, day = self._store, self._uid, self._today()
        self._everything.read(lambda _progress: service.view(store, uid, day))

    def _show(self, found: InitiativeView) -> None:
        self.slices.begin(
            partial(show, found)
            for show in (self.elements.show_elements, self._take_focus, self.matrix.show_view, self.side.show_view)
        )

    def _show_vision(self) -> None:
        vision = self.head.vision.strip()
        self.vision.setText(
            vision or _("What does everyone involved want to be true at the end? Nobody wrote it down yet.")
        )
        self.vision.set_tone("text" if vision else "text2")
        self.write_button.setVisible(not vision)

    def _take_focus(self, found: InitiativeView) -> None:
        """Where the focus waited for the page to be built, it goes to the elements; else it stays."""
        first = self.elements.list if found.elements else self.elements.add_button
        waits = self.window().focusWidget() is self._body
        self.setFocusProxy(first)
        if waits:
            first.setFocus()

    def _solve(self, uid: str, solved: bool) -> None:
        act = taking_back.on_screen(problems.settle, self._store, uid, solved, self._today())
        self._offer(act, _("Problem solved") if solved else _("Problem open again"))

    def _fill_more(self, menu: Menu) -> None:
        self._offer_new(menu, *_ADDS)

    def _add(self, kind: str) -> None:
        day = {"date": self._today().isoformat(), "state": "open"} if kind == "problem" else {}
        named = {"initiatives": [self._uid]} if kind == "resource" else {"initiative": self._uid}
        self.new_asked.emit(kind, {**day, **named})

    def is_whole(self) -> bool:
        return (
            self.slices.is_done()
            and self._is_built
            and not self._everything.is_reading()
            and self.side.slices.is_done()
        )

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & service.KINDS:
            self._read_head()
            if self._is_built:
                self._show_vision()
                self._read()
