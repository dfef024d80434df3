"""A column on a page that scrolls, filled while it is on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


class GrowingColumn(QVBoxLayout):
    """Makes its widget higher before it would press together what stands in it.

    The part around, which gives the room, comes to know of what was added only after that: all would be laid out twice
    for each part, and painted anew. What is painted is only what was added.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def setGeometry(self, box: QRect) -> None:
        widget = self.parentWidget()
        needed = self.heightForWidth(box.width()) if self.hasHeightForWidth() else self.minimumSize().height()
        if widget is not None and box.height() < needed:
            # Which comes back here, with the room.
            widget.resize(widget.width(), widget.height() + needed - box.height())
        else:
            super().setGeometry(box)
