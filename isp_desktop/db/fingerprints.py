"""What the tables were made from, told so briefly that an upgrade sees which of them it has to make again."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any

from msgspec import NODEFAULT, Struct

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.served import rules_of

VERSION = 9
"""Raised when `projection` or `schema` makes something else of the same declarations, and when what holds of a
declaration that does not say otherwise becomes something else; the tables are then made again."""

ACROSS = ""
"""Under what stands what holds across kinds."""

# What tables are the same with and without: words on screen, and what is asked of a value before it is logged. All
# else counts, and so does whatever is added to a declaration.
_SAYS_NOTHING_OF_A_FIELD = frozenset(
    {"label", "help", "section", "required", "by_program", "once", "until", "least", "most", "choices"}
)
_SAYS_NOTHING_OF_A_KIND = frozenset(
    # The fields are told one by one.
    {"label", "plural", "icon", "within", "private_unless_shared", "never_shared", "fields"}
)


def fingerprints() -> dict[str, str]:
    """For each kind what its table was made from, and under `ACROSS` the same for what stands across kinds.

    Where a kind's changes, an upgrade makes its table again; where the other does, all tables.
    """
    return {ACROSS: str(VERSION)} | {name: fingerprint(spec) for name, spec in kinds().items()}


def fingerprint(spec: KindSpec) -> str:
    """The same for two declarations of a kind that put the same of every record into the tables.

    What a declaration says that is so anyway counts for nothing: an option that no kind uses yet changes nothing.
    """
    fields = [_said(field, _SAYS_NOTHING_OF_A_FIELD) for field in spec.fields]
    told = f"{VERSION} {_said(spec, _SAYS_NOTHING_OF_A_KIND)} {fields} {rules_of(spec.kind) or ''}"
    # No secret: what changes it is written by those who write declarations. `hashlib` would load OpenSSL at the start.
    return f"{zlib.crc32(told.encode()):08x}"


def _said(declared: Struct, but: frozenset[str]) -> list[tuple[str, Any]]:
    """What a declaration says that is not so anyway, by the names of its options."""
    names, usual, values_of = _options(type(declared), but)
    told = zip(names, values_of(declared), usual, strict=True)
    return [(name, value) for name, value, so_anyway in told if value != so_anyway]


@cache
def _options(
    declaration: type[Struct], but: frozenset[str]
) -> tuple[Sequence[str], Sequence[Any], Callable[[Struct], Sequence[Any]]]:
    """The names of what can be said, what is so where it is not (NODEFAULT where it has to be), and how to read it."""
    every, usual = declaration.__struct_fields__, declaration.__struct_defaults__
    anyway = dict(zip(every, (*repeat(NODEFAULT, len(every) - len(usual)), *usual), strict=True))
    names = [name for name in every if name not in but]
    return names, [anyway[name] for name in names], attrgetter(*names)
