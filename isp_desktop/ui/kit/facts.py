"""The line of facts under the name of a page, made anew when what it tells has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.slices import follow
from isp_desktop.ui.kit.theme import Theme


def settle_link(theme: Theme, asked: Callable[[], object]) -> Button:
    """What stands beside the chip of a record in conflict, and leads to where that is settled."""
    link = Button(theme, _("Settle"), "link", height=24)
    link.setObjectName("settle")
    link.clicked.connect(asked)
    return link


class Facts(QWidget):
    """Remarks and chips side by side, on as many lines as they need; put once into a header by `add_remark`.

    Args:
        lead: what stands before them and is not made anew.
    """

    def __init__(self, lead: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = lead
        self._row = FlowLayout(self, gap=14, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[QWidget]) -> None:
        """Shows these in place of those before; the one that had the focus gives it to its successor of that name."""
        held = self.focusWidget() if self.isAncestorOf(self.window().focusWidget() or self.window()) else None
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self._lead:
                widget.hide()
                widget.deleteLater()
        if self._lead is not None:
            self._row.addWidget(self._lead)
        for part in parts:
            self._row.addWidget(part)
            if held is not None and part.objectName() and part.objectName() == held.objectName():
                part.setFocus()
        follow(self, [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus])
