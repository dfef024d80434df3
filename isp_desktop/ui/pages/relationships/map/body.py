"""The map, the same as a list, or what is said while there is nobody: one of the three at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from isp_desktop.domain.language import _
from isp_desktop.ui.kit.empty import EmptyState
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.listing import MapList
from isp_desktop.ui.pages.relationships.map.shown import Shown
from isp_desktop.ui.pages.relationships.map.view import MapView


class Body(QStackedWidget):
    """What fills the panel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MapView(theme)
        self.list = MapList(theme)
        self.empty = EmptyState(
            theme,
            _("Nobody is on the map yet"),
            _("It shows people, teams, organizations and sites, and what ties them. Begin with a person."),
            _("Add a person"),
            _("Import a network"),
            other_icon="download",
        )
        self._is_listed = False
        for part in (self.view, self.list, self.empty):
            self.addWidget(part)

    def show_part(self, shown: Shown, *, listed: bool, nobody: bool) -> None:
        """Shows one of the three; the list has all that is chosen, whatever of it the map can show."""
        if listed and not self._is_listed:
            self._is_listed = True
            self.list.show_network(shown.chosen())
        self.setCurrentWidget(self.empty if nobody else self.list if listed else self.view)

    def forget_list(self) -> None:
        """The list tells something else from now on; it is filled when it is shown."""
        self._is_listed = False
