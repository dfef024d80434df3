"""From the command to the open notebook on the screen, and the memory it takes, against a bare PySide6 window.

Each process tells the moment at which its event loop was idle again after showing its window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from isp_desktop.db import settings
from isp_desktop.db.store import Store
from tests.benchmarks.measuring import tell
from tests.benchmarks.stores import KEY, PASSPHRASE, PLACE, demo

_TIMES = 9
_BUDGET, _BUDGET_MB = 2.5, 250
_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1240, 820)
def shown():
    print(time.monotonic_ns(), flush=True)
    window.close()
window.show()
QTimer.singleShot(0, shown)
app.exec()
"""
# What the installed command runs, by its own entry.
_OURS = """
import time
from isp_desktop.__main__ import main
def shown(window):
    print(time.monotonic_ns(), flush=True)
    window.close()
try:
    main(on_open=shown)
except SystemExit:
    pass
"""
# Not what the system counts for a process, which begins with what its parent had when it started it.
_PEAK = """
import re
from pathlib import Path
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], flush=True)
"""


def run() -> None:
    """Opens the notebook of 100,000 visits by a passphrase file; its wrapping here costs next to nothing."""
    folder = demo(100_000)
    with Store.open(folder, KEY) as store, store.write() as transaction:
        # Or it would start with the page that somebody left last.
        settings.write(transaction.connection, "place", None)
    secret = PLACE / "passphrase"
    secret.write_text(PASSPHRASE)
    ours = ["-c", _OURS + _PEAK, "--store", str(folder.path), "--passphrase-file", str(secret)]
    with tempfile.TemporaryDirectory() as home:
        (floor, _), (taken, megabytes) = _by_turns((["-c", _BARE + _PEAK], ours), home)
    tell("start to the open notebook, 100,000 visits", taken * 1000, "ms", _BUDGET, floor * 1000)
    tell("memory of the window, 100,000 visits", megabytes, "MB", _BUDGET_MB)


def _by_turns(programs: Sequence[Sequence[str]], home: str) -> list[tuple[float, float]]:
    """The median seconds and the most memory in megabytes of each; the first turn, which fills caches, is left out.

    One after the other, and so again: what else the machine does then holds up one as it does the other.
    """
    turns = [[_once(words, home) for words in programs] for _ in range(_TIMES)][1:]
    return [
        (statistics.median(seconds for seconds, _ in samples), max(memory for _, memory in samples))
        for samples in zip(*turns, strict=True)
    ]


def _once(words: Sequence[str], home: str) -> tuple[float, float]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"HOME": home, "XDG_CONFIG_HOME": str(Path(home, "config"))}
    start = time.monotonic_ns()
    told = subprocess.run([sys.executable, *words], env=environment, stdout=subprocess.PIPE, check=True).stdout
    shown, peak_kib = told.split()
    return (int(shown) - start) / 1e9, int(peak_kib) / 1024
