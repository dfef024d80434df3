"""The questions that an assessment asks: those of its instrument's version, as they were when it began."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from msgspec import Struct

from isp_desktop.db import lists, log
from isp_desktop.db.lists import Item as Row
from isp_desktop.db.store import Reading
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Instrument, Item, from_json, walk
from isp_desktop.domain.scoring import Method, Rated, rated_items

_METHODS: Mapping[str, Method] = {"mean": "mean", "sum": "sum", "percent": "percent"}
_INSTANCE = re.compile(r"\[(\d+)\]")


class Questions(Struct, frozen=True):
    """The questions of one version of an instrument.

    Attributes:
        uid, name, version: of the instrument's record.
        digest: by which it is told whether two runs asked the same.
        content: None where it cannot be read, as from a newer program.
        items: all of them by their paths, in the order of the form.
        rated: the items that have a scale.
        repeated: the paths of those within repeats, of which nobody knows how often they are answered.
        method, least_answered: how they are scored.
        are_others: they are not those that the assessment asked, which are nowhere to be found.
    """

    uid: str
    name: str = ""
    version: int = 1
    digest: str = ""
    content: Instrument | None = None
    items: Mapping[str, Item] = {}
    rated: tuple[Rated, ...] = ()
    repeated: frozenset[str] = frozenset()
    method: Method = "mean"
    least_answered: int = 0
    are_others: bool = False

    def item_at(self, path: str) -> Item | None:
        """The item at `path`, in which the instances of repeats may be numbered; None where there is none."""
        return self.items.get(instance_of(path)[0])

    def is_above(self, path: str) -> bool:
        """Whether items stand in the one at `path`."""
        item = self.item_at(path)
        return item is not None and bool(item.children)


def instance_of(path: str) -> tuple[str, str]:
    """Which item a path names in which the instances of repeats are numbered, and which instance: "2", "2.1", or ""."""
    return _INSTANCE.sub("", path), ".".join(_INSTANCE.findall(path))


def digest_of(content: str) -> str:
    """The SHA-256 of an instrument's content, in hexadecimal."""
    return sha256(content.encode()).hexdigest()


def asked(reading: Reading, assessments: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Questions]:
    """The questions by the uid of an instrument and their digest, "" for those of this moment."""
    wanted = dict.fromkeys(assessments)
    rows = {row.uid: row for row in lists.items(reading, "instrument", {uid for uid, _digest in wanted})}
    return {(uid, digest): _asked(reading, uid, digest, rows.get(uid)) for uid, digest in wanted}


def of_row(row: Row) -> Questions:
    """The questions that an instrument's record has at this moment."""
    content = str(row.fields["content"] or "")
    return _made(row.uid, row.fields, content, digest_of(content) if content else "")


def _asked(reading: Reading, uid: str, digest: str, row: Row | None) -> Questions:
    if row is None:
        return Questions(uid, digest=digest, are_others=True)
    now = of_row(row)
    if digest in ("", now.digest):
        return now
    # What is in use stays as it is, unless somebody's other program changed it: the log has it all.
    for revision in log.of_record(reading, uid):
        content = revision.fields.get("content")
        if isinstance(content, str) and digest_of(content) == digest:
            return _made(uid, row.fields, content, digest)
    return _made(uid, row.fields, str(row.fields["content"] or ""), now.digest, are_others=True)


def _made(uid: str, fields: Mapping[str, Any], content: str, digest: str, *, are_others: bool = False) -> Questions:
    try:
        found = parsed(content)
    except BadInput:
        found = None
    return Questions(
        uid=uid,
        name=str(fields["name"] or ""),
        version=int(fields["version"] or 1),
        digest=digest,
        content=found.instrument if found else None,
        items=found.items if found else {},
        rated=found.rated if found else (),
        repeated=found.repeated if found else frozenset(),
        method=_METHODS.get(str(fields["scoring"] or ""), "mean"),
        least_answered=int(fields["least_answered"] or 0),
        are_others=are_others,
    )


class Parsed(Struct, frozen=True):
    """An instrument and its items, as `Questions` has them."""

    instrument: Instrument
    items: Mapping[str, Item]
    rated: tuple[Rated, ...]
    repeated: frozenset[str]


@lru_cache(maxsize=16)
def parsed(content: str) -> Parsed:
    """What `content` holds.

    Raises:
        BadInput: it cannot be read.
    """
    instrument = from_json(content)
    items = {"/".join(path): item for path, item in walk(instrument.items)}
    repeats = tuple(f"{path}/" for path, item in items.items() if item.kind == "repeat")
    repeated = frozenset(path for path in items if path.startswith(repeats)) if repeats else frozenset()
    return Parsed(instrument, items, rated_items(instrument), repeated)
