"""Merged, taken apart, brought back, deleted, edited and in conflict in any order: no link is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import merge_preview, merging, records

PEOPLE = st.integers(0, 3)
GROUPS = st.sets(PEOPLE, min_size=1)


class Merging(RuleBasedStateMachine):
    """Four people, and visits and commitments that name them.

    Attributes:
        into: whom each person says she is, as the merges that hold make it.
        named: by record and field the people that it named when it was written, versions in conflict together.
    """

    def __init__(self) -> None:
        super().__init__()
        self._place = TemporaryDirectory()
        folder = Folder(Path(self._place.name) / "notebook")
        folder.make()
        self.store = Store.create(folder, bytes(32), "n", "Maren Oduya")
        self.into: dict[str, str] = {}
        self.named: dict[tuple[str, str], set[str]] = {}

    def teardown(self) -> None:
        self.store.close()
        self._place.cleanup()

    def put(self, kind: str, fields: Mapping[str, Any], uid: str = "", seen: tuple[str, ...] | None = None) -> str:
        with self.store.write() as transaction:
            return records.put(transaction, kind, fields, uid, seen).uid

    def is_live(self, uid: str) -> bool:
        return records.get(self.store, uid).life == "live"

    @initialize()
    def meet(self) -> None:
        self.people = [self.put("person", {"name": f"Person {at}"}) for at in range(4)]

    @rule(who=GROUPS, leader=PEOPLE)
    def visit(self, who: set[int], leader: int) -> None:
        attended, led_by = {self.people[at] for at in who}, {self.people[leader]}
        uid = self.put("visit", {"date": "2026-10-08", "attended": sorted(attended), "led_by": sorted(led_by)})
        self.named |= {(uid, "attended"): attended, (uid, "led_by"): led_by}

    @rule(who=PEOPLE)
    def promise(self, who: int) -> None:
        uid = self.put("commitment", {"what": "Send", "owner": self.people[who]})
        self.named[uid, "owner"] = {self.people[who]}

    @rule(one=PEOPLE, other=PEOPLE)
    def disagree(self, one: int, other: int) -> None:
        uid = self.put("commitment", {"what": "Call"})
        seen = records.get(self.store, uid).heads
        for at in (one, other):
            self.put("commitment", {"owner": self.people[at]}, uid, seen)
        self.named[uid, "owner"] = {self.people[one], self.people[other]}

    @precondition(lambda self: self.named)
    @rule(data=st.data())
    def delete_or_restore(self, data: st.DataObject) -> None:
        uid = self.some_record(data)
        with self.store.write() as transaction:
            (records.delete if self.is_live(uid) else records.restore)(transaction, uid)

    @precondition(lambda self: self.named)
    @rule(data=st.data(), words=st.sampled_from(["Soon", "Later"]))
    def edit_and_delete_at_once(self, data: st.DataObject, words: str) -> None:
        uid = self.some_record(data)
        now = records.get(self.store, uid)
        if now.life == "live":
            with self.store.write() as transaction:
                records.delete(transaction, uid)
            field = "purpose" if now.kind == "visit" else "what"
            self.put(now.kind, {field: words}, uid, now.heads)

    @rule(who=PEOPLE)
    def restore_only(self, who: int) -> None:
        with self.store.write() as transaction:
            records.restore(transaction, self.people[who])

    @rule(keep=PEOPLE, gone=PEOPLE)
    def merge(self, keep: int, gone: int) -> None:
        kept, going = self.people[keep], self.people[gone]
        if keep == gone or not (self.is_live(kept) and self.is_live(going)):
            return
        told = refusal(lambda: merging.merge(self.store, kept, going))
        # One who was only restored is taken apart first, and a later merge may stand before that.
        assert not told or "later" in told
        if not told:
            self.into[going] = kept

    @rule(who=PEOPLE)
    def take_apart(self, who: int) -> None:
        self.taken_apart(self.people[who])

    @rule(who=PEOPLE)
    def bring_back(self, who: int) -> None:
        uid = self.people[who]
        if uid not in self.into:
            merging.bring_back(self.store, uid)
            assert self.is_live(uid)

    @invariant()
    def every_link_is_kept(self) -> None:
        for (uid, field), people in self.named.items():
            assert {self.one(to) for to in self.links(uid, field)} == {self.one(to) for to in people}

    @precondition(lambda self: self.into)
    @rule()
    def take_all_apart(self) -> None:
        formers = {one.uid: to for to in self.people for one in merge_preview.former_records(self.store, to)}
        assert formers == self.into
        for _turn in self.people:
            for uid in list(self.into):
                self.taken_apart(uid)
        assert not self.into
        for (uid, field), people in self.named.items():
            assert self.links(uid, field) == people
        for uid in self.people:
            assert "merged_into" not in records.get(self.store, uid).fields

    def taken_apart(self, uid: str) -> None:
        told = refusal(lambda: merging.take_apart(self.store, uid))
        if told:
            assert ("later" if uid in self.into else "nothing to take apart") in told
        else:
            del self.into[uid]
            assert self.is_live(uid)

    def some_record(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.named)))[0]

    def links(self, uid: str, field: str) -> set[str]:
        """All people that a field names, versions in conflict included."""
        now = records.get(self.store, uid)
        if field in now.conflicts:
            return {head.fields[field] for head in now.conflicts[field]}
        value = now.fields.get(field, [])
        return {value} if isinstance(value, str) else set(value)

    def one(self, uid: str) -> frozenset[str]:
        """All records that are said to be of the person `uid`."""
        found = {uid}
        for _turn in self.into:
            found |= {to for pair in self.into.items() if found & {*pair} for to in pair}
        return frozenset(found)


def refusal(work: Callable[[], object]) -> str:
    """What `work` was refused with, "" where it was done."""
    try:
        work()
    except BadInput as error:
        return str(error)
    return ""


TestMerging = Merging.TestCase
TestMerging.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
