"""What keeps an answer from being right; and the lists of choices as expressions see them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from isp_desktop.domain.instrument import NUMBERS, SELECTS, UNASKED, Instrument, Item, text_in
from isp_desktop.domain.language import _, number
from isp_desktop.services.instruments.nodes import UNWRITABLE, Node, Sort, number_in


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps an answer from being right.

    Attributes:
        message: one plain sentence, the form's own where it has one.
    """

    path: str
    sort: Sort
    message: str


def problem_in(node: Node) -> Sort:
    """Of which sort the problem of `node` is."""
    item = node.item
    if not node.relevant or item.kind in UNASKED:
        return ""
    if node.text.strip() == "":
        return "required" if node.required else ""
    if node.is_na:
        return ""
    if not is_of_kind(item, node.text):
        return "type"
    if item.kind in SELECTS and not _is_offered(node):
        return "choice"
    return "" if node.fits else "constraint"


def message_of(sort: Sort, item: Item) -> str:
    """What is said of a problem where the form has no words of its own."""
    if sort == "type":
        return _type_message(item)
    return {
        "": "",
        "required": _("This has to be answered."),
        "choice": _("This is not among the choices offered. Choose again."),
        "constraint": _("This answer is not allowed here. Look at it again."),
    }[sort]


def bounds_of(item: Item) -> tuple[float, float] | None:
    """The least and the greatest answer of a range; None for other kinds, and where the form gives none."""
    if item.kind != "range":
        return None
    try:
        ends = float(item.parameters.get("start", "1")), float(item.parameters.get("end", "10"))
    except ValueError:
        return None
    return min(ends), max(ends)


def is_of_kind(item: Item, text: str) -> bool:
    """Whether a text is a number within its bounds, a day or a time, where an item wants one."""
    if item.kind in NUMBERS:
        found, bounds = number_in(item, text), bounds_of(item)
        return found is not None and (bounds is None or bounds[0] <= found <= bounds[1])
    try:
        if item.kind == "date":
            dt.date.fromisoformat(text)
        elif item.kind == "time":
            dt.time.fromisoformat(text)
        elif item.kind == "datetime":
            dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_offered(node: Node) -> bool:
    names = {choice.name for choice in node.offered}
    several = node.item.kind != "select_one"
    return set(node.text.split()) <= names if several else node.text in names


def _type_message(item: Item) -> str:
    if item.kind == "integer":
        return _("Write a whole number, such as 12.")
    if item.kind in ("date", "datetime"):
        return _("Write a day, such as 2026-10-14.")
    if item.kind == "time":
        return _("Write a time of day, such as 09:30.")
    bounds = bounds_of(item)
    if bounds is None:
        return _("Write a number, such as 12.5.")
    return _("Write a number from {least} to {most}.").format(least=number(bounds[0]), most=number(bounds[1]))


def list_element(name: str, instrument: Instrument, language: str) -> Any:
    """A list of choices as expressions see it, its labels in `language`."""
    from lxml import etree

    found = etree.Element("list", name=UNWRITABLE.sub(" ", name))
    root = etree.SubElement(found, "root")
    for at, choice in enumerate(instrument.lists[name]):
        entry = etree.SubElement(root, "item", n=str(at))
        label = text_in(choice.label, language, instrument.default_language)
        for column, text in {**choice.columns, "name": choice.name, "label": label}.items():
            # A heading that is no name can be named by no expression.
            with suppress(ValueError):
                etree.SubElement(entry, column).text = UNWRITABLE.sub(" ", text)
    return found
