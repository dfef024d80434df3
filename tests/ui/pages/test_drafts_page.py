"""Drafts are told apart by what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from colleagues import change_at_once
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, lines, records
from isp_desktop.ui.kit.rows import ROW, Row
from isp_desktop.ui.kit.story_page import StoryPage
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.drafts import DraftsPage
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def keep(store: Store, kind: str, values: dict[str, Any], **extra: Any) -> None:
    drafts.keep(store, records.new_uid(), kind, values, (), extra)


def shown(qtbot: QtBot, theme: Theme, store: Store) -> list[Row]:
    page = DraftsPage(theme, store)
    qtbot.addWidget(page)
    page.show()
    model = page.list.rows()
    return [model.index(at, 0).data(ROW) for at in range(model.rowCount())]


def told(qtbot: QtBot, theme: Theme, store: Store) -> set[tuple[str, str]]:
    return {(row.title, row.second) for row in shown(qtbot, theme, store)}


def test_new_visits_are_told_apart_by_site_day_and_first_words(
    qtbot: QtBot, theme: Theme, store: Store, put: Callable[..., str]
) -> None:
    site = put("site", name="Alder Road")
    keep(store, "visit", {"date": "2026-11-18", "site": site, "discussion": "They met.", "private_notes": "Hush"})
    keep(store, "visit", {"date": "2026-11-17", "discussion": "The new head wants a plan. " + "More. " * 40})
    keep(store, "visit", {"date": "2026-11-16", "site": "new"}, made=[{"uid": "new", "kind": "site", "name": "Elm"}])
    keep(store, "visit", {"date": "2026-11-15", "private_notes": "Hush"})
    assert told(qtbot, theme, store) == {
        ("Alder Road, 18 November 2026", "New visit: They met."),
        ("The new head wants a plan. More. More. More. More. …, 17 November 2026", "New visit"),
        ("Elm, 16 November 2026", "New visit"),
        ("New visit, 15 November 2026", "No words yet"),
    }


def test_other_drafts_begin_with_their_name(qtbot: QtBot, theme: Theme, store: Store, put: Callable[..., str]) -> None:
    priya = put("person", name="Priya Raman")
    drafts.keep(store, priya, "person", {"role": "Head"}, (), {})
    keep(store, "person", {"name": "Tomas Lind", "role": "Coach"})
    keep(store, "commitment", {"what": "Send the form", "due": "2026-11-20"})
    found = told(qtbot, theme, store)
    assert ("Priya Raman", "Head") in found
    assert ("Tomas Lind", "New person: Coach") in found
    assert ("Send the form", "New commitment") in found


def test_what_is_private_as_a_whole_is_told_by_its_words_too_and_looks_private(
    qtbot: QtBot, theme: Theme, store: Store
) -> None:
    keep(store, "note", {"heading": "Rota", "text": "Ask Mae", "date": "2026-11-20"})
    keep(store, "reflection", {"question": "Too fast?", "answer": "Yes"})
    keep(store, "person", {"name": "Tomas Lind"})
    found = {row.title: (row.second, row.private) for row in shown(qtbot, theme, store)}
    assert found == {
        "Rota": ("New note: Ask Mae", True),
        "Too fast?": ("New reflection: Yes", True),
        "Tomas Lind": ("New person", False),
    }


def test_what_was_saved_looks_as_the_record_itself_does(
    qtbot: QtBot, theme: Theme, store: Store, put: Callable[..., str]
) -> None:
    """Whether it is private is what holds for the record, not what would for a new one."""
    kept, shared = put("note", text="Rota"), put("note", text="Hours", scope="shared")
    site = put("site", name="Alder Road", about="Open daily")
    change_at_once(store, site, "about", "Open", "Closed")
    for uid, kind in ((kept, "note"), (shared, "note"), (site, "site")):
        drafts.keep(store, uid, kind, {}, (), {})
    found = {row.uid: (row.private, row.conflict) for row in shown(qtbot, theme, store)}
    assert found == {kept: (True, False), shared: (False, False), site: (False, True)}


def test_in_the_list_of_visits_too(store: Store) -> None:
    keep(store, "visit", {"date": "2026-11-17", "purpose": "Data review", "discussion": "They met."})
    keep(store, "visit", {"date": "2026-11-16"})
    assert [line.title for line in lines.unsaved(store, "visit")] == ["New visit", "Data review They met."]


def test_a_draft_opens_where_it_is_written(qtbot: QtBot, desk: Desk, store: Store, put: Callable[..., str]) -> None:
    uid = put("site", name="Alder Road")
    drafts.keep(store, uid, "site", {"phone": "555 01 02"}, (), {"at": "phone"})
    desk.go(Place("drafts"))
    drafts_page = desk.page()
    assert isinstance(drafts_page, DraftsPage)
    drafts_page.list.opened.emit(uid)
    page = desk.page()
    assert isinstance(page, RecordPage)
    assert page.form.editors["phone"].value() == "555 01 02"
    assert page.state.accessibleName().endswith(" resumed")


@pytest.mark.parametrize("kind", ["site", "person"])
def test_the_page_to_read_says_that_a_draft_waits_and_leads_to_it(
    qtbot: QtBot, desk: Desk, store: Store, put: Callable[..., str], kind: str
) -> None:
    uid = put(kind, name="Alder")
    drafts.keep(store, uid, kind, {"address": "1 Mill Lane"}, (), {})
    desk.go(Place("record", kind, uid))
    page = desk.page()
    assert isinstance(page, StoryPage)
    notice = page.notice("draft")
    assert notice is not None
    assert notice.accessibleName().startswith("You have a draft, kept ")
    notice.button.click()
    assert desk.place() == Place("edit", kind, uid)
    desk.save()
    desk.go(Place("record", kind, uid))
    page = desk.page()
    assert isinstance(page, StoryPage)
    assert page.notice("draft") is None


def test_a_draft_of_a_visit_opens_on_the_page_of_visits(desk: Desk, store: Store, put: Callable[..., str]) -> None:
    uid = put("visit", date="2026-11-18")
    drafts.keep(store, uid, "visit", {"discussion": "They met."}, (), {})
    desk.go(Place("drafts"))
    page = desk.page()
    assert isinstance(page, DraftsPage)
    page.list.opened.emit(uid)
    assert isinstance(desk.page(), VisitPage)
