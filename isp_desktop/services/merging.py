"""Two records of one person made into one, and taken apart again.

The log remembers a merge by itself. It is one transaction: first the record that goes says into which one, last it is
deleted, and all that this notebook wrote between the two is the merge. So it can be taken apart years later, also in a
notebook that only received it, and what was edited since is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from isp_desktop.db import drafts as drafts_table
from isp_desktop.db import lists, settings
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Progress, Reading, Store, Transaction
from isp_desktop.domain.clock import Stamp
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import values_before
from isp_desktop.domain.record import Record, look
from isp_desktop.domain.revision import Revision, is_change
from isp_desktop.services import naming, records
from isp_desktop.services.joining import Left, join
from isp_desktop.services.taking_back import Undo

INTO = "merged_into"
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Attributes:
        moved: how many records pointed to the one that went, and point to the kept one now.
        left: the values of the one that went which are not in the kept one; they stay in its history.
        undo: takes the two apart, drafts included.
    """

    moved: int
    left: tuple[Left, ...]
    undo: Undo


def merge(store: Store, keep: str, gone: str, progress: Progress = lambda done, total: None) -> Merged:
    """Makes the person `gone` one with the person `keep`: all that points to her points there, her record is deleted.

    Empty fields are filled, sets united, differing texts added; private words stay private (`joining.join`).

    Raises:
        BadInput: these two cannot be merged this way round; nothing was written.
        NotFound: there is no such record.
        Cancelled: `progress` asked to stop; nothing was written.
    """
    with store.write() as transaction:
        kept, going = require_pair(transaction.connection, transaction.look, keep, gone)
        joined = join(kept, going, site_names(transaction.connection, kept, going))
        records.put(transaction, "person", {INTO: keep}, gone)
        if joined.fields:
            records.put(transaction, "person", joined.fields, keep)
        moved = _move(transaction, gone, keep, progress)
        typed = _move_drafts(transaction.connection, gone, keep)
        records.delete(transaction, gone)
    return Merged(moved, joined.left, lambda: _undo(store, gone, typed))


def take_apart(store: Store, gone: str, progress: Progress = lambda done, total: None) -> None:
    """Undoes the latest merge of the person `gone`, now or years later; what was edited since stays as it is.

    Raises:
        BadInput: she is not merged into anyone.
        NotFound: there is no such record.
    """
    with store.write() as transaction:
        window = merge_of(transaction.history(gone))
        pointing = list(pointing_to(transaction.connection, window.keep))
        records.restore(transaction, gone)
        _set_back(transaction, gone, window)
        for at, (uid, _kind) in enumerate(pointing):
            progress(at, len(pointing))
            _set_back(transaction, uid, window)
        _set_back(transaction, window.keep, window)


def bring_back(store: Store, uid: str) -> None:
    """Restores a deleted record; a person who was merged into another is taken apart from her, links and all.

    Raises:
        NotFound: there is no such record.
    """
    if records.get(store, uid).fields.get(INTO):
        take_apart(store, uid)
        return
    with store.write() as transaction:
        records.restore(transaction, uid)


@dataclass(frozen=True, slots=True)
class Window:
    """Which revisions a merge wrote: those of one notebook between its first and its last."""

    keep: str
    device: str
    start: Stamp
    end: Stamp

    def holds(self, revision: Revision) -> bool:
        """Whether the merge wrote `revision`."""
        return revision.device == self.device and self.start <= revision.stamp <= self.end

    @property
    def ms(self) -> int:
        """When it was, in milliseconds since 1970."""
        return self.end.ms


def merge_of(history: Sequence[Revision]) -> Window:
    """The merge that holds for a person with these revisions.

    Raises:
        BadInput: she is not merged into anyone.
        NotFound: there are none.
    """
    if not history:
        raise NotFound(_("There is no such record. Look it up by search."))
    into = look(history, kinds()["person"]).fields.get(INTO)
    said = [one for one in history if into and one.fields.get(INTO) == into]
    first = max(said, key=lambda one: one.stamp, default=None)
    if first is not None:
        ends = [
            one.stamp
            for one in history
            if one.action == "delete" and one.device == first.device and one.stamp > first.stamp
        ]
        if ends:
            return Window(str(into), first.device, first.stamp, min(ends))
    raise BadInput(_("This person is not merged with anyone. There is nothing to take apart."))


def merged_into(reading: Reading, uid: str, limit: int = 2_000) -> list[lists.Item]:
    """The deleted people that say they are the person `uid`, of the `limit` latest deleted."""
    gone = [name.uid for name in lists.deleted(reading, "person", limit)]
    return [item for item in lists.items(reading, "person", gone) if item.fields.get(INTO) == uid]


def pointing_to(reading: Reading, uid: str) -> Iterator[tuple[str, str]]:
    """Uid and kind of every record that points to the person `uid`, latest first; deleted ones left out."""
    before: int | None = None
    while found := lists.timeline(reading, uid, _fields(), before, _PAGE):
        yield from ((source, kind) for _n, source, kind in found)
        before = found[-1][0]


def require_pair(reading: Reading, read: Callable[[str], Record | None], keep: str, gone: str) -> tuple[Record, Record]:
    """The two records, once it is sure that `gone` may be merged into `keep`; raises as `merge` does."""
    kept, going = read(keep), read(gone)
    if kept is None or going is None:
        raise NotFound(_("One of the two people is not in this notebook. Look them up by search."))
    if keep == gone or (kept.kind, going.kind) != ("person", "person"):
        raise BadInput(_("Choose two different people to merge."))
    if kept.life != "live" or going.life != "live":
        raise BadInput(_("One of the two is deleted. Restore it first, then merge."))
    if settings.read(reading, "me") == gone:
        raise BadInput(_("This is your own record. Keep it, and merge the other one into it."))
    if kept.is_private and not going.is_private:
        raise BadInput(_("The record to keep is private, the other one is shared. Keep the shared one."))
    return kept, going


def site_names(reading: Reading, *people: Record) -> dict[str, str]:
    """What the sites of `people` are called."""
    return naming.titles(reading, {uid for person in people for uid in person.fields.get("sites", ())})


@cache
def _fields() -> Mapping[str, tuple[FieldSpec, ...]]:
    """By kind the fields that point to people and that people fill in."""
    found = {
        spec.kind: tuple(field for field in spec.fields if field.to == "person" and not field.by_program)
        for spec in kinds().values()
    }
    return {kind: fields for kind, fields in found.items() if fields}


def _move(transaction: Transaction, gone: str, keep: str, progress: Progress) -> int:
    pointing = list(pointing_to(transaction.connection, gone))
    for at, (uid, kind) in enumerate(pointing):
        progress(at, len(pointing))
        history = transaction.history(uid)
        now = look(history, kinds()[kind])
        changes = {field.name: _moved(field, now.fields.get(field.name), gone, keep) for field in _fields()[kind]}
        wanted = {name: value for name, value in changes.items() if value is not None}
        _put(transaction, now, history, wanted, lambda head, name: head.fields[name] == gone)
    return len(pointing)


def _moved(field: FieldSpec, value: Any, gone: str, keep: str) -> Any:
    """The field's value with `keep` for `gone`; None where `gone` is not in it."""
    if field.is_set:
        return sorted({*value, keep} - {gone}) if gone in (value or ()) else None
    return keep if value == gone else None


def _put(
    transaction: Transaction,
    now: Record,
    history: Iterable[Revision],
    wanted: Mapping[str, Any],
    is_ours: Callable[[Revision, str], bool],
) -> None:
    """Writes values into a record; what is in conflict there, or contested, goes on waiting for someone to settle it.

    Of a field in conflict only the version that `is_ours` says is followed; the others stand beside it as before.
    """
    deletions = {one.id for one in history if one.action == "delete"}
    plain = {name: value for name, value in wanted.items() if name not in now.conflicts}
    if plain:
        seen = [head for head in now.heads if head not in deletions]
        records.put(transaction, now.kind, plain, now.uid, seen)
    for name in wanted.keys() - plain.keys():
        for head in now.conflicts[name]:
            if is_ours(head, name):
                records.put(transaction, now.kind, {name: wanted[name]}, now.uid, [head.id])


def _set_back(transaction: Transaction, uid: str, window: Window) -> None:
    """Puts back what the merge changed in one record, as far as it still stands."""
    history = transaction.history(uid)
    written = [one for one in history if window.holds(one) and one.fields]
    now = look(history, kinds()[history[0].kind])
    if not written or now.life == "deleted":
        return
    wanted: dict[str, Any] = {}
    for one in written:
        before = values_before(other for other in history if other.scope == one.scope)[one.id]
        for name, value in one.fields.items():
            wanted |= _before(now, one, name, value, before, window.keep)
    _put(transaction, now, history, wanted, lambda head, _name: window.holds(head))


def _before(
    now: Record, written: Revision, name: str, value: Any, before: Mapping[str, Any], keep: str
) -> dict[str, Any]:
    """The field as it was before `written` set it to `value`; {} where it was edited since."""
    if not is_change(value):
        in_conflict = any(head.id == written.id for head in now.conflicts.get(name, ()))
        return {name: before.get(name)} if in_conflict or now.fields.get(name) == value else {}
    there, came, went = set(now.fields.get(name, ())), set(value.get("add", ())), set(value.get("remove", ()))
    if went and keep not in there:
        return {}
    return {name: sorted(there - came | went)}


def _move_drafts(connection: Reading, gone: str, keep: str) -> list[tuple[drafts_table.Draft, drafts_table.Draft]]:
    """What is being typed names the kept one too; gives each changed draft as it was and as it is."""
    changed = []
    for draft in drafts_table.every(connection):
        content = {key: _renamed(part, gone, keep) for key, part in draft.content.items()}
        if draft.uid != gone and content != draft.content:
            moved = drafts_table.Draft(draft.uid, draft.kind, draft.saved_ms, content)
            drafts_table.keep(connection, moved)
            changed.append((draft, moved))
    return changed


def _renamed(part: Any, gone: str, keep: str) -> Any:
    """JSON with `keep` for each `gone`, once in a list."""
    if isinstance(part, dict):
        return {key: _renamed(value, gone, keep) for key, value in part.items()}
    if isinstance(part, list):
        if gone in part and keep in part:
            return [one for one in part if one != gone]
        return [_renamed(value, gone, keep) for value in part]
    return keep if part == gone else part


def _undo(store: Store, gone: str, typed: Sequence[tuple[drafts_table.Draft, drafts_table.Draft]]) -> None:
    take_apart(store, gone)
    with store.write() as transaction:
        for was, moved in typed:
            # One that was typed on since is left: it was typed with the kept person on screen.
            if drafts_table.of(transaction.connection, was.uid) == moved:
                drafts_table.keep(transaction.connection, was)
