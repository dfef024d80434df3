"""What comes on the agenda once: talked over, decided, parked and taken up, with the promises made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.teams.telling import Chairs, Story, Team

_LATE = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody takes on: `days` until it is due, and what becomes of it."""

    owner: str
    what: str
    days: int
    status: str
    reason: str

    @classmethod
    def of(cls, line: str) -> Action:
        """The action written as "who | what | days | status | reason"."""
        owner, what, days, status, *reason = line.split(" | ")
        return cls(owner, what, int(days), status, "".join(reason))


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of the file; `row` as it stands there."""

    row: Mapping[str, Any]
    action: Action | None

    @property
    def owner(self) -> str:
        """The part that takes something on, or ""."""
        return self.action.owner if self.action else ""


@dataclass(frozen=True, slots=True)
class At:
    """Where a matter is told: at which meeting, in which place on its agenda, with whom there."""

    meeting: str
    day: date
    place: int
    there: Chairs


def by_meeting(rows: Sequence[Mapping[str, Any]], meetings: int) -> list[list[Matter]]:
    """The matters of so many meetings in their order, spread over them from the first to the last."""
    told: list[list[Matter]] = [[] for _ in range(meetings)]
    for n, row in enumerate(rows if meetings else ()):
        matter = Matter(row, Action.of(row["action"]) if "action" in row else None)
        told[round(n * (meetings - 1) / max(1, len(rows) - 1))].append(matter)
    return told


def told(story: Story, team: Team, matter: Matter, at: At) -> Iterator[Entry]:
    """A matter as it stands on the agenda of a meeting, with what came of it."""
    row, slots = matter.row, story.slots()
    fields: dict[str, JSON] = {"meeting": at.meeting, "place": at.place, "what": row["what"].format_map(slots)}
    fields |= {"aim": row["aim"], "minutes": row["minutes"], "said": row["said"].format_map(slots)}
    fields |= {"state": "parked" if row.get("parked") else "done"}
    taken = team.noted.pop(row.get("takes_up", ""), "")
    if taken:
        fields["from_item"] = taken
    item = story.telling.write("agenda_item", fields)
    yield item
    if row.get("parked"):
        team.noted[row["key"]] = item.uid
    if taken:
        yield story.telling.write("agenda_item", {"taken_up": at.meeting}, uid=taken)
    if "decision" in row:
        yield from _decided(story, team, row, at, item.uid)
    if matter.action:
        yield from _promised(story, team, matter.action, at, slots)


def _decided(story: Story, team: Team, row: Mapping[str, Any], at: At, item: str) -> Iterator[Entry]:
    slots = story.slots()
    fields: dict[str, JSON] = {"date": at.day.isoformat(), "team": team.uid, "meeting": at.meeting, "item": item}
    fields |= {"what": row["decision"].format_map(slots), "rule": story.rule(team), "state": "stands"}
    fields |= {name: row[name].format_map(slots) for name in ("why", "dissent") if name in row}
    if "review" in row:
        fields["review_on"] = (at.day + timedelta(days=row["review"])).isoformat()
    entry = story.telling.write("decision", fields)
    yield entry
    if "key" in row:
        team.noted[row["key"]] = entry.uid
    if before := team.noted.pop(row.get("replaces", ""), ""):
        yield story.telling.write("decision", {"state": "replaced", "replaced_by": entry.uid}, uid=before)


def _promised(story: Story, team: Team, action: Action, at: At, slots: Slots) -> Iterator[Entry]:
    telling = story.telling
    owner = at.there.get(action.owner) or next(iter(at.there.values()))
    due = at.day + timedelta(days=action.days)
    fields: dict[str, JSON] = {"what": action.what.format_map(slots), "owner": owner.uid, "due": due.isoformat()}
    entry = telling.write("commitment", fields | {"status": "open", "meeting": at.meeting} | story.place(team))
    yield entry
    if action.status != "open":
        on = due if action.status == "kept" else due + _LATE
        reason: dict[str, JSON] = {"reason": action.reason.format_map(slots)} if action.reason else {}
        telling.later(on, "commitment", reason | {"status": action.status, "settled_on": on.isoformat()}, entry.uid)
