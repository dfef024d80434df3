"""The starter instrument, in our own wording: a short form of one item for each field of the grid, and a long one.

The items of the short form are in the long one too, under the same names, so that runs of both can be compared.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from isp_desktop.domain.answers import uid_of
from isp_desktop.domain.instrument import Choice, Instrument, Item, to_json
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.resources import resource

Length = Literal["short", "long"]

_MADE_AT = "019b7600-0000-7000-8000-000000000000"
"""Of which the uids of starter instruments have their time: 1 January 2026."""
_SCALE = "strength"


def starter_instrument(length: Length) -> Instrument:
    """The questions as shipped, in the language that holds."""
    return content_of(length)[1]


def content_of(length: Length) -> tuple[str, Instrument]:
    """The same, with the text as which it is kept."""
    return _content_of(length, spoken())


def starter_uid(content: str) -> str:
    """The uid of the record of a starter instrument, the same for the same content on every computer."""
    return uid_of(_MADE_AT, content)


@cache
def _content_of(length: Length, _tag: str) -> tuple[str, Instrument]:
    import tomllib

    data: dict[str, Any] = tomllib.loads(resource("practice/capacity.toml").read_text("utf-8"))
    sections = tuple(
        Item("group", section["name"], label=_in(section["label"]), children=_items(data, section, length))
        for section in data["section"]
    )
    made = Instrument(
        name=f"{data['key']}-{length}",
        title=_(data["label"] if length == "short" else data["text"]),
        version=data["version"],
        items=sections,
        lists={_SCALE: tuple(Choice(str(at), _in(words)) for at, words in enumerate(data["scale"], 1))},
    )
    return to_json(made), made


def _items(data: dict[str, Any], section: dict[str, Any], length: Length) -> tuple[Item, ...]:
    return tuple(
        Item(
            "select_one",
            row["name"],
            label=_in(row["text"]),
            hint=_in(row["hint"]),
            list=_SCALE,
            capacity_type=row["type"],
            level=row["level"],
            form=row["form"],
            dimension=row.get("dimension", ""),
            reverse=row.get("reverse", False),
            not_applicable=row.get("not_applicable", False),
        )
        for row in data["item"]
        if row["level"] == section["name"] and (length == "long" or row.get("short", False))
    )


def _in(text: str) -> dict[str, str]:
    return {"": _(text)}
