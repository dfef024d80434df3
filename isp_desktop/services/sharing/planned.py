"""What would leave with a bundle, record by record, and what would stay: shown before anything is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isp_desktop.db import exchange, shared
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.services.sharing import choosing, shared_titles
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.content import Content


@dataclass(frozen=True, slots=True)
class Leaving:
    """A record that would leave.

    Attributes:
        title: made from shared fields only.
        revisions: how many of it would leave.
        deleted: what leaves says that it was deleted.
    """

    uid: str
    kind: str
    title: str
    revisions: int
    deleted: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a choice amounts to.

    Attributes:
        chosen: the choice in the words that the receiver reads.
        records: by uid in order.
        by_kind: how many records of each kind.
        attachments, missing: files that would leave, and that are not here.
        bytes: of the records and files together, before compression.
        private_records: records around what was chosen that were never shared, and stay.
        private_parts: records that leave without their private fields.
    """

    chosen: str
    records: Sequence[Leaving]
    by_kind: Mapping[str, int]
    attachments: int
    missing: int
    bytes: int
    private_records: int
    private_parts: int


def plan(store: Store, choice: Choice, progress: Progress = lambda done, total: None) -> Plan:
    """What a bundle of `choice` would hold.

    Raises:
        BadInput, NotFound: as `choosing.leaving` does.
        Cancelled: `progress` raised it.
    """
    with store.read() as reading:
        chosen = choosing.leaving(reading, choice)
        content = Content(reading, chosen, store.attachments, {})
        content.measure(progress)
        counts = {uid: len(entries) for uid, entries in chosen.entries(reading)}
        records: list[Leaving] = []
        for chunk in exchange.chunks(counts):
            seen = shared.records(reading, chunk)
            titles = shared_titles.titles_of_records(reading, seen)
            records += [
                Leaving(uid, one.kind, titles[uid], counts[uid], one.life == "deleted") for uid, one in seen.items()
            ]
        return Plan(
            chosen=choosing.told(reading, choice),
            records=records,
            by_kind=dict(Counter(one.kind for one in records)),
            attachments=content.counts["attachments"],
            missing=content.counts["missing"],
            bytes=sum(part.size for part in content.parts.values()),
            private_records=exchange.private_records(reading, chosen.around),
            private_parts=exchange.with_private_words(reading, chosen.uids),
        )
