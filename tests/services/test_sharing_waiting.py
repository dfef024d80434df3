"""What waits at the exchange: bundles in the watched folder, what is to be settled, who was entered twice, recipes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, StoreUnusable
from isp_desktop.services import conflicts, records, settling
from isp_desktop.services.sharing import (
    colleagues,
    contact_cards,
    inbox,
    overview,
    packing,
    receiving,
    recipes,
    twins,
    undoing,
)
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.recipes import Recipe
from isp_desktop.services.sharing.waiting import waiting

Put = Callable[..., str]
EVERYTHING = Choice(everything=True)


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    """A colleague's notebook."""
    return make_store("Sam Whitlock")


@pytest.fixture
def folder(tmp_path: Path, store: Store) -> Path:
    """The folder that `store` watches."""
    made = tmp_path / "stick"
    made.mkdir()
    inbox.watch(store, made)
    return made


def save(store: Store, kind: str, uid: str = "", **fields: object) -> str:
    with store.write() as transaction:
        return records.put(transaction, kind, fields, uid).uid


def card(store: Store) -> contact_cards.Card:
    return contact_cards.read_card(contact_cards.own_card(store))


def sent(store: Store, to: Store, path: Path) -> Path:
    return packing.share(store, path, EVERYTHING, to=[card(to).public_key]).path


def test_no_folder_is_watched_at_first(store: Store) -> None:
    assert inbox.look(store) == inbox.Inbox()


def test_a_folder_that_is_not_there_is_not_watched(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="no folder"):
        inbox.watch(store, tmp_path / "nowhere")


def test_bundles_in_the_folder_are_told_until_they_are_received(store: Store, sam: Store, folder: Path) -> None:
    save(sam, "site", name="Northgate")
    path = sent(sam, store, folder / "from sam.ispx")
    (folder / "letter.txt").write_text("nothing of ours")
    [letter] = inbox.look(store).letters
    assert (letter.state, letter.sender, letter.records, letter.path) == ("ready", "Sam Whitlock", 1, path)
    assert letter.signing_key == card(sam).signing_key
    number = receiving.receive(store, path).n
    assert inbox.look(store).letters == ()
    undoing.undo(store, number)
    assert [one.state for one in inbox.look(store).letters] == ["ready"]


def test_what_was_looked_into_is_not_opened_again(store: Store, sam: Store, folder: Path) -> None:
    save(sam, "site", name="Northgate")
    path = sent(sam, store, folder / "from sam.ispx")
    seen = inbox.look(store)
    changed = path.stat()
    # Of the same length and age: it would be refused if it were read.
    path.write_bytes(b"\0" * changed.st_size)
    os.utime(path, ns=(changed.st_atime_ns, changed.st_mtime_ns))
    assert inbox.look(store) == seen
    path.write_bytes(b"still being copied")
    assert [one.state for one in inbox.look(store).letters] == ["refused"]


@pytest.mark.usefixtures("quick_wrapping")
def test_each_bundle_says_why_it_cannot_be_taken(
    store: Store, sam: Store, make_store: Callable[[str], Store], folder: Path
) -> None:
    owen = make_store("Owen Barr")
    save(sam, "site", name="Northgate")
    sent(sam, owen, folder / "for owen.ispx")
    packing.share(sam, folder / "locked.ispx", EVERYTHING, passphrase="copper lantern velvet orbit")
    (folder / "broken.ispx").write_bytes(b"not a bundle")
    told = {one.path.name: one.state for one in inbox.look(store).letters}
    assert told == {"for owen.ispx": "others", "locked.ispx": "locked", "broken.ispx": "refused"}
    assert inbox.look(store).ready == 1


@pytest.mark.usefixtures("quick_wrapping")
def test_what_was_made_here_does_not_wait_here(store: Store, sam: Store, folder: Path) -> None:
    save(store, "site", name="Alder Road")
    sent(store, sam, folder / "mine.ispx")
    packing.share(store, folder / "locked.ispx", EVERYTHING, passphrase="copper lantern velvet orbit")
    assert inbox.look(store).letters == ()


def test_a_stick_that_was_pulled_is_said(store: Store, folder: Path) -> None:
    folder.rmdir()
    looked = inbox.look(store)
    assert looked.folder == folder
    assert looked.problem


def test_what_an_import_has_to_be_settled_is_counted_until_it_is(store: Store, sam: Store, tmp_path: Path) -> None:
    colleagues.add(sam, card(store))
    site = save(store, "site", name="Alder Road", about="As it was")
    receiving.receive(sam, sent(store, sam, tmp_path / "a.ispx"))
    save(sam, "site", site, about="Sam's", address="Sam's")
    save(store, "site", site, about="Mine", address="Mine")
    receiving.receive(store, sent(sam, store, tmp_path / "b.ispx"))
    [one] = overview.received(store)
    assert (one.to_settle, one.colleague, one.name) == (2, "", "Sam Whitlock")
    conflict = conflicts.conflicts(store)[0]
    settling.settle(store, conflict.uid, conflict.field, take=conflict.heads[0].revision, seen=conflict.seen)
    assert [one.to_settle for one in overview.received(store)] == [1]
    colleagues.add(store, card(sam))
    colleagues.rename(store, card(sam).signing_key, "Sam")
    assert [one.name for one in overview.received(store)] == ["Sam"]


def test_people_who_came_are_compared_with_those_who_were_here(store: Store, sam: Store, tmp_path: Path) -> None:
    mine = save(store, "person", name="Priya Raman", emails=["priya@alder.example"])
    save(store, "person", name="Tomas Berg")
    theirs = save(sam, "person", name="P. Raman", emails=["priya@alder.example"])
    save(sam, "person", name="Somebody Else")
    arrival = receiving.receive(store, sent(sam, store, tmp_path / "a.ispx"))
    [pair] = twins.after(store, arrival.n)
    assert (pair.came, pair.here, pair.why) == (theirs, mine, "same e-mail address")
    again = receiving.receive(store, tmp_path / "a.ispx")
    assert twins.after(store, again.n) == []


def test_what_waits_is_counted_for_those_who_exchange(store: Store, sam: Store, folder: Path) -> None:
    save(store, "site", name="Alder Road")
    assert waiting(store).not_shared == 0
    colleagues.add(store, card(sam))
    save(sam, "site", name="Northgate")
    sent(sam, store, folder / "from sam.ispx")
    counted = waiting(store)
    assert (counted.not_shared, counted.ready) == (1, 1)


def test_recipes_are_kept_replaced_and_removed(store: Store) -> None:
    choice = Choice(sites=("a", "b"), kinds=("visit",), since=dt.date(2026, 10, 1), lacking="key")
    recipes.keep(store, Recipe("  Friday  for Sam ", ("key",), choice, "/stick"))
    recipes.keep(store, Recipe("all", (), EVERYTHING))
    assert recipes.every(store) == [Recipe("all", (), EVERYTHING), Recipe("Friday for Sam", ("key",), choice, "/stick")]
    recipes.keep(store, Recipe("ALL", ("other",), EVERYTHING))
    recipes.forget(store, "Friday for Sam")
    assert recipes.every(store) == [Recipe("ALL", ("other",), EVERYTHING)]
    for name in (" ", "x" * 61):
        with pytest.raises(BadInput, match="short name"):
            recipes.keep(store, Recipe(name, (), EVERYTHING))
