"""The tar inside a bundle: plain files one after another, in an order and of sizes that are known before."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from isp_desktop.services.sharing.refusals import cut_off, not_as_told
from isp_desktop.services.sharing.unlocking import Readable

_CHUNK = 64 * 2**10
_END = 2 * tarfile.BLOCKSIZE


def header(name: str, size: int) -> bytes:
    """The tar header of a part: a plain file that says nothing of people, computers or times.

    Raises:
        ValueError: the part has 8 GiB or more, which this form of tar cannot say.
    """
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    return about.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def padding(size: int) -> bytes:
    """What follows a part of `size` bytes, up to the next block."""
    return bytes(-size % tarfile.BLOCKSIZE)


END = bytes(_END)
"""What follows the last part."""


class Parts:
    """Reads parts from the bytes of a tar, and refuses whatever is not as it should be."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def begin(self, name: str, most: int) -> int:
        """Reads on to the content of the part that must come now; gives its size.

        Raises:
            BundleRefused: another one comes, or none, or one that is no plain file, or has more than `most` bytes.
        """
        try:
            about = tarfile.TarInfo.frombuf(self._exactly(tarfile.BLOCKSIZE), "ascii", "surrogateescape")
        except tarfile.HeaderError as error:
            raise not_as_told() from error
        is_plain = about.type in (tarfile.REGTYPE, tarfile.AREGTYPE)
        if about.name != name or not is_plain or about.linkname or not 0 <= about.size <= most:
            raise not_as_told()
        return about.size

    def content(self, size: int) -> Iterator[bytes]:
        """The part's content, in pieces.

        Raises:
            BundleRefused: it is cut off.
        """
        left = size
        while left:
            piece = self._exactly(min(left, _CHUNK))
            left -= len(piece)
            yield piece
        if any(self._exactly(len(padding(size)))):
            raise not_as_told()

    def end(self) -> None:
        """Reads what follows the last part, to the end of the file.

        Raises:
            BundleRefused: something else than the end of a tar follows.
        """
        rest = bytearray(self._exactly(_END))
        while (piece := self._stream.read(_CHUNK)) and len(rest) <= tarfile.RECORDSIZE:
            rest += piece
        if any(rest) or len(rest) > tarfile.RECORDSIZE:
            raise not_as_told()

    def _exactly(self, size: int) -> bytes:
        read = self._stream.read(size) if size else b""
        while len(read) < size:
            more = self._stream.read(size - len(read))
            if not more:
                raise cut_off()
            read += more
        return read
