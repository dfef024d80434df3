"""Instruments in the notebook, and the starter instrument."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from assessments import plan_assessment

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.scoring import CELLS, in_common, rated_items
from isp_desktop.domain.starter_instrument import starter_instrument
from isp_desktop.services import records
from isp_desktop.services.capacity import assessing, instruments
from isp_desktop.services.instruments import Filling, read, write


def test_the_starter_instrument_covers_the_grid_in_both_lengths():
    short, long = (rated_items(starter_instrument(length)) for length in ("short", "long"))  # type: ignore[arg-type]
    assert Counter(one.cell for one in short) == dict.fromkeys(CELLS, 1)
    assert len(long) == 41
    assert {one.cell for one in long} == set(CELLS)
    assert len(in_common(short, long)) == 16
    assert {one.item.form for one in long} == {"psychological", "behavioural", "structural"}
    assert {one.item.dimension for one in long} == {"", "knowledge", "skills", "motivation", "attitudes"}
    assert [sum(one.item.reverse for one in own) for own in (short, long)] == [1, 3]
    assert all(one.item.hint[""] and one.scale.steps == (1, 2, 3, 4) for one in long)


def test_the_starter_instrument_can_be_filled():
    filling = Filling(starter_instrument("long"), {}, dt.date(2026, 10, 14))
    filling.answer("network/partners_know", "n/a")
    assert filling.problems() == []


def test_the_starter_instrument_goes_out_as_a_form_and_comes_back_the_same(tmp_path: Path):
    made = starter_instrument("long")
    path = tmp_path / "starter.xlsx"
    write(made, path)
    found = read(path)
    assert found.not_taken == ()
    assert rated_items(found.instrument) == rated_items(made)
    assert found.instrument.lists == made.lists


def test_two_colleagues_who_take_the_starter_have_one_record(make_store: Callable[[str], Store]):
    one, other = make_store("one"), make_store("other")
    uid = instruments.starter(one, "short")
    assert uid == instruments.starter(other, "short") != instruments.starter(one, "long")
    with one.write() as transaction:
        records.delete(transaction, uid)
    assert instruments.starter(one, "short") == uid
    assert [(kept.name, kept.asks, kept.state) for kept in instruments.library(one)] == [
        ("Capacity, long form", 41, "in_use"),
        ("Capacity, short form", 16, "in_use"),
    ]


def test_a_copy_follows_nothing_and_a_draft_that_asks_nothing_stays_one(store: Store):
    uid = instruments.starter(store, "short")
    copy, undo = instruments.copy(store, uid, "Ours")
    kept = instruments.kept(store, copy)
    assert (kept.name, kept.state, kept.version, kept.follows, kept.asks) == ("Ours", "draft", 1, "", 16)
    undo()
    empty, _undo = instruments.take_in(store, Instrument("empty", "Empty"))
    with pytest.raises(BadInput, match="asks nothing"):
        instruments.publish(store, empty)


def test_what_was_put_in_use_stays_so_once_an_assessment_by_it_was_begun(store: Store, put: Callable[..., str]):
    uid, _undo = instruments.copy(store, instruments.starter(store, "short"), "Ours")
    day, undo = dt.date(2026, 10, 14), instruments.publish(store, uid)
    planned = plan_assessment(store, put("site", name="Alder School"), uid, day)
    undo()
    assert instruments.kept(store, uid).state == "draft"
    undo = instruments.publish(store, uid)
    assessing.start(store, planned, day)
    with pytest.raises(BadInput, match="stays in use"):
        undo()
    assert instruments.kept(store, uid).state == "in_use"
    instruments.retire(store, uid)
    instruments.publish(store, uid)()
    assert instruments.kept(store, uid).state == "retired"
