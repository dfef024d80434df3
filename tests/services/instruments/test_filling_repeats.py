"""Repeats of a form being filled: how many instances there are, what each sees, and that none of them is lost.

Where a test follows an example of ODK's documentation it says so, as in test_filling.py.
"""

from __future__ import annotations

import pytest
from forms import TODAY, filling, instrument

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Item
from isp_desktop.services.instruments import Filling

CHILDREN = Item("repeat", "child", children=(Item("text", "name"), Item("integer", "age")))


def test_instances_are_added_and_removed_and_counted():
    form = filling(
        CHILDREN,
        Item("calculate", "count", calculation="count(${child})"),
        Item("calculate", "oldest", calculation="max(${age})"),
        Item("calculate", "names", calculation="join(' ', ${name})"),
    )
    assert form.instances("child") == ["child[1]"]
    form.answer("child[1]/name", "Ana")
    assert form.add("child") >= {"child", "child[2]", "child[2]/name", "count"}
    form.answer("child[2]/name", "Bia")
    form.answer("child[2]/age", 7)
    form.add("child")
    form.answer("child[3]/name", "Caio")
    assert form.remove("child[1]") >= {"child", "count", "names"}
    assert form.instances("child") == ["child[1]", "child[2]"]
    assert (form.calculated("count"), form.calculated("oldest"), form.calculated("names")) == ("2", "7", "Bia Caio")
    form.remove("child[2]")
    form.remove("child[1]")
    assert (form.calculated("count"), form.calculated("oldest"), form.answers()) == ("0", "", {"count": "0"})
    with pytest.raises(BadInput):
        form.remove("child[1]")


def test_each_instance_sees_its_own_answers_and_those_before_it():
    """form-logic, "Dynamic defaults in repeats"; form-repeats, position(..)."""
    form = filling(
        Item(
            "repeat",
            "tree",
            children=(
                Item("text", "species", default_calculation="${tree}[position() = position(current()/..) - 1]/species"),
                Item("calculate", "number", calculation="position(..)"),
                Item("integer", "age"),
                Item("text", "why", relevant="${age} > 100"),
                Item("calculate", "before", calculation="indexed-repeat(${age}, ${tree}, position(..) - 1)"),
            ),
        )
    )
    form.answer("tree[1]/species", "oak")
    form.answer("tree[1]/age", 150)
    form.add("tree")
    assert form.value("tree[2]/species") == "oak"
    assert (form.calculated("tree[2]/number"), form.calculated("tree[2]/before")) == ("2", "150")
    assert (form.relevant("tree[1]/why"), form.relevant("tree[2]/why")) == (True, False)
    assert form.answer("tree[1]/age", 90) == {"tree[1]/age", "tree[1]/why", "tree[2]/before"}
    form.add("tree")
    form.remove("tree[1]")
    assert (form.calculated("tree[2]/number"), form.calculated("tree[1]/before")) == ("2", "")


def test_the_form_says_how_many_and_a_smaller_number_loses_nothing():
    """form-logic, "Dynamically defined repeat count"."""
    items = (
        Item("integer", "number_of_children"),
        Item("repeat", "child", repeat_count="${number_of_children}", children=(Item("text", "name"),)),
    )
    form = filling(*items)
    assert form.instances("child") == []
    form.answer("number_of_children", 12)
    form.answer("child[12]/name", "Zoe")
    form.answer("number_of_children", 1)
    assert form.instances("child") == ["child[1]"]
    again = Filling(instrument(*items), form.answers(), TODAY)
    again.answer("number_of_children", 12)
    assert again.value("child[12]/name") == "Zoe"
    with pytest.raises(BadInput):
        form.add("child")
    again.answer("number_of_children", 10**9)
    assert len(again.instances("child")) == 200
    again.answer("number_of_children", -3)
    assert again.instances("child") == []


def test_a_repeat_goes_on_as_long_as_somebody_says_so():
    """form-logic, "Repeating as long as a condition is met"."""
    more = "if(${count} = 0 or ${plant}[position()=${count}]/more_plants = 'yes', ${count} + 1, ${count})"
    form = filling(
        Item("calculate", "count", calculation="count(${plant})"),
        Item(
            "repeat",
            "plant",
            repeat_count=more,
            children=(Item("text", "species"), Item("select_one", "more_plants", list="yes_no")),
        ),
        yes_no="yes no",
    )
    assert form.instances("plant") == ["plant[1]"]
    form.answer("plant[1]/more_plants", "yes")
    form.answer("plant[2]/more_plants", "no")
    assert form.instances("plant") == ["plant[1]", "plant[2]"]


def test_a_repeat_that_never_comes_to_rest_is_stopped():
    form = filling(
        Item("calculate", "count", calculation="count(${plant})"),
        Item("repeat", "plant", repeat_count="if(${count} = 1, 0, 1)", children=(Item("text", "species"),)),
    )
    assert len(form.instances("plant")) in (0, 1)


def test_a_repeat_shows_when_its_condition_comes_true_with_all_its_instances():
    """form-logic, "Repeating zero or more times"."""
    form = filling(
        Item("select_one", "trees_present", list="yes_no"),
        Item("repeat", "tree", relevant="${trees_present} = 'yes'", children=(Item("text", "species"),)),
        Item("calculate", "trees", calculation="count(${tree})"),
        yes_no="yes no",
    )
    assert not form.relevant("tree[1]/species")
    assert form.calculated("trees") == "0"
    form.answer("trees_present", "yes")
    assert form.relevant("tree[1]/species")
    assert form.calculated("trees") == "1"


def test_repeats_in_repeats():
    form = filling(
        Item(
            "repeat",
            "house",
            children=(
                Item("text", "street"),
                Item(
                    "repeat",
                    "person",
                    children=(Item("integer", "age"), Item("calculate", "at", calculation="${street}")),
                ),
                Item("calculate", "ages", calculation="sum(${age})"),
            ),
        ),
        Item("calculate", "all", calculation="sum(${ages})"),
    )
    form.add("house")
    form.answer("house[1]/street", "Elm")
    form.answer("house[2]/street", "Oak")
    form.add("house[2]/person")
    form.answer("house[1]/person[1]/age", 10)
    form.answer("house[2]/person[1]/age", 1)
    assert form.answer("house[2]/person[2]/age", 2) == {"house[2]/person[2]/age", "house[2]/ages", "all"}
    assert (form.calculated("house[2]/ages"), form.calculated("all")) == ("3", "13")
    assert form.calculated("house[2]/person[2]/at") == "Oak"
    form.remove("house[1]")
    assert (form.calculated("all"), form.calculated("house[1]/person[2]/at")) == ("3", "Oak")
