"""Scores against tables computed by hand, and what must hold for any answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from isp_desktop.domain.answers import read_votes, uid_of, vote
from isp_desktop.domain.capacity_result import (
    PERCENT,
    Unit,
    enough_in_common,
    is_met,
    is_short,
    is_strength,
    unit_in_common,
)
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item
from isp_desktop.domain.scoring import (
    Method,
    Rated,
    Score,
    compare,
    in_common,
    profile,
    rated_items,
    scale_of,
    score,
    spread,
)
from isp_desktop.domain.values import is_uid

FOUR = tuple(Choice(name, {"": name}) for name in ("1", "2", "3", "4"))
AGREE = (Choice("no", score=0), Choice("partly", score=1), Choice("yes", score=2), Choice("dont_know"))


def item(name: str, *, scale: str = "four", **tags: object) -> Item:
    return Item("select_one", name, list=scale, **tags)  # type: ignore[arg-type]


INSTRUMENT = Instrument(
    "capacity",
    "Capacity",
    items=(
        Item(
            "group",
            "staff",
            children=(
                item("knows", capacity_type="general", level="individual", dimension="knowledge"),
                item("time", capacity_type="general", level="individual", reverse=True, weight=2.0),
                item("data", capacity_type="analytic", level="organization", not_applicable=True),
                Item("note", "thanks"),
            ),
        ),
        Item("group", "system", children=(item("funded", scale="agree"), Item("text", "remark"))),
        Item("repeat", "visits", children=(item("went"),)),
        Item("range", "hope", parameters={"start": "0", "end": "1", "step": "0.5"}),
    ),
    lists={"four": FOUR, "agree": AGREE, "same": (Choice("1"), Choice("1.0"))},
)
ITEMS = rated_items(INSTRUMENT)
STAFF = ITEMS[:3]


def test_only_what_has_numbers_and_does_not_repeat_is_rated():
    assert [(one.path, one.section) for one in ITEMS] == [
        ("staff/knows", "staff"),
        ("staff/time", "staff"),
        ("staff/data", "staff"),
        ("system/funded", "system"),
        ("hope", ""),
    ]
    assert [one.scale.steps for one in ITEMS[2:]] == [(1, 2, 3, 4), (0, 1, 2), (0, 0.5, 1)]
    assert scale_of(INSTRUMENT, item("odd", scale="same")) is None
    assert scale_of(INSTRUMENT, Item("range", "odd", parameters={"start": "x"})) is None
    # As pyxform has it where a range says nothing.
    assert scale_of(INSTRUMENT, Item("range", "usual")).steps == tuple(range(1, 11))  # type: ignore[union-attr]
    assert scale_of(INSTRUMENT, Item("range", "fine", parameters={"end": "1000", "step": "0.001"})) is not None


# By hand: "time" is reverse-worded (answer 2 counts 3) and counts twice.
TABLE: list[tuple[Mapping[str, str], Method, int, tuple[float | None, int | None, int, int, int]]] = [
    ({"staff/knows": "4", "staff/time": "2", "staff/data": "1"}, "mean", 0, ((4 + 2 * 3 + 1) / 4, 58, 3, 0, 0)),
    ({"staff/knows": "4", "staff/time": "2", "staff/data": "1"}, "sum", 0, (11.0, 58, 3, 0, 0)),
    ({"staff/knows": "4", "staff/time": "2", "staff/data": "1"}, "percent", 0, (100 * 7 / 12, 58, 3, 0, 0)),
    ({"staff/knows": "4", "staff/time": "2", "staff/data": "n/a"}, "mean", 100, (10 / 3, 78, 2, 0, 1)),
    ({"staff/knows": "4", "staff/time": "2"}, "mean", 66, (10 / 3, 78, 2, 1, 0)),
    ({"staff/knows": "4", "staff/time": "2"}, "mean", 67, (None, None, 2, 1, 0)),
    # "Not applicable" where it is not offered, an answer that no choice has, and nothing.
    ({"staff/knows": "n/a", "staff/time": "5"}, "mean", 0, (None, None, 0, 3, 0)),
    ({"staff/data": "n/a"}, "mean", 0, (None, None, 0, 2, 1)),
]


@pytest.mark.parametrize(("answers", "method", "least", "expected"), TABLE)
def test_scores_computed_by_hand(
    answers: Mapping[str, str], method: Method, least: int, expected: tuple[float | None, int | None, int, int, int]
):
    found = score(STAFF, answers, method, least)
    assert (found.value, found.percent) == (pytest.approx(expected[0]), expected[1])
    assert (found.counted, found.missing, found.not_applicable) == expected[2:]


def test_items_of_different_scales_have_percent_in_common():
    answers = {"staff/knows": "3", "system/funded": "partly", "hope": "0.5"}
    found = score([ITEMS[0], *ITEMS[3:]], answers, "mean")
    assert (found.scale, found.value) == ((0, 100), pytest.approx(100 * (2 / 3 + 0.5 + 0.5) / 3))
    assert score(ITEMS[3:4], {"system/funded": "dont_know"}, "mean").missing == 1


def test_each_tag_has_a_score_of_its_own():
    found = profile(ITEMS, {"staff/knows": "4", "staff/time": "4", "staff/data": "2"}, "mean")
    assert {cell: one.value for cell, one in found.cells.items()} == {
        ("general", "individual"): pytest.approx((4 + 2 * 1) / 3),
        ("analytic", "organization"): 2,
    }
    assert {key: one.value for key, one in found.dimensions.items()} == {"knowledge": 4}
    assert {key: (one.counted, one.missing) for key, one in found.sections.items()} == {
        "staff": (3, 0),
        "system": (0, 1),
    }
    assert set(found.types) == {"general", "analytic"}
    assert set(found.levels) == {"individual", "organization"}
    assert found.forms == {}


def test_runs_are_compared_over_what_both_have():
    other = replace(
        INSTRUMENT,
        items=(
            Item("group", "people", children=(item("knows"), item("time"), item("new"))),
            item("funded", scale="agree"),
        ),
    )
    after = rated_items(other)
    # "time" was reverse-worded, "data" and "hope" are gone, "new" is new; "knows" and "funded" moved.
    assert [(one.path, two.path) for one, two in in_common(ITEMS, after)] == [
        ("staff/knows", "people/knows"),
        ("system/funded", "funded"),
    ]
    earlier = {"staff/knows": "1", "staff/time": "1", "system/funded": "no"}
    later = {"people/knows": "3", "people/time": "4", "people/new": "4", "funded": "yes"}
    found = compare(ITEMS, after, earlier, later, "percent")
    assert (found.over, found.whole) == (2, False)
    assert (found.before.overall.percent, found.after.overall.percent) == (0, 83)
    assert compare(ITEMS, ITEMS, earlier, earlier, "mean").whole


def test_short_of_what_is_needed():
    two_thirds = score(STAFF[:1], {"staff/knows": "3"}, "mean")
    assert (two_thirds.percent, is_short(two_thirds, 67), is_short(two_thirds, 68)) == (67, False, True)
    assert not is_short(score(STAFF, {}, "mean"), 50)
    # Where nobody said how much is needed, nothing is short of it.
    assert not is_short(score(STAFF[:1], {"staff/knows": "1"}, "mean"), None)


@pytest.mark.parametrize(
    ("percent", "needed", "expected"),
    [(80, None, True), (75, None, True), (74, None, False), (80, 90, False), (80, 70, True), (50, 40, False)],
)
def test_a_strength_is_three_quarters_of_the_scale_and_not_short(percent: int, needed: int | None, expected: bool):
    assert is_strength(percent, needed) == expected


@pytest.mark.parametrize(
    ("then", "now", "needed", "expected"),
    [
        (20, 60, 60, True),
        # As much as is needed was there before: somebody saw a need all the same.
        (70, 60, 60, True),
        (20, 59, 60, False),
        (20, 75, None, True),
        (20, 60, None, False),
        (80, 80, None, False),
    ],
)
def test_a_need_is_met_by_what_is_needed_or_as_a_strength(then: int, now: int, needed: int | None, expected: bool):
    assert is_met(then, now, needed) == expected


@pytest.mark.parametrize(("common", "own", "expected"), [(0, 0, False), (1, 3, False), (2, 4, True), (2, 3, True)])
def test_half_of_the_items_in_common_are_enough_to_compare(common: int, own: int, expected: bool):
    assert enough_in_common(common, own) == expected


def test_votes_are_read_whatever_stands_there():
    found = read_votes([vote("A", "3"), vote("B", "3"), "C:1", "C:2", "nobody", ":4", "D:", "x y:1"])
    assert (found.seats, found.twice, found.unreadable) == ({"3": ("A", "B")}, ("C",), 4)
    assert (found.count, found.voted, found.of("A"), found.of("C")) == (2, {"A", "B", "C"}, "3", "")
    for seat, value in (("", "1"), ("A:B", "1"), ("A", ""), ("A", "1\n2")):
        with pytest.raises(BadInput):
            vote(seat, value)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([], ""),
        (["A:3"], ""),
        # One holds that it does not apply, or cannot say, and the other rates it.
        (["A:n/a", "B:3"], "apart"),
        (["A:n/a", "B:n/a"], "agreed"),
        (["A:n/a", "A:3", "B:3"], ""),
        (["A:3", "B:3"], "agreed"),
        (["A:2", "B:3"], "near"),
        (["A:2", "B:4"], "apart"),
    ],
)
def test_how_far_votes_lie_from_each_other(votes: list[str], expected: str):
    assert spread(read_votes(votes), ITEMS[0].scale) == expected
    assert spread(read_votes(votes), ITEMS[1].scale) == expected


def test_an_answer_has_one_uid_wherever_it_is_given():
    assessment = "01939b2e-7c00-7abc-8def-0123456789ab"
    found = uid_of(assessment, "staff/knows")
    assert found == uid_of(assessment, "staff/knows") != uid_of(assessment, "staff/time")
    assert is_uid(found)
    assert found[:14] == assessment[:14]


ANSWERS = st.fixed_dictionaries(
    {}, optional={one.path: st.sampled_from(["1", "2", "3", "4", "n/a", "no", "yes", "0.5", "?"]) for one in ITEMS}
)
METHODS = st.sampled_from(["mean", "sum", "percent"])


def kept(found: Score) -> tuple[object, ...]:
    return (found.value and round(found.value, 6), found.share and round(found.share, 6), found.counted)


@given(answers=ANSWERS, method=METHODS, order=st.permutations(ITEMS))
def test_the_order_of_items_and_answers_does_not_matter(answers: dict[str, str], method: Method, order: list[Rated]):
    backwards = dict(reversed(answers.items()))
    assert kept(score(order, backwards, method)) == kept(score(ITEMS, answers, method))


@given(answers=ANSWERS, method=METHODS)
def test_an_item_that_nobody_answered_changes_no_score(answers: dict[str, str], method: Method):
    more = [*STAFF, replace(STAFF[0], path="staff/unanswered")]
    before, after = score(STAFF, answers, method), score(more, answers, method)
    assert kept(before) == kept(after)
    assert after.missing == before.missing + 1


@given(answers=ANSWERS, method=METHODS)
def test_what_does_not_apply_counts_for_nothing(answers: dict[str, str], method: Method):
    given = {**answers, "staff/data": "n/a"}
    with_it, without = score(STAFF, given, method, 50), score(STAFF[:2], given, method, 50)
    assert kept(with_it) == kept(without)
    assert (with_it.missing, with_it.not_applicable) == (without.missing, 1)


@given(answers=ANSWERS, method=METHODS, least=st.integers(0, 100))
def test_each_part_of_a_profile_is_the_score_of_its_items(answers: dict[str, str], method: Method, least: int):
    found = profile(ITEMS, answers, method, least)
    assert found.overall == score(ITEMS, answers, method, least)
    for section, own in found.sections.items():
        assert own == score([one for one in ITEMS if one.section == section], answers, method, least)
    for cell, own in found.cells.items():
        assert own == score([one for one in ITEMS if one.cell == cell], answers, method, least)
    for key, own in found.types.items():
        assert own == score([one for one in ITEMS if one.item.capacity_type == key], answers, method, least)


@given(answers=ANSWERS, method=METHODS)
def test_a_score_stays_within_its_scale(answers: dict[str, str], method: Method):
    found = score(ITEMS, answers, method)
    if found.value is not None and found.share is not None:
        assert found.scale[0] - 1e-9 <= found.value <= found.scale[1] + 1e-9
        assert 0 <= found.share <= 1
    assert found.counted + found.missing + found.not_applicable == len(ITEMS)


@given(answers=ANSWERS, times=st.floats(0.1, 50))
def test_weights_tell_against_each_other_alone(answers: dict[str, str], times: float):
    heavier = [replace(one, item=replace(one.item, weight=one.item.weight * times)) for one in ITEMS]
    methods: tuple[Method, ...] = ("mean", "percent")
    for method in methods:
        assert score(heavier, answers, method).share == pytest.approx(score(ITEMS, answers, method).share)


@given(answer=st.sampled_from(["1", "2", "3", "4"]))
def test_reversed_twice_is_as_it_was(answer: str):
    plain, reverse = (scale_of(INSTRUMENT, item("x", reverse=one)) for one in (False, True))
    assert plain is not None
    assert reverse is not None
    once = reverse.score(answer)
    assert once is not None
    assert reverse.score(str(round(once))) == plain.score(answer)


@given(entries=st.lists(st.one_of(st.text(), st.from_regex(r"[A-C]:[12]", fullmatch=True)), unique=True))
def test_whatever_stands_among_votes_is_counted_and_never_crashes(entries: list[str]):
    found = read_votes(entries)
    assert found.unreadable <= len(entries)
    assert len(found.voted) == found.count + len(found.twice)
    assert found.count + 2 * len(found.twice) + found.unreadable <= len(entries)
    assert found == read_votes(reversed(entries))


def test_what_is_asked_the_other_way_round_stands_on_the_same_unit():
    worded = Unit(1, 4, ((1, "Little"), (4, "Strong")))
    assert unit_in_common([worded, Unit(1, 4), worded]) == worded
    assert unit_in_common([worded, Unit(1, 4, ((1, "Rarely"),))]) == Unit(1, 4)
    assert unit_in_common([worded, Unit(1, 5)]) == PERCENT
