"""The summary for supervision is picked together over its pages, and written as it was looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.ways import ways
from isp_desktop.ui.pages.practice import PracticePage
from isp_desktop.ui.pages.supervision import SupervisionPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[], SupervisionPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show() -> SupervisionPage:
        page = SupervisionPage(theme, jobs, store, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(960, 860)
        page.show()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: SupervisionPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def text(page: SupervisionPage) -> str:
    """What a screen reader hears of the first page, which is all of it in words."""
    found = page.findChild(object, "page-1")
    assert found is not None
    return str(found.property("accessibleDescription"))


def test_what_is_ticked_goes_in_and_is_written(
    qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open, tmp_path: Path
):
    put("visit", date="2026-10-01", activities=["C5"])
    put("conversation", date="2026-09-10", what="About time", went="Quarrelword")
    page = open_page()
    assert "C5 Coach daily work: once" in text(page)
    assert "Quarrelword" not in text(page)
    page.offers.setFocus()
    qtbot.keyClick(page.offers, Qt.Key.Key_Down)
    qtbot.keyClick(page.offers, Qt.Key.Key_Space)
    settle(qtbot, jobs, page)
    assert "Quarrelword" in text(page)
    with qtbot.waitSignal(page.write_to("md", tmp_path / "summary.md").finished):
        pass
    assert "Quarrelword" in (tmp_path / "summary.md").read_text("utf-8")
    qtbot.keyClick(page.offers, Qt.Key.Key_Space)
    settle(qtbot, jobs, page)
    assert "Quarrelword" not in text(page)


def test_another_time_leaves_out_what_was_ticked_in_this_one(
    qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open
):
    put("conversation", date="2026-08-10", what="Summer talk", went="Quarrelword")
    page = open_page()
    page.bring(page.offers.rows().row(0).uid, True)
    settle(qtbot, jobs, page)
    page.length.choose("1")
    settle(qtbot, jobs, page)
    assert page.picked().brought == ()
    assert not page.offers.isVisible()
    assert page.nothing.isVisible()
    assert "Quarrelword" not in text(page)
    page.until.chosen.emit("2026-08-01")
    settle(qtbot, jobs, page)
    assert (page.picked().first, page.picked().last) == (dt.date(2026, 8, 1), dt.date(2026, 8, 1))
    assert page.offers.rows().rowCount() == 1
    # Picked by hand means picked for this time.
    assert page.picked().brought == ()


def test_parts_and_sites_are_picked(qtbot: QtBot, jobs: Jobs, store: Store, put: Put, open_page: Open):
    site = put("site", name="Alder Road")
    put("visit", date="2026-10-01", site=site, activities=["C5"])
    put("visit", date="2026-10-02", activities=["R1"])
    page = open_page()
    page.parts["never"].click()
    page.parts["hours"].click()
    page.sites.set_value([site])
    page.sites.changed.emit()
    settle(qtbot, jobs, page)
    assert page.picked().parts == ("done",)
    assert "C5" in text(page)
    assert "R1" not in text(page)


def test_the_window_leads_to_it_and_back(
    qtbot: QtBot, make_window: Callable[[Path], MainWindow], make_store: Callable[[str], Store], tmp_path: Path
):
    window = make_window(tmp_path / "none")
    window.open(make_store("Maren"))
    desk = window.desk()
    assert desk is not None
    way = next(one for one in ways() if one.target.kind == "supervision")
    assert (way.title, way.section) == ("My practice for supervision", "Do")
    desk.go(Place("practice"))
    assert Place("paper", "practice").nav_key() == Place("record", "competency_reflection").nav_key() == "practice"
    next(action for action in window.actions() if action.objectName() == "supervision").trigger()
    page = desk.page()
    assert isinstance(page, SupervisionPage)
    page.back_button.click()
    assert isinstance(desk.page(), PracticePage)
