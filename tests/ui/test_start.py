"""The start of the program, in a process of its own: what it reads before the notebook is on the screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from isp_desktop.db.store import Store

# Another thread may read it as soon as the window shows; what the main thread reads, the user waits for.
_SCRIPT = """
import sys, threading
from pathlib import Path

class Watch:
    read = []
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.read.append(name)

sys.meta_path.insert(0, Watch())
from isp_desktop.__main__ import main

def shown(window):
    sys.stdout.write(window.windowTitle() + "\\n" + " ".join(Watch.read))
    window.close()

sys.argv[1:] = ["--store", sys.argv[1], "--passphrase-file", sys.argv[2]]
main(on_open=shown)
"""

# Locks the notebook and opens it again, and tells what is left of the one that was locked.
_LOCKED = """
import sys, weakref
from pathlib import Path
from PySide6.QtCore import QTimer
from isp_desktop import app
from isp_desktop.__main__ import put_off_garbage
from isp_desktop.ui.pages.unlock import UnlockPage

put_off_garbage()
passphrase = Path(sys.argv[2]).read_text()
first = []

def shown(window):
    if first:
        sys.stdout.write(str([left() for left in first]))
        window.close()
        return
    desk = window.desk()
    first.extend((weakref.ref(desk), weakref.ref(desk._store)))
    window.shut.connect(lambda: open_again(window))
    window.lock()

def open_again(window):
    page = window.shown()
    if isinstance(page, UnlockPage):
        page.open_with(passphrase)
    else:
        QTimer.singleShot(10, lambda: open_again(window))

app.run(Path(sys.argv[1]), Path(sys.argv[2]), demo=False, on_open=shown)
"""
_STOPPED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from isp_desktop import app
from isp_desktop.ui.main_window import MainWindow

begin = MainWindow.begin
def asked_at_once(window, passphrase=None):
    begin(window, passphrase)
    sys.stdout.write("hidden" if not window.isVisible() else "shown")
    QTimer.singleShot(0, window, lambda: os.kill(os.getpid(), signal.SIGTERM))
MainWindow.begin = asked_at_once
app.run(Path(sys.argv[1]), Path(sys.argv[2]), demo=False)
"""


def test_the_notebook_is_on_the_screen_before_sqlalchemy_is_read(store: Store, passphrase: str, tmp_path: Path) -> None:
    title, read = _run(_SCRIPT, store, passphrase, tmp_path).split("\n")
    assert title.startswith("Today")
    assert "isp_desktop.ui.pages.today.page" in read.split()
    assert not {"sqlalchemy", "babel", "keyring", "asyncio", "click"} & set(read.split())


def test_of_a_notebook_that_was_locked_nothing_stays_in_memory(store: Store, passphrase: str, tmp_path: Path) -> None:
    assert _run(_LOCKED, store, passphrase, tmp_path) == "[None, None]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_the_program_ends_when_it_is_asked_to_before_its_window_shows(
    store: Store, passphrase: str, tmp_path: Path
) -> None:
    assert _run(_STOPPED, store, passphrase, tmp_path) == "hidden"


def _run(script: str, store: Store, passphrase: str, place: Path) -> str:
    """What a program says that opens the notebook by a file."""
    store.close()
    secret = place / "passphrase"
    secret.write_text(passphrase)
    environment = os.environ | {"HOME": str(place), "XDG_CONFIG_HOME": str(place / "config")}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    command = [sys.executable, "-c", script, str(store.folder.path), str(secret)]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=120).stdout
