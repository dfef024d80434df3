"""A theme on the test application, with the shipped fonts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.theme import Theme, load_fonts


@pytest.fixture(scope="session")
def shipped_fonts(qapp: object) -> None:
    load_fonts()


@pytest.fixture
def theme(qtbot: QtBot, shipped_fonts: None, qapp) -> Theme:
    made = Theme("light")
    made.apply(qapp)
    return made
