"""What is built bit by bit: one thing a turn, in order, and nothing while nobody sees it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from isp_desktop.ui.kit.slices import Slices, follow


def _acts(told: list[str], names: str) -> list[Callable[[], object]]:
    return [lambda name=name: told.append(name) for name in names]  # type: ignore[misc]


def test_one_thing_in_each_turn_in_order(qtbot: QtBot):
    owner = QWidget()
    qtbot.addWidget(owner)
    slices, told = Slices(owner), list[str]()
    slices.begin(_acts(told, "abc"))
    assert not told
    QCoreApplication.processEvents()
    assert told == ["a"]
    with qtbot.waitSignal(slices.done):
        pass
    assert told == ["a", "b", "c"]
    assert slices.is_done()


def test_a_later_beginning_takes_the_place_of_what_is_left(qtbot: QtBot):
    owner = QWidget()
    qtbot.addWidget(owner)
    slices, told = Slices(owner), list[str]()
    slices.begin(_acts(told, "abc"))
    slices.begin(_acts(told, "de"))
    slices.add(_acts(told, "f"))
    qtbot.waitUntil(slices.is_done)
    assert told == ["d", "e", "f"]


def test_it_rests_out_of_sight_and_goes_on_when_seen(qtbot: QtBot):
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    slices, told = Slices(owner), list[str]()
    slices.begin(_acts(told, "a"))
    owner.hide()
    slices.add(_acts(told, "b"))
    for _turn in range(3):
        QCoreApplication.processEvents()
    assert not told
    owner.show()
    qtbot.waitUntil(slices.is_done)
    assert told == ["a", "b"]


def test_nothing_is_done_for_an_owner_that_is_gone(qtbot: QtBot):
    owner = QWidget()
    slices, told = Slices(owner), list[str]()
    slices.begin(_acts(told, "a"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    for _turn in range(3):
        QCoreApplication.processEvents()
    assert not told


def test_what_is_made_later_takes_its_place_in_the_order_of_tab(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    column, place = QVBoxLayout(window), QWidget()
    before, after = QPushButton("before"), QPushButton("after")
    for part in (before, place, after):
        column.addWidget(part)
    inner = QVBoxLayout(place)
    late = [QPushButton("one"), QPushButton("two")]
    for part in late:
        inner.addWidget(part)
    follow(place, late)
    order: list[QWidget] = [before]
    while len(order) < 4:
        following = order[-1].nextInFocusChain()
        while not isinstance(following, QPushButton):
            following = following.nextInFocusChain()
        order.append(following)
    assert order == [before, *late, after]
