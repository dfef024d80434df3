"""What was found to be needed, what was done about it step by step, and what later assessments showed of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from isp_desktop.services.demo.model import JSON, Entry

if TYPE_CHECKING:
    from isp_desktop.services.demo.capacity.story import Capacity

_SEEN_AFTER = timedelta(days=2)
_MET_AFTER = 0.012  # of the story, until it is looked up what an assessment shows of earlier needs
_RESULT_AFTER = timedelta(days=30)
_DUE = 0.04  # of the story, from the planned end of a step to the day that was thought of at first


def planned(capacity: Capacity) -> None:
    """Plans the needs, and the steps for them."""
    on = {row["key"]: float(row["on"]) for row in capacity.words["assessment"]}
    for row in capacity.words["need"]:
        capacity.story.on(on[row["seen"]] + _MET_AFTER / 2, partial(_need, capacity, row, on))
    for row in capacity.words["step"]:
        capacity.story.on(row["planned"], partial(_step, capacity, row))


def _need(capacity: Capacity, row: dict[str, Any], on: dict[str, float]) -> Iterator[Entry]:
    story = capacity.story
    if row["seen"] not in capacity.assessments:
        story.telling.on(story.telling.desk.now.date() + _SEEN_AFTER, partial(_need, capacity, row, on))
        return
    item = capacity.rating.items[row["item"]]
    fields: dict[str, JSON] = {"what": capacity.told(row["what"]), "subject": story.world.uid, "site": story.world.uid}
    fields |= {"capacity_type": item.capacity_type, "level": item.level, "form": item.form}
    fields |= {"dimension": item.dimension} if item.dimension else {}
    fields |= {
        "seen_on": capacity.days[row["seen"]],
        "assessment": capacity.assessments[row["seen"]],
        "item": row["item"],
    }
    if "about" in row and "anew" not in row and "given_up" not in row:
        fields["about"] = capacity.told(row["about"])
    entry = story.telling.write("need", fields | {"state": "open"})
    capacity.needs[row["key"]] = entry.uid
    yield entry
    if "met" in row:
        story.on(on[row["met"]] + _MET_AFTER, partial(_met, capacity, row, entry.uid))
    if "given_up" in row:
        story.on(row["given_up"], partial(_given_up, capacity, row, entry.uid))


def _met(capacity: Capacity, row: dict[str, Any], need: str) -> Iterator[Entry]:
    """A later assessment shows that a need is met; one of those is open anew after a change of staff."""
    story = capacity.story
    if row["met"] not in capacity.assessments:
        story.telling.on(story.telling.desk.now.date() + _SEEN_AFTER, partial(_met, capacity, row, need))
        return
    fields: dict[str, JSON] = {"state": "met", "met_by": capacity.assessments[row["met"]]}
    fields["met_on"] = capacity.days[row["met"]]
    yield story.telling.write("need", fields, uid=need)
    if "anew" in row:
        story.on(row["anew"], partial(_open_anew, capacity, row, need))


def _open_anew(capacity: Capacity, row: dict[str, Any], need: str) -> Iterator[Entry]:
    fields: dict[str, JSON] = {"state": "open", "met_by": None, "met_on": None, "about": capacity.told(row["about"])}
    yield capacity.story.telling.write("need", fields, uid=need)


def _given_up(capacity: Capacity, row: dict[str, Any], need: str) -> Iterator[Entry]:
    fields: dict[str, JSON] = {"state": "given_up", "met_on": capacity.today, "about": capacity.told(row["about"])}
    yield capacity.story.telling.write("need", fields, uid=need)


def _step(capacity: Capacity, row: dict[str, Any]) -> Iterator[Entry]:
    """A step as it is planned, and all that comes of it later."""
    story = capacity.story
    if any(key not in capacity.needs for key in row["needs"]):
        story.telling.on(story.telling.desk.now.date() + _SEEN_AFTER, partial(_step, capacity, row))
        return
    fields: dict[str, JSON] = {"what": capacity.told(row["what"]), "way": row["way"], "state": "planned"}
    fields |= {"needs": [capacity.needs[key] for key in row["needs"]]}
    fields |= {"subject": story.world.uid, "site": story.world.uid, "due": _due(capacity, row).isoformat()}
    for name in ("built", "helpers"):
        if uids := capacity.uids(row[name]):
            fields[name] = uids
    fields |= {name: capacity.told(row[name]) for name in ("partner", "resources") if name in row}
    fields |= {"every_days": row["every"]} if "every" in row else {}
    entry = story.telling.write("plan_step", fields)
    yield entry
    story.on(row["from"], partial(_begun, capacity, row, entry.uid))
    for log in row["logs"]:
        story.on(log[0], partial(_log, capacity, row, entry.uid, log))
    for state in ("done", "dropped"):
        if state in row:
            story.on(row[state] + _MET_AFTER, partial(_settled, capacity, row, entry.uid, state))


def _due(capacity: Capacity, row: dict[str, Any]) -> date:
    return capacity.story.day(row["due"] if "due" in row else row["done" if "done" in row else "dropped"] + _DUE)


def _begun(capacity: Capacity, row: dict[str, Any], step: str) -> Iterator[Entry]:
    fields: dict[str, JSON] = {"state": "under_way", "starts_on": capacity.today}
    yield capacity.story.telling.write("plan_step", fields, uid=step)


def _log(capacity: Capacity, row: dict[str, Any], step: str, log: list[Any]) -> Iterator[Entry]:
    story = capacity.story
    _on, minutes, what, seen, next_time = log
    fields: dict[str, JSON] = {"step": step, "date": capacity.today, "what": capacity.told(what), "way": row["way"]}
    fields |= {"minutes": minutes, "site": story.world.uid}
    fields |= {name: capacity.told(text) for name, text in (("seen", seen), ("next", next_time)) if text}
    if people := capacity.uids(row["built"]):
        fields["people"] = people
    yield story.telling.write("step_log", fields)
    if "every" in row:
        day = story.telling.desk.now.date() + timedelta(days=row["every"])
        yield story.telling.write("plan_step", {"follow_up_on": day.isoformat()}, uid=step)


def _settled(capacity: Capacity, row: dict[str, Any], step: str, state: str) -> Iterator[Entry]:
    telling = capacity.story.telling
    fields: dict[str, JSON] = {"state": state, "settled_on": capacity.today}
    fields |= {"reason": capacity.told(row["reason"])} if state == "dropped" else {}
    fields |= {"follow_up_on": None} if "every" in row else {}
    yield telling.write("plan_step", fields, uid=step)
    if "result" in row:
        day = telling.desk.now.date() + _RESULT_AFTER
        telling.later(day, "plan_step", {"result": capacity.told(row["result"])}, step)
