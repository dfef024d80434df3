"""An instrument with its expressions ready to be worked out, and what depends on what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import (
    CONTAINERS,
    DEEPEST,
    MOST_ITEMS,
    SELECTS,
    Instrument,
    Item,
    Texts,
    walk,
)
from isp_desktop.domain.language import _, number
from isp_desktop.services.instruments.expressions.fragments import OURS, Names, Path, Translated, list_path
from isp_desktop.services.instruments.expressions.functions import extensions
from isp_desktop.services.instruments.expressions.grammar import translate, translate_reference
from isp_desktop.services.instruments.expressions.tokens import ExpressionError

ASPECTS = (
    *("relevant", "calculation"),
    *("repeat_count", "required", "read_only", "constraint", "choice_filter", "default_calculation"),
)
"""The attributes of an item that hold expressions."""
DECISIVE = ASPECTS[:2]
"""Those on which the values of other items may depend."""
TEXTS = ("label", "hint", "guidance", "constraint_message", "required_message")

REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_NAMESPACE = "isp:functions"
_MOST_CIRCLES = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of an instrument that cannot be worked with.

    Attributes:
        path: of the item; () where it is no single one.
        aspect: the attribute at fault; "" where it is the item itself.
        reason: one plain sentence.
        missing: the name of what it asks for and is not there, or "".
    """

    path: Path
    aspect: str
    reason: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """An expression that lxml can work out, and what it reads."""

    evaluate: Any
    reads: Mapping[Path, int]
    lists: frozenset[str]


@dataclass(slots=True)
class Definition:
    """An item of the form.

    Attributes:
        rank: what it depends on has a smaller one.
        expressions: by aspect.
        references: what its texts name, by the name.
    """

    item: Item
    path: Path
    rank: int = 0
    expressions: dict[str, Ready] = field(default_factory=dict)
    references: dict[str, Ready] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """An instrument ready to be filled.

    Attributes:
        definitions: by path, in the order of the form.
        dependents: of each path who reads it: the path, the aspect, and the number of names shared (`Translated`).
        lists: the lists that some expression looks into.
    """

    instrument: Instrument
    definitions: Mapping[Path, Definition]
    dependents: Mapping[Path, list[tuple[Path, str, int]]]
    lists: frozenset[str]


def faults(instrument: Instrument) -> list[Fault]:
    """All that keeps `instrument` from being filled, in the order of the form; none for what was read by `read`."""
    return _Making(instrument).faults


def form_of(instrument: Instrument) -> Form:
    """The form of `instrument`.

    Raises:
        BadInput: it cannot be filled; `faults` tells why, item by item.
    """
    made = _Making(instrument)
    if made.faults:
        first = made.faults[0]
        refusal = _("The item “{name}” of this instrument cannot be used: {reason}")
        raise BadInput(refusal.format(name=first.path[-1] if first.path else "", reason=first.reason))
    lists = {name for one in made.definitions.values() for ready in one.expressions.values() for name in ready.lists}
    return Form(instrument, made.definitions, made.dependents(), frozenset(lists))


def references_in(texts: Iterable[Texts]) -> list[str]:
    """The names that stand as `${name}` in the texts, each once."""
    return list(dict.fromkeys(name for one in texts for text in one.values() for name in REFERENCE.findall(text)))


class _Making:
    """A form in the making."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.faults: list[Fault] = []
        self.definitions: dict[Path, Definition] = {}
        self._named_by_list: dict[str, list[str]] = {}
        self._extensions = extensions(_NAMESPACE)
        if not self._is_of_size():
            return
        self._names = Names.of(instrument)
        seen: set[Path] = set()
        for path, item in walk(instrument.items):
            self._check_item(path, item, seen)
            seen.add(path)
            self.definitions[path] = self._definition(path, item)
        self._rank()

    def dependents(self) -> dict[Path, list[tuple[Path, str, int]]]:
        """Who reads each path; who reads a group or repeat reads all that stands in it."""
        inner: dict[Path, list[Path]] = {}
        for path in self.definitions:
            for depth in range(1, len(path)):
                inner.setdefault(path[:depth], []).append(path)
        found: dict[Path, list[tuple[Path, str, int]]] = {}
        for path, definition in self.definitions.items():
            for aspect, ready in _all_of(definition):
                for read, shared in ready.reads.items():
                    for one in (read, *inner.get(read, ())):
                        found.setdefault(one, []).append((path, aspect, shared))
        return found

    def _is_of_size(self) -> bool:
        for at, (path, _item) in enumerate(walk(self.instrument.items)):
            if at == MOST_ITEMS:
                self.faults.append(Fault((), "", _("It has more than {most} items.").format(most=number(MOST_ITEMS))))
                return False
            if len(path) > DEEPEST:
                self.faults.append(Fault(path, "", _("Its groups are nested too deeply.")))
                return False
        return True

    def _check_item(self, path: Path, item: Item, seen: set[Path]) -> None:
        if not _is_name(item.name):
            told = _("Its name is no name: begin with a letter, and use letters, digits, “_”, “-” and “.” only.")
            self.faults.append(Fault(path, "", told))
        elif path in seen:
            self.faults.append(Fault(path, "", _("Another item beside it has the same name.")))
        if item.children and item.kind not in CONTAINERS:
            self.faults.append(Fault(path, "", _("It is no group, and other items stand in it.")))
        if item.kind in SELECTS and item.list not in self.instrument.lists:
            self.faults.append(Fault(path, "list", _("Its list of choices is missing.")))

    def _definition(self, path: Path, item: Item) -> Definition:
        found = Definition(item, path)
        for aspect in ASPECTS:
            expression = getattr(item, aspect)
            if not expression:
                continue
            try:
                of_list = item.list if aspect == "choice_filter" else ""
                found.expressions[aspect] = self._ready(translate(expression, self._names, path, of_list), of_list)
            except ExpressionError as error:
                self.faults.append(Fault(path, aspect, str(error), error.missing))
        for name in [*references_in(getattr(item, attribute) for attribute in TEXTS), *self._named_by(item.list)]:
            if len(self._names.paths.get(name, ())) == 1:
                found.references[name] = self._ready(translate_reference(name, self._names, path))
        return found

    def _ready(self, translated: Translated, of_list: str = "") -> Ready:
        """The expression made ready; of a filter, what gives the entries that pass it."""
        # Costs a part of the start, and most pages fill no form.
        from lxml import etree

        xpath = f"{list_path(of_list)}/root/item[{translated.xpath}]" if of_list else translated.xpath
        try:
            evaluate = etree.XPath(
                xpath, namespaces={OURS: _NAMESPACE}, extensions=self._extensions, smart_strings=False
            )
        except (etree.XPathError, ValueError) as error:
            # A ValueError, where it holds what XML cannot.
            raise ExpressionError(_("It cannot be worked out.")) from error
        return Ready(evaluate, translated.reads, translated.lists | ({of_list} if of_list else set()))

    def _named_by(self, list_: str) -> list[str]:
        """What the labels of a list of choices name."""
        if list_ not in self._named_by_list:
            labels = (choice.label for choice in self.instrument.lists.get(list_, ()))
            self._named_by_list[list_] = references_in(labels)
        return self._named_by_list[list_]

    def _rank(self) -> None:
        """Gives each item its rank; what turns in a circle becomes a fault."""
        graph = {path: self._reasons(definition) for path, definition in self.definitions.items()}
        for _turn in range(_MOST_CIRCLES):
            try:
                order = list(TopologicalSorter(graph).static_order())
            except CycleError as error:
                self._break(graph, error.args[1])
            else:
                for rank, path in enumerate(order):
                    self.definitions[path].rank = rank
                return
        self.faults.append(Fault((), "", _("Its calculations turn in too many circles.")))

    def _reasons(self, definition: Definition) -> dict[Path, str]:
        """What the value of an item depends on, each with the aspect that says so; "" for the group it stands in."""
        found = {
            read: aspect
            for aspect, ready in definition.expressions.items()
            if aspect in DECISIVE
            for read in ready.reads
            if read in self.definitions
        }
        if len(definition.path) > 1:
            found[definition.path[:-1]] = ""
        return found

    def _break(self, graph: dict[Path, dict[Path, str]], circle: list[Path]) -> None:
        read, reader = next(pair for pair in pairwise(circle) if graph[pair[1]][pair[0]])
        aspect = graph[reader].pop(read)
        told = _("It depends on itself, by way of “{name}”.").format(name=read[-1])
        self.faults.append(Fault(reader, aspect, told))


def _all_of(definition: Definition) -> Iterator[tuple[str, Ready]]:
    yield from definition.expressions.items()
    yield from (("label", ready) for ready in definition.references.values())


def _is_name(name: str) -> bool:
    from lxml import etree

    try:
        etree.Element(name)
    except ValueError:
        return False
    return ":" not in name and "{" not in name
