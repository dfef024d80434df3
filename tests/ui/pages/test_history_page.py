"""A record's history is told in words, newest first, and what was deleted can be brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from colleagues import change_at_once
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.services import records, settling
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.compare import CompareText
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.history import HistoryPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]


@pytest.fixture
def open_history(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Callable[[str], HistoryPage]:
    def show(uid: str) -> HistoryPage:
        page = HistoryPage(theme, jobs, store, uid)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        qtbot.waitUntil(page.is_whole)
        return page

    return show


def test_each_change_is_told_with_what_was_before(open_history, put: Put):
    site = put("site", name="Alder Road")
    uid = put("person", name="Priya Raman", role="Coordinator", about="Runs the data review.")
    put("person", uid=uid, role="Coach", sites=[site], about="Runs the data review on her own.", private_notes="Ring")
    page = open_history(uid)
    private, changed, made = page.story.steps
    assert (private.private, made.did, changed.did) == (True, "made it", "changed it")
    told = {change.label: (change.before, change.after) for change in changed.changes}
    assert told["Role"] == ("Coordinator", "Coach")
    assert told["Sites"] == ("", "Alder Road")
    compared = [view.spoken() for view in page.findChildren(CompareText)]
    assert compared == ["added: on her own"]
    assert page.minimumSizeHint().width() <= 800


def test_a_deleted_record_is_brought_back(qtbot: QtBot, open_history, store: Store, put: Put):
    uid = put("person", name="Priya Raman")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page = open_history(uid)
    assert page.story.steps[0].did == "deleted it"
    with qtbot.waitSignal(page.said):
        page.restore_button.click()
    assert records.get(store, uid).life == "live"
    assert page.restore_button.isHidden()
    qtbot.waitUntil(lambda: page.story.steps[0].did == "brought it back")


def test_the_way_back_leads_to_the_record(qtbot: QtBot, open_history, put: Put):
    uid = put("site", name="Alder Road")
    page = open_history(uid)
    with qtbot.waitSignal(page.record_asked) as asked:
        page.back_button.click()
    assert asked.args == ["site", uid]


def test_a_settling_is_told_with_its_reason(qtbot: QtBot, open_history, store: Store, put: Put):
    uid = put("site", name="Alder Road", about="before")
    change_at_once(store, uid, "about", "one", "two")
    settling.settle(store, uid, "about", value="three", reason="Agreed by phone")
    page = open_history(uid)
    assert page.story.steps[0].did == "settled it"
    assert "Agreed by phone" in {label.text() for label in page.findChildren(Prose)}


def spoken(page: HistoryPage) -> list[str]:
    """Who did what, from the top down."""
    heads = [one for one in page.findChildren(Label) if one.text().startswith("Maren Oduya ")]
    heads.sort(key=lambda label: label.mapTo(page, QPoint(0, 0)).y())
    return [label.text().removeprefix("Maren Oduya ") for label in heads if label.isVisible()]


def test_a_long_story_comes_step_by_step_and_further_when_asked_for(qtbot: QtBot, open_history, put: Put):
    uid = put("site", name="Alder Road")
    for number in range(32):
        put("site", uid=uid, phone=str(number))
    page = open_history(uid)
    assert len(spoken(page)) == 30
    [older] = [one for one in page.findChildren(Button) if one.text() == "Show older changes"]
    older.click()
    qtbot.waitUntil(page.is_whole)
    QApplication.processEvents()
    assert spoken(page) == ["changed it"] * 32 + ["made it"]
    assert not older.isVisible()


def test_what_comes_meanwhile_is_put_on_top_and_nothing_else_is_built_anew(qtbot: QtBot, open_history, put: Put):
    uid = put("site", name="Alder Road")
    page = open_history(uid)
    [made] = [one for one in page.findChildren(Label) if one.text() == "Maren Oduya made it"]
    put("site", uid=uid, phone="1")
    page.refresh(frozenset({"site"}))
    qtbot.waitUntil(lambda: spoken(page) == ["changed it", "made it"])
    assert made.isVisible()


def test_there_is_no_page_of_a_record_that_is_not_there(theme: Theme, jobs: Jobs, store: Store):
    with pytest.raises(NotFound):
        HistoryPage(theme, jobs, store, records.new_uid())
