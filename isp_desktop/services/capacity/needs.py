"""From a score to a need, and from a later score to a need that is met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import capacity_plan, lists
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.instrument import language_for, text_in
from isp_desktop.domain.language import spoken
from isp_desktop.domain.scoring import Cell, Rated, in_common, stands
from isp_desktop.services import records
from isp_desktop.services.capacity.runs import Run, change, runs
from isp_desktop.services.capacity.targets import targets_within
from isp_desktop.services.taking_back import Undo, take_out
from isp_desktop.services.taking_back import change as change_fields

_MOST = 300


class Shown(Struct, frozen=True):
    """What a later assessment shows of an open need.

    Attributes:
        assessment, day: of the latest one that can be compared with that in which the need was seen.
        then, now: the scores in percent, over the items that both have; `over`: how many these are.
        needed: in percent; None where nobody said so.
        is_met: as much as is needed, or, where that is not said, more than then and no need by the scale.
    """

    need: str
    what: str
    assessment: str
    day: dt.date
    then: int
    now: int
    over: int
    needed: int | None
    is_met: bool


def need_from(
    store: Store, assessment: str, what: str = "", *, cell: Cell | None = None, item: str = ""
) -> tuple[str, Undo]:
    """Keeps a need that an assessment showed, in a field of the grid or at an item; gives its uid.

    Args:
        what: in words; the item's own for "".

    Raises:
        BadInput: it is not said what is needed.
        NotFound: there is no such assessment.
    """
    with store.write() as transaction:
        found = runs(transaction.connection, [assessment])
        if not found:
            raise records.no_record(assessment)
        run = found[0]
        asked = run.questions.item_at(item) if item else None
        place = cell or ((asked.capacity_type, asked.level) if asked else ("", ""))
        content = run.questions.content
        words = (
            text_in(asked.label, language_for(content, spoken()), content.default_language) if asked and content else ""
        )
        fields = {
            "what": what.strip() or words,
            "subject": run.subject or None,
            "site": run.site or None,
            "capacity_type": place[0],
            "level": place[1],
            "form": asked.form if asked else "",
            "dimension": asked.dimension if asked else "",
            "seen_on": run.day.isoformat(),
            "assessment": assessment,
            "item": item,
            "state": "open",
        }
        saved = records.put(transaction, "need", fields, scope=records.scope_from(transaction, [assessment]))
    return saved.uid, partial(take_out, store, [saved])


def shown(store: Store, subject: str) -> list[Shown]:
    """What later assessments of `subject` show of its open needs; those are left out of which they show nothing."""
    with store.read() as reading:
        rows = lists.items(reading, "need", capacity_plan.of(reading, "need", subject, _MOST))
        waiting = [row for row in rows if row.fields["state"] in (None, "open") and row.fields["assessment"]]
        found = runs(reading, table.of(reading, subject)) if waiting else []
        return [told for row in waiting if (told := _shown(reading, row, found)) is not None]


def meet(store: Store, need: str, assessment: str, seen: Sequence[str] | None = None) -> Undo:
    """Says that a need is met, as an assessment shows, on the day of that.

    Raises:
        BadInput: it is in conflict.
        NotFound: there is no such need or assessment.
    """
    day = records.get(store, assessment).fields.get("date")
    return change_fields(store, "need", need, {"state": "met", "met_by": assessment, "met_on": day}, seen)


def _shown(reading: Reading, row: Row, all_runs: Sequence[Run]) -> Shown | None:
    own = row.fields
    at = next((at for at, run in enumerate(all_runs) if run.uid == own["assessment"]), None)
    if at is None:
        return None
    for later in reversed(all_runs[at + 1 :]):
        place = (str(own["capacity_type"] or ""), str(own["level"] or ""))
        told = _between(all_runs[at], later, str(own["item"] or ""), place)
        if told is not None:
            then, now, over = told
            targets = targets_within(reading, [later.questions.uid], later.site)
            needed = targets[place].needed if place in targets else None
            is_met = now >= needed if needed is not None else now > then and stands(now, None) != "need"
            return Shown(row.uid, str(own["what"] or ""), later.uid, later.day, then, now, over, needed, is_met)
    return None


def _between(before: Run, later: Run, item: str, cell: Cell) -> tuple[int, int, int] | None:
    """Percent then and now, and over how many items; None where one of the two says nothing."""
    found = change(before, later)
    if found is None:
        return None
    if not item:
        then, now = found.before.cells.get(cell), found.after.cells.get(cell)
        if then is None or now is None or then.percent is None or now.percent is None:
            return None
        return then.percent, now.percent, now.counted + now.missing + now.not_applicable
    for old, new in in_common(before.items, later.items):
        if old.path == item:
            one, other = _percent(old, before), _percent(new, later)
            return None if one is None or other is None else (one, other, 1)
    return None


def _percent(one: Rated, run: Run) -> int | None:
    score = one.scale.score(run.answers.get(one.path, ""))
    return None if score is None else round(100 * one.scale.share(score))
