"""Where a language runs from right to left, what is painted, hit and walked changes sides; words do not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from kit_gallery import ROWS
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.calendar_popup import CalendarPopup
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.chips import Chip, EntryChip
from isp_desktop.ui.kit.contact_bar import Gap
from isp_desktop.ui.kit.day_entries import Entry
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.finder import Finder, Option
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.lists import RowList
from isp_desktop.ui.kit.mirror import mirror, runs_against
from isp_desktop.ui.kit.month_grid import MonthGrid, month_days
from isp_desktop.ui.kit.nav import NavItem, NavRow
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.paint import LEFT, painting, write
from isp_desktop.ui.kit.rows import Row, RowsModel, fetch_from
from isp_desktop.ui.kit.sidebar import Mark
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline import Moment, TimelineModel, TimelineView
from isp_desktop.ui.kit.week_grid import WeekGrid, week_days
from isp_desktop.ui.kit.wrapped_rows import Line, WrappedDelegate, WrappedRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 10, 14)
BIN = 12


@pytest.fixture
def turn(qapp: QApplication) -> Iterator[Callable[[], None]]:
    """Turns the layout round for the rest of the test."""
    yield lambda: qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _rows(theme: Theme) -> QWidget:
    model = RowsModel(fetch_from(ROWS))
    made = RowList(theme, model, "Rows")
    model.setParent(made)
    return made


def _wrapped(theme: Theme) -> QWidget:
    lines = (Line("One choice of a list", "list"), Line("A condition that is longer than one line here. " * 4, "route"))
    model = RowsModel(fetch_from([WrappedRow("1", "How far?", date="reach", lines=lines, depth=1)]))
    made = RowList(theme, model, "Items")
    made.setItemDelegate(WrappedDelegate(theme, made))
    model.setParent(made)
    return made


def _acting(theme: Theme) -> QWidget:
    made = ActingList(theme, "People")
    made.show_rows([ActingRow("1", "Priya Raman", avatar="Priya Raman", second="Head", gap=Gap(42, 28, "42 of 28"))])
    return made


def _timeline(theme: Theme) -> QWidget:
    long = "What was said at the table, in more words than one line of a narrow timeline can hold. " * 2
    moment = Moment("1", "visit", "Visit", "8 Oct", text=long, who="Sam Whitlock", icon="notebook-pen")
    model = TimelineModel()
    model.show_moments([moment], ended=True)
    view = TimelineView(theme, model, "Timeline")
    model.setParent(view)
    return view


def _month(theme: Theme) -> QWidget:
    return _grid(MonthGrid(theme, "Month"), month_days(DAY, 0))


def _week(theme: Theme) -> QWidget:
    return _grid(WeekGrid(theme, "Week"), week_days(DAY, 0))


def _grid(grid: MonthGrid | WeekGrid, days: list[dt.date]) -> QWidget:
    grid.show_days(days, DAY, DAY)
    grid.set_entries([Entry("1", "Visit", days[1], "calendar-clock", "Planned", "accent", "09:00", "11:00")])
    return grid


PAINTED: dict[str, Callable[[Theme], QWidget]] = {
    "rows": _rows,
    "wrapped": _wrapped,
    "acting": _acting,
    "timeline": _timeline,
    "month": _month,
    "week": _week,
    "nav": lambda theme: NavRow(theme, NavItem("visit", "Visits", "notebook-pen", 3)),
    "mark": Mark,
    "chip": lambda theme: Chip(theme, "Private", "private"),
    "check": lambda theme: CheckBox(theme, "Bundled"),
    "remark": lambda theme: Remark(theme, "Saved 10:42", "lock"),
    "notice": lambda theme: Notice(theme, "warn", "The disk is full", "Free some space."),
    "field": lambda theme: LineEditor(theme, "Search", icon="search"),
}


def ink(widget: QWidget) -> list[int]:
    """How much is painted in each strip of `BIN` px, from left to right."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    raw, step, width = bytes(picture.constBits()), picture.bytesPerLine(), picture.width()
    ground = Counter(raw).most_common(1)[0][0]
    lines = [raw[y * step : y * step + width] for y in range(picture.height())]
    columns = [sum(abs(line[x] - ground) for line in lines) for x in range(width)]
    return [sum(columns[x : x + BIN]) for x in range(0, width - BIN + 1, BIN)]


@pytest.mark.parametrize("name", PAINTED)
def test_what_is_painted_stands_on_the_other_side(
    name: str, qtbot: QtBot, theme: Theme, turn: Callable[[], None]
) -> None:
    pictures = []
    for is_turned in (False, True):
        if is_turned:
            turn()
        widget = PAINTED[name](theme)
        qtbot.addWidget(widget)
        widget.resize(BIN * 50, widget.sizeHint().height())
        widget.show()
        QApplication.processEvents()
        widget.clearFocus()
        pictures.append(ink(widget))
    usual, turned = pictures
    apart = sum(abs(one - other) for one, other in zip(turned, reversed(usual), strict=True))
    assert apart < 0.35 * sum(usual)


def test_words_are_not_turned_round_and_their_ends_are_cut(theme: Theme, shipped_fonts: None) -> None:
    pictures = []
    for is_turned in (False, True):
        picture = QImage(120, 20, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        with painting(picture) as painter:
            if is_turned:
                mirror(painter, picture.rect())
            write(painter, QRectF(0, 0, 120, 20), "Far too long for this much room", theme.body(), "#000000", LEFT)
        pictures.append(picture)
    left, right = ([x for x in range(120) if _is_inked(picture, x)] for picture in pictures)
    shift = right[0] - left[0]
    assert 0 <= shift <= 20
    assert pictures[1].copy(QRect(shift, 0, 120 - shift, 20)) == pictures[0].copy(QRect(0, 0, 120 - shift, 20))


def _is_inked(picture: QImage, x: int) -> bool:
    return any(picture.pixelColor(x, y).lightness() < 200 for y in range(picture.height()))


def test_a_name_in_other_letters_runs_against_the_language(theme: Theme) -> None:
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    with painting(picture) as painter:
        assert not runs_against(painter, "Alder Road")
        mirror(painter, picture.rect())
        assert runs_against(painter, "12 Alder Road")
        assert not runs_against(painter, "דרך אלון")


def test_a_paragraph_begins_its_lines_at_the_right(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    prose = Prose(theme, "Short.")
    qtbot.addWidget(prose)
    prose.resize(400, 30)
    strips = ink(prose)
    assert sum(strips[-5:]) > 0.9 * sum(strips)


def test_the_circle_is_ticked_where_it_is_seen(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    shown = RowList(theme, RowsModel(fetch_from([Row("1", "Send the chart", checked=False)])), "Rows")
    qtbot.addWidget(shown)
    shown.resize(500, 200)
    shown.show()
    box = shown.visualRect(shown.rows().index(0, 0))
    with qtbot.waitSignal(shown.ticked):
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 20, box.center().y()))
    with qtbot.waitSignal(shown.opened):
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 20, box.center().y()))


def test_the_menu_opens_at_its_dots(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    shown = _acting(theme)
    assert isinstance(shown, ActingList)
    qtbot.addWidget(shown)
    shown.resize(500, 60)
    shown.show()
    assert shown.viewport().mapFromGlobal(shown.menu_spot("1")).x() < 50


def test_the_cross_of_a_chip_is_hit_where_it_is_seen(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    chip = EntryChip(theme, "Priya Raman", person=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))
    with qtbot.assertNotEmitted(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, chip.height() // 2))


@pytest.mark.parametrize("make", [_month, _week])
def test_days_are_hit_and_walked_as_they_are_seen(
    make: Callable[[Theme], QWidget], qtbot: QtBot, theme: Theme, turn: Callable[[], None]
) -> None:
    turn()
    grid = make(theme)
    assert isinstance(grid, MonthGrid | WeekGrid)
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    grid.setFocus()
    assert grid.where("1").x() > 450
    with qtbot.waitSignal(grid.opened):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.where("1").toPoint())
    day = grid.day()
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.day() == day + dt.timedelta(days=1)


def test_a_day_of_the_small_calendar_is_hit_where_it_is_seen(
    qtbot: QtBot, theme: Theme, turn: Callable[[], None]
) -> None:
    picked: list[str] = []
    for spot in (30, -30):
        if spot < 0:
            turn()
        popup = CalendarPopup(theme)
        qtbot.addWidget(popup)
        popup.picked.connect(picked.append)
        at = QPoint(spot % popup.width(), popup.height() - 30)
        QTest.mousePress(popup, Qt.MouseButton.LeftButton, pos=at)
    assert picked[0] == picked[1]


def test_parts_that_flow_begin_at_the_right(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    parts = [Chip(theme, words) for words in ("One", "Two")]
    for part in parts:
        flow.addWidget(part)
    holder.resize(400, 60)
    holder.show()
    assert parts[0].geometry().right() == 399
    assert parts[1].geometry().right() < parts[0].geometry().left()


def test_what_is_offered_stands_on_the_other_side(qtbot: QtBot, theme: Theme, turn: Callable[[], None]) -> None:
    turn()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    field = LineEditor(theme, "Who")
    field.setParent(window)
    finder = Finder(theme, True, field)
    window.show()
    finder.offer([Option("1", "Priya Raman", "Coach")])
    strips = ink(finder)
    half = len(strips) // 2
    assert sum(strips[half:]) > sum(strips[:half])
