"""The challenges that the site's people see ahead: most are watched, one has come, one has passed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from isp_desktop.services.demo.model import JSON, Entry

if TYPE_CHECKING:
    from isp_desktop.services.demo.capacity.story import Capacity


def challenged(capacity: Capacity) -> None:
    """Plans when each of them is first spoken of, and what becomes of it."""
    for row in capacity.words["challenge"]:
        capacity.story.on(row["on"], partial(_challenge, capacity, row))


def _challenge(capacity: Capacity, row: dict[str, Any]) -> Iterator[Entry]:
    story = capacity.story
    capacity_type, level = row["needs"].split("/")
    fields: dict[str, JSON] = {"site": story.world.uid, "initiative": story.world.initiatives[story.initiative.name]}
    fields |= {name: capacity.told(row[name]) for name in ("what", "early_sign", "strategy")}
    fields |= {name: row[name] for name in ("side", "area", "likelihood", "effect")}
    fields |= {"capacity_type": capacity_type, "level": level, "state": "ahead"}
    if "review" in row:
        fields["review_on"] = story.day(row["review"]).isoformat()
    if (owner := capacity.known(row["owner"])) is not None:
        fields["owner"] = owner.uid
    entry = story.telling.write("challenge", fields)
    yield entry
    for state in ("here", "passed"):
        if state in row:
            story.telling.later(story.day(row[state]), "challenge", {"state": state}, entry.uid)
