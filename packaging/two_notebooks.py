"""Two colleagues, each with a notebook and a window of their own, exchange bundles by the keyboard.

`make two-notebooks` puts a picture of each step into build/two-notebooks.

Run it on a (virtual) screen of its own; `python packaging/two_notebooks.py [FOLDER] [light|dark] [BASE]`. The notebooks
are made in BASE, or else in a folder that is gone afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import ImageGrab
from playing import Player, make_room, run, sit_down

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


PARTS = (meet, write_and_send, change_the_same, settle, undo_and_again, agree_on_a_charter)


def main(
    pictures: Path,
    mode: str,
    base: Path,
    parts: Sequence[Callable[[Play], None]] = PARTS,
    seat: str = "notebook_seat",
) -> dict[str, Any]:
    """Plays it all, with the notebooks in `base`, each at a `seat`; gives what both told of it."""
    make_room(pictures)
    stick = base / "stick"
    stick.mkdir(parents=True)
    players = [sit_down(name, base, pictures, mode, seat, left) for name, left in SEATS.items()]
    try:
        play = Play(players[0], players[1], stick, pictures)
        for part in parts:
            part(play)
        for one in players:
            one.leave()
        return play.told
    finally:
        for one in players:
            one.end()


if __name__ == "__main__":
    run("two-notebooks", main)
