"""The list that opens under a field while typing: what was found, and perhaps the offer to make it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import mirror_for
from isp_desktop.ui.kit.paint import LEFT, cast_shadow, paint_avatar, painting, rounded, text_width, write
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex
OPTION = Qt.ItemDataRole.UserRole
_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be linked: its uid, its title, and a few words that tell it from others of that name."""

    uid: str
    title: str
    detail: str = ""


Find = Callable[[str, int], Sequence[Option]]
Make = Callable[[str], Option | None]


class OptionsModel(QAbstractListModel):
    """What was found; an option without uid is the offer to make one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()

    def show_options(self, options: Sequence[Option]) -> None:
        """Replaces what is listed."""
        self.beginResetModel()
        self._options = tuple(options)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._options)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        option = self._options[index.row()]
        if role == OPTION:
            return option
        if role == Qt.ItemDataRole.DisplayRole:
            return option.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            spoken = f"{option.title}, {option.detail}" if option.detail else option.title
            return plain_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken
        return None


class _OptionDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, people: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people = people

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        t, px, found = self._theme.tokens, self._theme.px, index.data(OPTION)
        box = QRectF(option.rect)
        lit = option.state & QStyle.StateFlag.State_Selected
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror_for(painter, option.rect, option.direction)
        if lit:
            rounded(painter, box, px(6), t.accent_soft, t.accent if self._theme.high_contrast else "")
        sign = QRectF(box.left() + px(8), box.center().y() - px(11), px(22), px(22))
        if not found.uid:
            paint_icon(painter, "plus", t.accent, sign, px(16))
        elif self._people:
            paint_avatar(painter, sign, found.title, self._theme)
        words = box.adjusted(px(38) if self._people or not found.uid else px(10), 0, -px(8), 0)
        ink = t.text if found.uid else t.accent
        used = write(painter, words, found.title, self._theme.strong(), ink, LEFT)
        words.setLeft(used.right() + px(10))
        write(painter, words, found.detail, self._theme.meta(), t.text2 if lit else t.text3, LEFT)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        found = index.data(OPTION)
        width = text_width(self._theme.strong(), found.title) + text_width(self._theme.meta(), found.detail)
        return QSize(width + self._theme.px(64), self._theme.px(34))


class Finder(QFrame):
    """Floats under (or over) a field inside the same window; the field keeps the focus and hands it the arrow keys.

    Signals:
        taken: an option was chosen; one without uid asks to make what its title says.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, people: bool, field: QWidget) -> None:
        super().__init__(field.window())
        self._theme = theme
        self._field = field
        self._model = OptionsModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_OptionDelegate(theme, people, self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(_("Found"))
        self._list.viewport().setAutoFillBackground(False)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(self._list)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cast_shadow(self, theme)
        self.hide()

    def offer(self, options: Sequence[Option]) -> None:
        """Shows what was found, with the first lit; nothing found hides the list."""
        self._model.show_options(options)
        if not options:
            self.hide()
            return
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._place(len(options))
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Lights the next or the previous one, round the ends."""
        count = self._model.rowCount()
        if count:
            now = self._list.currentIndex().row()
            self._list.setCurrentIndex(self._model.index((now + step) % count, 0))

    def unlight(self) -> None:
        """Lights none, so that Enter takes what is typed."""
        self._list.setCurrentIndex(QModelIndex())

    def lit(self) -> Option | None:
        """The option that Enter takes, if the list is open."""
        found = self._list.currentIndex().data(OPTION) if self.isVisible() else None
        return found if isinstance(found, Option) else None

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(OPTION))

    def _place(self, count: int) -> None:
        window = self._field.window()
        height = min(count, _SHOWN) * self._theme.px(34) + 12
        width = max(self._field.width(), min(self._theme.px(320), window.width() - 16))
        spot = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        if spot.y() + height > window.height() - 4:
            spot.setY(max(4, spot.y() - self._field.height() - 8 - height))
        spot.setX(max(4, min(spot.x(), window.width() - width - 4)))
        self.setGeometry(spot.x(), spot.y(), width, min(height, window.height() - 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), self._theme.px(8), t.surface, t.line2)
