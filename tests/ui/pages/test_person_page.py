"""The page of a person: how to reach her, promises both ways, private notes apart, merging and taking apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import merge_preview, merging, records
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.person import PersonPage
from isp_desktop.ui.pages.person.merge import PreviewDialog, TwinDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[..., PersonPage]


@pytest.fixture
def open_person(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> PersonPage:
        page = PersonPage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
        return page

    return show


def words(page: PersonPage) -> list[str]:
    return [one.text() for one in page.side.findChildren(Prose)]


def button(page: PersonPage, name: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.accessibleName() == name)


def test_contact_data_can_be_copied_and_the_rhythm_is_said(qtbot: QtBot, open_person: Open, put: Put):
    site = put("site", name="Alder Road")
    uid = put(
        "person", name="Priya", emails=["priya@alder.example"], phones=["555 01 02"], wanted_days=28, sites=[site]
    )
    put("visit", date="2026-08-23", attended=[uid])
    page = open_person(uid)
    with qtbot.waitSignal(page.said, check_params_cb=lambda said: "copied" in said):
        button(page, "Copy priya@alder.example").click()
    assert QGuiApplication.clipboard().text() == "priya@alder.example"
    assert "52 of 28 days, time to get in touch" in words(page)
    assert button(page, "Call 555 01 02").words() == "555 01 02"


def test_private_notes_stand_in_the_private_panel(open_person: Open, put: Put):
    uid = put("person", name="Priya", private_notes="Leaving?")
    put("note", text="Tired of it", people=[uid])
    put("note", scope="shared", text="Spoke well", people=[uid])
    page = open_person(uid)
    panel = page.findChild(PrivatePanel, "private")
    assert [one.text() for one in panel.findChildren(Prose)] == ["Stays on this computer", "Leaving?", "Tired of it"]


def test_new_records_begin_with_her(qtbot: QtBot, open_person: Open, put: Put):
    uid = put("person", name="Priya")
    page = open_person(uid)
    for act, asked in (
        (page.note_button, ["note", {"people": [uid]}]),
        (page.visit_button, ["visit", {"attended": [uid]}]),
    ):
        with qtbot.waitSignal(page.new_asked) as signal:
            act.click()
        assert signal.args == asked
    with qtbot.waitSignal(page.edit_asked) as signal:
        page.edit_button.click()
    assert signal.args == ["person", uid]
    assert page.minimumSizeHint().width() <= 800


def test_merged_with_a_likely_twin_after_seeing_both(
    qtbot: QtBot, open_person: Open, jobs: Jobs, put: Put, store: Store
):
    keep = put("person", name="Priya Raman", emails=["p@a.org"])
    gone = put("person", name="P Raman", emails=["p@a.org"], role="Coach")
    promise = put("commitment", what="Send", owner=gone)
    page = open_person(keep)
    page.begin_merge()
    qtbot.waitUntil(lambda: page.findChild(TwinDialog) is not None)
    page.findChild(TwinDialog).list.opened.emit(gone)
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None)
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.findChild(PreviewDialog).accept()
    assert records.get(store, promise).fields["owner"] == keep
    page.refresh(frozenset({"person", "commitment"}))
    qtbot.waitUntil(lambda: page.findChild(Notice, f"former-{gone}") is not None)
    assert "Coach" in page.head.role
    with qtbot.waitSignal(page.said, check_params_cb=lambda said: "two people again" in said):
        offered.args[1]()
        assert jobs.busy()
    assert records.get(store, promise).fields["owner"] == gone


def test_undone_also_when_the_page_of_the_one_that_went_is_closed(
    qtbot: QtBot, open_person: Open, jobs: Jobs, put: Put, store: Store
):
    keep, gone = put("person", name="Priya Raman"), put("person", name="P Raman")
    promise = put("commitment", what="Send", owner=gone)
    page = open_person(gone)
    with qtbot.waitSignal(page.undo_offered) as offered:
        page._show_preview(merge_preview.preview(store, keep, gone))
        page.findChild(PreviewDialog).accept()
    shiboken6.delete(page)
    offered.args[1]()
    assert jobs.busy()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert records.get(store, promise).fields["owner"] == gone


def test_one_who_was_only_restored_says_that_she_is_still_merged(
    qtbot: QtBot, open_person: Open, put: Put, store: Store
):
    keep, gone = put("person", name="Priya Raman"), put("person", name="P Raman")
    promise = put("commitment", what="Send", owner=gone)
    merging.merge(store, keep, gone)
    with store.write() as transaction:
        records.restore(transaction, gone)
    page = open_person(gone)
    assert page.notice("gone").isVisible()
    assert page.edit_button.isVisible()
    with qtbot.waitSignal(page.said, check_params_cb=lambda said: "two people again" in said):
        page.notice("gone").acted.emit()
    assert records.get(store, promise).fields["owner"] == gone


def test_taken_apart_later_from_either_page(qtbot: QtBot, open_person: Open, jobs: Jobs, put: Put, store: Store):
    keep, gone = put("person", name="Priya Raman"), put("person", name="P Raman")
    promise = put("commitment", what="Send", owner=gone)
    merging.merge(store, keep, gone)
    page = open_person(keep)
    with qtbot.waitSignal(page.said, check_params_cb=lambda said: "two people again" in said):
        page.findChild(Notice, f"former-{gone}").acted.emit()
    assert records.get(store, promise).fields["owner"] == gone
    merging.merge(store, keep, gone)
    page = open_person(gone)
    assert "Priya Raman" in page.notice("gone").accessibleName()
    with qtbot.waitSignal(page.said, check_params_cb=lambda said: "two people again" in said):
        page.notice("gone").acted.emit()
    page.refresh(frozenset({"person"}))
    assert page.notice("gone") is None
