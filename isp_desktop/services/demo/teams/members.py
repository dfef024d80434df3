"""Who sits in the teams above a site, what leadership gives the teams, and what their members learn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person, mail_name
from isp_desktop.services.demo.teams.telling import Story, Team

_USED_AFTER = 0.08  # of the story, until what was learned is of use


def founded(story: Story, linked: list[str]) -> Iterator[Entry]:
    """The teams above the site, those who sit there, and how the teams are linked.

    Args:
        linked: uids of the teams of other sites that take on the same initiative.
    """
    telling, world = story.telling, story.world
    for row in telling.words["person"]:
        yield _person(story, row)
    initiative = world.initiatives[story.initiative.name]
    story.teams["site"] = Team("site", world.bonds.team, world)
    for key in ("network", "system"):
        words, slots = telling.words["team"][key], story.slots()
        fields: dict[str, JSON] = {name: words[name].format_map(slots) for name in ("name", "purpose")}
        fields |= {"part": "teams", "level": words["level"], "initiatives": [initiative]}
        entry = telling.write("team", fields | {"perspectives": words["perspectives"]})
        story.teams[key] = Team(key, entry.uid)
        yield entry
    for key, team in story.teams.items():
        words = telling.words["team"][key]
        ends = [story.teams[name].uid for name in words["linked"]] + (linked if key == "network" else [])
        changed: dict[str, JSON] = {"linked": [*ends], "initiatives": [initiative]}
        yield telling.write("team", changed | {"perspectives": words["perspectives"]}, uid=team.uid)
    for uid in linked:
        yield telling.write("team", {"linked": [story.teams["network"].uid]}, uid=uid)
    yield from _brought(story)
    yield from _seats(story)


def supported(story: Story) -> None:
    """Plans what leadership agrees to, and when that is asked about again."""
    for row in story.telling.words["support"]:
        story.on(row["agreed"], partial(_support, story, row))


def learning(story: Story) -> None:
    """Plans what members learn."""
    for row in story.telling.words["learning"]:
        story.on(row["on"], partial(_learning, story, row))


def sponsor(story: Story, team: Team) -> Person:
    """Whoever in leadership stands for a team."""
    return story.world.cast.playing["lead"] if team.world else story.people[f"sponsor_{team.key}"]


def _person(story: Story, row: dict[str, Any]) -> Entry:
    telling, names = story.telling, story.telling.names
    heard = {*story.world.cast.playing.values(), *story.people.values()}
    woman = telling.teller.chance(0.6)
    given = telling.teller.pick([name for name in names["she" if woman else "he"] if name not in heard])
    who = Person(given, telling.teller.pick(names["family"]), woman, row["role"], row["part"], row["level"])
    fields: dict[str, JSON] = {"name": who.full, "role": who.role, "part": who.part, "level": who.level}
    fields["organization"] = row.get("organization", story.world.organization)
    entry = telling.write("person", fields | {"emails": [f"{mail_name(who.full)}@{names['mail_domain']}"]})
    who.uid = entry.uid
    story.people[row["key"]] = who
    return entry


def _brought(story: Story) -> Iterator[Entry]:
    """What those who sit in the site's team bring, said at the beginning."""
    for part, who in story.members(story.teams["site"]).items():
        if brings := story.telling.words["brings"].get(part):
            yield story.telling.write("membership", {"brings": brings}, uid=story.world.bonds.seats[who.uid])


def _seats(story: Story) -> Iterator[Entry]:
    for row in story.telling.words["person"]:
        if "since" in row:
            story.on(row["since"], partial(_seat, story, row))
        elif "seat" in row:
            yield from _seat(story, row)
        if "until" in row:
            story.on(row["until"], partial(_left, story, row))
    link: dict[str, JSON] = {"role": "Link to the networks"}
    yield _membership(story, story.teams["system"], "coordinator", story.people["coordinator"], link)
    yield from linked_anew(story)


def linked_anew(story: Story) -> Iterator[Entry]:
    """Whoever coordinates at the site sits in the network's team too; a new one takes the seat of the one before."""
    team, now = story.teams["network"], story.members(story.teams["site"]).get("coord")
    if team.chairs.get("coord") is now:
        return
    if "coord" in team.chairs:
        yield _ended(story, team, "coord")
    if now is not None:
        yield _membership(story, team, "coord", now, {"role": "Link to the sites"})


def _seat(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    who = story.people[row["key"]]
    fields: dict[str, JSON] = {"role": row["seat"], "brings": row["brings"].format_map(story.slots() | {"p": who})}
    if row["represents"]:
        fields["represents"] = row["represents"]
    yield _membership(story, story.teams[row["team"]], row["key"], who, fields)


def _membership(story: Story, team: Team, part: str, who: Person, fields: dict[str, JSON]) -> Entry:
    joined = story.telling.desk.now.date().isoformat()
    entry = story.telling.write("membership", fields | {"team": team.uid, "person": who.uid, "joined": joined})
    team.chairs[part], team.seats[part] = who, entry.uid
    return entry


def _left(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    yield _ended(story, story.teams[row["team"]], row["key"])


def _ended(story: Story, team: Team, part: str) -> Entry:
    del team.chairs[part]
    today = story.telling.desk.now.date().isoformat()
    return story.telling.write("membership", {"left": today}, uid=team.seats.pop(part))


def _support(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    team, today = story.teams[row["team"]], story.telling.desk.now.date().isoformat()
    fields: dict[str, JSON] = {"team": team.uid, "what": row["what"], "about": row["about"], "agreed_on": today}
    who = sponsor(story, team)
    if story.telling.knows(who.uid):
        fields["sponsor"] = who.uid
    if "until" in row:
        fields["until"] = story.day(row["until"]).isoformat()
    private: dict[str, JSON] = {"private_notes": row["private"]} if "private" in row else {}
    entry = story.telling.write("leadership_support", fields, private)
    for day in map(story.day, row["confirmed"]):
        story.telling.later(day, "leadership_support", {"confirmed_on": day.isoformat()}, entry.uid)
    yield entry


def _learning(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    team, telling = story.teams[row["team"]], story.telling
    there = story.members(team)
    people: list[JSON] = [there[part].uid for part in row["who"] if part in there]
    if not people:
        return
    fields: dict[str, JSON] = {"date": telling.desk.now.date().isoformat(), "team": team.uid, "way": row["way"]}
    told = {name: row[name].format_map(story.slots()) for name in ("what", "taught")}
    entry = telling.write("learning", fields | {"people": people} | told)
    if "used" in row:
        used: dict[str, JSON] = {"used": row["used"].format_map(story.slots())}
        telling.later(story.day(row["on"] + _USED_AFTER), "learning", used, entry.uid)
    yield entry
