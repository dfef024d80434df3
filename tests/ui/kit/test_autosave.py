"""What is typed is kept soon, in order, off the main thread; what could not be kept is tried again."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from isp_desktop.domain.errors import StoreBusy, StoreUnusable
from isp_desktop.ui.kit.autosave import Autosave


class Disk:
    """Keeps what it is given, unless it is full; can be held up."""

    def __init__(self) -> None:
        self.text = ""
        self.kept: list[str] = []
        self.threads: set[int] = set()
        self.full = False
        self.at_fault = False
        self.gate = threading.Event()
        self.gate.set()

    def snapshot(self):
        text = self.text

        def keep() -> int:
            assert self.gate.wait(5)
            self.threads.add(threading.get_ident())
            if self.at_fault:
                raise KeyError("a fault of the program")
            if self.full:
                raise StoreUnusable("The disk is full. Free some space and try again.")
            self.kept.append(text)
            return len(self.kept)

        return keep

    def type(self, autosave: Autosave, text: str) -> None:
        self.text = text
        autosave.touch()


@pytest.fixture
def disk(qapp: object) -> Disk:
    return Disk()


def test_it_waits_for_a_pause_and_keeps_the_latest_text_in_another_thread(qtbot: QtBot, disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=20, longest_ms=10_000)
    with qtbot.waitSignal(autosave.kept):
        for text in ("T", "To", "Tom"):
            disk.type(autosave, text)
    assert disk.kept == ["Tom"]
    assert threading.get_ident() not in disk.threads


def test_somebody_who_never_pauses_is_kept_all_the_same(qtbot: QtBot, disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000, longest_ms=20)
    with qtbot.waitSignal(autosave.kept):
        disk.type(autosave, "on and on")
    assert disk.kept == ["on and on"]


def test_flush_returns_when_all_is_on_the_disk(disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000)
    disk.type(autosave, "Tomas")
    autosave.flush()
    assert disk.kept == ["Tomas"]
    assert not autosave.is_dirty()


def test_nobody_waits_for_a_disk_that_others_write_to(qtbot: QtBot, disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000)
    disk.gate.clear()
    disk.type(autosave, "Tomas")
    for act in (autosave.flush, autosave.flush, autosave.drop):
        with pytest.raises(StoreBusy) as busy:
            act()
        assert not busy.value.is_over_within(0)
    disk.gate.set()
    assert busy.value.is_over_within(5)
    assert disk.kept == ["Tomas"]
    disk.type(autosave, "Tomas and Priya")
    autosave.drop()
    autosave.flush()
    assert disk.kept == ["Tomas"]


def test_writes_are_never_reordered_and_only_the_latest_waiting_one_is_written(disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000)
    disk.gate.clear()
    for text in ("one", "two", "three", "four"):
        disk.type(autosave, text)
        autosave.keep_now()
    disk.gate.set()
    autosave.flush()
    assert disk.kept[-1] == "four"
    assert disk.kept == sorted(disk.kept, key=("one", "two", "three", "four").index)


def test_nothing_is_written_after_it_was_dropped(disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000)
    disk.type(autosave, "saved by now")
    autosave.drop()
    autosave.flush()
    assert disk.kept == []


def test_what_cannot_be_kept_is_told_and_tried_again(qtbot: QtBot, disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000, retry_ms=20)
    disk.full = True
    disk.type(autosave, "Tomas")
    with qtbot.waitSignal(autosave.failed) as told:
        autosave.keep_now()
    assert told.args == ["The disk is full. Free some space and try again."]
    assert autosave.is_dirty()
    disk.full = False
    with qtbot.waitSignal(autosave.kept):
        pass
    assert disk.kept == ["Tomas"]


def test_a_fault_of_the_program_is_raised_and_what_was_typed_still_has_to_be_kept(qtbot: QtBot, disk: Disk):
    autosave = Autosave(disk.snapshot, pause_ms=10_000, retry_ms=20)
    disk.at_fault = True
    disk.type(autosave, "Tomas")
    with qtbot.capture_exceptions() as raised:
        autosave.flush()
    assert [kind for kind, *_ in raised] == [KeyError]
    assert autosave.is_dirty()
    assert "fault of the program" in str(autosave.failure)
    disk.at_fault = False
    with qtbot.waitSignal(autosave.kept):
        pass
    assert disk.kept == ["Tomas"]
    assert autosave.failure is None


def test_a_fault_while_the_snapshot_is_taken_loses_nothing_either(qtbot: QtBot, disk: Disk):
    def at_fault_once():
        if disk.at_fault:
            raise KeyError("a fault of the program")
        return disk.snapshot()

    autosave = Autosave(at_fault_once, pause_ms=10_000, retry_ms=20)
    disk.at_fault = True
    disk.type(autosave, "Tomas")
    with qtbot.capture_exceptions() as raised:
        autosave.flush()
    assert [kind for kind, *_ in raised] == [KeyError]
    assert autosave.is_dirty()
    disk.at_fault = False
    with qtbot.waitSignal(autosave.kept):
        pass
    assert disk.kept == ["Tomas"]


def gone_while_keeping(qtbot: QtBot, outcome: Callable[[], int]) -> list[type[BaseException]]:
    """What is raised where a page goes while a worker keeps its words, which then comes to `outcome`."""

    def keep() -> int:
        turn = threading.Event()
        while isValid(autosave):
            turn.wait(0.001)
        return outcome()

    autosave = Autosave(lambda: keep)
    autosave.touch()
    with qtbot.capture_exceptions() as raised:
        autosave.keep_now()
        autosave.deleteLater()
        QCoreApplication.sendPostedEvents(autosave, QEvent.Type.DeferredDelete)
        autosave.flush()
    return [kind for kind, *_ in raised]


@pytest.mark.parametrize("full", [False, True])
def test_a_page_that_goes_while_its_words_are_being_kept_is_told_nothing(qtbot: QtBot, full: bool):
    tried: list[str] = []

    def outcome() -> int:
        tried.append("Tomas")
        if full:
            raise StoreUnusable("The disk is full. Free some space and try again.")
        return 1

    assert gone_while_keeping(qtbot, outcome) == []
    assert tried == ["Tomas"]


def test_a_fault_of_the_program_is_raised_though_the_page_is_gone(qtbot: QtBot):
    assert gone_while_keeping(qtbot, lambda: {}["a fault of the program"]) == [KeyError]
