"""The state of one filled form: what is asked, what may be chosen, what is worked out, and what does not fit yet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import UNASKED, Answer, Choice, Instrument, Item, Texts, text_in
from isp_desktop.domain.language import _
from isp_desktop.services.instruments.expressions.form import REFERENCE, Form, form_of
from isp_desktop.services.instruments.expressions.functions import text_of
from isp_desktop.services.instruments.judging import Problem, message_of
from isp_desktop.services.instruments.nodes import Node, answer_of_text, text_of_answer
from isp_desktop.services.instruments.settling import MOST_INSTANCES, MOST_NODES, Settling


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
            today: what today() is.
            now: what now() is; the beginning of `today` for None.
            language: of labels and messages; the form's own for None.

        Raises:
            BadInput: the instrument cannot be filled.
        """
        form = instrument if isinstance(instrument, Form) else form_of(instrument)
        self._instrument = form.instrument
        self._language = form.instrument.default_language if language is None else language
        told = {path: text_of_answer(answer) for path, answer in answers.items()}
        self._state = Settling(form, told, today, now, self._language)

    def paths(self) -> list[str]:
        """All items, in the order of the form; after a repeat its instances."""
        return [node.path for node in self._state.root.all_within() if node.definition]

    def item(self, path: str) -> Item:
        """What the instrument says of it."""
        return self._at(path).item

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

    def label(self, path: str) -> str:
        """Its label, with what other items hold where the label names them."""
        node = self._at(path)
        return self._told(node, node.item.label)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """What can be chosen for it now."""
        return self._at(path).offered

    def choice_label(self, path: str, choice: Choice) -> str:
        """The label of one of its choices, likewise; its name where it has none."""
        return self._told(self._at(path), choice.label) or choice.name

    def instances(self, path: str) -> list[str]:
        """The paths of the instances of a repeat."""
        return [node.path for node in self._at(path).instances]

    def hint(self, path: str) -> str:
        """Its hint, likewise."""
        node = self._at(path)
        return self._told(node, node.item.hint)

    def guidance(self, path: str) -> str:
        """Its longer help, likewise."""
        node = self._at(path)
        return self._told(node, node.item.guidance)

    def problems(self) -> list[Problem]:
        """All problems, in the order of the form; of what is not relevant none."""
        found = (node for node in self._state.root.all_within() if node.problem)
        return [Problem(node.path, node.problem, self._message(node)) for node in found]

    def problem(self, path: str) -> str:
        """What keeps its answer from being right, in a sentence; "" for nothing."""
        node = self._at(path)
        return self._message(node) if node.problem else ""

    def answers(self) -> dict[str, Answer]:
        """All that was answered or worked out, by path: also what is not relevant, and the answers of instances that
        there are no longer; None for a default that was taken out."""
        nodes = self._state.nodes
        found: dict[str, Answer] = {}
        for path, text in self._state.answers.items():
            found[path] = answer_of_text(nodes[path].item, text) if path in nodes else text or None
        for path, node in nodes.items():
            if node.text:
                found[path] = answer_of_text(node.item, node.text)
        return found

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
        text = text_of_answer(value)
        self._state.answers[path] = text
        self._state.set(node, text)
        return self._state.settle()

    def add(self, path: str) -> frozenset[str]:
        """Adds an instance to a repeat, of which the form does not say how many there are.

        Returns:
            As `answer`.

        Raises:
            BadInput: it is no such repeat, or has as many as it may.
        """
        node = self._countable(path)
        if len(node.instances) >= MOST_INSTANCES or len(self._state.nodes) >= MOST_NODES:
            raise BadInput(_("No more can be added here."))
        self._state.resize(node, len(node.instances) + 1)
        return self._state.settle()

    def remove(self, path: str) -> frozenset[str]:
        """Removes an instance, with its answers, and numbers those after it anew.

        Returns:
            As `answer`.

        Raises:
            BadInput: it is no instance of a repeat, or the form says how many there are.
        """
        above = self._at(path).above
        if above is None or not above.is_all:
            raise BadInput(_("“{path}” cannot be removed.").format(path=path))
        node = self._countable(above.path)
        count, gone = len(node.instances), node.instances.index(self._at(path))
        self._state.resize(node, gone)
        self._state.forget(node, gone + 1)
        self._state.resize(node, count - 1)
        return self._state.settle()

    def _at(self, path: str) -> Node:
        try:
            return self._state.nodes[path]
        except KeyError as error:
            raise BadInput(_("This form has no item “{path}”.").format(path=path)) from error

    def _countable(self, path: str) -> Node:
        node = self._at(path)
        if not node.is_all or node.item.repeat_count:
            raise BadInput(_("“{path}” cannot be made longer or shorter.").format(path=path))
        return node

    def _told(self, node: Node, texts: Texts) -> str:
        references = node.definition.references if node.definition else {}

        def put_in(match: re.Match[str]) -> str:
            ready = references.get(match[1])
            return text_of(self._state.worked_out(ready, node)) if ready else "…"

        return REFERENCE.sub(put_in, text_in(texts, self._language, self._instrument.default_language))

    def _message(self, node: Node) -> str:
        texts = {"required": node.item.required_message, "constraint": node.item.constraint_message}
        return self._told(node, texts.get(node.problem, {})) or message_of(node.problem, node.item)
