"""The map of relationships under test: opened, waited for, and its keys pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.pages.relationships.map import MapPanel

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[..., MapPanel]


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    """Waits until nothing is read or written any more, and all that is shown has its place."""
    qtbot.waitUntil(lambda: not jobs.busy())
    QApplication.processEvents()


def press(panel: MapPanel, *keys: Qt.Key) -> None:
    """Presses keys on the map."""
    for key in keys:
        QTest.keyClick(panel.view, key)
