"""How much capacity is needed, and what is done about what is short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isp_desktop.domain.capacity_result import Cell
from isp_desktop.domain.scoring import Cell as Place
from isp_desktop.services.capacity_result.model import NeedLine, StepChip
from isp_desktop.services.capacity_result.source import Seen, Source

_MOST_VERSIONS = 20


def targets(source: Source, instrument: str, site: str) -> dict[Place, int]:
    """How much of each cell is needed, in percent of the scale.

    What is said of the site itself holds before what is said of its initiatives, and this before what is said of none;
    what is said of the instrument's own version before what was said of those before it.
    """
    place = source.records("site", [site]).get(site) if site else None
    initiatives = set(place.fields.get("initiatives") or ()) if place is not None else set()
    ranked = [
        (rank, at, one)
        for at, version in enumerate(_versions(source, instrument))
        for one in source.pointing(version, "capacity_target", "instrument")
        if (rank := _rank(one, site, initiatives)) is not None
    ]
    found: dict[Place, int] = {}
    for _rank_of_it, _at, one in sorted(ranked, key=lambda told: (told[0], told[1], told[2].uid)):
        if (needed := one.whole("needed")) is not None:
            found.setdefault((one.text("capacity_type"), one.text("level")), needed)
    return found


def _versions(source: Source, instrument: str) -> Iterator[str]:
    """The version with the uid `instrument`, and those before it."""
    version = instrument
    for _at in range(_MOST_VERSIONS):
        if not version:
            return
        yield version
        record = source.records("instrument", [version]).get(version)
        version = record.text("follows") if record is not None else ""


def _rank(one: Seen, site: str, initiatives: set[str]) -> int | None:
    """0 for one of the site, 1 of one of its initiatives, 2 of none in particular; None for one of others."""
    if own := one.text("site"):
        return 0 if own == site else None
    if initiative := one.text("initiative"):
        return 1 if initiative in initiatives else None
    return 2


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
