"""A theme on the test application, and windows on real notebooks."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isp_desktop.db.store import Store
from isp_desktop.ui.kit import undo
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.desk import Desk
from isp_desktop.ui.main_window.preferences import Preferences

# The machine may be busy; how soon something comes is for the benchmarks to say.
_PATIENCE_MS = 60_000


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, which waits longer for what is to come."""
    made = QtBot(request)
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(made, name, partial(getattr(made, name), timeout=_PATIENCE_MS))
    return made


@pytest.fixture(autouse=True)
def no_widget_is_left() -> Iterator[None]:
    """What a test had on the screen is gone with it; else each later test would dress it anew, and take longer.

    Garbage is looked for here and in no worker, as in the program: see `ui.kit.garbage`.
    """
    gc.disable()
    yield
    gc.enable()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    _delete_what_waits_for_it()
    if app.allWidgets():
        gc.collect()
        _delete_what_waits_for_it()
    assert [type(one).__name__ for one in app.allWidgets()] == []


def _delete_what_waits_for_it() -> None:
    # No event loop runs between two tests, and only there would Qt do it; what goes along with another comes second.
    for _round in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def shipped_fonts(qapp: QApplication) -> None:
    load_fonts()


@pytest.fixture
def theme(qtbot: QtBot, shipped_fonts: None, qapp: QApplication) -> Theme:
    made = Theme("light")
    made.apply(qapp)
    return made


@pytest.fixture
def store(store: Store) -> Store:
    """As an open window has it: the thread that draws never waits for others that write."""
    store.spare_this_thread()
    return store


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Where the work of a page runs; it is over when the test is."""
    made = Jobs()
    yield made
    made.cancel_all()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def make_window(
    qtbot: QtBot, theme: Theme, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], MainWindow]]:
    """Makes shown windows on notebooks in a folder; each is closed at the end, as by its user.

    What they offer to take back, they offer as long as a busy machine may need until it is looked at.
    """
    made: list[MainWindow] = []
    monkeypatch.setattr(undo, "UndoBar", partial(undo.UndoBar, stays_ms=_PATIENCE_MS))

    def make(folder: Path) -> MainWindow:
        window = MainWindow(theme, preferences, folder)
        qtbot.addWidget(window)
        made.append(window)
        window.resize(1440, 900)
        window.show()
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window: Callable[[Path], MainWindow], store: Store) -> MainWindow:
    """A window in which a new, empty notebook is open."""
    made = make_window(store.folder.path)
    made.open(store)
    return made


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """The desk of `window`."""
    found = window.desk()
    assert found is not None
    return found
