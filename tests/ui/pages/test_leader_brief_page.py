"""The leader brief is looked at before it is handed over, and that it was is noted and taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import leader_brief
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.paper_page import Paper
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.leader_brief import LeaderBriefPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


@pytest.fixture
def ruth(put: Put) -> str:
    ruth = put("person", name="Ruth Calloway", private_notes="Never before nine.")
    put("leadership_role", role="Director", person=ruth, decides="The funding line")
    return ruth


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, ruth: str) -> LeaderBriefPage:
    made = LeaderBriefPage(theme, jobs, store, ruth, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(made.given.isEnabled)
    return made


def test_it_is_shown_as_it_is_handed_over_and_written(qtbot: QtBot, page: LeaderBriefPage, tmp_path: Path):
    [paper] = page.findChildren(Paper)
    assert "The funding line" in paper.accessibleDescription()
    assert "nine" not in paper.accessibleDescription()
    assert page.proposed("pdf").name == "2026-10-14 Leader brief Ruth Calloway.pdf"
    with qtbot.waitSignal(page.said):
        page.write_to("pdf", tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").stat().st_size > 100
    assert page.minimumSizeHint().width() <= 800


def test_that_it_was_given_is_noted_and_taken_back(qtbot: QtBot, page: LeaderBriefPage, store: Store, ruth: str):
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.given.click()
    assert leader_brief.last_given(store, ruth) == "2026-10-14"
    offered.args[1]()
    assert leader_brief.last_given(store, ruth) == ""


def test_without_a_person_it_asks_for_whom(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, ruth: str):
    made = LeaderBriefPage(theme, jobs, store, "", today=lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    assert not made.given.isEnabled()
    made.person.set_value(ruth)
    made.person.changed.emit()
    qtbot.waitUntil(made.given.isEnabled)


def test_the_window_leads_there(qtbot: QtBot, desk: Desk, ruth: str):
    desk.go(Place("paper", "leader_brief", ruth))
    qtbot.waitUntil(lambda: bool(desk.findChildren(LeaderBriefPage)))
    desk.go(Place("record", "person", ruth))
    desk.leader_brief()
    assert desk.place() == Place("paper", "leader_brief", ruth)
    desk.go(Place("leaving", "person", ruth))
    assert desk.place() == Place("leaving", "person", ruth)
