"""The instruments of this notebook: taken in as drafts, put into use, followed by new versions, retired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from msgspec import Struct

from isp_desktop.db import capacity as table
from isp_desktop.db import lists
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import UNASKED, Instrument, to_json
from isp_desktop.domain.language import _
from isp_desktop.domain.starter_instrument import Length, content_of, starter_uid
from isp_desktop.services import records
from isp_desktop.services.capacity.questions import Questions, of_row
from isp_desktop.services.records import Saved
from isp_desktop.services.taking_back import Undo, change, take_out

_MOST = 500


class Kept(Struct, frozen=True):
    """A version of an instrument in this notebook.

    Attributes:
        state: a key of `INSTRUMENT_STATES`.
        questions: as it asks them now; their `content` is None where they cannot be read.
        follows: the uid of the version before, or "".
        used: how many assessments were made by it.
    """

    uid: str
    name: str
    version: int
    state: str
    about: str
    questions: Questions
    follows: str
    used: int
    private: bool
    in_conflict: bool

    @property
    def asks(self) -> int:
        """How many items somebody answers."""
        return sum(item.kind not in UNASKED for item in self.questions.items.values())


def library(store: Store) -> list[Kept]:
    """All instruments by name, of each the newest version first."""
    with store.read() as reading:
        rows = lists.page(reading, "instrument", limit=_MOST)
        used = table.counts(reading)
    found = [_kept(row, used.get(row.uid, 0)) for row in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), -one.version, one.uid))


def kept(store: Store, uid: str) -> Kept:
    """One instrument.

    Raises:
        NotFound: there is no such record.
    """
    with store.read() as reading:
        rows = lists.items(reading, "instrument", [uid])
        used = table.counts(reading).get(uid, 0)
    if not rows:
        raise records.no_record(uid)
    return _kept(rows[0], used)


def take_in(store: Store, instrument: Instrument, name: str = "", **further: Any) -> tuple[str, Undo]:
    """Keeps an instrument as a draft, as one that was imported; gives its uid.

    Args:
        name: what it is called here, its own title for "".
        further: other fields of its record, such as `about`, `scoring` and `least_answered`.

    Raises:
        BadInput: a value is not right.
    """
    first = {"scoring": "mean", "least_answered": 50, "version": 1}
    fields = {**first, "name": name or instrument.title, "state": "draft", "content": to_json(instrument), **further}
    with store.write() as transaction:
        saved = records.put(transaction, "instrument", fields)
    return saved.uid, partial(take_out, store, [saved])


def write(store: Store, uid: str, instrument: Instrument, seen: Sequence[str] | None = None) -> Undo:
    """Gives a draft other questions.

    Raises:
        BadInput: it is in use or retired: what was asked stays as it was asked.
        NotFound: there is no such record; so for all that follow.
    """
    if kept(store, uid).state != "draft":
        raise BadInput(_("This instrument is in use, and its questions stay as they are. Make a new version of it."))
    return change(store, "instrument", uid, {"content": to_json(instrument)}, seen)


def publish(store: Store, uid: str, seen: Sequence[str] | None = None) -> Undo:
    """Puts an instrument into use; from now on its questions stay as they are.

    A draft becomes one again by the undo, which raises BadInput once an assessment by it was begun.

    Raises:
        BadInput: its questions cannot be read, or ask nothing.
    """
    found = kept(store, uid)
    if found.questions.content is None or not found.asks:
        raise BadInput(_("This instrument asks nothing yet. Add a question, then put it into use."))
    undo = change(store, "instrument", uid, {"state": "in_use"}, seen)
    return partial(_make_draft, store, uid, undo) if found.state == "draft" else undo


def _make_draft(store: Store, uid: str, undo: Undo) -> None:
    with store.read() as reading:
        used = lists.items(reading, "assessment", table.by(reading, [uid]))
    if any(one.fields["questions"] for one in used):
        raise BadInput(_("An assessment by this instrument was begun, so it stays in use. Make a new version of it."))
    undo()


def retire(store: Store, uid: str, seen: Sequence[str] | None = None) -> Undo:
    """Takes an instrument out of use; what was assessed by it stays."""
    return change(store, "instrument", uid, {"state": "retired"}, seen)


def new_version(store: Store, uid: str) -> tuple[str, Undo]:
    """Makes a draft of the next version of an instrument, its questions the same at first."""
    with store.write() as transaction:
        own = _fields(transaction, uid)
        number = int(own.get("version") or 1) + 1
        saved = _put_copy(transaction, own, uid, {"version": number, "follows": uid})
    return saved.uid, partial(take_out, store, [saved])


def copy(store: Store, uid: str, name: str) -> tuple[str, Undo]:
    """Makes a draft with the same questions under another name, that follows nothing."""
    with store.write() as transaction:
        saved = _put_copy(transaction, _fields(transaction, uid), uid, {"name": name, "version": 1, "follows": None})
    return saved.uid, partial(take_out, store, [saved])


def family(reading: Reading, uid: str) -> list[str]:
    """The uids of all versions of the instrument of which `uid` is one, it among them; in no order."""
    return sorted(families(table.versions(reading)).get(uid, {uid}))


def families(versions: Iterable[tuple[str, str | None]]) -> dict[str, frozenset[str]]:
    """All versions of each instrument, by the uid of any; of `versions`, each with the one that it follows, if any."""
    found: dict[str, frozenset[str]] = {}
    for uid, before in versions:
        own = frozenset(filter(None, (uid, before)))
        own = own.union(*(found[one] for one in own if one in found))
        found |= dict.fromkeys(own, own)
    return found


def starter(store: Store, length: Length) -> str:
    """The uid of the starter instrument in the language that holds, which is put into the notebook if it is not there.

    Its uid follows from its questions, so that colleagues who each take it have one record.
    """
    uid, fields = starter_record(length)
    with store.write() as transaction:
        now = transaction.look(uid)
        if now is None:
            records.put(transaction, "instrument", fields, uid)
        elif now.life == "deleted":
            records.restore(transaction, uid)
    return uid


def starter_record(length: Length) -> tuple[str, dict[str, Any]]:
    """Uid and fields of the starter instrument's record."""
    content, instrument = content_of(length)
    fields = {
        "name": instrument.title,
        "version": 1,
        "state": "in_use",
        "scoring": "mean",
        "least_answered": 50,
        "content": content,
    }
    return starter_uid(content), fields


def _put_copy(transaction: Transaction, own: dict[str, Any], source: str, changes: dict[str, Any]) -> Saved:
    names = ("name", "about", "scoring", "least_answered", "content")
    fields = {name: own.get(name) for name in names} | {"state": "draft"} | changes
    return records.put(transaction, "instrument", fields, scope=records.scope_from(transaction, [source]))


def _fields(transaction: Transaction, uid: str) -> dict[str, Any]:
    found = transaction.look(uid)
    if found is None or found.kind != "instrument":
        raise records.no_record(uid)
    return dict(found.fields)


def _kept(row: lists.Item, used: int) -> Kept:
    own = row.fields
    return Kept(
        uid=row.uid,
        name=str(own["name"] or ""),
        version=int(own["version"] or 1),
        state=str(own["state"] or "draft"),
        about=str(own["about"] or ""),
        questions=of_row(row),
        follows=str(own["follows"] or ""),
        used=used,
        private=row.private,
        in_conflict=row.in_conflict,
    )
