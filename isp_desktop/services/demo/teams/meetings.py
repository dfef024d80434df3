"""The meetings of the teams of the story: when, who led and came, what was on the agenda and what was said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.teams import matters
from isp_desktop.services.demo.teams.charters import AGREED_AGAIN
from isp_desktop.services.demo.teams.members import linked_anew
from isp_desktop.services.demo.teams.schedule import first_meeting, rule_days
from isp_desktop.services.demo.teams.telling import Chairs, Story, Team

_CHAIRS = {"site": ("coord", "champ"), "network": ("coordinator", "analyst"), "system": ("director", "officer")}
_MINUTES = {"site": "s2", "network": "analyst", "system": "officer"}
_MODES = {"site": "in_person", "network": "video", "system": "in_person"}
# Shares of the story up to which the practitioner leads, and up to which it is done together.
_HANDED_OVER = {"site": (0.25, 0.72), "network": (0.3, 0.8), "system": (0.0, 0.0)}
_EXCUSED = 0.3  # share of meetings at which somebody could not come
_PRIVATE = 0.3  # share of those led by the practitioner of which she keeps something for herself
_AHEAD = timedelta(days=100)  # so far after the end of the notebook meetings are thought of
_HIGHEST = 9
_FEWEST = 2


def met(story: Story) -> None:
    """Plans the meetings of all teams."""
    for key, team in story.teams.items():
        days = _days(story, key)
        held = [day for day in days if day < story.telling.until and not _between_the_years(day)]
        told = matters.by_meeting(story.telling.words["meetings"]["matter"][key], len(held))
        wanted = dict(zip(held, told, strict=True))
        for before, day in pairwise([story.begun, *days]):
            story.telling.on(before, partial(_planned, story, team, day, wanted.get(day, [])))


def _days(story: Story, key: str) -> list[date]:
    """The days of the meetings as the charters have them."""
    words, until = story.telling.words["charters"], story.telling.until + _AHEAD
    rule = words[key]["schedule"]
    first = first_meeting(rule, story.begun)
    if key != "site":
        return rule_days(rule, first, until)
    change, again = story.day(AGREED_AGAIN), words["second"]["schedule"]
    days = [day for day in rule_days(rule, first, until) if day < change]
    return days + rule_days(again, first_meeting(again, change), until)


def _between_the_years(day: date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 1)


def _planned(story: Story, team: Team, day: date, wanted: Sequence[matters.Matter]) -> Iterator[Entry]:
    """A meeting as planned in the evening of the one before."""
    charter = story.telling.words["charters"]["second" if story.share(day) > AGREED_AGAIN and team.world else team.key]
    fields: dict[str, JSON] = {"date": day.isoformat(), "stage": "planned", "mode": _MODES[team.key]}
    fields |= {name: charter[name] for name in ("starts", "ends", "place")} | story.place(team)
    entry = story.telling.write("meeting", fields)
    yield entry
    held = partial(_held, story, team, entry.uid, wanted)
    story.telling.on(day, partial(_called_off, story, entry.uid, "holidays") if _between_the_years(day) else held)


def _called_off(story: Story, meeting: str, why: str) -> Iterator[Entry]:
    fields: dict[str, JSON] = {"stage": "called_off", "minutes": story.telling.words["meetings"]["called_off"][why]}
    yield story.telling.write("meeting", fields, uid=meeting)


def _held(story: Story, team: Team, meeting: str, wanted: Sequence[matters.Matter]) -> Iterator[Entry]:
    telling, day = story.telling, story.telling.desk.now.date()
    if team.key == "network":
        yield from linked_anew(story)
    there = story.members(team)
    if len(there) < _FEWEST:
        yield from _called_off(story, meeting, "few")
        return
    handed = sum(story.share(day) > share for share in _HANDED_OVER[team.key])
    leads = _leads(story, team, there, handed)
    excused = _excused(story, there, leads, wanted)
    present = [who for who in there.values() if who is not excused]
    present += [who for who in leads if who not in present]
    fields: dict[str, JSON] = {"stage": "held", "facilitation": ("practitioner", "together", "local")[handed]}
    fields |= {"facilitators": [who.uid for who in leads], "present": [who.uid for who in present]}
    if excused:
        fields["excused"] = [excused.uid]
    if (keeps := there.get(_MINUTES[team.key])) and keeps is not excused:
        fields["minutes_by"] = keeps.uid
    fields["activities"] = ["T4", "T3"] if team.key == "site" else ["T4", "T6"]
    slots = _counted(story, day)
    is_noted = team.world is not None and handed == 0 and telling.teller.chance(_PRIVATE)
    yield telling.write(
        "meeting", fields, {"private_notes": telling.said("private.notes", slots)} if is_noted else {}, meeting
    )
    team.last = meeting
    here = {part: who for part, who in there.items() if who is not excused}
    yield from _agenda(story, team, meeting, here, leads[-1], slots)
    for place, matter in enumerate(wanted, len(_standing(team)) + 1):
        yield from matters.told(story, team, matter, matters.At(meeting, day, place, here))


def _leads(story: Story, team: Team, there: Chairs, handed: int) -> list[Person]:
    """Who leads the meeting: she who supports the team, both, or one of its chairs, by turns once it is theirs."""
    chairs = [there[part] for part in _CHAIRS[team.key] if part in there] or [*there.values()]
    own = [story.telling.teller.pick(chairs) if handed == 2 else chairs[0]]
    return [[story.world.main], [story.world.main, *own], own][handed]


def _excused(story: Story, there: Chairs, leads: Sequence[Person], wanted: Sequence[matters.Matter]) -> Person | None:
    """Somebody who could not come: none of those who lead, or who have taken something on that day."""
    needed = {matter.owner for matter in wanted}
    free = [who for part, who in there.items() if who not in leads and part not in needed]
    return story.telling.teller.pick(free) if free and story.telling.teller.chance(_EXCUSED) else None


def _counted(story: Story, day: date) -> Slots:
    """The slots, with the latest figures of one of the core elements."""
    luck, slots = story.telling.rng, story.slots()
    element = story.telling.teller.pick(story.initiative.elements)
    before = story.counts.get(element.name, luck.randint(2, 4))
    ahead = round(3 + 5 * story.share(day))
    count = min(_HIGHEST, max(1, before + luck.choice((-1, 0, 1)) + (before < ahead)))
    story.counts[element.name] = count
    slots.update(el=element.name, measure=element.measure, count=count, before=before)
    return slots


def _standing(team: Team) -> list[tuple[str, int]]:
    """The items of the standing agenda with their minutes."""
    lines = str(team.charter.get("agenda", "")).splitlines()
    return [(what, int(minutes)) for what, _, minutes in (line.rpartition(", ") for line in lines)]


def _agenda(story: Story, team: Team, meeting: str, here: Chairs, chair: Person, slots: Slots) -> Iterator[Entry]:
    """What stands on every agenda, and what was said of it."""
    leads = story.telling.words["meetings"]["lead"]
    for place, (what, minutes) in enumerate(_standing(team), 1):
        fields: dict[str, JSON] = {"meeting": meeting, "place": place, "what": what, "aim": "discuss"}
        fields |= {"minutes": minutes, "lead": here.get(leads.get(what, ""), chair).uid}
        said = story.telling.said(f"said.{what}", slots)
        yield story.telling.write("agenda_item", fields | {"standing": True, "state": "done", "said": said})
