"""What an instrument asks, in words: how each item is answered, what it tells of capacity, and when it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from isp_desktop.domain.instrument import SELECTS, UNASKED, Instrument, Item, text_in, walk
from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.vocabulary import CAPACITY_DIMENSIONS, CAPACITY_FORMS, CAPACITY_TYPES, LEVELS
from isp_desktop.services.capacity_result.words import place_words

KINDS: Mapping[str, str] = {
    "select_one": marked("One choice of a list"),
    "select_multiple": marked("Several choices of a list"),
    "rank": marked("Choices put in order"),
    "acknowledge": marked("Seen and agreed"),
    "integer": marked("Whole number"),
    "decimal": marked("Number"),
    "range": marked("Number on a scale"),
    "text": marked("Text"),
    "date": marked("Date"),
    "time": marked("Time"),
    "datetime": marked("Date and time"),
    "note": marked("Note that is read"),
    "calculate": marked("Worked out"),
    "hidden": marked("Fixed value, not shown"),
    "group": marked("Section"),
    "repeat": marked("Section that repeats"),
}
"""The kinds of items; the first ones are those by which capacity is rated most."""

_CONDITIONS: Mapping[str, str] = {
    "relevant": marked("Asked only if {expression}"),
    "constraint": marked("Must be {expression}"),
    "calculation": marked("Worked out as {expression}"),
    "choice_filter": marked("Choices where {expression}"),
    "repeat_count": marked("Repeats {expression} times"),
    "default_calculation": marked("At first {expression}"),
    "read_only": marked("Fixed if {expression}"),
}
_MOST_CHOICES = 12
_TRUE, _FALSE = "true()", "false()"


def title_of(item: Item, language: str, default: str) -> str:
    """What is asked, its name where it has no words."""
    return text_in(item.label, language, default) or item.name


def scale_words(instrument: Instrument, item: Item, language: str) -> str:
    """How it is answered: the choices with their scores, or what is typed."""
    kind = _(KINDS[item.kind])
    if item.kind == "range":
        told = _("{kind}: {start} to {end}")
        return told.format(
            kind=kind, start=item.parameters.get("start", number(1)), end=item.parameters.get("end", number(10))
        )
    if item.kind not in SELECTS:
        return kind
    choices = instrument.lists.get(item.list, ())
    words = []
    for one in choices[:_MOST_CHOICES]:
        label = text_in(one.label, language, instrument.default_language)
        score = "" if one.score is None else _("(scores {score})").format(score=number(one.score))
        name = one.name if label != one.name and one.name.lstrip("-").isdigit() else ""
        words.append(" ".join(filter(None, (name, label or one.name, score))))
    if len(choices) > _MOST_CHOICES:
        words.append(counted("and {n} more", "and {n} more", len(choices) - _MOST_CHOICES))
    return _("{kind}: {choices}").format(kind=kind, choices=" · ".join(words)) if words else kind


def tag_words(item: Item) -> str:
    """What it tells of capacity, and how it counts; "" for nothing."""
    dimension = CAPACITY_DIMENSIONS.get(item.dimension)
    parts = (
        place_words(item.capacity_type, item.level),
        _(CAPACITY_FORMS[item.form]) if item.form else "",
        _(dimension) if dimension else item.dimension,
        _("weight {weight}").format(weight=number(item.weight)) if item.weight != 1 else "",
        _("reverse: a high answer means little capacity") if item.reverse else "",
        _("may be not applicable") if item.not_applicable else "",
    )
    return " · ".join(part for part in parts if part)


def condition_words(item: Item) -> Iterator[str]:
    """Its conditions and calculations, each as one line."""
    if item.required == _TRUE:
        yield _("Must be answered")
    elif item.required and item.required != _FALSE:
        yield _("Must be answered if {expression}").format(expression=item.required)
    for aspect, told in _CONDITIONS.items():
        expression = getattr(item, aspect)
        if expression and expression != _FALSE:
            yield _(told).format(expression=expression)


def coverage(instrument: Instrument) -> dict[tuple[str, str], list[tuple[str, ...]]]:
    """The paths of the items that ask for each type at each level; empty where none does."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {
        (kind, level): [] for kind in CAPACITY_TYPES for level in LEVELS
    }
    for path, item in walk(instrument.items):
        place = (item.capacity_type, item.level)
        if item.kind not in UNASKED and place in found:
            found[place].append(path)
    return found


def forms_words(instrument: Instrument) -> str:
    """How many items ask for each form of capacity, and how many say nothing of the grid."""
    asked = [item for _path, item in walk(instrument.items) if item.kind not in UNASKED]
    told = [
        _("{form}: {n}").format(form=_(label), n=number(sum(item.form == key for item in asked)))
        for key, label in CAPACITY_FORMS.items()
    ]
    without = sum(not (item.capacity_type and item.level) for item in asked)
    rest = counted("{n} item stands in no field.", "{n} items stand in no field.", without) if without else ""
    return " ".join(filter(None, (", ".join(told) + ".", rest)))


def version_words(version: int) -> str:
    """The number of a version."""
    return _("version {n}").format(n=number(version))
