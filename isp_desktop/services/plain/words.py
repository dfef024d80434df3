"""What was typed in a long field, as Markdown that every reader reads alike."""

from __future__ import annotations

import re

from isp_desktop.services.summary.as_markdown import in_markdown
from isp_desktop.services.summary.clean import clean
from isp_desktop.services.summary.notes import read

_ITEM = "- "
# These mark something wherever they stand, and the bar the cells of a table.
_MARKS = re.compile(r"[\\`*_\[\]<>~&|]")


def written(text: str) -> str:
    """The Markdown of what was typed as `text`."""
    text = clean(text)
    easy = _easily(text)
    return in_markdown(read(text)) if easy is None else easy


def _easily(text: str) -> str | None:
    """The same as reading and writing makes, without their cost, where there are but lines and lists; else None.

    Most texts are such, and reading them took nearly all the time in which everything is written out.
    """
    done: list[str] = []
    before = last = ""
    for line in text.split("\n"):
        kind = "" if not line else "item" if line.startswith(_ITEM) else "words"
        if kind and not _is_plain(line.removeprefix(_ITEM)):
            return None
        # Both go on with the list above, each in its way.
        if last == "item" and ((kind == "words" and before) or (kind == "item" and not before)):
            return None
        if kind:
            done += _between(kind, before, last), line
            last = kind
        before = kind
    return "".join(done)


def _between(kind: str, before: str, last: str) -> str:
    if not last:
        return ""
    if kind != before:
        return "\n\n"
    return "\n" if kind == "item" else "  \n"


def _is_plain(line: str) -> bool:
    """Whether every character of a line stands for itself: a letter first, and no space at the end."""
    return line[:1].isalpha() and line.isprintable() and not line.endswith(" ") and not _MARKS.search(line)
