"""A core element to mark by a few keys: 1, 2, 3 for how it is, O, D, W for what that is based on, then evidence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import EVIDENCE_SOURCES, INTEGRITY_MARKS
from isp_desktop.services.editing import Edit
from isp_desktop.services.integrity.elements import Element
from isp_desktop.ui.kit.chips import Chip, ChoiceChip
from isp_desktop.ui.kit.fields import FieldFrame, PlainLine
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import focus_ring, painting, rule
from isp_desktop.ui.kit.stands import StandSign
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.parts.stands import shape_of

_MARKS: Mapping[int, str] = {Qt.Key.Key_1: "holds", Qt.Key.Key_2: "partly", Qt.Key.Key_3: "not_held"}
_SOURCES: Mapping[int, str] = {Qt.Key.Key_O: "observation", Qt.Key.Key_D: "data", Qt.Key.Key_W: "team_word"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)


class LookRow(QWidget):
    """One element; Up and Down go to its neighbours, Enter to the evidence and from there to the next element.

    Attributes:
        edit: the look that is written.
        line: the evidence.

    Signals:
        changed: something was said.
        moved: another row is to be gone to, -1 or 1.
        left: the focus left its evidence.
    """

    changed = Signal()
    moved = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, element: Element, edit: Edit, before: str, parent: QWidget | None = None) -> None:
        """`before`: how it stood until now, in words."""
        super().__init__(parent)
        self._theme, self._element, self._before = theme, element, before
        self.edit = edit
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(f"look-{element.uid}")
        self._sign = StandSign(theme, "ring")
        name = Prose(theme, element.name, "body")
        set_tip(name, element.good)
        self.marks = {
            mark: self._chip(f"{at} {_(INTEGRITY_MARKS[mark])}") for at, mark in enumerate(_MARKS.values(), 1)
        }
        self.sources = {
            source: self._chip(f"{chr(key)} {_(EVIDENCE_SOURCES[source])}") for key, source in _SOURCES.items()
        }
        for mark, chip in self.marks.items():
            chip.clicked.connect(lambda _on=False, mark=mark: self._say(mark))
        for source, chip in self.sources.items():
            chip.clicked.connect(lambda _on=False, source=source: self._base_on(source))
        self.line = PlainLine(theme, _("What was seen, counted or said"))
        self.line.setAccessibleName(_("Evidence: {element}").format(element=element.name))
        self.line.textEdited.connect(self._write)
        self.line.installEventFilter(self)
        frame = FieldFrame(theme)
        frame.row.addWidget(self.line)
        frame.watch(self.line)
        self.sentence = Prose(theme, "", "meta", "bad")
        self.sentence.hide()
        upper = QHBoxLayout()
        upper.setSpacing(theme.px(8))
        upper.addWidget(self._sign)
        upper.addWidget(name, 1)
        upper.addWidget(Label(theme, before, "meta"), 0)
        if element.private:
            # What is said of it is then as private.
            upper.addWidget(Chip(theme, _("Private"), "private"))
        column = QVBoxLayout(self)
        pad(column, theme.px(10), theme.px(8), theme.px(10), theme.px(10))
        column.setSpacing(theme.px(6))
        column.addLayout(upper)
        lower = QVBoxLayout()
        pad(lower, theme.px(26), 0, 0, 0)
        lower.setSpacing(theme.px(6))
        lower.addWidget(side_by_side(*self.marks.values(), *self.sources.values()))
        lower.addWidget(frame)
        lower.addWidget(self.sentence)
        column.addLayout(lower)
        self.show_edit()

    def _chip(self, words: str) -> ChoiceChip:
        chip = ChoiceChip(self._theme, words)
        # The keys of the row do what they do; a click leaves the focus where it is.
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return chip

    def show_edit(self) -> None:
        """Shows what is said by now."""
        mark, sources = str(self.edit.value("mark") or ""), set(self.edit.value("sources") or ())
        self._sign.show_shape(shape_of(mark))
        for key, chip in self.marks.items():
            chip.setChecked(key == mark)
        for key, chip in self.sources.items():
            chip.setChecked(key in sources)
        evidence = str(self.edit.value("evidence") or "")
        if evidence != self.line.text():
            self.line.setText(evidence)
        said = [_(INTEGRITY_MARKS[mark]) if mark in INTEGRITY_MARKS else _("Nothing said yet")]
        said += [_(EVIDENCE_SOURCES[key]) for key in EVIDENCE_SOURCES if key in sources]
        before = _("before: {words}").format(words=self._before) if self._before else ""
        self.setAccessibleName(", ".join(filter(None, (self._element.name, *said, before))))

    def set_error(self, sentence: str) -> None:
        """Says what is missing; "" takes that away."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def _say(self, mark: str) -> None:
        self._touch("mark", None if self.edit.value("mark") == mark else mark)

    def _base_on(self, source: str) -> None:
        sources = list(self.edit.value("sources") or ())
        kept = [one for one in sources if one != source] if source in sources else [*sources, source]
        self._touch("sources", kept)

    def _write(self, text: str) -> None:
        self._touch("evidence", text.strip() or None)

    def _touch(self, name: str, value: object) -> None:
        self.edit.touch(name, value)
        self.set_error("")
        if name != "evidence":
            self.show_edit()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
        elif key in _MARKS:
            self._say(_MARKS[key])
        elif key in _SOURCES:
            self._base_on(_SOURCES[key])
        elif key in _ENTER:
            self.line.setFocus()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.moved.emit(1)
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            if self.hasFocus():
                focus_ring(painter, box.adjusted(1, 1, -1, -1), self._theme.px(7), t)
            else:
                rule(painter, 0, box.bottom() - 0.5, box.right(), box.bottom() - 0.5, t.line)
