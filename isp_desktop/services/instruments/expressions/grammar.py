"""Expressions of XLSForm into XPath 1.0 that libxml2 can work out, every name of them looked up first.

What comes out has three bounds that what goes in may lack: it reads only the form's own answers and lists, it looks
into no list for each entry of another, and it has no function that gives another value each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from isp_desktop.domain.instrument import NUMBERS, Instrument, Kind, walk
from isp_desktop.domain.language import _, counted
from isp_desktop.services.instruments.expressions.signatures import SIGNATURES, Signature, Sort
from isp_desktop.services.instruments.expressions.tokens import END, ExpressionError, Token, tokens

Path = tuple[str, ...]
"""The names that lead to an item, without the numbers of repeats. Of a list's entries: "", the list, root, item."""

OURS = "o"
"""The prefix of our own functions."""
ALL = "isp-all"
"""The element that stands for all instances of a repeat together; no path of a form leads to it."""
_DEEPEST = 40
_OPERATORS = {
    **{"or": 1, "and": 2, "=": 3, "!=": 3},
    **{"<": 4, "<=": 4, ">": 4, ">=": 4},
    **{"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6},
}
_UNARY = 7
_ENDLESS = frozenset({"uuid", "random", "randomize"})


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
            raise ExpressionError(_("There is no item “{name}”.").format(name=name))
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


def translate(expression: str, names: Names, place: Path, of_list: str = "") -> Translated:
    """`expression`, which stands at the item `place`; as a filter of the list `of_list` where that is given.

    Raises:
        ExpressionError: it cannot be worked out.
    """
    return _Parser(tokens(expression), names, place, of_list).whole()


def translate_reference(name: str, names: Names, place: Path) -> Translated:
    """`${name}`, as it stands within a label at the item `place`.

    Raises:
        ExpressionError: there is no such item, or several.
    """
    return _Parser([Token("reference", name), END], names, place, "").whole()


@dataclass(slots=True)
class _Here:
    """Where a path begins.

    Attributes:
        at: the path of the context.
        shared: the number of names it shares with the place of the expression.
        prefix: what leads from XPath's own context to it.
    """

    at: Path
    shared: int
    prefix: str = ""


@dataclass(slots=True)
class _Parser:
    words: list[Token]
    names: Names
    place: Path
    of_list: str
    at: int = 0
    depth: int = 0
    within: int = 0
    reads: dict[Path, int] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    here: _Here = field(init=False)

    def __post_init__(self) -> None:
        self.here = _Here(self.place, len(self.place))
        if self.of_list:
            self.here = _Here(("", self.of_list, "root", "item"), 0)
            self.within = 1

    def whole(self) -> Translated:
        found = self._expression(0)
        if self._next != END:
            raise ExpressionError(_("“{word}” is not expected there.").format(word=self._next.text))
        xpath = found.truth() if self.of_list else found.xpath
        return Translated(xpath, dict(self.reads), frozenset(self.lists))

    @property
    def _next(self) -> Token:
        return self.words[self.at]

    def _is(self, text: str, ahead: int = 0) -> bool:
        word = self.words[min(self.at + ahead, len(self.words) - 1)]
        return word.text == text and word.sort in ("sign", "name")

    def _take(self) -> Token:
        word = self._next
        if word == END:
            raise ExpressionError(_("It ends too early."))
        self.at += 1
        return word

    def _expect(self, text: str) -> None:
        word = self._take()
        if word.text != text or word.sort != "sign":
            raise ExpressionError(
                _("“{word}” stands where “{wanted}” is expected.").format(word=word.text, wanted=text)
            )

    def _expression(self, binding: int) -> Fragment:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError(_("Its brackets are nested too deeply."))
        left = self._operand()
        while True:
            operator = self._next.text if self._next.sort in ("sign", "name") else ""
            if _OPERATORS.get(operator, 0) <= binding:
                break
            self.at += 1
            left = _joined(left, operator, self._expression(_OPERATORS[operator]))
        self.depth -= 1
        return left

    def _operand(self) -> Fragment:
        if self._is("-"):
            self._take()
            return Fragment(f"-{self._expression(_UNARY - 1).number()}", "number")
        found = self._union_part()
        while self._is("|"):
            self._take()
            other = self._union_part()
            if found.sort != "nodes" or other.sort != "nodes":
                raise ExpressionError(_("“|” stands between paths only."))
            found = Fragment(f"{found.xpath} | {other.xpath}", "nodes", found.numeric and other.numeric)
        return found

    def _union_part(self) -> Fragment:
        word = self._next
        if word.sort == "text":
            return Fragment(self._take().text, "text")
        if word.sort == "number":
            return Fragment(self._take().text, "number")
        if self._is("("):
            self._take()
            found = self._expression(0)
            self._expect(")")
            return Fragment(f"({found.xpath})", found.sort, found.numeric)
        if word.sort == "name" and self._is("(", 1) and word.text not in ("current", "instance"):
            return self._call(self._take().text)
        return self._path()

    # Paths

    def _path(self) -> Fragment:
        word = self._take()
        if word.sort == "reference":
            return self._steps(*self._reference(word.text))
        if word.text == "current" and self._is("("):
            self._brackets()
            return self._steps("$current", self.place, len(self.place))
        if word.text == "instance" and self._is("("):
            return self._steps(*self._instance())
        if word.text == "/" and word.sort == "sign":
            root = self._take()
            if root.sort != "name":
                raise ExpressionError(_("“/” must be followed by a name."))
            return self._steps("/form/data", (), 0)
        self.at -= 1
        return self._relative()

    def _brackets(self) -> None:
        self._expect("(")
        self._expect(")")

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
        self._expect("(")
        told = self._take()
        self._expect(")")
        name = told.text[1:-1]
        if told.sort != "text" or name not in self.names.lists:
            raise ExpressionError(
                _("There is no list of choices “{name}” on the sheet choices.").format(name=told.text)
            )
        self.lists.add(name)
        return list_path(name), ("", name), 0

    def _relative(self) -> Fragment:
        here = self.here
        if self._is("."):
            self._take()
            xpath = here.prefix.rstrip("/") or "."
            if here.at == self.place and not (self._is("/") or self._is("[")):
                # Its own answer: not something it waits for.
                return Fragment(xpath, "nodes", self.names.kinds.get(here.at) in NUMBERS)
            return self._steps(xpath, here.at, here.shared)
        step, at, shared = self._step(here.at, here.shared)
        return self._steps(here.prefix + step, at, shared)

    def _step(self, at: Path, shared: int) -> tuple[str, Path, int]:
        """One step from `at`: its XPath, where it leads, and how much of that is shared with the place."""
        word = self._take()
        if word.text == ".." and word.sort == "sign":
            if not at or (at[0] == "" and len(at) <= 2):
                raise ExpressionError(_("It leads out of the form."))
            return "..", at[:-1], min(shared, len(at) - 1)
        if word.text == "." and word.sort == "sign":
            return ".", at, shared
        if word.text == "*" and word.sort == "sign":
            for path in self.names.kinds:
                if path[:-1] == at:
                    self._reads(path, shared)
            return f"*[not(self::{ALL})]", (*at, "*"), shared
        if word.sort != "name" or self._is("::") or self._is("("):
            raise ExpressionError(_("“{word}” is not expected there.").format(word=word.text))
        target = (*at, word.text)
        if not (at and at[0] == "") and target not in self.names.kinds:
            raise ExpressionError(_("There is no item “{name}” at that place.").format(name=word.text))
        return word.text, target, shared

    def _steps(self, xpath: str, at: Path, shared: int) -> Fragment:
        """What follows the beginning of a path: conditions in brackets, and further steps."""
        while True:
            if self._is("["):
                xpath += self._condition(at, shared)
            elif self._is("/"):
                self._take()
                step, at, shared = self._step(at, shared)
                xpath += f"/{step}"
            elif self._is("//"):
                raise ExpressionError(_("“//” is not taken; write the whole path."))
            else:
                break
        self._reads(at, shared)
        return Fragment(xpath, "nodes", self.names.kinds.get(at) in NUMBERS)

    def _condition(self, at: Path, shared: int) -> str:
        if self.within:
            raise ExpressionError(_("A condition in brackets within another is not taken."))
        kept, self.here, self.within = self.here, _Here(at, shared), self.within + 1
        self._expect("[")
        found = self._expression(0)
        self._expect("]")
        self.here, self.within = kept, self.within - 1
        return f"[{found.xpath if found.sort == 'number' else found.truth()}]"

    def _reads(self, at: Path, shared: int) -> None:
        if at in self.names.kinds:
            self.reads[at] = min(shared, self.reads.get(at, shared))

    # Functions

    def _call(self, name: str) -> Fragment:
        special = getattr(self, _SPECIAL.get(name, ""), None)
        if special is not None:
            found: Fragment = special()
            return found
        if name in _ENDLESS:
            raise ExpressionError(_("{name}() gives another value each time, and is not taken.").format(name=name))
        signature = SIGNATURES.get(name)
        if signature is None:
            raise ExpressionError(_("The function {name}() is not known here.").format(name=name))
        return self._plain(name, signature, self._arguments())

    def _arguments(self) -> list[Fragment]:
        self._expect("(")
        found: list[Fragment] = []
        while not self._is(")"):
            if found:
                self._expect(",")
            found.append(self._expression(0))
        self._take()
        return found

    def _plain(self, name: str, signature: Signature, given: list[Fragment]) -> Fragment:
        _count(name, len(given), signature.least, signature.most)
        takes = signature.takes.ljust(len(given), signature.takes[-1:] or "a")
        told = ", ".join(_argument(name, take, one) for take, one in zip(takes, given, strict=False))
        called = f"{OURS}:{signature.ours}" if signature.ours else name
        return Fragment(f"{called}({told})", _gives(signature, given))

    def _boolean(self) -> Fragment:
        [given] = self._exactly("boolean", 1)
        return Fragment(given.truth(), "truth")

    def _count_of(self) -> Fragment:
        [given] = self._exactly("count", 1)
        if given.sort != "nodes":
            raise ExpressionError(_("count() counts the items of a path, such as those of a repeat."))
        return Fragment(f"count(({given.xpath})[not(@off)])", "number")

    def _position_of(self) -> Fragment:
        given = self._arguments()
        _count("position", len(given), 0, 1)
        if given:
            return Fragment(f"{OURS}:position({_argument('position', 'p', given[0])})", "number")
        if not self.within:
            raise ExpressionError(_("position() without a path stands in brackets only; write position(..)."))
        return Fragment("position()", "number")

    def _last_of(self) -> Fragment:
        self._exactly("last", 0)
        return Fragment("last()", "number")

    def _pi(self) -> Fragment:
        self._exactly("pi", 0)
        return Fragment("3.141592653589793", "number")

    def _today(self) -> Fragment:
        self._exactly("today", 0)
        return Fragment("$today", "text")

    def _now(self) -> Fragment:
        self._exactly("now", 0)
        return Fragment("$now", "text")

    def _once_for_all(self) -> Fragment:
        [given] = self._exactly("once", 1)
        return Fragment(f"{OURS}:once($current, {given.xpath})", "text")

    def _choice_name(self) -> Fragment:
        self._expect("(")
        value = self._expression(0)
        self._expect(",")
        told = self._take()
        self._expect(")")
        name = told.text.strip("'\"${} ").rpartition("/")[2]
        list_ = self.names.list_of.get(self.names.named(name))
        if list_ is None:
            raise ExpressionError(_("“{name}” has no list of choices.").format(name=name))
        self.lists.add(list_)
        return Fragment(f"{OURS}:label({value.xpath}, {list_path(list_)}/root/item)", "text")

    def _indexed(self) -> Fragment:
        self._expect("(")
        target = self._bare_reference()
        numbers: dict[Path, str] = {}
        while self._is(","):
            self._take()
            repeat = self._bare_reference()
            if self.names.kinds[repeat] != "repeat" or target[: len(repeat)] != repeat:
                refusal = _("“{name}” is no repeat that “{target}” stands in.")
                raise ExpressionError(refusal.format(name=repeat[-1], target=target[-1]))
            self._expect(",")
            numbers[repeat] = self._index()
        self._expect(")")
        if not numbers:
            raise ExpressionError(_("indexed-repeat() wants an item, its repeat and a number."))
        steps = (target[:depth] for depth in range(1, len(target) + 1))
        told = "".join(f"/{step[-1]}" + (f"[{numbers[step]}]" if step in numbers else "") for step in steps)
        self._reads(target, 0)
        return Fragment(f"/form/data{told}", "nodes", self.names.kinds[target] in NUMBERS)

    def _bare_reference(self) -> Path:
        word = self._take()
        if word.sort != "reference":
            raise ExpressionError(_("indexed-repeat() wants the names of items, as in ${{name}}."))
        return self.names.named(word.text)

    def _index(self) -> str:
        """The number of an instance; what it names stands where the expression does, not where the instance does."""
        if self.within:
            raise ExpressionError(_("A condition in brackets within another is not taken."))
        kept, self.here = self.here, _Here(self.place, len(self.place), "$current/")
        found = self._expression(0).number()
        self.here = kept
        return found

    def _exactly(self, name: str, wanted: int) -> list[Fragment]:
        given = self._arguments()
        _count(name, len(given), wanted, wanted)
        return given


_SPECIAL: Mapping[str, str] = {
    "boolean": "_boolean",
    "count": "_count_of",
    "position": "_position_of",
    "last": "_last_of",
    "pi": "_pi",
    "today": "_today",
    "now": "_now",
    "once": "_once_for_all",
    "jr:choice-name": "_choice_name",
    "indexed-repeat": "_indexed",
}


def list_path(name: str) -> str:
    """The XPath of a list of choices; a name that has both sorts of quotation marks is in no form."""
    quote = "'" if "'" not in name else '"'
    return f"/form/list[@name={quote}{name}{quote}]"


def _joined(left: Fragment, operator: str, right: Fragment) -> Fragment:
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


def _argument(name: str, take: str, given: Fragment) -> str:
    if take == "n":
        return given.number()
    if take == "b":
        return given.truth()
    if take == "p" and given.sort != "nodes":
        raise ExpressionError(_("{name}() wants a path.").format(name=name))
    return given.xpath


def _gives(signature: Signature, given: list[Fragment]) -> Sort:
    if signature.ours != "if":
        return signature.gives
    sorts = {one.sort for one in given[1:]}
    return sorts.pop() if len(sorts) == 1 and not sorts & {"nodes"} else "any"


def _count(name: str, given: int, least: int, most: int) -> None:
    if not least <= given <= most:
        wants = str(least) if least == most else _("{least} to {most}").format(least=least, most=most)
        refusal = counted(
            "{{name}}() has {n} argument and wants {{wants}}.",
            "{{name}}() has {n} arguments and wants {{wants}}.",
            given,
        )
        raise ExpressionError(refusal.format(name=name, wants=wants))
