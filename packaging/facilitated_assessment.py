"""A facilitated assessment of capacity from an empty notebook, by the keyboard alone, with a power cut in the middle.

`make facilitated-assessment` puts a picture of each step into build/facilitated-assessment.

Run it on a (virtual) screen of its own; `python packaging/facilitated_assessment.py [FOLDER] [light|dark] [BASE]`. The
notebook is made in BASE, or else in a folder that is gone afterwards.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from two_notebooks import Player, sit_down

MAREN, SITE = "Maren Oduya", "Alder Road Primary"
VOTERS = ["Isaac Bello", "Ruth Calloway", "Joel Fenwick", "Priya Raman", "Tomas Lind", "Ada Osei"]
PURPOSE = "Where to build capacity this year"
EVIDENCE = ("Four of five coaches are certified.", "Only Isaac can run the report, and he leaves in May.")
DISSENT = ("Ruth has seen two sessions that were not coached.", "Tomas thinks that the clerk could.")
HALF_A_SENTENCE = "The schedule for supervision was kept in nine weeks of"
# So many of the sixteen items are not answered when the laptop goes round.
LEFT = 7
_PATIENCE_S = 30.0


@dataclass
class Play:
    """The facilitator, the program before her, and what is told of it all."""

    base: Path
    pictures: Path
    mode: str
    told: dict[str, Any] = field(default_factory=dict)
    player: Player | None = None
    acts: int = 0

    def sit_down(self) -> None:
        """Starts the program."""
        self.player = sit_down("", self.base, self.pictures, self.mode, "assessing_seat")

    def act(self, name: str) -> Player:
        """The next pictures are of this act."""
        assert self.player is not None
        self.acts += 1
        self.player.do("begin", f"{self.acts:02}-{name}")
        return self.player

    def end(self) -> None:
        """Whatever it is doing, the program is gone at once."""
        if self.player is not None:
            self.player.process.kill()
            self.player.process.wait()


def begin(play: Play) -> None:
    play.act("first-run").do("first_run", MAREN, SITE)
    play.act("people").do("add_people", VOTERS)
    play.act("plans").do("plan", SITE, VOTERS, PURPOSE)
    play.told["seats"] = play.act("begins").do("start")


def rate(play: Play) -> None:
    """Nine items by votes; on the last of them all say that it does not apply."""
    play.told["first votes"] = play.act("first-item").do("vote", "334334")
    play.act("first-answer").do("agree", "3", EVIDENCE[0], DISSENT[0])
    play.told["second votes"] = play.act("second-item").do("vote", "114212")
    play.act("second-answer").do("agree", "1", EVIDENCE[1], DISSENT[1])
    for digit in "334224":
        play.act("all-the-same").do("take_what_all_voted", digit * len(VOTERS))
    play.act("not-applicable").do("take_what_all_voted", "5" * len(VOTERS))
    play.told["after nine"] = play.act("looks").do("standing")


def pass_round(play: Play) -> None:
    """Two seats vote on what is left, unseen."""
    play.act("passes-round").do("pass_round", ["2" * LEFT, "3" * LEFT])
    play.act("takes-it-back").do("unlock")
    play.told["after the round"] = play.act("looks").do("standing")


def power_cut(play: Play) -> None:
    """In the middle of a sentence the program is gone; what was typed is there again when it is back."""
    play.act("votes-on").do("vote", "1234")
    began = time.time()
    play.act("types").do("write", {"Evidence": HALF_A_SENTENCE})
    journal = play.base / "notebook" / "notebook.db-wal"
    written = journal.stat().st_mtime
    end = time.monotonic() + _PATIENCE_S
    # On a busy machine the draft comes late; what was written before belongs to the votes.
    while (written < began or time.time() - written < 1.0) and time.monotonic() < end:
        time.sleep(0.05)
        written = journal.stat().st_mtime
    play.end()
    play.sit_down()
    play.act("after-the-cut").do("unlock")
    play.told["after the cut"] = play.act("looks").do("standing")


def finish(play: Play) -> None:
    play.act("another-day").do("pause")
    play.act("goes-on").do("go_on")
    play.told["gone on"] = play.act("looks").do("standing")
    play.act("closes").do("close")
    play.act("views").do("look_at_views")
    play.act("says-what-is-needed").do("say_needed")
    play.act("notes-a-need").do("note_need")
    play.act("plans-a-step").do("plan_step", "A second analyst is trained")
    play.act("exports").do("export", str(play.base / "report.pdf"))


def main(pictures: Path, mode: str, base: Path) -> dict[str, Any]:
    """Plays it all, with the notebook in `base`; gives what was told of it."""
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    play = Play(base, pictures, mode)
    play.sit_down()
    try:
        for part in (begin, rate, pass_round, power_cut, finish):
            part(play)
        assert play.player is not None
        play.player.do("leave")
        play.player.process.wait(30)
        return play.told
    finally:
        play.end()


if __name__ == "__main__":
    asked = [*sys.argv[1:], *["build/facilitated-assessment", "light", ""][len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as away:
        told = main(Path(asked[0]).absolute(), asked[1], Path(asked[2] or away))
    json.dump(told, sys.stdout, indent=1)
