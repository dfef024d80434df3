"""Several versions of an instrument as one: what each of them changed, item by item, put into what all began with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.domain.instrument import Instrument

_ABSENT = object()
"""Stands for what a version does not have."""


class _Apart(Exception):  # noqa: N818
    """Two versions say something else of the same."""


def join(before: Instrument, versions: Sequence[Instrument]) -> Instrument | None:
    """What `versions`, one or more that all began with `before`, make together.

    None where two of them changed the same in different ways, or one took out what another changed.
    """
    try:
        return reduce(partial(_structs, before), versions)
    except _Apart:
        return None


def _values(before: Any, one: Any, other: Any) -> Any:
    if one == other or other == before:
        return one
    if one == before:
        return other
    all_of = (before, one, other)
    if all(isinstance(value, Struct) for value in all_of):
        return _structs(*all_of)
    if all(isinstance(value, Mapping) for value in all_of):
        keys = dict.fromkeys((*one, *other))
        joined = {key: _values(*(value.get(key, _ABSENT) for value in all_of)) for key in keys}
        return {key: value for key, value in joined.items() if value is not _ABSENT}
    if all(isinstance(value, tuple) for value in all_of):
        return _rows(*all_of)
    raise _Apart


def _structs(before: Any, one: Any, other: Any) -> Any:
    names = one.__struct_fields__
    return replace(one, **{name: _values(*(getattr(it, name) for it in (before, one, other))) for name in names})


def _rows(before: tuple[Any, ...], one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Items, choices or languages, each known by its name."""
    had, mine, theirs = ({_name(row): row for row in rows} for rows in (before, one, other))
    order = _order(*(list(map(_name, rows)) for rows in (before, one, other)))
    if len(set(order)) < len(order):
        raise _Apart
    for name in had.keys() - set(order):
        if any(name in rows and rows[name] != had[name] for rows in (mine, theirs)):
            raise _Apart
    return tuple(_row(*(rows.get(name, _ABSENT) for rows in (had, mine, theirs))) for name in order)


def _row(had: Any, mine: Any, theirs: Any) -> Any:
    if mine is _ABSENT or theirs is _ABSENT:
        # Of one version alone; what the other one took out is not in the order any more.
        return theirs if mine is _ABSENT else mine
    return _values(had, mine, theirs)


def _order(before: list[str], one: list[str], other: list[str]) -> list[str]:
    # Read where it is used: nothing but a conflict needs it.
    from merge3 import Merge3

    order: list[str] = []
    for kind, *groups in Merge3(before, one, other).merge_groups():
        if kind == "conflict":
            had, mine, theirs = groups
            if had:
                raise _Apart
            order += [*mine, *(name for name in theirs if name not in mine)]
        else:
            order += groups[-1]
    return order


def _name(row: Any) -> str:
    return row if isinstance(row, str) else str(row.name)
