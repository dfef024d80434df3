"""Forms: a column of labels and editors, with help under them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.fields import Editor, Value
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.paint import text_width
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

LABEL_COLUMN = 112
_ANY_WIDTH = (1 << 24) - 1
Labels = Literal["side", "above"]


class FormRow(QWidget):
    """A label, one or more parts in a row, and a line of help. Labels stand at the side or above."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        *parts: QWidget,
        help: str = "",
        labels: Labels = "side",
        label_column: int = LABEL_COLUMN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label_column = label_column
        self._side = labels == "side"
        self._wraps = self._side and text_width(theme.body(), label) > theme.px(label_column) - 2
        self._name = self._label(label)
        outer = QHBoxLayout(self) if self._side else QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0 if self._side else 4)
        outer.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self._body(theme, parts, help), 1 if self._side else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _label(self, text: str) -> QWidget:
        """A line; a label that is wider than its column wraps, which costs the layout much more."""
        self._words: Label | Prose
        if not self._side:
            self._words = Label(self._theme, text, "strong")
            return self._words
        if not self._wraps:
            self._words = Label(self._theme, text, "body", "text2")
            return self._words
        name = QWidget()
        self._words = Prose(self._theme, text, "body", "text2")
        column = QVBoxLayout(name)
        column.addWidget(self._words)
        return name

    def set_label(self, text: str) -> None:
        """Another label of about the same length."""
        self._words.setText(text)

    @staticmethod
    def _body(theme: Theme, parts: tuple[QWidget, ...], words: str) -> QVBoxLayout:
        body = QVBoxLayout()
        body.setSpacing(4)
        for part in parts:
            if isinstance(part, Label):
                part.setFixedHeight(theme.px(32))
        if len(parts) == 1 and parts[0].maximumWidth() < _ANY_WIDTH:
            # Or the row would be no wider than its part may be.
            line = QHBoxLayout()
            line.addWidget(parts[0], 100)
            line.addStretch(1)
            body.addLayout(line)
        elif len(parts) == 1:
            body.addWidget(parts[0])
        else:
            body.addWidget(_side_by_side(parts))
        if words:
            body.addWidget(Prose(theme, words, "meta"))
        return body

    def _restyle(self) -> None:
        if not self._side:
            return
        high = self._theme.px(32)
        self._name.setFixedWidth(self._theme.px(self._label_column))
        column = self._name.layout()
        if column is None:
            self._name.setFixedHeight(high)
        else:
            # Its first line stands beside that of the editor.
            column.setContentsMargins(0, max(0, (high - self._words.heightForWidth(_ANY_WIDTH)) // 2), 0, 0)


def _side_by_side(parts: tuple[QWidget, ...]) -> QWidget:
    """Parts at their own widths; where there is no room the last ones go to the next line."""
    place = QWidget()
    flow = FlowLayout(place, centred=False)
    for part in parts:
        flow.addWidget(part)
    policy = place.sizePolicy()
    policy.setHeightForWidth(True)
    place.setSizePolicy(policy)
    return place


class Form(QWidget):
    """Named editors under each other.

    Signals:
        changed: the user changed the editor of this name.
        left: the focus left it, a good moment to save.
    """

    changed = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        theme: Theme,
        labels: Labels = "side",
        label_column: int = LABEL_COLUMN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: Labels = labels
        self._label_column = label_column
        self._editors: dict[str, Editor] = {}
        self.column = GrowingColumn(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def editors(self) -> dict[str, Editor]:
        """The editors by their names, in their order."""
        return self._editors

    def add(self, name: str, label: str, editor: Editor, help: str = "") -> FormRow:
        """A row with one editor; its label becomes the editor's accessible name."""
        editor.set_label(label)
        self.know(name, editor)
        return self.add_row(label, editor, help=help)

    def add_row(self, label: str, *parts: QWidget, help: str = "") -> FormRow:
        """A row with any parts; editors among them become part of the form by `know`."""
        row = FormRow(self._theme, label, *parts, help=help, labels=self._labels, label_column=self._label_column)
        self.column.addWidget(row)
        if self.isVisible():
            # Now and not with the next turn of the event loop, or a quick Tab would pass it by.
            row.show()
        return row

    def know_all(self, **editors: Editor) -> None:
        """Editors that share a row, each called as its field."""
        for name, editor in editors.items():
            editor.setObjectName(name)
            self.know(name, editor)

    def know(self, name: str, editor: Editor) -> None:
        """Counts an editor that stands somewhere else as part of this form."""
        self._editors[name] = editor
        editor.changed.connect(lambda: self.changed.emit(name))
        editor.left.connect(lambda: self.left.emit(name))

    def values(self) -> dict[str, Value]:
        """What stands in every editor, by name."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Shows the given values; names that are not there are left as they are."""
        for name, value in values.items():
            if name in self.editors:
                self.editors[name].set_value(value)

    def set_errors(self, sentences: Mapping[str, str]) -> None:
        """Marks the named editors and unmarks the others; the first one marked takes the focus."""
        marked = [name for name in self.editors if sentences.get(name)]
        for name, editor in self.editors.items():
            editor.set_error(sentences.get(name, ""))
        if marked:
            self.editors[marked[0]].setFocus()

    def problems(self) -> dict[str, str]:
        """What is typed and cannot be understood, by name."""
        found = {name: editor.problem() for name, editor in self.editors.items()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def set_read_only(self, fixed: bool, held: Container[str] = ()) -> None:
        """Shown but not to be changed; those of the names `held` never."""
        for name, editor in self.editors.items():
            editor.set_read_only(fixed or name in held)
