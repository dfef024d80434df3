"""Two records of one person made into one, and taken apart again.

The log remembers a merge by itself. It is one transaction: first the record that goes says into which one, last it is
deleted, and all that this notebook wrote between the two is the merge. So it can be taken apart years later, also in a
notebook that only received it, and what was edited since is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from isp_desktop.db import contact, lists, log, settings
from isp_desktop.db import drafts as drafts_table
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress, Transaction
from isp_desktop.domain.clock import Stamp
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.merge import seen_by, values_before
from isp_desktop.domain.record import Record, kind_of, look, look_by_kind
from isp_desktop.domain.revision import Revision, Scope, is_change
from isp_desktop.domain.values import fits
from isp_desktop.services import naming, records
from isp_desktop.services.joining import Left, join
from isp_desktop.services.rewriting import Plan, Steps, rewritten
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
    with store.read() as reading:
        require_pair(reading, lambda uid: read_record(reading, uid), keep, gone)
        earlier = standing_merge(log.of_record(reading, gone))
    if earlier:
        # Restored, but never taken apart: what the earlier merge moved has to be hers again before it moves on.
        take_apart(store, gone, progress)
    with store.read() as reading:
        plan = Plan(reading, lambda history: _moved_changes(history, gone, keep))
        plan.read(reading, log.naming(reading, gone, _fields()), progress)
    with store.write() as transaction:
        kept, going = require_pair(transaction.connection, transaction.look, keep, gone)
        joined = join(kept, going, site_names(transaction.connection, kept, going))
        _say_into(transaction, going, keep)
        if joined.fields:
            records.put(transaction, "person", joined.fields, keep)
        moved = plan.write(transaction)
        typed = _move_drafts(transaction.connection, gone, keep)
        records.delete(transaction, gone)
    return Merged(moved, joined.left, lambda: _undo(store, gone, typed))


def take_apart(store: Store, gone: str, progress: Progress = lambda done, total: None) -> None:
    """Undoes the latest merge of the person `gone`, now or years later; what was edited since stays as it is.

    Raises:
        BadInput: she is not merged into anyone, or a later merge has to be taken apart first; nothing was written.
        NotFound: there is no such record.
        Cancelled: `progress` asked to stop; nothing was written.
    """
    with store.read() as reading:
        window = merge_of(log.of_record(reading, gone))
        _require_latest(reading, gone, window)
        plan = Plan(reading, lambda history: _set_back(history, window))
        uids = log.written_between(reading, window.start.ms, window.end.ms)
        plan.read(reading, [uid for uid in uids if uid != gone], progress)
    with store.write() as transaction:
        if merge_of(transaction.history(gone)) != window:
            raise BadInput(_("This person was merged again meanwhile. Look at the record, then take it apart again."))
        _require_latest(transaction.connection, gone, window)
        plan.write(transaction, gone)
        records.restore(transaction, gone)
        restored = transaction.look(gone)
        assert restored is not None
        _say_into(transaction, restored, None)


def bring_back(store: Store, uid: str) -> None:
    """Restores a deleted record; a person who was merged into another is taken apart from her, links and all.

    Raises:
        BadInput: a later merge has to be taken apart first; nothing was written.
        NotFound: there is no such record.
    """
    history = records.history(store, uid)
    if kind_of(history) == "person" and standing_merge(history):
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
    window = standing_merge(history)
    if window is None:
        raise BadInput(_("This person is not merged with anyone. There is nothing to take apart."))
    return window


def standing_merge(history: Sequence[Revision]) -> Window | None:
    """The merge that holds for a person with these revisions, also where she was only restored since; else None."""
    into = look(history, kinds()["person"]).fields.get(INTO) if history else None
    said = [one for one in history if into and one.fields.get(INTO) == into]
    if not said:
        return None
    first = max(said, key=lambda one: one.stamp)
    ends = [
        one.stamp
        for one in history
        if one.action == "delete" and one.device == first.device and one.stamp > first.stamp
    ]
    return Window(str(into), first.device, first.stamp, min(ends)) if ends else None


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
    if drafts_table.of(reading, gone) is not None:
        refusal = _("{name} has a draft. Save or discard it first, then merge.")
        raise BadInput(refusal.format(name=going.fields.get("name")))
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
        spec.kind: tuple(field for field in spec.fields if "person" in field.targets and not field.by_program)
        for spec in kinds().values()
    }
    return {kind: fields for kind, fields in found.items() if fields}


def read_record(reading: Reading, uid: str) -> Record | None:
    """The record `uid`, whatever its kind."""
    revisions = log.of_record(reading, uid)
    return look_by_kind(revisions, kinds()) if revisions else None


def _say_into(transaction: Transaction, person: Record, keep: str | None) -> None:
    """Writes whose record this is, also where it says so already: each merge is found by what it wrote."""
    scope: Scope = "private" if person.is_private else "shared"
    state = person.private if person.is_private else person.shared
    transaction.revise(person.uid, "person", scope, state.heads, "edit", {INTO: keep})


def _require_latest(reading: Reading, gone: str, window: Window) -> None:
    """Refuses where a later merge of one of the two still holds: what it moved could no longer be told apart."""
    near = {window.keep, *contact.merged_into(reading, window.keep), *contact.merged_into(reading, gone)} - {gone}
    for uid in sorted(near):
        history = log.of_record(reading, uid)
        other = standing_merge(history)
        if other is not None and other.start > window.start:
            names = naming.titles(reading, [uid, other.keep])
            refusal = _("{name} was merged with {other} later. Take these two apart first, then repeat this.")
            raise BadInput(refusal.format(name=names.get(uid, ""), other=names.get(other.keep, "")))


def _moved_changes(history: Sequence[Revision], gone: str, keep: str) -> Steps:
    """What makes a record point to `keep` instead of `gone`, in the versions that wait to be settled too."""
    now = look(history, kinds()[kind_of(history)])
    wanted: dict[str, Any] = {}
    of_heads: dict[str, dict[str, Any]] = {}
    for field in _fields().get(now.kind, ()):
        for head in now.conflicts.get(field.name, ()):
            if head.fields[field.name] == gone:
                of_heads.setdefault(head.id, {})[field.name] = keep
        value = _moved(field, now.fields.get(field.name), gone, keep)
        if value is not None:
            wanted[field.name] = value
    plain = {name: value for name, value in wanted.items() if name not in now.conflicts}
    return Steps(rewritten(now, history, plain, of_heads), bool(wanted) and now.life != "deleted")


def _moved(field: FieldSpec, value: Any, gone: str, keep: str) -> Any:
    """The field's value with `keep` for `gone`; None where `gone` is not in it."""
    if not fits(field, value):
        return None
    if field.is_set:
        return sorted({*value, keep} - {gone}) if gone in (value or ()) else None
    return keep if value == gone else None


def _set_back(history: Sequence[Revision], window: Window) -> Steps:
    """What puts back what the merge changed in one record, as far as it still stands."""
    written = {one.id: one for one in history if window.holds(one) and one.fields}
    if not written:
        return Steps((), False)
    now = look(history, kinds()[kind_of(history)])
    before: dict[str, dict[str, Any]] = {}
    for scope in {one.scope for one in written.values()}:
        before |= values_before(one for one in history if one.scope == scope)
    of_heads: dict[str, dict[str, Any]] = {}
    wanted: dict[str, Any] = {}
    for one in written.values():
        for name, value in one.fields.items():
            beside = [] if is_change(value) else _standing(history, one.scope, name)
            # On two sides of a contested record, only one of which knew the value.
            was = next(
                (before[other.id][name] for other in (one, *written.values()) if before[other.id].get(name)), None
            )
            if len(beside) < 2:
                wanted |= _before(now, name, value, was, window.keep)
            elif one in beside:
                of_heads.setdefault(one.id, {})[name] = was
    return Steps(rewritten(now, history, wanted, of_heads), bool(wanted))


def _standing(history: Sequence[Revision], scope: Scope, name: str) -> list[Revision]:
    """The revisions whose values of a field stand side by side, equal or not."""
    own = [one for one in history if one.scope == scope]
    setters = [one for one in own if name in one.fields]
    followed = {before.id for one in setters for before in seen_by(own, one.parents)}
    return [one for one in setters if one.id not in followed]


def _before(now: Record, name: str, value: Any, before: Any, keep: str) -> dict[str, Any]:
    """The field as it was `before` the merge set it to `value`; {} where it was edited since."""
    if not is_change(value):
        return {name: before} if now.fields.get(name) == value else {}
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
