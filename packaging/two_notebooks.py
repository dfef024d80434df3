"""Two colleagues, each with a notebook and a window of their own, exchange bundles by the keyboard.

`make two-notebooks` puts a picture of each step into build/two-notebooks.

Run it on a (virtual) screen of its own; `python packaging/two_notebooks.py [FOLDER] [light|dark] [BASE]`. The notebooks
are made in BASE, or else in a folder that is gone afterwards.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import ImageGrab

MAREN, SAM = "Maren Oduya", "Sam Whitlock"
SITE, VISIT = "Alder Road Primary", "Data review"
DISCUSSION = "We looked at the attendance chart. Priya asked for a shorter form. We agreed to meet in May."
BY_MAREN = {
    "Purpose": "Data review with year 4",
    "Discussion": DISCUSSION.replace("the attendance chart", "the attendance chart of year 4"),
    "From": "09:00",
    "Challenges": "The chart is three weeks old.",
}
BY_SAM = {
    "Purpose": "Data review and planning",
    "Discussion": DISCUSSION.replace("in May", "on 4 May"),
    "From": "09:30",
    "Next steps": "Sam brings the shorter form.",
}
SETTLED = {
    "Purpose": ("1", "We talked on the phone"),
    "From": ("2", "Maren was there first"),
    "Discussion": ("3", "Both are right"),
}
TEAM = "Implementation team"
WAYS = "We begin on time. Phones stay in the bag."
CHARTER = {"Purpose and vision": "Every child reads by the end of year 2.", "Ways of working": WAYS}
BESIDE = {MAREN: {"Communication": "Minutes within two days."}, SAM: {"Resources": "Two hours a month, with cover."}}
WAYS_OF = {
    MAREN: {"Ways of working": WAYS.replace("on time", "on time, with the data")},
    SAM: {"Ways of working": WAYS.replace("the bag", "the bag, on silent")},
}
WAYS_SETTLED = {"Ways of working": ("3", "The team wants both")}
SEATS = {MAREN: 0, SAM: 1440}


@dataclass
class Player:
    """One of the two, at their own computer."""

    name: str
    base: Path
    pictures: Path
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


@dataclass
class Play:
    """The two, the stick that goes to and fro between them, and what is told of it all."""

    maren: Player
    sam: Player
    stick: Path
    pictures: Path
    told: dict[str, Any] = field(default_factory=dict)
    acts: int = 0

    def act(self, who: Player, name: str) -> Player:
        """The next pictures are of this act."""
        self.acts += 1
        who.do("begin", f"{self.acts:02}-{who.name.split()[0].lower()}-{name}")
        return who

    def bundle(self, name: str) -> str:
        return str(self.stick / f"{name}.ispx")

    def states(self, when: str) -> None:
        """Asks both what they have."""
        self.told[when] = [one.do("state") for one in (self.maren, self.sam)]

    def both(self, name: str) -> None:
        """A picture of the screen with both windows."""
        ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).save(self.pictures / f"{self.acts:02}-both-{name}.png")


def meet(play: Play) -> None:
    """Each gives the other their contact, and both compare the words."""
    words = {}
    for one in (play.maren, play.sam):
        words[one.name] = play.act(one, "gives-contact").do("give_contact", str(play.stick / f"{one.name}.ispcontact"))
    for one, other in ((play.maren, play.sam), (play.sam, play.maren)):
        card = str(play.stick / f"{other.name}.ispcontact")
        play.told[f"{one.name} verified"] = play.act(one, "takes-contact").do("take_contact", card, words[other.name])


def send(play: Play, sender: Player, receiver: Player, name: str) -> None:
    """A bundle goes from one to the other, who looks at it and takes it."""
    play.act(sender, "shares").do("share", play.bundle(name), receiver.name)
    play.told[name] = play.act(receiver, "previews").do("preview", play.bundle(name))
    play.act(receiver, "receives").do("receive")


def write_and_send(play: Play) -> None:
    visit = {"Purpose": VISIT, "Discussion": DISCUSSION}
    play.act(play.maren, "records").do("record", SITE, visit)
    send(play, play.maren, play.sam, "first")
    play.states("after the first")


def change_the_same(play: Play) -> None:
    """Both change the same two fields, and each one more."""
    for one, fields in ((play.maren, BY_MAREN), (play.sam, BY_SAM)):
        play.act(one, "changes").do("change", VISIT, fields)
    send(play, play.maren, play.sam, "second")
    play.states("in conflict")
    play.both("in-conflict")


def settle(play: Play) -> None:
    play.act(play.sam, "settles").do("settle", SETTLED)
    send(play, play.sam, play.maren, "third")
    play.states("settled")
    for one in (play.maren, play.sam):
        play.act(one, "looks").do("look", VISIT)
    play.both("the-same")


def undo_and_again(play: Play) -> None:
    play.act(play.maren, "undoes").do("undo_import", SAM)
    play.states("undone")
    play.told["third again"] = play.act(play.maren, "previews-again").do("preview", play.bundle("third"))
    play.act(play.maren, "receives-again").do("receive")
    play.states("again")


def agree_on_a_charter(play: Play) -> None:
    """Different sections merge in silence; of the same one both are kept until somebody settles it."""
    play.act(play.maren, "begins-a-charter").do("begin_charter", TEAM, CHARTER)
    send(play, play.maren, play.sam, "charter")
    write_in_charter(play, BESIDE)
    send(play, play.maren, play.sam, "beside")
    send(play, play.sam, play.maren, "beside back")
    play.states("sections beside each other")
    write_in_charter(play, WAYS_OF)
    send(play, play.maren, play.sam, "the same section")
    play.states("section in conflict")
    play.both("section-in-conflict")
    play.act(play.sam, "settles-the-section").do("settle", WAYS_SETTLED)
    send(play, play.sam, play.maren, "section settled")
    play.states("charter agreed")
    for one in (play.maren, play.sam):
        play.act(one, "reads-the-charter").do("read_charter", TEAM)
    play.both("the-same-charter")


def write_in_charter(play: Play, sections: dict[str, dict[str, str]]) -> None:
    for one in (play.maren, play.sam):
        play.act(one, "writes-in-the-charter").do("change_charter", TEAM, sections[one.name])


def sit_down(name: str, base: Path, pictures: Path, mode: str, kind: str = "notebook_seat") -> Player:
    """Starts the program of one of them, with a home of its own, in a seat of this `kind`."""
    home = base / name.split()[0].lower() if name else base
    home.mkdir(parents=True, exist_ok=True)
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    plain = {"QT_QPA_PLATFORMTHEME": "", "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
    seat = Path(__file__).with_name(f"{kind}.py").absolute()
    process = subprocess.Popen(
        [sys.executable, str(seat), name, str(home), str(pictures), str(SEATS.get(name, 0)), mode],
        env=os.environ | folders | plain | {"HOME": str(home), "PYTHONPATH": str(seat.parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Player(name, home, pictures, process)


def main(pictures: Path, mode: str, base: Path) -> dict[str, Any]:
    """Plays it all, with the notebooks in `base`; gives what both told of it."""
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    stick = base / "stick"
    stick.mkdir(parents=True)
    players = [sit_down(name, base, pictures, mode) for name in SEATS]
    try:
        play = Play(players[0], players[1], stick, pictures)
        for part in (meet, write_and_send, change_the_same, settle, undo_and_again, agree_on_a_charter):
            part(play)
        for one in players:
            one.do("leave")
            one.process.wait(30)
        return play.told
    finally:
        for one in players:
            one.process.kill()
            one.process.wait()


if __name__ == "__main__":
    asked = [*sys.argv[1:], *["build/two-notebooks", "light", ""][len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as away:
        told = main(Path(asked[0]).absolute(), asked[1], Path(asked[2] or away))
    json.dump(told, sys.stdout, indent=1)
