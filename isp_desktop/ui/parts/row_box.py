"""Rows to write in, one record each, in a box with an empty row always ready at its end."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import hold, release
from isp_desktop.ui.kit.buttons import IconButton
from isp_desktop.ui.kit.fields import Editor, FieldFrame, PlainLine
from isp_desktop.ui.kit.paint import hatch, painting, rounded, rule
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import Tokens

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_TAKE_OUT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RowEditor(QWidget):
    """One record in a row. `line` is its first and main field; subclasses add theirs with `_add_field`.

    Attributes:
        named: the field of the record that `line` holds.
        edit: the record, and what is changed of it.
        editors: the fields beside `line`, by name.
        private: it stays on this computer, and looks so.

    Signals:
        changed: the user changed something in it.
        left: the focus left one of its fields.
        finished: Enter was pressed: on to the next row.
        removed: its cross was pressed.
    """

    changed = Signal()
    left = Signal()
    finished = Signal()
    removed = Signal()

    named = "what"

    def __init__(self, theme: Theme, edit: Edit, what: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.edit = edit
        self.private = False
        self.editors: dict[str, Editor] = {}
        self.line = PlainLine(theme, placeholder)
        self.line.setAccessibleName(what)
        self.line.setObjectName("what")
        self.frame = FieldFrame(theme, bare=True)
        self.frame.row.addWidget(self.line)
        self.frame.watch(self.line)
        self.cross = IconButton(theme, "x", _("Take this row out (Ctrl+Shift+Backspace)"), size=24)
        # Tab goes on to the next row; the keys above do what the cross does.
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        keeps = self.cross.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.cross.setSizePolicy(keeps)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(12, 3, 6, 3)
        self._outer.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addWidget(self.frame, 1)
        self._row.addWidget(self.cross)
        self._sentence = Prose(theme, "", "meta", "bad")
        self._sentence.hide()
        self._outer.addLayout(self._row)
        self._outer.addWidget(self._sentence)
        self.line.textEdited.connect(self._on_typed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._watch(self.line)

    def _add(self, widget: QWidget, inner: QWidget, before: bool = False) -> None:
        self._row.insertWidget(0 if before else self._row.count() - 1, widget)
        self._watch(inner)

    def _add_field(self, name: str, editor: Editor, inner: QWidget) -> None:
        self.editors[name] = editor
        # Only `inner` is put in its place for Tab. A field around it that hands its focus on to it would be a second
        # stop, somewhere at the end of the window, from which Tab came back here for ever.
        editor.setFocusProxy(None)  # type: ignore[arg-type]
        self._add(editor, inner)
        editor.changed.connect(lambda: self.touch(name, editor.value()))
        editor.left.connect(lambda: self._on_left(name))

    def _on_left(self, name: str) -> None:
        if not self.editors[name].problem() and release(self.edit, name):
            self.editors[name].set_value(self.edit.value(name))

    def _watch(self, inner: QWidget) -> None:
        inner.installEventFilter(self)

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this row, in reading order."""
        return [self.line]

    def show_edit(self, held: Container[str] = ()) -> None:
        """Puts the edit on the screen, but for the fields `held`."""
        text = str(self.edit.value(self.named) or "")
        if self.named not in held and text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        for name, editor in self.editors.items():
            if name not in held:
                editor.set_value(self.edit.value(name))

    def show_parts(self) -> None:
        """Shows the parts that only a row has in which something stands."""
        self.cross.setVisible(not self.is_empty())

    def half_typed(self) -> set[str]:
        """The fields in which stands what cannot be understood yet."""
        return {name for name, editor in self.editors.items() if editor.problem()}

    def take_in(self, saved: Edit) -> None:
        """Shows what is saved now, except where something is being written."""
        before, half = self.edit.heads, self.half_typed()
        self.edit.base = saved.base
        hold(self.edit, before, half)
        self.show_edit({*self.edit.fields, *half})
        self.show_parts()

    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.line.text().strip()

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        return ""

    def set_error(self, sentence: str) -> None:
        """Marks the row and says what works; "" takes the mark away."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        self.frame.set_state(bool(sentence), False)

    def _on_typed(self, text: str) -> None:
        self.touch(self.named, text.strip() or None)

    def touch(self, name: str, value: object) -> None:
        """The user made a field `value`."""
        self.edit.touch(name, value)
        if self._sentence.text():
            self.set_error("")
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What an editor does not use up comes here: Enter in any of them goes on to the next row.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finished.emit()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMANDS:
            # Typed where nothing takes it, such as on a circle: words are never swallowed.
            self.line.setFocus()
            self.line.end(False)
            QCoreApplication.sendEvent(self.line, event)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _takes_out(event):
            # Claimed here, or the field would read it as the end of a word taken away.
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _takes_out(event):
            self.removed.emit()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False


def _takes_out(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Backspace and event.modifiers() == _TAKE_OUT


class Make(Protocol):
    """Builds the editor of one record in `parent`."""

    def __call__(self, edit: Edit, *, parent: QWidget) -> RowEditor: ...


class RowBox(QFrame):
    """The rows; `make` builds the editor of one, `begin` a new record for an empty one.

    Attributes:
        before: gives the widget after which Tab comes to the first row.

    Signals:
        changed: the user changed, added or took out a row.
        left: the focus left a field.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, make: Make, begin: Callable[[], Edit], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._make, self._begin = theme, make, begin
        self.rows: list[RowEditor] = []
        self.gone: list[str] = []
        self.before: Callable[[], QWidget] | None = None
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_rows(self, edits: Iterable[Edit], gone: Iterable[str] = ()) -> None:
        """Replaces all rows."""
        for act in self.filling(edits, gone):
            act()

    def filling(self, edits: Iterable[Edit], gone: Iterable[str] = ()) -> list[Callable[[], None]]:
        """What replaces all rows, one at a time; the first leaves nothing but the empty one."""
        return [partial(self._empty, gone), *(partial(self.add_written, edit) for edit in edits)]

    def _empty(self, gone: Iterable[str]) -> None:
        for row in list(self.rows):
            self._take_out(row)
        self.gone = list(gone)
        self._append(self._begin())

    def edits(self) -> list[Edit]:
        """The records that something was changed of, without empty new ones."""
        return [row.edit for row in self._written() if row.edit.fields]

    def mark_problems(self) -> bool:
        """Marks every row that cannot be saved; the first takes the focus. Whether there is one."""
        wrong = []
        for row in self._written():
            sentence = row.problem() if row.edit.fields else ""
            row.set_error(sentence)
            if sentence:
                wrong.append(row)
        if wrong:
            wrong[0].line.setFocus()
        return bool(wrong)

    def removed_uids(self) -> list[str]:
        """The saved records that were taken out or emptied."""
        emptied = [row.edit.uid for row in self.rows if row.is_empty() and not row.edit.is_new]
        return [*self.gone, *emptied]

    def settle(self) -> None:
        """All that is written here is saved now: nothing waits to be taken out, and rows that were emptied are gone."""
        self.gone = []
        for row in [row for row in self.rows[:-1] if row.is_empty()]:
            self._take_out(row)

    def _written(self) -> list[RowEditor]:
        return [row for row in self.rows if not row.is_empty()]

    def focus_first(self) -> None:
        """Puts the cursor into the empty row."""
        self.rows[-1].line.setFocus()

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return [stop for row in self.rows for stop in row.stops()]

    def take_in(self, saved: Iterable[Edit]) -> None:
        """Shows what is saved now, except in rows that are being written in."""
        now = {edit.uid: edit for edit in saved if edit.uid not in self.gone}
        for row in self.rows[:-1]:
            fresh = now.pop(row.edit.uid, None)
            if fresh:
                row.take_in(fresh)
            elif not (row.edit.is_new or row.edit.fields or row.half_typed()):
                self._take_out(row)
        for edit in now.values():
            self.add_written(edit)

    def put_in(self, edit: Edit) -> None:
        """Adds a written row, as if it had been typed here."""
        self.add_written(edit)
        self.changed.emit()

    def take_back(self, uid: str, fields: Mapping[str, object]) -> bool:
        """Takes a row out again that `put_in` added; False where it says something else by now, or is saved."""
        row = next((row for row in self.rows if row.edit.uid == uid), None)
        if row is None or not row.edit.is_new or row.edit.fields != fields:
            return False
        self._take_out(row)
        self.changed.emit()
        return True

    def add_written(self, edit: Edit) -> None:
        """Adds a written row before the empty one."""
        self._insert(len(self.rows) - 1, edit)

    def _append(self, edit: Edit) -> None:
        self._insert(len(self.rows), edit)

    def _insert(self, at: int, edit: Edit) -> None:
        row = self._make(edit, parent=self)
        row.show_edit()
        row.show_parts()
        row.changed.connect(lambda: self._on_changed(row))
        row.left.connect(self.left)
        row.finished.connect(lambda: self._on_finished(row))
        row.removed.connect(lambda: self._on_removed(row))
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        # Now and not with the next turn of the event loop, or a quick Tab would pass it by.
        row.show()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """What comes later stands at the end of the window's tab order until it is put into its place."""
        for one, following in pairwise([*([self.before()] if self.before else []), *self.tab_stops()]):
            QWidget.setTabOrder(one, following)

    def _on_changed(self, row: RowEditor) -> None:
        row.show_parts()
        if row is self.rows[-1] and not row.is_empty():
            self._append(self._begin())
            self.updateGeometry()
        self.changed.emit()

    def _on_finished(self, row: RowEditor) -> None:
        at = self.rows.index(row)
        following = self.rows[at + 1] if at + 1 < len(self.rows) else row
        following.line.setFocus()

    def _on_removed(self, row: RowEditor) -> None:
        at = self.rows.index(row)
        if row is self.rows[-1]:
            return
        if not row.edit.is_new:
            self.gone.append(row.edit.uid)
        self._take_out(row)
        self.rows[at].line.setFocus()
        self.changed.emit()

    def _take_out(self, row: RowEditor) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lines_between(self) -> Sequence[int]:
        return [row.geometry().bottom() + 1 for row in self.rows[:-1]]

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            if all(row.private for row in self.rows):
                _paint_private(painter, box, px(7), t)
            else:
                rounded(painter, box, px(7), t.surface, t.field)
                for row in self.rows:
                    if row.private:
                        _paint_private(painter, QRectF(row.geometry()).adjusted(3, 3, -3, -3), px(4), t)
            for y in self._lines_between():
                rule(painter, 1, y - 0.5, self.width() - 1, y - 0.5, t.line)


def _paint_private(painter: QPainter, box: QRectF, radius: float, tokens: Tokens) -> None:
    hatch(painter, box, tokens, radius)
    rounded(painter, box, radius, edge=tokens.private_line, dashed=True)
