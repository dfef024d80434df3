"""How an assessment is written: first votes by seat, and what the group came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from isp_desktop.domain.answers import uid_of, vote
from isp_desktop.domain.instrument import NOT_APPLICABLE, walk
from isp_desktop.domain.starter_instrument import starter_instrument
from isp_desktop.services.capacity.instruments import starter_record
from isp_desktop.services.capacity.questions import digest_of
from isp_desktop.services.capacity.seats import seats
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.teams.telling import Telling

_LEAST, _MOST = 1, 4
_STRAYED = 0.3  # share of the seats that vote a step beside what the group comes to
_NOBODY_KNOWS = 0.12  # share of votes that say that what may not apply does not


class Rating:
    """Writes assessments by the starter instrument in its short form, which is written before the first of them."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self.uid, self._fields = starter_record("short")
        self.items = {"/".join(path): item for path, item in walk(starter_instrument("short").items) if item.list}
        self._is_kept = False

    def instrument(self) -> Iterator[Entry]:
        """The instrument, where it is not in the notebook yet."""
        if not self._is_kept:
            self._is_kept = True
            yield self._telling.write("instrument", self._fields, uid=self.uid)

    def begun(self, fields: dict[str, JSON]) -> Entry:
        """An assessment that begins on this day."""
        digest = digest_of(str(self._fields["content"]))
        asked: dict[str, JSON] = {"instrument": self.uid, "questions": digest, "state": "under_way"}
        return self._telling.write("assessment", asked | {"date": self._telling.desk.now.date().isoformat()} | fields)

    def answered(
        self, assessment: str, values: Mapping[str, int], voters: int, words: Mapping[str, Mapping[str, JSON]]
    ) -> Iterator[Entry]:
        """The answers to an assessment by their items.

        Args:
            voters: how many seats voted first; 0 where nobody did.
            words: dissent and evidence by item; where there is dissent, first votes were far apart.
        """
        for item, value in values.items():
            fields: dict[str, JSON] = {"assessment": assessment, "item": item, "value": str(value)}
            said = words.get(item, {})
            if voters:
                fields["votes"] = [*self._votes(item, value, voters, is_apart="dissent" in said)]
            yield self._telling.write("answer", {**fields, **said}, uid=uid_of(assessment, item))

    def _votes(self, item: str, value: int, voters: int, *, is_apart: bool) -> list[str]:
        rng = self._telling.rng
        given = [str(_strayed(rng, value) if rng.random() < _STRAYED else value) for _seat in range(voters)]
        if is_apart:
            given[0], given[-1] = str(max(_LEAST, value - 2)), str(min(_MOST, value + 1))
        elif self.items[item].not_applicable and rng.random() < _NOBODY_KNOWS:
            given[-1] = NOT_APPLICABLE
        return sorted(vote(seat, one) for seat, one in zip(seats(voters), given, strict=True))


def _strayed(rng: Random, value: int) -> int:
    return min(_MOST, max(_LEAST, value + rng.choice((-1, 1))))
