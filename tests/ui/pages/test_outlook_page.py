"""The outlook: all sites beside each other, and one with what is at risk, strong and not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from outlook import add_outlook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.ui.kit.chips import ChoiceChip
from isp_desktop.ui.kit.columns import ColumnRow
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.outlook import OutlookPage, SiteOutlookPage
from isp_desktop.ui.pages.site import SitePage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today()
Put = Callable[..., str]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[OutlookPage | SiteOutlookPage, int], None]:
    def shown(page: OutlookPage | SiteOutlookPage, width: int = 1212) -> None:
        qtbot.addWidget(page)
        page.resize(width, 860)
        page.show()
        qtbot.waitUntil(page.is_whole)

    return shown


def rows(page: OutlookPage) -> dict[str, ColumnRow]:
    return {row.title: row for row in page.list.shown() if isinstance(row, ColumnRow)}


def test_sites_stand_beside_each_other_and_each_is_told_in_words(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Callable[..., None]
) -> None:
    site = add_outlook(store, TODAY)
    page = OutlookPage(theme, jobs, store)
    show(page)
    found = rows(page)
    assert list(found) == ["Alder Road Primary", "Willow Lane"]
    assert found["Alder Road Primary"].second == "Tapering"
    cells = [(cell.text, cell.small) for cell in found["Alder Road Primary"].columns]
    assert cells[0] == ("3 at risk", "4 strong, 3 at risk")
    assert [cell.text for cell in found["Willow Lane"].columns] == ["Unknown"] * 7
    assert page.headline.startswith("2 sites. All core elements hold at 0;")
    page.sort_by("not_known")
    assert list(rows(page)) == ["Willow Lane", "Alder Road Primary"]
    page.sort_by("integrity")
    assert list(rows(page)) == ["Alder Road Primary", "Willow Lane"]
    with qtbot.waitSignal(page.outlook_asked) as asked:
        page.list.setFocus()
        page.list.select(site)
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args == [site]


def test_an_initiative_narrows_the_sites_down(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Callable[..., None]
) -> None:
    add_outlook(store, TODAY)
    page = OutlookPage(theme, jobs, store)
    show(page)
    with store.write() as transaction:
        other = records.put(transaction, "initiative", {"name": "Counting"}).uid
    page.show_initiative(other)
    qtbot.waitUntil(page.is_whole)
    assert page.nothing.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.nothing.action.click()
    assert asked.args == ["site", {"initiatives": [other]}]


def test_a_site_is_told_by_what_is_at_risk_strong_and_not_known(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, show: Callable[..., None]
) -> None:
    site = add_outlook(store, TODAY)
    page = SiteOutlookPage(theme, jobs, store, site)
    show(page)
    assert page.headline.startswith("3 of 5 core elements hold, 2 are at risk.")
    risk = page.cards["at_risk"]
    assert risk.lines[0].told == "Coaching in class holds in part."
    assert {line.state for line in page.cards["strong"].lines} == {"strong"}
    with qtbot.waitSignal(page.record_asked) as asked:
        risk.list.setFocus()
        qtbot.keyClick(risk.list, Qt.Key.Key_Return)
    assert asked.args == ["integrity_mark", risk.lines[0].uid]
    charts = page.courses.charts()
    assert [chart.label for chart in charts][:2] == ["Core elements", "Capacity"]
    assert "now: 4 strong, 3 at risk" in charts[0].words
    assert all(len(chart.stacks) == len(charts[0].stacks) for chart in charts)


def test_in_a_narrow_window_what_is_strong_stands_under_what_is_at_risk(
    theme: Theme, jobs: Jobs, store: Store, show: Callable[..., None]
) -> None:
    site = add_outlook(store, TODAY)
    page = SiteOutlookPage(theme, jobs, store, site)
    show(page, 900)
    risk, strong = page.cards["at_risk"], page.cards["strong"]
    assert strong.mapTo(page, strong.rect().topLeft()).y() > risk.mapTo(page, risk.rect().topLeft()).y()
    assert page.minimumSizeHint().width() <= 900


def test_a_new_site_says_what_to_write_down_first(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put, show: Callable[..., None]
) -> None:
    initiative = put("initiative", name="Reading")
    site = put("site", name="Alder Road")
    page = SiteOutlookPage(theme, jobs, store, site)
    show(page)
    assert page.nothing.isVisible()
    assert page.nothing.action.text() == "Say of which initiative"
    with qtbot.waitSignal(page.edit_asked) as edited:
        page.nothing.action.click()
    assert edited.args == ["site", site]
    with store.write() as transaction:
        records.put(transaction, "site", {"initiatives": [initiative]}, site)
    page.refresh(frozenset({"site"}))
    qtbot.waitUntil(page.is_whole)
    with qtbot.waitSignal(page.new_asked) as begun:
        page.nothing.action.click()
    assert begun.args == ["core_element", {"initiative": initiative}]
    put("core_element", name="Groups of four", initiative=initiative)
    page.refresh(frozenset({"core_element"}))
    qtbot.waitUntil(page.is_whole)
    with qtbot.waitSignal(page.new_asked) as begun:
        page.nothing.action.click()
    assert begun.args == ["integrity_mark", {"site": site}]


def test_the_outlook_is_reached_from_the_site_and_leads_back(qtbot: QtBot, desk: Desk, store: Store) -> None:
    site = add_outlook(store, TODAY)
    desk.go(Place("record", "site", site))
    page = desk.page()
    assert isinstance(page, SitePage)
    page.findChild(ChoiceChip, "outlook").click()
    assert isinstance(desk.page(), SiteOutlookPage)
    outlook = desk.page()
    qtbot.waitUntil(outlook.is_whole)
    outlook.header.went_to.emit(0)
    assert isinstance(desk.page(), OutlookPage)


def test_the_report_is_written_from_what_is_shared(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, tmp_path: Path, show: Callable[..., None]
) -> None:
    site = add_outlook(store, TODAY)
    page, every = SiteOutlookPage(theme, jobs, store, site), OutlookPage(theme, jobs, store)
    show(page)
    assert page.report_button.proposed("pdf").name == f"Outlook Alder Road Primary {TODAY.isoformat()}.pdf"
    for shown in (page, every):
        show(shown)
        shown.report_button.save("md", tmp_path / "outlook.md")
        qtbot.waitUntil(lambda: not jobs.busy())
        text = (tmp_path / "outlook.md").read_text("utf-8")
        assert "Alder Road Primary" in text
        assert "matters to hand on" not in text
        (tmp_path / "outlook.md").unlink()
