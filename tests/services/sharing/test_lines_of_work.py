"""However work travels, by whom, in which order and from which copy, it ends in the same state."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path
from typing import Any

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services import records
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
from isp_desktop.services.state import state


def _put(store: Store, uid: str = "", **fields: Any) -> str:
    with store.write() as transaction:
        return records.put(transaction, "site", fields, uid).uid


def _send(one: Store, other: Store, place: Path) -> Path:
    path = place / f"{len(list(place.glob('*.ispx')))}.ispx"
    share(one, path, Choice(everything=True), to=[identity(other).public_key])
    receiving.receive(other, path)
    return path


def test_relayed_is_as_good_as_sent(make_store: Any, tmp_path: Path) -> None:
    first, second, third, fourth = (make_store(name) for name in "abcd")
    uid = _put(first, name="Alder Road")
    _send(first, second, tmp_path)
    _put(second, uid, organization="Lowland")
    _put(first, uid, organization="Harbour")
    _send(first, second, tmp_path)
    _send(second, third, tmp_path)
    _send(first, fourth, tmp_path)
    _send(second, fourth, tmp_path)
    assert state(third).shared == state(fourth).shared == state(second).shared


def test_three_bundles_in_every_order_and_grouping_end_alike(make_store: Any, tmp_path: Path) -> None:
    writers = [make_store(f"writer {at}") for at in range(3)]
    uid = _put(writers[0], name="Alder Road")
    for other in writers[1:]:
        _send(writers[0], other, tmp_path)
    for at, store in enumerate(writers):
        _put(store, uid, name=f"Alder {at}", phone=str(at))
    ends = set()
    for number, order in enumerate(permutations(range(3))):
        reader = make_store(f"reader {number}")
        for at in order:
            _send(writers[at], reader, tmp_path)
        _send(writers[order[0]], reader, tmp_path)
        ends.add(state(reader).shared)
    assert len(ends) == 1


def test_a_copy_that_goes_on_merges_as_two_devices_would(make_store: Any, data_key: bytes, tmp_path: Path) -> None:
    original, other = make_store("original"), make_store("other")
    uid = _put(original, name="Alder Road")
    original.close()
    place = Folder(tmp_path / "copy")
    shutil.copytree(original.folder.path, place.path)
    with Store.open(original.folder, data_key) as here, Store.open(place, data_key) as there:
        assert here.device != there.device
        _put(here, uid, name="Alder Road Primary")
        _put(there, uid, name="Alder Road School")
        _send(here, other, tmp_path)
        _send(there, other, tmp_path)
        _send(other, here, tmp_path)
        _send(other, there, tmp_path)
        assert len({state(store).shared for store in (here, there, other)}) == 1
        values = {head.fields["name"] for head in records.get(here, uid).conflicts["name"]}
    assert values == {"Alder Road Primary", "Alder Road School"}
