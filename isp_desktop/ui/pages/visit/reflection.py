"""A question to think about before or after a visit, and what is answered, which nobody else ever reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.practice import Prompt
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme


class ReflectionPanel(PrivatePanel):
    """One question at a time. It asks for nothing: a question without an answer leaves nothing behind.

    Args:
        begin: a new, empty reflection.
        ask: the next question.
        today: the day on which an answer is begun.

    Signals:
        changed: an answer was changed.
        left: the cursor left it.
        earlier_asked: what was answered earlier is to be read.
    """

    changed = Signal()
    left = Signal()
    earlier_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        begin: Callable[[], Edit],
        ask: Callable[[], Prompt],
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("To think about"), _("Only you ever read it. It stays empty if you like."), parent)
        self._begin, self._ask, self._today = begin, ask, today
        self._edit = begin()
        self._others: list[Edit] = []
        self.question = ""
        self._moment = ""
        self._words = Prose(theme, "", "strong")
        self._words.setContentsMargins(theme.px(4), theme.px(6), 0, 0)
        self.answer = TextEditor(theme, _("Answer"), _("What comes to mind"), lines=(1, 12), bare=True)
        self.answer.setObjectName("reflection")
        self.other_button = Button(theme, _("Another question"), "link", "repeat", 28)
        self.earlier_button = Button(theme, _("What you wrote earlier"), "link", "history", 28)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.other_button, self.earlier_button):
            row.addWidget(button)
        row.addStretch()
        self.column.addWidget(self._words)
        self.column.addWidget(self.answer)
        self.column.addLayout(row)
        self.answer.changed.connect(self._on_changed)
        self.answer.left.connect(self.left)
        self.other_button.clicked.connect(self._pass_on)
        self.earlier_button.clicked.connect(self.earlier_asked)

    def show_edits(self, edits: list[Edit]) -> None:
        """Shows the last of what was written at this visit, or a question."""
        self._others, last = edits[:-1], edits[-1] if edits else self._begin()
        if last.value("question"):
            self._show(last, str(last.value("question")), str(last.value("moment") or ""))
        else:
            self._show_next(last)

    def ask_anew(self) -> None:
        """Shows another question in place of one that has no answer, as when the visit moved to another day."""
        if self._edit.is_new and not self._edit.fields:
            self._show_next(self._edit)

    def edits(self) -> list[Edit]:
        """What was written here and is to be saved."""
        written = [edit for edit in (*self._others, self._edit) if edit.fields]
        return [edit for edit in written if edit.value("answer") or not edit.is_new]

    def _show_next(self, edit: Edit) -> None:
        asked = self._ask()
        self._show(edit, asked.text, asked.moment)

    def _show(self, edit: Edit, question: str, moment: str) -> None:
        self._edit, self.question, self._moment = edit, question, moment
        self._words.setText(question)
        self.answer.set_label(question)
        self.answer.set_value(edit.value("answer"))

    def _pass_on(self) -> None:
        if self._edit.value("answer"):
            self._others.append(self._edit)
        self._show_next(self._begin())
        self.answer.setFocus()

    def _on_changed(self) -> None:
        self._edit.touch("answer", self.answer.value())
        if self._edit.is_new:
            self._say_what_was_asked()
        self.changed.emit()

    def _say_what_was_asked(self) -> None:
        """Puts to an answer what it answers, and the day on which it was begun, however much later it is saved."""
        asked = {"question": self.question, "moment": self._moment, "date": self._today().isoformat()}
        for name, value in asked.items():
            if not self._edit.value("answer"):
                self._edit.touch(name, None)
            elif not self._edit.value(name):
                self._edit.touch(name, value)
