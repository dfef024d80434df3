"""Core elements are marked at a visit in a few keys: each line goes on with the next element of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding, settings, visit_summary
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.looks import LookEntry

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today().isoformat()
Put = Callable[..., str]
Open = Callable[..., VisitPage]


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def site(put: Put) -> str:
    initiative = put("initiative", name="Strong starts")
    for at, name in enumerate(("Daily practice", "Coaching", "Data talks")):
        put("core_element", name=name, initiative=initiative, place=at)
    put("core_element", scope="private", name="Secret", initiative=initiative)
    return put("site", name="Alder Road", initiatives=[initiative])


def begin(qtbot: QtBot, page: VisitPage) -> LookEntry:
    """Alt+I; gives the row in which the cursor is then."""
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, "I", Qt.KeyboardModifier.AltModifier)
    return with_cursor(qtbot, page)


def with_cursor(qtbot: QtBot, page: VisitPage) -> LookEntry:
    row = next(row for row in page.findChildren(LookEntry) if row.line.hasFocus())
    qtbot.waitUntil(row.isVisible)
    return row


def test_each_line_marks_the_next_element_and_has_the_visit_its_day_and_its_site(
    qtbot: QtBot, open_visit: Open, store: Store, me: str, site: str
):
    page = open_visit(site=site)
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "2 Three of four groups ran")
    assert row.line.text() == "Three of four groups ran"
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    row = with_cursor(qtbot, page)
    qtbot.keyClicks(row.line, "1")
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    page.save()
    found = {item.fields["evidence"]: item for item in finding.every(store, "integrity_mark")}
    names = {item.uid: item.fields["name"] for item in finding.every(store, "core_element")}
    told = {evidence: (names[item.fields["element"]], item.fields["mark"]) for evidence, item in found.items()}
    assert told == {"Three of four groups ran": ("Daily practice", "partly"), None: ("Coaching", "holds")}
    first = found["Three of four groups ran"]
    assert {name: first.fields[name] for name in ("visit", "site", "date", "seen_by")} == {
        "visit": page.uid,
        "site": site,
        "date": TODAY,
        "seen_by": [me],
    }
    assert not first.private


def test_a_figure_that_begins_a_number_is_no_mark(qtbot: QtBot, open_visit: Open, site: str):
    page = open_visit(site=site)
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "12 of 14 sessions")
    assert (row.line.text(), row.edit.value("mark")) == ("12 of 14 sessions", None)
    assert "how it is" in row.problem()


def test_what_it_is_based_on_is_picked_and_private_elements_are_not_offered(
    qtbot: QtBot, open_visit: Open, store: Store, site: str
):
    page = open_visit(site=site)
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "3 Nothing ran")
    combo = row.element.combo
    assert "Secret" not in [combo.itemText(at) for at in range(combo.count())]
    row.sources["data"].click()
    page.save()
    [mark] = finding.every(store, "integrity_mark")
    assert (mark.fields["mark"], mark.fields["sources"]) == ("not_held", ["data"])
    again = open_visit(page.uid)
    shown = next(one for one in again.findChildren(LookEntry) if one.line.text())
    assert shown.sources["data"].isChecked()
    assert shown.mark.value() == "not_held"


def test_the_summary_tells_what_was_seen_and_nothing_private(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put, site: str
):
    page = open_visit(site=site)
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "2 Three of four groups ran")
    row.sources["observation"].click()
    page.save()
    [mark] = finding.every(store, "integrity_mark")
    element = str(mark.fields["element"])
    put(
        "integrity_mark",
        scope="private",
        element=element,
        site=site,
        date=TODAY,
        mark="not_held",
        evidence="Not for them",
        visit=page.uid,
    )
    otherwise = {"date": TODAY, "site": site, "elements": [element], "visit": page.uid}
    put("adaptation", what="By phone", planned="planned", consistent="not_clear", why="No rooms", **otherwise)
    put("adaptation", scope="private", what="Kept quiet", **otherwise)
    told = visit_summary.write(store, page.uid, "md").decode()
    assert "# Core elements seen" in told
    assert "Daily practice" in told
    assert "Holds in part" in told
    assert "Three of four groups ran" in told
    assert "# Done otherwise" in told
    assert "By phone" in told
    assert "Planned, Not clear yet" in told
    assert "Not for them" not in told
    assert "Kept quiet" not in told
