"""First votes in tables that people open: who voted, and what only once that may be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.answers import are_shown, seat_of
from isp_desktop.domain.record import Record
from isp_desktop.services.answer_words import Look


class Votes:
    """Tells answers, whose assessments it reads once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._states: dict[str, str] = {}

    def told(self, answer: Record) -> Mapping[str, Any]:
        """The values of an answer, of its votes the seats alone while they are unseen."""
        own = answer.everything
        votes = own.get("votes")
        if not votes or are_shown(own.get("value"), self._state(str(own.get("assessment") or ""))):
            return own
        return {**own, "votes": [seat_of(str(vote)) for vote in votes] if isinstance(votes, list) else None}

    def _state(self, assessment: str) -> str:
        if assessment not in self._states:
            found = self._look([assessment]).get(assessment)
            self._states[assessment] = str(found.everything.get("state") or "") if found else ""
        return self._states[assessment]
