"""Parts that fill the room of a page one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.theme import Theme

_WIDEST = 900


class Parts(QStackedWidget):
    """Parts of which one is shown, each put in when it is first asked for: at the top of the room, and scrolled.

    `left` is how far in they begin.
    """

    def __init__(self, theme: Theme, left: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._left = theme, left
        self._around: dict[QWidget, QWidget] = {}

    def show_part(self, part: QWidget) -> None:
        """Shows a part."""
        if part not in self._around:
            part.setMaximumWidth(self._theme.px(_WIDEST))
            self._around[part] = _at_top(part, self._left)
            self.addWidget(self._around[part])
        self.setCurrentWidget(self._around[part])

    def is_shown(self, part: QWidget) -> bool:
        """Whether it is this one that is shown."""
        return self.currentWidget() is self._around.get(part)


def _at_top(part: QWidget, left: int) -> QWidget:
    """Scrolled, at the top and at the left of the room there is."""
    body = QWidget()
    row = QHBoxLayout(body)
    pad(row, left, 14, 30, 24)
    column = QVBoxLayout()
    column.addWidget(part)
    column.addStretch()
    row.addLayout(column, 1)
    row.addStretch(0)
    return scrolled(body, surface=False)
