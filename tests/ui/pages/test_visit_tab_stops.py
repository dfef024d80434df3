"""Where Tab stops on a visit: no letter that is typed there is lost, and the way goes as one reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit.chips import EntryChip
from isp_desktop.ui.kit.date_editors import DateEditor
from isp_desktop.ui.kit.entries import LinkEditor, LinksEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import VisitPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 18)
Put = Callable[..., str]


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, store: Store, put: Put) -> VisitPage:
    """A new visit in which a site and people stand already."""
    site = put("site", name="Alder Road")
    people = [put("person", name=name) for name in ("Priya Raman", "Tomas Lind")]
    made = VisitPage(theme, store, "", {"site": site, "attended": people, "led_by": people[:1]}, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1212, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.is_whole())
    return made


def at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def way(qtbot: QtBot, page: VisitPage) -> list[QWidget]:
    """Every stop of Tab, from the site until it comes round."""
    page.form.editors["site"].setFocus()
    stops = [at()]
    for _press in range(80):
        qtbot.keyClick(at(), Qt.Key.Key_Tab)
        if at() is stops[0]:
            return stops
        stops.append(at())
    raise AssertionError("Tab does not come round")


def takes_keys(stop: QWidget) -> bool:
    """Whether what is typed goes somewhere, or Space acts."""
    acts = isinstance(stop, QAbstractButton) and not isinstance(stop, EntryChip)
    return acts or isinstance(stop, QLineEdit | QTextEdit | QComboBox)


def test_tab_stops_only_where_keys_do_something_and_in_reading_order(qtbot: QtBot, page: VisitPage) -> None:
    stops = way(qtbot, page)
    assert [stop.accessibleName() for stop in stops if not takes_keys(stop)] == []
    names = [stop.accessibleName() for stop in stops]
    assert "Open the calendar" not in " ".join(names)
    assert "Take it out" not in " ".join(names)
    in_form = [stop for stop in stops if page.form.isAncestorOf(stop)]
    spots = [stop.mapTo(page.form, QPoint(0, stop.height() // 2)) for stop in in_form]
    # What stands on one line differs by a few pixels in height.
    lines = [(round(spot.y() / 20), spot.x()) for spot in spots]
    for one, following in pairwise(lines):
        assert following[0] > one[0] or (following[0] >= one[0] - 1 and following[1] > one[1])
    assert stops[: len(in_form)] == in_form


def test_what_a_stop_had_for_the_mouse_has_a_key(qtbot: QtBot, page: VisitPage) -> None:
    date, site = page.form.editors["date"], page.form.editors["site"]
    assert isinstance(date, DateEditor)
    assert isinstance(site, LinkEditor)
    date.setFocus()
    qtbot.keyClick(date.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert date._popup is not None
    assert date._popup.isVisible()
    date._popup.close()
    assert "Alt+Down" in date.open_button.toolTip()
    site.setFocus()
    qtbot.keyClick(site.line, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    site.line.selectAll()
    qtbot.keyClick(site.line, Qt.Key.Key_Delete)
    qtbot.keyClick(site.line, Qt.Key.Key_Tab)
    assert site.value() is None


def test_the_arrows_lead_to_the_people_and_letters_typed_there_go_to_the_line(qtbot: QtBot, page: VisitPage) -> None:
    attended = page.form.editors["attended"]
    assert isinstance(attended, LinksEditor)
    attended.setFocus()
    qtbot.keyClick(at(), Qt.Key.Key_Left)
    assert at().accessibleName() == attended._title_of(attended.value()[-1])
    qtbot.keyClick(at(), Qt.Key.Key_Left)
    assert at().accessibleName() == attended._title_of(attended.value()[0])
    qtbot.keyClick(at(), Qt.Key.Key_Right)
    qtbot.keyClick(at(), Qt.Key.Key_Right)
    assert at() is attended.line
    qtbot.keyClick(at(), Qt.Key.Key_Left)
    qtbot.keyClick(at(), Qt.Key.Key_P)
    assert at() is attended.line
    assert attended.line.text().casefold() == "p"
    attended.line.clear()
    qtbot.keyClick(at(), Qt.Key.Key_Left)
    qtbot.keyClick(at(), Qt.Key.Key_Delete)
    assert len(attended.value()) == 1
    assert at() is attended.line


def test_what_else_can_be_noted_is_one_stop_of_tab_with_arrows(qtbot: QtBot, page: VisitPage) -> None:
    chips = list(page.entries.chips.values())
    assert [stop for stop in way(qtbot, page) if stop in chips] == [chips[0]]
    chips[0].setFocus()
    for following in chips[1:]:
        qtbot.keyClick(at(), Qt.Key.Key_Right)
        assert at() is following
    qtbot.keyClick(at(), Qt.Key.Key_Home)
    assert at() is chips[0]
    qtbot.keyClick(at(), Qt.Key.Key_Right)
    qtbot.keyClick(at(), Qt.Key.Key_Space)
    row = page.entries.show_kind("tension").rows[-1]
    assert at() is row.line
    assert [stop for stop in way(qtbot, page) if stop in chips] == [chips[1]]
