"""What goes into a bundle, gone through twice: once for the sizes and hashes that come first, once to be written."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from isp_desktop.db.exchange import Entry
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.domain.bundle import MOST_PARTS, REVISIONS, Part, attachment_of, in_order
from isp_desktop.domain.canonical import content_id
from isp_desktop.domain.errors import BadInput, NotFound, StoreDamaged
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import decode
from isp_desktop.domain.spans import Spans
from isp_desktop.services.sharing.choosing import Chosen

if TYPE_CHECKING:
    from isp_desktop.db.attachments import Attachments

_MOST_REVISIONS = 8 * 2**30 - 1
"""Bytes; what the form of tar can say of one part."""

_HEX = frozenset("0123456789abcdef")
Told = Callable[[int, int], None]


class Content:
    """The parts of a bundle beside manifest and signature.

    Attributes:
        parts: the size and hash of each, once measured.
        counts: as `Manifest.counts`, once measured.
        numbers: the numbers in the log of what leaves and is in it already, once measured.
    """

    def __init__(
        self, reading: Reading, chosen: Chosen, attachments: Attachments, readable: Mapping[str, bytes]
    ) -> None:
        self._reading = reading
        self._chosen = chosen
        self._attachments = attachments
        self._readable = {f"readable/{name}": content for name, content in readable.items()}
        self.parts: dict[str, Part] = {}
        self.counts: dict[str, int] = {}
        self.numbers = Spans()

    def measure(self, progress: Told) -> None:
        """Goes through all of it once: the records take the first half of what `progress` is told, files the second.

        Raises:
            BadInput: it is more than a bundle holds.
            Cancelled: `progress` raised it.
        """
        files = self._measure_revisions(progress)
        missing = 0
        for at, sha256 in enumerate(sorted(files)):
            progress(len(files) + at, 2 * len(files))
            size = self._size_of(sha256)
            missing += size is None
            if size is not None:
                self.parts[f"attachments/{sha256}"] = Part(size=size, sha256=sha256)
        for name, content in self._readable.items():
            self.parts[name] = _part(content)
        self.counts |= {"attachments": len(files) - missing, "missing": missing}
        if len(self.parts) > MOST_PARTS:
            raise BadInput(_("A bundle holds up to 100,000 photos and files. Choose less, and make two of it."))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of the part `name`, as it was measured."""
        if name == REVISIONS:
            for _uid, entries in self._chosen.entries(self._reading):
                yield b"".join(body + b"\n" for body in in_line([entry.body for entry in entries]))
        elif sha256 := attachment_of(name):
            yield self._attachments.read(sha256)
        else:
            yield self._readable[name]

    def names(self) -> list[str]:
        """The parts in their order."""
        return in_order(self.parts)

    def _measure_revisions(self, progress: Told) -> set[str]:
        """Measures the first part; gives the hashes of the files that its records name."""
        digest = hashlib.sha256()
        size, files, numbers, records, revisions = 0, set[str](), list[int](), 0, 0
        for uid_entries in self._chosen.entries(self._reading):
            entries = uid_entries[1]
            for body in in_line([entry.body for entry in entries]):
                digest.update(body)
                digest.update(b"\n")
                size += len(body) + 1
            files |= _files(entries)
            numbers += [entry.number for entry in entries if entry.number]
            records += 1
            revisions += len(entries)
            progress(records, 2 * len(self._chosen.uids))
        if size > _MOST_REVISIONS:
            raise BadInput(_("This is more than 8 GB of records. Choose less, and make two bundles of it."))
        self.parts[REVISIONS] = Part(size=size, sha256=digest.hexdigest())
        self.counts |= {"records": records, "revisions": revisions}
        self.numbers = Spans.of(numbers)
        return files

    def _size_of(self, sha256: str) -> int | None:
        """The length of a file, or None where it is not here, or not whole."""
        try:
            return len(self._attachments.read(sha256))
        except (NotFound, StoreDamaged):
            return None


class _Parents(msgspec.Struct):
    parents: tuple[str, ...]


_parents = msgspec.json.Decoder(_Parents)


def in_line(bodies: Sequence[bytes]) -> list[bytes]:
    """The revisions of one record: none before its parents, and by id where they leave that open."""
    if len(bodies) < 2:
        return list(bodies)
    by_id = {content_id(body): body for body in bodies}
    children: dict[str, list[str]] = {}
    waits_for: dict[str, int] = {}
    for own, body in by_id.items():
        parents = {parent for parent in _parents.decode(body).parents if parent in by_id}
        waits_for[own] = len(parents)
        for parent in parents:
            children.setdefault(parent, []).append(own)
    ready = [own for own, count in waits_for.items() if not count]
    heapq.heapify(ready)
    ordered = []
    while ready:
        own = heapq.heappop(ready)
        ordered.append(by_id[own])
        for child in children.get(own, ()):
            waits_for[child] -= 1
            if not waits_for[child]:
                heapq.heappush(ready, child)
    return ordered


def _files(entries: Iterable[Entry]) -> set[str]:
    """The hashes of the files that these revisions name, now or earlier in their record's history."""
    found = set()
    for entry in entries:
        spec = kinds().get(entry.kind)
        for field in spec.fields if spec else ():
            if field.type == "attachment":
                value = decode(entry.body).fields.get(field.name)
                if isinstance(value, str) and len(value) == 64 and _HEX.issuperset(value):
                    found.add(value)
    return found


def _part(content: bytes) -> Part:
    return Part(size=len(content), sha256=hashlib.sha256(content).hexdigest())
