"""An instrument: its items by section, what of capacity it covers, and, of a draft, everything that changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import CapacityType, Level
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.services import taking_back
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.drafting import Path
from isp_desktop.services.capacity.instrument_words import version_words
from isp_desktop.services.capacity_result.words import place_words
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.facts import Facts, settle_link
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.menus import Menu, pop_up, pop_up_under
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.instrument import reading
from isp_desktop.ui.pages.instrument.coverage import CoverageCard
from isp_desktop.ui.pages.instrument.drafting import Drafting
from isp_desktop.ui.pages.instrument.exporting import ask_and_export
from isp_desktop.ui.pages.instrument.items import ItemsCard
from isp_desktop.ui.pages.instrument.reading import Shown
from isp_desktop.ui.parts.instrument_state import state_chip

_CARD, _BOTH, _BETWEEN = 510, 1060, 14
_LEFT, _RIGHT, _FOOT = 32, 30, 24

# Whole, since not every language writes "the mean" within a sentence as by itself.
_SCORES = {
    "mean": marked("Scores are the mean"),
    "sum": marked("Scores are the sum"),
    "percent": marked("Scores are percent of the most possible"),
}


class InstrumentPage(Page):
    """The instrument `uid`. Of one that is in use nothing is edited; a new version is offered in its place.

    Attributes:
        shown: what is shown; None until it is read.
        drafting: what changes a draft.
    """

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._uid = theme, jobs, store, uid
        self.shown: Shown | None = None
        self._notices: list[Notice] = []
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        self.items = ItemsCard(self._theme)
        self._build_head()
        self.bar = JobBar(self._theme)
        self.coverage = CoverageCard(self._theme)
        self._main, self._side = QWidget(), QWidget()
        self._above = QVBoxLayout()
        self._above.setSpacing(8)
        self._column = QVBoxLayout(self._main)
        self._column.setSpacing(_BETWEEN)
        self._column.addLayout(self._above)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.items, 1)
        self._around = GrowingColumn(self._side)
        self._around.addWidget(self.coverage)
        self._around.addStretch()
        names = _("Items"), _("What it covers")
        self.parts = TwoParts(self._theme, self._main, self._side, names, card=_CARD, both=_BOTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.parts, 1)
        self.setFocusProxy(self.items.list)

    def _build_head(self) -> None:
        self.header = PageHeader(self._theme, _("Instrument"), ruled=False)
        self.header.set_crumbs(_("Capacity"), _("Instruments"), "")
        self._facts = Facts()
        self.header.add_remark(self._facts)
        self.header.add_action(self.items.language_button)
        self.more_button = IconButton(self._theme, "ellipsis", _("More"), "secondary", 32)
        self.print_button = Button(self._theme, _("Print an empty form"), icon="printer")
        self.version_button = Button(self._theme, _("New version"), icon="copy")
        self.use_button = Button(self._theme, _("Put in use"), "primary", "check")
        buttons = {
            "more": self.more_button,
            "print": self.print_button,
            "version": self.version_button,
            "use": self.use_button,
        }
        for name, button in buttons.items():
            button.setObjectName(name)
            self.header.add_action(button)
        self.use_button.hide()

    def _connect(self) -> None:
        self._reading = Latest(self._jobs, _("The instrument"), self)
        self._reading.read_through.connect(lambda found: self._show(cast("Shown", found)))
        self._reading.failed.connect(self._say_failed)
        self.drafting = Drafting(self._theme, self._store, self._uid, self)
        self.drafting.changed.connect(self._offer)
        self.header.went_to.connect(lambda _step: self.list_asked.emit("instrument"))
        self.more_button.clicked.connect(self._open_more)
        self.print_button.clicked.connect(lambda: self.paper_asked.emit("instrument", self._uid))
        self.version_button.clicked.connect(self.make_version)
        self.use_button.clicked.connect(self.put_in_use)
        self.coverage.field_asked.connect(self.show_field)
        self.items.edit_asked.connect(self.drafting.edit)
        self.items.remove_asked.connect(self.drafting.remove)
        self.items.move_asked.connect(self.drafting.move)
        self.items.add_asked.connect(lambda path, is_section: self.drafting.add(path, is_section))
        self.items.lists_asked.connect(lambda: self.drafting.edit_lists(self.items.language))
        self.items.menu_asked.connect(self._open_item_menu)
        self.drafting.written.connect(self._show_now)

    def look(self) -> None:
        """Reads it, off the main thread."""
        store, uid = self._store, self._uid
        self._reading.read(lambda _progress: reading.read(store, uid))

    def _show_now(self, path: Path) -> None:
        """Shows what was just written, so that the next change is made of it; and goes to the item at `path`."""
        self._show(reading.read(self._store, self._uid))
        if path:
            self.items.select(path)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        kept = shown.kept
        self.drafting.show(shown)
        self.header.set_title(kept.name)
        self.header.set_crumbs(_("Capacity"), _("Instruments"), kept.name)
        self._facts.show_parts(list(self._facts_of(shown)))
        self._show_notices(shown)
        self.use_button.setVisible(shown.is_draft)
        self.use_button.setEnabled(shown.is_editable and bool(kept.asks))
        self.version_button.setVisible(kept.state != "draft")
        self.print_button.setEnabled(bool(kept.asks))
        is_there = shown.content is not None
        self.items.setVisible(is_there)
        self.parts.set_alone(not is_there)
        if shown.content is not None:
            self.items.show_instrument(shown.content, shown.is_editable)
            self.coverage.show_instrument(shown.content)

    def _facts_of(self, shown: Shown) -> Iterator[QWidget]:
        kept = shown.kept
        state = state_chip(kept.state)
        yield Chip(self._theme, state.text, state.kind)
        told = version_words(kept.version)
        yield Remark(self._theme, told[:1].upper() + told[1:], "copy")
        yield Remark(self._theme, counted("{n} item", "{n} items", kept.asks), "list-checks")
        used = counted("used once", "used {n} times", kept.used) if kept.used else _("not used yet")
        yield Remark(self._theme, used, "grid-3x3")
        yield Remark(self._theme, _(_SCORES[kept.questions.method]), "gauge")
        if shown.content is not None and len(shown.content.languages) > 1:
            yield Remark(self._theme, ", ".join(filter(None, shown.content.languages)), "languages")
        if kept.private:
            yield Chip(self._theme, _("Private"), "private")
        if shown.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))

    def _show_notices(self, shown: Shown) -> None:
        for notice in self._notices:
            notice.hide()
            notice.deleteLater()
        self._notices = list(self._warnings(shown))
        for notice in self._notices:
            self._above.addWidget(notice)

    def _warnings(self, shown: Shown) -> Iterator[Notice]:
        if shown.life == "deleted":
            restore = partial(taking_back.restore, self._store, self._uid)
            yield deleted_notice(self._theme, _("This instrument is deleted"), partial(self._told, restore))
        if "content" in shown.in_conflict:
            title = _("Two of you changed the items at the same time")
            detail = _("One version is shown; both are kept. Settle which holds, then go on.")
            notice = Notice(self._theme, "conflict", title, detail, _("Settle"))
            notice.acted.connect(lambda: self.settle_asked.emit(self._uid))
            yield notice
        if shown.content is None:
            detail = _("It may come from a newer version of the program. Import its form once more, or update.")
            yield Notice(self._theme, "warn", _("Its items cannot be read"), detail)
        elif shown.kept.state == "in_use":
            title = _("In use: its items stay as they are")
            detail = _("So that assessments can be compared. To word it otherwise, make a new version.")
            yield Notice(self._theme, "info", title, detail)

    def _say_failed(self, sentence: str) -> None:
        self._notices.append(Notice(self._theme, "bad", _("It cannot be shown"), sentence))
        self._above.addWidget(self._notices[-1])

    def show_field(self, kind: CapacityType, level: Level, paths: list[Path]) -> None:
        """Shows the items of one field of the grid alone; in a draft one that has none begins its first item."""
        self.parts.choose(False)
        if paths:
            told = counted("{n} item: {place}", "{n} items: {place}", len(paths), place=place_words(kind, level))
            self.items.narrow_to(paths, told)
            self.items.list.setFocus()
        elif self.shown is not None and self.shown.is_editable:
            self.drafting.add((), False, capacity_type=kind, level=level)
        else:
            self.said.emit(_("No item asks for this: {place}").format(place=place_words(kind, level)))

    def put_in_use(self) -> None:
        """From now on its items stay as they are."""
        self._offer(taking_back.on_screen(instruments.publish, self._store, self._uid), _("It is in use"))

    def retire(self) -> None:
        """Takes it out of use."""
        self._offer(taking_back.on_screen(instruments.retire, self._store, self._uid), _("It is retired"))

    def make_version(self) -> None:
        """Makes a draft of the next version, and opens it."""
        self._offer(self._make_version, _("A new version is a draft"))

    def _make_version(self) -> Callable[[], object]:
        uid, undo = instruments.new_version(self._store, self._uid)
        self.record_asked.emit("instrument", uid)
        return undo

    def fill_more(self, menu: Menu) -> None:
        """What else can be done."""
        if self.shown is None:
            return
        menu.add(_("Edit name and scoring"), partial(self.edit_asked.emit, "instrument", self._uid), "pencil")
        if self.shown.is_editable:
            menu.add(_("Add a language…"), self.drafting.add_language, "languages")
        if self.shown.content is not None:
            menu.add(_("Export as XLSForm…"), self.export, "file-down")
        menu.add(_("History"), partial(self.history_asked.emit, self._uid), "history")
        if self.shown.kept.state == "in_use":
            menu.add(_("Retire"), self.retire, "calendar-x")
        elif self.shown.kept.state == "retired":
            menu.add(_("Put in use again"), self.put_in_use, "check")
        elif self.shown.life != "deleted":
            menu.addSeparator()
            menu.add(_("Delete"), self.delete, "trash-2", danger=True)

    def delete(self) -> None:
        """Deletes a draft; it can be restored."""
        self._offer(taking_back.on_screen(taking_back.delete, self._store, self._uid), _("Draft deleted"))

    def export(self) -> None:
        """Asks where to, and writes it as XLSForm."""
        if self.shown is not None and self.shown.content is not None:
            ask_and_export(self, self._jobs, self.bar, self.shown.kept.name, self.shown.content)

    def _open_more(self) -> None:
        pop_up_under(self._theme, _("More"), self.fill_more, self.more_button, self)

    def _open_item_menu(self, path: Path, spot: QPoint) -> None:
        if self.shown is not None and self.shown.is_editable:
            pop_up(self._theme, path[-1], partial(self.drafting.fill_menu, path), spot, self)

    def shown_uid(self) -> str:
        return self._uid

    def is_whole(self) -> bool:
        return not self._reading.is_reading()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & reading.KINDS:
            self.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_beside = self.width() >= self._theme.px(_BOTH)
        pad(self._column, _LEFT, 0, _BETWEEN if is_beside else _RIGHT, _FOOT)
        pad(self._around, 0 if is_beside else _LEFT, 0, _RIGHT, _FOOT)
