"""What is done with a charter: carried on in a next version, agreed, signed, kept as a template.

Each gives what takes it back, as `services/taking_back.py` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.charter import FUNCTIONS, HOLDS, digest, may_become, text_of
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.revision import Scope
from isp_desktop.domain.values import clean
from isp_desktop.domain.vocabulary import CHARTER_STATES
from isp_desktop.services import records
from isp_desktop.services.taking_back import Undo, change_within, take_back, take_out

_MOST_VERSIONS = 100
# Who and when are a team's own; a template has the words.
_OWN = frozenset({*FUNCTIONS, "sponsor", "first_meeting", "review_on"})


def beginning(store: Store, team: str) -> dict[str, Any]:
    """What a new charter of a team begins with: the next number."""
    with store.read() as reading:
        return {"team": team, "version": _next_number(reading, team), "state": "draft"}


def words_for(store: Store, charter: Record | None, template: str) -> dict[str, Any]:
    """The words of a template for a charter, None for one that is not saved yet.

    Raises:
        BadInput: they are private, and the charter is shared.
        NotFound: there is no such template.
    """
    source = records.get(store, template)
    if source.is_private and charter is not None and not charter.is_private:
        raise BadInput(_("This template is private, and the charter is shared. Share the template first."))
    return text_of(source.fields)


def begin_next(store: Store, uid: str) -> tuple[str, Undo]:
    """Begins the version after the charter `uid`, with its words; gives the uid of the new one.

    Raises:
        BadInput: it is a template, or was begun already.
        NotFound: there is no such charter.
    """
    with store.write() as transaction:
        before = _charter(transaction, uid)
        team = str(before.fields.get("team") or "")
        if not team:
            raise BadInput(_("A template has no versions. Begin a charter with it on the page of a team."))
        if _followers(transaction, uid, team):
            raise BadInput(_("The next version was begun already. Open it beside “Versions”."))
        fields = {
            **text_of(before.fields),
            "team": team,
            "version": _next_number(transaction.connection, team),
            "state": "draft",
            "follows": uid,
        }
        saved = records.put(transaction, "charter", fields, scope=_scope(before))
    return saved.uid, partial(take_out, store, [saved])


def become(store: Store, uid: str, state: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Puts the charter `uid` into another state; one that is agreed takes the place of what the team went by.

    Args:
        day: when it was agreed, for "agreed".
        seen: the heads that were on screen, as for `records.put`.

    Raises:
        BadInput: that state does not follow its own, or is in conflict; nothing is written.
        NotFound: there is no such charter.
    """
    with store.write() as transaction:
        now = _charter(transaction, uid)
        if state not in may_become(now.fields):
            refusal = _("This charter cannot become “{state}” from where it stands. Look at its state again.")
            raise BadInput(refusal.format(state=_(CHARTER_STATES[state])), "state")
        values: dict[str, Any] = {"state": state}
        changed = []
        if state == "agreed":
            values["agreed_on"] = day.isoformat()
            superseded = {"state": "superseded"}
            holding = _holding(transaction, str(now.fields["team"]), uid)
            changed = [change_within(transaction, "charter", other, superseded) for other in holding]
        changed.append(change_within(transaction, "charter", uid, values, seen))
    return partial(take_back, store, changed)


def read_of(values: Mapping[str, Any]) -> str:
    """The digest of a charter as it is on screen, saved or not; for `answer`.

    Raises:
        BadInput: a value could not be saved so.
    """
    spec = kind_named("charter")
    return digest({name: clean(spec.field(name), value) for name, value in values.items()})


def answer(store: Store, charter: str, person: str, said: str, read: str, day: dt.date, remark: str = "") -> Undo:
    """Notes what a member said of the charter on a day.

    Args:
        said: a key of `vocabulary.SIGN_OFFS`.
        read: the digest of the text that they had before them, as `read_of` gives it.

    Raises:
        BadInput: there is no such charter, person or answer; nothing is written.
    """
    fields = {
        "charter": charter,
        "person": person,
        "answer": said,
        "date": day.isoformat(),
        "read": read,
        "remark": remark,
    }
    with store.write() as transaction:
        saved = records.put(transaction, "sign_off", fields, scope=_scope(_charter(transaction, charter)))
    return partial(take_out, store, [saved])


def keep_as_template(store: Store, uid: str, name: str) -> Undo:
    """Keeps the words of a charter under a name, for others to begin with; who carries what and the days stay out.

    Raises:
        BadInput: there is no name.
        NotFound: there is no such charter.
    """
    if not name.strip():
        raise BadInput(_("Give the template a name, then keep it."), "name")
    with store.write() as transaction:
        now = _charter(transaction, uid)
        words = {field: value for field, value in text_of(now.fields).items() if field not in _OWN}
        saved = records.put(transaction, "charter", {**words, "name": name.strip()}, scope=_scope(now))
    return partial(take_out, store, [saved])


def _charter(transaction: Transaction, uid: str) -> Record:
    found = transaction.look(uid)
    if found is None or found.kind != "charter":
        raise records.no_record(uid)
    return found


def _scope(charter: Record) -> Scope:
    """Where what belongs to a charter is kept: beside it."""
    return "private" if charter.is_private else "shared"


def _versions(reading: Reading, team: str) -> Mapping[str, Mapping[str, Any]]:
    there = lists.pointing(reading, team, "charter", "team", _MOST_VERSIONS)
    return {one.uid: one.fields for one in lists.items(reading, "charter", there)}


def _next_number(reading: Reading, team: str) -> int:
    return 1 + max((int(own.get("version") or 0) for own in _versions(reading, team).values()), default=0)


def _followers(transaction: Transaction, uid: str, team: str) -> list[str]:
    own = _versions(transaction.connection, team)
    return [other for other, fields in own.items() if fields.get("follows") == uid]


def _holding(transaction: Transaction, team: str, but: str) -> list[str]:
    """The team's other charters that it goes by."""
    own = _versions(transaction.connection, team)
    return [uid for uid, fields in own.items() if fields.get("state") in HOLDS and uid != but]
