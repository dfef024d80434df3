"""The writings about a site beside its visits: the site itself, people, changes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from isp_desktop.services.demo.material import ChangePool
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person, mail_name
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.state import month_year
from isp_desktop.services.demo.world import World

_NOTE_SHARED = 0.12


def site(world: World) -> Entry:
    """The site's record."""
    brief, names, pick = world.brief, world.material.names, world.teller.pick
    about = pick(world.setting["about"]).format(size=pick(world.setting["sizes"]))
    return world.desk.write(
        "site",
        "",
        {
            "name": brief.name,
            "setting": brief.setting,
            "organization": world.organization,
            "initiatives": [world.initiatives[brief.initiatives[0].name]],
            "address": f"{world.rng.randint(1, 140)} {pick(names['streets'])}\n{brief.place}",
            "phone": pick(names["phones"]) % world.rng.randrange(1000),
            "about": about,
        },
    )


def person(world: World, who: Person) -> Entry:
    """The first record of a person; gives the person its uid."""
    names, tell, chance = world.material.names, world.teller.tell, world.teller.chance
    slots = Slots(
        site=world.brief.place,
        since=world.desk.now.year - world.rng.randint(1, 14),
        p=who,
        lead=world.cast.playing["lead"],
    )
    host = mail_name(world.brief.name).replace(".", "-")
    fields: dict[str, JSON] = {
        "name": who.full,
        "role": who.role,
        "organization": world.brief.name if who.part != "funder_policy" else world.organization,
        "sites": [world.uid],
        "part": who.part,
        "level": who.level,
        "emails": [f"{mail_name(who.full)}@{host}.{names['mail_domain']}"],
    }
    if chance(0.7):
        pattern = names["mobile"] if chance(0.5) else world.teller.pick(names["phones"])
        fields["phones"] = [pattern % world.rng.randrange(1000)]
    if chance(0.4):
        fields["about"] = tell(world.material.pools["person.about"], slots)
    private: dict[str, JSON] = (
        {"private_notes": tell(world.material.pools["person.private"], slots)} if chance(0.3) else {}
    )
    entry = world.desk.write("person", "", fields, private)
    who.uid = entry.uid
    return entry


def gone(world: World, who: Person) -> Iterator[Entry]:
    """That somebody has left: open promises are dropped, the record says since when."""
    for outcome in world.ledger.release(who, world.desk.now.date()):
        yield world.desk.write("commitment", outcome.commitment.uid, outcome.fields())
    if who.uid:
        slots = Slots(site=world.brief.place, month_year=month_year(world.desk.now.date()))
        about = world.teller.tell(world.material.pools["person.left"], slots)
        fields: dict[str, JSON] = {"role": f"Former {_within(who.role)}", "about": about, "sites": []}
        yield world.desk.write("person", who.uid, fields)


def _within(role: str) -> str:
    """A role as it stands within a phrase: "principal"; what begins with several capitals stays."""
    return role if role[1:2].isupper() else role[:1].lower() + role[1:]


def support(world: World, status: str, since: date) -> Entry:
    """That the support of the site takes another form from a day on."""
    slots = Slots(programme=world.progress.initiative.short, lead=world.cast.playing["lead"])
    why = world.beside.tell(world.material.pools[f"support.{status}"], slots)
    fields: dict[str, JSON] = {"site": world.uid, "status": status, "since": since.isoformat(), "why": why}
    return world.desk.write("support", "", fields, rng=world.beside.rng)


def seldom(world: World) -> Iterator[Entry]:
    """That those who lead and coordinate are seen once in a while only, now that the support is over."""
    for who in (world.cast.playing["lead"], world.cast.playing["coord"]):
        if who.uid:
            fields: dict[str, JSON] = {"wanted_days": 180, "longest_days": 365}
            yield world.desk.write("person", who.uid, fields, rng=world.beside.rng)


def review(world: World) -> Entry:
    """The day on which to look at the site together, some time about the end of the notebook."""
    day = world.until + timedelta(days=world.beside.rng.randint(-12, 24))
    return world.desk.write("site", world.uid, {"review_on": day.isoformat()}, rng=world.beside.rng)


def champion(world: World, slots: Slots) -> Entry:
    """That somebody has become a champion."""
    who = world.cast.playing["champ"]
    pool = world.material.pools["person.new_champion"]
    about = world.teller.tell(pool, Slots(el=slots["el"], p=who))
    return world.desk.write(
        "person", who.uid, {"role": f"{who.role}, champion for {slots['programme']}", "about": about}
    )


def change(world: World, pool: ChangePool, slots: Slots, visit: str) -> Entry:
    """A change at one of the three places, seen at that visit."""
    tell = world.teller.tell
    return world.desk.write(
        "change",
        "",
        {
            "date": world.desk.now.date().isoformat(),
            "place": pool.place,
            "what": tell(pool.what, slots),
            "site": world.uid,
            "initiative": world.initiatives[world.progress.initiative.name],
            "meaning": tell(pool.meaning, slots),
            "response": tell(pool.response, slots),
            "visit": visit,
        },
    )


def note(world: World, slots: Slots, people: list[Person]) -> Entry:
    """A note on two of the people, kept private unless there is no reason to."""
    pool = world.teller.pick(world.material.notes)
    shared = world.teller.chance(_NOTE_SHARED) and pool.type in ("idea", "other")
    fields: dict[str, JSON] = {
        "heading": world.teller.tell(pool.heading, slots),
        "date": world.desk.now.date().isoformat(),
        "type": pool.type,
        "people": [who.uid for who in people],
        "sites": [world.uid],
        "text": world.teller.tell(pool.text, slots),
    }
    return world.desk.write("note", "", fields if shared else {}, {} if shared else fields)
