"""What the teams tell one another: protocols and their messages, answered or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.teams.telling import Story

_SINCE = 0.1  # of the story, when the teams agree on how they tell one another
_LATE = timedelta(days=9)
_READ_AFTER = timedelta(days=2)
_READ = 2  # so many messages are read of those that nobody answers


def looped(story: Story) -> None:
    """Plans the protocols and all that is told by them."""
    for row in story.telling.words["loop"]:
        story.on(_SINCE, partial(_protocol, story, row))


def _protocol(story: Story, row: dict[str, Any]) -> Iterator[Entry]:
    telling, today = story.telling, story.telling.desk.now.date()
    source, target = (story.teams[row[end]] for end in ("source", "target"))
    fields: dict[str, JSON] = {"source": source.uid, "target": target.uid, "since": today.isoformat()}
    fields |= {name: row[name] for name in ("what", "every_days", "channel", "answer_days", "about") if name in row}
    if owner := story.members(source).get(row["owner"]):
        fields["owner"] = owner.uid
    entry = telling.write("protocol", fields)
    every = timedelta(days=row["every_days"])
    count = (telling.until - today) // every
    for n in range(count):
        telling.on(today + every * (n + 1), partial(_message, story, row, entry.uid, n))
    yield entry


def _message(story: Story, row: dict[str, Any], protocol: str, n: int) -> Iterator[Entry]:
    telling, today = story.telling, story.telling.desk.now.date()
    fields: dict[str, JSON] = {"protocol": protocol, "sent_on": today.isoformat()}
    fields["what"] = row["messages"][n % len(row["messages"])].format_map(story.slots())
    if row["channel"] == "meeting":
        fields["received_on"] = today.isoformat()
        fields |= {"meeting": last} if (last := story.teams[row["target"]].last) else {}
    entry = telling.write("message", fields)
    yield entry
    if row["answers"]:
        wait = timedelta(days=row["answer_days"]) + (
            _LATE if n % 4 == 2 else -timedelta(days=telling.rng.randint(2, 8))
        )
        on = (today + wait).isoformat()
        answer = row["answers"][n % len(row["answers"])].format_map(story.slots())
        answered: dict[str, JSON] = {"received_on": on, "answered_on": on, "answer": answer}
        telling.later(today + wait, "message", answered, entry.uid)
    elif "received_on" not in fields and ("answer_days" not in row or n < _READ):
        received = today + _READ_AFTER
        telling.later(received, "message", {"received_on": received.isoformat()}, entry.uid)
