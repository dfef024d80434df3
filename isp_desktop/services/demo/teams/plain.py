"""What the other sites' teams leave in the notebook: a plain charter, and a few meetings of which little is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle

from isp_desktop.domain.vocabulary import CORE_FUNCTIONS
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.teams.charters import written
from isp_desktop.services.demo.teams.schedule import first_meeting, rule_days
from isp_desktop.services.demo.teams.telling import Telling, words_of
from isp_desktop.services.demo.world import World

_MEETINGS = 4
_FEWEST = 3
_DRAFTED = 0.25  # share of the charters that are not agreed yet
_A_YEAR = timedelta(days=365)
_LATELY = 330  # days before the end of the notebook, at most, on which a team agrees that carries the work by itself


def plain(telling: Telling, world: World, is_told: set[str], lasts: bool) -> Iterator[Entry]:
    """The charter of a site's team as it begins, and the plan of its meetings; nothing for teams told in full.

    Args:
        is_told: uids of the teams whose charter is told; this one is added.
        lasts: whether the team carries the work by itself, with its core functions and its own facilitators.
    """
    team, there = world.bonds.team, telling.seated(world)
    if len(there) < _FEWEST or team in is_told:
        return
    is_told.add(team)
    today = telling.desk.now.date()
    slots = words_of(world, world.progress.initiative, {})
    rule = telling.words["charters"]["plain"]["schedule"]
    days = rule_days(rule, first_meeting(rule, today), telling.until)[: None if lasts else _MEETINGS]
    fields: dict[str, JSON] = {"team": team, "version": 1, **written(telling.words["charters"]["site"], slots)}
    fields |= {"schedule": rule} | ({"first_meeting": days[0].isoformat()} if days else {})
    if "coord" in there:
        fields["function_tailor"] = [there["coord"].uid]
    if lasts:
        carry = cycle([who.uid for who in there.values()])
        fields |= {f"function_{function}": [next(carry)] for function in CORE_FUNCTIONS}
    if telling.teller.chance(_DRAFTED) and not lasts:
        fields["state"] = "draft"
    else:
        fields |= {"state": "agreed", "agreed_on": today.isoformat()}
        fields["review_on"] = (today + _A_YEAR).isoformat()
    yield telling.write("charter", fields)
    for day in days:
        telling.on(day, partial(_meeting, telling, world, lasts))


def begins(telling: Telling, lasts: bool) -> date:
    """A day of the last year and a half on which a team may agree on its charter; of the last year where it `lasts`."""
    back = telling.rng.randint(60, 540)
    return telling.until - timedelta(days=min(back, _LATELY) if lasts else back)


def _meeting(telling: Telling, world: World, lasts: bool) -> Iterator[Entry]:
    there = telling.seated(world)
    if len(there) < _FEWEST:
        return
    leads = telling.teller.pick([*there.values()])
    fields: dict[str, JSON] = {"date": telling.desk.now.date().isoformat(), "team": world.bonds.team, "site": world.uid}
    fields |= {"starts": "14:00", "ends": "15:00", "stage": "held", "mode": "in_person"}
    fields |= {"facilitation": "local" if lasts else "together"}
    own: list[JSON] = [] if lasts else [world.main.uid]
    fields["facilitators"] = [*own, leads.uid]
    fields["present"] = [*(who.uid for who in there.values()), *own]
    slots = words_of(world, world.progress.initiative, {})
    minutes = telling.said("plain.minutes", slots)
    yield telling.write("meeting", fields | {"activities": ["T4"], "minutes": minutes})
