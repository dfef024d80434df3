"""Assessments on Today: planned ones, and those that were put off to another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from assessments import answer, begin_assessment, plan_assessment
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services.capacity import assessing, instruments, reading
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.today import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date(2026, 10, 14)
FIRST = "individual/reads_data"
Put = Callable[..., str]


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store, put: Put) -> TodayPage:
    put("commitment", what="Form", due="2026-10-15", status="open")
    made = TodayPage(theme, jobs, store, today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1212, 900)
    made.show()
    qtbot.waitUntil(lambda: made.is_whole() and not jobs.busy())
    return made


def again(qtbot: QtBot, page: TodayPage, jobs: Jobs) -> None:
    page.refresh(frozenset({"assessment"}))
    qtbot.waitUntil(lambda: page.is_whole() and not jobs.busy())


def test_it_asks_for_what_was_put_off_and_leads_to_it(
    qtbot: QtBot, jobs: Jobs, store: Store, page: TodayPage, put: Put
) -> None:
    assert "assessments" not in page.__dict__
    instrument = instruments.starter(store, "short")
    begun = begin_assessment(store, put("site", name="Alder"), instrument, TODAY - dt.timedelta(days=9))
    answer(store, begun, {FIRST: "3"})
    assessing.pause(store, begun, TODAY + dt.timedelta(days=2))
    plan_assessment(store, put("site", name="Birch"), instrument, TODAY + dt.timedelta(days=20))
    again(qtbot, page, jobs)
    (row,) = page.late_assessments.part.rows.list.shown()
    assert (row.title, row.date) == ("Alder", "Go on in 2 days")
    assert "1 item is answered" in row.second
    with qtbot.waitSignal(page.record_asked) as asked:
        page.late_assessments.part.rows.opened.emit(row.uid)
    assert asked.args == ["assessment", begun]
    page.late_assessments.part.put_off(begun, TODAY + dt.timedelta(days=30))
    assert reading.assessment(store, begun).day == "2026-11-13"
    again(qtbot, page, jobs)
    assert not page.late_assessments.part.isVisible()
