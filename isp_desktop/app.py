"""Puts the parts of the window together and runs it."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import appdirs
from PySide6.QtCore import QSettings, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from isp_desktop.domain.language import _
from isp_desktop.domain.resources import resource
from isp_desktop.services.usual_folder import usual_folder
from isp_desktop.ui.kit.garbage import GarbageRound, look_through_all
from isp_desktop.ui.kit.jobs import Progress
from isp_desktop.ui.kit.theme import STYLE, Theme, load_fonts
from isp_desktop.ui.main_window import MainWindow
from isp_desktop.ui.main_window.crash import FaultCatcher, log_folder, show_fault
from isp_desktop.ui.main_window.preferences import Preferences
from isp_desktop.ui.main_window.speaking import begin_to_speak

if TYPE_CHECKING:
    from isp_desktop.db.store import Store

Opened = Callable[[MainWindow], object]

_DEMO_PASSPHRASE = "made up demo"
_DEMO_SITES, _DEMO_VISITS, _DEMO_SEED = 12, 400, 1


def run(
    folder: Path | None,
    passphrase_file: Path | None,
    *,
    demo: bool,
    on_open: Opened | None = None,
    language: str = "",
) -> int:
    """Opens the window on the notebook in `folder`, the last one used or the usual place, until it is closed.

    Args:
        passphrase_file: opens the notebook with the passphrase in it, instead of asking.
        demo: a throw-away notebook full of made-up content instead, gone when the window closes.
        on_open: told when the window shows an open notebook; for trying whether it starts, and how fast.
        language: the tag of a language to speak instead of the chosen one.

    Raises:
        BadInput: the passphrase file cannot be read.
    """
    passphrase = _passphrase(passphrase_file) if passphrase_file is not None else None
    app = QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("ISP Desktop")
    app.setDesktopFileName("isp-desktop")
    load_fonts()
    end_on_signals(app)
    preferences = Preferences(_settings(Path(appdirs.user_config_dir("ISP Desktop", appauthor=False))))
    begin_to_speak(app, language or preferences.language, resource("translations"))
    if demo:
        return _run_demo(app)
    window = _window(app, preferences, folder or preferences.folder or usual_folder())
    if on_open is not None:
        window.opened.connect(lambda: QTimer.singleShot(0, lambda: on_open(window)))
    window.begin(passphrase)
    return app.exec()


def end_on_signals(app: QApplication) -> None:
    """From now on SIGTERM and SIGINT close the window as its cross does: what was typed is on the disk by then.

    Python sees a signal only between two of its own steps, of which Qt's waiting has none; so the signal also writes
    into a socket that Qt watches.
    """
    told, writing = socket.socketpair()
    for end in (told, writing):
        end.setblocking(False)
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: None)
    notifier = QSocketNotifier(told.fileno(), QSocketNotifier.Type.Read, app)

    def close() -> None:
        told.recv(64)
        # One that is not on the screen yet is not asked by Qt, and ends nothing by going.
        hidden = [one for one in app.topLevelWidgets() if isinstance(one, MainWindow) and not one.isVisible()]
        app.closeAllWindows()
        if hidden and all(window.close() for window in hidden):
            app.quit()

    def let_go() -> None:
        # Named here, the socket lives as long as this connection: Qt would keep no more than a weak hold of its method.
        signal.set_wakeup_fd(-1)
        writing.close()

    notifier.activated.connect(close)
    app.aboutToQuit.connect(let_go)


def _run_demo(app: QApplication) -> int:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="isp-demo-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "made-up notebook"
        remark = _("This is the made-up demo. Its passphrase is “{passphrase}”.").format(passphrase=_DEMO_PASSPHRASE)
        window = _window(app, Preferences(_settings(Path(name))), folder, remark)
        window.begin_with(_("Writing some made-up years of visits"), lambda progress: _demo_store(folder, progress))
        return app.exec()


def _window(app: QApplication, preferences: Preferences, folder: Path, remark: str = "") -> MainWindow:
    """The window with its theme, and what nobody catches led to it."""
    theme = Theme(preferences.mode, preferences.scale)
    theme.apply(app)
    window = MainWindow(theme, preferences, folder, remark)
    catcher = FaultCatcher(window.tell, lambda words, report: show_fault(theme, window, words, report), log_folder())
    catcher.install()
    window.watch(app)
    # What starting made stays until the end, and need never be looked through again.
    window.opened.connect(gc.freeze)
    # A notebook that was shut goes out of memory, its key and its words with it, and not at some time or other.
    window.shut.connect(lambda: QTimer.singleShot(0, look_through_all))
    GarbageRound(window, window.quiet_for)
    return window


def _demo_store(folder: Path, progress: Progress) -> Store:
    from isp_desktop.services import demo_notebook, session

    what = _("Writing some made-up years of visits")
    store = session.create(folder, _DEMO_PASSPHRASE, "Maren Oduya").store
    try:
        today = dt.datetime.now().astimezone().date()
        demo_notebook.fill(
            store, _DEMO_SITES, _DEMO_VISITS, _DEMO_SEED, today, lambda done, total: progress(done, total, what)
        )
    except BaseException:
        store.close()
        raise
    return store


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def _passphrase(file: Path) -> str:
    from isp_desktop.services.session import read_passphrase_file

    return read_passphrase_file(file)
