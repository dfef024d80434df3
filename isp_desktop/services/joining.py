"""What the record of a person becomes when another of hers is merged into it; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.values import fits

Outcome = Literal["same", "kept", "filled", "united", "added", "left", "private"]
"""What becomes of a field: both say the same, only the kept one says something, its empty place is filled, sets are
united, a text is added to another one, the kept value stays and the other one does not, or it goes into the private
notes."""


@dataclass(frozen=True, slots=True)
class Left:
    """A value that the kept record does not take."""

    field: FieldSpec
    value: Any


@dataclass(slots=True)
class Joined:
    """The fields that the kept record gets, what becomes of each field, and what is left out."""

    fields: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    left: tuple[Left, ...] = ()


def join(keep: Record, gone: Record, names: Mapping[str, str]) -> Joined:
    """What `keep` becomes when `gone`, both of kind person, is merged into it; `names` has what they link to.

    Nothing private goes into a shared field: of a record that was never shared all that a shared one would take goes
    into its private notes. A field in conflict is left for someone to settle;
    of one in conflict in `gone` the version that is shown is joined, and the others are left out.
    """
    joined = Joined()
    hidden = gone.is_private and not keep.is_private
    for spec in kinds()["person"].fields:
        if spec.by_program:
            continue
        mine, theirs = keep.fields.get(spec.name), gone.fields.get(spec.name)
        if theirs is None or not fits(spec, theirs):
            if mine is not None:
                joined.outcomes[spec.name] = "kept"
        elif theirs == mine:
            joined.outcomes[spec.name] = "same"
        elif hidden and not spec.private:
            joined.outcomes[spec.name] = _hide(joined, keep, spec, theirs, names)
        else:
            joined.outcomes[spec.name] = _take(joined, keep, spec, mine, theirs)
        joined.left += tuple(_unsettled(spec, gone, (mine, theirs)))
    return joined


def _unsettled(spec: FieldSpec, gone: Record, told: tuple[Any, ...]) -> Iterator[Left]:
    """The other versions of a field that is in conflict in `gone`, which nobody has settled."""
    for head in gone.conflicts.get(spec.name, ()):
        value = head.fields[spec.name]
        if value is not None and value not in told:
            yield Left(spec, value)


def _take(joined: Joined, keep: Record, spec: FieldSpec, mine: Any, theirs: Any) -> Outcome:
    if spec.is_set:
        joined.fields[spec.name] = sorted({*(mine or ()), *theirs})
        return "united"
    into = spec.name if spec.private or spec.name == "about" else "about"
    if spec.name in keep.conflicts or (spec.type == "text" and into in keep.conflicts):
        joined.left += (Left(spec, theirs),)
        return "left"
    if mine is None and spec.name not in joined.fields:
        joined.fields[spec.name] = theirs
        return "filled"
    if spec.type == "text":
        _add_text(joined, keep, into, theirs if into == spec.name else in_words(spec, theirs, {}, labelled=True))
        return "added"
    joined.left += (Left(spec, theirs),)
    return "left"


def _add_text(joined: Joined, keep: Record, name: str, text: str) -> None:
    there = joined.fields.get(name) or keep.fields.get(name)
    joined.fields[name] = f"{there}\n\n{text}" if there else text


def _hide(joined: Joined, keep: Record, spec: FieldSpec, theirs: Any, names: Mapping[str, str]) -> Outcome:
    if "private_notes" in keep.conflicts:
        joined.left += (Left(spec, theirs),)
        return "left"
    _add_text(joined, keep, "private_notes", in_words(spec, theirs, names, labelled=True))
    return "private"


def in_words(spec: FieldSpec, value: Any, names: Mapping[str, str], *, labelled: bool = False) -> str:
    """A value as people read it, links by their `names`; `labelled` puts the name of the field before it."""
    parts = value if isinstance(value, list) else [] if value is None else [value]
    shown = ", ".join(names.get(str(part)) or _told(spec, str(part)) for part in parts)
    return _("{field}: {value}").format(field=_(spec.label), value=shown) if labelled else shown


def _told(spec: FieldSpec, part: str) -> str:
    """A choice by its label; what people wrote as it is."""
    return _(spec.choices[part]) if part in spec.choices else part
