"""The state of a notebook as two hashes, by which two notebooks can be compared without showing either."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.merge import State
from isp_desktop.domain.merge import merge as merged


@dataclass(frozen=True, slots=True)
class StateHash:
    """SHA-256 (hexadecimal) of the canonical shared and private state, and how many revisions there are."""

    shared: str
    private: str
    revisions: int


def state(store: Store) -> StateHash:
    """Both hashes; notebooks with equal sets of shared revisions have equal `shared`. Reads the whole log."""
    totals = {"shared": hashlib.sha256(), "private": hashlib.sha256()}
    count = 0
    with store.read() as reading:
        for uid, revisions in log.every_record(reading):
            count += len(revisions)
            for scope, total in totals.items():
                own = [revision for revision in revisions if revision.scope == scope]
                if own:
                    kind = min(own, key=lambda revision: (revision.stamp, revision.id)).kind
                    total.update(_line(uid, kind, merged(own)))
    return StateHash(totals["shared"].hexdigest(), totals["private"].hexdigest(), count)


def _line(uid: str, kind: str, amount: State) -> bytes:
    return canonical({"uid": uid, "kind": kind, "state": amount.canonical()}) + b"\n"
