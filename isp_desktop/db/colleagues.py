"""The rows of those with whom bundles are exchanged, and of the bundles made for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_desktop.db import settings
from isp_desktop.db.sql import ColumnElement, Connection, Text, cast, delete, func, insert, select, update
from isp_desktop.db.tables import arrival, colleague, outgoing
from isp_desktop.domain.spans import Spans

_SENT = "sent"


def rows(connection: Connection) -> list[dict[str, Any]]:
    """Everyone, by name."""
    query = select(colleague).order_by(colleague.c.name, colleague.c.signing_key)
    return [row._asdict() for row in connection.execute(query)]


def by_key(connection: Connection, key: str) -> dict[str, Any] | None:
    """Whoever has `key` as signing key or as public key."""
    query = select(colleague).where((colleague.c.signing_key == key) | (colleague.c.public_key == key))
    row = connection.execute(query).first()
    return None if row is None else row._asdict()


def add(connection: Connection, values: Mapping[str, Any]) -> None:
    """A new row."""
    connection.execute(insert(colleague).values(**values))


def change(connection: Connection, signing_key: str, values: Mapping[str, Any]) -> None:
    """Other values in a row."""
    connection.execute(update(colleague).where(colleague.c.signing_key == signing_key).values(**values))


def remove(connection: Connection, signing_key: str) -> None:
    """Takes a row out."""
    connection.execute(delete(colleague).where(colleague.c.signing_key == signing_key))


def has(connection: Connection, row: Mapping[str, Any]) -> Spans:
    """The numbers of the log that the colleague of `row` has: what they sent, and what they told that it arrived.

    What was sent and is not confirmed may have been lost on its way.
    """
    told = select(outgoing.c.numbers).where(_confirmed_by(row["signing_key"]))
    confirmed = [run for runs in connection.execute(told).scalars() for run in runs]
    return Spans((first, last) for first, last in [*row["has"].get("runs", ()), *confirmed])


def unconfirmed(connection: Connection, row: Mapping[str, Any]) -> int:
    """How many bundles were made for the colleague of `row` that they have not told to have arrived."""
    for_them = _holds(outgoing.c.recipients, row["public_key"]), ~_confirmed_by(row["signing_key"])
    return int(connection.execute(select(func.count()).select_from(outgoing).where(*for_them)).scalar_one())


def sent(connection: Connection) -> Spans:
    """The numbers of the entries that were sent to anybody."""
    return Spans((first, last) for first, last in settings.read(connection, _SENT, []))


def add_sent(connection: Connection, numbers: Spans) -> None:
    """Notes that the entries `numbers` were sent."""
    settings.write(connection, _SENT, runs(sent(connection) | numbers))


def came_from(connection: Connection, signing_key: str, device: str, undone: int, numbers: Spans) -> bool:
    """Notes that the entries `numbers` came from the notebook `device` of the colleague with this signing key, if any.

    What came from another notebook of theirs before is not counted any more: it may be a copy that lacks it, or one
    that was restored from a backup. Nor is what came before they undid another import, since it may have gone with it.

    Args:
        undone: how many imports they had undone.

    Returns:
        Whether it tells how things are with them now: a bundle from before they undid another import does not.
    """
    row = by_key(connection, signing_key)
    if row is None:
        return True
    known = row["has"]
    undone_before = known.get("undone", 0) if known.get("device") == device else -1
    if undone < undone_before:
        return False
    kept = known.get("runs", ()) if undone == undone_before else ()
    now = runs(Spans((first, last) for first, last in kept) | numbers)
    change(connection, row["signing_key"], {"has": {"device": device, "undone": undone, "runs": now}})
    return True


def confirm(connection: Connection, signing_key: str, bundles: Sequence[str], *, all_of_them: bool) -> None:
    """Notes that of the bundles made here `bundles` arrived at the one with this signing key.

    Args:
        all_of_them: no others are there, though they may have been: their notebook was restored from a backup.
    """
    query = select(outgoing.c.bundle, outgoing.c.confirmed)
    for bundle, confirmed in connection.execute(query).all():
        told = {*confirmed, signing_key} if bundle in bundles else {*confirmed}
        if all_of_them and bundle not in bundles:
            told.discard(signing_key)
        if told != set(confirmed):
            values = {"confirmed": sorted(told)}
            connection.execute(update(outgoing).where(outgoing.c.bundle == bundle).values(values))


def note_outgoing(connection: Connection, values: Mapping[str, Any]) -> None:
    """A bundle that was made here."""
    connection.execute(insert(outgoing).values(**values))


def received_from(connection: Connection, public_keys: Sequence[str], most: int) -> list[str]:
    """The ids of the latest bundles that came from `public_keys` and were not undone, sorted."""
    query = select(arrival.c.bundle, arrival.c.sender).where(arrival.c.undone_ms.is_(None)).order_by(arrival.c.n.desc())
    came = [bundle for bundle, sender in connection.execute(query) if sender.get("public_key") in public_keys]
    return sorted(set(came[:most]))


def undone(connection: Connection) -> int:
    """How many imports were undone here."""
    query = select(func.count()).select_from(arrival).where(arrival.c.undone_ms.is_not(None))
    return int(connection.execute(query).scalar_one())


def _confirmed_by(signing_key: str) -> ColumnElement[bool]:
    return _holds(outgoing.c.confirmed, signing_key)


def _holds(keys: ColumnElement[Any], key: str) -> ColumnElement[bool]:
    """Whether a JSON list of keys, none of which is a part of another, holds `key`."""
    return func.instr(cast(keys, Text), key) > 0


def runs(numbers: Spans) -> list[list[int]]:
    """`numbers` as JSON keeps them."""
    return [[first, last] for first, last in numbers]
