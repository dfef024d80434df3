"""Several notebooks that work, lie about the time, give each other bundles in part and twice, are restarted, and go
back to a backup and on from there."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, precondition, rule

from isp_desktop.db import backup, log, projection
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT, Keys, write_keys
from isp_desktop.db.store import Store
from isp_desktop.domain.clock import Stamp
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.record import Record
from isp_desktop.services import records, settling
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import colleagues, contact_cards, previewing, receiving, undoing
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
from isp_desktop.services.state import state

KEY = bytes(range(32))
_NOTEBOOKS, _ROUNDS = 3, 3
_TEN_YEARS_MS = 10 * 365 * 86_400_000
_TEXTS = st.sampled_from([None, "", "we met Priya", "coaching slipped", "会议记录", "A long one. " * 40])
_AT = st.integers(0, _NOTEBOOKS - 1)


class Traffic(RuleBasedStateMachine):
    """What must hold: docs/merge.md. Settings decide how long it goes on."""

    uids = Bundle("uids")
    bundles = Bundle("bundles")

    @initialize()
    def make(self) -> None:
        self.place = Path(tempfile.mkdtemp())
        self.stores = [_made(self.place / f"notebook {at}", f"Practitioner {at}") for at in range(_NOTEBOOKS)]
        self.devices = [{store.device} for store in self.stores]
        self.saved: set[tuple[str, str]] = set()
        self.secrets = 0
        for store in self.stores:
            for other in self.stores:
                if other is not store:
                    colleagues.add(store, contact_cards.read_card(contact_cards.own_card(other)))

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        try:
            if self.secrets % 2:
                self.everybody_gives_what_others_lack()
            self.everybody_gives_everybody_all()
        finally:
            for store in self.stores:
                store.close()
            shutil.rmtree(self.place)

    @rule(target=uids, at=_AT, text=_TEXTS)
    def begin(self, at: int, text: str | None) -> str:
        self.secrets += 1
        fields = {"date": "2026-10-15", "discussion": text, "private_notes": f"secret{self.secrets}"}
        return self._put(at, fields)

    @rule(uid=uids, at=_AT, text=_TEXTS, activities=st.sets(st.sampled_from(["R1", "C5", "L9"])))
    def edit(self, uid: str, at: int, text: str | None, activities: set[str]) -> None:
        if self._life(at, uid) in ("live", "contested"):
            self.secrets += 1
            notes = f"secret{self.secrets}"
            self._put(at, {"discussion": text, "activities": sorted(activities), "private_notes": notes}, uid)

    @rule(uid=uids, at=_AT, bring_back=st.booleans())
    def delete_or_restore(self, uid: str, at: int, bring_back: bool) -> None:
        if self._life(at, uid):
            with self.stores[at].write() as transaction:
                (records.restore if bring_back else records.delete)(transaction, uid)

    @rule(uid=uids, at=_AT, which=st.integers(0, 5))
    def settle(self, uid: str, at: int, which: int) -> None:
        here = self._record(at, uid)
        if here is not None and "discussion" in here.conflicts:
            heads = here.conflicts["discussion"]
            settling.settle(self.stores[at], uid, "discussion", take=heads[which % len(heads)].id, reason="by phone")
            after = self._record(at, uid)
            assert after is not None
            assert "discussion" not in after.conflicts

    @rule(at=_AT, backwards=st.booleans())
    def clock_jumps(self, at: int, backwards: bool) -> None:
        with self.stores[at].write() as transaction:
            now = transaction.clock
            transaction.clock = Stamp(max(0, now.ms + (-_TEN_YEARS_MS if backwards else _TEN_YEARS_MS)), 0)

    @rule(target=bundles, at=_AT, to=_AT, only=st.one_of(st.none(), uids), lacking=st.booleans())
    def give(self, at: int, to: int, only: str | None, lacking: bool) -> tuple[Path, int]:
        path = self.place / f"{uuid.uuid4()}.ispx"
        other = identity(self.stores[to])
        known_lack = other.signing_key if lacking and at != to else ""
        choice = Choice(everything=not known_lack, lacking=known_lack)
        # A record of its own to choose by: the visit's kind, since whole sites are tested elsewhere.
        if only is not None and not known_lack:
            choice = Choice(kinds=("visit",))
        share(self.stores[at], path, choice, to=[other.public_key])
        return path, to

    @rule(bundle=bundles)
    def receive(self, bundle: tuple[Path, int]) -> None:
        path, to = bundle
        store = self.stores[to]
        before = state(store)
        told = previewing.preview(store, path)
        assert state(store) == before
        came = receiving.receive(store, path)
        assert {name: came.counts[name] for name in told.counts if name != "files"} == {
            name: count for name, count in told.counts.items() if name != "files"
        }
        assert state(store).private == before.private

    @rule(bundle=bundles)
    def receive_and_undo_at_once(self, bundle: tuple[Path, int]) -> None:
        path, to = bundle
        store = self.stores[to]
        before, tables = state(store), self._tables(to)
        came = receiving.receive(store, path)
        assert undoing.built_on(store, came.n) == ()
        undoing.undo(store, came.n)
        assert state(store) == before
        assert self._tables(to) == tables

    @rule(bundle=consumes(bundles))
    def lose_the_stick(self, bundle: tuple[Path, int]) -> None:
        bundle[0].unlink()

    @rule(at=_AT)
    def undo_all_latest_last(self, at: int) -> None:
        """What came is gone but for what own work stands on, in whatever order imports are undone."""
        store = self.stores[at]
        while standing := [one for one in receiving.received(store) if one.undone_ms is None]:
            undoing.undo(store, standing[-1].n)
        with store.read() as reading:
            for _uid, revisions in log.every_record(reading):
                assert any(one.device in self.devices[at] for one in revisions)

    @rule(at=_AT)
    def undo_something_earlier(self, at: int) -> None:
        standing = [one for one in receiving.received(self.stores[at]) if one.undone_ms is None]
        if standing:
            own = self._own_values(at)
            undoing.undo(self.stores[at], standing[-1].n)
            assert self._own_values(at) == own

    @rule(at=_AT)
    def restart(self, at: int) -> None:
        folder = self.stores[at].folder
        self.stores[at].close()
        self.stores[at] = Store.open(folder, KEY)

    @rule(at=_AT, which=st.integers(0, 3))
    def go_back_to_a_backup(self, at: int, which: int) -> None:
        """What nobody else has of what was written since is left behind; the others must learn what it lacks again."""
        folder = self.stores[at].folder
        kept = backup.every(folder)
        if not kept:
            return
        self.stores[at].close()
        backup.restore(folder, kept[which % len(kept)], KEY)
        self.stores[at] = Store.open(folder, KEY)
        assert self.stores[at].device not in set().union(*self.devices)
        self.devices[at].add(self.stores[at].device)
        self.saved &= set().union(*(self._values(one) for one in range(_NOTEBOOKS)))

    @precondition(lambda self: hasattr(self, "stores"))
    @rule(at=_AT)
    def tables_made_again_are_the_same(self, at: int) -> None:
        before = self._tables(at)
        self.stores[at].rebuild()
        assert self._tables(at) == before

    @rule()
    def everybody_gives_what_others_lack(self) -> None:
        """Nobody tells anybody everything; what is not known to have arrived is given again, until nothing is left."""
        for _round in range(_ROUNDS):
            for store in self.stores:
                for other in self.stores:
                    if store is not other:
                        theirs = identity(other)
                        path = self.place / f"{uuid.uuid4()}.ispx"
                        share(store, path, Choice(lacking=theirs.signing_key), to=[theirs.public_key])
                        receiving.receive(other, path)
        assert len({state(store).shared for store in self.stores}) == 1

    @rule()
    def everybody_gives_everybody_all(self) -> None:
        for _round in range(2):
            for at, store in enumerate(self.stores):
                path = self.place / f"{uuid.uuid4()}.ispx"
                others = [other for other in self.stores if other is not store]
                share(store, path, Choice(everything=True), to=[identity(other).public_key for other in others])
                for to in range(_NOTEBOOKS):
                    if to != at:
                        receiving.receive(self.stores[to], path)
        assert len({state(store).shared for store in self.stores}) == 1
        for at in range(_NOTEBOOKS):
            assert self.saved <= self._values(at)

    @invariant()
    def no_private_word_is_shared(self) -> None:
        for store in getattr(self, "stores", ()):
            with store.read() as reading:
                for _uid, revisions in log.every_record(reading):
                    assert all(b"secret" not in one.body for one in revisions if one.scope == "shared")

    def _put(self, at: int, fields: dict[str, Any], uid: str = "") -> str:
        with self.stores[at].write() as transaction:
            done = records.put(transaction, "visit", fields, uid)
        for revision in records.history(self.stores[at], done.uid):
            if revision.id in done.revisions and revision.fields.get("discussion"):
                self.saved.add((done.uid, revision.fields["discussion"]))
        return done.uid

    def _values(self, at: int) -> set[tuple[str, str]]:
        with self.stores[at].read() as reading:
            return {
                (uid, one.fields["discussion"])
                for uid, revisions in log.every_record(reading)
                for one in revisions
                if one.scope == "shared" and one.fields.get("discussion")
            }

    def _own_values(self, at: int) -> set[str]:
        device = self.stores[at].device
        with self.stores[at].read() as reading:
            return {one.id for _uid, all_of in log.every_record(reading) for one in all_of if one.device == device}

    def _record(self, at: int, uid: str) -> Record | None:
        try:
            return records.get(self.stores[at], uid)
        except NotebookError:
            return None

    def _life(self, at: int, uid: str) -> str:
        here = self._record(at, uid)
        return here.life if here is not None else ""

    def _tables(self, at: int) -> str:
        with self.stores[at].read() as reading:
            return projection.digest(reading)


def _made(path: Path, author: str) -> Store:
    folder = Folder(path)
    folder.make()
    notebook = str(uuid.uuid4())
    write_keys(folder.keys, Keys(FORMAT, notebook, "", ""))
    return Store.create(folder, KEY, notebook, author)
