"""The charts of ratings: read without colour, walked by keys, honest about what is missing, and saved as files."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit import plates
from isp_desktop.ui.kit.cell_grid import ink_on
from isp_desktop.ui.kit.rated_cells import RatedCell, RatedKey, draw_rated_cell, heat_of, key_height
from isp_desktop.ui.kit.rated_grid import Rated, RatedGrid, draw_rated, rated_height
from isp_desktop.ui.kit.section_profile import Section, draw_section
from isp_desktop.ui.kit.small_courses import Course, Courses, Run, SmallCourses, draw_course, places
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tokens import DARK, LIGHT, contrast
from isp_desktop.ui.kit.vote_spread import Votes, draw_votes

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GOOD = RatedCell("3", "Good", 2, 4, 3, 2, words="General, Individual: 3, Good. 2 needed.")
KEY = RatedKey([(0, "1 Little"), (4, "4 Strong")], "needed for this programme", "since June")


def drawn(wide: int, high: int, theme: Theme, draw) -> QImage:
    """What `draw` draws on the ground of the page."""
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(QColor(theme.tokens.surface))
    painter = QPainter(picture)
    draw(painter, QRectF(0, 0, wide, high))
    painter.end()
    return picture


def has(picture: QImage, color: str, columns: range, rows: range | None = None) -> bool:
    wanted = QColor(color).rgb()
    rows = rows or range(picture.height())
    return any(picture.pixel(x, y) == wanted for x in columns for y in rows)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> RatedGrid:
    made = RatedGrid(theme, "Capacity: type by level", ["General", "Adaptive"], ["Individual", "System"])
    qtbot.addWidget(made)
    made.show_cells([[GOOD, RatedCell("Not rated", words="General, System: not rated")], [GOOD, GOOD]])
    made.resize(600, 260)
    made.show()
    return made


def test_the_heat_map_is_walked_by_keys_and_heard(qtbot: QtBot, grid: RatedGrid) -> None:
    QAbstractItemModelTester(grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(grid.opened) as signal:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert signal.args == [0, 1]
    found = QAccessible.queryAccessibleInterface(grid)
    said = {found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())}
    assert {GOOD.words, "General, System: not rated", "Adaptive", "System"} <= said


def test_shades_follow_the_scale_and_carry_their_label() -> None:
    assert [heat_of(at / 3) for at in range(4)] == [0, 1, 2, 4]
    assert [heat_of(at / 4) for at in range(5)] == [0, 1, 2, 3, 4]
    for shade in (*LIGHT.seq, *DARK.seq):
        assert contrast(ink_on(shade), shade) >= 4.5


@pytest.mark.parametrize(("steps", "pieces"), [(4, 4), (7, 7), (11, 1)])
def test_there_are_pips_up_to_seven_steps_and_a_bar_beyond(theme: Theme, steps: int, pieces: int) -> None:
    cell = RatedCell("x", heat=0, steps=steps, filled=steps)
    picture = drawn(200, 100, theme, lambda painter, box: draw_rated_cell(painter, box, cell, theme))
    ink, across = QColor(ink_on(theme.tokens.seq[0])).rgb(), 100 - 28 + 10
    filled = [picture.pixel(x, across) == ink for x in range(200)]
    assert sum(now and not before for before, now in pairwise(filled)) == pieces


def test_a_key_takes_the_lines_it_needs(theme: Theme) -> None:
    assert key_height(KEY, 800, theme) < key_height(KEY, 200, theme)


def test_nothing_leads_over_a_missing_run_or_from_one_set_apart(theme: Theme) -> None:
    """The line has the accent's colour; between two runs it stands only where both have a value and compare."""
    runs = [Run(dt.date(2026, at, 1), "x", apart=at == 1) for at in range(1, 7)]
    marks, values = [(1.0, "1"), (5.0, "5")], [3.0, 3.0, None, 3.0, 3.0, 3.0]
    courses = Courses(runs, marks, [Course("General", values)])
    picture = drawn(400, 140, theme, lambda painter, box: draw_course(painter, box, courses.courses[0], courses, theme))
    plot = range(34, 116)
    seen = [x for x in range(400) if has(picture, theme.tokens.accent, range(x, x + 1), plot)]
    # A dot is set off from its line by some px of the ground; a gap between two runs is wider.
    gaps = [(left, right) for left, right in pairwise(seen) if right - left > 10]
    dots = [100, 230]
    assert len(gaps) == 1
    assert all(abs(edge - dot) < 10 for edge, dot in zip(gaps[0], dots, strict=True))
    assert seen[0] > 90


def test_small_charts_take_the_lines_they_need_and_are_heard(qtbot: QtBot, theme: Theme) -> None:
    assert len({place.top() for place in places(4, 800, theme)}) == 1
    assert [place.left() for place in places(4, 500, theme)] == [0.0, 262.0, 0.0, 262.0]
    made = SmallCourses(theme)
    qtbot.addWidget(made)
    runs = [Run(dt.date(2026, 1, 1), "Jan")]
    made.show_courses(Courses(runs, [(1, "1"), (4, "4")], [Course("General", [2.0], "2", words="General: 2")]))
    found = QAccessible.queryAccessibleInterface(made)
    assert [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())] == ["General: 2"]


def test_the_spread_of_votes_is_a_band_and_the_agreed_value_a_mark(theme: Theme) -> None:
    def picture(*votes: float) -> QImage:
        shown = Votes(1, 4, votes, 2)
        return drawn(260, 60, theme, lambda painter, box: draw_votes(painter, box, shown, theme))

    apart, agreed = picture(1, 4, 2), picture(2, 2, 2)
    band, mark = theme.tokens.seq[1], theme.tokens.text
    assert has(apart, band, range(60, 80))
    assert not has(agreed, band, range(260))
    assert has(agreed, mark, range(80, 100), range(36, 48))


def test_a_section_without_a_score_has_no_bar(theme: Theme) -> None:
    def picture(share: float | None) -> QImage:
        one = Section("Funding", share, "Too few answers" if share is None else "3.0", 0.4)
        return drawn(500, 44, theme, lambda painter, box: draw_section(painter, box, one, theme))

    filled = theme.tokens.seq[3]
    assert has(picture(0.5), filled, range(190, 230))
    assert not has(picture(None), filled, range(500))


def test_a_chart_is_saved_with_its_title_and_its_words(theme: Theme) -> None:
    rated = Rated(["General"], ["Individual"], [[GOOD]], KEY)
    high = rated_height(rated, 700, theme)
    plate = plates.ChartPlate(
        "Where capacity is",
        "General, Individual: 3.",
        700,
        high,
        lambda *given: draw_rated(given[0], given[1], rated, given[2]),
    )
    svg = plates.made(plate, Path("chart.svg")).decode()
    assert "<title>Where capacity is</title>" in svg
    assert all(words in svg for words in ("General, Individual: 3.", "Good", "needed for this programme"))
    assert "<desc>General, Individual: 3.</desc>" in svg
    png = QImage.fromData(plates.made(plate, Path("chart.png")))
    assert png.width() == 2 * (700 + 56)
    assert png.text("Description") == "General, Individual: 3."
    assert plates.made(plate, Path("chart.pdf")).startswith(b"%PDF")
