"""Saving while a large bundle is taken in: the window goes on, nothing is lost, and it is saved once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, finding, records
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.pages.visit import VisitPage

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WAITS = "Will be saved in a moment: something else is being written"


@pytest.fixture
def taken_in(store: Store) -> Iterator[Callable[[], None]]:
    """Another thread writes as long as this was not called."""
    begun, end = threading.Event(), threading.Event()

    def write_long() -> None:
        with store.write() as transaction:
            records.put(transaction, "site", {"name": "taken in"})
            begun.set()
            end.wait()

    def finish() -> None:
        end.set()
        thread.join()

    thread = threading.Thread(target=write_long)
    thread.start()
    begun.wait()
    yield finish
    finish()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, jobs: Jobs, store: Store) -> RecordPage:
    page = RecordPage(theme, store, "person", "", {}, jobs=jobs)
    qtbot.addWidget(page)
    page.show()
    return page


def write(qtbot: QtBot, page: RecordPage, text: str) -> None:
    editor = page.form.editors["name"]
    assert isinstance(editor, LineEditor)
    qtbot.keyClicks(editor.line, text)


def people(store: Store) -> list[Any]:
    return [item.fields["name"] for item in finding.every(store, "person")]


def test_saving_waits_its_turn_and_the_window_does_not(
    qtbot: QtBot, page: RecordPage, store: Store, taken_in: Callable[[], None]
) -> None:
    write(qtbot, page, "Priya")
    page.save()
    page.save()
    assert page.standing() == WAITS
    assert people(store) == []
    write(qtbot, page, " Raman")
    taken_in()
    qtbot.waitUntil(lambda: page.standing().startswith("Saved"))
    assert people(store) == ["Priya Raman"]
    assert len(records.history(store, page.uid)) == 1


def test_who_leaves_the_page_before_its_turn_finds_it_saved(
    qtbot: QtBot, page: RecordPage, store: Store, taken_in: Callable[[], None]
) -> None:
    write(qtbot, page, "Priya")
    page.save()
    taken_in()
    page.flush()
    assert people(store) == ["Priya"]
    assert drafts.every(store) == []


def test_what_is_discarded_before_its_turn_is_not_saved(
    qtbot: QtBot, page: RecordPage, store: Store, taken_in: Callable[[], None]
) -> None:
    write(qtbot, page, "Priya")
    page.save()
    taken_in()
    page.discard_button.click()
    assert people(store) == []
    page.flush()
    assert people(store) == []


def test_a_visit_is_finished_when_its_turn_comes(
    qtbot: QtBot, theme: Theme, store: Store, taken_in: Callable[[], None]
) -> None:
    page = VisitPage(theme, store, "", {"purpose": "Coaching"})
    qtbot.addWidget(page)
    page.show()
    with qtbot.assertNotEmitted(page.paper_asked):
        page.finish()
    assert page.standing() == WAITS
    with qtbot.waitSignal(page.paper_asked):
        taken_in()
    assert len(finding.every(store, "visit")) == 1
