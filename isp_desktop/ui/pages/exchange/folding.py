"""Counts under each other, each of which opens the list of what it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, number
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.paint import LEFT, focus_ring, painting, rounded, rule, text_width, write
from isp_desktop.ui.kit.rows import Row, RowsModel
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Fold:
    """A count and what it counts.

    Attributes:
        key: tells it from others.
        words: such as the first of the names.
        rows: makes the row of the item with this number; None where there is no list.
        listed: how many items can be listed.
        tone: "" or "conflict", which must be said in words, too.
    """

    key: str
    icon: str
    count: int
    label: str
    words: str = ""
    rows: Callable[[int], Row] | None = None
    listed: int = 0
    tone: str = ""


class FoldRow(QAbstractButton):
    """The line of a count; checked where its list is shown below."""

    def __init__(self, theme: Theme, fold: Fold, widest: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._fold = theme, fold
        self._count = number(fold.count)
        # So that the words of all lines stand under each other.
        self._widest = widest or self._count
        self.setObjectName(f"fold-{fold.key}")
        self.setText(f"{self._count} {fold.label}")
        self.setAccessibleName(", ".join(filter(None, (f"{self._count} {fold.label}", fold.words))))
        opens = bool(fold.listed)
        self.setCheckable(opens)
        set_tip(self, _("Show or hide the list") if opens else fold.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, opens)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self._theme.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box, fold = self._theme.tokens, self._theme.px, QRectF(self.rect()), self._fold
        ink = str(getattr(t, fold.tone)) if fold.tone else t.text2
        with painting(self) as painter:
            if self.isCheckable() and self.underMouse():
                rounded(painter, box, px(6), t.hover)
            rule(painter, 0, box.height() - 0.5, box.width(), box.height() - 0.5, t.line)
            paint_icon(painter, fold.icon, ink, QRectF(px(2), 0, px(16), box.height()), px(16))
            count = QRectF(px(28), 0, max(px(14), text_width(self._theme.strong(), self._widest) + 1), box.height())
            write(painter, count, self._count, self._theme.strong(), t.text, LEFT)
            words = QRectF(count.right() + px(9), 0, box.width() - count.right() - px(40), box.height())
            used = write(painter, words, fold.label, self._theme.strong(), t.text, LEFT)
            words.setLeft(used.right() + px(10))
            write(painter, words, fold.words, self._theme.meta(), t.text2, LEFT)
            if self.isCheckable():
                sign = "chevron-down" if self.isChecked() else "chevron-right"
                paint_icon(painter, sign, t.text2, QRectF(box.width() - px(18), 0, px(16), box.height()), px(16))
            if self.hasFocus():
                focus_ring(painter, box, px(6), t)


class Folds(QWidget):
    """Counts, each with its list, which is made when it is first opened.

    Signals:
        opened: the uid of a row.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.lines: dict[str, FoldRow] = {}
        self.lists: dict[str, RowList] = {}

    def show_folds(self, folds: Sequence[Fold]) -> None:
        """Shows these in place of those before."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines, self.lists = {}, {}
        # No digit is wider than a nought.
        widest = "0" * max((len(number(fold.count)) for fold in folds), default=0)
        for fold in folds:
            line = self.lines[fold.key] = FoldRow(self._theme, fold, widest)
            line.toggled.connect(partial(self._open, fold))
            self._column.addWidget(line)

    def _open(self, fold: Fold, on: bool) -> None:
        if on and fold.key not in self.lists:
            shown = RowList(self._theme, RowsModel(partial(_fetch, fold)), fold.label)
            shown.rows().setParent(shown)
            height = sum(shown.sizeHintForRow(at) for at in range(min(fold.listed, _SHOWN)))
            shown.setFixedHeight(height + 2)
            shown.opened.connect(self.opened)
            self.lists[fold.key] = shown
            self._column.insertWidget(self._column.indexOf(self.lines[fold.key]) + 1, shown)
            QWidget.setTabOrder(self.lines[fold.key], shown)
        if fold.key in self.lists:
            self.lists[fold.key].setVisible(on)


def _fetch(fold: Fold, after: object, limit: int) -> list[Row]:
    """Rows have their number as key, so that a list of thousands is made a page at a time."""
    start = after + 1 if isinstance(after, int) else 0
    return [fold.rows(at) for at in range(start, min(start + limit, fold.listed))] if fold.rows else []
