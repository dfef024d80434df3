"""Two colleagues type the votes of one assessment, each half of its items, and exchange them, by the keyboard.

`make shared-assessment` puts a picture of each step into build/shared-assessment.

Run it on a (virtual) screen of its own; `python packaging/shared_assessment.py [FOLDER] [light|dark] [BASE]`. The
notebooks are made in BASE, or else in a folder that is gone afterwards.
"""

from __future__ import annotations

from functools import partial

from playing import plan_assessment, run
from two_notebooks import Play, main, meet, send

SITE, VOTERS = "Alder Road Primary", ["Isaac Bello", "Ruth Calloway"]
# What each types for the items of their half: all vote the same, and the group comes to that.
HALF = "3344223"
REASON = "We asked Ruth again"


def plan_and_send(play: Play) -> None:
    play.act(play.maren, "site").do("add_site", SITE)
    plan_assessment(partial(play.act, play.maren), SITE, VOTERS, "Where to build capacity")
    send(play, play.maren, play.sam, "begun")


def type_half_each(play: Play) -> None:
    """Both say something else of the first item, and then each has half of what is left."""
    for one, votes, value, skipped in ((play.maren, "34", "4", 0), (play.sam, "22", "2", 7)):
        play.act(one, "goes-on").do("go_on")
        one.do("vote", votes)
        one.do("agree", value)
        play.act(one, "skips").do("skip", skipped)
        play.act(one, "types")
        for digit in HALF:
            one.do("take_what_all_voted", digit * len(VOTERS))


def exchange(play: Play) -> None:
    send(play, play.maren, play.sam, "first half")
    play.states("in conflict")
    play.act(play.sam, "settles").do("settle", {"Answer": ("1", REASON)})
    send(play, play.sam, play.maren, "second half")
    play.states("settled")
    for one in (play.maren, play.sam):
        play.act(one, "closes").do("go_on")
        play.told[f"{one.name} has"] = one.do("standing")
    play.act(play.maren, "closes").do("close")
    send(play, play.maren, play.sam, "closed")
    play.states("closed")
    for one in (play.maren, play.sam):
        play.act(one, "result").do("show_result")
        one.do("look_at_views")
    play.both("the-same")


PARTS = (meet, plan_and_send, type_half_each, exchange)


if __name__ == "__main__":
    run("shared-assessment", partial(main, parts=PARTS, seat="assessing_seat"))
