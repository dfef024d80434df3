"""Core elements: what was typed as names stays, one act makes a record of it, and two colleagues make the same one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isp_desktop.db import lists
from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.services.integrity import elements

Put = Callable[..., str]


def names(store: Store, initiative: str) -> tuple[list[str], tuple[str, ...]]:
    """The described ones, and those that are no more than named."""
    with store.read() as reading:
        found = elements.of(reading, [initiative])
        [item] = lists.items(reading, "initiative", [initiative])
    return [one.name for one in found], elements.named(item, found)


@pytest.fixture
def initiative(put: Put) -> str:
    return put("initiative", name="Strong starts", core_elements=["Daily practice", "Coaching"])


def test_a_name_becomes_a_record_and_the_way_back_leaves_the_name(store: Store, initiative: str):
    assert names(store, initiative) == ([], ("Coaching", "Daily practice"))
    undo = elements.describe(store, initiative, "Coaching")
    assert names(store, initiative) == (["Coaching"], ("Daily practice",))
    assert set(records.get(store, initiative).fields["core_elements"]) == {"Coaching", "Daily practice"}
    undo()
    assert names(store, initiative) == ([], ("Coaching", "Daily practice"))
    elements.describe(store, initiative, "Coaching")
    assert names(store, initiative) == (["Coaching"], ("Daily practice",))


def test_two_who_describe_the_same_name_make_one_record(initiative: str):
    first = elements.uid_of_element(initiative, "Daily practice")
    assert elements.uid_of_element(initiative, " daily  Practice") == first
    assert elements.uid_of_element(initiative, "Coaching") != first


def test_a_record_that_was_renamed_still_stands_for_its_name(store: Store, put: Put, initiative: str):
    elements.describe(store, initiative, "Coaching")
    put("core_element", elements.uid_of_element(initiative, "Coaching"), name="Coaching in class")
    put("core_element", name="daily practice", initiative=initiative)
    assert names(store, initiative) == (["Coaching in class", "daily practice"], ())


def test_a_name_can_be_taken_out_and_put_back(store: Store, initiative: str):
    undo = elements.take_name_out(store, initiative, "Coaching")
    assert names(store, initiative)[1] == ("Daily practice",)
    undo()
    assert names(store, initiative)[1] == ("Coaching", "Daily practice")


def test_elements_keep_the_order_they_are_given(store: Store, put: Put, initiative: str):
    uids = {name: put("core_element", name=name, initiative=initiative) for name in ("A", "B", "C")}
    undo = elements.move(store, uids["C"], -1)
    assert names(store, initiative)[0] == ["A", "C", "B"]
    undo()
    assert names(store, initiative)[0] == ["A", "B", "C"]
    elements.move(store, uids["A"], -1)
    elements.move(store, uids["C"], 1)
    assert names(store, initiative)[0] == ["A", "B", "C"]


def test_what_is_made_of_a_private_initiative_stays_here(store: Store, put: Put):
    initiative = put("initiative", scope="private", name="Quiet", core_elements=["Coaching"])
    elements.describe(store, initiative, "Coaching")
    assert records.get(store, elements.uid_of_element(initiative, "Coaching")).is_private
