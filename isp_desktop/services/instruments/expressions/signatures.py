"""What each function takes and gives, so that a wrong call is found when a form is read."""

from __future__ import annotations

from typing import Literal, NamedTuple

Sort = Literal["number", "truth", "text", "nodes", "any"]


class Signature(NamedTuple):
    """How a function is called.

    Attributes:
        takes: a letter for each argument, the last one for all that follow: n a number, b a truth, s a text, p a path,
            a anything.
        least, most: how many arguments.
        gives: of which sort its value is.
        ours: the name of our own function; "" where XPath's own serves.
    """

    takes: str
    least: int
    most: int
    gives: Sort
    ours: str = ""


_MANY = 200


def _own(name: str, takes: str, gives: Sort, least: int = -1, most: int = -1) -> Signature:
    fewest = len(takes) if least < 0 else least
    return Signature(takes, fewest, len(takes) if most < 0 else most, gives, name)


SIGNATURES: dict[str, Signature] = {
    "true": Signature("", 0, 0, "truth"),
    "false": Signature("", 0, 0, "truth"),
    "not": Signature("b", 1, 1, "truth"),
    "contains": Signature("ss", 2, 2, "truth"),
    "starts-with": Signature("ss", 2, 2, "truth"),
    "substring-before": Signature("ss", 2, 2, "text"),
    "substring-after": Signature("ss", 2, 2, "text"),
    "substring": Signature("snn", 2, 3, "text"),
    "translate": Signature("sss", 3, 3, "text"),
    "normalize-space": Signature("s", 0, 1, "text"),
    "string-length": Signature("s", 0, 1, "number"),
    "floor": Signature("n", 1, 1, "number"),
    "ceiling": Signature("n", 1, 1, "number"),
    "string": _own("text", "a", "text"),
    "number": _own("number", "a", "number"),
    "if": _own("if", "baa", "any"),
    "coalesce": _own("coalesce", "a", "text", 1, _MANY),
    "selected": _own("selected", "ss", "truth"),
    "selected-at": _own("selected-at", "sn", "text"),
    "count-selected": _own("count-selected", "s", "number"),
    "count-non-empty": _own("count-non-empty", "p", "number"),
    "sum": _own("sum", "a", "number", 1, _MANY),
    "min": _own("min", "a", "number", 1, _MANY),
    "max": _own("max", "a", "number", 1, _MANY),
    "round": _own("round", "nn", "number", 1, 2),
    "int": _own("int", "n", "number"),
    "pow": _own("pow", "nn", "number"),
    "abs": _own("abs", "n", "number"),
    "sqrt": _own("sqrt", "n", "number"),
    "exp": _own("exp", "n", "number"),
    "exp10": _own("exp10", "n", "number"),
    "log": _own("log", "n", "number"),
    "log10": _own("log10", "n", "number"),
    "sin": _own("sin", "n", "number"),
    "cos": _own("cos", "n", "number"),
    "tan": _own("tan", "n", "number"),
    "asin": _own("asin", "n", "number"),
    "acos": _own("acos", "n", "number"),
    "atan": _own("atan", "n", "number"),
    "atan2": _own("atan2", "nn", "number"),
    "concat": _own("concat", "a", "text", 1, _MANY),
    "join": _own("join", "sa", "text", 2, _MANY),
    "substr": _own("substr", "snn", "text", 2, 3),
    "ends-with": _own("ends-with", "ss", "truth"),
    "regex": _own("regex", "ss", "truth"),
    "checklist": _own("checklist", "nna", "truth", 3, _MANY),
    "weighted-checklist": _own("weighted-checklist", "nna", "truth", 4, _MANY),
    "boolean-from-string": _own("boolean-from-string", "s", "truth"),
    "date": _own("date", "a", "text"),
    "date-time": _own("date-time", "a", "text"),
    "decimal-date-time": _own("decimal-date-time", "a", "number"),
    "decimal-time": _own("decimal-time", "a", "number"),
    "format-date": _own("format", "as", "text"),
    "format-date-time": _own("format", "as", "text"),
}
"""Those that are called like any function; `grammar.py` knows the others."""
