"""The instruments of this notebook: in use, in the making, and retired; and how further ones come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.starter_instrument import Length, starter_instrument
from isp_desktop.services import taking_back
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.drafting import free_name
from isp_desktop.services.capacity.instrument_words import version_words
from isp_desktop.services.capacity.instruments import Kept
from isp_desktop.services.instruments import Reading
from isp_desktop.services.taking_back import Undo
from isp_desktop.ui.kit.asking import ReasonDialog
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.dropping import dropped_file
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu, pop_up_under
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.capacity.importing import FORMS, Importing
from isp_desktop.ui.parts.instrument_state import state_chip
from isp_desktop.ui.parts.view import View

_LENGTHS: tuple[Length, ...] = ("short", "long")


class Library(NamedTuple):
    """All instruments, and which starters are not among them."""

    found: Sequence[Kept]
    starters: Sequence[Length]


class InstrumentsView(View):
    """A row for each version. A form that is dropped on it is read as one that was chosen.

    Attributes:
        list: the rows.
        importing: what reads forms.
    """

    kinds = frozenset({"instrument", "assessment"})
    reads = marked("The instruments")

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, jobs, store, today, parent)
        self.add_words = _("New instrument")
        self._starters: Sequence[Length] = ()
        self.setAcceptDrops(True)
        bar = JobBar(theme)
        self.importing = Importing(theme, jobs, bar, self)
        self.importing.wanted.connect(lambda found: self.keep(cast("Reading", found)))
        self._build_card()
        self.nothing = EmptyState(
            theme,
            _("No instrument yet"),
            _("Take the starter, whose questions cover every type and level of capacity, or import a form you have."),
            _("Take the starter"),
            _("Import a form…"),
            action_icon="list-checks",
            other_icon="upload",
        )
        self.nothing.begun.connect(lambda: self._open_starters(self.nothing.action))
        self.nothing.begun_otherwise.connect(self.importing.ask)
        for part in (bar, self._card, self.nothing):
            self.column.addWidget(part)
        self.nothing.hide()
        self._card.hide()

    def _build_card(self) -> None:
        self._head = CardHead(self._theme, _("Instruments"))
        self._head.setContentsMargins(self._theme.px(14), 0, self._theme.px(8), 0)
        self.import_button = Button(self._theme, _("Import a form…"), icon="upload", height=28)
        self.starter_button = Button(self._theme, _("Take the starter"), icon="list-checks", height=28)
        for name, button in (("import", self.import_button), ("starter", self.starter_button)):
            button.setObjectName(name)
            self._head.add_action(button)
        self.import_button.clicked.connect(self.importing.ask)
        self.starter_button.clicked.connect(lambda: self._open_starters(self.starter_button))
        self.list = FittedList(self._theme, RowsModel(fetch_from([])), _("Instruments"))
        self.list.setObjectName("instruments")
        self.list.opened.connect(lambda uid: self.record_asked.emit("instrument", uid))
        card = Panel(self._theme, padding=(2, 14))
        card.column.addWidget(self._head)
        card.column.addWidget(self.list)
        self._card = QWidget()
        around = QVBoxLayout(self._card)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        around.addStretch()

    @staticmethod
    def _read(store: Store, _target: str, _day: dt.date) -> Library:
        found = instruments.library(store)
        here = {one.uid for one in found}
        return Library(found, [one for one in _LENGTHS if instruments.starter_record(one)[0] not in here])

    def _show(self, found: object) -> None:
        library = cast("Library", found)
        self._starters = library.starters
        self.is_begun = bool(library.found)
        self._card.setVisible(self.is_begun)
        self.nothing.setVisible(not self.is_begun)
        self.starter_button.setVisible(bool(self._starters))
        self.headline = _headline(library.found)
        self._head.remark.setText(counted("{n} version", "{n} versions", len(library.found)))
        held = self.list.current_uid()
        rows = [_row(one) for one in library.found]
        self.list.rows().set_fetch(fetch_from(rows))
        self.list.fit()
        if held:
            self.list.select(held)

    def _open_starters(self, button: Button) -> None:
        pop_up_under(self._theme, _("Take the starter"), self.fill_starters, button, self)

    def fill_starters(self, menu: Menu) -> None:
        """The starters that are not here yet."""
        words = {
            "short": _("The short form: one item for each field"),
            "long": _("The long form: the same items, and more of each"),
        }
        for length in self._starters:
            menu.add(words[length], partial(self.take_starter, length), "list-checks")

    def take_starter(self, length: Length) -> None:
        """Puts the starter into the notebook, and opens it."""
        self.do(partial(self._take_starter, length), _("The starter is here"))

    def _take_starter(self, length: Length) -> Undo:
        uid = instruments.starter(self._store, length)
        self.record_asked.emit("instrument", uid)
        return partial(_delete, self._store, uid)

    def keep(self, found: Reading) -> None:
        """Keeps what a form gave as a draft, and opens it."""
        told = _("“{name}” is kept as a draft").format(name=found.instrument.title)
        self.do(partial(self._take_in, found.instrument), told)

    def _take_in(self, instrument: Instrument) -> Undo:
        uid, undo = instruments.take_in(self._store, instrument)
        self.record_asked.emit("instrument", uid)
        return undo

    def add(self) -> None:
        """Asks for the name of a new instrument."""
        dialog = ReasonDialog(
            self._theme,
            _("New instrument"),
            _("Sections and items are added to it on its page. It stays a draft until you put it in use."),
            _("What it is called"),
            _("Make it"),
            _("Give it a name, then make it."),
            self,
            _("Name"),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.make(dialog.asked()))
        dialog.open()

    def make(self, name: str) -> None:
        """Makes a draft that asks nothing yet but has the scale of the starter, and opens it."""
        made = Instrument(free_name((), name, "instrument"), name, lists=starter_instrument("short").lists)
        self.do(partial(self._take_in, made), _("“{name}” is a draft").format(name=name))

    def first(self) -> QWidget:
        return self.list if self.is_begun else self.nothing.action

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event, FORMS) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event, FORMS)
        if path is not None:
            event.acceptProposedAction()
            self.importing.look_into(path)


def _delete(store: Store, uid: str) -> None:
    taking_back.delete(store, uid)


def _headline(found: Sequence[Kept]) -> str:
    if not found:
        return ""
    used = sum(one.state == "in_use" for one in found)
    drafts = sum(one.state == "draft" for one in found)
    told = counted("{n} instrument is in use", "{n} instruments are in use", used)
    more = counted("{n} is a draft", "{n} are drafts", drafts) if drafts else ""
    return ", ".join(filter(None, (told, more))) + "."


def _row(one: Kept) -> Row:
    items = counted("{n} item", "{n} items", one.asks)
    used = counted("used once", "used {n} times", one.used) if one.used else _("not used yet")
    unread = "" if one.questions.content is not None else _("its questions cannot be read")
    about = " ".join(one.about.split())
    return Row(
        uid=one.uid,
        title=_("{name}, {version}").format(name=one.name, version=version_words(one.version)),
        icon="list-checks",
        second=", ".join(filter(None, (unread or items, used, about))),
        chip=state_chip(one.state),
        faded=one.state == "retired",
        private=one.private,
        conflict=one.in_conflict,
    )
