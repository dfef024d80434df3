"""Days by the month and by the week: walked by keys, opened, dragged, and told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.day_entries import Entry
from isp_desktop.ui.kit.day_grid import DayGrid
from isp_desktop.ui.kit.day_lanes import clock, lanes, minutes, snapped
from isp_desktop.ui.kit.month_grid import MonthGrid, month_days, month_later
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.week_grid import WeekGrid, week_days

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
FRIDAY = dt.date(2026, 10, 16)
LEFT = Qt.MouseButton.LeftButton


def entry(uid: str, day: dt.date = TODAY, starts: str = "", ends: str = "", **more: object) -> Entry:
    return Entry(uid, f"Visit {uid}", day, "calendar-clock", "Planned", "accent", starts, ends, **more)  # type: ignore[arg-type]


Show = Callable[..., DayGrid]


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    def make(grid: type[DayGrid], *entries: Entry, day: dt.date = TODAY, scale: float = 1.0) -> DayGrid:
        theme.set_scale(scale)
        made = grid(theme, "Days")
        qtbot.addWidget(made)
        made.resize(1100, 700)
        made.show_days((month_days if grid is MonthGrid else week_days)(day, 0), day, TODAY)
        made.set_entries(entries)
        made.show()
        made.setFocus()
        return made

    yield make
    theme.set_scale(1.0)


def drag(grid: DayGrid, start: QPointF, end: QPointF, escape: bool = False) -> None:
    view = grid.viewport()
    QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, start.toPoint())
    for part in (0.5, 1.0):
        QTest.mouseMove(view, (start + (end - start) * part).toPoint())
    if escape:
        QTest.keyClick(grid, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, end.toPoint())
    QApplication.processEvents()


SPANS = st.lists(st.tuples(st.integers(0, 1400), st.integers(15, 300)), max_size=14)


@given(raw=SPANS)
def test_what_overlaps_never_shares_a_lane_and_what_does_not_takes_the_whole_width(raw: Sequence[tuple[int, int]]):
    spans = sorted((start, start + long) for start, long in raw)
    found = lanes(spans)
    assert len(found) == len(spans)
    assert all(lane < count for lane, count in found)
    for (one, its_lane), (other, other_lane) in combinations(zip(spans, found, strict=True), 2):
        if other[0] < one[1]:
            assert its_lane[0] != other_lane[0]
    for at, (start, end) in enumerate(spans):
        if not any(s < end and start < e for other, (s, e) in enumerate(spans) if other != at):
            assert found[at] == (0, 1)


def test_minutes_and_clocks():
    assert [minutes("09:30"), minutes("24:00")] == [570, 1440]
    assert [clock(570), clock(1440), clock(-5)] == ["09:30", "23:59", "00:00"]
    assert [snapped(577), snapped(578), snapped(-10), snapped(2000)] == [570, 585, 0, 1440]


@pytest.mark.parametrize(
    ("starts", "ends", "span"),
    [
        ("", "", None),
        ("09:00", "", (540, 600)),
        ("09:00", "09:05", (540, 570)),
        ("10:00", "09:00", (600, 660)),
        ("23:50", "", (1410, 1440)),
        ("00:00", "24:00", (0, 1440)),
    ],
)
def test_how_long_an_entry_is_drawn(starts: str, ends: str, span: tuple[int, int] | None):
    assert entry("a", starts=starts, ends=ends).span == span


def test_weeks_begin_where_the_locale_says_and_months_in_whole_weeks():
    assert week_days(TODAY, 0)[0] == dt.date(2026, 10, 12)
    assert week_days(TODAY, 6)[0] == dt.date(2026, 10, 11)
    october = month_days(TODAY, 0)
    assert (october[0], october[-1], len(october)) == (dt.date(2026, 9, 28), dt.date(2026, 11, 1), 35)
    assert len(month_days(dt.date(2027, 2, 3), 0)) == 28
    assert month_later(dt.date(2026, 12, 31), 2) == dt.date(2027, 2, 28)


@pytest.mark.parametrize("grid", [MonthGrid, WeekGrid])
def test_left_and_right_move_the_day_and_pages_turn(qtbot: QtBot, show: Show, grid: type[DayGrid]):
    made = show(grid)
    went: list[dt.date] = []
    made.went_to.connect(went.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        qtbot.keyClick(made, key)
    on = dt.date(2026, 11, 12) if grid is MonthGrid else dt.date(2026, 10, 19)
    assert went == [dt.date(2026, 10, 15), TODAY, dt.date(2026, 10, 18), dt.date(2026, 10, 12), on]
    assert made.day() == dt.date(2026, 10, 12)
    assert "Monday 12 October 2026, nothing on" in made.accessibleName()


def test_up_and_down_move_by_weeks_in_a_month(qtbot: QtBot, show: Show):
    made = show(MonthGrid)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    assert made.day() == dt.date(2026, 10, 21)
    qtbot.keyClick(made, Qt.Key.Key_Up)
    assert made.day() == TODAY


@pytest.mark.parametrize("grid", [MonthGrid, WeekGrid])
def test_enter_begins_on_an_empty_day_opens_the_only_entry_and_lists_several(
    qtbot: QtBot, show: Show, grid: type[DayGrid]
):
    made = show(grid, entry("a", FRIDAY, "09:00"), entry("b", FRIDAY, "10:00"), entry("c", dt.date(2026, 10, 15)))
    with qtbot.waitSignal(made.begun) as begun:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert begun.args == [TODAY, "", ""]
    qtbot.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == ["c"]
    qtbot.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.list_asked) as asked:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert asked.args == [FRIDAY]


@pytest.mark.parametrize("grid", [MonthGrid, WeekGrid])
def test_tab_walks_to_the_entries_of_the_day_and_then_out(qtbot: QtBot, show: Show, grid: type[DayGrid]):
    made = show(grid, entry("a", starts="09:00"), entry("b", starts="10:00"))
    qtbot.keyClick(made, Qt.Key.Key_Tab)
    qtbot.keyClick(made, Qt.Key.Key_Tab)
    assert "10:00, Visit b, Planned" in made.accessibleName()
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened.args == ["b"]
    with qtbot.waitSignal(made.move_asked, raising=False, timeout=50) as refused:
        qtbot.keyClick(made, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not refused.signal_triggered
    qtbot.keyClick(made, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert "Visit a" in made.accessibleName()
    qtbot.keyClick(made, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert "2 entries: 09:00, Visit a" in made.accessibleName()


def test_new_entries_keep_what_was_walked_to(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", starts="09:00"), entry("b", starts="10:00"))
    qtbot.keyClick(made, Qt.Key.Key_Down)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    made.set_entries([entry("new", starts="08:00"), entry("a", starts="09:00"), entry("b", starts="10:00")])
    current = made.current()
    assert current is not None
    assert current.uid == "b"


def test_control_m_moves_and_the_menu_key_opens_the_menu(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", starts="09:00", movable=True))
    with qtbot.waitSignal(made.move_asked) as asked:
        qtbot.keyClick(made, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["a"]
    with qtbot.waitSignal(made.menu_asked) as menu:
        QApplication.sendEvent(made, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    assert menu.args[0] == "a"


@pytest.mark.parametrize(("key", "what"), [("t", "today"), ("w", "week"), ("m", "month"), ("n", "new")])
def test_letters_ask(qtbot: QtBot, show: Show, key: str, what: str):
    made = show(MonthGrid)
    with qtbot.waitSignal(made.asked) as asked:
        qtbot.keyClicks(made, key)
    assert asked.args == [what]


def test_a_click_opens_and_a_double_click_on_free_hours_begins(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", starts="09:00"))
    with qtbot.waitSignal(made.opened) as opened:
        qtbot.mouseClick(made.viewport(), LEFT, pos=made.where("a").toPoint())
    assert opened.args == ["a"]
    below = made.where("a") + QPointF(0, 46 * 2)
    with qtbot.waitSignal(made.begun) as begun:
        qtbot.mouseDClick(made.viewport(), LEFT, pos=below.toPoint())
    assert begun.args == [TODAY, "11:00", "12:00"]


def test_dragging_moves_what_may_be_moved_to_another_hour_and_day(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", starts="09:00", ends="10:30", movable=True))
    column = (made.viewport().width() - 52) / 7
    with qtbot.waitSignal(made.moved) as moved:
        drag(made, made.where("a"), made.where("a") + QPointF(2 * column, 46 * 1.5))
    assert moved.args == ["a", FRIDAY, "10:30", "12:00"]


def test_what_has_no_time_gets_one_by_being_dragged_into_the_hours(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", movable=True), entry("b", starts="12:00"))
    with qtbot.waitSignal(made.moved) as moved:
        drag(made, made.where("a"), made.where("b") + QPointF(0, 46))
    assert moved.args == ["a", TODAY, "13:30", "14:30"]


def test_what_was_held_stays_and_escape_ends_a_drag(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("held", starts="09:00"), entry("a", starts="12:00", movable=True))
    moved: list[str] = []
    made.moved.connect(lambda uid, *_: moved.append(uid))
    drag(made, made.where("held"), made.where("held") + QPointF(200, 0))
    drag(made, made.where("a"), made.where("a") + QPointF(200, 0), escape=True)
    assert moved == []


def test_dragging_over_free_hours_begins_from_to(qtbot: QtBot, show: Show):
    made = show(WeekGrid, entry("a", starts="09:00", ends="10:00"))
    start = made.where("a") + QPointF(0, 46 * 1.5)
    with qtbot.waitSignal(made.begun) as begun:
        drag(made, start, start + QPointF(0, 46 * 1.5))
    assert begun.args == [TODAY, "11:00", "12:30"]


def test_dragging_in_a_month_keeps_the_time(qtbot: QtBot, show: Show):
    made = show(MonthGrid, entry("a", starts="09:00", ends="10:00", movable=True))
    with qtbot.waitSignal(made.moved) as moved:
        drag(made, made.where("a"), made.where("a") + QPointF(2 * made.viewport().width() / 7, 0))
    assert moved.args == ["a", FRIDAY, "09:00", "10:00"]


def test_what_does_not_fit_on_a_day_is_counted_and_listed(qtbot: QtBot, show: Show):
    made = show(MonthGrid, *(entry(f"v{at}", starts=f"{9 + at:02}:00") for at in range(9)))
    pieces = [piece for piece in made._pieces if piece.day == TODAY]
    assert pieces[-1].hidden == 9 - (len(pieces) - 1) > 0
    with qtbot.waitSignal(made.list_asked) as asked:
        qtbot.mouseClick(made.viewport(), LEFT, pos=pieces[-1].box.center().toPoint())
    assert asked.args == [TODAY]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("grid", [MonthGrid, WeekGrid])
def test_it_draws_every_look_at_any_size(qtbot: QtBot, theme: Theme, show: Show, grid: type[DayGrid], scale: float):
    looks = [
        entry("plain", starts="08:00", ends="12:00", second="Coaching"),
        entry("overlapping", starts="08:30", ends="09:00"),
        entry("third", starts="08:45", ends="11:00"),
        entry("private", FRIDAY, "08:00", "10:00", private=True),
        entry("off", dt.date(2026, 10, 13), "09:00", struck=True),
        *(entry(f"whole {at}", FRIDAY) for at in range(5)),
    ]
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        made = show(grid, *looks, scale=scale)
        for width in (500, 1100):
            made.resize(width, 500)
            assert not made.grab().isNull()
    theme.set_mode("light")
