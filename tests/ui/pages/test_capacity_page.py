"""Capacity: needs with their steps, and the challenges ahead, acted on where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from capacity import add_plan
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place, list_of
from isp_desktop.ui.pages.capacity import CapacityPage, Habit
from isp_desktop.ui.pages.capacity.challenges import ChallengesView
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.parts.plan import PlanPart

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Open = Callable[..., CapacityPage]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(target: str = "") -> CapacityPage:
        page = CapacityPage(theme, jobs, store, habit=Habit(target=target), today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.choose("plan")
        settle(qtbot, jobs, page)
        return page

    return show


def settle(qtbot: QtBot, jobs: Jobs, page: CapacityPage) -> None:
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def plan_of(page: CapacityPage) -> PlanPart:
    view = page.view()
    assert isinstance(view, PlanPart)
    return view


def challenges_of(page: CapacityPage) -> ChallengesView:
    page.choose("challenges")
    view = page.view()
    assert isinstance(view, ChallengesView)
    return view


def field(store: Store, uid: str, name: str) -> Any:
    return records.get(store, uid).fields.get(name)


def test_without_a_need_it_says_what_belongs_there(qtbot: QtBot, open_page: Open):
    page = open_page()
    assert plan_of(page).nothing.isVisible()
    assert not page.add_button.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        plan_of(page).nothing.action.click()
    assert asked.args == ["need", {}]
    challenges = challenges_of(page)
    qtbot.waitUntil(page.is_whole)
    with qtbot.waitSignal(page.new_asked) as asked:
        challenges.nothing.action.click()
    assert asked.args == ["challenge", {}]


def test_a_need_shows_its_steps_or_that_there_is_none(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page(uids["site"])
    assert page.headline == "2 needs are open, 1 has no step yet."
    first, second = plan_of(page).needs.cards
    assert [chip.text() for chip in first.chips] == ["Train a second analyst, 20 Oct", "Plan a step"]
    assert [chip.text() for chip in second.chips] == ["No plan yet"]
    with qtbot.waitSignal(page.new_asked) as asked:
        second.chips[0].click()
    assert asked.args == ["plan_step", {"needs": [uids["data"]]}]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args == ["need", {"subject": uids["site"], "site": uids["site"]}]


def test_the_arrows_walk_through_needs_and_steps(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page()
    first, second = plan_of(page).needs.cards
    # The arrows go by where things stand.
    qtbot.waitUntil(lambda: second.y() > 0 and second.chips[0].isVisible())
    page.setFocus()
    for key, at in (
        (Qt.Key.Key_Down, first.chips[0]),
        (Qt.Key.Key_Right, first.chips[1]),
        (Qt.Key.Key_Right, second.title),
        (Qt.Key.Key_Up, first.chips[0]),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is at
    with qtbot.waitSignal(page.record_asked) as asked:
        qtbot.keyClick(first.chips[0], Qt.Key.Key_Space)
    assert asked.args == ["plan_step", uids["train"]]


def test_a_need_is_met_and_the_focus_stays_with_it(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page()
    part = plan_of(page)
    part.needs.cards[0].title.setFocus()
    menu = Menu(part._theme, "", part)
    part.fill_menu(part.needs.cards[0].need, menu)
    with qtbot.waitSignal(page.undo_offered) as offered:
        next(action for action in menu.actions() if action.text() == "It is met").trigger()
    assert (field(store, uids["analyst"], "state"), offered.args[0]) == ("met", "Need met")
    page.refresh(frozenset({"need"}))
    settle(qtbot, jobs, page)
    assert [card.need.uid for card in part.needs.cards] == [uids["data"], uids["analyst"]]
    assert part.needs.cards[1].title.hasFocus()
    offered.args[1]()
    assert field(store, uids["analyst"], "state") == "open"


def test_a_step_is_done_in_place(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page()
    rows = plan_of(page).rows.list
    assert [(row.title, row.date) for row in rows.shown()] == [
        ("Watch a session", "2 days late"),
        ("Coach the team", "Follow-up: due today"),
        ("Train a second analyst", "In 6 days"),
    ]
    rows.setFocus()
    rows.select(uids["watch"])
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert field(store, uids["watch"], "state") == "done"
    page.refresh(frozenset({"plan_step"}))
    settle(qtbot, jobs, page)
    assert [row.title for row in rows.shown()][-1] == "Watch a session"
    offered.args[1]()
    assert field(store, uids["watch"], "state") == "planned"


def test_the_grid_tells_by_number_and_word_and_narrows_the_list_down(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page()
    view = challenges_of(page)
    qtbot.waitUntil(page.is_whole)
    assert page.minimumSizeHint().width() <= 1100
    assert page.headline == "2 challenges ahead, 1 to be looked at again."
    cell = view.grid.cell(0, 2)
    assert (cell.text, cell.small) == ("1", "large")
    assert cell.words == "High likelihood, high effect: 1 challenge. The grant ends"
    assert view.grid.cell(2, 2).words == "Low likelihood, high effect: no challenge"
    assert [row.uid for row in view.rows.list.shown()] == [uids["grant"], uids["retire"]]
    view.grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view.grid, key)
    assert [row.uid for row in view.rows.list.shown()] == [uids["grant"]]
    assert view.rows.list.hasFocus()
    view.apart.begun.emit()
    assert [row.uid for row in view.rows.list.shown()] == [uids["retire"]]
    view.filters.choose("cell", "")
    view.filters.choose("state", "passed")
    assert [row.uid for row in view.rows.list.shown()] == [uids["passed"]]
    view.filters.choose("area", "finance")
    assert view.rows.sentence.isVisible()


def test_a_challenge_is_looked_at_and_judged_in_place(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    page = open_page()
    view = challenges_of(page)
    qtbot.waitUntil(page.is_whole)
    row = view.rows.list.shown()[0]
    assert (row.action, row.date) == ("Looked at", "1 day late")
    assert row.second == (
        "High likelihood, high effect; Finance, outside, Harbour County Services; "
        "early sign: The budget leaves it out; strategy: Ask for a line of its own"
    )
    with qtbot.waitSignal(page.undo_offered) as offered:
        view.look_again(uids["grant"], dt.date(2027, 1, 13))
    assert offered.args[0] == "Looked at; again on 13 Jan 2027"
    assert field(store, uids["grant"], "review_on") == "2027-01-13"
    menu = Menu(view._theme, "", view)
    view.fill_menu(uids["grant"], QPoint(), menu)
    with qtbot.waitSignal(page.undo_offered):
        next(action for action in menu.actions() if action.text() == "It has come").trigger()
    assert field(store, uids["grant"], "state") == "here"


def test_one_site_is_chosen(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    with store.write() as transaction:
        other = records.put(transaction, "site", {"name": "Alder Road"}).uid
        records.put(transaction, "need", {"what": "A coach", "site": other})
    page = open_page()
    assert len(plan_of(page).needs.cards) == 3
    page.show_target(other)
    settle(qtbot, jobs, page)
    assert [card.need.what for card in plan_of(page).needs.cards] == ["A coach"]
    assert page.site_button.words() == "Alder Road"
    page.show_target(uids["site"])
    settle(qtbot, jobs, page)
    assert len(plan_of(page).needs.cards) == 2


def test_the_way_back_leads_to_what_was_shown(desk: Desk, qtbot: QtBot, store: Store):
    uids = add_plan(store, dt.date.today())
    assert desk.go(list_of("challenge"))
    page = desk.page()
    assert isinstance(page, CapacityPage)
    challenges_of(page)
    page.show_target(uids["site"])
    qtbot.waitUntil(page.is_whole)
    assert desk.go(Place("record", "challenge", uids["grant"]))
    assert desk.go(Place("capacity"))
    again = desk.page()
    assert isinstance(again, CapacityPage)
    qtbot.waitUntil(again.is_whole)
    assert isinstance(again.view(), ChallengesView)
    assert again.site_button.words() == "Harbour County Services"


def test_a_new_step_has_the_subject_and_site_of_its_need(desk: Desk, store: Store):
    uids = add_plan(store, dt.date.today())
    assert desk.go(Place("record", "plan_step", "", {"needs": [uids["analyst"]]}))
    page = desk.page()
    assert isinstance(page, RecordPage)
    values = {name: page.form.editors[name].value() for name in ("needs", "subject", "site", "state")}
    assert values == {
        "needs": [uids["analyst"]],
        "subject": uids["site"],
        "site": uids["site"],
        "state": "planned",
    }


def test_all_that_is_noted_of_the_current_challenge_stands_under_the_grid(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_plan(store, TODAY)
    with store.write() as transaction:
        records.put(transaction, "challenge", {"strategy": ("Ask again. " * 40).strip()}, uids["grant"])
    page = open_page()
    page.resize(900, 500)
    view = challenges_of(page)
    qtbot.waitUntil(page.is_whole)
    told = [one for one in view.detail.findChildren(Prose) if "Ask again." in one.text()]
    assert [one.text() for one in told] == [("Ask again. " * 40).strip()]
    # Whole, however long it is: the page scrolls.
    qtbot.waitUntil(lambda: told[0].height() >= told[0].heightForWidth(told[0].width()))
    view.rows.list.select(uids["retire"])
    assert any(one.text() == "A coach retires" for one in view.detail.findChildren(Prose))


def test_a_step_is_planned_and_done_by_keyboard_alone_and_taken_back(desk: Desk, qtbot: QtBot, store: Store):
    uids = add_plan(store, dt.date.today())
    desk.window().activateWindow()
    qtbot.waitUntil(desk.window().isActiveWindow)

    def shown() -> PlanPart:
        page = desk.page()
        assert isinstance(page, CapacityPage)
        qtbot.waitUntil(page.is_whole)
        return plan_of(page)

    def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key, held)

    assert desk.go(list_of("need"))
    part = shown()
    card = part.needs.cards[1]
    qtbot.waitUntil(lambda: card.y() > 0 and card.chips[0].isVisible())
    qtbot.waitUntil(part.needs.cards[0].title.hasFocus)
    press(Qt.Key.Key_End, Qt.Key.Key_Space)
    form = desk.page()
    assert isinstance(form, RecordPage)
    qtbot.waitUntil(form.form.editors["what"].inner().hasFocus)
    qtbot.keyClicks(QApplication.focusWidget(), "Agree on one record")
    form.form.editors["way"].set_value("structure")
    form.form.editors["way"].changed.emit()
    press(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)
    assert desk.go(list_of("need"))
    part = shown()
    assert [chip.text() for chip in part.needs.cards[1].chips] == ["Agree on one record", "Plan a step"]
    part.rows.list.setFocus()
    part.rows.list.select(uids["watch"])
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: part.rows.list.shown()[-1].uid == uids["watch"])
    press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: part.rows.list.shown()[0].uid == uids["watch"])
    assert field(store, uids["watch"], "state") == "planned"
