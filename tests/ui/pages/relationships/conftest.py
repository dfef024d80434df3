"""What the tests of the map share."""

from __future__ import annotations

import pytest
from maps import TODAY, Open, settle
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map import Habit, MapPanel


@pytest.fixture
def open_map(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    """Opens the map in a window of its own, and waits for it."""

    def show(size: tuple[int, int] = (900, 640), habit: Habit | None = None, site: str = "") -> MapPanel:
        panel = MapPanel(theme, jobs, store, lambda: TODAY, habit=habit, site=site)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        settle(qtbot, jobs)
        panel.view.setFocus()
        return panel

    return show
