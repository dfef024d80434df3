"""A card of pages that follow each other: what stands above them all, and a foot with the way back and on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.panels import HairLine, Panel
from isp_desktop.ui.kit.theme import Theme


class PagedCard(Panel):
    """Filled by whoever knows its pages.

    Attributes:
        pages: the pages, each scrolling by itself.
        foot: the row of buttons; `back` and `next` stand at its ends.
    """

    def __init__(self, theme: Theme, back: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "card", (0, 0), parent)
        self.pages = QStackedWidget()
        self.foot = QWidget()
        self.back = Button(theme, back, icon="arrow-left", height=34)
        self.next = Button(theme, "", "primary", height=34)

    def _put(self, part: QWidget) -> QScrollArea:
        """Adds a page."""
        px, holder = self._theme.px, QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(px(24), px(14), px(24), px(14))
        inner.addWidget(part)
        page = scrolled(holder)
        self.pages.addWidget(page)
        return page

    def _stand(self, *above: QWidget | QLayout, beside: QWidget | None = None) -> None:
        """Lays out the card: `above` the pages, and in the foot `beside` the way on."""
        px = self._theme.px
        top = QVBoxLayout()
        top.setContentsMargins(px(24), px(18), px(24), 0)
        top.setSpacing(px(14))
        for part in (*above, HairLine(self._theme)):
            if isinstance(part, QLayout):
                top.addLayout(part)
            else:
                top.addWidget(part)
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(px(24), px(12), px(24), px(14))
        foot.setSpacing(px(12))
        foot.addWidget(self.back)
        if beside is not None:
            foot.addWidget(beside, 1)
        else:
            foot.addStretch(1)
        foot.addWidget(self.next)
        self.column.setSpacing(0)
        self.column.addLayout(top)
        self.column.addWidget(self.pages, 1)
        self.column.addWidget(HairLine(self._theme))
        self.column.addWidget(self.foot)
