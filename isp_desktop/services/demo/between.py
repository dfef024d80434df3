"""The writings about what is between people: teams, ties, relationships, trust, and the entries it is built on.

They are told beside the visits, with luck of their own, and follow what happens there: a promise broken, a talk about
it, promises kept; a quarrel, the room made for it, what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from isp_desktop.services.demo.beside import SHARED, about, move, own, tell, with_somebody, write, write_on
from isp_desktop.services.demo.bonds import Kept
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person, mail_name
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.rating import ratings
from isp_desktop.services.demo.visits import Draft
from isp_desktop.services.demo.world import World

_TIES = (
    ("coord", "reports_to", "lead", "strong"),
    ("s1", "works_with", "s2", "building"),
    ("champ", "influences", "s1", "strong"),
    ("data", "supplies", "coord", "building"),
    ("parent", "works_with", "coord", "weak"),
    ("funder", "influences", "lead", "weak"),
)
_SEATS = {
    "coord": ("Chair", "leadership"),
    "data": ("Brings the data", "data"),
    "champ": ("Link to the staff", "staff"),
    "s1": ("Member", "staff"),
    "s2": ("Keeps the minutes", "staff"),
    "parent": ("Voice of the families", "focus_population"),
}
_LATE = timedelta(days=760)  # what is told now and then belongs to the last two years
_NOW_AND_THEN = {"feedback": 0.05, "value": 0.05, "learned": 0.04}
_MOST_PROMISES = 3


def after(world: World, draft: Draft) -> Iterator[Entry]:
    """What is written down about the people after a visit."""
    yield from _team(world, draft)
    yield from _ties(world)
    yield from _relationships(world, draft)
    if told := _SCENES.get(draft.stop.scene.key):
        yield from told(world, draft)
    yield from _told_back(world, draft)
    yield from _now_and_then(world, draft)
    yield from _searched(world, draft)
    yield from ratings(world, draft)
    world.bonds.before = draft


def gone(world: World, who: Person) -> Iterator[Entry]:
    """What was between somebody who has left and others ends."""
    today = world.desk.now.date().isoformat()
    for key in [key for key in world.bonds.ties if who.uid and who.uid in key]:
        yield write(world, "tie", {"until": today}, uid=world.bonds.ties.pop(key))
    if kept := world.bonds.relationships.pop(who.uid, None):
        yield write_on(world, "relationship", kept, {"until": today})


def ahead(world: World) -> Iterator[Entry]:
    """A difficult conversation of the days after the end of the notebook."""
    lead = world.cast.playing["lead"]
    if not lead.uid or world.until - world.last_visit > timedelta(days=40):
        return
    slots = Slots(world.cast.playing)
    on = world.until + timedelta(days=1 + int(world.beside.rng.random() * 5))
    fields: dict[str, JSON] = {
        "people": [lead.uid],
        **about(world, on),
        "what": tell(world, "conversation.ahead", slots),
    }
    fields |= {"aim": tell(world, "conversation.ahead_aim", slots)}
    fields |= {"their_view": tell(world, "conversation.ahead_view", slots)}
    yield own(world, "conversation", fields)


def _team(world: World, draft: Draft) -> Iterator[Entry]:
    bonds = world.bonds
    if draft.stop.phase == "exploration" or draft.stop.scene.codes[0][0] != "T":
        return
    members = {who.uid: part for part in _SEATS if (who := world.cast.playing[part]).uid}
    if len(members) < 3 or members.keys() == bonds.seats.keys():
        return
    if not bonds.team:
        fields: dict[str, JSON] = {"part": "teams", "level": "organization", "sites": [world.uid]}
        fields |= {name: tell(world, f"team.{name}", draft.slots) for name in ("name", "purpose")}
        entry = write(world, "team", fields)
        bonds.team = entry.uid
        yield entry
    yield from _seats(world, draft, members)


def _seats(world: World, draft: Draft, members: Mapping[str, str]) -> Iterator[Entry]:
    """Those who are new in the team take their seats, and those who went leave theirs."""
    bonds, today = world.bonds, draft.stop.on.isoformat()
    for uid in [uid for uid in bonds.seats if uid not in members]:
        yield write(world, "membership", {"left": today}, uid=bonds.seats.pop(uid))
    for uid, part in members.items():
        if uid not in bonds.seats:
            fields: dict[str, JSON] = {"team": bonds.team, "person": uid, "joined": today}
            role, represents = _SEATS[part]
            entry = write(world, "membership", fields | {"role": role, "represents": [represents]})
            bonds.seats[uid] = entry.uid
            yield entry


def _ties(world: World) -> Iterator[Entry]:
    playing, bonds = world.cast.playing, world.bonds
    wanted = [(playing[one].uid, kind, playing[other].uid, how) for one, kind, other, how in _TIES]
    wanted += [
        (bonds.body, "supplies", world.uid, "strong"),
        (playing["lead"].uid, "reports_to", bonds.body, "building"),
    ]
    for source, kind, target, strength in wanted:
        if source and target and (source, kind, target) not in bonds.ties:
            entry = _tie(world, source, kind, target, strength)
            bonds.ties[source, kind, target] = entry.uid
            yield entry


def _tie(world: World, source: str, kind: str, target: str, strength: str) -> Entry:
    fields: dict[str, JSON] = {"source": source, "type": kind, "target": target, "strength": strength}
    fields |= {"since": world.desk.now.date().isoformat()}
    if world.beside.chance(0.3):
        fields["about"] = tell(world, "tie.about", {})
    return write(world, "tie", fields)


def _relationships(world: World, draft: Draft) -> Iterator[Entry]:
    for part in ("lead", "coord"):
        who = world.cast.playing[part]
        if who.uid and who.uid not in world.bonds.relationships:
            slots = with_somebody(draft.slots, who)
            fields: dict[str, JSON] = {"stakeholder": who.uid, "practitioner": world.main.uid, "strength": "building"}
            fields |= {"since": draft.stop.on.isoformat()}
            fields |= {name: tell(world, f"relationship.{name}", slots) for name in ("aims", "strengths", "strains")}
            shared = world.beside.chance(SHARED)
            notes: dict[str, JSON] = {"private_notes": tell(world, "relationship.private", slots)}
            entry = (
                write(world, "relationship", fields, notes) if shared else own(world, "relationship", fields | notes)
            )
            world.bonds.relationships[who.uid] = Kept(entry.uid, shared)
            yield entry


def _promise_broken(world: World, draft: Draft) -> Iterator[Entry]:
    """A promise of the visit before was not kept, and it is said."""
    s2, coord, before = draft.slots["s2"], draft.slots["coord"], world.bonds.before
    assert isinstance(s2, Person)
    assert isinstance(coord, Person)
    if before is not None and before.me is draft.me and before.promised < _MOST_PROMISES:
        yield _broken_promise(world, draft, before)
    move(world, s2, -2.2)
    move(world, coord, -1.0)
    fields = about(world, draft.stop.on, draft) | {"people": [s2.uid]}
    fields |= {"what": tell(world, "feedback.broken", draft.slots)}
    fields |= {"about": tell(world, "feedback.broken_words", draft.slots)}
    entry = own(world, "feedback", fields)
    world.bonds.broken = Kept(entry.uid, shared=False)
    yield entry


def _broken_promise(world: World, draft: Draft, before: Draft) -> Entry:
    fields: dict[str, JSON] = {
        "what": "Bring the practice sheets",
        "owner": draft.me.uid,
        "due": (before.stop.on + timedelta(days=1)).isoformat(),
        "status": "dropped",
        "settled_on": draft.stop.on.isoformat(),
        "reason": "Forgotten, and noticed by those who had counted on it",
        "visit": before.uid,
        "site": world.uid,
    }
    return write(world, "commitment", fields)


def _talked_over(world: World, draft: Draft) -> Iterator[Entry]:
    s2 = draft.slots["s2"]
    assert isinstance(s2, Person)
    names = ("what", "aim", "their_view", "opening", "went", "learned", "follow_up")
    told = {name: tell(world, f"conversation.{name}", draft.slots) for name in names}
    yield own(world, "conversation", {"people": [s2.uid], **about(world, draft.stop.on, draft), **told})
    move(world, s2, 0.6)


def _regained(world: World, draft: Draft) -> Iterator[Entry]:
    """What was said is told back, and promises were kept."""
    s2, coord = draft.slots["s2"], draft.slots["coord"]
    assert isinstance(s2, Person)
    assert isinstance(coord, Person)
    if world.bonds.broken is not None:
        done = tell(world, "feedback.broken_done", draft.slots)
        today = draft.stop.on.isoformat()
        yield write_on(world, "feedback", world.bonds.broken, {"done": done, "done_on": today, "told_on": today})
        world.bonds.broken = None
    move(world, s2, 1.6)
    move(world, coord, 0.9)


def _in_dispute(world: World, draft: Draft) -> Iterator[Entry]:
    s1, s3 = draft.slots["s1"], draft.slots["s3"]
    assert isinstance(s1, Person)
    assert isinstance(s3, Person)
    fields = about(world, draft.stop.on, draft) | {"people": [s1.uid, s3.uid], "state": "open"}
    fields |= {name: tell(world, f"tension.{name}", draft.slots) for name in ("what", "views")}
    shared = world.beside.chance(SHARED)
    entry = own(world, "tension", fields, shared)
    world.bonds.tension = Kept(entry.uid, shared)
    yield entry
    tie = _tie(world, s1.uid, "in_tension", s3.uid, "weak")
    world.bonds.ties[s1.uid, "in_tension", s3.uid] = tie.uid
    yield tie


def _space_held(world: World, draft: Draft) -> Iterator[Entry]:
    if world.bonds.tension is not None:
        space = tell(world, "tension.space", draft.slots)
        yield write_on(world, "tension", world.bonds.tension, {"state": "held", "space": space})


def _settled(world: World, draft: Draft) -> Iterator[Entry]:
    today = draft.stop.on.isoformat()
    if world.bonds.tension is not None:
        told = {name: tell(world, f"tension.{name}", draft.slots) for name in ("outcome", "follow_up")}
        yield write_on(world, "tension", world.bonds.tension, {"state": "settled", "settled_on": today, **told})
        world.bonds.tension = None
    for key in [key for key in world.bonds.ties if key[1] == "in_tension"]:
        yield write(world, "tie", {"until": today}, uid=world.bonds.ties.pop(key))


_SCENES: Mapping[str, Callable[[World, Draft], Iterator[Entry]]] = {
    "trust_lost": _promise_broken,
    "trust_talk": _talked_over,
    "trust_back": _regained,
    "conflict_felt": _in_dispute,
    "conflict_named": _space_held,
    "conflict_settled": _settled,
}


def _told_back(world: World, draft: Draft) -> Iterator[Entry]:
    """What came of the feedback of earlier visits: something was done by the next one, and it is told back then."""
    today = draft.stop.on.isoformat()
    untold: list[Kept] = []
    for kept in world.bonds.feedback:
        if world.beside.chance(0.8):
            done = tell(world, "feedback.any_done", draft.slots)
            yield write_on(world, "feedback", kept, {"done": done, "done_on": today, "told_on": today})
        else:
            untold.append(kept)
    world.bonds.feedback = untold


def _now_and_then(world: World, draft: Draft) -> Iterator[Entry]:
    """What is noted of a visit without being its matter."""
    if world.until - draft.stop.on > _LATE:
        return
    for kind, share in _NOW_AND_THEN.items():
        if world.beside.chance(share):
            yield _noted(world, kind, draft)


def _noted(world: World, kind: str, draft: Draft) -> Entry:
    who = world.beside.pick(draft.there)
    shared = world.beside.chance(SHARED)
    fields = about(world, draft.stop.on, draft) | {"people": [who.uid]}
    slots = with_somebody(draft.slots, who)
    fields["what"] = tell(world, f"{kind}.{'any' if kind == 'feedback' else 'what'}", slots)
    if kind == "value":
        fields["their_word"] = tell(world, "value.word", slots)
    elif kind == "learned":
        fields["about"] = tell(world, "learned.about", slots)
        if world.beside.chance(0.7):
            fields["changed"] = tell(world, "learned.changed", slots)
    entry = own(world, kind, fields, shared)
    if kind == "feedback":
        world.bonds.feedback.append(Kept(entry.uid, shared))
    return entry


def _searched(world: World, draft: Draft) -> Iterator[Entry]:
    """Somebody who was missing is looked for, and found by the next visit."""
    bonds, words = world.bonds, world.material.between["coverage"]
    on = draft.stop.on
    if bonds.search:
        yield write(world, "commitment", {"status": "kept", "settled_on": on.isoformat()}, uid=bonds.search)
        given, family = words["name"]
        mail = f"{mail_name(f'{given} {family}')}@{world.material.names['mail_domain']}"
        fields: dict[str, JSON] = {"name": f"{given} {family}", "role": words["role"], "part": "families"}
        yield write(world, "person", fields | {"level": "network", "emails": [mail], "about": words["found"]})
        bonds.search, bonds.finds = "", False
    elif bonds.finds and draft.promised < _MOST_PROMISES and _is_followed(world, on):
        due = (on + timedelta(days=40)).isoformat()
        promised: dict[str, JSON] = {"what": words["find"], "owner": draft.me.uid, "due": due, "status": "open"}
        entry = write(world, "commitment", promised | {"visit": draft.uid, "site": world.uid})
        bonds.search = entry.uid
        draft.promised += 1
        yield entry


def _is_followed(world: World, on: date) -> bool:
    """Whether a visit of the last two years is not the last one."""
    return world.until - on < _LATE and any(on < stop.on <= world.until for stop in world.brief.stops)
