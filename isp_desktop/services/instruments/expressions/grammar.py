"""Expressions of XLSForm into XPath 1.0 that libxml2 can work out, every name of them looked up first.

What comes out has three bounds that what goes in may lack: it reads only the form's own answers and lists, it looks
into no list for each entry of another, and it has no function that gives another value each time.
"""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.domain.instrument import NUMBERS
from isp_desktop.domain.language import _, counted
from isp_desktop.services.instruments.expressions.fragments import (
    OURS,
    Fragment,
    Names,
    Path,
    Translated,
    joined,
    list_path,
)
from isp_desktop.services.instruments.expressions.paths import Here, PathParser
from isp_desktop.services.instruments.expressions.patterns import is_pattern
from isp_desktop.services.instruments.expressions.signatures import SIGNATURES, Signature, Sort
from isp_desktop.services.instruments.expressions.tokens import END, ExpressionError, Token, tokens

_DEEPEST = 40
_OPERATORS = {
    **{"or": 1, "and": 2, "=": 3, "!=": 3},
    **{"<": 4, "<=": 4, ">": 4, ">=": 4},
    **{"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6},
}
_UNARY = 7
_ENDLESS = frozenset({"uuid", "random", "randomize"})


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


class _Parser(PathParser):
    """Expressions, and the functions in them."""

    def __init__(self, words: list[Token], names: Names, place: Path, of_list: str = "") -> None:
        super().__init__(words, names, place, of_list)
        self._is_filter = bool(of_list)
        self._depth = 0

    def whole(self) -> Translated:
        found = self.expression(0)
        if self.next != END:
            raise ExpressionError(_("“{word}” is not expected there.").format(word=self.next.text))
        xpath = found.truth() if self._is_filter else found.xpath
        return Translated(xpath, dict(self.reads), frozenset(self.lists))

    def expression(self, binding: int) -> Fragment:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ExpressionError(_("Its brackets are nested too deeply."))
        left = self._operand()
        while True:
            operator = self.next.text if self.next.sort in ("sign", "name") else ""
            if _OPERATORS.get(operator, 0) <= binding:
                break
            self.take()
            left = joined(left, operator, self.expression(_OPERATORS[operator]))
        self._depth -= 1
        return left

    def _operand(self) -> Fragment:
        if self.has("-"):
            self.take()
            return Fragment(f"-{self.expression(_UNARY - 1).number()}", "number")
        found = self._union_part()
        while self.has("|"):
            self.take()
            other = self._union_part()
            if found.sort != "nodes" or other.sort != "nodes":
                raise ExpressionError(_("“|” stands between paths only."))
            found = Fragment(f"{found.xpath} | {other.xpath}", "nodes", found.numeric and other.numeric)
        return found

    def _union_part(self) -> Fragment:
        word = self.next
        if word.sort == "text":
            return Fragment(self.take().text, "text")
        if word.sort == "number":
            return Fragment(self.take().text, "number")
        if self.has("("):
            self.take()
            found = self.expression(0)
            self.expect(")")
            return Fragment(f"({found.xpath})", found.sort, found.numeric)
        if word.sort == "name" and self.has("(", 1) and word.text not in ("current", "instance"):
            return self._call(self.take().text)
        return self.path()

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
        self.expect("(")
        found: list[Fragment] = []
        while not self.has(")"):
            if found:
                self.expect(",")
            found.append(self.expression(0))
        self.take()
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

    def _regex(self) -> Fragment:
        given = self._arguments()
        if len(given) == 2 and given[1].sort == "text" and given[1].xpath[0] in "'\"":
            pattern = given[1].xpath[1:-1]
            if not is_pattern(pattern):
                raise ExpressionError(_("The pattern “{pattern}” cannot be read.").format(pattern=pattern))
        return self._plain("regex", SIGNATURES["regex"], given)

    def _once_for_all(self) -> Fragment:
        [given] = self._exactly("once", 1)
        return Fragment(f"{OURS}:once($current, {given.xpath})", "text")

    def _choice_name(self) -> Fragment:
        self.expect("(")
        value = self.expression(0)
        self.expect(",")
        told = self.take()
        self.expect(")")
        name = told.text.strip("'\"${} ").rpartition("/")[2]
        list_ = self.names.list_of.get(self.names.named(name))
        if list_ is None:
            raise ExpressionError(_("“{name}” has no list of choices.").format(name=name))
        self.lists.add(list_)
        return Fragment(f"{OURS}:label({value.xpath}, {list_path(list_)}/root/item)", "text")

    def _indexed(self) -> Fragment:
        self.expect("(")
        target = self.bare_reference()
        numbers: dict[Path, str] = {}
        while self.has(","):
            self.take()
            repeat = self.bare_reference()
            if self.names.kinds[repeat] != "repeat" or target[: len(repeat)] != repeat:
                refusal = _("“{name}” is no repeat that “{target}” stands in.")
                raise ExpressionError(refusal.format(name=repeat[-1], target=target[-1]))
            self.expect(",")
            numbers[repeat] = self._index()
        self.expect(")")
        if not numbers:
            raise ExpressionError(_("indexed-repeat() wants an item, its repeat and a number."))
        steps = (target[:depth] for depth in range(1, len(target) + 1))
        told = "".join(f"/{step[-1]}" + (f"[{numbers[step]}]" if step in numbers else "") for step in steps)
        self.note(target, 0)
        return Fragment(f"/form/data{told}", "nodes", self.names.kinds[target] in NUMBERS)

    def _index(self) -> str:
        """The number of an instance; what it names stands where the expression does, not where the instance does."""
        if self.within:
            raise ExpressionError(_("A condition in brackets within another is not taken."))
        kept, self.here = self.here, Here(self.place, len(self.place), "$current/")
        found = self.expression(0).number()
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
    "regex": "_regex",
    "jr:choice-name": "_choice_name",
    "indexed-repeat": "_indexed",
}


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
