"""What a visit's page stands on: its head, the form's place, and the rail beside it or behind a tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.text_editor import holds_files
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import content
from isp_desktop.ui.pages.visit.head import VisitHead
from isp_desktop.ui.pages.visit.rail import WIDTH, Rail
from isp_desktop.ui.pages.visit.tabs import Tabs
from isp_desktop.ui.parts.writing import Writing
from isp_desktop.ui.parts.written_page import WrittenPage

# The rail gives way where the page is narrower: a window of 1280 less its sidebar.
_NARROW = 1040
_ANY_WIDTH = (1 << 24) - 1


class VisitGround(WrittenPage):
    """The parts around the form, which the page fills in.

    Signals:
        given: files or a picture were dropped or pasted (QMimeData).
    """

    given = Signal(QMimeData)

    def __init__(
        self,
        theme: Theme,
        store: Store,
        edit: Edit,
        jobs: Jobs | None,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, store, Writing(store, edit, content.linked, content.rows), jobs, today, parent)
        self.rail = Rail(theme, today, self)
        self.tabs = Tabs(theme, self)
        self.tabs.changed.connect(self._lay_out)
        self.header = VisitHead(theme, self.state, self)
        self.finish_button, self.discard_button = self.header.finish, self.header.discard
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addLayout(self._body(), 1)

    def _body(self) -> QHBoxLayout:
        self._main = scrolled(self._ground, parent=self)
        self._line = HairLine(self._theme, down=True)
        self._side = scrolled(self.rail, surface=False, parent=self)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._main, 1)
        across.addWidget(self._line)
        across.addWidget(self._side)
        return across

    def _lay_out(self) -> None:
        """With the rail beside the form, or one of the two where there is no room for both."""
        narrow = self.width() < self._theme.px(_NARROW)
        looking = narrow and self.tabs.looking_back
        self.tabs.setVisible(narrow)
        self._main.setVisible(not looking)
        self._side.setVisible(looking or not narrow)
        self._line.setVisible(not narrow)
        self._side.setMinimumWidth(0 if narrow else self._theme.px(WIDTH))
        self._side.setMaximumWidth(_ANY_WIDTH if narrow else self._theme.px(WIDTH))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.given.emit(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
