"""Short lists to act on: as high as their rows, each with a menu, and a bar that shows a gap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.acting import ActingRow
from isp_desktop.ui.kit.acting_list import ActingList
from isp_desktop.ui.kit.contact_bar import Gap, paint_contact_bar
from isp_desktop.ui.kit.paint import painting
from isp_desktop.ui.kit.theme import Theme

# Said by the platform without a screen, of any window with a set size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = [
    ActingRow("a", "Send the form", checked=False, date="2 days late", date_icon="circle-alert", tone="bad"),
    ActingRow("b", "Alder Road", second="7 days since", lead=("Sat 17", "14:00"), cells=("Coaching",), date="Video"),
    ActingRow("c", "Ruth Calloway", avatar="Ruth Calloway", second="Director", gap=Gap(52, 28, "52 of 28 days")),
    ActingRow("d", "Joel Fenwick", avatar="Joel Fenwick", second="Funder", gap=Gap(None, 30, "never in touch")),
]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> ActingList:
    made = ActingList(theme, "Rows")
    qtbot.addWidget(made)
    made.show_rows(list(ROWS))
    made.resize(700, made.height())
    made.show()
    return made


def test_it_is_as_high_as_its_rows(shown: ActingList, qtmodeltester: ModelTester):
    assert shown.height() == 40 + 3 * 52
    shown.show_rows(ROWS[:1])
    assert shown.height() == 40
    qtmodeltester.check(shown.rows())


def test_rows_say_everything_in_words():
    assert [row.spoken() for row in ROWS] == [
        "Send the form, 2 days late",
        "Sat 17, 14:00, Alder Road, 7 days since, Coaching, Video",
        "Ruth Calloway, Director, 52 of 28 days",
        "Joel Fenwick, Funder, never in touch",
    ]


def test_the_dots_open_the_menu_of_their_row_and_not_the_row(qtbot: QtBot, shown: ActingList):
    spot = shown.viewport().mapFromGlobal(shown.menu_spot("c")) + QPoint(6, -6)
    with qtbot.waitSignal(shown.menu_asked) as asked, qtbot.assertNotEmitted(shown.opened):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args[0] == "c"


def test_a_row_with_an_action_has_a_button_in_place_of_the_dots(qtbot: QtBot, shown: ActingList):
    asking = ActingRow("e", "Nobody speaks for the families", action="Find someone")
    shown.show_rows([*ROWS, asking])
    assert asking.spoken() == "Nobody speaks for the families, Find someone"
    spot = shown.viewport().mapFromGlobal(shown.menu_spot("e")) + QPoint(6, -6)
    with qtbot.waitSignal(shown.action_asked) as asked, qtbot.assertNotEmitted(shown.menu_asked):
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked.args == ["e"]


def test_the_menu_key_opens_the_menu_of_the_current_row(qtbot: QtBot, shown: ActingList):
    shown.select("b")
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    with qtbot.waitSignal(shown.menu_asked) as asked:
        QApplication.sendEvent(shown.viewport(), by_key)
    assert asked.args[0] == "b"


def test_what_takes_the_place_of_the_current_row_becomes_current(shown: ActingList):
    shown.select("b")
    shown.show_rows([ROWS[0], ROWS[2], ROWS[3]])
    assert shown.current_uid() == "c"
    shown.show_rows([ROWS[0]])
    assert shown.current_uid() == "a"
    shown.show_rows([])
    assert shown.current_uid() == ""


def test_every_row_is_drawn_in_every_size_and_mode(shown: ActingList, theme: Theme):
    for mode, scale, width in (("light", 1.0, 700), ("dark", 1.5, 700), ("light", 1.5, 260)):
        theme.set_mode(mode)
        theme.set_scale(scale)
        shown.resize(width, shown.height())
        assert shown.grab().width() >= width
        assert shown.height() == shown.content_height()


def _bar(theme: Theme, gap: Gap) -> list[str]:
    """The colours along the middle of a bar of 100 px."""
    image = QImage(100, 14, QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.tokens.canvas))
    with painting(image) as painter:
        paint_contact_bar(painter, QRectF(0, 0, 100, 14), gap, theme)
    return [image.pixelColor(x, 7).name().upper() for x in range(100)]


def test_the_bar_is_filled_to_the_days_and_orange_beyond_the_wanted_gap(theme: Theme):
    t = theme.tokens
    within, beyond, long = (_bar(theme, Gap(days, 28, "")) for days in (14, 42, 900))
    assert (within[10], within[30]) == (t.trust[1], t.line)
    assert (beyond[20], beyond[50], beyond[70]) == (t.trust[1], t.trust[0], t.line)
    assert long[95] == t.trust[0]
    assert within[40] == beyond[40] == t.text


def test_without_any_contact_the_bar_is_not_filled(theme: Theme):
    colors = _bar(theme, Gap(None, 28, ""))
    assert theme.tokens.trust[0] not in colors
    assert theme.tokens.trust[1] not in colors


def test_a_row_that_comes_back_is_the_current_one_again(shown: ActingList):
    shown.setCurrentIndex(shown.rows().index(1, 0))
    shown.show_rows([ROWS[0], *ROWS[2:]])
    assert shown.currentIndex().row() == 1
    shown.show_rows(list(ROWS))
    assert shown.currentIndex().row() == 1
    shown.setCurrentIndex(shown.rows().index(3, 0))
    shown.show_rows(ROWS[:3])
    assert shown.currentIndex().row() == 2
    shown.show_rows(list(ROWS))
    assert shown.currentIndex().row() == 3


def test_in_a_narrow_list_a_long_title_takes_two_lines(theme: Theme, qtbot: QtBot):
    made = ActingList(theme, "Reviews")
    qtbot.addWidget(made)
    short = ActingRow("1", "Alder Road", icon="map-pin", second="Site", date="In 2 days")
    long = ActingRow("2", "Saltbury Social Care Team, North", icon="map-pin", second="Site", date="In 2 days")
    made.resize(760, 300)
    made.show()
    made.show_rows([short, long])
    wide = made.height()
    assert made.sizeHintForRow(0) == made.sizeHintForRow(1)
    made.resize(300, made.height())
    assert made.sizeHintForRow(1) > made.sizeHintForRow(0)
    assert made.height() == made.content_height() > wide
    made.resize(760, made.height())
    assert made.height() == wide
