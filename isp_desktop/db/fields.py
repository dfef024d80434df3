"""The closed set of field makers. One call declares a column, and in its `info` all that form, list, search, history,
bundle, export and command line need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, Unpack

from sqlalchemy import JSON, Boolean, Double, Text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

from isp_desktop.domain.kinds import FieldSpec, FieldType


class Options(TypedDict, total=False):
    """What any field may say of itself; see `FieldSpec`."""

    help: str
    required: bool
    private: bool
    listed: bool
    by_program: bool
    weight: Literal["title", "body", ""]
    least: int
    most: int


def line(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """One line of text."""
    return _column(Text(), label, "line", options)


def text(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """Long text in Markdown."""
    return _column(Text(), label, "text", options)


def date(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """A day, kept as "2026-10-15"."""
    return _column(Text(), label, "date", options | {"weight": ""})


def time(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """A time of day, kept as "14:45"."""
    return _column(Text(), label, "time", options | {"weight": ""})


def number(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """A number; `least` and `most` say how small and how great it may be."""
    return _column(Double(), label, "number", options | {"weight": ""})


def yes_no(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """Yes, no, or not said."""
    return _column(Boolean(), label, "yes_no", options | {"weight": ""})


def choice(label: str, choices: Mapping[str, str], **options: Unpack[Options]) -> MappedColumn[Any]:
    """One of a few; `choices` gives key and label."""
    return _column(Text(), label, "choice", options | {"weight": ""}, choices=choices)


def picks(label: str, choices: Mapping[str, str], **options: Unpack[Options]) -> MappedColumn[Any]:
    """Any number of a few; a set, merged element by element."""
    return _column(JSON(), label, "picks", options | {"weight": ""}, choices=choices)


def tags(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """Any number of short lines; a set, merged element by element."""
    return _column(JSON(), label, "tags", options)


def link(label: str, to: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """The uid of one record of kind `to`. Deleting that record leaves the link: there are no cascades."""
    return _column(Text(), label, "link", options | {"weight": ""}, to=to)


def links(label: str, to: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """The uids of any number of records of kind `to`; a set, merged element by element."""
    return _column(JSON(), label, "links", options | {"weight": ""}, to=to)


def attachment(label: str, **options: Unpack[Options]) -> MappedColumn[Any]:
    """The SHA-256, in hexadecimal, of a file kept encrypted beside the database; see `db/attachments.py`."""
    return _column(Text(), label, "attachment", options | {"weight": ""})


def _column(
    column_type: TypeEngine[Any],
    label: str,
    field_type: FieldType,
    options: Options,
    *,
    choices: Mapping[str, str] | None = None,
    to: str = "",
) -> MappedColumn[Any]:
    # The name is the attribute's, which the column learns only later; `kind_spec` fills it in.
    spec = FieldSpec(name="", label=label, type=field_type, to=to, choices=choices or {}, **options)
    return mapped_column(column_type, nullable=True, info={"field": spec})
