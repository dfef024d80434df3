"""Counts over time: told apart without colour, on one scale, and heard as a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.stacked_counts import (
    Chart,
    Stack,
    StackedCounts,
    StackKey,
    draw_chart,
    draw_part,
    highest,
    places,
)
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CHART = Chart("Teams", [Stack("Jun 2025", (0, 0, 3)), Stack("now", (4, 2, 1))], "Teams. now: 4 strong, 2 at risk")
OTHER = Chart("Capacity", [Stack("Jun 2025", (1, 0, 0)), Stack("now", (1, 1, 0))], "Capacity. now: 1 strong")


def drawn(draw, theme: Theme, wide: int, high: int) -> QImage:
    picture = QImage(wide, high, QImage.Format.Format_Grayscale8)
    picture.fill(QColor(theme.tokens.surface))
    painter = QPainter(picture)
    draw(painter)
    painter.end()
    return picture


def inked(picture: QImage, y: int) -> list[bool]:
    """Along a line, whether something is drawn."""
    ground = picture.pixelColor(0, 0).lightness()
    return [abs(picture.pixelColor(x, y).lightness() - ground) > 30 for x in range(picture.width())]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_three_parts_are_told_apart_in_grey(mode, theme: Theme) -> None:
    theme.set_mode(mode)
    so, not_so, unknown = (
        drawn(lambda painter, at=at: draw_part(painter, QRectF(4, 4, 40, 24), at, theme), theme, 48, 32)
        for at in range(3)
    )
    middles = [inked(picture, 16) for picture in (so, not_so, unknown)]
    assert all(middles[0][8:40])
    assert not any(middles[1][8:40])
    # An edge all along its top, and one with gaps.
    assert all(inked(not_so, 4)[10:38])
    assert {*inked(unknown, 4)[10:38]} == {True, False}


def test_all_charts_have_one_scale_and_a_narrow_one_shows_the_latest_moments(theme: Theme) -> None:
    assert highest([CHART, OTHER]) == 7
    assert highest([]) == 1
    many = Chart("Many", [Stack(f"{year}", (1, 0, 0)) for year in range(2000, 2026)], "Many")
    box = QRectF(0, 0, 120, 180)
    narrow = drawn(lambda painter: draw_chart(painter, box, many, 1, theme), theme, 120, 180)
    last = [x for x, ink in enumerate(inked(narrow, 100)) if ink]
    assert len(last) > 0
    assert max(last) < 120


def test_charts_stand_beside_each_other_and_are_heard(qtbot: QtBot, theme: Theme) -> None:
    made, key = StackedCounts(theme), StackKey(theme, ("Strong", "At risk", "Not known"))
    for widget in (made, key):
        qtbot.addWidget(widget)
    made.show_charts([CHART, OTHER])
    made.resize(700, 200)
    made.show()
    key.show()
    parts = [child for child in made.children() if hasattr(child, "chart")]
    assert [part.accessibleName() for part in parts] == [CHART.words, OTHER.words]
    assert parts[0].geometry().right() < parts[1].geometry().left()
    assert made.heightForWidth(300) > made.heightForWidth(700)
    assert key.accessibleName() == "Strong, At risk, Not known"
    assert not made.grab().isNull()
    assert not key.grab().isNull()
    made.show_charts([OTHER])
    assert made.charts() == [OTHER]
    assert [place.width() for place in places(2, 500, theme)] == [500, 500]
