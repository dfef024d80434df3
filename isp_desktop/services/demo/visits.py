"""Writes one visit of a site: prepared first, told when it has taken place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from isp_desktop.services.demo import records
from isp_desktop.services.demo.ledger import Commitment, Outcome
from isp_desktop.services.demo.material import Promise, Scene
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.plot import Stop
from isp_desktop.services.demo.prose import Pool, Slots, capital, listing
from isp_desktop.services.demo.state import day, month, span
from isp_desktop.services.demo.telling import discussion
from isp_desktop.services.demo.world import World

_GUESTS = ("coord", "data", "s1", "s2", "s3", "parent")
_FORGOTTEN = 0.06  # share of the latest promises that nobody asks about; they stay open
_LATEST = timedelta(days=120)
_STANDS_IN = 0.15  # share of single visits at which the colleague comes instead
_NUMBERS = ("two", "three", "four")
_LENGTHS = {"phone": (1, 2), "video": (3, 5), "in_person": (4, 13), "other": (3, 6)}  # quarters of an hour


@dataclass(slots=True)
class Draft:
    """A visit as prepared; `uid` is "" as long as it is not in the notebook, `there` empty as long as nobody met.

    `promised` counts what was promised there.
    """

    stop: Stop
    slots: Slots
    me: Person
    mode: str
    purpose: str
    agenda: str
    uid: str = ""
    there: list[Person] = field(default_factory=list)
    promised: int = 0


def prepare(world: World, stop: Stop) -> Draft:
    """What is known about a visit beforehand."""
    stands_in = stop.scene in world.material.scenes["support"] and world.teller.chance(_STANDS_IN)
    peer, me = (world.main, world.peer) if stands_in else (world.peer, world.main)
    slots = _slots(world, stop, me, peer)
    agenda = stop.scene.agenda.fill(slots, world.rng.random)
    return Draft(stop, slots, me, _mode(world, stop.scene), world.teller.tell(stop.scene.purpose, slots), agenda)


def planned(world: World, draft: Draft) -> Entry:
    """The visit as written down before it takes place."""
    fields = _frame(world, draft)
    if draft.stop.on > world.until:
        fields["stage"] = "planned"
    entry = world.desk.write("visit", "", fields)
    draft.uid = entry.uid
    return entry


def held(world: World, draft: Draft) -> Iterator[Entry]:
    """The visit as written down afterwards, with the people met, promises settled and made, and what has changed."""
    scene, slots, on = draft.stop.scene, draft.slots, draft.stop.on
    world.desk.author = draft.me.full
    there = draft.there = _attendance(world, scene, draft.mode)
    yield from (records.person(world, who) for who in there if not who.uid)
    slots["who"] = listing(there)
    slots["a"], slots["b"] = _pair(world, there)
    outcomes = world.ledger.review(on)
    promises = _promises(world, draft, there)
    draft.promised = len(promises)
    fields = {} if draft.uid else _frame(world, draft)
    fields |= _told(world, draft, there, outcomes)
    if promises:
        fields["next_steps"] = "\n".join(f"- {each.owner}: {each.what}, by {day(each.due)}" for each in promises)
    entry = world.desk.write(
        "visit", draft.uid, fields, _optional(world, slots, private_notes=(scene.private, "private", 0.16))
    )
    draft.uid = entry.uid
    yield entry
    yield from _settled(world, outcomes)
    yield from _made(world, promises, draft)
    world.memory.keep(scene.memory.fill(slots, world.rng.random), on)


def corrected(world: World, draft: Draft) -> Iterator[Entry]:
    """The list of attendees once more, with somebody who had been forgotten."""
    playing = world.cast.playing
    there = draft.there
    forgotten = [playing[part] for part in _GUESTS if playing[part].uid and playing[part] not in there]
    if forgotten:
        uids: list[JSON] = [who.uid for who in (*there, world.teller.pick(forgotten))]
        yield world.desk.write("visit", draft.uid, {"attended": uids})


def _slots(world: World, stop: Stop, me: Person, peer: Person) -> Slots:
    initiative, progress, tell = world.progress.initiative, world.progress, world.teller.tell
    focus, following = world.elements(stop.scene)
    slots = Slots(world.cast.playing)
    slots.update(
        ex=world.former, oldchamp=world.old_champion, me=me, peer=peer, a=None, b=None,
        site=world.brief.place, place=world.teller.pick(world.setting["places"]), few=world.teller.pick(_NUMBERS),
        programme=initiative.short, served=initiative.served, workers=initiative.workers,
        session=initiative.session, sessions=f"{initiative.session}s",
        el=focus.name, el2=following.name, measure=focus.measure,
        last=day(world.last_visit), gap=span(world.last_visit, stop.on),
        month=month(stop.on + timedelta(days=35), stop.on),
    )  # fmt: skip
    slots["past"], slots["past_month"] = world.memory.recall(stop.on) or ("", "")
    slots.later = {
        "well": lambda: tell(focus.well, world.cast.playing),
        "weak": lambda: tell(focus.weak, world.cast.playing),
        "reading": lambda: progress.reading(focus, stop.on, stop.scene.dip),
    }
    return slots


def _mode(world: World, scene: Scene) -> str:
    return scene.mode or ("video" if scene.remote and world.teller.chance(0.45) else "in_person")


def _frame(world: World, draft: Draft) -> dict[str, JSON]:
    both = world.teller.chance(0.05)
    return {
        "date": draft.stop.on.isoformat(),
        "site": world.uid,
        "mode": draft.mode,
        "led_by": [world.main.uid, world.peer.uid] if both else [draft.me.uid],
        "purpose": draft.purpose,
        "agenda": draft.agenda,
    }


def _attendance(world: World, scene: Scene, mode: str) -> list[Person]:
    parts = list(scene.who)
    if mode in ("in_person", "video") and scene.codes[0][0] in "TC":
        parts += [part for part in _GUESTS if part not in parts and world.teller.chance(0.18)]
    return [world.cast.playing[part] for part in parts]


def _told(world: World, draft: Draft, there: list[Person], outcomes: list[Outcome]) -> dict[str, JSON]:
    scene = draft.stop.scene
    starts = 8 * 60 + 15 * int(world.rng.random() * 30)
    low, high = _LENGTHS[draft.mode]
    ends = starts + 15 * (low + int(world.rng.random() * (high - low + 1)))
    fields: dict[str, JSON] = {
        "starts": f"{starts // 60:02}:{starts % 60:02}",
        "ends": f"{ends // 60:02}:{ends % 60:02}",
        "attended": [who.uid for who in there],
        "activities": [*dict.fromkeys((*scene.codes, "R1"))] if outcomes else [*scene.codes],
        "discussion": discussion(world, scene, draft.slots, draft.mode, outcomes, draft.me),
    }
    return fields | _optional(
        world,
        draft.slots,
        challenges=(scene.challenge, "challenge", 0.2),
        materials=(scene.materials, "material", 0.15),
    )


def _optional(world: World, slots: Slots, **wanted: tuple[Pool | None, str, float]) -> dict[str, JSON]:
    """Fields that are not always filled: from the scene's own pool, or else now and then from the common one."""
    fields: dict[str, JSON] = {}
    for name, (own, common, share) in wanted.items():
        if own and world.teller.chance(0.8):
            fields[name] = world.teller.tell(own, slots)
        elif slots["b"] and slots["past"] and world.teller.chance(share):
            fields[name] = world.teller.tell(world.material.pools[f"extra.{common}"], slots)
    return fields


def _pair(world: World, there: list[Person]) -> tuple[Person, Person | None]:
    """Two of those who were there, for the small things by the way."""
    first = int(world.rng.random() * len(there))
    return there[first], there[first - 1] if len(there) > 1 else None


def _promises(world: World, draft: Draft, there: list[Person]) -> list[Commitment]:
    """What was promised: most of what the scene has, now and then something else; by those who were there."""
    chance, pick = world.teller.chance, world.teller.pick
    chosen = [promise for promise in draft.stop.scene.promises if promise.sure or chance(0.62)]
    if chance(0.18):
        chosen.append(pick(world.material.promises))
    return [_promise(world, each, draft) for each in chosen if each.who == "me" or draft.slots[each.who] in there]


def _promise(world: World, promise: Promise, draft: Draft) -> Commitment:
    owner = draft.slots[promise.who]
    assert isinstance(owner, Person)
    what, done = (template.fill(draft.slots, world.rng.random) for template in (promise.what, promise.done))
    due = draft.stop.on + timedelta(days=3 + int(world.rng.random() * 32))
    return Commitment("", owner, capital(what), done, draft.stop.on, due, promise.sure)


def _settled(world: World, outcomes: list[Outcome]) -> Iterator[Entry]:
    for outcome in outcomes:
        if outcome.settled:
            yield world.desk.write("commitment", outcome.commitment.uid, outcome.fields())


def _made(world: World, promises: list[Commitment], draft: Draft) -> Iterator[Entry]:
    for each in promises:
        entry = world.desk.write(
            "commitment",
            "",
            {
                "what": each.what,
                "owner": each.owner.uid,
                "due": each.due.isoformat(),
                "status": "open",
                "visit": draft.uid,
                "site": world.uid,
            },
        )
        each.uid = entry.uid
        forgotten = world.teller.chance(_FORGOTTEN) and world.until - draft.stop.on < _LATEST
        if each.sure or not forgotten:
            world.ledger.add(each)
        yield entry
