"""The items of one filled form, each instance of a repeat for itself, with the elements that expressions see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from isp_desktop.domain.instrument import NOT_APPLICABLE, NUMBERS, SEVERAL, Answer, Choice, Item
from isp_desktop.services.instruments.expressions.form import Definition
from isp_desktop.services.instruments.expressions.functions import number_text

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


Sort = Literal["", "required", "type", "choice", "constraint"]
"""Of which sort a problem is: the answer is missing; it is no number or day; it is not offered; it breaks the form's
own rule. "" for no problem."""


class Node:
    """An item of the filled form.

    Attributes:
        path: "group/repeat[2]/item"; of all instances of a repeat together "group/repeat".
        above: the group, instance or, of an instance, the repeat that it stands in; None for the form itself.
        element: what expressions see of it.
        inner: of the form, a group or an instance what stands in it, by name.
        instances: of a repeat.
        shown: what its own condition says. `relevant`: whether all above it are shown, too.
        text: its answer as text, also while it is not relevant.
        offered: of a select, the choices that pass its filter.
        problem: of which sort its problem is, or "".
    """

    __slots__ = (
        *("above", "definition", "element", "fits", "inner", "instances", "offered", "path", "problem"),
        *("read_only", "relevant", "required", "shown", "text"),
    )

    def __init__(self, definition: Definition | None, path: str, above: Node | None, element: Any) -> None:
        self.definition = definition
        self.path = path
        self.above = above
        self.element = element
        self.inner: dict[str, Node] = {}
        self.instances: list[Node] = []
        self.shown = True
        self.relevant = True
        self.required = False
        self.read_only = False
        self.fits = True
        self.text = ""
        self.offered: tuple[Choice, ...] = ()
        self.problem: Sort = ""

    @property
    def item(self) -> Item:
        """What the instrument says of it."""
        assert self.definition is not None
        return self.definition.item

    @property
    def depth(self) -> int:
        """The number of names that lead to it."""
        return len(self.definition.path) if self.definition else 0

    @property
    def is_all(self) -> bool:
        """Whether it stands for all instances of a repeat together."""
        return self.definition is not None and self.item.kind == "repeat" and not self.path.endswith("]")

    @property
    def is_instance(self) -> bool:
        """Whether it is one instance of a repeat; the conditions of the repeat are those of all together."""
        return self.above is not None and self.above.is_all

    @property
    def is_na(self) -> bool:
        """Whether it was answered with "not applicable"."""
        return self.definition is not None and self.item.not_applicable and self.text == NOT_APPLICABLE

    def refresh(self) -> None:
        """Lets expressions see its answer, or nothing where it is not relevant or not applicable."""
        if self.relevant:
            self.element.attrib.pop("off", None)
        else:
            self.element.set("off", "")
        if not self.inner and not self.is_all and self.definition is not None:
            seen = self.relevant and not self.is_na
            self.element.text = UNWRITABLE.sub(" ", self.text) if seen else None

    def sharing(self, shared: int) -> Node:
        """The innermost above it, or itself, to which at most `shared` names lead, and that is one thing."""
        node = self
        while node.above is not None and (node.depth > shared or node.is_all):
            node = node.above
        return node

    def leading(self, names: tuple[str, ...]) -> Iterator[Node]:
        """What `names` lead to from here, in each instance of the repeats between."""
        if not names:
            yield self
        elif self.is_all:
            for instance in self.instances:
                yield from instance.leading(names)
        elif (next_ := self.inner.get(names[0])) is not None:
            yield from next_.leading(names[1:])

    def all_within(self) -> Iterator[Node]:
        """It, and all that stands in it, in the order of the form."""
        yield self
        for node in (*self.inner.values(), *self.instances):
            yield from node.all_within()


def text_of_answer(answer: Answer) -> str:
    """An answer as the text that expressions see."""
    if answer is None:
        return ""
    if isinstance(answer, list):
        return " ".join(answer)
    return answer if isinstance(answer, str) else number_text(float(answer))


def answer_of_text(item: Item, text: str) -> Answer:
    """The answer that `text` is for `item`; a text that does not fit its kind stays as it is."""
    if text == "":
        return None
    if item.not_applicable and text == NOT_APPLICABLE:
        return text
    if item.kind in SEVERAL:
        return text.split()
    if item.kind in NUMBERS and (number := number_in(item, text)) is not None:
        return number
    return text


def number_in(item: Item, text: str) -> int | float | None:
    """The number that was answered to an item that wants one; None where it is none."""
    whole = item.kind == "integer"
    pattern = r"\s*[+-]?\d{1,15}\s*" if whole else r"\s*[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})\s*"
    if re.fullmatch(pattern, text, re.ASCII) is None:
        return None
    return int(text) if whole else float(text)
