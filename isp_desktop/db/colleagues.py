"""The rows of those with whom bundles are exchanged, and of the bundles made for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from isp_desktop.db import settings
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


def has(row: Mapping[str, Any]) -> Spans:
    """The numbers of the log that the colleague of `row` has."""
    return Spans((first, last) for first, last in row["has"])


def sent(connection: Connection) -> Spans:
    """The numbers of the entries that were sent to anybody."""
    return Spans((first, last) for first, last in settings.read(connection, _SENT, []))


def add_sent(connection: Connection, numbers: Spans) -> None:
    """Notes that the entries `numbers` were sent."""
    settings.write(connection, _SENT, _runs(sent(connection) | numbers))


def take_back_sent(connection: Connection, numbers: Spans) -> None:
    """Forgets that the entries `numbers` were sent: they are gone here, and their numbers will be given anew."""
    settings.write(connection, _SENT, _runs(sent(connection) - numbers))


def has_too(connection: Connection, signing_key: str, numbers: Spans) -> None:
    """Notes that the colleague with this signing key, if there is one, has the entries `numbers`."""
    row = by_key(connection, signing_key)
    if row is not None:
        change(connection, row["signing_key"], {"has": _runs(has(row) | numbers)})


def have_no_longer(connection: Connection, numbers: Spans) -> None:
    """Forgets that anybody has the entries `numbers`: they are gone here, and their numbers will be given anew."""
    take_back_sent(connection, numbers)
    for row in rows(connection):
        change(connection, row["signing_key"], {"has": _runs(has(row) - numbers)})


def confirm(connection: Connection, signing_key: str, bundles: Sequence[str]) -> None:
    """Notes that of the bundles made here `bundles` arrived at the one with this signing key."""
    query = select(outgoing.c.bundle, outgoing.c.confirmed).where(outgoing.c.bundle.in_(bundles))
    for bundle, confirmed in connection.execute(query).all():
        told = sorted({*confirmed, signing_key})
        connection.execute(update(outgoing).where(outgoing.c.bundle == bundle).values(confirmed=told))


def note_outgoing(connection: Connection, values: Mapping[str, Any]) -> None:
    """A bundle that was made here."""
    connection.execute(insert(outgoing).values(**values))


def received_from(connection: Connection, public_keys: Sequence[str], most: int) -> list[str]:
    """The ids of the latest bundles that came from `public_keys` and were not undone, sorted."""
    query = select(arrival.c.bundle, arrival.c.sender).where(arrival.c.undone_ms.is_(None)).order_by(arrival.c.n.desc())
    came = [bundle for bundle, sender in connection.execute(query) if sender.get("public_key") in public_keys]
    return sorted(set(came[:most]))


def _runs(numbers: Spans) -> list[list[int]]:
    return [[first, last] for first, last in numbers]
