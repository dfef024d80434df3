"""What can be read in a widget, whatever draws it."""

from __future__ import annotations

from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QRect
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget


def drawn(widget: QWidget) -> list[str]:
    """Every text that `widget` paints, as it is painted: what has no room ends in "…"."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(widget.size())
    picture.setViewBox(QRect(QRect(0, 0, widget.width(), widget.height())))
    widget.render(picture)
    buffer.close()
    root = ElementTree.fromstring(bytes(content.data()))
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
