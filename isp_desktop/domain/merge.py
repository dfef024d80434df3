"""The state of a record as a pure function of the set of its revisions.

Merging two notebooks is the union of their revisions, so it is commutative, associative and idempotent. What is below
turns such a set into what people see: values, conflicts, set members, and whether the record lives. The order in which
revisions are given never matters. Rules and traps: docs/merge.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, reduce
from itertools import pairwise
from operator import or_
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import Struct

from isp_desktop.domain.canonical import Json, canonical
from isp_desktop.domain.revision import Revision, is_change

Life = Literal["live", "deleted", "contested"]


class State(Struct, frozen=True):
    """What the revisions of one record in one scope amount to.

    Attributes:
        heads: ids of the revisions that no other one follows, sorted; the parents of the next edit.
        life: "contested" when a deletion and an edit that had not seen it stand side by side.
        values: each value field ever written, and the value to show (None when it was cleared).
        members: each set field ever written, and its elements, sorted.
        conflicts: each value field with two or more distinct concurrent values, and the revisions that hold them,
            latest first.
    """

    heads: tuple[str, ...]
    life: Life
    values: Mapping[str, Any]
    members: Mapping[str, tuple[Any, ...]]
    conflicts: Mapping[str, tuple[Revision, ...]]

    def canonical(self) -> Json:
        """The state as JSON whose canonical bytes are equal exactly when the states are."""
        return {
            "heads": list(self.heads),
            "life": self.life,
            "values": dict(self.values),
            "members": {name: list(members) for name, members in self.members.items()},
            "conflicts": {name: [revision.id for revision in heads] for name, heads in self.conflicts.items()},
        }


_AT_ONCE = 512
_A = TypeVar("_A")

NOTHING = State((), "live", {}, {}, {})
"""The state of a record without revisions in a scope."""


def merge(revisions: Iterable[Revision]) -> State:
    """The state of one record in one scope, given any revisions of it, in any order, with any repeated."""
    return merge_in_order(in_order(revisions))


def in_order(revisions: Iterable[Revision]) -> list[Revision]:
    """Each of `revisions` once, by its clock."""
    distinct = {revision.id: revision for revision in revisions}
    if len(distinct) < 2:
        return list(distinct.values())
    return sorted(distinct.values(), key=lambda revision: (revision.clock, revision.id))


def merge_in_order(known: list[Revision]) -> State:
    """As `merge`, for one who has `known` from `in_order`, all of one scope."""
    if not known:
        return NOTHING
    return _line_of_work(known) if _is_line_of_work(known) else _side_by_side(known)


def _is_line_of_work(known: list[Revision]) -> bool:
    """Whether each revision was written by one who had seen the one before it, and so all of them."""
    return all(before.id in after.parents for before, after in pairwise(known))


def _line_of_work(known: list[Revision]) -> State:
    """The state that revisions make of which each follows all before it: the last one to say something is right.

    Nearly all records of a notebook are such; reading or receiving them all is mostly this.
    """
    values: dict[str, Any] = {}
    for revision in known:
        values.update(revision.fields)
    members: dict[str, tuple[Any, ...]] = {}
    for name in [name for name, value in values.items() if isinstance(value, dict)]:
        changes = [revision.fields[name] for revision in known if name in revision.fields]
        if all(map(is_change, changes)):
            members[name] = _members_after(changes)
            del values[name]
    last = known[-1]
    return State((last.id,), _life([last]), values, members, {})


def _members_after(changes: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    inside: set[Any] = set()
    for change in changes:
        # What one revision both removes and adds is in: a removal ends only what was added before it.
        inside.difference_update(change.get("remove", ()))
        inside.update(change.get("add", ()))
    return tuple(sorted(inside))


def _side_by_side(known: list[Revision]) -> State:
    """The state that any revisions make, those of several people who had not seen each other's."""
    parents = _parents(known)
    writes = _writes(known)
    values: dict[str, Any] = {}
    members: dict[str, tuple[Any, ...]] = {}
    conflicts: dict[str, tuple[Revision, ...]] = {}
    sets = {name for name, setters in writes.items() if _is_set(name, setters, known)}
    added = {name: _elements("add", name, writes[name], known) for name in sets}
    inside = {name: set(added[name]) for name in sets}
    for (name, element), is_followed in _followed(_acts(writes, known, added), parents):
        if element is None:
            latest_first = [known[at] for at in reversed(writes[name]) if not is_followed(at)]
            values[name] = latest_first[0].fields[name]
            if len(latest_first) > 1 and len({canonical(head.fields[name]) for head in latest_first}) > 1:
                conflicts[name] = tuple(latest_first)
        elif all(map(is_followed, added[name][element])):
            inside[name].discard(element)
    for name in sorted(sets):
        members[name] = tuple(sorted(inside[name]))
    followed = {parent for all_of in parents for parent in all_of}
    heads = [revision for at, revision in enumerate(known) if at not in followed]
    return State(
        heads=tuple(sorted(head.id for head in heads)),
        life=_life(heads),
        values=values,
        members=members,
        conflicts=conflicts,
    )


def seen_by(revisions: Iterable[Revision], heads: Iterable[str]) -> list[Revision]:
    """Those of `revisions` that somebody had who saw `heads`: these and all their ancestors."""
    by_id = {revision.id: revision for revision in revisions}
    waiting = [head for head in heads if head in by_id]
    seen: dict[str, Revision] = {}
    while waiting:
        revision_id = waiting.pop()
        if revision_id not in seen:
            seen[revision_id] = by_id[revision_id]
            waiting += [parent for parent in by_id[revision_id].parents if parent in by_id]
    return list(seen.values())


def common_ground(revisions: Iterable[Revision], heads: Iterable[str]) -> list[Revision]:
    """Those of `revisions` that everyone had who wrote one of `heads`; the heads themselves are not among them."""
    known = list({revision.id: revision for revision in revisions}.values())
    parents = _parents(known)
    asked = {*heads}
    acts = {at: [at] for at, revision in enumerate(known) if revision.id in asked}
    ground = {*range(len(known))} if acts else set()
    for _head, is_before in _followed(acts, parents):
        ground = {at for at in ground if is_before(at)}
    return [known[at] for at in sorted(ground)]


def values_before(revisions: Iterable[Revision]) -> dict[str, dict[str, Any]]:
    """What the value fields that each revision sets held for the one who set them; by its id, then by field.

    This is `merge(seen_by(revisions, revision.parents)).values` for these fields, at the price of about one merge
    instead of one for each revision.

    Args:
        revisions: of one record in one scope, in any order, with any repeated.
    """
    return {
        revision.id: {name: heads[-1].fields[name] for name, heads in held.items()}
        for revision, held in _held_before(revisions)
    }


def settlings(revisions: Iterable[Revision]) -> frozenset[str]:
    """The ids of the revisions that set a field which was in conflict for the one who set it.

    Args:
        revisions: of one record in one scope, in any order, with any repeated.
    """
    return frozenset(
        revision.id
        for revision, held in _held_before(revisions)
        if any(len({canonical(head.fields[name]) for head in heads}) > 1 for name, heads in held.items())
    )


def _held_before(revisions: Iterable[Revision]) -> Iterator[tuple[Revision, dict[str, list[Revision]]]]:
    """Each revision, and the heads that its value fields had for the one who set them, latest last."""
    known = in_order(revisions)
    parents = _parents(known)
    order = _parents_first(parents)
    before = _ancestors(parents, order)
    standing: list[dict[str, _Standing]] = [{} for _ in known]
    for at in order:
        seen = _joined([standing[parent] for parent in parents[at]], before)
        fields = known[at].fields
        values = {name: seen[name] for name in fields if name in seen and seen[name].is_value}
        yield known[at], {name: [known[head] for head in was.heads] for name, was in values.items()}
        own = {name: _Standing((at,), name in values or not is_change(value)) for name, value in fields.items()}
        standing[at] = seen | own


def _parents(known: list[Revision]) -> list[list[int]]:
    """For each revision the positions of its parents among `known`."""
    position = {revision.id: at for at, revision in enumerate(known)}
    return [[position[parent] for parent in revision.parents if parent in position] for revision in known]


def _parents_first(parents: list[list[int]]) -> list[int]:
    """All positions, none before its parents."""
    order: list[int] = []
    done = [False] * len(parents)
    for start in range(len(parents)):
        path = [start]
        while path:
            at = path[-1]
            waiting = [] if done[at] else [parent for parent in parents[at] if not done[parent]]
            if waiting:
                # A clock may lie, so a parent can sort after its child. Ids are hashes, so a cycle cannot exist.
                path += waiting
                continue
            path.pop()
            if not done[at]:
                done[at] = True
                order.append(at)
    return order


def _ancestors(parents: list[list[int]], order: list[int]) -> list[int]:
    """For each position a bit mask of the positions of its ancestors."""
    before = [0] * len(parents)
    for at in order:
        before[at] = reduce(or_, (before[parent] | 1 << parent for parent in parents[at]), 0)
    return before


class _Standing(NamedTuple):
    """What stands in one field after some revisions: the positions of its heads, and whether it is a value field."""

    heads: tuple[int, ...]
    is_value: bool


def _joined(sides: list[dict[str, _Standing]], before: list[int]) -> dict[str, _Standing]:
    """What stands in each field for one who has seen all `sides`."""
    if len(sides) < 2:
        return sides[0] if sides else {}
    joined = {}
    for name in set().union(*sides):
        there = [side[name] for side in sides if name in side]
        positions = sorted({at for standing in there for at in standing.heads})
        joined[name] = _Standing(tuple(_heads(positions, before)), any(standing.is_value for standing in there))
    return joined


def _heads(positions: Iterable[int], before: list[int]) -> list[int]:
    """Those of `positions` that are no ancestor of another of them, in the given order."""
    chosen = list(positions)
    followed = reduce(or_, (before[at] for at in chosen), 0)
    return [at for at in chosen if not followed >> at & 1]


def _writes(known: list[Revision]) -> dict[str, list[int]]:
    writes: dict[str, list[int]] = {}
    for at, revision in enumerate(known):
        for name in revision.fields:
            writes.setdefault(name, []).append(at)
    return dict(sorted(writes.items()))


def _is_set(name: str, setters: list[int], known: list[Revision]) -> bool:
    """Whether all that set the field change a set; nearly always the first of them tells that they do not."""
    for at in setters:
        value = known[at].fields[name]
        if not (isinstance(value, dict) and is_change(value)):
            return False
    return True


_Act = tuple[str, str | None]
"""Writing to a value field (its name, None), or removing an element of a set field."""


def _elements(change: str, name: str, setters: list[int], known: list[Revision]) -> dict[str, list[int]]:
    """The elements that `change`, "add" or "remove", names in a set field, and where it does."""
    found: dict[str, list[int]] = {}
    for at in setters:
        for element in known[at].fields[name].get(change, ()):
            found.setdefault(element, []).append(at)
    return found


def _acts(
    writes: Mapping[str, list[int]], known: list[Revision], added: Mapping[str, Mapping[str, list[int]]]
) -> dict[_Act, list[int]]:
    """What revisions do that can end what earlier ones did, and where: an element is in if some addition of it has no
    removal among its descendants, so only removals of what was added count."""
    acts: dict[_Act, list[int]] = {}
    for name, setters in writes.items():
        if name not in added:
            acts[name, None] = setters
            continue
        for element, removals in _elements("remove", name, setters, known).items():
            if element in added[name]:
                acts[name, element] = removals
    return acts


def _followed(acts: Mapping[_A, list[int]], parents: list[list[int]]) -> Iterator[tuple[_A, Callable[[int], bool]]]:
    """For each act, how to tell whether a descendant of a position does it.

    The history is walked once for some hundred acts, each a bit, where comparing each revision with each would take its
    square; and a colleague's file with millions of acts takes time, but not the memory of this computer.
    """
    order = _parents_first(parents)
    waiting = list(acts)
    for start in range(0, len(waiting), _AT_ONCE):
        batch = waiting[start : start + _AT_ONCE]
        own = [0] * len(parents)
        for place, act in enumerate(batch):
            for at in acts[act]:
                own[at] |= 1 << place
        after = _afterwards(parents, order, own)
        for place, act in enumerate(batch):
            yield act, partial(_does, after, 1 << place)


def _does(after: list[int], act: int, at: int) -> bool:
    return bool(after[at] & act)


def _afterwards(parents: list[list[int]], order: list[int], own: list[int]) -> list[int]:
    """For each position the bits of all that its descendants do."""
    after = [0] * len(parents)
    for at in reversed(order):
        for parent in parents[at]:
            after[parent] |= after[at] | own[at]
    return after


def _life(heads: list[Revision]) -> Life:
    deletions = [head for head in heads if head.action == "delete"]
    if not deletions:
        return "live"
    return "deleted" if len(deletions) == len(heads) else "contested"
