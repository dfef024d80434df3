"""What the sidebar counts: drafts, what is to be settled, and what came from colleagues."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from isp_desktop.db.store import Store
from isp_desktop.services import conflicts, drafts
from isp_desktop.ui.kit.sidebar import Sidebar
from isp_desktop.ui.main_window import nav


class Counts(QObject):
    """Shows them in the sidebar; the place of the drafts is there while there are some."""

    def __init__(self, store: Store, sidebar: Sidebar, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._sidebar = store, sidebar
        self._drafts, self._bundles = -1, 0
        # Going to another page, keeping a draft and saving tell of it more than once in a turn.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.show)

    def show_soon(self) -> None:
        """Counts once in this turn, however often that is asked for."""
        self._soon.start()

    def show(self) -> None:
        """Counts now."""
        count = drafts.count(self._store)
        if count != self._drafts:
            self._drafts = count
            self._sidebar.set_groups(nav.groups(count))
        self._sidebar.set_count("conflicts", conflicts.count(self._store))
        self._sidebar.set_count("exchange", self._bundles)

    def set_bundles(self, bundles: int) -> None:
        """So many bundles wait to be received."""
        self._bundles = bundles
        self._sidebar.set_count("exchange", bundles)

    def stop(self) -> None:
        """Counts no more."""
        self._soon.stop()
