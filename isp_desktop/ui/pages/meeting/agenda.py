"""The agenda as it is planned: an item a row, put in order by Alt and the arrows or by dragging its grip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import AGENDA_AIMS
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor, NumberEditor
from isp_desktop.ui.kit.entries import LinkEditor
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.parts.links import Links
from isp_desktop.ui.parts.row_box import RowBox, RowEditor

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Grip(QWidget):
    """What a row is dragged by.

    Signals:
        dragged: the mouse moved with it, to a point of the screen.
    """

    dragged = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.px(18), theme.px(28))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        keeps = self.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps)
        set_tip(self, _("Drag it to another place, or press Alt and an arrow in its line"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition().toPoint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as painter:
            ink = self._theme.tokens.text3
            paint_icon(painter, "grip-vertical", ink, QRectF(self.rect()), self._theme.px(16))


class AgendaRow(RowEditor):
    """One item: what, to what end, how many minutes, who leads it.

    Signals:
        moved: by how many places it is to be moved.
    """

    moved = Signal(int)

    def __init__(self, theme: Theme, edit: Edit, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(theme, edit, _("What is on the agenda"), _("What is to be talked about?"), parent)
        aims = [Choice(key, _(label)) for key, label in AGENDA_AIMS.items()]
        self.grip = Grip(theme)
        self.aim = ChoiceEditor(theme, _("To what end"), aims, empty=_("To …"))
        self.minutes = NumberEditor(theme, _("Minutes"), 1, 600, _("min"))
        self.lead = LinkEditor(theme, _("Who leads it"), *links.of("person"), placeholder=_("Who leads"), icon="user")
        self._row.insertWidget(0, self.grip)
        for editor, width in ((self.aim, 96), (self.minutes, 54), (self.lead, 150)):
            editor.set_bare()
            editor.setFixedWidth(theme.px(width))
        self._add_field("aim", self.aim, self.aim.combo)
        self._add_field("minutes", self.minutes, self.minutes.line)
        self._add_field("lead", self.lead, self.lead.line)

    def stops(self) -> list[QWidget]:
        return [self.line, self.aim.combo, self.minutes.line, self.lead.line]

    def show_parts(self) -> None:
        super().show_parts()
        self.grip.setVisible(not self.is_empty())

    def is_empty(self) -> bool:
        return super().is_empty() and all(editor.value() is None for editor in self.editors.values())

    def problem(self) -> str:
        """A sentence where something is missing or cannot be understood."""
        if super().is_empty():
            return _("Say what it is about, or take the row out.")
        return self.minutes.problem() or self.lead.problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        step = _step(event) if watched is self.line and isinstance(event, QKeyEvent) else 0
        if step and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if step and event.type() == QEvent.Type.KeyPress:
            self.moved.emit(step)
            return True
        return super().eventFilter(watched, event)


def _step(event: QKeyEvent) -> int:
    return _STEPS.get(event.key(), 0) if event.modifiers() == Qt.KeyboardModifier.AltModifier else 0


class AgendaBox(RowBox):
    """The rows in their order, which each record keeps as a number between those of its neighbours.

    Signals:
        reordered: a row was moved; carries its words and its new place, from 1.
    """

    reordered = Signal(str, int)

    def put_at(self, row: RowEditor, to: int) -> None:
        """Puts a written row at another place, from 0; the cursor stays in it."""
        at, last = self.rows.index(row), len(self.rows) - 2
        to = min(max(to, 0), last)
        if row is self.rows[-1] or at == to:
            return
        focused = self.focusWidget()
        self.rows.insert(to, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)
        before = _place(self.rows[to - 1]) if to else None
        after = _place(self.rows[to + 1]) if to < last else None
        row.edit.touch("place", _between(before, after))
        self._number()
        self._order_tabs()
        if focused is not None:
            focused.setFocus()
        self.reordered.emit(row.line.text(), to + 1)
        self.changed.emit()

    def add_written(self, edit: Edit) -> None:
        """Adds a written row in its place, before the empty one at the latest."""
        place = edit.value("place")
        before = [row for row in self.rows[:-1] if place is None or (_place(row) or 0.0) <= float(place)]
        self._insert(len(before), edit)

    def minutes(self) -> int:
        """What all items take together."""
        return sum(int(row.edit.value("minutes") or 0) for row in self._written())

    def _number(self) -> None:
        """Every written row stands behind the one before it, also where two notebooks gave the same number."""
        before: float | None = None
        for at, row in enumerate(self.rows[:-1]):
            place = _place(row)
            if place is None or (before is not None and place <= before):
                later = (_place(one) for one in self.rows[at + 1 : -1])
                after = next((one for one in later if one is not None and one > (before or 0.0)), None)
                place = _between(before, after)
                row.edit.touch("place", place)
            before = place

    def _insert(self, at: int, edit: Edit) -> None:
        super()._insert(at, edit)
        row = self.rows[at]
        if isinstance(row, AgendaRow):
            row.moved.connect(lambda step: self.put_at(row, self.rows.index(row) + step))
            row.grip.dragged.connect(lambda spot: self._drag(row, spot))

    def _drag(self, row: RowEditor, spot: QPoint) -> None:
        y = self.mapFromGlobal(spot).y()
        over = [at for at, one in enumerate(self.rows[:-1]) if one.geometry().top() <= y]
        self.put_at(row, over[-1] if over else 0)

    def _on_changed(self, row: RowEditor) -> None:
        super()._on_changed(row)
        if row.edit.value("place") is None and row is not self.rows[-1]:
            self._number()


def _place(row: RowEditor) -> float | None:
    place = row.edit.value("place")
    return None if place is None else float(place)


def _between(before: float | None, after: float | None) -> float:
    if after is None:
        return (before or 0.0) + 1.0
    return after - 1.0 if before is None else (before + after) / 2
