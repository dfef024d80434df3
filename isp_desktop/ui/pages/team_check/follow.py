"""Beside the ratings: what stands out, what was said of it, and what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.team_check import Finding, Rated
from isp_desktop.services import team_check_view
from isp_desktop.services.team_check_view import Closed
from isp_desktop.ui.kit.breaking import FittedList
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import HairLine, SectionHead
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.team_check.talk import Talk

_STRENGTH: tuple[Finding, ...] = ("strength",)
_WORK: tuple[Finding, ...] = ("work", "apart")


class Follow(QWidget):
    """The rail.

    Attributes:
        talk: where is written what was said; improve: what is to be done.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        uid: str,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strengths = Standing(theme, _("Strengths"), "circle-check", _STRENGTH)
        self._work = Standing(theme, _("To work on"), "triangle-alert", _WORK)
        self.talk = Talk(theme, store, uid)
        self.improve = Improve(theme, today)
        self.improve.line.set_value(self.talk.beside() or None)
        self.improve.typed.connect(self.talk.keep_beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(14)
        for part in (self._strengths, self._work, HairLine(theme), self.talk, HairLine(theme), self.improve):
            column.addWidget(part)
        column.addStretch()

    def show_closed(self, closed: Closed) -> None:
        """Shows what stands out in it, and what is to be done because of it."""
        self._strengths.show_rated(closed.result.rated)
        self._work.show_rated(closed.result.rated)
        self.improve.show_lines(closed.improve)


class Standing(QWidget):
    """The questions whose ratings show one of `findings`, each in words; with an icon, which never stands alone."""

    def __init__(
        self, theme: Theme, title: str, icon: str, findings: Sequence[Finding], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._findings = theme, icon, findings
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(SectionHead(theme, title))

    def show_rated(self, rated: Sequence[Rated]) -> None:
        """Shows these in place of those before."""
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = team_check_view.found(rated, *self._findings)
        for one in found:
            words = f"{one.question.label}: {team_check_view.finding_words(one)}"
            self._column.addWidget(Remark(self._theme, words, self._icon, wraps=True))
        if not found:
            self._column.addWidget(Prose(self._theme, _("Nothing stands out."), "meta", "text3"))


class Improve(QWidget):
    """What is promised because of the check.

    Attributes:
        line: where the next one is typed; Enter adds it.

    Signals:
        typed: what is in the line now.
        added: what is in the line is to be added; `clear` says that it was.
        opened: the uid of a commitment.
        ticked: the uid of a commitment, and whether it is kept now.
    """

    typed = Signal(str)
    added = Signal(str)
    opened = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._rows: list[Row] = []
        self._list: FittedList | None = None
        self.line = LineEditor(theme, _("What to improve"), _("What, by when"), "plus")
        self.line.setObjectName("improve")
        self.line.changed.connect(lambda: self.typed.emit(self._typed()))
        self.line.line.returnPressed.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(SectionHead(theme, _("What to improve")))
        self._column.addWidget(self.line)
        hint = _("Enter adds it as a commitment of the team.")
        self._column.addWidget(Prose(theme, hint, "meta", "text3"))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows the commitments, in place of those before."""
        rows = [row_of(line, self._today()) for line in lines]
        if rows == self._rows:
            return
        held = self._list is not None and self._list.hasFocus()
        current = self._list.current_uid() if self._list is not None else ""
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
            self._list = None
        self._rows = rows
        if rows:
            made = self._list = FittedList(self._theme, RowsModel(fetch_from(rows)), _("What to improve"))
            made.rows().setParent(made)
            made.setObjectName("improve-list")
            made.opened.connect(self.opened)
            made.ticked.connect(self.ticked)
            self._column.insertWidget(1, made)
            if held:
                made.select(current)
                made.setFocus()

    def clear(self) -> None:
        """What was typed is added."""
        self.line.set_value(None)
        self.typed.emit("")

    def _typed(self) -> str:
        return str(self.line.value() or "").strip()

    def _add(self) -> None:
        if sentence := self._typed():
            self.added.emit(sentence)
