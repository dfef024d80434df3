"""The integrity of a site: marked in a few keys, read over time, and how support goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from integrity import Added, add_integrity
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.integrity import IntegrityPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[[str], IntegrityPage]


@pytest.fixture
def added(store: Store) -> Added:
    return add_integrity(store, TODAY)


@pytest.fixture
def open_integrity(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> IntegrityPage:
        page = IntegrityPage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 900)
        page.show()
        page.activateWindow()
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: IntegrityPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def focused(page: IntegrityPage) -> QWidget:
    found = page.window().focusWidget()
    assert found is not None
    return found


def looks_of_today(store: Store) -> dict[str, dict[str, Any]]:
    names = {item.uid: str(item.fields["name"]) for item in finding.every(store, "core_element")}
    return {
        names[str(item.fields["element"])]: dict(item.fields)
        for item in finding.every(store, "integrity_mark")
        if item.fields["date"] == TODAY.isoformat()
    }


def test_a_site_without_elements_says_where_they_are_described(qtbot: QtBot, put: Put, open_integrity: Open):
    site = put("site", name="Bare")
    page = open_integrity(site)
    assert page.nothing.isVisible()
    assert not page.mark_button.isEnabled()
    with qtbot.waitSignal(page.edit_asked) as asked:
        page.nothing.action.click()
    assert asked.args == ["site", site]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.withdrawal.rows.begin.click()
    assert asked.args == ["withdrawal", {"site": site}]


def test_five_elements_are_marked_by_a_few_keys_each_and_taken_back_at_once(
    qtbot: QtBot, store: Store, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    assert page.headline == "3 of 5 core elements hold; 1 holds in part; 1 was never looked at."
    page.mark_button.click()
    for keys, evidence in (("1o", "Four groups"), ("2dw", ""), ("3", "Nobody came"), ("1", ""), ("2", "One evening")):
        qtbot.keyClicks(focused(page), keys)
        qtbot.keyClick(focused(page), Qt.Key.Key_Return)
        qtbot.keyClicks(focused(page), evidence)
        qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    assert focused(page) is page.marking.save_button
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(focused(page), Qt.Key.Key_Space)
    assert offered.args[0] == "5 core elements marked"
    told = {
        name: (own["mark"], sorted(own["sources"] or []), own["evidence"])
        for name, own in looks_of_today(store).items()
    }
    assert told == {
        "Daily practice": ("holds", ["observation"], "Four groups"),
        "Coaching in class": ("partly", ["data", "team_word"], None),
        "Progress checks": ("not_held", [], "Nobody came"),
        "Data talks": ("holds", [], None),
        "Family contact": ("partly", [], "One evening"),
    }
    assert not page.marking.isVisible()
    assert drafts.every(store) == []
    offered.args[1]()
    assert looks_of_today(store) == {}


def test_evidence_without_a_mark_is_asked_for_and_nothing_is_lost(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    page.begin_marking()
    row = page.marking.rows[1]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.keyClicks(row.line, "Seen twice")
    page.marking.save()
    assert "1 holds" in row.sentence.text()
    assert focused(page) is row
    # As when the notebook is locked: what was typed is on the disk, and is gone on with.
    page.flush()
    assert [draft.values["evidence"] for draft in drafts.every(store)] == ["Seen twice"]
    again = open_integrity(added.site)
    again.begin_marking()
    assert again.marking.rows[1].line.text() == "Seen twice"
    with qtbot.waitSignal(again.undo_offered) as offered:
        again.marking.discard_button.click()
    assert drafts.every(store) == []
    offered.args[1]()
    assert len(drafts.every(store)) == 1


def test_what_was_said_so_far_is_saved_from_the_middle_by_keys(
    qtbot: QtBot, store: Store, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    page.begin_marking()
    qtbot.keyClicks(focused(page), "1")
    qtbot.keyClick(focused(page), Qt.Key.Key_Down)
    qtbot.keyClicks(focused(page), "3")
    qtbot.keyClick(focused(page), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(page), "Nobody came")
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(focused(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert offered.args[0] == "2 core elements marked"
    assert focused(page) is page.mark_button
    page.begin_marking()
    qtbot.keyClicks(focused(page), "2")
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.save()
    assert offered.args[0] == "1 core element marked"


def test_the_same_key_again_takes_a_mark_back(qtbot: QtBot, added: Added, open_integrity: Open):
    page = open_integrity(added.site)
    page.begin_marking()
    row = page.marking.rows[0]
    qtbot.keyClicks(row, "1o1o")
    assert not row.edit.value("mark")
    assert not row.edit.value("sources")
    assert row.accessibleName().startswith("Daily practice, Nothing said yet, before: Holds in part")


def test_the_arrows_go_through_time_and_lanes_and_each_look_tells_itself(
    qtbot: QtBot, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    chart = page.card.chart
    chart.setFocus()
    assert page.card.told.text().startswith("2 October 2026: Holds in part. Based on: Data.")
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert page.card.told.text().startswith("16 June 2026: Holds.")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleName().startswith("Coaching in class: 6 July 2026")
    for _lane in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    # The element that was never looked at has nothing to go to.
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert page.card.told.text().startswith("Every other day")
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert asked.args[0] == "adaptation"


def test_it_is_said_which_adaptation_bears_on_which_element(added: Added, open_integrity: Open):
    page = open_integrity(added.site)
    assert page.card.bearing.text() == "Daily practice: An adaptation bears on it: Every other day"


def test_the_chart_has_an_equivalent_in_words(added: Added, open_integrity: Open):
    page = open_integrity(added.site)
    page.card.views.choose("words")
    listed = page.card.listing.text()
    assert page.card.listing.isVisible()
    for told in (
        "Support: Exploring since",
        "Daily practice: Holds in part",
        "Adaptation: By telephone",
        "Wider system",
    ):
        assert told in listed


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_is_saved_without_what_is_private(
    qtbot: QtBot, put: Put, added: Added, open_integrity: Open, tmp_path: Path, ending: str, begins: bytes
):
    put(
        "integrity_mark",
        scope="private",
        element=added.elements[0],
        site=added.site,
        date=TODAY.isoformat(),
        mark="not_held",
        evidence="Between us",
    )
    page = open_integrity(added.site)
    job = page.save_picture(tmp_path / f"integrity.{ending}")
    with qtbot.waitSignal(job.finished):
        pass
    content = (tmp_path / f"integrity.{ending}").read_bytes()
    assert content.startswith(begins)
    assert b"Between us" not in content


def test_an_adaptation_is_ended_and_put_in_force_again(
    qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    assert [row.title for row in page.adaptations.rows.list.shown()] == ["Every other day", "By telephone"]
    ended = page.adaptations.rows.list.shown()[1].uid
    menu = Menu(theme, "Menu", page)
    page.adaptations.fill_menu(ended, page.pos(), menu)
    with qtbot.waitSignal(page.undo_offered) as offered:
        next(action for action in menu.actions() if action.text() == "It goes on").trigger()
    assert records.get(store, ended).fields.get("until") is None
    offered.args[1]()
    assert records.get(store, ended).fields.get("until")


def test_a_condition_stands_from_the_day_it_is_ticked(
    qtbot: QtBot, jobs: Jobs, store: Store, added: Added, open_integrity: Open
):
    page = open_integrity(added.site)
    rows = page.withdrawal.rows.list
    assert [row.date for row in rows.shown()] == ["", "3 days late", "stands since 24 Sep"]
    late = rows.shown()[1].uid
    rows.select(late)
    with qtbot.waitSignal(page.undo_offered):
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert records.get(store, late).fields["stands_since"] == TODAY.isoformat()
    page.refresh(frozenset({"withdrawal_condition"}))
    settle(qtbot, jobs, page)
    assert page.withdrawal.rows.head.remark.text() == "2 of 2 conditions stand."
