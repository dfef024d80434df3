"""How far something has come that is to be closed: feedback that is heard, acted on and told back; a tension."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.language import marked

PATIENCE = 14
"""After how many days feedback that was not told back is asked for."""

AHEAD = 7
"""How many days before a difficult conversation it is spoken of."""

FEEDBACK_STAGES: Mapping[str, str] = {
    "heard": marked("Nothing done yet"),
    "done": marked("To be told back"),
    "told": marked("Told back"),
}
"""Key and label of each; the last one closes the loop."""


def feedback_stage(own: Mapping[str, Any]) -> str:
    """The key of how far feedback with these fields has come."""
    if own.get("told_on"):
        return "told"
    return "done" if own.get("done_on") or own.get("done") else "heard"


def tension_state(own: Mapping[str, Any]) -> str:
    """The key of the state of a tension with these fields, as in `vocabulary.TENSION_STATES`."""
    return "settled" if own.get("settled_on") else str(own.get("state") or "open")


def is_closed(kind: str, own: Mapping[str, Any]) -> bool:
    """Whether nothing of it waits any more; what is neither feedback nor a tension never waits."""
    if kind == "feedback":
        return feedback_stage(own) == "told"
    return tension_state(own) == "settled" if kind == "tension" else True


def waits(kind: str, own: Mapping[str, Any], today: dt.date) -> bool:
    """Whether an entry with these fields is asked for on `today`.

    So is feedback not told back for `PATIENCE` days, a tension that is not settled and has no follow-up, and a
    conversation within `AHEAD` days that was not held. `db.loops` finds the same ones by index.
    """
    days = (dt.date.fromisoformat(str(own["date"])) - today).days if own.get("date") else 0
    if kind == "conversation":
        return 0 <= days <= AHEAD and not own.get("went")
    if kind == "feedback":
        return days <= -PATIENCE and not is_closed(kind, own)
    return kind == "tension" and not is_closed(kind, own) and not own.get("follow_up")
