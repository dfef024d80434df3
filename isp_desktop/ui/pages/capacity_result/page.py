"""The result of an assessment of capacity: where it is, how it changed, what was answered, and what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, number
from isp_desktop.services import records, taking_back
from isp_desktop.services.capacity import assessing, needs
from isp_desktop.services.capacity.targets import set_target
from isp_desktop.services.capacity_result import reading, words
from isp_desktop.services.capacity_result.model import NeedLine, Result
from isp_desktop.services.naming import day_in_words
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dates import written
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.fact_header import Buttons, FactHeader
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.capacity_result.cards import CoursesCard, SectionsCard
from isp_desktop.ui.pages.capacity_result.details import CellDialog, ItemDialog
from isp_desktop.ui.pages.capacity_result.exporting import Exporting
from isp_desktop.ui.pages.capacity_result.map_card import ANSWERS, MapCard
from isp_desktop.ui.pages.capacity_result.rail import Rail
from isp_desktop.ui.pages.capacity_result.sharing import Sharing

_RAIL, _BOTH, _BETWEEN = 340, 1000, 14
# The bar by which the cards are scrolled stands between them and the rail.
_SCROLLS = 10
_LEFT, _RIGHT, _FOOT = 32, 30, 24


class CapacityResultPage(Page):
    """The assessment `uid`, as its result is looked at.

    Attributes:
        result: what is shown; None until it is read.
        card: the map, its change, and the answers.
        exporting: what makes files of it.
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
        self.result: Result | None = None
        self.exporting = Exporting(theme, jobs, store, self)
        self.slices = Slices(self)
        self._notices: list[Notice] = []
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self._build_head()
        self.rail = Rail(self._theme, self._today)
        beside = QWidget()
        self._around = QVBoxLayout(beside)
        self._around.addWidget(self.rail)
        names = _("Result"), _("What follows")
        card = _RAIL + _BETWEEN - _SCROLLS + _RIGHT
        main = scrolled(self._made_main(), surface=False)
        self.parts = TwoParts(self._theme, main, beside, names, card=card, both=_BOTH)
        self.header.lay_over(self, self.parts)
        self.setFocusProxy(self.card.map)

    def _build_head(self) -> None:
        self.run_button = Button(self._theme, _("Assessment"), icon="chevron-down")
        self.more_button = IconButton(self._theme, "ellipsis", _("More"), "secondary", 32)
        self.export_button = Button(self._theme, _("Export"), icon="image")
        self.new_button = Button(self._theme, _("Start a new one"), "primary", "plus")
        buttons: Buttons = {
            "run": (self.run_button, partial(self._open_under, self.run_button, _("Assessment"), self.fill_runs)),
            "more": (self.more_button, partial(self._open_under, self.more_button, _("More"), self.fill_more)),
            "export": (
                self.export_button,
                partial(self._open_under, self.export_button, _("Export"), self.exporting.fill),
            ),
            "new": (self.new_button, self._begin_new),
        }
        self.header = FactHeader(self._theme, _("Capacity"), buttons, ruled=False)

    def _made_main(self) -> QWidget:
        main = QWidget()
        self._column = GrowingColumn(main)
        pad(self._column, _LEFT, 0, _SCROLLS, _FOOT)
        self._column.setSpacing(_BETWEEN)
        self.card = MapCard(self._theme)
        self.courses = CoursesCard(self._theme)
        self.sections = SectionsCard(self._theme)
        self.nothing = EmptyState(
            self._theme,
            _("Nothing is answered yet"),
            _("As soon as the first item is rated, what it shows stands here."),
            _("Go on rating"),
            action_icon="play",
        )
        self.sharing = Sharing(self._theme)
        for part in (self.sharing, self.card, self.courses, self.sections, self.nothing):
            part.hide()
            self._column.addWidget(part)
        self._column.addStretch()
        return main

    def _connect(self) -> None:
        self._reading = Latest(self._jobs, _("The result"), self)
        self._reading.read_through.connect(lambda found: self._show(cast("Result", found)))
        self._reading.failed.connect(self._say_failed)
        self.header.went_to.connect(self._go)
        self.nothing.begun.connect(self._reopen)
        self.card.cell_asked.connect(self.open_cell)
        self.card.item_asked.connect(self.open_item)
        self.rail.item_asked.connect(self._go_to_item)
        self.rail.votes_asked.connect(self._go_to_votes)
        self.rail.record_asked.connect(self.record_asked)
        self.rail.need_asked.connect(self._note_need)
        self.rail.step_asked.connect(lambda need: self.new_asked.emit("plan_step", {"needs": [need.uid]}))
        self.rail.plan_asked.connect(self._plan_visit)
        self.rail.met_asked.connect(self._close_need)
        self.exporting.said.connect(self.said)
        self.exporting.share_asked.connect(self.sharing.ask)
        self.sharing.agreed.connect(self._share)

    def look(self) -> None:
        """Reads it, off the main thread."""
        store, uid = self._store, self._uid
        self._reading.read(lambda _progress: reading.result(store, uid))

    def _show(self, result: Result) -> None:
        self.result = result
        self.exporting.show_result(result)
        name = _("Capacity, {month}").format(month=written(result.day, "yMMMM"))
        crumbs = _("Capacity"), result.subject_name, _("Result")
        self.header.show_named(name, crumbs, self._facts_of(result))
        self._show_notices(result)
        self.sharing.setVisible(result.private and result.life != "deleted")
        self.run_button.set_words(words.run_words(result))
        self.run_button.setVisible(len(result.runs) > 1)
        self.export_button.setEnabled(result.is_answered)
        self.parts.set_alone(not result.is_answered)
        self.nothing.setVisible(not result.is_answered)
        self.card.setVisible(result.is_answered)
        if result.is_answered:
            shown = (self.card.show_result, self.rail.show_result, self.courses.show_result)
            after = (self.sections.show_result, self.card.show_answers)
            # Each in a turn of its own; of two readings the later one is shown.
            self.slices.begin(partial(show, result) for show in (*shown, *after))
        else:
            self.slices.begin(())
            self.courses.hide()
            self.sections.hide()

    def _facts_of(self, result: Result) -> Iterator[QWidget]:
        yield Remark(self._theme, result.subject_name, _KIND_ICONS.get(result.subject_kind, "building"))
        # The year stands in the name, and the instrument over the map, if there is one.
        yield Remark(self._theme, words.rated_with_words(result, written(result.day, "MMMMd")), "users")
        if not result.is_answered:
            yield Remark(self._theme, result.instrument_name, "list-checks")
        if result.private:
            yield Chip(self._theme, _("Private"), "private")
        if result.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))

    def _show_notices(self, result: Result) -> None:
        for notice in self._notices:
            notice.hide()
            notice.deleteLater()
        self._notices = list(self._warnings(result))
        for at, notice in enumerate(self._notices):
            self._column.insertWidget(at, notice)

    def _warnings(self, result: Result) -> Iterator[Notice]:
        if result.life == "deleted":
            restore = partial(taking_back.restore, self._store, self._uid)
            yield deleted_notice(self._theme, _("This assessment is deleted"), partial(self._told, restore))
        if result.asked_otherwise:
            title = _("What was asked is not here any more")
            detail = _("The instrument has other questions by now, or is not in this notebook; nothing is compared.")
            yield Notice(self._theme, "warn", title, detail)

    def _share(self) -> None:
        heads = records.heads(self._store, self._uid)
        self._told(partial(assessing.share, self._store, self._uid, heads), self.look)

    def _say_failed(self, sentence: str) -> None:
        self._notices.append(Notice(self._theme, "bad", _("It cannot be shown"), sentence))
        self._column.insertWidget(0, self._notices[-1])

    def fill_runs(self, menu: Menu) -> None:
        """The assessments of the same subject, latest first."""
        if self.result is None:
            return
        for at in range(len(self.result.runs) - 1, -1, -1):
            run = self.result.runs[at]
            told = _("Assessment {n}, {day}").format(n=number(at + 1), day=day_in_words(run.day.isoformat()))
            icon = "check" if run.uid == self._uid else ""
            menu.add(f"{told} · {run.instrument}", partial(self.record_asked.emit, "assessment", run.uid), icon)

    def fill_more(self, menu: Menu) -> None:
        """What else can be done."""
        menu.add(_("Open it again"), self._reopen, "play")
        menu.add(_("Edit"), partial(self.edit_asked.emit, "assessment", self._uid), "pencil")
        menu.add(_("History"), partial(self.history_asked.emit, self._uid), "history")
        if self.result is not None and self.result.life != "deleted":
            menu.addSeparator()
            menu.add(_("Delete"), self.delete, "trash-2", danger=True)

    def delete(self) -> None:
        """Deletes the assessment; its answers stay with it, and it can be restored."""
        self._offer(taking_back.on_screen(taking_back.delete, self._store, self._uid), _("Assessment deleted"))

    def _open_under(self, button: Button, name: str, fill: Callable[[Menu], object]) -> None:
        pop_up_under(self._theme, name, fill, button, self)

    def _begin_new(self) -> None:
        if self.result is not None:
            preset = {"subject": self.result.subject, "instrument": self.result.instrument, "site": self.result.site}
            self.new_asked.emit("assessment", {name: value for name, value in preset.items() if value})

    def _reopen(self) -> None:
        """Goes on rating; where it is made again it has another page."""
        then = partial(self.record_asked.emit, "assessment", self._uid)
        self._told(partial(assessing.reopen, self._store, self._uid), then)

    def open_cell(self, at: int) -> CellDialog | None:
        """Shows the items of the cell with this number."""
        if self.result is None:
            return None
        cell = self.result.cells[at]
        place = (cell.capacity_type, cell.level)
        items = [item for item in self.result.items if (item.capacity_type, item.level) == place]
        dialog = CellDialog(self._theme, cell, items, self.result.since, bool(self.result.site), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.opened.connect(self._go_to_item)
        dialog.needed_chosen.connect(lambda needed: self._say_needed(place, needed))
        dialog.open()
        return dialog

    def _say_needed(self, place: tuple[str, str], needed: int | None) -> None:
        if self.result is not None:
            say = partial(set_target, self._store, self.result.instrument, place, needed, site=self.result.site)
            gone = _("It is not said any more how much is needed")
            self._offer(say, gone if needed is None else _("It is noted how much is needed"))

    def open_item(self, path: str) -> ItemDialog | None:
        """Shows all that was said of an item."""
        item = next((one for one in self.result.items if one.path == path), None) if self.result is not None else None
        if item is None:
            return None
        dialog = ItemDialog(self._theme, item, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _go_to_item(self, path: str) -> None:
        self.slices.finish()
        self.parts.choose(False)
        self.card.views.choose(ANSWERS)
        self.card.answers.go_to(path)

    def _go_to_votes(self) -> None:
        if self.result is None:
            return
        far = next((item.path for item in self.result.items if item.is_apart), "")
        voted = next((item.path for item in self.result.items if item.was_voted), "")
        self._go_to_item(far or voted)

    def _note_need(self, need: NeedLine) -> None:
        if self.result is None:
            return
        preset = {
            "what": words.need_words(need),
            "subject": self.result.subject,
            "site": self.result.site,
            "capacity_type": need.capacity_type,
            "level": need.level,
            "assessment": self._uid,
            "seen_on": self.result.day.isoformat(),
            "state": "open",
        }
        self.new_asked.emit("need", {name: value for name, value in preset.items() if value})

    def _close_need(self, need: NeedLine) -> None:
        self._offer(partial(needs.meet, self._store, need.uid, need.met_by), _("Need met"))

    def _plan_visit(self) -> None:
        if self.result is not None:
            site = {"site": self.result.site} if self.result.site else {}
            self.new_asked.emit("visit", {"date": self.result.follow_up_on, **site})

    def _go(self, step: int) -> None:
        if step == 1 and self.result is not None:
            self.record_asked.emit(self.result.subject_kind, self.result.subject)
        else:
            self.list_asked.emit("assessment")

    def shown_uid(self) -> str:
        return self._uid

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Alone on the page, the rail begins where everything else does.
        is_beside = self.width() >= self._theme.px(_BOTH)
        pad(self._around, _BETWEEN - _SCROLLS if is_beside else _LEFT, 0, _RIGHT, _FOOT)

    def is_whole(self) -> bool:
        return not self._reading.is_reading() and self.slices.is_done()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & reading.KINDS:
            self.look()


_KIND_ICONS = {"site": "map-pin", "team": "users", "organization": "building", "person": "user"}
