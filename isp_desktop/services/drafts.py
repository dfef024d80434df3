"""Keeping what is being typed, so that not even a killed program loses the sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db import drafts
from isp_desktop.db.store import Store, now_ms


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved edit of one record.

    Attributes:
        uid: the record's, which need not exist yet.
        values: what stands in the editor, by field, for the fields that were touched.
        seen: the heads that were on screen when editing began.
        extra: what else the editor keeps, such as rows of commitments; JSON.
        saved_ms: when it was last kept, in milliseconds since 1970.
    """

    uid: str
    kind: str
    values: Mapping[str, Any]
    seen: Sequence[str]
    extra: Mapping[str, Any]
    saved_ms: int


def keep(
    store: Store, uid: str, kind: str, values: Mapping[str, Any], seen: Sequence[str], extra: Mapping[str, Any]
) -> int:
    """Keeps an edit on the disk, encrypted, unchecked; returns when, in milliseconds since 1970."""
    moment = now_ms()
    content = {"values": dict(values), "seen": list(seen), "extra": dict(extra)}
    with store.write() as transaction:
        drafts.keep(transaction.connection, drafts.Draft(uid, kind, moment, content))
    return moment


def of(store: Store, uid: str) -> Draft | None:
    """The draft of the record `uid`, or None."""
    with store.read() as reading:
        kept = drafts.of(reading, uid)
    return _opened(kept) if kept else None


def every(store: Store) -> list[Draft]:
    """All drafts, latest first."""
    with store.read() as reading:
        return [_opened(kept) for kept in drafts.every(reading)]


def count(store: Store) -> int:
    """How many drafts wait, without reading them."""
    with store.read() as reading:
        return drafts.count(reading)


def marks(store: Store, kind: str) -> dict[str, int]:
    """When each draft of a kind was last kept, in milliseconds since 1970, by uid; without reading them."""
    with store.read() as reading:
        return drafts.marks(reading, kind)


def discard(store: Store, uid: str) -> None:
    """Forgets the draft of the record `uid`; the record stays as it was saved."""
    with store.write() as transaction:
        drafts.drop(transaction.connection, uid)


def _opened(kept: drafts.Draft) -> Draft:
    return Draft(kept.uid, kept.kind, saved_ms=kept.saved_ms, **kept.content)
