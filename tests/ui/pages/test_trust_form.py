"""Rating trust in a minute: by the keyboard alone, with the last marks beside, and kept as a draft all the while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records, settings
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.rating import RatingEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.places import Place
from isp_desktop.ui.main_window.ways import ways
from isp_desktop.ui.pages.record import RecordPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Key = Qt.Key
Put = Callable[..., str]
TODAY = dt.date.today()


@pytest.fixture
def me(store: Store, put: Put) -> str:
    uid = put("person", name="Maren Oduya")
    settings.write(store, "me", uid)
    return uid


@pytest.fixture
def ruth(put: Put) -> str:
    return put("person", name="Ruth Calloway")


@pytest.fixture
def rate(qtbot: QtBot, theme: Theme, store: Store, me: str) -> Callable[..., RecordPage]:
    def show(uid: str = "", **preset: str) -> RecordPage:
        page = RecordPage(theme, store, "trust", uid, preset)
        qtbot.addWidget(page)
        page.resize(1200, 900)
        page.show()
        page.slices.finish()
        return page

    return show


def focused(page: RecordPage) -> str:
    return next((name for name, editor in page.form.editors.items() if editor.inner().hasFocus()), "")


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_rated_by_the_keyboard_alone(qtbot: QtBot, rate: Callable[..., RecordPage], store: Store, me: str, ruth: str):
    page = rate(stakeholder=ruth)
    page.activateWindow()
    qtbot.waitUntil(lambda: focused(page) == "reliability")
    press(qtbot, Key.Key_4, Key.Key_Down, Key.Key_3, Key.Key_Down, Key.Key_Down, Key.Key_5, Key.Key_Down, Key.Key_2)
    assert focused(page) == "reciprocity"
    press(qtbot, Key.Key_0)
    page.save()
    [found] = finding.every(store, "trust")
    assert {name: value for name, value in found.fields.items() if value is not None} == {
        "stakeholder": ruth,
        "date": TODAY.isoformat(),
        "rater": me,
        "way": "self",
        "reliability": 4,
        "competence": 3,
        "openness": 5,
    }
    assert found.private


def test_the_last_rating_stands_beside_and_is_never_taken_over(
    rate: Callable[..., RecordPage], put: Put, me: str, ruth: str
):
    day = TODAY.isoformat()
    put("trust", stakeholder=ruth, date=day, rater=me, way="self", reliability=2)
    put("trust", stakeholder=ruth, date=day, rater=me, way="diagnostic", reliability=5)
    page = rate(stakeholder=ruth)
    editor = page.form.editors["reliability"]
    assert isinstance(editor, RatingEditor)
    assert (editor.remark(), editor.value()) == ("last time 2, Today", None)
    way = page.form.editors["way"]
    way.set_value("diagnostic")
    way.changed.emit()
    assert editor.remark() == "last time 5, Today"


def test_a_draft_survives_and_the_evidence_is_private(
    qtbot: QtBot, rate: Callable[..., RecordPage], store: Store, ruth: str
):
    page = rate(stakeholder=ruth)
    openness = page.form.editors["openness"]
    assert isinstance(openness, RatingEditor)
    qtbot.keyClick(openness.boxes, Key.Key_3)
    panel = page.findChild(PrivatePanel)
    assert panel.isAncestorOf(page.form.editors["evidence"])
    page.flush()
    assert drafts.count(store) == 1
    again = rate(uid=page.uid)
    assert again.form.editors["openness"].value() == 3


def test_opened_from_a_record_and_from_the_palette(qtbot: QtBot, desk: Desk, store: Store, put: Put, ruth: str):
    uid = put("trust", stakeholder=ruth, date="2026-01-05", way="self", openness=3, scope="shared")
    assert any(way.target.kind == "trust" for way in ways())
    for place in (Place("record", "trust", uid), Place("record", "trust")):
        desk.go(place)
        page = desk.page()
        assert isinstance(page, RecordPage)
        assert isinstance(page.form.editors["openness"], RatingEditor)
    assert records.get(store, uid).fields["openness"] == 3
