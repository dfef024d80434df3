"""First votes in tables that people open: who voted, and what only once that may be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.answers import are_shown, seat_of
from isp_desktop.domain.record import Record


def told(answer: Record) -> Mapping[str, Any]:
    """The values of an answer, of its votes the seats alone while they are unseen."""
    own = answer.everything
    votes = own.get("votes")
    if not votes or are_shown(own.get("value"), own.get("dissent"), own.get("evidence")):
        return own
    return {**own, "votes": [seat_of(str(vote)) for vote in votes] if isinstance(votes, list) else None}
