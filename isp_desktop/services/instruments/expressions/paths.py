"""Paths of an expression: every step of them is looked up before it is translated."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from isp_desktop.domain.instrument import NUMBERS
from isp_desktop.domain.language import _
from isp_desktop.services.instruments.expressions.fragments import ALL, Fragment, Names, Path, list_path
from isp_desktop.services.instruments.expressions.tokens import END, ExpressionError, Token


@dataclass(slots=True)
class Here:
    """Where a path begins.

    Attributes:
        at: the path of the context.
        shared: the number of names it shares with the place of the expression.
        prefix: what leads from XPath's own context to it.
    """

    at: Path
    shared: int
    prefix: str = ""


class PathParser(ABC):
    """What reads the words of an expression one by one; here, those of its paths.

    Attributes:
        reads: what was read so far, as in `Translated`.
        lists: the lists of choices looked into.
        within: the number of conditions in brackets that it is in.
        here: where a path begins that does not say so itself.
    """

    def __init__(self, words: list[Token], names: Names, place: Path, of_list: str) -> None:
        self._words = words
        self._at = 0
        self.names = names
        self.place = place
        self.within = 1 if of_list else 0
        self.here = Here(("", of_list, "root", "item"), 0) if of_list else Here(place, len(place))
        self.reads: dict[Path, int] = {}
        self.lists: set[str] = set()

    @abstractmethod
    def expression(self, binding: int) -> Fragment:
        """An expression up to the next operator that binds no stronger than `binding`."""

    @property
    def next(self) -> Token:
        return self._words[self._at]

    def has(self, text: str, ahead: int = 0) -> bool:
        word = self._words[min(self._at + ahead, len(self._words) - 1)]
        return word.text == text and word.sort in ("sign", "name")

    def take(self) -> Token:
        word = self.next
        if word == END:
            raise ExpressionError(_("It ends too early."))
        self._at += 1
        return word

    def expect(self, text: str) -> None:
        word = self.take()
        if word.text != text or word.sort != "sign":
            raise ExpressionError(
                _("“{word}” stands where “{wanted}” is expected.").format(word=word.text, wanted=text)
            )

    def path(self) -> Fragment:
        word = self.take()
        if word.sort == "reference":
            return self._steps(*self._reference(word.text))
        if word.text == "current" and self.has("("):
            self._brackets()
            return self._steps("$current", self.place, len(self.place))
        if word.text == "instance" and self.has("("):
            return self._steps(*self._instance())
        if word.text == "/" and word.sort == "sign":
            root = self.take()
            if root.sort != "name":
                raise ExpressionError(_("“/” must be followed by a name."))
            return self._steps("/form/data", (), 0)
        if word.text == "//" and word.sort == "sign":
            raise ExpressionError(_("“//” is not taken; write the whole path."))
        self._at -= 1
        return self._relative()

    def _brackets(self) -> None:
        self.expect("(")
        self.expect(")")

    def _reference(self, name: str) -> tuple[str, Path, int]:
        target = self.names.named(name)
        common = [one for one in self.names.repeats(target[:-1]) if self.place[: len(one)] == one]
        if not common:
            return "/form/data/" + "/".join(target), target, 0
        shared = len(common[-1])
        up = "../" * (len(self.place) - shared)
        start = "$current/" if self.within or self.here.prefix else ""
        return start + up + "/".join(target[shared:]), target, shared

    def _instance(self) -> tuple[str, Path, int]:
        self.expect("(")
        told = self.take()
        self.expect(")")
        name = told.text[1:-1]
        if told.sort != "text" or name not in self.names.lists:
            refusal = _("It looks into “{name}”, which is no list on the sheet choices.")
            raise ExpressionError(refusal.format(name=name))
        self.lists.add(name)
        return list_path(name), ("", name), 0

    def _relative(self) -> Fragment:
        here = self.here
        if self.has("."):
            self.take()
            xpath = here.prefix.rstrip("/") or "."
            if here.at == self.place and not (self.has("/") or self.has("[")):
                # Its own answer: not something it waits for.
                return Fragment(xpath, "nodes", self.names.kinds.get(here.at) in NUMBERS)
            return self._steps(xpath, here.at, here.shared)
        step, at, shared = self._step(here.at, here.shared)
        return self._steps(here.prefix + step, at, shared)

    def _step(self, at: Path, shared: int) -> tuple[str, Path, int]:
        """One step from `at`: its XPath, where it leads, and how much of that is shared with the place."""
        word = self.take()
        if word.text == ".." and word.sort == "sign":
            if not at or (at[0] == "" and len(at) <= 2):
                raise ExpressionError(_("It leads out of the form."))
            return "..", at[:-1], min(shared, len(at) - 1)
        if word.text == "." and word.sort == "sign":
            return ".", at, shared
        if word.text == "*" and word.sort == "sign":
            for path in self.names.kinds:
                if path[:-1] == at:
                    self.note(path, shared)
            return f"*[not(self::{ALL})]", (*at, "*"), shared
        if self.has("::"):
            raise ExpressionError(_("A step such as “{axis}::” is not taken.").format(axis=word.text))
        if word.sort != "name" or self.has("("):
            raise ExpressionError(_("“{word}” is not expected there.").format(word=word.text))
        target = (*at, word.text)
        if not (at and at[0] == "") and target not in self.names.kinds:
            refusal = _("There is no item “{name}” at that place.")
            raise ExpressionError(refusal.format(name=word.text), word.text)
        return word.text, target, shared

    def _steps(self, xpath: str, at: Path, shared: int) -> Fragment:
        """What follows the beginning of a path: conditions in brackets, and further steps."""
        while True:
            if self.has("["):
                xpath += self._condition(at, shared)
            elif self.has("/"):
                self.take()
                step, at, shared = self._step(at, shared)
                xpath += f"/{step}"
            elif self.has("//"):
                raise ExpressionError(_("“//” is not taken; write the whole path."))
            else:
                break
        self.note(at, shared)
        return Fragment(xpath, "nodes", self.names.kinds.get(at) in NUMBERS)

    def _condition(self, at: Path, shared: int) -> str:
        if self.within:
            raise ExpressionError(_("A condition in brackets within another is not taken."))
        kept, self.here, self.within = self.here, Here(at, shared), self.within + 1
        self.expect("[")
        found = self.expression(0)
        self.expect("]")
        self.here, self.within = kept, self.within - 1
        return f"[{found.xpath if found.sort == 'number' else found.truth()}]"

    def note(self, at: Path, shared: int) -> None:
        if at in self.names.kinds:
            self.reads[at] = min(shared, self.reads.get(at, shared))

    def bare_reference(self) -> Path:
        word = self.take()
        if word.sort != "reference":
            raise ExpressionError(_("indexed-repeat() wants the names of items, as in ${name}."))
        return self.names.named(word.text)
