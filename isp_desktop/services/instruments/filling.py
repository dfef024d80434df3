"""The state of one filled form: what is asked, what may be chosen, what is worked out, and what does not fit yet."""

from __future__ import annotations

import datetime as dt
import heapq
import math
import re
from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import SELECTS, UNASKED, Answer, Choice, Instrument, Texts, text_in
from isp_desktop.domain.language import _
from isp_desktop.services.instruments.expressions.form import (
    DECISIVE,
    REFERENCE,
    Definition,
    Form,
    Path,
    Ready,
    form_of,
)
from isp_desktop.services.instruments.expressions.functions import number_of, text_of, truth_of
from isp_desktop.services.instruments.expressions.grammar import ALL
from isp_desktop.services.instruments.judging import Problem, list_element, message_of, problem_in
from isp_desktop.services.instruments.nodes import Node, answer_of_text, text_of_answer

MOST_INSTANCES = 200
"""Instances of one repeat."""
MOST_NODES = 20_000
"""Items of one filled form, those of each instance counted."""

_INSTANCE = re.compile(r"\[(\d{1,6})\]")


class Filling:
    """A form being filled.

    A path names an item and, in brackets, which instance of each repeat: "visits/visit[2]/date". That of a repeat
    without a number stands for all its instances.
    """

    def __init__(
        self,
        instrument: Instrument | Form,
        answers: Mapping[str, Answer],
        today: dt.date,
        now: dt.datetime | None = None,
        language: str | None = None,
    ) -> None:
        """Takes up `answers` by path, as `answers()` gave them; what is missing there begins with its default.

        Args:
            today: what today() is. now: what now() is; the beginning of `today` for None.
            language: of labels and messages; the form's own for None.

        Raises:
            BadInput: the instrument cannot be filled.
        """
        self._form = instrument if isinstance(instrument, Form) else form_of(instrument)
        self._language = self._form.instrument.default_language if language is None else language
        moment = now or dt.datetime.combine(today, dt.time())
        self._clock = {"today": today.isoformat(), "now": moment.isoformat(timespec="milliseconds")}
        self._answers = {path: text_of_answer(answer) for path, answer in answers.items()}
        self._held = _instances_in(self._answers)
        self._begun = bool(answers)
        self._nodes: dict[str, Node] = {}
        self._due: list[tuple[int, int, str, str]] = []
        self._waiting: set[tuple[str, str]] = set()
        self._later: set[tuple[str, str]] = set()
        self._changed: set[str] = set()
        self._touched: set[str] = set()
        self._plant()

    # What is

    def paths(self) -> list[str]:
        """All items, in the order of the form; after a repeat its instances."""
        return [node.path for node in self._root.all_within() if node.definition]

    def relevant(self, path: str) -> bool:
        """Whether it is asked or shown."""
        return self._at(path).relevant

    def required(self, path: str) -> bool:
        """Whether it has to be answered."""
        return self._at(path).required

    def read_only(self, path: str) -> bool:
        """Whether it is shown and not answered."""
        return self._at(path).read_only

    def value(self, path: str) -> Answer:
        """Its answer, also while it is not relevant."""
        node = self._at(path)
        return answer_of_text(node.item, node.text)

    def calculated(self, path: str) -> str:
        """What is worked out for it; "" for nothing, or while it is not relevant."""
        node = self._at(path)
        return node.text if node.relevant else ""

    def choices(self, path: str) -> tuple[Choice, ...]:
        """What can be chosen for it now."""
        return self._at(path).offered

    def instances(self, path: str) -> list[str]:
        """The paths of the instances of a repeat."""
        return [node.path for node in self._at(path).instances]

    def label(self, path: str) -> str:
        """Its label, with what other items hold where the label names them."""
        node = self._at(path)
        return self._told(node, node.item.label)

    def hint(self, path: str) -> str:
        """Its hint, likewise."""
        node = self._at(path)
        return self._told(node, node.item.hint)

    def problems(self) -> list[Problem]:
        """All problems, in the order of the form; of what is not relevant none."""
        found = (node for node in self._root.all_within() if node.problem)
        return [Problem(node.path, node.problem, self._message(node)) for node in found]

    def answers(self) -> dict[str, Answer]:
        """All that was answered or worked out, by path; also what is not relevant, and None for a default that was
        taken out."""
        found: dict[str, Answer] = {}
        for path, text in self._answers.items():
            node = self._nodes.get(path)
            found[path] = answer_of_text(node.item, text) if node else text or None
        for path, node in self._nodes.items():
            if node.text:
                found[path] = answer_of_text(node.item, node.text)
        return found

    # What changes it

    def answer(self, path: str, value: Answer) -> frozenset[str]:
        """Answers an item.

        Returns:
            The paths of all whose relevance, value, label, choices, duty, problem or instances changed.

        Raises:
            BadInput: there is no such item to answer.
        """
        node = self._at(path)
        if node.item.kind in UNASKED:
            raise BadInput(_("“{path}” cannot be answered.").format(path=path))
        self._answers[path] = text_of_answer(value)
        self._set(node, self._answers[path])
        return self._settle()

    def add(self, path: str) -> frozenset[str]:
        """Adds an instance to a repeat, whose own count does not say how many there are.

        Raises:
            BadInput: it is no such repeat, or has as many as it may.
        """
        node = self._countable(path)
        if len(node.instances) >= MOST_INSTANCES or len(self._nodes) >= MOST_NODES:
            raise BadInput(_("No more can be added here."))
        self._resize(node, len(node.instances) + 1)
        return self._settle()

    def remove(self, path: str) -> frozenset[str]:
        """Removes an instance, with its answers, and numbers those after it anew.

        Raises:
            BadInput: it is no instance of a repeat, or the form says how many there are.
        """
        above = self._at(path).above
        if above is None or not above.is_all:
            raise BadInput(_("“{path}” cannot be removed.").format(path=path))
        node = self._countable(above.path)
        count, gone = len(node.instances), node.instances.index(self._at(path))
        self._resize(node, gone)
        self._answers = _without(self._answers, node.path, gone + 1)
        self._held = _instances_in(self._answers)
        self._resize(node, count - 1)
        return self._settle()

    # How it is settled

    def _at(self, path: str) -> Node:
        try:
            return self._nodes[path]
        except KeyError as error:
            raise BadInput(_("This form has no item “{path}”.").format(path=path)) from error

    def _countable(self, path: str) -> Node:
        node = self._at(path)
        if not node.is_all or node.item.repeat_count:
            raise BadInput(_("“{path}” cannot be made longer or shorter.").format(path=path))
        return node

    def _told(self, node: Node, texts: Texts) -> str:
        told = text_in(texts, self._language, self._form.instrument.default_language)
        references = node.definition.references if node.definition else {}

        def put_in(match: re.Match[str]) -> str:
            ready = references.get(match[1])
            return text_of(self._worked_out(ready, node)) if ready else "…"

        return REFERENCE.sub(put_in, told)

    def _message(self, node: Node) -> str:
        texts = {"required": node.item.required_message, "constraint": node.item.constraint_message}
        return self._told(node, texts.get(node.problem, {})) or message_of(node.problem, node.item)

    def _plant(self) -> None:
        from lxml import etree

        top = etree.Element("form")
        for name in sorted(self._form.lists):
            top.append(list_element(name, self._form.instrument, self._language))
        self._root = Node(None, "", None, etree.SubElement(top, "data"))
        self._grow(self._root, self._form.instrument.items, ())
        self._begin(self._root)
        self._settle()
        self._changed.clear()

    def _grow(self, above: Node, items: tuple[Any, ...], path: Path) -> None:
        from lxml import etree

        for item in items:
            definition = self._form.definitions[(*path, item.name)]
            tag = ALL if item.kind == "repeat" else item.name
            place = f"{above.path}/{item.name}".lstrip("/")
            node = Node(definition, place, above, etree.SubElement(above.element, tag))
            above.inner[item.name] = self._nodes[place] = node
            if item.kind == "group":
                self._grow(node, item.children, definition.path)
            elif item.kind == "repeat" and not item.repeat_count:
                for _one in range(self._at_first(place)):
                    self._grow_instance(node)
            else:
                node.text = self._answers.get(place, item.default)
            if item.kind in SELECTS:
                node.offered = self._form.instrument.lists[item.list]

    def _at_first(self, place: str) -> int:
        return min(MOST_INSTANCES, self._held.get(place, 0 if self._begun else 1))

    def _grow_instance(self, node: Node) -> Node | None:
        if len(self._nodes) >= MOST_NODES:
            return None
        from lxml import etree

        element = etree.Element(node.item.name)
        last = node.instances[-1].element if node.instances else node.element
        last.addnext(element)
        instance = Node(node.definition, f"{node.path}[{len(node.instances) + 1}]", node, element)
        node.instances.append(instance)
        self._nodes[instance.path] = instance
        assert node.definition is not None
        self._grow(instance, node.item.children, node.definition.path)
        return instance

    def _begin(self, top: Node) -> None:
        """Settles all that is new in `top`."""
        new = [node for node in top.all_within() if node.definition]
        for node in new:
            node.relevant = node.above is None or node.above.relevant
            node.refresh()
        for node in new:
            ready = node.definition.expressions.get("default_calculation") if node.definition else None
            if ready is not None and node.path not in self._answers and not node.is_all:
                node.text = text_of(self._worked_out(ready, node))
                node.refresh()
        for node in new:
            self._touched.add(node.path)
            self._changed.add(node.path)
            for aspect in node.definition.expressions if node.definition else ():
                # What somebody answered in place of what was worked out stays until what that reads changes.
                if aspect != "calculation" or node.item.kind in UNASKED or node.path not in self._answers:
                    self._push(node, aspect)

    def _resize(self, node: Node, count: int) -> None:
        count = max(0, min(count, MOST_INSTANCES))
        if count == len(node.instances):
            return
        while len(node.instances) > count:
            gone = node.instances.pop()
            gone.element.getparent().remove(gone.element)
            for one in gone.all_within():
                del self._nodes[one.path]
        while len(node.instances) < count and (new := self._grow_instance(node)) is not None:
            self._begin(new)
        self._changed.add(node.path)
        for definition in self._definitions_in(node):
            self._mark_all(definition.path)

    def _definitions_in(self, node: Node) -> list[Definition]:
        assert node.definition is not None
        path = node.definition.path
        return [one for key, one in self._form.definitions.items() if key[: len(path)] == path]

    def _set(self, node: Node, text: str) -> None:
        if text == node.text:
            return
        node.text = text
        node.refresh()
        self._changed.add(node.path)
        self._touched.add(node.path)
        for aspect in node.definition.expressions if node.definition else ():
            if aspect not in DECISIVE:
                self._later.add((node.path, aspect))
        if node.relevant:
            self._mark(node)

    def _mark(self, node: Node) -> None:
        """Whoever reads `node` is due."""
        assert node.definition is not None
        for path, aspect, shared in self._form.dependents.get(node.definition.path, ()):
            start = node.sharing(shared)
            for reader in start.leading(path[start.depth :]):
                self._push(reader, aspect)

    def _mark_all(self, read: Path) -> None:
        for path, aspect, _shared in self._form.dependents.get(read, ()):
            for reader in self._root.leading(path):
                self._push(reader, aspect)

    def _push(self, node: Node, aspect: str) -> None:
        entry = (node.path, aspect)
        if aspect not in DECISIVE:
            self._later.add(entry)
        elif entry not in self._waiting:
            self._waiting.add(entry)
            rank = node.definition.rank if node.definition else 0
            heapq.heappush(self._due, (rank, DECISIVE.index(aspect), *entry))

    def _settle(self) -> frozenset[str]:
        while self._due:
            _rank, _order, path, aspect = heapq.heappop(self._due)
            self._waiting.discard((path, aspect))
            if (node := self._nodes.get(path)) is not None:
                self._decide(node, aspect)
        for path, aspect in sorted(self._later):
            if (node := self._nodes.get(path)) is not None:
                self._follow(node, aspect)
        self._later.clear()
        for path in self._touched:
            if (node := self._nodes.get(path)) is not None and node.problem != (now := problem_in(node)):
                node.problem = now
                self._changed.add(path)
        self._touched.clear()
        changed = frozenset(self._changed)
        self._changed.clear()
        return changed

    def _worked_out(self, ready: Ready, node: Node) -> Any:
        from lxml import etree

        try:
            return ready.evaluate(node.element, current=node.element, **self._clock)
        except etree.XPathError:
            # libxml2's own bounds, on what was made to pass them.
            return ""

    def _decide(self, node: Node, aspect: str) -> None:
        assert node.definition is not None
        found = self._worked_out(node.definition.expressions[aspect], node)
        if aspect == "relevant":
            node.shown = truth_of(found)
            self._spread(node)
        elif aspect == "calculation":
            self._set(node, text_of(found))
        elif node.is_all:
            wanted = number_of(found)
            self._resize(node, int(wanted) if math.isfinite(wanted) else 0)

    def _spread(self, node: Node) -> None:
        relevant = node.shown and (node.above is None or node.above.relevant)
        if relevant == node.relevant:
            return
        node.relevant = relevant
        node.refresh()
        self._changed.add(node.path)
        self._touched.add(node.path)
        self._mark(node)
        for inner in (*node.inner.values(), *node.instances):
            self._spread(inner)

    def _follow(self, node: Node, aspect: str) -> None:
        """Works out an aspect on which nothing else depends."""
        assert node.definition is not None
        if aspect == "default_calculation":
            return
        if aspect == "label":
            self._changed.add(node.path)
            return
        found = self._worked_out(node.definition.expressions[aspect], node)
        before = node.required, node.read_only, node.offered
        if aspect == "required":
            node.required = truth_of(found)
        elif aspect == "read_only":
            node.read_only = truth_of(found)
        elif aspect == "constraint":
            node.fits = truth_of(found)
        elif aspect == "choice_filter":
            entries = self._form.instrument.lists[node.item.list]
            node.offered = tuple(entries[int(one.get("n"))] for one in found) if isinstance(found, list) else ()
        self._touched.add(node.path)
        if before != (node.required, node.read_only, node.offered):
            self._changed.add(node.path)


def _instances_in(answers: Mapping[str, str]) -> dict[str, int]:
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
