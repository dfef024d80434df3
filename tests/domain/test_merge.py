"""What must hold of any history, whoever wrote it, in whatever order it arrives; see docs/merge.md."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from histories import SET_FIELDS, UID, VALUE_FIELDS, Notebook, histories, lines_of_work
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.merge import (
    _is_line_of_work,
    _line_of_work,
    _side_by_side,
    common_ground,
    in_order,
    merge,
    seen_by,
    settlings,
    values_before,
)
from isp_desktop.domain.revision import Revision, decode


@given(histories(), st.randoms(use_true_random=False))
def test_order_and_repetition_of_revisions_change_nothing(history: list[Revision], dice: random.Random) -> None:
    shuffled = history + dice.choices(history, k=len(history))
    dice.shuffle(shuffled)
    assert canonical(merge(shuffled).canonical()) == canonical(merge(history).canonical())


@given(histories(most_steps=1))
def test_one_revision_alone_is_read_as_it_is_among_others(history: list[Revision]) -> None:
    """The short way for records that nobody edited again gives what the long way gives."""
    (only,) = history
    after = Notebook("b", 0, {only.id: only}).revise(5, "edit", {})
    alone, followed = merge([only]), merge([only, after])
    assert (alone.values, alone.members, alone.conflicts) == (followed.values, followed.members, followed.conflicts)
    assert alone.heads == (only.id,)
    assert alone.life == ("deleted" if only.action == "delete" else "live")


@given(lines_of_work())
def test_a_line_of_work_is_read_as_any_history_is(line: list[Revision]) -> None:
    """The short way for records that were never written in two places at once gives what the long way gives."""
    known = in_order(line)
    assert _is_line_of_work(known)
    assert merge(line) == _line_of_work(known) == _side_by_side(known)


@given(histories())
def test_the_short_way_is_taken_only_where_each_had_seen_all_before(history: list[Revision]) -> None:
    known = in_order(history)
    if _is_line_of_work(known):
        assert all(_is_before(one, other, history) for one, other in combinations(known, 2))
    assert merge(history) == _side_by_side(known)


@given(histories())
def test_every_value_ever_written_is_a_head_or_an_ancestor_of_one(history: list[Revision]) -> None:
    seen = seen_by(history, merge(history).heads)
    assert {revision.id for revision in seen} == {revision.id for revision in history}


@given(histories())
def test_every_field_ever_written_has_a_value_or_members(history: list[Revision]) -> None:
    state = merge(history)
    for revision in history:
        for name in revision.fields:
            assert name in state.values or name in state.members


@given(histories())
def test_the_value_shown_is_one_that_nobody_replaced(history: list[Revision]) -> None:
    """Checked against a plain reading of the rule, written without bit masks."""
    state = merge(history)
    for name in VALUE_FIELDS:
        setters = [revision for revision in history if name in revision.fields]
        heads = [one for one in setters if not any(_is_before(one, other, history) for other in setters)]
        distinct = {canonical(head.fields[name]) for head in heads}
        if not heads:
            assert name not in state.values
            continue
        assert canonical(state.values[name]) in distinct
        assert (name in state.conflicts) == (len(distinct) > 1)
        if len(distinct) > 1:
            assert {head.id for head in state.conflicts[name]} == {head.id for head in heads}


@given(histories())
def test_an_element_stays_unless_each_of_its_additions_was_removed(history: list[Revision]) -> None:
    state = merge(history)
    for name in SET_FIELDS:
        added = {e for revision in history for e in revision.fields.get(name, {}).get("add", ())}
        for element in added:
            additions = [r for r in history if element in r.fields.get(name, {}).get("add", ())]
            removals = [r for r in history if element in r.fields.get(name, {}).get("remove", ())]
            stays = any(not any(_is_before(a, r, history) for r in removals) for a in additions)
            assert (element in state.members[name]) == stays


@given(histories())
def test_deleted_only_if_nobody_edited_beside_it(history: list[Revision]) -> None:
    state = merge(history)
    actions = {revision.action for revision in history if revision.id in state.heads}
    expected = "live" if "delete" not in actions else "deleted" if actions == {"delete"} else "contested"
    assert state.life == expected


@given(histories(most_steps=8), st.sampled_from([0, -(10**12), 10**12]))
def test_settling_with_all_heads_as_parents_ends_every_conflict(history: list[Revision], lead_ms: int) -> None:
    settler = Notebook("settler", lead_ms, {revision.id: revision for revision in history})
    conflicts = merge(history).conflicts
    settled = settler.revise(99, "edit", {name: "settled" for name in conflicts})
    after = merge([*history, settled])
    assert after.conflicts == {}
    assert all(after.values[name] == "settled" for name in conflicts)


@given(histories(), histories())
def test_a_revision_survives_being_written_and_read(history: list[Revision], other: list[Revision]) -> None:
    for revision in history + other:
        assert decode(revision.body) == revision
        assert decode(revision.body).id == revision.id


@given(histories(most_steps=20), st.randoms(use_true_random=False))
def test_what_stood_before_each_change_is_what_its_author_had_seen(
    history: list[Revision], dice: random.Random
) -> None:
    """Told for all at once as the plain definition tells it for each, in whole histories and in parts of them."""
    known = dice.sample(history, k=dice.randint(1, len(history))) + history[: dice.randint(0, len(history))]
    told = values_before(known)
    assert told.keys() == {revision.id for revision in known}
    for revision in known:
        seen = merge(seen_by(known, revision.parents)).values
        assert told[revision.id] == {name: seen[name] for name in revision.fields if name in seen}


@given(histories())
def test_who_settles_is_who_sets_what_was_in_conflict_before_them(known: list[Revision]) -> None:
    plain = {
        revision.id
        for revision in known
        if revision.fields.keys() & merge(seen_by(known, revision.parents)).conflicts.keys()
    }
    assert settlings(known) == plain


@given(histories(), st.lists(st.integers(0, 13), min_size=1, max_size=5))
def test_common_ground_is_what_every_author_had_seen(known: list[Revision], asked: list[int]) -> None:
    heads = [known[at % len(known)] for at in asked]
    had = [{seen.id for seen in seen_by(known, revision.parents)} for revision in heads]
    ground = common_ground([*known, *known], [revision.id for revision in heads])
    assert {revision.id for revision in ground} == set.intersection(*had)
    assert len(ground) == len({revision.id for revision in ground})
    assert common_ground(known, []) == common_ground(known, ["0" * 64]) == []


def test_what_stood_before_in_a_field_that_changed_its_nature() -> None:
    """A program of another version may keep a set where this one keeps a value: the last value written counts."""
    notebook = Notebook("a", 0)
    fields: list[Any] = [{"tags": {"add": ["x"]}}, {"tags": "y"}, {"tags": {"add": ["z"]}}, {"tags": "w"}]
    first, value, change, last = (notebook.revise(turn, "edit", own) for turn, own in enumerate(fields))
    told = values_before(notebook.known.values())
    assert (told[first.id], told[value.id]) == ({}, {})
    assert (told[change.id], told[last.id]) == ({"tags": "y"}, {"tags": {"add": ["z"]}})
    assert told[last.id] == merge([first, value, change]).values


def test_two_who_settle_alike_are_no_conflict_and_two_who_differ_are_one() -> None:
    first, second = Notebook("a", 0), Notebook("b", 0)
    first.revise(1, "edit", {"name": "mine"})
    second.revise(2, "edit", {"name": "theirs"})
    both = first.known | second.known
    for values, conflicts in ((("mine", "mine"), 0), (("mine", "theirs"), 1)):
        settlers = [Notebook(value, 0, dict(both)) for value in ("a", "b")]
        settled = [one.revise(3 + at, "edit", {"name": values[at]}) for at, one in enumerate(settlers)]
        assert len(merge([*both.values(), *settled]).conflicts) == conflicts


def test_true_and_one_are_different_values() -> None:
    first, second = Notebook("a", 0), Notebook("b", 0)
    revisions = [first.revise(1, "edit", {"name": True}), second.revise(1, "edit", {"name": 1})]
    assert set(merge(revisions).conflicts) == {"name"}


def test_a_missing_parent_hides_nothing() -> None:
    """A colleague may send a part of a history; what came is shown, and the rest joins when it comes."""
    notebook = Notebook("a", 0)
    revisions = [notebook.revise(turn, "edit", {"name": f"value {turn}"}) for turn in range(3)]
    assert merge([revisions[0], revisions[2]]).conflicts.keys() == {"name"}
    assert merge(revisions).values == {"name": "value 2"}
    assert merge(revisions).heads == (revisions[2].id,)
    assert all(revision.uid == UID for revision in revisions)


def test_a_long_history_is_merged_without_recursion() -> None:
    latest: tuple[str, ...] = ()
    revisions = []
    for turn in range(3_000):
        revision = Revision(
            uid=UID, kind="site", scope="shared", parents=latest, author="a", device="a",
            clock=(3_000 - turn, 0), action="edit", schema=1, fields={"name": str(turn)},
        )  # fmt: skip
        latest = (revision.id,)
        revisions.append(revision)
    assert merge(revisions).values == {"name": "2999"}


def _is_before(one: Revision, other: Revision, history: list[Revision]) -> bool:
    return one.id != other.id and one.id in {r.id for r in seen_by(history, other.parents)}
