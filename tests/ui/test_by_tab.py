"""Tab comes to every button of a page, the same way forth and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from integrity import add_integrity
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Instrument, Item, to_json
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place, PlaceKey

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Put = Callable[..., str]


def round_by(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Where the focus comes by `key`, until it is back."""
    stops: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in stops:
        assert focused is not None
        stops.append(focused)
        qtbot.keyClick(focused, key)
    return stops


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        *(("teams", ""), ("record", "team"), ("record", "charter"), ("list", "team"), ("calendar", ""), ("today", "")),
        *(("record", "instrument"), ("capacity", "instrument"), ("record", "initiative"), ("integrity", "site")),
        *(("outlook", ""), ("practice", ""), ("paper", "practice")),
    ],
)
def test_every_button_of_a_page_is_come_to(
    qtbot: QtBot, window: MainWindow, desk: Desk, put: Put, store: Store, key: PlaceKey, kind: str
) -> None:
    team = put("team", name="Implementation team")
    uids = {"team": team, "charter": put("charter", team=team, state="draft", version=1)}
    asked = Instrument("far", "Far", languages=("English", "French"), items=(Item("text", "why"),))
    added = add_integrity(store, dt.date(2026, 10, 14))
    uids |= {"initiative": added.initiative, "site": added.site}
    uids["instrument"] = put("instrument", name="Far", state="draft", content=to_json(asked))
    desk.go(Place(key, kind, uids[kind] if key in ("record", "integrity") else ""))
    window.activateWindow()
    page = desk.page()
    qtbot.waitUntil(page.is_whole)
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or page))
    # The focus may still wait for the page's first list.
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    forth = round_by(qtbot, window, Qt.Key.Key_Tab)
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    missed = [one for one in buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one not in forth]
    assert [one.accessibleName() or one.text() for one in missed] == []
    assert round_by(qtbot, window, Qt.Key.Key_Backtab) == [forth[0], *reversed(forth[1:])]
