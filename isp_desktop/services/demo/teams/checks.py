"""How the members of the site's team rated its functioning, check by check, and what they worked on after each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from isp_desktop.domain.team_check import MOST_RATING, Entered, as_text, counts, load_starter, with_answer
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.teams.telling import Story

_FEWEST, _MOST = 4, 7
_LATER = timedelta(days=14)
_TALKED, _DUE, _KEPT = timedelta(days=8), timedelta(days=35), timedelta(days=27)


def checked(story: Story) -> None:
    """Plans the team checks."""
    for row in story.telling.words["check"]:
        story.on(row["on"], partial(_check, story, row))


def _check(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    """A check by all members, put off while the team is too small for one."""
    telling, team = story.telling, story.teams["site"]
    today = telling.desk.now.date()
    there = story.members(team)
    if len(there) < _FEWEST:
        telling.on(today + _LATER, partial(_check, story, row))
        return
    answers = min(_MOST, len(there))
    instrument = load_starter()
    fields: dict[str, JSON] = {"team": team.uid, "date": today.isoformat(), "instrument": instrument.key}
    rated = counts(_entered(story, row["mean"], answers, today), instrument)
    entry = telling.write("team_check", fields | {"answers": answers, "counts": as_text(rated)})
    yield entry
    telling.on(today + _TALKED, partial(_talked, story, row, entry.uid))


def _entered(story: Story, means: dict[str, float], answers: int, today: date) -> Entered:
    by_question = {code: _ratings(story, mean, answers) for code, mean in means.items()}
    entered = Entered("", "", today, "")
    for n in range(answers):
        entered = with_answer(entered, {code: ratings[n] for code, ratings in by_question.items()})
    return entered


def _ratings(story: Story, mean: float, answers: int) -> list[int]:
    """Ratings with that mean, as near as whole ones come to it: two members see it otherwise than the rest."""
    least, more = divmod(round(mean * answers), answers)
    ratings = [least + (n < more) for n in range(answers)]
    if min(ratings) > 1 and max(ratings) < MOST_RATING and story.telling.teller.chance(0.7):
        ratings[0] += 1
        ratings[-1] -= 1
    return ratings


def _talked(story: Story, row: dict[str, Any], check: str) -> Iterator[Entry]:
    """The team looks at the result together, and somebody takes on what follows from it."""
    telling, today, team = story.telling, story.telling.desk.now.date(), story.teams["site"]
    yield telling.write("team_check", {"talked": row["talked"]}, uid=check)
    there = story.members(team)
    owner = there.get(row["who"]) or next(iter(there.values()))
    fields: dict[str, JSON] = {"what": row["action"], "owner": owner.uid, "due": (today + _DUE).isoformat()}
    entry = telling.write("commitment", fields | {"status": "open", "team_check": check} | story.place(team))
    yield entry
    kept = today + _KEPT
    settled: dict[str, JSON] = {"status": "kept", "settled_on": kept.isoformat()}
    telling.later(kept, "commitment", settled, entry.uid)
