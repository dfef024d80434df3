"""The two things on the map's scene: all lines, and all nodes. An item for each node would take far longer to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from isp_desktop.ui.pages.relationships.map.drawing import draw_far, draw_groups, draw_node
from isp_desktop.ui.pages.relationships.map.lines import draw_far_lines, draw_lines

if TYPE_CHECKING:
    from isp_desktop.ui.pages.relationships.map.canvas import MapCanvas

_BESIDE = 60.0


class _Item(QGraphicsItem):
    """A part of the picture of `view`."""

    def __init__(self, view: MapCanvas) -> None:
        super().__init__()
        self._view = view
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_bounds(self, bounds: QRectF) -> None:
        """What the picture takes."""
        self.prepareGeometryChange()
        self._bounds = QRectF(bounds)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return self._bounds


class TiesItem(_Item):
    """The outlines of groups, and all lines."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        view = self._view
        draw_groups(painter, view.group_paths, view.look)
        if view.is_far():
            draw_far_lines(painter, view.lines, view.look)
        else:
            draw_lines(painter, view.lines, view.look, _around(option))


class NodesItem(_Item):
    """All nodes but the one `without`."""

    without = ""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        view = self._view
        if view.is_far():
            draw_far(painter, view.far, view.look)
            if view.current and view.current != self.without:
                self._draw(painter, view.current)
            return
        shown = _around(option)
        for uid, spot in view.picture.spots.items():
            if uid not in (view.current, self.without) and shown.contains(spot):
                self._draw(painter, uid)
        # The chosen one last, so that its ground covers none beside it.
        if view.current and view.current != self.without:
            self._draw(painter, view.current)

    def _draw(self, painter: QPainter, uid: str) -> None:
        view = self._view
        chosen = uid == view.current
        draw_node(painter, view.picture, uid, view.look, view.zoom(), chosen=chosen, focused=chosen and view.hasFocus())


def _around(option: QStyleOptionGraphicsItem) -> QRectF:
    """What is to be drawn, and a little around it, since nodes and lines are wider than their middles."""
    shown: QRectF = option.exposedRect
    return shown.adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)
