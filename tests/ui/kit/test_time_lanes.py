"""Lanes over one axis of time: where days stand, which months are written, and how the arrows go through them."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.lane_chart import LaneChart
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.time_lanes import Lane, Lanes, Places, Spot, Stretch, lanes_height, ticks

TODAY = dt.date(2026, 10, 14)


def day(month: int, number: int = 1, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


LANES = Lanes(
    day(1),
    day(12),
    TODAY,
    "Support",
    [Stretch(day(1), "Active", 3), Stretch(day(9), "Tapering", 2)],
    (
        (
            "Elements",
            [
                Lane(
                    "Practice",
                    [Spot("a", day(2), "A", "disc"), Spot("b", day(8), "B", "square")],
                    ("square", "In part"),
                ),
                Lane("Never seen", [], ("ring", "Never")),
                Lane("Coaching", [Spot("c", day(7), "C", "triangle")]),
            ],
        ),
        ("Otherwise", [Lane("Adaptations", [Spot("d", day(3), "D", lasts=True, until=day(11))])]),
        ("Nothing", []),
    ),
)


@pytest.mark.parametrize(
    ("first", "last", "most", "told"),
    [
        (day(1, 5), day(4, 5), 12, ["Feb 2026", "Mar", "Apr"]),
        (day(1, 1, 2025), day(12, 1), 6, ["Jan 2025", "Jul", "Jan 2026", "Jul"]),
        (day(6, 1, 2010), day(6, 1), 4, ["Jan 2015", "Jan 2020", "Jan 2025"]),
        (day(3, 2), day(3, 20), 4, []),
    ],
)
def test_as_many_months_are_written_as_have_room(first: dt.date, last: dt.date, most: int, told: list[str]):
    assert [words for _day, words in ticks(first, last, most)] == told


def test_days_stand_in_their_order_and_what_is_outside_at_the_ends(theme: Theme):
    places = Places(LANES, QRectF(0, 0, 900, lanes_height(LANES, theme)), theme)
    along = [places.along(one) for one in (day(1), day(6), TODAY, day(12))]
    assert along == sorted(along)
    assert len(set(along)) == 4
    assert places.along(day(1, 1, 2020)) == along[0]
    assert len(places.tops()) == 4
    spot = QRectF(places.band()).center()
    held = places.stretch_at(spot)
    assert held is not None
    assert held.words == "Active"


def test_the_arrows_pass_by_lanes_without_anything_and_enter_opens(qtbot: QtBot, theme: Theme):
    chart = LaneChart(theme, "Over time", LANES)
    qtbot.addWidget(chart)
    chart.resize(900, chart.sizeHint().height())
    seen: list[str] = []
    chart.reached.connect(lambda spot: seen.append(spot.uid))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(chart, key)
    assert seen == ["a", "c", "d", "d", "c", "b"]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == ["a"]


def test_a_click_looks_at_what_stands_there_and_it_stays_when_more_comes(qtbot: QtBot, theme: Theme):
    chart = LaneChart(theme, "Over time", LANES)
    qtbot.addWidget(chart)
    chart.resize(900, chart.sizeHint().height())
    places = Places(LANES, QRectF(chart.rect()), theme)
    box = places.box_of(2, LANES.every()[2].spots[0])
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(box.center().x()), round(box.center().y())))
    held = chart.current()
    assert held is not None
    assert held.uid == "c"
    before = Lane("First", [Spot("z", day(5), "Z", "disc")])
    chart.show_lanes(Lanes(day(1), day(12), TODAY, groups=(("More", [before, *LANES.every()]),)))
    assert chart.current() == held
