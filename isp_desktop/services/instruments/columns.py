"""The columns that this program adds to XLSForm, so that a form tells what its items say of capacity.

Other tools pass them over: what is no column of XLSForm is a note to them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from isp_desktop.domain.instrument import Item
from isp_desktop.domain.language import _
from isp_desktop.domain.vocabulary import CAPACITY_FORMS, CAPACITY_TYPES, LEVELS

PREFIX = "isp_"
SCORE = "isp_score"
"""Of the choices: what a choice counts."""

_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
LONGEST_WORD = 200


def _key(offered: Mapping[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        key = text.strip().lower().replace("-", "_").replace(" ", "_")
        if key not in offered:
            raise ValueError(_("“{text}” is none of {offered}.").format(text=text, offered=", ".join(offered)))
        return key

    return read


def _yes_no(text: str) -> bool:
    if text.strip().lower() not in _YES_NO:
        raise ValueError(_("“{text}” is neither yes nor no.").format(text=text))
    return _YES_NO[text.strip().lower()]


def number_of(text: str) -> float:
    """The number that a cell holds.

    Raises:
        ValueError: it holds none; the error is a sentence.
    """
    try:
        found = float(text)
    except ValueError as error:
        raise ValueError(_("“{text}” is no number.").format(text=text)) from error
    if not math.isfinite(found):
        raise ValueError(_("“{text}” is no number.").format(text=text))
    return found


def _word(text: str) -> str:
    if len(text) > LONGEST_WORD:
        raise ValueError(_("“{text}…” is longer than a word or two.").format(text=text[:20]))
    return text


TAGS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "isp_capacity_type": ("capacity_type", _key(CAPACITY_TYPES)),
    "isp_level": ("level", _key(LEVELS)),
    "isp_form": ("form", _key(CAPACITY_FORMS)),
    "isp_dimension": ("dimension", _word),
    "isp_weight": ("weight", number_of),
    "isp_reverse": ("reverse", _yes_no),
    "isp_not_applicable": ("not_applicable", _yes_no),
}
"""Of the survey: each column, the attribute of an item it gives, and how its cells are read; what cannot be read is a
ValueError that holds a sentence."""


def tags_of(cells: Mapping[str, Any], refused: Callable[[str], None]) -> dict[str, Any]:
    """The attributes that a row's cells give; what cannot be read goes to `refused` as a sentence."""
    found: dict[str, Any] = {}
    for column, (attribute, read) in TAGS.items():
        if column not in cells:
            continue
        try:
            found[attribute] = read(str(cells[column]))
        except ValueError as error:
            refused(_("Column {column}: {reason}").format(column=column, reason=error))
    return found


def cells_of(item: Item) -> dict[str, str]:
    """The cells that `tags_of` reads back."""
    bare = Item(item.kind, item.name)
    told = {column: getattr(item, attribute) for column, (attribute, _read) in TAGS.items()}
    plain = {column: getattr(bare, attribute) for column, (attribute, _read) in TAGS.items()}
    return {column: _cell(value) for column, value in told.items() if value != plain[column]}


def _cell(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else repr(value)
