"""Jobs: results, progress, cancel, sentences, and faults that are not swallowed."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from isp_desktop.domain.errors import StoreUnusable
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.theme import Theme

# What the window system of the tests cannot do is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_result_arrives_in_the_main_thread(qtbot: QtBot):
    jobs, seen = Jobs(), []
    job = jobs.start("The count", lambda progress: (current_thread() is main_thread(), 42))
    job.finished.connect(lambda result: seen.append((result, current_thread() is main_thread())))
    with qtbot.waitSignal(job.ended):
        assert jobs.busy()
    assert seen == [((False, 42), True)]
    assert not jobs.busy()


def test_progress_is_told_in_order(qtbot: QtBot):
    def work(progress: Progress) -> None:
        for at in range(3):
            progress(at, 3, f"Step {at}")

    jobs, told = Jobs(), []
    job = jobs.start("The work", work)
    job.progressed.connect(lambda *step: told.append(step))
    with qtbot.waitSignal(job.ended):
        pass
    assert told == [(0, 3, "Step 0"), (1, 3, "Step 1"), (2, 3, "Step 2")]


def test_cancel_stops_the_work_at_its_next_report(qtbot: QtBot):
    begun = Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 0, "Waiting")

    jobs = Jobs()
    job = jobs.start("The export", work)
    assert begun.wait(5)
    with qtbot.waitSignals([job.cancelled, job.ended]):
        job.cancel()


def test_an_error_of_the_world_becomes_its_sentence(qtbot: QtBot):
    def work(progress: Progress) -> None:
        raise StoreUnusable("The stick was removed. Put it back and try again.")

    jobs = Jobs()
    job = jobs.start("The backup", work)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert failed.args == ["The stick was removed. Put it back and try again."]


def test_a_fault_of_the_program_is_raised_in_the_main_thread(qtbot: QtBot):
    def work(progress: Progress) -> None:
        raise ZeroDivisionError("ours")

    jobs = Jobs()
    with capture_exceptions() as caught:
        job = jobs.start("The fault", work)
        with qtbot.waitSignal(job.ended):
            pass
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not jobs.busy()


def test_closing_waits_for_what_is_under_way(qtbot: QtBot):
    begun = Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 0, "Waiting")

    jobs = Jobs()
    job = jobs.start("The import", work)
    assert begun.wait(5)
    with qtbot.waitSignal(job.cancelled):
        jobs.cancel_all()


def test_what_keeps_something_is_stopped_by_nobody_but_the_user(qtbot: QtBot):
    go_on = Event()

    def work(progress: Progress) -> str:
        assert go_on.wait(20)
        progress(1, 2, "Keeping")
        return "kept"

    jobs, seen = Jobs(), []
    job = jobs.start("The photos", work, keeps=True)
    job.finished.connect(seen.append)
    with qtbot.waitSignal(job.ended):
        jobs.ask_all_to_stop()
        go_on.set()
    assert seen == ["kept"]


def test_a_failure_is_heard_beyond_an_owner_that_is_gone(qtbot: QtBot):
    go_on = Event()

    def work(progress: Progress) -> None:
        assert go_on.wait(20)
        raise StoreUnusable("The disk is full.")

    jobs, owner, heard, told = Jobs(), QObject(), [], []
    for name in ("First", "Second"):
        job = jobs.start(name, work, owner if name == "First" else jobs, beyond=heard.append)
        job.failed.connect(told.append)
    shiboken6.delete(owner)
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard and told))
    assert (heard, told) == (["The disk is full."], ["The disk is full."])


@pytest.mark.parametrize("done", ["The backup is safe.", ""])
def test_the_bar_ends_with_a_sentence_or_goes(qtbot: QtBot, theme: Theme, done: str):
    jobs, bar = Jobs(), JobBar(theme)
    qtbot.addWidget(bar)
    job = jobs.start("The backup", lambda progress: progress(1, 2, "Copying notes"))
    bar.watch(job, done)
    with qtbot.waitSignal(job.ended):
        pass
    assert bar.isVisible() == bool(done)
    if done:
        assert bar.accessibleName() == done
        bar.button.click()
        assert not bar.isVisible()


def test_the_bar_cancels(qtbot: QtBot, theme: Theme):
    def work(progress: Progress) -> None:
        while True:
            progress(1, 1000, "Reading")

    jobs, bar = Jobs(), JobBar(theme)
    qtbot.addWidget(bar)
    job = jobs.start("The import", work)
    bar.watch(job)
    with qtbot.waitSignal(job.cancelled):
        bar.button.click()
    assert bar.accessibleName() == "The import was stopped. Nothing of it was kept."


def test_after_all_was_cancelled_nothing_is_begun_but_what_keeps_something(jobs: Jobs) -> None:
    done: list[str] = []
    jobs.cancel_all()
    jobs.start("reading", lambda _progress: done.append("read"))
    assert not jobs.busy()
    jobs.start("keeping", lambda _progress: done.append("kept"), keeps=True)
    jobs.cancel_all()
    assert done == ["kept"]
