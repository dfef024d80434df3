"""What follows from each answer: worked out along what reads it, and no further."""

from __future__ import annotations

import datetime as dt
import heapq
import math
import re
from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.instrument import SELECTS, UNASKED, Item
from isp_desktop.services.instruments.expressions.form import DECISIVE, Definition, Form, Ready
from isp_desktop.services.instruments.expressions.fragments import ALL, Path
from isp_desktop.services.instruments.expressions.functions import number_of, text_of, truth_of
from isp_desktop.services.instruments.judging import list_element, problem_in
from isp_desktop.services.instruments.nodes import Node

MOST_INSTANCES = 200
"""Instances of one repeat."""
MOST_NODES = 20_000
"""Items of one filled form, those of each instance counted."""
_MOST_COUNTS = 2 * MOST_INSTANCES
"""So often repeats may grow and shrink after one answer; one that is counted by itself need not come to rest."""

_INSTANCE = re.compile(r"\[(\d{1,6})\]")


class Settling:
    """The items of a filled form, always settled.

    Attributes:
        answers: what was answered, as text by path; also of instances that there are no longer.
        nodes: all items by path. `root`: the form itself.
    """

    def __init__(
        self, form: Form, answers: Mapping[str, str], today: dt.date, now: dt.datetime | None, language: str
    ) -> None:
        # Costs a part of the start, and most pages fill no form.
        from lxml import etree

        moment = now or dt.datetime.combine(today, dt.time())
        self._clock = {"today": today.isoformat(), "now": moment.isoformat(timespec="milliseconds")}
        self.form = form
        self.answers = dict(answers)
        self.nodes: dict[str, Node] = {}
        self._held = instances_in(self.answers)
        self._begun = bool(answers)
        self._due: list[tuple[int, int, str, str]] = []
        self._waiting: set[tuple[str, str]] = set()
        self._counts: set[str] = set()
        self._later: set[tuple[str, str]] = set()
        self._changed: set[str] = set()
        self._touched: set[str] = set()
        top = etree.Element("form")
        for name in sorted(form.lists):
            top.append(list_element(name, form.instrument, language))
        self.root = Node(None, "", None, etree.SubElement(top, "data"))
        self._grow(self.root, form.instrument.items, ())
        self._begin(self.root)
        self.settle()

    def worked_out(self, ready: Ready, node: Node) -> Any:
        """What an expression gives at `node`: a text, a number, a truth or a list of elements."""
        from lxml import etree

        try:
            return ready.evaluate(node.element, current=node.element, **self._clock)
        except etree.XPathError:
            # libxml2's own bounds, on what was made to pass them.
            return ""

    def set(self, node: Node, text: str) -> None:
        """Gives `node` another answer."""
        if text == node.text:
            return
        node.text = text
        node.refresh()
        self._changed.add(node.path)
        self._touched.add(node.path)
        self._look_again(node)
        if node.relevant:
            self._mark(node)

    def resize(self, node: Node, count: int) -> None:
        """Gives a repeat so many instances, as far as there may be so many."""
        count = max(0, min(count, MOST_INSTANCES))
        if count == len(node.instances):
            return
        while len(node.instances) > count:
            gone = node.instances.pop()
            gone.element.getparent().remove(gone.element)
            for one in gone.all_within():
                del self.nodes[one.path]
        while len(node.instances) < count and len(self.nodes) < MOST_NODES:
            self._begin(self._grow_instance(node))
        self._changed.add(node.path)
        for definition in self._definitions_in(node):
            self._mark_all(definition.path)

    def forget(self, node: Node, gone: int) -> None:
        """Drops the answers of the instance `gone`, from 1, of a repeat; those of the instances after it move up."""
        self.answers = _without(self.answers, node.path, gone)
        self._held = instances_in(self.answers)

    def settle(self) -> frozenset[str]:
        """Works out all that is due.

        Returns:
            The paths of all that changed.
        """
        turns = 0
        self._decide_all()
        while self._counts and turns < _MOST_COUNTS:
            for path in sorted(self._counts):
                self._counts.discard(path)
                if (node := self.nodes.get(path)) is not None:
                    self._count(node)
            self._decide_all()
            turns += 1
        self._counts.clear()
        for path, aspect in sorted(self._later):
            if (node := self.nodes.get(path)) is not None:
                self._follow(node, aspect)
        self._later.clear()
        for path in self._touched:
            if (node := self.nodes.get(path)) is not None and node.problem != (found := problem_in(node)):
                node.problem = found
                self._changed.add(path)
        self._touched.clear()
        changed = frozenset(self._changed)
        self._changed.clear()
        return changed

    def _grow(self, above: Node, items: tuple[Item, ...], path: Path) -> None:
        from lxml import etree

        for item in items:
            definition = self.form.definitions[(*path, item.name)]
            tag = ALL if item.kind == "repeat" else item.name
            place = f"{above.path}/{item.name}".lstrip("/")
            node = Node(definition, place, above, etree.SubElement(above.element, tag))
            above.inner[item.name] = self.nodes[place] = node
            if item.kind == "group":
                self._grow(node, item.children, definition.path)
            elif item.kind == "repeat" and not item.repeat_count:
                for _one in range(min(MOST_INSTANCES, self._held.get(place, 0 if self._begun else 1))):
                    self._grow_instance(node)
            else:
                node.text = self.answers.get(place, item.default)
            if item.kind in SELECTS:
                node.offered = self.form.instrument.lists[item.list]

    def _grow_instance(self, node: Node) -> Node:
        from lxml import etree

        element = etree.Element(node.item.name)
        last = node.instances[-1].element if node.instances else node.element
        last.addnext(element)
        instance = Node(node.definition, f"{node.path}[{len(node.instances) + 1}]", node, element)
        node.instances.append(instance)
        self.nodes[instance.path] = instance
        if len(self.nodes) < MOST_NODES:
            self._grow(instance, node.item.children, _path_of(node))
        return instance

    def _begin(self, top: Node) -> None:
        """Makes all due that is new in `top`."""
        new = [node for node in top.all_within() if node.definition]
        for node in new:
            node.relevant = node.above is None or node.above.relevant
            node.refresh()
        for node in new:
            ready = node.definition.expressions.get("default_calculation") if node.definition else None
            if ready is not None and node.path not in self.answers and not node.is_all:
                node.text = text_of(self.worked_out(ready, node))
                node.refresh()
        for node in new:
            self._touched.add(node.path)
            self._changed.add(node.path)
            if node.is_instance:
                continue
            for aspect in node.definition.expressions if node.definition else ():
                # What somebody answered in place of what was worked out stays until what that reads changes.
                if aspect != "calculation" or node.item.kind in UNASKED or node.path not in self.answers:
                    self._push(node, aspect)

    def _definitions_in(self, node: Node) -> list[Definition]:
        path = _path_of(node)
        return [one for key, one in self.form.definitions.items() if key[: len(path)] == path]

    def _look_again(self, node: Node) -> None:
        """What an item says of its own answer is due."""
        for aspect in node.definition.expressions if node.definition and not node.is_instance else ():
            # In a filter of choices "." is the choice, and not the answer.
            if aspect not in DECISIVE and aspect != "choice_filter":
                self._push(node, aspect)

    def _mark(self, node: Node) -> None:
        """Whoever reads `node` is due."""
        for path, aspect, shared in self.form.dependents.get(_path_of(node), ()):
            start = node.sharing(shared)
            for reader in start.leading(path[start.depth :]):
                self._push(reader, aspect)

    def _mark_all(self, read: Path) -> None:
        """Whoever reads an item is due, in whatever instance."""
        for path, aspect, _shared in self.form.dependents.get(read, ()):
            for reader in self.root.leading(path):
                self._push(reader, aspect)

    def _push(self, node: Node, aspect: str) -> None:
        entry = (node.path, aspect)
        if aspect == "repeat_count":
            # Counted when all else is settled: a repeat may count itself, to go on as long as somebody says so.
            self._counts.add(node.path)
        elif aspect not in DECISIVE:
            self._later.add(entry)
        elif entry not in self._waiting:
            self._waiting.add(entry)
            rank = node.definition.rank if node.definition else 0
            heapq.heappush(self._due, (rank, DECISIVE.index(aspect), *entry))

    def _decide_all(self) -> None:
        while self._due:
            _rank, _order, path, aspect = heapq.heappop(self._due)
            self._waiting.discard((path, aspect))
            if (node := self.nodes.get(path)) is not None:
                self._decide(node, aspect)

    def _decide(self, node: Node, aspect: str) -> None:
        found = self._aspect(node, aspect)
        if aspect == "relevant":
            node.shown = truth_of(found)
            self._spread(node)
        else:
            self.set(node, text_of(found))

    def _count(self, node: Node) -> None:
        if node.is_all:
            wanted = number_of(self._aspect(node, "repeat_count"))
            self.resize(node, int(min(wanted, MOST_INSTANCES)) if not math.isnan(wanted) and wanted > 0 else 0)

    def _spread(self, node: Node) -> None:
        """Takes along all within whose relevance changes with it."""
        relevant = node.shown and (node.above is None or node.above.relevant)
        if relevant == node.relevant:
            return
        node.relevant = relevant
        node.refresh()
        self._changed.add(node.path)
        self._touched.add(node.path)
        self._look_again(node)
        self._mark(node)
        for inner in (*node.inner.values(), *node.instances):
            self._spread(inner)

    def _follow(self, node: Node, aspect: str) -> None:
        """Works out an aspect on which no other value depends."""
        if aspect == "default_calculation":
            return
        if aspect == "label":
            self._changed.add(node.path)
            return
        found = self._aspect(node, aspect)
        before = node.required, node.read_only, node.offered
        if aspect == "required":
            node.required = truth_of(found)
        elif aspect == "read_only":
            node.read_only = truth_of(found)
        elif aspect == "constraint":
            node.fits = truth_of(found)
        elif aspect == "choice_filter":
            entries = self.form.instrument.lists[node.item.list]
            node.offered = tuple(entries[int(one.get("n"))] for one in found) if isinstance(found, list) else ()
        self._touched.add(node.path)
        if before != (node.required, node.read_only, node.offered):
            self._changed.add(node.path)

    def _aspect(self, node: Node, aspect: str) -> Any:
        assert node.definition is not None
        return self.worked_out(node.definition.expressions[aspect], node)


def _path_of(node: Node) -> Path:
    return node.definition.path if node.definition else ()


def instances_in(answers: Mapping[str, str]) -> dict[str, int]:
    """Of each repeat the highest number that is answered."""
    found: dict[str, int] = {}
    for path in answers:
        for match in _INSTANCE.finditer(path):
            repeat = path[: match.start()]
            found[repeat] = max(found.get(repeat, 0), int(match[1]))
    return found


def _without(answers: Mapping[str, str], repeat: str, gone: int) -> dict[str, str]:
    """`answers` without the instance `gone` of `repeat`, those after it one number lower."""
    found: dict[str, str] = {}
    for path, text in answers.items():
        match = _INSTANCE.match(path, len(repeat)) if path.startswith(f"{repeat}[") else None
        if match is None or (at := int(match[1])) < gone:
            found[path] = text
        elif at > gone:
            found[f"{repeat}[{at - 1}]{path[match.end() :]}"] = text
    return found
