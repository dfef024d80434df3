"""The real program as a process of its own, on a real (virtual) screen, worked with real keys."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import checking, drafts, finding, records, session, settings

_NEEDED = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(_NEEDED), reason=f"needs {' and '.join(_NEEDED)} for a virtual screen")

PASSPHRASE = "copper lantern velvet orbit"


def until(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Looks until `condition` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


class Screen:
    """A virtual screen, and the keyboard before it."""

    def __init__(self, home: Path) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-noreset"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        self.environment = os.environ | folders | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()

    def do(self, *words: str) -> str:
        """What xdotool says; "" where it found nothing."""
        return subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        ).stdout.strip()

    def title(self) -> str:
        """The title of the program's window, "" while there is none."""
        windows = self.do("search", "--onlyvisible", "--name", " - ISP Desktop").split()
        return self.do("getwindowname", windows[-1]) if windows else ""

    def await_title(self, title: str) -> None:
        """Waits for the window to be there, and gives it the keyboard, as a window manager would."""
        until(lambda: self.title() == f"{title} - ISP Desktop", f"the title “{title}”, not “{self.title()}”")
        window = self.do("search", "--onlyvisible", "--name", " - ISP Desktop").split()[-1]
        self.do("windowfocus", "--sync", window)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "2", text)

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "20", *keys)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def start(screen: Screen) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts the program with the given words."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*words: str) -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([sys.executable, "-m", "isp_desktop", *words], env=screen.environment))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def test_first_run_first_visit_restart(
    screen: Screen, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    folder = tmp_path / "notebook"
    program = start("--store", str(folder))
    screen.await_title("Step 1 of 4: You")
    screen.type("Maren Oduya")
    screen.press("Return")
    screen.await_title("Step 2 of 4: Passphrase")
    screen.type(PASSPHRASE)
    screen.press("Tab")
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_title("Step 3 of 4: Recovery")
    screen.press("space", "Tab", "space")
    screen.await_title("Step 4 of 4: Site")
    screen.type("Alder Road Primary")
    screen.press("Return")
    screen.await_title("Visits")
    screen.press("ctrl+n")
    screen.await_title("Visit")
    screen.press("ctrl+s")
    screen.press("ctrl+l")
    screen.await_title("Locked")
    screen.press("ctrl+q")
    assert program.wait(30) == 0

    key = session.unlock(folder, PASSPHRASE)
    with session.open_store(folder, key) as store:
        assert store.author == "Maren Oduya"
        assert records.get(store, settings.read(store, "me")).fields["name"] == "Maren Oduya"
        assert [item.fields["name"] for item in finding.every(store, "site")] == ["Alder Road Primary"]
        assert len(finding.every(store, "visit")) == 1

    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    again = start("--store", str(folder), "--passphrase-file", str(secret))
    screen.await_title("Visit")
    screen.press("ctrl+q")
    assert again.wait(30) == 0


def test_a_killed_program_has_kept_the_sentence(
    screen: Screen,
    start: Callable[..., subprocess.Popen[bytes]],
    store: Store,
    passphrase: str,
    data_key: bytes,
    tmp_path: Path,
) -> None:
    store.close()
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase)
    options = ("--store", str(store.folder.path), "--passphrase-file", str(secret))
    program = start(*options)
    screen.await_title("Visits")
    screen.press("ctrl+shift+n")
    screen.await_title("Note")
    before = store.folder.journal.stat().st_size
    screen.type("Grace may leave at Christm")
    until(lambda: store.folder.journal.stat().st_size > before, "the draft on the disk")
    # The next half second of typing is on the disk as well, at the latest after its pause.
    sized = store.folder.journal.stat().st_size
    screen.type("as, she said")
    until(lambda: store.folder.journal.stat().st_size > sized, "the rest of it on the disk")
    program.send_signal(signal.SIGKILL)
    program.wait()

    with session.open_store(store.folder.path, data_key) as again:
        kept = " ".join(str(value) for value in drafts.every(again)[0].values.values())
        assert "Grace may leave at Christm" in kept
        assert checking.check(again, rebuild=True).is_clean

    restarted = start(*options)
    screen.await_title("Visits")
    screen.press("ctrl+q")
    assert restarted.wait(30) == 0
