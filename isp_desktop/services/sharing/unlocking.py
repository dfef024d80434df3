"""From the bytes of a bundle's file to those of its tar: age, then zstd, a little at a time."""

from __future__ import annotations

import io
import re
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol

from isp_desktop.db.engine import told
from isp_desktop.domain.errors import BundleRefused, ForOthers, PassphraseNeeded
from isp_desktop.domain.language import _
from isp_desktop.services.sharing.refusals import cut_off, damaged, no_bundle

if TYPE_CHECKING:
    from concurrent.futures import Future

MOST_BY_PASSPHRASE = 128 * 2**20
"""The largest file that a passphrase opens: it is in memory whole, locked and unlocked."""

_MAGIC = b"age-encryption.org/v1\n"
# Room for a thousand recipients. The time to read a header grows with the square of its length: to a third of a second.
_MOST_HEADER = 128 * 2**10
# age's cost grows twofold with each; 2 GB of memory at 21, beyond what any computer chooses within a second.
_MOST_SCRYPT = 21
_SCRYPT = re.compile(rb"^-> scrypt [A-Za-z0-9+/]{22} ([0-9]{1,2})$", re.MULTILINE)
# As zstd's own levels up to 19 need; more would be memory that the sender chooses.
_MOST_WINDOW = 2**23
_BLOCK, _BLOCKS = 256 * 2**10, 4
# zstd is given so little at a time: 1 KiB may unpack to 32 MiB, all of it at once in memory.
_FEED = 2**10


@dataclass(frozen=True, slots=True, repr=False)
class Lock:
    """What may open a bundle.

    Attributes:
        secret: an age identity, "AGE-SECRET-KEY-1...", or "".
        passphrase: for a bundle made with one, or "".
    """

    secret: str = ""
    passphrase: str = ""


class Readable(Protocol):
    """What bytes are read from, b"" at the end."""

    def read(self, size: int = -1, /) -> bytes: ...


class Unlocked:
    """The tar of a bundle.

    Attributes:
        by_passphrase: what opened it; else it was a key.
    """

    def __init__(self, stream: Readable, *, by_passphrase: bool) -> None:
        import zstandard

        self._stream = stream
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW).decompressobj()
        self._packed = self._left = memoryview(b"")
        self.by_passphrase = by_passphrase

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, `size` or fewer (never all at once), b"" at the end.

        Raises:
            BundleRefused: it is damaged, something follows its end, or the stick was pulled.
        """
        while not self._left:
            if not self._packed:
                self._packed = memoryview(self._stream.read(_BLOCK))
            if not self._packed:
                return b""
            self._left = memoryview(self._unpacked())
        cut = len(self._left) if size < 0 else size
        taken, self._left = bytes(self._left[:cut]), self._left[cut:]
        return taken

    def _unpacked(self) -> bytes:
        import zstandard

        if self._unpacker.eof:
            raise damaged()
        feed, self._packed = self._packed[:_FEED], self._packed[_FEED:]
        try:
            content = self._unpacker.decompress(feed)
        except (zstandard.ZstdError, MemoryError) as error:
            raise damaged() from error
        if self._unpacker.unused_data:
            raise damaged()
        return content


@contextmanager
def unlocked(file: IO[bytes], lock: Lock) -> Iterator[Unlocked]:
    """The tar of the bundle in `file`, which is read once, from its beginning.

    Raises:
        BundleRefused: now or on any reading: it is none, does not open, or is damaged.
    """
    with _decrypted(file, lock) as stream:
        yield Unlocked(stream, by_passphrase=not isinstance(stream, _Decrypting))


def needs_passphrase(head: bytes) -> bool:
    """Whether a bundle that begins with `head` opens by a passphrase.

    Raises:
        BundleRefused: it is no bundle, or asks for more work than any honest one.
    """
    if not head.startswith(_MAGIC):
        raise no_bundle() if not _MAGIC.startswith(head) or not head else cut_off()
    end = head.find(b"\n--- ")
    if end < 0:
        raise cut_off() if len(head) < _MOST_HEADER else no_bundle()
    header = head[:end]
    costs = [int(cost) for cost in _SCRYPT.findall(header)]
    if costs and max(costs) > _MOST_SCRYPT:
        raise no_bundle()
    return bool(costs)


@contextmanager
def _decrypted(file: IO[bytes], lock: Lock) -> Iterator[Readable]:
    source = _Source(file)
    head = source.read(_MOST_HEADER)
    by_passphrase = needs_passphrase(head)
    source.unread(head)
    if by_passphrase:
        yield io.BytesIO(_by_passphrase(source, lock.passphrase))
        return
    if not lock.secret:
        raise BundleRefused(_("No passphrase opens this bundle: it was made for the keys of certain notebooks."))
    stream = _Decrypting(source, lock.secret)
    try:
        yield stream
    finally:
        stream.close()


def _by_passphrase(source: _Source, passphrase: str) -> bytes:
    import pyrage

    if not passphrase:
        raise PassphraseNeeded(_("A passphrase opens this bundle. Ask whoever sent it, best by telephone."))
    content = source.read(MOST_BY_PASSPHRASE + 1)
    if len(content) > MOST_BY_PASSPHRASE:
        refusal = _("Bundles with a passphrase are taken up to {most} MB. Ask for it to be made for your key instead.")
        raise BundleRefused(refusal.format(most=MOST_BY_PASSPHRASE // 2**20))
    try:
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            refusal = _("The passphrase does not open this bundle. Look at capitals and spaces, and type it again.")
            raise PassphraseNeeded(refusal) from error
        raise damaged() from error
    except OSError as error:
        raise damaged() from error


class _Source:
    """The file, with what goes wrong on reading it told and remembered."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._again = b""
        self.refusal: BundleRefused | None = None

    def unread(self, head: bytes) -> None:
        """`head` is read once more before all else."""
        self._again = head

    def read(self, size: int = -1, /) -> bytes:
        taken, self._again = (self._again[:size], self._again[size:]) if size >= 0 else (self._again, b"")
        if taken and len(taken) == size:
            return taken
        try:
            return taken + self._file.read(size - len(taken) if size >= 0 else -1)
        except OSError as error:
            self.refusal = BundleRefused(told(error))
            raise self.refusal from error


class _Stopped(Exception):  # noqa: N818 - nobody sees it
    """Nobody reads any more."""


class _Decrypting:
    """What age pushes out in a thread of its own, to be pulled here; a megabyte is in memory at the most."""

    def __init__(self, source: _Source, secret: str) -> None:
        from concurrent.futures import ThreadPoolExecutor

        import pyrage

        self._source = source
        self._blocks: deque[bytes] = deque()
        self._gathered = bytearray()
        self._left = b""
        self._turn = threading.Condition()
        self._is_closed = self._is_done = False
        identity = pyrage.x25519.Identity.from_str(secret)
        thread = ThreadPoolExecutor(1, "bundle")
        self._work: Future[None] = thread.submit(pyrage.decrypt_io, source, self, [identity])
        self._work.add_done_callback(self._end)
        thread.shutdown(wait=False)
        self._thread = thread

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes or fewer (never all at once), b"" at the end."""
        if not self._left:
            self._left = self._take()
        cut = len(self._left) if size < 0 else size
        taken, self._left = self._left[:cut], self._left[cut:]
        return taken

    def close(self) -> None:
        """Ends the thread; returns when it has ended."""
        with self._turn:
            self._is_closed = True
            self._blocks.clear()
            self._turn.notify_all()
        self._thread.shutdown(wait=True)

    def write(self, content: bytes) -> int:
        """Called by age with what it decrypted."""
        self._gathered += content
        if len(self._gathered) >= _BLOCK:
            self._give()
        return len(content)

    def flush(self) -> None:
        """Called by age; what was gathered is given at the end."""

    def _give(self) -> None:
        with self._turn:
            self._turn.wait_for(lambda: len(self._blocks) < _BLOCKS or self._is_closed)
            if self._is_closed:
                raise _Stopped
            self._blocks.append(bytes(self._gathered))
            self._turn.notify_all()
        self._gathered.clear()

    def _end(self, _work: Future[None]) -> None:
        with self._turn:
            self._is_done = True
            self._turn.notify_all()

    def _take(self) -> bytes:
        with self._turn:
            self._turn.wait_for(lambda: self._blocks or self._is_done)
            if self._blocks:
                self._turn.notify_all()
                return self._blocks.popleft()
        self._require_sound()
        rest = bytes(self._gathered)
        self._gathered.clear()
        return rest

    def _require_sound(self) -> None:
        import pyrage

        try:
            self._work.result()
        except (pyrage.DecryptError, OSError) as error:
            if self._source.refusal is not None:
                raise self._source.refusal from error
            # What age says of a file that none of the keys opens; it has no other name for it.
            if str(error) == "No matching keys found":
                refusal = _(
                    "This bundle was made for other notebooks, not for this one. "
                    "Send your contact card to whoever made it, and ask for it to be shared with you."
                )
                raise ForOthers(refusal) from error
            raise damaged() from error
