"""Two colleagues edit one draft: what each of them changed is told item by item, and fits together where it can."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from colleagues import exchange
from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.domain.instrument import Choice, Instrument, Item, from_json
from isp_desktop.services import conflicts, settling
from isp_desktop.services.capacity import drafting, instruments
from isp_desktop.services.conflicts import Conflict
from isp_desktop.services.story import story

TIME = Item("select_one", "time", {"": "Supervision time is protected"}, list="scale")
DATA = Item("select_one", "data", {"": "Staff read their own data"}, list="scale")
WHY = Item("text", "why", {"": "Why?"}, relevant="${time} = '1'")
PLACE = Item("group", "place", {"": "Setting"}, children=(TIME, WHY))
SCALE = (Choice("1", {"": "Little"}), Choice("2", {"": "Much"}))
FORM = Instrument("capacity", "Capacity", items=(PLACE, DATA), lists={"scale": SCALE})
NEW = Item("integer", "count", {"": "How many can run the report?"})

Change = Callable[[Instrument], Instrument]


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def both(store: Store, sam: Store) -> Callable[[Change, Change], Conflict]:
    """Has a draft of two colleagues changed by both at once; gives the conflict as the first of them meets it."""

    def change(mine: Change, theirs: Change) -> Conflict:
        uid = instruments.take_in(store, FORM)[0]
        exchange(store, sam)
        instruments.write(store, uid, mine(FORM))
        instruments.write(sam, uid, theirs(FORM))
        exchange(store, sam)
        (found,) = conflicts.conflicts(store)
        return found

    return change


def reworded(form: Instrument) -> Instrument:
    return drafting.change(form, ("place", "time"), replace(TIME, label={"": "There is time for supervision"}))[0]


def longer(form: Instrument) -> Instrument:
    return drafting.with_list(drafting.add(form, NEW, ("place",))[0], "scale", (*SCALE, Choice("3", {"": "Enough"})))


def test_what_each_changed_is_told_item_by_item_and_joined(both: Callable[..., Conflict], store: Store, sam: Store):
    found = both(reworded, longer)
    mine, theirs = found.versions
    assert mine.words == "Worded anew: “Supervision time is protected” → “There is time for supervision”"
    assert theirs.words.splitlines() == [
        "New in “Setting”: “How many can run the report?”",
        "Choices: “Little, Much” → “Little, Much, Enough”",
    ]
    assert found.before
    assert found.before.words.splitlines() == [
        "Setting:",
        "- Supervision time is protected",
        "- Why?",
        "- Staff read their own data",
    ]
    joined = conflicts.offered(found)
    assert joined
    assert (joined.overlaps, set(joined.words.splitlines())) == (False, {mine.words, *theirs.words.splitlines()})
    assert from_json(joined.text) == longer(reworded(FORM))
    (there,) = conflicts.conflicts(sam)
    assert conflicts.offered(there) == joined
    settling.settle(store, found.uid, "content", value=joined.text)
    assert conflicts.count(store) == 0
    settled, *_others, made = story(store, found.uid).steps
    assert [one.after for one in made.changes if one.label == "Questions"] == ["3 questions"]
    assert "{" not in "".join(one.before + one.after for one in settled.changes)


def test_what_does_not_fit_together_is_chosen_as_a_whole(both: Callable[..., Conflict]):
    def otherwise(form: Instrument) -> Instrument:
        return drafting.change(form, ("place", "time"), replace(TIME, label={"": "Supervision happens"}))[0]

    assert conflicts.offered(both(reworded, otherwise)) is None


def test_an_item_that_one_took_out_and_the_other_asks_by_is_not_lost_in_joining(both: Callable[..., Conflict]):
    def without(form: Instrument) -> Instrument:
        return drafting.remove(drafting.remove(form, ("place", "why")), ("place", "time"))

    def asked_by(form: Instrument) -> Instrument:
        return drafting.change(form, ("data",), replace(DATA, relevant="${time} = '2'"))[0]

    found = both(without, asked_by)
    assert found.versions[0].words.splitlines() == [
        "Taken out: “Supervision time is protected”",
        "Taken out: “Why?”",
    ]
    assert "Asked only if ${time} = '2'" in found.versions[1].words
    assert conflicts.offered(found) is None
