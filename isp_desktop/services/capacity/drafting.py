"""A draft of an instrument, changed item by item: each function gives another instrument, none touches the store."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import CONTAINERS, Choice, Instrument, Item, walk
from isp_desktop.domain.language import _
from isp_desktop.services.instruments.columns import number_of
from isp_desktop.services.instruments.expressions.form import Fault, faults
from isp_desktop.services.instruments.expressions.fragments import Names
from isp_desktop.services.instruments.expressions.grammar import translate
from isp_desktop.services.instruments.expressions.tokens import ExpressionError

Path = tuple[str, ...]

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 40
_PARTED, _LINE_END = "|", "\\n"


class Refused(BadInput):
    """A change that would leave an instrument of which something cannot be worked out.

    Attributes:
        aspect: the attribute of the changed item at fault; "" where it is something else.
    """

    def __init__(self, sentence: str, aspect: str = "") -> None:
        super().__init__(sentence)
        self.aspect = aspect


def item_at(instrument: Instrument, path: Path) -> Item | None:
    """The item to which the names `path` lead; None for none."""
    return next((item for at, item in walk(instrument.items) if at == path), None)


def add(instrument: Instrument, item: Item, after: Path = ()) -> tuple[Instrument, Path]:
    """Puts an item behind the one at `after`, into that one where it is a section, at the end for ().

    Raises:
        Refused: its name stands there already, or one of its expressions cannot be worked out.
    """
    above = item_at(instrument, after)
    if above is None:
        made = msgspec.structs.replace(instrument, items=(*instrument.items, item))
        return _checked(instrument, made, (item.name,)), (item.name,)
    if above.kind in CONTAINERS:
        holding = msgspec.structs.replace(above, children=(*above.children, item))
        path = (*after, item.name)
        return _checked(instrument, _with(instrument, after, holding), path), path
    path = (*after[:-1], item.name)
    return _checked(instrument, _with(instrument, after, above, item), path), path


def change(instrument: Instrument, path: Path, item: Item) -> tuple[Instrument, Path]:
    """Puts another item in the place of the one at `path`.

    Raises:
        Refused: as for `add`; or another item reads this one under the name it had.
    """
    now = (*path[:-1], item.name)
    return _checked(instrument, _with(instrument, path, item), now), now


def remove(instrument: Instrument, path: Path) -> Instrument:
    """Takes out an item with all that stands in it.

    Raises:
        Refused: another item reads it.
    """
    return _checked(instrument, _with(instrument, path))


def move(instrument: Instrument, path: Path, step: int) -> tuple[Instrument, Path]:
    """Moves an item up (-1) or down (1) by one place: past an item, into a section beside it, or out of its own.

    Raises:
        Refused: it would stand beside another one of its name, or one that reads it would not find it.
    """
    item = item_at(instrument, path)
    beside = _children(instrument, path[:-1])
    at = next((at for at, one in enumerate(beside) if one.name == path[-1]), -1)
    if item is None or (not 0 <= at + step < len(beside) and len(path) == 1):
        return instrument, path
    if not 0 <= at + step < len(beside):
        section = item_at(instrument, path[:-1]) or item
        rest = msgspec.structs.replace(section, children=tuple(one for one in beside if one is not item))
        both = (item, rest) if step < 0 else (rest, item)
        now = (*path[:-2], item.name)
        return _checked(instrument, _with(instrument, path[:-1], *both), now), now
    neighbour = beside[at + step]
    if neighbour.kind in CONTAINERS and item.kind not in CONTAINERS:
        inner = (*neighbour.children, item) if step < 0 else (item, *neighbour.children)
        swapped: tuple[Item, ...] = (msgspec.structs.replace(neighbour, children=inner),)
        now = (*path[:-1], neighbour.name, item.name)
    else:
        swapped = (item, neighbour) if step < 0 else (neighbour, item)
        now = path
    low = min(at, at + step)
    made = _with_children(instrument, path[:-1], (*beside[:low], *swapped, *beside[low + 2 :]))
    return _checked(instrument, made, now), now


def with_list(instrument: Instrument, name: str, choices: Sequence[Choice]) -> Instrument:
    """Gives the list `name` other choices; one that is new is added.

    Raises:
        Refused: there is no choice, or two have the same name.
    """
    names = [choice.name for choice in choices]
    if not names:
        raise Refused(_("A list needs at least one choice. Write one on each line."))
    twice = next((one for at, one in enumerate(names) if one in names[:at]), "")
    if twice:
        raise Refused(_("“{name}” stands twice. Give each choice a name of its own.").format(name=twice))
    made = msgspec.structs.replace(instrument, lists={**instrument.lists, name: tuple(choices)})
    return _checked(instrument, made)


def with_language(instrument: Instrument, language: str) -> Instrument:
    """Gives an instrument a further language, in which nothing is worded yet.

    Raises:
        Refused: it has that language.
    """
    if language in instrument.languages:
        raise Refused(_("It has this language already."))
    return msgspec.structs.replace(instrument, languages=(*instrument.languages, language))


def expression_problem(instrument: Instrument, path: Path, aspect: str, expression: str, of_list: str = "") -> str:
    """What keeps an expression at an item from being worked out, as one plain sentence; "" for nothing.

    Args:
        aspect: the attribute of the item that holds it.
        of_list: the list that the item chooses from.
    """
    if not expression.strip():
        return ""
    try:
        translate(expression, Names.of(instrument), path, of_list if aspect == "choice_filter" else "")
    except ExpressionError as error:
        return str(error)
    return ""


def free_name(taken: Sequence[str], words: str, usual: str) -> str:
    """A name for what is called `words`, of letters and digits, that is none of `taken`."""
    made = _NOT_IN_NAMES.sub("_", words.strip().lower()).strip("_.-")[:_LONGEST_NAME].rstrip("_.-") or usual
    made = made if made[0].isalpha() else f"{usual}_{made}"
    name, number = made, 2
    while name in taken:
        name, number = f"{made}_{number}", number + 1
    return name


def choice_lines(choices: Sequence[Choice], language: str) -> str:
    """Choices as text, one a line: its name, its label in `language`, and its score where it has one."""
    return "\n".join(_line(one, language) for one in choices)


def _line(choice: Choice, language: str) -> str:
    label = choice.label.get(language, "").replace("\n", _LINE_END)
    # A label that holds the sign which parts a line is followed by another one.
    score = f"{choice.score:.15g}" if choice.score is not None else "" if _PARTED in label else None
    return f" {_PARTED} ".join((choice.name, label, *(() if score is None else (score,)))).rstrip()


def choices_from(text: str, language: str, before: Sequence[Choice] = ()) -> tuple[Choice, ...]:
    """The choices that the lines of `text` tell; what `before` had of each beside that is kept.

    Raises:
        Refused: a line cannot be read; the sentence says which.
    """
    known = {one.name: one for one in before}
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(_PARTED)]
        name, score = parts[0], None
        if not name or re.search(r"\s", name):
            told = _("Line {n}: begin with the name of the choice, one word without spaces, then “|” and its label.")
            raise Refused(told.format(n=number))
        words = _PARTED.join(parts[1:-1] if len(parts) > 2 else parts[1:])
        if len(parts) > 2 and parts[-1]:
            try:
                score = number_of(parts[-1])
            except ValueError as error:
                told = _("Line {n}: what it scores is the last part, and “{text}” is no number.")
                raise Refused(told.format(n=number, text=parts[-1])) from error
        own = known.get(name, Choice(name))
        label = {key: value for key, value in own.label.items() if key != language}
        label |= {language: words.replace(_LINE_END, "\n")} if words else {}
        found.append(msgspec.structs.replace(own, label=label, score=score))
    return tuple(found)


def _checked(before: Instrument, made: Instrument, path: Path = ()) -> Instrument:
    """`made`, where it has no fault that `before` did not have; `path` is that of the changed item."""
    found = faults(made)
    known = {(fault.path[-1:], fault.aspect, fault.reason) for fault in faults(before)} if found else set()
    for fault in found:
        if (fault.path[-1:], fault.aspect, fault.reason) not in known:
            raise _refused(fault, path)
    return made


def _refused(fault: Fault, path: Path) -> Refused:
    if fault.path == path:
        return Refused(fault.reason, fault.aspect or "name")
    if not fault.path:
        return Refused(fault.reason)
    told = _("The item “{name}” could not be worked out any more: {reason}")
    return Refused(told.format(name=fault.path[-1], reason=fault.reason))


def _with(instrument: Instrument, path: Path, *items: Item) -> Instrument:
    """The instrument with `items` in the place of the one at `path`."""
    inside = _children(instrument, path[:-1])
    at = next((at for at, one in enumerate(inside) if one.name == path[-1]), len(inside))
    return _with_children(instrument, path[:-1], (*inside[:at], *items, *inside[at + 1 :]))


def _children(instrument: Instrument, path: Path) -> tuple[Item, ...]:
    section = item_at(instrument, path) if path else None
    return section.children if section is not None else instrument.items


def _with_children(instrument: Instrument, path: Path, children: tuple[Item, ...]) -> Instrument:
    def within(items: tuple[Item, ...], names: Path) -> tuple[Item, ...]:
        if not names:
            return children
        return tuple(
            msgspec.structs.replace(one, children=within(one.children, names[1:])) if one.name == names[0] else one
            for one in items
        )

    return msgspec.structs.replace(instrument, items=within(instrument.items, path))
