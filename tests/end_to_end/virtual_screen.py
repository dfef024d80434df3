"""A virtual screen with a keyboard, before which the program runs as a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageColor

WIDTH, HEIGHT = 1440, 900
_NEEDED = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
LACKING = f"needs {' and '.join(_NEEDED)} for a virtual screen" if _NEEDED else ""
"""Why there can be no virtual screen here, or ""."""
_STILL = 5
_WINDOW = " - ISP Desktop"


def until(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Looks until `condition` holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


class Screen:
    """A virtual screen whose programs keep their settings in `home`."""

    def __init__(self, home: Path) -> None:
        self._frame = home / "frame" / "Xvfb_screen0"
        self._frame.parent.mkdir(parents=True)
        self._running: list[subprocess.Popen[bytes]] = []
        read, write = os.pipe()
        depth = f"{WIDTH}x{HEIGHT}x24"
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", depth, "-noreset", "-fbdir", str(self._frame.parent)],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
        # Another platform theme would bring file dialogs of its own, another language other titles.
        plain = {"QT_QPA_PLATFORMTHEME": "", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
        # Nor may a play find the program only because the shell that began the tests does.
        theirs = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        self.environment = theirs | folders | plain | {"DISPLAY": f":{number}", "HOME": str(home)}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Starts the program with the given words."""
        self._running.append(subprocess.Popen([sys.executable, "-m", "isp_desktop", *words], env=self.environment))
        return self._running[-1]

    def close(self) -> None:
        """Ends the programs that still run, and the screen."""
        for process in self._running:
            process.kill()
            process.wait()
        self._server.terminate()
        self._server.wait()

    def do(self, *words: str) -> str:
        """What xdotool says; "" where it found nothing."""
        return subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        ).stdout.strip()

    def title(self) -> str:
        """The title of the program's window, "" while there is none."""
        windows = self._windows(_WINDOW)
        return self.do("getwindowname", windows[-1]) if windows else ""

    def await_title(self, title: str) -> None:
        """Waits for the window to be there, and gives it the keyboard, as a window manager would."""
        until(lambda: self.title() == f"{title} - ISP Desktop", f"the title “{title}”, not “{self.title()}”")
        self._focus(_WINDOW)

    def await_dialog(self, title: str) -> None:
        """Waits for a dialog whose title begins so, and gives it the keyboard."""
        until(lambda: bool(self._windows(f"^{title}")), f"the dialog “{title}”")
        self._focus(f"^{title}")

    def leave_dialog(self) -> None:
        """Gives the keyboard back to the window, once what follows the dialog has been seen.

        Any sooner, and the program would take no notice: its window gets no focus while a dialog stands before it.
        """
        until(lambda: len(self._windows(".+")) == 1, "the end of the dialog")
        self._focus(_WINDOW)

    def _windows(self, name: str) -> list[str]:
        return self.do("search", "--onlyvisible", "--name", name).split()

    def _focus(self, name: str) -> None:
        self.do("windowfocus", "--sync", self._windows(name)[-1])
        self.await_still()

    def picture(self) -> Image.Image:
        """What is on the screen."""
        # The file of the X server ends with the pixels, four bytes each.
        pixels = self._frame.read_bytes()[-4 * WIDTH * HEIGHT :]
        return Image.frombytes("RGB", (WIDTH, HEIGHT), pixels, "raw", "BGRX")

    def count(self, color: str) -> int:
        """How many pixels of the screen have a color, such as "#0E6470"."""
        rgb = ImageColor.getrgb(color)
        return sum(count for count, found in self.picture().getcolors(WIDTH * HEIGHT) or () if found == rgb)

    def await_still(self) -> None:
        """Waits until nothing moves: several looks in a row find the same picture."""
        seen = [self.picture().tobytes()]

        def is_still() -> bool:
            seen.append(self.picture().tobytes())
            return len(seen) >= _STILL and len(set(seen[-_STILL:])) == 1

        until(is_still, "the screen to stand still")

    def type(self, text: str) -> None:
        self.do("type", "--delay", "2", text)

    def press(self, *keys: str) -> None:
        self.do("key", "--delay", "20", *keys)
