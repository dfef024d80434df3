"""Small pictures side by side, to walk through with the arrows; what is no picture shows its icon and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, rounded, write
from isp_desktop.ui.kit.rows import ROW
from isp_desktop.ui.kit.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_EDGE, _NAME, _GAP = 88, 18, 8


@dataclass(frozen=True, slots=True)
class Thumb:
    """A picture (PNG; empty for a file that is none), and what it is called."""

    uid: str
    name: str
    png: bytes = b""
    icon: str = "paperclip"


class _ThumbsModel(QAbstractListModel):
    def __init__(self, thumbs: Sequence[Thumb], parent: QWidget) -> None:
        super().__init__(parent)
        self.thumbs = tuple(thumbs)
        self.images = [QImage.fromData(thumb.png) for thumb in thumbs]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.thumbs)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == ROW:
            return self.thumbs[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self.images[index.row()]
        named = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.thumbs[index.row()].name if role in named else None


class _ThumbDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        px = self._theme.px
        return QSize(px(_EDGE + _GAP), px(_EDGE + _NAME + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        t, px = self._theme.tokens, self._theme.px
        box = QRectF(option.rect.left(), option.rect.top(), px(_EDGE), px(_EDGE))
        thumb, image = index.data(ROW), index.data(Qt.ItemDataRole.DecorationRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rounded(painter, box, px(7), t.sunken, t.line)
        if image.isNull():
            paint_icon(painter, thumb.icon, t.text2, box, px(20))
        else:
            path = QPainterPath()
            path.addRoundedRect(box, px(7), px(7))
            painter.save()
            painter.setClipPath(path)
            side = min(image.width(), image.height())
            source = QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
            painter.drawImage(box, image, source)
            painter.restore()
        name = QRectF(box.left(), box.bottom() + 2, box.width(), px(_NAME))
        write(painter, name, thumb.name, self._theme.caption(), t.text2, MIDDLE)
        view = self.parent()
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, QListView) and view.hasFocus():
            focus_ring(painter, box, px(7), t)
        painter.restore()


class ThumbGrid(QListView):
    """Thumbs in rows; Enter or a click opens.

    Signals:
        opened: a uid.
    """

    opened = Signal(str)

    def __init__(
        self, theme: Theme, thumbs: Sequence[Thumb], name: str, width: int, parent: QWidget | None = None
    ) -> None:
        """`width`: how wide it will be, in logical px, from which its height follows."""
        super().__init__(parent)
        self.setModel(_ThumbsModel(thumbs, self))
        delegate = _ThumbDelegate(theme, self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        size = delegate.sizeHint(QStyleOptionViewItem(), QModelIndex())
        across = max(1, width // size.width())
        self.setFixedHeight(-(-len(thumbs) // across) * size.height() + 2)

    def _open(self, index: AnyIndex) -> None:
        thumb = index.data(ROW)
        if isinstance(thumb, Thumb):
            self.opened.emit(thumb.uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))
