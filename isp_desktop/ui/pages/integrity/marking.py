"""All core elements of a visit marked in one go, kept while it is typed, saved with one way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, counted
from isp_desktop.services.editing import Edit
from isp_desktop.services.integrity import marking, words
from isp_desktop.services.integrity.site import Lane
from isp_desktop.ui.kit.autosave import Autosave, Keep
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.card import CardHead
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.panels import Panel
from isp_desktop.ui.kit.roving import bring_into_sight
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.integrity.look_row import LookRow

_DATE_WIDTH = 190


class MarkingPanel(Panel):
    """Looks at the elements of the site `site`; empty and hidden until `begin`.

    Attributes:
        rows: one for each element.
        autosave: keeps what is said as drafts.

    Signals:
        done: a callable that does something and gives its undo, the sentence that says what was done, and what follows.
        put_away: it was closed; what was said is kept as drafts.
        failed: why what is said cannot be kept.
    """

    done = Signal(object, str, object)
    put_away = Signal()
    failed = Signal(str)

    def __init__(
        self, theme: Theme, store: Store, site: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self._store, self._site, self._today = store, site, today
        self.rows: list[LookRow] = []
        self.autosave = Autosave(self._snapshot, self)
        self.autosave.failed.connect(self.failed)
        self.date = DateEditor(theme, _("Seen on"), today=today)
        self.date.setFixedWidth(theme.px(_DATE_WIDTH))
        self.date.changed.connect(self._set_day)
        self.problem = Prose(theme, "", "meta", "bad")
        self.problem.hide()
        self.save_button = Button(theme, _("Save the marks"), "primary")
        self.away_button = Button(theme, _("Put away"))
        self.discard_button = Button(theme, _("Discard"), "quiet")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.away_button.clicked.connect(self.put_away)
        self.discard_button.clicked.connect(self._discard)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, self.save, context=inside)
        self.hide()

    def _lay_out(self) -> None:
        head = CardHead(self._theme, _("What did you see?"))
        head.remark.setText(_("1, 2, 3 for how it is; O, D, W for what that is based on; Enter for the evidence"))
        self.column.addWidget(head)
        day = QHBoxLayout()
        day.addWidget(Label(self._theme, _("Seen on"), "meta"))
        day.addWidget(self.date)
        day.addStretch(1)
        self.column.addLayout(day)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 8)
        foot.addStretch(1)
        for button in (self.discard_button, self.away_button, self.save_button):
            foot.addWidget(button)
        self.column.addLayout(foot)

    def is_begun(self) -> bool:
        """Whether something was said that is not saved."""
        return any(marking.is_worth(row.edit) for row in self.rows)

    def begin(self, lanes: Sequence[Lane]) -> None:
        """Asks of the elements of `lanes`; goes on with what was said before and not saved."""
        if self.is_begun():
            return
        self._empty()
        edits = marking.begin(self._store, self._site, [lane.element.uid for lane in lanes], self._today())
        for lane, edit in zip(lanes, edits, strict=True):
            self._add(lane, edit)
        begun = next((row.edit for row in self.rows if marking.is_worth(row.edit)), None)
        day = str(begun.value("date")) if begun is not None else self._today().isoformat()
        self.date.set_value(day)
        self._set_day()
        self._order_tabs()

    def _add(self, lane: Lane, edit: Edit) -> None:
        row = LookRow(self._theme, lane.element, edit, words.stand_words(lane.stand), self)
        row.changed.connect(self._on_changed)
        row.left.connect(self.autosave.keep_now)
        row.moved.connect(partial(self._go, row))
        self._list.addWidget(row)
        self.rows.append(row)

    def _order_tabs(self) -> None:
        stops = [self.date.inner(), *(stop for row in self.rows for stop in (row, row.line))]
        stops += [self.discard_button, self.away_button, self.save_button]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _empty(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def focus_first(self) -> None:
        """The first element of which nothing was said has the focus."""
        bare = (row for row in self.rows if not marking.is_worth(row.edit))
        self._focus(next(bare, self.rows[0]) if self.rows else None)

    def _go(self, row: LookRow, step: int) -> None:
        at = self.rows.index(row) + step
        if at >= len(self.rows):
            self.save_button.setFocus()
        else:
            self._focus(self.rows[max(at, 0)])

    def _focus(self, row: LookRow | None) -> None:
        if row is not None:
            row.setFocus()
            QTimer.singleShot(0, row, lambda: bring_into_sight(row))

    def _on_changed(self) -> None:
        self._say("")
        self.autosave.touch()

    def _set_day(self) -> None:
        day = self.date.value()
        if day and not self.date.problem():
            for row in self.rows:
                row.edit.touch("date", day)
            if self.is_begun():
                self.autosave.touch()

    def _snapshot(self) -> Keep:
        return partial(marking.keep, self._store, [row.edit.draft() for row in self.rows])

    def save(self) -> None:
        """Saves what was said; what is missing is said at its element."""
        wrong = []
        for row in self.rows:
            sentence = marking.problem(row.edit)
            row.set_error(sentence)
            wrong += [row] if sentence else []
        if wrong:
            self._focus(wrong[0])
        elif self.date.problem() or not self.date.value():
            self.date.set_error(self.date.problem() or _("Say on which day it was seen"))
            self.date.inner().setFocus()
        elif not self.is_begun():
            self._say(_("Say of one element at least whether it holds: 1, 2 or 3."))
            self.focus_first()
        else:
            self._save()

    def _save(self) -> None:
        edits = [row.edit for row in self.rows]
        count = sum(marking.is_worth(edit) for edit in edits)
        told = counted("{n} core element marked", "{n} core elements marked", count)
        self.done.emit(partial(self._act, marking.save, edits), told, self.end)

    def _discard(self) -> None:
        edits = [row.edit for row in self.rows]
        self.done.emit(partial(self._act, marking.discard, edits), _("Marks discarded"), self.end)

    def _act(self, act: Callable[[Store, Sequence[Edit]], Callable[[], None]], edits: Sequence[Edit]) -> object:
        # Or what is still to be kept would come back as a draft.
        self.autosave.drop()
        try:
            return act(self._store, edits)
        except NotebookError:
            # What could not be saved is still to be kept.
            self.autosave.touch()
            raise

    def end(self) -> None:
        """Nothing is said any more, and it is not shown."""
        self._empty()
        self.hide()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
