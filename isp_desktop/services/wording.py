"""Values as people read them: names for links, words for choices, days written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.domain import team_check
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, number
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.revision import is_change
from isp_desktop.domain.values import fits
from isp_desktop.services import naming


def label_of(field: FieldSpec | None, name: str) -> str:
    """What the field `name` is called; None for one that only a newer program knows."""
    return _(field.label) if field else _("{kind} (from a newer version)").format(kind=name)


def in_words(field: FieldSpec | None, value: Any, names: Mapping[str, str]) -> str:
    """A value of `field`, "" for none; `names` are the titles of what it links to.

    A value that does not fit its field, which only somebody else's program can have logged, is told as that.
    """
    if value is None or value in ("", []):
        return ""
    if field is None:
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if not fits(field, value):
        return _("something that this version does not understand")
    return ", ".join(_one(field, one, names) for one in (value if field.is_set else [value]))


def _one(field: FieldSpec, value: Any, names: Mapping[str, str]) -> str:
    if field.to:
        return names.get(value, _("a record that is not in this notebook"))
    if field.type == "date":
        return naming.day_in_words(str(value))
    if field.type == "yes_no":
        return _("Yes") if value else _("No")
    if field.name == "activities":
        return _activity(str(value))
    if field.name == "counts":
        return _counts(str(value))
    if field.name == "content" and field.type == "text":
        # Of an instrument; read where there is one.
        from isp_desktop.services.capacity.instrument_told import outline

        return outline(str(value))
    if field.name == "questions":
        # Of an assessment, by a number that says nothing to people.
        return _("As the instrument had them when it was begun")
    return _(field.choices[str(value)]) if str(value) in field.choices else str(value)


def linked(field: FieldSpec | None, value: Any) -> list[str]:
    """The uids that a logged value of `field` names."""
    if field is None or not field.to:
        return []
    if is_change(value):
        return [*value.get("add", ()), *value.get("remove", ())]
    return [value] if isinstance(value, str) else []


def _counts(value: str) -> str:
    """The ratings of a team check, a question a line."""
    try:
        rated = team_check.from_text(value)
    except BadInput:
        return _("something that this version does not understand")
    return "\n".join(f"{one.question.label}: {counts_words(one)}" for one in rated)


def counts_words(rated: team_check.Rated) -> str:
    """How many gave each rating: "1: 0, 2: 1, 3: 0, 4: 2, 5: 1"."""
    return ", ".join(f"{number(at)}: {number(count)}" for at, count in enumerate(rated.counts, 1))


def _activity(code: str) -> str:
    return next((one.label for one in load_practice().activities if one.code == code), code)
