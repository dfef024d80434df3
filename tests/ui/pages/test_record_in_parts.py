"""A record's page is built bit by bit: whatever happens meanwhile, it acts as if it stood there whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.record import RecordPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]
Begin = Callable[[str, str], RecordPage]


@pytest.fixture
def begin(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Begin:
    """Shows a page of which nothing but the head and the first field is built."""

    def show(kind: str, uid: str) -> RecordPage:
        page = RecordPage(theme, store, kind, uid, {}, jobs=jobs)
        qtbot.addWidget(page)
        page.resize(900, 800)
        page.show()
        page.activateWindow()
        assert not page.is_whole()
        return page

    return show


def test_the_fields_are_all_there_for_whoever_asks(begin: Begin, put: Put):
    uid = put("person", name="Ruth", role="Head", about="Met at Alder Road", private_notes="Leaves in May")
    page = begin("person", uid)
    asked = [field.name for field in kind_named("person").fields if not field.by_program]
    assert sorted(page.form.editors) == sorted(asked)
    values = page.form.values()
    told = {"name": "Ruth", "role": "Head", "about": "Met at Alder Road", "private_notes": "Leaves in May"}
    assert {name: values[name] for name in told} == told


def test_what_is_typed_before_the_page_is_whole_is_saved(qtbot: QtBot, begin: Begin, put: Put, store: Store):
    uid = put("person", name="Ruth", role="Head")
    page = begin("person", uid)
    first = page.form.first()
    assert isinstance(first, LineEditor)
    first.line.setText("")
    qtbot.keyClicks(first.line, "Ruth Calloway")
    page.save()
    qtbot.waitUntil(page.is_whole)
    assert records.get(store, uid).fields == {"name": "Ruth Calloway", "role": "Head"}


def test_tab_leads_from_the_first_field_to_the_second(qtbot: QtBot, begin: Begin, put: Put):
    page = begin("person", put("person", name="Ruth"))
    first = page.form.first()
    assert isinstance(first, LineEditor)
    first.setFocus()
    qtbot.keyClick(first.line, Qt.Key.Key_Tab)
    assert page.form.editors["role"].isAncestorOf(page.focusWidget() or page)


def test_what_others_save_meanwhile_is_shown_once(qtbot: QtBot, begin: Begin, put: Put):
    site = put("site", name="Alder Road")
    page = begin("site", site)
    put("person", name="Ruth", sites=[site])
    put("site", uid=site, organization="Harbour")
    page.refresh(frozenset({"person", "site"}))
    qtbot.waitUntil(page.is_whole)
    qtbot.waitUntil(lambda: [one.model().rowCount() for one in _lists(page, "person")] == [1])
    assert page.form.editors["organization"].value() == "Harbour"


def test_a_deleted_record_can_be_read_and_not_changed(begin: Begin, put: Put, store: Store):
    uid = put("person", name="Ruth", role="Head")
    with store.write() as transaction:
        records.delete(transaction, uid)
    page = begin("person", uid)
    role = page.form.editors["role"]
    assert isinstance(role, LineEditor)
    assert role.line.isReadOnly()
    assert role.value() == "Head"


def _lists(page: RecordPage, kind: str) -> list[RowList]:
    return [one for one in page.findChildren(RowList, f"pointing-{kind}") if not one.isHidden()]
