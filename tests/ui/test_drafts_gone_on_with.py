"""A draft is gone on with where all of it is seen: a form would forget the agenda of a meeting and what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.pages.charter import CharterPage
from isp_desktop.ui.pages.drafts import DraftsPage
from isp_desktop.ui.pages.meeting import MeetingPage
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(("kind", "page"), [("meeting", MeetingPage), ("charter", CharterPage), ("visit", VisitPage)])
@pytest.mark.parametrize("by_form", [False, True])
def test_it_opens_on_its_own_page(
    qtbot: QtBot, desk: Desk, store: Store, put: Callable[..., str], kind: str, page: type[Page], by_form: bool
):
    uid, team = records.new_uid(), put("team", name="Core team")
    values = {"team": team, "date": "2026-10-14"} if kind == "meeting" else {"team": team} if kind == "charter" else {}
    drafts.keep(store, uid, kind, values, [], {})
    if by_form:
        # As a place that an older program remembered.
        desk.go(Place("edit", kind, uid))
    else:
        desk.go(Place("drafts"))
        shown = desk.page()
        assert isinstance(shown, DraftsPage)
        shown.list.opened.emit(uid)
    found = desk.page()
    assert isinstance(found, page)
    qtbot.waitUntil(found.is_whole)


def test_a_charter_that_was_begun_is_not_begun_twice(qtbot: QtBot, desk: Desk, store: Store, put: Callable[..., str]):
    uid, team = records.new_uid(), put("team", name="Core team")
    drafts.keep(store, uid, "charter", {"team": team, "vision": "That all children read."}, [], {})
    for whose, expected in ((team, True), (put("team", name="Another"), False)):
        desk.new("charter", {"team": whose})
        page = desk.page()
        assert isinstance(page, CharterPage)
        qtbot.waitUntil(page.is_whole)
        page.write_in("purpose")
        shown = [one.value() for one in page.findChildren(TextEditor)]
        assert ("That all children read." in shown) is expected
