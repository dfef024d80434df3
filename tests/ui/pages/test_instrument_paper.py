"""The form of an instrument on paper, looked at and written to a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services.capacity import instruments
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.assessment.paper import PaperOfInstrument

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_it_is_looked_at_and_saved(qtbot: QtBot, desk: Desk, store: Store, tmp_path: Path):
    uid = instruments.starter(store, "short")
    desk.go(Place("paper", "instrument", uid))
    page = desk.page()
    assert isinstance(page, PaperOfInstrument)
    qtbot.waitUntil(page.buttons["pdf"].isEnabled)
    with qtbot.waitSignal(page.write_to("pdf", tmp_path / "form.pdf").ended):
        pass
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
