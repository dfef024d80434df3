"""How the core elements hold at a site: over time, what was adapted, what was seen, and how support goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import outputs
from isp_desktop.services.integrity import site as service
from isp_desktop.services.integrity import words
from isp_desktop.services.integrity.site import SiteIntegrity
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.time_lanes import draw_lanes, lanes_height
from isp_desktop.ui.pages.integrity import drawn
from isp_desktop.ui.pages.integrity.adaptations import AdaptationsPart
from isp_desktop.ui.pages.integrity.chart_card import ChartCard
from isp_desktop.ui.pages.integrity.marking import MarkingPanel
from isp_desktop.ui.pages.integrity.withdrawal import WithdrawalPart

_LEFT, _RIGHT, _FOOT, _BETWEEN = 32, 30, 24, 16
_WIDE = 980
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')


class IntegrityPage(Page):
    """The integrity of the site `uid`.

    Attributes:
        found: what is shown; None until it is read.
        headline: the facts in a sentence, under the name.
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
        self._theme, self._jobs, self._store, self._uid, self._today = theme, jobs, store, uid, today
        self.found: SiteIntegrity | None = None
        self.headline = ""
        self._reading = Latest(jobs, _("The integrity of a site"), self)
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, _("Integrity"), ruled=False)
        self.export_button = Button(self._theme, _("Export"), icon="image", height=28)
        self.adapt_button = Button(self._theme, _("Add an adaptation"), icon="shuffle")
        self.mark_button = Button(self._theme, _("Mark what you saw"), "primary", "circle-check")
        self.export_button.setObjectName("export")
        for name, button in (("adapt", self.adapt_button), ("mark", self.mark_button)):
            button.setObjectName(name)
            self.header.add_action(button)
        around = QWidget()
        self._column = QVBoxLayout(around)
        pad(self._column, _LEFT, 0, _RIGHT, _FOOT)
        self._column.setSpacing(self._theme.px(_BETWEEN))
        self.trouble = Notice(self._theme, "bad", "")
        self.marking = MarkingPanel(self._theme, self._store, self._uid, self._today)
        self.card = ChartCard(self._theme)
        # Beside what is exported: the name of a site needs the room in the head.
        self.card.head.add_action(self.export_button)
        self.adaptations = AdaptationsPart(self._theme, self._store, self._today)
        self.withdrawal = WithdrawalPart(self._theme, self._store, self._today)
        self.nothing = EmptyState(
            self._theme,
            _("No core element to look at here yet"),
            _("What must go on being delivered? Describe it on the page of the initiative that this site is part of."),
            _("Open the initiative"),
            action_icon="layers",
        )
        for part in (self.trouble, self.marking, self.nothing, self.card, self.adaptations, self.withdrawal):
            self._column.addWidget(part)
        for part in (self.trouble, self.card, self.nothing):
            part.hide()
        self._column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(scrolled(around, surface=False), 1)
        self.setFocusProxy(self.mark_button)

    def _connect(self) -> None:
        self._reading.read_through.connect(lambda found: self._show(cast("SiteIntegrity", found)))
        self._reading.failed.connect(self._say_failed)
        self.header.went_to.connect(self._go)
        self.mark_button.clicked.connect(self.begin_marking)
        self.adapt_button.clicked.connect(partial(self._begin, "adaptation", {}))
        self.export_button.clicked.connect(self._open_export)
        self.marking.done.connect(self._do_and_follow)
        self.marking.put_away.connect(self._put_away)
        self.marking.failed.connect(self.said)
        self.card.opened.connect(self.record_asked)
        self.nothing.begun.connect(self._open_initiative)
        for part in (self.adaptations, self.withdrawal):
            part.record_asked.connect(self.record_asked)
            part.new_asked.connect(self._begin)
            part.done.connect(self._offer)

    def look(self) -> None:
        """Reads it, off the main thread."""
        store, uid, day = self._store, self._uid, self._today()
        self._reading.read(lambda _progress: service.of_site(store, uid, day))

    def _show(self, found: SiteIntegrity) -> None:
        self.found = found
        self.trouble.hide()
        self.header.set_crumbs(_("Sites"), found.name, _("Integrity"))
        self.header.set_title(_("Integrity at {site}").format(site=found.name))
        self.headline = found.facts or _("No core element is described of what this site is part of.")
        self.header.set_line(self.headline)
        is_there = bool(found.lanes)
        self.nothing.setVisible(not is_there)
        self.nothing.action.set_words(
            _("Open the initiative") if found.initiatives else _("Say of which initiative it is")
        )
        self.card.setVisible(is_there or bool(found.adaptations or found.changes))
        for button in (self.mark_button, self.export_button):
            button.setEnabled(is_there)
        self.card.show_integrity(found, self._today())
        self.adaptations.show_adaptations(found.adaptations)
        self.withdrawal.show_plans(found.withdrawals)

    def _say_failed(self, sentence: str) -> None:
        self.trouble.set_text(_("It cannot be shown"), sentence)
        self.trouble.show()

    def begin_marking(self) -> None:
        """Asks what was seen of each element."""
        if self.found is not None:
            self.marking.begin(self.found.lanes)
            self.marking.show()
            self.marking.focus_first()

    def _put_away(self) -> None:
        self.marking.autosave.keep_now()
        self.marking.hide()
        self.mark_button.setFocus()

    def _do_and_follow(self, act: Callable[[], Callable[[], object]], told: str, then: Callable[[], object]) -> None:
        def follow() -> None:
            then()
            self.mark_button.setFocus()

        self._told(partial(self._do_and_offer, act, told), follow)

    def _begin(self, kind: str, values: object) -> None:
        """Begins a record of this site."""
        preset = dict(cast("dict[str, object]", values))
        if kind == "adaptation":
            preset |= {"site": self._uid, "date": self._today().isoformat()}
        elif kind == "withdrawal":
            preset |= {"site": self._uid}
        if kind != "withdrawal_condition" and self.found is not None and len(self.found.initiatives) == 1:
            preset |= {"initiative": self.found.initiatives[0][0]}
        self.new_asked.emit(kind, preset)

    def _open_initiative(self) -> None:
        if self.found is not None and self.found.initiatives:
            self.record_asked.emit("initiative", self.found.initiatives[0][0])
        else:
            self.edit_asked.emit("site", self._uid)

    def _go(self, step: int) -> None:
        if step == 0:
            self.list_asked.emit("site")
        else:
            self.record_asked.emit("site", self._uid)

    def _open_export(self) -> None:
        menu = Menu(self._theme, _("Export"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.add(_("How it holds over time, as a picture…"), self._ask_picture, "image")
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height() + 4)))

    def _ask_picture(self) -> None:
        from isp_desktop.ui.kit.plates import KINDS

        if self.found is not None:
            stem = f"{_('Integrity')} {self.found.name} {self._today().isoformat()}"
            name = "".join(sign for sign in stem if sign not in _NOT_IN_NAMES)
            if path := ask_save(self, _("Save the picture"), Path.home() / f"{name}.svg", KINDS):
                self.save_picture(path)

    def save_picture(self, path: Path) -> Job:
        """Writes the chart into a file, in the form that its ending says; nothing private is in it."""
        store, uid, day = self._store, self._uid, self._today()
        work = lambda _progress: outputs.save_file(path, _picture(store, uid, day, path))  # noqa: E731
        job = self._jobs.start(_("The file"), work, self)
        job.finished.connect(lambda _nothing: self.said.emit(_("Saved: {name}").format(name=path.name)))
        job.failed.connect(self.said)
        return job

    def shown_uid(self) -> str:
        return self._uid

    def is_whole(self) -> bool:
        return not self._reading.is_reading()

    def save(self) -> None:
        if self.marking.isVisible():
            self.marking.save()

    def flush(self) -> None:
        self.marking.autosave.flush()
        super().flush()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & service.KINDS:
            self.look()


def _picture(store: Store, uid: str, today: dt.date, path: Path) -> bytes:
    from isp_desktop.ui.kit.plates import ChartPlate, made

    found = service.of_site(store, uid, today, private=False)
    lanes = drawn.lanes_of(found, today)
    title = _("Integrity at {site}, {day}").format(site=found.name, day=day_in_words(today.isoformat()))
    height = lanes_height(lanes, Theme("light"))
    plate = ChartPlate(
        title,
        words.told(found),
        _WIDE,
        height,
        lambda painter, box, theme: draw_lanes(painter, box, lanes, theme),
        found.facts,
    )
    return made(plate, path)
