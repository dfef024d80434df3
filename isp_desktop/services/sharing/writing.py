"""From the parts of a bundle to the bytes of its file: tar, then zstd, then age, a little at a time."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from isp_desktop.domain.bundle import MANIFEST, SIGNATURE
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services.sharing.content import Content
from isp_desktop.services.sharing.parts import END, header, padding
from isp_desktop.services.sharing.unlocking import MOST_BY_PASSPHRASE

# Letters; of three bytes each they leave room for the rest of a file's name, which has 255 bytes.
_LONGEST_NAME = 70


def tar(content: Content, manifest: bytes, signature: bytes, progress: Callable[[int, int], None]) -> Iterator[bytes]:
    """The bytes of the tar; `progress` is told how many of all are made."""
    total = len(manifest) + sum(part.size for part in content.parts.values())
    done = len(manifest)
    for name, whole in ((MANIFEST, manifest), (SIGNATURE, signature)):
        yield header(name, len(whole)) + whole + padding(len(whole))
    for name in content.names():
        size = content.parts[name].size
        yield header(name, size)
        for piece in content.pieces(name):
            yield piece
            done += len(piece)
            progress(done, total)
        yield padding(size)
    yield END


def lock_to(file: IO[bytes], pieces: Iterable[bytes], recipients: Sequence[str], passphrase: str) -> None:
    """Writes `pieces` into `file`, compressed, for whoever has one of the keys, or else the passphrase.

    Raises:
        BadInput: they are too many for a passphrase.
        OSError: the disk does not take them. What `pieces` raises comes through.
    """
    import pyrage

    compressed = _compressed(pieces)
    if passphrase:
        file.write(pyrage.passphrase.encrypt(_whole(compressed), passphrase))
        return
    source, target = _Source(compressed), _Target(file)
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    try:
        pyrage.encrypt_io(source, target, keys)
    except BaseException as error:
        # age tells of what befell the two as text, if at all.
        if cause := source.error or target.error:
            raise cause from error
        raise


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A new, empty file in the folder of `path`; at the end it is gone, unless it was moved.

    What a killed program left there of an earlier try is removed.

    Raises:
        OSError: the folder does not allow it.
    """
    prefix, suffix = f".{path.name[:_LONGEST_NAME]}.", ".part"
    for old in list(path.parent.iterdir()):
        if old.name.startswith(prefix) and old.name.endswith(suffix):
            old.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=suffix)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


@contextmanager
def flushed(path: Path) -> Iterator[IO[bytes]]:
    """The file `path` to write into; at the end it is on the disk itself, and will be read from there."""
    with path.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    packer = zstandard.ZstdCompressor(write_checksum=True).compressobj()
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def _whole(pieces: Iterable[bytes]) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        # age adds a little to each 64 KiB, and a header.
        if len(whole) * 1.001 + 1_000 > MOST_BY_PASSPHRASE:
            refusal = _("With a passphrase a bundle has up to {most} MB. Share by keys instead, or choose less.")
            raise BadInput(refusal.format(most=MOST_BY_PASSPHRASE // 2**20))
    return bytes(whole)


class _Source:
    """What age reads from; remembers what went wrong."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces, b""))
                if not self._left:
                    return b""
        except BaseException as error:
            self.error = error
            raise
        cut = len(self._left) if size < 0 else size
        taken, self._left = bytes(self._left[:cut]), self._left[cut:]
        return taken


class _Target:
    """What age writes to; remembers what went wrong."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: BaseException | None = None

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Called by age; `flushed` does it."""
