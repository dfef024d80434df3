"""A grid of small pictures: one painted list, walked through with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from isp_desktop.ui.kit.checks import paint_check
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.paint import LEFT, focus_ring, rounded, write
from isp_desktop.ui.kit.rows import ROW, AnyIndex
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import plain_tip
from isp_desktop.ui.kit.walked import WalkedList

EDGE = 280
"""How many pixels a thumbnail needs to stay sharp at 150 % on a dense screen."""


class _Size(NamedTuple):
    """How wide and high a tile is, and its picture, in px at 100 %."""

    width: int
    height: int
    picture: int


_LARGE, _SMALL = _Size(140, 136, 92), _Size(95, 112, 84)


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture or file to be shown.

    Attributes:
        remark: a word under the title, such as "In the summary"; `icon` stands before it.
        picture: None until it is read, and for what is no picture.
        checked: None for no box to tick.
        private: it gets the lock and the hatch's colour.
    """

    uid: str
    title: str
    remark: str = ""
    icon: str = ""
    picture: QImage | None = None
    checked: bool | None = None
    private: bool = False

    def spoken(self) -> str:
        """Everything it says."""
        return ", ".join(part for part in (self.title, self.remark) if part)


class TilesModel(QAbstractListModel):
    """The tiles of one grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Replaces all; only what differs is told where their number and order stay."""
        if [tile.uid for tile in tiles] == [tile.uid for tile in self.tiles]:
            self.tiles = list(tiles)
            if tiles:
                self.dataChanged.emit(self.index(0, 0), self.index(len(tiles) - 1, 0))
            return
        self.beginResetModel()
        self.tiles = list(tiles)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.tiles)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        if role == ROW:
            return tile
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            spoken = tile.spoken()
            return plain_tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken
        return None


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, grid: QListView, size: _Size) -> None:
        super().__init__(grid)
        self._theme, self._grid, self._size = theme, grid, size

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(self._theme.px(self._size.width), self._theme.px(self._size.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        t, px, tile = self._theme.tokens, self._theme.px, index.data(ROW)
        box = QRectF(option.rect).adjusted(px(3), px(3), -px(3), -px(3))
        current = self._grid.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if current:
            rounded(painter, box, px(7), t.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, box, px(7), t.hover)
        picture = QRectF(box.left() + 4, box.top() + 4, box.width() - 8, px(self._size.picture) - 4)
        self._paint_picture(painter, picture, tile)
        self._paint_words(painter, box, tile)
        if current and self._grid.hasFocus():
            focus_ring(painter, box, px(7), t)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        t, px = self._theme.tokens, self._theme.px
        rounded(painter, box, px(5), t.private_soft if tile.private else t.sunken, t.line)
        if tile.picture is None or tile.picture.isNull():
            paint_icon(painter, tile.icon or "paperclip", t.text2, box, px(24))
        else:
            clip = QPainterPath()
            clip.addRoundedRect(box, px(5), px(5))
            painter.save()
            painter.setClipPath(clip)
            painter.drawImage(box, tile.picture, _cover(tile.picture.size(), box))
            painter.restore()
        if tile.checked is not None:
            paint_check(
                painter, QRectF(box.right() - px(24), box.top() + px(6), px(18), px(18)), tile.checked, self._theme
            )

    def _paint_words(self, painter: QPainter, box: QRectF, tile: Tile) -> None:
        t, px = self._theme.tokens, self._theme.px
        line = QRectF(box.left() + px(5), box.top() + px(self._size.picture) + 2, box.width() - px(10), px(18))
        write(painter, line, tile.title, self._theme.meta(), t.text, LEFT)
        line.translate(0, px(16))
        if tile.private or tile.remark:
            ink, icon = (t.private, "lock") if tile.private else (t.text2, tile.icon)
            if icon:
                paint_icon(painter, icon, ink, QRectF(line.left(), line.top(), px(13), line.height()), px(13))
                line.setLeft(line.left() + px(17))
            write(painter, line, tile.remark, self._theme.caption(), ink, LEFT)


def _cover(size: QSize, box: QRectF) -> QRectF:
    """The middle of a picture of `size` in the shape of `box`."""
    scale = min(size.width() / box.width(), size.height() / box.height())
    width, height = box.width() * scale, box.height() * scale
    return QRectF((size.width() - width) / 2, (size.height() - height) / 2, width, height)


class PhotoGrid(WalkedList):
    """As high as its tiles, up to `most_lines` of them. Enter opens, Space ticks, Delete takes out.

    `small` ones fit into a narrow column, and a click opens them.

    Signals, each with the uid:
        picked: another tile became the current one; "" for none.
        opened: Enter, or a double click; a click where they are small.
        ticked: Space.
        removed: Delete.
    """

    picked = Signal(str)
    opened = Signal(str)
    ticked = Signal(str)
    removed = Signal(str)

    def __init__(
        self, theme: Theme, name: str, most_lines: int = 0, small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, parent)
        self._most_lines, self._small = most_lines, small
        self._size = _SMALL if small else _LARGE
        self._tiles = TilesModel(self)
        self.setModel(self._tiles)
        self.setItemDelegate(_TileDelegate(theme, self, self._size))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not small:
            self.doubleClicked.connect(lambda index: self._open(index.data(ROW)))
        theme.changed.connect(self._fit)

    def tiles(self) -> list[Tile]:
        """What is shown."""
        return list(self._tiles.tiles)

    def current_uid(self) -> str:
        """The uid of the current tile, or ""."""
        tile = self.currentIndex().data(ROW)
        return tile.uid if isinstance(tile, Tile) else ""

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Replaces what is shown; the current one stays so, if it is still there."""
        uid, row = self.current_uid(), self.currentIndex().row()
        self._tiles.show_tiles(tiles)
        uids = [tile.uid for tile in tiles]
        if tiles and row >= 0:
            at = uids.index(uid) if uid in uids else min(row, len(tiles) - 1)
            self.setCurrentIndex(self._tiles.index(at, 0))
        elif tiles and self.hasFocus():
            self.setCurrentIndex(self._tiles.index(0, 0))
        elif not tiles:
            self.picked.emit("")
        self._fit()

    def _fit(self) -> None:
        across = max(1, self.viewport().width() // self._theme.px(self._size.width))
        lines = max(1, -(-len(self._tiles.tiles) // across))
        shown = min(lines, self._most_lines) if self._most_lines else lines
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if shown < lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(shown * self._theme.px(self._size.height) + 4)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        tile = current.data(ROW)
        self.picked.emit(tile.uid if isinstance(tile, Tile) else "")

    def _open(self, item: Tile) -> None:
        self.opened.emit(item.uid)

    def _click(self, index: QModelIndex, spot: QPointF) -> None:
        if self._small:
            super()._click(index, spot)

    def _act(self, key: int, item: Tile) -> bool:
        act = {Qt.Key.Key_Space.value: self.ticked, Qt.Key.Key_Delete.value: self.removed}.get(key)
        if act is None:
            return super()._act(key, item)
        act.emit(item.uid)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
