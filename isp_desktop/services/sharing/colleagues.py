"""Those with whom bundles are exchanged: their keys, whether these were compared, and what they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isp_desktop.db import colleagues as rows
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.domain.errors import BadInput, KeysChanged, NotFound
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.spans import Spans
from isp_desktop.domain.values import clean
from isp_desktop.services.sharing.contact_cards import Card, require_keys

_NAME = FieldSpec(name="name", label=marked("Name"), type="line")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with whom bundles are exchanged.

    Attributes:
        card: their keys, under the name that they have here.
        verified_ms: when the fingerprint was compared with them, in milliseconds since 1970, or None.
        has: the numbers of the log's entries that they sent themselves, or told to have arrived.
        unconfirmed: how many bundles were made for them of which they have not told that.
    """

    card: Card
    verified_ms: int | None
    added_ms: int
    has: Spans
    unconfirmed: int

    @property
    def name(self) -> str:
        return self.card.name

    @property
    def is_verified(self) -> bool:
        """Whether the fingerprint was compared."""
        return self.verified_ms is not None


def add(store: Store, card: Card, *, although_changed: bool = False) -> Colleague:
    """Adds whoever gave `card`, not verified yet; somebody who is there with these keys stays as they are.

    Args:
        although_changed: the warning that `KeysChanged` is was seen. Whoever has a new key for bundles but signs as
            before gets it, and is not verified any more; else both stand side by side.

    Raises:
        KeysChanged: somebody of this name, or who signs with this key, is known with other keys.
        BadInput: it is this notebook's own card, or its keys belong to two different people.
    """
    require_keys(card)
    _require_other(store, card)
    with store.write() as transaction:
        connection = transaction.connection
        known = rows.by_key(connection, card.signing_key)
        if known is not None and known["public_key"] == card.public_key:
            return _colleague(connection, known)
        _require_own_key(connection, card)
        if not although_changed:
            _require_unchanged(connection, card)
        keys = {"public_key": card.public_key, "verified_ms": None}
        if known is not None:
            rows.change(connection, card.signing_key, keys)
        else:
            name = clean(_NAME, card.name)
            rows.add(
                connection, keys | {"signing_key": card.signing_key, "name": name, "added_ms": now_ms(), "has": {}}
            )
        return _required(connection, card.signing_key)


def every(store: Store) -> list[Colleague]:
    """All colleagues, by name."""
    with store.read() as reading:
        return [_colleague(reading, row) for row in rows.rows(reading)]


def find(store: Store, key: str) -> Colleague | None:
    """Whoever has `key` as signing key or as public key."""
    with store.read() as reading:
        row = rows.by_key(reading, key)
        return None if row is None else _colleague(reading, row)


def set_verified(store: Store, signing_key: str, *, verified: bool) -> Colleague:
    """Notes that the fingerprint was compared and is the same, or takes that back.

    Raises:
        NotFound: there is no such colleague.
    """
    return _changed(store, signing_key, {"verified_ms": now_ms() if verified else None})


def rename(store: Store, signing_key: str, name: str) -> Colleague:
    """Calls somebody otherwise here.

    Raises:
        NotFound: there is no such colleague.
        BadInput: the name is empty, or no line.
    """
    cleaned = clean(_NAME, name)
    if not cleaned:
        raise BadInput(_("A colleague needs a name. Type one, then save."), "name")
    return _changed(store, signing_key, {"name": cleaned})


def forget(store: Store, signing_key: str) -> None:
    """Takes somebody out of the list; what they sent stays, and they can be added again.

    Raises:
        NotFound: there is no such colleague.
    """
    with store.write() as transaction:
        _required(transaction.connection, signing_key)
        rows.remove(transaction.connection, signing_key)


def _changed(store: Store, signing_key: str, values: Mapping[str, Any]) -> Colleague:
    with store.write() as transaction:
        _required(transaction.connection, signing_key)
        rows.change(transaction.connection, signing_key, values)
        return _required(transaction.connection, signing_key)


def _required(reading: Reading, signing_key: str) -> Colleague:
    row = rows.by_key(reading, signing_key)
    if row is None or row["signing_key"] != signing_key:
        raise NotFound(_("There is no such colleague here any more. Add their contact card again."))
    return _colleague(reading, row)


def _colleague(reading: Reading, row: Mapping[str, Any]) -> Colleague:
    card = Card(row["name"], row["public_key"], row["signing_key"])
    has, unconfirmed = rows.has(reading, row), rows.unconfirmed(reading, row)
    return Colleague(card, row["verified_ms"], row["added_ms"], has, unconfirmed)


def _require_other(store: Store, card: Card) -> None:
    from isp_desktop.services.identity import identity

    own = identity(store)
    if own.public_key == card.public_key or own.signing_key == card.signing_key:
        raise BadInput(_("This is the contact card of this notebook itself. Send it to a colleague, and take theirs."))


def _require_own_key(reading: Reading, card: Card) -> None:
    owner = rows.by_key(reading, card.public_key)
    if owner is not None and owner["signing_key"] != card.signing_key:
        refusal = _(
            "This card claims a key that belongs to {name}, but somebody else signed it. Do not use it; ask {name}."
        )
        raise BadInput(refusal.format(name=owner["name"]))


def _require_unchanged(reading: Reading, card: Card) -> None:
    called = _folded(card.name)
    for row in rows.rows(reading):
        if row["signing_key"] == card.signing_key or _folded(row["name"]) == called:
            warning = _(
                "You know {name} with other keys than these. It may be a new notebook of theirs, or somebody who "
                "pretends to be {name}. Call them and compare the fingerprint before you go on."
            )
            raise KeysChanged(warning.format(name=row["name"]))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
