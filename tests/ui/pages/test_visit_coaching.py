"""Coaching and training are logged at a visit in a few keys, for a step of the site or for none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import finding, records, settings, visit_summary
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.coaching import LogRow

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today().isoformat()
Put = Callable[..., str]
Open = Callable[..., VisitPage]


def begin(qtbot: QtBot, page: VisitPage) -> LogRow:
    """Alt+C; gives the row in which the cursor is then."""
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, "C", Qt.KeyboardModifier.AltModifier)
    row = next(row for row in page.findChildren(LogRow) if row.line.hasFocus())
    qtbot.waitUntil(row.isVisible)
    return row


def written(page: VisitPage) -> LogRow:
    """The row in which something stands."""
    return next(row for row in page.findChildren(LogRow) if row.line.text())


def test_a_line_is_logged_with_the_visit_its_day_its_site_and_its_people(
    qtbot: QtBot, open_visit: Open, store: Store, put: Put
):
    me, tomas, priya = (put("person", name=name) for name in ("Maren", "Tomas Lind", "Priya Raman"))
    settings.write(store, "me", me)
    site = put("site", name="Alder Road")
    page = open_visit(site=site, attended=[me, tomas, priya])
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "Shadowed a session")
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    page.save()
    [log] = finding.every(store, "step_log")
    assert {name: value for name, value in log.fields.items() if value} == {
        "what": "Shadowed a session",
        "way": "coaching",
        "people": [tomas, priya],
        "visit": page.uid,
        "site": site,
        "date": TODAY,
    }
    assert not log.private


def test_it_is_logged_for_an_open_step_of_the_site_as_that_says(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    site = put("site", name="Alder Road")
    step = put("plan_step", what="Train a second analyst", way="training", site=site)
    put("plan_step", what="Done", way="training", site=site, state="done")
    put("plan_step", what="Elsewhere", way="training")
    page = open_visit(site=site)
    row = begin(qtbot, page)
    assert not row.step.isVisible()
    qtbot.keyClicks(row.line, "First module")
    combo = row.step.combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["None", "Train a second analyst"]
    qtbot.keyClick(row.line, Qt.Key.Key_Tab)
    assert page.focusWidget() is combo
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClicks(row.minutes.line, "90")
    page.save()
    [log] = finding.every(store, "step_log")
    assert {name: log.fields[name] for name in ("step", "way", "minutes")} == {
        "step": step,
        "way": "training",
        "minutes": 90,
    }
    again = open_visit(page.uid)
    shown = written(again)
    assert (shown.line.text(), shown.step.combo.currentText()) == ("First module", "Train a second analyst")


def test_a_row_without_words_is_told(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    page = open_visit(site=put("site", name="Alder Road"))
    row = begin(qtbot, page)
    qtbot.keyClicks(row.line, "x")
    qtbot.keyClicks(row.minutes.line, "30")
    row.line.clear()
    row.line.textEdited.emit("")
    page.save()
    assert not finding.every(store, "step_log")
    assert "Say in a line" in row.line.accessibleDescription()


def test_a_step_that_is_done_since_still_has_its_name(qtbot: QtBot, open_visit: Open, store: Store, put: Put):
    step = put("plan_step", what="Train a second analyst", way="training", state="done")
    visit = put("visit", date=TODAY)
    put("step_log", what="First module", date=TODAY, step=step, visit=visit)
    page = open_visit(visit)
    row = written(page)
    assert row.step.combo.currentText() == "Train a second analyst"


def test_the_summary_tells_what_is_shared_of_it(store: Store, put: Put):
    hana = put("person", name="Hana Sato")
    with store.write() as transaction:
        secret = records.put(transaction, "plan_step", {"what": "Secret", "way": "coaching"}, scope="private").uid
    visit = put("visit", date=TODAY)
    put("step_log", what="Shadowed", date=TODAY, way="coaching", minutes=60, people=[hana], step=secret, visit=visit)
    fields = {"what": "Hidden", "date": TODAY, "visit": visit}
    with store.write() as transaction:
        records.put(transaction, "step_log", fields, scope="private")
    [told] = visit_summary.gather(store, visit).built
    assert (told.what, told.way, told.minutes, told.people, told.step) == (
        "Shadowed",
        "Coaching",
        60,
        ("Hana Sato",),
        "",
    )
