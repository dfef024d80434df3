"""Instruments as they are kept: drafts, versions in use, versions that are past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, cast

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.instrument import Instrument, from_json, to_json
from isp_desktop.domain.language import _
from isp_desktop.domain.scoring import Method, Rated, rated_items
from isp_desktop.services import records, taking_back
from isp_desktop.services.records import Saved
from isp_desktop.services.taking_back import Undo

_USUAL_METHOD: Method = "mean"
USUAL_LEAST = 50
"""So many percent of a section's items have to be answered where the instrument does not say."""


class Kept(Struct, frozen=True, dict=True):
    """A version of an instrument as it is kept.

    Attributes:
        state: a key of `INSTRUMENT_STATES`.
        text: the questions as JSON; "" where none were ever kept.
        digest: by which an assessment names them.
        follows: the version before, or "".
    """

    uid: str
    name: str
    version: int
    state: str
    about: str
    method: Method
    least_answered: int
    follows: str
    text: str
    private: bool

    @property
    def digest(self) -> str:
        """The SHA-256 of the questions."""
        return digest_of(self.text)

    @cached_property
    def questions(self) -> Instrument:
        """What is asked.

        Raises:
            BadInput: this version of the program cannot read it.
        """
        return from_json(self.text)

    @cached_property
    def rated(self) -> tuple[Rated, ...]:
        """The items that have a scale.

        Raises:
            BadInput: as for `questions`.
        """
        return rated_items(self.questions)


def digest_of(text: str) -> str:
    """How an assessment names the questions that it asked."""
    return sha256(text.encode()).hexdigest()


def read(reading: Reading, uids: Iterable[str]) -> dict[str, Kept]:
    """Those of `uids` that are instruments, deleted ones too: an assessment keeps its questions."""
    return {item.uid: _kept(item) for item in lists.items(reading, "instrument", uids)}


def one(store: Store, uid: str) -> Kept:
    """The instrument `uid`.

    Raises:
        NotFound: there is none.
    """
    with store.read() as reading:
        found = read(reading, [uid])
    if uid not in found:
        raise records.no_record(uid)
    return found[uid]


def every(store: Store, states: Sequence[str] = ()) -> list[Kept]:
    """The instruments there are, by name and version; those of some `states` alone."""
    with store.read() as reading:
        found = lists.page(reading, "instrument", limit=_MOST)
    kept = [_kept(item) for item in found]
    return [one for one in kept if not states or one.state in states]


_MOST = 500


def take_in(store: Store, questions: Instrument, about: str = "") -> str:
    """Keeps an instrument as a draft, as after an import; gives its uid."""
    fields = {
        "name": questions.title or questions.name,
        "version": 1,
        "state": "draft",
        "about": about,
        "scoring": _USUAL_METHOD,
        "least_answered": USUAL_LEAST,
        "content": to_json(questions),
    }
    with store.write() as transaction:
        return records.put(transaction, "instrument", fields).uid


def save_questions(store: Store, uid: str, questions: Instrument, seen: Sequence[str] | None = None) -> Undo:
    """Writes the questions of a draft anew.

    Raises:
        BadInput: it is in use or retired, or in conflict.
        NotFound: there is none.
    """
    if one(store, uid).state != "draft":
        raise BadInput(_("This version is in use: its questions stay as they are. Begin a new version to change them."))
    return taking_back.change(store, "instrument", uid, {"content": to_json(questions)}, seen)


def put_in_use(store: Store, uid: str) -> Undo:
    """From now on it can be assessed by, and its questions stay as they are.

    Raises:
        BadInput: it cannot be read, has no question with a scale, or is in conflict.
        NotFound: there is none.
    """
    if not one(store, uid).rated:
        raise BadInput(_("No question of this instrument has a scale of numbers. Give one its scores, then use it."))
    return taking_back.change(store, "instrument", uid, {"state": "in_use"})


def retire(store: Store, uid: str) -> Undo:
    """No new assessment begins with it; those there are keep it.

    Raises:
        BadInput: it is in conflict.
        NotFound: there is none.
    """
    return taking_back.change(store, "instrument", uid, {"state": "retired"})


def begin_version(store: Store, uid: str) -> Saved:
    """A draft that begins with the questions of `uid` and follows it.

    Raises:
        NotFound: there is none.
    """
    before = one(store, uid)
    fields = {
        "name": before.name,
        "version": before.version + 1,
        "state": "draft",
        "about": before.about,
        "scoring": before.method,
        "least_answered": before.least_answered,
        "follows": uid,
        "content": before.text,
    }
    with store.write() as transaction:
        return records.put(transaction, "instrument", fields, scope=records.scope_from(transaction, [uid]))


def forget(store: Store, made: Saved) -> Undo:
    """Takes out again what was just made."""
    return partial(taking_back.take_out, store, [made])


def require_usable(store: Store, uid: str) -> Kept:
    """The instrument `uid`, by which an assessment may begin.

    Raises:
        BadInput: it is a draft, retired, or cannot be read.
        NotFound: there is none.
    """
    try:
        found = one(store, uid)
    except NotFound as error:
        raise BadInput(_("Choose an instrument first."), "instrument") from error
    if found.state != "in_use":
        refusal = _("“{name}” is a draft or retired. Put it in use, or choose another instrument.")
        raise BadInput(refusal.format(name=found.name), "instrument")
    found.questions  # noqa: B018 - refused here rather than while answering
    return found


def _kept(item: Item) -> Kept:
    own: dict[str, Any] = dict(item.fields)
    return Kept(
        uid=item.uid,
        name=str(own.get("name") or ""),
        version=int(own.get("version") or 1),
        state=str(own.get("state") or "draft"),
        about=str(own.get("about") or ""),
        method=cast("Method", own.get("scoring") or _USUAL_METHOD),
        least_answered=int(own.get("least_answered") or USUAL_LEAST),
        follows=str(own.get("follows") or ""),
        text=str(own.get("content") or ""),
        private=item.private,
    )
