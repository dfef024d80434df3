"""A folder that is watched: a stick, or a folder that is synced with colleagues. Which bundles in it wait to be taken.

What a file is was found out once, by its beginning alone, and is remembered by its name, size and time of change: so a
folder full of old bundles costs nothing, and nothing is decrypted twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from isp_desktop.db import arrivals, bundles_out
from isp_desktop.db.engine import told
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.bundle import SUFFIX
from isp_desktop.domain.errors import BundleRefused, ForOthers, PassphraseNeeded, StoreUnusable
from isp_desktop.domain.language import _
from isp_desktop.services import settings

State = Literal["ready", "locked", "others", "refused", "unread", "own"]
MOST = 200
"""Of the bundles in a folder, the latest so many are looked at."""

_FOLDER, _SEEN = "sharing_inbox", "sharing_inbox_seen"


@dataclass(frozen=True, slots=True)
class Letter:
    """A bundle that lies in the folder.

    Attributes:
        state: it opens; it opens by a passphrase; it was made for other notebooks; it cannot be taken, as `sentence`
            says; it could not be read just now; it was made here.
        sender: the name that its sender gives; "" where it does not open.
        signing_key: the sender's.
        made_at: ISO 8601 in UTC, or "".
        chosen: what is in it, in the sender's words.
        records: how many records it says that it holds.
        bundle: its own id, or "".
    """

    path: Path
    state: State
    changed_ms: int
    sentence: str = ""
    sender: str = ""
    signing_key: str = ""
    made_at: str = ""
    chosen: str = ""
    records: int = 0
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Inbox:
    """What lies in the folder and was neither made here nor received already, latest first.

    Attributes:
        folder: which one is watched, or None.
        problem: one sentence where it cannot be read, such as when the stick is not there.
    """

    folder: Path | None = None
    letters: tuple[Letter, ...] = ()
    problem: str = ""

    @property
    def ready(self) -> int:
        """How many of them can be taken."""
        return sum(one.state in ("ready", "locked") for one in self.letters)


def folder(store: Store) -> Path | None:
    """The folder that is watched, or None."""
    kept = settings.read(store, _FOLDER, "")
    return Path(kept) if kept else None


def watch(store: Store, path: Path | None) -> None:
    """Watches another folder from now on, or none.

    Raises:
        StoreUnusable: there is no such folder.
    """
    if path is not None and not path.is_dir():
        raise StoreUnusable(_("There is no folder “{folder}”. Choose one that is there.").format(folder=path))
    settings.write(store, _FOLDER, "" if path is None else str(path))


def look(store: Store, progress: Progress = lambda done, total: None) -> Inbox:
    """What waits in the folder; reads the beginnings of files that were not seen before, and remembers them.

    Raises:
        Cancelled: `progress` raised it.
    """
    watched = folder(store)
    if watched is None:
        return Inbox()
    try:
        found = _bundles(watched)
    except OSError as error:
        return Inbox(watched, (), told(error))
    seen: dict[str, dict[str, Any]] = settings.read(store, _SEEN, {})
    known = {key: seen[key] for key, _path, _ms in found if key in seen}
    for at, (key, path, changed_ms) in enumerate(found):
        progress(at, len(found))
        if key not in known:
            known[key] = asdict(read(store, path, changed_ms)) | {"path": ""}
    letters = [Letter(**known[key] | {"path": path}) for key, path, _ms in found]
    lasting = {key: known[key] for key, path, _ms in found if known[key]["state"] != "unread"}
    if lasting != seen:
        settings.write(store, _SEEN, lasting)
    return Inbox(watched, tuple(_waiting(store, letters)))


def read(store: Store, path: Path, changed_ms: int) -> Letter:
    """What the beginning of a bundle says of it; nothing of what follows is proved by this."""
    from isp_desktop.services.identity import identity
    from isp_desktop.services.sharing.previewing import opened

    try:
        with opened(store, path, "") as bundle:
            manifest = bundle.manifest
    except PassphraseNeeded as error:
        return Letter(path, "locked", changed_ms, str(error))
    except BundleRefused as error:
        return Letter(path, _refused(error), changed_ms, str(error))
    own = manifest.sender.signing_key == identity(store).signing_key
    return Letter(
        path,
        "own" if own else "ready",
        changed_ms,
        sender=manifest.sender.name,
        signing_key=manifest.sender.signing_key,
        made_at=manifest.made_at,
        chosen=manifest.chosen,
        records=manifest.counts.get("records", 0),
        bundle=manifest.id,
    )


def _refused(error: BundleRefused) -> State:
    if isinstance(error, ForOthers):
        return "others"
    return "unread" if isinstance(error.__cause__, OSError) else "refused"


def _bundles(watched: Path) -> list[tuple[str, Path, int]]:
    """What each bundle in the folder is remembered by, its path, and when it was changed; latest first."""
    found = []
    with os.scandir(watched) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and not entry.name.startswith(".") and entry.is_file():
                kept = entry.stat()
                found.append((f"{entry.name}:{kept.st_size}:{kept.st_mtime_ns}", kept.st_mtime_ns, Path(entry.path)))
    found.sort(key=lambda one: one[1], reverse=True)
    return [(key, path, changed // 1_000_000) for key, changed, path in found[:MOST]]


def _waiting(store: Store, letters: Iterable[Letter]) -> Iterator[Letter]:
    with store.read() as reading:
        standing = {one.bundle for one in arrivals.standing(reading)}
        made_here = bundles_out.names_of_files(reading)
    for one in letters:
        # Whoever makes a bundle for colleagues cannot open it either.
        is_own = one.state == "own" or (one.state in ("others", "locked") and one.path.name in made_here)
        if not is_own and (not one.bundle or one.bundle not in standing):
            yield one
