"""Lucide icons, drawn from their SVG files in any colour, sharp at any screen ratio."""

from __future__ import annotations

from contextlib import nullcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from isp_desktop.domain.resources import resource
from isp_desktop.ui.kit.mirror import upright

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

# They point along the line, so they turn round with it.
_POINTING = frozenset(
    ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "external-link", "list", "list-checks", "panel-left")
) | {"send", "square-arrow-out-up-right", "undo-2"}


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def image(name: str, color: str, size: int, ratio: float = 1.0) -> QImage:
    """The icon `name` in `color`, `size` logical px square, for a screen of device pixel ratio `ratio`.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    # Lucide draws 2 px lines on a grid of 24; small icons keep about 1.5 px so that they do not look thin.
    svg = _source(name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{_stroke(size)}"')
    pixels = max(1, round(size * ratio))
    drawn = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _stroke(size: int) -> float:
    return 2.0 if size <= 18 else 1.75


def icon(name: str, color: str, size: int, ratio: float = 1.0) -> QIcon:
    """The icon as a QIcon, for menus and actions; painted parts use `paint_icon`."""
    from PySide6.QtGui import QIcon, QPixmap

    return QIcon(QPixmap.fromImage(image(name, color, size, ratio)))


def paint_icon(painter: QPainter, name: str, color: str, box: QRectF, size: int) -> None:
    """Draws the icon, `size` logical px, in the middle of `box`."""
    ratio = painter.device().devicePixelRatioF()
    left, top = box.center().x() - size / 2, box.center().y() - size / 2
    # On whole device pixels, or the lines blur.
    spot = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
    with nullcontext() if name in _POINTING else upright(painter, QRectF(spot, QSize(size, size))):
        painter.drawImage(spot, image(name, color, size, ratio))
