"""The closed set of field makers. One call declares all that table, form, list, search, history, bundle, export and
command line need to know of a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, Unpack

from isp_desktop.domain.kinds import FieldSpec, FieldType


class Options(TypedDict, total=False):
    """What any field may say of itself; see `FieldSpec`."""

    help: str
    required: bool
    private: bool
    listed: bool
    by_program: bool
    once: bool
    until: str
    section: str
    weight: Literal["title", "body", ""]
    least: int
    most: int


def line(label: str, **options: Unpack[Options]) -> Any:
    """One line of text."""
    return _field(label, "line", options)


def text(label: str, **options: Unpack[Options]) -> Any:
    """Long text in Markdown."""
    return _field(label, "text", options)


def date(label: str, **options: Unpack[Options]) -> Any:
    """A day, kept as "2026-10-15"."""
    return _field(label, "date", options | {"weight": ""})


def time(label: str, **options: Unpack[Options]) -> Any:
    """A time of day, kept as "14:45"."""
    return _field(label, "time", options | {"weight": ""})


def number(label: str, **options: Unpack[Options]) -> Any:
    """A number; `least` and `most` say how small and how great it may be."""
    return _field(label, "number", options | {"weight": ""})


def yes_no(label: str, **options: Unpack[Options]) -> Any:
    """Yes, no, or not said."""
    return _field(label, "yes_no", options | {"weight": ""})


def choice(label: str, choices: Mapping[str, str], **options: Unpack[Options]) -> Any:
    """One of a few; `choices` gives key and label."""
    return _field(label, "choice", options | {"weight": ""}, choices=choices)


def picks(label: str, choices: Mapping[str, str], **options: Unpack[Options]) -> Any:
    """Any number of a few; a set, merged element by element."""
    return _field(label, "picks", options | {"weight": ""}, choices=choices)


def tags(label: str, **options: Unpack[Options]) -> Any:
    """Any number of short lines; a set, merged element by element."""
    return _field(label, "tags", options)


def link(label: str, *to: str, **options: Unpack[Options]) -> Any:
    """The uid of one record of a kind in `to`. Deleting that record leaves the link: there are no cascades."""
    return _field(label, "link", options | {"weight": ""}, to=to)


def links(label: str, *to: str, **options: Unpack[Options]) -> Any:
    """The uids of any number of records of a kind in `to`; a set, merged element by element."""
    return _field(label, "links", options | {"weight": ""}, to=to)


def attachment(label: str, **options: Unpack[Options]) -> Any:
    """The SHA-256, in hexadecimal, of a file kept encrypted beside the database; see `db/attachments.py`."""
    return _field(label, "attachment", options | {"weight": ""})


def _field(
    label: str,
    field_type: FieldType,
    options: Options,
    *,
    choices: Mapping[str, str] | None = None,
    to: tuple[str, ...] = (),
) -> Any:
    # Of any type, since a class declares by it what a field of its records holds. The name is the attribute's, which
    # `kind_spec` fills in.
    first, rest = (to[0], to[1:]) if to else ("", ())
    return FieldSpec(name="", label=label, type=field_type, to=first, or_to=rest, choices=choices or {}, **options)
