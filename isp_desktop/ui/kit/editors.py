"""Editors of one line: words, a number, a choice, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.fields import Editor, FieldFrame, PlainLine, Value
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, painting, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set: the key that is kept, the words that are shown, and more of them for the tooltip."""

    key: str
    label: str
    help: str = ""


class LineEditor(Editor):
    """One line of words; the value is None where there are none."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        placeholder: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self.line = PlainLine(theme, placeholder)
        frame = FieldFrame(theme, icon)
        frame.row.addWidget(self.line)
        frame.watch(self.line)
        self._adopt(frame, self.line)
        self.line.textEdited.connect(self._touch)

    def value(self) -> str | None:
        return self.line.text().strip() or None

    def set_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)


class NumberEditor(Editor):
    """A number, typed as the locale writes it; whole numbers come out as int."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        least: float | None = None,
        most: float | None = None,
        unit: str = "",
        locale: QLocale | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self._least, self._most = least, most
        self._locale = locale or QLocale()
        self._kept: int | float | None = None
        self.line = PlainLine(theme, unit)
        frame = FieldFrame(theme)
        frame.row.addWidget(self.line)
        frame.watch(self.line)
        self._adopt(frame, self.line)
        frame.setMaximumWidth(theme.px(180))
        self.line.textEdited.connect(self._read)

    def _parsed(self) -> int | float | None:
        """The number typed; None where there is none or it makes no sense."""
        text = self.line.text().strip()
        number, fine = self._locale.toDouble(text)
        if not fine:
            number, fine = QLocale.c().toDouble(text)
        if not fine or (self._least is not None and number < self._least):
            return None
        if self._most is not None and number > self._most:
            return None
        return int(number) if number == int(number) else number

    def _read(self) -> None:
        number = self._parsed()
        if (number is not None or not self.line.text().strip()) and number != self._kept:
            self._kept = number
            self._touch()
        elif self.error() and not self.problem():
            self.set_error("")

    def _on_left(self) -> None:
        self.set_error(self.problem())

    def _text(self, number: float) -> str:
        places = 0 if number == int(number) else 6
        text = self._locale.toString(float(number), "f", places)
        return text.rstrip("0") if places else text

    def value(self) -> int | float | None:
        return self._kept

    def set_value(self, value: Value) -> None:
        self._kept = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        self.line.setText("" if self._kept is None else self._text(self._kept))

    def problem(self) -> str:
        if not self.line.text().strip() or self._parsed() is not None:
            return ""
        if self._least is not None and self._most is not None:
            return _("Use a number from {least} to {most}").format(
                least=self._text(self._least), most=self._text(self._most)
            )
        return _("Use a number such as 12")

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.line.setReadOnly(fixed)


_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class _Combo(QComboBox):
    """A combo box that draws its own words and arrow, and leaves the wheel to the page.

    Attributes:
        opens: a key that would choose opens the list instead, from which Enter chooses.
    """

    def __init__(self, theme: Theme, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._empty = empty
        self.opens = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Of the widest of its words; a layout asks many times, and each has to be measured.
        self._widest: int | None = None
        items = self.model()
        for changed in (items.rowsInserted, items.rowsRemoved, items.dataChanged, items.modelReset, theme.changed):
            changed.connect(self._measure_again)

    def _measure_again(self) -> None:
        self._widest = None

    def sizeHint(self) -> QSize:
        if self._widest is None:
            font = self._theme.body()
            self._widest = max((text_width(font, self.itemText(at)) for at in range(self.count())), default=0)
        px = self._theme.px
        return QSize(min(self._widest + px(28), px(320)), px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = event.key() in _MOVES or (bool(event.text()) and event.text().isprintable())
        if self.opens and moves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A page that scrolls must not change a choice on its way.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        chosen = self.currentIndex() > 0
        words = self.currentText() if chosen else self._empty
        box = QRectF(0, 0, self.width() - px(20), self.height())
        set_tip(self, words if text_width(self._theme.body(), words) > box.width() else "")
        with painting(self) as painter:
            write(painter, box, words, self._theme.body(), t.text if chosen and self.isEnabled() else t.text3, LEFT)
            paint_icon(painter, "chevron-down", t.text2, QRectF(box.right(), 0, px(20), box.height()), px(16))


class ChoiceEditor(Editor):
    """One key of a closed set, or none."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        choices: Sequence[Choice] = (),
        empty: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self.combo = _Combo(theme, empty or _("Choose"))
        frame = FieldFrame(theme, icon)
        frame.row.addWidget(self.combo)
        frame.watch(self.combo)
        self._adopt(frame, self.combo)
        self.set_choices(choices)
        self.combo.activated.connect(self._touch)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Another set; what was chosen stays if it is among them."""
        kept = self.value() if self.combo.count() else None
        self.combo.clear()
        self.combo.addItem(_("None"), None)
        for choice in choices:
            self.combo.addItem(choice.label, choice.key)
            if choice.help:
                self.combo.setItemData(self.combo.count() - 1, choice.help, Qt.ItemDataRole.ToolTipRole)
        self.set_value(kept)

    def value(self) -> str | None:
        key = self.combo.currentData()
        return None if key is None else str(key)

    def set_value(self, value: Value) -> None:
        at = self.combo.findData(value) if value is not None else 0
        if at < 0:
            # A key from a newer program is kept and shown as it is.
            self.combo.addItem(str(value), value)
            at = self.combo.count() - 1
        self.combo.setCurrentIndex(at)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.combo.setEnabled(not fixed)


class YesNoEditor(Editor):
    """Yes, no, or not said."""

    def __init__(
        self,
        theme: Theme,
        label: str = "",
        yes: str = "",
        no: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, label, parent)
        self.yes = ChoiceChip(theme, yes or _("Yes"))
        self.no = ChoiceChip(theme, no or _("No"))
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch()
        self._adopt(body, self.yes)
        self.set_label(label)
        self.yes.clicked.connect(lambda: self._picked(self.no))
        self.no.clicked.connect(lambda: self._picked(self.yes))

    def _picked(self, other: ChoiceChip) -> None:
        other.setChecked(False)
        self._touch()

    def value(self) -> bool | None:
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_value(self, value: Value) -> None:
        self.yes.setChecked(value is True)
        self.no.setChecked(value is False)

    def set_label(self, label: str) -> None:
        self._label = label
        self.yes.setAccessibleName(f"{label}: {self.yes.text()}")
        self.no.setAccessibleName(f"{label}: {self.no.text()}")

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self.yes.setEnabled(not fixed)
        self.no.setEnabled(not fixed)
