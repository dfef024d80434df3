"""What a later assessment shows of a need that was seen in an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.db import capacity_plan, lists
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.capacity_result import is_met
from isp_desktop.domain.scoring import Cell, Comparison, Rated, in_common
from isp_desktop.services import records
from isp_desktop.services.capacity.runs import Run, change
from isp_desktop.services.capacity.targets import Needed
from isp_desktop.services.taking_back import Undo
from isp_desktop.services.taking_back import change as change_fields

_MOST = 300


def met(reading: Reading, subject: str, all_runs: Sequence[Run]) -> dict[str, Run]:
    """The runs that show that needs of `subject` which are still open are met, by the uids of these needs.

    Args:
        all_runs: those of the subject, earliest first. It is the latest one that tells that counts, whatever others
            showed before.
    """
    rows = lists.items(reading, "need", capacity_plan.of(reading, "need", subject, _MOST))
    waiting = [row for row in rows if row.fields["state"] in (None, "open") and row.fields["assessment"]]
    later = _Later(reading, all_runs)
    return {row.uid: run for row in waiting if (run := later.that_meets(row)) is not None}


def meet(store: Store, need: str, assessment: str, seen: Sequence[str] | None = None) -> Undo:
    """Says that a need is met, as an assessment shows, on the day of that.

    Raises:
        BadInput: it is in conflict.
        NotFound: there is no such need or assessment.
    """
    day = records.get(store, assessment).fields.get("date")
    return change_fields(store, "need", need, {"state": "met", "met_by": assessment, "met_on": day}, seen)


class _Later:
    """What later runs show: two of them are compared once, however many needs were seen in the first."""

    def __init__(self, reading: Reading, all_runs: Sequence[Run]) -> None:
        self._runs, self._needed = all_runs, Needed(reading)
        self._at = {run.uid: at for at, run in enumerate(all_runs)}
        self._changes: dict[tuple[str, str], Comparison | None] = {}

    def that_meets(self, need: Row) -> Run | None:
        """The latest run that tells of a need what the run in which it was seen told, if it is met by that."""
        own = need.fields
        at = self._at.get(str(own["assessment"]))
        if at is None:
            return None
        place = (str(own["capacity_type"] or ""), str(own["level"] or ""))
        for later in reversed(self._runs[at + 1 :]):
            told = self._between(self._runs[at], later, str(own["item"] or ""), place)
            if told is not None:
                needed = self._needed.at(later.instrument, later.place).get(place)
                return later if is_met(*told, needed) else None
        return None

    def _between(self, before: Run, later: Run, item: str, cell: Cell) -> tuple[int, int] | None:
        """Percent then and now; None where one of the two says nothing, or they do not compare."""
        key = (before.uid, later.uid)
        if key not in self._changes:
            self._changes[key] = change(before, later)
        found = self._changes[key]
        if found is None:
            return None
        if item:
            return _of_item(before, later, item)
        then, now = found.before.cells.get(cell), found.after.cells.get(cell)
        if then is None or now is None or then.percent is None or now.percent is None:
            return None
        return then.percent, now.percent


def _of_item(before: Run, later: Run, item: str) -> tuple[int, int] | None:
    for old, new in in_common(before.rated, later.rated):
        if old.path == item:
            then, now = _percent(old, before), _percent(new, later)
            return None if then is None or now is None else (then, now)
    return None


def _percent(one: Rated, run: Run) -> int | None:
    score = one.scale.score(run.values.get(one.path, ""))
    return None if score is None else round(100 * one.scale.share(score))
