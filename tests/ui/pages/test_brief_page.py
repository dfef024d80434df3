"""A brief is looked at before it is printed, private or of what is shared, and reached from a person and by search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.paper_page import Paper
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.brief import BriefPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]


@pytest.fixture
def ruth(put: Put) -> str:
    return put("person", name="Ruth Calloway", role="Director", private_notes="Never before nine.")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, ruth: str) -> BriefPage:
    made = BriefPage(theme, jobs, store, "person", ruth)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.buttons["pdf"].isEnabled)
    return made


def told(page: BriefPage) -> str:
    papers = [paper for paper in page.findChildren(Paper) if paper.isVisible()]
    return papers[0].accessibleDescription() if papers else ""


def test_it_is_shown_private_and_marked_then_as_it_is_handed_on(qtbot: QtBot, page: BriefPage):
    assert "Private: for Maren Oduya only" in told(page)
    assert "Never before nine." in told(page)
    assert page.proposed("pdf").name.endswith("Brief on Ruth Calloway private.pdf")
    page.to_hand_on.click()
    qtbot.waitUntil(lambda: "Ruth Calloway" in told(page) and "Private" not in told(page))
    assert "Never before nine." not in told(page)
    assert page.proposed("pdf").name.endswith("Brief on Ruth Calloway.pdf")
    assert page.minimumSizeHint().width() <= 800


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_each_form_is_written_as_it_is_shown(qtbot: QtBot, page: BriefPage, tmp_path: Path, form: str):
    path = tmp_path / f"brief.{form}"
    with qtbot.waitSignal(page.said):
        page.write_to(form, path)
    assert path.stat().st_size > 100
    assert page.proposed(form).parent == tmp_path


def test_without_a_person_it_asks_about_whom(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, ruth: str):
    made = BriefPage(theme, jobs, store, "person", "")
    qtbot.addWidget(made)
    made.show()
    assert not made.buttons["pdf"].isEnabled()
    qtbot.keyClicks(made.about.line, "ruth")
    qtbot.keyClick(made.about.line, Qt.Key.Key_Return)
    qtbot.waitUntil(made.buttons["pdf"].isEnabled)
    assert made.shown_uid() == ruth
    assert "Director" in told(made)


def test_it_is_reached_from_the_page_of_a_person_and_from_anywhere(qtbot: QtBot, desk: Desk, put: Put, ruth: str):
    desk.brief()
    assert desk.place() == Place("paper", "person", "")
    desk.go(Place("record", "person", ruth))
    desk.brief()
    assert desk.place() == Place("paper", "person", ruth)
    page = desk.page()
    assert isinstance(page, BriefPage)
    qtbot.waitUntil(page.buttons["pdf"].isEnabled)
    page.back_button.click()
    assert desk.place() == Place("record", "person", ruth)


def test_what_to_have_in_mind_before_a_visit_is_a_page_away(qtbot: QtBot, desk: Desk, put: Put):
    site = put("site", name="Alder Road Primary")
    put("visit", date="2026-09-01", site=site, discussion="Two lessons seen.", private_notes="Say it again.")
    day = (dt.date.today() + dt.timedelta(days=2)).isoformat()
    visit = put("visit", date=day, site=site, stage="planned")
    desk.go(Place("record", "site", site))
    desk.brief()
    page = desk.page()
    assert isinstance(page, BriefPage)
    qtbot.waitUntil(page.buttons["pdf"].isEnabled)
    assert "Two lessons seen." in told(page)
    assert "Say it again." in told(page)
    page.to_hand_on.click()
    qtbot.waitUntil(lambda: "Two lessons seen." in told(page) and "Say it again." not in told(page))
    page.back_button.click()
    assert desk.place() == Place("record", "site", site)
    for place in (Place("today"), Place("record", "visit", visit)):
        desk.go(place)
        qtbot.waitUntil(lambda: desk.page().findChild(QAbstractButton, "before-the-visit") is not None)
        desk.page().findChild(QAbstractButton, "before-the-visit").click()
        assert desk.place() == Place("paper", "site", site)
