"""Two people write in one charter, each in a notebook of their own: sections merge, the same words are asked about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from colleagues import change, exchange

from isp_desktop.db.store import Store
from isp_desktop.domain.charter import digest
from isp_desktop.services import conflicts, records, settling
from isp_desktop.services.charters import keeping
from isp_desktop.services.charters.reading import read
from isp_desktop.services.charters.seen import Seen
from isp_desktop.services.state import state

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def charter(store: Store, put: Put, sam: Store) -> str:
    """One that both have."""
    team = put("team", name="Implementation team")
    put("membership", team=team, person=put("person", name="Tomas Lind"), role="Chair")
    uid = put("charter", **keeping.beginning(store, team))
    put("charter", uid, vision="Children read.", ways="We listen.")
    exchange(store, sam)
    return uid


def seen(store: Store, uid: str) -> Seen:
    record = records.get(store, uid)
    return read(store, uid, record.fields, TODAY, conflicts=record.conflicts)


def test_different_sections_merge_in_silence(store: Store, sam: Store, charter: str, put: Put):
    carrier, other = put("person", name="Priya Raman"), put("person", name="Sara Kowal")
    exchange(store, sam)
    change(store, charter, vision="All children read.", function_data=[carrier])
    change(sam, charter, ways="We wait.", function_data=[other])
    exchange(store, sam)
    for own in (store, sam):
        fields = records.get(own, charter).fields
        assert (fields["vision"], fields["ways"]) == ("All children read.", "We wait.")
        assert fields["function_data"] == sorted([carrier, other])
        assert conflicts.count(own) == 0
    assert state(store).shared == state(sam).shared


def test_the_same_section_keeps_both_and_is_settled(store: Store, sam: Store, charter: str):
    change(store, charter, ways="We talk.")
    change(sam, charter, ways="We wait.")
    exchange(store, sam)
    for own in (store, sam):
        [waiting] = [one for one in seen(own, charter).sections if one.conflicts]
        assert (waiting.section.key, waiting.conflicts) == ("ways", ("ways",))
    settling.settle(store, charter, "ways", value="We talk, then wait.")
    exchange(store, sam)
    for own in (store, sam):
        assert records.get(own, charter).fields["ways"] == "We talk, then wait."
        assert not any(one.conflicts for one in seen(own, charter).sections)


def test_a_signature_and_a_change_meet_and_the_signature_is_of_the_earlier_text(store: Store, sam: Store, charter: str):
    [tomas] = seen(sam, charter).signers
    keeping.answer(sam, charter, tomas.person, "signed", digest(records.get(sam, charter).fields), TODAY)
    change(store, charter, vision="All children read.")
    exchange(store, sam)
    for own in (store, sam):
        assert [one.signing for one in seen(own, charter).signers] == ["before"]


def test_the_next_version_begun_by_both_is_two_and_what_is_agreed_holds(store: Store, sam: Store, charter: str):
    for own_state in ("proposed", "agreed"):
        keeping.become(store, charter, own_state, TODAY)
    exchange(store, sam)
    mine, _undo = keeping.begin_next(store, charter)
    theirs, _undo = keeping.begin_next(sam, charter)
    exchange(store, sam)
    assert {one.uid for one in seen(store, charter).versions} == {charter, mine, theirs}
    for own_state in ("proposed", "agreed"):
        keeping.become(sam, theirs, own_state, TODAY)
    exchange(store, sam)
    assert {one.uid: one.state for one in seen(store, charter).versions} == {
        charter: "superseded",
        mine: "draft",
        theirs: "agreed",
    }
    assert state(store).shared == state(sam).shared
