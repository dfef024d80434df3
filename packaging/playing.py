"""What the plays of the window have in common: their players, each the program in its own process, and their stage."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Playing = Callable[[Path, str, Path], dict[str, Any]]
"""Plays it all: a folder for the pictures, "light" or "dark", and a folder for the notebooks; gives what was told."""


@dataclass
class Player:
    """Somebody at their own computer, with a home of their own."""

    name: str
    process: subprocess.Popen[str]

    def do(self, what: str, *words: object) -> Any:
        """Has it done; gives what it answers.

        Raises:
            RuntimeError: it could not be done; with what was said there.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, "with": words}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"failed": "the program ended"}')
        if "failed" in answer:
            raise RuntimeError(f"{self.name}, {what}: {answer['failed']}")
        return answer["done"]

    def leave(self) -> None:
        """Closes the window, and waits until the program is over."""
        self.do("leave")
        self.process.wait(30)

    def end(self) -> None:
        """Whatever it is doing, the program is gone at once."""
        self.process.kill()
        self.process.wait()


def sit_down(name: str, base: Path, pictures: Path, mode: str, seat: str, left: int = 0) -> Player:
    """Starts the program at a `seat`, the module that plays it, with its window `left` pixels from the left.

    Args:
        name: whose notebook there is already, in a folder of their own; "" for nobody's, and `base` itself.
    """
    home = base / name.split()[0].lower() if name else base
    home.mkdir(parents=True, exist_ok=True)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    plain = {"QT_QPA_PLATFORMTHEME": "", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
    program = Path(__file__).with_name(f"{seat}.py").absolute()
    process = subprocess.Popen(
        [sys.executable, str(program), name, str(home), str(pictures), str(left), mode],
        env=os.environ | folders | plain | {"HOME": str(home), "PYTHONPATH": str(program.parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Player(name, process)


def make_room(pictures: Path) -> None:
    """Makes the folder for the pictures, in place of that of an earlier play."""
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)


def plan_assessment(act: Callable[[str], Player], site: str, voters: Sequence[str], purpose: str) -> Any:
    """An assessment of a site is planned with these people, and begun; gives how many seats there are."""
    act("people").do("add_people", voters)
    act("plans").do("plan", site, voters, purpose)
    return act("begins").do("start")


def run(name: str, play: Playing) -> None:
    """What the command of a play does: `[FOLDER] [light|dark] [BASE]`; what was told goes to standard output."""
    asked = [*sys.argv[1:], *[f"build/{name}", "light", ""][len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as away:
        told = play(Path(asked[0]).absolute(), asked[1], Path(asked[2] or away))
    json.dump(told, sys.stdout, indent=1)
