"""An expression cut into its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from isp_desktop.domain.language import _, number

LONGEST = 20_000
"""Characters of an expression."""
MOST = 2_000
"""Words of an expression. It bounds the depth to which libxml2 follows a chain of operators."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"[^"]*"|'[^']*')
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<reference>\$\{\s*[^{}]*\s*\})
    |(?P<name>[^\W\d][\w.\-·]*(?::[^\W\d][\w.\-·]*)?)
    |(?P<sign><=|>=|!=|//|::|\.\.|[()\[\],./|+\-*=<>@])
    )""",
    re.VERBOSE,
)


class ExpressionError(Exception):
    """The expression cannot be worked out; `str(error)` is a sentence about it.

    Attributes:
        missing: the name of what it asks for and is not there, or "".
    """

    def __init__(self, sentence: str, missing: str = "") -> None:
        super().__init__(sentence)
        self.missing = missing


class Token(NamedTuple):
    """A word of an expression: of which sort, and what it says."""

    sort: str
    text: str


END = Token("end", "")


def tokens(expression: str) -> list[Token]:
    """The words of `expression`, `END` last.

    Raises:
        ExpressionError: it is too long, or has a character that no expression has.
    """
    if len(expression) > LONGEST:
        raise ExpressionError(_("It has more than {most} characters.").format(most=number(LONGEST)))
    expression = expression.rstrip()
    found: list[Token] = []
    at = 0
    while at < len(expression):
        match = _TOKEN.match(expression, at)
        if match is None:
            raise ExpressionError(
                _("It cannot be read from “{rest}” on.").format(rest=expression[at : at + 30].strip())
            )
        sort = str(match.lastgroup)
        text = match[sort]
        found.append(Token(sort, text[2:-1].strip() if sort == "reference" else text))
        at = match.end()
    if len(found) > MOST:
        raise ExpressionError(_("It has more than {most} words.").format(most=number(MOST)))
    return [*found, END]
