"""The bundles that came: what each brought, what was set aside, what went with its undoing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db.sql import Connection, delete, func, insert, select, update
from isp_desktop.db.tables import arrival, claim, link, set_aside, withdrawn
from isp_desktop.domain.revision import Revision, decode

_ID = re.compile(r"[0-9a-f]{64}")


class Arrival(Struct, frozen=True):
    """A bundle that was received.

    Attributes:
        n: its number here, from 1 on.
        bundle: the bundle's own id.
        sender: name, device, public_key and signing_key, as the bundle says.
        verified: whether the sender's keys had been compared when it came.
        counts: records "new", "changed", "identical"; of these "parallel", "conflicts", "deleted"; "set_aside" lines;
            "revisions" that came new and those of earlier bundles that came "again", "files" that came new, "missing".
        first_seq, last_seq: the log's numbers of what came new; none where the first is greater.
        backup: the id of the backup taken before.
        undone_ms: when it was undone, or None.
        kept: how many revisions outlived its undoing.
    """

    n: int
    bundle: str
    at_ms: int
    sender: Mapping[str, str]
    verified: bool
    made_at: str
    chosen: str
    remark: str
    counts: Mapping[str, int]
    first_seq: int
    last_seq: int
    backup: str
    undone_ms: int | None
    kept: int


def add(connection: Connection, **values: Any) -> int:
    """Notes an arrival, by `Arrival`'s attributes; gives its number."""
    number = int(connection.execute(select(func.coalesce(func.max(arrival.c.n), 0))).scalar_one()) + 1
    connection.execute(insert(arrival).values(n=number, undone_ms=None, kept=0, **values))
    return number


def every(connection: Connection) -> list[Arrival]:
    """All arrivals, latest first."""
    columns = (arrival.c[name] for name in Arrival.__struct_fields__)
    return [Arrival(*row) for row in connection.execute(select(*columns).order_by(arrival.c.n.desc()))]


def standing(connection: Connection) -> list[Arrival]:
    """The arrivals that were not undone, latest first."""
    return [one for one in every(connection) if one.undone_ms is None]


def note_undone(connection: Connection, number: int, at_ms: int, kept: int) -> None:
    """Notes that an arrival was undone, all but `kept` of its revisions."""
    connection.execute(update(arrival).where(arrival.c.n == number).values(undone_ms=at_ms, kept=kept))
    connection.execute(delete(claim).where(claim.c.arrival == number))


def claim_again(connection: Connection, number: int, ids: Iterable[str]) -> None:
    """Notes that `ids`, which came with earlier bundles, came with this one too."""
    rows = [(bytes.fromhex(one), number) for one in ids]
    if rows:
        connection.exec_driver_sql("INSERT INTO claim (id, arrival) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def claims(connection: Connection, number: int) -> tuple[set[str], dict[str, set[int]]]:
    """The ids that came again with this arrival, and those that came again with others that stand, with which."""
    own: set[str] = set()
    others: dict[str, set[int]] = {}
    for kept, of in connection.execute(select(claim.c.id, claim.c.arrival)):
        if of == number:
            own.add(bytes(kept).hex())
        else:
            others.setdefault(bytes(kept).hex(), set()).add(of)
    return own, others


def put_aside(connection: Connection, number: int, lines: Sequence[tuple[int, str, bytes]]) -> None:
    """Keeps what was not understood of an arrival: the number of each line, the reason, and the line."""
    if lines:
        rows = [{"arrival": number, "line": line, "reason": why, "content": content} for line, why, content in lines]
        connection.execute(insert(set_aside), rows)


def aside(connection: Connection, number: int) -> list[tuple[int, str, bytes]]:
    """What was set aside of an arrival, as `put_aside` took it."""
    query = select(set_aside.c.line, set_aside.c.reason, set_aside.c.content).where(set_aside.c.arrival == number)
    return [(line, why, content) for line, why, content in connection.execute(query.order_by(set_aside.c.line))]


def keep_withdrawn(connection: Connection, number: int, revisions: Iterable[Revision]) -> None:
    """Keeps revisions that go with the undoing of an arrival."""
    rows = [(bytes.fromhex(one.id), number, one.body) for one in revisions]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO withdrawn (id, arrival, body) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", rows
        )


def gone(connection: Connection, number: int) -> list[Revision]:
    """The revisions that went with the undoing of an arrival and did not come again, by their ids."""
    query = select(withdrawn.c.body).where(withdrawn.c.arrival == number).order_by(withdrawn.c.id)
    return [decode(body) for body in connection.execute(query).scalars()]


def survivors(connection: Connection, uid: str, head: str, here: Container[str]) -> list[str] | None:
    """`head` if it is among `here`, which are of the record `uid`; else its nearest ancestors there, where it was
    withdrawn; None where it never was a revision of this record."""
    found, to_see, seen = set[str](), [head], set[str]()
    while to_see:
        one = to_see.pop()
        if one in here:
            found.add(one)
        elif one not in seen:
            seen.add(one)
            lost = _withdrawn(connection, one)
            if lost is not None and lost.uid == uid:
                to_see += lost.parents
            elif one == head:
                return None
    return sorted(found)


def _withdrawn(connection: Connection, revision: str) -> Revision | None:
    if not _ID.fullmatch(revision):
        return None
    body = connection.execute(select(withdrawn.c.body).where(withdrawn.c.id == bytes.fromhex(revision))).scalar()
    return None if body is None else decode(body)


def came_back(connection: Connection) -> None:
    """Forgets as withdrawn what is in the log again."""
    # Asked of each that was withdrawn, of which there are few, rather than of the whole log.
    connection.exec_driver_sql(
        "DELETE FROM withdrawn WHERE EXISTS (SELECT 1 FROM revision WHERE revision.id = withdrawn.id)"
    )


def pointed_at(connection: Connection, uids: Sequence[str]) -> list[tuple[str, str]]:
    """Which of `uids` (some hundreds) others point to: pairs of the one pointed at and the one that points."""
    rows = connection.execute(select(link.c.target, link.c.source).where(link.c.target.in_(uids)))
    return [(target, source) for target, source in rows]
