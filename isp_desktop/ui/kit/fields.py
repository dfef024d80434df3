"""What all form editors share: the edge of a field, the sentence under it, and how values go in and out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import focus_ring, painting, rounded
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

Value = str | int | float | bool | list[str] | None


# Between the ring of a field without an edge and its words.
_BARE = 6


class FieldFrame(QFrame):
    """The edge around a field: thin, thick accent with the focus inside, thick red with an error.

    `row` holds the parts; `bare` fields have no edge of their own, only the focus, for use on a private ground.
    """

    def __init__(self, theme: Theme, icon: str = "", bare: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._bare = bare
        self._wrong = False
        self._fixed = False
        self._watched: list[QWidget] = []
        self.row = QHBoxLayout(self)
        self.row.setSpacing(4)
        self.set_margins(10, 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def set_margins(self, side: int, around: int) -> None:
        """Room between the edge and the parts, left/right and above/below, in px at 100 %."""
        self._margins = side, around
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        side, around = (px(length) for length in self._margins)
        edge = px(_BARE) if self._bare else side
        pad(self.row, px(34) if self._icon_name else edge, around, edge, around)
        self.update()

    def set_bare(self) -> None:
        """Takes the edge away, for a field inside a frame that several share."""
        self._bare = True
        self.set_margins(8, 2)
        self.update()

    def watch(self, widget: QWidget) -> None:
        """Shows the focus of `widget` on the edge."""
        self._watched.append(widget)
        widget.installEventFilter(self)

    def set_state(self, wrong: bool, fixed: bool) -> None:
        """In error, and read only."""
        self._wrong, self._fixed = wrong, fixed
        self.update()

    def holds_focus(self) -> bool:
        """Whether the focus is inside."""
        return any(widget.hasFocus() for widget in self._watched)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._watched:
            self._watched[-1].setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        off = self._fixed or not self.isEnabled()
        with painting(self) as painter:
            if not self._bare:
                rounded(painter, box, px(7), t.sunken if off else t.surface, t.line2 if off else t.field)
            if self._wrong:
                rounded(painter, box, px(7), edge=t.bad, width=2.0)
            elif self.holds_focus():
                focus_ring(painter, box, px(7), t)
            if self._icon_name:
                paint_icon(painter, self._icon_name, t.text2, QRectF(px(9), 0, px(18), box.height()), px(16))


class PlainLine(QLineEdit):
    """A line to type in without an edge of its own, for use inside a FieldFrame."""

    def __init__(self, theme: Theme, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setTextMargins(0, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.body())
        self.setMinimumHeight(self._theme.px(26))
        self.setMinimumWidth(self._theme.px(24))


class _Sentence(QWidget):
    """An icon and a sentence saying what works."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = self._row = QHBoxLayout(self)
        self._prose = Prose(theme, "", "meta", "bad")
        row.addWidget(self._prose)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        pad(self._row, self._theme.px(20), 3, 0, 0)

    def set_text(self, sentence: str) -> None:
        self._prose.setText(sentence)
        # Room for a short sentence, also under a narrow field.
        self.setMinimumWidth(min(self.sizeHint().width(), self._theme.px(190)) if sentence else 0)
        self.setVisible(bool(sentence))

    def text(self) -> str:
        return self._prose.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._theme.px(14)
        with painting(self) as painter:
            box = QRectF(0, 3, size, self._theme.px(16))
            paint_icon(painter, "circle-alert", self._theme.tokens.bad, box, size)


class Editor(QWidget):
    """One value of a form, in JSON: str, number, bool, list of str, or None for nothing.

    `column` holds the parts of the editor; the sentence about an error is shown under them.

    Signals:
        changed: the user made the value another one; never sent by `set_value`.
        left: the focus went elsewhere, a good moment to save.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._frame: FieldFrame | None = None
        self._fixed = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._sentence = _Sentence(theme)
        self._sentence.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def value(self) -> Value:
        """What is chosen or typed; None for nothing."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Shows `value`; sends no signal."""
        raise NotImplementedError

    def problem(self) -> str:
        """A sentence where what is typed cannot be understood; `value` is then the last that could."""
        return ""

    def commit(self) -> None:
        """Takes what is typed as it is taken when the focus leaves, without moving the focus."""
        self._on_left()

    def set_error(self, sentence: str) -> None:
        """Marks the field and says what works; "" takes the mark away."""
        self._sentence.set_text(sentence)
        self.inner().setAccessibleDescription(sentence)
        if self._frame is not None:
            self._frame.set_state(bool(sentence), self._fixed)

    def error(self) -> str:
        """The sentence that stands under the field, or ""."""
        return self._sentence.text()

    def set_read_only(self, fixed: bool) -> None:
        """Shown but not to be changed."""
        self._fixed = fixed
        if self._frame is not None:
            self._frame.set_state(bool(self.error()), fixed)

    def set_bare(self) -> None:
        """Without an edge of its own, for use inside a frame that several share."""
        if self._frame is not None:
            self._frame.set_bare()

    def set_label(self, label: str) -> None:
        """What screen readers call the field."""
        self._label = label
        self.inner().setAccessibleName(label)

    def label(self) -> str:
        """What the field is called."""
        return self._label

    def inner(self) -> QWidget:
        """The widget that takes the focus."""
        return self.focusProxy() or self

    def _adopt(self, body: QWidget, inner: QWidget) -> None:
        """Puts the body into the column, above the sentence; `inner` takes the focus and the name."""
        self._frame = body if isinstance(body, FieldFrame) else None
        self.column.addWidget(body)
        self.column.addWidget(self._sentence)
        self.setFocusProxy(inner)
        inner.setAccessibleName(self._label)
        inner.installEventFilter(self)

    def _touch(self) -> None:
        """The user changed it: the old error no longer holds."""
        if self.error():
            self.set_error("")
        self.changed.emit()

    def _on_left(self) -> None:
        """The focus left the inner widget."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and watched is self.inner():
            self._on_left()
            self.left.emit()
        return False
