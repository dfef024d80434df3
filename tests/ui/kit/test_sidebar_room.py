"""A low sidebar makes room for its places: rows give way, then what leads nowhere, and what is left scrolls."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.nav import NavItem, NavRow, WhoRow
from isp_desktop.ui.kit.sidebar import Mark, Sidebar
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme) -> Sidebar:
    """With five groups of four places."""
    made = Sidebar(theme, "Maren Oduya", "Encrypted, this computer")
    qtbot.addWidget(made)
    groups = [(f"Group {at}", [NavItem(f"{at}{n}", f"Place {at}{n}", "sun") for n in range(4)]) for at in range(5)]
    made.set_groups(groups)
    made.show()
    return made


def hidden(sidebar: Sidebar) -> list[str]:
    """The places that are out of sight, in part or whole."""
    rows = sidebar.findChildren(NavRow)
    return [row.item.key for row in rows if row.visibleRegion().boundingRect().height() < row.height()]


def test_rows_give_way_before_the_places_scroll(qtbot: QtBot, sidebar: Sidebar):
    sidebar.resize(228, 1000)
    qtbot.waitUntil(lambda: not hidden(sidebar))
    usual = {row.height() for row in sidebar.findChildren(NavRow)}
    sidebar.resize(228, 850)
    qtbot.waitUntil(lambda: max(row.height() for row in sidebar.findChildren(NavRow)) < min(usual))
    assert hidden(sidebar) == []
    assert min(row.height() for row in sidebar.findChildren(NavRow)) >= 24


def test_the_room_between_groups_gives_way_in_a_wide_one_before_the_places_scroll(qtbot: QtBot, sidebar: Sidebar):
    sidebar.resize(228, 810)
    qtbot.waitUntil(lambda: not hidden(sidebar))
    assert min(row.height() for row in sidebar.findChildren(NavRow)) == 25


def test_the_mark_gives_way_in_a_low_and_narrow_one_and_comes_back(qtbot: QtBot, sidebar: Sidebar):
    [mark] = sidebar.findChildren(Mark)
    sidebar.set_collapsed(True)
    sidebar.resize(56, 900)
    qtbot.waitUntil(lambda: not hidden(sidebar))
    assert mark.isVisible()
    sidebar.resize(56, 690)
    qtbot.waitUntil(lambda: not hidden(sidebar) and not mark.isVisible())
    sidebar.resize(56, 900)
    qtbot.waitUntil(mark.isVisible)
    sidebar.resize(56, 690)
    sidebar.set_collapsed(False)
    assert mark.isVisible()


def test_initials_and_the_room_between_groups_give_way_after_the_mark(qtbot: QtBot, sidebar: Sidebar):
    who = sidebar.findChildren(WhoRow)[0]
    sidebar.set_collapsed(True)
    sidebar.resize(56, 650)
    qtbot.waitUntil(lambda: not hidden(sidebar) and not who.isVisible())
    sidebar.resize(56, 640)
    qtbot.waitUntil(lambda: not hidden(sidebar))
    assert min(row.height() for row in sidebar.findChildren(NavRow)) >= 24
    sidebar.resize(56, 900)
    qtbot.waitUntil(who.isVisible)


def test_the_place_where_the_window_stands_is_in_sight(qtbot: QtBot, sidebar: Sidebar):
    sidebar.resize(228, 500)
    sidebar.select("43")
    qtbot.waitUntil(lambda: "43" not in hidden(sidebar))
    sidebar.resize(228, 420)
    qtbot.waitUntil(lambda: "43" not in hidden(sidebar))
    sidebar.select("00")
    qtbot.waitUntil(lambda: "00" not in hidden(sidebar))
