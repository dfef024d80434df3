"""What workers were given ends in the main thread, and so does what is found as garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Event, Thread, current_thread, main_thread
from weakref import finalize, ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.garbage import GarbageRound
from isp_desktop.ui.kit.jobs import Jobs


class Held:
    """Something of the window's."""


def tell_where_it_ends(one: object, told: list[bool]) -> None:
    finalize(one, lambda: told.append(current_thread() is main_thread())).atexit = False


@pytest.fixture
def thawed() -> Iterator[None]:
    """What was set aside is garbage like any other afterwards."""
    yield
    gc.unfreeze()


def test_a_worker_ends_nothing_that_everybody_else_forgot(qtbot: QtBot) -> None:
    go_on, told = Event(), list[bool]()

    def begin_and_forget() -> None:
        jobs, held = Jobs(), Held()
        for one in (jobs, held):
            tell_where_it_ends(one, told)
        jobs.start("The work", lambda _progress: (go_on.wait(20), held))

    begin_and_forget()
    assert told == []
    go_on.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [True, True]


def test_a_job_that_everybody_forgot_still_tells_of_a_fault(qtbot: QtBot) -> None:
    go_on = Event()

    def fail(_progress: object) -> None:
        assert go_on.wait(20)
        raise KeyError("a fault of the program")

    with qtbot.capture_exceptions() as raised:
        Jobs().start("The work", fail)
        go_on.set()
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [KeyError]


@pytest.mark.usefixtures("thawed")
def test_what_is_old_is_looked_through_only_while_nobody_is_at_the_keyboard(qtbot: QtBot) -> None:
    told, quiet = list[bool](), [0.0]
    held, owner = Held(), QObject()
    held.itself = held  # type: ignore[attr-defined]
    tell_where_it_ends(held, told)
    garbage = GarbageRound(owner, lambda: quiet[0])
    gc.collect()
    del held
    kept = []
    while gc.get_count()[2] < 25:
        kept.append([[] for _number in range(3_000)])
        garbage.look()
    assert told == []
    quiet[0] = 60.0
    garbage.look()
    assert told == [True]


@pytest.mark.usefixtures("thawed")
def test_garbage_is_looked_for_in_the_main_thread_alone(qtbot: QtBot) -> None:
    told = list[bool]()
    held, owner = Held(), QObject()
    held.itself = held  # type: ignore[attr-defined]
    tell_where_it_ends(held, told)
    GarbageRound(owner, lambda: 60.0)
    gone = ref(held)
    del held
    many = gc.get_threshold()[0] * 20
    worker = Thread(target=lambda: [[] for _number in range(many)])
    worker.start()
    worker.join()
    assert gone() is not None
    kept = [[] for _number in range(many)]
    qtbot.waitUntil(lambda: gone() is None)
    assert told == [True]
    assert len(kept) == many
