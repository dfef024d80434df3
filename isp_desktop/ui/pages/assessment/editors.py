"""The editor of an answer, whatever is asked: steps of a scale by digits, and what else a form may ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.instrument import NUMBERS, SEVERAL, short
from isp_desktop.domain.language import _
from isp_desktop.services.capacity.asking import Question
from isp_desktop.services.instruments.judging import is_of_kind, message_of
from isp_desktop.services.instruments.nodes import answer_of_text, text_of_answer
from isp_desktop.ui.kit.date_editors import DateEditor, TimeEditor
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, LineEditor, NumberEditor
from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.picks import PickGroup, PicksEditor
from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme

MOST_STEPS = 9
"""So many answers are chosen by a digit each."""

_LONGEST_WORD = 24


_TYPED = (LineEditor, NumberEditor, DateEditor, TimeEditor, TextEditor)


class AnswerEditor(QWidget):
    """What is answered to one item, as text that is kept.

    Attributes:
        is_typed: it is typed letter by letter, and not given before it is left.

    Signals:
        given: another answer was chosen.
        typed: another one stands there.
        left: the cursor left it.
    """

    given = Signal(str)
    typed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, asked: Question, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self._names = [name for name, _label in asked.offered]
        self.by_digits = is_by_digits(asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        labels = [label for _name, label in asked.offered]
        words = [short(one) for one in labels]
        too_long = any(len(word) > _LONGEST_WORD for word in words)
        if self.by_digits and (too_long or words != labels):
            told = "\n".join(f"{at}  {one}" for at, one in enumerate(labels, 1))
            column.addWidget(Prose(theme, told, "meta", "text2"))
        self.editor = self._made(theme, label, ["" if too_long else word for word in words])
        column.addWidget(self.editor)
        self.setFocusProxy(self.editor)
        self.is_typed = isinstance(self.editor, _TYPED)
        self.editor.changed.connect(lambda: self.typed.emit() if self.is_typed else self.given.emit(self.text()))
        self.editor.left.connect(self.left)

    def _made(self, theme: Theme, label: str, words: list[str]) -> Editor:
        asked = self.asked
        if self.by_digits:
            return RatingEditor(theme, label, words=words)
        if asked.item.kind in SEVERAL:
            choices = tuple(Choice(name, word) for name, word in asked.offered)
            return PicksEditor(theme, label, [PickGroup("", choices)])
        if asked.offered:
            made = ChoiceEditor(theme, label, [Choice(name, word) for name, word in asked.offered])
            # What is chosen is given at once: the first key on the way down would vote.
            made.combo.opens = True
            return made
        if asked.item.kind in NUMBERS:
            return NumberEditor(theme, label)
        if asked.item.kind == "date":
            return DateEditor(theme, label)
        if asked.item.kind == "time":
            return TimeEditor(theme, label)
        if asked.item.kind == "text":
            return TextEditor(theme, label, tools=False)
        return LineEditor(theme, label)

    def text(self) -> str:
        """The answer as it is kept; "" for none."""
        value = self.editor.value()
        if self.by_digits:
            return self._names[value - 1] if isinstance(value, int) else ""
        return text_of_answer(value) if not isinstance(value, bool) else ""

    def show_text(self, text: str) -> None:
        """Shows an answer that was kept."""
        if self.text() != text or self.problem():
            self.editor.set_value(self._value_of(text))

    def commit(self) -> None:
        """Takes what is typed as it is taken when the cursor leaves."""
        self.editor.commit()

    def problem(self) -> str:
        """Why what is typed cannot be kept, in a sentence; "" where it can."""
        if not self.is_typed:
            return ""
        text = self.text()
        return self.editor.problem() or ("" if not text or is_of_kind(self.asked.item, text) else self._refusal())

    def _refusal(self) -> str:
        return message_of("type", self.asked.item)

    def _value_of(self, text: str) -> Value:
        if self.by_digits:
            return self._names.index(text) + 1 if text in self._names else None
        return answer_of_text(self.asked.item, text)


def is_by_digits(asked: Question) -> bool:
    """Whether one of a few answers is chosen."""
    return asked.item.kind not in SEVERAL and 1 < len(asked.offered) <= MOST_STEPS


def keys_words(asked: Question) -> str:
    """By which keys it is answered; "" where it is typed or picked."""
    keys = _("1 to {n} answer, Enter goes on.").format(n=len(asked.offered))
    return keys if is_by_digits(asked) else ""
