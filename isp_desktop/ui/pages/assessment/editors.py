"""The editor of an answer, whatever is asked: steps of a scale by digits, and what else a form may ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.domain.instrument import NUMBERS, SEVERAL, short
from isp_desktop.domain.language import _
from isp_desktop.services.capacity.asking import Question
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


class AnswerEditor(QWidget):
    """What is answered to one item, as text that is kept.

    Signals:
        given: another answer, by its user.
    """

    given = Signal(str)

    def __init__(self, theme: Theme, asked: Question, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self._names = [name for name, _label in asked.offered]
        self.by_digits = asked.item.kind not in SEVERAL and 1 < len(self._names) <= MOST_STEPS
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
        self.editor.changed.connect(lambda: self.given.emit(self.text()))

    def _made(self, theme: Theme, label: str, words: list[str]) -> Editor:
        asked = self.asked
        if self.by_digits:
            return RatingEditor(theme, label, words=words)
        if asked.item.kind in SEVERAL:
            choices = tuple(Choice(name, word) for name, word in asked.offered)
            return PicksEditor(theme, label, [PickGroup("", choices)])
        if asked.offered:
            return ChoiceEditor(theme, label, [Choice(name, word) for name, word in asked.offered])
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
        self.editor.set_value(self._value_of(text))

    def _value_of(self, text: str) -> Value:
        if self.by_digits:
            return self._names.index(text) + 1 if text in self._names else None
        return answer_of_text(self.asked.item, text)


def keys_words(asked: Question) -> str:
    """By which keys it is answered; "" where it is typed or picked."""
    count = len(asked.offered)
    return _("1 to {n} answer, Enter goes on").format(n=count) if 1 < count <= MOST_STEPS else ""
