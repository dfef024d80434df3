"""What can be chosen: a card with a circle, a name, a key, and under it what it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.word_diff import Piece
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import paint_radio
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, MIDDLE, focus_ring, painting, rounded, text_width, write
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip

_LEAST_COLUMN = 200
# Setting a text takes time that grows faster than its length: the first letters of a version, and each part after them.
_FIRST, _PART = 4_000, 20_000


class Pick(QRadioButton):
    """The head of a card: circle, name, a line about it, and the key that chooses it; `number` 0 for none.

    `across`: the line stands beside the name, else under it.
    """

    def __init__(
        self, theme: Theme, title: str, detail: str, number: int, across: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._theme, self._detail, self._number, self._across = theme, detail, number, across
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        set_tip(self, detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(26 if self._across else 38))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            side = px(16)
            paint_radio(painter, QRectF(0, (box.height() - side) / 2, side, side), self.isChecked(), self._theme)
            right = self._paint_key(painter, box)
            words = QRectF(px(26), 0, right - px(34), box.height() if self._across else px(20))
            used = write(painter, words, self.text(), self._theme.font(13, 600), t.text, LEFT)
            meta = words.translated(0, px(18))
            if self._across:
                meta = words.adjusted(used.width() + px(10), 0, 0, 0)
            write(painter, meta, self._detail, self._theme.meta(), t.text2, LEFT)
            if self.hasFocus():
                focus_ring(painter, box, px(5), t)

    def _paint_key(self, painter: QPainter, box: QRectF) -> float:
        px = self._theme.px
        if not self._number:
            return box.right()
        text = str(self._number)
        width = text_width(self._theme.caption(), text) + px(14)
        key = QRectF(box.right() - width - px(3), px(3), width, px(20))
        rounded(painter, key, px(4), self._theme.tokens.surface, self._theme.tokens.line2)
        write(painter, key, text, self._theme.caption(), self._theme.tokens.text2, MIDDLE)
        return key.left()


class ChoiceCard(QFrame):
    """A card to choose; pressing it anywhere does. Parts go into `column`."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        detail: str,
        number: int,
        across: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pick = Pick(theme, title, detail, number, across)
        self.pick.toggled.connect(self.update)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(15, 11, 15, 13)
        self.column.setSpacing(8)
        self.column.addWidget(self.pick)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.update)

    def add_text(self, pieces: Sequence[Piece], boxed: bool = False) -> None:
        """What it says, under a line, or `boxed` in a frame of its own."""
        told = text_of(self._theme, pieces)
        if boxed:
            frame = Panel(self._theme, "card", (13, 9))
            frame.column.addWidget(told)
            self.column.addWidget(frame)
        else:
            self.column.addWidget(HairLine(self._theme))
            self.column.addWidget(told)
            self.column.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pick.setFocus(Qt.FocusReason.MouseFocusReason)
            self.pick.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, on = self._theme.tokens, self.pick.isChecked()
        fill, edge = (t.accent_soft, t.accent) if on else (t.surface, t.line)
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), self._theme.px(10), fill, edge, 2.0 if on else 1.0)


class BeforeCard(Panel):
    """What all versions began with; not to be chosen."""

    def __init__(self, theme: Theme, detail: str, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", (14, 10), parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column.addWidget(_BeforeHead(theme, _("Before"), detail))
        self.column.addWidget(HairLine(theme))
        self.column.addWidget(text_of(theme, pieces, quiet=True))
        self.column.addStretch(1)


class _BeforeHead(QWidget):
    def __init__(self, theme: Theme, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._title, self._detail = theme, title, detail
        self.setAccessibleName(f"{title}. {detail}")
        set_tip(self, detail)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            paint_icon(painter, "history", t.text2, QRectF(0, 0, px(16), box.height()), px(16))
            words = QRectF(px(26), 0, box.width() - px(26), px(20))
            write(painter, words, self._title, self._theme.font(13, 600), t.text, LEFT)
            write(painter, words.translated(0, px(18)), self._detail, self._theme.meta(), t.text2, LEFT)


def text_of(theme: Theme, pieces: Sequence[Piece], quiet: bool = False) -> QWidget:
    """A version as people read it; one that says nothing says so, and of a very long one the beginning is shown."""
    if not pieces:
        return Prose(theme, _("Left empty"), "prose", "text3")
    if sum(len(piece.text) for piece in pieces) > _FIRST:
        return _LongText(theme, pieces, quiet)
    return _set(theme, pieces, quiet)


def _set(theme: Theme, pieces: Sequence[Piece], quiet: bool) -> QWidget:
    if quiet:
        return Prose(theme, "".join(piece.text for piece in pieces), "prose", "text2")
    return CompareText(theme, pieces=pieces)


class _LongText(QWidget):
    """The beginning of a text, and a button for the rest of it."""

    def __init__(self, theme: Theme, pieces: Sequence[Piece], quiet: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._left, self._quiet = theme, list(pieces), quiet
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = Button(theme, "", "link", height=24)
        self._more.setObjectName("more")
        self._more.clicked.connect(self._go_on)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(_FIRST)

    def _go_on(self) -> None:
        self._show(_PART)

    def _show(self, letters: int) -> None:
        shown, self._left = _parted(self._left, letters)
        self._column.insertWidget(self._column.count() - 1, _set(self._theme, shown, self._quiet))
        fits = sum(len(piece.text) for piece in self._left) <= _PART
        self._more.set_words(_("Show all") if fits else _("Show more"))
        self._more.setVisible(bool(self._left))


def _parted(pieces: Iterable[Piece], letters: int) -> tuple[list[Piece], list[Piece]]:
    """The first `letters` of `pieces`, and what is left of them."""
    first, rest = list[Piece](), list[Piece]()
    for piece in pieces:
        here = max(0, letters - sum(len(one.text) for one in first))
        for parts, text in ((first, piece.text[:here]), (rest, piece.text[here:])):
            if text:
                parts.append(replace(piece, text=text))
    return first, rest


class Columns(QWidget):
    """Cards side by side, all of a line as high as the highest; where there is no room they take more lines."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._cards, self._across = theme, list[QWidget](), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, card: QWidget) -> None:
        """One more card, behind those that are there."""
        self._cards.append(card)
        self._across = 0
        self._arrange(self._room())

    def _room(self) -> int:
        """How many cards stand in a line: lines of about as many each."""
        room = max(1, (self.width() + 12) // (self._theme.px(_LEAST_COLUMN) + 12))
        lines = -(-len(self._cards) // room)
        return -(-len(self._cards) // max(1, lines))

    def _arrange(self, across: int) -> None:
        if across == self._across or not self._cards:
            return
        self._across = across
        for at, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // across, at % across)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_COLUMN), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._room())
