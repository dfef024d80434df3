"""What is between the practitioners and a person, on her page: trust by rater and way, relationships, ties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import settings
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.course_chart import CourseChart
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.person import PersonPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]
Open = Callable[..., PersonPage]


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def open_person(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> Open:
    def show(uid: str) -> PersonPage:
        page = PersonPage(theme, jobs, store, uid, today=lambda: TODAY)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        qtbot.waitUntil(lambda: not jobs.busy() and page.is_whole() and page.side.slices.is_done())
        return page

    return show


def words(page: PersonPage) -> list[str]:
    return [one.text() for one in page.side.findChildren(Prose)]


def button(page: PersonPage, name: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.accessibleName() == name)


def test_raters_and_ways_stand_side_by_side(open_person: Open, put: Put, me: str):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    for day, rater, way, mark in (
        ("2026-08-01", me, "self", 2),
        ("2026-09-01", me, "self", 3),
        ("2026-09-10", me, "diagnostic", 4),
        ("2026-09-20", sam, "self", 5),
    ):
        put("trust", stakeholder=ruth, date=day, rater=rater, way=way, openness=mark)
    page = open_person(ruth)
    [chart] = page.side.findChildren(CourseChart)
    drawn = {
        (line.label, line.square, line.first, tuple(value for _day, value in line.points)) for line in chart.lines()
    }
    assert drawn == {
        ("SW", False, False, (5.0,)),
        ("You, diagn.", True, True, (4.0,)),
        ("You, self", False, True, (2.0, 3.0)),
    }
    told = (
        "You, Self-assessment: Building, 3 of 5 on 1 of 3 indicators, 1 September 2026, 2 ratings, "
        "up since the first rating"
    )
    assert told in words(page)
    assert told in chart.accessibleName()
    ratings = page.side.findChild(RowList, "side-ratings")
    assert ratings.rows().row(0).spoken() == "20 Sep, Sam Whitlock, Self-assessment, Openness 5, Private"


def test_a_gap_in_time_is_a_gap_in_the_line(open_person: Open, put: Put, me: str):
    ruth = put("person", name="Ruth")
    for day in ("2025-01-01", "2026-09-01"):
        put("trust", stakeholder=ruth, date=day, rater=me, way="self", openness=4)
    [chart] = open_person(ruth).side.findChildren(CourseChart)
    assert [len(stretch) for stretch in chart.lines()[0].stretches] == [1, 1]


def test_what_begins_from_here_begins_with_her(qtbot: QtBot, open_person: Open, put: Put, me: str):
    ruth = put("person", name="Ruth")
    page = open_person(ruth)
    for name, args in (
        ("Rate trust: Trust", ["trust", {"stakeholder": ruth}]),
        ("Describe it: Relationship", ["relationship", {"stakeholder": ruth}]),
        ("Add: Ties", ["tie", {"source": ruth}]),
    ):
        with qtbot.waitSignal(page.new_asked) as signal:
            qtbot.keyClick(button(page, name), Qt.Key.Key_Return)
        assert signal.args == args


def test_an_entry_or_a_tie_begins_from_the_menu_with_her(qtbot: QtBot, open_person: Open, put: Put, me: str):
    page = open_person(ruth := put("person", name="Ruth"))
    begun: list[tuple[str, object]] = []
    page.new_asked.connect(lambda kind, fields: begun.append((kind, fields)))
    page.more_button.click()
    menu = next(menu for menu in page.findChildren(Menu) if menu.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    for words in ("Add feedback", "Prepare a conversation", "Add a tie", "Rate trust"):
        actions[words].trigger()
    assert begun == [
        ("feedback", {"people": [ruth]}),
        ("conversation", {"people": [ruth]}),
        ("tie", {"source": ruth}),
        ("trust", {"stakeholder": ruth}),
    ]
    menu.close()


def test_a_private_description_looks_private_and_a_shared_one_does_not(
    qtbot: QtBot, open_person: Open, put: Put, me: str
):
    ruth, sam = put("person", name="Ruth"), put("person", name="Sam Whitlock")
    own = put("relationship", stakeholder=ruth, practitioner=me, strains="Budget", since="2026-01-10")
    put("relationship", stakeholder=ruth, practitioner=sam, aims="Coaching goes on", scope="shared")
    page = open_person(ruth)
    panels = {panel.accessibleName(): panel for panel in page.side.findChildren(PrivatePanel)}
    assert "Strains: Budget" in [one.text() for one in panels["You"].findChildren(Prose)]
    assert "Sam Whitlock" not in panels
    assert "Shared aims: Coaching goes on" in words(page)
    with qtbot.waitSignal(page.record_asked) as signal:
        button(page, "Open the relationship: You").click()
    assert signal.args == ["relationship", own]


def test_kept_promises_and_ties_are_told(open_person: Open, put: Put, me: str):
    ruth, isaac = put("person", name="Ruth"), put("person", name="Isaac")
    put("commitment", what="Send", owner=ruth, status="kept", due="2026-09-01", settled_on="2026-09-01")
    put("tie", source=isaac, target=ruth, type="reports_to")
    page = open_person(ruth)
    assert "Promises kept: 1 of 1 promised by Ruth." in words(page)
    ties = page.side.findChild(RowList, "side-ties")
    assert ties.rows().row(0).title == "Isaac: Reports to Ruth"


def test_on_ones_own_page_there_is_no_trust_in_oneself(open_person: Open, me: str):
    page = open_person(me)
    assert page.side.findChildren(CourseChart) == []
    assert "Rate trust: Trust" not in [one.accessibleName() for one in page.findChildren(Button)]
    assert "Add: Ties" in [one.accessibleName() for one in page.findChildren(Button)]
