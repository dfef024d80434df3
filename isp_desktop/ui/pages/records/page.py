"""The list of a kind: every record a row, fetched as it is scrolled to, with a box to find some among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.db.lists import After
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.lines import Line
from isp_desktop.services import lines, taking_back
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.line_rows import month, row_of, settled_words
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.records.words import words_of

_FIND_AFTER_MS = 120
# Twice what a window shows; to read and measure more would hold up a list that is opened, or scrolled to its end.
_AT_ONCE = 40
_DRAFTS = "drafts"


_FILTERS = (("open", marked("Open")), ("overdue", marked("Overdue")), ("all", marked("All")))


class RecordsPage(Page):
    """The records of one kind. Enter opens one, Delete deletes it, Ctrl+F goes to the box that finds."""

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store, self._kind = theme, store, kind
        self._spec = kind_named(kind)
        self._words = words_of(kind)
        self._filter = "open"
        self._asked = ""
        self._jobs = jobs
        self._model = RowsModel(self._fetch, _AT_ONCE, parent=self)
        self.list = RowList(theme, self._model, _(self._spec.plural), chip_width=120)
        self.list.setObjectName("records")
        self._build()
        self._connect()
        self._show_what_is_there()

    def _build(self) -> None:
        header = PageHeader(self._theme, _(self._spec.plural))
        header.set_line(self._words.line)
        self.new_button = Button(self._theme, self._words.new, "primary", "plus")
        self.new_button.setObjectName("new")
        header.add_action(self.new_button)
        self._stack = QStackedWidget()
        self._ground = self._list_part()
        self._stack.addWidget(self._ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._stack, 1)

    @cached_property
    def empty(self) -> EmptyState:
        """What a list says that has no record yet; most have, and make none."""
        words = self._words
        made = EmptyState(self._theme, words.heading, words.sentence, words.new, words.other)
        made.begun.connect(self._new)
        made.begun_otherwise.connect(lambda: self.new_asked.emit(words.other_kind, {}))
        self._stack.addWidget(made)
        return made

    @cached_property
    def nothing(self) -> EmptyState:
        """What a list says that shows none of its records."""
        made = EmptyState(self._theme, _("Nothing found"), "", other=_("Show all"))
        made.begun_otherwise.connect(self._show_all)
        self._rows.addWidget(made)
        return made

    def _list_part(self) -> QWidget:
        ground = QWidget()
        ground.setAutoFillBackground(True)
        ground.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._tools())
        self._rows = QStackedWidget()
        self._inset = QWidget()
        around = QHBoxLayout(self._inset)
        around.setContentsMargins(16, 0, 12, 0)
        around.addWidget(self.list)
        self._rows.addWidget(self._inset)
        column.addWidget(self._rows, 1)
        return ground

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(32, 0, 30, 0)
        row.setSpacing(8)
        find = _("Find in {kinds}").format(kinds=noun(self._spec.plural))
        self.find_box = LineEditor(self._theme, find, find, "search")
        self.find_box.setObjectName("find")
        self.find_box.setMaximumWidth(self._theme.px(340))
        row.addWidget(self.find_box, 1)
        self.filters: dict[str, ChoiceChip] = {}
        for key, label in _FILTERS if self._kind == "commitment" else ():
            chip = ChoiceChip(self._theme, _(label))
            chip.setObjectName(f"filter-{key}")
            chip.clicked.connect(lambda _checked=False, key=key: self.show_filter(key))
            self.filters[key] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._count = Label(self._theme, "", "meta")
        row.addWidget(self._count)
        return row

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._new)
        self.list.opened.connect(lambda uid: self.record_asked.emit(self._kind, uid))
        self.list.ticked.connect(self._settle)
        self.list.menu_asked.connect(self._open_menu)
        self._find_soon = QTimer(self, singleShot=True, interval=_FIND_AFTER_MS)
        self._find_soon.timeout.connect(self._find)
        self.find_box.changed.connect(self._find_soon.start)
        self.find_box.line.installEventFilter(self)
        for key, act in ((QKeySequence.StandardKey.Delete, self._delete_current), ("Ctrl+F", self.find_box.setFocus)):
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            holder = self.list if act == self._delete_current else self
            QShortcut(QKeySequence(key), holder, act, context=inside)
        self._mark_filter()

    def _fetch(self, after: object, limit: int) -> Sequence[Row]:
        today = dt.date.today()
        first = after is None
        place = after if isinstance(after, After) else None
        drafts = self._drafts(today) if first else []
        return [*drafts, *(self._row(line, today) for line in self._page(place, limit, today))]

    def _page(self, after: After | None, limit: int, today: dt.date) -> list[Line]:
        if self._kind == "commitment" and self._filter != "all":
            return lines.open_commitments(self._store, after, limit, self._filter == "overdue", today)
        return lines.page(self._store, self._kind, (), after, limit, today)

    def _drafts(self, today: dt.date) -> list[Row]:
        found = lines.unsaved(self._store, self._kind, today)
        return [row_of(line, today, _DRAFTS, _("Not saved yet"), tickable=False) for line in found]

    def _row(self, line: Line, today: dt.date) -> Row:
        return row_of(line, today, After(line.sort, line.uid), self._section(line, today))

    def _section(self, line: Line, today: dt.date) -> str:
        if not self._spec.day:
            return ""
        if self._kind == "commitment" and self._filter != "all":
            return _when_due(line, today)
        return _("Planned") if self._kind == "visit" and line.day > today.isoformat() else month(line.day)

    def _find(self) -> None:
        words = str(self.find_box.value() or "")
        self._asked = words
        if not words:
            self._model.set_fetch(self._fetch)
            self._show_what_is_there()
            return
        job = self._jobs.start(_("The search"), lambda _progress: lines.matching(self._store, self._kind, words), self)
        job.finished.connect(lambda found: self._show_found(words, found))
        job.failed.connect(self.said)

    def _show_found(self, words: str, found: Sequence[Line]) -> None:
        if words != self._asked:
            return
        today = dt.date.today()
        self._model.set_fetch(fetch_from([row_of(line, today) for line in found]))
        if not found:
            sentence = _("Nothing holds “{words}”").format(words=words)
            self.nothing.set_text(sentence, _("Try fewer letters, or another word."))
        self._show_what_is_there()

    def _show_all(self) -> None:
        self.find_box.set_value(None)
        self._filter = "all"
        self._mark_filter()
        self._find()

    def show_filter(self, key: str) -> None:
        """Of commitments only the "open", the "overdue", or "all"."""
        self._filter = key
        self._mark_filter()
        self.find_box.set_value(None)
        self._find()

    def _mark_filter(self) -> None:
        for key, chip in self.filters.items():
            chip.setChecked(key == self._filter)

    def _show_what_is_there(self) -> None:
        rows = self._model.rowCount()
        filtered = bool(self._asked) or (self._kind == "commitment" and self._filter != "all")
        empty = not rows and (not filtered or not (self._asked or lines.page(self._store, self._kind, limit=1)))
        self._stack.setCurrentWidget(self.empty if empty else self._ground)
        if empty:
            self._show_next_step()
        self.setFocusProxy(self.empty.action if empty else self.list)
        self.new_button.setVisible(not empty)
        self._rows.setCurrentWidget(self._inset if rows or empty else self.nothing)
        self._count.setText(_counted(rows) if self._asked and rows else "")
        if not rows and not self._asked and not empty:
            late = self._filter == "overdue"
            self.nothing.set_text(
                _("Nothing is overdue") if late else _("Nothing is open"),
                _("Every promise is kept, dropped or still in time."),
            )

    def _show_next_step(self) -> None:
        """In an empty list: what comes next in a notebook that holds what this one does."""
        words = self._words
        if words.other_kind:
            there = bool(lines.page(self._store, words.other_kind, limit=1))
            self.empty.set_text(words.heading, words.then if there else words.sentence)
            self.empty.other.setVisible(not there)

    def _new(self) -> None:
        self.new_asked.emit(self._kind, {})

    def _settle(self, uid: str, kept: bool) -> None:
        self._offer(taking_back.on_screen(taking_back.settle, self._store, uid, kept), settled_words(kept))

    def _open_menu(self, uid: str, spot: QPoint) -> None:
        menu = Menu(self._theme, _(self._spec.label), self)
        menu.add(_("Open"), lambda: self.record_asked.emit(self._kind, uid), self._spec.icon)
        menu.add(_("History"), lambda: self.history_asked.emit(uid), "history")
        menu.addSeparator()
        menu.add(_("Delete"), lambda: self._delete(uid), "trash-2", danger=True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(spot)

    def _delete_current(self) -> None:
        if uid := self.list.current_uid():
            self._delete(uid)

    def _delete(self, uid: str) -> None:
        at = self._model.number_of(uid)
        row = self._model.row(at) if at >= 0 else None
        if row is None:
            return
        is_draft = row.key == _DRAFTS
        sentence = _("Draft “{title}” discarded") if is_draft else _("“{title}” deleted")
        take_out = (
            partial(taking_back.discard_draft, self._store, uid)
            if is_draft
            else taking_back.on_screen(taking_back.delete, self._store, uid)
        )
        self._offer(take_out, sentence.format(title=row.title))
        self.refresh(frozenset({self._kind}))

    def refresh(self, kinds: frozenset[str]) -> None:
        shown = {self._kind, self._words.other_kind, *(kind for field in self._spec.fields for kind in field.targets)}
        if not kinds & shown:
            return
        if self._asked:
            self._find()
            return
        self.list.refresh()
        self._show_what_is_there()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.find_box.line:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.find_box.value():
                self.find_box.set_value(None)
                self._find()
                return True
        return super().eventFilter(watched, event)


def _when_due(line: Line, today: dt.date) -> str:
    if line.days_late:
        return _("Overdue")
    if not line.day:
        return _("No date")
    days = (dt.date.fromisoformat(line.day) - today).days
    return _("Today") if days == 0 else _("In the next 7 days") if days <= 7 else _("Later")


def _counted(count: int) -> str:
    return counted("{n} found", "{n} found", count)
