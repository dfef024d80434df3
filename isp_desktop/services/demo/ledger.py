"""The promises made at one site, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from isp_desktop.services.demo.model import JSON
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Pool, Teller

_FORGOTTEN = timedelta(days=150)  # after that a promise is dropped in so many words, not left to rot in the records


@dataclass(slots=True)
class Commitment:
    """One promise; `done` is its participle: "sent the page"; one that is `sure` is kept in time."""

    uid: str
    owner: Person
    what: str
    done: str
    made: date
    due: date
    sure: bool
    asked: date | None = None  # when it was last found open after the day it was due


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a visit found had become of a promise; `settled` None: still open."""

    commitment: Commitment
    status: str
    settled: date | None
    reason: str

    def fields(self) -> dict[str, JSON]:
        """The later edit that records it; {} while it is still open."""
        if self.settled is None:
            return {}
        fields: dict[str, JSON] = {"status": self.status, "settled_on": self.settled.isoformat()}
        if self.reason:
            fields["reason"] = self.reason
        return fields


class Ledger:
    """The promises not yet settled."""

    def __init__(self, teller: Teller, reasons: Pool) -> None:
        self._teller, self._reasons = teller, reasons
        self._open: list[Commitment] = []

    def add(self, commitment: Commitment) -> None:
        """Notes a promise."""
        self._open.append(commitment)

    def review(self, today: date) -> list[Outcome]:
        """What has become of the promises by `today`; those settled are asked about no more."""
        outcomes = [outcome for outcome in (self._outcome(each, today) for each in self._open) if outcome]
        settled = {outcome.commitment.uid for outcome in outcomes if outcome.settled}
        self._open = [each for each in self._open if each.uid not in settled]
        return outcomes

    def release(self, person: Person, today: date) -> Iterator[Outcome]:
        """Drops what a person who has left had promised."""
        for each in [each for each in self._open if each.owner is person]:
            self._open.remove(each)
            yield Outcome(each, "dropped", today, f"{person.full} has left")

    def close(self, today: date) -> Iterator[Outcome]:
        """Ends what is still open when nobody comes any more: half of it was done in the end."""
        for each in self._open:
            late = self._teller.rng.random() < 0.5
            yield Outcome(
                each, "late" if late else "dropped", today, "" if late else "The support ended before it was done"
            )
        self._open = []

    def _outcome(self, each: Commitment, today: date) -> Outcome | None:
        luck = self._teller.rng.random()
        if each.sure:
            return Outcome(each, "kept", self._between(each.made, min(each.due, today)), "")
        if today < each.due:
            return Outcome(each, "kept", self._between(each.made, today), "") if luck < 0.45 else None
        if luck < 0.54 and not each.asked:
            return Outcome(each, "kept", self._between(each.made, each.due), "")
        if luck < 0.75 and today > each.due:
            return Outcome(each, "late", self._between(each.asked or each.due, today), "")
        if luck < 0.86 or today - each.due > _FORGOTTEN:
            return Outcome(each, "dropped", today, self._teller.tell(self._reasons, {}))
        each.asked = today
        return Outcome(each, "open", None, "")

    def _between(self, start: date, end: date) -> date:
        """A day after `start`, up to `end`."""
        return min(end, start + timedelta(1 + int(self._teller.rng.random() * (end - start).days)))
