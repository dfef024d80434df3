"""One member's answers: every sentence with its scale. They stand here and nowhere else until they are given."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.team_check import Instrument, Question
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

WIDEST = 760
_NEAR = 48


class AnswerSheet(QWidget):
    """A sheet to be filled by digits, arrows or presses; a digit goes on to the next sentence, Ctrl+Enter is done.

    It is never filled with anything, keeps nothing, and is thrown away once it was given.

    Attributes:
        editors: by the questions' codes.

    Signals:
        given: the ratings, by the questions' codes; those left out are not in it.
        left: it is left without an answer.
    """

    given = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, instrument: Instrument, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.editors: dict[str, RatingEditor] = {}
        self._rows: list[QWidget] = []
        self.done = Button(theme, _("Done"), "primary", "check", 36)
        self.done.setObjectName("done")
        self.leave = Button(theme, _("Leave without answering"), "quiet", height=36)
        self.leave.setObjectName("leave")
        self._count = Label(theme, "", "meta")
        self._trouble = Notice(theme, "warn", "")
        self._trouble.hide()
        body = QWidget()
        self._scroll = scrolled(body, surface=False, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._fill(body, instrument, title, sentence)
        self.done.clicked.connect(self.give)
        self.leave.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.give, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_count()
        self.setFocusProxy(next(iter(self.editors.values())))

    def _fill(self, body: QWidget, instrument: Instrument, title: str, sentence: str) -> None:
        middle = QWidget()
        middle.setMaximumWidth(self._theme.px(WIDEST))
        across = QHBoxLayout(body)
        across.setContentsMargins(32, 18, 32, 18)
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        column = GrowingColumn(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Prose(self._theme, title, "display"))
        column.addWidget(Prose(self._theme, sentence, "body", "text2"))
        column.addSpacing(12)
        for at, question in enumerate(instrument.questions):
            column.addWidget(self._row(at, question, instrument))
        column.addSpacing(6)
        column.addWidget(self._trouble)
        column.addLayout(self._foot())
        column.addStretch()

    def _row(self, at: int, question: Question, instrument: Instrument) -> QWidget:
        editor = RatingEditor(self._theme, question.text, words=instrument.scale, goes_on=True)
        editor.setObjectName(f"rating-{question.code}")
        editor.beside = partial(self._beside, at)
        editor.changed.connect(self._show_count)
        self.editors[question.code] = editor
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(0)
        column.addWidget(Prose(self._theme, question.text, "prose"))
        boxes = QHBoxLayout()
        # The boxes, not the ring of the focus round them, begin where the words begin.
        pad(boxes, -self._theme.px(4), 0, -self._theme.px(4), 0)
        boxes.addWidget(editor)
        column.addLayout(boxes)
        self._rows.append(row)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.done)
        return foot

    def _beside(self, at: int, step: int) -> QWidget | None:
        """What the arrows and digits go on to: the next sentence, and behind the last one the button."""
        there = at + step
        if there < 0:
            return None
        if there < len(self._rows):
            self._scroll.ensureWidgetVisible(self._rows[there], 0, self._theme.px(_NEAR))
            return list(self.editors.values())[there]
        self._scroll.ensureWidgetVisible(self.done, 0, self._theme.px(_NEAR))
        return self.done

    def _show_count(self) -> None:
        told = _("{n} of {all} rated. What you leave out is fine.")
        self._count.setText(told.format(n=len(self.ratings()), all=len(self.editors)))

    def ratings(self) -> dict[str, int]:
        """What is rated so far, by the questions' codes."""
        rated = {code: editor.value() for code, editor in self.editors.items()}
        return {code: rating for code, rating in rated.items() if rating is not None}

    def give(self) -> None:
        """Gives the answer."""
        self.given.emit(self.ratings())

    def refuse(self, sentence: str) -> None:
        """Says why the answer was not taken; what is rated stays."""
        self._trouble.set_text(_("This is not taken yet"), sentence)
        self._trouble.show()
        self._scroll.ensureWidgetVisible(self.done, 0, self._theme.px(_NEAR))
