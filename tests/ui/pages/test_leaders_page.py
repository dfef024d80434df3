"""Leaders and champions: the grid, the champions, the roles and what is shared, acted on where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from leading import add_leaders
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.services import records, transition_acts, transitions
from isp_desktop.services.leaders.reading import overview
from isp_desktop.ui.kit.asking import ReasonDialog
from isp_desktop.ui.kit.columns import ColumnRow
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place, list_of
from isp_desktop.ui.pages.leaders import Habit, LeadersPage
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.parts.leaders.asking import DaysDialog, DebriefDialog, EngageDialog, PlaceDialog, ReviewDialog

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Open = Callable[..., LeadersPage]
AnyDialog = TypeVar("AnyDialog", bound=QDialog)


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(kind: str = "", site: str = "") -> LeadersPage:
        page = LeadersPage(theme, jobs, store, kind, habit=Habit(site=site), today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1212, 860)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
        return page

    return show


def again(qtbot: QtBot, jobs: Jobs, page: LeadersPage) -> None:
    page.refresh(frozenset({"champion"}))
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())


def answer(kind: type[AnyDialog], act: Callable[[AnyDialog], object]) -> None:
    """Does something in the dialog that is opened next."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        try:
            act(dialog)
        except BaseException:
            # Or the test would wait for it to be answered.
            dialog.reject()
            raise

    QTimer.singleShot(0, find)


def field(store: Store, uid: str, name: str) -> Any:
    return records.get(store, uid).fields.get(name)


def of_champion(store: Store, champion: str, kind: str) -> list[lists.Item]:
    with store.read() as reading:
        return lists.items(reading, kind, lists.pointing(reading, champion, kind, "champion"))


def rows_of(page: LeadersPage) -> list[tuple[str, ...]]:
    shown = page.champions.list.shown()
    assert all(isinstance(row, ColumnRow) for row in shown)
    return [(row.title, row.columns[0].text, row.columns[2].text) for row in shown if isinstance(row, ColumnRow)]


def test_without_anybody_it_says_what_belongs_there(qtbot: QtBot, open_page: Open):
    page = open_page()
    assert page.champions.nothing.isVisible()
    assert page.grid.told.text() == "Nobody is placed yet."
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args[0] == "champion"
    page.choose("roles")
    assert page.roles.nothing.isVisible()
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args[0] == "leadership_role"
    page.choose("shared")
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args == ["shared_responsibility", {"since": "2026-10-14"}]


def test_champions_stand_by_whose_turn_is_next(store: Store, open_page: Open):
    add_leaders(store, TODAY)
    page = open_page()
    assert page.headline == (
        "3 active champions, 2 being cultivated, 2 waning, 1 lost, 1 role of leadership is vacant."
    )
    assert rows_of(page)[:3] == [
        ("Hana Sato", "Active", "2 days late"),
        ("Tomas Lind", "Waning", "Today"),
        ("Dele Adebayo", "Cultivating", "19 Oct"),
    ]
    assert rows_of(page)[-1] == ("Isaac Bello", "Lost", "Closed")
    assert (
        "debriefs in 5 of 6 months, 30 days since the last talk, wanted every 28 days"
        in page.champions.list.shown()[0].spoken()
    )
    assert "Harbour County Services has no active champion." in page.gaps.accessibleName()


def test_a_site_narrows_all_of_it_down(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page = open_page()
    page.show_of(uids["northgate"], "")
    again(qtbot, jobs, page)
    assert [row[0] for row in rows_of(page)] == ["Hana Sato"]
    assert [*page.grid.plane.nodes] == [uids["Hana Sato"]]
    with qtbot.waitSignal(page.new_asked) as asked:
        page.add_button.click()
    assert asked.args == ["champion", {"site": uids["northgate"]}]


def test_somebody_is_moved_by_keyboard_and_that_is_taken_back(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page, ruth = open_page(), uids["Ruth Calloway"]
    node = page.grid.plane.nodes[ruth]
    node.setFocus()
    qtbot.keyClick(node, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(node, key)
    assert page.grid.told.text() == "Ruth Calloway, power 83, interest 52, work closely"
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(node, Qt.Key.Key_Return)
    assert offered.args[0] == "Ruth Calloway moved: work closely"
    now = {place.uid: place.now for place in overview(store, TODAY).places}[ruth]
    assert (now.power, now.interest, now.day, now.private) == (83, 52, TODAY, True)
    again(qtbot, jobs, page)
    assert QApplication.focusWidget() is page.grid.plane.nodes[ruth]
    offered.args[1]()
    assert {place.uid: place.now for place in overview(store, TODAY).places}[ruth].power == 88


def test_why_somebody_stands_there_can_be_said(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page, ruth = open_page(), uids["Ruth Calloway"]
    answer(ReasonDialog, lambda dialog: (dialog.reason.line.insert("Back on the board"), dialog.go_on.click()))
    with qtbot.waitSignal(page.undo_offered):
        page.grid.say_why(ruth)
    assert {place.uid: place.now for place in overview(store, TODAY).places}[ruth].why == "Back on the board"


def test_where_people_stood_and_went_is_shown(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page, ruth = open_page(), uids["Ruth Calloway"]
    assert page.grid.views.parts["earlier"].text() == "15 Jul"
    page.grid.views.choose("earlier")
    assert (page.grid.plane.spot(ruth).across, page.grid.plane.spot(ruth).up) == (57, 90)
    assert not page.grid.plane.can_move
    page.grid.views.choose("move")
    assert page.grid.plane.spot(ruth).was == (57, 90)
    assert "before: power 90, interest 57, work closely" in page.grid.plane.nodes[ruth].accessibleName()
    page.grid.views.choose("earlier")
    page.compare_with(TODAY - dt.timedelta(days=300))
    again(qtbot, jobs, page)
    assert page.grid.plane.nodes == {}
    assert page.grid.told.text() == "Nobody was placed by that day."


def test_the_list_says_the_same_and_takes_numbers(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page = open_page()
    page.grid.views.choose("list")
    assert page.grid.list.isVisible()
    page.grid.list.select(uids["Ruth Calloway"])
    row = next(row for row in page.grid.list.shown() if row.uid == uids["Ruth Calloway"])
    assert row.spoken() == (
        "Ruth Calloway, Waning, Keep satisfied, power 88, interest 37, Work closely, power 90, interest 57, 5 Oct"
    )

    def fill(dialog: PlaceDialog) -> None:
        dialog.power.set_value(20)
        dialog.why.set_value("Gives up the budget")
        dialog.go_on.click()

    answer(PlaceDialog, fill)
    with qtbot.waitSignal(page.undo_offered):
        qtbot.keyClick(page.grid.list, Qt.Key.Key_Return)
    now = {place.uid: place.now for place in overview(store, TODAY).places}[uids["Ruth Calloway"]]
    assert (now.power, now.interest, now.why) == (20, 37, "Gives up the budget")


def test_who_is_not_in_the_grid_is_placed_and_taken_up_at_once(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    with store.write() as transaction:
        records.put(transaction, "champion", {"person": uids["Eva Norell"], "site": uids["harbour"]})
    page = open_page()
    assert [chip.text() for chip in page.grid.unplaced.chips] == ["Eva Norell", "Somebody else…"]
    with qtbot.waitSignal(page.undo_offered) as offered:
        page.grid.unplaced.chips[0].click()
    assert offered.args[0] == "Eva Norell placed: work closely"
    again(qtbot, jobs, page)
    assert page.grid.plane.held() == uids["Eva Norell"]
    assert [chip.text() for chip in page.grid.unplaced.chips] == ["Place somebody…"]


def test_a_champion_is_reviewed_by_keyboard_and_that_is_taken_back(
    qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open
):
    uids = add_leaders(store, TODAY)
    page, champion = open_page(), uids["champion Hana Sato"]
    page.champions.list.setFocus()
    page.champions.list.select(champion)

    def fill(dialog: ReviewDialog) -> None:
        assert dialog.state.shown() == "active"
        qtbot.keyClick(dialog.state.parts["waning"], Qt.Key.Key_Space)
        dialog.cause.set_value("Left the team")
        dialog.go_on.click()

    answer(ReviewDialog, fill)
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(page.champions.list, Qt.Key.Key_R)
    assert offered.args[0] == "Hana Sato reviewed: waning"
    [latest, _before] = of_champion(store, champion, "champion_review")
    assert (latest.fields["state"], latest.fields["cause"], latest.fields["site"]) == (
        "waning",
        "Left the team",
        uids["northgate"],
    )
    assert field(store, champion, "review_on") == "2027-01-13"
    again(qtbot, jobs, page)
    assert ("Hana Sato", "Waning", "2 days late") in rows_of(page)
    offered.args[1]()
    assert len(of_champion(store, champion, "champion_review")) == 1


def test_debriefs_and_engagements_are_logged_by_a_key(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page, champion = open_page(), uids["champion Hana Sato"]
    page.champions.list.select(champion)
    answer(DebriefDialog, lambda dialog: (dialog.talked.set_value("The rota"), dialog.go_on.click()))
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(page.champions.list, Qt.Key.Key_D)
    assert offered.args[0] == "Debrief logged"
    again(qtbot, jobs, page)
    assert ("Hana Sato", "Active", "11 Nov") in rows_of(page)
    answer(EngageDialog, lambda dialog: (dialog.what.line.insert("Spoke to the board"), dialog.go_on.click()))
    with qtbot.waitSignal(page.undo_offered):
        page.champions.list.select(champion)
        qtbot.keyClick(page.champions.list, Qt.Key.Key_E)
    [engagement] = of_champion(store, champion, "engagement")
    assert (engagement.fields["what"], engagement.fields["date"]) == ("Spoke to the board", "2026-10-14")


def test_a_debrief_needs_somebody_and_may_go_on_in_the_whole_form(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page = open_page(site=uids["northgate"])

    def refuse(dialog: DebriefDialog) -> None:
        dialog.go_on.click()
        assert dialog.isVisible()
        dialog.people.set_value([uids["Hana Sato"]])
        dialog.talked.set_value("The rota")
        dialog.other.click()

    answer(DebriefDialog, refuse)
    with qtbot.waitSignal(page.new_asked) as asked:
        page.debrief_button.click()
    assert asked.args == [
        "debrief",
        {"people": [uids["Hana Sato"]], "date": "2026-10-14", "talked": "The rota", "site": uids["northgate"]},
    ]


def test_the_menu_of_a_champion_has_all_and_sets_the_rhythm(qtbot: QtBot, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page, champion = open_page(), uids["champion Hana Sato"]
    with qtbot.waitSignal(page.champions.list.menu_asked):
        box = page.champions.list.visualRect(page.champions.list.model().index(0, 0))
        spot = QPoint(box.right() - 10, box.center().y())
        qtbot.mouseClick(page.champions.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    menus = page.findChildren(Menu)
    assert [action.text() for action in menus[0].actions() if action.text()] == [
        "Open",
        "Open the person",
        "Log a debrief…",
        "Log an engagement…",
        "Review…",
        "Next review on a day…",
        "How often to talk…",
    ]
    menus[0].close()
    answer(DaysDialog, lambda dialog: (dialog.days.set_value(60), dialog.go_on.click()))
    with qtbot.waitSignal(page.undo_offered):
        next(action for action in menus[0].actions() if action.text() == "How often to talk…").trigger()
    assert field(store, champion, "debrief_days") == 60


def test_roles_stand_under_what_they_are_with_their_part_beside(store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page = open_page("leadership_role")
    told = {key: [row.title for row in rows.list.shown()] for key, rows in page.roles.rows.items()}
    assert told == {
        "formal": ["Ruth Calloway, Director of family services", "Joel Fenwick, Head teacher"],
        "emerging": ["Priya Raman, Leads the reading team"],
        "vacant": ["Data lead"],
        "past": ["Owen Barr, Acting head"],
    }
    page.roles.rows["emerging"].list.setFocus()
    page.roles.rows["emerging"].list.select(uids["emerging"])
    assert page.roles.detail._title.text() == "Leads the reading team"
    assert page.roles.detail._values[0].text() == "Facilitates every other meeting"


def test_what_is_shared_is_handed_over_in_place_and_taken_back(qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open):
    uids = add_leaders(store, TODAY)
    page = open_page("shared_responsibility")
    rows = page.shared.open.list
    assert [(row.title, row.date) for row in rows.shown()] == [
        ("Dele Adebayo, Training of new coaches", "3 days late"),
        ("Priya Raman, The monthly data meeting", "In 20 days"),
    ]
    rows.setFocus()
    rows.select(uids["meeting"])
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert offered.args[0] == "Handed over to Priya Raman"
    again(qtbot, jobs, page)
    assert [row.title for row in page.shared.handed.list.shown()] == [
        "Priya Raman, The monthly data meeting",
        "Hana Sato, The report to the county",
    ]
    offered.args[1]()
    assert field(store, uids["meeting"], "handed_over_on") is None


def test_the_leadership_change_that_comes_next_stands_below_and_is_acted_on_there(
    qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open
):
    uids = add_leaders(store, TODAY)
    page = open_page()
    assert not page.change.isVisible()
    told = page.headline
    told_of = {"role": "Director", "leaves": uids["Ruth Calloway"], "site": uids["harbour"], "state": "under_way"}
    with store.write() as transaction:
        change = records.put(transaction, "transition", {**told_of, "leaves_on": "2026-10-31"}).uid
    transition_acts.add_item(store, change, "Funding line in writing", "2026-10-12")
    page.refresh(frozenset({"transition"}))
    qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole())
    assert page.headline == f"{told} One leadership change is under way, at Harbour County Services."
    assert page.change.isVisible()
    assert not page.more_changes.isVisible()
    with qtbot.waitSignal(page.record_asked) as asked:
        page.change.open_button.click()
    assert asked.args == ["transition", change]
    checklist = page.change.lists[0]
    checklist.setFocus()
    qtbot.keyClick(checklist, Qt.Key.Key_Home)
    with qtbot.waitSignal(page.undo_offered) as offered:
        qtbot.keyClick(checklist, Qt.Key.Key_Space)
    assert transitions.one(store, change, TODAY).done == 1
    offered.args[1]()
    assert transitions.one(store, change, TODAY).done == 0


def test_of_several_leadership_changes_the_rest_is_counted_and_those_of_other_sites_left_out(
    qtbot: QtBot, jobs: Jobs, store: Store, open_page: Open
):
    uids = add_leaders(store, TODAY)
    with store.write() as transaction:
        for role, site, day in (("Head teacher", "alder", "2026-12-01"), ("Director", "harbour", "2026-10-31")):
            records.put(transaction, "transition", {"role": role, "site": uids[site], "leaves_on": day})
    page = open_page()
    assert page.change.head.remark.text() == "Director, Harbour County Services"
    assert page.more_changes.words() == "1 more leadership change is under way"
    with qtbot.waitSignal(page.list_asked) as asked:
        page.more_changes.click()
    assert asked.args == ["transition"]
    page.show_of(uids["alder"], uids["reading"])
    again(qtbot, jobs, page)
    assert page.change.head.remark.text() == "Head teacher, Alder Road Primary"
    assert not page.more_changes.isVisible()
    page.show_of(uids["northgate"], "")
    again(qtbot, jobs, page)
    assert not page.change.isVisible()


def test_the_page_is_no_wider_than_a_small_window(open_page: Open, store: Store):
    add_leaders(store, TODAY)
    for kind in ("champion", "leadership_role", "shared_responsibility"):
        page = open_page(kind)
        assert page.minimumSizeHint().width() <= 860


def test_the_window_leads_there_and_records_begin_with_what_is_known(desk: Desk, qtbot: QtBot, store: Store):
    uids = add_leaders(store, dt.date.today())
    assert list_of("champion") == Place("leaders", "champion")
    assert {Place("record", kind, "x").nav_key() for kind in ("debrief", "transition")} == {"leaders"}
    assert desk.go(list_of("leadership_role"))
    page = desk.page()
    assert isinstance(page, LeadersPage)
    qtbot.waitUntil(page.is_whole)
    assert page.chips["roles"].isChecked()
    assert desk.go(Place("record", "champion_review", "", {"champion": uids["champion Hana Sato"]}))
    form = desk.page()
    assert isinstance(form, RecordPage)
    assert form.form.editors["site"].value() == uids["northgate"]
    assert desk.go(Place("record", "debrief"))
    form = desk.page()
    assert isinstance(form, RecordPage)
    assert form.form.editors["activities"].value() == ["L3"]
