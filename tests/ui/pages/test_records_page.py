"""The list of a kind: rows in words, found by typing, deleted with a way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.records import RecordsPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]


def day(days: int) -> str:
    return (dt.date.today() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def open_list(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Callable[[str], RecordsPage]:
    def show(kind: str) -> RecordsPage:
        page = RecordsPage(theme, jobs, store, kind)
        qtbot.addWidget(page)
        page.resize(900, 700)
        page.show()
        return page

    return show


def rows(page: RecordsPage) -> list[Row]:
    model = page.list.rows()
    return [model.row(at) for at in range(model.rowCount())]


def child(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_an_empty_list_that_offers_the_first_step(qtbot: QtBot, open_list, kind: str):
    page = open_list(kind)
    with qtbot.waitSignal(page.new_asked) as asked:
        page.empty.action.click()
    assert asked.args == [kind, {}]
    assert page.minimumSizeHint().width() <= 800


def test_a_visit_is_told_by_its_site_with_its_purpose_under_it(open_list, put: Put):
    site = put("site", name="Alder Road Primary")
    put("visit", date=day(0), site=site, purpose="Team meeting", starts="09:30", ends="11:00", mode="in_person")
    [row] = rows(open_list("visit"))
    assert (row.title, row.second, row.cells) == ("Alder Road Primary", "Team meeting", ("In person, 09:30 to 11:00",))
    assert row.date == "Today"


def test_commitments_say_how_late_they_are_and_the_open_ones_come_first(open_list, put: Put):
    put("commitment", what="Kept already", due=day(-9), status="kept")
    put("commitment", what="Later", due=day(30), status="open")
    put("commitment", what="Observation form", due=day(-3))
    put("commitment", what="Room", due=day(-1), status="open")
    page = open_list("commitment")
    told = [(row.title, row.date, row.section) for row in rows(page)]
    assert told[:2] == [("Observation form", "3 days late", "Overdue"), ("Room", "1 day late", "Overdue")]
    assert [row.title for row in rows(page)][2:] == ["Later"]
    page.show_filter("overdue")
    assert [row.title for row in rows(page)] == ["Observation form", "Room"]
    page.show_filter("all")
    assert len(rows(page)) == 4


def test_pages_follow_each_other_without_a_gap(open_list, put: Put, qtmodeltester: ModelTester):
    for at in range(230):
        put("site", name=f"Site {at:03}")
    page = open_list("site")
    model = page.list.rows()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert [row.title for row in rows(page)] == [f"Site {at:03}" for at in range(230)]
    qtmodeltester.check(model)


def test_typing_finds_within_the_kind_and_escape_shows_all_again(qtbot: QtBot, open_list, put: Put):
    put("person", name="Priya Raman", about="Runs the data review")
    put("person", name="Tomas Lind")
    put("site", name="Priya School")
    page = open_list("person")
    qtbot.keyClicks(page.find_box.line, "priya")
    qtbot.waitUntil(lambda: [row.title for row in rows(page)] == ["Priya Raman"])
    qtbot.keyClick(page.find_box.line, Qt.Key.Key_Escape)
    assert len(rows(page)) == 2


def test_what_is_not_found_is_said_with_the_next_step(qtbot: QtBot, open_list, put: Put):
    put("person", name="Priya Raman")
    page = open_list("person")
    qtbot.keyClicks(page.find_box.line, "xyz")
    qtbot.waitUntil(page.nothing.isVisible)
    page.nothing.other.click()
    assert [row.title for row in rows(page)] == ["Priya Raman"]


def test_enter_opens_and_delete_deletes_with_undo(qtbot: QtBot, open_list, store: Store, put: Put):
    uid = put("person", name="Priya Raman")
    page = open_list("person")
    page.list.select(uid)
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked.args == ["person", uid]
    with qtbot.waitSignal(page.undo_offered) as offered:
        page._delete_current()
    assert rows(page) == []
    offered.args[1]()
    page.refresh(frozenset({"person"}))
    assert [row.uid for row in rows(page)] == [uid]


def test_a_tick_keeps_a_commitment_and_can_be_taken_back(qtbot: QtBot, open_list, store: Store, put: Put):
    uid = put("commitment", what="Observation form", due=day(-3), status="open")
    page = open_list("commitment")
    page.list.select(uid)
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert records.get(store, uid).fields["status"] == "late"
    assert records.get(store, uid).fields["settled_on"] == day(0)
    offered.args[1]()
    assert records.get(store, uid).fields["status"] == "open"
    assert "settled_on" not in records.get(store, uid).fields


def test_drafts_that_were_never_saved_stand_on_top(open_list, store: Store, put: Put):
    put("visit", date=day(0))
    uid = records.new_uid()
    site = {"uid": records.new_uid(), "kind": "site", "name": "New Hill"}
    drafts.keep(store, uid, "visit", {"date": day(0), "site": site["uid"]}, [], {"made": [site]})
    page = open_list("visit")
    assert next((row.title, row.draft) for row in rows(page)) == ("New Hill", True)
    page.list.select(uid)
    page._delete_current()
    assert drafts.of(store, uid) is None


def test_private_and_conflicting_records_say_so(open_list, make_store, store: Store, put: Put):
    put("note", text="Do not raise it yet.", date=day(-1))
    [row] = rows(open_list("note"))
    assert row.private
    assert [chip.text for chip in row.shown_chips] == ["Private"]
    uid = put("site", name="Alder")
    seen = records.get(store, uid).heads
    put("site", uid=uid, name="Alder Road")
    put("site", uid=uid, seen=seen, name="Alder Rd")
    [row] = rows(open_list("site"))
    assert row.conflict


def test_a_new_record_of_a_shown_kind_appears(open_list, put: Put):
    page = open_list("person")
    put("person", name="Priya Raman")
    page.refresh(frozenset({"person"}))
    assert [row.title for row in rows(page)] == ["Priya Raman"]
    assert child(page, "new").isVisible()


def test_an_empty_list_of_visits_says_the_step_that_fits_the_notebook(open_list, put: Put):
    page = open_list("visit")
    assert page.empty.other.words() == "Add a site first"
    assert page.empty.other.isVisible()
    put("site", name="Alder Road Primary")
    page.refresh(frozenset({"site"}))
    assert not page.empty.other.isVisible()
    assert page.empty.action.words() == "Record a visit"
    told = " ".join(label.text() for label in page.empty.findChildren(Prose))
    assert "Write down the first one" in told
    assert "site" not in told
