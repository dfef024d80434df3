"""Values as people read them: names for links, words for choices, days written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.revision import is_change
from isp_desktop.services import naming


def label_of(field: FieldSpec | None, name: str) -> str:
    """What the field `name` is called; None for one that only a newer program knows."""
    return _(field.label) if field else _("{kind} (from a newer version)").format(kind=name)


def in_words(field: FieldSpec | None, value: Any, names: Mapping[str, str]) -> str:
    """A value of `field`, "" for none; `names` are the titles of what it links to."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, element, names) for element in value)
    if field is None:
        return str(value)
    if field.to:
        return names.get(value, _("a record that is not in this notebook"))
    if field.type == "date":
        return naming.day_in_words(str(value))
    if field.type == "yes_no":
        return _("Yes") if value else _("No")
    if field.name == "activities":
        return _activity(str(value))
    return _(field.choices[str(value)]) if str(value) in field.choices else str(value)


def linked(field: FieldSpec | None, value: Any) -> list[str]:
    """The uids that a logged value of `field` names."""
    if field is None or not field.to:
        return []
    if is_change(value):
        return [*value.get("add", ()), *value.get("remove", ())]
    return [value] if isinstance(value, str) else []


def _activity(code: str) -> str:
    return next((one.label for one in load_practice().activities if one.code == code), code)
