"""Pages as they stand in a window, in front and built whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import VisitPage


@pytest.fixture
def today() -> dt.date:
    """The day on which a visit's page is opened; a module whose words hang on a day names its own."""
    return dt.date.today()


@pytest.fixture
def open_visit(qtbot: QtBot, theme: Theme, store: Store, today: dt.date) -> Callable[..., VisitPage]:
    """Opens the page of a visit, or of a new one that begins with values; with `on` on another day than today."""

    def show(uid: str = "", on: dt.date | None = None, **preset: Any) -> VisitPage:
        page = VisitPage(theme, store, uid, preset, today=lambda: on or today)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: page.isActiveWindow() and page.is_whole())
        return page

    return show
