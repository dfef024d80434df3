"""The parts of a translated expression, and the names that one may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from isp_desktop.domain.instrument import Instrument, Kind, walk
from isp_desktop.domain.language import _
from isp_desktop.services.instruments.expressions.signatures import Sort
from isp_desktop.services.instruments.expressions.tokens import ExpressionError

Path = tuple[str, ...]
"""The names that lead to an item, without the numbers of repeats. Of a list's entries: "", the list, root, item."""

OURS = "o"
"""The prefix of our own functions."""
ALL = "isp-all"
"""The element that stands for all instances of a repeat together; no path of a form leads to it."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of an expression, as XPath.

    Attributes:
        sort: of which sort its value is.
        numeric: it is a path to items that are answered with a number.
    """

    xpath: str
    sort: Sort
    numeric: bool = False

    def number(self) -> str:
        """It as a number."""
        if self.sort == "number":
            return self.xpath
        return f"number({self.xpath})" if self.numeric else f"{OURS}:number({self.xpath})"

    def truth(self) -> str:
        """It as a truth."""
        if self.sort == "truth":
            return self.xpath
        return f"{OURS}:truth({self.number() if self.numeric else self.xpath})"


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression of an instrument may name.

    Attributes:
        kinds: of each path its kind.
        paths: of each name the paths that end in it.
        lists: the names of the lists of choices.
        list_of: of each path that has one its list.
    """

    kinds: Mapping[Path, Kind]
    paths: Mapping[str, tuple[Path, ...]]
    lists: frozenset[str]
    list_of: Mapping[Path, str]

    @classmethod
    def of(cls, instrument: Instrument) -> Names:
        """The names of `instrument`."""
        kinds = {path: item.kind for path, item in walk(instrument.items)}
        paths: dict[str, tuple[Path, ...]] = {}
        for path in kinds:
            paths[path[-1]] = (*paths.get(path[-1], ()), path)
        lists = {path: item.list for path, item in walk(instrument.items) if item.list}
        return cls(kinds, paths, frozenset(instrument.lists), lists)

    def named(self, name: str) -> Path:
        """The path of the one item called `name`.

        Raises:
            ExpressionError: there is none, or several.
        """
        if name.startswith("last-saved#"):
            raise ExpressionError(_("Answers of the form filled before are not at hand."))
        found = self.paths.get(name, ())
        if not found:
            raise ExpressionError(_("There is no item “{name}”.").format(name=name), name)
        if len(found) > 1:
            raise ExpressionError(_("Several items are called “{name}”.").format(name=name))
        return found[0]

    def repeats(self, path: Path) -> list[Path]:
        """The repeats in which `path` stands, the outermost first; `path` itself among them where it is one."""
        steps = (path[:depth] for depth in range(1, len(path) + 1))
        return [step for step in steps if self.kinds.get(step) == "repeat"]


@dataclass(frozen=True, slots=True)
class Translated:
    """An expression that can be worked out.

    Attributes:
        xpath: of XPath 1.0, with our functions under the prefix `OURS` and the variables current, today and now.
        reads: what it depends on beside its own answer, each with the number of names it shares with the place of the
            expression: what stands in another instance of a repeat beyond these does not matter.
        lists: the lists of choices that it looks into.
    """

    xpath: str
    reads: Mapping[Path, int]
    lists: frozenset[str]


def list_path(name: str) -> str:
    """The XPath of a list of choices; a name that has both sorts of quotation marks is in no form."""
    quote = "'" if "'" not in name else '"'
    return f"/form/list[@name={quote}{name}{quote}]"


def joined(left: Fragment, operator: str, right: Fragment) -> Fragment:
    """Two parts with an operator between them; both turned into what it works on."""
    if operator in ("or", "and"):
        return Fragment(f"{left.truth()} {operator} {right.truth()}", "truth")
    if operator in ("=", "!="):
        if "truth" in (left.sort, right.sort):
            return Fragment(f"{left.truth()} {operator} {right.truth()}", "truth")
        if "number" in (left.sort, right.sort):
            return Fragment(f"{left.number()} {operator} {right.number()}", "truth")
        return Fragment(f"{left.xpath} {operator} {right.xpath}", "truth")
    sort: Literal["truth", "number"] = "truth" if operator[0] in "<>" else "number"
    return Fragment(f"{left.number()} {operator} {right.number()}", sort)
