"""Three assessments of one site over the two years of its story, what was needed, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from isp_desktop.domain.answers import uid_of
from isp_desktop.services.demo.capacity.ahead import challenged
from isp_desktop.services.demo.capacity.plan import planned
from isp_desktop.services.demo.capacity.rating import Rating
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.teams.telling import Story

_VOTERS = 6
_FEWEST = 4
_LATER = timedelta(days=14)
# Who votes, in the order in which they are asked.
_ASKED = ("coord", "data", "champ", "s1", "s2", "parent", "s3", "lead")
_TALKED = timedelta(days=1)


@dataclass(slots=True)
class Capacity:
    """The story of capacity at one site, as far as it has come.

    Attributes:
        assessments, needs: uids by their keys in the file, once they are written; `days` are those of the assessments.
    """

    story: Story
    rating: Rating
    words: dict[str, Any]
    assessments: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    needs: dict[str, str] = field(default_factory=dict)

    def known(self, part: str) -> Person | None:
        """Who plays a part at the site, if the notebook knows of them."""
        who = self.story.world.cast.playing[part]
        return who if self.story.telling.knows(who.uid) else None

    def uids(self, parts: list[str]) -> list[JSON]:
        """The uids of those who play these parts and are known."""
        return [who.uid for part in parts if (who := self.known(part)) is not None]

    def told(self, text: str) -> str:
        """A text of the file, filled in."""
        return text.strip().format_map(self.story.slots())

    @property
    def today(self) -> str:
        """The day that is told of."""
        return self.story.telling.desk.now.date().isoformat()


def assessed(story: Story, rating: Rating) -> None:
    """Plans the assessments, the plan between them, and the challenges ahead."""
    capacity = Capacity(story, rating, story.telling.material.capacity)
    for row in capacity.words["assessment"]:
        story.on(row["on"], partial(_assessment, capacity, row))
    planned(capacity)
    challenged(capacity)


def _assessment(capacity: Capacity, row: dict[str, Any]) -> Iterator[Entry]:
    """An assessment with the site's people, put off while the notebook knows too few of them."""
    story, rating = capacity.story, capacity.rating
    present = capacity.uids([*_ASKED])[:_VOTERS]
    if len(present) < _FEWEST:
        story.telling.on(story.telling.desk.now.date() + _LATER, partial(_assessment, capacity, row))
        return
    yield from rating.instrument()
    if not capacity.assessments:
        yield from _needed(capacity)
    about: dict[str, JSON] = {"subject": story.world.uid, "site": story.world.uid, "way": "facilitated"}
    about |= {"facilitator": story.world.main.uid, "note_taker": story.world.peer.uid}
    entry = rating.begun(about | {"present": present, "purpose": row["purpose"]})
    capacity.assessments[row["key"]], capacity.days[row["key"]] = entry.uid, capacity.today
    yield entry
    words = {
        item: {name: capacity.told(row[name][item]) for name in ("dissent", "evidence") if item in row.get(name, {})}
        for item in row["values"]
    }
    yield from rating.answered(entry.uid, row["values"], len(present), words)
    story.telling.on(story.telling.desk.now.date() + _TALKED, partial(_talked, capacity, row, entry.uid))


def _talked(capacity: Capacity, row: dict[str, Any], assessment: str) -> Iterator[Entry]:
    story = capacity.story
    fields: dict[str, JSON] = {"state": "done", "talked": capacity.told(row["talked"])}
    fields["follow_up_on"] = story.day(row["next"]).isoformat()
    private: dict[str, JSON] = {"private_notes": capacity.told(row["private"])} if "private" in row else {}
    yield story.telling.write("assessment", fields, private, uid=assessment)


def _needed(capacity: Capacity) -> Iterator[Entry]:
    """How much is needed, agreed before anybody rates."""
    story, instrument = capacity.story, capacity.rating.uid
    places = {"site": story.world.uid, "initiative": story.world.initiatives[story.initiative.name]}
    for row in capacity.words["target"]:
        place = places[row["of"]]
        for cell, needed in row["needed"].items():
            capacity_type, level = cell.split("/")
            fields: dict[str, JSON] = {"instrument": instrument, row["of"]: place, "needed": needed}
            fields |= {"capacity_type": capacity_type, "level": level}
            uid = uid_of(instrument, f"needed {place} {capacity_type} {level}")
            yield story.telling.write("capacity_target", fields, uid=uid)
