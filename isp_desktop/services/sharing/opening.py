"""Opening a colleague's bundle: read once, a part at a time, each proved as it goes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isp_desktop.db.engine import told
from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.bundle import (
    MANIFEST,
    MOST_LINE_BYTES,
    MOST_MANIFEST_BYTES,
    REVISIONS,
    SIGNATURE,
    Manifest,
    Part,
    in_order,
)
from isp_desktop.domain.errors import BundleRefused
from isp_desktop.domain.language import _
from isp_desktop.services.sharing.manifests import SIGNATURE_BYTES, proved, require_for
from isp_desktop.services.sharing.parts import Parts
from isp_desktop.services.sharing.refusals import not_as_told, too_large
from isp_desktop.services.sharing.unlocking import Lock, unlocked

__all__ = ["Bundle", "Lock", "open_bundle", "own_lock"]


class Bundle:
    """An open bundle. Whatever it gives is provisional until `finish` returned.

    Attributes:
        manifest: what it says of itself, by the one who signed it.
    """

    def __init__(self, manifest: Manifest, parts: Parts, progress: Progress) -> None:
        self.manifest = manifest
        self._parts = parts
        self._progress = progress
        self._done, self._total = 0, sum(part.size for part in manifest.parts.values())
        self._lines = self._read_lines()
        self._files = self._read_files()

    def lines(self) -> Iterator[bytes]:
        """The lines of the revisions, without their ends, each of `MOST_LINE_BYTES` at the most; can be read once.

        Raises:
            BundleRefused: at any line: the bundle is cut off, damaged, or not what its sender put there.
        """
        return self._lines

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The names and contents of all other parts; reads what is left of the lines first. Raises as `lines` does."""
        return self._files

    def finish(self) -> None:
        """Reads to the end of the file.

        Raises:
            BundleRefused: a part was not whole, or missing, or one too many.
        """
        for _name, _content in self._files:
            pass
        self._parts.end()

    def _read_lines(self) -> Iterator[bytes]:
        begun: list[bytes] = []
        waiting = 0
        for piece in self._proved(REVISIONS):
            *ended, rest = piece.split(b"\n")
            for line in ended:
                if waiting + len(line) > MOST_LINE_BYTES:
                    raise too_large()
                yield b"".join([*begun, line]) if begun else line
                begun.clear()
                waiting = 0
            if rest:
                begun.append(rest)
                waiting += len(rest)
            if waiting > MOST_LINE_BYTES:
                raise too_large()
        if begun:
            raise not_as_told()

    def _read_files(self) -> Iterator[tuple[str, bytes]]:
        for _line in self._lines:
            pass
        for name in in_order(self.manifest.parts)[1:]:
            yield name, b"".join(self._proved(name))

    def _proved(self, name: str) -> Iterator[bytes]:
        """The pieces of the part that comes now, once it is over proved to be the one that was signed."""
        part: Part = self.manifest.parts[name]
        if self._parts.begin(name, part.size) != part.size:
            raise not_as_told()
        digest = hashlib.sha256()
        for piece in self._parts.content(part.size):
            digest.update(piece)
            yield piece
            self._done += len(piece)
            self._progress(self._done, self._total)
        if digest.hexdigest() != part.sha256:
            raise not_as_told()


@contextmanager
def open_bundle(
    path: Path, lock: Lock, own_key: str, progress: Progress = lambda done, total: None
) -> Iterator[Bundle]:
    """The bundle in the file `path`, with its manifest proved.

    Args:
        own_key: this notebook's age recipient, which must be among those that the sender meant. A bundle that opens by
            a passphrase is for whoever has that.
        progress: told how many bytes of all parts were read; what it raises comes through.

    Raises:
        PassphraseNeeded: it opens by a passphrase, and `lock` has none, or another one.
        BundleRefused: it is none, or damaged, or for somebody else, or a newer program's; now or on any reading.
    """
    try:
        if not path.is_file():
            refusal = _("There is no file “{name}”. Check the name, and that the stick is still there.")
            raise BundleRefused(refusal.format(name=path.name.encode(errors="replace").decode()))
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        raise BundleRefused(told(error)) from error
    with file, unlocked(file, lock) as stream:
        parts = Parts(stream)
        content = b"".join(parts.content(parts.begin(MANIFEST, MOST_MANIFEST_BYTES)))
        signature = b"".join(parts.content(parts.begin(SIGNATURE, SIGNATURE_BYTES)))
        manifest = proved(content, signature, size)
        require_for(manifest, "" if stream.by_passphrase else own_key)
        yield Bundle(manifest, parts, progress)


def own_lock(store: Store, passphrase: str = "") -> Lock:
    """What this notebook opens bundles with: its own key, and a passphrase that was typed."""
    # Read where it is used: its ciphers take time that the start has not.
    from isp_desktop.services.identity import private_keys

    return Lock(private_keys(store).age, passphrase)
