"""What is needed, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.domain.capacity_result import Cell
from isp_desktop.services.capacity_result.model import NeedLine, StepChip
from isp_desktop.services.capacity_result.source import Seen, Source


def needs(source: Source, subject: str, short: Sequence[Cell]) -> list[NeedLine]:
    """The needs of a subject, and the cells that are short and of which none tells: open ones, and the shortest first.

    Args:
        short: the cells that are short, the shortest first.
    """
    records = [one for one in source.pointing(subject, "need", "subject") if one.text("state") != "given_up"]
    found = [_need(source, one) for one in records]
    told = {(one.capacity_type, one.level) for one in found if one.is_open}
    found += [
        NeedLine("", "", cell.capacity_type, cell.level)
        for cell in short
        if (cell.capacity_type, cell.level) not in told
    ]
    rank = {(cell.capacity_type, cell.level): at for at, cell in enumerate(short)}
    last = len(rank)
    return sorted(
        found,
        key=lambda one: (
            not one.is_open,
            rank.get((one.capacity_type, one.level), last),
            not one.uid,
            one.what,
            one.uid,
        ),
    )


def _need(source: Source, need: Seen) -> NeedLine:
    steps = source.pointing(need.uid, "plan_step", "needs")
    chips = [
        StepChip(one.uid, one.text("what"), one.text("due"), one.text("state") == "done")
        for one in steps
        if one.text("state") != "dropped"
    ]
    return NeedLine(
        uid=need.uid,
        what=need.text("what"),
        capacity_type=need.text("capacity_type"),
        level=need.text("level"),
        is_open=need.text("state") != "met",
        steps=tuple(sorted(chips, key=lambda chip: (chip.is_over, chip.due or "9999"))),
    )
