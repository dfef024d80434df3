"""The story of one site, told as the writings it leaves in the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from isp_desktop.services.demo import between, records, visits
from isp_desktop.services.demo.model import Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.plot import Stop
from isp_desktop.services.demo.state import Progress
from isp_desktop.services.demo.visits import Draft
from isp_desktop.services.demo.world import World

_STATUS = {"exploration": "exploring", "support": "active", "tapering": "tapering", "withdrawal": "withdrawn"}
_MOST_STATUSES = 3
_PLANNED_AHEAD = 0.3
_CORRECTED = 0.04  # share of visits at which somebody was forgotten in the list of attendees
_OVER = timedelta(days=100)  # without a visit for so long, nobody is coming any more
_EVENING = 16  # hour (UTC) from which visits are written up


def story(world: World) -> Iterator[Entry]:
    """Everything written about the site, in order of writing; visits after `world.until` only as planned."""
    entry = records.site(world)
    world.uid = entry.uid
    yield entry
    stops = world.brief.stops
    statuses = _statuses(stops, world.until)
    if not statuses:
        yield records.support(world, "exploring", world.desk.now.date())
    for n, stop in enumerate(stops):
        ahead = n > 0 and (stop.on > world.until or world.teller.chance(_PLANNED_AHEAD))
        if not ahead:
            world.desk.wait(stop.on, _EVENING)
        yield from _turn(world, stop, stops[n - 1].cycle if n else 0)
        draft = visits.prepare(world, stop)
        if ahead:
            yield visits.planned(world, draft)
        if stop.on <= world.until:
            world.desk.wait(stop.on, _EVENING)
            yield from visits.held(world, draft)
            yield from between.after(world, draft)
            if n in statuses:
                yield from _supported(world, statuses[n], stop.on, n == max(statuses))
            yield from _afterwards(world, draft, stops[n + 1].on if n + 1 < len(stops) else world.until)
            world.last_visit = stop.on
    if world.brief.reviewed:
        yield records.review(world)
        yield from between.ahead(world)
    yield from _closed(world)


def _supported(world: World, status: str, since: date, is_last: bool) -> Iterator[Entry]:
    yield records.support(world, status, since)
    if status == "withdrawn" and is_last:
        yield from records.seldom(world)


def _statuses(stops: list[Stop], until: date) -> dict[int, str]:
    """The support statuses of the site by the visit that each begins with: the latest, and when it first was active."""
    begun: dict[int, str] = {}
    for n, stop in enumerate(stops):
        status = _STATUS[stop.phase]
        if stop.on <= until and status != next(reversed(begun.values()), ""):
            begun[n] = status
    if len(begun) <= _MOST_STATUSES:
        return begun
    first = next(n for n, status in begun.items() if status == "active")
    kept = {first, *list(begun)[1 - _MOST_STATUSES :]}
    return {n: status for n, status in begun.items() if n in kept}


def _closed(world: World) -> Iterator[Entry]:
    """What is left open once the visits are over is closed, so that the notebook does not nag about it for years."""
    if world.last_visit is None or world.until - world.last_visit < _OVER:
        return
    world.desk.wait(world.last_visit + _OVER, 8)
    for outcome in world.ledger.close(world.desk.now.date()):
        yield world.desk.write("commitment", outcome.commitment.uid, outcome.fields())


def _turn(world: World, stop: Stop, cycle: int) -> Iterator[Entry]:
    """What has changed at the site before this visit: another initiative, people come and gone."""
    if stop.cycle != cycle:
        yield from _another_initiative(world, stop.cycle)
    elif stop.scene.before == "leader_leaves":
        world.former = world.cast.replace("lead")
        yield from _gone(world, world.former)
    elif stop.scene.before == "champion_leaves":
        world.old_champion = world.cast.replace("champ")
        yield from _gone(world, world.old_champion)
    elif stop.scene.before == "joiner":
        yield from _gone(world, world.cast.replace("s3"))
    world.progress.advance(stop.phase, stop.scene.dip)


def _gone(world: World, who: Person) -> Iterator[Entry]:
    yield from records.gone(world, who)
    yield from between.gone(world, who)


def _another_initiative(world: World, cycle: int) -> Iterator[Entry]:
    known = world.brief.initiatives[: cycle + 1]
    world.progress = Progress(known[-1], world.pace(cycle), world.rng)
    yield world.desk.write(
        "site", world.uid, {"initiatives": [*dict.fromkeys(world.initiatives[each.name] for each in known)]}
    )
    world.cast.titles = known[-1].staff
    for person in world.cast.turnover():
        yield from _gone(world, person)
    world.former = world.cast.playing["lead"]


def _afterwards(world: World, draft: Draft, following: date) -> Iterator[Entry]:
    """What is added once the visit is written up: changes, notes, corrections, support given in between."""
    scene, slots, chance = draft.stop.scene, draft.slots, world.teller.chance
    if scene.change:
        yield records.change(world, scene.change, slots, draft.uid)
    elif chance(0.05):
        yield records.change(world, world.teller.pick(world.material.changes), slots, draft.uid)
    if scene.key == "champion_asked":
        yield records.champion(world, slots)
    pair = [who for who in (slots["a"], slots["b"]) if isinstance(who, Person)]
    if len(pair) < 2:
        return
    if slots["past"] and chance(0.22):
        yield records.note(world, slots, pair)
    if (following - draft.stop.on).days > 3:
        world.desk.wait(draft.stop.on + timedelta(days=1), 8)
        if slots["past"] and chance(0.12):
            text = world.teller.tell(world.material.pools["extra.unplanned"], slots)
            yield world.desk.write("visit", draft.uid, {"unplanned_support": text})
        if chance(_CORRECTED):
            yield from visits.corrected(world, draft)
