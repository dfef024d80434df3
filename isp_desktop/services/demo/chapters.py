"""What is told beside the stories of the sites, on days of its own, from what is known at the sites by then."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush

from isp_desktop.services.demo.model import Entry

Chapter = Callable[[], Iterator[Entry]]
"""Told when its moment has come; it writes later than that moment and than every chapter before."""


class Chapters:
    """The chapters still to be told, by their moments; a chapter may add later ones."""

    def __init__(self) -> None:
        self._due: list[tuple[datetime, int, Chapter]] = []
        self._added = 0

    def add(self, at: datetime, chapter: Chapter) -> None:
        """Has a chapter told at a moment; of those of one moment the first added comes first."""
        self._added += 1
        heappush(self._due, (at, self._added, chapter))

    def are_due(self, now: datetime) -> bool:
        """Whether the moment of one has come."""
        return bool(self._due) and self._due[0][0] <= now

    def told(self, now: datetime) -> Iterator[Entry]:
        """The entries of those whose moment has come."""
        while self.are_due(now):
            yield from heappop(self._due)[2]()


def with_chapters(entries: Iterable[Entry], chapters: Chapters, until: datetime) -> Iterator[Entry]:
    """The entries with those of the chapters up to the moment `until` among them, by moment."""
    waiting: deque[Entry] = deque()
    for entry in entries:
        if chapters.are_due(entry.at):
            waiting.extend(chapters.told(entry.at))
        while waiting and waiting[0].at <= entry.at:
            yield waiting.popleft()
        yield entry
    waiting.extend(chapters.told(until))
    yield from waiting
