"""A draft of an instrument, changed item by item."""

from __future__ import annotations

import pytest
from forms import instrument

from isp_desktop.domain.instrument import Choice, Instrument, Item, walk
from isp_desktop.services.capacity import drafting, instrument_words
from isp_desktop.services.capacity.drafting import Refused
from isp_desktop.services.instruments.expressions.form import faults


def small() -> Instrument:
    first = Item("select_one", "reach", {"": "How far is it?"}, list="much", capacity_type="analytic", level="network")
    second = Item("integer", "count", {"": "How many?"}, relevant="${reach} > 1")
    inner = Item("text", "why", {"": "Why?"})
    return instrument(first, second, Item("group", "more", {"": "More"}, children=(inner,)), much="1 2 3")


def paths(made: Instrument) -> list[str]:
    return ["/".join(path) for path, _item in walk(made.items)]


@pytest.mark.parametrize(
    ("after", "there"),
    [
        ((), ["reach", "count", "more", "more/why", "new"]),
        (("reach",), ["reach", "new", "count", "more", "more/why"]),
        (("more",), ["reach", "count", "more", "more/why", "more/new"]),
        (("more", "why"), ["reach", "count", "more", "more/why", "more/new"]),
    ],
)
def test_an_item_goes_behind_another_or_into_a_section(after: tuple[str, ...], there: list[str]) -> None:
    made, path = drafting.add(small(), Item("text", "new"), after)
    assert paths(made) == there
    assert drafting.item_at(made, path) == Item("text", "new")
    assert paths(drafting.remove(made, path)) == paths(small())


@pytest.mark.parametrize(
    ("path", "step", "there"),
    [
        (("count",), -1, ["count", "reach", "more", "more/why"]),
        (("count",), 1, ["reach", "more", "more/count", "more/why"]),
        (("more", "why"), -1, ["reach", "count", "why", "more"]),
        (("more", "why"), 1, ["reach", "count", "more", "why"]),
        (("more",), -1, ["reach", "more", "more/why", "count"]),
        (("reach",), -1, ["reach", "count", "more", "more/why"]),
        (("more",), 1, ["reach", "count", "more", "more/why"]),
    ],
)
def test_an_item_moves_past_its_neighbour_into_a_section_and_out_of_it(
    path: tuple[str, ...], step: int, there: list[str]
) -> None:
    made, now = drafting.move(small(), path, step)
    assert paths(made) == there
    assert drafting.item_at(made, now) == drafting.item_at(small(), path) or path == ("more",)
    assert now[-1] == path[-1]


def test_what_another_item_reads_is_not_taken_out_nor_renamed() -> None:
    with pytest.raises(Refused, match="“count”"):
        drafting.remove(small(), ("reach",))
    with pytest.raises(Refused, match="“count”"):
        drafting.change(small(), ("reach",), Item("text", "other"))


def test_what_is_wrong_with_an_item_is_said_of_its_field() -> None:
    with pytest.raises(Refused) as twice:
        drafting.add(small(), Item("text", "count"), ("reach",))
    assert twice.value.aspect == "name"
    with pytest.raises(Refused) as wrong:
        drafting.change(small(), ("count",), Item("integer", "count", constraint=". >"))
    assert wrong.value.aspect == "constraint"
    with pytest.raises(Refused) as listless:
        drafting.add(small(), Item("select_one", "new", list="nowhere"))
    assert listless.value.aspect == "list"


def test_what_was_wrong_before_keeps_nothing_else_from_being_changed() -> None:
    torn = instrument(Item("integer", "count", relevant="${gone} > 1"), Item("text", "why"))
    assert len(faults(torn)) == 1
    assert paths(drafting.remove(torn, ("why",))) == ["count"]


def test_an_expression_is_checked_at_once() -> None:
    def told(expression: str, aspect: str = "relevant") -> str:
        return drafting.expression_problem(small(), ("count",), aspect, expression, "much")

    assert told("") == told("${reach} >= 2") == ""
    assert "nowhere" in told("${nowhere} = 1")
    assert told("${reach} >=")
    assert told("name = ${reach}", "choice_filter") == ""


def test_choices_are_written_as_lines_and_read_back() -> None:
    before = (
        Choice("1", {"": "Not at all", "French": "Pas du tout"}, {"region": "north"}),
        Choice("2", {"": "Half | half"}, score=1.5),
        Choice("3", {"": "a | b"}),
        Choice("4", {"": "two\nlines"}),
        Choice("5"),
    )
    text = drafting.choice_lines(before, "")
    assert text.splitlines()[:2] == ["1 | Not at all", "2 | Half | half | 1.5"]
    again = drafting.choices_from(text, "", before)
    assert [(one.name, one.score, one.columns) for one in again] == [
        (one.name, one.score, one.columns) for one in before
    ]
    assert [one.label.get("", "").replace(" ", "") for one in again] == [
        one.label.get("", "").replace(" ", "") for one in before
    ]
    assert again[0].label["French"] == "Pas du tout"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 | Yes | often", "Line 1"),
        ("yes | Yes\nno way | No", "Line 2"),
        ("", "at least one"),
        ("1\n1", "stands twice"),
    ],
)
def test_lines_that_are_no_choices_are_told(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        drafting.with_list(small(), "much", drafting.choices_from(text, ""))


@pytest.mark.parametrize(
    ("words", "name"),
    [("How far is it?", "how_far_is_it"), ("3 steps", "item_3_steps"), ("", "item"), ("Count", "count_2")],
)
def test_a_name_is_made_of_the_words(words: str, name: str) -> None:
    assert drafting.free_name(["count"], words, "item") == name


def test_a_language_is_added_once() -> None:
    made = drafting.with_language(small(), "French")
    assert made.languages == ("", "French")
    with pytest.raises(Refused):
        drafting.with_language(made, "French")


def test_an_item_is_told_in_words() -> None:
    told = small()
    item = told.items[0]
    assert instrument_words.scale_words(told, item, "") == "One choice of a list: 1 · 2 · 3"
    assert instrument_words.tag_words(item) == "Analytic, network"
    assert list(instrument_words.condition_words(told.items[1])) == ["Asked only if ${reach} > 1"]
    covered = instrument_words.coverage(told)
    assert len(covered) == 16
    assert {place for place, found in covered.items() if found} == {("analytic", "network")}
    assert covered["analytic", "network"] == [("reach",)]
