"""Keeping what is being typed, so that not even a killed program loses the sentence."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from msgspec import Struct

from isp_desktop.db import drafts
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import now_ms
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.services import naming

_READ, _SHOWN = 300, 56


class Draft(Struct, frozen=True):
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


def begun(store: Store, kind: str, field: str, value: str) -> str:
    """The uid of the latest draft of a new record of `kind` whose `field` is `value`; "" for none."""
    drafts_of_new = (one for one in every(store) if one.kind == kind and not one.seen)
    return next((one.uid for one in drafts_of_new if one.values.get(field) == value), "")


def every(store: Store) -> list[Draft]:
    """All drafts, latest first."""
    with store.read() as reading:
        return [_opened(kept) for kept in drafts.every(reading)]


def first_words(spec: KindSpec, values: Mapping[str, Any], leave_out: Container[str] = ()) -> str:
    """The beginning of what was typed, without the fields `leave_out`; of a record that is private as a whole, too.

    Private fields of other records stay on their page.
    """
    told = [one.name for one in spec.fields if one.type in ("line", "text") and (is_private(spec) or not one.private)]
    typed = " ".join(str(values[name]) for name in told if name not in leave_out and values.get(name))
    return " ".join(typed[:_READ].split())


def is_private(spec: KindSpec) -> bool:
    """Whether a new record of this kind is for its writer alone; its row then has to look so."""
    return spec.private_unless_shared or spec.never_shared


def shortened(words: str, most: int = _SHOWN) -> str:
    """`words` as a title: cut after a whole one where they are long."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def linked(draft: Draft, spec: KindSpec) -> list[str]:
    """The uids of the records that the title of a draft names."""
    return [str(uid) for name in spec.title if spec.by_name[name].to and (uid := draft.values.get(name))]


def named(draft: Draft, spec: KindSpec, titles: Mapping[str, str]) -> str:
    """What its own title fields call the draft of a new record, "" for nothing; `titles` are those of `linked`."""
    made = {one["uid"]: one["name"] for one in draft.extra.get("made", ())}
    parts = (_part(spec, name, draft.values.get(name), {**titles, **made}) for name in spec.title)
    return ", ".join(part for part in parts if part)


def _part(spec: KindSpec, name: str, value: Any, titles: Mapping[str, str]) -> str:
    if not value or spec.by_name[name].type == "date":
        return ""
    return titles.get(str(value), "") if spec.by_name[name].to else " ".join(str(value).split())


def day(draft: Draft, spec: KindSpec) -> str:
    """The day that tells a draft from others, where a record's title says it too: "15 October 2026", or ""."""
    value = draft.values.get(spec.day) if spec.day in spec.title else None
    return naming.day_in_words(str(value)) if value else ""


def count(store: Store) -> int:
    """How many drafts wait, without reading them."""
    with store.glance() as reading:
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
