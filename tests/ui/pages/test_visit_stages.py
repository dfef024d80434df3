"""A visit from its plan to being held or called off, and begun like the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.parts.rail_rows import RailList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 11, 18)
Put = Callable[..., str]
Open = Callable[..., VisitPage]


@pytest.fixture
def today() -> dt.date:
    return TODAY


def notice(page: VisitPage, key: str) -> Notice | None:
    return page._shown_notices.get(key)


def act(page: VisitPage, key: str) -> None:
    shown = notice(page, key)
    assert shown is not None
    shown.button.click()


@pytest.fixture
def site(put: Put) -> str:
    return put("site", name="Alder Road")


def test_the_labels_of_a_visit_to_come_do_not_speak_of_it_as_past(qtbot: QtBot, open_visit: Open, site: str) -> None:
    page = open_visit(site=site, date="2026-11-20")
    attended, done = page.form.editors["attended"], page.form.editors["activities"]

    def labels() -> list[str]:
        return [label.text() for label in page.form.findChildren(Label) if label.isVisible()]

    assert (attended.inner().accessibleName(), done.label()) == ("Who is expected", "What we will do")
    assert {"Who is expected", "What we will do"} <= set(labels())
    date = page.form.editors["date"]
    date.set_value("2026-11-18")
    date.changed.emit()
    assert (attended.inner().accessibleName(), done.label()) == ("Who was there", "What we did")
    assert {"Who was there", "What we did"} <= set(labels())


def test_a_visit_to_come_is_planned_then_written_up_and_held(
    qtbot: QtBot, open_visit: Open, store: Store, site: str
) -> None:
    page = open_visit(site=site, date="2026-11-20", agenda="Look at the data")
    assert page.finish_button.words() == "Save the plan"
    assert not page.form.editors["agenda"].isHidden()
    asked: list[tuple[str, str]] = []
    page.paper_asked.connect(lambda *told: asked.append(told))
    page.finish()
    assert asked == []
    assert records.get(store, page.uid).fields["stage"] == "planned"
    assert notice(page, "stage") is None
    later = open_visit(page.uid, on=dt.date(2026, 11, 20))
    assert later.finish_button.words() == "Finish and review"
    act(later, "stage")
    assert notice(later, "stage") is None
    qtbot.waitUntil(lambda: later.focusWidget() is later.form.editors["discussion"].inner())
    later.finish()
    kept = records.get(store, page.uid).fields
    assert (kept["stage"], kept["agenda"]) == ("held", "Look at the data")


def test_a_plan_is_called_off_and_taken_back(open_visit: Open, store: Store, put: Put, site: str) -> None:
    uid = put("visit", date="2026-11-25", site=site, stage="planned")
    page = open_visit(uid)
    undos: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, undo: undos.append(undo))
    page.header.call_off.click()
    assert records.get(store, uid).fields["stage"] == "called_off"
    assert notice(page, "stage") is not None
    assert page.header.call_off.isHidden()
    undos[0]()
    assert records.get(store, uid).fields["stage"] == "planned"
    page.header.call_off.click()
    act(page, "stage")
    assert records.get(store, uid).fields["stage"] == "planned"


def test_a_new_visit_begins_like_the_last_one_there(open_visit: Open, store: Store, put: Put, site: str) -> None:
    priya, tomas = put("person", name="Priya Raman"), put("person", name="Tomas Lind")
    values = {"attended": [priya, tomas], "led_by": [priya], "mode": "video", "purpose": "Data review"}
    put("visit", date="2026-10-15", site=site, materials="# Charts\nOctober\n\n## Forms\nThree", **values)
    put("visit", date="2026-11-01", site=site, stage="called_off", purpose="Never was")
    page = open_visit(site=site)
    shown = notice(page, "like")
    assert shown is not None
    assert "Priya Raman, Tomas Lind, video" in shown.accessibleName()
    undos: list[Callable[[], None]] = []
    page.undo_offered.connect(lambda _words, undo: undos.append(undo))
    act(page, "like")
    form = page.form.editors
    assert set(form["attended"].value() or []) == {priya, tomas}
    assert (form["mode"].value(), form["purpose"].value()) == ("video", "Data review")
    assert form["materials"].value() == "# Charts\n\n## Forms"
    assert notice(page, "like") is None
    undos[0]()
    assert (form["attended"].value(), form["purpose"].value()) == ([], None)
    act(page, "like")
    form["purpose"].set_value("Coaching")
    page._edit.touch("purpose", "Coaching")
    undos[1]()
    # What was changed since is not emptied.
    assert (form["attended"].value(), form["purpose"].value()) == ([], "Coaching")
    page.finish()
    assert records.get(store, page.uid).fields["purpose"] == "Coaching"


def test_the_offer_can_be_dismissed(open_visit: Open, put: Put, site: str) -> None:
    put("visit", date="2026-10-15", site=site, purpose="Data review")
    page = open_visit(site=site)
    shown = notice(page, "like")
    assert shown is not None
    shown.dismissed.emit()
    page._on_changed("starts")
    assert notice(page, "like") is None


def test_the_rail_tells_what_changed_since(open_visit: Open, put: Put, site: str) -> None:
    put("visit", date="2026-10-15", site=site, discussion="Went well.")
    other = put("site", name="Elm Road")
    put("change", date="2026-11-02", what="Coordinator left", place="setting", site=site)
    put("change", date="2026-10-01", what="Before", place="setting", site=site)
    put("change", date="2026-11-02", what="Elsewhere", place="setting", site=other)
    page = open_visit(site=site)
    changed = page.rail.findChild(RailList, "changed")
    assert changed is not None
    assert [changed.model().index(at, 0).data() for at in range(changed.model().rowCount())] == ["Coordinator left"]
