"""What comes from a colleague's notebook: whether a line is a revision, and what it does to a record here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec
import rfc8785

from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.revision import Revision, is_change
from isp_desktop.domain.values import CONTROL, MAX_ELEMENTS, MAX_LINE

MOST_PARENTS = 10_000
"""More heads than any number of colleagues can leave side by side."""

_MOST = 2**48
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}")
_UID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(r"[0-9a-f]{64}")
_MOST_FIELDS = 1_000
_MOST_NAMES = 1_000
_NUMBERS = frozenset({int, float})
_SCALARS = _NUMBERS | {str, bool, type(None)}

Effect = Literal["new", "changed", "identical"]
Place = Literal["new", "changed", "identical", "conflicts", "deleted"]


class NotUnderstood(BadInput):
    """A line that is no revision as this program knows them; it is set aside as it came."""


def read_line(line: bytes) -> Revision:
    """The revision that a line of a bundle holds.

    Raises:
        NotUnderstood: it is none, or not of the shared scope, or not written in the one form there is for it.
    """
    try:
        revision = _decode(line)
        if not _is_well_formed(revision):
            raise NotUnderstood(_("It names something that no notebook would."))
        written = _written(revision)
    except (msgspec.DecodeError, UnicodeError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise NotUnderstood(_("It is not a revision as this version knows them.")) from error
    if written != line:
        raise NotUnderstood(_("It is not in the form in which revisions are written."))
    if revision.scope != "shared":
        raise NotUnderstood(_("It claims to be private, and private words do not travel."))
    # Its canonical form was just made; its id is the hash of exactly this.
    made = revision.__dict__
    made["body"], made["id"] = line, content_id(line)
    return revision


_decode = msgspec.json.Decoder(Revision).decode
_encode = msgspec.json.Encoder(order="sorted").encode


def _written(revision: Revision) -> bytes:
    """The canonical form of a well-formed revision; where no number is in it, the fast encoder gives just that."""
    if _NUMBERS.isdisjoint(map(type, revision.fields.values())):
        return _encode(revision)
    return canonical(msgspec.to_builtins(revision))


def _is_well_formed(revision: Revision) -> bool:
    milliseconds, turn = revision.clock
    parents, fields = revision.parents, revision.fields
    lines = (revision.author, revision.device, revision.reason)
    return (
        bool(_UID.fullmatch(revision.uid))
        and bool(_is_kind(revision.kind))
        and len(parents) <= MOST_PARENTS
        and all(map(_ID.fullmatch, parents))
        and (len(parents) < 2 or list(parents) == sorted(set(parents)))
        and max(map(len, lines)) <= MAX_LINE
        and not CONTROL.search("".join(lines))
        and 0 <= milliseconds < _MOST
        and 0 <= turn < _MOST
        and 0 <= revision.schema < _MOST
        and len(fields) <= _MOST_FIELDS
        and all(map(_is_field, fields))
        and all([_is_set_change(value) for value in fields.values() if type(value) not in _SCALARS])
    )


# The same few names come with every line.
_is_kind = lru_cache(_MOST_NAMES)(_KIND.fullmatch)
_is_field = lru_cache(_MOST_NAMES)(_FIELD.fullmatch)


def _is_set_change(value: object) -> bool:
    return is_change(value) and all(len(elements) <= MAX_ELEMENTS for elements in value.values())  # type: ignore[attr-defined]


class Outcome(msgspec.Struct, frozen=True):
    """What revisions that arrive do to one record.

    Attributes:
        effect: the record is new here, it changes, or all of it was here already.
        fields: the fields whose value shown here changes, sorted.
        conflicts: the fields that wait to be settled because of it, sorted.
        parallel: both sides had worked on it, and nothing of that collides.
        deleted: it is deleted by it.
        contested: one side deleted it while the other worked on it; it stays in sight.
        was: the kind it had here, where it becomes another; "" for nearly every record.
    """

    effect: Effect
    fields: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    parallel: bool = False
    deleted: bool = False
    contested: bool = False
    was: str = ""

    @property
    def to_settle(self) -> int:
        """How much waits to be settled because of it: fields, and a deletion beside other work."""
        return len(self.conflicts) + self.contested

    @property
    def place(self) -> Place:
        """The one heading under which the record is told."""
        return "conflicts" if self.to_settle else "deleted" if self.deleted else self.effect


IDENTICAL = Outcome("identical")


def outcome(before: Record | None, after: Record) -> Outcome:
    """What becomes of a record that stood here as `before`, None where there was nothing of it, and will as `after`."""
    if before is None:
        return Outcome(
            "new", tuple(sorted(after.fields)), tuple(sorted(after.conflicts)), deleted=after.life == "deleted"
        )
    collided = tuple(sorted(name for name in after.conflicts if _heads(after, name) != _heads(before, name)))
    return Outcome(
        effect="changed" if before.shared.heads else "new",
        fields=tuple(
            name
            for name in sorted(before.fields.keys() | after.fields.keys())
            if before.fields.get(name) != after.fields.get(name)
        ),
        conflicts=collided,
        parallel=not collided and bool(set(before.shared.heads) & set(after.shared.heads)),
        deleted=before.life != "deleted" and after.life == "deleted",
        contested=before.life != "contested" and after.life == "contested",
        was=before.kind if before.kind != after.kind else "",
    )


def _heads(record: Record, name: str) -> set[str]:
    return {revision.id for revision in record.conflicts.get(name, ())}


def stands_on(revisions: Sequence[Revision], removed: set[str]) -> set[str]:
    """Those of `removed` that others of `revisions`, all of one record, follow: they cannot go without these."""
    by_id = {revision.id: revision for revision in revisions}
    waiting = [parent for one in revisions if one.id not in removed for parent in one.parents]
    needed: set[str] = set()
    while waiting:
        parent = waiting.pop()
        if parent in removed and parent in by_id and parent not in needed:
            needed.add(parent)
            waiting += by_id[parent].parents
    return needed
