"""What the program reads before it shows anything, and how it ends when the system asks it to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_LIGHT = """
import sys
from isp_desktop import app
from isp_desktop.services.usual_folder import usual_folder
usual_folder()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "sqlcipher3", "pyrage", "msgspec"}))
"""

_WAITS = """
import gc, os, signal
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from isp_desktop import app
application = QApplication([])
app.end_on_signals(application)
gc.collect()
window = QWidget()
window.show()
def ask():
    print("still there" if window.isVisible() else "gone by itself", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
QTimer.singleShot(200, ask)
application.exec()
print("closed" if not window.isVisible() else "left open")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_the_window_stays_until_the_system_asks_it_to_close() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _WAITS], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split("\n")[:2] == ["still there", "closed"]


def test_where_the_notebook_usually_lies_is_known_without_reading_the_database_library() -> None:
    done = subprocess.run([sys.executable, "-c", _LIGHT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_the_demo_leaves_nothing_behind_when_it_is_asked_to_end(tmp_path: Path, asked: signal.Signals) -> None:
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    made = tmp_path / "temporary"
    made.mkdir()
    environment = os.environ | folders | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(made), "HOME": str(tmp_path)}
    program = subprocess.Popen([sys.executable, "-m", "isp_desktop", "--demo"], env=environment)
    try:
        end = time.monotonic() + 60
        while not any(made.glob("isp-demo-*/*/keys.json")):
            assert time.monotonic() < end, "waited in vain for the demo's notebook"
            assert program.poll() is None
            time.sleep(0.02)
        program.send_signal(asked)
        assert program.wait(60) == 0
    finally:
        program.kill()
        program.wait()
    assert list(made.glob("isp-demo-*")) == []
